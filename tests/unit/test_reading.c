/* Reading: the cases of tests/suite/reading. What the whole pipeline claims of short texts, and what it must not claim. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>
#include <criterion/parameterized.h>

#include "../support/extraction_cases.h"
#include "attest/extraction.h"
#include "attest/extractor.h"
#include "attest/ruleset.h"
#include "attest/source.h"
#include "base/memory.h"

ParameterizedTestParameters(reading, suite)
{
    size_t count;
    char(*files)[CASE_PATH_SIZE] = case_files("tests/suite/reading", &count);
    return cr_make_param_array(char[CASE_PATH_SIZE], files, count);
}

/* SUBJECT | LEMMA | OBJECT | POLARITY MODALITY | ROLE: WORDS; ... | SPEAKER < SPEAKER */
static void show_claim(const attest_extraction *extraction, const attest_claim *claim, attest_i_buffer *out)
{
    attest_i_buffer_append(out, claim->subject.text);
    attest_i_buffer_append(out, ATTEST_VIEW(" | "));
    attest_i_buffer_append(out, claim->predicate_lemma);
    attest_i_buffer_append(out, ATTEST_VIEW(" | "));
    attest_i_buffer_append(out, claim->has_object ? claim->object.text : ATTEST_VIEW("-"));
    attest_i_buffer_print(out, " | %s %s |", claim->polarity == ATTEST_NEGATED ? "negated" : "affirmed",
                          attest_modality_name(claim->modality));
    for (size_t i = 0; i < claim->argument_count; i++) {
        attest_i_buffer_append(out, ATTEST_VIEW(" "));
        attest_i_buffer_append(out, claim->arguments[i].role);
        attest_i_buffer_append(out, ATTEST_VIEW(": "));
        attest_i_buffer_append(out, claim->arguments[i].participant.text);
        attest_i_buffer_append(out, ATTEST_VIEW(";"));
    }
    attest_i_buffer_append(out, ATTEST_VIEW(" |"));
    for (size_t i = 0; i < claim->attribution_count; i++) {
        const attest_attribution *layer = attest_extraction_attribution_at(extraction, claim->attributions[i]);
        attest_i_buffer_append(out, i ? ATTEST_VIEW(" < ") : ATTEST_VIEW(" "));
        attest_i_buffer_append(out, layer->speaker.span_count ? layer->speaker.text : layer->speaker.label);
    }
    attest_i_buffer_append(out, ATTEST_VIEW("\n"));
}

static void read_text(const attest_extractor *extractor, const char *text, attest_i_buffer *out)
{
    attest_document *document = NULL;
    attest_extraction *extraction = NULL;
    attest_error error = {0};
    cr_assert_eq(attest_document_from_bytes(&document, attest_view_of(text), "case", NULL, &error), ATTEST_OK, "%s",
                 error.text);
    cr_assert_eq(attest_extractor_extract(extractor, document, &extraction, &error), ATTEST_OK, "%s", error.text);
    attest_i_buffer_append(out, ATTEST_VIEW(""));
    for (size_t i = 0; i < attest_extraction_claim_count(extraction); i++) {
        show_claim(extraction, attest_extraction_claim_at(extraction, i), out);
    }
    attest_extraction_free(extraction);
    attest_document_free(document);
}

/* Compare the lines "+ WORDS" (some claim holds them) and "- WORDS" (none does) of one case. */
static void check_case(const attest_extractor *extractor, const char *path, const char *name, const char *text,
                       char *wanted)
{
    attest_i_buffer got = {0};
    read_text(extractor, text, &got);
    for (char *line = strtok(wanted, "\n"); line; line = strtok(NULL, "\n")) {
        int found = strstr(got.data, line + 2) != NULL;
        cr_expect(found == (line[0] == '+'), "%s: %s\n%s--- wanted\n%s\n--- got\n%s", path, name, text, line, got.data);
    }
    attest_i_buffer_clear(&got);
}

ParameterizedTest(const char *path, reading, suite)
{
    attest_ruleset *rules = NULL;
    attest_extractor *extractor = NULL;
    attest_error error = {0};
    static char text[8192];
    static char wanted[8192];
    char name[256] = "";
    char line[2048];
    size_t cases = 0;
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    cr_assert_eq(attest_ruleset_new(&rules, NULL, 0, &error), ATTEST_OK, "%s", error.text);
    cr_assert_eq(attest_extractor_new(&extractor, rules, NULL, &error), ATTEST_OK, "%s", error.text);
    while (fgets(line, sizeof line, file)) {
        if (strncmp(line, "== ", 3) == 0) {
            if (name[0]) {
                check_case(extractor, path, name, text, wanted);
            }
            snprintf(name, sizeof name, "%.255s", line);
            text[0] = '\0';
            wanted[0] = '\0';
            cases++;
        } else if (name[0]) {
            char *to = strncmp(line, "+ ", 2) == 0 || strncmp(line, "- ", 2) == 0 ? wanted : text;
            cr_assert_lt(strlen(to) + strlen(line), sizeof text);
            strcat(to, line);
        }
    }
    if (name[0]) {
        check_case(extractor, path, name, text, wanted);
    }
    cr_expect_gt(cases, 0, "%s has no cases", path);
    fclose(file);
    attest_extractor_free(extractor);
    attest_ruleset_free(rules);
}
