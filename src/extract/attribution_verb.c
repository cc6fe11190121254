/* Attribution: verbs as cues, by their dependency tree. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/attribution_tree.h"
#include "extract/rule_match.h"

/* Bytes of the longest verb with its preposition. */
#define WORDS_MAX 64U

/* What stands behind "as"; ATTEST_NO_INDEX: none. */
static uint32_t as_phrase(const attest_i_attempt *attempt)
{
    static const char *const relations[] = {"obl", "advcl", "xcomp"};
    for (size_t i = 0; i < sizeof relations / sizeof relations[0]; i++) {
        uint32_t found = attest_i_tree_marked_child(attempt->tree, attempt->token, relations[i], "as");
        if (found != ATTEST_NO_INDEX) {
            return found;
        }
    }
    return ATTEST_NO_INDEX;
}

/* What somebody is accused of ("of lying", "for hiding it"), which hangs on the verb or on the agent; ATTEST_NO_INDEX: none. */
static uint32_t charge_of(const attest_i_attempt *attempt, uint32_t token)
{
    static const char *const marks[] = {"of", "for"};
    static const char *const relations[] = {"acl", "nmod", "advcl", "obl"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        for (size_t k = 0; k < sizeof relations / sizeof relations[0]; k++) {
            uint32_t found = attest_i_tree_marked_child(attempt->tree, token, relations[k], marks[i]);
            uint32_t being = found != ATTEST_NO_INDEX ? attest_i_tree_child(attempt->tree, found, "cop") : found;
            uint32_t verb = being != ATTEST_NO_INDEX ? being : found; /* "of lying", "of being late" */
            if (found != ATTEST_NO_INDEX && found > token &&
                attest_view_equal(attest_i_attempt_token(attempt, verb)->xpos, ATTEST_VIEW("VBG"))) {
                return found;
            }
        }
    }
    return ATTEST_NO_INDEX;
}

/* Is the token itself a verb of saying or judging? */
static int is_cue(const attest_i_attempt *attempt, uint32_t token)
{
    const attest_i_page *page = attempt->binder->page;
    const attest_i_cue *cue;
    uint32_t end;
    uint32_t item = attest_i_tree_item(page, attest_i_attempt_token(attempt, token)->span.begin);
    return attest_i_cue_at(page, &page->clauses[attempt->binder->clause], item, 1U << ATTEST_I_CUE_VERB, &cue, &end) &&
           cue->field != ATTEST_I_CUE_THOUGHT;
}

/* "It is said that ...", "Bee is believed to ...", "the plan was praised by Bee", "Bee was described as ...". */
static int find_passive(attest_i_attempt *attempt)
{
    const attest_i_cue *cue = attempt->reading.cue;
    uint32_t agent = attest_i_tree_agent(attempt->tree, attempt->token);
    uint32_t patient = attest_i_attempt_child(attempt, "nsubj");
    uint32_t clause = attest_i_attempt_child(attempt, "ccomp");
    clause = clause != ATTEST_NO_INDEX ? clause : attest_i_attempt_child(attempt, "csubj");
    uint32_t as = as_phrase(attempt);
    int told = (cue->frames & (ATTEST_I_FRAME_THAT | ATTEST_I_FRAME_BARE)) && !(cue->frames & ATTEST_I_FRAME_ADDRESSEE);
    int states = cue->stance == ATTEST_STANCE_ASSERTS || cue->stance == ATTEST_STANCE_BELIEVES ||
                 cue->stance == ATTEST_STANCE_HOPES || cue->stance == ATTEST_STANCE_FEARS ||
                 cue->stance == ATTEST_STANCE_DOUBTS;
    int permits = cue->stance == ATTEST_STANCE_ASSERTS && !(cue->frames & ATTEST_I_FRAME_BARE); /* "was allowed to" */
    attempt->rule = ATTEST_I_ATTRIBUTION_PASSIVE;
    if (agent != ATTEST_NO_INDEX) {
        attempt->speaker = (attest_i_tree_subject){ATTEST_I_SUBJECT_OWN, agent, ATTEST_NO_INDEX};
    }
    if (clause != ATTEST_NO_INDEX && told) {
        attest_i_attempt_add(attempt, clause, 0);
        return 1;
    }
    if (patient == ATTEST_NO_INDEX) {
        return 0;
    }
    if ((cue->frames & ATTEST_I_FRAME_AS) && as != ATTEST_NO_INDEX) {
        attest_i_attempt_add(attempt, patient, 1);
        attest_i_attempt_add(attempt, as, 0);
        return 1;
    }
    if (agent != ATTEST_NO_INDEX && as != ATTEST_NO_INDEX && is_cue(attempt, as)) {
        attest_i_attempt_add(attempt, as, 0); /* "was quoted by the Post as saying" */
        return 1;
    }
    uint32_t infinitive = attest_i_attempt_infinitive(attempt);
    if (infinitive != ATTEST_NO_INDEX && told && states && !permits) {
        attest_i_attempt_add(attempt, patient, 1);
        attest_i_attempt_add(attempt, infinitive, 0);
        return 1;
    }
    attest_i_attempt_add(attempt, patient, 0);
    uint32_t charge = charge_of(attempt, attempt->token);
    if (charge == ATTEST_NO_INDEX && agent != ATTEST_NO_INDEX) { /* "was accused by Bee of lying" */
        attempt->inner = charge_of(attempt, agent);
        charge = attempt->inner;
    }
    attest_i_attempt_add(attempt, charge, 0);
    int charged = charge != ATTEST_NO_INDEX && cue->stance == ATTEST_STANCE_ASSERTS;
    return (agent != ATTEST_NO_INDEX || charged) && (cue->frames & ATTEST_I_FRAME_NP);
}

/* "called the plan useless", "described it as useful", "accused the firm of ...": the judgement and on what. */
static int find_judged(attest_i_attempt *attempt, uint32_t object)
{
    unsigned frames = attempt->reading.cue->frames;
    uint32_t as = as_phrase(attempt);
    uint32_t predicate = attest_i_attempt_child(attempt, "xcomp");
    attempt->rule = ATTEST_I_ATTRIBUTION_PHRASE;
    if ((frames & ATTEST_I_FRAME_AS) && as != ATTEST_NO_INDEX) {
        attest_i_attempt_add(attempt, object, 0);
        attest_i_attempt_add(attempt, as, 0);
        return 1;
    }
    if ((frames & (ATTEST_I_FRAME_AS | ATTEST_I_FRAME_NP)) && predicate != ATTEST_NO_INDEX &&
        object != ATTEST_NO_INDEX && attest_i_attempt_infinitive(attempt) == ATTEST_NO_INDEX) {
        attest_i_attempt_add(attempt, object, 0);
        attest_i_attempt_add(attempt, predicate, 0);
        return 1;
    }
    return 0;
}

/* What belongs to the object of a verb of judging: "of", "for", "to" and kin behind it. */
static void add_complements(attest_i_attempt *attempt, uint32_t object)
{
    static const char *const joined[] = {"of", "for", "as", "against", "over", "with", "from", "on", "to"};
    for (size_t i = 0; i < sizeof joined / sizeof joined[0]; i++) {
        uint32_t found = attest_i_tree_marked_child(attempt->tree, attempt->token, "obl", joined[i]);
        found = found != ATTEST_NO_INDEX
                    ? found
                    : attest_i_tree_marked_child(attempt->tree, attempt->token, "advcl", joined[i]);
        if (found != ATTEST_NO_INDEX && found > object &&
            !attest_i_relation_is(attest_i_attempt_token(attempt, found)->deprel, "obl:tmod")) {
            attest_i_attempt_add(attempt, found, 0);
            return;
        }
    }
}

/* Can the noun say something: "a letter saying ...", but not "a gate showing ..."? */
static int speaks(const attest_i_attempt *attempt, uint32_t token)
{
    const attest_i_page *page = attempt->binder->page;
    uint32_t item = attest_i_tree_item(page, attest_i_attempt_token(attempt, token)->span.begin);
    return attest_i_item_is(page, item,
                            ATTEST_I_WORD(DOCUMENT) | ATTEST_I_WORD(ROLE) | ATTEST_I_WORD(PEOPLE) |
                                ATTEST_I_WORD(ORGANISATION) | ATTEST_I_WORD(OUTLET) | ATTEST_I_WORD(NOMINATIVE)) ||
           attest_i_item_is_name(page, item);
}

/* The last token below `token`. */
static uint32_t last_below(const attest_i_tree *tree, uint32_t token)
{
    uint32_t last = token;
    for (uint32_t i = token + 1; i < tree->sentence.token_count; i++) {
        uint32_t at = i;
        for (uint32_t steps = 0; at > token && at != ATTEST_NO_INDEX && steps < tree->sentence.token_count; steps++) {
            at = tree->sentence.tokens[at].head;
        }
        last = at == token ? i : last;
    }
    return last;
}

/* What stands right behind the content is a part of it, though the parser hangs it on the cue: "said on Monday that the road was closed because
 * the dam leaks". What a comma sets off is the speaker's act, but for a reason or condition. */
static void add_rest(attest_i_attempt *attempt, uint32_t content)
{
    static const char *const grounds[] = {"because", "if", "unless"};
    const attest_i_tree *tree = attempt->tree;
    uint32_t behind = last_below(tree, content) + 1;
    for (uint32_t i = tree->child_begin[attempt->token]; i < tree->child_begin[attempt->token + 1]; i++) {
        uint32_t child = tree->children[i];
        const attest_token *word = attest_i_attempt_token(attempt, child);
        int clause = attest_i_relation_is(word->deprel, "advcl") || attest_i_relation_is(word->deprel, "ccomp");
        uint32_t mark = attest_i_tree_child(tree, child, "mark");
        uint32_t first = attest_i_tree_first(tree, child);
        if (child <= content || first < behind ||
            (clause ? mark == ATTEST_NO_INDEX || attest_i_tree_child(tree, child, "nsubj") == ATTEST_NO_INDEX
                    : !attest_i_relation_is(word->deprel, "obl"))) {
            continue;
        }
        int ground = 0;
        for (size_t k = 0; clause && k < sizeof grounds / sizeof grounds[0]; k++) {
            ground |= attest_view_equal(attest_i_attempt_token(attempt, mark)->lemma, attest_view_of(grounds[k]));
        }
        if (first != behind && !ground) {
            return;
        }
        attest_i_attempt_add(attempt, child, 0);
        behind = last_below(tree, child) + 1;
    }
}

static int is_listed(const attest_i_attempt *attempt, const char *list, uint32_t token)
{
    return attest_i_ruleset_list_has(attempt->binder->rules, attest_view_of(list),
                                     attest_i_attempt_token(attempt, token)->lemma);
}

/* "Pictures show two barges unloading grain", "a reporter saw lorries at the gate": what is seen, and all that is said of it behind. */
static int find_sight(attest_i_attempt *attempt, uint32_t object)
{
    const attest_i_tree *tree = attempt->tree;
    uint32_t seer = attempt->speaker.token;
    uint32_t item = attest_i_tree_item(attempt->binder->page, attest_i_attempt_token(attempt, seer)->span.begin);
    int record = is_listed(attempt, "evidence-noun", seer) ||
                 attest_i_item_is(attempt->binder->page, item, ATTEST_I_WORD(DOCUMENT));
    if (object == ATTEST_NO_INDEX || object < attempt->token || !is_listed(attempt, "perception", attempt->token) ||
        (!record && !is_listed(attempt, "witness", seer))) {
        return 0;
    }
    attempt->rule = ATTEST_I_ATTRIBUTION_PHRASE;
    attempt->seen = 1;
    attest_i_attempt_add(attempt, object, 0);
    for (uint32_t i = tree->child_begin[attempt->token]; i < tree->child_begin[attempt->token + 1]; i++) {
        uint32_t child = tree->children[i];
        const attest_token *word = attest_i_attempt_token(attempt, child);
        int participle =
            attest_i_relation_is(word->deprel, "advcl") && attest_i_tree_child(tree, child, "mark") == ATTEST_NO_INDEX;
        if (child > object && (participle || attest_i_relation_is(word->deprel, "xcomp") ||
                               attest_view_equal(word->deprel, ATTEST_VIEW("obl")))) {
            attest_i_attempt_add(attempt, child, 0);
        }
    }
    return 1;
}

/* "The union issued a statement saying ...": the union says so. */
static void find_issuer(attest_i_attempt *attempt)
{
    const attest_token *noun = attest_i_attempt_token(attempt, attempt->speaker.token);
    if (!attest_view_equal(noun->deprel, ATTEST_VIEW("obj")) ||
        !(attest_i_words_classes(attempt->binder->page->words, attest_i_attempt_token(attempt, noun->head)->lemma) &
          ATTEST_I_WORD(SUPPORT_VERB))) {
        return;
    }
    attest_i_tree_subject issuer = attest_i_tree_subject_of(attempt->tree, noun->head);
    if (issuer.kind == ATTEST_I_SUBJECT_OWN || issuer.kind == ATTEST_I_SUBJECT_SHARED) {
        attempt->speaker = issuer;
        attempt->speaker.kind = ATTEST_I_SUBJECT_SHARED;
    }
}

static int find_active(attest_i_attempt *attempt)
{
    unsigned frames = attempt->reading.cue->frames;
    const attest_token *verb = attest_i_attempt_token(attempt, attempt->token);
    attempt->speaker = attest_i_tree_subject_of(attempt->tree, attempt->token);
    if (attempt->speaker.kind == ATTEST_I_SUBJECT_NOUN && speaks(attempt, attempt->speaker.token)) {
        find_issuer(attempt);
    }
    enum attest_i_subject_kind kind = attempt->speaker.kind;
    if (kind == ATTEST_I_SUBJECT_NONE || ((kind == ATTEST_I_SUBJECT_NOUN || kind == ATTEST_I_SUBJECT_PARTICIPLE) &&
                                          !speaks(attempt, attempt->speaker.token))) {
        return 0;
    }
    int close = kind == ATTEST_I_SUBJECT_OWN || kind == ATTEST_I_SUBJECT_SHARED;
    uint32_t clause = attest_i_attempt_child(attempt, "ccomp");
    uint32_t infinitive = attest_i_attempt_infinitive(attempt);
    uint32_t object = attest_i_attempt_child(attempt, "obj");
    attempt->rule = ATTEST_I_ATTRIBUTION_CLAUSE;
    if (clause != ATTEST_NO_INDEX && (frames & (ATTEST_I_FRAME_THAT | ATTEST_I_FRAME_BARE))) {
        attest_i_attempt_add(attempt, clause, 0);
        add_rest(attempt, clause);
        return kind != ATTEST_I_SUBJECT_CONTROL;
    }
    if (infinitive != ATTEST_NO_INDEX && (frames & ATTEST_I_FRAME_TO)) {
        if (attempt->reading.cue->stance == ATTEST_STANCE_DECLINES && !is_cue(attempt, infinitive)) {
            return 0; /* "the engine refused to start" */
        }
        if (attest_i_needs_addressee(attempt->reading.cue) && object == ATTEST_NO_INDEX) {
            return 0; /* "the firm ordered to pay": a participle */
        }
        attempt->rule = ATTEST_I_ATTRIBUTION_INFINITIVE;
        attest_i_attempt_add(attempt, object, 0);
        attest_i_attempt_add(attempt, infinitive, 0);
        return close || kind == ATTEST_I_SUBJECT_PARTICIPLE;
    }
    if (close && find_sight(attempt, object)) {
        return 1;
    }
    if (find_judged(attempt, object)) {
        return kind != ATTEST_I_SUBJECT_CONTROL;
    }
    if (attest_i_relation_is(verb->deprel, "parataxis") && kind == ATTEST_I_SUBJECT_OWN &&
        (frames & ATTEST_I_FRAME_QUOTE)) {
        attempt->rule = ATTEST_I_ATTRIBUTION_TRAILING;
        attempt->without = attempt->token;
        attest_i_attempt_add(attempt, verb->head, 0);
        return 1;
    }
    if (object != ATTEST_NO_INDEX && object > attempt->token && (frames & ATTEST_I_FRAME_NP) && close) {
        attempt->rule = ATTEST_I_ATTRIBUTION_PHRASE;
        attest_i_attempt_add(attempt, object, 0);
        add_complements(attempt, object);
        return 1;
    }
    return 0;
}

/* "called earlier today for the removal": the verb with its preposition is a cue, what the preposition governs the content. */
static int find_apart(attest_i_attempt *attempt)
{
    char words[WORDS_MAX];
    const attest_i_tree *tree = attempt->tree;
    attest_view verb = attest_i_attempt_token(attempt, attempt->token)->form;
    for (uint32_t i = tree->child_begin[attempt->token]; i < tree->child_begin[attempt->token + 1]; i++) {
        uint32_t child = tree->children[i];
        uint32_t preposition = attest_i_tree_child(tree, child, "case");
        if (child < attempt->token || !attest_i_relation_is(attest_i_attempt_token(attempt, child)->deprel, "obl") ||
            preposition == ATTEST_NO_INDEX || preposition < attempt->token) {
            continue;
        }
        attest_view particle = attest_i_attempt_token(attempt, preposition)->form;
        size_t length = verb.size + 1 + particle.size;
        if (length > WORDS_MAX) {
            continue;
        }
        memcpy(words, verb.data, verb.size);
        words[verb.size] = ' ';
        memcpy(words + verb.size + 1, particle.data, particle.size);
        const attest_i_cue *cue;
        size_t size;
        if (attest_i_lexicon_match_parts(attempt->binder->page->lexicon, (attest_view){words, length},
                                         1U << ATTEST_I_CUE_VERB, &cue, &size) == ATTEST_OK &&
            size == length && (cue->frames & ATTEST_I_FRAME_NP)) {
            attempt->reading.cue = cue;
            attempt->rule = ATTEST_I_ATTRIBUTION_PHRASE;
            attempt->speaker = attest_i_tree_subject_of(tree, attempt->token);
            attest_i_attempt_add(attempt, child, 0);
            return attempt->speaker.kind == ATTEST_I_SUBJECT_OWN || attempt->speaker.kind == ATTEST_I_SUBJECT_SHARED;
        }
    }
    return 0;
}

int attest_i_find_verb(attest_i_attempt *attempt)
{
    const attest_token *verb = attest_i_attempt_token(attempt, attempt->token);
    if (attest_i_relation_is(verb->deprel, "amod") || attest_i_relation_is(verb->deprel, "compound") ||
        attest_i_tree_is_unsaid(attempt->binder, attempt->tree, attempt->token)) {
        return 0;
    }
    if (attest_i_tree_is_passive(attempt->tree, attempt->token)) {
        return find_passive(attempt);
    }
    if (find_active(attempt)) {
        return 1;
    }
    attempt->part_count = 0;
    attempt->without = ATTEST_NO_INDEX;
    return find_apart(attempt);
}
