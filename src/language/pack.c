/* Packing of a model's narrow matrices: once, when the model is bound. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/pack.h"

#include <stdlib.h>

#include "language/kernels.h"

#define MAX_NARROW (ATTEST_I_MAX_MEMBERS * (4 * ATTEST_I_MAX_LAYERS + 6))

static size_t list_narrow(attest_model *model, attest_i_matrix *list[MAX_NARROW])
{
    size_t count = 0;
    for (uint32_t m = 0; m < model->member_count; m++) {
        attest_i_member *member = &model->members[m];
        for (uint32_t i = 0; i < member->layers; i++) {
            list[count++] = &member->fore[i].input;
            list[count++] = &member->fore[i].recurrent;
            list[count++] = &member->back[i].input;
            list[count++] = &member->back[i].recurrent;
        }
        attest_i_matrix *heads[] = {&member->tag,      &member->name_hidden, &member->arc_dep,
                                    &member->arc_head, &member->label_dep,   &member->label_head};
        for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
            list[count++] = heads[i];
        }
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
