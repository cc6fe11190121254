/* Fuzzes the CoNLL-U reader: any bytes; what is read is written and must be readable again with the same words. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "base/utf8.h"
#include "language/conllu.h"
#include "language/enhance.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_and_read_again(const attest_i_conllu_sentence *read, attest_i_arena *arena)
{
    attest_i_buffer out = {0};
    attest_i_conllu_writer writer;
    attest_i_conllu_writer_init(&writer, &out, read->text, ATTEST_VIEW(""), read->annotated);
    attest_i_conllu_write(&writer, &read->sentence, read->id);
    attest_i_conllu_reader reader;
    attest_i_conllu_reader_init(&reader, attest_i_buffer_view(&out), "written");
    attest_i_conllu_sentence again;
    if (attest_i_conllu_next(&reader, arena, &again, NULL) != ATTEST_OK ||
        again.sentence.token_count != read->sentence.token_count || !attest_view_equal(again.text, read->text)) {
        abort();
    }
    attest_i_buffer_clear(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    attest_view bytes = {(const char *)data, size};
    if (attest_i_utf8_valid_prefix(bytes) != size) {
        return 0;
    }
    attest_i_conllu_reader reader;
    attest_i_conllu_reader_init(&reader, bytes, "fuzz");
    for (;;) {
        attest_i_arena arena;
        attest_i_arena_init(&arena);
        attest_i_conllu_sentence sentence;
        attest_error error;
        enum attest_status status = attest_i_conllu_next(&reader, &arena, &sentence, &error);
        if (status == ATTEST_OK) {
            if (sentence.annotated && attest_i_enhance(&sentence.sentence, &arena) != ATTEST_OK) {
                abort();
            }
            write_and_read_again(&sentence, &arena);
        } else if (status != ATTEST_END && error.line == 0) {
            abort();
        }
        attest_i_arena_clear(&arena);
        if (status == ATTEST_END) {
            return 0;
        }
    }
}
