/* Claims: reified statements with arguments, attribution and evidence; and the plain triples of those that are stated. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "rdf/mapping.h"

int attest_i_claim_is_stated(const attest_extraction *extraction, const attest_claim *claim)
{
    if (claim->polarity != ATTEST_AFFIRMED || claim->modality != ATTEST_MODALITY_ASSERTED) {
        return 0;
    }
    for (size_t i = 0; i < claim->attribution_count; i++) {
        const attest_attribution *layer = attest_extraction_attribution_at(extraction, claim->attributions[i]);
        if (layer->stance != ATTEST_STANCE_ASSERTS || layer->kind == ATTEST_ATTRIBUTION_OPINION) {
            return 0;
        }
    }
    return 1;
}

/* A claim on its way. */
typedef struct claim_state {
    const attest_claim *claim;
    attest_view iri;
    attest_term subject;
    int stated;
} claim_state;

static attest_view participant_text(const attest_participant *participant)
{
    return participant->text.size ? participant->text : participant->label;
}

static attest_term participant_term(attest_i_mapping *mapping, const attest_participant *participant, attest_view node)
{
    if (participant->value.kind == ATTEST_VALUE_NONE) {
        return attest_i_term_iri(attest_i_mapping_denoted(mapping, participant));
    }
    return attest_i_mapping_value(mapping, &participant->value, participant_text(participant), node);
}

/* A subject must be a node: a value that would be a literal becomes the rdf:value of one. */
static attest_term subject_term(attest_i_mapping *mapping, const claim_state *state)
{
    attest_view node = attest_i_mapping_part(mapping, state->iri, "subject");
    attest_term term = participant_term(mapping, &state->claim->subject, node);
    if (term.kind != ATTEST_TERM_LITERAL) {
        return term;
    }
    attest_i_mapping_add(mapping, node, ATTEST_I_IRI_RDF_VALUE, term);
    return attest_i_term_iri(node);
}

static void add_direct(attest_i_mapping *mapping, const claim_state *state, attest_view relation, attest_term object)
{
    /* A quantity or a time is no node of the graph at large: what is said of it stays in the claim. */
    if (state->stated && state->claim->subject.value.kind == ATTEST_VALUE_NONE && mapping->status == ATTEST_OK) {
        mapping->set.section = ATTEST_I_SECTION_DIRECT;
        attest_i_quad_set_add_term(&mapping->set, state->subject, attest_i_term_iri(relation), object);
        mapping->set.section = ATTEST_I_SECTION_CLAIMS;
    }
}

/* A statement's subject, predicate and object. */
static void describe_statement(attest_i_mapping *mapping, claim_state *state)
{
    const attest_claim *claim = state->claim;
    attest_view relation = attest_i_mapping_relation(mapping, claim->predicate_lemma, (attest_view){NULL, 0});
    state->subject = subject_term(mapping, state);
    attest_i_mapping_add(mapping, state->iri, ATTEST_I_IRI_RDF_SUBJECT, state->subject);
    attest_i_mapping_add_iri(mapping, state->iri, ATTEST_I_IRI_RDF_PREDICATE, relation);
    if (claim->has_object) {
        attest_term object =
            participant_term(mapping, &claim->object, attest_i_mapping_part(mapping, state->iri, "object"));
        attest_i_mapping_add(mapping, state->iri, ATTEST_I_IRI_RDF_OBJECT, object);
        add_direct(mapping, state, relation, object);
    }
}

/* An argument; one with a preposition is also a relation of its own between the subject and the argument's value. */
static void describe_argument(attest_i_mapping *mapping, const claim_state *state, size_t index)
{
    const attest_argument *argument = &state->claim->arguments[index];
    char name[32];
    int known;
    snprintf(name, sizeof name, "a%zu", index + 1);
    attest_view iri = attest_i_mapping_part(mapping, state->iri, name);
    attest_view node = attest_i_mapping_print(mapping, "%.*s-value", (int)iri.size, iri.data);
    attest_i_mapping_add_iri(mapping, state->iri, ATTEST_I_IRI_ATT_ARGUMENT, iri);
    attest_i_mapping_add_type(mapping, iri, ATTEST_I_IRI_ATT_CLASS_ARGUMENT);
    attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_ATT_ROLE,
                         attest_i_iri_term(attest_i_iri_of_role(argument->role, &known)));
    if (!known && argument->role.size) {
        attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_RDFS_COMMENT, attest_i_mapping_plain(mapping, argument->role));
    }
    attest_term value = participant_term(mapping, &argument->participant, node);
    attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_RDF_VALUE, value);
    attest_view text = participant_text(&argument->participant);
    if (text.size) {
        attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_RDFS_LABEL, attest_i_mapping_text(mapping, text));
    }
    if (argument->preposition.size) {
        attest_view relation = attest_i_mapping_relation(mapping, state->claim->predicate_lemma, argument->preposition);
        attest_i_mapping_add_iri(mapping, iri, ATTEST_I_IRI_RDF_PREDICATE, relation);
        add_direct(mapping, state, relation, value);
    }
}

static void describe_evidence(attest_i_mapping *mapping, const claim_state *state)
{
    for (size_t i = 0; i < state->claim->evidence_count; i++) {
        char name[32];
        snprintf(name, sizeof name, "e%zu", i + 1);
        attest_view iri = attest_i_mapping_part(mapping, state->iri, name);
        attest_i_mapping_add_iri(mapping, state->iri, ATTEST_I_IRI_OA_HAS_TARGET, iri);
        attest_i_mapping_add_type(mapping, iri, ATTEST_I_IRI_OA_SPECIFIC_RESOURCE);
        attest_i_mapping_add_iri(mapping, iri, ATTEST_I_IRI_OA_HAS_SOURCE, mapping->source);
        attest_i_mapping_add_iri(mapping, iri, ATTEST_I_IRI_OA_HAS_SELECTOR,
                                 attest_i_mapping_selector(mapping, state->claim->evidence[i]));
    }
}

static void describe_qualities(attest_i_mapping *mapping, const claim_state *state)
{
    const attest_claim *claim = state->claim;
    attest_i_mapping_add(mapping, state->iri, ATTEST_I_IRI_ATT_POLARITY,
                         attest_i_iri_term(attest_i_iri_of_polarity((unsigned)claim->polarity)));
    attest_i_mapping_add(mapping, state->iri, ATTEST_I_IRI_ATT_MODALITY,
                         attest_i_iri_term(attest_i_iri_of_modality((unsigned)claim->modality)));
    attest_i_mapping_add(mapping, state->iri, ATTEST_I_IRI_ATT_QUOTED, attest_i_term_boolean(claim->quoted));
    attest_i_mapping_add(mapping, state->iri, ATTEST_I_IRI_ATT_CONFIDENCE,
                         attest_i_mapping_decimal(mapping, claim->confidence));
}

static void describe_claim(attest_i_mapping *mapping, attest_view iri, const attest_claim *claim)
{
    claim_state state = {claim, iri, {0}, attest_i_claim_is_stated(mapping->extraction, claim)};
    attest_i_mapping_add_type(mapping, iri, ATTEST_I_IRI_ATT_CLAIM);
    describe_statement(mapping, &state);
    for (size_t i = 0; i < claim->argument_count && mapping->status == ATTEST_OK; i++) {
        describe_argument(mapping, &state, i);
    }
    describe_qualities(mapping, &state);
    attest_i_mapping_chain(mapping, iri, claim);
    describe_evidence(mapping, &state);
    if (claim->sentence.begin < claim->sentence.end) {
        attest_i_mapping_add_iri(mapping, iri, ATTEST_I_IRI_ATT_SENTENCE,
                                 attest_i_mapping_selector(mapping, claim->sentence));
    }
    attest_i_mapping_add_rule(mapping, iri, claim->rule);
    attest_i_mapping_add_iri(mapping, iri, ATTEST_I_IRI_PROV_WAS_QUOTED_FROM, mapping->source);
    mapping->claim_count++;
}

void attest_i_mapping_claims(attest_i_mapping *mapping)
{
    mapping->set.section = ATTEST_I_SECTION_CLAIMS;
    size_t count = attest_extraction_claim_count(mapping->extraction);
    for (size_t i = 0; i < count && mapping->status == ATTEST_OK; i++) {
        const attest_claim *claim = attest_extraction_claim_at(mapping->extraction, i);
        char iri[ATTEST_IRI_MAX];
        attest_i_mapping_next(mapping);
        attest_i_mapping_fail(mapping,
                              attest_graph_claim_iri(mapping->mapper, mapping->extraction, i, iri, sizeof iri));
        attest_view kept = attest_i_mapping_print(mapping, "%s", mapping->status == ATTEST_OK ? iri : "");
        if (mapping->status == ATTEST_OK && claim->evidence_count == 0) {
            mapping->status =
                attest_error_set(mapping->error, ATTEST_ERR_DATA, NULL, "claim <%s> has no evidence", iri);
        } else if (mapping->status == ATTEST_OK && !attest_i_quad_set_has_subject(&mapping->set, kept)) {
            describe_claim(mapping, kept, claim);
        }
    }
}
