/* Files as outputs. Knows nothing of RDF. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define BUFFER_SIZE ((size_t)128 * 1024)
/* Names tried for the file beside: others may be left over from runs that were killed. */
#define BESIDE_TRIES 1000

const char *attest_i_output_reason(int number)
{
    const char *text = number ? strerrordesc_np(number) : NULL;
    return text ? text : "unknown error";
}

char *attest_i_text_print(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = size < 0 ? NULL : malloc((size_t)size + 1);
    if (text) {
        va_start(arguments, format);
        vsnprintf(text, (size_t)size + 1, format, arguments);
        va_end(arguments);
    }
    return text;
}

static void fail(attest_i_output *output, enum attest_status status, int reason)
{
    if (output->status == ATTEST_OK) {
        output->status = status;
        output->reason = reason;
    }
}

enum attest_status attest_i_output_failure(const attest_i_output *output, attest_error *error)
{
    const char *name = output->path ? output->path : "-";
    if (output->status == ATTEST_OK) {
        return ATTEST_OK;
    }
    if (output->status == ATTEST_ERR_WRITE) {
        return attest_error_set(error, output->status, name, "cannot write: %s",
                                attest_i_output_reason(output->reason));
    }
    return attest_error_set(error, output->status, name, "%s", attest_status_text(output->status));
}

/* write() to a pipe that nobody reads raises SIGPIPE, which would end the program without a word. A library must not
 * change what signals do, so the signal is held back in this thread and taken off the queue if the call raised it. */
static ssize_t write_without_signal(int fd, const char *data, size_t size)
{
    sigset_t pipe_signal;
    sigset_t before;
    sigset_t pending;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    sigpending(&pending);
    int was_pending = sigismember(&pending, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
    ssize_t done = write(fd, data, size);
    int reason = errno;
    if (done < 0 && reason == EPIPE && !was_pending) {
        struct timespec at_once = {0, 0};
        while (sigtimedwait(&pipe_signal, NULL, &at_once) < 0 && errno == EINTR) {
        }
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = reason;
    return done;
}

static void write_all(attest_i_output *output, const char *data, size_t size)
{
    while (size && output->status == ATTEST_OK) {
        ssize_t done = write_without_signal(output->fd, data, size);
        if (done >= 0) {
            data += done;
            size -= (size_t)done;
            output->flushed += (uint64_t)done;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            struct pollfd ready = {.fd = output->fd, .events = POLLOUT};
            poll(&ready, 1, -1);
        } else if (errno != EINTR) {
            fail(output, ATTEST_ERR_WRITE, errno);
        }
    }
}

static void flush(attest_i_output *output)
{
    write_all(output, output->data, output->used);
    output->used = 0;
}

void attest_i_output_overflow(attest_i_output *output, const char *data, size_t size)
{
    flush(output);
    if (output->status != ATTEST_OK) {
        return;
    }
    if (size > output->capacity) {
        write_all(output, data, size);
    } else {
        memcpy(output->data, data, size);
        output->used = size;
    }
}

static void release(attest_i_output *output)
{
    free(output->data);
    free(output->path);
    free(output->target);
    free(output->beside);
    memset(output, 0, sizeof *output);
    output->fd = -1;
}

void attest_i_output_discard(attest_i_output *output)
{
    if (!output->data) {
        return;
    }
    if (output->owned) {
        close(output->fd);
    }
    if (output->beside) {
        unlink(output->beside);
    }
    release(output);
}

/* Names of open descriptors: a new file under such a name would not be where the caller looks. */
static int is_descriptor(const char *path)
{
    return strcmp(path, "/dev/stdout") == 0 || strcmp(path, "/dev/stderr") == 0 || strncmp(path, "/dev/fd/", 8) == 0 ||
           strncmp(path, "/proc/", 6) == 0;
}

static int open_again(const char *path, int flags)
{
    int fd;
    do {
        fd = open(path, flags | O_CLOEXEC, 0666);
    } while (fd < 0 && errno == EINTR);
    return fd;
}

/* Create "PATH.partN" for the first N that is free; gives its name. The name never shows in the output. */
static int create_beside(attest_i_output *output)
{
    for (unsigned i = 0; i < BESIDE_TRIES; i++) {
        char *name = attest_i_text_print("%s.part%u", output->target, i);
        if (!name) {
            errno = ENOMEM;
            return -1;
        }
        int fd = open_again(name, O_WRONLY | O_CREAT | O_EXCL);
        if (fd >= 0) {
            output->beside = name;
            return fd;
        }
        int reason = errno;
        free(name);
        errno = reason;
        if (reason != EEXIST) {
            return -1;
        }
    }
    return -1;
}

/* Decide how to write `path`, which is what it is called; links are followed, so that a link stays one. */
static int open_whole(attest_i_output *output)
{
    struct stat status;
    if (is_descriptor(output->path)) {
        return open_again(output->path, O_WRONLY | O_APPEND);
    }
    if (stat(output->path, &status) != 0) {
        if (errno != ENOENT || output->path[0] == '\0') {
            return -1;
        }
        output->target = attest_i_text_print("%s", output->path);
        errno = ENOMEM;
        return output->target ? create_beside(output) : -1;
    }
    if (S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return -1;
    }
    if (!S_ISREG(status.st_mode)) {
        return open_again(output->path, O_WRONLY);
    }
    if (access(output->path, W_OK) != 0) {
        return -1;
    }
    char real[PATH_MAX];
    if (!realpath(output->path, real)) {
        return -1;
    }
    output->target = attest_i_text_print("%s", real);
    errno = ENOMEM;
    int fd = output->target ? create_beside(output) : -1;
    if (fd >= 0) {
        (void)!fchmod(fd, status.st_mode & 07777);
    }
    return fd;
}

enum attest_status attest_i_output_open(attest_i_output *output, const char *path, enum attest_i_output_mode mode,
                                        attest_error *error)
{
    memset(output, 0, sizeof *output);
    int standard = !path || strcmp(path, "-") == 0;
    output->path = attest_i_text_print("%s", standard ? "-" : path);
    output->data = malloc(BUFFER_SIZE);
    output->capacity = BUFFER_SIZE;
    if (!output->path || !output->data) {
        release(output);
        return attest_error_set(error, ATTEST_ERR_NOMEM, path, "out of memory");
    }
    if (standard) {
        output->fd = STDOUT_FILENO;
        return ATTEST_OK;
    }
    output->owned = 1;
    if (mode == ATTEST_I_OUTPUT_WHOLE) {
        output->fd = open_whole(output);
    } else {
        output->fd = open_again(path, O_WRONLY | (mode == ATTEST_I_OUTPUT_CREATE ? O_CREAT | O_EXCL : O_APPEND));
    }
    if (output->fd < 0) {
        int reason = errno;
        enum attest_status status = reason == ENOMEM ? ATTEST_ERR_NOMEM : ATTEST_ERR_WRITE;
        attest_error_set(error, status, path, "cannot write: %s", attest_i_output_reason(reason));
        release(output);
        return status;
    }
    return ATTEST_OK;
}

/* A renamed file is safe only once its folder is on disk as well. Some file systems cannot sync folders; that is no
 * failure. */
static void sync_folder(attest_i_output *output)
{
    char *slash = strrchr(output->target, '/');
    int fd;
    if (slash) {
        size_t size = (size_t)(slash - output->target) + 1;
        output->target[size] = '\0';
        fd = open_again(output->target, O_RDONLY | O_DIRECTORY);
    } else {
        fd = open_again(".", O_RDONLY | O_DIRECTORY);
    }
    if (fd < 0) {
        return;
    }
    if (fsync(fd) != 0 && errno == EIO) {
        fail(output, ATTEST_ERR_WRITE, errno);
    }
    close(fd);
}

enum attest_status attest_i_output_finish(attest_i_output *output, attest_error *error)
{
    flush(output);
    if (output->status == ATTEST_OK && output->target && fsync(output->fd) != 0 && errno != EINVAL &&
        errno != ENOTSUP) {
        fail(output, ATTEST_ERR_WRITE, errno);
    }
    if (output->owned) {
        if (close(output->fd) != 0 && errno != EINTR) {
            fail(output, ATTEST_ERR_WRITE, errno);
        }
        output->owned = 0;
    }
    if (output->status == ATTEST_OK && output->target) {
        if (rename(output->beside, output->target) != 0) {
            fail(output, ATTEST_ERR_WRITE, errno);
        } else {
            free(output->beside);
            output->beside = NULL;
            sync_folder(output);
        }
    }
    enum attest_status status = attest_i_output_failure(output, error);
    attest_i_output_discard(output);
    return status;
}
