/* The features of all claims and attributions, for src/train/confidence.py:
 *     build/tests/bench-confidence [--lines] INPUT...
 * One line each, in the order of `attest extract --format ndjson`: "claim" or "attribution", the source, the rule, and NAME=VALUE for
 * all that is not 0. A claim that restates an attribution has no features, since it takes the confidence of that. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attest/attest.h"
#include "base/memory.h"
#include "extract/confidence.h"

struct seen {
    const void *key; /* an array that only this claim or attribution has, wherever it is moved */
    double features[ATTEST_I_CLAIM_FEATURE_COUNT];
};

struct notes {
    struct seen *items;
    size_t count;
    size_t capacity;
};

static void note(void *user_data, const attest_claim *claim, const attest_attribution *attribution,
                 const double *features)
{
    struct notes *notes = user_data;
    if (ATTEST_I_VECTOR_RESERVE(notes, 1) != ATTEST_OK) {
        exit(3);
    }
    struct seen *seen = &notes->items[notes->count++];
    memset(seen, 0, sizeof *seen);
    seen->key = claim ? (const void *)claim->evidence : (const void *)attribution->content;
    size_t count = claim ? ATTEST_I_CLAIM_FEATURE_COUNT : ATTEST_I_SAID_FEATURE_COUNT;
    memcpy(seen->features, features, count * sizeof *features);
}

static void print_one(const struct notes *notes, const void *key, enum attest_i_confidence_kind kind, attest_view path,
                      attest_view rule)
{
    printf("%s\t%.*s\t%.*s", kind == ATTEST_I_CONFIDENCE_CLAIM ? "claim" : "attribution", (int)path.size, path.data,
           (int)rule.size, rule.data);
    for (size_t i = 0; i < notes->count; i++) {
        for (size_t k = 0; notes->items[i].key == key && k < attest_i_confidence_feature_count(kind); k++) {
            if (notes->items[i].features[k] != 0) {
                printf("\t%s=%.6f", attest_i_confidence_feature(kind, k), notes->items[i].features[k]);
            }
        }
    }
    putchar('\n');
}

static void print_all(const struct notes *notes, const attest_document *document, const attest_extraction *extraction)
{
    attest_view path = attest_document_path(document);
    for (size_t i = 0; i < attest_extraction_attribution_count(extraction); i++) {
        const attest_attribution *attribution = attest_extraction_attribution_at(extraction, i);
        print_one(notes, attribution->content, ATTEST_I_CONFIDENCE_ATTRIBUTION, path, attribution->rule);
    }
    for (size_t i = 0; i < attest_extraction_claim_count(extraction); i++) {
        const attest_claim *claim = attest_extraction_claim_at(extraction, i);
        print_one(notes, claim->evidence, ATTEST_I_CONFIDENCE_CLAIM, path, claim->rule);
    }
}

int main(int argc, char **argv)
{
    struct notes notes = {0};
    attest_ruleset *rules = NULL;
    attest_extractor *extractor = NULL;
    attest_source_reader *reader = NULL;
    attest_error error = {0};
    attest_source_options options = attest_source_options_default();
    int first = 1;
    if (first < argc && strcmp(argv[first], "--lines") == 0) {
        options.lines = 1;
        first++;
    }
    if (attest_ruleset_new(&rules, NULL, 0, &error) != ATTEST_OK ||
        attest_extractor_new(&extractor, rules, NULL, &error) != ATTEST_OK ||
        attest_source_reader_new(&reader, (const char *const *)argv + first, (size_t)(argc - first), &options,
                                 &error) != ATTEST_OK) {
        fprintf(stderr, "%s\n", error.text);
        return 3;
    }
    attest_i_extractor_observe(extractor, note, &notes);
    attest_document *document = NULL;
    while (attest_source_reader_next(reader, &document, &error) == ATTEST_OK) {
        attest_extraction *extraction = NULL;
        notes.count = 0;
        if (attest_extractor_extract(extractor, document, &extraction, &error) != ATTEST_OK) {
            fprintf(stderr, "%s\n", error.text);
            return 3;
        }
        print_all(&notes, document, extraction);
        attest_extraction_free(extraction);
        attest_document_free(document);
    }
    free(notes.items);
    attest_source_reader_free(reader);
    attest_extractor_free(extractor);
    attest_ruleset_free(rules);
    return 0;
}
