/* The second copy of a model's narrow weights, in the order in which the fast kernels read them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_PACK_H
#define ATTEST_LANGUAGE_PACK_H

#include "language/model.h"

/* Pack all narrow matrices of a checked model into model->packed_memory. Errors: ATTEST_ERR_NOMEM. */
enum attest_status attest_i_model_pack(attest_model *model) ATTEST_MUST_USE;

#endif
