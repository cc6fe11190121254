/* Features of places. A feature is the hash of the number of its template and the characters that fill it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/segment_features.h"

#include <unicode/uchar.h>

#include "base/embedded.h"
#include "base/utf8.h"
#include "language/table.h"

/* Most characters of a word, run or shape that go into a feature. */
#define WORD_MAX 24
#define SHAPE_MAX 12
/* Characters on each side of a place that features see. */
#define WINDOW 4

/* Stand-ins for characters, below the printable ones. */
enum { EDGE = 1, EN_DASH, EM_DASH, ELLIPSIS, LETTER, SYMBOL, UPPER, LOWER };

/* Kinds of run. */
enum { RUN_ADDRESS = 1, RUN_AT = 2, RUN_DOTS = 4, RUN_HYPHENS = 8, RUN_SLASH = 16, RUN_DIGITS = 32, RUN_LONG = 64 };

/* A character with variants unified: case, digits, quotation marks, letters outside ASCII. */
static uint32_t fold(uint32_t codepoint)
{
    if (codepoint < 0x80) {
        if (codepoint >= 'A' && codepoint <= 'Z') {
            return codepoint + 'a' - 'A';
        }
        return codepoint >= '0' && codepoint <= '9' ? '0' : codepoint;
    }
    switch (codepoint) {
    case 0x2018: case 0x2019: case 0x201B: case 0x00B4: case 0x2032:
        return '\'';
    case 0x201C: case 0x201D: case 0x201E: case 0x00AB: case 0x00BB: case 0x2033:
        return '"';
    case 0x2010: case 0x2011:
        return '-';
    case 0x2013: case 0x2012: case 0x2212:
        return EN_DASH;
    case 0x2014: case 0x2015:
        return EM_DASH;
    case 0x2026:
        return ELLIPSIS;
    case 0x00A3: case 0x00A5: case 0x20AC:
        return '$';
    default:
        break;
    }
    if (U_GET_GC_MASK((UChar32)codepoint) & (U_GC_L_MASK | U_GC_M_MASK)) {
        return LETTER;
    }
    return u_isdigit((UChar32)codepoint) ? '0' : SYMBOL;
}

static uint32_t shape(uint32_t codepoint)
{
    uint32_t folded = fold(codepoint);
    if ((folded >= 'a' && folded <= 'z') || folded == LETTER) {
        return u_isupper((UChar32)codepoint) ? UPPER : LOWER;
    }
    return folded;
}

static int is_letter(uint32_t folded)
{
    return (folded >= 'a' && folded <= 'z') || folded == LETTER;
}

static int is_closer(uint32_t folded)
{
    return folded == '"' || folded == '\'' || folded == ')' || folded == ']' || folded == '}' || folded == '*';
}

/* A colon or dash ends no sentence inside a line: what it announces ("He said: ...") belongs to it. */
static int is_terminal(uint32_t folded)
{
    return folded == '.' || folded == '?' || folded == '!' || folded == ';' || folded == ELLIPSIS;
}

static uint32_t mix(uint32_t hash, uint32_t value)
{
    hash = (hash ^ value) * UINT32_C(0x9E3779B1);
    return hash ^ (hash >> 15);
}

/* Hash of the folded characters of a span: of its first WORD_MAX ones. */
static uint32_t hash_word(attest_view text, attest_span span)
{
    uint32_t hash = 7;
    size_t at = span.begin;
    for (int i = 0; i < WORD_MAX && at < span.end; i++) {
        hash = mix(hash, fold(attest_i_utf8_next(text, &at)));
    }
    return hash;
}

/* Hash of the shape of a span, runs of the same shape counted once. */
static uint32_t hash_shape(attest_view text, attest_span span)
{
    uint32_t hash = 11;
    uint32_t last = 0;
    size_t at = span.begin;
    for (int i = 0; i < SHAPE_MAX && at < span.end; i++) {
        uint32_t next = shape(attest_i_utf8_next(text, &at));
        if (next != last) {
            hash = mix(hash, next);
        }
        last = next;
    }
    return hash;
}

/* The word characters (letters and digits) that end at `offset`, at most WORD_MAX, not before `limit`. */
static attest_span word_before(attest_view text, uint32_t limit, uint32_t offset)
{
    size_t at = offset;
    for (int i = 0; i < WORD_MAX && at > limit; i++) {
        size_t before = at;
        uint32_t folded = fold(attest_i_utf8_previous(text, &before));
        if (!is_letter(folded) && folded != '0') {
            break;
        }
        at = before;
    }
    return (attest_span){(uint32_t)at, offset};
}

static attest_span word_after(attest_view text, uint32_t offset, uint32_t limit)
{
    size_t at = offset;
    for (int i = 0; i < WORD_MAX && at < limit; i++) {
        size_t after = at;
        uint32_t folded = fold(attest_i_utf8_next(text, &after));
        if (!is_letter(folded) && folded != '0') {
            break;
        }
        at = after;
    }
    return (attest_span){offset, (uint32_t)at};
}

static uint32_t folded_at(attest_view text, uint32_t offset)
{
    size_t at = offset;
    return offset < text.size ? fold(attest_i_utf8_next(text, &at)) : EDGE;
}

/* `span` in lower-case ASCII; 0 if it is too long or has other characters. */
static size_t lower_ascii(attest_view text, attest_span span, char out[WORD_MAX])
{
    size_t size = span.end - span.begin;
    if (size == 0 || size > WORD_MAX) {
        return 0;
    }
    for (size_t i = 0; i < size; i++) {
        char byte = text.data[span.begin + i];
        if ((unsigned char)byte >= 0x80) {
            return 0;
        }
        out[i] = (char)(byte >= 'A' && byte <= 'Z' ? byte + 'a' - 'A' : byte);
    }
    return size;
}

/* A number for the kind of abbreviation that `span` is; a final full stop is not part of the key. 0: none. */
static uint32_t abbreviation_kind(const attest_i_segment_scene *scene, attest_span span)
{
    char key[WORD_MAX];
    size_t size = lower_ascii(scene->text, span, key);
    if (size > 0 && key[size - 1] == '.') {
        size--;
    }
    attest_view fields;
    if (size == 0 || attest_i_table_find(scene->abbreviations, (attest_view){key, size}, &fields) != ATTEST_OK) {
        return 0;
    }
    return hash_word(fields, (attest_span){0, (uint32_t)fields.size});
}

/* 1: a prefix, 2: a suffix that is written with a hyphen; 0: neither. */
static uint32_t affix_kind(const attest_i_segment_scene *scene, attest_span word)
{
    char key[WORD_MAX];
    size_t size = lower_ascii(scene->text, word, key);
    attest_view kind;
    if (size == 0 || attest_i_table_find(scene->affixes, (attest_view){key, size}, &kind) != ATTEST_OK) {
        return 0;
    }
    return attest_view_equal(kind, ATTEST_VIEW("prefix")) ? 1 : 2;
}

enum attest_status attest_i_segment_scene_init(attest_i_segment_scene *scene, attest_view text)
{
    memset(scene, 0, sizeof *scene);
    scene->text = text;
    struct {
        attest_view name;
        attest_view *table;
    } tables[] = {{ATTEST_VIEW("lexicons/abbreviations.tsv"), &scene->abbreviations},
                  {ATTEST_VIEW("lexicons/contractions.tsv"), &scene->contractions},
                  {ATTEST_VIEW("lexicons/address_suffixes.tsv"), &scene->suffixes},
                  {ATTEST_VIEW("lexicons/sentence_starters.tsv"), &scene->starters},
                  {ATTEST_VIEW("lexicons/affixes.tsv"), &scene->affixes}};
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
    attest_span word = word_after(scene->text, offset, scene->run.end);
    scene->word_begin = word.begin;
    scene->word_end = word.end;
    scene->splits = 0;
    char key[WORD_MAX];
    size_t size = lower_ascii(scene->text, word, key);
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
    uint32_t flags = size > WORD_MAX ? RUN_LONG : 0;
    for (size_t i = 0; i < size; i++) {
        char byte = begin[i];
        flags |= byte == '@' ? RUN_AT : 0U;
        flags |= byte == '.' && i + 1 < size ? RUN_DOTS : 0U;
        flags |= byte == '-' ? RUN_HYPHENS : 0U;
        flags |= byte == '/' ? RUN_SLASH : 0U;
        flags |= byte >= '0' && byte <= '9' ? RUN_DIGITS : 0U;
    }
    if (memmem(begin, size, "://", 3) || memmem(begin, size, "www.", 4) || memmem(begin, size, "mailto:", 7)) {
        flags |= RUN_ADDRESS;
    }
    return flags;
}

static int is_address_byte(char byte)
{
    return (unsigned char)byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z') || (byte != '\0' && strchr("._-%+~", byte) != NULL);
}

/* Take marks off the end of an address that rather belong to the sentence. */
static uint32_t trim_address(const char *text, uint32_t begin, uint32_t end)
{
    while (end > begin && strchr(".,;:!?'\")]}>*", text[end - 1])) {
        end--;
    }
    return end;
}

/* The address around the mark at `at` (of "://", "www." or "@"). A web address goes on to the end of the run, a mail address as far as its characters. */
static attest_span address_around(const attest_i_segment_scene *scene, uint32_t at)
{
    const char *text = scene->text.data;
    uint32_t begin = at;
    while (begin > scene->run.begin && is_address_byte(text[begin - 1])) {
        begin--;
    }
    uint32_t end = scene->run.end;
    if (text[at] == '@') {
        end = at + 1;
        while (end < scene->run.end && is_address_byte(text[end])) {
            end++;
        }
        if (begin == at || end < at + 4 || !memchr(text + at, '.', end - at)) {
            return (attest_span){0, 0};
        }
    } else {
        for (uint32_t i = at; i < end; i++) {
            if (text[i] == '<' || text[i] == '>' || text[i] == '"') {
                end = i;
            }
        }
    }
    return (attest_span){begin, trim_address(text, begin, end)};
}

/* A name with a known suffix: "example.org", "report.pdf". */
static attest_span address_by_suffix(const attest_i_segment_scene *scene)
{
    const char *text = scene->text.data;
    uint32_t at = scene->run.begin;
    while (at < scene->run.end) {
        uint32_t begin = at;
        uint32_t dot = 0;
        while (at < scene->run.end && is_address_byte(text[at])) {
            if (text[at] == '.' && at + 1 < scene->run.end && is_address_byte(text[at + 1]) && at > begin) {
                dot = at;
            }
            at++;
        }
        uint32_t end = trim_address(text, begin, at);
        char key[WORD_MAX];
        attest_view fields;
        size_t size = dot && dot + 1 < end ? lower_ascii(scene->text, (attest_span){dot + 1, end}, key) : 0;
        if (size > 0 && attest_i_table_find(scene->suffixes, (attest_view){key, size}, &fields) == ATTEST_OK) {
            return (attest_span){begin, end};
        }
        at++;
    }
    return (attest_span){0, 0};
}

static attest_span find_address(const attest_i_segment_scene *scene)
{
    const char *begin = scene->text.data + scene->run.begin;
    size_t size = scene->run.end - scene->run.begin;
    const char *mark = NULL;
    if (scene->run_flags & RUN_ADDRESS) {
        mark = memmem(begin, size, "://", 3);
        mark = mark ? mark : memmem(begin, size, "www.", 4);
        mark = mark ? mark : memmem(begin, size, "mailto:", 7);
    } else if (scene->run_flags & RUN_AT) {
        mark = memchr(begin, '@', size);
    }
    attest_span address = {0, 0};
    if (mark) {
        address = address_around(scene, (uint32_t)(mark - scene->text.data));
    }
    if (address.begin == address.end && (scene->run_flags & RUN_DOTS)) {
        address = address_by_suffix(scene);
    }
    return address;
}

void attest_i_segment_enter_run(attest_i_segment_scene *scene)
{
    scene->run_flags = run_flags(scene);
    scene->address = find_address(scene);
    look_up_word(scene, scene->run.begin);
}

enum quote { QUOTE_NONE, QUOTE_OPENS, QUOTE_CLOSES };

/* What a double quotation mark does: its form says it, or where white space is, or whether one is open. */
static enum quote quote_role(const attest_i_segment_scene *scene, attest_span token)
{
    attest_view text = scene->text;
    size_t at = token.begin;
    uint32_t codepoint = attest_i_utf8_next(text, &at);
    if (at != token.end || fold(codepoint) != '"') {
        return QUOTE_NONE;
    }
    if (codepoint != '"') {
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
    scene->sentence_tokens++;
    size_t at = token.end;
    uint32_t last = fold(attest_i_utf8_previous(scene->text, &at));
    int single = at == token.begin;
    enum quote quote = quote_role(scene, token);
    if (is_terminal(last)) {
        scene->after_terminal = 1;
    } else if (scene->after_terminal && ((single && is_closer(last) && quote != QUOTE_OPENS) || is_reference(scene, token, last))) {
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
        if (at >= end || fold(attest_i_utf8_next(text, &at)) != (unsigned char)expected[i]) {
            return 0;
        }
    }
    return at >= end || !is_letter(fold(attest_i_utf8_next(text, &at)));
}

/* Characters that belong to the one before them: marks, modifiers, joiners. */
static int is_extender(uint32_t codepoint)
{
    return codepoint >= 0x80 &&
           (U_GET_GC_MASK((UChar32)codepoint) & (U_GC_M_MASK | U_GC_SK_MASK | U_GC_CF_MASK)) != 0;
}

/* Letters on both sides of an apostrophe are one word ("Sana'a", "O'Hara") unless a clitic follows. */
static int is_inside_word(const attest_i_segment_scene *scene, uint32_t apostrophe, uint32_t offset)
{
    static const char *const clitics[] = {"s", "m", "re", "ve", "ll", "d", "t"};
    attest_view text = scene->text;
    size_t at = apostrophe;
    if (apostrophe == scene->run.begin || !is_letter(fold(attest_i_utf8_previous(text, &at)))) {
        return 0;
    }
    at = apostrophe;
    attest_i_utf8_next(text, &at);
    if (at >= scene->run.end || !is_letter(folded_at(text, (uint32_t)at))) {
        return 0;
    }
    if (offset > apostrophe) {
        return 1;
    }
    char key[WORD_MAX];
    size_t size = lower_ascii(text, word_after(text, (uint32_t)at, scene->run.end), key);
    for (size_t i = 0; i < sizeof clitics / sizeof clitics[0]; i++) {
        if (strlen(clitics[i]) == size && memcmp(clitics[i], key, size) == 0) {
            return 0;
        }
    }
    return 1;
}

int attest_i_segment_may_end_token(attest_i_segment_scene *scene, uint32_t offset)
{
    size_t before = offset;
    size_t after = offset;
    uint32_t left = attest_i_utf8_previous(scene->text, &before);
    uint32_t right = attest_i_utf8_next(scene->text, &after);
    if (is_extender(right) || left == 0x200D || (offset > scene->address.begin && offset < scene->address.end)) {
        return 0;
    }
    uint32_t folded_left = fold(left);
    uint32_t folded_right = fold(right);
    int letters = is_letter(folded_left) && is_letter(folded_right);
    if (!letters) {
        if (is_letter(folded_right) && offset >= scene->word_end) {
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

/* Does a label ("Photo:", "Source:") stand behind the current run? */
static int label_follows(const attest_i_segment_scene *scene)
{
    attest_span next = scene->next_run;
    const char *text = scene->text.data;
    if (next.end - next.begin < 3 || text[next.end - 1] != ':' || text[next.begin] < 'A' || text[next.begin] > 'Z') {
        return 0;
    }
    char key[WORD_MAX];
    attest_view kind;
    size_t size = lower_ascii(scene->text, (attest_span){next.begin, next.end - 1}, key);
    return size > 0 && attest_i_table_find(scene->starters, (attest_view){key, size}, &kind) == ATTEST_OK &&
           attest_view_equal(kind, ATTEST_VIEW("label"));
}

int attest_i_segment_may_end_sentence(const attest_i_segment_scene *scene, uint32_t offset)
{
    if (offset == scene->run.end) {
        return scene->after_terminal || label_follows(scene);
    }
    /* Without white space: only behind a full stop and the like, and in front of a capital letter or quotation mark. */
    if (!scene->after_terminal || scene->in_reference) {
        return 0;
    }
    size_t at = offset;
    for (int i = 0; i < scene->after_terminal && at > scene->run.begin; i++) {
        uint32_t before = fold(attest_i_utf8_previous(scene->text, &at));
        if (before == '.' || before == '?' || before == '!' || before == ELLIPSIS) {
            size_t after = offset;
            uint32_t next = shape(attest_i_utf8_next(scene->text, &after));
            return next == UPPER || next == '"';
        }
    }
    return 0;
}

struct features {
    attest_i_segment_place *place;
    uint32_t template_number;
};

/* Add the next template's feature, filled with `a` and `b`. */
static void add(struct features *features, uint32_t a, uint32_t b)
{
    attest_i_segment_place *place = features->place;
    uint32_t hash = mix(mix(mix(++features->template_number * 31 + (uint32_t)place->kind, a), b), 5);
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
        uint32_t left = before > scene->run.begin ? attest_i_utf8_previous(scene->text, &before) : EDGE;
        uint32_t right = after < scene->run.end ? attest_i_utf8_next(scene->text, &after) : EDGE;
        window->left[i] = fold(left);
        window->right[i] = fold(right);
        if (i == 0) {
            window->left_shape = shape(left);
            window->right_shape = shape(right);
        }
    }
}

static void add_window(struct features *features, const struct window *window)
{
    const uint32_t *l = window->left;
    const uint32_t *r = window->right;
    uint32_t l2 = mix(l[1], l[0]);
    uint32_t l3 = mix(l[2], l2);
    uint32_t r2 = mix(r[1], r[0]);
    uint32_t r3 = mix(r[2], r2);
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
    add(features, mix(l[3], l3), r[0]);
    add(features, l[0], mix(r[3], r3));
}

/* Shape and first word of the run behind the current one. */
static uint32_t next_shape(const attest_i_segment_scene *scene)
{
    if (scene->last_of_line) {
        return EDGE;
    }
    size_t at = scene->next_run.begin;
    return shape(attest_i_utf8_next(scene->text, &at));
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
    uint32_t lr = mix(l, r);
    size_t before = offset;
    attest_i_utf8_previous(text, &before);
    size_t after = offset;
    attest_i_utf8_next(text, &after);
    /* The words on both sides; where a side is no word character, the word beyond it. */
    attest_span left = word_before(text, scene->run.begin, is_letter(l) || l == '0' ? offset : (uint32_t)before);
    attest_span right = word_after(text, is_letter(r) || r == '0' ? offset : (uint32_t)after, scene->run.end);
    attest_span so_far = {scene->token_begin, offset};
    attest_span rest = {offset, scene->run.end};
    uint32_t left_hash = hash_word(text, left);
    uint32_t right_hash = hash_word(text, right);
    uint32_t so_far_hash = hash_word(text, so_far);
    uint32_t so_far_shape = hash_shape(text, so_far);
    uint32_t rest_shape = hash_shape(text, rest);
    uint32_t at_end = after == scene->run.end;
    uint32_t follows = at_end ? next_shape(scene) : 0;
    add(&features, left_hash, lr);
    add(&features, right_hash, lr);
    add(&features, mix(left_hash, right_hash), lr);
    add(&features, so_far_hash, lr);
    add(&features, so_far_hash, mix(lr, follows));
    add(&features, so_far_shape, lr);
    add(&features, so_far_shape, rest_shape);
    add(&features, so_far_shape, mix(lr, follows));
    add(&features, scene->run_flags, lr);
    add(&features, scene->run_flags, mix(lr, rest_shape));
    add(&features, scene->run_flags, mix(so_far_shape, rest_shape));
    add(&features, near_bucket(offset - scene->run.begin), mix(near_bucket(scene->run.end - offset), lr));
    add(&features, mix(near_bucket(scene->run.end - offset), r), scene->run_flags & (RUN_ADDRESS | RUN_AT));
    add(&features, hash_word(text, scene->run), offset - scene->run.begin);
    add(&features, near_bucket(offset - scene->token_begin), mix(folded_at(text, scene->token_begin), lr));
    add(&features, (uint32_t)scene->token_begin != scene->run.begin, mix(lr, rest_shape));
    uint32_t at_address = scene->address.end && offset == scene->address.begin ? 1 : scene->address.end && offset == scene->address.end ? 2 : 0;
    add(&features, at_address, lr);
    if (r == '-' || l == '-') {
        uint32_t kind = mix(affix_kind(scene, left), affix_kind(scene, right));
        add(&features, kind, lr);
        add(&features, kind, mix(lr, window.right_shape));
        add(&features, kind, mix(so_far_shape, rest_shape));
        features.template_number++;
    } else {
        features.template_number += 4;
    }
    if (r == '.') {
        uint32_t kind = abbreviation_kind(scene, so_far);
        add(&features, kind, mix(at_end, follows));
        add(&features, kind, mix(so_far_shape, mix(at_end, follows)));
        uint32_t next = at_end ? hash_word(text, word_after(text, scene->next_run.begin, scene->next_run.end)) : 0;
        add(&features, so_far_shape, next);
        add(&features, (uint32_t)scene->sentence_tokens == 0, mix(so_far_shape, at_end));
    } else {
        features.template_number += 4;
    }
    if (r == '\'' || l == '\'') {
        add(&features, left_hash, mix(window.left_shape, window.right_shape));
        add(&features, hash_shape(text, left), hash_shape(text, right));
        add(&features, mix(lr, (uint32_t)scene->open_quotes), right_hash);
        add(&features, hash_word(text, scene->history[0]), lr);
        add(&features, hash_shape(text, left), mix(lr, mix(rest_shape, follows)));
    }
}

/* What stands behind the place: opening marks, then a word. */
struct prospect {
    uint32_t opener;      /* folded character before the word; 0: none */
    uint32_t first_shape; /* of the first character of the word */
    attest_span word;
    uint32_t second;      /* shape of the first character of the run after that */
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
        uint32_t folded = fold(codepoint);
        if (is_letter(folded) || folded == '0' || at > (size_t)ahead.begin + WINDOW) {
            prospect->first_shape = shape(codepoint);
            break;
        }
        prospect->opener = folded;
        at = after;
    }
    prospect->word = word_after(text, (uint32_t)at, ahead.end);
    at = ahead.end;
    while (at < text.size) {
        uint32_t codepoint = attest_i_utf8_next(text, &at);
        if (!attest_i_segment_is_space(codepoint)) {
            prospect->second = shape(codepoint);
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
    uint32_t first = folded_at(text, terminal.begin);
    int is_word = is_letter(first) || first == '0';
    attest_span earlier = word;
    if (is_word) {
        word = terminal;
    } else if (index + 2 < ATTEST_I_SEGMENT_HISTORY) {
        earlier = scene->history[index + 2];
    }
    uint32_t joined = place->offset < scene->run.end;
    uint32_t end = mix(mix(is_word ? '.' : hash_word(text, terminal), closers ? folded_at(text, scene->history[0].begin) : 0), joined);
    uint32_t word_hash = hash_word(text, word);
    uint32_t word_shape = hash_shape(text, word);
    uint32_t kind = is_word ? abbreviation_kind(scene, word) : 0;
    uint32_t next_hash = hash_word(text, next.word);
    uint32_t start = mix(next.opener, next.first_shape);
    char starter[WORD_MAX];
    attest_view starter_kind = {NULL, 0};
    size_t starter_size = lower_ascii(text, next.word, starter);
    int is_starter = starter_size > 0 && attest_i_table_find(scene->starters, (attest_view){starter, starter_size}, &starter_kind) == ATTEST_OK;
    uint32_t start_kind = mix(start, is_starter ? hash_word(starter_kind, (attest_span){0, (uint32_t)starter_kind.size}) : 0);
    uint32_t length = bucket(scene->sentence_tokens, 10, 40);
    uint32_t state = mix((uint32_t)scene->open_quotes, (uint32_t)(scene->open_brackets > 0));
    add(&features, end, 0);
    add(&features, end, start);
    add(&features, end, next_hash);
    add(&features, end, mix(start, next.second));
    add(&features, end, mix(start, length));
    add(&features, end, mix(start, state));
    add(&features, end, mix(word_hash, start));
    add(&features, end, mix(word_shape, start));
    add(&features, mix(end, kind), start);
    add(&features, mix(end, kind), mix(next_hash, (uint32_t)is_word));
    add(&features, mix(end, kind), mix(start, next.second));
    add(&features, word_hash, next_hash);
    add(&features, word_hash, is_word ? 1U : 0U);
    add(&features, next_hash, next.first_shape);
    add(&features, next_hash, mix(word_shape, is_word ? 1U : 0U));
    add(&features, hash_shape(text, next.word), mix(end, word_shape));
    add(&features, hash_shape(text, earlier), mix(end, mix(word_shape, start)));
    add(&features, state, mix(end, next_hash));
    add(&features, length, mix(word_shape, end));
    add(&features, is_word ? word.end - word.begin : 0, mix(end, start));
    add(&features, (uint32_t)(scene->run.end - scene->run.begin == 1), mix(end, start));
    add(&features, mix(end, kind), start_kind);
    add(&features, mix(end, word_shape), start_kind);
    add(&features, end, mix(start_kind, state));
}

int attest_i_segment_is_contraction(attest_view first, attest_view second)
{
    static const char *const parts[] = {"n't", "'s", "'m", "'re", "'ve", "'ll", "'d", "'", "'em"};
    char folded[8];
    size_t size = 0;
    for (size_t at = 0; at < second.size;) {
        uint32_t character = fold(attest_i_utf8_next(second, &at));
        if (size == sizeof folded || character >= 0x80) {
            return 0;
        }
        folded[size++] = (char)character;
    }
    size_t at = first.size;
    if (at == 0) {
        return 0;
    }
    uint32_t last = fold(attest_i_utf8_previous(first, &at));
    if (is_letter(last) && size > 0 && is_letter((unsigned char)folded[0])) {
        return 1;
    }
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (strlen(parts[i]) == size && memcmp(parts[i], folded, size) == 0) {
            /* A lone apostrophe is a genitive behind an s only; elsewhere it closes a quotation. */
            return size > 1 ? is_letter(last) || last == '0' || last == '.' : last == 's';
        }
    }
    return 0;
}
