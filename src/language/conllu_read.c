/* CoNLL-U in: strict about what it needs (columns, numbers, a tree), indifferent to the rest. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/conllu.h"

#include <stdlib.h>

enum column { ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC, COLUMNS };

/* What is being read. */
struct reading {
    attest_i_conllu_reader *reader;
    attest_i_arena *arena;
    attest_i_conllu_sentence *result;
    attest_error *error;
    attest_token *tokens;
    size_t count;
    size_t capacity;
    attest_edge *edges;
    size_t edge_count;
    size_t edge_capacity;
    size_t text_size;
    uint32_t contractions;
    uint32_t contraction_end; /* last word of the contraction that is open; 0: none */
    int contraction_space;    /* space behind it */
    uint32_t heads_given;
};

void attest_i_conllu_reader_init(attest_i_conllu_reader *reader, attest_view bytes, const char *name)
{
    *reader = (attest_i_conllu_reader){bytes, name, 0, 0};
}

/* The next line without its end; NONE at the end of the input. */
static enum attest_status next_line(attest_i_conllu_reader *reader, attest_view *line)
{
    if (reader->offset >= reader->bytes.size) {
        return ATTEST_NONE;
    }
    const char *begin = reader->bytes.data + reader->offset;
    size_t rest = reader->bytes.size - reader->offset;
    const char *end = memchr(begin, '\n', rest);
    size_t size = end ? (size_t)(end - begin) : rest;
    reader->offset += size + (end ? 1 : 0);
    reader->line++;
    if (size > 0 && begin[size - 1] == '\r') {
        size--;
    }
    *line = (attest_view){begin, size};
    return ATTEST_OK;
}

#define WRONG_AT(reading, status, line, ...)                                                                           \
    attest_error_set_at((reading)->error, (status), (reading)->reader->name, 0, (line), 0, __VA_ARGS__)
#define WRONG(reading, status, ...) WRONG_AT(reading, status, (reading)->reader->line, __VA_ARGS__)
/* About a sentence as a whole: its first line. */
#define WRONG_SENTENCE(reading, ...) WRONG_AT(reading, ATTEST_ERR_SYNTAX, (reading)->result->line, __VA_ARGS__)

static int is_blank(attest_view value)
{
    return value.size == 1 && value.data[0] == '_';
}

static attest_view or_nothing(attest_view value)
{
    return is_blank(value) ? (attest_view){NULL, 0} : value;
}

/* A number without sign and leading zeros; returns the bytes read, 0 if there is none or it is too large. */
static size_t read_number(attest_view text, uint32_t *number)
{
    size_t size = 0;
    uint64_t value = 0;
    while (size < text.size && text.data[size] >= '0' && text.data[size] <= '9') {
        value = value * 10 + (uint64_t)(text.data[size] - '0');
        if (++size > 9) {
            return 0;
        }
    }
    *number = (uint32_t)value;
    return size > 1 && text.data[0] == '0' ? 0 : size;
}

static attest_view rest_of(attest_view view, size_t size)
{
    return (attest_view){view.data + size, view.size - size};
}

static enum attest_status split_columns(struct reading *reading, attest_view line, attest_view columns[COLUMNS])
{
    size_t count = 0;
    size_t begin = 0;
    for (size_t i = 0; i <= line.size; i++) {
        if (i < line.size && line.data[i] != '\t') {
            continue;
        }
        if (count < COLUMNS) {
            columns[count] = (attest_view){line.data + begin, i - begin};
            if (i == begin) {
                return WRONG(reading, ATTEST_ERR_SYNTAX, "column %zu is empty", count + 1);
            }
        }
        count++;
        begin = i + 1;
    }
    if (count != COLUMNS) {
        return WRONG(reading, ATTEST_ERR_SYNTAX, "%zu columns instead of %d", count, COLUMNS);
    }
    return ATTEST_OK;
}

static int has_misc(attest_view misc, attest_view item)
{
    size_t begin = 0;
    for (size_t i = 0; i <= misc.size; i++) {
        if (i == misc.size || misc.data[i] == '|') {
            if (attest_view_equal((attest_view){misc.data + begin, i - begin}, item)) {
                return 1;
            }
            begin = i + 1;
        }
    }
    return 0;
}

static enum attest_status read_upos(struct reading *reading, attest_view value, uint8_t *upos)
{
    *upos = ATTEST_UPOS_X;
    if (is_blank(value)) {
        return ATTEST_OK;
    }
    for (int i = 0; i < ATTEST_UPOS_COUNT; i++) {
        if (attest_view_equal(value, attest_upos_name((enum attest_upos)i))) {
            *upos = (uint8_t)i;
            return ATTEST_OK;
        }
    }
    return WRONG(reading, ATTEST_ERR_SYNTAX, "unknown part of speech \"%.*s\"",
                 (int)(value.size < 40 ? value.size : 40), value.data);
}

/* DEPS: "4:nsubj|6:nsubj:xsubj". Edges from empty nodes ("8.1:obj") are left out. */
static enum attest_status read_edges(struct reading *reading, attest_view deps, uint32_t dependent)
{
    while (deps.size && !is_blank(deps)) {
        uint32_t head;
        size_t size = read_number(deps, &head);
        uint32_t sub = 0;
        attest_view after = rest_of(deps, size);
        if (size && after.size && after.data[0] == '.') {
            size_t more = read_number(rest_of(after, 1), &sub);
            size = more ? size + 1 + more : 0;
        }
        if (size == 0 || size >= deps.size || deps.data[size] != ':') {
            return WRONG(reading, ATTEST_ERR_SYNTAX, "DEPS: expected HEAD:RELATION");
        }
        attest_view label = rest_of(deps, size + 1);
        const char *bar = memchr(label.data, '|', label.size);
        label.size = bar ? (size_t)(bar - label.data) : label.size;
        if (label.size == 0) {
            return WRONG(reading, ATTEST_ERR_SYNTAX, "DEPS: relation missing");
        }
        if (sub == 0) {
            void *edges = reading->edges;
            enum attest_status status =
                attest_i_grow(&edges, &reading->edge_capacity, reading->edge_count + 1, sizeof *reading->edges);
            reading->edges = edges;
            if (status != ATTEST_OK) {
                return status;
            }
            uint32_t index = head ? head - 1 : ATTEST_NO_INDEX;
            reading->edges[reading->edge_count++] = (attest_edge){index, dependent, label};
        }
        deps = rest_of(deps, size + 1 + label.size + (bar ? 1 : 0));
    }
    return ATTEST_OK;
}

/* "3-4": a contraction of words that follow. */
static enum attest_status read_contraction(struct reading *reading, const attest_view columns[COLUMNS])
{
    uint32_t first;
    uint32_t last;
    size_t size = read_number(columns[ID], &first);
    size_t more = read_number(rest_of(columns[ID], size + 1), &last);
    if (!more || size + 1 + more != columns[ID].size || last < first || first != reading->count + 1 ||
        reading->contraction_end) {
        return WRONG(reading, ATTEST_ERR_SYNTAX, "wrong range of words \"%.*s\"",
                     (int)(columns[ID].size < 40 ? columns[ID].size : 40), columns[ID].data);
    }
    reading->contractions++;
    reading->contraction_end = last;
    reading->contraction_space = !has_misc(columns[MISC], ATTEST_VIEW("SpaceAfter=No"));
    return ATTEST_OK;
}

static enum attest_status add_text(struct reading *reading, attest_token *token)
{
    size_t need;
    if (__builtin_add_overflow(reading->text_size, token->form.size + 1, &need) || need > UINT32_MAX / 2) {
        return WRONG(reading, ATTEST_ERR_LIMIT, "sentence too long");
    }
    token->span = (attest_span){(uint32_t)reading->text_size, (uint32_t)(reading->text_size + token->form.size)};
    reading->text_size += token->form.size + (token->space_after ? 1 : 0);
    return ATTEST_OK;
}

static enum attest_status read_word(struct reading *reading, const attest_view columns[COLUMNS])
{
    if (reading->count >= ATTEST_I_CONLLU_WORDS) {
        return WRONG(reading, ATTEST_ERR_LIMIT, "more than %d words in a sentence", ATTEST_I_CONLLU_WORDS);
    }
    void *tokens = reading->tokens;
    enum attest_status status = attest_i_grow(&tokens, &reading->capacity, reading->count + 1, sizeof *reading->tokens);
    reading->tokens = tokens;
    if (status != ATTEST_OK) {
        return status;
    }
    attest_token *token = &reading->tokens[reading->count];
    memset(token, 0, sizeof *token);
    token->form = columns[FORM];
    token->lemma = is_blank(columns[FORM]) ? columns[LEMMA] : or_nothing(columns[LEMMA]);
    token->xpos = or_nothing(columns[XPOS]);
    token->feats = columns[FEATS];
    token->deprel = or_nothing(columns[DEPREL]);
    token->head = ATTEST_NO_INDEX;
    token->head_margin = token->label_margin = UINT8_MAX;
    if (memchr(columns[DEPREL].data, '|', columns[DEPREL].size)) {
        return WRONG(reading, ATTEST_ERR_SYNTAX, "\"|\" in DEPREL");
    }
    if (!is_blank(columns[HEAD])) {
        uint32_t head;
        if (read_number(columns[HEAD], &head) != columns[HEAD].size) {
            return WRONG(reading, ATTEST_ERR_SYNTAX, "HEAD is no number");
        }
        if (token->deprel.size == 0) {
            return WRONG(reading, ATTEST_ERR_SYNTAX, "a HEAD without DEPREL");
        }
        token->head = head ? head - 1 : ATTEST_NO_INDEX;
        reading->heads_given++;
    }
    status = read_upos(reading, columns[UPOS], &token->upos);
    if (status == ATTEST_OK) {
        status = read_edges(reading, columns[DEPS], (uint32_t)reading->count);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    reading->count++;
    token->space_after = !has_misc(columns[MISC], ATTEST_VIEW("SpaceAfter=No"));
    if (reading->contraction_end) {
        token->contraction = reading->contractions;
        token->space_after = reading->count == reading->contraction_end && reading->contraction_space;
        if (reading->count == reading->contraction_end) {
            reading->contraction_end = 0;
        }
    }
    return add_text(reading, token);
}

static enum attest_status read_node(struct reading *reading, attest_view line)
{
    attest_view columns[COLUMNS];
    enum attest_status status = split_columns(reading, line, columns);
    if (status != ATTEST_OK) {
        return status;
    }
    uint32_t number;
    size_t size = read_number(columns[ID], &number);
    if (size == columns[ID].size && number == reading->count + 1) {
        return read_word(reading, columns);
    }
    if (size && size < columns[ID].size && columns[ID].data[size] == '-') {
        return read_contraction(reading, columns);
    }
    uint32_t sub;
    size_t more = size && size < columns[ID].size && columns[ID].data[size] == '.'
                      ? read_number(rest_of(columns[ID], size + 1), &sub)
                      : 0;
    if (more && size + 1 + more == columns[ID].size && number == reading->count && sub > 0) {
        reading->result->empty_nodes++;
        return ATTEST_OK;
    }
    return WRONG(reading, ATTEST_ERR_SYNTAX, "expected word %zu, found \"%.*s\"", reading->count + 1,
                 (int)(columns[ID].size < 40 ? columns[ID].size : 40), columns[ID].data);
}

/* The value of a comment "# KEY = VALUE" or "# KEY"; 0 if it is another comment. */
static int comment_value(attest_view line, const char *key, attest_view *value)
{
    size_t at = 1;
    while (at < line.size && line.data[at] == ' ') {
        at++;
    }
    size_t size = strlen(key);
    if (line.size - at < size || memcmp(line.data + at, key, size) != 0) {
        return 0;
    }
    at += size;
    if (at < line.size && line.data[at] != ' ' && line.data[at] != '=') {
        return 0;
    }
    while (at < line.size && (line.data[at] == ' ' || line.data[at] == '=')) {
        at++;
    }
    *value = rest_of(line, at);
    return 1;
}

static void read_comment(struct reading *reading, attest_view line)
{
    attest_view value;
    attest_i_conllu_sentence *result = reading->result;
    if (comment_value(line, "sent_id", &value)) {
        result->id = value;
    } else if (comment_value(line, "newdoc id", &value)) {
        result->document = value;
        result->paragraph = 1;
    } else if (comment_value(line, "newdoc", &value) || comment_value(line, "newpar", &value) ||
               comment_value(line, "newpar id", &value)) {
        result->paragraph = 1;
    }
}

/* One root, every head in the sentence, no cycle. Steps are bounded: each word's path is walked until a word seen before. */
static enum attest_status check_tree(struct reading *reading)
{
    uint32_t roots = 0;
    uint32_t *seen = attest_i_arena_array(reading->arena, reading->count, sizeof *seen);
    if (!seen) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < reading->count; i++) {
        uint32_t head = reading->tokens[i].head;
        roots += head == ATTEST_NO_INDEX;
        if (head != ATTEST_NO_INDEX && head >= reading->count) {
            return WRONG_SENTENCE(reading, "word %zu: no word %u to be its head", i + 1, head + 1);
        }
    }
    if (roots != 1) {
        return WRONG_SENTENCE(reading, "%u roots instead of one", roots);
    }
    for (uint32_t i = 0; i < reading->count; i++) {
        uint32_t at = i;
        while (at != ATTEST_NO_INDEX && !seen[at]) {
            seen[at] = i + 1;
            at = reading->tokens[at].head;
        }
        if (at != ATTEST_NO_INDEX && seen[at] == i + 1) {
            return WRONG_SENTENCE(reading, "word %u depends on itself", at + 1);
        }
    }
    for (size_t i = 0; i < reading->edge_count; i++) {
        const attest_edge *edge = &reading->edges[i];
        if (edge->head != ATTEST_NO_INDEX && edge->head >= reading->count) {
            return WRONG_SENTENCE(reading, "DEPS of word %u: no word %u to be its head", edge->dependent + 1,
                                  edge->head + 1);
        }
    }
    return ATTEST_OK;
}

/* The words are there: build the text and the sentence. */
static enum attest_status finish(struct reading *reading)
{
    attest_i_conllu_sentence *result = reading->result;
    attest_sentence *sentence = &result->sentence;
    if (reading->count == 0) {
        return WRONG_SENTENCE(reading, "a sentence without words");
    }
    if (reading->contraction_end) {
        return WRONG_SENTENCE(reading, "a range ends behind the last word");
    }
    if (reading->heads_given && reading->heads_given != reading->count) {
        return WRONG_SENTENCE(reading, "some words have a HEAD, others do not");
    }
    result->annotated = reading->heads_given > 0;
    enum attest_status status = result->annotated ? check_tree(reading) : ATTEST_OK;
    if (status != ATTEST_OK) {
        return status;
    }
    char *text = attest_i_arena_take(reading->arena, reading->text_size + 1);
    sentence->tokens = attest_i_arena_array(reading->arena, reading->count, sizeof *sentence->tokens);
    sentence->edges = attest_i_arena_array(reading->arena, reading->edge_count, sizeof *sentence->edges);
    if (!text || !sentence->tokens || !sentence->edges) {
        return ATTEST_ERR_NOMEM;
    }
    memset(text, ' ', reading->text_size);
    memcpy(sentence->tokens, reading->tokens, reading->count * sizeof *sentence->tokens);
    if (reading->edge_count) {
        memcpy(sentence->edges, reading->edges, reading->edge_count * sizeof *sentence->edges);
    }
    sentence->token_count = (uint32_t)reading->count;
    sentence->edge_count = (uint32_t)reading->edge_count;
    for (size_t i = 0; i < reading->count; i++) {
        attest_token *token = &sentence->tokens[i];
        memcpy(text + token->span.begin, token->form.data, token->form.size);
        token->form.data = text + token->span.begin;
    }
    result->text = (attest_view){text, reading->tokens[reading->count - 1].span.end};
    sentence->span = (attest_span){0, (uint32_t)result->text.size};
    return ATTEST_OK;
}

/* Skip what is left of a bad sentence. */
static void skip_sentence(attest_i_conllu_reader *reader)
{
    attest_view line;
    while (next_line(reader, &line) == ATTEST_OK && line.size) {
    }
}

enum attest_status attest_i_conllu_next(attest_i_conllu_reader *reader, attest_i_arena *arena,
                                        attest_i_conllu_sentence *sentence, attest_error *error)
{
    memset(sentence, 0, sizeof *sentence);
    struct reading reading = {.reader = reader, .arena = arena, .result = sentence, .error = error};
    attest_view line = {NULL, 0};
    enum attest_status status = ATTEST_END;
    while (next_line(reader, &line) == ATTEST_OK) {
        if (line.size == 0) {
            if (sentence->line) {
                break;
            }
            continue;
        }
        if (line.data[0] == '#') {
            read_comment(&reading, line);
            continue;
        }
        sentence->line = sentence->line ? sentence->line : reader->line;
        status = read_node(&reading, line);
        if (status != ATTEST_OK) {
            skip_sentence(reader);
            break;
        }
    }
    if (status == ATTEST_OK) {
        status = finish(&reading);
    }
    free(reading.tokens);
    free(reading.edges);
    return status;
}
