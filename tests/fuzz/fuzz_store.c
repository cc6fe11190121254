/* Fuzz entry: a store's file with bytes changed. What the check lets pass must be readable, in order and by query,
 * without a fault of the program. The input is a list of changes: place (3 bytes), value (1 byte). */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attest/store.h"

#define MAX_FILE ((size_t)4 * 1024 * 1024)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char path[64];
static char file_path[96];
static unsigned char *sound;
static size_t sound_size;

static void require(int holds)
{
    if (!holds) {
        abort();
    }
}

static void ignore_fault(void *user_data, const char *text)
{
    (void)user_data;
    require(text[0] != '\0');
}

static enum attest_status ignore_quad(void *self, const attest_quad *quad)
{
    (void)self;
    (void)quad;
    return ATTEST_OK;
}

/* Look-ups. */
static void ask(void)
{
    const attest_view query =
        ATTEST_VIEW("SELECT ?s ?o WHERE { GRAPH ?g { ?s <urn:p> ?o } GRAPH ?g { <urn:s:7> ?p ?o } }");
    attest_error error;
    attest_dataset *dataset;
    FILE *output = fopen("/dev/null", "w");
    require(output != NULL && attest_dataset_open(&dataset, path, &error) == ATTEST_OK);
    require(attest_dataset_query(dataset, query, "query", ATTEST_RESULT_CSV, output, &error) == ATTEST_OK);
    attest_dataset_free(dataset);
    fclose(output);
}

static void clean_up(void)
{
    char other[128];
    unlink(file_path);
    snprintf(other, sizeof other, "%s/lock.mdb", path);
    unlink(other);
    snprintf(other, sizeof other, "%s/writer.lock", path);
    unlink(other);
    rmdir(path);
}

/* A small store, kept in memory as the file to be changed. */
static void make_store(void)
{
    attest_store *store;
    attest_store_load *load;
    char subject[32];
    char graph[32];
    const char *place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(path, sizeof path, "%s/attest-fuzz-store-%d", place, (int)getpid());
    snprintf(file_path, sizeof file_path, "%s/data.mdb", path);
    require(attest_store_open(&store, path, ATTEST_STORE_CREATE, NULL) == ATTEST_OK);
    require(attest_store_load_begin(&load, store, NULL, NULL) == ATTEST_OK);
    for (int i = 0; i < 2000; i++) {
        snprintf(subject, sizeof subject, "urn:s:%d", i);
        snprintf(graph, sizeof graph, "urn:g:%d", i / 200);
        attest_quad quad = {.subject = {.kind = ATTEST_TERM_IRI, .value = attest_view_of(subject)},
                            .predicate = {.kind = ATTEST_TERM_IRI, .value = ATTEST_VIEW("urn:p")},
                            .object = {.kind = ATTEST_TERM_LITERAL, .value = attest_view_of(graph)},
                            .graph = {.kind = ATTEST_TERM_IRI, .value = attest_view_of(graph)}};
        require(attest_store_load_quad(load, &quad) == ATTEST_OK);
    }
    require(attest_store_load_finish(load, NULL) == ATTEST_OK);
    attest_store_load_free(load);
    attest_store_free(store);
    FILE *file = fopen(file_path, "rb");
    sound = malloc(MAX_FILE);
    require(file != NULL && sound != NULL);
    sound_size = fread(sound, 1, MAX_FILE, file);
    fclose(file);
    atexit(clean_up);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint64_t faults;
    attest_error error;
    if (!sound) {
        make_store();
    }
    unsigned char *changed = malloc(sound_size);
    require(changed != NULL);
    for (size_t i = 0; i < sound_size; i++) {
        changed[i] = sound[i];
    }
    for (size_t i = 0; i + 4 <= size; i += 4) {
        changed[((size_t)data[i] | (size_t)data[i + 1] << 8 | (size_t)data[i + 2] << 16) % sound_size] = data[i + 3];
    }
    FILE *file = fopen(file_path, "wb");
    require(file != NULL && fwrite(changed, 1, sound_size, file) == sound_size && fclose(file) == 0);
    free(changed);
    enum attest_status status = attest_store_check(path, ignore_fault, NULL, &faults, &error);
    require(status == ATTEST_OK);
    if (faults == 0) {
        require(attest_dataset_read(path, (attest_quad_sink){ignore_quad, NULL}, &error) == ATTEST_OK);
        ask();
    }
    return 0;
}
