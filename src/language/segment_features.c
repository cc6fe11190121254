/* Features of places. A feature is the hash of the number of its template and the characters that fill it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/segment_features.h"

#include "base/utf8.h"
#include "language/characters.h"
#include "language/table.h"

/* Characters on each side of a place that features see. */
#define WINDOW 4

/* A number for the kind of abbreviation that `span` is; a final full stop is not part of the key. 0: none. */
static uint32_t abbreviation_kind(const attest_i_segment_scene *scene, attest_span span)
{
    char key[ATTEST_I_WORD_MAX];
    size_t size = attest_i_word_lower(scene->text, span, key);
    if (size > 0 && key[size - 1] == '.') {
        size--;
    }
    attest_view fields;
    if (size == 0 || attest_i_table_find(scene->abbreviations, (attest_view){key, size}, &fields) != ATTEST_OK) {
        return 0;
    }
    return attest_i_hash_word(fields, (attest_span){0, (uint32_t)fields.size});
}

/* 1: a prefix, 2: a suffix that is written with a hyphen; 0: neither. */
static uint32_t affix_kind(const attest_i_segment_scene *scene, attest_span word)
{
    char key[ATTEST_I_WORD_MAX];
    size_t size = attest_i_word_lower(scene->text, word, key);
    attest_view kind;
    if (size == 0 || attest_i_table_find(scene->affixes, (attest_view){key, size}, &kind) != ATTEST_OK) {
        return 0;
    }
    return attest_view_equal(kind, ATTEST_VIEW("prefix")) ? 1 : 2;
}

struct features {
    attest_i_segment_place *place;
    uint32_t template_number;
};

/* Add the next template's feature, filled with `a` and `b`. */
static void add(struct features *features, uint32_t a, uint32_t b)
{
    attest_i_segment_place *place = features->place;
    uint32_t hash = attest_i_hash_mix(
        attest_i_hash_mix(attest_i_hash_mix(++features->template_number * 31 + (uint32_t)place->kind, a), b), 5);
    if (place->feature_count < ATTEST_I_SEGMENT_FEATURES) {
        place->features[place->feature_count++] = hash & (ATTEST_I_SEGMENT_WEIGHTS - 1);
    }
}

/* Up to WINDOW folded characters and shapes on each side: [0] is next to the place. */
struct window {
    uint32_t left[WINDOW];
    uint32_t right[WINDOW];
    uint32_t left_shape;
    uint32_t right_shape;
};

static void look_around(const attest_i_segment_scene *scene, uint32_t offset, struct window *window)
{
    size_t before = offset;
    size_t after = offset;
    for (int i = 0; i < WINDOW; i++) {
        uint32_t left = before > scene->run.begin ? attest_i_utf8_previous(scene->text, &before) : ATTEST_I_EDGE;
        uint32_t right = after < scene->run.end ? attest_i_utf8_next(scene->text, &after) : ATTEST_I_EDGE;
        window->left[i] = attest_i_character_fold(left);
        window->right[i] = attest_i_character_fold(right);
        if (i == 0) {
            window->left_shape = attest_i_character_shape(left);
            window->right_shape = attest_i_character_shape(right);
        }
    }
}

static void add_window(struct features *features, const struct window *window)
{
    const uint32_t *l = window->left;
    const uint32_t *r = window->right;
    uint32_t l2 = attest_i_hash_mix(l[1], l[0]);
    uint32_t l3 = attest_i_hash_mix(l[2], l2);
    uint32_t r2 = attest_i_hash_mix(r[1], r[0]);
    uint32_t r3 = attest_i_hash_mix(r[2], r2);
    add(features, window->left_shape, window->right_shape);
    add(features, l[0], r[0]);
    add(features, l2, 0);
    add(features, 0, r2);
    add(features, l2, r[0]);
    add(features, l[0], r2);
    add(features, l2, r2);
    add(features, l3, r[0]);
    add(features, l[0], r3);
    add(features, l3, r3);
    add(features, attest_i_hash_mix(l[3], l3), r[0]);
    add(features, l[0], attest_i_hash_mix(r[3], r3));
}

/* Shape and first word of the run behind the current one. */
static uint32_t next_shape(const attest_i_segment_scene *scene)
{
    if (scene->last_of_line) {
        return ATTEST_I_EDGE;
    }
    size_t at = scene->next_run.begin;
    return attest_i_character_shape(attest_i_utf8_next(scene->text, &at));
}

/* Numbers below 4 exactly, larger ones in three classes. */
static uint32_t bucket(uint32_t number, uint32_t middle, uint32_t large)
{
    if (number < 4) {
        return number;
    }
    return number > large ? 6 : number > middle ? 5 : 4;
}

static uint32_t near_bucket(uint32_t bytes)
{
    return bucket(bytes, 8, 16);
}

void attest_i_segment_describe_token(const attest_i_segment_scene *scene, attest_i_segment_place *place)
{
    struct features features = {place, 0};
    struct window window = {.left_shape = 0};
    attest_view text = scene->text;
    uint32_t offset = place->offset;
    look_around(scene, offset, &window);
    add_window(&features, &window);
    uint32_t l = window.left[0];
    uint32_t r = window.right[0];
    uint32_t lr = attest_i_hash_mix(l, r);
    size_t before = offset;
    attest_i_utf8_previous(text, &before);
    size_t after = offset;
    attest_i_utf8_next(text, &after);
    /* The words on both sides; where a side is no word character, the word beyond it. */
    attest_span left = attest_i_word_before(text, scene->run.begin,
                                            attest_i_character_is_letter(l) || l == '0' ? offset : (uint32_t)before);
    attest_span right = attest_i_word_after(
        text, attest_i_character_is_letter(r) || r == '0' ? offset : (uint32_t)after, scene->run.end);
    attest_span so_far = {scene->token_begin, offset};
    attest_span rest = {offset, scene->run.end};
    uint32_t left_hash = attest_i_hash_word(text, left);
    uint32_t right_hash = attest_i_hash_word(text, right);
    uint32_t so_far_hash = attest_i_hash_word(text, so_far);
    uint32_t so_far_shape = attest_i_hash_shape(text, so_far);
    uint32_t rest_shape = attest_i_hash_shape(text, rest);
    uint32_t at_end = after == scene->run.end;
    uint32_t follows = at_end ? next_shape(scene) : 0;
    add(&features, left_hash, lr);
    add(&features, right_hash, lr);
    add(&features, attest_i_hash_mix(left_hash, right_hash), lr);
    add(&features, so_far_hash, lr);
    add(&features, so_far_hash, attest_i_hash_mix(lr, follows));
    add(&features, so_far_shape, lr);
    add(&features, so_far_shape, rest_shape);
    add(&features, so_far_shape, attest_i_hash_mix(lr, follows));
    add(&features, scene->run_flags, lr);
    add(&features, scene->run_flags, attest_i_hash_mix(lr, rest_shape));
    add(&features, scene->run_flags, attest_i_hash_mix(so_far_shape, rest_shape));
    add(&features, near_bucket(offset - scene->run.begin), attest_i_hash_mix(near_bucket(scene->run.end - offset), lr));
    add(&features, attest_i_hash_mix(near_bucket(scene->run.end - offset), r),
        scene->run_flags & (ATTEST_I_RUN_ADDRESS | ATTEST_I_RUN_AT));
    add(&features, attest_i_hash_word(text, scene->run), offset - scene->run.begin);
    add(&features, near_bucket(offset - scene->token_begin),
        attest_i_hash_mix(attest_i_character_at(text, scene->token_begin), lr));
    add(&features, (uint32_t)scene->token_begin != scene->run.begin, attest_i_hash_mix(lr, rest_shape));
    uint32_t at_address = scene->address.end && offset == scene->address.begin ? 1
                          : scene->address.end && offset == scene->address.end ? 2
                                                                               : 0;
    add(&features, at_address, lr);
    if (r == '-' || l == '-') {
        uint32_t kind = attest_i_hash_mix(affix_kind(scene, left), affix_kind(scene, right));
        add(&features, kind, lr);
        add(&features, kind, attest_i_hash_mix(lr, window.right_shape));
        add(&features, kind, attest_i_hash_mix(so_far_shape, rest_shape));
        features.template_number++;
    } else {
        features.template_number += 4;
    }
    if (r == '.') {
        uint32_t kind = abbreviation_kind(scene, so_far);
        add(&features, kind, attest_i_hash_mix(at_end, follows));
        add(&features, kind, attest_i_hash_mix(so_far_shape, attest_i_hash_mix(at_end, follows)));
        uint32_t next =
            at_end ? attest_i_hash_word(text, attest_i_word_after(text, scene->next_run.begin, scene->next_run.end))
                   : 0;
        add(&features, so_far_shape, next);
        add(&features, (uint32_t)scene->sentence_tokens == 0, attest_i_hash_mix(so_far_shape, at_end));
    } else {
        features.template_number += 4;
    }
    if (r == '\'' || l == '\'') {
        add(&features, left_hash, attest_i_hash_mix(window.left_shape, window.right_shape));
        add(&features, attest_i_hash_shape(text, left), attest_i_hash_shape(text, right));
        add(&features, attest_i_hash_mix(lr, (uint32_t)scene->open_quotes), right_hash);
        add(&features, attest_i_hash_word(text, scene->history[0]), lr);
        add(&features, attest_i_hash_shape(text, left), attest_i_hash_mix(lr, attest_i_hash_mix(rest_shape, follows)));
    }
}

/* What stands behind the place: opening marks, then a word. */
struct prospect {
    uint32_t opener;      /* folded character before the word; 0: none */
    uint32_t first_shape; /* of the first character of the word */
    attest_span word;
    uint32_t second; /* shape of the first character of the run after that */
};

static void look_ahead(const attest_i_segment_scene *scene, uint32_t offset, struct prospect *prospect)
{
    attest_view text = scene->text;
    attest_span ahead = offset < scene->run.end ? (attest_span){offset, scene->run.end} : scene->next_run;
    memset(prospect, 0, sizeof *prospect);
    size_t at = ahead.begin;
    while (at < ahead.end) {
        size_t after = at;
        uint32_t codepoint = attest_i_utf8_next(text, &after);
        uint32_t folded = attest_i_character_fold(codepoint);
        if (attest_i_character_is_letter(folded) || folded == '0' || at > (size_t)ahead.begin + WINDOW) {
            prospect->first_shape = attest_i_character_shape(codepoint);
            break;
        }
        int pair = folded == '\'' && after < ahead.end && text.data[at] == text.data[after];
        prospect->opener = pair ? '"' : folded;
        at = pair ? after + 1 : after;
    }
    prospect->word = attest_i_word_after(text, (uint32_t)at, ahead.end);
    at = ahead.end;
    while (at < text.size) {
        uint32_t codepoint = attest_i_utf8_next(text, &at);
        if (!attest_i_segment_is_space(codepoint)) {
            prospect->second = attest_i_character_shape(codepoint);
            break;
        }
        if (codepoint == '\n' || at > (size_t)ahead.end + WINDOW) {
            break;
        }
    }
}

void attest_i_segment_describe_sentence(const attest_i_segment_scene *scene, attest_i_segment_place *place)
{
    struct features features = {place, 0};
    struct prospect next;
    attest_view text = scene->text;
    look_ahead(scene, place->offset, &next);
    /* History: closing marks, the terminal token, what stands before it. */
    uint32_t closers = (uint32_t)scene->after_terminal - 1;
    uint32_t index = closers < ATTEST_I_SEGMENT_HISTORY - 2 ? closers : ATTEST_I_SEGMENT_HISTORY - 2;
    attest_span terminal = scene->history[index];
    attest_span word = scene->history[index + 1];
    uint32_t first = attest_i_character_at(text, terminal.begin);
    int is_word = attest_i_character_is_letter(first) || first == '0';
    attest_span earlier = word;
    if (is_word) {
        word = terminal;
    } else if (index + 2 < ATTEST_I_SEGMENT_HISTORY) {
        earlier = scene->history[index + 2];
    }
    uint32_t joined = place->offset < scene->run.end;
    uint32_t end = attest_i_hash_mix(attest_i_hash_mix(is_word ? '.' : attest_i_hash_word(text, terminal),
                                                       closers ? attest_i_segment_mark(scene, scene->history[0]) : 0),
                                     joined);
    uint32_t word_hash = attest_i_hash_word(text, word);
    uint32_t word_shape = attest_i_hash_shape(text, word);
    uint32_t kind = is_word ? abbreviation_kind(scene, word) : 0;
    uint32_t next_hash = attest_i_hash_word(text, next.word);
    uint32_t start = attest_i_hash_mix(next.opener, next.first_shape);
    char starter[ATTEST_I_WORD_MAX];
    attest_view starter_kind = {NULL, 0};
    size_t starter_size = attest_i_word_lower(text, next.word, starter);
    int is_starter = starter_size > 0 && attest_i_table_find(scene->starters, (attest_view){starter, starter_size},
                                                             &starter_kind) == ATTEST_OK;
    uint32_t start_kind = attest_i_hash_mix(
        start, is_starter ? attest_i_hash_word(starter_kind, (attest_span){0, (uint32_t)starter_kind.size}) : 0);
    uint32_t length = bucket(scene->sentence_tokens, 10, 40);
    uint32_t state = attest_i_hash_mix((uint32_t)scene->open_quotes, (uint32_t)(scene->open_brackets > 0));
    add(&features, end, 0);
    add(&features, end, start);
    add(&features, end, next_hash);
    add(&features, end, attest_i_hash_mix(start, next.second));
    add(&features, end, attest_i_hash_mix(start, length));
    add(&features, end, attest_i_hash_mix(start, state));
    add(&features, end, attest_i_hash_mix(word_hash, start));
    add(&features, end, attest_i_hash_mix(word_shape, start));
    add(&features, attest_i_hash_mix(end, kind), start);
    add(&features, attest_i_hash_mix(end, kind), attest_i_hash_mix(next_hash, (uint32_t)is_word));
    add(&features, attest_i_hash_mix(end, kind), attest_i_hash_mix(start, next.second));
    add(&features, word_hash, next_hash);
    add(&features, word_hash, is_word ? 1U : 0U);
    add(&features, next_hash, next.first_shape);
    add(&features, next_hash, attest_i_hash_mix(word_shape, is_word ? 1U : 0U));
    add(&features, attest_i_hash_shape(text, next.word), attest_i_hash_mix(end, word_shape));
    add(&features, attest_i_hash_shape(text, earlier), attest_i_hash_mix(end, attest_i_hash_mix(word_shape, start)));
    add(&features, state, attest_i_hash_mix(end, next_hash));
    add(&features, length, attest_i_hash_mix(word_shape, end));
    add(&features, is_word ? word.end - word.begin : 0, attest_i_hash_mix(end, start));
    add(&features, (uint32_t)(scene->run.end - scene->run.begin == 1), attest_i_hash_mix(end, start));
    add(&features, attest_i_hash_mix(end, kind), start_kind);
    add(&features, attest_i_hash_mix(end, word_shape), start_kind);
    add(&features, end, attest_i_hash_mix(start_kind, state));
    uint32_t begin = attest_i_character_shape_at(text, scene->sentence_begin);
    add(&features, begin, attest_i_hash_mix(end, start));
    add(&features, begin, attest_i_hash_mix(end, start_kind));
    uint32_t of_line = scene->sentence_begin == scene->line_begin;
    add(&features, attest_i_hash_mix(word_shape, of_line), attest_i_hash_mix(end, attest_i_hash_mix(start, length)));
    add(&features, attest_i_hash_mix(kind, state), attest_i_hash_mix(end, start));
    uint32_t distance = bucket(scene->sentence_tokens, 6, 16);
    add(&features, attest_i_hash_mix(start_kind, distance), attest_i_hash_mix(end, next.second));
    add(&features, attest_i_hash_word(text, earlier), attest_i_hash_mix(word_hash, start));
}
