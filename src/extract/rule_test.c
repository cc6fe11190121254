/* The examples of rules, run as tests: each text goes through the stages and the extractor, and what the rule made of it is compared. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "attest/extractor.h"
#include "attest/source.h"
#include "extract/rule.h"
#include "extract/rule_names.h"
#include "extract/stage.h"
#include "extract/values.h"

/* One run of one example. */
struct example_run {
    const attest_ruleset *rules;
    const attest_extractor *extractor;
    const attest_i_rule *rule;
    const attest_i_rule_example *example;
    attest_document *document;
    attest_i_builder *builder; /* of the zone and value stages, which leave nothing in the extraction */
    attest_i_arena arena;
    attest_i_context context;
    attest_extraction *extraction;
};

static enum attest_status make_document(struct example_run *run, attest_error *error)
{
    attest_i_buffer bytes = {0};
    if (run->example->published.size) {
        attest_i_buffer_print(&bytes, "---\npublished: %.*s\n---\n\n", (int)run->example->published.size,
                              run->example->published.data);
    }
    attest_i_buffer_append(&bytes, run->example->text);
    enum attest_status status = bytes.status;
    if (status == ATTEST_OK) {
        status = attest_document_from_bytes(&run->document, attest_i_buffer_view(&bytes), "example", NULL, error);
    }
    attest_i_buffer_clear(&bytes);
    return status;
}

static enum attest_status start_run(struct example_run *run, attest_error *error)
{
    enum attest_status status = make_document(run, error);
    if (status == ATTEST_OK) {
        status = attest_i_builder_new(&run->builder, run->document);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    run->context.document = run->document;
    run->context.rules = run->rules;
    run->context.builder = run->builder;
    run->context.arena = &run->arena;
    run->context.error = error;
    status = attest_i_stage_zones(&run->context);
    if (status == ATTEST_OK) {
        status = attest_i_stage_values(&run->context);
    }
    if (status == ATTEST_OK) {
        status = attest_extractor_extract(run->extractor, run->document, &run->extraction, error);
    }
    return status;
}

static void end_run(struct example_run *run)
{
    attest_extraction_free(run->extraction);
    attest_i_builder_free(run->builder);
    attest_i_arena_clear(&run->arena);
    attest_document_free(run->document);
}

/* Descriptions: "name \"text\"" and "name=\"text\"" as in rule files, so that a failure can be pasted into one. */
static void describe(attest_i_buffer *out, const char *name, attest_view text)
{
    attest_i_buffer_print(out, " %s=\"", name);
    attest_i_buffer_append(out, text);
    attest_i_buffer_byte(out, '"');
}

static void separate(attest_i_buffer *out)
{
    if (out->size) {
        attest_i_buffer_append(out, ATTEST_VIEW("; "));
    }
}

static void describe_value(attest_i_buffer *out, attest_view text, const attest_value *value)
{
    attest_i_buffer_print(out, "value %s \"%.*s\"", attest_i_value_kind_name(value->kind), (int)text.size, text.data);
    if (value->lexical.size) {
        attest_i_buffer_print(out, " %.*s", (int)value->lexical.size, value->lexical.data);
    }
    if (value->upper.size) {
        describe(out, "upper", value->upper);
    }
    if (value->unit.size) {
        describe(out, "unit", value->unit);
    }
    if (value->bound != ATTEST_BOUND_EXACT) {
        describe(out, "bound", attest_view_of(attest_i_value_bound_name(value->bound)));
    }
}

static attest_view lower_name(const char *name, char out[32])
{
    size_t size = 0;
    for (; size < 31 && name[size]; size++) {
        out[size] = name[size] >= 'A' && name[size] <= 'Z' ? (char)(name[size] + 32) : name[size];
    }
    return (attest_view){out, size};
}

static attest_view spans_text(const struct example_run *run, const attest_span *spans, size_t count)
{
    if (count == 0) {
        return (attest_view){NULL, 0};
    }
    return attest_document_slice(run->document, (attest_span){spans[0].begin, spans[count - 1].end});
}

/* What is compared of claims and attributions, by name of the field. */
static attest_view claim_field(const struct example_run *run, const attest_claim *claim, attest_view name,
                               char scratch[32])
{
    (void)run;
    if (attest_view_equal(name, ATTEST_VIEW("subject"))) {
        return claim->subject.text;
    }
    if (attest_view_equal(name, ATTEST_VIEW("predicate"))) {
        return claim->predicate.size ? claim->predicate : claim->predicate_lemma;
    }
    if (attest_view_equal(name, ATTEST_VIEW("lemma"))) {
        return claim->predicate_lemma;
    }
    if (attest_view_equal(name, ATTEST_VIEW("object"))) {
        return claim->has_object ? claim->object.text : (attest_view){NULL, 0};
    }
    if (attest_view_equal(name, ATTEST_VIEW("polarity"))) {
        return lower_name(attest_polarity_name(claim->polarity), scratch);
    }
    if (attest_view_equal(name, ATTEST_VIEW("modality"))) {
        return lower_name(attest_modality_name(claim->modality), scratch);
    }
    for (size_t i = 0; i < claim->argument_count; i++) {
        if (attest_view_equal(claim->arguments[i].role, name)) {
            return claim->arguments[i].participant.text;
        }
    }
    return (attest_view){NULL, 0};
}

static attest_view attribution_field(const struct example_run *run, const attest_attribution *attribution,
                                     attest_view name, char scratch[32])
{
    if (attest_view_equal(name, ATTEST_VIEW("speaker"))) {
        return attribution->speaker.text;
    }
    if (attest_view_equal(name, ATTEST_VIEW("cue"))) {
        return attribution->cue;
    }
    if (attest_view_equal(name, ATTEST_VIEW("lemma"))) {
        return attribution->cue_lemma;
    }
    if (attest_view_equal(name, ATTEST_VIEW("content"))) {
        return spans_text(run, attribution->content, attribution->content_count);
    }
    if (attest_view_equal(name, ATTEST_VIEW("kind"))) {
        return lower_name(attest_attribution_kind_name(attribution->kind), scratch);
    }
    return lower_name(attest_stance_name(attribution->stance), scratch);
}

static attest_view field_literal(const attest_i_rule_result *result, attest_view name)
{
    for (size_t i = 0; i < result->field_count; i++) {
        if (attest_view_equal(result->fields[i].name, name)) {
            return result->fields[i].literal;
        }
    }
    return (attest_view){NULL, 0};
}

static int value_is(const attest_i_rule_result *result, attest_view text, const attest_value *value)
{
    attest_view bound = field_literal(result, ATTEST_VIEW("bound"));
    attest_view is_bound = attest_view_of(attest_i_value_bound_name(value->bound));
    return attest_view_equal(text, result->text) &&
           attest_view_equal(result->what, attest_view_of(attest_i_value_kind_name(value->kind))) &&
           attest_view_equal(field_literal(result, ATTEST_VIEW("lexical")), value->lexical) &&
           attest_view_equal(field_literal(result, ATTEST_VIEW("upper")), value->upper) &&
           attest_view_equal(field_literal(result, ATTEST_VIEW("unit")), value->unit) &&
           (attest_view_equal(bound, is_bound) || (bound.size == 0 && value->bound == ATTEST_BOUND_EXACT));
}

/* Each of these four looks through one kind of thing that the rule made: whether one is as `result` says (NULL: none is asked for), and
 * what there is, into `found`. */
static int look_at_zones(const struct example_run *run, const attest_i_rule_result *result, attest_i_buffer *found)
{
    int hit = 0;
    for (size_t i = 0; i < run->context.zone_count; i++) {
        const attest_i_zone *zone = &run->context.zones[i];
        if (!attest_view_equal(zone->rule, run->rule->id)) {
            continue;
        }
        attest_view text = attest_document_slice(run->document, zone->span);
        attest_view kind = attest_view_of(attest_i_zone_names[zone->kind]);
        hit |= result && attest_view_equal(text, result->text) && attest_view_equal(kind, result->what);
        separate(found);
        attest_i_buffer_print(found, "zone %s \"%.*s\"", kind.data, (int)text.size, text.data);
    }
    return hit;
}

static int look_at_values(const struct example_run *run, const attest_i_rule_result *result, attest_i_buffer *found)
{
    int hit = 0;
    for (size_t i = 0; i < run->context.timex_count; i++) {
        const attest_i_timex *timex = &run->context.timexes[i];
        if (!attest_view_equal(timex->rule, run->rule->id)) {
            continue;
        }
        attest_view text = attest_document_slice(run->document, timex->span);
        hit |= result && value_is(result, text, &timex->value);
        separate(found);
        describe_value(found, text, &timex->value);
    }
    return hit;
}

static int look_at_mentions(const struct example_run *run, const attest_i_rule_result *result, attest_i_buffer *found)
{
    int hit = 0;
    for (size_t i = 0; i < attest_extraction_mention_count(run->extraction); i++) {
        const attest_mention *mention = attest_extraction_mention_at(run->extraction, i);
        if (!attest_view_equal(mention->rule, run->rule->id)) {
            continue;
        }
        char scratch[32];
        attest_view text = attest_document_slice(run->document, mention->span);
        const attest_entity *entity = attest_extraction_entity_at(run->extraction, mention->entity);
        attest_view class_ = lower_name(attest_entity_class_name(entity->class_), scratch);
        hit |= result && attest_view_equal(text, result->text) && attest_view_equal(class_, result->what);
        separate(found);
        attest_i_buffer_print(found, "mention %.*s \"%.*s\"", (int)class_.size, class_.data, (int)text.size, text.data);
    }
    return hit;
}

static int look_at_attributions(const struct example_run *run, const attest_i_rule_result *result,
                                attest_i_buffer *found)
{
    static const char *const fields[] = {"speaker", "cue", "content", "kind", "stance"};
    int hit = 0;
    for (size_t i = 0; i < attest_extraction_attribution_count(run->extraction); i++) {
        const attest_attribution *attribution = attest_extraction_attribution_at(run->extraction, i);
        char scratch[32];
        if (!attest_view_equal(attribution->rule, run->rule->id)) {
            continue;
        }
        int same = result != NULL;
        for (size_t k = 0; same && k < result->field_count; k++) {
            same = attest_view_equal(attribution_field(run, attribution, result->fields[k].name, scratch),
                                     result->fields[k].literal);
        }
        hit |= same;
        separate(found);
        attest_i_buffer_append(found, ATTEST_VIEW("attribution"));
        for (size_t k = 0; k < sizeof fields / sizeof fields[0]; k++) {
            describe(found, fields[k], attribution_field(run, attribution, attest_view_of(fields[k]), scratch));
        }
    }
    return hit;
}

static int look_at_claims(const struct example_run *run, const attest_i_rule_result *result, attest_i_buffer *found)
{
    static const char *const fields[] = {"subject", "predicate", "object", "polarity", "modality"};
    int hit = 0;
    for (size_t i = 0; i < attest_extraction_claim_count(run->extraction); i++) {
        const attest_claim *claim = attest_extraction_claim_at(run->extraction, i);
        char scratch[32];
        if (!attest_view_equal(claim->rule, run->rule->id)) {
            continue;
        }
        int same = result != NULL;
        for (size_t k = 0; same && k < result->field_count; k++) {
            same =
                attest_view_equal(claim_field(run, claim, result->fields[k].name, scratch), result->fields[k].literal);
        }
        hit |= same;
        separate(found);
        attest_i_buffer_append(found, ATTEST_VIEW("claim"));
        for (size_t k = 0; k < sizeof fields / sizeof fields[0]; k++) {
            describe(found, fields[k], claim_field(run, claim, attest_view_of(fields[k]), scratch));
        }
        for (size_t k = 0; k < claim->argument_count; k++) {
            attest_i_buffer_print(found, " %.*s=\"%.*s\"", (int)claim->arguments[k].role.size,
                                  claim->arguments[k].role.data, (int)claim->arguments[k].participant.text.size,
                                  claim->arguments[k].participant.text.data);
        }
    }
    return hit;
}

typedef int look(const struct example_run *run, const attest_i_rule_result *result, attest_i_buffer *found);

static look *const looks[ATTEST_I_MAKE_COUNT] = {
    [ATTEST_I_MAKE_ZONE] = look_at_zones,       [ATTEST_I_MAKE_VALUE] = look_at_values,
    [ATTEST_I_MAKE_MENTION] = look_at_mentions, [ATTEST_I_MAKE_ATTRIBUTION] = look_at_attributions,
    [ATTEST_I_MAKE_CLAIM] = look_at_claims,
};

static void describe_result(attest_i_buffer *out, const attest_i_rule_result *result)
{
    separate(out);
    attest_i_buffer_print(out, "%s", attest_i_rule_action_names[result->action]);
    if (result->text.size) {
        attest_i_buffer_print(out, " %.*s \"%.*s\"", (int)result->what.size, result->what.data, (int)result->text.size,
                              result->text.data);
    }
    for (size_t i = 0; i < result->field_count; i++) {
        if (attest_view_equal(result->fields[i].name, ATTEST_VIEW("lexical"))) {
            attest_i_buffer_print(out, " %.*s", (int)result->fields[i].literal.size,
                                  result->fields[i].literal.data ? result->fields[i].literal.data : "");
        } else {
            attest_i_buffer_print(out, " %.*s=\"%.*s\"", (int)result->fields[i].name.size, result->fields[i].name.data,
                                  (int)result->fields[i].literal.size,
                                  result->fields[i].literal.data ? result->fields[i].literal.data : "");
        }
    }
}

/* Whether the run gave what the example says; else both sides in words. */
static int compare(const struct example_run *run, attest_i_buffer *expected, attest_i_buffer *found)
{
    attest_i_buffer ignored = {0};
    int good = 1;
    int silent = 1;
    for (size_t i = 0; i < run->example->result_count; i++) {
        const attest_i_rule_result *result = &run->example->results[i];
        describe_result(expected, result);
        if (looks[result->action]) {
            silent = 0;
            good &= looks[result->action](run, result, &ignored);
        }
    }
    attest_i_buffer_clear(&ignored);
    for (size_t i = 0; i < ATTEST_I_MAKE_COUNT; i++) {
        if (looks[i]) {
            (void)looks[i](run, NULL, found);
        }
    }
    if (run->example->result_count == 0) {
        attest_i_buffer_append(expected, ATTEST_VIEW("nothing"));
    }
    good = silent ? found->size == 0 : good;
    if (found->size == 0) {
        attest_i_buffer_append(found, ATTEST_VIEW("nothing"));
    }
    return good;
}

static enum attest_status run_example(struct example_run *run, attest_rule_failure_handler *handler, void *user_data,
                                      attest_rule_test_counts *counts, attest_error *error)
{
    attest_i_buffer expected = {0};
    attest_i_buffer found = {0};
    enum attest_status status = start_run(run, error);
    counts->examples++;
    if (status == ATTEST_OK && !compare(run, &expected, &found)) {
        counts->failures++;
        attest_rule_failure failure = {run->rule->id,
                                       run->rule->file,
                                       run->example->line,
                                       run->example->text,
                                       attest_i_buffer_view(&expected),
                                       attest_i_buffer_view(&found)};
        status = expected.status != ATTEST_OK ? expected.status : found.status;
        if (handler && status == ATTEST_OK) {
            handler(user_data, &failure);
        }
    }
    attest_i_buffer_clear(&expected);
    attest_i_buffer_clear(&found);
    end_run(run);
    return status;
}

enum attest_status attest_ruleset_test(const attest_ruleset *rules, attest_rule_failure_handler *handler,
                                       void *user_data, attest_rule_test_counts *counts, attest_error *error)
{
    attest_extractor *extractor = NULL;
    memset(counts, 0, sizeof *counts);
    enum attest_status status = attest_extractor_new(&extractor, rules, NULL, error);
    for (size_t i = 0; status == ATTEST_OK && i < rules->rules.count; i++) {
        const attest_i_rule *rule = &rules->rules.items[i];
        counts->rules++;
        for (size_t k = 0; status == ATTEST_OK && k < rule->example_count; k++) {
            struct example_run run;
            memset(&run, 0, sizeof run);
            run.rules = rules;
            run.extractor = extractor;
            run.rule = rule;
            run.example = &rule->examples[k];
            status = run_example(&run, handler, user_data, counts, error);
        }
    }
    attest_extractor_free(extractor);
    return status;
}
