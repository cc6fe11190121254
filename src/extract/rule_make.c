/* Actions of rules and their fields: what "make" says. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "extract/rule_parse.h"
#include "extract/values.h"

/* Fields of one action. */
#define FIELD_MAX 16U

/* Names of fields and, where the value is a word out of a table, that table. */
static const struct field_rule {
    enum attest_i_rule_action action;
    const char *name;
    const char *const *choices;
} field_rules[] = {
    {ATTEST_I_MAKE_ATTRIBUTION, "speaker", NULL},
    {ATTEST_I_MAKE_ATTRIBUTION, "cue", NULL},
    {ATTEST_I_MAKE_ATTRIBUTION, "lemma", NULL},
    {ATTEST_I_MAKE_ATTRIBUTION, "content", NULL},
    {ATTEST_I_MAKE_ATTRIBUTION, "kind", attest_i_rule_attribution_names},
    {ATTEST_I_MAKE_ATTRIBUTION, "stance", attest_i_rule_stance_names},
    {ATTEST_I_MAKE_CLAIM, "subject", NULL},
    {ATTEST_I_MAKE_CLAIM, "predicate", NULL},
    {ATTEST_I_MAKE_CLAIM, "lemma", NULL},
    {ATTEST_I_MAKE_CLAIM, "object", NULL},
    {ATTEST_I_MAKE_CLAIM, "complement", NULL},
    {ATTEST_I_MAKE_CLAIM, "polarity", attest_i_rule_polarity_names},
    {ATTEST_I_MAKE_CLAIM, "modality", attest_i_rule_modality_names},
    {ATTEST_I_MAKE_VALUE, "upper", NULL},
    {ATTEST_I_MAKE_VALUE, "unit", NULL},
    {ATTEST_I_MAKE_VALUE, "bound", NULL},
    {ATTEST_I_MAKE_VALUE, "direction", NULL},
    {ATTEST_I_MAKE_COUNT, NULL, NULL},
};

static const struct field_rule *find_field(enum attest_i_rule_action action, attest_view name)
{
    static const struct field_rule role = {ATTEST_I_MAKE_CLAIM, NULL, NULL};
    for (size_t i = 0; field_rules[i].name; i++) {
        if (field_rules[i].action == action && attest_view_equal(attest_view_of(field_rules[i].name), name)) {
            return &field_rules[i];
        }
    }
    if (action == ATTEST_I_MAKE_CLAIM && attest_i_name_find(attest_i_rule_argument_names, name) != ATTEST_NO_INDEX) {
        return &role;
    }
    return NULL;
}

static enum attest_status unknown_field(attest_i_rule_parser *parser, enum attest_i_rule_action action)
{
    char shown[ATTEST_I_NAMES_SHOWN] = "a field of this action:";
    size_t used = strlen(shown);
    for (size_t i = 0; field_rules[i].name; i++) {
        if (field_rules[i].action == action) {
            used += (size_t)snprintf(shown + used, sizeof shown - used, " %s", field_rules[i].name);
        }
    }
    if (action == ATTEST_I_MAKE_CLAIM) {
        snprintf(shown + used, sizeof shown - used, " or the role of an argument (time, place, from, to, with, ...)");
    }
    return attest_i_token_expected(&parser->tokens, shown);
}

/* One NAME=VALUE. In results of examples all values are literal; in actions a word is a group or, where the field has a
 * table, one of its names. */
static enum attest_status parse_field(attest_i_rule_parser *parser, enum attest_i_rule_action action, int literal,
                                      attest_i_rule_field *field)
{
    field->name = parser->tokens.token.text;
    field->group = ATTEST_NO_INDEX;
    const struct field_rule *rule = find_field(action, field->name);
    if (!rule) {
        return unknown_field(parser, action);
    }
    enum attest_status status = attest_i_tokenizer_next(&parser->tokens);
    if (status == ATTEST_OK) {
        status = attest_i_parse_mark(parser, "=", "=");
    }
    if (status != ATTEST_OK) {
        return status;
    }
    field->literal = parser->tokens.token.text;
    if (rule->choices) {
        uint32_t number;
        if (parser->tokens.token.kind == ATTEST_I_TOKEN_STRING &&
            attest_i_name_find(rule->choices, field->literal) != ATTEST_NO_INDEX) {
            return attest_i_tokenizer_next(&parser->tokens);
        }
        return attest_i_parse_choice(parser, rule->choices, "a value of this field", &number);
    }
    if (parser->tokens.token.kind == ATTEST_I_TOKEN_STRING) {
        return attest_i_tokenizer_next(&parser->tokens);
    }
    if (literal) {
        return attest_i_parse_take(parser, ATTEST_I_TOKEN_WORD, "a word or a text in quotation marks", &field->literal);
    }
    field->literal = (attest_view){NULL, 0};
    return attest_i_parse_group(parser, &field->group);
}

enum attest_status attest_i_parse_fields(attest_i_rule_parser *parser, enum attest_i_rule_action action, int literal,
                                         const attest_i_rule_field **fields, size_t *count)
{
    attest_i_rule_field read[FIELD_MAX];
    enum attest_status status = ATTEST_OK;
    *count = 0;
    while (status == ATTEST_OK && parser->tokens.token.kind == ATTEST_I_TOKEN_WORD &&
           attest_i_token_before_equals(&parser->tokens)) {
        if (*count == FIELD_MAX) {
            return attest_i_token_expected(&parser->tokens, "at most 16 fields");
        }
        for (size_t i = 0; i < *count; i++) {
            if (attest_view_equal(read[i].name, parser->tokens.token.text)) {
                return attest_i_token_expected(&parser->tokens, "each field only once");
            }
        }
        status = parse_field(parser, action, literal, &read[*count]);
        *count += 1;
    }
    if (status != ATTEST_OK || *count == 0) {
        return status;
    }
    attest_i_rule_field *kept = attest_i_arena_array(&parser->rules->arena, *count, sizeof *kept);
    if (!kept) {
        return ATTEST_ERR_NOMEM;
    }
    memcpy(kept, read, *count * sizeof *kept);
    *fields = kept;
    return ATTEST_OK;
}

const attest_i_rule_field *attest_i_rule_make_field(const attest_i_rule_make *make, attest_view name)
{
    for (size_t i = 0; i < make->field_count; i++) {
        if (attest_view_equal(make->fields[i].name, name)) {
            return &make->fields[i];
        }
    }
    return NULL;
}

static enum attest_status parse_reader(attest_i_rule_parser *parser, attest_i_rule_make *make)
{
    make->what = parser->tokens.token.kind == ATTEST_I_TOKEN_WORD ? attest_i_value_reader_find(make->what_name)
                                                                  : ATTEST_NO_INDEX;
    if (make->what == ATTEST_NO_INDEX) {
        char all[ATTEST_I_NAMES_SHOWN + 64];
        snprintf(all, sizeof all, "a reader of values (%s)", attest_i_value_reader_names());
        return attest_i_token_expected(&parser->tokens, all);
    }
    const char *needed = attest_i_value_reader_group(make->what);
    if (needed && attest_i_rule_group(parser->rule, attest_view_of(needed)) == ATTEST_NO_INDEX) {
        return attest_i_rule_error(parser->tokens.error, parser->tokens.source, parser->tokens.token.begin,
                                   "%.*s needs a group named \"%s\" in the pattern", (int)make->what_name.size,
                                   make->what_name.data, needed);
    }
    return attest_i_tokenizer_next(&parser->tokens);
}

/* What must be there for an action to make anything. */
static enum attest_status check_make(attest_i_rule_parser *parser, const attest_i_rule_make *make, size_t begin)
{
    static const struct {
        enum attest_i_rule_action action;
        const char *field;
    } needed[] = {
        {ATTEST_I_MAKE_CLAIM, "subject"}, {ATTEST_I_MAKE_CLAIM, "predicate"}, {ATTEST_I_MAKE_ATTRIBUTION, "content"}};
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        if (make->action == needed[i].action && !attest_i_rule_make_field(make, attest_view_of(needed[i].field))) {
            return attest_i_rule_error(parser->tokens.error, parser->tokens.source, begin, "expected a field %s=...",
                                       needed[i].field);
        }
    }
    return ATTEST_OK;
}

/* make zone KIND | value READER | mention CLASS GROUP | attribution FIELDS | claim FIELDS | nothing */
enum attest_status attest_i_parse_make(attest_i_rule_parser *parser)
{
    attest_i_rule *rule = parser->rule;
    attest_i_rule_make make = {0};
    uint32_t action;
    size_t begin = parser->tokens.token.begin;
    if (!rule->code && !rule->dependencies) {
        return attest_i_token_expected(&parser->tokens, "the pattern (match) before what it makes");
    }
    enum attest_status status = attest_i_parse_choice(parser, attest_i_rule_action_names, "what to make", &action);
    if (status != ATTEST_OK) {
        return status;
    }
    make.action = (enum attest_i_rule_action)action;
    make.what_name = parser->tokens.token.text;
    attest_i_rule_field of = {{NULL, 0}, ATTEST_NO_INDEX, {NULL, 0}};
    switch (make.action) {
    case ATTEST_I_MAKE_ZONE:
        status = attest_i_parse_choice(parser, attest_i_zone_names, "a kind of zone", &make.what);
        break;
    case ATTEST_I_MAKE_VALUE: status = parse_reader(parser, &make); break;
    case ATTEST_I_MAKE_MENTION:
        status = attest_i_parse_choice(parser, attest_i_rule_entity_names, "a class of entities", &make.what);
        of.name = ATTEST_VIEW("of");
        if (status == ATTEST_OK) {
            status = attest_i_parse_group(parser, &of.group);
        }
        break;
    default: break;
    }
    if (status == ATTEST_OK && make.action == ATTEST_I_MAKE_MENTION) {
        attest_i_rule_field *kept = attest_i_arena_array(&parser->rules->arena, 1, sizeof *kept);
        if (!kept) {
            return ATTEST_ERR_NOMEM;
        }
        *kept = of;
        make.fields = kept;
        make.field_count = 1;
    } else if (status == ATTEST_OK) {
        status = attest_i_parse_fields(parser, make.action, 0, &make.fields, &make.field_count);
    }
    if (status == ATTEST_OK) {
        status = check_make(parser, &make, begin);
    }
    void *makes = rule->makes;
    if (status == ATTEST_OK) {
        status = attest_i_grow(&makes, &rule->make_capacity, rule->make_count + 1, sizeof *rule->makes);
        rule->makes = makes;
    }
    if (status == ATTEST_OK) {
        rule->makes[rule->make_count++] = make;
    }
    return status;
}
