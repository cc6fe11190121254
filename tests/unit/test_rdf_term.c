/* Terms: order, validity of IRIs and literals, path segments, abbreviation. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "attest/quad.h"
#include "rdf/iri_syntax.h"
#include "rdf/term.h"
#include "rdf/writer_terms.h"

Test(rdf_term, iris_are_checked)
{
    static const struct {
        const char *iri;
        int good;
    } cases[] = {
        {"https://kg.example/entity/a%20b#c", 1},
        {"urn:isbn:123", 1},
        {"a:", 1},
        {"https://user@host.example:8080/path?query=/?#frag/?", 1},
        {"https://[2001:db8::1]:80/", 1},
        {"https://kg.example/\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", 1},
        {"https://kg.example/?\xEE\x80\x80", 1}, /* private use in the query */
        {"https://kg.example/source/x#char=0,6", 1},
        {"https://kg.example/(a)'b'!*;=", 1},
        {"", 0},
        {"relative/path", 0},
        {"//host/path", 0},
        {"1a:b", 0},
        {":x", 0},
        {"https://kg.example/a b", 0},
        {"https://kg.example/<a>", 0},
        {"https://kg.example/\"", 0},
        {"https://kg.example/{a}", 0},
        {"https://kg.example/a|b", 0},
        {"https://kg.example/a^b", 0},
        {"https://kg.example/a`b", 0},
        {"https://kg.example/a\\b", 0},
        {"https://kg.example/[a]", 0},
        {"https://kg.example/%", 0},
        {"https://kg.example/%4", 0},
        {"https://kg.example/%4G", 0},
        {"https://kg.example/#a#b", 0},
        {"https://kg.example:port/", 0},
        {"https://a[b]/", 0},
        {"https://[::1", 0},
        {"https://kg.example/a\n", 0},
        {"https://kg.example/\x7F", 0},
        {"https://kg.example/\xEE\x80\x80", 0}, /* private use in the path */
        {"https://kg.example/\xEF\xBF\xBE", 0}, /* noncharacter */
        {"https://kg.example/\xC2\x85", 0},     /* C1 control */
        {"https://kg.example/\xC3", 0},         /* cut UTF-8 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *reason = NULL;
        enum attest_status status = attest_i_iri_check(attest_view_of(cases[i].iri), &reason);
        cr_expect_eq(status, cases[i].good ? ATTEST_OK : ATTEST_ERR_DATA, "%s", cases[i].iri);
        cr_expect((reason == NULL) == (cases[i].good == 1), "%s", cases[i].iri);
    }
}

Test(rdf_term, segments_are_encoded)
{
    attest_i_buffer buffer = {0};
    attest_i_iri_append_segment(&buffer, ATTEST_VIEW("a b/c?d#e:f%g.h~i_j-k \xC3\xA9\xC2\x85\xEF\xBF\xBE"));
    cr_expect_str_eq(buffer.data, "a%20b%2Fc%3Fd%23e%3Af%25g.h~i_j-k%20\xC3\xA9%C2%85%EF%BF%BE");
    attest_i_buffer_clear(&buffer);
}

static attest_term literal(const char *value, const char *datatype, const char *language)
{
    return (attest_term){ATTEST_TERM_LITERAL, attest_view_of(value), attest_view_of(datatype),
                         attest_view_of(language)};
}

Test(rdf_term, literals_are_checked)
{
    attest_term good[] = {literal("", NULL, NULL),   literal("a\xE2\x80\xA8\xF0\x9F\x98\x80\x01", NULL, NULL),
                          literal("x", NULL, "en"),  literal("x", NULL, "zh-hant-tw"),
                          literal("x", "a:b", NULL), literal("x", ATTEST_I_XSD "string", NULL)};
    attest_term bad[] = {literal("\xC3", NULL, NULL),
                         literal("\xED\xA0\x80", NULL, NULL),
                         literal("x", "a:b", "en"),
                         literal("x", NULL, "EN"),
                         literal("x", NULL, "en-"),
                         literal("x", NULL, "-en"),
                         literal("x", NULL, "12"),
                         literal("x", NULL, "en us"),
                         literal("x", NULL, "abcdefghi"),
                         literal("x", "noscheme", NULL),
                         literal("x", ATTEST_I_RDF "langString", NULL)};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        cr_expect_eq(attest_i_term_check(&good[i], NULL), ATTEST_OK, "good %zu", i);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        const char *reason = NULL;
        cr_expect_eq(attest_i_term_check(&bad[i], &reason), ATTEST_ERR_DATA, "bad %zu", i);
        cr_expect_not_null(reason);
    }
    attest_term zero = {.kind = ATTEST_TERM_LITERAL, .value = {"a\0b", 3}};
    cr_expect_eq(attest_i_term_check(&zero, NULL), ATTEST_ERR_DATA);
    attest_term none = {.kind = ATTEST_TERM_NONE};
    cr_expect_eq(attest_i_term_check(&none, NULL), ATTEST_ERR_DATA);
}

Test(rdf_term, order)
{
    attest_term sorted[] = {{.kind = ATTEST_TERM_NONE},
                            {.kind = ATTEST_TERM_IRI, .value = ATTEST_VIEW("a:a")},
                            {.kind = ATTEST_TERM_IRI, .value = ATTEST_VIEW("a:aa")},
                            literal("", NULL, NULL),
                            literal("a", NULL, NULL),
                            literal("a", NULL, "de"),
                            literal("a", NULL, "en"),
                            literal("a", "a:b", NULL)};
    for (size_t i = 0; i < sizeof sorted / sizeof sorted[0]; i++) {
        for (size_t j = 0; j < sizeof sorted / sizeof sorted[0]; j++) {
            int order = attest_term_compare(&sorted[i], &sorted[j]);
            cr_expect_eq((order > 0) - (order < 0), (i > j) - (i < j), "%zu %zu", i, j);
        }
    }
    attest_term plain = literal("a", NULL, NULL);
    attest_term typed = literal("a", ATTEST_I_XSD "string", NULL);
    cr_expect_eq(attest_term_compare(&plain, &typed), 0);
    attest_quad first = {sorted[2], sorted[2], sorted[7], sorted[0]};
    attest_quad second = {sorted[1], sorted[1], sorted[1], sorted[1]};
    cr_expect_lt(attest_quad_compare(&first, &second), 0, "the graph counts first");
}

Test(rdf_term, prefixed_names)
{
    static const struct {
        const char *iri;
        const char *prefix; /* NULL: none */
        const char *local;
    } cases[] = {
        {"https://kg.example/entity/Russia", "ent", "Russia"},
        {"https://kg.example/entity/", "ent", ""},
        {"https://kg.example/", "kg", ""},
        {"https://kg.example/relation/pull-back", "rel", "pull-back"},
        {"https://kg.example/entity/9_to_5", "ent", "9_to_5"},
        {"https://kg.example/entity/a.b", "ent", "a.b"},
        {"https://kg.example/entity/a..b", "ent", "a..b"},
        {"https://kg.example/entity/a.", NULL, NULL},
        {"https://kg.example/entity/.a", NULL, NULL},
        {"https://kg.example/entity/-a", NULL, NULL},
        {"https://kg.example/entity/a-", "ent", "a-"},
        {"https://kg.example/entity/_", "ent", "_"},
        {"https://kg.example/entity/a:b", "ent", "a:b"},
        {"https://kg.example/entity/a%20b", "ent", "a%20b"},
        {"https://kg.example/entity/Jos\xC3\xA9", "ent", "Jos\xC3\xA9"},
        {"https://kg.example/entity/a\xC2\xB7", "ent", "a\xC2\xB7"},
        {"https://kg.example/entity/\xC2\xB7", NULL, NULL},
        {"https://kg.example/entity/\xC3\x97", NULL, NULL},
        {"https://kg.example/entity/a'b", NULL, NULL},
        {"https://kg.example/entity/a(b)", NULL, NULL},
        {"https://kg.example/entity/a/b", NULL, NULL},
        {"https://kg.example/entity/a?b", NULL, NULL},
        {"https://kg.example/entity/a#b", NULL, NULL},
        {"https://kg.example/claim/4be81c", NULL, NULL},
        {"http://www.w3.org/2001/XMLSchema#date", "xsd", "date"},
        {"urn:x", NULL, NULL},
    };
    attest_i_prefixes prefixes;
    cr_assert_eq(attest_i_prefixes_init(&prefixes, "https://kg.example/"), ATTEST_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        attest_view local = {NULL, 0};
        const attest_i_prefix *prefix = attest_i_prefixes_find(&prefixes, attest_view_of(cases[i].iri), &local);
        cr_expect_eq(prefix != NULL, cases[i].prefix != NULL, "%s", cases[i].iri);
        if (prefix && cases[i].prefix) {
            cr_expect(attest_view_equal(prefix->name, attest_view_of(cases[i].prefix)), "%s", cases[i].iri);
            cr_expect(attest_view_equal(local, attest_view_of(cases[i].local)), "%s", cases[i].iri);
        }
    }
    attest_i_prefixes_clear(&prefixes);
}
