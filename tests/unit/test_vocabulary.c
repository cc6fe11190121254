/* Vocabulary: the IRIs in C against ontology/attest.ttl, and the ontology's own files against each other. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <raptor2.h>
#include <stdio.h>
#include <strings.h>

#include "attest/extraction.h"
#include "base/memory.h"
#include "rdf/vocabulary.h"

/* What is known of one own term. */
typedef struct own_term {
    char name[64];
    unsigned types, labels, comments, domains, ranges; /* as subject */
    unsigned uses;                                     /* as object */
    int is_property;
    int is_vocabulary; /* in the C list */
} own_term;

typedef struct ontology {
    own_term terms[512];
    size_t count;
} ontology;

static own_term *term_of(ontology *all, const char *name)
{
    for (size_t i = 0; i < all->count; i++) {
        if (strcmp(all->terms[i].name, name) == 0) {
            return &all->terms[i];
        }
    }
    cr_assert_lt(all->count, sizeof all->terms / sizeof all->terms[0]);
    own_term *made = &all->terms[all->count++];
    memset(made, 0, sizeof *made);
    snprintf(made->name, sizeof made->name, "%s", name);
    return made;
}

/* Local name if the term is one of ours, else NULL. */
static const char *own_name(raptor_term *term)
{
    if (term->type != RAPTOR_TERM_TYPE_URI) {
        return NULL;
    }
    const char *iri = (const char *)raptor_uri_as_string(term->value.uri);
    size_t size = sizeof(ATTEST_I_NS_ATT) - 1;
    return strncmp(iri, ATTEST_I_NS_ATT, size) == 0 ? iri + size : NULL;
}

static int is_iri(raptor_term *term, const char *iri)
{
    return term->type == RAPTOR_TERM_TYPE_URI && strcmp((const char *)raptor_uri_as_string(term->value.uri), iri) == 0;
}

static void note_statement(void *user_data, raptor_statement *statement)
{
    ontology *all = user_data;
    const char *subject = own_name(statement->subject);
    const char *object = own_name(statement->object);
    if (object) {
        term_of(all, object)->uses++;
    }
    if (!subject) {
        return;
    }
    own_term *term = term_of(all, subject);
    term->types += (unsigned)is_iri(statement->predicate, ATTEST_I_NS_RDF "type");
    term->labels += (unsigned)is_iri(statement->predicate, ATTEST_I_NS_RDFS "label");
    term->comments += (unsigned)is_iri(statement->predicate, ATTEST_I_NS_RDFS "comment");
    term->domains += (unsigned)is_iri(statement->predicate, ATTEST_I_NS_RDFS "domain");
    term->ranges += (unsigned)is_iri(statement->predicate, ATTEST_I_NS_RDFS "range");
    term->is_property = term->is_property || is_iri(statement->object, ATTEST_I_NS_RDF "Property") ||
                        is_iri(statement->object, "http://www.w3.org/2002/07/owl#ObjectProperty") ||
                        is_iri(statement->object, "http://www.w3.org/2002/07/owl#DatatypeProperty");
}

static void note_problem(void *user_data, raptor_log_message *message)
{
    ++*(int *)user_data;
    fprintf(stderr, "%s\n", message->text);
}

static void read_turtle(const char *path, ontology *all)
{
    int problems = 0;
    raptor_world *world = raptor_new_world();
    cr_assert_not_null(world);
    raptor_world_set_log_handler(world, &problems, note_problem);
    cr_assert_eq(raptor_world_open(world), 0);
    raptor_parser *parser = raptor_new_parser(world, "turtle");
    unsigned char *uri = raptor_uri_filename_to_uri_string(path);
    raptor_uri *file = raptor_new_uri(world, uri);
    raptor_parser_set_statement_handler(parser, all, note_statement);
    cr_expect_eq(raptor_parser_parse_file(parser, file, file), 0, "%s", path);
    cr_expect_eq(problems, 0, "%s", path);
    raptor_free_uri(file);
    raptor_free_memory(uri);
    raptor_free_parser(parser);
    raptor_free_world(world);
}

static void read_vocabulary(ontology *all)
{
    for (int i = 0; i < ATTEST_I_IRI_COUNT; i++) {
        attest_view iri = attest_i_iri_view((enum attest_i_iri)i);
        cr_assert_eq(iri.data[iri.size], '\0');
        if (strncmp(iri.data, ATTEST_I_NS_ATT, sizeof(ATTEST_I_NS_ATT) - 1) == 0) {
            own_term *term = term_of(all, iri.data + sizeof(ATTEST_I_NS_ATT) - 1);
            cr_expect_not(term->is_vocabulary, "att:%s is twice in the list", term->name);
            term->is_vocabulary = 1;
        }
    }
}

Test(vocabulary, every_own_term_is_declared_and_described)
{
    static ontology all;
    read_turtle("ontology/attest.ttl", &all);
    read_vocabulary(&all);
    cr_assert_gt(all.count, 100);
    for (size_t i = 0; i < all.count; i++) {
        const own_term *term = &all.terms[i];
        cr_expect_gt(term->types, 0, "att:%s is used but not declared", term->name);
        cr_expect_eq(term->labels, 1, "att:%s has %u labels", term->name, term->labels);
        cr_expect_eq(term->comments, 1, "att:%s has %u comments", term->name, term->comments);
        cr_expect_eq(term->domains, term->is_property ? 1 : 0, "att:%s has %u domains", term->name, term->domains);
        cr_expect_eq(term->ranges, term->is_property ? 1 : 0, "att:%s has %u ranges", term->name, term->ranges);
    }
}

/* A property or individual must be written by the program; a class may also be there for others to refer to. */
Test(vocabulary, every_declared_term_is_used)
{
    static ontology all;
    read_turtle("ontology/attest.ttl", &all);
    read_vocabulary(&all);
    for (size_t i = 0; i < all.count; i++) {
        const own_term *term = &all.terms[i];
        int is_class = term->name[0] >= 'A' && term->name[0] <= 'Z' && term->uses > 0;
        cr_expect(term->is_vocabulary || is_class, "att:%s is declared and never used", term->name);
    }
}

Test(vocabulary, other_files_use_declared_terms_only)
{
    static ontology declared;
    static ontology used;
    read_turtle("ontology/attest.ttl", &declared);
    read_turtle("ontology/cues.ttl", &declared);
    read_turtle("ontology/shapes.ttl", &used);
    cr_expect_gt(used.count, 50);
    for (size_t i = 0; i < used.count; i++) {
        cr_expect_gt(term_of(&declared, used.terms[i].name)->types, 0, "shapes.ttl: att:%s", used.terms[i].name);
    }
}

static void read_text(const char *path, attest_i_buffer *text)
{
    char block[4096];
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    for (size_t size; (size = fread(block, 1, sizeof block, file)) > 0;) {
        attest_i_buffer_append(text, (attest_view){block, size});
    }
    fclose(file);
}

/* Every property that the program writes has a term in the context; the namespaces are those of the C list. */
Test(vocabulary, context_covers_the_list)
{
    attest_i_buffer text = {0};
    read_text("ontology/context.jsonld", &text);
#define EXPECT_PREFIX(prefix, space)                                                                                   \
    cr_expect_not_null(strstr(text.data, "\"" prefix "\": \"" space "\""), "context.jsonld: prefix " prefix);
    ATTEST_I_PREFIXES(EXPECT_PREFIX)
#undef EXPECT_PREFIX
    static ontology all;
    read_turtle("ontology/attest.ttl", &all);
    for (size_t i = 0; i < all.count; i++) {
        char id[80];
        snprintf(id, sizeof id, "\"att:%s\"", all.terms[i].name);
        cr_expect(!all.terms[i].is_property || strstr(text.data, id), "context.jsonld: no term for %s", id);
    }
    attest_i_buffer_clear(&text);
}

Test(vocabulary, names_of_rules_have_terms)
{
    static const char *const roles[] = {"time", "place",   "purpose", "cause", "manner", "topic", "from", "to",
                                        "with", "against", "for",     "by",    "in",     "at",    "on",   "of"};
    static const char *const decisions[] = {"name",    "name-part", "title",   "pronoun",  "description",
                                            "acronym", "metonymy",  "demonym", "relative", "pattern"};
    int known;
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        attest_i_iri_of_role(attest_view_of(roles[i]), &known);
        cr_expect(known, "%s", roles[i]);
    }
    for (size_t i = 0; i < sizeof decisions / sizeof decisions[0]; i++) {
        attest_i_iri_of_decision(attest_view_of(decisions[i]), &known);
        cr_expect(known, "%s", decisions[i]);
    }
    cr_expect_eq(attest_i_iri_of_role(ATTEST_VIEW("sideways"), &known), ATTEST_I_IRI_ATT_ROLE_OTHER);
    cr_expect_not(known);
    cr_expect_eq(attest_i_iri_of_decision(ATTEST_VIEW("name-"), NULL), ATTEST_I_IRI_ATT_BY_NAME);
    cr_expect_eq(attest_i_iri_of_decision(ATTEST_VIEW("guess"), &known), ATTEST_I_IRI_ATT_BY_OTHER);
    cr_expect_not(known);
}

/* The names of enumerators that NDJSON uses are those of the individuals, but for the case of the first letter. */
Test(vocabulary, individuals_are_named_like_the_enumerators)
{
    for (unsigned i = 0; i < ATTEST_ENTITY_CLASS_COUNT; i++) {
        const char *iri = attest_i_iri_view(attest_i_iri_of_class(i)).data + sizeof(ATTEST_I_NS_ATT) - 1;
        cr_expect_eq(strcasecmp(iri, attest_entity_class_name((enum attest_entity_class)i)), 0, "%s", iri);
    }
    for (unsigned i = 0; i < ATTEST_STANCE_COUNT; i++) {
        const char *iri = attest_i_iri_view(attest_i_iri_of_stance(i)).data + sizeof(ATTEST_I_NS_ATT) - 1;
        cr_expect_eq(strcasecmp(iri, attest_stance_name((enum attest_stance)i)), 0, "%s", iri);
    }
    for (unsigned i = 0; i < ATTEST_MODALITY_COUNT; i++) {
        const char *iri = attest_i_iri_view(attest_i_iri_of_modality(i)).data + sizeof(ATTEST_I_NS_ATT) - 1;
        cr_expect_eq(strcasecmp(iri, attest_modality_name((enum attest_modality)i)), 0, "%s", iri);
    }
    for (unsigned i = ATTEST_ATTRIBUTION_DIRECT; i <= ATTEST_ATTRIBUTION_OPINION; i++) {
        const char *iri = attest_i_iri_view(attest_i_iri_of_kind(i)).data + sizeof(ATTEST_I_NS_ATT) - 1;
        cr_expect_eq(strcasecmp(iri, attest_attribution_kind_name((enum attest_attribution_kind)i)), 0, "%s", iri);
    }
}
