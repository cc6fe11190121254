/* Examples of rules: a text and what must come out of it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/rule_parse.h"

/* Results of one example. */
#define RESULT_MAX 16U

/* One thing that an example yields: zone KIND "text" | value KIND "text" [LEXICAL] FIELDS | mention CLASS "text" |
 * attribution FIELDS | claim FIELDS */
static enum attest_status parse_result(attest_i_rule_parser *parser, attest_i_rule_result *result)
{
    uint32_t action;
    uint32_t what;
    memset(result, 0, sizeof *result);
    enum attest_status status = attest_i_parse_choice(parser, attest_i_rule_action_names, "a result", &action);
    if (status != ATTEST_OK) {
        return status;
    }
    result->action = (enum attest_i_rule_action)action;
    result->what = parser->tokens.token.text;
    switch (result->action) {
    case ATTEST_I_MAKE_ZONE:
        status = attest_i_parse_choice(parser, attest_i_zone_names, "a kind of zone", &what);
        break;
    case ATTEST_I_MAKE_MENTION:
        status = attest_i_parse_choice(parser, attest_i_rule_entity_names, "a class of entities", &what);
        break;
    case ATTEST_I_MAKE_VALUE:
        status = attest_i_parse_take(parser, ATTEST_I_TOKEN_WORD,
                                     "a kind of value (date, interval, integer, money, ...)", &result->what);
        break;
    case ATTEST_I_MAKE_NOTHING: return ATTEST_OK;
    default: return attest_i_parse_fields(parser, result->action, 1, &result->fields, &result->field_count);
    }
    if (status == ATTEST_OK) {
        status = attest_i_parse_take(parser, ATTEST_I_TOKEN_STRING, "the words of the result in quotation marks",
                                     &result->text);
    }
    if (status != ATTEST_OK || result->action != ATTEST_I_MAKE_VALUE) {
        return status;
    }
    attest_i_rule_field lexical = {ATTEST_VIEW("lexical"), ATTEST_NO_INDEX, {NULL, 0}};
    if (parser->tokens.token.kind == ATTEST_I_TOKEN_STRING ||
        (parser->tokens.token.kind == ATTEST_I_TOKEN_WORD && parser->tokens.token.text.size &&
         strchr("0123456789-+P", parser->tokens.token.text.data[0]))) {
        lexical.literal = parser->tokens.token.text;
        status = attest_i_tokenizer_next(&parser->tokens);
    }
    const attest_i_rule_field *fields = NULL;
    size_t count = 0;
    if (status == ATTEST_OK) {
        status = attest_i_parse_fields(parser, ATTEST_I_MAKE_VALUE, 1, &fields, &count);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    attest_i_rule_field *kept = attest_i_arena_array(&parser->rules->arena, count + 1, sizeof *kept);
    if (!kept) {
        return ATTEST_ERR_NOMEM;
    }
    kept[0] = lexical;
    if (count) {
        memcpy(kept + 1, fields, count * sizeof *kept);
    }
    result->fields = kept;
    result->field_count = count + 1;
    return status;
}

static enum attest_status parse_results(attest_i_rule_parser *parser, attest_i_rule_example *example)
{
    attest_i_rule_result read[RESULT_MAX];
    enum attest_status status = attest_i_parse_mark(parser, "=>", "=> and what must come out");
    while (status == ATTEST_OK) {
        if (example->result_count == RESULT_MAX) {
            return attest_i_token_expected(&parser->tokens, "at most 16 results");
        }
        status = parse_result(parser, &read[example->result_count]);
        example->result_count++;
        if (status != ATTEST_OK || !attest_i_token_is(&parser->tokens, ",")) {
            break;
        }
        status = attest_i_tokenizer_next(&parser->tokens);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    attest_i_rule_result *kept = attest_i_arena_array(&parser->rules->arena, example->result_count, sizeof *kept);
    if (!kept) {
        return ATTEST_ERR_NOMEM;
    }
    memcpy(kept, read, example->result_count * sizeof *kept);
    example->results = kept;
    return ATTEST_OK;
}

/* example [published "DATE"] "text" => results;  silent [published "DATE"] "text" */
enum attest_status attest_i_parse_example(attest_i_rule_parser *parser, int silent)
{
    attest_i_rule *rule = parser->rule;
    attest_i_rule_example example = {0};
    example.line = attest_i_parse_line(parser, parser->tokens.token.begin);
    enum attest_status status = ATTEST_OK;
    if (attest_i_token_is(&parser->tokens, "published")) {
        status = attest_i_tokenizer_next(&parser->tokens);
        if (status == ATTEST_OK) {
            status =
                attest_i_parse_take(parser, ATTEST_I_TOKEN_STRING, "a date in quotation marks", &example.published);
        }
    }
    if (status == ATTEST_OK) {
        status = attest_i_parse_take(parser, ATTEST_I_TOKEN_STRING, "the text of the example in quotation marks",
                                     &example.text);
    }
    if (status == ATTEST_OK && !silent) {
        status = parse_results(parser, &example);
    }
    void *examples = rule->examples;
    if (status == ATTEST_OK) {
        status = attest_i_grow(&examples, &rule->example_capacity, rule->example_count + 1, sizeof *rule->examples);
        rule->examples = examples;
    }
    if (status == ATTEST_OK) {
        rule->examples[rule->example_count++] = example;
    }
    return status;
}
