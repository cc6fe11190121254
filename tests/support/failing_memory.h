/* Allocations that fail on demand. The test program is linked with --wrap for malloc, calloc, realloc and free, so that this sees every
 * allocation of the library's own objects; ICU and jansson can be brought in by failing_memory_hook_libraries. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_FAILING_MEMORY_H
#define TESTS_SUPPORT_FAILING_MEMORY_H

#include <stddef.h>

/* Let the n-th allocation from now (from 1) and all after it fail; 0: none. */
void failing_memory_arm(size_t n);

/* Stop failing; true (1) if an allocation failed since failing_memory_arm. */
int failing_memory_disarm(void);

/* Blocks that the library's own objects hold: for comparison before and after. */
long failing_memory_live(void);

/* Let ICU and jansson allocate through the same counter. Call it once, before anything else in the test. True (1) if they do. */
int failing_memory_hook_libraries(void);

#endif
