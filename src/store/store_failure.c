/* What went wrong with a store, in words: for a disk that is full, also what the store holds now. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "rdf/output.h"
#include "store/quad_store.h"

/* A disk with less room than this behind a write that came to an end too early is full. */
#define LEAST_ROOM ((off_t)1 << 20)

/* Why the file of the store cannot grow; 0: it can. */
static int why_no_growth(int file)
{
    struct stat information;
    struct rlimit limit;
    struct statvfs disk;
    if (fstat(file, &information) != 0) {
        return 0;
    }
    /* Beyond its limit, the system answers an attempt with a signal that ends the process. */
    if (getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY &&
        (rlim_t)(information.st_size + LEAST_ROOM) > limit.rlim_cur) {
        return EFBIG;
    }
    if (fallocate(file, 0, information.st_size, LEAST_ROOM) == 0) {
        (void)!ftruncate(file, information.st_size);
        return 0;
    }
    if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG) {
        return errno;
    }
    return fstatvfs(file, &disk) == 0 && disk.f_bavail * disk.f_frsize < (fsblkcnt_t)LEAST_ROOM ? ENOSPC : 0;
}

/* LMDB calls a write that the system carried out in part an input/output error: that is how most full disks show. */
static int cause_of(const attest_store *store, int code)
{
    int file;
    if (code != EIO || store->mode == ATTEST_STORE_READ || !store->env || mdb_env_get_fd(store->env, &file) != 0) {
        return code;
    }
    int cause = why_no_growth(file);
    return cause ? cause : code;
}

static int count_kept(const attest_store *store, attest_store_statistics *kept)
{
    MDB_txn *txn;
    int code = store->env ? mdb_txn_begin(store->env, NULL, MDB_RDONLY, &txn) : EINVAL;
    if (code == 0) {
        code = attest_i_store_statistics(store, txn, kept);
        mdb_txn_abort(txn);
    }
    return code;
}

static enum attest_status tell_no_room(const attest_store *store, int code, attest_error *error)
{
    attest_store_statistics kept;
    char rest[128] = "";
    if (count_kept(store, &kept) == 0) {
        snprintf(rest, sizeof rest, "; the store holds what was committed before: %llu quads in %llu graphs",
                 (unsigned long long)kept.quads, (unsigned long long)kept.graphs);
    }
    return attest_error_set(error, ATTEST_ERR_WRITE, store->path, "%s%s",
                            code == EFBIG    ? "the store's file may not grow further"
                            : code == EDQUOT ? "the disk quota is used up"
                                             : "no space left on the disk",
                            rest);
}

enum attest_status attest_i_store_fail(const attest_store *store, int code, attest_error *error)
{
    const char *path = store->path;
    code = cause_of(store, code);
    switch (code) {
    case 0: return ATTEST_OK;
    case ENOMEM: return attest_error_set(error, ATTEST_ERR_NOMEM, path, "out of memory");
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return tell_no_room(store, code, error);
    case EACCES:
    case EPERM:
    case EROFS:
        return attest_error_set(error, store->mode == ATTEST_STORE_READ ? ATTEST_ERR_READ : ATTEST_ERR_WRITE, path,
                                "the store cannot be %s: %s", store->mode == ATTEST_STORE_READ ? "read" : "written",
                                attest_i_output_reason(code));
    case MDB_MAP_FULL:
        return attest_error_set(error, ATTEST_ERR_LIMIT, path, "the store is larger than the address space granted");
    case MDB_READERS_FULL:
        return attest_error_set(error, ATTEST_ERR_LIMIT, path, "more than %d readers at a time",
                                ATTEST_I_STORE_MAX_READERS);
    case MDB_TXN_FULL:
        return attest_error_set(error, ATTEST_ERR_LIMIT, path, "too many changes at a time; take a smaller batch");
    case MDB_INVALID:
    case MDB_VERSION_MISMATCH:
        return attest_error_set(error, ATTEST_ERR_DATA, path, "not a store, or one that is damaged");
    case ATTEST_I_DAMAGED:
    case MDB_CORRUPTED:
    case MDB_PAGE_NOTFOUND:
    case MDB_PANIC:
    case MDB_BAD_TXN:
    case MDB_NOTFOUND:
    case MDB_INCOMPATIBLE:
    case MDB_BAD_DBI:
    case MDB_BAD_VALSIZE:
    case MDB_KEYEXIST:
        return attest_error_set(error, ATTEST_ERR_DATA, path,
                                "the store is damaged (%s); \"attest store check\" tells more",
                                code == ATTEST_I_DAMAGED ? "a block is not what was written" : mdb_strerror(code));
    default:
        return attest_error_set(error, store->mode == ATTEST_STORE_READ ? ATTEST_ERR_READ : ATTEST_ERR_WRITE, path,
                                "%s", code > 0 ? attest_i_output_reason(code) : mdb_strerror(code));
    }
}
