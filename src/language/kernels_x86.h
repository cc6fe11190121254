/* A kernel for AVX2 that those for AVX-512 make use of. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_KERNELS_X86_H
#define ATTEST_LANGUAGE_KERNELS_X86_H

#include "language/kernels.h"

/* As in attest_i_kernels. */
int64_t attest_i_avx2_dot(const int16_t *a, const int16_t *b, size_t size);

#endif
