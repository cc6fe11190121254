/* Stores on disk: opening and transactions. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/quad_store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rdf/output.h"

#define MAX_TABLES 16
/* What LMDB makes of the file of their places: a head, and a cache line each but for the first. */
#define READERS_BYTES (192 + (ATTEST_I_STORE_MAX_READERS - 1) * 64)
/* Address space beyond what is in use, if the system grants it; half as much is asked for next, down to the least. */
#define HEADROOM ((size_t)64 << 30)
#define LEAST_HEADROOM ((size_t)16 << 20)

static const char *const ORDER_NAMES[ATTEST_I_ORDER_COUNT] = {
    [ATTEST_I_ORDER_SPOG] = "spog", [ATTEST_I_ORDER_OSPG] = "ospg", [ATTEST_I_ORDER_POSG] = "posg",
    [ATTEST_I_ORDER_GSPO] = "gspo", [ATTEST_I_ORDER_GPOS] = "gpos", [ATTEST_I_ORDER_GOSP] = "gosp",
};

int attest_store_is_store(const char *path)
{
    struct stat information;
    char *file = attest_i_text_print("%s/" ATTEST_I_STORE_FILE, path);
    int found = file && stat(file, &information) == 0 && S_ISREG(information.st_mode);
    free(file);
    return found;
}

/* Bytes that the pages in use span. */
static size_t used_bytes(MDB_env *env)
{
    MDB_envinfo information;
    MDB_stat statistics;
    mdb_env_info(env, &information);
    mdb_env_stat(env, &statistics);
    return (information.me_last_pgno + 1) * statistics.ms_psize;
}

/* Does the system grant so much address space? LMDB, refused it, is left without a map, and does not survive that. */
static int is_granted(size_t size)
{
    void *place = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (place == MAP_FAILED) {
        return 0;
    }
    munmap(place, size);
    return 1;
}

/* Set the size of the map so that HEADROOM is free, or what the system grants of it. No transaction may be open. */
static int set_room(attest_store *store, size_t used)
{
    for (size_t room = HEADROOM; room >= LEAST_HEADROOM; room /= 2) {
        size_t size = (used + room) & ~(size_t)0xffff;
        if (is_granted(size)) {
            return mdb_env_set_mapsize(store->env, size);
        }
    }
    return ENOMEM;
}

int attest_i_store_grow(attest_store *store)
{
    if (store->readers > 0) {
        return MDB_MAP_FULL;
    }
    return set_room(store, used_bytes(store->env));
}

int attest_i_store_begin(attest_store *store, int writing, MDB_txn **txn)
{
    if (writing && store->readers == 0) {
        MDB_envinfo information;
        mdb_env_info(store->env, &information);
        size_t used = used_bytes(store->env);
        if (information.me_mapsize < used + LEAST_HEADROOM || information.me_mapsize / 2 < used) {
            int code = set_room(store, used);
            if (code) {
                return code;
            }
        }
    }
    int code = mdb_txn_begin(store->env, NULL, writing ? 0 : MDB_RDONLY, txn);
    if (code == MDB_MAP_RESIZED) {
        code = store->readers == 0 ? set_room(store, used_bytes(store->env)) : MDB_MAP_FULL;
        if (code == 0) {
            code = mdb_txn_begin(store->env, NULL, writing ? 0 : MDB_RDONLY, txn);
        }
    }
    return code;
}

int attest_i_store_commit(attest_store *store, MDB_txn *txn)
{
    int code = mdb_txn_commit(txn);
    int file;
    struct stat information;
    /* LMDB does not write pages that it took and gave back; a file that ends before its last page is then no damage, and is
     * lengthened, so that a file cut short can be told. */
    if (code == 0 && mdb_env_get_fd(store->env, &file) == 0 && fstat(file, &information) == 0) {
        size_t used = used_bytes(store->env);
        if ((uint64_t)information.st_size < used && ftruncate(file, (off_t)used) != 0) {
            code = errno;
        }
    }
    return code;
}

static void put_bytes(unsigned char *to, uint64_t number, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        to[i] = (unsigned char)(number >> (8 * i));
    }
}

static uint64_t take_bytes(const void *from, size_t size)
{
    const unsigned char *bytes = from;
    uint64_t number = 0;
    for (size_t i = 0; i < size; i++) {
        number |= (uint64_t)bytes[i] << (8 * i);
    }
    return number;
}

int attest_i_store_get_number(const attest_store *store, MDB_txn *txn, const char *name, uint64_t *number)
{
    MDB_val key = {strlen(name), (void *)(uintptr_t)name};
    MDB_val value;
    *number = 0;
    int code = mdb_get(txn, store->meta, &key, &value);
    if (code == 0) {
        if (value.mv_size != 8) {
            return ATTEST_I_DAMAGED;
        }
        *number = take_bytes(value.mv_data, 8);
    }
    return code == MDB_NOTFOUND ? 0 : code;
}

int attest_i_store_put_number(const attest_store *store, MDB_txn *txn, const char *name, uint64_t number)
{
    unsigned char bytes[8];
    put_bytes(bytes, number, 8);
    MDB_val key = {strlen(name), (void *)(uintptr_t)name};
    MDB_val value = {8, bytes};
    return mdb_put(txn, store->meta, &key, &value, 0);
}

static void put_key(uint32_t id, unsigned char key[4])
{
    for (size_t i = 0; i < 4; i++) {
        key[i] = (unsigned char)(id >> (24 - 8 * i));
    }
}

/* A record of `size` bytes; absent: zeros. */
static int get_record(MDB_txn *txn, MDB_dbi table, uint32_t id, unsigned char *record, size_t size)
{
    unsigned char bytes[4];
    put_key(id, bytes);
    MDB_val key = {4, bytes};
    MDB_val value;
    memset(record, 0, size);
    int code = mdb_get(txn, table, &key, &value);
    if (code == 0) {
        if (value.mv_size != size) {
            return ATTEST_I_DAMAGED;
        }
        memcpy(record, value.mv_data, size);
    }
    return code == MDB_NOTFOUND ? 0 : code;
}

static int put_record(MDB_txn *txn, MDB_dbi table, uint32_t id, unsigned char *record, size_t size, int keep)
{
    unsigned char bytes[4];
    put_key(id, bytes);
    MDB_val key = {4, bytes};
    MDB_val value = {size, record};
    if (keep) {
        return mdb_put(txn, table, &key, &value, 0);
    }
    int code = mdb_del(txn, table, &key, NULL);
    return code == MDB_NOTFOUND ? 0 : code;
}

int attest_i_store_get_graph(const attest_store *store, MDB_txn *txn, uint32_t id, attest_i_graph_record *record)
{
    unsigned char bytes[16];
    int code = get_record(txn, store->graphs, id, bytes, sizeof bytes);
    record->quads = take_bytes(bytes, 8);
    record->load = (uint32_t)take_bytes(bytes + 8, 4);
    record->described = (uint32_t)take_bytes(bytes + 12, 4);
    return code;
}

int attest_i_store_put_graph(const attest_store *store, MDB_txn *txn, uint32_t id, const attest_i_graph_record *record)
{
    unsigned char bytes[16];
    put_bytes(bytes, record->quads, 8);
    put_bytes(bytes + 8, record->load, 4);
    put_bytes(bytes + 12, record->described, 4);
    return put_record(txn, store->graphs, id, bytes, sizeof bytes, 1);
}

int attest_i_store_get_count(const attest_store *store, MDB_txn *txn, uint32_t predicate, uint64_t *count)
{
    unsigned char bytes[8];
    int code = get_record(txn, store->predicates, predicate, bytes, sizeof bytes);
    *count = take_bytes(bytes, 8);
    return code;
}

int attest_i_store_put_count(const attest_store *store, MDB_txn *txn, uint32_t predicate, uint64_t count)
{
    unsigned char bytes[8];
    put_bytes(bytes, count, 8);
    return put_record(txn, store->predicates, predicate, bytes, sizeof bytes, count > 0);
}

/* --- opening -------------------------------------------------------------------------------------------------------- */

static int open_tree(MDB_txn *txn, const char *name, size_t width, unsigned flags, attest_i_tree *tree)
{
    tree->width = width;
    return mdb_dbi_open(txn, name, flags, &tree->dbi);
}

static int open_tables(attest_store *store, MDB_txn *txn, unsigned flags)
{
    int code = mdb_dbi_open(txn, "meta", flags, &store->meta);
    code = code ? code : mdb_dbi_open(txn, "terms", flags | MDB_INTEGERKEY, &store->terms);
    code = code ? code : mdb_dbi_open(txn, "graphs", flags, &store->graphs);
    code = code ? code : mdb_dbi_open(txn, "predicates", flags, &store->predicates);
    code = code ? code : open_tree(txn, "hashes", 2, flags, &store->hashes);
    code = code ? code : open_tree(txn, "words", 2, flags, &store->words);
    for (size_t i = 0; i < ATTEST_I_ORDER_COUNT && code == 0; i++) {
        code = open_tree(txn, ORDER_NAMES[i], 4, flags, &store->orders[i]);
    }
    return code;
}

static enum attest_status tell_no_store(const attest_store *store, attest_error *error)
{
    return attest_error_set(error, ATTEST_ERR_DATA, store->path, "the folder holds no store of attest");
}

/* Open the tables, or make them if there are none and the mode allows it. */
static enum attest_status open_format(attest_store *store, attest_error *error)
{
    MDB_txn *txn;
    uint64_t format = 0;
    int making = store->mode == ATTEST_STORE_CREATE;
    int code = attest_i_store_begin(store, making, &txn);
    if (code) {
        return attest_i_store_fail(store, code, error);
    }
    code = open_tables(store, txn, making ? MDB_CREATE : 0);
    code = code ? code : attest_i_store_get_number(store, txn, "format", &format);
    if (code == 0 && making && format == 0) {
        format = ATTEST_I_STORE_FORMAT;
        code = attest_i_store_put_number(store, txn, "format", format);
    }
    if (code) {
        mdb_txn_abort(txn);
        if (code == MDB_NOTFOUND) {
            return tell_no_store(store, error);
        }
        return attest_i_store_fail(store, code, error);
    }
    code = attest_i_store_commit(store, txn);
    if (code == 0 && format != ATTEST_I_STORE_FORMAT) {
        return attest_error_set(error, ATTEST_ERR_DATA, store->path,
                                "a store of format %llu; this program knows format %u only", (unsigned long long)format,
                                ATTEST_I_STORE_FORMAT);
    }
    return attest_i_store_fail(store, code, error);
}

/* One writer at a time: LMDB would let the second wait, without a word. */
static enum attest_status take_lock(attest_store *store, attest_error *error)
{
    char *path = attest_i_text_print("%s/" ATTEST_I_STORE_WRITER, store->path);
    if (!path) {
        return attest_i_store_fail(store, ENOMEM, error);
    }
    store->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    free(path);
    if (store->lock < 0) {
        return attest_i_store_fail(store, errno, error);
    }
    if (flock(store->lock, LOCK_EX | LOCK_NB) != 0) {
        return errno == EWOULDBLOCK
                   ? attest_error_set(error, ATTEST_ERR_WRITE, store->path, "another process is writing to the store")
                   : attest_i_store_fail(store, errno, error);
    }
    return ATTEST_OK;
}

static enum attest_status check_size(attest_store *store, attest_error *error)
{
    int file;
    struct stat information;
    if (mdb_env_get_fd(store->env, &file) != 0 || fstat(file, &information) != 0) {
        return attest_i_store_fail(store, errno, error);
    }
    size_t used = used_bytes(store->env);
    if ((uint64_t)information.st_size < used) {
        return attest_error_set(error, ATTEST_ERR_DATA, store->path,
                                "the store is damaged: its file has %llu of %llu bytes",
                                (unsigned long long)information.st_size, (unsigned long long)used);
    }
    return ATTEST_OK;
}

/* LMDB writes to the file of readers' places by way of memory: on a full disk, a page of it that is not there yet is a fault. */
static int reserve_readers(const attest_store *store)
{
    char *path = attest_i_text_print("%s/" ATTEST_I_STORE_READERS, store->path);
    int file = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666) : -1;
    int full = file >= 0 && fallocate(file, 0, 0, READERS_BYTES) != 0 && (errno == ENOSPC || errno == EDQUOT);
    int code = path ? full ? errno : 0 : ENOMEM;
    if (file >= 0) {
        close(file);
    }
    free(path);
    return code;
}

static int open_environment(attest_store *store, unsigned flags)
{
    int code = flags & MDB_NOLOCK ? 0 : reserve_readers(store);
    code = code ? code : mdb_env_create(&store->env);
    code = code ? code : mdb_env_set_maxdbs(store->env, MAX_TABLES);
    code = code ? code : mdb_env_set_maxreaders(store->env, ATTEST_I_STORE_MAX_READERS);
    /* Or as much as is in use; not what the last writer had, which this process may not be granted. */
    code = code ? code : mdb_env_set_mapsize(store->env, LEAST_HEADROOM);
    return code ? code : mdb_env_open(store->env, store->path, MDB_NOTLS | flags, 0666);
}

/* Open, or begin, the file. One that could be begun only in part is left empty, as if it had not been. */
static int begin_file(attest_store *store)
{
    struct stat information;
    char *path = attest_i_text_print("%s/" ATTEST_I_STORE_FILE, store->path);
    int code = path ? 0 : ENOMEM;
    int is_new = path && (stat(path, &information) != 0 || information.st_size == 0);
    code = code ? code : open_environment(store, 0);
    if (code && is_new) {
        (void)!truncate(path, 0);
    }
    free(path);
    return code;
}

static enum attest_status open_files(attest_store *store, attest_error *error)
{
    unsigned flags = store->mode == ATTEST_STORE_READ ? MDB_RDONLY : 0;
    int code = flags ? open_environment(store, flags) : begin_file(store);
    if (flags && (code == EACCES || code == EROFS || code == EPERM)) {
        /* A folder in which no lock can be taken: nobody who shares our rights can write to it either. */
        mdb_env_close(store->env);
        store->env = NULL;
        code = open_environment(store, flags | MDB_NOLOCK);
    }
    if (code == EBADF && flags) {
        /* A file of no bytes, in which LMDB would begin: all that is left of a store that was made on a full disk. */
        return tell_no_store(store, error);
    }
    if (code) {
        return attest_i_store_fail(store, code, error);
    }
    enum attest_status status = check_size(store, error);
    int dead;
    if (status == ATTEST_OK && !flags) {
        (void)mdb_reader_check(store->env, &dead);
    }
    return status == ATTEST_OK ? open_format(store, error) : status;
}

static enum attest_status open_folder(attest_store *store, attest_error *error)
{
    if (store->mode == ATTEST_STORE_CREATE) {
        if (mkdir(store->path, 0777) != 0 && errno != EEXIST) {
            return attest_error_set(error, ATTEST_ERR_WRITE, store->path, "the folder cannot be made: %s",
                                    attest_i_output_reason(errno));
        }
    } else if (!attest_store_is_store(store->path)) {
        return attest_error_set(error, ATTEST_ERR_READ, store->path, "no store there");
    }
    enum attest_status status = store->mode == ATTEST_STORE_READ ? ATTEST_OK : take_lock(store, error);
    return status == ATTEST_OK ? open_files(store, error) : status;
}

enum attest_status attest_store_open(attest_store **store, const char *path, enum attest_store_mode mode,
                                     attest_error *error)
{
    attest_store *made = calloc(1, sizeof *made);
    *store = NULL;
    if (!made) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, path, "out of memory");
    }
    made->lock = -1;
    made->mode = mode;
    made->path = attest_i_text_print("%s", path);
    enum attest_status status =
        made->path ? open_folder(made, error) : attest_error_set(error, ATTEST_ERR_NOMEM, path, "out of memory");
    if (status != ATTEST_OK) {
        attest_store_free(made);
        return status;
    }
    *store = made;
    return ATTEST_OK;
}

void attest_store_free(attest_store *store)
{
    if (!store) {
        return;
    }
    if (store->env) {
        mdb_env_close(store->env);
    }
    if (store->lock >= 0) {
        close(store->lock);
    }
    free(store->path);
    free(store);
}
