/* Mentions: what words of the source denote, and how that was decided. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/mapping.h"

static void describe_mention(attest_i_mapping *mapping, const attest_mention *mention)
{
    const attest_document *document = mapping->document;
    attest_view iri = attest_i_mapping_segment(mapping, mention->span);
    size_t mentions = attest_extraction_mention_count(mapping->extraction);
    int known;
    enum attest_i_iri decision =
        attest_i_iri_of_decision(mention->decided_by.size ? mention->decided_by : ATTEST_VIEW("name"), &known);
    attest_i_mapping_add_type(mapping, iri, ATTEST_I_IRI_ATT_MENTION);
    attest_i_mapping_add_iri(mapping, iri, ATTEST_I_IRI_ATT_DENOTES, mapping->entities[mention->entity]);
    attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_ATT_DECIDED_BY, attest_i_iri_term(decision));
    if (!known) {
        attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_RDFS_COMMENT,
                             attest_i_mapping_plain(mapping, mention->decided_by));
    }
    attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_RDFS_LABEL,
                         attest_i_mapping_plain(mapping, attest_document_slice(document, mention->span)));
    attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_OA_START,
                         attest_i_mapping_number(mapping, attest_document_codepoint(document, mention->span.begin)));
    attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_OA_END,
                         attest_i_mapping_number(mapping, attest_document_codepoint(document, mention->span.end)));
    if (mention->antecedent < mentions) {
        attest_span span = attest_extraction_mention_at(mapping->extraction, mention->antecedent)->span;
        attest_i_mapping_add_iri(mapping, iri, ATTEST_I_IRI_ATT_ANTECEDENT, attest_i_mapping_segment(mapping, span));
    }
    attest_i_mapping_add_rule(mapping, iri, mention->rule);
}

void attest_i_mapping_mentions(attest_i_mapping *mapping)
{
    mapping->set.section = ATTEST_I_SECTION_MENTIONS;
    size_t count = attest_extraction_mention_count(mapping->extraction);
    for (size_t i = 0; i < count && mapping->status == ATTEST_OK; i++) {
        const attest_mention *mention = attest_extraction_mention_at(mapping->extraction, i);
        attest_i_mapping_next(mapping);
        if (mention->entity >= attest_extraction_entity_count(mapping->extraction)) {
            mapping->status = attest_error_set(mapping->error, ATTEST_ERR_DATA, NULL, "mention %zu denotes nothing", i);
        } else {
            describe_mention(mapping, mention);
        }
    }
}
