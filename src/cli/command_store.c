/* attest store: what a store holds, whether it is sound, its quads as a file, graphs taken out, a smaller copy. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "attest/store.h"
#include "attest/writer.h"
#include "cli/cli.h"

/* Predicates that the statistics list. */
#define PREDICATES_SHOWN 20U
/* Faults that are told one by one. */
#define FAULTS_SHOWN 100U

typedef struct store_request {
    const char *path;
    const char *operand; /* graph or target; NULL: none */
    const char *output;
    int format;
} store_request;

static void print_fault(void *user_data, const char *text)
{
    uint64_t *shown = user_data;
    if (++*shown <= FAULTS_SHOWN) {
        printf("%s\n", text);
    }
}

static enum cli_exit check_store(const store_request *request)
{
    attest_error error = {0};
    uint64_t faults = 0;
    uint64_t shown = 0;
    if (!attest_store_is_store(request->path)) {
        cli_message("%s: no store there", request->path);
        return CLI_FAILED;
    }
    if (attest_store_check(request->path, print_fault, &shown, &faults, &error) != ATTEST_OK) {
        return cli_fail(&error);
    }
    if (faults) {
        printf("%" PRIu64 " faults\n", faults);
    } else {
        puts("sound");
    }
    return cli_close_output(faults ? CLI_PROBLEMS : CLI_DONE);
}

static void print_predicate(void *user_data, attest_view predicate, uint64_t quads)
{
    uint64_t *shown = user_data;
    if (++*shown <= PREDICATES_SHOWN) {
        printf("%10" PRIu64 "  <%.*s>\n", quads, predicate.size < 2000 ? (int)predicate.size : 2000, predicate.data);
    }
}

static enum cli_exit show_statistics(const store_request *request)
{
    attest_error error = {0};
    attest_store *store;
    attest_store_statistics statistics;
    uint64_t shown = 0;
    if (attest_store_open(&store, request->path, ATTEST_STORE_READ, &error) != ATTEST_OK) {
        return cli_fail(&error);
    }
    enum attest_status status = attest_store_count(store, &statistics, &error);
    if (status == ATTEST_OK) {
        printf("quads      %" PRIu64 "\ngraphs     %" PRIu64 "\nterms      %" PRIu64 "\nbytes      %" PRIu64
               " (%.1f a quad), %" PRIu64 " of them free\nformat     %" PRIu32 "\n",
               statistics.quads, statistics.graphs, statistics.terms, statistics.bytes,
               statistics.quads ? (double)statistics.bytes / (double)statistics.quads : 0.0, statistics.free_bytes,
               statistics.format);
        if (statistics.unfinished) {
            puts("a load was interrupted; the same command goes on with it");
        }
        puts("quads by predicate:");
        status = attest_store_predicates(store, print_predicate, &shown, &error);
    }
    attest_store_free(store);
    if (status != ATTEST_OK) {
        return cli_fail(&error);
    }
    if (shown > PREDICATES_SHOWN) {
        printf("%10s  and %" PRIu64 " more predicates\n", "...", shown - PREDICATES_SHOWN);
    }
    return cli_close_output(CLI_DONE);
}

static enum cli_exit dump_store(const store_request *request)
{
    attest_error error = {0};
    attest_writer *writer;
    const attest_writer_options options = {.base = NULL};
    if (!attest_store_is_store(request->path)) {
        cli_message("%s: no store there", request->path);
        return CLI_FAILED;
    }
    enum attest_status status =
        attest_writer_new(&writer, (enum attest_format)request->format, request->output, &options, &error);
    if (status != ATTEST_OK) {
        return cli_fail(&error);
    }
    error.status = ATTEST_OK;
    status = attest_dataset_read(request->path, attest_writer_as_sink(writer), &error);
    if (status == ATTEST_OK || error.status == ATTEST_OK) {
        status = attest_writer_finish(writer, &error);
    }
    attest_writer_free(writer);
    return status == ATTEST_OK ? CLI_DONE : cli_fail(&error);
}

static enum cli_exit delete_graph(const store_request *request)
{
    attest_error error = {0};
    attest_store *store;
    uint64_t removed;
    if (attest_store_open(&store, request->path, ATTEST_STORE_WRITE, &error) != ATTEST_OK) {
        return cli_fail(&error);
    }
    enum attest_status status = attest_store_delete_graph(store, request->operand, &removed, &error);
    attest_store_free(store);
    if (status == ATTEST_NONE) {
        cli_message("%s: no graph <%s>", request->path, request->operand);
        return CLI_PROBLEMS;
    }
    if (status != ATTEST_OK) {
        return cli_fail(&error);
    }
    printf("%" PRIu64 " quads deleted\n", removed);
    return cli_close_output(CLI_DONE);
}

static enum cli_exit compact_store(const store_request *request)
{
    attest_error error = {0};
    return attest_store_compact(request->path, request->operand, &error) == ATTEST_OK ? CLI_DONE : cli_fail(&error);
}

static const struct action {
    const char *name;
    enum cli_exit (*run)(const store_request *request);
    const char *operand; /* what it needs behind the folder; NULL: nothing */
} ACTIONS[] = {
    {"check", check_store, NULL},
    {"stats", show_statistics, NULL},
    {"dump", dump_store, NULL},
    {"delete", delete_graph, "the graph's IRI"},
    {"compact", compact_store, "the folder for the copy"},
};

static enum cli_exit run_action(const cli_command *command, const cli_list *operands, store_request *request)
{
    if (operands->count < 2) {
        return cli_usage(command, operands->count ? "the store's folder is missing" : "say what to do");
    }
    for (size_t i = 0; i < sizeof ACTIONS / sizeof *ACTIONS; i++) {
        if (strcmp(operands->items[0], ACTIONS[i].name) != 0) {
            continue;
        }
        if (operands->count < (ACTIONS[i].operand ? 3U : 2U)) {
            return cli_usage(command, "%s: %s is missing", ACTIONS[i].name, ACTIONS[i].operand);
        }
        if (operands->count > (ACTIONS[i].operand ? 3U : 2U)) {
            return cli_usage(command, "too many arguments");
        }
        request->path = operands->items[1];
        if (ACTIONS[i].run != check_store) {
            cli_guard_store(request->path); /* the check finds its own way */
        }
        request->operand = ACTIONS[i].operand ? operands->items[2] : NULL;
        return ACTIONS[i].run(request);
    }
    return cli_usage(command, "'%s' is none of check, stats, dump, delete and compact", operands->items[0]);
}

static enum cli_exit run_command(const cli_command *command, int argc, char **argv)
{
    static const char *const FORMATS[] = {"trig", "nquads", "turtle", "jsonld", NULL};
    cli_list operands = {0};
    store_request request = {0};
    const cli_option options[] = {
        {"output", 'o', CLI_TEXT, &request.output, "OUT", "dump: file to write (default: standard output)", NULL},
        {"format", 'f', CLI_CHOICE, &request.format, "FORMAT", "dump: trig, nquads, turtle or jsonld (default: trig)",
         FORMATS},
    };
    enum cli_exit code;
    if (!cli_parse(command, options, sizeof options / sizeof options[0], argc, argv, &operands, &code)) {
        code = run_action(command, &operands, &request);
    }
    cli_list_clear(&operands);
    return code;
}

const cli_command cli_command_store = {
    "store",
    "(check | stats | dump | delete | compact) DIR [GRAPH | TARGET]",
    "look after a store: is it sound, what is in it, its quads as a file, graphs out, a compact copy",
    run_command,
};
