/* Attribution on the surface: sentences as rows of words, marks and quotations; phrases; cues with their speakers; what
 * is said. Private to attribution*.c and names*.c. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_ATTRIBUTION_H
#define ATTEST_EXTRACT_ATTRIBUTION_H

#include "extract/lexicon.h"
#include "extract/names_words.h"
#include "extract/quotation.h"
#include "extract/stage.h"

enum attest_i_item_kind { ATTEST_I_ITEM_WORD, ATTEST_I_ITEM_MARK, ATTEST_I_ITEM_QUOTE };

enum attest_i_item_shape {
    ATTEST_I_SHAPE_LOWER,
    ATTEST_I_SHAPE_CAPITAL,
    ATTEST_I_SHAPE_CAPITALS,
    ATTEST_I_SHAPE_NUMBER
};

/* A word, a mark or a whole quotation (its inside is not looked at). */
typedef struct attest_i_item {
    attest_span span;
    uint64_t classes; /* word: set of ATTEST_I_WORD */
    uint32_t quote;   /* quotation: its index */
    uint8_t kind;     /* enum attest_i_item_kind */
    uint8_t shape;    /* word: enum attest_i_item_shape */
    uint8_t genitive; /* word: ends in 's or s' */
    char mark;        /* mark: one of , . : ; ? ! - ( ) [ ] / and * for any other; quotation: the mark that ends its
                            inside, or 0 */
} attest_i_item;

/* A sentence: items [begin,end). A quotation stands in the sentence of its cue, however many sentences it holds. */
typedef struct attest_i_clause {
    uint32_t begin;
    uint32_t end;
    uint32_t paragraph;
    uint8_t headline;
} attest_i_clause;

/* Most items of a document; text behind them is not read, which is counted. */
#define ATTEST_I_ITEM_MAX ((size_t)4 * 1024 * 1024)

/* The document as the attribution stages see it. Arrays live in the scratch arena. */
struct attest_i_page {
    attest_view text;
    const attest_i_words *words;
    const attest_i_lexicon *lexicon;
    attest_i_quotes quotes;
    attest_i_item *items;
    uint32_t item_count;
    attest_i_clause *clauses;
    uint32_t clause_count;
};

typedef struct attest_i_page attest_i_page;

/* attribution_items.c: quotations, items and sentences of all zones that are no boilerplate. */
enum attest_status attest_i_page_read(attest_i_context *context, attest_i_page *page) ATTEST_MUST_USE;

/* A noun phrase: items [begin,end), without what stands in apposition to it. */
typedef struct attest_i_phrase {
    uint32_t begin;
    uint32_t end;
    uint32_t outer_begin; /* with appositions before and behind */
    uint32_t outer_end;
} attest_i_phrase;

/* attribution_phrase.c. True (1) if the word has one of the classes; 0 for what is no word. */
int attest_i_item_is(const attest_i_page *page, uint32_t item, uint64_t classes);
int attest_i_item_is_mark(const attest_i_page *page, uint32_t item, char mark);
attest_view attest_i_item_view(const attest_i_page *page, uint32_t item);
int attest_i_item_spells(const attest_i_page *page, uint32_t item, const char *word); /* lower-case `word` */
int attest_i_item_is_name(const attest_i_page *page,
                          uint32_t item); /* a capitalised word that is no function word or month */
int attest_i_item_is_adverb(const attest_i_page *page, uint32_t item);
int attest_i_item_starts_phrase(const attest_i_page *page, uint32_t item);

/* The subject that ends before item `end` in a sentence that begins at `begin`: 1 if there is one. */
int attest_i_phrase_before(const attest_i_page *page, uint32_t begin, uint32_t end, attest_i_phrase *phrase);

/* attribution_phrase_time.c. Item at which a time that ends before `end` begins: "the ministry on Saturday"; `end`: there is none. */
uint32_t attest_i_phrase_time_begin(const attest_i_page *page, uint32_t begin, uint32_t end);

/* "Last year Bee said": takes the time off the phrase that begins with it. */
void attest_i_phrase_leave_lead(const attest_i_page *page, attest_i_phrase *phrase);

/* "A report released last year": the time belongs to what was done then. */
int attest_i_phrase_has_participle(const attest_i_page *page, const attest_i_phrase *phrase);

/* Leave out a time behind a phrase, if it is no participle's: "the ministry on Saturday". */
void attest_i_phrase_leave_time(const attest_i_page *page, attest_i_phrase *phrase);

/* The noun phrase that begins at item `begin`, in a sentence that ends at `end`. */
int attest_i_phrase_at(const attest_i_page *page, uint32_t begin, uint32_t end, attest_i_phrase *phrase);

/* A word of one of the classes, singular or regular plural; what can say something: people, documents, organisations, outlets. */
int attest_i_item_is_noun(const attest_i_page *page, uint32_t item, uint64_t classes);
int attest_i_item_may_speak(const attest_i_page *page, uint32_t item);

/* The subject of the sentence's main clause: the first noun phrase behind what may come before it. */
int attest_i_phrase_main(const attest_i_page *page, const attest_i_clause *clause, attest_i_phrase *phrase);

/* How a cue's word is inflected. */
enum attest_i_cue_form { ATTEST_I_FORM_BASE, ATTEST_I_FORM_THIRD, ATTEST_I_FORM_PAST, ATTEST_I_FORM_ING };

/* Where the speaker stands. */
enum attest_i_side {
    ATTEST_I_SIDE_BEFORE,   /* "Bee said" */
    ATTEST_I_SIDE_INVERTED, /* "said Bee" */
    ATTEST_I_SIDE_MAIN,     /* "..., saying", "... and said": the subject of the main clause */
    ATTEST_I_SIDE_GOVERNED  /* "according to Bee" */
};

/* A cue with its speaker. */
typedef struct attest_i_reading {
    const attest_i_cue *cue;
    enum attest_i_cue_form form;
    enum attest_i_side side;
    uint32_t begin;     /* items of the verb group with auxiliaries, or of the preposition */
    uint32_t cue_begin; /* items of the cue itself */
    uint32_t cue_end;
    uint32_t tail; /* first item behind cue, speaker (if inverted or governed) and apposition */
    attest_i_phrase speaker;
    attest_i_phrase antecedent; /* of a relative pronoun as speaker ("officials who said"); begin == end: none */
    uint32_t speaker_end;       /* item behind the speaker with a participle that identifies it; 0: as in `speaker` */
    int has_speaker;
    int negated;
    uint8_t declines; /* 1: "declined to say" */
    uint8_t modality; /* enum attest_modality */
} attest_i_reading;

/* attribution_reading.c: the cue at item `at` of `clause`, if it is one: 1 and the reading, else 0. */
int attest_i_reading_at(const attest_i_page *page, const attest_i_clause *clause, uint32_t at,
                        attest_i_reading *reading);

/* Is it a verb that cannot leave out before an infinitive whom it tells or orders ("told them to pay"), as one that asks or promises can? */
static inline int attest_i_needs_addressee(const attest_i_cue *cue)
{
    return (cue->stance == ATTEST_STANCE_DEMANDS || cue->stance == ATTEST_STANCE_ASSERTS) &&
           (cue->frames & ATTEST_I_FRAME_ADDRESSEE) != 0;
}

/* The cue of one of `parts` (1U << enum attest_i_cue_pos) at item `at`: 1, the cue and the item behind it, else 0. */
int attest_i_cue_at(const attest_i_page *page, const attest_i_clause *clause, uint32_t at, unsigned parts,
                    const attest_i_cue **cue, uint32_t *cue_end);

/* Begin, negation and modality of a reading, by the auxiliaries before its verb at item `at`. */
void attest_i_reading_helpers(const attest_i_page *page, const attest_i_clause *clause, uint32_t at,
                              attest_i_reading *reading);

/* What was found, before it becomes an attribution. */
typedef struct attest_i_draft {
    const attest_i_cue *cue; /* NULL: none written */
    attest_span cue_span;    /* empty: none written */
    attest_i_phrase speaker;
    attest_i_phrase antecedent; /* as in attest_i_reading */
    uint32_t
        speaker_end; /* item behind the speaker with what identifies it ("images taken by Bee"); 0: as in `speaker` */
    int has_speaker;
    int negated;
    int declines;
    int implicit;
    uint8_t modality; /* enum attest_modality */
    uint32_t clause;
    uint8_t rule;           /* enum attest_i_attribution_rule */
    uint8_t kind;           /* enum attest_attribution_kind */
    attest_span addressee;  /* empty: none */
    uint32_t first_content; /* index into the contents; ATTEST_NO_INDEX: none */
    uint32_t last_content;
} attest_i_draft;

/* A piece of content; pieces of one draft are chained in text order. */
typedef struct attest_i_content {
    attest_span span;
    uint32_t next;
} attest_i_content;

/* The rules of the attribution stage: ATTRIBUTION_RULE(constant, procedure, confidence). */
#define ATTEST_I_ATTRIBUTION_RULES(ATTRIBUTION_RULE)                                                                   \
    ATTRIBUTION_RULE(CUE_AFTER, "quote-cue-after", 0.95)                                                               \
    ATTRIBUTION_RULE(CUE_BEFORE, "quote-cue-before", 0.93)                                                             \
    ATTRIBUTION_RULE(COLON, "quote-colon", 0.75)                                                                       \
    ATTRIBUTION_RULE(SIGNATURE, "quote-signature", 0.85)                                                               \
    ATTRIBUTION_RULE(CONTINUED, "quote-continued", 0.8)                                                                \
    ATTRIBUTION_RULE(MIXED, "quote-mixed", 0.85)                                                                       \
    ATTRIBUTION_RULE(CLAUSE, "report-clause", 0.85)                                                                    \
    ATTRIBUTION_RULE(TRAILING, "report-trailing", 0.9)                                                                 \
    ATTRIBUTION_RULE(INFINITIVE, "report-infinitive", 0.7)                                                             \
    ATTRIBUTION_RULE(PHRASE, "report-phrase", 0.6)                                                                     \
    ATTRIBUTION_RULE(ACCORDING, "report-according-to", 0.93)                                                           \
    ATTRIBUTION_RULE(HEADLINE, "headline-colon", 0.8)                                                                  \
    ATTRIBUTION_RULE(NOUN, "report-noun", 0.8)                                                                         \
    ATTRIBUTION_RULE(FEELING, "report-adjective", 0.85)                                                                \
    ATTRIBUTION_RULE(PASSIVE, "report-passive", 0.7)                                                                   \
    ATTRIBUTION_RULE(ADVERB, "report-adverb", 0.75)                                                                    \
    ATTRIBUTION_RULE(TRANSCRIPT, "quote-transcript", 0.9)                                                              \
    ATTRIBUTION_RULE(DECLINED, "report-declined", 0.85)

enum attest_i_attribution_rule {
#define ATTEST_I_ATTRIBUTION_CONSTANT(constant, procedure, confidence) ATTEST_I_ATTRIBUTION_##constant,
    ATTEST_I_ATTRIBUTION_RULES(ATTEST_I_ATTRIBUTION_CONSTANT)
#undef ATTEST_I_ATTRIBUTION_CONSTANT
        ATTEST_I_ATTRIBUTION_RULE_COUNT
};

/* All drafts of a document. Arrays are malloc'ed. */
typedef struct attest_i_drafts {
    struct {
        attest_i_draft *items;
        size_t count;
        size_t capacity;
    } drafts;
    struct {
        attest_i_content *items;
        size_t count;
        size_t capacity;
    } contents;
} attest_i_drafts;

void attest_i_drafts_clear(attest_i_drafts *drafts);

/* attribution_bind.c: what each cue of the document reports, and whose words the quotations are. */
enum attest_status attest_i_attribution_bind(attest_i_context *context, attest_i_drafts *drafts) ATTEST_MUST_USE;

/* attribution_emit.c: drafts become attributions, mentions and claims. */
enum attest_status attest_i_attribution_emit(attest_i_context *context, const attest_i_page *page,
                                             const attest_i_drafts *drafts) ATTEST_MUST_USE;

/* attribution_layers.c. "The agency reported that they left, citing two officials": give attribution `citing`, and the claim that
 * it was made (ATTEST_NO_INDEX: none), what is reported, and the report as the layer further out. */
void attest_i_layers_cite(const attest_document *document, attest_i_builder *builder, uint32_t citing, uint32_t claim);

/* Does draft `number` name what an outlet's report before it rests on: "the Post reported ..., according to two officials"? */
int attest_i_layers_rest_on(const attest_i_page *page, const attest_i_drafts *drafts, size_t number);

/* Layers further out for all reports that stand within another one's content. */
void attest_i_layers_nest(attest_i_builder *builder);

/* Give the claim that an attribution was made the layers around that attribution. */
enum attest_status attest_i_layers_claim(attest_i_builder *builder, uint32_t attribution,
                                         uint32_t claim) ATTEST_MUST_USE;

#endif
