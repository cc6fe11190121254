/* Walks LMDB's trees of pages (format 1, 64-bit numbers, little-endian) without LMDB:
 *
 *   page   number (8), pad (2), flags (2), end of the list of nodes (2) and begin of the nodes (2), or number of overflow pages (4);
 *          then the places of the nodes, 2 bytes each
 *   node   low (2), high (2), flags (2), size of the key (2), key, data
 *          in a leaf: size of the data in low and high; the data, or the number of its overflow page
 *          in a branch: number of the child in low, high and flags
 *   table  pad (4), flags (2), depth (2), pages: branch, leaf, overflow (8 each), entries (8), root (8) */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_pages.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rdf/output.h"

#define PAGE_HEAD 16U
#define NODE_HEAD 8U
#define TABLE_SIZE 48U
#define META_SIZE 136U
#define META_PAGE_SIZE 24U /* where in it */
#define MAGIC 0xBEEFC0DEU
#define VERSION 1U
#define NO_PAGE UINT64_MAX
#define MAX_DEPTH 32U
/* Faults after which no more are looked for. */
#define MAX_FAULTS 100U

enum { PAGE_BRANCH = 1, PAGE_LEAF = 2, PAGE_OVERFLOW = 4, PAGE_META = 8 };
enum { NODE_OVERFLOW = 1, NODE_TABLE = 2 };
enum { TABLE_INTEGER_KEYS = 8 };

struct walk {
    const unsigned char *data;
    size_t size;
    size_t page_size;
    uint64_t pages;      /* that the file has, and the trees may use */
    unsigned char *used; /* a bit a page */
    int in_tables;       /* 1: within a table named in the main one, which has no tables in it */
    size_t key_size;     /* of every key of the table at hand; 0: any */
    attest_store_finding_handler *handler;
    void *user_data;
    uint64_t faults;
};

struct table {
    uint64_t root;
    uint64_t entries;
    unsigned depth;
};

static uint64_t number_at(const unsigned char *at, size_t size)
{
    uint64_t number = 0;
    for (size_t i = 0; i < size; i++) {
        number |= (uint64_t)at[i] << (8 * i);
    }
    return number;
}

static void tell(struct walk *walk, uint64_t page, const char *text)
{
    char sentence[160];
    snprintf(sentence, sizeof sentence, "page %llu: %s", (unsigned long long)page, text);
    walk->faults++;
    walk->handler(walk->user_data, sentence);
}

/* Note that pages are in use; 0 if they are not in the file or in use already. */
static int claim(struct walk *walk, uint64_t first, uint64_t count)
{
    if (first < 2 || count == 0 || first >= walk->pages || count > walk->pages - first) {
        tell(walk, first, "is not in the file, but referred to");
        return 0;
    }
    for (uint64_t page = first; page < first + count; page++) {
        if (walk->used[page / 8] & (1U << (page % 8))) {
            tell(walk, page, "is used twice");
            return 0;
        }
        walk->used[page / 8] |= (unsigned char)(1U << (page % 8));
    }
    return 1;
}

static void walk_table(struct walk *walk, const unsigned char *record);

static void walk_overflow(struct walk *walk, uint64_t number, uint64_t size)
{
    if (number < 2 || number >= walk->pages) {
        tell(walk, number, "is not in the file, but referred to");
        return;
    }
    const unsigned char *page = walk->data + number * walk->page_size;
    uint64_t count = number_at(page + 12, 4);
    if (number_at(page, 8) != number || number_at(page + 10, 2) != PAGE_OVERFLOW ||
        count * walk->page_size < size + PAGE_HEAD) {
        tell(walk, number, "is not the overflow page that it should be");
        return;
    }
    (void)claim(walk, number, count);
}

/* A node of a leaf. Returns 0 if it does not fit into its page. */
static int walk_node(struct walk *walk, const unsigned char *node, size_t room)
{
    size_t key = (size_t)number_at(node + 6, 2);
    unsigned flags = (unsigned)number_at(node + 4, 2);
    uint64_t size = number_at(node, 4);
    uint64_t inside = flags & NODE_OVERFLOW ? 8 : size;
    if (NODE_HEAD + key + inside > room || (walk->key_size && key != walk->key_size) || flags > NODE_TABLE ||
        (flags & NODE_TABLE && (size != TABLE_SIZE || walk->in_tables))) {
        return 0;
    }
    const unsigned char *data = node + NODE_HEAD + key;
    if (flags & NODE_OVERFLOW) {
        walk_overflow(walk, number_at(data, 8), size);
    } else if (flags & NODE_TABLE) {
        size_t key_size = walk->key_size;
        walk->in_tables = 1;
        walk->key_size = number_at(data + 4, 2) & TABLE_INTEGER_KEYS ? 4 : 0;
        walk_table(walk, data);
        walk->in_tables = 0;
        walk->key_size = key_size;
    }
    return 1;
}

/* The first key of a branch page is not used and may be empty. */
static int fits_branch(const struct walk *walk, const unsigned char *node, size_t room, int is_first)
{
    size_t key = (size_t)number_at(node + 6, 2);
    return NODE_HEAD + key <= room && (is_first || !walk->key_size || key == walk->key_size);
}

/* Returns the number of entries below. */
static uint64_t walk_page(struct walk *walk, uint64_t number, unsigned depth)
{
    if (walk->faults >= MAX_FAULTS || !claim(walk, number, 1)) {
        return 0;
    }
    const unsigned char *page = walk->data + number * walk->page_size;
    unsigned flags = (unsigned)number_at(page + 10, 2);
    size_t lower = (size_t)number_at(page + 12, 2);
    size_t upper = (size_t)number_at(page + 14, 2);
    if (number_at(page, 8) != number || flags != (depth == 1 ? PAGE_LEAF : PAGE_BRANCH) || lower < PAGE_HEAD ||
        lower > upper || upper > walk->page_size || lower % 2 != 0) {
        tell(walk, number, "is not the page that it should be");
        return 0;
    }
    size_t count = (lower - PAGE_HEAD) / 2;
    if (count < (depth == 1 ? 1U : 2U)) {
        tell(walk, number, "has fewer nodes than it may have");
        return 0;
    }
    uint64_t entries = depth == 1 ? count : 0;
    for (size_t i = 0; i < count && walk->faults < MAX_FAULTS; i++) {
        size_t place = (size_t)number_at(page + PAGE_HEAD + 2 * i, 2);
        if (place < upper || place + NODE_HEAD > walk->page_size) {
            tell(walk, number, "has a node outside of itself");
            return entries;
        }
        const unsigned char *node = page + place;
        size_t room = walk->page_size - place;
        if (depth == 1 ? !walk_node(walk, node, room) : !fits_branch(walk, node, room, i == 0)) {
            tell(walk, number, "has a node that is cut off");
            return entries;
        }
        if (depth > 1) {
            entries += walk_page(walk, number_at(node, 6), depth - 1);
        }
    }
    return entries;
}

static void walk_table(struct walk *walk, const unsigned char *record)
{
    struct table table = {.depth = (unsigned)number_at(record + 6, 2),
                          .entries = number_at(record + 32, 8),
                          .root = number_at(record + 40, 8)};
    if (table.root == NO_PAGE) {
        return;
    }
    if (number_at(record + 4, 2) & ~(uint64_t)TABLE_INTEGER_KEYS) {
        tell(walk, table.root, "is the root of a table of a kind that a store has not");
        return;
    }
    if (table.depth == 0 || table.depth > MAX_DEPTH) {
        tell(walk, table.root, "is the root of a table of impossible depth");
        return;
    }
    if (walk_page(walk, table.root, table.depth) != table.entries && walk->faults == 0) {
        tell(walk, table.root, "is the root of a table that has another number of entries than it says");
    }
}

/* The newer one of the two first pages; NULL if neither is sound. LMDB takes the size of pages from the one that it goes by. */
static const unsigned char *find_meta(struct walk *walk)
{
    const unsigned char *best = NULL;
    for (size_t i = 0; i < 2 && walk->size >= (i + 1) * walk->page_size; i++) {
        const unsigned char *meta = walk->data + i * walk->page_size + PAGE_HEAD;
        if (number_at(meta + META_PAGE_SIZE, 4) != walk->page_size) {
            tell(walk, i, "says another size of pages than the first one");
        } else if (number_at(meta, 4) == MAGIC && number_at(meta + 4, 4) == VERSION &&
                   (!best || number_at(meta + META_SIZE - 8, 8) > number_at(best + META_SIZE - 8, 8))) {
            best = meta;
        }
    }
    return best;
}

static enum attest_status walk_file(struct walk *walk, const char *path, attest_error *error)
{
    walk->page_size =
        walk->size >= PAGE_HEAD + META_SIZE ? (size_t)number_at(walk->data + PAGE_HEAD + META_PAGE_SIZE, 4) : 0;
    int good_size = walk->page_size >= 512 && walk->page_size <= 65536 &&
                    (walk->page_size & (walk->page_size - 1)) == 0 && walk->size >= 2 * walk->page_size;
    const unsigned char *meta = good_size ? find_meta(walk) : NULL;
    if (!meta) {
        tell(walk, 0, "the file does not begin as a store does");
        return ATTEST_OK;
    }
    uint64_t last = number_at(meta + META_SIZE - 16, 8);
    walk->pages = walk->size / walk->page_size;
    if (last >= walk->pages) {
        tell(walk, last, "is the last one, but the file ends before it");
    }
    walk->pages = last < walk->pages ? last + 1 : walk->pages;
    walk->used = calloc(walk->pages / 8 + 1, 1);
    if (!walk->used) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, path, "out of memory");
    }
    walk->key_size = sizeof(uint64_t);
    walk_table(walk, meta + 24);
    walk->key_size = 0;
    walk_table(walk, meta + 24 + TABLE_SIZE);
    free(walk->used);
    return ATTEST_OK;
}

enum attest_status attest_i_store_check_pages(const char *path, attest_store_finding_handler *handler, void *user_data,
                                              uint64_t *faults, attest_error *error)
{
    struct walk walk = {.handler = handler, .user_data = user_data};
    struct stat information;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &information) != 0) {
        int reason = errno;
        if (file >= 0) {
            close(file);
        }
        return attest_error_set(error, ATTEST_ERR_READ, path, "cannot read: %s", attest_i_output_reason(reason));
    }
    walk.size = (size_t)information.st_size;
    void *map = walk.size ? mmap(NULL, walk.size, PROT_READ, MAP_SHARED, file, 0) : MAP_FAILED;
    int reason = errno;
    close(file);
    if (walk.size == 0) {
        tell(&walk, 0, "the file is empty");
        *faults += walk.faults;
        return ATTEST_OK;
    }
    if (map == MAP_FAILED) {
        return attest_error_set(error, ATTEST_ERR_READ, path, "cannot read: %s", attest_i_output_reason(reason));
    }
    walk.data = map;
    enum attest_status status = walk_file(&walk, path, error);
    munmap(map, walk.size);
    *faults += walk.faults;
    return status;
}
