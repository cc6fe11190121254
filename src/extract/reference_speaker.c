/* The first person in quotations: "I" is who says so, "we" the organisation that says so. Runs when it is known who says what. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <strings.h>

#include "extract/reference.h"
#include "extract/rule_match.h"

static int is_one_of(attest_view word, const char *const *words)
{
    for (size_t i = 0; words[i]; i++) {
        size_t size = strlen(words[i]);
        if (word.size == size && strncasecmp(word.data, words[i], size) == 0) {
            return 1;
        }
    }
    return 0;
}

/* May the speaker be meant by the word? Whom a person means by "we" nobody can tell. */
static int is_first_person(const attest_token *token, enum attest_entity_class speaker)
{
    static const char *const one[] = {"I", "me", "my", "mine", "myself", NULL};
    static const char *const many[] = {"we", "us", "our", "ours", "ourselves", NULL};
    return token->upos == ATTEST_UPOS_PRON && ((speaker == ATTEST_ENTITY_PERSON && is_one_of(token->form, one)) ||
                                               (speaker == ATTEST_ENTITY_ORGANIZATION && is_one_of(token->form, many)));
}

/* Does the content hold the place as the speaker's own words, not as those that somebody quotes in them? */
static int is_own_words(const attest_i_context *context, attest_span content, attest_span word)
{
    uint32_t quote = attest_i_quote_at(&context->page->quotes, word.begin);
    if (quote == ATTEST_NO_INDEX) {
        return 0;
    }
    const attest_i_quote *found = &context->page->quotes.items[quote];
    return found->parent == ATTEST_NO_INDEX || attest_span_contains(found->span, content);
}

static enum attest_status read_content(attest_i_context *context, attest_span content, uint32_t entity,
                                       uint32_t antecedent)
{
    enum attest_entity_class class_ = attest_i_builder_entity_at(context->builder, entity)->class_;
    attest_mention mention = {.entity = entity,
                              .decided_by = ATTEST_VIEW("pronoun"),
                              .rule = attest_i_ruleset_procedure_id(context->rules, ATTEST_VIEW("name-first-person")),
                              .antecedent = antecedent};
    enum attest_status status = ATTEST_OK;
    for (size_t t = attest_i_references_sentence(context, content.begin);
         t < context->trees->count && context->trees->items[t].sentence.span.begin < content.end; t++) {
        const attest_sentence *sentence = &context->trees->items[t].sentence;
        for (uint32_t i = 0; i < sentence->token_count && status == ATTEST_OK; i++) {
            attest_span span = sentence->tokens[i].span;
            if (attest_span_contains(content, span) && is_first_person(&sentence->tokens[i], class_) &&
                attest_i_references_at(context, t, i) == ATTEST_NO_INDEX && is_own_words(context, content, span)) {
                status = attest_i_references_add(context, t, i, i + 1, &mention);
            }
        }
    }
    return status;
}

enum attest_status attest_i_stage_speakers(attest_i_context *context)
{
    enum attest_status status = ATTEST_OK;
    if (!context->trees || attest_i_ruleset_procedure_is_off(context->rules, ATTEST_VIEW("name-first-person"))) {
        return ATTEST_OK;
    }
    for (size_t i = 0; i < attest_i_builder_attribution_count(context->builder) && status == ATTEST_OK; i++) {
        const attest_attribution *said = attest_i_builder_attribution_at(context->builder, i);
        int words = said->kind == ATTEST_ATTRIBUTION_DIRECT || said->kind == ATTEST_ATTRIBUTION_MIXED;
        if (!words || said->recipient || said->speaker.entity == ATTEST_NO_INDEX) {
            continue;
        }
        uint32_t speaker = said->speaker.span_count
                               ? attest_i_references_inside(context, said->speaker.spans[0], said->speaker.entity)
                               : ATTEST_NO_INDEX;
        for (size_t k = 0; k < said->content_count && status == ATTEST_OK; k++) {
            status = read_content(context, said->content[k], said->speaker.entity, speaker);
        }
    }
    return status;
}
