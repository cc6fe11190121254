/* attest parse: what the language layer sees, as CoNLL-U. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "attest/source.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "language/analyse.h"
#include "language/conllu.h"
#include "language/enhance.h"

typedef struct parse_request {
    cli_list inputs;
    const char *encoding;
    int format;
    const char *model;
    uint64_t networks; /* 0: all */
    int pretokenized;
    int tokens;
    int trees;
    int lines;
} parse_request;

typedef struct parse_run {
    attest_model *model;
    attest_i_analyser *analyser;
    attest_source_reader *reader;
    attest_i_buffer out;
    attest_error error;
    int annotated; /* heads are there */
    size_t sources;
    size_t failed;
} parse_run;

static int parse_options(const cli_command *command, parse_request *request, int argc, char **argv, enum cli_exit *code)
{
    static const char *const formats[] = {"conllu", NULL};
    const cli_option options[] = {
        {"format", 'f', CLI_CHOICE, &request->format, "FORMAT", "what to write (default: conllu)", formats},
        {"pretokenized", 'p', CLI_FLAG, &request->pretokenized, NULL,
         "inputs are CoNLL-U: keep their sentences and words", NULL},
        {"model", 'm', CLI_TEXT, &request->model, "FILE", "language model (default: the one built in)", NULL},
        {"networks", 'n', CLI_NUMBER, &request->networks, "NUMBER",
         "use only the first of the model's networks: faster, and less often right (default: all)", NULL},
        {"tokens", 'k', CLI_FLAG, &request->tokens, NULL, "sentences and words only, no model", NULL},
        {"trees", 't', CLI_FLAG, &request->trees, NULL,
         "inputs are CoNLL-U with trees: keep these, add the enhanced graph", NULL},
        {"lines", 'l', CLI_FLAG, &request->lines, NULL, "each line is one sentence and one source", NULL},
        {"encoding", 'e', CLI_TEXT, &request->encoding, "NAME", "encoding of the text files (default: detected)", NULL},
    };
    if (cli_parse(command, options, sizeof options / sizeof options[0], argc, argv, &request->inputs, code)) {
        return 0;
    }
    if (request->inputs.count == 0) {
        *code = cli_usage(command, "no input given");
        return 0;
    }
    if (request->lines + request->pretokenized + request->trees > 1) {
        *code = cli_usage(command, "--lines, --pretokenized and --trees exclude each other");
        return 0;
    }
    return 1;
}

/* Write what is in the buffer to standard output; failures show when the output is closed. */
static enum attest_status flush(parse_run *run)
{
    attest_view bytes = attest_i_buffer_view(&run->out);
    enum attest_status status = run->out.status;
    if (status == ATTEST_OK && bytes.size && fwrite(bytes.data, 1, bytes.size, stdout) != bytes.size) {
        status = attest_error_set(&run->error, ATTEST_ERR_WRITE, NULL, "standard output cannot be written: %s",
                                  strerror(errno));
    }
    attest_i_buffer_reset(&run->out);
    return status;
}

static enum attest_status parse_text(const parse_request *request, parse_run *run, const attest_document *document)
{
    attest_view text = attest_document_text(document);
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    attest_i_segmentation found;
    enum attest_status status =
        attest_i_analyse_text(run->analyser, text, attest_document_body(document), request->lines, &arena, &found);
    if (status == ATTEST_OK) {
        attest_i_conllu_writer writer;
        attest_i_conllu_writer_init(&writer, &run->out, text, attest_document_path(document), !request->tokens);
        for (size_t i = 0; i < found.count; i++) {
            attest_i_conllu_write(&writer, &found.sentences[i], ATTEST_VIEW(""));
        }
        status = flush(run);
    }
    attest_i_arena_clear(&arena);
    return status;
}

static enum attest_status analyse_sentence(const parse_request *request, parse_run *run, attest_i_conllu_sentence *read,
                                           attest_i_arena *arena)
{
    read->sentence.edge_count = 0;
    if (!request->trees) {
        return attest_i_analyse_sentences(run->analyser, &read->sentence, 1, arena);
    }
    if (!read->annotated) {
        return attest_error_set_at(&run->error, ATTEST_ERR_DATA, NULL, 0, read->line, 0, "a sentence without tree");
    }
    return attest_i_enhance(&read->sentence, arena);
}

/* One sentence at a time: its text stands for itself, offsets count from its start. */
static enum attest_status parse_conllu(const parse_request *request, parse_run *run, const attest_document *document)
{
    attest_i_conllu_reader reader;
    attest_view path = attest_document_path(document);
    char name[512];
    snprintf(name, sizeof name, "%.*s", (int)(path.size < sizeof name ? path.size : sizeof name - 1), path.data);
    attest_i_conllu_reader_init(&reader, attest_document_text(document), name);
    attest_i_arena arena;
    enum attest_status status;
    do {
        attest_i_arena_init(&arena);
        attest_i_conllu_sentence read;
        status = attest_i_conllu_next(&reader, &arena, &read, &run->error);
        if (status == ATTEST_OK) {
            status = analyse_sentence(request, run, &read, &arena);
        }
        if (status == ATTEST_OK) {
            attest_i_conllu_writer writer;
            attest_i_conllu_writer_init(&writer, &run->out, read.text, read.document, 1);
            attest_i_conllu_write(&writer, &read.sentence, read.id);
            status = flush(run);
        }
        attest_i_arena_clear(&arena);
    } while (status == ATTEST_OK);
    return status == ATTEST_END ? ATTEST_OK : status;
}

/* Failures of one source are reported and passed over; out of memory and a closed output end the run. */
static enum attest_status parse_sources(const parse_request *request, parse_run *run)
{
    for (;;) {
        attest_document *document;
        memset(&run->error, 0, sizeof run->error);
        enum attest_status status = attest_source_reader_next(run->reader, &document, &run->error);
        if (status == ATTEST_END) {
            return ATTEST_OK;
        }
        if (status == ATTEST_OK) {
            status = request->pretokenized || request->trees ? parse_conllu(request, run, document)
                                                             : parse_text(request, run, document);
            attest_document_free(document);
        }
        if (status == ATTEST_ERR_NOMEM || status == ATTEST_ERR_WRITE || status == ATTEST_ERR_MODEL) {
            if (run->error.status != status) {
                attest_error_set(&run->error, status, NULL, "%s", attest_status_text(status));
            }
            return status;
        }
        run->sources++;
        if (status != ATTEST_OK) {
            cli_report(&run->error);
            run->failed++;
        }
    }
}

static void print_warning(void *user_data, const attest_error *warning)
{
    (void)user_data;
    cli_warn(warning);
}

static enum cli_exit run_parse(const parse_request *request, parse_run *run)
{
    attest_source_options sources = attest_source_options_default();
    sources.lines = request->lines;
    sources.encoding = request->encoding;
    sources.type = request->pretokenized || request->trees ? "text" : NULL;
    enum attest_status status = ATTEST_OK;
    if (!request->tokens && !request->trees) {
        status = request->model ? attest_model_load(&run->model, request->model, &run->error)
                                : attest_model_builtin(&run->model, &run->error);
    }
    if (status == ATTEST_OK && request->networks > 0 && run->model) {
        uint32_t most = attest_model_networks(run->model);
        status = request->networks > most ? ATTEST_ERR_ARGUMENT
                                          : attest_model_limit(run->model, (uint32_t)request->networks);
        if (status != ATTEST_OK) {
            attest_error_set(&run->error, status, NULL, "--networks: the model has %u", (unsigned)most);
        }
    }
    if (status == ATTEST_OK) {
        status = attest_i_analyser_new(&run->analyser, run->model);
    }
    if (status == ATTEST_OK) {
        status =
            attest_source_reader_new(&run->reader, request->inputs.items, request->inputs.count, &sources, &run->error);
    }
    if (status == ATTEST_OK) {
        attest_source_reader_on_warning(run->reader, print_warning, NULL);
        status = parse_sources(request, run);
    }
    if (status != ATTEST_OK) {
        return cli_fail(&run->error);
    }
    if (run->failed == run->sources && run->failed > 0) {
        return CLI_FAILED;
    }
    return cli_close_output(run->failed ? CLI_PROBLEMS : CLI_DONE);
}

static enum cli_exit run_command(const cli_command *command, int argc, char **argv)
{
    parse_request request = {0};
    parse_run run = {0};
    enum cli_exit code;
    if (parse_options(command, &request, argc, argv, &code)) {
        code = run_parse(&request, &run);
        attest_i_buffer_clear(&run.out);
        attest_source_reader_free(run.reader);
        attest_i_analyser_free(run.analyser);
        attest_model_free(run.model);
    }
    cli_list_clear(&request.inputs);
    return code;
}

const cli_command cli_command_parse = {
    "parse",
    "[--pretokenized | --trees | --lines] [--model FILE] [--networks NUMBER] INPUT...",
    "show what the language layer sees: sentences, words, tags, trees, names (CoNLL-U)",
    run_command,
};
