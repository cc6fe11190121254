/* Rule sets: the built-in files and the user's, compiled into one immutable table. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "extract/rule.h"

/* Names of the built-in rule files start with it. */
#define RULE_FOLDER ATTEST_VIEW("rules/")
/* And those of the word lists start and end with these. */
#define LEXICON_FOLDER ATTEST_VIEW("lexicons/")
#define LEXICON_SUFFIX ATTEST_VIEW(".tsv")

void attest_i_rule_clear(attest_i_rule *rule)
{
    pcre2_code_free(rule->code);
    attest_i_dep_clear(rule->dependencies);
    for (size_t i = 0; i < rule->condition_count; i++) {
        pcre2_code_free(rule->conditions[i].code);
    }
    free(rule->conditions);
    free(rule->makes);
    free(rule->examples);
    memset(rule, 0, sizeof *rule);
}

void attest_ruleset_free(attest_ruleset *rules)
{
    if (!rules) {
        return;
    }
    for (size_t i = 0; i < rules->rules.count; i++) {
        attest_i_rule_clear(&rules->rules.items[i]);
    }
    for (size_t i = 0; i < rules->lists.count; i++) {
        free(rules->lists.items[i].rows);
    }
    free(rules->rules.items);
    free(rules->lists.items);
    for (size_t i = 0; i < rules->needs.count; i++) {
        pcre2_code_free(rules->needs.items[i].code);
    }
    free(rules->macros.items);
    free(rules->needs.items);
    pcre2_compile_context_free(rules->compile_context);
    attest_i_arena_clear(&rules->arena);
    free(rules);
}

/* The bytes of a file into the arena. */
static enum attest_status read_file(attest_ruleset *rules, const char *path, attest_view *text, attest_error *error)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        return attest_error_set(error, ATTEST_ERR_READ, path, "cannot open: %s", strerror(errno));
    }
    attest_i_buffer buffer = {0};
    char block[8192];
    size_t got = 1;
    while (got && buffer.status == ATTEST_OK && buffer.size <= ATTEST_I_RULE_FILE_MAX) {
        got = fread(block, 1, sizeof block, file);
        attest_i_buffer_append(&buffer, (attest_view){block, got});
    }
    enum attest_status status = buffer.status;
    if (ferror(file)) {
        status = attest_error_set(error, ATTEST_ERR_READ, path, "cannot read: %s", strerror(errno));
    }
    fclose(file);
    if (status == ATTEST_OK) {
        status = attest_i_arena_copy(&rules->arena, attest_i_buffer_view(&buffer), text);
    }
    attest_i_buffer_clear(&buffer);
    return status;
}

/* All lexicons are loaded, since stages look words up in them that no pattern mentions. */
static enum attest_status load_lexicons(attest_ruleset *rules, attest_i_digest *digest, attest_error *error)
{
    const attest_i_list *cues;
    enum attest_status status = attest_i_list_find(rules, ATTEST_VIEW("cue"), &cues, error);
    status = status == ATTEST_NONE ? ATTEST_OK : status;
    for (size_t i = 0; i < attest_i_embedded_count() && status == ATTEST_OK; i++) {
        attest_view name = attest_i_embedded_name(i);
        if (name.size <= LEXICON_FOLDER.size + LEXICON_SUFFIX.size ||
            memcmp(name.data, LEXICON_FOLDER.data, LEXICON_FOLDER.size) != 0) {
            continue;
        }
        const attest_i_list *list;
        attest_view stem = {name.data + LEXICON_FOLDER.size, name.size - LEXICON_FOLDER.size - LEXICON_SUFFIX.size};
        attest_i_digest_field(digest, attest_i_embedded_content(i));
        status = attest_i_list_find(rules, stem, &list, error);
    }
    return status;
}

static enum attest_status add_builtin(attest_ruleset *rules, attest_i_digest *digest, attest_error *error)
{
    enum attest_status status = load_lexicons(rules, digest, error);
    for (size_t i = 0; i < attest_i_embedded_count() && status == ATTEST_OK; i++) {
        attest_view name = attest_i_embedded_name(i);
        if (name.size <= RULE_FOLDER.size || memcmp(name.data, RULE_FOLDER.data, RULE_FOLDER.size) != 0) {
            continue;
        }
        attest_i_rule_source source = {name.data + RULE_FOLDER.size, attest_i_embedded_content(i), 1};
        attest_i_digest_field(digest, source.text);
        status = attest_i_rule_parse_file(rules, &source, 0, error);
    }
    return status;
}

static enum attest_status add_users(attest_ruleset *rules, const char *const *files, size_t count,
                                    attest_i_digest *digest, attest_error *error)
{
    for (size_t i = 0; i < count; i++) {
        attest_view name;
        attest_i_rule_source source = {NULL, {NULL, 0}, 0};
        enum attest_status status = attest_i_arena_copy(&rules->arena, attest_view_of(files[i]), &name);
        if (status == ATTEST_OK) {
            status = read_file(rules, files[i], &source.text, error);
        }
        if (status != ATTEST_OK) {
            return status;
        }
        source.name = name.data;
        attest_i_digest_field(digest, source.text);
        status = attest_i_rule_parse_file(rules, &source, (uint32_t)i + 1, error);
        if (status != ATTEST_OK) {
            return status;
        }
    }
    return ATTEST_OK;
}

static enum attest_status new_set(attest_ruleset **rules)
{
    attest_ruleset *made = calloc(1, sizeof *made);
    if (!made) {
        return ATTEST_ERR_NOMEM;
    }
    attest_i_arena_init(&made->arena);
    made->compile_context = pcre2_compile_context_create(NULL);
    if (!made->compile_context) {
        attest_ruleset_free(made);
        return ATTEST_ERR_NOMEM;
    }
    pcre2_set_parens_nest_limit(made->compile_context, ATTEST_I_PATTERN_NESTING);
    pcre2_set_max_pattern_length(made->compile_context, ATTEST_I_PATTERN_MAX);
    *rules = made;
    return ATTEST_OK;
}

/* Ends the making of a set: gives it, or frees it and says why. */
static enum attest_status finish_set(attest_ruleset *made, enum attest_status status, attest_i_digest *digest,
                                     attest_ruleset **rules, attest_error *error)
{
    if (status == ATTEST_OK) {
        attest_i_digest_finish(digest, made->digest);
        *rules = made;
        return ATTEST_OK;
    }
    attest_ruleset_free(made);
    return status == ATTEST_ERR_NOMEM ? attest_error_set(error, status, NULL, "out of memory") : status;
}

enum attest_status attest_ruleset_new(attest_ruleset **rules, const char *const *files, size_t count,
                                      attest_error *error)
{
    attest_ruleset *made = NULL;
    attest_i_digest digest;
    attest_i_digest_init(&digest);
    *rules = NULL;
    enum attest_status status = new_set(&made);
    if (status == ATTEST_OK) {
        status = add_builtin(made, &digest, error);
    }
    if (status == ATTEST_OK) {
        status = add_users(made, files, count, &digest, error);
    }
    return finish_set(made, status, &digest, rules, error);
}

enum attest_status attest_i_ruleset_from_text(attest_ruleset **rules, const char *name, attest_view text, int builtin,
                                              attest_error *error)
{
    attest_ruleset *made = NULL;
    attest_i_digest digest;
    attest_view kept;
    attest_i_digest_init(&digest);
    *rules = NULL;
    enum attest_status status = new_set(&made);
    if (status == ATTEST_OK) {
        status = builtin ? add_builtin(made, &digest, error) : ATTEST_OK;
    }
    if (status == ATTEST_OK) {
        status = attest_i_arena_copy(&made->arena, text, &kept);
    }
    if (status == ATTEST_OK) {
        attest_i_rule_source source = {name, kept, 0};
        attest_i_digest_field(&digest, kept);
        status = attest_i_rule_parse_file(made, &source, 1, error);
    }
    return finish_set(made, status, &digest, rules, error);
}

/* Procedures that make claims or attributions; the others say what text is and who is meant, and stay. */
static int may_be_left_out(const attest_i_rule *rule)
{
    attest_view name = rule->procedure;
    if (rule->kind != ATTEST_I_RULE_PROCEDURE) {
        return 1;
    }
    const attest_view making[] = {ATTEST_VIEW("quote-"), ATTEST_VIEW("report-"), ATTEST_VIEW("headline-"),
                                  ATTEST_VIEW("name-title"), ATTEST_VIEW("name-apposition")};
    for (size_t i = 0; i < sizeof making / sizeof making[0]; i++) {
        if (name.size >= making[i].size && memcmp(name.data, making[i].data, making[i].size) == 0) {
            return 1;
        }
    }
    return 0;
}

enum attest_status attest_ruleset_without(attest_ruleset *rules, const char *id, attest_error *error)
{
    for (size_t i = 0; i < rules->rules.count; i++) {
        attest_i_rule *rule = &rules->rules.items[i];
        if (!attest_view_equal(rule->id, attest_view_of(id))) {
            continue;
        }
        if (!may_be_left_out(rule)) {
            return attest_error_set(error, ATTEST_ERR_ARGUMENT, NULL, "rule %s cannot be left out: others rest on it",
                                    id);
        }
        if (!rule->off) {
            attest_i_digest digest;
            attest_i_digest_init(&digest);
            attest_i_digest_field(&digest, attest_view_of(rules->digest));
            attest_i_digest_field(&digest, rule->id);
            attest_i_digest_finish(&digest, rules->digest);
            rule->off = 1;
        }
        return ATTEST_OK;
    }
    return attest_error_set(error, ATTEST_ERR_ARGUMENT, NULL, "no rule is called %s", id);
}

size_t attest_ruleset_count(const attest_ruleset *rules)
{
    return rules->rules.count;
}

attest_rule_info attest_ruleset_at(const attest_ruleset *rules, size_t index)
{
    const attest_i_rule *rule = &rules->rules.items[index];
    attest_rule_info info = {rule->id, rule->meaning, rule->file, rule->line, rule->source, rule->example_count};
    return info;
}

const char *attest_ruleset_digest(const attest_ruleset *rules)
{
    return rules->digest;
}
