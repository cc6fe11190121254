/* The parts of the network in a model file. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_MODEL_PARTS_H
#define ATTEST_LANGUAGE_MODEL_PARTS_H

#include "language/model.h"
#include "language/model_tensors.h"

/* Fill in name, inventories, tables and matrices of `model`, which borrow from tensors->bytes; its label_memory is the model's own.
 * MODEL with a message, or NOMEM; what was taken until then stays for attest_model_free. */
enum attest_status attest_i_model_take_parts(attest_i_tensors *tensors, attest_model *model) ATTEST_MUST_USE;

#endif
