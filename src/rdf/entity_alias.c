/* Entities with one IRI, found by sorting the IRIs' digests. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/entity_alias.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "rdf/mapping.h"

struct named {
    char digest[ATTEST_I_DIGEST_SIZE]; /* of the IRI */
    uint32_t entity;
};

static int compare_named(const void *left, const void *right)
{
    const struct named *a = left;
    const struct named *b = right;
    int order = memcmp(a->digest, b->digest, sizeof a->digest);
    return order ? order : (a->entity > b->entity) - (a->entity < b->entity);
}

enum attest_status attest_i_entity_aliases(const attest_graph_mapper *mapper, const attest_extraction *extraction,
                                           const unsigned char *speaks, uint32_t **first)
{
    size_t count = attest_extraction_entity_count(extraction);
    struct named *all = calloc(count + 1, sizeof *all);
    uint32_t *found = calloc(count + 1, sizeof *found);
    enum attest_status status = all && found ? ATTEST_OK : ATTEST_ERR_NOMEM;
    for (size_t i = 0; status == ATTEST_OK && i < count; i++) {
        char iri[ATTEST_IRI_MAX];
        attest_i_digest digest;
        status = attest_i_graph_entity_iri(mapper, extraction, i, speaks[i], iri, sizeof iri);
        if (status == ATTEST_OK) {
            attest_i_digest_init(&digest);
            attest_i_digest_update(&digest, attest_view_of(iri));
            attest_i_digest_finish(&digest, all[i].digest);
            all[i].entity = (uint32_t)i;
        }
    }
    if (status == ATTEST_OK) {
        qsort(all, count, sizeof *all, compare_named);
        for (size_t i = 0; i < count; i++) {
            int same = i > 0 && memcmp(all[i].digest, all[i - 1].digest, sizeof all[i].digest) == 0;
            found[all[i].entity] = same ? found[all[i - 1].entity] : all[i].entity;
        }
    }
    free(all);
    if (status != ATTEST_OK) {
        free(found);
        found = NULL;
    }
    *first = found;
    return status;
}
