/* JSON-LD contexts: what of them is understood, and that ours is. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "base/embedded.h"
#include "rdf/jsonld_context.h"

static attest_i_jsonld_context context;

static enum attest_status load(const char *text, const char **reason)
{
    json_t *object = json_loads(text, 0, NULL);
    cr_assert_not_null(object, "%s", text);
    enum attest_status status = attest_i_jsonld_context_load(&context, object, reason);
    json_decref(object);
    return status;
}

static void expect_view(attest_view view, const char *expected)
{
    cr_expect(attest_view_equal(view, attest_view_of(expected)), "%.*s is not %s", (int)view.size, view.data, expected);
}

Test(writer_context, terms_and_prefixes)
{
    const char *reason;
    const char *text =
        "{\"@version\":1.1,\"when\":{\"@id\":\"ex:when\",\"@type\":\"ex:date\"},\"ex\":\"base:ns#\","
        "\"base\":\"https://a.example/\",\"word\":\"ex:word\",\"other\":\"ex:word\","
        "\"see\":{\"@id\":\"ex:see\",\"@type\":\"@id\",\"@container\":\"@set\"},\"in\":{\"@reverse\":\"ex:of\"},"
        "\"list\":{\"@id\":\"ex:list\",\"@container\":\"@list\"},\"none\":null,\"id\":\"@id\","
        "\"far\":{\"@id\":\"https://far.example/\",\"@prefix\":true},\"near\":{\"@id\":\"https://near.example/\"},"
        "\"ex:self\":{\"@type\":\"@vocab\"}}";
    cr_assert_eq(load(text, &reason), ATTEST_OK, "%s", reason);
    attest_view suffix;
    attest_i_buffer buffer = {0};
    expect_view(attest_i_jsonld_context_find(&context, ATTEST_VIEW("when"))->iri, "https://a.example/ns#when");
    expect_view(attest_i_jsonld_context_find(&context, ATTEST_VIEW("when"))->datatype, "https://a.example/ns#date");
    cr_expect_eq(attest_i_jsonld_context_find(&context, ATTEST_VIEW("see"))->coercion, ATTEST_I_COERCION_IRI);
    cr_expect_eq(attest_i_jsonld_context_find(&context, ATTEST_VIEW("ex:self"))->coercion, ATTEST_I_COERCION_IRI);
    static const char *const unusable[] = {"in", "list", "none", "id"};
    for (size_t i = 0; i < 4; i++) {
        const attest_i_jsonld_term *term = attest_i_jsonld_context_find(&context, attest_view_of(unusable[i]));
        cr_assert_not_null(term);
        cr_expect_eq(term->iri.size, 0, "%s", unusable[i]);
    }
    cr_expect_null(attest_i_jsonld_context_find(&context, ATTEST_VIEW("absent")));
    expect_view(attest_i_jsonld_context_property(&context, ATTEST_VIEW("https://a.example/ns#word"))->name, "word");
    cr_expect_null(attest_i_jsonld_context_property(&context, ATTEST_VIEW("https://a.example/ns#list")));
    expect_view(attest_i_jsonld_context_prefix(&context, ATTEST_VIEW("https://a.example/ns#x"), &suffix)->name, "ex");
    expect_view(suffix, "x");
    expect_view(attest_i_jsonld_context_prefix(&context, ATTEST_VIEW("https://far.example/x"), &suffix)->name, "far");
    cr_expect_null(attest_i_jsonld_context_prefix(&context, ATTEST_VIEW("https://near.example/x"), &suffix));
    static const char *const expansions[][2] = {{"ex:a", "https://a.example/ns#a"},
                                                {"far:a", "https://far.example/a"},
                                                {"near:a", "near:a"},
                                                {"ex://a", "ex://a"},
                                                {"urn:a:b", "urn:a:b"},
                                                {"ex:", "https://a.example/ns#"}};
    for (size_t i = 0; i < sizeof expansions / sizeof expansions[0]; i++) {
        cr_expect_eq(attest_i_jsonld_context_expand(&context, attest_view_of(expansions[i][0]), &buffer), ATTEST_OK);
        expect_view(attest_i_buffer_view(&buffer), expansions[i][1]);
    }
    cr_expect_eq(attest_i_jsonld_context_expand(&context, ATTEST_VIEW("word"), &buffer), ATTEST_NONE);
    attest_i_buffer_clear(&buffer);
    attest_i_jsonld_context_clear(&context);
}

Test(writer_context, what_changes_everything_is_refused)
{
    static const char *const texts[] = {
        "{\"@vocab\":\"a:\"}", "{\"@base\":\"a:\"}", "{\"@language\":\"en\"}", "{\"@import\":\"a:\"}", "[]",
        "{\"@version\":\"1\"}"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const char *reason = NULL;
        cr_expect_eq(load(texts[i], &reason), ATTEST_ERR_UNSUPPORTED, "%s", texts[i]);
        cr_expect_not_null(reason);
    }
}

Test(writer_context, prefixes_in_a_circle_end)
{
    const char *reason;
    cr_assert_eq(load("{\"a\":\"b:x/\",\"b\":\"a:y/\",\"c\":\"c:z/\"}", &reason), ATTEST_OK);
    attest_i_jsonld_context_clear(&context);
}

Test(writer_context, our_own_is_understood_wholly)
{
    attest_view content;
    const char *reason = NULL;
    cr_assert_eq(attest_i_embedded_find(ATTEST_VIEW("context.jsonld"), &content), ATTEST_OK);
    json_t *document = json_loadb(content.data, content.size, JSON_REJECT_DUPLICATES, NULL);
    cr_assert_not_null(document);
    cr_assert_eq(attest_i_jsonld_context_load(&context, json_object_get(document, "@context"), &reason), ATTEST_OK,
                 "%s", reason);
    for (size_t i = 0; i < context.count; i++) {
        attest_view name = context.terms[i].name;
        cr_expect_gt(context.terms[i].iri.size, 0, "the term \"%.*s\" would never be used", (int)name.size, name.data);
    }
    json_decref(document);
    attest_i_jsonld_context_clear(&context);
}
