/* Stores when memory runs out: each allocation of loading, reading and deleting fails once; nothing leaks, and the store stays sound. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "../support/failing_memory.h"
#include "../support/folder.h"
#include "attest/store.h"
#include "store/dataset.h"

/* Allocations after which the work must have come through. */
#define MAX_ALLOCATIONS 20000

static test_folder folder;

static void make_folder(void)
{
    folder = test_folder_make();
}

static void remove_folder(void)
{
    test_folder_remove(&folder);
}

TestSuite(fault_store, .init = make_folder, .fini = remove_folder);

static enum attest_status load_quads(attest_store_load *load)
{
    enum attest_status status = ATTEST_OK;
    for (size_t i = 0; i < 300 && status == ATTEST_OK; i++) {
        char subject[32];
        char graph[32];
        snprintf(subject, sizeof subject, "urn:s:%zu", i);
        snprintf(graph, sizeof graph, "urn:g:%zu", i / 100);
        attest_quad quad = {
            {ATTEST_TERM_IRI, attest_view_of(subject), {NULL, 0}, {NULL, 0}},
            {ATTEST_TERM_IRI, ATTEST_VIEW("http://www.w3.org/2000/01/rdf-schema#label"), {NULL, 0}, {NULL, 0}},
            {ATTEST_TERM_LITERAL, attest_view_of(subject), {NULL, 0}, ATTEST_VIEW("en")},
            {ATTEST_TERM_IRI, attest_view_of(graph), {NULL, 0}, {NULL, 0}}};
        status = attest_store_load_quad(load, &quad);
    }
    return status;
}

/* One life of a store. */
static enum attest_status work(const char *path, attest_error *error)
{
    attest_store *store = NULL;
    attest_store_load *load = NULL;
    attest_dataset *dataset = NULL;
    uint64_t removed;
    const attest_store_load_options options = {.batch = 100, .identity = "work"};
    enum attest_status status = attest_store_open(&store, path, ATTEST_STORE_CREATE, error);
    if (status == ATTEST_OK) {
        status = attest_store_load_begin(&load, store, &options, error);
    }
    if (status == ATTEST_OK) {
        (void)!load_quads(load);
        status = attest_store_load_finish(load, error);
    }
    attest_store_load_free(load);
    if (status == ATTEST_OK) {
        status = attest_store_delete_graph(store, "urn:g:1", &removed, error);
    }
    attest_store_free(store);
    if (status == ATTEST_OK) {
        status = attest_dataset_open(&dataset, path, error);
    }
    if (status == ATTEST_OK) {
        uint32_t *ids;
        size_t count;
        status = dataset->methods->search(dataset->self, ATTEST_VIEW("s urn"), &ids, &count);
        free(ids);
    }
    if (status == ATTEST_OK) {
        attest_dataset *copy;
        status = attest_i_dataset_copy(&copy, dataset, error);
        attest_dataset_free(copy);
    }
    attest_dataset_free(dataset);
    return status;
}

static void take_fault(void *user_data, const char *text)
{
    (void)user_data;
    cr_expect(0, "%s", text);
}

Test(fault_store, memory)
{
    const char *path = test_folder_path(&folder, "kg");
    char kept[128];
    attest_error error;
    snprintf(kept, sizeof kept, "%s", path);
    cr_assert_eq(work(kept, &error), ATTEST_OK, "%s", error.text);
    for (size_t n = 1;; n++) {
        cr_assert_lt(n, MAX_ALLOCATIONS);
        long before = failing_memory_live();
        failing_memory_arm(n);
        enum attest_status status = work(kept, &error);
        int failed = failing_memory_disarm();
        cr_assert_eq(failing_memory_live(), before, "allocation %zu: a leak", n);
        if (!failed) {
            cr_assert_eq(status, ATTEST_OK);
            break;
        }
        cr_assert(attest_status_is_error(status) || status == ATTEST_OK, "allocation %zu", n);
        if (n % 16 == 0) {
            uint64_t faults;
            cr_assert_eq(attest_store_check(kept, take_fault, NULL, &faults, &error), ATTEST_OK);
            cr_assert_eq(faults, 0, "allocation %zu", n);
        }
    }
}
