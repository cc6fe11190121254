/* The source's part of the default graph: what the source is, which graph was made of it, by which run. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/iri_syntax.h"
#include "rdf/mapping.h"

static void add(attest_i_mapping *mapping, attest_view subject, enum attest_i_iri predicate, attest_term object)
{
    if (mapping->status == ATTEST_OK) {
        attest_i_quad_set_add(&mapping->catalogue, attest_i_term_iri(subject), predicate, object);
    }
}

static void add_text(attest_i_mapping *mapping, enum attest_i_iri predicate, attest_view text)
{
    if (text.size) {
        add(mapping, mapping->source, predicate, attest_i_mapping_plain(mapping, text));
    }
}

/* Has an address with an authority a host, and digits as its port? The IRI syntax allows more than its users do. */
static int has_good_host(attest_view url)
{
    const char *slashes = memmem(url.data, url.size, "://", 3);
    if (!slashes) {
        return 1;
    }
    const char *host = slashes + 3;
    const char *end = host;
    while (end < url.data + url.size && *end != '/' && *end != '?' && *end != '#') {
        host = *end++ == '@' ? end : host;
    }
    const char *colon = memchr(host, ':', (size_t)(end - host));
    for (const char *at = colon ? colon + 1 : end; at < end; at++) {
        if (*at < '0' || *at > '9') {
            return 0;
        }
    }
    return host < (colon ? colon : end);
}

/* An address that is no IRI is kept as a literal: it is what the source says. */
static attest_term address_term(attest_i_mapping *mapping, attest_view url)
{
    int good = attest_i_iri_check(url, NULL) == ATTEST_OK && !memchr(url.data, '[', url.size) && has_good_host(url);
    return good ? attest_i_term_iri(url) : attest_i_mapping_plain(mapping, url);
}

/* A publisher or author, described in the catalogue. */
static void add_agent(attest_i_mapping *mapping, enum attest_i_iri predicate, attest_view name,
                      enum attest_entity_class class_)
{
    attest_i_described agent = {.label = name, .class_ = class_, .named = 1};
    agent.iri = attest_i_mapping_entity_iri(mapping, &agent, 0);
    add(mapping, mapping->source, predicate, attest_i_term_iri(agent.iri));
    attest_i_mapping_describe(mapping, &mapping->catalogue, &agent);
}

/* The name of the file, without its folders, which are the user's own business; nothing for standard input. */
static attest_view file_name(const attest_document *document)
{
    attest_view path = attest_document_path(document);
    for (size_t i = path.size; i > 0; i--) {
        if (path.data[i - 1] == '/') {
            return (attest_view){path.data + i, path.size - i};
        }
    }
    return path.size && path.data[0] == '-' ? (attest_view){NULL, 0} : path;
}

static void describe_source(attest_i_mapping *mapping)
{
    const attest_metadata *metadata = mapping->metadata;
    add(mapping, mapping->source, ATTEST_I_IRI_RDF_TYPE, attest_i_iri_term(ATTEST_I_IRI_SCHEMA_NEWS_ARTICLE));
    add(mapping, mapping->source, ATTEST_I_IRI_RDF_TYPE, attest_i_iri_term(ATTEST_I_IRI_PROV_ENTITY));
    add_text(mapping, ATTEST_I_IRI_SCHEMA_HEADLINE, metadata->title);
    if (metadata->publisher.size) {
        add_agent(mapping, ATTEST_I_IRI_SCHEMA_PUBLISHER, metadata->publisher, ATTEST_ENTITY_ORGANIZATION);
    }
    for (size_t i = 0; i < metadata->author_count; i++) {
        if (metadata->authors[i].size) {
            add_agent(mapping, ATTEST_I_IRI_SCHEMA_AUTHOR, metadata->authors[i], ATTEST_ENTITY_PERSON);
        }
    }
    if (metadata->url.size) {
        add(mapping, mapping->source, ATTEST_I_IRI_SCHEMA_URL, address_term(mapping, metadata->url));
    }
    if (metadata->published.size) {
        add(mapping, mapping->source, ATTEST_I_IRI_SCHEMA_DATE_PUBLISHED,
            attest_i_mapping_date(mapping, metadata->published));
    }
    if (metadata->retrieved.size) {
        add(mapping, mapping->source, ATTEST_I_IRI_ATT_RETRIEVED, attest_i_mapping_date(mapping, metadata->retrieved));
    }
    add_text(mapping, ATTEST_I_IRI_DCT_LANGUAGE, metadata->language);
    add_text(mapping, ATTEST_I_IRI_DCT_IDENTIFIER, file_name(mapping->document));
    add_text(mapping, ATTEST_I_IRI_ATT_ENCODING, attest_document_encoding(mapping->document));
    add_text(mapping, ATTEST_I_IRI_ATT_DIGEST, attest_view_of(attest_document_digest(mapping->document)));
}

static void describe_graph(attest_i_mapping *mapping)
{
    char digest[ATTEST_I_DIGEST_SIZE];
    attest_view graph = mapping->graph;
    attest_view run = attest_i_buffer_view(&mapping->mapper->run);
    attest_i_mapping_fail(mapping, attest_i_quad_set_digest(&mapping->set, attest_i_term_iri(graph), digest));
    if (mapping->status != ATTEST_OK) {
        return;
    }
    add(mapping, graph, ATTEST_I_IRI_RDF_TYPE, attest_i_iri_term(ATTEST_I_IRI_ATT_SOURCE_GRAPH));
    add(mapping, graph, ATTEST_I_IRI_PROV_WAS_DERIVED_FROM, attest_i_term_iri(mapping->source));
    add(mapping, graph, ATTEST_I_IRI_PROV_WAS_GENERATED_BY, attest_i_term_iri(run));
    add(mapping, graph, ATTEST_I_IRI_VOID_TRIPLES, attest_i_mapping_number(mapping, mapping->set.count));
    add(mapping, graph, ATTEST_I_IRI_ATT_CLAIM_COUNT, attest_i_mapping_number(mapping, mapping->claim_count));
    add(mapping, graph, ATTEST_I_IRI_ATT_ATTRIBUTION_COUNT,
        attest_i_mapping_number(mapping, mapping->attribution_count));
    add(mapping, graph, ATTEST_I_IRI_ATT_DIGEST, attest_i_mapping_plain(mapping, attest_view_of(digest)));
    add(mapping, run, ATTEST_I_IRI_PROV_USED, attest_i_term_iri(mapping->source));
}

void attest_i_mapping_catalogue(attest_i_mapping *mapping)
{
    describe_source(mapping);
    describe_graph(mapping);
}
