/* Confidence of claims and attributions: a logistic model over how they were found, its weights being data
 * (ontology/confidence.tsv, fitted by src/train/confidence.py). Runs after all other stages. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_CONFIDENCE_H
#define ATTEST_EXTRACT_CONFIDENCE_H

#include "attest/extraction.h"
#include "attest/extractor.h"

/* Features of a claim: FEATURE(constant, name in the table). All are numbers from 0 to 1; those of lengths and distances are
 * n / (n + half), so that nothing grows without bound and nothing depends on a mathematical library. */
#define ATTEST_I_CLAIM_FEATURES(FEATURE)                                                                               \
    FEATURE(CONSTANT, "constant")                                                                                      \
    FEATURE(STATED, "stated")                                                                                          \
    FEATURE(HEAD_MARGIN, "head-margin")                                                                                \
    FEATURE(HEAD_MARGIN_MEAN, "head-margin-mean")                                                                      \
    FEATURE(LABEL_MARGIN, "label-margin")                                                                              \
    FEATURE(LABEL_MARGIN_MEAN, "label-margin-mean")                                                                    \
    FEATURE(SENTENCE_LENGTH, "sentence-length")                                                                        \
    FEATURE(EVIDENCE_LENGTH, "evidence-length")                                                                        \
    FEATURE(SUBJECT_LENGTH, "subject-length")                                                                          \
    FEATURE(OBJECT_LENGTH, "object-length")                                                                            \
    FEATURE(PREDICATE_LENGTH, "predicate-length")                                                                      \
    FEATURE(ARGUMENTS, "arguments")                                                                                    \
    FEATURE(NO_OBJECT, "no-object")                                                                                    \
    FEATURE(NOTHING_ELSE, "no-object-or-argument")                                                                     \
    FEATURE(SUBJECT_DISTANCE, "subject-distance")                                                                      \
    FEATURE(OBJECT_DISTANCE, "object-distance")                                                                        \
    FEATURE(SUBJECT_BEHIND, "subject-behind")                                                                          \
    FEATURE(SUBJECT_APART, "subject-apart")                                                                            \
    FEATURE(OBJECT_APART, "object-apart")                                                                              \
    FEATURE(SUBJECT_CONJUNCT, "subject-conjunct")                                                                      \
    FEATURE(OBJECT_CONJUNCT, "object-conjunct")                                                                        \
    FEATURE(COMMA, "comma-before-predicate")                                                                           \
    FEATURE(PIECES, "evidence-in-pieces")                                                                              \
    FEATURE(SUBJECT_NAME, "subject-name")                                                                              \
    FEATURE(SUBJECT_PRONOUN, "subject-pronoun")                                                                        \
    FEATURE(SUBJECT_RESOLVED, "subject-resolved")                                                                      \
    FEATURE(OBJECT_NAME, "object-name")                                                                                \
    FEATURE(OBJECT_PRONOUN, "object-pronoun")                                                                          \
    FEATURE(OBJECT_VALUE, "object-value")                                                                              \
    FEATURE(OBJECT_TEXT, "object-text")                                                                                \
    FEATURE(LIGHT, "light-verb")                                                                                       \
    FEATURE(NO_VERB, "no-verb")                                                                                        \
    FEATURE(PASSIVE, "passive")                                                                                        \
    FEATURE(ROOT, "predicate-root")                                                                                    \
    FEATURE(CONJUNCT, "predicate-conjunct")                                                                            \
    FEATURE(RELATIVE, "predicate-relative")                                                                            \
    FEATURE(ADVERBIAL, "predicate-adverbial")                                                                          \
    FEATURE(COMPLEMENT, "predicate-complement")                                                                        \
    FEATURE(NEGATED, "negated")                                                                                        \
    FEATURE(NOT_ASSERTED, "not-asserted")                                                                              \
    FEATURE(QUOTED, "quoted")                                                                                          \
    FEATURE(CHAIN, "chain")                                                                                            \
    FEATURE(CHAIN_LONG, "chain-long")                                                                                  \
    FEATURE(SPEAKER_SURE, "speaker-confidence")                                                                        \
    FEATURE(SPEAKER_IMPLICIT, "speaker-implicit")                                                                      \
    FEATURE(HEADLINE, "headline")                                                                                      \
    FEATURE(QUESTION, "question")

/* Features of an attribution; the claim that somebody said something has the confidence of its attribution. */
#define ATTEST_I_ATTRIBUTION_FEATURES(FEATURE)                                                                         \
    FEATURE(CONSTANT, "constant")                                                                                      \
    FEATURE(STATED, "stated")                                                                                          \
    FEATURE(CUE_MARGIN, "cue-head-margin")                                                                             \
    FEATURE(SPEAKER_MARGIN, "speaker-head-margin")                                                                     \
    FEATURE(SENTENCE_LENGTH, "sentence-length")                                                                        \
    FEATURE(CONTENT_LENGTH, "content-length")                                                                          \
    FEATURE(CONTENT_PIECES, "content-in-pieces")                                                                       \
    FEATURE(CONTENT_BEFORE, "content-before-cue")                                                                      \
    FEATURE(CONTENT_DISTANCE, "cue-content-distance")                                                                  \
    FEATURE(SPEAKER_DISTANCE, "speaker-cue-distance")                                                                  \
    FEATURE(SPEAKER_LENGTH, "speaker-length")                                                                          \
    FEATURE(SPEAKER_NAME, "speaker-name")                                                                              \
    FEATURE(SPEAKER_PRONOUN, "speaker-pronoun")                                                                        \
    FEATURE(SPEAKER_RESOLVED, "speaker-resolved")                                                                      \
    FEATURE(NO_SPEAKER, "no-speaker")                                                                                  \
    FEATURE(CUE_WORDS, "cue-of-several-words")                                                                         \
    FEATURE(DIRECT, "direct")                                                                                          \
    FEATURE(MIXED, "mixed")                                                                                            \
    FEATURE(OPINION, "opinion")                                                                                        \
    FEATURE(IMPLICIT, "implicit")                                                                                      \
    FEATURE(NESTED, "nested")

enum attest_i_claim_feature {
#define ATTEST_I_FEATURE(constant, name) ATTEST_I_CLAIM_##constant,
    ATTEST_I_CLAIM_FEATURES(ATTEST_I_FEATURE)
#undef ATTEST_I_FEATURE
        ATTEST_I_CLAIM_FEATURE_COUNT
};

enum attest_i_attribution_feature {
#define ATTEST_I_FEATURE(constant, name) ATTEST_I_SAID_##constant,
    ATTEST_I_ATTRIBUTION_FEATURES(ATTEST_I_FEATURE)
#undef ATTEST_I_FEATURE
        ATTEST_I_SAID_FEATURE_COUNT
};

enum attest_i_confidence_kind { ATTEST_I_CONFIDENCE_CLAIM, ATTEST_I_CONFIDENCE_ATTRIBUTION, ATTEST_I_CONFIDENCE_KINDS };

/* The weights. Immutable; the built-in ones are read once. */
typedef struct attest_i_confidence attest_i_confidence;

enum attest_status attest_i_confidence_builtin(const attest_i_confidence **confidence) ATTEST_MUST_USE;

/* Weights from a table in memory, which must outlive them. Free with attest_i_confidence_free (NULL is fine). For tests, and for the built-in ones. */
enum attest_status attest_i_confidence_new(attest_i_confidence **confidence, attest_view table,
                                           attest_error *error) ATTEST_MUST_USE;
void attest_i_confidence_free(attest_i_confidence *confidence);

/* 0.01 to 0.99 in hundredths: the logistic function of the weighted sum of `features` (as many as that kind has) and of the weight of
 * `rule`, if it has one. */
double attest_i_confidence_of(const attest_i_confidence *confidence, enum attest_i_confidence_kind kind,
                              attest_view rule, const double *features);

/* 1 / (1 + e^-x) by elementary arithmetic, so that all machines agree to the bit. */
double attest_i_logistic(double x);

/* Who wants to see the features (the program that fits the weights). `claim` or `attribution` is NULL; both are borrowed. */
typedef void attest_i_confidence_observer(void *user_data, const attest_claim *claim,
                                          const attest_attribution *attribution, const double *features);

/* extractor.c: call `observer` for all that `extractor` finds from now on. */
void attest_i_extractor_observe(attest_extractor *extractor, attest_i_confidence_observer *observer, void *user_data);

/* The name of a feature. Static storage. */
const char *attest_i_confidence_feature(enum attest_i_confidence_kind kind, size_t number);
size_t attest_i_confidence_feature_count(enum attest_i_confidence_kind kind);

#endif
