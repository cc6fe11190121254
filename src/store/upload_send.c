/* Uploads: requests by libcurl, several at a time, each tried again while that can help. Redirects are not followed: where data goes
 * is for the user to say, and credentials go nowhere else. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/utf8.h"
#include "store/upload.h"

/* Longest wait between attempts, and longest that a server may ask for (Retry-After), in seconds. */
#define WAIT_MAX 60.0
#define RETRY_AFTER_MAX 600.0
#define CONNECT_TIMEOUT_MAX 30.0

/* How often, in milliseconds, a wait looks whether the user wants to stop. */
#define POLL_MILLISECONDS 500

static CURLcode start_result;

static void start_curl(void)
{
    start_result = curl_global_init(CURL_GLOBAL_DEFAULT);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* libcurl hands on what the server answers; all but its beginning is dropped. */
static size_t take_answer(char *data, size_t size, size_t count, void *user_data)
{
    attest_i_upload_slot *slot = user_data;
    size_t room = ATTEST_I_UPLOAD_ANSWER_MAX - slot->answer_size;
    size_t kept = size * count < room ? size * count : room;
    memcpy(slot->answer + slot->answer_size, data, kept);
    slot->answer_size += kept;
    return size * count;
}

static unsigned long auth_bits(const attest_upload_options *options)
{
    switch (options->auth) {
    case ATTEST_UPLOAD_AUTH_BASIC: return CURLAUTH_BASIC;
    case ATTEST_UPLOAD_AUTH_DIGEST: return CURLAUTH_DIGEST;
    case ATTEST_UPLOAD_AUTH_BEARER: return CURLAUTH_BEARER;
    case ATTEST_UPLOAD_AUTH_AUTO: break;
    }
    return options->token ? CURLAUTH_BEARER : CURLAUTH_BASIC | CURLAUTH_DIGEST;
}

static int set_credentials(CURL *easy, const attest_upload_options *options)
{
    unsigned long auth = auth_bits(options);
    int good = curl_easy_setopt(easy, CURLOPT_HTTPAUTH, (long)auth) == CURLE_OK;
    if (auth == CURLAUTH_BEARER) {
        return good && curl_easy_setopt(easy, CURLOPT_XOAUTH2_BEARER, options->token) == CURLE_OK;
    }
    if (options->user) {
        return good && curl_easy_setopt(easy, CURLOPT_USERNAME, options->user) == CURLE_OK &&
               curl_easy_setopt(easy, CURLOPT_PASSWORD, options->password ? options->password : "") == CURLE_OK;
    }
    return good && curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_OPTIONAL) == CURLE_OK;
}

static enum attest_status set_up(const attest_upload *upload, attest_i_upload_slot *slot)
{
    const attest_upload_options *options = &upload->options;
    double connect = options->timeout < CONNECT_TIMEOUT_MAX ? options->timeout : CONNECT_TIMEOUT_MAX;
    CURL *easy = curl_easy_init();
    slot->easy = easy;
    int good = easy && curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
               curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
               curl_easy_setopt(easy, CURLOPT_USERAGENT, "attest/" ATTEST_VERSION) == CURLE_OK &&
               curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)(options->timeout * 1e3) + 1) == CURLE_OK &&
               curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)(connect * 1e3) + 1) == CURLE_OK &&
               curl_easy_setopt(easy, CURLOPT_HTTPHEADER, upload->headers) == CURLE_OK &&
               curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_answer) == CURLE_OK &&
               curl_easy_setopt(easy, CURLOPT_WRITEDATA, slot) == CURLE_OK &&
               curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, slot->message) == CURLE_OK &&
               curl_easy_setopt(easy, CURLOPT_PRIVATE, slot) == CURLE_OK && set_credentials(easy, options);
    return good ? ATTEST_OK : ATTEST_ERR;
}

enum attest_status attest_i_upload_connect(attest_upload *upload)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    if (pthread_once(&once, start_curl) != 0 || start_result != CURLE_OK) {
        return ATTEST_ERR;
    }
    upload->multi = curl_multi_init();
    struct curl_slist *type = curl_slist_append(NULL, "Content-Type: text/turtle; charset=utf-8");
    /* Servers that know nothing of "Expect" would let each request wait for a second. */
    upload->headers = type ? curl_slist_append(type, "Expect:") : NULL;
    if (!upload->headers) {
        curl_slist_free_all(type);
    }
    enum attest_status status = upload->multi && upload->headers ? ATTEST_OK : ATTEST_ERR_NOMEM;
    for (unsigned i = 0; i < upload->options.connections && status == ATTEST_OK; i++) {
        status = set_up(upload, &upload->slots[i]);
    }
    return status;
}

static void release(attest_upload *upload, attest_i_upload_slot *slot)
{
    if (slot->running) {
        curl_multi_remove_handle(upload->multi, slot->easy);
    }
    if (slot->part) {
        upload->graphs.items[slot->part->graph].in_flight--;
    }
    attest_i_upload_part_free(slot->part);
    slot->part = NULL;
    slot->running = 0;
}

void attest_i_upload_disconnect(attest_upload *upload)
{
    for (size_t i = 0; i < ATTEST_I_UPLOAD_CONNECTIONS_MAX; i++) {
        release(upload, &upload->slots[i]);
        curl_easy_cleanup(upload->slots[i].easy);
    }
    curl_multi_cleanup(upload->multi);
    curl_slist_free_all(upload->headers);
}

static void report(const attest_upload *upload, const attest_upload_report *what)
{
    if (upload->options.handler) {
        upload->options.handler(upload->options.user_data, what);
    }
}

static attest_upload_report describe(const attest_upload *upload, const attest_i_upload_part *part,
                                     enum attest_upload_outcome outcome)
{
    const attest_i_upload_graph *graph = &upload->graphs.items[part->graph];
    return (attest_upload_report){
        .outcome = outcome, .graph = graph->iri, .quads = part->quads, .bytes = part->body.used};
}

/* Give up on a part, and with it on its graph. */
static void fail_part(attest_upload *upload, attest_i_upload_part *part, attest_upload_report *what, const char *text)
{
    what->outcome = ATTEST_UPLOAD_FAILED;
    what->text = text;
    upload->graphs.items[part->graph].failed = 1;
    report(upload, what);
}

/* "?graph=IRI" or "?default" behind the endpoint. */
static char *make_address(const attest_upload *upload, CURL *easy, const attest_i_upload_part *part)
{
    const char *endpoint = upload->options.endpoint;
    attest_view iri = upload->graphs.items[part->graph].iri;
    if (iri.size == 0 && upload->options.default_graph) {
        iri = attest_view_of(upload->options.default_graph);
    }
    char *escaped = iri.size ? curl_easy_escape(easy, iri.data, (int)iri.size) : NULL;
    size_t size = strcspn(endpoint, "#");
    char *address = iri.size && !escaped ? NULL
                                         : attest_i_text_print("%.*s%c%s%s", (int)size, endpoint,
                                                               memchr(endpoint, '?', size) ? '&' : '?',
                                                               iri.size ? "graph=" : "default", escaped ? escaped : "");
    curl_free(escaped);
    return address;
}

static enum attest_status start_request(attest_upload *upload, attest_i_upload_slot *slot)
{
    const attest_i_upload_part *part = slot->part;
    attest_i_upload_graph *graph = &upload->graphs.items[part->graph];
    int adds = upload->options.add || part->number > 0 || graph->iri.size == 0;
    char *address = make_address(upload, slot->easy, part);
    slot->answer_size = 0;
    slot->message[0] = '\0';
    slot->begun = now();
    slot->attempts++;
    graph->sent = 1;
    int good = address && curl_easy_setopt(slot->easy, CURLOPT_URL, address) == CURLE_OK &&
               curl_easy_setopt(slot->easy, CURLOPT_POST, 1L) == CURLE_OK &&
               curl_easy_setopt(slot->easy, CURLOPT_POSTFIELDS, part->body.data) == CURLE_OK &&
               curl_easy_setopt(slot->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)part->body.used) == CURLE_OK &&
               curl_easy_setopt(slot->easy, CURLOPT_CUSTOMREQUEST, adds ? "POST" : "PUT") == CURLE_OK &&
               curl_multi_add_handle(upload->multi, slot->easy) == CURLM_OK;
    free(address);
    slot->running = good;
    upload->counts.requests++;
    return good ? ATTEST_OK : attest_i_upload_fail(upload, ATTEST_ERR_NOMEM, "out of memory");
}

/* What can pass by itself. */
static int is_passing(CURLcode code, long http)
{
    switch (code) {
    case CURLE_OK: return http == 408 || http == 429 || http == 500 || http == 502 || http == 503 || http == 504;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM: return 1;
    default: return 0;
    }
}

/* What no other request of this upload would fare better with. */
static int is_final(CURLcode code, long http)
{
    switch (code) {
    case CURLE_OK:
        return (http >= 300 && http < 400) || http == 401 || http == 403 || http == 404 || http == 405 || http == 407 ||
               http == 501;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_LOGIN_DENIED: return 1;
    default: return 0;
    }
}

/* One line of what the server said, without the tags of HTML, fit to be shown; nothing if it holds the password or the token. */
static void clean_answer(const attest_upload_options *options, attest_i_upload_slot *slot)
{
    char *answer = slot->answer;
    size_t kept = 0;
    int in_tag = 0;
    size_t good = attest_i_utf8_valid_prefix((attest_view){answer, slot->answer_size});
    for (size_t i = 0; i < good; i++) {
        int space =
            (unsigned char)answer[i] <= ' ' || answer[i] == 0x7F || answer[i] == '<' || answer[i] == '>' || in_tag;
        in_tag = answer[i] == '<' || (in_tag && answer[i] != '>');
        if (!space || (kept && answer[kept - 1] != ' ')) {
            answer[kept++] = space ? ' ' : answer[i];
        }
    }
    answer[kept] = '\0';
    if ((options->password && options->password[0] && strstr(answer, options->password)) ||
        (options->token && options->token[0] && strstr(answer, options->token))) {
        answer[0] = '\0';
    }
}

/* Why a request failed. */
static void explain(const attest_upload *upload, attest_i_upload_slot *slot, CURLcode code, long http, char *text,
                    size_t size)
{
    if (code != CURLE_OK) {
        snprintf(text, size, "%s", slot->message[0] ? slot->message : curl_easy_strerror(code));
        return;
    }
    clean_answer(&upload->options, slot);
    const char *hint = http >= 300 && http < 400 ? " (a redirect, which is not followed: give the address it leads to)"
                       : http == 401             ? " (the server wants to know who loads, or does not accept it)"
                       : http == 404 || http == 405 ? " (is this the address of a graph store?)"
                                                    : "";
    snprintf(text, size, "HTTP status %ld%s%s%s", http, hint, slot->answer[0] ? ": " : "", slot->answer);
}

/* Seconds until the next attempt; negative: the server asks for more patience than there is. */
static double choose_wait(const attest_upload *upload, const attest_i_upload_slot *slot)
{
    double wait = upload->options.wait;
    curl_off_t asked = 0;
    for (unsigned i = 1; i < slot->attempts && wait < WAIT_MAX; i++) {
        wait *= 2;
    }
    wait = wait < WAIT_MAX ? wait : WAIT_MAX;
    if (curl_easy_getinfo(slot->easy, CURLINFO_RETRY_AFTER, &asked) == CURLE_OK && (double)asked > wait) {
        wait = (double)asked;
    }
    return wait <= RETRY_AFTER_MAX ? wait : -1.0;
}

static void finish_request(attest_upload *upload, attest_i_upload_slot *slot, CURLcode code)
{
    char text[ATTEST_ERROR_TEXT_MAX];
    attest_upload_report what = describe(upload, slot->part, ATTEST_UPLOAD_LOADED);
    curl_easy_getinfo(slot->easy, CURLINFO_RESPONSE_CODE, &what.http);
    what.seconds = now() - slot->begun;
    what.attempts = slot->attempts;
    curl_multi_remove_handle(upload->multi, slot->easy);
    slot->running = 0;
    if (code == CURLE_OK && what.http >= 200 && what.http < 300) {
        upload->counts.quads += slot->part->quads;
        upload->counts.bytes += slot->part->body.used;
        upload->graphs.items[slot->part->graph].done++;
        report(upload, &what);
        /* A failure to note it is kept and ends the upload. */
        enum attest_status status = attest_i_upload_state_note(upload, slot->part);
        (void)status;
        release(upload, slot);
        return;
    }
    explain(upload, slot, code, what.http, text, sizeof text);
    double wait = choose_wait(upload, slot);
    if (is_passing(code, what.http) && slot->attempts <= upload->options.retries && wait >= 0) {
        what.outcome = ATTEST_UPLOAD_RETRYING;
        what.text = text;
        what.wait = wait;
        slot->due = now() + wait;
        upload->counts.retries++;
        report(upload, &what);
        return;
    }
    fail_part(upload, slot->part, &what, text);
    if (is_final(code, what.http)) {
        (void)attest_i_upload_fail(upload, ATTEST_ERR_WRITE, "%s", text);
    }
    release(upload, slot);
}

/* Milliseconds until something is to be done. */
static int time_to_wait(const attest_upload *upload)
{
    double time = now();
    double least = POLL_MILLISECONDS;
    for (unsigned i = 0; i < upload->options.connections; i++) {
        const attest_i_upload_slot *slot = &upload->slots[i];
        if (slot->part && !slot->running && (slot->due - time) * 1e3 < least) {
            least = slot->due > time ? (slot->due - time) * 1e3 : 0;
        }
    }
    return (int)least + 1;
}

/* Start what is due, wait for news, take them in. */
static enum attest_status step(attest_upload *upload)
{
    int running;
    int left;
    CURLMsg *message;
    if (upload->options.stopped && upload->options.stopped()) {
        return attest_i_upload_fail(upload, ATTEST_ERR, "stopped by the user");
    }
    for (unsigned i = 0; i < upload->options.connections && upload->status == ATTEST_OK; i++) {
        attest_i_upload_slot *slot = &upload->slots[i];
        if (slot->part && !slot->running && slot->due <= now()) {
            enum attest_status status = start_request(upload, slot);
            if (status != ATTEST_OK) {
                return status;
            }
        }
    }
    if (curl_multi_perform(upload->multi, &running) != CURLM_OK ||
        (running > 0 && curl_multi_poll(upload->multi, NULL, 0, time_to_wait(upload), NULL) != CURLM_OK)) {
        return attest_i_upload_fail(upload, ATTEST_ERR, "the network library failed");
    }
    int finished = 0;
    while ((message = curl_multi_info_read(upload->multi, &left)) != NULL) {
        void *slot = NULL;
        CURLcode code = message->data.result;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&slot);
        finish_request(upload, slot, code);
        finished = 1;
    }
    if (running == 0 && !finished) {
        /* All that is left waits for its next attempt. */
        (void)curl_multi_poll(upload->multi, NULL, 0, time_to_wait(upload), NULL);
    }
    return upload->status;
}

enum attest_status attest_i_upload_wait(attest_upload *upload)
{
    for (;;) {
        unsigned busy = 0;
        for (unsigned i = 0; i < upload->options.connections; i++) {
            busy += upload->slots[i].part != NULL;
        }
        if (busy == 0) {
            return upload->status;
        }
        enum attest_status status = step(upload);
        if (status != ATTEST_OK) {
            return status;
        }
    }
}

static attest_i_upload_slot *find_idle(attest_upload *upload)
{
    for (unsigned i = 0; i < upload->options.connections; i++) {
        if (!upload->slots[i].part) {
            return &upload->slots[i];
        }
    }
    return NULL;
}

enum attest_status attest_i_upload_send(attest_upload *upload, attest_i_upload_part *part)
{
    attest_i_upload_graph *graph = &upload->graphs.items[part->graph];
    attest_upload_report what = describe(upload, part, ATTEST_UPLOAD_SKIPPED);
    attest_i_upload_slot *slot;
    attest_i_digest digest;
    attest_i_digest_init(&digest);
    attest_i_digest_update(&digest, (attest_view){part->body.data, part->body.used});
    attest_i_digest_finish(&digest, part->digest);
    /* The parts of a graph go one after the other: the first replaces, the others add. */
    enum attest_status status = upload->status;
    while (status == ATTEST_OK && ((slot = find_idle(upload)) == NULL || graph->in_flight > 0)) {
        status = step(upload);
    }
    if (status != ATTEST_OK) {
        attest_i_upload_part_free(part);
        return status;
    }
    if (graph->failed) {
        fail_part(upload, part, &what, "not sent, since an earlier part of the graph failed");
    } else if (!graph->sent && attest_i_upload_state_has(upload, part)) {
        graph->done++;
        report(upload, &what);
    } else {
        slot->part = part;
        slot->attempts = 0;
        slot->due = 0;
        graph->in_flight++;
        return step(upload);
    }
    attest_i_upload_part_free(part);
    return ATTEST_OK;
}
