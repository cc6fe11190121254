/* Pieces of the mapping that all sections use: IRIs in the arena, literals, selectors, relations, rules, entities. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/mapping.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "rdf/iri_syntax.h"

void attest_i_mapping_fail(attest_i_mapping *mapping, enum attest_status status)
{
    if (mapping->status == ATTEST_OK) {
        mapping->status = status;
    }
}

void attest_i_mapping_next(attest_i_mapping *mapping)
{
    attest_i_arena_clear(&mapping->scratch);
    mapping->room = &mapping->scratch;
}

attest_view attest_i_mapping_print(attest_i_mapping *mapping, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = size < 0 ? NULL : attest_i_arena_take(mapping->room, (size_t)size + 1);
    if (!text) {
        attest_i_mapping_fail(mapping, ATTEST_ERR_NOMEM);
        return (attest_view){NULL, 0};
    }
    va_start(arguments, format);
    vsnprintf(text, (size_t)size + 1, format, arguments);
    va_end(arguments);
    return (attest_view){text, (size_t)size};
}

attest_view attest_i_mapping_part(attest_i_mapping *mapping, attest_view whole, const char *name)
{
    return attest_i_mapping_print(mapping, "%.*s%c%s", (int)whole.size, whole.data, mapping->mapper->part, name);
}

/* Keep what a buffer holds in the arena and free the buffer. */
static attest_view keep(attest_i_mapping *mapping, attest_i_buffer *buffer, enum attest_status status)
{
    attest_view copy = {NULL, 0};
    attest_i_mapping_fail(mapping, status);
    attest_i_mapping_fail(mapping, buffer->status);
    if (mapping->status == ATTEST_OK) {
        attest_i_mapping_fail(mapping, attest_i_arena_copy(mapping->room, attest_i_buffer_view(buffer), &copy));
    }
    attest_i_buffer_clear(buffer);
    return copy;
}

attest_term attest_i_mapping_plain(attest_i_mapping *mapping, attest_view text)
{
    attest_term term = {.kind = ATTEST_TERM_LITERAL, .value = text};
    if (text.size == 0 || !memchr(text.data, '\0', text.size)) {
        return term;
    }
    attest_i_buffer buffer = {0};
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '\0') {
            attest_i_buffer_append(&buffer, ATTEST_I_UTF8_REPLACEMENT);
        } else {
            attest_i_buffer_byte(&buffer, text.data[i]);
        }
    }
    term.value = keep(mapping, &buffer, ATTEST_OK);
    return term;
}

attest_term attest_i_mapping_text(attest_i_mapping *mapping, attest_view text)
{
    attest_term term = attest_i_mapping_plain(mapping, text);
    term.language = mapping->language;
    return term;
}

attest_term attest_i_term_typed(attest_view lexical, enum attest_i_iri datatype)
{
    return (attest_term){.kind = ATTEST_TERM_LITERAL, .value = lexical, .datatype = attest_i_iri_view(datatype)};
}

attest_term attest_i_mapping_number(attest_i_mapping *mapping, uint64_t number)
{
    return attest_i_term_typed(attest_i_mapping_print(mapping, "%llu", (unsigned long long)number),
                               ATTEST_I_IRI_XSD_INTEGER);
}

attest_term attest_i_term_boolean(int value)
{
    return attest_i_term_typed(value ? ATTEST_VIEW("true") : ATTEST_VIEW("false"), ATTEST_I_IRI_XSD_BOOLEAN);
}

/* Digits are counted out, since printf would follow the locale. */
attest_term attest_i_mapping_decimal(attest_i_mapping *mapping, double number)
{
    double clamped = number > 0 ? number < 1 ? number : 1 : 0; /* NaN becomes 0 */
    unsigned scaled = (unsigned)(clamped * 10000 + 0.5);
    char digits[8];
    snprintf(digits, sizeof digits, "%04u", scaled % 10000);
    size_t size = 4;
    while (size > 0 && digits[size - 1] == '0') {
        size--;
    }
    /* The canonical form of XSD 1.1: whole numbers have no point. */
    return attest_i_term_typed(
        attest_i_mapping_print(mapping, "%u%s%.*s", scaled / 10000, size ? "." : "", (int)size, digits),
        ATTEST_I_IRI_XSD_DECIMAL);
}

void attest_i_mapping_add(attest_i_mapping *mapping, attest_view subject, enum attest_i_iri predicate,
                          attest_term object)
{
    if (mapping->status == ATTEST_OK) {
        attest_i_quad_set_add(&mapping->set, attest_i_term_iri(subject), predicate, object);
    }
}

void attest_i_mapping_add_iri(attest_i_mapping *mapping, attest_view subject, enum attest_i_iri predicate,
                              attest_view object)
{
    attest_i_mapping_add(mapping, subject, predicate, attest_i_term_iri(object));
}

void attest_i_mapping_add_type(attest_i_mapping *mapping, attest_view subject, enum attest_i_iri class_)
{
    attest_i_mapping_add(mapping, subject, ATTEST_I_IRI_RDF_TYPE, attest_i_iri_term(class_));
}

attest_view attest_i_mapping_segment(attest_i_mapping *mapping, attest_span span)
{
    return attest_i_mapping_print(mapping, "%.*s%cchar=%u,%u", (int)mapping->source.size, mapping->source.data,
                                  mapping->mapper->part,
                                  (unsigned)attest_document_codepoint(mapping->document, span.begin),
                                  (unsigned)attest_document_codepoint(mapping->document, span.end));
}

/* Up to ATTEST_I_QUOTE_CONTEXT code points before and after a span. */
static attest_view context_before(const attest_document *document, uint32_t at)
{
    uint32_t point = attest_document_codepoint(document, at);
    uint32_t begin = point > ATTEST_I_QUOTE_CONTEXT ? point - ATTEST_I_QUOTE_CONTEXT : 0;
    return attest_document_slice(document, (attest_span){attest_document_byte(document, begin), at});
}

static attest_view context_after(const attest_document *document, uint32_t at)
{
    uint32_t end = attest_document_byte(document, attest_document_codepoint(document, at) + ATTEST_I_QUOTE_CONTEXT);
    return attest_document_slice(document, (attest_span){at, end});
}

attest_view attest_i_mapping_selector(attest_i_mapping *mapping, attest_span span)
{
    const attest_document *document = mapping->document;
    attest_view iri = attest_i_mapping_segment(mapping, span);
    attest_i_mapping_add_type(mapping, iri, ATTEST_I_IRI_OA_TEXT_POSITION_SELECTOR);
    attest_i_mapping_add_type(mapping, iri, ATTEST_I_IRI_OA_TEXT_QUOTE_SELECTOR);
    attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_OA_START,
                         attest_i_mapping_number(mapping, attest_document_codepoint(document, span.begin)));
    attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_OA_END,
                         attest_i_mapping_number(mapping, attest_document_codepoint(document, span.end)));
    attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_OA_EXACT,
                         attest_i_mapping_plain(mapping, attest_document_slice(document, span)));
    attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_OA_PREFIX,
                         attest_i_mapping_plain(mapping, context_before(document, span.begin)));
    attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_OA_SUFFIX,
                         attest_i_mapping_plain(mapping, context_after(document, span.end)));
    return iri;
}

/* One line on what the rule means, if it is one of the mapper's. */
static attest_view rule_meaning(const attest_ruleset *rules, attest_view id)
{
    for (size_t i = 0; i < attest_ruleset_count(rules); i++) {
        attest_rule_info info = attest_ruleset_at(rules, i);
        if (attest_view_equal(info.id, id)) {
            return info.meaning;
        }
    }
    return (attest_view){NULL, 0};
}

void attest_i_mapping_add_rule(attest_i_mapping *mapping, attest_view subject, attest_view rule)
{
    if (rule.size == 0) {
        return;
    }
    attest_i_buffer buffer = {0};
    attest_i_buffer_append(&buffer, attest_i_buffer_view(&mapping->mapper->rule_set));
    attest_i_buffer_byte(&buffer, mapping->mapper->part);
    attest_i_iri_append_segment(&buffer, rule);
    attest_view iri = keep(mapping, &buffer, ATTEST_OK);
    attest_i_mapping_add_iri(mapping, subject, ATTEST_I_IRI_ATT_RULE, iri);
    if (mapping->status != ATTEST_OK || attest_i_quad_set_has_subject(&mapping->set, iri)) {
        return;
    }
    unsigned section = mapping->set.section;
    mapping->set.section = ATTEST_I_SECTION_RELATIONS;
    attest_view meaning = rule_meaning(mapping->mapper->rules, rule);
    attest_i_mapping_add_type(mapping, iri, ATTEST_I_IRI_ATT_CLASS_RULE);
    attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_RDFS_LABEL, attest_i_mapping_plain(mapping, rule));
    if (meaning.size) {
        attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_RDFS_COMMENT, attest_i_mapping_plain(mapping, meaning));
    }
    mapping->set.section = section;
}

attest_view attest_i_mapping_relation(attest_i_mapping *mapping, attest_view lemma, attest_view preposition)
{
    attest_i_buffer buffer = {0};
    attest_i_buffer_append(&buffer, lemma);
    if (preposition.size) {
        attest_i_buffer_byte(&buffer, ' ');
        attest_i_buffer_append(&buffer, preposition);
    }
    attest_view label = keep(mapping, &buffer, ATTEST_OK);
    attest_i_buffer_append(&buffer, attest_i_buffer_view(&mapping->mapper->base));
    attest_i_buffer_append(&buffer, ATTEST_VIEW("relation/"));
    attest_view iri = keep(mapping, &buffer, attest_i_name_append(&buffer, ATTEST_I_NAME_RELATION, label));
    unsigned section = mapping->set.section;
    mapping->set.section = ATTEST_I_SECTION_RELATIONS;
    attest_i_mapping_add_type(mapping, iri, ATTEST_I_IRI_RDF_PROPERTY);
    attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_RDFS_LABEL, attest_i_mapping_text(mapping, label));
    mapping->set.section = section;
    return iri;
}

void attest_i_mapping_describe(attest_i_mapping *mapping, attest_i_quad_set *set, const attest_i_described *described)
{
    if (mapping->status != ATTEST_OK) {
        return;
    }
    attest_term iri = attest_i_term_iri(described->iri);
    unsigned section = set->section;
    set->section = ATTEST_I_SECTION_ENTITIES;
    attest_i_quad_set_add(set, iri, ATTEST_I_IRI_RDF_TYPE, attest_i_iri_term(attest_i_iri_of_class(described->class_)));
    attest_i_quad_set_add(set, iri, ATTEST_I_IRI_RDFS_LABEL, attest_i_mapping_text(mapping, described->label));
    attest_i_quad_set_add(set, iri, ATTEST_I_IRI_ATT_NAMED, attest_i_term_boolean(described->named));
    set->section = section;
}

attest_view attest_i_mapping_entity_iri(attest_i_mapping *mapping, const attest_i_described *described, int local)
{
    attest_i_buffer buffer = {0};
    attest_i_buffer_append(&buffer, attest_i_buffer_view(&mapping->mapper->base));
    return keep(mapping, &buffer, attest_i_entity_path(&buffer, mapping->document, described, local));
}

attest_view attest_i_mapping_entity(attest_i_mapping *mapping, const attest_entity *entity, int local)
{
    attest_i_described described = {.label = entity->label, .class_ = entity->class_, .named = entity->named};
    described.iri = attest_i_mapping_entity_iri(mapping, &described, local);
    attest_i_mapping_describe(mapping, &mapping->set, &described);
    return described.iri;
}

attest_view attest_i_mapping_denoted(attest_i_mapping *mapping, const attest_participant *participant)
{
    if (participant->entity < attest_extraction_entity_count(mapping->extraction)) {
        return mapping->entities[participant->entity];
    }
    attest_entity unresolved = {.label = participant->label.size ? participant->label : participant->text,
                                .class_ = ATTEST_ENTITY_THING};
    return attest_i_mapping_entity(mapping, &unresolved, 1);
}
