/* Claims: the cases of tests/suite/claims, from text to claim through the whole extractor. See the README there. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/extraction_cases.h"
#include "attest/extractor.h"
#include "attest/source.h"
#include "base/memory.h"

/* Cases of a file of which one may fail: the language model, which is trained anew from time to time, is never always right. */
#define CASES_PER_FAILURE 20

#define FIELDS_MAX 12

struct suite {
    attest_ruleset *rules;
    attest_extractor *extractor;
    size_t cases;
    size_t failed;
};

/* A case: its name, its text, and the lines of what is and is not expected. */
struct one_case {
    attest_view name;
    attest_i_buffer text;
    attest_i_buffer wanted;
};

static attest_view trim(attest_view text)
{
    while (text.size > 0 && (text.data[0] == ' ' || text.data[0] == '\n')) {
        text.data++;
        text.size--;
    }
    while (text.size > 0 && (text.data[text.size - 1] == ' ' || text.data[text.size - 1] == '\n')) {
        text.size--;
    }
    return text;
}

static attest_view cut(attest_view *rest, char separator)
{
    const char *end = rest->size ? memchr(rest->data, separator, rest->size) : NULL;
    attest_view part = {rest->data, end ? (size_t)(end - rest->data) : rest->size};
    size_t used = part.size + (end != NULL);
    rest->data += used;
    rest->size -= used;
    return part;
}

static int starts_with(attest_view text, const char *start)
{
    return text.size >= strlen(start) && memcmp(text.data, start, strlen(start)) == 0;
}

static int is_word(attest_view text, const char *word)
{
    return attest_view_equal(text, attest_view_of(word));
}

static int participant_fits(const attest_participant *participant, attest_view wanted)
{
    return is_word(wanted, "*") || attest_view_equal(participant->text, wanted) ||
           attest_view_equal(participant->label, wanted);
}

/* "ROLE: WORDS" */
static int has_argument(const attest_claim *claim, attest_view wanted)
{
    attest_view words = wanted;
    attest_view role = trim(cut(&words, ':'));
    for (size_t i = 0; i < claim->argument_count; i++) {
        if (attest_view_equal(claim->arguments[i].role, role) &&
            participant_fits(&claim->arguments[i].participant, trim(words))) {
            return 1;
        }
    }
    return 0;
}

static enum attest_modality modality_of(attest_view name)
{
    for (int i = 0; i < ATTEST_MODALITY_COUNT; i++) {
        if (is_word(name, attest_modality_name((enum attest_modality)i))) {
            return (enum attest_modality)i;
        }
    }
    return ATTEST_MODALITY_COUNT;
}

/* Does the claim fit "SUBJECT | LEMMA | OBJECT | more | more"? */
static int fits(const attest_extraction *extraction, const attest_claim *claim, attest_view line)
{
    attest_view fields[FIELDS_MAX];
    size_t count = 0;
    while (line.size && count < FIELDS_MAX) {
        fields[count++] = trim(cut(&line, '|'));
    }
    cr_assert_geq(count, 3, "a claim has at least subject, lemma and object");
    int object = is_word(fields[2], "*") ||
                 (claim->has_object ? participant_fits(&claim->object, fields[2]) : is_word(fields[2], "-"));
    int fit = participant_fits(&claim->subject, fields[0]) && object &&
              (is_word(fields[1], "*") || attest_view_equal(claim->predicate_lemma, fields[1]));
    enum attest_polarity polarity = ATTEST_AFFIRMED;
    enum attest_modality modality = ATTEST_MODALITY_ASSERTED;
    attest_view speaker = ATTEST_VIEW("");
    for (size_t i = 3; i < count; i++) {
        if (is_word(fields[i], "negated")) {
            polarity = ATTEST_NEGATED;
        } else if (modality_of(fields[i]) < ATTEST_MODALITY_COUNT) {
            modality = modality_of(fields[i]);
        } else if (starts_with(fields[i], "by ")) {
            speaker = (attest_view){fields[i].data + 3, fields[i].size - 3};
        } else {
            fit = fit && has_argument(claim, fields[i]);
        }
    }
    if (claim->attribution_count == 0 || speaker.size == 0) {
        fit = fit && claim->attribution_count == 0 && speaker.size == 0;
    } else {
        fit = fit &&
              participant_fits(&attest_extraction_attribution_at(extraction, claim->attributions[0])->speaker, speaker);
    }
    return fit && claim->polarity == polarity && claim->modality == modality;
}

/* Does it fit a line of what must not be? Subject, lemma and object count, and arguments. */
static int fits_forbidden(const attest_claim *claim, attest_view line)
{
    attest_view subject = trim(cut(&line, '|'));
    attest_view lemma = trim(cut(&line, '|'));
    attest_view object = trim(cut(&line, '|'));
    while (line.size) {
        if (!has_argument(claim, trim(cut(&line, '|')))) {
            return 0;
        }
    }
    return participant_fits(&claim->subject, subject) &&
           (is_word(lemma, "*") || attest_view_equal(claim->predicate_lemma, lemma)) &&
           (is_word(object, "*") ||
            (claim->has_object ? participant_fits(&claim->object, object) : is_word(object, "-")));
}

static int any_fits(const attest_extraction *extraction, attest_view line, int forbidden)
{
    for (size_t i = 0; i < attest_extraction_claim_count(extraction); i++) {
        const attest_claim *claim = attest_extraction_claim_at(extraction, i);
        if (forbidden ? fits_forbidden(claim, line) : fits(extraction, claim, line)) {
            return 1;
        }
    }
    return 0;
}

static void show(const attest_extraction *extraction)
{
    for (size_t i = 0; i < attest_extraction_claim_count(extraction); i++) {
        const attest_claim *claim = attest_extraction_claim_at(extraction, i);
        attest_view object = claim->has_object ? claim->object.text : ATTEST_VIEW("-");
        fprintf(stderr, "   found %.*s | %.*s | %.*s | %s | %s", (int)claim->subject.text.size,
                claim->subject.text.data, (int)claim->predicate_lemma.size, claim->predicate_lemma.data,
                (int)object.size, object.data, attest_polarity_name(claim->polarity),
                attest_modality_name(claim->modality));
        for (size_t k = 0; k < claim->argument_count; k++) {
            const attest_argument *argument = &claim->arguments[k];
            fprintf(stderr, " | %.*s: %.*s", (int)argument->role.size, argument->role.data,
                    (int)argument->participant.text.size, argument->participant.text.data);
        }
        fprintf(stderr, claim->attribution_count ? " | by ...\n" : "\n");
    }
}

static void run_case(struct suite *suite, struct one_case *one, const char *path)
{
    attest_document *document = NULL;
    attest_extraction *extraction = NULL;
    attest_error error = {0};
    if (one->name.size == 0) {
        return;
    }
    attest_view text = attest_i_buffer_view(&one->text);
    cr_assert_eq(attest_document_from_bytes(&document, text, "case", NULL, &error), ATTEST_OK, "%s", error.text);
    cr_assert_eq(attest_extractor_extract(suite->extractor, document, &extraction, &error), ATTEST_OK, "%s",
                 error.text);
    int failed = 0;
    for (attest_view rest = attest_i_buffer_view(&one->wanted); rest.size;) {
        attest_view line = trim(cut(&rest, '\n'));
        int forbidden = starts_with(line, "=! ");
        attest_view claim = {line.data + 3, line.size - 3};
        if (any_fits(extraction, claim, forbidden) == forbidden) {
            failed = 1;
            fprintf(stderr, "%s: %.*s\n   %s %.*s\n", path, (int)one->name.size, one->name.data,
                    forbidden ? "must not be" : "missing", (int)claim.size, claim.data);
        }
    }
    if (failed) {
        show(extraction);
    }
    suite->cases++;
    suite->failed += (size_t)failed;
    attest_extraction_free(extraction);
    attest_document_free(document);
    attest_i_buffer_reset(&one->text);
    attest_i_buffer_reset(&one->wanted);
}

static void run_file(struct suite *suite, const char *path)
{
    struct one_case one = {0};
    char line[1024];
    char name[1024];
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    while (fgets(line, sizeof line, file)) {
        attest_view text = attest_view_of(line);
        if (starts_with(text, "== ")) {
            run_case(suite, &one, path);
            strcpy(name, line);
            one.name = trim(attest_view_of(name + 3));
        } else if (one.name.size > 0) {
            attest_i_buffer_append(starts_with(text, "=> ") || starts_with(text, "=! ") ? &one.wanted : &one.text,
                                   text);
        }
    }
    run_case(suite, &one, path);
    fclose(file);
    attest_i_buffer_clear(&one.text);
    attest_i_buffer_clear(&one.wanted);
}

ParameterizedTestParameters(claims, suite)
{
    size_t count;
    char(*files)[CASE_PATH_SIZE] = case_files("tests/suite/claims", &count);
    return cr_make_param_array(char[CASE_PATH_SIZE], files, count);
}

ParameterizedTest(const char *path, claims, suite)
{
    struct suite suite = {0};
    attest_error error = {0};
    cr_assert_eq(attest_ruleset_new(&suite.rules, NULL, 0, &error), ATTEST_OK, "%s", error.text);
    cr_assert_eq(attest_extractor_new(&suite.extractor, suite.rules, NULL, &error), ATTEST_OK, "%s", error.text);
    run_file(&suite, path);
    cr_expect_gt(suite.cases, 0, "%s has no cases", path);
    cr_expect_leq(suite.failed * CASES_PER_FAILURE, suite.cases, "%s: %zu of %zu cases failed", path, suite.failed,
                  suite.cases);
    attest_extractor_free(suite.extractor);
    attest_ruleset_free(suite.rules);
}
