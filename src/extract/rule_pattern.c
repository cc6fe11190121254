/* Patterns: references to macros and word lists are replaced, then PCRE2 compiles. Every byte of the replaced text remembers
 * the byte of the rule file that it came from, so that a message can point there. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "extract/rule.h"

/* Options of all patterns: Unicode everywhere, only named groups capture, several groups may have one name, no
 * single-byte access into a character. */
#define PATTERN_OPTIONS                                                                                                \
    (PCRE2_UTF | PCRE2_UCP | PCRE2_NO_AUTO_CAPTURE | PCRE2_DUPNAMES | PCRE2_DOTALL | PCRE2_DOLLAR_ENDONLY |            \
     PCRE2_NEVER_BACKSLASH_C)

/* What any space of a pattern stands for. Possessive: a run of white space is one thing. */
#define SPACE_PATTERN ATTEST_VIEW("(?>\\s++)")

/* A pattern in the making. */
struct expansion {
    attest_ruleset *rules;
    const attest_i_rule_source *source;
    attest_error *error;
    attest_i_buffer text;
    struct {
        size_t *items;
        size_t count;
        size_t capacity;
    } origin; /* by byte of `text`: byte of the source */
};

enum attest_status attest_i_rule_error(attest_error *error, const attest_i_rule_source *source, size_t byte,
                                       const char *format, ...)
{
    if (!error) {
        return ATTEST_ERR_SYNTAX;
    }
    char text[ATTEST_ERROR_TEXT_MAX];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    uint32_t line = 1;
    uint32_t column = 1;
    for (size_t i = 0; i < byte && i < source->text.size; i++) {
        if (source->text.data[i] == '\n') {
            line++;
            column = 1;
        } else if (((unsigned char)source->text.data[i] & 0xC0U) != 0x80U) {
            column++;
        }
    }
    return attest_error_set_at(error, ATTEST_ERR_SYNTAX, source->name, byte, line, column, "%s", text);
}

/* Append to the pattern; all of it comes from `origin`, or from `origin` on if it stands in the source as it is. */
static enum attest_status append(struct expansion *expansion, attest_view text, size_t origin, int verbatim)
{
    if (expansion->text.size + text.size > ATTEST_I_PATTERN_MAX) {
        return attest_i_rule_error(expansion->error, expansion->source, origin,
                                   "the pattern with its references is longer than %zu bytes",
                                   (size_t)ATTEST_I_PATTERN_MAX);
    }
    enum attest_status status = ATTEST_I_VECTOR_RESERVE(&expansion->origin, text.size);
    if (status != ATTEST_OK) {
        return status;
    }
    for (size_t i = 0; i < text.size; i++) {
        expansion->origin.items[expansion->origin.count++] = verbatim ? origin + i : origin;
    }
    attest_i_buffer_append(&expansion->text, text);
    return expansion->text.status;
}

/* "name" or "name:tag" as alternation of a word list. */
static enum attest_status append_list(struct expansion *expansion, attest_view reference, size_t origin)
{
    attest_view name = reference;
    attest_view tag = {NULL, 0};
    const char *colon = memchr(reference.data, ':', reference.size);
    if (colon) {
        name.size = (size_t)(colon - reference.data);
        tag = (attest_view){colon + 1, reference.size - name.size - 1};
    }
    const attest_i_list *list;
    enum attest_status status = attest_i_list_find(expansion->rules, name, &list, expansion->error);
    if (status == ATTEST_NONE) {
        return attest_i_rule_error(
            expansion->error, expansion->source, origin,
            "%%{%.*s}: expected the name of a macro or a word list defined before; there is no \"%.*s\"",
            (int)reference.size, reference.data, (int)name.size, name.data);
    }
    attest_i_buffer forms = {0};
    if (status == ATTEST_OK && attest_i_list_pattern(list, tag, &forms) == 0 && forms.status == ATTEST_OK) {
        status = attest_i_rule_error(expansion->error, expansion->source, origin,
                                     "%%{%.*s}: the word list has no such words", (int)reference.size, reference.data);
    }
    if (status == ATTEST_OK) {
        status = forms.status;
    }
    if (status == ATTEST_OK) {
        status = append(expansion, ATTEST_VIEW("(?:"), origin, 0);
    }
    if (status == ATTEST_OK) {
        status = append(expansion, attest_i_buffer_view(&forms), origin, 0);
    }
    if (status == ATTEST_OK) {
        status = append(expansion, ATTEST_VIEW(")"), origin, 0);
    }
    attest_i_buffer_clear(&forms);
    return status;
}

static enum attest_status append_reference(struct expansion *expansion, attest_view reference, size_t origin)
{
    for (size_t i = 0; i < expansion->rules->macros.count; i++) {
        const attest_i_macro *macro = &expansion->rules->macros.items[i];
        if (attest_view_equal(macro->name, reference)) {
            return append(expansion, macro->pattern, origin, 0);
        }
    }
    return append_list(expansion, reference, origin);
}

/* End of the character class that starts at `at`; text.size if it does not end. */
static size_t class_end(attest_view text, size_t at)
{
    at++;
    if (at < text.size && text.data[at] == '^') {
        at++;
    }
    if (at < text.size && text.data[at] == ']') {
        at++;
    }
    while (at < text.size && text.data[at] != ']') {
        if (text.data[at] == '\\') {
            at++;
        } else if (text.data[at] == '[' && at + 1 < text.size && text.data[at + 1] == ':') {
            const char *close = memmem(text.data + at, text.size - at, ":]", 2);
            at = close ? (size_t)(close - text.data) + 1 : at;
        }
        at++;
    }
    return at < text.size ? at + 1 : text.size;
}

/* Replace what stands at `*at` and move behind it. */
static enum attest_status expand_one(struct expansion *expansion, attest_view raw, size_t base, size_t *at)
{
    size_t from = *at;
    char c = raw.data[from];
    if (c == '\\' && from + 1 < raw.size) {
        *at = from + 2;
        if (raw.data[from + 1] == '/') {
            return append(expansion, ATTEST_VIEW("/"), base + from, 0);
        }
        return append(expansion, (attest_view){raw.data + from, 2}, base + from, 1);
    }
    if (c == '[') {
        *at = class_end(raw, from);
        return append(expansion, (attest_view){raw.data + from, *at - from}, base + from, 1);
    }
    if (c == '%' && from + 1 < raw.size && raw.data[from + 1] == '{') {
        const char *close = memchr(raw.data + from, '}', raw.size - from);
        if (!close) {
            return attest_i_rule_error(expansion->error, expansion->source, base + from, "%%{ without }");
        }
        *at = (size_t)(close - raw.data) + 1;
        return append_reference(expansion, (attest_view){raw.data + from + 2, *at - from - 3}, base + from);
    }
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        int broken = 0;
        while (*at < raw.size && strchr(" \t\n\r", raw.data[*at])) {
            broken |= raw.data[*at] == '\n';
            (*at)++;
        }
        /* A line break and what is around it only lays the pattern out. */
        return broken ? ATTEST_OK : append(expansion, SPACE_PATTERN, base + from, 0);
    }
    (*at)++;
    return append(expansion, (attest_view){raw.data + from, 1}, base + from, 1);
}

static enum attest_status expand(struct expansion *expansion, const attest_i_pattern_text *pattern)
{
    attest_view raw = {pattern->source->text.data + pattern->offset, pattern->size};
    enum attest_status status = ATTEST_OK;
    for (size_t at = 0; at < raw.size && status == ATTEST_OK;) {
        status = expand_one(expansion, raw, pattern->offset, &at);
    }
    return status;
}

static enum attest_status compile_text(struct expansion *expansion, const attest_i_pattern_text *pattern,
                                       pcre2_code **code)
{
    int number;
    PCRE2_SIZE where;
    const char *text = expansion->text.data ? expansion->text.data : "";
    *code = pcre2_compile((PCRE2_SPTR)text, expansion->text.size, PATTERN_OPTIONS | pattern->flags, &number, &where,
                          expansion->rules->compile_context);
    if (*code) {
        return ATTEST_OK;
    }
    if (number == PCRE2_ERROR_NOMEMORY || number == PCRE2_ERROR_HEAP_FAILED) {
        return ATTEST_ERR_NOMEM;
    }
    char message[256];
    pcre2_get_error_message(number, (PCRE2_UCHAR *)message, sizeof message);
    size_t origin = pattern->offset + pattern->size;
    if (where < expansion->origin.count) {
        origin = expansion->origin.items[where];
    }
    return attest_i_rule_error(expansion->error, expansion->source, origin, "bad pattern: %s", message);
}

static enum attest_status begin_expansion(struct expansion *expansion, attest_ruleset *rules,
                                          const attest_i_pattern_text *pattern, attest_error *error)
{
    memset(expansion, 0, sizeof *expansion);
    expansion->rules = rules;
    expansion->source = pattern->source;
    expansion->error = error;
    return expand(expansion, pattern);
}

static void end_expansion(struct expansion *expansion)
{
    attest_i_buffer_clear(&expansion->text);
    free(expansion->origin.items);
}

/* One at a time: a process compiles a hundred patterns in its life. */
static pthread_mutex_t machine_lock = PTHREAD_MUTEX_INITIALIZER;

void attest_i_pattern_ready(attest_i_machine_code *machine, pcre2_code *code)
{
    if (atomic_load_explicit(&machine->ready, memory_order_acquire)) {
        return;
    }
    pthread_mutex_lock(&machine_lock);
    if (!atomic_load_explicit(&machine->ready, memory_order_relaxed)) {
        /* Without machine code (a system that forbids it, too little memory) the interpreter does the same, slower. */
        (void)pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
        atomic_store_explicit(&machine->ready, 1, memory_order_release);
    }
    pthread_mutex_unlock(&machine_lock);
}

static enum attest_status add_machine(attest_ruleset *rules, attest_i_machine_code **machine)
{
    *machine = attest_i_arena_take(&rules->arena, sizeof **machine);
    return *machine ? ATTEST_OK : ATTEST_ERR_NOMEM;
}

enum attest_status attest_i_pattern_compile_macro(attest_ruleset *rules, attest_view pattern, pcre2_code **code,
                                                  attest_i_machine_code **machine)
{
    int number;
    PCRE2_SIZE where;
    *code =
        pcre2_compile((PCRE2_SPTR)pattern.data, pattern.size, PATTERN_OPTIONS, &number, &where, rules->compile_context);
    if (!*code) {
        return ATTEST_ERR_NOMEM; /* it compiled when it was defined */
    }
    return add_machine(rules, machine);
}

enum attest_status attest_i_pattern_compile(attest_ruleset *rules, const attest_i_pattern_text *pattern,
                                            pcre2_code **code, attest_i_machine_code **machine, attest_error *error)
{
    struct expansion expansion;
    *code = NULL;
    enum attest_status status = begin_expansion(&expansion, rules, pattern, error);
    if (status == ATTEST_OK) {
        status = compile_text(&expansion, pattern, code);
    }
    if (status == ATTEST_OK) {
        status = add_machine(rules, machine);
    }
    end_expansion(&expansion);
    return status;
}

enum attest_status attest_i_pattern_macro(attest_ruleset *rules, const attest_i_pattern_text *pattern,
                                          attest_view *expanded, attest_error *error)
{
    struct expansion expansion;
    pcre2_code *code = NULL;
    enum attest_status status = begin_expansion(&expansion, rules, pattern, error);
    if (status == ATTEST_OK) {
        status = compile_text(&expansion, pattern, &code);
    }
    pcre2_code_free(code);
    attest_i_buffer group = {0};
    if (status == ATTEST_OK) {
        attest_i_buffer_append(&group, pattern->flags & PCRE2_CASELESS ? ATTEST_VIEW("(?i:") : ATTEST_VIEW("(?:"));
        attest_i_buffer_append(&group, attest_i_buffer_view(&expansion.text));
        attest_i_buffer_byte(&group, ')');
        status = group.status;
    }
    if (status == ATTEST_OK) {
        status = attest_i_arena_copy(&rules->arena, attest_i_buffer_view(&group), expanded);
    }
    attest_i_buffer_clear(&group);
    end_expansion(&expansion);
    return status;
}

static uint32_t number_of_name(const attest_i_rule *rule, attest_view name)
{
    for (uint32_t i = 0; i < rule->group_count; i++) {
        if (attest_view_equal(rule->groups[i], name)) {
            return i;
        }
    }
    return rule->group_count;
}

/* The name table of PCRE2: entries of one size, two bytes of capture number (high first), then the name with a NUL. */
enum attest_status attest_i_pattern_groups(attest_ruleset *rules, attest_i_rule *rule)
{
    uint32_t captures = 0;
    uint32_t names = 0;
    uint32_t size = 0;
    PCRE2_SPTR table = NULL;
    pcre2_pattern_info(rule->code, PCRE2_INFO_CAPTURECOUNT, &captures);
    pcre2_pattern_info(rule->code, PCRE2_INFO_NAMECOUNT, &names);
    pcre2_pattern_info(rule->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(rule->code, PCRE2_INFO_NAMETABLE, &table);
    rule->capture_count = captures;
    rule->groups = attest_i_arena_array(&rules->arena, names, sizeof *rule->groups);
    rule->group_of = attest_i_arena_take(&rules->arena, (size_t)captures + 1);
    if (!rule->groups || !rule->group_of) {
        return ATTEST_ERR_NOMEM;
    }
    memset(rule->group_of, UINT8_MAX, (size_t)captures + 1);
    for (uint32_t i = 0; i < names; i++) {
        const unsigned char *entry = table + (size_t)i * size;
        size_t capture = (size_t)entry[0] << 8 | entry[1];
        attest_view name = attest_view_of((const char *)entry + 2);
        uint32_t number = number_of_name(rule, name);
        if (number == rule->group_count) {
            if (number == ATTEST_I_GROUP_MAX) {
                return ATTEST_ERR_LIMIT;
            }
            enum attest_status status = attest_i_arena_copy(&rules->arena, name, &rule->groups[number]);
            if (status != ATTEST_OK) {
                return status;
            }
            rule->group_count++;
        }
        rule->group_of[capture] = (uint8_t)number;
    }
    return ATTEST_OK;
}
