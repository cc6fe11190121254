/* Word classes: what the built-in word lists (ontology/lexicons) say of a word. Loaded once, then const and shared. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_NAMES_WORDS_H
#define ATTEST_EXTRACT_NAMES_WORDS_H

#include "attest/status.h"
#include "attest/view.h"

/* WORD_CLASS(constant, name in the lists) */
#define ATTEST_I_WORD_CLASSES(WORD_CLASS)                                                                              \
    WORD_CLASS(DETERMINER, "determiner")                                                                               \
    WORD_CLASS(POSSESSIVE, "possessive")                                                                               \
    WORD_CLASS(NOMINATIVE, "nominative")           /* "he"; "you" and "it", too */                                     \
    WORD_CLASS(SINGULAR_PERSON, "singular-person") /* "he", "she" */                                                   \
    WORD_CLASS(PLURAL_PERSON, "plural-person")     /* "they", "we" */                                                  \
    WORD_CLASS(MALE, "male")                                                                                           \
    WORD_CLASS(FEMALE, "female")                                                                                       \
    WORD_CLASS(ACCUSATIVE, "accusative")                                                                               \
    WORD_CLASS(PREPOSITION, "preposition")                                                                             \
    WORD_CLASS(COORDINATOR, "coordinator")                                                                             \
    WORD_CLASS(SUBORDINATOR, "subordinator")                                                                           \
    WORD_CLASS(RELATIVE, "relative")                                                                                   \
    WORD_CLASS(AUXILIARY, "auxiliary")                                                                                 \
    WORD_CLASS(BE, "be")                                                                                               \
    WORD_CLASS(HAVE, "have")                                                                                           \
    WORD_CLASS(MODAL, "modal")                                                                                         \
    WORD_CLASS(NEGATION, "negation")                                                                                   \
    WORD_CLASS(ADVERB, "adverb")                                                                                       \
    WORD_CLASS(NO_ADVERB, "adjectival-ly")   /* ends in -ly and is no adverb */                                        \
    WORD_CLASS(TIME, "time")                 /* "Monday", "week", "ago" */                                             \
    WORD_CLASS(TIME_NAME, "time-name")       /* weekdays and months: capitals that are no names */                     \
    WORD_CLASS(ABBREVIATION, "abbreviation") /* written with a full stop */                                            \
    WORD_CLASS(NAME_PART, "name-part")       /* "van", "al": inside names, in lower case */                            \
    WORD_CLASS(NAME_SUFFIX, "name-suffix")   /* "Jr." */                                                               \
    WORD_CLASS(WEAK_VERB, "weak-verb")       /* irregular pasts, which no ending tells */                              \
    WORD_CLASS(SUPPORT_VERB, "support-verb") /* "make" in "make a claim": says only that there is one */               \
    WORD_CLASS(HONORIFIC, "honorific")       /* "Mr" */                                                                \
    WORD_CLASS(TITLE, "title")               /* "President" before a name */                                           \
    WORD_CLASS(ROLE, "role")                 /* what somebody is: "spokesman"; plurals with -s, too */                 \
    WORD_CLASS(PEOPLE, "people")             /* nouns for several people: "police", "officials" */                     \
    WORD_CLASS(DOCUMENT, "document")         /* what can say something and is no person: "poll", "letter" */           \
    WORD_CLASS(CITABLE, "citable")           /* what a report can rest on, and says nothing itself: "message" */       \
    WORD_CLASS(ORGANISATION, "organisation") /* part of an organisation's name */                                      \
    WORD_CLASS(OUTLET, "outlet")             /* part of an outlet's name */                                            \
    WORD_CLASS(PLACE, "place")               /* part of a place's name */                                              \
    WORD_CLASS(WORK, "work")                 /* what has a title in quotation marks: "the film '...'" */

/* Numbers of the classes, and the set of one class. */
enum attest_i_word_class {
#define ATTEST_I_WORD_NUMBER(constant, name) ATTEST_I_WORD_NUMBER_##constant,
    ATTEST_I_WORD_CLASSES(ATTEST_I_WORD_NUMBER)
#undef ATTEST_I_WORD_NUMBER
        ATTEST_I_WORD_CLASS_COUNT
};

#define ATTEST_I_WORD(constant) (UINT64_C(1) << ATTEST_I_WORD_NUMBER_##constant)

typedef struct attest_i_words attest_i_words;

/* The built-in lists; loaded at the first call, thread-safe, never freed before exit. */
enum attest_status attest_i_words_builtin(const attest_i_words **words) ATTEST_MUST_USE;

/* The classes of `word` (a set of ATTEST_I_WORD); any case, typographic apostrophes count as plain ones; 0: in no list. */
uint64_t attest_i_words_classes(const attest_i_words *words, attest_view word);

/* Is `word` one of the words of `text`, which single spaces part, whatever its case? */
int attest_i_words_hold(attest_view text, attest_view word);

#endif
