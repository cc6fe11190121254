/* The reporting-cue lexicon: reads the embedded table once, finds cues by their first word. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/lexicon.h"

#include <pthread.h>
#include <stdlib.h>
#include <strings.h>

#include "base/embedded.h"
#include "base/memory.h"

/* Longest first word of a cue; longer words of a text are no cues. */
#define WORD_MAX 32

/* One inflected form: "pointed out". */
struct form {
    attest_view text;
    size_t first; /* bytes of its first word */
    uint32_t cue;
};

struct attest_i_lexicon {
    attest_i_arena arena;
    attest_i_cue *cues;
    size_t cue_count;
    struct form *forms; /* by first word, then longer ones first */
    size_t form_count;
};

static attest_i_lexicon builtin;
static enum attest_status builtin_status;
static pthread_once_t builtin_once = PTHREAD_ONCE_INIT;

/* Columns of the table, as src/rdf/tools/compile_cues.c writes them. */
enum column { LEMMA, POS, FIELD, STANCE, FACTIVITY, FRAMES, FORMS, COLUMN_COUNT };

static const char *const pos_names[] = {"Verb", "Noun", "Preposition", "Adverb", "Adjective"};
static const char *const field_names[] = {"speech", "thought", "opinion"};
static const char frame_letters[] = "TQAOSNBC"; /* in the order of the bits ATTEST_I_FRAME_* */

/* Cut `*rest` at `separator`: what stands before it, or all of it. */
static attest_view cut(attest_view *rest, char separator)
{
    const char *end = rest->size ? memchr(rest->data, separator, rest->size) : NULL;
    attest_view part = {rest->data, end ? (size_t)(end - rest->data) : rest->size};
    size_t used = part.size + (end != NULL);
    rest->data += used;
    rest->size -= used;
    return part;
}

static size_t count_byte(attest_view text, char byte)
{
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++) {
        count += text.data[i] == byte;
    }
    return count;
}

/* Index of `name` in `names`; `count` if it is not there. */
static size_t index_of(attest_view name, const char *const *names, size_t count)
{
    size_t i = 0;
    while (i < count && !attest_view_equal(name, attest_view_of(names[i]))) {
        i++;
    }
    return i;
}

/* Table spells stances as the ontology does ("Asserts"), the program as NDJSON does ("asserts"). */
static size_t stance_of(attest_view name)
{
    for (size_t i = 0; i < ATTEST_STANCE_COUNT; i++) {
        attest_view known = attest_view_of(attest_stance_name((enum attest_stance)i));
        if (known.size == name.size && strncasecmp(known.data, name.data, name.size) == 0) {
            return i;
        }
    }
    return ATTEST_STANCE_COUNT;
}

static enum attest_status read_line(attest_i_lexicon *lexicon, attest_view line)
{
    attest_view columns[COLUMN_COUNT];
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        columns[i] = cut(&line, '\t');
    }
    attest_i_cue *cue = &lexicon->cues[lexicon->cue_count];
    size_t pos = index_of(columns[POS], pos_names, sizeof pos_names / sizeof pos_names[0]);
    size_t field = index_of(columns[FIELD], field_names, sizeof field_names / sizeof field_names[0]);
    size_t stance = stance_of(columns[STANCE]);
    if (pos > ATTEST_I_CUE_ADJECTIVE || field > ATTEST_I_CUE_OPINION || stance == ATTEST_STANCE_COUNT) {
        return ATTEST_ERR_DATA;
    }
    *cue = (attest_i_cue){.lemma = columns[LEMMA],
                          .pos = (enum attest_i_cue_pos)pos,
                          .field = (enum attest_i_cue_field)field,
                          .stance = (enum attest_stance)stance,
                          .factive = columns[FACTIVITY].data[0] == '1'   ? 1
                                     : columns[FACTIVITY].data[0] == '-' ? -1
                                                                         : 0};
    for (size_t i = 0; frame_letters[i]; i++) {
        cue->frames |= count_byte(columns[FRAMES], frame_letters[i]) ? 1U << i : 0U;
    }
    while (columns[FORMS].size) {
        attest_view text = cut(&columns[FORMS], '|');
        attest_view rest = text;
        lexicon->forms[lexicon->form_count++] = (struct form){text, cut(&rest, ' ').size, (uint32_t)lexicon->cue_count};
    }
    lexicon->cue_count++;
    return ATTEST_OK;
}

static int compare_first(const struct form *form, attest_view word)
{
    return attest_view_compare((attest_view){form->text.data, form->first}, word);
}

static int compare_forms(const void *a, const void *b)
{
    const struct form *left = a;
    const struct form *right = b;
    int order = compare_first(left, (attest_view){right->text.data, right->first});
    if (order == 0) {
        order = (left->text.size < right->text.size) - (left->text.size > right->text.size);
    }
    return order ? order : (left->cue > right->cue) - (left->cue < right->cue);
}

static enum attest_status load(attest_i_lexicon *lexicon)
{
    attest_view table;
    if (attest_i_embedded_find(ATTEST_VIEW("cues.tsv"), &table) != ATTEST_OK) {
        return ATTEST_ERR_DATA;
    }
    attest_i_arena_init(&lexicon->arena);
    size_t lines = count_byte(table, '\n');
    lexicon->cues = attest_i_arena_array(&lexicon->arena, lines, sizeof *lexicon->cues);
    lexicon->forms = attest_i_arena_array(&lexicon->arena, lines + count_byte(table, '|'), sizeof *lexicon->forms);
    if (!lexicon->cues || !lexicon->forms) {
        return ATTEST_ERR_NOMEM;
    }
    while (table.size) {
        enum attest_status status = read_line(lexicon, cut(&table, '\n'));
        if (status != ATTEST_OK) {
            return status;
        }
    }
    qsort(lexicon->forms, lexicon->form_count, sizeof *lexicon->forms, compare_forms);
    return ATTEST_OK;
}

static void load_builtin(void)
{
    builtin_status = load(&builtin);
}

enum attest_status attest_i_lexicon_builtin(const attest_i_lexicon **lexicon)
{
    *lexicon = NULL;
    if (pthread_once(&builtin_once, load_builtin) != 0) {
        return ATTEST_ERR;
    }
    if (builtin_status == ATTEST_OK) {
        *lexicon = &builtin;
    }
    return builtin_status;
}

size_t attest_i_lexicon_count(const attest_i_lexicon *lexicon)
{
    return lexicon->cue_count;
}

const attest_i_cue *attest_i_lexicon_at(const attest_i_lexicon *lexicon, size_t index)
{
    return &lexicon->cues[index];
}

static int is_word_byte(char c)
{
    unsigned char byte = (unsigned char)c;
    return (byte | 0x20U) - 'a' < 26U || byte == '-' || byte >= 0x80;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Bytes of `text` that spell `form`: any case, any white space for a space, up to a word's end. 0: none. */
static size_t spelled(attest_view text, attest_view form)
{
    size_t at = 0;
    for (size_t i = 0; i < form.size; i++) {
        size_t before = at;
        while (form.data[i] == ' ' && at < text.size &&
               (text.data[at] == ' ' || text.data[at] == '\n' || text.data[at] == '\t')) {
            at++;
        }
        if (form.data[i] != ' ' && at < text.size && lower(text.data[at]) == form.data[i]) {
            at++;
        }
        if (at == before) {
            return 0;
        }
    }
    return at < text.size && is_word_byte(text.data[at]) ? 0 : at;
}

/* First form whose first word is not below `word`. */
static size_t find_first(const attest_i_lexicon *lexicon, attest_view word)
{
    size_t low = 0;
    size_t high = lexicon->form_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_first(&lexicon->forms[middle], word) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

enum attest_status attest_i_lexicon_match_parts(const attest_i_lexicon *lexicon, attest_view text, unsigned parts,
                                                const attest_i_cue **cue, size_t *size)
{
    char word[WORD_MAX];
    size_t length = 0;
    while (length < text.size && is_word_byte(text.data[length])) {
        if (length == WORD_MAX) {
            return ATTEST_NONE;
        }
        word[length] = lower(text.data[length]);
        length++;
    }
    attest_view first = {word, length};
    for (size_t i = find_first(lexicon, first);
         i < lexicon->form_count && compare_first(&lexicon->forms[i], first) == 0; i++) {
        const attest_i_cue *found = &lexicon->cues[lexicon->forms[i].cue];
        size_t bytes = parts & (1U << found->pos) ? spelled(text, lexicon->forms[i].text) : 0;
        if (bytes) {
            *cue = found;
            *size = bytes;
            return ATTEST_OK;
        }
    }
    return ATTEST_NONE;
}

enum attest_status attest_i_lexicon_match(const attest_i_lexicon *lexicon, attest_view text, const attest_i_cue **cue,
                                          size_t *size)
{
    return attest_i_lexicon_match_parts(lexicon, text, ~0U, cue, size);
}
