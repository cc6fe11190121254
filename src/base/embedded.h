/* Data files that are built into the program: rules, lexicons, vocabularies. The list is in embedded_files.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_BASE_EMBEDDED_H
#define ATTEST_BASE_EMBEDDED_H

#include "attest/status.h"
#include "attest/view.h"

/* The embedded file of that name (path below ontology/ or build/data/, e.g. "rules/quotation.rules"). NONE if there is none. */
enum attest_status attest_i_embedded_find(attest_view name, attest_view *content);

/* The embedded files in the order of the list, for what takes all of a kind. */
size_t attest_i_embedded_count(void);
attest_view attest_i_embedded_name(size_t index);
attest_view attest_i_embedded_content(size_t index);

#endif
