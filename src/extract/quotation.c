/* Quotations: reads the quotation marks of each paragraph from left to right with a small stack of those still open.
 * A mark opens or closes by its shape and by what stands beside it; where the two disagree, by what is open. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/quotation.h"

#include "base/utf8.h"

/* What a mark's shape says: the families of enum attest_i_quote_family, in three shapes. */
enum shape { SHAPE_NONE, SHAPE_EITHER, SHAPE_LEFT, SHAPE_RIGHT };

struct mark {
    enum shape shape;
    uint8_t family;
    uint32_t begin;
    uint32_t end;
    uint32_t before; /* code point before it; 0 at the start of the paragraph */
    uint32_t after;  /* code point behind it; 0 at its end */
};

/* A quotation still open: index of its entry, and for single marks the best end so far (an "s'" that may be a genitive). */
struct open {
    uint32_t index;
    uint32_t tentative_begin;
    uint32_t tentative_end; /* 0: none */
};

struct finder {
    attest_view text;
    attest_i_quotes *quotes;
    uint8_t *dropped; /* for each quotation: 1 if it turned out to be none */
    struct open stack[ATTEST_I_QUOTE_DEPTH];
    size_t depth;
    attest_span paragraph;
    uint32_t paragraph_index;
    int left_open;    /* 1: the paragraph before ended inside a quotation */
    uint32_t carried; /* entry kept for what goes on from the paragraph before, if left_open */
    int seen;         /* 1: a double mark of this paragraph was used */
};

static enum shape shape_of(uint32_t c, uint8_t *family)
{
    switch (c) {
    case '"':
    case 0xFF02: *family = ATTEST_I_QUOTE_DOUBLE; return SHAPE_EITHER;
    case 0x201C:
    case 0x201E: *family = ATTEST_I_QUOTE_DOUBLE; return SHAPE_LEFT;
    case 0x201D: *family = ATTEST_I_QUOTE_DOUBLE; return SHAPE_RIGHT;
    case 0xAB:
    case 0x2039: *family = ATTEST_I_QUOTE_GUILLEMET; return SHAPE_LEFT;
    case 0xBB:
    case 0x203A: *family = ATTEST_I_QUOTE_GUILLEMET; return SHAPE_RIGHT;
    case '\'': *family = ATTEST_I_QUOTE_SINGLE; return SHAPE_EITHER;
    case 0x2018:
    case 0x201A: *family = ATTEST_I_QUOTE_SINGLE; return SHAPE_LEFT;
    case 0x2019: *family = ATTEST_I_QUOTE_SINGLE; return SHAPE_RIGHT;
    default: return SHAPE_NONE;
    }
}

static int is_space(uint32_t c)
{
    return c == 0 || c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x202F;
}

static int is_dash(uint32_t c)
{
    return c == '-' || (c >= 0x2010 && c <= 0x2015);
}

static int is_alphanumeric(uint32_t c)
{
    return (c | 0x20) - 'a' < 26 || c - '0' < 10 || (c >= 0xC0 && c < 0x2000);
}

static int is_quote_mark(uint32_t c)
{
    uint8_t family;
    return shape_of(c, &family) != SHAPE_NONE;
}

/* Could a quotation begin here, by what stands beside the mark? */
static int opens_here(const struct mark *mark)
{
    int free_before = is_space(mark->before) || is_dash(mark->before) || mark->before == '(' || mark->before == '[' ||
                      mark->before == ':' || mark->before == '/' || is_quote_mark(mark->before);
    return free_before && !is_space(mark->after);
}

/* Could one end here? */
static int closes_here(const struct mark *mark)
{
    return !is_space(mark->before) && !is_alphanumeric(mark->after);
}

/* The mark at `at`, if there is one: '' and `` are read as one double mark. */
static int read_mark(const struct finder *finder, uint32_t at, struct mark *mark)
{
    size_t next = at;
    uint32_t c = attest_i_utf8_next(finder->text, &next);
    uint32_t end = finder->paragraph.end;
    if ((c == '\'' || c == '`') && next < end && finder->text.data[next] == (char)c) {
        mark->family = ATTEST_I_QUOTE_DOUBLE;
        mark->shape = c == '`' ? SHAPE_LEFT : SHAPE_EITHER;
        next++;
    } else {
        mark->shape = shape_of(c, &mark->family);
    }
    if (mark->shape == SHAPE_NONE) {
        return 0;
    }
    mark->begin = at;
    mark->end = (uint32_t)next;
    size_t before = at;
    mark->before = at > finder->paragraph.begin ? attest_i_utf8_previous(finder->text, &before) : 0;
    mark->after = next < end ? attest_i_utf8_next(finder->text, &next) : 0;
    return 1;
}

/* Position in the stack of the innermost open quotation of that family; the depth if there is none. */
static size_t find_open(const struct finder *finder, uint8_t family)
{
    for (size_t i = finder->depth; i-- > 0;) {
        if (finder->quotes->items[finder->stack[i].index].family == family) {
            return i;
        }
    }
    return finder->depth;
}

static void end_quote(struct finder *finder, uint32_t index, uint32_t inner_end, uint32_t end)
{
    attest_i_quote *quote = &finder->quotes->items[index];
    quote->inner.end = inner_end;
    quote->span.end = end;
    finder->dropped[index] = quote->inner.end <= quote->inner.begin;
}

/* Take the innermost open quotation off the stack: it ends at its tentative end or was none. */
static void give_up(struct finder *finder)
{
    const struct open *top = &finder->stack[--finder->depth];
    if (top->tentative_end) {
        end_quote(finder, top->index, top->tentative_begin, top->tentative_end);
    }
}

static void open_quote(struct finder *finder, const struct mark *mark)
{
    if (finder->depth == ATTEST_I_QUOTE_DEPTH) { /* the outermost is the likeliest to be a stray mark */
        memmove(finder->stack, finder->stack + 1, sizeof finder->stack - sizeof finder->stack[0]);
        finder->depth--;
        finder->quotes->limit_hits++;
    }
    uint32_t index = (uint32_t)finder->quotes->count++;
    finder->quotes->items[index] = (attest_i_quote){
        .span = {mark->begin, mark->end},
        .inner = {mark->end, mark->end},
        .parent = finder->depth ? finder->stack[finder->depth - 1].index : ATTEST_NO_INDEX,
        .paragraph = finder->paragraph_index,
        .family = mark->family,
        .resumed = finder->left_open && finder->depth == 0 && mark->begin == finder->paragraph.begin,
    };
    finder->dropped[index] = 1; /* until its end is found */
    finder->stack[finder->depth++] = (struct open){index, 0, 0};
}

static void close_quote(struct finder *finder, size_t position, const struct mark *mark)
{
    while (finder->depth > position + 1) {
        give_up(finder);
    }
    finder->depth--;
    end_quote(finder, finder->stack[position].index, mark->begin, mark->end);
}

/* A closing mark with nothing open: it ends what the paragraph before left open, if it is the first of its paragraph. */
static void close_carried(struct finder *finder, const struct mark *mark)
{
    if (!finder->left_open || finder->seen) {
        return;
    }
    attest_i_quotes *quotes = finder->quotes;
    quotes->items[finder->carried].family = mark->family;
    end_quote(finder, finder->carried, mark->begin, mark->end);
    for (size_t i = finder->carried + 1; i < quotes->count; i++) {
        if (quotes->items[i].parent == ATTEST_NO_INDEX) {
            quotes->items[i].parent = finder->carried;
        }
    }
}

static void read_double(struct finder *finder, const struct mark *mark)
{
    size_t position = find_open(finder, mark->family);
    int is_open = position < finder->depth;
    int opens = opens_here(mark);
    int closes = closes_here(mark);
    if (opens == closes) { /* the surroundings do not tell: the shape does, then what is open */
        opens = mark->shape == SHAPE_LEFT || (mark->shape == SHAPE_EITHER && !is_open);
    } else if (mark->shape == SHAPE_LEFT && !is_open) {
        opens = 1;
    }
    if (opens) {
        open_quote(finder, mark);
    } else if (is_open) {
        close_quote(finder, position, mark);
    } else {
        close_carried(finder, mark);
    }
    finder->seen = 1;
}

/* Words that begin with an apostrophe: 'em, 'til, 'tis, 'twas, 'cause, 'n', and years ('90s). */
static int is_elision(const struct finder *finder, const struct mark *mark)
{
    static const char *const elided[] = {"em", "til", "tis", "twas", "cause", "n", "bout", "cuz"};
    attest_view rest = {finder->text.data + mark->end, finder->paragraph.end - mark->end};
    if (mark->after - '0' < 10) {
        return rest.size >= 2 && (unsigned char)(rest.data[1] - '0') < 10 && mark->shape != SHAPE_LEFT &&
               (rest.size < 3 || !is_alphanumeric((unsigned char)rest.data[2]) || rest.data[2] == 's');
    }
    size_t length = 0;
    while (length < rest.size && ((unsigned char)rest.data[length] | 0x20U) - 'a' < 26) {
        length++;
    }
    for (size_t i = 0; i < sizeof elided / sizeof elided[0]; i++) {
        if (strlen(elided[i]) == length && memcmp(elided[i], rest.data, length) == 0) {
            return 1;
        }
    }
    return 0;
}

static int is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

/* The genitive of a plural looks like an end: "the workers' union". */
static int may_be_genitive(const struct finder *finder, const struct mark *mark)
{
    return (mark->before | 0x20) == 's' && mark->after == ' ' && mark->end + 1 < finder->paragraph.end &&
           is_lower(finder->text.data[mark->end + 1]);
}

static void read_single(struct finder *finder, const struct mark *mark)
{
    size_t position = find_open(finder, ATTEST_I_QUOTE_SINGLE);
    size_t doubles = find_open(finder, ATTEST_I_QUOTE_DOUBLE);
    int is_open = position < finder->depth && (doubles == finder->depth || doubles < position);
    if (is_alphanumeric(mark->before) && is_alphanumeric(mark->after)) {
        return; /* apostrophe within a word */
    }
    if (mark->shape != SHAPE_RIGHT && opens_here(mark) && !is_elision(finder, mark)) {
        if (is_open) {
            while (finder->depth > position) {
                give_up(finder);
            }
        }
        open_quote(finder, mark);
    } else if (is_open && closes_here(mark)) {
        if (may_be_genitive(finder, mark)) {
            finder->stack[position].tentative_begin = mark->begin;
            finder->stack[position].tentative_end = mark->end;
        } else {
            close_quote(finder, position, mark);
        }
    }
}

/* First mark of the next paragraph's text, for speech that goes on there. */
static int resumes_at(const struct finder *finder, const attest_span *next, uint8_t family)
{
    struct finder there = *finder;
    there.paragraph = *next;
    struct mark mark;
    return next->begin < next->end && read_mark(&there, next->begin, &mark) && mark.family == family &&
           opens_here(&mark);
}

/* Is there a quotation of the same marks inside? Then the outer mark is a stray one rather than one that lost its partner. */
static int has_child(const struct finder *finder, uint32_t index)
{
    const attest_i_quotes *quotes = finder->quotes;
    for (size_t i = index + 1; i < quotes->count; i++) {
        if (!finder->dropped[i] && quotes->items[i].family == quotes->items[index].family) {
            return 1;
        }
    }
    return 0;
}

/* At the end of a paragraph: what is still open goes on in the next one, has lost its closing mark, or was none. */
static void end_paragraph(struct finder *finder, const attest_span *next)
{
    finder->left_open = 0;
    size_t last = finder->depth; /* the innermost double mark: those around it lost theirs earlier */
    for (size_t i = 0; i < finder->depth; i++) {
        last = finder->quotes->items[finder->stack[i].index].family == ATTEST_I_QUOTE_SINGLE ? last : i;
    }
    while (finder->depth > last + 1) {
        give_up(finder);
    }
    if (last < finder->depth) {
        uint32_t index = finder->stack[last].index;
        attest_i_quote *quote = &finder->quotes->items[index];
        quote->goes_on = next && resumes_at(finder, next, quote->family);
        if (quote->goes_on || !has_child(finder, index)) {
            end_quote(finder, index, finder->paragraph.end, finder->paragraph.end);
            finder->left_open = 1;
        }
        quote->unclosed = !quote->goes_on;
        finder->depth--;
    }
    while (finder->depth > 0) {
        give_up(finder);
    }
}

static void read_paragraph(struct finder *finder, const attest_span *next)
{
    finder->seen = 0;
    if (finder->left_open) {
        attest_span start = {finder->paragraph.begin, finder->paragraph.begin};
        finder->carried = (uint32_t)finder->quotes->count++;
        finder->dropped[finder->carried] = 1;
        finder->quotes->items[finder->carried] = (attest_i_quote){.span = start,
                                                                  .inner = start,
                                                                  .parent = ATTEST_NO_INDEX,
                                                                  .paragraph = finder->paragraph_index,
                                                                  .resumed = 1};
    }
    const char *data = finder->text.data;
    uint32_t at = finder->paragraph.begin;
    while (at < finder->paragraph.end) {
        unsigned char byte = (unsigned char)data[at];
        struct mark mark;
        if (byte != '"' && byte != '\'' && byte != '`' && byte < 0xC2) {
            at++;
        } else if (!read_mark(finder, at, &mark)) {
            size_t step = at;
            attest_i_utf8_next(finder->text, &step);
            at = (uint32_t)step;
        } else {
            if (mark.family == ATTEST_I_QUOTE_SINGLE) {
                read_single(finder, &mark);
            } else {
                read_double(finder, &mark);
            }
            at = mark.end;
        }
    }
    end_paragraph(finder, next);
}

/* Take out the dropped ones; what stood inside them moves up. */
static void compact(struct finder *finder, uint32_t *moved)
{
    attest_i_quotes *quotes = finder->quotes;
    size_t kept = 0;
    for (size_t i = 0; i < quotes->count; i++) {
        attest_i_quote quote = quotes->items[i];
        uint32_t parent = quote.parent == ATTEST_NO_INDEX ? quote.parent : moved[quote.parent];
        if (parent != ATTEST_NO_INDEX && quotes->items[parent].span.end < quote.span.end) {
            parent = quotes->items[parent].parent; /* the parent ended at its tentative end */
        }
        moved[i] = finder->dropped[i] ? parent : (uint32_t)kept;
        if (!finder->dropped[i]) {
            quote.parent = parent;
            quotes->items[kept++] = quote;
        }
    }
    quotes->count = kept;
}

enum attest_status attest_i_quotation_find(attest_view text, const attest_span *paragraphs, size_t paragraph_count,
                                           attest_i_arena *arena, attest_i_quotes *quotes)
{
    memset(quotes, 0, sizeof *quotes);
    size_t most = paragraph_count; /* one carried over for each paragraph, and one for each byte that starts a mark */
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        most += byte == '"' || byte == '\'' || byte == '`' || byte == 0xE2 || byte == 0xC2 || byte == 0xEF;
    }
    struct finder finder = {.text = text, .quotes = quotes};
    quotes->items = attest_i_arena_array(arena, most, sizeof *quotes->items);
    finder.dropped = attest_i_arena_take(arena, most);
    uint32_t *moved = attest_i_arena_array(arena, most, sizeof *moved);
    if (!quotes->items || !finder.dropped || !moved) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < paragraph_count; i++) {
        finder.paragraph = paragraphs[i];
        finder.paragraph_index = (uint32_t)i;
        read_paragraph(&finder, i + 1 < paragraph_count ? &paragraphs[i + 1] : NULL);
    }
    compact(&finder, moved);
    return ATTEST_OK;
}
