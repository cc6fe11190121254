/* Names: what the words for a speaker denote. A pronoun or a description is resolved only where one person is meant for
 * sure; the mention records how. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <strings.h>

#include "extract/reference.h"
#include "extract/rule_match.h"

/* Longest description that is compared with titles, in words; sentences looked back for a pronoun. */
#define ROLE_WORDS_MAX 6
#define PRONOUN_SENTENCES 6

/* Mentions looked back for that of the speaker before. */
#define MENTIONS_BACK 64

static int is_singular_pronoun(const attest_i_page *page, const attest_i_phrase *phrase)
{
    return phrase->end - phrase->begin == 1 &&
           attest_i_item_is(page, phrase->begin, ATTEST_I_WORD(MALE) | ATTEST_I_WORD(FEMALE));
}

static int is_pronoun(const attest_i_page *page, const attest_i_phrase *phrase)
{
    return phrase->end - phrase->begin == 1 &&
           attest_i_item_is(page, phrase->begin, ATTEST_I_WORD(NOMINATIVE) | ATTEST_I_WORD(POSSESSIVE)) &&
           !attest_i_item_is_name(page, phrase->begin);
}

/* The name in a phrase: the last run of name words that is a person by its title, or the phrase as a whole. */
static int name_in(const attest_i_page *page, const attest_i_phrase *phrase, attest_i_named *named)
{
    uint32_t end = phrase->end;
    while (end > phrase->begin + 1 && page->items[end - 1].kind == ATTEST_I_ITEM_MARK) { /* "Ann Bee (R-Ohio)" */
        do {
            end--;
        } while (end > phrase->begin + 1 && !attest_i_item_is_mark(page, end, '('));
    }
    for (uint32_t i = phrase->begin; i < end; i++) {
        if (!attest_i_named_at(page, i, end, named)) {
            continue;
        }
        int whole = i == phrase->begin ||
                    (i == phrase->begin + 1 && attest_i_item_is(page, phrase->begin, ATTEST_I_WORD(DETERMINER)));
        if (named->name_end == end && (named->person || whole)) {
            return 1;
        }
        i = named->name_end - 1;
    }
    return 0;
}

/* A person named in the phrase, already known: by name, or by the last one. */
static const attest_i_person *known_person(attest_i_context *context, const attest_i_page *page,
                                           const attest_i_phrase *phrase)
{
    attest_i_named named;
    if (!name_in(page, phrase, &named) || named.organisation) {
        return NULL;
    }
    attest_view label;
    if (attest_i_named_label(context, page, named.name_begin, named.name_end, &label) != ATTEST_OK) {
        return NULL;
    }
    for (size_t i = 0; i < context->people->count; i++) {
        if (attest_view_equal(context->people->items[i].label, label)) {
            return &context->people->items[i];
        }
    }
    return attest_i_person_find(context->people, label);
}

/* "stationed" in "an officer stationed near the port" */
static int is_participle(const attest_i_page *page, uint32_t item, uint32_t end)
{
    attest_view word = attest_i_item_view(page, item);
    return item + 1 < end && word.size > 4 && memcmp(word.data + word.size - 2, "ed", 2) == 0 &&
           attest_i_item_is(page, item + 1, ATTEST_I_WORD(PREPOSITION));
}

static enum attest_entity_class class_of(const attest_i_page *page, const attest_i_phrase *phrase)
{
    uint32_t head = phrase->begin;
    int coordinated = 0;
    while (head + 1 < phrase->end &&
           !attest_i_item_is(page, head + 1, ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(RELATIVE)) &&
           !is_participle(page, head + 1, phrase->end) && page->items[head + 1].kind == ATTEST_I_ITEM_WORD) {
        head++;
        coordinated |= attest_i_item_is(page, head, ATTEST_I_WORD(COORDINATOR));
    }
    if (coordinated || attest_i_item_is(page, head, ATTEST_I_WORD(PEOPLE))) {
        return ATTEST_ENTITY_GROUP;
    }
    if (attest_i_item_is(page, head, ATTEST_I_WORD(ROLE))) {
        return ATTEST_ENTITY_PERSON;
    }
    attest_view word = attest_i_item_view(page, head);
    if (word.size > 3 && word.data[word.size - 1] == 's' &&
        (attest_i_words_classes(page->words, (attest_view){word.data, word.size - 1}) & ATTEST_I_WORD(ROLE))) {
        return ATTEST_ENTITY_GROUP;
    }
    if (attest_i_item_is(page, head, ATTEST_I_WORD(DOCUMENT))) {
        return ATTEST_ENTITY_WORK;
    }
    return attest_i_item_is(page, head, ATTEST_I_WORD(ORGANISATION)) ? ATTEST_ENTITY_ORGANIZATION : ATTEST_ENTITY_THING;
}

/* Whom "the deputy minister" means: the only person with a title of whom the text says all of that. */
static const attest_i_person *person_of_role(const attest_i_context *context, const attest_i_page *page,
                                             const attest_i_phrase *phrase)
{
    if (phrase->end - phrase->begin < 2 || phrase->end - phrase->begin > ROLE_WORDS_MAX ||
        !attest_i_item_spells(page, phrase->begin, "the")) {
        return NULL;
    }
    attest_view role = attest_i_item_view(page, phrase->end - 1);
    const attest_i_person *found = NULL;
    for (size_t i = 0; i < context->people->count; i++) {
        const attest_i_person *person = &context->people->items[i];
        int fits =
            person->role.size == role.size && role.size && strncasecmp(person->role.data, role.data, role.size) == 0;
        for (uint32_t k = phrase->begin + 1; fits && k + 1 < phrase->end; k++) {
            fits = page->items[k].kind == ATTEST_I_ITEM_WORD &&
                   attest_i_words_hold(person->title, attest_i_item_view(page, k));
        }
        if (fits && found) {
            return NULL;
        }
        found = fits ? person : found;
    }
    return found;
}

/* What a pronoun can stand for: a person, or a description of one ("the official"), as a phrase. */
struct antecedent {
    const attest_i_person *person;
    attest_i_phrase phrase;
    int described;
};

/* Two or more capitalised words that speak or act and are no organisation or place are taken to be a person. */
static int may_be_person(const attest_i_page *page, const attest_i_phrase *phrase, const attest_i_named *named)
{
    return named->name_end - named->name_begin >= 2 && !named->organisation &&
           page->items[named->name_begin].shape != ATTEST_I_SHAPE_CAPITALS && named->begin == phrase->begin &&
           !attest_i_item_is(page, named->name_end - 1,
                             ATTEST_I_WORD(PLACE) | ATTEST_I_WORD(PEOPLE) | ATTEST_I_WORD(DOCUMENT));
}

/* The speaker or, without one, the subject of a sentence: 1 and the phrase, else 0. */
static int subject_of(const attest_i_page *page, const attest_i_clause *clause, attest_i_phrase *subject)
{
    for (uint32_t i = clause->begin; i < clause->end; i++) {
        attest_i_reading reading;
        if (attest_i_reading_at(page, clause, i, &reading) && reading.has_speaker &&
            reading.cue->pos != ATTEST_I_CUE_NOUN) {
            *subject = reading.speaker;
            return 1;
        }
    }
    return attest_i_phrase_main(page, clause, subject);
}

/* "A spokesman" is no "she". */
static int is_other_gender(const attest_i_page *page, const attest_i_phrase *phrase, int male)
{
    for (uint32_t i = phrase->begin; i < phrase->end; i++) {
        attest_view word = attest_i_item_view(page, i);
        int woman = attest_i_item_is(page, i, ATTEST_I_WORD(FEMALE)) ||
                    (word.size > 5 && memcmp(word.data + word.size - 5, "woman", 5) == 0);
        int man = !woman && (attest_i_item_is(page, i, ATTEST_I_WORD(MALE)) ||
                             (word.size > 3 && memcmp(word.data + word.size - 3, "man", 3) == 0));
        if (male ? woman : man) {
            return 1;
        }
    }
    return 0;
}

/* Is somebody else the first speaker of the sentence, so that the pronoun behind may mean her? */
static int has_speaker_before(const attest_i_page *page, const attest_i_clause *clause, const attest_i_phrase *phrase)
{
    for (uint32_t i = clause->begin; i < phrase->begin; i++) {
        attest_i_reading reading;
        if (attest_i_reading_at(page, clause, i, &reading) && reading.has_speaker) {
            return reading.speaker.begin < phrase->begin && !is_pronoun(page, &reading.speaker) &&
                   reading.side == ATTEST_I_SIDE_BEFORE;
        }
    }
    return 0;
}

/* Whom "he" or "she" means: the speaker or subject of the sentence before. A sentence whose subject is the same pronoun leads
 * further back; any other subject ends the search. */
static int antecedent_before(attest_i_context *context, const attest_i_page *page, const attest_i_phrase *phrase,
                             uint32_t clause, struct antecedent *found)
{
    int male = attest_i_item_is(page, phrase->begin, ATTEST_I_WORD(MALE));
    if (has_speaker_before(page, &page->clauses[clause], phrase)) {
        return 0;
    }
    uint32_t quiet = 0; /* sentences without a subject that could be read: quotations, mostly */
    for (uint32_t back = 1; back <= PRONOUN_SENTENCES && back <= clause; back++) {
        attest_i_phrase subject;
        if (!subject_of(page, &page->clauses[clause - back], &subject)) {
            if (++quiet > 1) {
                return 0;
            }
            continue;
        }
        if (is_pronoun(page, &subject)) {
            if (!is_singular_pronoun(page, &subject) ||
                attest_i_item_is(page, subject.begin, ATTEST_I_WORD(MALE)) != male) {
                return 0;
            }
            continue;
        }
        const attest_i_person *person = known_person(context, page, &subject);
        attest_i_named named;
        found->person = person ? person : person_of_role(context, page, &subject);
        found->phrase = subject;
        int is_name = name_in(page, &subject, &named);
        uint32_t index;
        if (!found->person && is_name && may_be_person(page, &subject, &named) &&
            attest_i_person_note(context, page, &named, &index) == ATTEST_OK && index != ATTEST_NO_INDEX) {
            found->person = &context->people->items[index];
        }
        found->described = !found->person && !is_name && class_of(page, &subject) == ATTEST_ENTITY_PERSON &&
                           !is_other_gender(page, &subject, male);
        enum attest_i_gender gender = male ? ATTEST_I_GENDER_MALE : ATTEST_I_GENDER_FEMALE;
        return found->described ||
               (found->person && (found->person->gender == ATTEST_I_GENDER_UNKNOWN || found->person->gender == gender));
    }
    return 0;
}

/* A participant that stands at the items of `phrase`, a genitive ending left out; denotes nothing yet. */
static enum attest_status start_participant(attest_i_context *context, const attest_i_page *page,
                                            const attest_i_phrase *phrase, attest_participant *participant)
{
    memset(participant, 0, sizeof *participant);
    attest_span *span = attest_i_arena_take(context->arena, sizeof *span);
    if (!span) {
        return ATTEST_ERR_NOMEM;
    }
    *span = attest_i_named_span(page, phrase->begin, phrase->end);
    participant->spans = span;
    participant->span_count = 1;
    participant->text = attest_document_slice(context->document, *span);
    participant->label = participant->text;
    participant->entity = ATTEST_NO_INDEX;
    return ATTEST_OK;
}

/* What the names and references of the document say that it is. */
static void take_mention(const attest_i_context *context, uint32_t mention, attest_participant *participant)
{
    participant->entity = attest_i_builder_mention_at(context->builder, mention)->entity;
    participant->label = attest_i_builder_entity_at(context->builder, participant->entity)->label;
}

static enum attest_status resolve_to(attest_i_context *context, const attest_i_person *person, const char *how,
                                     const char *procedure, attest_participant *participant)
{
    attest_mention mention = {.span = participant->spans[0],
                              .entity = person->entity,
                              .decided_by = attest_view_of(how),
                              .rule = attest_i_ruleset_procedure_id(context->rules, attest_view_of(procedure)),
                              .antecedent = person->mention};
    participant->entity = person->entity;
    participant->label = person->label;
    return attest_i_builder_mention(context->builder, &mention, NULL);
}

/* A name of an organisation or of something unknown, or a description: an entity by its words. */
static enum attest_status name_entity(attest_i_context *context, const attest_i_page *page,
                                      const attest_i_phrase *phrase, const attest_i_named *named,
                                      attest_participant *participant)
{
    uint32_t begin = phrase->begin;
    attest_entity entity = {.named = named != NULL};
    if (attest_i_item_is(page, begin, ATTEST_I_WORD(DETERMINER)) && phrase->end - begin > 1 &&
        (attest_i_item_spells(page, begin, "the") || attest_i_item_spells(page, begin, "a") ||
         attest_i_item_spells(page, begin, "an"))) {
        begin++;
    }
    enum attest_status status = attest_i_named_label(context, page, named ? named->name_begin : begin,
                                                     named ? named->name_end : phrase->end, &entity.label);
    if (status != ATTEST_OK) {
        return status;
    }
    int capitals = named && named->name_end - named->name_begin == 1 &&
                   page->items[named->name_begin].shape == ATTEST_I_SHAPE_CAPITALS;
    entity.class_ = named ? (named->organisation || capitals ? ATTEST_ENTITY_ORGANIZATION : ATTEST_ENTITY_THING)
                          : class_of(page, phrase);
    attest_mention mention = {.span = participant->spans[0],
                              .decided_by = named ? ATTEST_VIEW("name") : ATTEST_VIEW("description"),
                              .antecedent = ATTEST_NO_INDEX};
    status = named ? attest_i_names_alias(context, entity.label, entity.class_, &mention) : ATTEST_NONE;
    if (status == ATTEST_NONE) {
        status = attest_i_builder_entity(context->builder, &entity, &mention.entity);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    participant->entity = mention.entity;
    participant->label = attest_i_builder_entity_at(context->builder, mention.entity)->label;
    return attest_i_builder_mention(context->builder, &mention, NULL);
}

/* Bytes of the label up to what stands behind its head: "security official", "spokesman" of "spokesman for the union". */
static size_t head_end(attest_view label)
{
    static const char *const behind[] = {" of ",   " for ", " at ",    " in ", " from ",
                                         " with ", " who ", " close ", " on "};
    size_t end = label.size;
    for (size_t i = 0; i < label.size; i++) {
        for (size_t k = 0; k < sizeof behind / sizeof behind[0]; k++) {
            size_t size = strlen(behind[k]);
            if (i + size <= end && memcmp(label.data + i, behind[k], size) == 0) {
                end = i;
            }
        }
    }
    return end;
}

/* Is the mention "a senior official", so that "the official" may be the same one? */
static int introduces(const attest_i_context *context, const attest_mention *mention, attest_view noun)
{
    attest_view text = attest_document_slice(context->document, mention->span);
    const attest_entity *entity = attest_i_builder_entity_at(context->builder, mention->entity);
    size_t end = head_end(entity->label);
    int article = text.size > 2 && (text.data[0] == 'a' || text.data[0] == 'A') &&
                  (text.data[1] == ' ' || (text.data[1] == 'n' && text.data[2] == ' '));
    return article && !entity->named && entity->class_ == ATTEST_ENTITY_PERSON && end >= noun.size &&
           strncasecmp(entity->label.data + end - noun.size, noun.data, noun.size) == 0 &&
           (end == noun.size || entity->label.data[end - noun.size - 1] == ' ');
}

/* Whom "the official" means: the only one without a name whom the text introduced so, if nobody with a name is one. Gives the
 * mention; ATTEST_NO_INDEX: nobody, or several. */
static uint32_t introduced(const attest_i_context *context, const attest_i_page *page, const attest_i_phrase *phrase)
{
    if (phrase->end - phrase->begin != 2 || !attest_i_item_spells(page, phrase->begin, "the") ||
        !attest_i_item_is(page, phrase->begin + 1, ATTEST_I_WORD(ROLE))) {
        return ATTEST_NO_INDEX;
    }
    attest_view noun = attest_i_item_view(page, phrase->begin + 1);
    uint32_t found = ATTEST_NO_INDEX;
    for (size_t i = 0; i < context->people->count; i++) {
        attest_view role = context->people->items[i].role;
        if (role.size == noun.size && strncasecmp(role.data, noun.data, noun.size) == 0) {
            return ATTEST_NO_INDEX;
        }
    }
    for (uint32_t i = 0; i < attest_i_builder_mention_count(context->builder); i++) {
        const attest_mention *mention = attest_i_builder_mention_at(context->builder, i);
        if (mention->span.begin >= page->items[phrase->begin].span.begin || !introduces(context, mention, noun)) {
            continue;
        }
        if (found != ATTEST_NO_INDEX &&
            attest_i_builder_mention_at(context->builder, found)->entity != mention->entity) {
            return ATTEST_NO_INDEX;
        }
        found = i;
    }
    return found;
}

/* A description: the one introduced before, or an entity by its words. */
static enum attest_status describe_entity(attest_i_context *context, const attest_i_page *page,
                                          const attest_i_phrase *phrase, attest_participant *participant)
{
    uint32_t before = introduced(context, page, phrase);
    if (before == ATTEST_NO_INDEX ||
        attest_i_ruleset_procedure_is_off(context->rules, ATTEST_VIEW("name-description"))) {
        return name_entity(context, page, phrase, NULL, participant);
    }
    take_mention(context, before, participant);
    attest_mention mention = {.span = participant->spans[0],
                              .entity = participant->entity,
                              .decided_by = ATTEST_VIEW("description"),
                              .rule = attest_i_ruleset_procedure_id(context->rules, ATTEST_VIEW("name-description")),
                              .antecedent = before};
    return attest_i_builder_mention(context->builder, &mention, NULL);
}

/* "He" for "the official": the entity of those words. */
static enum attest_status resolve_to_description(attest_i_context *context, const attest_i_page *page,
                                                 const attest_i_phrase *phrase, attest_participant *participant)
{
    attest_participant whom;
    enum attest_status status = start_participant(context, page, phrase, &whom);
    if (status == ATTEST_OK) {
        status = describe_entity(context, page, phrase, &whom);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    attest_mention mention = {.span = participant->spans[0],
                              .entity = whom.entity,
                              .decided_by = ATTEST_VIEW("pronoun"),
                              .rule = attest_i_ruleset_procedure_id(context->rules, ATTEST_VIEW("name-pronoun")),
                              .antecedent = ATTEST_NO_INDEX};
    participant->entity = whom.entity;
    participant->label = whom.label;
    return attest_i_builder_mention(context->builder, &mention, NULL);
}

static enum attest_status resolve_name(attest_i_context *context, const attest_i_page *page,
                                       const attest_i_phrase *phrase, attest_i_named *named,
                                       attest_participant *participant)
{
    const attest_i_person *known = named->organisation ? NULL : known_person(context, page, phrase);
    if (!named->person && !known && !may_be_person(page, phrase, named)) {
        return name_entity(context, page, phrase, named, participant);
    }
    uint32_t index;
    enum attest_status status = attest_i_person_note(context, page, named, &index);
    if (status == ATTEST_OK && index != ATTEST_NO_INDEX) {
        participant->entity = context->people->items[index].entity;
        participant->label = context->people->items[index].label;
    }
    return status;
}

/* The first that a sentence reports as a speaker: 1 and the phrase, else 0. */
static int first_speaker(const attest_i_page *page, const attest_i_clause *clause, attest_i_phrase *speaker)
{
    for (uint32_t i = clause->begin; i < clause->end; i++) {
        attest_i_reading reading;
        if (attest_i_reading_at(page, clause, i, &reading) && reading.has_speaker) {
            *speaker = reading.speaker;
            return reading.cue->pos == ATTEST_I_CUE_VERB && reading.side != ATTEST_I_SIDE_MAIN &&
                   reading.antecedent.end == reading.antecedent.begin;
        }
    }
    return 0;
}

/* May the speaker before be meant by "it", or by "they"? */
static int may_be_meant(const attest_i_context *context, uint32_t entity, int plural)
{
    enum attest_entity_class class_ = attest_i_builder_entity_at(context->builder, entity)->class_;
    return plural ? class_ == ATTEST_ENTITY_GROUP
                  : class_ == ATTEST_ENTITY_ORGANIZATION || class_ == ATTEST_ENTITY_WORK;
}

/* Does nothing stand before the item but a quotation, a link to the sentence before, or an adverbial with a comma? */
static int is_main_subject(const attest_i_page *page, const attest_i_clause *clause, uint32_t item)
{
    if (item > clause->begin && attest_i_item_is(page, clause->begin, ATTEST_I_WORD(PREPOSITION))) {
        return attest_i_item_is_mark(page, item - 1, ',');
    }
    for (uint32_t i = clause->begin; i < item; i++) {
        if (page->items[i].kind == ATTEST_I_ITEM_WORD && !attest_i_item_is_adverb(page, i) &&
            !attest_i_item_is(page, i, ATTEST_I_WORD(COORDINATOR))) {
            return 0;
        }
    }
    return 1;
}

/* The mention of the entity at the span, among those added last; ATTEST_NO_INDEX: none. */
static uint32_t mention_of(const attest_i_context *context, attest_span span, uint32_t entity)
{
    size_t count = attest_i_builder_mention_count(context->builder);
    for (size_t i = count; i-- > 0 && count - i <= MENTIONS_BACK;) {
        const attest_mention *mention = attest_i_builder_mention_at(context->builder, i);
        if (mention->entity == entity && attest_span_overlaps(mention->span, span)) {
            return (uint32_t)i;
        }
    }
    return ATTEST_NO_INDEX;
}

/* "The ministry said ... It said ...": "it" or "they" as a speaker is the speaker of the sentence before. */
static enum attest_status resolve_to_speaker(attest_i_context *context, const attest_i_page *page,
                                             const attest_i_phrase *phrase, uint32_t clause,
                                             attest_participant *participant)
{
    attest_view procedure = ATTEST_VIEW("name-pronoun-speaker");
    int plural = attest_i_item_spells(page, phrase->begin, "they");
    attest_i_phrase speaker;
    if ((!plural && !attest_i_item_spells(page, phrase->begin, "it")) || clause == 0 ||
        attest_i_ruleset_procedure_is_off(context->rules, procedure) ||
        !is_main_subject(page, &page->clauses[clause], phrase->begin) ||
        !first_speaker(page, &page->clauses[clause - 1], &speaker)) {
        return ATTEST_OK;
    }
    attest_participant whom;
    enum attest_status status = start_participant(context, page, &speaker, &whom);
    uint32_t known = status == ATTEST_OK ? attest_i_references_find(context, whom.spans[0]) : ATTEST_NO_INDEX;
    if (status != ATTEST_OK || (known == ATTEST_NO_INDEX && is_pronoun(page, &speaker))) {
        return status; /* who spoke before is not known either */
    }
    status = attest_i_names_participant(context, page, &speaker, clause - 1, &whom);
    if (status != ATTEST_OK || whom.entity == ATTEST_NO_INDEX || !may_be_meant(context, whom.entity, plural)) {
        return status;
    }
    attest_mention mention = {.span = participant->spans[0],
                              .entity = whom.entity,
                              .decided_by = ATTEST_VIEW("pronoun"),
                              .rule = attest_i_ruleset_procedure_id(context->rules, procedure),
                              .antecedent = mention_of(context, whom.spans[0], whom.entity)};
    participant->entity = whom.entity;
    participant->label = whom.label;
    uint32_t number;
    status = attest_i_builder_mention(context->builder, &mention, &number);
    if (status == ATTEST_OK) {
        attest_i_references_mark(context, mention.span, number);
    }
    return status;
}

enum attest_status attest_i_names_participant(attest_i_context *context, const attest_i_page *page,
                                              const attest_i_phrase *phrase, uint32_t clause,
                                              attest_participant *participant)
{
    enum attest_status status = start_participant(context, page, phrase, participant);
    if (status != ATTEST_OK) {
        return status;
    }
    uint32_t known = attest_i_references_find(context, participant->spans[0]);
    if (known != ATTEST_NO_INDEX) {
        take_mention(context, known, participant);
        return ATTEST_OK;
    }
    if (participant->text.size == 1) { /* "Q", "A": whoever asks and answers */
        return ATTEST_OK;
    }
    if (is_pronoun(page, phrase)) {
        struct antecedent found;
        if (!is_singular_pronoun(page, phrase)) {
            return resolve_to_speaker(context, page, phrase, clause, participant);
        }
        if (!antecedent_before(context, page, phrase, clause, &found)) {
            return ATTEST_OK;
        }
        return found.person ? resolve_to(context, found.person, "pronoun", "name-pronoun", participant)
                            : resolve_to_description(context, page, &found.phrase, participant);
    }
    attest_i_named named;
    if (name_in(page, phrase, &named)) {
        participant->head = page->items[named.name_end - 1].span;
        known = attest_i_references_find(context, attest_i_named_span(page, named.name_begin, named.name_end));
        if (known != ATTEST_NO_INDEX) {
            take_mention(context, known, participant);
            return ATTEST_OK;
        }
        return resolve_name(context, page, phrase, &named, participant);
    }
    const attest_i_person *person = person_of_role(context, page, phrase);
    return person ? resolve_to(context, person, "description", "name-description", participant)
                  : describe_entity(context, page, phrase, participant);
}

enum attest_status attest_i_names_relative(attest_i_context *context, const attest_i_page *page,
                                           const attest_i_phrase *pronoun, const attest_i_phrase *antecedent,
                                           uint32_t clause, attest_participant *participant)
{
    attest_participant whom;
    enum attest_status status = attest_i_names_participant(context, page, antecedent, clause, &whom);
    if (status == ATTEST_OK) {
        status = start_participant(context, page, pronoun, participant);
    }
    if (status != ATTEST_OK || whom.entity == ATTEST_NO_INDEX) {
        return status;
    }
    attest_mention mention = {.span = participant->spans[0],
                              .entity = whom.entity,
                              .decided_by = ATTEST_VIEW("relative"),
                              .rule = attest_i_ruleset_procedure_id(context->rules, ATTEST_VIEW("name-relative")),
                              .antecedent = ATTEST_NO_INDEX};
    participant->entity = whom.entity;
    participant->label = whom.label;
    return attest_i_builder_mention(context->builder, &mention, NULL);
}
