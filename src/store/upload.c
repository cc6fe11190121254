/* Uploads: quads gathered by graph. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/upload.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "rdf/iri_syntax.h"
#include "rdf/term.h"
#include "rdf/writer_terms.h"

#define DEFAULT_CONNECTIONS 4
#define DEFAULT_RETRIES 5
#define DEFAULT_TIMEOUT 120.0
#define DEFAULT_WAIT 0.5

attest_upload_options attest_upload_options_default(void)
{
    return (attest_upload_options){.connections = DEFAULT_CONNECTIONS,
                                   .retries = DEFAULT_RETRIES,
                                   .timeout = DEFAULT_TIMEOUT,
                                   .wait = DEFAULT_WAIT};
}

enum attest_status attest_i_upload_fail(attest_upload *upload, enum attest_status status, const char *format, ...)
{
    char text[ATTEST_ERROR_TEXT_MAX];
    va_list arguments;
    if (upload->status == ATTEST_OK) {
        va_start(arguments, format);
        vsnprintf(text, sizeof text, format, arguments);
        va_end(arguments);
        upload->status = status;
        (void)attest_error_set(&upload->error, status, upload->shown, "%s", text);
    }
    return upload->status;
}

void attest_i_upload_part_free(attest_i_upload_part *part)
{
    if (part) {
        free(part->body.data);
        free(part);
    }
}

/* Check the address and make the form of it that messages show. */
static enum attest_status check_endpoint(attest_upload *upload, attest_error *error)
{
    const char *endpoint = upload->options.endpoint;
    const char *wrong = NULL;
    char *user = NULL;
    char *scheme = NULL;
    CURLU *url = curl_url();
    if (!url) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, NULL, "out of memory");
    }
    if (!endpoint || curl_url_set(url, CURLUPART_URL, endpoint, 0) != CURLUE_OK) {
        wrong = "the endpoint is no address such as http://host:port/path";
    } else if (curl_url_get(url, CURLUPART_USER, &user, 0) == CURLUE_OK) {
        wrong = "a user in the address of the endpoint: give it by the option for it, so that no message shows it";
    } else if (curl_url_get(url, CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK ||
               (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0)) {
        wrong = "the endpoint is neither http nor https";
    } else if (curl_url_set(url, CURLUPART_QUERY, NULL, 0) != CURLUE_OK ||
               curl_url_set(url, CURLUPART_FRAGMENT, NULL, 0) != CURLUE_OK ||
               curl_url_get(url, CURLUPART_URL, &upload->shown, 0) != CURLUE_OK) {
        wrong = "the endpoint cannot be read as an address";
    }
    curl_free(user);
    curl_free(scheme);
    curl_url_cleanup(url);
    return wrong ? attest_error_set(error, ATTEST_ERR_ARGUMENT, NULL, "%s", wrong) : ATTEST_OK;
}

static enum attest_status check_options(attest_upload *upload, attest_error *error)
{
    const attest_upload_options *options = &upload->options;
    const char *reason = "";
    if (options->connections < 1 || options->connections > ATTEST_I_UPLOAD_CONNECTIONS_MAX) {
        return attest_error_set(error, ATTEST_ERR_ARGUMENT, NULL, "connections must be 1 to %d",
                                ATTEST_I_UPLOAD_CONNECTIONS_MAX);
    }
    if (!(options->timeout > 0) || !(options->wait >= 0)) {
        return attest_error_set(error, ATTEST_ERR_ARGUMENT, NULL, "times must not be negative");
    }
    if (options->auth == ATTEST_UPLOAD_AUTH_BEARER && !options->token) {
        return attest_error_set(error, ATTEST_ERR_ARGUMENT, NULL, "bearer authentication needs a token");
    }
    if (options->default_graph && attest_i_iri_check(attest_view_of(options->default_graph), &reason) != ATTEST_OK) {
        return attest_error_set(error, ATTEST_ERR_ARGUMENT, NULL, "the name of the default graph is no IRI: %s",
                                reason);
    }
    return check_endpoint(upload, error);
}

static enum attest_status copy_strings(attest_upload *upload)
{
    attest_upload_options *options = &upload->options;
    const char **strings[] = {&options->endpoint, &options->user,          &options->password,
                              &options->token,    &options->default_graph, &options->state};
    for (size_t i = 0; i < sizeof strings / sizeof strings[0]; i++) {
        attest_view copy;
        if (!*strings[i]) {
            continue;
        }
        enum attest_status status = attest_i_arena_copy(&upload->arena, attest_view_of(*strings[i]), &copy);
        if (status != ATTEST_OK) {
            return status;
        }
        *strings[i] = copy.data;
    }
    return ATTEST_OK;
}

static enum attest_status add_graph(attest_upload *upload, attest_view iri)
{
    enum attest_status status = ATTEST_I_VECTOR_RESERVE(&upload->graphs, 1);
    if (status == ATTEST_OK) {
        upload->graphs.items[upload->graphs.count++] = (attest_i_upload_graph){.iri = iri};
    }
    return status;
}

enum attest_status attest_upload_new(attest_upload **upload, const attest_upload_options *options, attest_error *error)
{
    *upload = NULL;
    enum attest_status status = attest_i_curl_load(error);
    if (status != ATTEST_OK) {
        return status;
    }
    attest_upload *made = calloc(1, sizeof *made);
    if (!made) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, NULL, "out of memory");
    }
    made->options = *options;
    attest_i_arena_init(&made->arena);
    attest_i_dictionary_init(&made->names);
    attest_i_dictionary_init(&made->state.done);
    status = copy_strings(made);
    if (status == ATTEST_OK) {
        status = add_graph(made, (attest_view){NULL, 0});
    }
    if (status != ATTEST_OK) {
        (void)attest_error_set(error, status, NULL, "out of memory");
    } else {
        status = check_options(made, error);
    }
    if (status == ATTEST_OK) {
        status = attest_i_upload_state_open(made, error);
    }
    if (status == ATTEST_OK) {
        status = attest_i_upload_connect(made);
        if (status != ATTEST_OK) {
            (void)attest_error_set(error, status, NULL, "the network library cannot be started");
        }
    }
    if (status != ATTEST_OK) {
        attest_upload_free(made);
        return status;
    }
    *upload = made;
    return ATTEST_OK;
}

void attest_upload_free(attest_upload *upload)
{
    if (!upload) {
        return;
    }
    attest_i_upload_disconnect(upload);
    attest_i_upload_state_close(upload);
    for (size_t i = 0; i < ATTEST_I_UPLOAD_OPEN_MAX; i++) {
        attest_i_upload_part_free(upload->open[i]);
    }
    free(upload->graphs.items);
    attest_i_dictionary_clear(&upload->names);
    attest_i_dictionary_clear(&upload->state.done);
    curl_free(upload->shown);
    attest_i_arena_clear(&upload->arena);
    free(upload);
}

/* Index of the quad's graph. */
static enum attest_status find_graph(attest_upload *upload, const attest_term *graph, size_t *index)
{
    uint32_t id;
    enum attest_status status = attest_i_dictionary_intern(&upload->names, graph, &id);
    if (status == ATTEST_OK && id == upload->graphs.count) {
        status = add_graph(upload, attest_i_dictionary_term(&upload->names, id).value);
    }
    *index = id;
    return status;
}

/* Send what is gathered in a place and free the place. */
static enum attest_status flush_place(attest_upload *upload, size_t place)
{
    attest_i_upload_part *part = upload->open[place];
    upload->open[place] = NULL;
    return part ? attest_i_upload_send(upload, part) : ATTEST_OK;
}

/* The place where the graph's quads are gathered; if need be the one that waited longest is sent to make room. */
static enum attest_status find_place(attest_upload *upload, size_t graph, size_t *place)
{
    size_t oldest = 1;
    *place = 0;
    for (size_t i = graph ? 1 : ATTEST_I_UPLOAD_OPEN_MAX; i < ATTEST_I_UPLOAD_OPEN_MAX; i++) {
        if (upload->open[i] && upload->open[i]->graph == graph) {
            *place = i;
            return ATTEST_OK;
        }
        if (!upload->open[i] || (upload->open[oldest] && upload->open[i]->used < upload->open[oldest]->used)) {
            oldest = i;
        }
    }
    *place = graph ? oldest : 0;
    enum attest_status status = graph ? flush_place(upload, *place) : ATTEST_OK;
    if (status == ATTEST_OK && !upload->open[*place]) {
        attest_i_upload_part *part = calloc(1, sizeof *part);
        if (!part) {
            return ATTEST_ERR_NOMEM;
        }
        part->graph = graph;
        part->number = upload->graphs.items[graph].parts++;
        upload->open[*place] = part;
    }
    return status;
}

/* Most bytes that a term can take: every byte as a \u escape, and the signs around. */
static size_t term_bound(const attest_term *term)
{
    return term->value.size * 6 + term->datatype.size + term->language.size + 16;
}

static enum attest_status append_line(attest_i_output *body, const attest_quad *quad)
{
    const attest_term *terms[] = {&quad->subject, &quad->predicate, &quad->object};
    void *data = body->data;
    size_t bound = term_bound(terms[0]) + term_bound(terms[1]) + term_bound(terms[2]) + 2;
    enum attest_status status = attest_i_vector_reserve(&data, body->used, bound, &body->capacity, 1);
    body->data = data;
    for (size_t i = 0; i < 3 && status == ATTEST_OK; i++) {
        attest_i_write_nquads_term(body, terms[i]);
        ATTEST_I_OUTPUT_TEXT(body, " ");
    }
    if (status == ATTEST_OK) {
        ATTEST_I_OUTPUT_TEXT(body, ".\n");
    }
    return status;
}

static enum attest_status take_quad(void *self, const attest_quad *quad)
{
    attest_upload *upload = self;
    const attest_term *terms[] = {&quad->subject, &quad->predicate, &quad->object, &quad->graph};
    const char *reason = "";
    size_t graph = 0;
    size_t place;
    if (upload->status != ATTEST_OK) {
        return upload->status;
    }
    for (size_t i = 0; i < (quad->graph.kind == ATTEST_TERM_NONE ? 3U : 4U); i++) {
        if (attest_i_term_check(terms[i], &reason) != ATTEST_OK) {
            return attest_i_upload_fail(upload, ATTEST_ERR_DATA, "a term cannot be sent: %s", reason);
        }
    }
    enum attest_status status = find_graph(upload, &quad->graph, &graph);
    if (status == ATTEST_OK) {
        status = find_place(upload, graph, &place);
    }
    if (status == ATTEST_OK) {
        attest_i_upload_part *part = upload->open[place];
        status = append_line(&part->body, quad);
        part->quads++;
        part->used = ++upload->clock;
        if (status == ATTEST_OK && part->body.used >= ATTEST_I_UPLOAD_PART_MAX) {
            status = flush_place(upload, place);
        }
    }
    return status == ATTEST_OK || upload->status != ATTEST_OK ? status
                                                              : attest_i_upload_fail(upload, status, "out of memory");
}

attest_quad_sink attest_upload_as_sink(attest_upload *upload)
{
    return (attest_quad_sink){take_quad, upload};
}

void attest_upload_drop(attest_upload *upload)
{
    for (size_t i = 0; i < ATTEST_I_UPLOAD_OPEN_MAX; i++) {
        attest_i_upload_part_free(upload->open[i]);
        upload->open[i] = NULL;
    }
}

/* Sum up the graphs once no request is under way. */
static void count_graphs(attest_upload *upload)
{
    upload->counts.graphs = 0;
    upload->counts.skipped = 0;
    upload->counts.failed = 0;
    for (size_t i = 0; i < upload->graphs.count; i++) {
        const attest_i_upload_graph *graph = &upload->graphs.items[i];
        if (graph->done < graph->parts) {
            upload->counts.failed++;
        } else if (graph->parts > 0) {
            *(graph->sent ? &upload->counts.graphs : &upload->counts.skipped) += 1;
        }
    }
}

enum attest_status attest_upload_finish(attest_upload *upload, attest_error *error)
{
    enum attest_status status = upload->status;
    /* The default graph, attest's catalogue, goes last: it tells of graphs that are there by then. */
    for (size_t i = ATTEST_I_UPLOAD_OPEN_MAX; i-- > 1 && status == ATTEST_OK;) {
        size_t oldest = 0;
        for (size_t k = 1; k < ATTEST_I_UPLOAD_OPEN_MAX; k++) {
            if (upload->open[k] && (!oldest || upload->open[k]->used < upload->open[oldest]->used)) {
                oldest = k;
            }
        }
        status = oldest ? flush_place(upload, oldest) : ATTEST_OK;
    }
    if (status == ATTEST_OK) {
        status = attest_i_upload_wait(upload);
    }
    if (status == ATTEST_OK) {
        status = flush_place(upload, 0);
    }
    if (status == ATTEST_OK) {
        status = attest_i_upload_wait(upload);
    }
    count_graphs(upload);
    if (upload->status != ATTEST_OK) {
        if (error) {
            *error = upload->error;
        }
        return upload->status;
    }
    if (upload->counts.failed) {
        return attest_error_set(error, ATTEST_ERR_WRITE, upload->shown, "%llu of %zu graphs were not loaded",
                                (unsigned long long)upload->counts.failed,
                                upload->graphs.count - (upload->graphs.items[0].parts == 0));
    }
    return status;
}

attest_upload_counts attest_upload_count(const attest_upload *upload)
{
    return upload->counts;
}
