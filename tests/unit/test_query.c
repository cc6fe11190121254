/* Datasets and SPARQL over them, on data made here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../support/folder.h"
#include "attest/dataset.h"
#include "store/dataset.h"

#define EX "http://example.org/"
#define XSD "http://www.w3.org/2001/XMLSchema#"

/* Two graphs and a catalogue; "Quarry Bridge" is claimed closed by one paper and open by another. */
static const char DATA[] =
    "@prefix ex: <" EX "> . @prefix xsd: <" XSD "> .\n"
    "ex:g1 ex:from ex:s1 . ex:s1 ex:title \"Bridge shut\" ; ex:date \"2024-03-01\"^^xsd:date .\n"
    "ex:g2 ex:from ex:s2 . ex:s2 ex:title \"Bridge open\"@en ; ex:date \"2024-03-09\"^^xsd:date ; ex:words 250 .\n"
    "ex:g1 { ex:c1 a ex:Claim ; ex:about ex:bridge ; ex:polarity ex:yes ; ex:speaker ex:mayor ; ex:sure 0.9 .\n"
    "        ex:c2 a ex:Claim ; ex:about ex:road ; ex:polarity ex:yes ; ex:sure 0.5 .\n"
    "        ex:bridge ex:label \"Quarry Bridge\"@en . ex:mayor ex:label \"Ana Berg\" . }\n"
    "ex:g2 { ex:c3 a ex:Claim ; ex:about ex:bridge ; ex:polarity ex:no ; ex:speaker ex:police ; ex:sure 0.75 .\n"
    "        ex:bridge ex:label \"Quarry Bridge\"@en ; ex:length 120 . }\n";

static attest_dataset *open_text(const char *text)
{
    test_folder folder = test_folder_make();
    const char *path = test_folder_write(&folder, "kg.trig", attest_view_of(text));
    attest_dataset *dataset = NULL;
    attest_error error = {.status = ATTEST_OK};
    enum attest_status status = attest_dataset_open(&dataset, path, &error);
    test_folder_remove(&folder);
    cr_assert_eq(status, ATTEST_OK, "%s", error.text);
    return dataset;
}

/* The result of a query as text, or "error: line:column: message". Free it. */
static char *ask(const attest_dataset *dataset, const char *query, enum attest_result_format format)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    char whole[8192];
    snprintf(whole, sizeof whole, "PREFIX ex: <" EX "> PREFIX xsd: <" XSD ">\n%s", query);
    attest_error error = {.status = ATTEST_OK};
    enum attest_status status = attest_dataset_query(dataset, attest_view_of(whole), "test", format, file, &error);
    if (status != ATTEST_OK) {
        fprintf(file, "error: %u:%u: %s", error.line, error.column, error.text);
    }
    fclose(file);
    return text;
}

static void expect(const attest_dataset *dataset, const char *query, const char *expected)
{
    char *result = ask(dataset, query, ATTEST_RESULT_TSV);
    cr_expect_str_eq(result, expected, "%s\n got:\n%s\n expected:\n%s", query, result, expected);
    free(result);
}

static void expect_error(const attest_dataset *dataset, const char *query, const char *part)
{
    char *result = ask(dataset, query, ATTEST_RESULT_TSV);
    cr_expect(strncmp(result, "error:", 6) == 0 && strstr(result, part), "%s\n got:\n%s\n expected an error with: %s",
              query, result, part);
    free(result);
}

#define I(name) "<" EX name ">"

Test(query, graphs)
{
    attest_dataset *dataset = open_text(DATA);
    expect(dataset, "SELECT ?g ?c { GRAPH ?g { ?c ex:about ex:bridge } } ORDER BY ?g",
           "?g\t?c\n" I("g1") "\t" I("c1") "\n" I("g2") "\t" I("c3") "\n");
    expect(dataset, "SELECT ?c { ?c ex:about ex:bridge }", "?c\n");
    expect(dataset, "SELECT ?c { GRAPH ex:g2 { ?c a ex:Claim } }", "?c\n" I("c3") "\n");
    expect(dataset, "SELECT ?g { GRAPH ?g {} } ORDER BY ?g", "?g\n" I("g1") "\n" I("g2") "\n");
    expect(dataset, "SELECT ?t ?c { GRAPH ?g { ?c ex:about ex:road } ?g ex:from ?s . ?s ex:title ?t }",
           "?t\t?c\n\"Bridge shut\"\t" I("c2") "\n");
    expect(dataset,
           "SELECT ?a ?b { GRAPH ?g { ?a ex:about ?x } GRAPH ?h { ?b ex:about ?x } FILTER(?a != ?b) } ORDER BY ?a",
           "?a\t?b\n" I("c1") "\t" I("c3") "\n" I("c3") "\t" I("c1") "\n");
    attest_dataset_free(dataset);
}

Test(query, dataset_clause)
{
    attest_dataset *dataset = open_text(DATA);
    expect(dataset, "SELECT ?c FROM ex:g1 { ?c ex:about ex:bridge }", "?c\n" I("c1") "\n");
    expect(dataset, "SELECT ?l FROM ex:g1 FROM ex:g2 { ex:bridge ex:label ?l }", "?l\n\"Quarry Bridge\"@en\n");
    expect(dataset, "SELECT ?g FROM NAMED ex:g2 { GRAPH ?g { ?c ex:about ex:bridge } }", "?g\n" I("g2") "\n");
    expect_error(dataset, "SELECT ?g FROM ex:nowhere { ?s ?p ?o }", "no graph <" EX "nowhere>");
    attest_dataset_free(dataset);
}

Test(query, optional_union_minus_exists)
{
    attest_dataset *dataset = open_text(DATA);
    expect(dataset, "SELECT ?c ?s { GRAPH ?g { ?c a ex:Claim OPTIONAL { ?c ex:speaker ?s } } } ORDER BY ?c",
           "?c\t?s\n" I("c1") "\t" I("mayor") "\n" I("c2") "\t\n" I("c3") "\t" I("police") "\n");
    expect(dataset,
           "SELECT ?c ?s { GRAPH ?g { ?c a ex:Claim ; ex:sure ?k OPTIONAL { ?c ex:speaker ?s FILTER(?k > 0.8) } } } "
           "ORDER BY ?c",
           "?c\t?s\n" I("c1") "\t" I("mayor") "\n" I("c2") "\t\n" I("c3") "\t\n");
    expect(dataset, "SELECT ?x { { ?x ex:words ?w } UNION { GRAPH ?g { ?x ex:length ?l } } } ORDER BY ?x",
           "?x\n" I("bridge") "\n" I("s2") "\n");
    expect(dataset, "SELECT ?c { GRAPH ?g { ?c a ex:Claim MINUS { ?c ex:speaker ?s } } }", "?c\n" I("c2") "\n");
    expect(dataset, "SELECT ?s { ?s ex:title ?t MINUS { ?a ex:nothing ?b } } ORDER BY ?s",
           "?s\n" I("s1") "\n" I("s2") "\n");
    expect(dataset, "SELECT ?c { GRAPH ?g { ?c a ex:Claim FILTER NOT EXISTS { ?c ex:speaker ?s } } }",
           "?c\n" I("c2") "\n");
    expect(dataset, "SELECT ?c { GRAPH ?g { ?c a ex:Claim FILTER EXISTS { ?c ex:speaker ?s } } } ORDER BY ?c",
           "?c\n" I("c1") "\n" I("c3") "\n");
    expect(dataset,
           "SELECT ?c { GRAPH ?g { ?c ex:about ?x ; ex:sure ?a } FILTER NOT EXISTS { GRAPH ?h { ?d ex:about ?x ; "
           "ex:sure ?b } FILTER(?b > ?a) } } ORDER BY ?c",
           "?c\n" I("c1") "\n" I("c2") "\n");
    expect(dataset, "SELECT ?c { GRAPH ?g { ?c a ex:Claim OPTIONAL { ?c ex:speaker ?s } FILTER(!bound(?s)) } }",
           "?c\n" I("c2") "\n");
    attest_dataset_free(dataset);
}

Test(query, filters)
{
    attest_dataset *dataset = open_text(DATA);
    expect(dataset, "SELECT ?s { ?s ex:date ?d FILTER(?d >= \"2024-03-05\"^^xsd:date) }", "?s\n" I("s2") "\n");
    expect(dataset, "SELECT ?s { ?s ex:date \"2024-03-01\"^^xsd:date }", "?s\n" I("s1") "\n");
    expect(dataset, "SELECT ?s { ?s ex:title ?t FILTER(lang(?t) = \"en\") }", "?s\n" I("s2") "\n");
    expect(dataset, "SELECT ?s { ?s ex:title ?t FILTER(langMatches(lang(?t), \"EN\")) }", "?s\n" I("s2") "\n");
    expect(dataset, "SELECT ?s { ?s ex:title ?t FILTER regex(str(?t), \"SHUT$\", \"i\") }", "?s\n" I("s1") "\n");
    expect(dataset, "SELECT ?s { ?s ex:title ?t FILTER(contains(lcase(str(?t)), \"open\")) }", "?s\n" I("s2") "\n");
    expect(dataset, "SELECT ?s { ?s ex:title ?t FILTER(strstarts(?t, \"Bridge\")) } ORDER BY ?s",
           "?s\n" I("s1") "\n" I("s2") "\n");
    expect(dataset, "SELECT ?c { GRAPH ?g { ?c ex:sure ?k FILTER(?k > 0.6 && ?k < 0.8) } }", "?c\n" I("c3") "\n");
    expect(dataset, "SELECT ?s { ?s ex:words ?w FILTER(?w = 250.0) }", "?s\n" I("s2") "\n");
    expect(dataset, "SELECT ?s { ?s ex:title ?t FILTER(?s IN (ex:s1, ex:nowhere)) }", "?s\n" I("s1") "\n");
    expect(dataset, "SELECT ?s { ?s ex:title ?t FILTER(?s NOT IN (ex:s1)) }", "?s\n" I("s2") "\n");
    expect(dataset, "SELECT ?o { ?s ?p ?o FILTER(isNumeric(?o)) }", "?o\n\"250\"^^<" XSD "integer>\n");
    expect(dataset, "SELECT ?y { ex:s1 ex:date ?d BIND(year(?d) AS ?y) }", "?y\n\"2024\"^^<" XSD "integer>\n");
    expect(dataset, "SELECT ?x { ?s ex:words ?w BIND(?w * 2 + 1 AS ?x) }", "?x\n\"501\"^^<" XSD "integer>\n");
    expect(dataset, "SELECT ?x { ex:s1 ex:title ?t BIND(concat(str(?t), \"!\") AS ?x) }", "?x\n\"Bridge shut!\"\n");
    expect(dataset, "SELECT (strlen(?t) AS ?n) (if(?t = \"Bridge shut\", \"a\", \"b\") AS ?k) { ex:s1 ex:title ?t }",
           "?n\t?k\n\"11\"^^<" XSD "integer>\t\"a\"\n");
    expect(dataset, "SELECT (coalesce(?none, \"x\") AS ?n) { ex:s1 ex:title ?t }", "?n\n\"x\"\n");
    attest_dataset_free(dataset);
}

Test(query, values)
{
    attest_dataset *dataset = open_text(DATA);
    expect(dataset, "SELECT ?s ?t { VALUES ?s { ex:s1 ex:s3 } ?s ex:title ?t }",
           "?s\t?t\n" I("s1") "\t\"Bridge shut\"\n");
    expect(dataset, "SELECT ?s ?k { VALUES (?s ?k) { (ex:s1 1) (ex:s2 UNDEF) } ?s ex:title ?t } ORDER BY ?s",
           "?s\t?k\n" I("s1") "\t\"1\"^^<" XSD "integer>\n" I("s2") "\t\n");
    expect(dataset, "SELECT ?s { ?s ex:title ?t VALUES ?t { \"Bridge open\"@en \"no\" } }", "?s\n" I("s2") "\n");
    expect_error(dataset, "SELECT ?s { ?s ex:title ?t }\nVALUES ?s { ex:s1 }", "3:1: VALUES after");
    attest_dataset_free(dataset);
}

Test(query, groups)
{
    attest_dataset *dataset = open_text(DATA);
    expect(dataset, "SELECT ?x (COUNT(?c) AS ?n) { GRAPH ?g { ?c ex:about ?x } } GROUP BY ?x ORDER BY DESC(?n)",
           "?x\t?n\n" I("bridge") "\t\"2\"^^<" XSD "integer>\n" I("road") "\t\"1\"^^<" XSD "integer>\n");
    expect(dataset, "SELECT ?x { GRAPH ?g { ?c ex:about ?x } } GROUP BY ?x HAVING (COUNT(?c) > 1)",
           "?x\n" I("bridge") "\n");
    expect(dataset, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?c a ex:Claim } }", "?n\n\"3\"^^<" XSD "integer>\n");
    expect(dataset, "SELECT (COUNT(*) AS ?n) { ?c a ex:Nothing }", "?n\n\"0\"^^<" XSD "integer>\n");
    expect(dataset, "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?c ?p ?o } }", "?n\n\"2\"^^<" XSD "integer>\n");
    expect(dataset, "SELECT (MAX(?k) AS ?m) (MIN(?k) AS ?l) (AVG(?k) AS ?a) { GRAPH ?g { ?c ex:sure ?k } }",
           "?m\t?l\t?a\n\"0.9\"^^<" XSD "decimal>\t\"0.5\"^^<" XSD "decimal>\t\"0.716666666666667\"^^<" XSD
           "decimal>\n");
    expect(dataset, "SELECT (SUM(?w) + 1 AS ?n) { ?s ex:words ?w }", "?n\n\"251\"^^<" XSD "integer>\n");
    expect(dataset, "SELECT (GROUP_CONCAT(DISTINCT str(?l) ; separator=\", \") AS ?n) { GRAPH ?g { ?x ex:label ?l } }",
           "?n\n\"Ana Berg, Quarry Bridge\"\n");
    expect_error(dataset, "SELECT ?c (COUNT(?x) AS ?n) { GRAPH ?g { ?c ex:about ?x } } GROUP BY ?x",
                 "?c is selected but neither");
    attest_dataset_free(dataset);
}

Test(query, order_distinct_slice)
{
    attest_dataset *dataset = open_text(DATA);
    expect(dataset, "SELECT DISTINCT ?x { GRAPH ?g { ?c ex:about ?x } } ORDER BY ?x",
           "?x\n" I("bridge") "\n" I("road") "\n");
    expect(dataset, "SELECT ?c { GRAPH ?g { ?c ex:sure ?k } } ORDER BY DESC(?k) LIMIT 1 OFFSET 1", "?c\n" I("c3") "\n");
    expect(dataset, "SELECT ?s { ?s ex:date ?d } ORDER BY DESC(?d)", "?s\n" I("s2") "\n" I("s1") "\n");
    expect(dataset, "SELECT ?s { ?s ex:date ?d } LIMIT 0", "?s\n");
    expect(dataset, "SELECT * { ?s ex:words ?w MINUS { ?s ex:none ?z } }",
           "?s\t?w\n" I("s2") "\t\"250\"^^<" XSD "integer>\n");
    attest_dataset_free(dataset);
}

Test(query, ask_construct_describe)
{
    attest_dataset *dataset = open_text(DATA);
    expect(dataset, "ASK { GRAPH ?g { ?c ex:speaker ex:mayor } }", "true\n");
    expect(dataset, "ASK { ?c ex:speaker ex:mayor }", "false\n");
    char *result = ask(dataset, "CONSTRUCT { ?c ex:in ?g } { GRAPH ?g { ?c ex:about ex:road } }", ATTEST_RESULT_TURTLE);
    cr_expect(strstr(result, "\n<" EX "c2> <" EX "in> <" EX "g1> .\n"), "%s", result);
    free(result);
    result = ask(dataset, "CONSTRUCT { ?c ex:in ?g } { GRAPH ?g { ?c ex:about ex:road } }", ATTEST_RESULT_JSON);
    cr_expect_str_eq(result, "[\n{\"@id\":\"" EX "c2\",\"" EX "in\":[{\"@id\":\"" EX "g1\"}]}\n]\n");
    free(result);
    result = ask(dataset, "DESCRIBE ex:bridge", ATTEST_RESULT_TURTLE);
    cr_expect(strstr(result,
                     "<" EX "bridge> <" EX "label> \"Quarry Bridge\"@en ;\n    <" EX "length> \"120\"^^xsd:integer ."),
              "%s", result);
    free(result);
    result = ask(dataset, "DESCRIBE ?s { ?s ex:words 250 }", ATTEST_RESULT_TURTLE);
    cr_expect(strstr(result, "\"Bridge open\"@en"), "%s", result);
    free(result);
    attest_dataset_free(dataset);
}

Test(query, formats)
{
    attest_dataset *dataset = open_text(DATA);
    const char *query = "SELECT ?s ?t ?d { ?s ex:title ?t OPTIONAL { ?s ex:words ?d } } ORDER BY ?s";
    static const char *const EXPECTED[] = {
        [ATTEST_RESULT_TABLE] = "?s     ?t           ?d\n─────  ───────────  ───\nex:s1  Bridge shut  \n"
                                "ex:s2  Bridge open  250\n(2 rows)\n",
        [ATTEST_RESULT_CSV] = "s,t,d\r\n" EX "s1,Bridge shut,\r\n" EX "s2,Bridge open,250\r\n",
        [ATTEST_RESULT_JSON] = "{\"head\":{\"vars\":[\"s\",\"t\",\"d\"]},\"results\":{\"bindings\":[\n"
                               "{\"s\":{\"type\":\"uri\",\"value\":\"" EX
                               "s1\"},\"t\":{\"type\":\"literal\",\"value\":\"Bridge shut\"}},\n"
                               "{\"s\":{\"type\":\"uri\",\"value\":\"" EX
                               "s2\"},\"t\":{\"type\":\"literal\",\"value\":\"Bridge open\",\"xml:lang\":\"en\"},"
                               "\"d\":{\"type\":\"literal\",\"value\":\"250\",\"datatype\":\"" XSD "integer\"}}\n]}}\n",
    };
    static const enum attest_result_format FORMATS[] = {ATTEST_RESULT_TABLE, ATTEST_RESULT_CSV, ATTEST_RESULT_JSON};
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++) {
        char *result = ask(dataset, query, FORMATS[i]);
        cr_expect_str_eq(result, EXPECTED[FORMATS[i]], "format %d:\n%s", (int)FORMATS[i], result);
        free(result);
    }
    char *result = ask(dataset, query, ATTEST_RESULT_XML);
    cr_expect(strstr(result, "<binding name=\"t\"><literal xml:lang=\"en\">Bridge open</literal></binding>"), "%s",
              result);
    free(result);
    result = ask(dataset, query, ATTEST_RESULT_TURTLE);
    cr_expect(strncmp(result, "error:", 6) == 0);
    free(result);
    attest_dataset_free(dataset);
}

Test(query, paths_that_are_refused_say_what_to_write)
{
    static const struct {
        const char *query;
        const char *message;
    } CASES[] = {
        {"SELECT * {\n  ?s ex:a/ex:b* ?o }", "3:15: property paths of any length"},
        {"SELECT * { ?s ex:a+ ?o }", "write the steps, and UNION for the lengths wanted"},
        {"SELECT * { ?s (ex:a|ex:b)? ?o }", "2:26: property paths of any length"},
        {"SELECT * { ?s !ex:a ?o }", "2:15: a property path with \"!\" is not supported; write a variable"},
        {"SELECT * { ?s ex:a ?o . ; ex:a/ex:b ?x }", "2:25: syntax error, unexpected ';'"},
        {"SELECT * { ?s VALUES ?x { 1 } ex:a/ex:b ?o }", "syntax error"},
        {"SELECT * { ?s ex:a/ ?o }", "2:21: expected an IRI, \"^\" or \"(\""},
        {"SELECT * { ?s (ex:a ?o }", "2:21: expected \")\""},
        {"SELECT * { [ ex:a 1 ] ex:a/ex:b ?o }", "2:23: a property path of a subject in brackets"},
        {"SELECT * { ?s ex:a/ex:b [ ex:a 1 ] }", "2:25: behind a property path"},
        {"SELECT * { ?s ex:a/^ex:b 'x' }", "2:26: a literal has no properties"},
        {"SELECT * { _:s ex:a|ex:b ?o }", "2:26: \"|\" between blank nodes"},
        {"SELECT * { ?s (ex:a|ex:b)/(ex:a|ex:b)/(ex:a|ex:b)/(ex:a|ex:b)/(ex:a|ex:b)/(ex:a|ex:b) ?o }",
         "more than 32 alternatives"},
        {"SELECT * { ?s ((((((((((((((((((ex:a)))))))))))))))))) ?o }", "16 parentheses"},
    };
    attest_dataset *dataset = open_text(DATA);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        expect_error(dataset, CASES[i].query, CASES[i].message);
    }
    attest_dataset_free(dataset);
}

Test(query, errors_have_places)
{
    attest_dataset *dataset = open_text(DATA);
    expect_error(dataset, "CONSTRUCT WHERE {\n  ?s ex:a/ex:b ?o }", "3:10: syntax error, unexpected '/'");
    expect_error(dataset, "SELECT * { ?s nope:a ?o }", "nope");
    expect_error(dataset, "SELECT * { ?s ?p }", "2:18");
    expect_error(dataset, "SELECT * { ?s ?p ?o { SELECT ?s { ?s ?q 1 } } }", "subquery");
    expect_error(dataset, "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }", "SERVICE");
    expect_error(dataset, "SELECT * { ?s ?p ?o FILTER(?o = 1 || EXISTS { ?s ?p 2 }) }", "EXISTS is supported only as");
    expect_error(dataset, "SELECT * { ?a ex:title ?t GRAPH ?g { ?s ?p ?o FILTER(?o = ?t) } }",
                 "move it to the group that does");
    expect_error(dataset, "DELETE WHERE { ?s ?p ?o }", "");
    expect_error(dataset, "", "");
    attest_dataset_free(dataset);
}

/* Pairs of neighbours in `count` nodes: the join that librdf's own stores take a minute for. */
Test(query, four_patterns, .timeout = 30)
{
    attest_dataset *dataset;
    cr_assert_eq(attest_i_dataset_new(&dataset), ATTEST_OK);
    attest_quad_sink sink = attest_i_dataset_as_sink(dataset);
    for (unsigned i = 0; i < 100000; i++) {
        char subject[64];
        char object[64];
        static const char *const PREDICATES[4] = {EX "kind", EX "near", EX "size", EX "in"};
        snprintf(subject, sizeof subject, EX "n%u", i / 4);
        snprintf(object, sizeof object, EX "o%u",
                 i % 4 == 0   ? 0
                 : i % 4 == 1 ? (i / 4 + 1)
                 : i % 4 == 2 ? i / 4 % 100
                              : i / 40);
        if (i % 4 == 1) {
            snprintf(object, sizeof object, EX "n%u", i / 4 + 1);
        }
        attest_quad quad = {{ATTEST_TERM_IRI, attest_view_of(subject), {NULL, 0}, {NULL, 0}},
                            {ATTEST_TERM_IRI, attest_view_of(PREDICATES[i % 4]), {NULL, 0}, {NULL, 0}},
                            {ATTEST_TERM_IRI, attest_view_of(object), {NULL, 0}, {NULL, 0}},
                            {ATTEST_TERM_NONE, {NULL, 0}, {NULL, 0}, {NULL, 0}}};
        cr_assert_eq(sink.quad(sink.self, &quad), ATTEST_OK);
    }
    cr_assert_eq(attest_i_dataset_seal(dataset), ATTEST_OK);
    cr_assert_eq(attest_dataset_size(dataset), 100000);
    struct timespec begin;
    struct timespec end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    expect(dataset, "SELECT (COUNT(*) AS ?n) { ?a ex:kind ex:o0 . ?a ex:near ?b . ?b ex:size ?s . ?b ex:in ?c }",
           "?n\n\"24999\"^^<" XSD "integer>\n");
    clock_gettime(CLOCK_MONOTONIC, &end);
    double seconds = (double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9;
    cr_log_info("four-pattern join over 100,000 quads: %.3f s", seconds);
    cr_expect(seconds < 2.0, "took %.3f s", seconds);
    attest_dataset_free(dataset);
}
