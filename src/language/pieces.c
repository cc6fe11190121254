/* Sentences into pieces that the network can take, pieces into groups of similar length, and the results put together again. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "language/network.h"
#include "language/network_internal.h"

/* Where a piece that begins at `first` ends: the end of the sentence, or behind the last punctuation mark in the second half of what fits. */
static uint32_t piece_end(const attest_sentence *sentence, uint32_t first)
{
    if (sentence->token_count - first <= ATTEST_I_PIECE_TOKENS) {
        return sentence->token_count;
    }
    uint32_t most = first + ATTEST_I_PIECE_TOKENS;
    for (uint32_t end = most; end > first + ATTEST_I_PIECE_TOKENS / 2; end--) {
        attest_view form = sentence->tokens[end - 1].form;
        if (form.size == 1 && strchr(",;:.!?)", form.data[0])) {
            return end;
        }
    }
    return most;
}

static size_t count_pieces(const attest_sentence *sentences, size_t count)
{
    size_t pieces = 0;
    for (size_t s = 0; s < count; s++) {
        for (uint32_t first = 0; first < sentences[s].token_count; first = piece_end(&sentences[s], first)) {
            pieces++;
        }
    }
    return pieces;
}

/* Longest first; equal ones in their order in memory, which is that of the text. */
static int compare_pieces(const void *a, const void *b)
{
    const attest_i_piece *x = a, *y = b;
    if (x->count != y->count) {
        return x->count > y->count ? -1 : 1;
    }
    return (x->place > y->place) - (x->place < y->place);
}

static enum attest_status run_groups(attest_i_workspace *workspace, const attest_i_piece *pieces, size_t count,
                                     attest_i_arena *arena)
{
    enum attest_status status = ATTEST_OK;
    for (size_t next = 0; next < count && status == ATTEST_OK;) {
        workspace->piece_count = 0;
        workspace->token_count = 0;
        while (next < count && workspace->piece_count < ATTEST_I_GROUP_PIECES &&
               workspace->token_count + pieces[next].count <= ATTEST_I_GROUP_TOKENS) {
            attest_i_piece *piece = &workspace->pieces[workspace->piece_count++];
            *piece = pieces[next++];
            piece->place = workspace->token_count;
            workspace->token_count += piece->count;
        }
        status = attest_i_network_run(workspace, arena);
    }
    return status;
}

/* Hang the roots of later pieces on that of the first, and let no name begin with a continuation. */
static void join_pieces(attest_sentence *sentence)
{
    uint32_t root = ATTEST_NO_INDEX;
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        attest_token *token = &sentence->tokens[i];
        if (token->head == ATTEST_NO_INDEX) {
            if (root == ATTEST_NO_INDEX) {
                root = i;
            } else {
                token->head = root;
                token->deprel = ATTEST_VIEW("parataxis");
            }
        }
    }
}

static enum attest_status collect_names(attest_sentence *sentence, attest_i_arena *arena)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        count += sentence->tokens[i].name_begin;
    }
    sentence->name_count = 0;
    sentence->names = attest_i_arena_array(arena, count, sizeof *sentence->names);
    if (!sentence->names) {
        return ATTEST_ERR_NOMEM;
    }
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        const attest_token *token = &sentence->tokens[i];
        if (token->name_begin) {
            sentence->names[sentence->name_count++] = (attest_name){i, i + 1, (enum attest_name_class)token->name};
        } else if (token->name != ATTEST_NAME_NONE) {
            sentence->names[sentence->name_count - 1].end = i + 1;
        }
    }
    return ATTEST_OK;
}

enum attest_status attest_i_network_analyse(attest_i_workspace *workspace, attest_sentence *sentences, size_t count,
                                            attest_i_arena *arena)
{
    size_t piece_count = count_pieces(sentences, count);
    attest_i_piece *pieces = attest_i_arena_array(arena, piece_count, sizeof *pieces);
    if (!pieces) {
        return ATTEST_ERR_NOMEM;
    }
    size_t n = 0;
    for (size_t s = 0; s < count; s++) {
        for (uint32_t first = 0; first < sentences[s].token_count;) {
            uint32_t end = piece_end(&sentences[s], first);
            pieces[n] = (attest_i_piece){sentences[s].tokens + first, end - first, first, n};
            n++;
            first = end;
        }
    }
    qsort(pieces, piece_count, sizeof *pieces, compare_pieces);
    enum attest_status status = run_groups(workspace, pieces, piece_count, arena);
    for (size_t s = 0; s < count && status == ATTEST_OK; s++) {
        join_pieces(&sentences[s]);
        status = collect_names(&sentences[s], arena);
    }
    return status;
}
