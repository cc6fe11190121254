/* One article, and claims about it as another program would hand them over. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "audit_fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"

static const char TEXT[] = "Mayor Ana Berg said the Quarry Bridge is not safe. It will close.\n";

#define TEXT_VIEW ((attest_view){TEXT, sizeof TEXT - 1})

const char AUDIT_FIXTURE_CLAIM[] =
    "{\"type\":\"entity\",\"document\":\"DIGEST\",\"entity\":\"e:b\",\"label\":\"Quarry "
    "Bridge\",\"class\":\"Facility\","
    "\"mentions\":[[20,37]]}\n"
    "{\"type\":\"attribution\",\"document\":\"DIGEST\",\"id\":\"a1\",\"speaker\":{\"text\":\"Mayor Ana "
    "Berg\",\"span\":[[0,14]]},"
    "\"cue\":{\"text\":\"said\",\"lemma\":\"say\",\"span\":[[15,19]]},\"content\":{\"span\":[[20,49]]},\"kind\":"
    "\"indirect\"}\n"
    "{\"type\":\"claim\",\"document\":\"DIGEST\",\"sentence\":[0,50],\"evidence\":[[20,49]],\"quote\":\"the Quarry "
    "Bridge is not "
    "safe\",\"subject\":{\"text\":\"the Quarry "
    "Bridge\",\"span\":[[20,37]],\"entity\":\"e:b\"},\"predicate\":{\"text\":\"is not "
    "safe\",\"lemma\":\"be safe\",\"span\":[[38,49]]},\"object\":null,\"arguments\":[],\"polarity\":\"negated\","
    "\"modality\":\"asserted\",\"attribution\":[\"a1\"],\"quoted\":false,\"confidence\":0.9}\n"
    "{\"type\":\"claim\",\"document\":\"DIGEST\",\"evidence\":[[51,64]],\"subject\":{\"text\":\"It\",\"span\":[[51,53]]"
    ","
    "\"entity\":\"e:b\"},\"predicate\":{\"text\":\"will close\",\"lemma\":\"close\",\"span\":[[54,64]]},"
    "\"polarity\":\"affirmed\",\"modality\":\"intended\"}\n";

/* The lines with the digest in its place; malloc'ed. */
static char *put_digest(const char *lines, const char *digest)
{
    static const char MARK[] = "DIGEST";
    size_t size = strlen(lines) * 14 + 1;
    char *text = malloc(size);
    cr_assert_not_null(text);
    size_t at = 0;
    while (*lines) {
        if (strncmp(lines, MARK, sizeof MARK - 1) == 0) {
            at += (size_t)snprintf(text + at, size - at, "%s", digest);
            lines += sizeof MARK - 1;
        } else {
            text[at++] = *lines++;
        }
    }
    text[at] = '\0';
    return text;
}

void audit_fixture_make(audit_fixture *fixture, const char *lines)
{
    char digest[ATTEST_I_DIGEST_SIZE];
    attest_i_digest state;
    attest_i_digest_init(&state);
    attest_i_digest_update(&state, TEXT_VIEW);
    attest_i_digest_finish(&state, digest);
    memset(fixture, 0, sizeof *fixture);
    fixture->folder = test_folder_make();
    char *text = put_digest(lines ? lines : AUDIT_FIXTURE_CLAIM, digest);
    snprintf(fixture->source, sizeof fixture->source, "%s", test_folder_write(&fixture->folder, "a.txt", TEXT_VIEW));
    snprintf(fixture->claims, sizeof fixture->claims, "%s",
             test_folder_write(&fixture->folder, "claims.ndjson", attest_view_of(text)));
    free(text);
    cr_assert_eq(attest_ruleset_new(&fixture->rules, NULL, 0, NULL), ATTEST_OK);
    cr_assert_eq(attest_graph_mapper_new(&fixture->mapper, fixture->rules, NULL, NULL), ATTEST_OK);
}

void audit_fixture_clear(audit_fixture *fixture)
{
    attest_graph_mapper_free(fixture->mapper);
    attest_ruleset_free(fixture->rules);
    test_folder_remove(&fixture->folder);
}

void audit_fixture_note(void *fixture, const attest_finding *finding)
{
    audit_fixture *noted = fixture;
    noted->findings++;
    snprintf(noted->last_kind, sizeof noted->last_kind, "%s", finding->kind);
}

enum attest_status audit_fixture_import(audit_fixture *fixture, attest_dataset **dataset, attest_import_counts *counts)
{
    const char *source = fixture->source;
    attest_import_request request = {.claims = fixture->claims,
                                     .sources = &source,
                                     .source_count = 1,
                                     .source_options = attest_source_options_default(),
                                     .mapper = fixture->mapper};
    *dataset = NULL;
    enum attest_status status = attest_i_dataset_new(dataset);
    if (status == ATTEST_OK) {
        status =
            attest_import_run(&request, attest_i_dataset_as_sink(*dataset), audit_fixture_note, fixture, counts, NULL);
    }
    if (status == ATTEST_OK) {
        status = attest_i_dataset_seal(*dataset);
    }
    if (status != ATTEST_OK) {
        attest_dataset_free(*dataset);
        *dataset = NULL;
    }
    return status;
}
