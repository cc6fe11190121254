/* Pronouns of the third person: the only one who can be meant nearby, or the subject before. One person never stands for
 * "they", and what can be read two ways stays as it is. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/reference_sweep.h"
#include "extract/rule_match.h"

/* Sentences looked back; people told apart in them. */
#define SENTENCES_MAX 3
#define DISTINCT_MAX 16

enum pronoun_kind { PRONOUN_PERSON, PRONOUN_THING, PRONOUN_GROUP };

struct pronoun {
    enum pronoun_kind kind;
    enum attest_i_gender gender;
    int possessive;
    int subject;
    uint32_t token;
    uint32_t clause; /* the predicate that governs it; ATTEST_NO_INDEX: none */
    uint32_t own;    /* the subject of that predicate; ATTEST_NO_INDEX: none */
};

static const attest_token *tokens_of(const attest_i_sweep *sweep, size_t tree)
{
    return sweep->context->trees->items[tree].sentence.tokens;
}

static int has_feature(const attest_token *token, attest_view feature)
{
    for (size_t i = 0; i + feature.size <= token->feats.size; i++) {
        if (memcmp(token->feats.data + i, feature.data, feature.size) == 0) {
            return 1;
        }
    }
    return 0;
}

/* The nearest predicate above a token: what has a subject, or a verb. */
static uint32_t predicate_above(const attest_i_tree *tree, uint32_t token)
{
    const attest_token *tokens = tree->sentence.tokens;
    for (uint32_t at = tokens[token].head, steps = 0; at != ATTEST_NO_INDEX && steps < 16;
         at = tokens[at].head, steps++) {
        if (attest_i_tree_child(tree, at, "nsubj") != ATTEST_NO_INDEX) {
            return at;
        }
    }
    return ATTEST_NO_INDEX;
}

/* The kind of a pronoun: 1, or 0 if it is none of the third person that may be resolved. */
static int read_pronoun(const attest_i_sweep *sweep, uint32_t token, struct pronoun *pronoun)
{
    const attest_i_tree *tree = &sweep->context->trees->items[sweep->tree];
    const attest_token *word = &tree->sentence.tokens[token];
    uint64_t classes = attest_i_words_classes(sweep->context->page->words, word->form);
    memset(pronoun, 0, sizeof *pronoun);
    pronoun->gender = classes & ATTEST_I_WORD(MALE)     ? ATTEST_I_GENDER_MALE
                      : classes & ATTEST_I_WORD(FEMALE) ? ATTEST_I_GENDER_FEMALE
                                                        : ATTEST_I_GENDER_UNKNOWN;
    if (pronoun->gender) {
        pronoun->kind = PRONOUN_PERSON;
    } else if (!has_feature(word, ATTEST_VIEW("Person=3"))) {
        return 0;
    } else {
        pronoun->kind = has_feature(word, ATTEST_VIEW("Number=Plur")) ? PRONOUN_GROUP : PRONOUN_THING;
    }
    pronoun->token = token;
    pronoun->possessive = attest_i_relation_is(word->deprel, "nmod") && has_feature(word, ATTEST_VIEW("Poss=Yes"));
    pronoun->subject = attest_i_relation_is(word->deprel, "nsubj");
    pronoun->clause = predicate_above(tree, token);
    pronoun->own =
        pronoun->clause == ATTEST_NO_INDEX ? ATTEST_NO_INDEX : attest_i_tree_child(tree, pronoun->clause, "nsubj");
    return !attest_i_relation_is(word->deprel, "expl");
}

/* May the candidate be meant by the pronoun, as far as its words go? */
static int agrees(const attest_i_sweep *sweep, const struct pronoun *pronoun, const attest_i_candidate *candidate)
{
    if (candidate->quote != sweep->quote) {
        return 0;
    }
    switch (pronoun->kind) {
    case PRONOUN_PERSON:
        return candidate->class_ == ATTEST_ENTITY_PERSON &&
               (candidate->gender == ATTEST_I_GENDER_UNKNOWN || candidate->gender == pronoun->gender);
    case PRONOUN_GROUP:
        return candidate->class_ == ATTEST_ENTITY_GROUP || candidate->class_ == ATTEST_ENTITY_ORGANIZATION;
    default:
        return candidate->class_ != ATTEST_ENTITY_PERSON && candidate->class_ != ATTEST_ENTITY_GROUP &&
               candidate->class_ != ATTEST_ENTITY_THING;
    }
}

/* "Bee saw him": nobody else's clause. */
static int is_barred(const attest_i_sweep *sweep, const struct pronoun *pronoun, const attest_i_candidate *candidate)
{
    const attest_token *word = &tokens_of(sweep, sweep->tree)[pronoun->token];
    int reflexive = has_feature(word, ATTEST_VIEW("Reflex=Yes"));
    return candidate->tree == sweep->tree && !pronoun->possessive && !pronoun->subject && !reflexive &&
           candidate->top == pronoun->own;
}

static int same_one(const attest_i_candidate *a, const attest_i_candidate *b)
{
    return a->entity != ATTEST_NO_INDEX && a->entity == b->entity;
}

/* Those who may be meant in the sentence at hand and `back` before it: their number, each once, nearest first. */
static size_t collect(const attest_i_sweep *sweep, const struct pronoun *pronoun, size_t back,
                      const attest_i_candidate *found[DISTINCT_MAX])
{
    size_t count = 0;
    for (size_t i = sweep->candidates.count; i-- > 0 && count < DISTINCT_MAX;) {
        const attest_i_candidate *candidate = &sweep->candidates.items[i];
        if (candidate->tree + back < sweep->tree) {
            break;
        }
        if (!agrees(sweep, pronoun, candidate) || is_barred(sweep, pronoun, candidate)) {
            continue;
        }
        int known = 0;
        for (size_t k = 0; k < count && !known; k++) {
            known = same_one(found[k], candidate);
        }
        if (!known) {
            found[count++] = candidate;
        }
    }
    return count;
}

/* The only subject among the candidates of one sentence; NULL: none, or several. */
static const attest_i_candidate *only_subject(const attest_i_sweep *sweep, const struct pronoun *pronoun, size_t tree)
{
    const attest_i_candidate *found = NULL;
    for (size_t i = sweep->candidates.count; i-- > 0;) {
        const attest_i_candidate *candidate = &sweep->candidates.items[i];
        if (candidate->tree < tree) {
            break;
        }
        if (candidate->tree == tree && candidate->subject && agrees(sweep, pronoun, candidate) &&
            !is_barred(sweep, pronoun, candidate)) {
            if (found && !same_one(found, candidate)) {
                return NULL;
            }
            found = candidate;
        }
    }
    return found;
}

static int is_there(const attest_i_sweep *sweep, const struct pronoun *pronoun, size_t tree)
{
    for (size_t i = sweep->candidates.count; i-- > 0 && sweep->candidates.items[i].tree >= tree;) {
        if (sweep->candidates.items[i].tree == tree && agrees(sweep, pronoun, &sweep->candidates.items[i])) {
            return 1;
        }
    }
    return 0;
}

/* Does somebody else who may be meant stand between a candidate and the pronoun? */
static int has_rival(const attest_i_sweep *sweep, const struct pronoun *pronoun, const attest_i_candidate *candidate)
{
    for (const attest_i_candidate *other = candidate + 1; other < sweep->candidates.items + sweep->candidates.count;
         other++) {
        if (agrees(sweep, pronoun, other) && !same_one(other, candidate)) {
            return 1;
        }
    }
    return 0;
}

/* The candidate that is the subject of the pronoun's own clause ("Bee sold her boat"). */
static const attest_i_candidate *clause_subject(const attest_i_sweep *sweep, const struct pronoun *pronoun)
{
    if (pronoun->own == ATTEST_NO_INDEX || pronoun->own >= pronoun->token || !pronoun->possessive) {
        return NULL;
    }
    for (size_t i = sweep->candidates.count; i-- > 0 && sweep->candidates.items[i].tree == sweep->tree;) {
        const attest_i_candidate *candidate = &sweep->candidates.items[i];
        if (candidate->top == pronoun->own && agrees(sweep, pronoun, candidate)) {
            return has_rival(sweep, pronoun, candidate) ? NULL : candidate;
        }
    }
    return NULL;
}

static const attest_i_candidate *subject_meant(const attest_i_sweep *sweep, const struct pronoun *pronoun)
{
    const attest_i_candidate *own = clause_subject(sweep, pronoun);
    if (own) {
        return own;
    }
    if (!pronoun->subject) {
        return NULL;
    }
    if (is_there(sweep, pronoun, sweep->tree)) {
        return only_subject(sweep, pronoun, sweep->tree);
    }
    return sweep->tree ? only_subject(sweep, pronoun, sweep->tree - 1) : NULL;
}

/* The subject of the verb that reports the pronoun's clause ("Bee said she would go"); ATTEST_NO_INDEX: nobody reports it. */
static uint32_t reporter(const attest_i_sweep *sweep, const struct pronoun *pronoun)
{
    const attest_i_tree *tree = &sweep->context->trees->items[sweep->tree];
    if (!pronoun->subject || pronoun->clause == ATTEST_NO_INDEX || pronoun->own != pronoun->token) {
        return ATTEST_NO_INDEX;
    }
    const attest_token *clause = &tree->sentence.tokens[pronoun->clause];
    if (!attest_i_relation_is(clause->deprel, "ccomp") || clause->head == ATTEST_NO_INDEX) {
        return ATTEST_NO_INDEX;
    }
    uint32_t subject = attest_i_tree_child(tree, clause->head, "nsubj");
    return subject != ATTEST_NO_INDEX && subject < pronoun->token ? subject : ATTEST_NO_INDEX;
}

/* Somebody of whom it is not known who it is: a name that is nobody's, or a role ("the mayor said she would go"). */
static int is_stranger(const attest_i_sweep *sweep, uint32_t token)
{
    const attest_token *word = &tokens_of(sweep, sweep->tree)[token];
    const attest_i_words *words = sweep->context->page->words;
    const attest_i_tree *tree = &sweep->context->trees->items[sweep->tree];
    uint64_t classes = attest_i_words_classes(words, word->lemma);
    int unknown = word->upos == ATTEST_UPOS_NOUN && word->form.data[0] >= 'A' && word->form.data[0] <= 'Z' &&
                  classes == 0 && attest_i_words_classes(words, word->form) == 0 &&
                  attest_i_tree_first(tree, token) == token; /* a name that was taken for a noun */
    return unknown || word->name == ATTEST_NAME_PERSON ||
           (word->upos == ATTEST_UPOS_PROPN && word->name == ATTEST_NAME_NONE) ||
           (attest_view_equal(word->xpos, ATTEST_VIEW("NN")) && (classes & ATTEST_I_WORD(ROLE)));
}

static const attest_i_candidate *candidate_at(const attest_i_sweep *sweep, uint32_t top)
{
    for (size_t i = sweep->candidates.count; i-- > 0 && sweep->candidates.items[i].tree == sweep->tree;) {
        if (sweep->candidates.items[i].top == top) {
            return &sweep->candidates.items[i];
        }
    }
    return NULL;
}

static const attest_i_candidate *find_person(const attest_i_sweep *sweep, const struct pronoun *pronoun,
                                             const char **procedure)
{
    const attest_i_candidate *found[DISTINCT_MAX];
    size_t count = 0;
    uint32_t speaker = reporter(sweep, pronoun);
    const attest_i_candidate *named = speaker == ATTEST_NO_INDEX ? NULL : candidate_at(sweep, speaker);
    if (named && named->entity != ATTEST_NO_INDEX && agrees(sweep, pronoun, named)) {
        *procedure = "name-pronoun-subject";
        return named;
    }
    if (!named && speaker != ATTEST_NO_INDEX && is_stranger(sweep, speaker)) {
        *procedure = "name-pronoun";
        return NULL; /* it is more likely that stranger than anybody who is known */
    }
    for (size_t back = 1; count == 0 && back <= SENTENCES_MAX; back++) {
        count = collect(sweep, pronoun, back, found);
    }
    *procedure = "name-pronoun";
    if (count <= 1) {
        return count ? found[0] : NULL;
    }
    *procedure = "name-pronoun-subject";
    return subject_meant(sweep, pronoun);
}

/* "The board said it was ready", "Norway sold the ships, but it kept the port": the candidate that is the subject of the
 * verb which governs the pronoun's clause. */
static const attest_i_candidate *governing_subject(const attest_i_sweep *sweep, const struct pronoun *pronoun)
{
    const attest_i_tree *tree = &sweep->context->trees->items[sweep->tree];
    const attest_token *clause = pronoun->clause == ATTEST_NO_INDEX ? NULL : &tree->sentence.tokens[pronoun->clause];
    if (!clause || !pronoun->subject || pronoun->own != pronoun->token ||
        (!attest_i_relation_is(clause->deprel, "ccomp") && !attest_i_relation_is(clause->deprel, "conj")) ||
        clause->head == ATTEST_NO_INDEX) {
        return NULL;
    }
    int verbal = clause->upos == ATTEST_UPOS_VERB;
    if (attest_i_tree_child(tree, pronoun->clause, "csubj") != ATTEST_NO_INDEX ||
        (!verbal && (attest_i_tree_child(tree, pronoun->clause, "ccomp") != ATTEST_NO_INDEX ||
                     attest_i_tree_child(tree, pronoun->clause, "advcl") != ATTEST_NO_INDEX ||
                     attest_i_tree_child(tree, pronoun->clause, "acl") != ATTEST_NO_INDEX))) {
        return NULL; /* "it is time to leave" */
    }
    uint32_t subject = attest_i_tree_child(tree, clause->head, "nsubj");
    for (size_t i = sweep->candidates.count; i-- > 0 && sweep->candidates.items[i].tree == sweep->tree;) {
        const attest_i_candidate *candidate = &sweep->candidates.items[i];
        if (candidate->top == subject && agrees(sweep, pronoun, candidate)) {
            return candidate;
        }
    }
    return NULL;
}

/* "Norway sold its fleet": not "Norway, its neighbour". */
static int belongs_to_clause(const attest_i_sweep *sweep, const struct pronoun *pronoun)
{
    const attest_token *tokens = tokens_of(sweep, sweep->tree);
    uint32_t owned = tokens[pronoun->token].head;
    return owned != ATTEST_NO_INDEX && tokens[owned].head == pronoun->clause &&
           !attest_i_relation_is(tokens[owned].deprel, "nsubj");
}

/* "It", "its": only what is the subject of the clause or of the one above. "They" may be anybody. */
static const attest_i_candidate *find_other(const attest_i_sweep *sweep, const struct pronoun *pronoun,
                                            const char **procedure)
{
    *procedure = "name-pronoun-subject";
    if (pronoun->kind == PRONOUN_GROUP) {
        return NULL;
    }
    return pronoun->possessive ? (belongs_to_clause(sweep, pronoun) ? clause_subject(sweep, pronoun) : NULL)
                               : governing_subject(sweep, pronoun);
}

enum attest_status attest_i_sweep_pronoun(attest_i_sweep *sweep, uint32_t token)
{
    struct pronoun pronoun;
    const char *procedure;
    if (!read_pronoun(sweep, token, &pronoun)) {
        return ATTEST_OK;
    }
    const attest_i_candidate *found = pronoun.kind == PRONOUN_PERSON ? find_person(sweep, &pronoun, &procedure)
                                                                     : find_other(sweep, &pronoun, &procedure);
    attest_i_context *context = sweep->context;
    if (!found || found->entity == ATTEST_NO_INDEX ||
        attest_i_ruleset_procedure_is_off(context->rules, attest_view_of(procedure))) {
        attest_i_candidate nobody = {.token = token,
                                     .entity = ATTEST_NO_INDEX,
                                     .mention = ATTEST_NO_INDEX,
                                     .class_ = ATTEST_ENTITY_PERSON,
                                     .gender = (uint8_t)pronoun.gender};
        return pronoun.kind == PRONOUN_PERSON ? attest_i_sweep_push(sweep, &nobody) : ATTEST_OK;
    }
    attest_mention mention = {.entity = found->entity,
                              .decided_by = ATTEST_VIEW("pronoun"),
                              .rule = attest_i_ruleset_procedure_id(context->rules, attest_view_of(procedure)),
                              .antecedent = found->mention};
    attest_i_candidate next = *found;
    next.token = token;
    next.named = 0;
    attest_i_person *person = attest_i_sweep_person(sweep, found->entity);
    if (person && person->gender == ATTEST_I_GENDER_UNKNOWN) {
        person->gender = pronoun.gender;
    }
    next.gender = pronoun.gender ? (uint8_t)pronoun.gender : next.gender;
    enum attest_status status = attest_i_references_add(context, sweep->tree, token, token + 1, &mention);
    return status == ATTEST_OK ? attest_i_sweep_push(sweep, &next) : status;
}
