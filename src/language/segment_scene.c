/* The state of the walk: what was read, and where a token could end. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <unicode/uchar.h>

#include "base/embedded.h"
#include "base/utf8.h"
#include "language/characters.h"
#include "language/segment_features.h"
#include "language/table.h"

static int is_closer(uint32_t folded)
{
    return folded == '"' || folded == '\'' || folded == ')' || folded == ']' || folded == '}' || folded == '*';
}

/* A colon, semicolon or dash ends no sentence inside a line: who speaks in front of it speaks behind it ("He said: ..."). */
static int is_terminal(uint32_t folded)
{
    return folded == '.' || folded == '?' || folded == '!' || folded == ATTEST_I_ELLIPSIS;
}

enum attest_status attest_i_segment_scene_init(attest_i_segment_scene *scene, attest_view text)
{
    memset(scene, 0, sizeof *scene);
    scene->text = text;
    struct {
        attest_view name;
        attest_view *table;
    } tables[] = {{ATTEST_VIEW("segmentation/abbreviations.tsv"), &scene->abbreviations},
                  {ATTEST_VIEW("segmentation/contractions.tsv"), &scene->contractions},
                  {ATTEST_VIEW("segmentation/address_suffixes.tsv"), &scene->suffixes},
                  {ATTEST_VIEW("segmentation/sentence_starters.tsv"), &scene->starters},
                  {ATTEST_VIEW("segmentation/affixes.tsv"), &scene->affixes}};
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        if (attest_i_embedded_find(tables[i].name, tables[i].table) != ATTEST_OK) {
            return ATTEST_ERR;
        }
    }
    return ATTEST_OK;
}

/* Note where the contraction list splits the word at `offset`. */
static void look_up_word(attest_i_segment_scene *scene, uint32_t offset)
{
    attest_span word = attest_i_word_after(scene->text, offset, scene->run.end);
    scene->word_begin = word.begin;
    scene->word_end = word.end;
    scene->splits = 0;
    char key[ATTEST_I_WORD_MAX];
    size_t size = attest_i_word_lower(scene->text, word, key);
    attest_view parts;
    if (size == 0 || attest_i_table_find(scene->contractions, (attest_view){key, size}, &parts) != ATTEST_OK) {
        return;
    }
    uint32_t bytes = 0;
    for (size_t i = 0; i < parts.size; i++) {
        if (parts.data[i] == '|') {
            scene->splits |= UINT32_C(1) << bytes;
        } else {
            bytes++;
        }
    }
}

static uint32_t run_flags(const attest_i_segment_scene *scene)
{
    const char *begin = scene->text.data + scene->run.begin;
    size_t size = scene->run.end - scene->run.begin;
    uint32_t flags = size > ATTEST_I_WORD_MAX ? ATTEST_I_RUN_LONG : 0;
    for (size_t i = 0; i < size; i++) {
        char byte = begin[i];
        flags |= byte == '@' ? ATTEST_I_RUN_AT : 0U;
        flags |= byte == '.' && i + 1 < size ? ATTEST_I_RUN_DOTS : 0U;
        flags |= byte == '-' ? ATTEST_I_RUN_HYPHENS : 0U;
        flags |= byte == '/' ? ATTEST_I_RUN_SLASH : 0U;
        flags |= byte >= '0' && byte <= '9' ? ATTEST_I_RUN_DIGITS : 0U;
    }
    if (memmem(begin, size, "://", 3) || memmem(begin, size, "www.", 4) || memmem(begin, size, "mailto:", 7)) {
        flags |= ATTEST_I_RUN_ADDRESS;
    }
    return flags;
}

void attest_i_segment_enter_run(attest_i_segment_scene *scene)
{
    scene->run_flags = run_flags(scene);
    scene->address = attest_i_segment_find_address(scene);
    scene->initials = attest_i_segment_find_initials(scene);
    look_up_word(scene, scene->run.begin);
}

enum quote { QUOTE_NONE, QUOTE_OPENS, QUOTE_CLOSES };

uint32_t attest_i_segment_mark(const attest_i_segment_scene *scene, attest_span token)
{
    const char *form = scene->text.data + token.begin;
    int pair = token.end - token.begin == 2 && form[0] == form[1] && (form[0] == '\'' || form[0] == '`');
    return pair ? '"' : attest_i_character_at(scene->text, token.begin);
}

/* What a double quotation mark does: its form says it, or where white space is, or whether one is open. */
static enum quote quote_role(const attest_i_segment_scene *scene, attest_span token)
{
    attest_view text = scene->text;
    size_t at = token.begin;
    uint32_t codepoint = attest_i_utf8_next(text, &at);
    int pair = at != token.end;
    if (attest_i_segment_mark(scene, token) != '"' || (pair && token.end - token.begin != 2)) {
        return QUOTE_NONE;
    }
    if (pair && codepoint == '`') {
        return QUOTE_OPENS;
    }
    if (!pair && codepoint != '"') {
        return codepoint == 0x201C || codepoint == 0x201E || codepoint == 0x00AB ? QUOTE_OPENS : QUOTE_CLOSES;
    }
    int space_before = token.begin == scene->run.begin;
    int space_after = token.end == scene->run.end;
    if (space_before != space_after) {
        return space_before ? QUOTE_OPENS : QUOTE_CLOSES;
    }
    return scene->open_quotes ? QUOTE_CLOSES : QUOTE_OPENS;
}

/* Is the token part of a reference like "[12]" that stands behind a sentence end? */
static int is_reference(const attest_i_segment_scene *scene, attest_span token, uint32_t last)
{
    return (last == '[' && token.end - token.begin == 1) || (scene->in_reference && last == '0');
}

void attest_i_segment_note_token(attest_i_segment_scene *scene, attest_span token)
{
    memmove(scene->history + 1, scene->history, sizeof scene->history - sizeof scene->history[0]);
    scene->history[0] = token;
    if (scene->sentence_tokens++ == 0) {
        scene->sentence_begin = token.begin;
    }
    size_t at = token.end;
    uint32_t last = attest_i_character_fold(attest_i_utf8_previous(scene->text, &at));
    enum quote quote = quote_role(scene, token);
    int single = at == token.begin || quote != QUOTE_NONE;
    /* What was left out, "[...]", written as one token, closes like its parts. */
    int omission =
        last == ']' && token.end - token.begin > 2 && is_terminal(attest_i_character_at(scene->text, token.begin + 1));
    if (is_terminal(last) || omission) {
        scene->after_terminal = omission ? 2 : 1;
    } else if (scene->after_terminal &&
               ((single && is_closer(last) && quote != QUOTE_OPENS) || is_reference(scene, token, last))) {
        scene->after_terminal++;
    } else {
        scene->after_terminal = 0;
    }
    scene->in_reference = scene->after_terminal > 1 && last == '[';
    if (single) {
        scene->open_quotes = quote == QUOTE_NONE ? scene->open_quotes : quote == QUOTE_OPENS;
        scene->open_brackets += (last == '(' || last == '[') - (last == ')' || last == ']');
    }
}

/* Is the apostrophe-t behind the n at `offset` there? */
static int is_not(attest_view text, uint32_t offset, uint32_t end)
{
    static const char expected[] = "n't";
    size_t at = offset;
    for (size_t i = 0; i < 3; i++) {
        if (at >= end || attest_i_character_fold(attest_i_utf8_next(text, &at)) != (unsigned char)expected[i]) {
            return 0;
        }
    }
    return at >= end || !attest_i_character_is_letter(attest_i_character_fold(attest_i_utf8_next(text, &at)));
}

/* Characters that belong to the one before them: marks, modifiers, joiners. */
static int is_extender(uint32_t codepoint)
{
    return codepoint >= 0x80 && (U_GET_GC_MASK((UChar32)codepoint) & (U_GC_M_MASK | U_GC_SK_MASK | U_GC_CF_MASK)) != 0;
}

/* Two apostrophes that stand for a quotation mark: `offset` is between them. */
static int is_inside_pair(const attest_i_segment_scene *scene, uint32_t offset)
{
    attest_view text = scene->text;
    char mark = text.data[offset];
    return (mark == '\'' || mark == '`') && text.data[offset - 1] == mark &&
           (offset - 1 == scene->run.begin || text.data[offset - 2] != mark) &&
           (offset + 1 == scene->run.end || text.data[offset + 1] != mark);
}

/* "#word", "@word": what a reader of short messages takes for one word. */
static int is_inside_tag(const attest_i_segment_scene *scene, uint32_t offset)
{
    attest_view text = scene->text;
    char mark = text.data[offset - 1];
    return (mark == '#' || mark == '@') && scene->token_begin + 1 == offset &&
           attest_i_character_is_letter(attest_i_character_at(text, offset)) &&
           (offset - 1 == scene->run.begin || !attest_i_character_is_letter(attest_i_character_at(text, offset - 2)));
}

/* Letters on both sides of an apostrophe are one word ("Sana'a", "O'Hara") unless a clitic follows. */
static int is_inside_word(const attest_i_segment_scene *scene, uint32_t apostrophe, uint32_t offset)
{
    static const char *const clitics[] = {"s", "m", "re", "ve", "ll", "d", "t"};
    attest_view text = scene->text;
    size_t at = apostrophe;
    if (apostrophe == scene->run.begin ||
        !attest_i_character_is_letter(attest_i_character_fold(attest_i_utf8_previous(text, &at)))) {
        return 0;
    }
    at = apostrophe;
    attest_i_utf8_next(text, &at);
    if (at >= scene->run.end || !attest_i_character_is_letter(attest_i_character_at(text, (uint32_t)at))) {
        return 0;
    }
    if (offset > apostrophe) {
        return 1;
    }
    char key[ATTEST_I_WORD_MAX];
    size_t size = attest_i_word_lower(text, attest_i_word_after(text, (uint32_t)at, scene->run.end), key);
    for (size_t i = 0; i < sizeof clitics / sizeof clitics[0]; i++) {
        if (strlen(clitics[i]) == size && memcmp(clitics[i], key, size) == 0) {
            return 0;
        }
    }
    return 1;
}

attest_view attest_i_segment_kind(const attest_i_segment_scene *scene, attest_view table, attest_span form)
{
    char key[ATTEST_I_WORD_MAX];
    attest_view kind = {NULL, 0};
    size_t size = attest_i_word_lower(scene->text, form, key);
    if (size == 0 || attest_i_table_find(table, (attest_view){key, size}, &kind) != ATTEST_OK) {
        return (attest_view){NULL, 0};
    }
    return kind;
}

int attest_i_segment_starts_sentences(const attest_i_segment_scene *scene, attest_span run)
{
    if (scene->text.data[run.begin] >= 'a' && scene->text.data[run.begin] <= 'z') {
        return 0;
    }
    return attest_i_segment_kind(scene, scene->starters, attest_i_word_after(scene->text, run.begin, run.end)).data !=
           NULL;
}

uint32_t attest_i_segment_initials(const attest_i_segment_scene *scene, attest_span form)
{
    uint32_t size = form.end - form.begin;
    for (uint32_t i = 0; i < size; i++) {
        char c = scene->text.data[form.begin + i];
        if (i % 2 == 0 ? c < 'A' || c > 'Z' : c != '.') {
            return 0;
        }
    }
    return size % 2 == 1 ? (size + 1) / 2 : 0;
}

/* Does the full stop at `offset`, the end of the run, belong to the word in front of it? Where treebanks are too small to tell: titles and initials
 * in front of more words, what is written with a capital letter in front of a small one. */
static int is_abbreviation_stop(const attest_i_segment_scene *scene, uint32_t offset)
{
    if (scene->last_of_line || scene->next_run.begin >= scene->next_run.end) {
        return 0;
    }
    attest_span form = {scene->token_begin, offset};
    uint32_t letters = attest_i_segment_initials(scene, form);
    if (letters > 1) {
        return 1;
    }
    if (letters == 1) {
        return scene->text.data[form.begin] != 'I' && !attest_i_segment_starts_sentences(scene, scene->next_run);
    }
    return attest_i_segment_is_title(scene, form) ||
           (attest_i_character_shape_at(scene->text, form.begin) == ATTEST_I_UPPER &&
            attest_i_character_shape_at(scene->text, scene->next_run.begin) == ATTEST_I_LOWER &&
            attest_i_segment_kind(scene, scene->abbreviations, form).data != NULL);
}

/* The full stop of a state behind a party: "(R-La.)". */
static int is_party_stop(const attest_i_segment_scene *scene, uint32_t offset)
{
    const char *text = scene->text.data;
    return scene->token_begin > scene->run.begin && text[scene->token_begin - 1] == '-' && text[offset + 1] == ')' &&
           attest_i_segment_kind(scene, scene->abbreviations, (attest_span){scene->token_begin, offset}).data != NULL;
}

static int is_within(attest_span span, uint32_t offset)
{
    return offset > span.begin && offset < span.end;
}

int attest_i_segment_may_end_token(attest_i_segment_scene *scene, uint32_t offset)
{
    size_t before = offset;
    size_t after = offset;
    uint32_t left = attest_i_utf8_previous(scene->text, &before);
    uint32_t right = attest_i_utf8_next(scene->text, &after);
    if (is_extender(right) || left == 0x200D || is_within(scene->address, offset) ||
        is_within(scene->initials, offset) || is_inside_pair(scene, offset) || is_inside_tag(scene, offset)) {
        return 0;
    }
    uint32_t folded_left = attest_i_character_fold(left);
    uint32_t folded_right = attest_i_character_fold(right);
    if (right == '.' &&
        (after == scene->run.end ? is_abbreviation_stop(scene, offset) : is_party_stop(scene, offset))) {
        return 0;
    }
    int letters = attest_i_character_is_letter(folded_left) && attest_i_character_is_letter(folded_right);
    if (!letters) {
        if (attest_i_character_is_letter(folded_right) && offset >= scene->word_end) {
            look_up_word(scene, offset);
        }
        if (folded_right == '\'' || folded_left == '\'') {
            return !is_inside_word(scene, folded_right == '\'' ? offset : (uint32_t)before, offset);
        }
        return folded_left != '0' || folded_right != '0';
    }
    if (folded_right == 'n' && is_not(scene->text, offset, scene->run.end)) {
        return 1;
    }
    uint32_t byte = offset - scene->word_begin;
    return scene->splits && offset < scene->word_end && byte < 32 && (scene->splits >> byte & 1U);
}

int attest_i_segment_is_contraction(attest_view first, attest_view second)
{
    static const char *const parts[] = {"n't", "'s", "'m", "'re", "'ve", "'ll", "'d", "'", "'em"};
    char folded[8];
    size_t size = 0;
    for (size_t at = 0; at < second.size;) {
        uint32_t character = attest_i_character_fold(attest_i_utf8_next(second, &at));
        if (size == sizeof folded || character >= 0x80) {
            return 0;
        }
        folded[size++] = (char)character;
    }
    size_t at = first.size;
    if (at == 0) {
        return 0;
    }
    uint32_t last = attest_i_character_fold(attest_i_utf8_previous(first, &at));
    if (attest_i_character_is_letter(last) && size > 0 && attest_i_character_is_letter((unsigned char)folded[0])) {
        return 1;
    }
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (strlen(parts[i]) == size && memcmp(parts[i], folded, size) == 0) {
            /* A lone apostrophe is a genitive behind an s only; elsewhere it closes a quotation. */
            return size > 1 ? attest_i_character_is_letter(last) || last == '0' || last == '.' : last == 's';
        }
    }
    return 0;
}
