/* Attribution: cuts the text into words, marks and quotations, and these into sentences. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/utf8.h"
#include "extract/attribution.h"
#include "extract/dep.h"

/* Words between a quotation and its cue in "...?" Bee said. */
#define CUE_DISTANCE 9

/* Most words of a title in quotation marks, and letters from which one must have a capital. */
#define TITLE_WORDS 8
#define TITLE_LETTERS 4

/* Where the next item is read; `page` is filled as it goes. */
struct cutter {
    attest_i_page *page;
    attest_view cased; /* the text as titles in it are to be read */
    attest_span zone;
    uint32_t quote; /* index of the next quotation that may begin here */
    uint32_t capacity;
};

static int is_letter(uint32_t c)
{
    return (c | 0x20) - 'a' < 26 || (c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7) || c >= 0x2C00;
}

static int is_word_character(uint32_t c)
{
    return is_letter(c) || c - '0' < 10;
}

/* Characters that may join two parts of one word. */
static int is_joiner(uint32_t c)
{
    return c == '.' || c == '\'' || c == 0x2019 || c == '-' || c == '@' || c == '&' || c == '_' || c == ',' ||
           c == 0x2010 || c == 0x2011;
}

static uint32_t peek(attest_view text, uint32_t at, uint32_t end)
{
    size_t next = at;
    return at < end ? attest_i_utf8_next(text, &next) : 0;
}

/* End of the word that begins at `begin`. */
static uint32_t word_end(const struct cutter *cutter, uint32_t begin)
{
    attest_view text = cutter->page->text;
    uint32_t limit = cutter->zone.end;
    uint32_t end = begin;
    uint32_t before = 0;
    while (end < limit) {
        size_t next = end;
        uint32_t c = attest_i_utf8_next(text, &next);
        uint32_t after = peek(text, (uint32_t)next, limit);
        int number = before - '0' < 10 && after - '0' < 10; /* "1,000", "9/11" */
        int joins =
            (is_joiner(c) || c == '/') && end > begin && is_word_character(after) && ((c != ',' && c != '/') || number);
        if (!is_word_character(c) && !joins && !(end == begin && (c == '$' || c == '@' || c == '#'))) {
            break;
        }
        before = c;
        end = (uint32_t)next;
    }
    return end > begin && end < limit && text.data[end] == '%' ? end + 1 : end;
}

static uint8_t shape_of(attest_view word)
{
    size_t letters = 0;
    size_t capitals = 0;
    size_t digits = 0;
    for (size_t i = 0; i < word.size;) {
        uint32_t c = attest_i_utf8_next(word, &i);
        digits += c - (unsigned)48 < 10 ? 1U : 0U;
        letters += is_letter(c) ? 1U : 0U;
        capitals += c - 'A' < 26 || (c >= 0xC0 && c < 0xDF) || (c > 0xFF && c < 0x180 && c % 2 == 0);
    }
    size_t at = 0;
    uint32_t first = word.size ? attest_i_utf8_next(word, &at) : 0;
    if (first - '0' < 10 || (digits && letters == 0)) {
        return ATTEST_I_SHAPE_NUMBER;
    }
    if (capitals > 1 && capitals == letters) {
        return ATTEST_I_SHAPE_CAPITALS;
    }
    int capital = first - 'A' < 26 || (first >= 0xC0 && first < 0xDF) ||
                  (first > 0xFF && first < 0x180 && first % 2 == 0) || (capitals && first != '@');
    return capital ? ATTEST_I_SHAPE_CAPITAL : ATTEST_I_SHAPE_LOWER;
}

/* Bytes of a genitive ending ("'s") or of what is left of a contracted auxiliary ("'d") at the end of `word`. */
static size_t ending_size(attest_view word)
{
    for (size_t i = word.size; i-- > 0 && word.size - i <= 5;) {
        if (word.data[i] == '\'') {
            return word.size - i;
        }
        if (word.size - i >= 3 && memcmp(word.data + i, "\xE2\x80\x99", 3) == 0) {
            return word.size - i;
        }
    }
    return 0;
}

static attest_i_item *add_item(struct cutter *cutter, uint32_t begin, uint32_t end, enum attest_i_item_kind kind)
{
    attest_i_item *item = &cutter->page->items[cutter->page->item_count++];
    *item = (attest_i_item){.span = {begin, end}, .kind = (uint8_t)kind, .quote = ATTEST_NO_INDEX};
    return item;
}

/* Nothing more of the zone behind `at`, or something that begins with a capital? */
static int ends_text(const struct cutter *cutter, uint32_t at)
{
    const char *data = cutter->cased.data;
    while (at < cutter->zone.end && data[at] == ' ') {
        at++;
    }
    return at >= cutter->zone.end || (data[at] >= 'A' && data[at] <= 'Z');
}

static void add_word(struct cutter *cutter, uint32_t begin, uint32_t end)
{
    const attest_i_page *page = cutter->page;
    attest_view word = {page->text.data + begin, end - begin};
    size_t ending = ending_size(word);
    attest_view stem = {word.data, word.size - ending};
    uint64_t classes = attest_i_words_classes(page->words, word);
    uint64_t stem_classes = ending ? attest_i_words_classes(page->words, stem) : 0;
    if (ending && !classes && (stem_classes & ATTEST_I_WORD(NOMINATIVE))) { /* "she'd" */
        add_word(cutter, begin, end - (uint32_t)ending);
        attest_i_item *rest = add_item(cutter, end - (uint32_t)ending, end, ATTEST_I_ITEM_WORD);
        rest->classes = ATTEST_I_WORD(AUXILIARY);
        return;
    }
    if (end < cutter->zone.end && page->text.data[end] == '.') { /* "Mr.", "U.S.", "J." */
        int initial = word.size == 1 && shape_of(word) != ATTEST_I_SHAPE_LOWER && word.data[0] != 'I';
        int dotted =
            memchr(word.data, '.', word.size) != NULL && shape_of(word) != ATTEST_I_SHAPE_NUMBER && word.size <= 6;
        int listed = (classes & ATTEST_I_WORD(ABBREVIATION)) &&
                     !(shape_of(word) == ATTEST_I_SHAPE_LOWER && ends_text(cutter, end + 1)); /* "she was ill." */
        if (initial || dotted || listed) {
            end++;
            classes |= attest_i_words_classes(page->words, (attest_view){word.data, word.size + 1}) |
                       ATTEST_I_WORD(ABBREVIATION);
        }
    }
    attest_i_item *item = add_item(cutter, begin, end, ATTEST_I_ITEM_WORD);
    item->shape = shape_of((attest_view){cutter->cased.data + begin, stem.size});
    item->genitive = ending > 0 && classes == 0;
    item->classes = classes | stem_classes;
    if (item->shape == ATTEST_I_SHAPE_CAPITALS && word.size <= 4) { /* "US", "IT", "WHO" */
        item->classes &= ~(ATTEST_I_WORD(ACCUSATIVE) | ATTEST_I_WORD(NOMINATIVE) | ATTEST_I_WORD(RELATIVE) |
                           ATTEST_I_WORD(PREPOSITION));
    }
}

static char mark_of(uint32_t c)
{
    if (c < 0x80) {
        return strchr(",.:;?!()[]/-", (int)c) && c ? (char)c : '*';
    }
    if (c >= 0x2012 && c <= 0x2015) {
        return '-';
    }
    return c == 0x2026 ? '.' : '*';
}

static void add_mark(struct cutter *cutter, uint32_t begin)
{
    attest_view text = cutter->page->text;
    size_t next = begin;
    uint32_t c = attest_i_utf8_next(text, &next);
    uint32_t end = (uint32_t)next;
    while (end < cutter->zone.end && (c == '-' || c == '.') && text.data[end] == (char)c) { /* "--", "..." */
        end++;
    }
    add_item(cutter, begin, end, ATTEST_I_ITEM_MARK)->mark = mark_of(c);
}

static int is_space(uint32_t c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) ||
           c == 0x202F || c == 0xFEFF;
}

/* The mark that ends the inside of a quotation; 0: a word does. */
static char last_mark(attest_view text, attest_span inner)
{
    size_t at = inner.end;
    while (at > inner.begin) {
        uint32_t c = attest_i_utf8_previous(text, &at);
        if (is_word_character(c)) {
            return 0;
        }
        if (!is_space(c) && mark_of(c) != '*' && c != ')') {
            return mark_of(c);
        }
    }
    return 0;
}

/* Do all longer words of the inside have a capital, and does nothing but a comma at its end part them? */
static int has_capitals(const struct cutter *cutter, attest_span inner)
{
    size_t words = 0;
    uint32_t at = inner.begin;
    while (at < inner.end) {
        size_t next = at;
        uint32_t c = attest_i_utf8_next(cutter->cased, &next);
        uint32_t end = is_word_character(c) ? word_end(cutter, at) : (uint32_t)next;
        if (end > (uint32_t)next || is_word_character(c)) {
            int shown = shape_of((attest_view){cutter->cased.data + at, end - at}) != ATTEST_I_SHAPE_LOWER;
            if (!shown && (words == 0 || end - at >= TITLE_LETTERS)) {
                return 0;
            }
            words++;
        } else if (!is_space(c) && !(c == ',' && end == inner.end)) {
            return 0;
        }
        at = end;
    }
    return words >= 2 && words <= TITLE_WORDS;
}

/* "On Port Radio's 'Morning Call'", "the film 'Low Water'": a quotation that is a name, and nothing that anybody says. */
static int is_title(const struct cutter *cutter, const attest_i_quote *quote)
{
    static const char *const before[] = {"on", "to", "in", "of", "with", "for", "from"};
    const attest_i_page *page = cutter->page;
    if (page->item_count == 0 || quote->unclosed || quote->goes_on || quote->resumed) {
        return 0;
    }
    const attest_i_item *last = &page->items[page->item_count - 1];
    if (last->kind != ATTEST_I_ITEM_WORD || last->span.begin < cutter->zone.begin) {
        return 0;
    }
    int joined = last->genitive || (last->classes & ATTEST_I_WORD(WORK)) != 0;
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
        joined |= attest_i_item_spells(page, page->item_count - 1, before[i]);
    }
    return joined && has_capitals(cutter, quote->inner);
}

static void cut_zone(struct cutter *cutter)
{
    attest_i_page *page = cutter->page;
    uint32_t at = cutter->zone.begin;
    attest_span closing = {0, 0}; /* the mark behind a title */
    while (at < cutter->zone.end && page->item_count < cutter->capacity) {
        while (cutter->quote < page->quotes.count && page->quotes.items[cutter->quote].span.begin < at) {
            cutter->quote++;
        }
        if (cutter->quote < page->quotes.count && page->quotes.items[cutter->quote].span.begin == at) {
            const attest_i_quote *quote = &page->quotes.items[cutter->quote];
            if (is_title(cutter, quote)) {
                closing = (attest_span){quote->inner.end, quote->span.end};
                at = quote->inner.begin;
                continue;
            }
            attest_i_item *item = add_item(cutter, at, quote->span.end, ATTEST_I_ITEM_QUOTE);
            item->quote = cutter->quote;
            item->mark = last_mark(page->text, quote->inner);
            at = quote->span.end;
            continue;
        }
        if (closing.end && at == closing.begin) {
            at = closing.end;
            closing = (attest_span){0, 0};
            continue;
        }
        size_t next = at;
        uint32_t c = attest_i_utf8_next(page->text, &next);
        uint32_t end = is_space(c) ? (uint32_t)next : word_end(cutter, at);
        if (is_space(c)) {
            at = end;
        } else if (end > at) {
            add_word(cutter, at, end);
            at = page->items[page->item_count - 1].span.end;
        } else {
            add_mark(cutter, at);
            at = page->items[page->item_count - 1].span.end;
        }
    }
}

/* A word that may begin a sentence; a handle ("@bee") does so whatever its case. */
static int is_capital(const attest_i_page *page, uint32_t item)
{
    return page->items[item].kind == ATTEST_I_ITEM_WORD &&
           (page->items[item].shape != ATTEST_I_SHAPE_LOWER || page->text.data[page->items[item].span.begin] == '@');
}

/* Is what follows a closed question or exclamation only the words for who said it: "...?" Bee said. */
static int only_cue_follows(const attest_i_page *page, uint32_t item, uint32_t end)
{
    const unsigned verb = 1U << ATTEST_I_CUE_VERB;
    for (uint32_t i = item + 1; i < end && i < item + CUE_DISTANCE; i++) {
        const attest_i_cue *cue;
        size_t size;
        attest_view rest = {page->text.data + page->items[i].span.begin, page->text.size - page->items[i].span.begin};
        if (page->items[i].kind != ATTEST_I_ITEM_WORD) {
            return 0;
        }
        if (page->items[i].shape == ATTEST_I_SHAPE_LOWER &&
            attest_i_lexicon_match_parts(page->lexicon, rest, verb, &cue, &size) == ATTEST_OK &&
            (cue->frames & ATTEST_I_FRAME_QUOTE)) {
            return i + 1 == end || page->items[i + 1].kind != ATTEST_I_ITEM_WORD ||
                   (page->items[i + 1].classes &
                    (ATTEST_I_WORD(TIME) | ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(ADVERB))) != 0;
        }
    }
    return 0;
}

/* Does the sentence end behind `item`? `end` is that of the paragraph. */
static int ends_sentence(const attest_i_page *page, uint32_t item, uint32_t end)
{
    const attest_i_item *this = &page->items[item];
    if (item + 1 >= end) {
        return 1;
    }
    const attest_i_item *next = &page->items[item + 1];
    if (next->kind == ATTEST_I_ITEM_MARK && next->mark != '-' && next->mark != '(' && next->mark != '[' &&
        next->mark != '*') {
        return 0;
    }
    if (this->kind == ATTEST_I_ITEM_MARK) {
        return (this->mark == '.' || this->mark == '?' || this->mark == '!') &&
               (next->kind != ATTEST_I_ITEM_WORD || is_capital(page, item + 1) || next->shape == ATTEST_I_SHAPE_NUMBER);
    }
    if (this->kind == ATTEST_I_ITEM_QUOTE) {
        if (this->mark != '.' && this->mark != '?' && this->mark != '!') {
            return 0;
        }
        if (next->kind == ATTEST_I_ITEM_WORD) {
            return is_capital(page, item + 1) && !(this->mark != '.' && only_cue_follows(page, item, end));
        }
        return next->kind == ATTEST_I_ITEM_QUOTE || (this->mark == '.' && next->mark != '-');
    }
    return (this->classes & ATTEST_I_WORD(ABBREVIATION)) &&
           !(this->classes & (ATTEST_I_WORD(HONORIFIC) | ATTEST_I_WORD(TITLE))) &&
           page->text.data[this->span.end - 1] == '.' && is_capital(page, item + 1) &&
           (next->classes & (ATTEST_I_WORD(DETERMINER) | ATTEST_I_WORD(NOMINATIVE) | ATTEST_I_WORD(PREPOSITION) |
                             ATTEST_I_WORD(SUBORDINATOR) | ATTEST_I_WORD(COORDINATOR) | ATTEST_I_WORD(POSSESSIVE)));
}

/* Sentences of the items from `begin` on. */
static void cut_sentences(attest_i_page *page, uint32_t begin, uint32_t paragraph, int headline)
{
    uint32_t first = begin;
    for (uint32_t i = begin; i < page->item_count; i++) {
        if (ends_sentence(page, i, page->item_count)) {
            page->clauses[page->clause_count++] = (attest_i_clause){first, i + 1, paragraph, (uint8_t)headline};
            first = i + 1;
        }
    }
}

/* Zones that are read, as the paragraphs of the quotation finder. Gives their number. */
static size_t collect_zones(const attest_i_context *context, attest_span *spans, const attest_i_zone **zones)
{
    size_t count = 0;
    for (size_t i = 0; i < context->zone_count; i++) {
        const attest_i_zone *zone = &context->zones[i];
        if (zone->kind != ATTEST_I_ZONE_BOILERPLATE && zone->kind != ATTEST_I_ZONE_BYLINE &&
            zone->kind != ATTEST_I_ZONE_DATELINE) {
            zones[count] = zone;
            spans[count++] = zone->span;
        }
    }
    return count;
}

/* At least as many as there are items in `zone`: starts of words, apostrophes, and everything that is neither word nor white space. */
static size_t count_items(attest_view text, attest_span zone)
{
    size_t count = 0;
    int in_word = 0;
    for (uint32_t i = zone.begin; i < zone.end; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        int is_word = (byte | 0x20U) - 'a' < 26U || (byte >= '0' && byte <= '9') ||
                      (byte >= 0x80 && byte != 0xC2 && byte != 0xE2 && byte != 0xEF);
        count += is_word ? !in_word : byte > ' ';
        in_word = is_word;
    }
    return count;
}

/* "Moody's": the ending is part of the name. */
static void unmark_companies(const attest_i_context *context, attest_i_page *page)
{
    uint32_t item = 0;
    for (size_t t = 0; t < context->trees->count; t++) {
        const attest_sentence *sentence = &context->trees->items[t].sentence;
        for (uint32_t n = 0; n < sentence->name_count; n++) {
            const attest_token *last = &sentence->tokens[sentence->names[n].end - 1];
            if (!attest_view_equal(last->xpos, ATTEST_VIEW("POS"))) {
                continue;
            }
            while (item < page->item_count && page->items[item].span.end < last->span.end) {
                item++;
            }
            if (item < page->item_count && page->items[item].span.end == last->span.end) {
                page->items[item].genitive = 0;
            }
        }
    }
}

enum attest_status attest_i_page_read(attest_i_context *context, attest_i_page *page)
{
    memset(page, 0, sizeof *page);
    page->text = attest_document_text(context->document);
    enum attest_status status = attest_i_words_builtin(&page->words);
    status = status == ATTEST_OK ? attest_i_lexicon_builtin(&page->lexicon) : status;
    if (status != ATTEST_OK) {
        return status;
    }
    attest_span *spans = attest_i_arena_array(context->arena, context->zone_count, sizeof *spans);
    const attest_i_zone **zones = attest_i_arena_array(context->arena, context->zone_count, sizeof *zones);
    if (!spans || !zones) {
        return ATTEST_ERR_NOMEM;
    }
    size_t count = collect_zones(context, spans, zones);
    status = attest_i_quotation_find(page->text, spans, count, context->arena, &page->quotes);
    if (status != ATTEST_OK) {
        return status;
    }
    size_t capacity = 0;
    for (size_t i = 0; i < count; i++) {
        capacity += count_items(page->text, spans[i]);
    }
    if (capacity > ATTEST_I_ITEM_MAX) {
        capacity = ATTEST_I_ITEM_MAX;
        attest_i_builder_limit_hit(context->builder);
    }
    page->items = attest_i_arena_array(context->arena, capacity + 1, sizeof *page->items);
    page->clauses = attest_i_arena_array(context->arena, capacity, sizeof *page->clauses);
    if (!page->items || !page->clauses) {
        return ATTEST_ERR_NOMEM;
    }
    struct cutter cutter = {.page = page, .cased = context->cased, .capacity = (uint32_t)capacity};
    for (size_t i = 0; i < count; i++) {
        uint32_t first = page->item_count;
        cutter.zone = spans[i];
        cut_zone(&cutter);
        cut_sentences(page, first, (uint32_t)i, zones[i]->kind == ATTEST_I_ZONE_HEADLINE);
    }
    if (context->trees) {
        unmark_companies(context, page);
    }
    return ATTEST_OK;
}
