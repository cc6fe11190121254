/* Documents: offsets in code points, slices, dates of metadata, documents from memory. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include <criterion/criterion.h>

#include "attest/source.h"
#include "base/utf8.h"
#include "source/date.h"

static attest_document *read_text(attest_view bytes)
{
    attest_document *document;
    attest_error error;
    enum attest_status status = attest_document_from_bytes(&document, bytes, "x.txt", NULL, &error);
    cr_assert_eq(status, ATTEST_OK, "%s", error.text);
    return document;
}

/* Against a plain count, at every boundary, with characters of one to four bytes in changing order. */
Test(document, codepoint_offsets)
{
    static const char *const pieces[] = {"a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"};
    char text[4 * 1000 + 1] = "";
    uint32_t starts[1001];
    uint32_t size = 0;
    unsigned state = 1;
    for (uint32_t i = 0; i < 1000; i++) {
        state = state * 1103515245U + 12345U;
        starts[i] = size;
        size += (uint32_t)sprintf(text + size, "%s", pieces[(state >> 16) % 4]);
    }
    starts[1000] = size;
    attest_document *document = read_text((attest_view){text, size});
    for (uint32_t i = 0; i <= 1000; i++) {
        cr_assert_eq(attest_document_codepoint(document, starts[i]), i);
        cr_assert_eq(attest_document_byte(document, i), starts[i]);
    }
    cr_expect_eq(attest_document_codepoint(document, size + 5), 1000);
    cr_expect_eq(attest_document_codepoint(document, UINT32_MAX), 1000);
    cr_expect_eq(attest_document_byte(document, 1001), size);
    attest_document_free(document);
}

Test(document, offset_inside_a_character_is_its_start)
{
    attest_document *document = read_text(ATTEST_VIEW("a\xE2\x82\xAC"
                                                      "b"));
    cr_expect_eq(attest_document_codepoint(document, 2), 1);
    cr_expect_eq(attest_document_codepoint(document, 3), 1);
    cr_expect_eq(attest_document_codepoint(document, 4), 2);
    attest_document_free(document);
}

Test(document, ascii_offsets)
{
    attest_document *document = read_text(ATTEST_VIEW("abc"));
    cr_expect_eq(attest_document_codepoint(document, 2), 2);
    cr_expect_eq(attest_document_byte(document, 2), 2);
    cr_expect_eq(attest_document_byte(document, 9), 3);
    cr_expect(attest_view_equal(attest_document_slice(document, (attest_span){1, 9}), ATTEST_VIEW("bc")));
    cr_expect_eq(attest_document_slice(document, (attest_span){7, 9}).size, 0);
    attest_document_free(document);
}

Test(document, title_span_covers_the_title)
{
    static const char *const texts[] = {"---\ntitle: \"Caf\xC3\xA9 open\"\n---\nText.",
                                        "{\"title\": \" Caf\\u00e9 open \", \"text\": \"Text.\"}",
                                        "{\"title\": \"Caf\xC3\xA9 open\", \"text\": \"Caf\\u00e9 open again.\"}"};
    for (size_t i = 0; i < 3; i++) {
        attest_document *document;
        attest_source_options options = attest_source_options_default();
        options.type = texts[i][0] == '{' ? "ndjson" : "text";
        cr_assert_eq(attest_document_from_bytes(&document, attest_view_of(texts[i]), NULL, &options, NULL), ATTEST_OK);
        attest_view title = attest_document_slice(document, attest_document_title_span(document));
        cr_expect(attest_view_equal(title, ATTEST_VIEW("Caf\xC3\xA9 open")), "case %zu", i);
        cr_expect(attest_view_equal(title, attest_document_metadata(document)->title), "case %zu", i);
        attest_document_free(document);
    }
}

Test(document, from_bytes_reports_what_is_wrong)
{
    attest_document *document;
    attest_error error;
    attest_source_options options = attest_source_options_default();
    options.max_source_bytes = 3;
    cr_expect_eq(attest_document_from_bytes(&document, ATTEST_VIEW("abcd"), "x", &options, &error), ATTEST_ERR_LIMIT);
    cr_expect_str_eq(error.source, "x");
    cr_expect_null(document);
    cr_expect_eq(attest_document_from_bytes(&document, (attest_view){NULL, 0}, NULL, NULL, &error), ATTEST_ERR_DATA);
    cr_expect_eq(attest_document_from_bytes(&document, ATTEST_VIEW("a\0b"), "x.txt", NULL, &error),
                 ATTEST_ERR_ENCODING);
    cr_expect_eq(error.byte, 1);
    options.type = "nonsense";
    cr_expect_eq(attest_document_from_bytes(&document, ATTEST_VIEW("a"), "x", &options, NULL), ATTEST_ERR_ARGUMENT);
}

/* Control characters of the input do not reach a terminal through a message. */
Test(document, messages_hold_no_control_characters)
{
    attest_document *document;
    attest_error error;
    attest_view bytes = ATTEST_VIEW("{\"text\": \"So few of them that this still counts as text.\", \x1B[2J 1}");
    cr_assert_eq(attest_document_from_bytes(&document, bytes, "x.ndjson", NULL, &error), ATTEST_ERR_SYNTAX);
    for (size_t i = 0; error.text[i]; i++) {
        cr_expect_geq((unsigned char)error.text[i], 0x20, "%s", error.text);
    }
}

Test(document, dates)
{
    static const struct {
        const char *text;
        const char *iso; /* NULL: refused */
    } cases[] = {
        {"2024", "2024"},
        {"2024-12", "2024-12"},
        {"2024-12-16", "2024-12-16"},
        {"2024-2-6", "2024-02-06"},
        {"2024/12/16", "2024-12-16"},
        {"20241216", "2024-12-16"},
        {"20241216T093000Z", "2024-12-16T09:30:00Z"},
        {"20241216093000", "2024-12-16T09:30:00"},
        {"2024-12-16T09:30", "2024-12-16T09:30"},
        {"2024-12-16T09:30Z", "2024-12-16T09:30Z"},
        {"2024-12-16 09:30:15", "2024-12-16T09:30:15"},
        {"2024-12-16T09:30:15.123456+01:00", "2024-12-16T09:30:15+01:00"},
        {"2024-12-16T09:30:15-0530", "2024-12-16T09:30:15-05:30"},
        {"2024-12-16 09:30:15+00", "2024-12-16T09:30:15+00:00"},
        {"2024-02-29", "2024-02-29"},
        {"16 December 2024", "2024-12-16"},
        {"16 Dec 2024", "2024-12-16"},
        {"16th December, 2024", "2024-12-16"},
        {"16-Dec-2024", "2024-12-16"},
        {"Dec 16, 2024", "2024-12-16"},
        {"Dec. 16, 2024", "2024-12-16"},
        {"Sept. 6, 2024", "2024-09-06"},
        {"December 16 2024", "2024-12-16"},
        {"Monday, December 16, 2024", "2024-12-16"},
        {"December 2024", "2024-12"},
        {"Dec 16, 2024, 9:30 am", "2024-12-16T09:30"},
        {"Dec 16, 2024 12:05 p.m. EST", "2024-12-16T12:05-05:00"},
        {"Dec 16, 2024 12:05 AM", "2024-12-16T00:05"},
        {"Mon, 16 Dec 2024 09:30:00 +0100", "2024-12-16T09:30:00+01:00"},
        {"Mon, 16 Dec 2024 09:30:00 GMT", "2024-12-16T09:30:00Z"},
        {"1734339600", "2024-12-16T09:00:00Z"},
        {"1734339600123", "2024-12-16T09:00:00Z"},
        {"0951782400", "2000-02-29T00:00:00Z"},
        {"", NULL},
        {"yesterday", NULL},
        {"03/04/2024", NULL},
        {"2024-13-01", NULL},
        {"2024-02-30", NULL},
        {"2023-02-29", NULL},
        {"2024-00-01", NULL},
        {"2024-12-16T25:00", NULL},
        {"2024-12-16T09:61", NULL},
        {"2024-12-16T09:30+25:00", NULL},
        {"2024-12-16 at nine", NULL},
        {"Dec 32, 2024", NULL},
        {"16 Foo 2024", NULL},
        {"0000", NULL},
        {"99999999999999999999", NULL},
        {"2024-12-16x", NULL},
        {"May", NULL},
        {"-2024", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char out[ATTEST_I_DATE_SIZE] = "";
        enum attest_status status = attest_i_date_normalize(attest_view_of(cases[i].text), out);
        cr_expect_eq(status, cases[i].iso ? ATTEST_OK : ATTEST_NONE, "\"%s\" gave \"%s\"", cases[i].text, out);
        if (cases[i].iso) {
            cr_expect_str_eq(out, cases[i].iso, "\"%s\" gave \"%s\"", cases[i].text, out);
        }
    }
    char out[ATTEST_I_DATE_SIZE];
    cr_expect_eq(attest_i_date_of_epoch(253402300799.0 * 1000 + 1000, out), ATTEST_NONE);
    cr_expect_eq(attest_i_date_of_epoch(-1, out), ATTEST_NONE);
    cr_expect_eq(attest_i_date_of_epoch(0.0 / 1, out), ATTEST_OK);
    cr_expect_str_eq(out, "1970-01-01T00:00:00Z");
}
