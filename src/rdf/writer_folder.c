/* A folder of Turtle files, for tools without named graphs: one for the default graph and one for each named graph. Made beside
 * its place and moved there at the end, where it replaces an earlier output as a whole and nothing else. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/writer_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rdf/writer.h"

/* Longest file name without suffix and number. */
#define NAME_MAX_SIZE 120
/* Files tried for one name, and folders tried beside the target. */
#define TRIES 100000U

/* A named graph and its file. */
typedef struct graph_file {
    attest_view graph;
    attest_view name;
    uint64_t hash;
} graph_file;

typedef struct folder_state {
    char *target; /* without a final slash, links followed */
    char *beside; /* "" once it is moved */
    attest_i_arena arena;
    graph_file *items;
    size_t count;
    size_t capacity;
    uint32_t *slots;   /* open addressing over the items: index + 1, 0 is free */
    size_t slot_count; /* a power of two */
    attest_i_output catalogue;
    attest_i_output file; /* of the current named graph; data NULL: none */
    attest_i_turtle catalogue_turtle;
    attest_i_turtle file_turtle;
    uint64_t closed_bytes;
} folder_state;

static enum attest_status fail_system(const char *path, const char *what, int reason, attest_error *error)
{
    return attest_error_set(error, reason == ENOMEM ? ATTEST_ERR_NOMEM : ATTEST_ERR_WRITE, path, "%s: %s", what,
                            attest_i_output_reason(reason));
}

static int has_start(const char *path, const char *start)
{
    char found[64];
    size_t size = strlen(start);
    FILE *file = fopen(path, "rbe");
    int same = file && size <= sizeof found && fread(found, 1, size, file) == size && memcmp(found, start, size) == 0;
    if (file) {
        fclose(file);
    }
    return same;
}

/* Is it a file that this writer made? */
static int is_own_file(const char *folder, const char *name)
{
    char *path = attest_i_text_print("%s/%s", folder, name);
    struct stat information;
    if (!path) {
        return 0;
    }
    int own = lstat(path, &information) == 0 && S_ISREG(information.st_mode) &&
              has_start(path, strcmp(name, ATTEST_I_FOLDER_CATALOGUE) == 0 ? ATTEST_I_FOLDER_CATALOGUE_LINE
                                                                           : ATTEST_I_FOLDER_GRAPH_LINE);
    free(path);
    return own;
}

/* May `path` be replaced? OK if it does not exist, is empty, or holds what an earlier run wrote and nothing else. */
static enum attest_status check_target(const char *path, attest_error *error)
{
    DIR *folder = opendir(path);
    if (!folder) {
        return errno == ENOENT ? ATTEST_OK : fail_system(path, "cannot write a folder here", errno, error);
    }
    enum attest_status status = ATTEST_OK;
    int has_catalogue = 0;
    int has_others = 0;
    for (struct dirent *entry; status == ATTEST_OK && (entry = readdir(folder)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        if (!is_own_file(path, entry->d_name)) {
            status = attest_error_set(error, ATTEST_ERR_WRITE, path,
                                      "the folder holds \"%s\", which attest did not write; choose another folder",
                                      entry->d_name);
        }
        has_others = 1;
        has_catalogue = has_catalogue || strcmp(entry->d_name, ATTEST_I_FOLDER_CATALOGUE) == 0;
    }
    closedir(folder);
    if (status == ATTEST_OK && has_others && !has_catalogue) {
        status = attest_error_set(error, ATTEST_ERR_WRITE, path,
                                  "the folder has no " ATTEST_I_FOLDER_CATALOGUE ", so it is no whole earlier output");
    }
    return status;
}

/* Remove a folder without folders in it. */
static void remove_folder(const char *path)
{
    DIR *folder = opendir(path);
    if (folder) {
        for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
            (void)!unlinkat(dirfd(folder), entry->d_name, 0);
        }
        closedir(folder);
    }
    (void)!rmdir(path);
}

static uint64_t hash_view(attest_view view)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < view.size; i++) {
        hash = (hash ^ (unsigned char)view.data[i]) * UINT64_C(1099511628211);
    }
    return hash ^ hash >> 32;
}

/* The slot of a graph, or the free one where it belongs. There is always a free one. */
static uint32_t *find_slot(const folder_state *folder, attest_view graph, uint64_t hash)
{
    size_t at = (size_t)hash & (folder->slot_count - 1);
    while (folder->slots[at]) {
        const graph_file *item = &folder->items[folder->slots[at] - 1];
        if (item->hash == hash && attest_view_equal(item->graph, graph)) {
            break;
        }
        at = (at + 1) & (folder->slot_count - 1);
    }
    return &folder->slots[at];
}

static enum attest_status grow_slots(folder_state *folder)
{
    if (folder->slots && folder->count < folder->slot_count / 2) {
        return ATTEST_OK;
    }
    if (folder->count >= UINT32_MAX / 4) {
        return ATTEST_ERR_LIMIT;
    }
    size_t count = folder->slot_count ? folder->slot_count * 2 : 64;
    uint32_t *slots = calloc(count, sizeof *slots);
    if (!slots) {
        return ATTEST_ERR_NOMEM;
    }
    free(folder->slots);
    folder->slots = slots;
    folder->slot_count = count;
    for (size_t i = 0; i < folder->count; i++) {
        *find_slot(folder, folder->items[i].graph, folder->items[i].hash) = (uint32_t)i + 1;
    }
    return ATTEST_OK;
}

/* The last segment of the graph's IRI as a file name: what is no letter, digit, "-", "_", "~" or inner "." becomes "-". */
static void make_name(attest_view graph, char name[NAME_MAX_SIZE + 1])
{
    size_t end = graph.size;
    while (end > 0 && strchr("/#:", graph.data[end - 1])) {
        end--;
    }
    size_t begin = end;
    while (begin > 0 && !strchr("/#:", graph.data[begin - 1])) {
        begin--;
    }
    size_t size = 0;
    for (; begin < end && size < NAME_MAX_SIZE; begin++) {
        unsigned char byte = (unsigned char)graph.data[begin];
        int good = (unsigned char)((byte | 0x20U) - 'a') < 26 || (unsigned char)(byte - '0') < 10 || byte == '_' ||
                   byte == '~' || (byte == '.' && size > 0);
        name[size++] = good ? (char)byte : '-';
    }
    name[size] = '\0';
    if (size == 0) {
        memcpy(name, "graph", sizeof "graph");
    }
}

static enum attest_status open_in_folder(const folder_state *folder, const char *name, enum attest_i_output_mode mode,
                                         attest_i_output *output, attest_error *error)
{
    char *path = attest_i_text_print("%s/%s", folder->beside, name);
    if (!path) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, folder->target, "out of memory");
    }
    enum attest_status status = attest_i_output_open(output, path, mode, error);
    free(path);
    return status;
}

static int is_taken(const folder_state *folder, const char *name)
{
    char *path = attest_i_text_print("%s/%s", folder->beside, name);
    if (!path) {
        return 0; /* creating the file will fail as well, and say so */
    }
    int taken = access(path, F_OK) == 0;
    free(path);
    return taken;
}

/* Note a new graph under the first free file name: "NAME.ttl", "NAME-2.ttl", ... */
static enum attest_status add_graph(folder_state *folder, attest_view graph, uint64_t hash, graph_file **file)
{
    char stem[NAME_MAX_SIZE + 1];
    char name[NAME_MAX_SIZE + 32];
    make_name(graph, stem);
    snprintf(name, sizeof name, "%s" ATTEST_I_FOLDER_SUFFIX, stem);
    for (unsigned i = 2; is_taken(folder, name) && i < TRIES; i++) {
        snprintf(name, sizeof name, "%s-%u" ATTEST_I_FOLDER_SUFFIX, stem, i);
    }
    enum attest_status status = ATTEST_I_VECTOR_RESERVE(folder, 1);
    graph_file made = {.hash = hash};
    if (status == ATTEST_OK) {
        status = attest_i_arena_copy(&folder->arena, graph, &made.graph);
    }
    if (status == ATTEST_OK) {
        status = attest_i_arena_copy(&folder->arena, attest_view_of(name), &made.name);
    }
    if (status == ATTEST_OK) {
        folder->items[folder->count++] = made;
        *find_slot(folder, graph, hash) = (uint32_t)folder->count;
        *file = &folder->items[folder->count - 1];
    }
    return status;
}

static enum attest_status close_file(folder_state *folder, attest_error *error)
{
    if (!folder->file.data) {
        return ATTEST_OK;
    }
    attest_i_turtle_end(&folder->file_turtle);
    folder->closed_bytes += attest_i_output_bytes(&folder->file);
    return attest_i_output_finish(&folder->file, error);
}

static void begin_turtle(attest_i_turtle *turtle, attest_i_output *output, const attest_writer *writer)
{
    *turtle = (attest_i_turtle){.output = output, .prefixes = &writer->prefixes};
}

/* Make the file of `graph` the current one; a graph that comes back is continued. */
static enum attest_status open_graph(attest_writer *writer, attest_view graph)
{
    folder_state *folder = writer->state;
    enum attest_status status = close_file(folder, &writer->failure);
    if (status == ATTEST_OK) {
        status = grow_slots(folder);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    uint64_t hash = hash_view(graph);
    uint32_t slot = *find_slot(folder, graph, hash);
    graph_file *file = slot ? &folder->items[slot - 1] : NULL;
    if (!file) {
        status = add_graph(folder, graph, hash, &file);
    }
    if (status == ATTEST_OK) {
        status = open_in_folder(folder, file->name.data, slot ? ATTEST_I_OUTPUT_APPEND : ATTEST_I_OUTPUT_CREATE,
                                &folder->file, &writer->failure);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    begin_turtle(&folder->file_turtle, &folder->file, writer);
    if (!slot) {
        ATTEST_I_OUTPUT_TEXT(&folder->file, ATTEST_I_FOLDER_GRAPH_LINE);
        attest_i_output_view(&folder->file, graph);
        ATTEST_I_OUTPUT_TEXT(&folder->file, ">\n");
        attest_i_write_prefixes(&folder->file, &writer->prefixes);
    }
    ATTEST_I_OUTPUT_TEXT(&folder->file, "\n");
    return ATTEST_OK;
}

static enum attest_status write_quad(attest_writer *writer, const attest_quad *quad, enum attest_i_change change)
{
    folder_state *folder = writer->state;
    attest_i_turtle *turtle = &folder->catalogue_turtle;
    if (quad->graph.kind != ATTEST_TERM_NONE) {
        turtle = &folder->file_turtle;
        int same = change < ATTEST_I_CHANGE_GRAPH ||
                   (folder->file.data && attest_view_equal(attest_i_buffer_view(&writer->graph), quad->graph.value));
        enum attest_status status = same ? ATTEST_OK : open_graph(writer, quad->graph.value);
        if (status != ATTEST_OK) {
            return status;
        }
    }
    attest_i_turtle_triple(turtle, quad, change);
    writer->bytes = folder->closed_bytes + attest_i_output_bytes(&folder->catalogue);
    writer->bytes += folder->file.data ? attest_i_output_bytes(&folder->file) : 0;
    return attest_i_output_failure(turtle->output, &writer->failure);
}

/* The real name of the target, without a slash at its end. */
static char *resolve(const char *path)
{
    char found[PATH_MAX];
    char *real = attest_i_text_print("%s", realpath(path, found) ? found : path);
    for (size_t size = real ? strlen(real) : 0; size > 1 && real[size - 1] == '/'; size--) {
        real[size - 1] = '\0';
    }
    return real;
}

static enum attest_status make_beside(folder_state *folder, attest_error *error)
{
    struct stat information;
    for (unsigned i = 0; i < TRIES; i++) {
        char *name = attest_i_text_print("%s.part%u", folder->target, i);
        if (!name) {
            return attest_error_set(error, ATTEST_ERR_NOMEM, folder->target, "out of memory");
        }
        if (mkdir(name, 0777) == 0) {
            folder->beside = name;
            if (stat(folder->target, &information) == 0) {
                (void)!chmod(name, information.st_mode & 07777);
            }
            return ATTEST_OK;
        }
        int reason = errno;
        free(name);
        if (reason != EEXIST) {
            return fail_system(folder->target, "cannot write a folder here", reason, error);
        }
    }
    return fail_system(folder->target, "cannot write a folder here", EEXIST, error);
}

static enum attest_status begin(attest_writer *writer, attest_error *error)
{
    if (strcmp(writer->path, "-") == 0) {
        return attest_error_set(error, ATTEST_ERR_ARGUMENT, NULL,
                                "turtle writes a folder, which needs a name; standard output is none");
    }
    enum attest_status status = check_target(writer->path, error);
    if (status != ATTEST_OK) {
        return status;
    }
    folder_state *folder = calloc(1, sizeof *folder);
    writer->state = folder;
    if (!folder || !(folder->target = resolve(writer->path))) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, writer->path, "out of memory");
    }
    attest_i_arena_init(&folder->arena);
    status = make_beside(folder, error);
    if (status == ATTEST_OK) {
        status = open_in_folder(folder, ATTEST_I_FOLDER_CATALOGUE, ATTEST_I_OUTPUT_CREATE, &folder->catalogue, error);
    }
    if (status == ATTEST_OK) {
        begin_turtle(&folder->catalogue_turtle, &folder->catalogue, writer);
        ATTEST_I_OUTPUT_TEXT(&folder->catalogue, ATTEST_I_FOLDER_CATALOGUE_LINE);
        attest_i_write_prefixes(&folder->catalogue, &writer->prefixes);
        ATTEST_I_OUTPUT_TEXT(&folder->catalogue, "\n");
    }
    return status;
}

/* One call for all files: a sync of each would cost more than writing them. */
static enum attest_status sync_files(const folder_state *folder, attest_error *error)
{
    int fd = open(folder->beside, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int failed = fd < 0 || syncfs(fd) != 0;
    int reason = errno;
    if (fd >= 0) {
        close(fd);
    }
    return failed ? fail_system(folder->target, "cannot write", reason, error) : ATTEST_OK;
}

/* Put the new folder in place. An earlier one ends up under the name beside and is removed. */
static enum attest_status move(folder_state *folder, attest_error *error)
{
    enum attest_status status = check_target(folder->target, error);
    if (status != ATTEST_OK) {
        return status;
    }
    if (renameat2(AT_FDCWD, folder->beside, AT_FDCWD, folder->target, RENAME_EXCHANGE) == 0) {
        return ATTEST_OK;
    }
    if (errno == EINVAL || errno == ENOSYS) {
        /* A file system that cannot exchange. What check_target allows is ours to remove. */
        remove_folder(folder->target);
    } else if (errno != ENOENT) {
        return fail_system(folder->target, "cannot move the new folder into place", errno, error);
    }
    if (rename(folder->beside, folder->target) != 0) {
        return fail_system(folder->target, "cannot move the new folder into place", errno, error);
    }
    folder->beside[0] = '\0';
    return ATTEST_OK;
}

static enum attest_status finish(attest_writer *writer, attest_error *error)
{
    folder_state *folder = writer->state;
    attest_i_turtle_end(&folder->catalogue_turtle);
    folder->closed_bytes += attest_i_output_bytes(&folder->catalogue);
    enum attest_status status = attest_i_output_finish(&folder->catalogue, error);
    if (status == ATTEST_OK) {
        status = close_file(folder, error);
    }
    writer->bytes = folder->closed_bytes;
    if (status == ATTEST_OK) {
        status = sync_files(folder, error);
    }
    return status == ATTEST_OK ? move(folder, error) : status;
}

static void release(attest_writer *writer)
{
    folder_state *folder = writer->state;
    if (!folder) {
        return;
    }
    attest_i_output_discard(&folder->catalogue);
    attest_i_output_discard(&folder->file);
    if (folder->beside && folder->beside[0]) {
        remove_folder(folder->beside);
    }
    attest_i_arena_clear(&folder->arena);
    free(folder->beside);
    free(folder->target);
    free(folder->items);
    free(folder->slots);
    free(folder);
}

const attest_i_writer_operations attest_i_writer_folder = {
    .begin = begin, .quad = write_quad, .finish = finish, .release = release};
