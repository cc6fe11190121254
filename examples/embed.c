/* Embedding attest: reads the sources named on the command line and prints who says what.
 * Build: cc embed.c $(pkg-config --cflags --libs attest) */
/* SPDX-License-Identifier: Apache-2.0 */
#include <attest/attest.h>
#include <stdio.h>

static void print_attributions(const attest_extraction *extraction)
{
    const attest_document *document = attest_extraction_document(extraction);
    for (size_t i = 0; i < attest_extraction_attribution_count(extraction); i++) {
        const attest_attribution *found = attest_extraction_attribution_at(extraction, i);
        attest_view words = found->content_count ? attest_document_slice(document, found->content[0]) : found->cue;
        printf("%.*s | %.*s | %.*s\n", (int)found->speaker.label.size, found->speaker.label.data,
               (int)found->cue_lemma.size, found->cue_lemma.data, (int)words.size, words.data);
    }
}

int main(int argc, char **argv)
{
    attest_error error = {0};
    attest_ruleset *rules = NULL;
    attest_extractor *extractor = NULL;
    attest_source_reader *reader = NULL;
    enum attest_status status = attest_ruleset_new(&rules, NULL, 0, &error);
    if (status == ATTEST_OK) {
        status = attest_extractor_new(&extractor, rules, NULL, &error);
    }
    if (status == ATTEST_OK) {
        status = attest_source_reader_new(&reader, (const char *const *)argv + 1, (size_t)argc - 1, NULL, &error);
    }
    attest_document *document = NULL;
    while (status == ATTEST_OK && (status = attest_source_reader_next(reader, &document, &error)) == ATTEST_OK) {
        attest_extraction *extraction = NULL;
        status = attest_extractor_extract(extractor, document, &extraction, &error);
        if (status == ATTEST_OK) {
            print_attributions(extraction);
        }
        attest_extraction_free(extraction);
        attest_document_free(document);
    }
    if (status != ATTEST_END) {
        fprintf(stderr, "%s: %s\n", error.source, error.text);
    }
    attest_source_reader_free(reader);
    attest_extractor_free(extractor);
    attest_ruleset_free(rules);
    return status == ATTEST_END ? 0 : 1;
}
