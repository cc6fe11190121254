/* Markers in labels: the preposition of a nominal, the conjunction of a clause, the coordinator of a conjunct. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/enhance_graph.h"

/* Longest marker that goes into a label; a longer one (which is no English) leaves the label as it is. */
#define MARKER_MAX 48

static int tag_starts(const attest_token *token, const char *prefix)
{
    size_t size = strlen(prefix);
    return token->xpos.size >= size && memcmp(token->xpos.data, prefix, size) == 0;
}

static void append_lower(attest_i_buffer *marker, attest_view word)
{
    for (size_t i = 0; i < word.size; i++) {
        char byte = word.data[i];
        attest_i_buffer_byte(marker, (char)(byte >= 'A' && byte <= 'Z' ? byte + 'a' - 'A' : byte));
    }
}

/* The word as a marker: its lemma, but participles ("according", "including") as written; with the words fixed to it. */
static void append_word(const attest_i_graph *graph, attest_i_buffer *marker, uint32_t token)
{
    const attest_token *word = &graph->tokens[token];
    int has_fixed = attest_i_graph_child(graph, token, "fixed") != ATTEST_I_NONE;
    int as_written = has_fixed || tag_starts(word, "VB") || word->lemma.size == 0;
    append_lower(marker, as_written ? word->form : word->lemma);
    for (uint32_t c = graph->first_child[token]; c != ATTEST_I_NONE; c = graph->next_sibling[c]) {
        if (attest_i_graph_is(graph, c, "fixed", 0)) {
            attest_i_buffer_byte(marker, '_');
            append_lower(marker, graph->tokens[c].form);
        }
    }
}

static int is_genitive(const attest_token *token)
{
    return attest_view_equal(token->xpos, ATTEST_VIEW("POS"));
}

static int is_nominal(const attest_i_graph *graph, uint32_t token)
{
    return attest_i_graph_is(graph, token, "nmod", 0) || attest_i_graph_is(graph, token, "obl", 0);
}

static int is_clause(const attest_i_graph *graph, uint32_t token)
{
    return attest_i_graph_is(graph, token, "advcl", 0) || attest_i_graph_is(graph, token, "acl", 0);
}

/* The child that marks a nominal or clause: of several, the last ("out of the city": of; "in order to see": to). */
static uint32_t find_marker(const attest_i_graph *graph, uint32_t token, int clause)
{
    uint32_t found = ATTEST_I_NONE;
    uint32_t adverb = ATTEST_I_NONE;
    int is_mark = 0;
    for (uint32_t c = graph->first_child[token]; c != ATTEST_I_NONE && c < token; c = graph->next_sibling[c]) {
        if (attest_i_graph_is(graph, c, "mark", 1)) {
            found = c;
            is_mark = 1;
        } else if (attest_i_graph_is(graph, c, "case", 1) && !(clause && is_mark) && !is_genitive(&graph->tokens[c])) {
            found = c;
        } else if (clause && attest_i_graph_is(graph, c, "advmod", 0) && tag_starts(&graph->tokens[c], "WRB")) {
            adverb = c;
        }
    }
    return found != ATTEST_I_NONE ? found : adverb;
}

/* The coordinator of a conjunct, or of the next conjunct that has one ("a, b and c"). */
static uint32_t find_coordinator(const attest_i_graph *graph, uint32_t token)
{
    for (uint32_t s = token; s != ATTEST_I_NONE; s = graph->next_sibling[s]) {
        if (s == token || attest_i_graph_is(graph, s, "conj", 1)) {
            for (uint32_t c = graph->first_child[s]; c != ATTEST_I_NONE && c < s; c = graph->next_sibling[c]) {
                if (attest_i_graph_is(graph, c, "cc", 0)) {
                    return c;
                }
            }
        }
    }
    return ATTEST_I_NONE;
}

/* A marker that is written as a sign, by name; empty if it is a word. A hyphen ("1969 - 1970") is a "to". */
static attest_view sign_name(attest_view form)
{
    static const struct {
        const char *sign;
        const char *name;
    } signs[] = {{"&", "and"},           {"/", "slash"}, {"+", "plus"},     {"-", "to"},
                 {"\xE2\x80\x93", "to"}, {"@", "at"},    {"vs.", "versus"}, {"vs", "versus"}};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (attest_view_equal(form, attest_view_of(signs[i].sign))) {
            return attest_view_of(signs[i].name);
        }
    }
    return (attest_view){NULL, 0};
}

enum attest_status attest_i_enhance_label(const attest_i_graph *graph, uint32_t token, attest_view *label)
{
    uint32_t marker_token = ATTEST_I_NONE;
    *label = graph->tokens[token].deprel;
    if (attest_i_graph_is(graph, token, "conj", 0)) {
        marker_token = find_coordinator(graph, token);
    } else if (is_nominal(graph, token) || is_clause(graph, token)) {
        marker_token = find_marker(graph, token, is_clause(graph, token));
    }
    if (marker_token == ATTEST_I_NONE) {
        return ATTEST_OK;
    }
    attest_i_buffer marker = {0};
    attest_i_buffer_append(&marker, *label);
    attest_i_buffer_byte(&marker, ':');
    size_t prefix = marker.size;
    attest_view sign = sign_name(graph->tokens[marker_token].form);
    if (sign.size) {
        attest_i_buffer_append(&marker, sign);
    } else {
        append_word(graph, &marker, marker_token);
    }
    enum attest_status status = marker.status;
    if (status == ATTEST_OK && marker.size > prefix && marker.size - prefix <= MARKER_MAX &&
        !memchr(marker.data, '|', marker.size)) {
        status = attest_i_arena_copy(graph->arena, attest_i_buffer_view(&marker), label);
    }
    attest_i_buffer_clear(&marker);
    return status;
}
