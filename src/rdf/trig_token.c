/* Tokens of Turtle and TriG. What is held of the input grows with the longest token: one that reaches the end of it is scanned anew
 * once more was read, at least twice as much each time. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/trig_token.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* Longest token, in bytes. */
#define TOKEN_MAX_SIZE ((size_t)256 * 1024 * 1024)

/* Classes of ASCII bytes. Others are looked up by code point. */
enum {
    LETTER = 1,        /* [157s] PN_CHARS_BASE */
    NAME = 2,          /* [160s] PN_CHARS: letters, digits, "_", "-" */
    DIGIT = 4,         /* 0-9 */
    IRI_ENDING = 8,    /* what no IRI may hold, ">" and the NUL included */
    SPACE = 16,        /* [161s] WS */
    STRING_ENDING = 32 /* quotation marks, the backslash, line ends, the NUL */
};

#define L (LETTER | NAME)
#define D (NAME | DIGIT)
#define I IRI_ENDING
#define S (SPACE | IRI_ENDING)
#define E STRING_ENDING
static const unsigned char classes[128] = {
    I | E, I, I,     I, I, I, I, I, I, S, S | E, I, I,     S | E, I, I, /* controls */
    I,     I, I,     I, I, I, I, I, I, I, I,     I, I,     I,     I, I,
    S,     0, I | E, 0, 0, 0, 0, E, 0, 0, 0,     0, 0,     NAME,  0, 0, /* to "/" */
    D,     D, D,     D, D, D, D, D, D, D, 0,     0, I,     0,     I, 0,
    0,     L, L,     L, L, L, L, L, L, L, L,     L, L,     L,     L, L, /* from "@" */
    L,     L, L,     L, L, L, L, L, L, L, L,     0, I | E, 0,     I, NAME,
    I,     L, L,     L, L, L, L, L, L, L, L,     L, L,     L,     L, L, /* from "`" */
    L,     L, L,     L, L, L, L, L, L, L, L,     I, I,     I,     0, 0};
#undef L
#undef D
#undef I
#undef S
#undef E

static int is(char byte, unsigned class)
{
    return ((unsigned char)byte & 0x80U) == 0 && (classes[(unsigned char)byte] & class) != 0;
}

/* [157s] PN_CHARS_BASE beyond ASCII, and what [160s] PN_CHARS adds there. */
static int is_name_start(uint32_t c)
{
    return (c >= 0xC0 && c <= 0x2FF && c != 0xD7 && c != 0xF7) || (c >= 0x370 && c <= 0x1FFF && c != 0x37E) ||
           c == 0x200C || c == 0x200D || (c >= 0x2070 && c <= 0x218F) || (c >= 0x2C00 && c <= 0x2FEF) ||
           (c >= 0x3001 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) || (c >= 0xFDF0 && c <= 0xFFFD) ||
           (c >= 0x10000 && c <= 0xEFFFF);
}

static int is_name_character(uint32_t c)
{
    return c == 0xB7 || (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040 || is_name_start(c);
}

static int is_hexadecimal(char byte)
{
    return is(byte, DIGIT) || (is(byte, LETTER) && (byte | 0x20) <= 'f');
}

/* Length of the character at `at` if it may stand in a name (`start`: begin one), else 0. */
static size_t name_character(const attest_i_trig_tokens *tokens, const char *at, int start)
{
    if (((unsigned char)*at & 0x80U) == 0) {
        return (size_t)is(*at, start ? LETTER : NAME);
    }
    size_t offset = 0;
    uint32_t c = attest_i_utf8_next((attest_view){at, (size_t)(tokens->data + tokens->size - at)}, &offset);
    return (start ? is_name_start(c) : is_name_character(c)) ? offset : 0;
}

/* Note that a scan stopped at `at`: at the NUL, the token may not be all there. */
static const char *stop(attest_i_trig_tokens *tokens, const char *at)
{
    tokens->cut |= *at == '\0';
    return at;
}

static const char *refuse(attest_i_trig_tokens *tokens, const char *at, const char *wrong)
{
    tokens->wrong = wrong;
    tokens->wrong_at = at;
    return stop(tokens, at);
}

/* [19] IRIREF behind its "<". */
static const char *scan_iri(attest_i_trig_tokens *tokens, const char *at)
{
    tokens->kind = ATTEST_I_TRIG_IRI;
    for (;; at++) {
        while (!is(*at, IRI_ENDING)) {
            at++;
        }
        if (*at == '>') {
            return at + 1;
        }
        if (*at != '\\') {
            return refuse(tokens, at,
                          *at == '\0' ? "expected \">\"" : "a character that no IRI may hold, before its \">\"");
        }
        tokens->escaped = 1;
        stop(tokens, ++at);
        if (*at != 'u' && *at != 'U') {
            return refuse(tokens, at, "an escape that no IRI may hold");
        }
    }
}

/* [22] to [25]: the four kinds of strings, from their first quotation mark. */
static const char *scan_string(attest_i_trig_tokens *tokens, const char *at)
{
    char quote = *at++;
    tokens->kind = ATTEST_I_TRIG_STRING;
    tokens->quotes = 1;
    stop(tokens, at);
    if (*at == quote) {
        if (*stop(tokens, at + 1) != quote) {
            return at + 1;
        }
        tokens->quotes = 3;
        at += 2;
    }
    for (;;) {
        while (!is(*at, STRING_ENDING)) {
            at++;
        }
        if (*at == '\\') {
            tokens->escaped = 1;
            if (*++at == '\0') {
                return refuse(tokens, at, "expected the rest of an escape");
            }
            at++;
        } else if (*at == quote) {
            if (tokens->quotes == 1) {
                return at + 1;
            }
            if (*stop(tokens, at + 1) == quote && *stop(tokens, at + 2) == quote) {
                return at + 3;
            }
            at++;
        } else if (*at == '\0' || (tokens->quotes == 1 && (*at == '\n' || *at == '\r'))) {
            return refuse(tokens, at,
                          tokens->quotes == 1 ? "expected a closing quotation mark"
                                              : "expected three closing quotation marks");
        } else {
            at++;
        }
    }
}

/* Back before dots at the end: a name may hold them, but not end in one. */
static const char *without_dots(const char *begin, const char *at)
{
    while (at > begin && at[-1] == '.') {
        at--;
    }
    return at;
}

/* [141s] BLANK_NODE_LABEL behind its "_:". */
static const char *scan_label(attest_i_trig_tokens *tokens, const char *at)
{
    const char *begin = at;
    size_t size = is(*at, DIGIT) || *at == '_' ? 1 : name_character(tokens, at, 1);
    tokens->kind = ATTEST_I_TRIG_BLANK;
    if (size == 0) {
        return refuse(tokens, at, "expected the label of a blank node");
    }
    while (size) {
        at += size;
        size = *at == '.' ? 1 : name_character(tokens, at, 0);
    }
    stop(tokens, at);
    return without_dots(begin, at);
}

/* [168s] PN_LOCAL, from behind the colon; it may be empty. */
static const char *scan_local(attest_i_trig_tokens *tokens, const char *at)
{
    const char *begin = at;
    const char *escape = at; /* behind the last escape: its dot stays */
    for (;;) {
        int start = at == begin && !is(*at, DIGIT) && *at != '_';
        size_t size = *at == ':' || (*at == '.' && !start) ? 1 : name_character(tokens, at, start);
        if (*at == '%') {
            if (!is_hexadecimal(*stop(tokens, at + 1)) || !is_hexadecimal(*stop(tokens, at + 2))) {
                return refuse(tokens, at, "expected two hexadecimal digits behind \"%\"");
            }
            size = 3;
        } else if (*at == '\\') {
            tokens->escaped = 1;
            if (*stop(tokens, at + 1) == '\0' || !strchr("_~.-!$&'()*+,;=/?#@%", at[1])) {
                return refuse(tokens, at, "an escape that no name may hold");
            }
            size = 2;
            escape = at + 2;
        }
        if (size == 0) {
            break;
        }
        at += size;
    }
    stop(tokens, at);
    return without_dots(escape, at);
}

/* What words mean that are no names. */
static enum attest_i_trig_kind kind_of_word(attest_view word)
{
    static const struct {
        const char *word;
        int exact;
        enum attest_i_trig_kind kind;
    } words[] = {{"a", 1, ATTEST_I_TRIG_A},           {"true", 1, ATTEST_I_TRIG_BOOLEAN},
                 {"false", 1, ATTEST_I_TRIG_BOOLEAN}, {"prefix", 0, ATTEST_I_TRIG_PREFIX},
                 {"base", 0, ATTEST_I_TRIG_BASE},     {"graph", 0, ATTEST_I_TRIG_GRAPH}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strlen(words[i].word) == word.size &&
            (words[i].exact ? strncmp(words[i].word, word.data, word.size)
                            : strncasecmp(words[i].word, word.data, word.size)) == 0) {
            return words[i].kind;
        }
    }
    return ATTEST_I_TRIG_WORD;
}

/* [136s] PrefixedName, or a word without a colon. */
static const char *scan_name(attest_i_trig_tokens *tokens, const char *at)
{
    const char *begin = at;
    size_t size = *at == ':' ? 0 : name_character(tokens, at, 1);
    while (size) {
        at += size;
        size = *at == '.' ? 1 : name_character(tokens, at, 0);
    }
    stop(tokens, at);
    if (*at == ':' && (at == begin || at[-1] != '.')) {
        tokens->kind = ATTEST_I_TRIG_NAME;
        tokens->colon = (size_t)(at - begin);
        return scan_local(tokens, at + 1);
    }
    at = without_dots(begin, at);
    tokens->kind = kind_of_word((attest_view){begin, (size_t)(at - begin)});
    return at;
}

static const char *skip_digits(const char *at)
{
    while (is(*at, DIGIT)) {
        at++;
    }
    return at;
}

/* [19] INTEGER, [20] DECIMAL, [21] DOUBLE, all with a sign. */
static const char *scan_number(attest_i_trig_tokens *tokens, const char *at)
{
    const char *digits = *at == '+' || *at == '-' ? at + 1 : at;
    const char *end = stop(tokens, skip_digits(digits));
    const char *fraction = *end == '.' ? stop(tokens, skip_digits(end + 1)) : end;
    tokens->kind = ATTEST_I_TRIG_INTEGER;
    int has_digits = end > digits || fraction > end + 1;
    if (has_digits && (*fraction == 'e' || *fraction == 'E')) {
        const char *exponent = fraction + 1;
        exponent += *exponent == '+' || *exponent == '-';
        const char *last = stop(tokens, skip_digits(exponent));
        if (last == exponent) {
            return refuse(tokens, last, "expected the digits of an exponent");
        }
        tokens->kind = ATTEST_I_TRIG_DOUBLE;
        return last;
    }
    if (fraction > end + 1) {
        tokens->kind = ATTEST_I_TRIG_DECIMAL;
        return fraction;
    }
    return has_digits ? end : refuse(tokens, end, "expected a digit");
}

/* [144s] LANGTAG, or a directive, from the "@". */
static const char *scan_at(attest_i_trig_tokens *tokens, const char *begin)
{
    const char *at = begin + 1;
    while (is(*at, LETTER | DIGIT) || (*at == '-' && at > begin + 1 && at[-1] != '-')) {
        at++;
    }
    stop(tokens, at);
    attest_view word = {begin + 1, (size_t)(at - begin - 1)};
    tokens->kind = attest_view_equal(word, ATTEST_VIEW("prefix")) ? ATTEST_I_TRIG_AT_PREFIX
                   : attest_view_equal(word, ATTEST_VIEW("base")) ? ATTEST_I_TRIG_AT_BASE
                                                                  : ATTEST_I_TRIG_LANGUAGE;
    return word.size && at[-1] != '-' ? at
                                      : refuse(tokens, at, "expected a language, \"prefix\" or \"base\" behind \"@\"");
}

static const char *scan_sign(attest_i_trig_tokens *tokens, const char *at)
{
    static const char signs[] = ".;,[](){}";
    tokens->kind = ATTEST_I_TRIG_DOT + (enum attest_i_trig_kind)(strchr(signs, *at) - signs);
    return at + 1;
}

/* The token at `at`, which is no space. Returns where it ends. */
static const char *scan(attest_i_trig_tokens *tokens, const char *at)
{
    switch (*at) {
    case '<': return scan_iri(tokens, at + 1);
    case '"':
    case '\'': return scan_string(tokens, at);
    case '@': return scan_at(tokens, at);
    case '.':
        if (is(*stop(tokens, at + 1), DIGIT)) {
            return scan_number(tokens, at);
        }
        return scan_sign(tokens, at);
    case ';':
    case ',':
    case '[':
    case ']':
    case '(':
    case ')':
    case '{':
    case '}': return scan_sign(tokens, at);
    case '^':
        tokens->kind = ATTEST_I_TRIG_CARETS;
        return *stop(tokens, at + 1) == '^' ? at + 2 : refuse(tokens, at + 1, "expected \"^^\"");
    case '_':
        return *stop(tokens, at + 1) == ':' ? scan_label(tokens, at + 2)
                                            : refuse(tokens, at + 1, "expected \":\" of a blank node");
    case '+':
    case '-': return scan_number(tokens, at);
    default:
        if (is(*at, DIGIT)) {
            return scan_number(tokens, at);
        }
        return *at == ':' || name_character(tokens, at, 1) ? scan_name(tokens, at)
                                                           : refuse(tokens, at, "a character that begins no term");
    }
}

/* Lines and their code points up to `offset` of what is held. */
static void count_to(attest_i_trig_tokens *tokens, size_t offset)
{
    const char *at = tokens->data + tokens->line_begin;
    const char *end = tokens->data + offset;
    const char *newline;
    while (at < end && (newline = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        at = newline + 1;
        tokens->line++;
        tokens->line_given = 0;
    }
    tokens->line_begin = (size_t)(at - tokens->data);
}

/* Drop what stands before the token and read on: as much again as is left, a piece at least. */
static enum attest_status fill(attest_i_trig_tokens *tokens)
{
    count_to(tokens, tokens->begin);
    tokens->line_given +=
        attest_i_utf8_count((attest_view){tokens->data + tokens->line_begin, tokens->begin - tokens->line_begin});
    tokens->size -= tokens->begin;
    memmove(tokens->data, tokens->data + tokens->begin, tokens->size);
    tokens->line_begin = 0;
    tokens->begin = 0;
    size_t wanted = tokens->size * 2;
    enum attest_status status = ATTEST_OK;
    while (status == ATTEST_OK && !tokens->ended && (tokens->size < wanted || tokens->size < ATTEST_I_READ_CHUNK)) {
        attest_view piece = {"", 0};
        status = attest_i_input_next(tokens->input, &piece);
        if (status == ATTEST_END) {
            tokens->ended = 1;
            status = ATTEST_OK;
        } else if (status == ATTEST_OK) {
            status = attest_i_grow((void **)&tokens->data, &tokens->capacity, tokens->size + piece.size + 1, 1);
            if (status != ATTEST_OK) {
                return attest_i_trig_tokens_fail(tokens, 0, status, "out of memory");
            }
            memcpy(tokens->data + tokens->size, piece.data, piece.size);
            tokens->size += piece.size;
        }
    }
    tokens->data[tokens->size] = '\0';
    if (status == ATTEST_OK && tokens->size > TOKEN_MAX_SIZE) {
        return attest_i_trig_tokens_fail(tokens, 0, ATTEST_ERR_LIMIT, "a token of more than %zu bytes", TOKEN_MAX_SIZE);
    }
    return status;
}

/* Over spaces and comments to what follows; at the end of what is held, to its NUL. */
static void skip_space(attest_i_trig_tokens *tokens)
{
    const char *at = tokens->data + tokens->end;
    for (;;) {
        while (!tokens->in_comment && is(*at, SPACE)) {
            at++;
        }
        if (!tokens->in_comment && *at != '#') {
            break;
        }
        at += strcspn(at, "\n\r");
        tokens->in_comment = *at == '\0' && !tokens->ended;
        if (*at == '\0') {
            break;
        }
    }
    tokens->begin = (size_t)(at - tokens->data);
}

enum attest_status attest_i_trig_tokens_next(attest_i_trig_tokens *tokens)
{
    skip_space(tokens);
    for (;;) {
        const char *at = tokens->data + tokens->begin;
        const char *end = at;
        tokens->cut = *at == '\0';
        tokens->wrong = NULL;
        tokens->escaped = 0;
        tokens->kind = ATTEST_I_TRIG_END;
        if (*at != '\0') {
            end = scan(tokens, at);
        }
        if (!tokens->cut || tokens->ended) {
            tokens->end = (size_t)(end - tokens->data);
            tokens->text = (attest_view){at, (size_t)(end - at)};
            break;
        }
        enum attest_status status = fill(tokens);
        if (status != ATTEST_OK) {
            return status;
        }
        tokens->end = tokens->begin;
        skip_space(tokens);
    }
    return tokens->wrong ? attest_i_trig_tokens_fail(tokens, (size_t)(tokens->wrong_at - tokens->text.data),
                                                     ATTEST_ERR_SYNTAX, "%s", tokens->wrong)
                         : ATTEST_OK;
}

enum attest_status attest_i_trig_tokens_start(attest_i_trig_tokens *tokens, attest_view piece)
{
    tokens->line = 1;
    enum attest_status status = attest_i_grow((void **)&tokens->data, &tokens->capacity, piece.size + 1, 1);
    if (status != ATTEST_OK) {
        return attest_i_input_fail(tokens->input, status, 0, "out of memory");
    }
    memcpy(tokens->data, piece.data, piece.size);
    tokens->size = piece.size;
    tokens->data[piece.size] = '\0';
    return attest_i_trig_tokens_next(tokens);
}

void attest_i_trig_tokens_clear(attest_i_trig_tokens *tokens)
{
    free(tokens->data);
    tokens->data = NULL;
}

enum attest_status attest_i_trig_tokens_fail(const attest_i_trig_tokens *tokens, size_t offset,
                                             enum attest_status status, const char *format, ...)
{
    char text[ATTEST_ERROR_TEXT_MAX];
    attest_i_trig_tokens place = *tokens; /* counting on changes nothing for the next token */
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    offset += tokens->begin;
    count_to(&place, offset);
    uint64_t column = place.line_given + 1 +
                      attest_i_utf8_count((attest_view){place.data + place.line_begin, offset - place.line_begin});
    return attest_error_set_at(tokens->input->error, status, tokens->input->name, 0,
                               place.line > UINT32_MAX ? UINT32_MAX : (uint32_t)place.line,
                               column > UINT32_MAX ? 0 : (uint32_t)column, "%s", text);
}
