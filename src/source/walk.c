/* Walking folders. Links to folders are followed, but no folder is read twice below one input: that ends loops, and trees
 * of links that would multiply. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source/format.h"

/* A folder that was entered. */
struct attest_i_seen {
    dev_t device;
    ino_t inode;
    const char *path;
};

typedef struct entry {
    const char *name;          /* a folder's ends with "/", so that the order of names is that of paths */
    enum attest_status status; /* ATTEST_ERR_READ: a link that leads nowhere, or no right to look */
    int cause;                 /* errno */
} entry;

struct attest_i_folder {
    struct attest_i_folder *outer;
    const char *path;
    size_t seen;          /* its index */
    attest_i_arena arena; /* names */
    entry *items;
    size_t count;
    size_t capacity;
    size_t next;
};

void attest_i_walk_init(attest_i_walk *walk, const attest_i_intake *intake, const char *const *inputs, size_t count)
{
    *walk = (attest_i_walk){.intake = intake, .inputs = inputs, .input_count = count};
    attest_i_arena_init(&walk->paths);
}

static void leave_folder(attest_i_walk *walk)
{
    struct attest_i_folder *folder = walk->innermost;
    walk->innermost = folder->outer;
    attest_i_arena_clear(&folder->arena);
    free(folder->items);
    free(folder);
}

void attest_i_walk_clear(attest_i_walk *walk)
{
    while (walk->innermost) {
        leave_folder(walk);
    }
    free(walk->seen);
    free(walk->path);
    attest_i_arena_clear(&walk->paths);
    walk->seen = NULL;
    walk->path = NULL;
}

static enum attest_status no_memory(const char *path, attest_error *error)
{
    return attest_error_set(error, ATTEST_ERR_NOMEM, path, "out of memory");
}

static enum attest_status cannot(const char *path, const char *verb, int cause, attest_error *error)
{
    return attest_error_set(error, ATTEST_ERR_READ, path, "cannot %s: %s", verb, strerror(cause));
}

static int compare_entries(const void *a, const void *b)
{
    return strcmp(((const entry *)a)->name, ((const entry *)b)->name);
}

/* Add the entry if it is a folder or a file that counts as a source. Pipes, devices and sockets are none. */
static enum attest_status add_entry(struct attest_i_folder *folder, int descriptor, const char *name)
{
    struct stat info;
    int failed = fstatat(descriptor, name, &info, 0) != 0;
    int cause = failed ? errno : 0;
    int is_folder = !failed && S_ISDIR(info.st_mode);
    if (name[0] == '.' || (!is_folder && !attest_i_format_in_folder(name)) ||
        (!failed && !is_folder && !S_ISREG(info.st_mode))) {
        return ATTEST_OK;
    }
    attest_view copy;
    if (ATTEST_I_VECTOR_RESERVE(folder, 1) != ATTEST_OK ||
        attest_i_arena_print(&folder->arena, &copy, "%s%s", name, is_folder ? "/" : "") != ATTEST_OK) {
        return ATTEST_ERR_NOMEM;
    }
    folder->items[folder->count++] = (entry){copy.data, failed ? ATTEST_ERR_READ : ATTEST_OK, cause};
    return ATTEST_OK;
}

static enum attest_status list_folder(struct attest_i_folder *folder, attest_error *error)
{
    DIR *stream = opendir(folder->path);
    if (!stream) {
        int cause = errno;
        return cause == ENOMEM ? no_memory(folder->path, error) : cannot(folder->path, "open folder", cause, error);
    }
    enum attest_status status = ATTEST_OK;
    errno = 0;
    struct dirent *found;
    while (status == ATTEST_OK && (found = readdir(stream)) != NULL) {
        status = add_entry(folder, dirfd(stream), found->d_name);
        errno = 0;
    }
    int cause = errno;
    closedir(stream);
    if (status != ATTEST_OK) {
        return no_memory(folder->path, error);
    }
    if (cause) {
        return cannot(folder->path, "read folder", cause, error);
    }
    if (folder->count) {
        qsort(folder->items, folder->count, sizeof *folder->items, compare_entries);
    }
    return ATTEST_OK;
}

static int is_open(const attest_i_walk *walk, size_t seen)
{
    for (const struct attest_i_folder *folder = walk->innermost; folder; folder = folder->outer) {
        if (folder->seen == seen) {
            return 1;
        }
    }
    return 0;
}

static void warn_again(const attest_i_walk *walk, const char *path, size_t seen)
{
    static const attest_i_place nowhere = {0, 0, 0};
    attest_i_record record = {.file = path};
    attest_i_record_warn(walk->intake, &record, nowhere,
                         is_open(walk, seen) ? "this link leads back to \"%s\", which contains it, and is not followed"
                                             : "this folder was already read as \"%s\", and is left out",
                         walk->seen[seen].path);
}

/* Open the folder, unless it was met before. */
static enum attest_status enter_folder(attest_i_walk *walk, const char *path, const struct stat *info,
                                       attest_error *error)
{
    for (size_t i = 0; i < walk->seen_count; i++) {
        if (walk->seen[i].device == info->st_dev && walk->seen[i].inode == info->st_ino) {
            warn_again(walk, path, i);
            return ATTEST_OK;
        }
    }
    attest_view copy;
    void *seen = walk->seen;
    enum attest_status status =
        attest_i_vector_reserve(&seen, walk->seen_count, 1, &walk->seen_capacity, sizeof *walk->seen);
    walk->seen = seen;
    if (status != ATTEST_OK || attest_i_arena_copy(&walk->paths, attest_view_of(path), &copy) != ATTEST_OK) {
        return no_memory(path, error);
    }
    struct attest_i_folder *folder = calloc(1, sizeof *folder);
    if (!folder) {
        return no_memory(path, error);
    }
    walk->seen[walk->seen_count] = (struct attest_i_seen){info->st_dev, info->st_ino, copy.data};
    folder->seen = walk->seen_count++;
    folder->path = copy.data;
    folder->outer = walk->innermost;
    walk->innermost = folder;
    status = list_folder(folder, error);
    if (status != ATTEST_OK) {
        leave_folder(walk);
        walk->files++; /* said enough: no second message that nothing was found */
    }
    return status;
}

/* The entry's path becomes walk->path. */
static enum attest_status join_path(attest_i_walk *walk, const char *folder, const char *name, attest_error *error)
{
    size_t size = strlen(folder);
    int slash = size > 0 && folder[size - 1] != '/';
    size_t name_size = strlen(name);
    free(walk->path);
    walk->path = malloc(size + (size_t)slash + name_size + 1);
    if (!walk->path) {
        return no_memory(folder, error);
    }
    snprintf(walk->path, size + (size_t)slash + name_size + 1, "%s%s%s", folder, slash ? "/" : "", name);
    return ATTEST_OK;
}

/* The next entry of the innermost folder. NONE: go on. */
static enum attest_status next_entry(attest_i_walk *walk, attest_error *error)
{
    struct attest_i_folder *folder = walk->innermost;
    if (folder->next == folder->count) {
        leave_folder(walk);
        return ATTEST_NONE;
    }
    entry item = folder->items[folder->next++];
    enum attest_status status = join_path(walk, folder->path, item.name, error);
    if (status != ATTEST_OK) {
        return status;
    }
    size_t size = strlen(walk->path);
    walk->files++;
    if (item.status != ATTEST_OK) {
        return cannot(walk->path, "open", item.cause, error);
    }
    if (walk->path[size - 1] != '/') {
        return ATTEST_OK;
    }
    walk->files--;
    walk->path[size - 1] = '\0';
    struct stat info;
    if (stat(walk->path, &info) != 0) {
        return cannot(walk->path, "open folder", errno, error);
    }
    status = enter_folder(walk, walk->path, &info, error);
    return status == ATTEST_OK ? ATTEST_NONE : status;
}

/* Nothing came of a folder that was given by name: the user expects something else than silence. */
static enum attest_status end_input(attest_i_walk *walk, attest_error *error)
{
    const char *input = walk->seen[0].path;
    walk->seen_count = 0;
    if (walk->files == 0) {
        return attest_error_set(error, ATTEST_ERR_DATA, input,
                                "no sources in this folder (files named .txt, .text, .ndjson, .jsonl or .json)");
    }
    return ATTEST_NONE;
}

static enum attest_status next_input(attest_i_walk *walk, attest_error *error)
{
    const char *input = walk->inputs[walk->next_input++];
    enum attest_status status = join_path(walk, "", input, error);
    struct stat info;
    if (status != ATTEST_OK || strcmp(input, "-") == 0 || stat(input, &info) != 0 || !S_ISDIR(info.st_mode)) {
        return status; /* a file, or something that cannot be opened, which whoever opens it will report */
    }
    attest_i_arena_clear(&walk->paths);
    walk->files = 0;
    status = enter_folder(walk, input, &info, error);
    if (status != ATTEST_OK) {
        walk->seen_count = 0;
        return status;
    }
    return ATTEST_NONE;
}

enum attest_status attest_i_walk_next(attest_i_walk *walk, const char **path, attest_error *error)
{
    enum attest_status status = ATTEST_NONE;
    while (status == ATTEST_NONE) {
        if (walk->innermost) {
            status = next_entry(walk, error);
        } else if (walk->seen_count) {
            status = end_input(walk, error);
        } else if (walk->next_input < walk->input_count) {
            status = next_input(walk, error);
        } else {
            return ATTEST_END;
        }
    }
    *path = walk->path;
    return status;
}
