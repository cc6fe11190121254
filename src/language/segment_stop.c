/* Full stops that end no sentence: rules for what edited text never does and treebanks are too small to teach. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/embedded.h"
#include "base/utf8.h"
#include "language/characters.h"
#include "language/gazetteer.h"
#include "language/segment_features.h"
#include "language/table.h"

/* Words between a quotation and the verb that says whose it is: "Why?" the former minister Ann Bee asked. */
#define SPEAKER_WORDS 4

/* What stands on both sides of the place. */
struct stop {
    const attest_i_segment_scene *scene;
    attest_span last; /* the token in front of it */
    uint32_t next;    /* shape of the first character behind it */
    attest_span word; /* first word behind it */
    int closed;       /* a quotation mark or bracket stands between full stop and place */
    int abbreviation; /* the token in front is a word with a full stop */
    attest_view kind; /* of that word */
    uint32_t letters; /* it is initials: their number */
    int starts;       /* the word behind often starts sentences */
};

/* Is `kind` one of the kinds of an abbreviation? */
static int has_kind(attest_view kinds, const char *kind)
{
    size_t size = strlen(kind);
    for (size_t at = 0; at + size <= kinds.size; at++) {
        if (memcmp(kinds.data + at, kind, size) == 0 && (at == 0 || kinds.data[at - 1] == ' ') &&
            (at + size == kinds.size || kinds.data[at + size] == ' ')) {
            return 1;
        }
    }
    return 0;
}

int attest_i_segment_is_title(const attest_i_segment_scene *scene, attest_span form)
{
    attest_view kind = attest_i_segment_kind(scene, scene->abbreviations, form);
    if (!has_kind(kind, "title") || has_kind(kind, "suffix")) {
        return 0;
    }
    /* "Sec. Bee", but "8 sec. The": one that is more than a title is one in front of a name. */
    return attest_view_equal(kind, ATTEST_VIEW("title")) ||
           (attest_i_character_shape_at(scene->text, form.begin) == ATTEST_I_UPPER &&
            attest_i_character_shape_at(scene->text, scene->next_run.begin) == ATTEST_I_UPPER &&
            !attest_i_segment_starts_sentences(scene, scene->next_run));
}

int attest_i_segment_is_dots(const attest_i_segment_scene *scene)
{
    attest_span token = scene->history[0];
    if (scene->sentence_tokens != 1) {
        return 0;
    }
    return attest_i_segment_mark(scene, token) == ATTEST_I_ELLIPSIS ||
           (token.end - token.begin > 1 && memcmp(scene->text.data + token.begin, "..", 2) == 0);
}

/* A run of closing marks, or one that begins with one: no sentence begins so. A straight quotation mark closes if one is open, or if
 * punctuation stands behind it. */
static int begins_with_closer(const attest_i_segment_scene *scene)
{
    attest_span run = scene->next_run;
    size_t at = run.begin;
    uint32_t first = attest_i_utf8_next(scene->text, &at);
    if (first == 0x201D || first == 0x00BB || first == ')' || first == ']' || first == '}') {
        return 1;
    }
    attest_span token = {run.begin, (uint32_t)at};
    if (first == '\'' && at < run.end && scene->text.data[at] == '\'') {
        token.end++;
    }
    if (attest_i_segment_mark(scene, token) != '"' || first == 0x201C || first == 0x201E || first == 0x00AB) {
        return 0;
    }
    return token.end == run.end ? scene->open_quotes : strchr(".,;?!)", scene->text.data[token.end]) != NULL;
}

/* "3 p.m. EST". */
static int is_zone(const struct stop *stop)
{
    attest_view values;
    return has_kind(stop->kind, "unit") &&
           attest_i_embedded_find(ATTEST_VIEW("gazetteers/values.tsv"), &values) == ATTEST_OK &&
           attest_view_equal(attest_i_segment_kind(stop->scene, values, stop->word), ATTEST_VIEW("zone"));
}

/* Is the token in front of the place the short form of a country or organisation ("U.S.") without an article, and so an attribute: "for U.S. Census
 * data"? At the end of a sentence it would have one. */
static int is_attribute(const struct stop *stop)
{
    const attest_i_segment_scene *scene = stop->scene;
    attest_span before = scene->history[1];
    attest_i_sense senses[ATTEST_I_SENSES];
    attest_view name = {scene->text.data + stop->last.begin, stop->last.end - stop->last.begin};
    if (scene->sentence_tokens < 2 || attest_i_gazetteer_find(name, senses) == 0 ||
        (senses[0].kind != ATTEST_I_SENSE_COUNTRY && senses[0].kind != ATTEST_I_SENSE_ORGANIZATION)) {
        return 0;
    }
    attest_view kind = attest_i_segment_kind(scene, scene->starters, before);
    return !attest_view_equal(kind, ATTEST_VIEW("determiner")) &&
           attest_i_character_is_letter(attest_i_segment_mark(scene, before));
}

/* "the U.S. Senate", "N.J. Gov.": a word that ends names of institutions, or a title, behind initials. */
static int is_institution(const struct stop *stop)
{
    attest_view heads;
    if (stop->letters < 2 || stop->starts ||
        attest_i_embedded_find(ATTEST_VIEW("gazetteers/heads.tsv"), &heads) != ATTEST_OK) {
        return 0;
    }
    attest_view kind = attest_i_segment_kind(stop->scene, heads, stop->word);
    attest_view text = stop->scene->text;
    int is_title = stop->word.end < text.size && text.data[stop->word.end] == '.' &&
                   has_kind(attest_i_segment_kind(stop->scene, stop->scene->abbreviations, stop->word), "title");
    return is_title || is_attribute(stop) || (kind.data != NULL && !attest_view_equal(kind, ATTEST_VIEW("at")));
}

/* Behind a full stop within words, and before a word with a small letter. */
static int is_lower_case_next(const struct stop *stop)
{
    const attest_i_segment_scene *scene = stop->scene;
    if (stop->closed || stop->abbreviation) {
        return 1;
    }
    uint32_t size = stop->last.end - stop->last.begin;
    uint32_t mark = attest_i_segment_mark(scene, stop->last);
    if (mark == '.' && size == 1) {
        return attest_i_segment_kind(scene, scene->abbreviations, scene->history[1]).data != NULL;
    }
    /* Dots of hesitation, in a text that begins its sentences with capital letters. */
    if (mark != '.' && mark != ATTEST_I_ELLIPSIS) {
        return 0;
    }
    uint32_t first = attest_i_character_shape_at(scene->text, scene->sentence_begin);
    return first == ATTEST_I_UPPER || first == '"';
}

/* The next word of the line behind `at`, with the full stop of an abbreviation; empty at a sign or the end of the line. */
static attest_span speaker_word(const attest_i_segment_scene *scene, uint32_t at)
{
    const char *text = scene->text.data;
    while (at < scene->text.size && text[at] == ' ') {
        at++;
    }
    uint32_t limit = (uint32_t)(scene->text.size - at < 64 ? scene->text.size : at + 64);
    return attest_i_word_after(scene->text, at, limit);
}

/* A comma or colon, and a quotation: what it belongs to is a sentence of its own. */
static int is_quotation_next(const attest_i_segment_scene *scene, uint32_t at)
{
    const char *text = scene->text.data;
    if (at + 2 >= scene->text.size || (text[at] != ',' && text[at] != ':')) {
        return 0;
    }
    uint32_t mark = attest_i_character_at(scene->text, text[at + 1] == ' ' ? at + 2 : at + 1);
    return mark == '"' || mark == '\'';
}

/* A quotation that ends with a question or exclamation mark, and behind it who says it: "Why?" Ann Bee asked. */
static int is_cue_next(const struct stop *stop)
{
    const attest_i_segment_scene *scene = stop->scene;
    attest_view verbs;
    if (stop->next != ATTEST_I_UPPER || scene->after_terminal != 2 ||
        attest_i_segment_starts_sentences(scene, scene->next_run) ||
        attest_i_segment_mark(scene, scene->history[0]) != '"' ||
        attest_i_segment_mark(scene, scene->history[1]) == '.' ||
        attest_i_embedded_find(ATTEST_VIEW("segmentation/reporting.tsv"), &verbs) != ATTEST_OK) {
        return 0;
    }
    uint32_t at = scene->next_run.begin;
    for (int i = 0; i <= SPEAKER_WORDS; i++) {
        attest_span word = speaker_word(scene, at);
        if (word.begin == word.end) {
            return 0;
        }
        if (i > 0 && attest_i_segment_kind(scene, verbs, word).data) {
            return !is_quotation_next(scene, word.end);
        }
        uint32_t shape = attest_i_character_shape_at(scene->text, word.begin);
        attest_view kind = attest_i_segment_kind(scene, scene->abbreviations, word);
        int stopped = word.end < scene->text.size && scene->text.data[word.end] == '.';
        if (shape != ATTEST_I_UPPER || (stopped && !has_kind(kind, "title") && word.end - word.begin > 1)) {
            return 0;
        }
        at = word.end + (stopped ? 1U : 0U);
    }
    return 0;
}

int attest_i_segment_goes_on(const attest_i_segment_scene *scene)
{
    if (scene->next_run.begin >= scene->next_run.end) {
        return 0;
    }
    struct stop stop = {.scene = scene, .last = scene->history[0], .closed = scene->after_terminal > 1};
    size_t at = scene->next_run.begin;
    stop.next = attest_i_character_shape(attest_i_utf8_next(scene->text, &at));
    stop.word = attest_i_word_after(scene->text, scene->next_run.begin, scene->next_run.end);
    stop.abbreviation = !stop.closed && stop.last.end - stop.last.begin > 1 &&
                        attest_i_character_is_letter(attest_i_character_at(scene->text, stop.last.begin)) &&
                        scene->text.data[stop.last.end - 1] == '.';
    if (begins_with_closer(scene) || attest_i_segment_is_dots(scene)) {
        return 1;
    }
    if (stop.next == ATTEST_I_LOWER) {
        return is_lower_case_next(&stop);
    }
    if (!stop.abbreviation) {
        return stop.closed && is_cue_next(&stop);
    }
    attest_span form = {stop.last.begin, stop.last.end - 1};
    stop.kind = attest_i_segment_kind(scene, scene->abbreviations, form);
    stop.letters = attest_i_segment_initials(scene, form);
    if (stop.next == '(' || attest_view_equal(stop.kind, ATTEST_VIEW("text")) ||
        attest_i_segment_is_dash(scene, scene->next_run) || (stop.next == '0' && scene->open_brackets > 0)) {
        return 1;
    }
    if (stop.next != ATTEST_I_UPPER) {
        return 0;
    }
    stop.starts = attest_i_segment_starts_sentences(scene, scene->next_run);
    int initial = stop.letters == 1 || (stop.letters > 1 && stop.kind.data == NULL);
    return attest_i_segment_is_title(scene, form) || is_zone(&stop) || is_institution(&stop) ||
           (initial && !stop.starts);
}
