/* CoNLL-U out. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/conllu.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/utf8.h"

void attest_i_conllu_writer_init(attest_i_conllu_writer *writer, attest_i_buffer *out, attest_view text,
                                 attest_view name, int heads)
{
    memset(writer, 0, sizeof *writer);
    writer->out = out;
    writer->text = text;
    writer->heads = heads;
    if (name.size) {
        attest_i_buffer_append(out, ATTEST_VIEW("# newdoc id = "));
        attest_i_buffer_append(out, name);
        attest_i_buffer_byte(out, '\n');
    }
}

/* Code points before a byte. Mostly asked in order; a step back (a word without letters of its own) is counted from the start of the step. */
static uint32_t codepoint_at(attest_i_conllu_writer *writer, uint32_t byte)
{
    if (byte >= writer->byte) {
        attest_view step = {writer->text.data + writer->byte, byte - writer->byte};
        writer->codepoint += (uint32_t)attest_i_utf8_count(step);
    } else {
        attest_view step = {writer->text.data + byte, writer->byte - byte};
        writer->codepoint -= (uint32_t)attest_i_utf8_count(step);
    }
    writer->byte = byte;
    return writer->codepoint;
}

/* The text of a sentence on one line: white space and control characters as single spaces. */
static void write_text(attest_i_buffer *out, attest_view text)
{
    size_t begin = 0;
    for (size_t i = 0; i <= text.size; i++) {
        if (i == text.size || (unsigned char)text.data[i] <= ' ') {
            attest_i_buffer_append(out, (attest_view){text.data + begin, i - begin});
            if (i < text.size && i > begin) {
                attest_i_buffer_byte(out, ' ');
            }
            begin = i + 1;
        }
    }
}

static void write_column(attest_i_buffer *out, attest_view value)
{
    attest_i_buffer_byte(out, '\t');
    attest_i_buffer_append(out, value.size ? value : ATTEST_VIEW("_"));
}

static void write_number(attest_i_buffer *out, uint32_t number)
{
    char digits[12];
    int size = snprintf(digits, sizeof digits, "%" PRIu32, number);
    attest_i_buffer_append(out, (attest_view){digits, (size_t)size});
}

/* Name, space and offsets, in the order of their names. */
static void write_misc(attest_i_conllu_writer *writer, const attest_token *token, attest_span span, int space_after)
{
    attest_i_buffer *out = writer->out;
    attest_i_buffer_byte(out, '\t');
    if (token && token->name != ATTEST_NAME_NONE) {
        attest_i_buffer_append(out, token->name_begin ? ATTEST_VIEW("NER=B-") : ATTEST_VIEW("NER=I-"));
        attest_i_buffer_append(out, attest_name_class_name((enum attest_name_class)token->name));
        attest_i_buffer_byte(out, '|');
    }
    if (!space_after) {
        attest_i_buffer_append(out, ATTEST_VIEW("SpaceAfter=No|"));
    }
    attest_i_buffer_append(out, ATTEST_VIEW("TokenRange="));
    write_number(out, codepoint_at(writer, span.begin));
    attest_i_buffer_byte(out, ':');
    write_number(out, codepoint_at(writer, span.end));
    attest_i_buffer_byte(out, '\n');
}

/* The line of a contraction: tokens [first,last]. */
static void write_contraction(attest_i_conllu_writer *writer, const attest_sentence *sentence, uint32_t first,
                              uint32_t last)
{
    attest_i_buffer *out = writer->out;
    attest_span span = {sentence->tokens[first].span.begin, sentence->tokens[last].span.end};
    write_number(out, first + 1);
    attest_i_buffer_byte(out, '-');
    write_number(out, last + 1);
    write_column(out, (attest_view){writer->text.data + span.begin, span.end - span.begin});
    attest_i_buffer_append(out, ATTEST_VIEW("\t_\t_\t_\t_\t_\t_\t_"));
    write_misc(writer, NULL, span, sentence->tokens[last].space_after);
}

/* Edges stand by dependent; `*edge` is the first that may be the token's. */
static void write_edges(attest_i_buffer *out, const attest_sentence *sentence, uint32_t token, uint32_t *edge)
{
    int any = 0;
    attest_i_buffer_byte(out, '\t');
    while (*edge < sentence->edge_count && sentence->edges[*edge].dependent <= token) {
        const attest_edge *each = &sentence->edges[(*edge)++];
        if (each->dependent < token) {
            continue;
        }
        if (any) {
            attest_i_buffer_byte(out, '|');
        }
        write_number(out, each->head == ATTEST_NO_INDEX ? 0 : each->head + 1);
        attest_i_buffer_byte(out, ':');
        attest_i_buffer_append(out, each->label);
        any = 1;
    }
    if (!any) {
        attest_i_buffer_byte(out, '_');
    }
}

static void write_token(attest_i_conllu_writer *writer, const attest_sentence *sentence, uint32_t index, uint32_t *edge)
{
    attest_i_buffer *out = writer->out;
    const attest_token *token = &sentence->tokens[index];
    write_number(out, index + 1);
    write_column(out, token->form);
    write_column(out, token->lemma);
    write_column(out, writer->heads ? attest_upos_name((enum attest_upos)token->upos) : ATTEST_VIEW(""));
    write_column(out, token->xpos);
    write_column(out, token->feats);
    if (writer->heads) {
        attest_i_buffer_byte(out, '\t');
        write_number(out, token->head == ATTEST_NO_INDEX ? 0 : token->head + 1);
    } else {
        write_column(out, ATTEST_VIEW(""));
    }
    write_column(out, token->deprel);
    write_edges(out, sentence, index, edge);
    int inside = token->contraction && index + 1 < sentence->token_count &&
                 sentence->tokens[index + 1].contraction == token->contraction;
    int last = token->contraction && !inside;
    /* The space behind a contraction is noted on its own line. */
    write_misc(writer, token, token->span, inside || last ? 1 : token->space_after);
}

void attest_i_conllu_write(attest_i_conllu_writer *writer, const attest_sentence *sentence, attest_view id)
{
    attest_i_buffer *out = writer->out;
    writer->number++;
    attest_i_buffer_append(out, ATTEST_VIEW("# sent_id = "));
    if (id.size) {
        attest_i_buffer_append(out, id);
    } else {
        write_number(out, writer->number);
    }
    attest_i_buffer_append(out, ATTEST_VIEW("\n# text = "));
    write_text(out, (attest_view){writer->text.data + sentence->span.begin, sentence->span.end - sentence->span.begin});
    attest_i_buffer_byte(out, '\n');
    uint32_t edge = 0;
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        uint32_t contraction = sentence->tokens[i].contraction;
        if (contraction && (i == 0 || sentence->tokens[i - 1].contraction != contraction)) {
            uint32_t last = i;
            while (last + 1 < sentence->token_count && sentence->tokens[last + 1].contraction == contraction) {
                last++;
            }
            write_contraction(writer, sentence, i, last);
        }
        write_token(writer, sentence, i, &edge);
    }
    attest_i_buffer_byte(out, '\n');
}
