/* Where a sentence could end within a line, and where it must: rules for what treebanks are too small to teach. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/embedded.h"
#include "base/utf8.h"
#include "language/characters.h"
#include "language/gazetteer.h"
#include "language/segment_features.h"
#include "language/table.h"

/* Bytes that a dateline, and what stands behind a quotation, may have. */
#define LINE_PART_MAX 80

static int is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static int is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The byte at `offset`; 0 at the end of the text. */
static char byte_at(const attest_i_segment_scene *scene, uint32_t offset)
{
    return offset < scene->text.size ? scene->text.data[offset] : '\0';
}

int attest_i_segment_is_dash(const attest_i_segment_scene *scene, attest_span span)
{
    static const char *const dashes[] = {"-", "--", "\xE2\x80\x93", "\xE2\x80\x94"};
    for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++) {
        size_t size = strlen(dashes[i]);
        if (span.end - span.begin == size && memcmp(scene->text.data + span.begin, dashes[i], size) == 0) {
            return 1;
        }
    }
    return 0;
}

/* Shape of the first character of the run behind the current one; EDGE at the end of the line. */
static uint32_t next_shape(const attest_i_segment_scene *scene)
{
    if (scene->last_of_line || scene->next_run.begin >= scene->next_run.end) {
        return ATTEST_I_EDGE;
    }
    size_t at = scene->next_run.begin;
    return attest_i_character_shape(attest_i_utf8_next(scene->text, &at));
}

/* --- dates ----------------------------------------------------------------------------------------------------------- */

/* The word behind `at`, white space and one comma skipped; empty if something else stands there. */
static attest_span next_word(const attest_i_segment_scene *scene, uint32_t at, uint32_t limit)
{
    for (int commas = 0; at < limit; at++) {
        char c = scene->text.data[at];
        if (c == ',' && commas == 0) {
            commas++;
        } else if (c != ' ') {
            break;
        }
    }
    return attest_i_word_after(scene->text, at, limit);
}

/* Number of digits, if the word has nothing else. */
static uint32_t digits(const attest_i_segment_scene *scene, attest_span word)
{
    for (uint32_t i = word.begin; i < word.end; i++) {
        if (!is_digit(scene->text.data[i])) {
            return 0;
        }
    }
    return word.end - word.begin;
}

static int is_kind(const attest_i_segment_scene *scene, attest_view table, attest_span word, const char *kind)
{
    return word.end > word.begin && is_upper(scene->text.data[word.begin]) &&
           attest_view_equal(attest_i_segment_kind(scene, table, word), attest_view_of(kind));
}

/* End of the date with a year that begins at `at` ("Friday, May 7, 2021", "7 May 2021"); 0: there is none. */
static uint32_t date_end(const attest_i_segment_scene *scene, uint32_t at, uint32_t limit, int *has_weekday)
{
    attest_view values;
    if (attest_i_embedded_find(ATTEST_VIEW("gazetteers/values.tsv"), &values) != ATTEST_OK) {
        return 0;
    }
    attest_span word = next_word(scene, at, limit);
    *has_weekday = is_kind(scene, values, word, "weekday");
    if (*has_weekday) {
        word = next_word(scene, word.end, limit);
    }
    attest_span second = next_word(scene, word.end, limit);
    attest_span year = next_word(scene, second.end, limit);
    attest_span month = is_kind(scene, values, word, "month") ? word : second;
    attest_span day = month.begin == word.begin ? second : word;
    uint32_t day_digits = digits(scene, day);
    int is_date =
        is_kind(scene, values, month, "month") && day_digits >= 1 && day_digits <= 2 && digits(scene, year) == 4;
    return is_date ? year.end : 0;
}

/* The sentence is a line's first words, a date, and a new sentence begins behind it. */
static int is_date_line(const attest_i_segment_scene *scene, uint32_t offset)
{
    int has_weekday;
    return next_shape(scene) == ATTEST_I_UPPER && scene->sentence_tokens >= 3 && scene->sentence_tokens <= 6 &&
           date_end(scene, scene->sentence_begin, offset, &has_weekday) == offset &&
           (has_weekday || attest_i_segment_starts_sentences(scene, scene->next_run));
}

/* A headline without a full stop, and the date of the article behind it in the same line: "Ann Bee wins the vote Friday, May 7, 2021". */
static int is_date_next(const attest_i_segment_scene *scene, uint32_t offset)
{
    if (next_shape(scene) != ATTEST_I_UPPER || scene->sentence_tokens < 3 || byte_at(scene, offset - 1) == ',') {
        return 0;
    }
    uint32_t limit = scene->next_run.begin + LINE_PART_MAX;
    limit = limit < scene->text.size ? limit : (uint32_t)scene->text.size;
    int has_weekday;
    uint32_t end = date_end(scene, scene->next_run.begin, limit, &has_weekday);
    if (!end || !has_weekday || (byte_at(scene, end) != '\0' && byte_at(scene, end) != '\n')) {
        return 0;
    }
    return !attest_view_equal(attest_i_segment_kind(scene, scene->starters, scene->history[0]),
                              ATTEST_VIEW("preposition"));
}

/* --- datelines, figures ---------------------------------------------------------------------------------------------- */

static int is_place(attest_view name)
{
    attest_i_sense senses[ATTEST_I_SENSES];
    size_t count = attest_i_gazetteer_find(name, senses);
    for (size_t i = 0; i < count; i++) {
        if (senses[i].kind <= ATTEST_I_SENSE_CITY) {
            return 1;
        }
    }
    return 0;
}

/* Does every word in text[begin,end) begin with a capital letter or a digit? */
static int is_capitalised(const attest_i_segment_scene *scene, uint32_t begin, uint32_t end)
{
    for (uint32_t at = begin; at < end; at++) {
        if (is_lower(scene->text.data[at]) && (at == begin || scene->text.data[at - 1] == ' ')) {
            return 0;
        }
    }
    return 1;
}

/* "GENEVA, May 7 (Harbour News) -": a place that is known, or one in front of an agency in brackets, or one in capitals in front of a comma. */
static int is_dateline(const attest_i_segment_scene *scene)
{
    attest_span dash = scene->history[0];
    uint32_t begin = scene->sentence_begin;
    if (begin != scene->line_begin || dash.begin - begin > LINE_PART_MAX || !attest_i_segment_is_dash(scene, dash) ||
        next_shape(scene) != ATTEST_I_UPPER || dash.end != scene->run.end ||
        (dash.begin != scene->run.begin && dash.end - dash.begin == 1)) {
        return 0;
    }
    const char *text = scene->text.data;
    uint32_t end = dash.begin;
    while (end > begin && text[end - 1] == ' ') {
        end--;
    }
    uint32_t place = begin;
    int capitals = is_upper(text[begin]);
    while (place < end && text[place] != ',' && text[place] != '(') {
        capitals &= !is_lower(text[place]);
        place++;
    }
    int in_capitals = capitals && place < end && text[place] == ',';
    int agency = place < end && text[end - 1] == ')';
    while (place > begin && text[place - 1] == ' ') {
        place--;
    }
    return is_capitalised(scene, begin, end) && place > begin &&
           (in_capitals || agency || is_place((attest_view){text + begin, place - begin}));
}

/* "Figure 1.5", "Table 2.": what begins a caption. */
static int is_figure(const attest_i_segment_scene *scene, uint32_t offset)
{
    uint32_t shape = next_shape(scene);
    uint32_t begin = scene->sentence_begin;
    if (begin != scene->line_begin || scene->sentence_tokens > 4 || offset - begin > ATTEST_I_WORD_MAX ||
        !is_digit(byte_at(scene, offset - 1 - (byte_at(scene, offset - 1) == '.'))) ||
        (shape != ATTEST_I_UPPER && shape != '(' && shape != '"')) {
        return 0;
    }
    attest_span word = attest_i_word_after(scene->text, begin, offset);
    if (!is_kind(scene, scene->starters, word, "label")) {
        return 0;
    }
    for (uint32_t at = word.end; at < offset; at++) {
        char c = scene->text.data[at];
        if (!is_digit(c) && c != '.' && c != ' ') {
            return 0;
        }
    }
    return 1;
}

int attest_i_segment_must_end_sentence(const attest_i_segment_scene *scene, uint32_t offset)
{
    if (offset != scene->run.end || scene->last_of_line) {
        return 0;
    }
    return is_dateline(scene) || is_date_line(scene, offset) || is_date_next(scene, offset) || is_figure(scene, offset);
}

/* --- where one may end ----------------------------------------------------------------------------------------------- */

/* Does a label ("Photo:", "Source:") stand behind the current run? */
static int label_follows(const attest_i_segment_scene *scene)
{
    attest_span next = scene->next_run;
    const char *text = scene->text.data;
    if (next.end - next.begin < 3 || text[next.end - 1] != ':' || !is_upper(text[next.begin])) {
        return 0;
    }
    return attest_view_equal(attest_i_segment_kind(scene, scene->starters, (attest_span){next.begin, next.end - 1}),
                             ATTEST_VIEW("label"));
}

/* A dash, then a name to the end of the line: who wrote or said what stands before it. */
static int is_signature(const attest_i_segment_scene *scene)
{
    if (!attest_i_segment_is_dash(scene, scene->next_run)) {
        return 0;
    }
    uint32_t begin = scene->next_run.end + 1;
    uint32_t end = begin;
    while (end < scene->text.size && end - begin <= LINE_PART_MAX && scene->text.data[end] != '\n') {
        end++;
    }
    return end > begin && end - begin <= LINE_PART_MAX && is_upper(scene->text.data[begin]) &&
           !strchr(".?!", scene->text.data[end - 1]) && is_capitalised(scene, begin, end);
}

int attest_i_segment_may_end_sentence(const attest_i_segment_scene *scene, uint32_t offset)
{
    if (offset == scene->run.end) {
        return (scene->after_terminal && !is_signature(scene) && !attest_i_segment_goes_on(scene)) ||
               label_follows(scene);
    }
    /* Dots with which a sentence begins ("... and so it went") are none of their own. */
    if (attest_i_segment_is_dots(scene)) {
        return 0;
    }
    /* Without white space: only behind a full stop and the like, and in front of a capital letter or quotation mark. */
    if (!scene->after_terminal || scene->in_reference) {
        return 0;
    }
    size_t at = offset;
    for (int i = 0; i < scene->after_terminal && at > scene->run.begin; i++) {
        uint32_t before = attest_i_character_fold(attest_i_utf8_previous(scene->text, &at));
        if (before == '.' || before == '?' || before == '!' || before == ATTEST_I_ELLIPSIS) {
            size_t after = offset;
            uint32_t next = attest_i_character_shape(attest_i_utf8_next(scene->text, &after));
            return next == ATTEST_I_UPPER || (next == '"' && !scene->open_quotes);
        }
    }
    return 0;
}
