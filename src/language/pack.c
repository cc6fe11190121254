/* Packing of a model's narrow matrices: once, when the model is bound. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/pack.h"

#include <stdlib.h>

#include "language/kernels.h"

#define MAX_NARROW (4 * ATTEST_I_MAX_LAYERS + 6)

static size_t list_narrow(attest_model *model, attest_i_matrix *list[MAX_NARROW])
{
    size_t count = 0;
    for (uint32_t i = 0; i < model->layers; i++) {
        list[count++] = &model->fore[i].input;
        list[count++] = &model->fore[i].recurrent;
        list[count++] = &model->back[i].input;
        list[count++] = &model->back[i].recurrent;
    }
    attest_i_matrix *heads[] = {&model->tag,      &model->name_hidden, &model->arc_dep,
                                &model->arc_head, &model->label_dep,   &model->label_head};
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        list[count++] = heads[i];
    }
    return count;
}

enum attest_status attest_i_model_pack(attest_model *model)
{
    attest_i_matrix *list[MAX_NARROW];
    size_t count = list_narrow(model, list), size = 0;
    for (size_t i = 0; i < count; i++) {
        size += attest_i_packed_size(list[i]);
    }
    model->packed_memory = aligned_alloc(64, (size + 63) / 64 * 64);
    if (!model->packed_memory) {
        return ATTEST_ERR_NOMEM;
    }
    int8_t *next = model->packed_memory;
    for (size_t i = 0; i < count; i++) {
        attest_i_pack(list[i], next);
        next += attest_i_packed_size(list[i]);
    }
    return ATTEST_OK;
}
