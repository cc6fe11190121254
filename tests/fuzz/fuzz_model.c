/* Fuzzes the model loader: the built-in model with some bytes changed and its end cut off. Whatever it accepts must analyse a sentence without
 * leaving its buffers. Input: records of 5 bytes, offset (4, little-endian) and new value; an offset beyond the file cuts it there. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "language/model.h"
#include "language/network.h"

#define RECORD 5u
#define MAX_RECORDS 64u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void analyse(const attest_model *model)
{
    static const char *const words[] = {"Officials", "said", "the", "ships", "left", "Odesa", "."};
    attest_token tokens[7] = {0};
    attest_sentence sentence = {0};
    attest_i_workspace *workspace = NULL;
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    for (size_t i = 0; i < 7; i++) {
        tokens[i].form = attest_view_of(words[i]);
    }
    sentence.tokens = tokens;
    sentence.token_count = 7;
    if (attest_i_workspace_new(&workspace, model) == ATTEST_OK) {
        if (attest_i_network_analyse(workspace, &sentence, 1, &arena) != ATTEST_OK) {
            abort();
        }
    }
    attest_i_workspace_free(workspace);
    attest_i_arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static unsigned char *copy;
    attest_view content;
    if (attest_i_embedded_find(ATTEST_VIEW("model/attest-en.model"), &content) != ATTEST_OK) {
        abort();
    }
    if (!copy) {
        copy = aligned_alloc(64, (content.size + 64) / 64 * 64);
        if (!copy) {
            return 0;
        }
        memcpy(copy, content.data, content.size);
    }
    size_t length = content.size, changed = 0;
    uint32_t offsets[MAX_RECORDS];
    for (; size >= RECORD && changed < MAX_RECORDS; data += RECORD, size -= RECORD) {
        uint32_t offset =
            (uint32_t)data[0] | (uint32_t)data[1] << 8 | (uint32_t)data[2] << 16 | (uint32_t)data[3] << 24;
        if (offset >= content.size) {
            length = offset % content.size;
            continue;
        }
        copy[offset] = data[4];
        offsets[changed++] = offset;
    }
    attest_model *model = NULL;
    attest_error error;
    enum attest_status status = attest_i_model_bind(&model, copy, length, 0, "fuzz", &error);
    if (status == ATTEST_OK) {
        analyse(model);
        attest_model_free(model);
    } else if (status != ATTEST_ERR_MODEL || error.text[0] == '\0') {
        abort();
    }
    while (changed-- > 0) {
        copy[offsets[changed]] = (unsigned char)content.data[offsets[changed]];
    }
    return 0;
}
