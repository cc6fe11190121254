/* Claims in the tab format of open information extraction: sentence, confidence, predicate, subject, object, arguments. */
/* SPDX-License-Identifier: Apache-2.0 */
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
static attest_view sentence_of(const attest_extraction *extraction, const attest_claim *claim)
{
    const attest_document *document = attest_extraction_document(extraction);
    attest_view body = attest_document_slice(document, attest_document_body(document));
    return is_one_line(body) ? body : attest_document_slice(document, claim->sentence);
}

static void write_claim(attest_i_output *output, const attest_extraction *extraction, const attest_claim *claim)
{
    write_cell(output, sentence_of(extraction, claim));
    ATTEST_I_OUTPUT_TEXT(output, "\t");
    attest_i_write_json_share(output, claim->confidence);
    ATTEST_I_OUTPUT_TEXT(output, "\t");
    write_cell(output, claim->predicate.size ? claim->predicate : ATTEST_VIEW("is"));
    /* "served as": the preposition of what stands in the object's place belongs to the predicate. */
    int moved = !claim->has_object && claim->argument_count > 0 && claim->arguments[0].preposition.size > 0;
    if (moved) {
        ATTEST_I_OUTPUT_TEXT(output, " ");
        write_cell(output, claim->arguments[0].preposition);
    }
    ATTEST_I_OUTPUT_TEXT(output, "\t");
    write_cell(output, claim->subject.text);
    if (claim->has_object) {
        ATTEST_I_OUTPUT_TEXT(output, "\t");
        write_cell(output, claim->object.text);
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

static enum attest_status write_extraction(attest_writer *writer, const attest_graph_mapper *mapper,
                                           const attest_extraction *extraction)
{
    (void)mapper;
    for (size_t i = 0; i < attest_extraction_claim_count(extraction); i++) {
        write_claim(&writer->output, extraction, attest_extraction_claim_at(extraction, i));
    }
    return ATTEST_OK;
}

const attest_i_writer_operations attest_i_writer_openie = {.extraction = write_extraction};
