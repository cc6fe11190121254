/* What a source reader gives, as text: one form for comparison in tests. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_SOURCE_DUMP_H
#define TESTS_SUPPORT_SOURCE_DUMP_H

#include "attest/source.h"

/* Read all of the inputs and describe documents, warnings and errors in the order in which they come. Of paths, what stands before the
 * prefix's end is left out. Gives a malloc'ed string. */
char *source_dump(const char *const *inputs, size_t count, const attest_source_options *options, const char *prefix);

/* The same for one input. */
char *source_dump_one(const char *input, const attest_source_options *options, const char *prefix);

#endif
