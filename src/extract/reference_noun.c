/* Descriptions: "the senator", "the company", "the 54-year-old" for the only one of whom the text says that. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <strings.h>

#include "extract/reference_sweep.h"
#include "extract/rule_match.h"
#include "language/gazetteer.h"

/* Sentences looked back for the only country; candidates looked back for the only organisation or office of a kind. */
#define NEAR_SENTENCES 2
#define CANDIDATES_BACK 2048

static const attest_i_tree *tree_of(const attest_i_sweep *sweep)
{
    return &sweep->context->trees->items[sweep->tree];
}

static uint64_t noun_classes(const attest_i_sweep *sweep, const attest_token *noun)
{
    const attest_i_words *words = sweep->context->page->words;
    return attest_i_words_classes(words, noun->form) | attest_i_words_classes(words, noun->lemma);
}

static int same_word(attest_view a, attest_view b)
{
    return a.size && a.size == b.size && strncasecmp(a.data, b.data, a.size) == 0;
}

/* "An officer", "his wife": one more person without a name, who may be meant by a pronoun. */
static enum attest_status push_person(attest_i_sweep *sweep, uint32_t token)
{
    const attest_i_tree *tree = tree_of(sweep);
    const attest_token *noun = &tree->sentence.tokens[token];
    uint64_t classes = noun_classes(sweep, noun);
    int one = attest_view_equal(noun->xpos, ATTEST_VIEW("NN")) &&
              (classes & (ATTEST_I_WORD(ROLE) | ATTEST_I_WORD(MALE) | ATTEST_I_WORD(FEMALE))) &&
              !(classes & ATTEST_I_WORD(PEOPLE));
    int said_of = attest_i_tree_child(tree, token, "cop") != ATTEST_NO_INDEX ||
                  attest_i_relation_is(noun->deprel, "appos") || attest_i_relation_is(noun->deprel, "compound") ||
                  attest_view_equal(noun->deprel, ATTEST_VIEW("nmod:desc"));
    uint32_t behind = attest_i_tree_child(tree, token, "appos");
    int named = behind != ATTEST_NO_INDEX && tree->sentence.tokens[behind].upos == ATTEST_UPOS_PROPN;
    if (!one || said_of || named) {
        return ATTEST_OK;
    }
    attest_i_candidate candidate = {.token = token,
                                    .entity = ATTEST_NO_INDEX,
                                    .mention = ATTEST_NO_INDEX,
                                    .class_ = ATTEST_ENTITY_PERSON,
                                    .gender = classes & ATTEST_I_WORD(MALE)     ? ATTEST_I_GENDER_MALE
                                              : classes & ATTEST_I_WORD(FEMALE) ? ATTEST_I_GENDER_FEMALE
                                                                                : ATTEST_I_GENDER_UNKNOWN};
    return attest_i_sweep_push(sweep, &candidate);
}

/* "The deputy minister" and nothing behind it that says which one: the first token of the phrase; ATTEST_NO_INDEX: it is
 * no such description. */
static uint32_t definite_begin(const attest_i_tree *tree, uint32_t noun)
{
    const attest_token *tokens = tree->sentence.tokens;
    uint32_t begin = ATTEST_NO_INDEX;
    for (uint32_t i = tree->child_begin[noun]; i < tree->child_begin[noun + 1]; i++) {
        uint32_t child = tree->children[i];
        attest_view relation = tokens[child].deprel;
        if (attest_i_relation_is(relation, "det")) {
            begin = same_word(tokens[child].form, ATTEST_VIEW("the")) ? child : begin;
        } else if (child < noun
                       ? !attest_i_relation_is(relation, "case") && !attest_i_relation_is(relation, "amod") &&
                             !attest_i_relation_is(relation, "compound") && !attest_i_relation_is(relation, "punct") &&
                             !attest_i_relation_is(relation, "cc") && !attest_i_relation_is(relation, "mark") &&
                             !attest_i_relation_is(relation, "nsubj") && !attest_i_relation_is(relation, "cop") &&
                             !attest_i_relation_is(relation, "advmod")
                       : attest_i_relation_is(relation, "nmod") || attest_i_relation_is(relation, "acl") ||
                             attest_i_relation_is(relation, "appos") || attest_i_relation_is(relation, "conj") ||
                             attest_i_relation_is(relation, "flat") || attest_i_relation_is(relation, "compound")) {
            return ATTEST_NO_INDEX;
        }
    }
    int title = noun + 1 < tree->sentence.token_count && tokens[noun + 1].upos == ATTEST_UPOS_PROPN;
    int plain = attest_view_equal(tokens[noun].xpos, ATTEST_VIEW("NN")) && !title &&
                !attest_i_relation_is(tokens[noun].deprel, "compound") &&
                !attest_i_relation_is(tokens[noun].deprel, "appos") &&
                attest_i_tree_child(tree, noun, "cop") == ATTEST_NO_INDEX;
    return plain ? begin : ATTEST_NO_INDEX;
}

/* A person's office as a noun: "senator" for "Sen." */
static attest_view office_of(const attest_i_sweep *sweep, const attest_i_person *person)
{
    attest_view noun;
    return attest_i_ruleset_list_value(sweep->context->rules, ATTEST_VIEW("title-form"), person->role, 1, &noun) ==
                   ATTEST_OK
               ? noun
               : person->role;
}

static size_t first_back(const attest_i_sweep *sweep)
{
    return sweep->candidates.count > CANDIDATES_BACK ? sweep->candidates.count - CANDIDATES_BACK : 0;
}

/* Did the text speak of somebody without a name in these words? */
static int is_anothers(const attest_i_sweep *sweep, attest_view lemma)
{
    for (size_t i = first_back(sweep); i < sweep->candidates.count; i++) {
        const attest_i_candidate *candidate = &sweep->candidates.items[i];
        const attest_token *head = &sweep->context->trees->items[candidate->tree].sentence.tokens[candidate->token];
        if (candidate->entity == ATTEST_NO_INDEX && attest_view_equal(head->lemma, lemma)) {
            return 1;
        }
    }
    return 0;
}

/* Has the person been named, and is she what tokens [begin,noun] say? */
static int has_office(const attest_i_sweep *sweep, const attest_i_person *person, uint32_t begin, uint32_t noun)
{
    const attest_token *tokens = tree_of(sweep)->sentence.tokens;
    if (!same_word(office_of(sweep, person), tokens[noun].form) || person->mention == ATTEST_NO_INDEX) {
        return 0;
    }
    int fits =
        attest_i_builder_mention_at(sweep->context->builder, person->mention)->span.begin < tokens[begin].span.begin;
    for (uint32_t k = begin + 1; fits && k < noun; k++) {
        fits = attest_i_words_hold(person->title, tokens[k].form);
    }
    return fits;
}

/* The only one near of those who hold that office; NULL: nobody, or several. */
static const attest_i_person *officer_near(const attest_i_sweep *sweep, uint32_t begin, uint32_t noun)
{
    const attest_i_person *found = NULL;
    for (size_t i = sweep->candidates.count; i-- > 0;) {
        const attest_i_candidate *candidate = &sweep->candidates.items[i];
        if (candidate->tree + NEAR_SENTENCES < sweep->tree) {
            break;
        }
        const attest_i_person *person =
            candidate->entity == ATTEST_NO_INDEX ? NULL : attest_i_sweep_person(sweep, candidate->entity);
        if (person && has_office(sweep, person, begin, noun)) {
            if (found && found != person) {
                return NULL;
            }
            found = person;
        }
    }
    return found;
}

/* The only person named so far whose office the words give; of several, the only one near. */
static const attest_i_person *person_of_office(const attest_i_sweep *sweep, uint32_t begin, uint32_t noun)
{
    const attest_token *tokens = tree_of(sweep)->sentence.tokens;
    const struct attest_i_people *people = sweep->context->people;
    const attest_i_person *found = NULL;
    size_t count = 0;
    for (size_t i = 0; i < people->count; i++) {
        if (has_office(sweep, &people->items[i], begin, noun)) {
            found = &people->items[i];
            count++;
        }
    }
    found = count > 1 ? officer_near(sweep, begin, noun) : found;
    return found && !is_anothers(sweep, tokens[noun].lemma) ? found : NULL;
}

/* The last word of a name, or the one before "of": what kind of organisation it is. */
static int names_kind(attest_view label, attest_view kind)
{
    size_t end = label.size;
    for (size_t i = 0; i + 4 <= label.size; i++) {
        if (memcmp(label.data + i, " of ", 4) == 0) {
            end = i;
            break;
        }
    }
    return end > kind.size && label.data[end - kind.size - 1] == ' ' &&
           strncasecmp(label.data + end - kind.size, kind.data, kind.size) == 0;
}

static int is_of_kind(const attest_i_sweep *sweep, const attest_i_candidate *candidate, attest_view kind)
{
    if (names_kind(attest_i_builder_entity_at(sweep->context->builder, candidate->entity)->label, kind)) {
        return 1;
    }
    for (size_t i = 0; i < sweep->kinds.count; i++) {
        if (sweep->kinds.items[i].entity == candidate->entity && same_word(sweep->kinds.items[i].kind, kind)) {
            return 1;
        }
    }
    return 0;
}

/* "The Fisheries Board" near, which is no mention of the organisation: another of its kind. */
static int has_namesake(const attest_i_sweep *sweep, uint32_t entity, attest_view kind)
{
    const attest_i_context *context = sweep->context;
    for (size_t t = sweep->tree; t + NEAR_SENTENCES >= sweep->tree; t--) {
        const attest_sentence *sentence = &context->trees->items[t].sentence;
        for (uint32_t i = 1; i < sentence->token_count; i++) {
            attest_view form = sentence->tokens[i].form;
            if (form.data[0] >= 'A' && form.data[0] <= 'Z' && same_word(form, kind)) {
                uint32_t mention = attest_i_references_at(context, t, i);
                if (mention == ATTEST_NO_INDEX ||
                    attest_i_builder_mention_at(context->builder, mention)->entity != entity) {
                    return 1;
                }
            }
        }
        if (t == 0) {
            break;
        }
    }
    return 0;
}

/* The only organisation so far of which the text says that it is one of these. */
static const attest_i_candidate *organisation_of_kind(const attest_i_sweep *sweep, attest_view kind)
{
    const attest_i_candidate *found = NULL;
    for (size_t i = sweep->candidates.count; i-- > first_back(sweep);) {
        const attest_i_candidate *candidate = &sweep->candidates.items[i];
        if (!candidate->named || candidate->class_ == ATTEST_ENTITY_PERSON || !is_of_kind(sweep, candidate, kind)) {
            continue;
        }
        if (candidate->class_ != ATTEST_ENTITY_ORGANIZATION || (found && found->entity != candidate->entity)) {
            return NULL;
        }
        found = found ? found : candidate;
    }
    return found && !has_namesake(sweep, found->entity, kind) ? found : NULL;
}

static int is_country(const attest_i_sweep *sweep, const attest_i_candidate *candidate)
{
    attest_i_sense senses[ATTEST_I_SENSES];
    attest_view label = attest_i_builder_entity_at(sweep->context->builder, candidate->entity)->label;
    return attest_i_gazetteer_find(label, senses) && senses[0].kind == ATTEST_I_SENSE_COUNTRY;
}

/* "The country": the only one named in this sentence and the ones before. */
static const attest_i_candidate *country_near(const attest_i_sweep *sweep)
{
    const attest_i_candidate *found = NULL;
    for (size_t i = sweep->candidates.count; i-- > 0;) {
        const attest_i_candidate *candidate = &sweep->candidates.items[i];
        if (candidate->tree + NEAR_SENTENCES < sweep->tree) {
            break;
        }
        if (candidate->entity == ATTEST_NO_INDEX || candidate->class_ != ATTEST_ENTITY_PLACE ||
            !is_country(sweep, candidate)) {
            continue;
        }
        if (found && found->entity != candidate->entity) {
            return NULL;
        }
        found = found ? found : candidate;
    }
    return found;
}

enum attest_status attest_i_sweep_describe(attest_i_sweep *sweep, uint32_t begin, uint32_t noun, uint32_t end,
                                           uint32_t entity, uint32_t antecedent, int *done)
{
    attest_i_context *context = sweep->context;
    attest_view procedure = ATTEST_VIEW("name-description");
    if (attest_i_ruleset_procedure_is_off(context->rules, procedure)) {
        return ATTEST_OK;
    }
    attest_mention mention = {.entity = entity,
                              .decided_by = ATTEST_VIEW("description"),
                              .rule = attest_i_ruleset_procedure_id(context->rules, procedure),
                              .antecedent = antecedent};
    const attest_entity *whole = attest_i_builder_entity_at(context->builder, entity);
    attest_i_candidate candidate = {
        .token = noun, .entity = entity, .mention = antecedent, .class_ = whole->class_, .named = 0};
    const attest_i_person *person = attest_i_sweep_person(sweep, entity);
    candidate.gender = person ? (uint8_t)person->gender : ATTEST_I_GENDER_UNKNOWN;
    *done = 1;
    enum attest_status status = attest_i_references_add(context, sweep->tree, begin, end, &mention);
    return status == ATTEST_OK ? attest_i_sweep_push(sweep, &candidate) : status;
}

/* Is the entity what the noun says: an organisation, or else a person? */
static int fits_noun(const attest_i_sweep *sweep, uint32_t noun, uint32_t entity)
{
    enum attest_entity_class class_ = attest_i_builder_entity_at(sweep->context->builder, entity)->class_;
    const uint64_t things =
        ATTEST_I_WORD(ORGANISATION) | ATTEST_I_WORD(DOCUMENT) | ATTEST_I_WORD(WORK) | ATTEST_I_WORD(TIME);
    uint64_t classes = noun_classes(sweep, &tree_of(sweep)->sentence.tokens[noun]);
    return classes & ATTEST_I_WORD(ORGANISATION) ? class_ == ATTEST_ENTITY_ORGANIZATION
                                                 : !(classes & things) && class_ == ATTEST_ENTITY_PERSON;
}

/* "A senior aide, Ann Bee, said", "the group, Friends of the Dam, said": the mention that is named behind a comma, and the
 * tokens [begin,end) that say what it is; ATTEST_NO_INDEX: it is no such description. */
static uint32_t named_behind(const attest_i_sweep *sweep, uint32_t noun, uint32_t *begin, uint32_t *end)
{
    const attest_i_tree *tree = tree_of(sweep);
    const attest_token *tokens = tree->sentence.tokens;
    uint32_t name = attest_i_tree_child(tree, noun, "appos");
    uint32_t owner = attest_i_tree_child(
        tree, noun, "nmod"); /* "a spokesman for the union, Ann Bee": parsers take her for the union */
    if (name == ATTEST_NO_INDEX && owner != ATTEST_NO_INDEX && owner > noun &&
        (noun_classes(sweep, &tokens[noun]) & ATTEST_I_WORD(ROLE)) && tokens[owner].upos == ATTEST_UPOS_NOUN) {
        name = attest_i_tree_child(tree, owner, "appos");
    }
    if (name == ATTEST_NO_INDEX || name < noun || !attest_view_equal(tokens[noun].xpos, ATTEST_VIEW("NN")) ||
        attest_i_tree_child(tree, noun, "conj") != ATTEST_NO_INDEX) {
        return ATTEST_NO_INDEX;
    }
    uint32_t mention = attest_i_references_at(sweep->context, sweep->tree, name);
    if (mention == ATTEST_NO_INDEX ||
        !fits_noun(sweep, noun, attest_i_builder_mention_at(sweep->context->builder, mention)->entity)) {
        return ATTEST_NO_INDEX;
    }
    uint32_t first_name = attest_i_tree_first(tree, name); /* with a title or an article, and perhaps the comma */
    if (first_name <= noun) {
        return ATTEST_NO_INDEX;
    }
    *end = tokens[first_name].upos == ATTEST_UPOS_PUNCT ? first_name : first_name - 1;
    *begin = noun;
    int comma = *end > noun && same_word(tokens[*end].form, ATTEST_VIEW(","));
    for (uint32_t i = *end + 1; i < name; i++) { /* "episode three, 'Low Water'" */
        comma &= tokens[i].upos != ATTEST_UPOS_PUNCT;
    }
    uint32_t article = attest_i_tree_child(tree, noun, "det");
    for (uint32_t i = tree->child_begin[noun]; i < tree->child_begin[noun + 1]; i++) {
        uint32_t child = tree->children[i];
        attest_view relation = tokens[child].deprel;
        if (child < noun && article != ATTEST_NO_INDEX && child < article &&
            (attest_i_relation_is(relation, "advmod") || attest_i_relation_is(relation, "obl"))) {
            continue; /* "a day later a spokeswoman, Ann Bee" */
        }
        if (child > noun) { /* "the company that built it, Acme": the clause tells more of it */
            int clause = attest_i_relation_is(relation, "acl:relcl");
            uint32_t first = attest_i_tree_first(tree, child);
            *end = clause && first < *end ? first : *end;
        } else if (!attest_i_relation_is(relation, "case") && !attest_i_relation_is(relation, "punct") &&
                   !attest_i_relation_is(relation, "cc") && !attest_i_relation_is(relation, "mark")) {
            uint32_t first = attest_i_tree_first(tree, child);
            *begin = first < *begin ? first : *begin;
        }
    }
    return comma && *end > noun ? mention : ATTEST_NO_INDEX;
}

/* What she is, where no title told: later descriptions are compared with it. */
static void note_office(attest_i_sweep *sweep, uint32_t entity, uint32_t begin, uint32_t noun)
{
    attest_i_person *person = attest_i_sweep_person(sweep, entity);
    const attest_token *tokens = tree_of(sweep)->sentence.tokens;
    if (person && person->role.size == 0) {
        person->role = tokens[noun].form;
        person->title = attest_document_slice(sweep->context->document,
                                              (attest_span){tokens[begin].span.begin, tokens[noun].span.end});
    }
}

enum attest_status attest_i_sweep_noun(attest_i_sweep *sweep, uint32_t token)
{
    const attest_i_tree *tree = tree_of(sweep);
    const attest_token *noun = &tree->sentence.tokens[token];
    uint32_t begin = definite_begin(tree, token);
    uint64_t classes = noun_classes(sweep, noun);
    enum attest_status status = ATTEST_OK;
    int done = 0;
    uint32_t from;
    uint32_t to;
    uint32_t named = named_behind(sweep, token, &from, &to);
    if (named != ATTEST_NO_INDEX) {
        uint32_t entity = attest_i_builder_mention_at(sweep->context->builder, named)->entity;
        note_office(sweep, entity, from, token);
        return attest_i_sweep_describe(sweep, from, token, to, entity, named, &done);
    }
    if (begin != ATTEST_NO_INDEX && sweep->quote == ATTEST_NO_INDEX) {
        const attest_i_person *person = classes & ATTEST_I_WORD(ROLE) ? person_of_office(sweep, begin, token) : NULL;
        const attest_i_candidate *other = person || begin + 1 != token                     ? NULL
                                          : same_word(noun->lemma, ATTEST_VIEW("country")) ? country_near(sweep)
                                          : classes & ATTEST_I_WORD(ORGANISATION)
                                              ? organisation_of_kind(sweep, noun->lemma)
                                              : NULL;
        if (person) {
            status = attest_i_sweep_describe(sweep, begin, token, token + 1, person->entity, person->mention, &done);
        } else if (other) {
            status = attest_i_sweep_describe(sweep, begin, token, token + 1, other->entity, other->mention, &done);
        }
    }
    return done ? status : push_person(sweep, token);
}
