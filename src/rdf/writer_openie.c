/* Claims and attributions in the tab format of open information extraction: sentence, confidence, predicate, subject, object,
 * arguments; of an attribution: cue, speaker, content. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "rdf/writer.h"
#include "rdf/writer_json.h"

/* Text without tabs and line ends. */
static void write_cell(attest_i_output *output, attest_view text)
{
    size_t begin = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '\t' || text.data[i] == '\n' || text.data[i] == '\r') {
            attest_i_output_put(output, text.data + begin, i - begin);
            ATTEST_I_OUTPUT_TEXT(output, " ");
            begin = i + 1;
        }
    }
    attest_i_output_put(output, text.data + begin, text.size - begin);
}

static int is_one_line(attest_view text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '\n' && i + 1 < text.size) {
            return 0;
        }
    }
    return 1;
}

/* The sentence as read: a source that is a single line is one, however the language layer splits it. */
static attest_view sentence_of(const attest_extraction *extraction, attest_span sentence)
{
    const attest_document *document = attest_extraction_document(extraction);
    attest_view body = attest_document_slice(document, attest_document_body(document));
    return is_one_line(body) ? body : attest_document_slice(document, sentence);
}

static int starts_with(attest_view text, attest_view start)
{
    return text.size >= start.size && memcmp(text.data, start.data, start.size) == 0;
}

/* "The ferry built by the firm": the agent stands behind the verb, what it acts on before. */
static int is_turned(const attest_claim *claim)
{
    return claim->has_object && claim->predicate_span_count > 0 && claim->subject.span_count > 0 &&
           claim->object.span_count > 0 && claim->subject.spans[0].begin > claim->predicate_spans[0].begin &&
           claim->object.spans[0].begin < claim->predicate_spans[0].begin &&
           !starts_with(claim->predicate_lemma, ATTEST_VIEW("be"));
}

/* The predicate as it stands; "be" where it is not written or is a participle alone. */
static void write_predicate(attest_i_output *output, const attest_claim *claim, int turned)
{
    static const char *const copulas[] = {"be", "is", "are", "was", "were", "been", "being",
                                          "'s", "’s", "'re", "got", "get",  NULL};
    if (claim->predicate.size == 0) {
        write_cell(output, claim->predicate_lemma);
        return;
    }
    int written = 0;
    for (size_t i = 0; copulas[i] && !written; i++) {
        attest_view word = attest_view_of(copulas[i]);
        for (size_t at = 0; at + word.size <= claim->predicate.size && !written; at++) {
            int begins = at == 0 || claim->predicate.data[at - 1] == ' ';
            int ends = at + word.size == claim->predicate.size || claim->predicate.data[at + word.size] == ' ';
            written = begins && ends && memcmp(claim->predicate.data + at, word.data, word.size) == 0;
        }
    }
    if (!written && (turned || starts_with(claim->predicate_lemma, ATTEST_VIEW("be ")))) {
        ATTEST_I_OUTPUT_TEXT(output, "be ");
    }
    write_cell(output, claim->predicate);
    if (turned) {
        ATTEST_I_OUTPUT_TEXT(output, " by");
    }
}

/* "Is subject to approval": a state of one word goes into the predicate if a preposition follows it. */
static int is_state(const attest_claim *claim)
{
    return claim->has_object && claim->argument_count > 0 && claim->arguments[0].preposition.size > 0 &&
           attest_view_equal(claim->predicate_lemma, ATTEST_VIEW("be")) && claim->predicate.size > 0 &&
           claim->object.span_count == 1 && !memchr(claim->object.text.data, ' ', claim->object.text.size) &&
           claim->object.text.data[0] >= 'a' && claim->object.text.data[0] <= 'z' &&
           claim->arguments[0].participant.span_count > 0 &&
           claim->arguments[0].participant.spans[0].begin > claim->object.spans[0].end;
}

static void write_claim(attest_i_output *output, const attest_extraction *extraction, const attest_claim *claim)
{
    int turned = is_turned(claim);
    int state = is_state(claim);
    write_cell(output, sentence_of(extraction, claim->sentence));
    ATTEST_I_OUTPUT_TEXT(output, "\t");
    attest_i_write_json_share(output, claim->confidence);
    ATTEST_I_OUTPUT_TEXT(output, "\t");
    write_predicate(output, claim, turned);
    /* "served as": the preposition of what stands in the object's place belongs to the predicate. */
    int moved = state || (!claim->has_object && claim->argument_count > 0 && claim->arguments[0].preposition.size > 0);
    if (state) {
        ATTEST_I_OUTPUT_TEXT(output, " ");
        write_cell(output, claim->object.text);
    }
    if (moved) {
        ATTEST_I_OUTPUT_TEXT(output, " ");
        write_cell(output, claim->arguments[0].preposition);
    }
    ATTEST_I_OUTPUT_TEXT(output, "\t");
    write_cell(output, turned ? claim->object.text : claim->subject.text);
    if (claim->has_object && !state) {
        ATTEST_I_OUTPUT_TEXT(output, "\t");
        write_cell(output, turned ? claim->subject.text : claim->object.text);
    }
    for (size_t i = 0; i < claim->argument_count; i++) {
        const attest_argument *argument = &claim->arguments[i];
        ATTEST_I_OUTPUT_TEXT(output, "\t");
        if (argument->preposition.size && !(moved && i == 0)) {
            write_cell(output, argument->preposition);
            ATTEST_I_OUTPUT_TEXT(output, " ");
        }
        write_cell(output, argument->participant.text);
    }
    ATTEST_I_OUTPUT_TEXT(output, "\n");
}

/* Does a claim of the sentence tell the same already? `from`: the first claim that may. */
static int is_told(const attest_extraction *extraction, const attest_attribution *attribution, size_t from)
{
    for (size_t i = from; i < attest_extraction_claim_count(extraction); i++) {
        const attest_claim *claim = attest_extraction_claim_at(extraction, i);
        if (claim->sentence.begin >= attribution->sentence.end) {
            return 0;
        }
        for (size_t k = 0; k < claim->predicate_span_count && attribution->cue_span_count > 0; k++) {
            if (attest_span_overlaps(claim->predicate_spans[k], attribution->cue_spans[0])) {
                return 1;
            }
        }
    }
    return 0;
}

static void write_attribution(attest_i_output *output, const attest_extraction *extraction,
                              const attest_attribution *attribution)
{
    write_cell(output, sentence_of(extraction, attribution->sentence));
    ATTEST_I_OUTPUT_TEXT(output, "\t");
    attest_i_write_json_share(output, attribution->confidence);
    ATTEST_I_OUTPUT_TEXT(output, "\t");
    write_cell(output, attribution->cue);
    ATTEST_I_OUTPUT_TEXT(output, "\t");
    write_cell(output, attribution->speaker.text);
    for (size_t i = 0; i < attribution->content_count; i++) {
        attest_i_output_put(output, i ? " " : "\t", 1);
        write_cell(output, attest_document_slice(attest_extraction_document(extraction), attribution->content[i]));
    }
    ATTEST_I_OUTPUT_TEXT(output, "\n");
}

static enum attest_status write_extraction(attest_writer *writer, const attest_graph_mapper *mapper,
                                           const attest_extraction *extraction)
{
    (void)mapper;
    size_t first = 0; /* claim of the sentence of the attribution at hand, or of a later one */
    size_t claim = 0;
    size_t count = attest_extraction_claim_count(extraction);
    for (size_t i = 0; i < attest_extraction_attribution_count(extraction); i++) {
        const attest_attribution *attribution = attest_extraction_attribution_at(extraction, i);
        for (; claim < count; claim++) {
            const attest_claim *next = attest_extraction_claim_at(extraction, claim);
            if (next->sentence.begin >= attribution->sentence.end) {
                break;
            }
            write_claim(&writer->output, extraction, next);
        }
        while (first < count &&
               attest_extraction_claim_at(extraction, first)->sentence.end <= attribution->sentence.begin) {
            first++;
        }
        int written = attribution->cue_span_count > 0 && attribution->speaker.span_count > 0;
        if (written && !attribution->recipient && !is_told(extraction, attribution, first)) {
            write_attribution(&writer->output, extraction, attribution);
        }
    }
    for (; claim < count; claim++) {
        write_claim(&writer->output, extraction, attest_extraction_claim_at(extraction, claim));
    }
    return ATTEST_OK;
}

const attest_i_writer_operations attest_i_writer_openie = {.extraction = write_extraction};
