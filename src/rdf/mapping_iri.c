/* What attest's own IRIs are made of: names, and digests over all that makes one claim differ from another. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "language/pronoun.h"
#include "rdf/mapping.h"

#define DIGEST_MARK (sizeof "sha256:" - 1)

/* A one-word name of a person carries its class, since such names are those of places and firms as well
 * ("Washington", "Ford"); longer names hardly ever are, and a class that readers assign differently must not split an entity. */
#define PERSON_MARK ATTEST_VIEW("-person")

enum attest_status attest_i_source_path(attest_i_buffer *buffer, const attest_graph_mapper *mapper, const char *kind,
                                        const attest_document *document)
{
    attest_i_buffer_append(buffer, attest_i_buffer_view(&mapper->base));
    attest_i_buffer_print(buffer, "%s%.*s", kind, ATTEST_I_SOURCE_DIGITS,
                          attest_document_digest(document) + DIGEST_MARK);
    return buffer->status;
}

int attest_i_entity_is_local(const attest_entity *entity, int speaks)
{
    return !entity->named && (speaks || entity->class_ == ATTEST_ENTITY_PERSON || attest_i_pronoun_is(entity->label));
}

enum attest_status attest_i_entity_path(attest_i_buffer *buffer, const attest_document *document,
                                        const attest_i_described *entity, int local)
{
    if (local) {
        attest_i_buffer_print(buffer, "source/%.*s/", ATTEST_I_SOURCE_DIGITS,
                              attest_document_digest(document) + DIGEST_MARK);
    }
    attest_i_buffer_append(buffer, ATTEST_VIEW("entity/"));
    size_t begin = buffer->size;
    enum attest_status status =
        attest_i_name_append(buffer, entity->named ? ATTEST_I_NAME_PROPER : ATTEST_I_NAME_DESCRIPTION, entity->label);
    if (status != ATTEST_OK) {
        return status;
    }
    if (entity->named && entity->class_ == ATTEST_ENTITY_PERSON &&
        !memchr(buffer->data + begin, '_', buffer->size - begin)) {
        attest_i_buffer_append(buffer, PERSON_MARK);
    }
    return buffer->status;
}

static void digest_number(attest_i_digest *digest, uint64_t number)
{
    char text[24];
    int size = snprintf(text, sizeof text, "%llu", (unsigned long long)number);
    attest_i_digest_field(digest, (attest_view){text, (size_t)size});
}

static void digest_spans(attest_i_digest *digest, const attest_document *document, const attest_span *spans,
                         size_t count)
{
    digest_number(digest, count);
    for (size_t i = 0; i < count; i++) {
        digest_number(digest, attest_document_codepoint(document, spans[i].begin));
        digest_number(digest, attest_document_codepoint(document, spans[i].end));
    }
}

static void digest_participant(attest_i_digest *digest, const attest_extraction *extraction,
                               const attest_participant *participant)
{
    if (participant->value.kind != ATTEST_VALUE_NONE) {
        digest_number(digest, (uint64_t)participant->value.kind);
        attest_i_digest_field(digest, participant->value.lexical);
        attest_i_digest_field(digest, participant->value.upper);
        attest_i_digest_field(digest, participant->value.unit);
        digest_number(digest, (uint64_t)participant->value.bound);
    } else if (participant->entity != ATTEST_NO_INDEX) {
        const attest_entity *entity = attest_extraction_entity_at(extraction, participant->entity);
        attest_i_digest_field(digest, ATTEST_VIEW("entity"));
        attest_i_digest_field(digest, entity->label);
        digest_number(digest, (uint64_t)entity->class_);
        digest_number(digest, entity->named != 0);
    } else {
        attest_i_digest_field(digest, ATTEST_VIEW("text"));
        attest_i_digest_field(digest, participant->label.size ? participant->label : participant->text);
    }
}

void attest_i_attribution_digest(const attest_extraction *extraction, size_t index, char out[ATTEST_I_DIGEST_SIZE])
{
    const attest_attribution *attribution = attest_extraction_attribution_at(extraction, index);
    const attest_document *document = attest_extraction_document(extraction);
    attest_i_digest digest;
    attest_i_digest_init(&digest);
    attest_i_digest_field(&digest, ATTEST_VIEW("attribution"));
    attest_i_digest_field(&digest, attest_view_of(attest_document_digest(document)));
    digest_spans(&digest, document, attribution->content, attribution->content_count);
    digest_spans(&digest, document, attribution->cue_spans, attribution->cue_span_count);
    digest_spans(&digest, document, attribution->speaker.spans, attribution->speaker.span_count);
    digest_participant(&digest, extraction, &attribution->speaker);
    attest_i_digest_field(&digest, attribution->cue_lemma);
    digest_number(&digest, (uint64_t)attribution->kind);
    digest_number(&digest, (uint64_t)attribution->stance);
    digest_number(&digest, attribution->recipient != 0);
    digest_number(&digest, attribution->implicit != 0);
    attest_i_digest_field(&digest, attribution->rule);
    attest_i_digest_finish(&digest, out);
}

static void digest_content(attest_i_digest *digest, const attest_extraction *extraction, const attest_claim *claim)
{
    digest_participant(digest, extraction, &claim->subject);
    attest_i_digest_field(digest, claim->predicate_lemma);
    digest_number(digest, claim->has_object != 0);
    if (claim->has_object) {
        digest_participant(digest, extraction, &claim->object);
    }
    digest_number(digest, claim->argument_count);
    for (size_t i = 0; i < claim->argument_count; i++) {
        attest_i_digest_field(digest, claim->arguments[i].role);
        attest_i_digest_field(digest, claim->arguments[i].preposition);
        digest_participant(digest, extraction, &claim->arguments[i].participant);
    }
    digest_number(digest, (uint64_t)claim->polarity);
    digest_number(digest, (uint64_t)claim->modality);
    digest_number(digest, claim->quoted != 0);
    attest_i_digest_field(digest, claim->rule);
}

enum attest_status attest_i_claim_digest(const attest_extraction *extraction, size_t index,
                                         char out[ATTEST_I_DIGEST_SIZE])
{
    const attest_claim *claim = attest_extraction_claim_at(extraction, index);
    const attest_document *document = attest_extraction_document(extraction);
    attest_i_digest digest;
    attest_i_digest_init(&digest);
    attest_i_digest_field(&digest, ATTEST_VIEW("claim"));
    attest_i_digest_field(&digest, attest_view_of(attest_document_digest(document)));
    digest_spans(&digest, document, claim->evidence, claim->evidence_count);
    digest_content(&digest, extraction, claim);
    digest_number(&digest, claim->attribution_count);
    for (size_t i = 0; i < claim->attribution_count; i++) {
        char layer[ATTEST_I_DIGEST_SIZE];
        if (claim->attributions[i] >= attest_extraction_attribution_count(extraction)) {
            return ATTEST_ERR_DATA;
        }
        attest_i_attribution_digest(extraction, claim->attributions[i], layer);
        attest_i_digest_field(&digest, attest_view_of(layer));
    }
    attest_i_digest_finish(&digest, out);
    return ATTEST_OK;
}
