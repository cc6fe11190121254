/* Messages, exit codes, signals. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attest/store.h"
#include "source/format.h"

static volatile sig_atomic_t caught_signal;

/* The source or graph at hand is finished first, which may take a while. */
static void remember_signal(int number)
{
    static const char text[] = "attest: stopping as soon as the work at hand is done; the same again ends at once\n";
    caught_signal = number;
    if (isatty(STDERR_FILENO)) {
        int before = errno;
        (void)!write(STDERR_FILENO, text, sizeof text - 1);
        errno = before;
    }
}

int cli_interrupted(void)
{
    return caught_signal;
}

void cli_catch_signals(void)
{
    struct sigaction action = {0};
    sigemptyset(&action.sa_mask);
    /* A second signal ends the program at once, should it hang. */
    action.sa_flags = (int)SA_RESETHAND;
    action.sa_handler = remember_signal;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

void cli_ignore_closed_pipes(void)
{
    struct sigaction action = {0};
    sigemptyset(&action.sa_mask);
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, NULL);
}

/* The address sanitizer tells more of a fault. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

static char fault_message[8192];
static size_t fault_message_size;

static void tell_fault(int number)
{
    (void)number;
    ssize_t written = write(STDERR_FILENO, fault_message, fault_message_size);
    _exit(written < 0 ? CLI_FAILED + 128 : CLI_FAILED);
}

void cli_guard_store(const char *path)
{
    static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
    if (SANITIZED || !attest_store_is_store(path)) {
        return;
    }
    int size =
        snprintf(fault_message, sizeof fault_message,
                 "attest: %.4000s: the store seems to be damaged, since reading it ended in a fault; \"attest store "
                 "check %.4000s\" tells more\n",
                 path, path);
    fault_message_size = (size_t)size < sizeof fault_message ? (size_t)size : sizeof fault_message - 1;
    struct sigaction action = {.sa_handler = tell_fault};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        sigaction(signals[i], &action, NULL);
    }
}

/* Longest message; what is behind that is cut. */
#define MESSAGE_MAX 4096

/* Names of files and text of sources may hold escape sequences that command the terminal: control characters but line ends and tabs
 * are shown as \xNN. C1 controls are two bytes in UTF-8, the first of which is 0xC2. */
static void put_clean(const char *text)
{
    for (const unsigned char *byte = (const unsigned char *)text; *byte; byte++) {
        int control = (*byte < 0x20 && *byte != '\n' && *byte != '\t') || *byte == 0x7f;
        if (control) {
            fprintf(stderr, "\\x%02x", *byte);
        } else if (*byte == 0xc2 && byte[1] >= 0x80 && byte[1] < 0xa0) {
            byte++;
            fprintf(stderr, "\\x%02x", *byte);
        } else {
            fputc(*byte, stderr);
        }
    }
}

static void put_message(const char *format, va_list arguments)
{
    char text[MESSAGE_MAX];
    vsnprintf(text, sizeof text, format, arguments);
    put_clean(text);
}

static void print_place(const attest_error *error, const char *severity)
{
    fputs("attest: ", stderr);
    if (error->source[0]) {
        put_clean(error->source);
        fputc(':', stderr);
        if (error->line) {
            fprintf(stderr, "%u:", (unsigned)error->line);
            if (error->column) {
                fprintf(stderr, "%u:", (unsigned)error->column);
            }
        }
        fputc(' ', stderr);
    }
    fputs(severity, stderr);
    put_clean(error->text);
    fputc('\n', stderr);
}

void cli_report(const attest_error *error)
{
    print_place(error, "");
}

void cli_warn(const attest_error *warning)
{
    print_place(warning, "warning: ");
}

void cli_message(const char *format, ...)
{
    va_list arguments;
    fputs("attest: ", stderr);
    va_start(arguments, format);
    put_message(format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

const char *cli_plural(size_t count)
{
    return count == 1 ? "" : "s";
}

enum cli_exit cli_usage(const cli_command *command, const char *format, ...)
{
    va_list arguments;
    fprintf(stderr, "attest %s: ", command->name);
    va_start(arguments, format);
    put_message(format, arguments);
    va_end(arguments);
    fprintf(stderr, "\nusage: attest %s %s\nTry 'attest %s --help'.\n", command->name, command->arguments,
            command->name);
    return CLI_USAGE;
}

enum cli_exit cli_fail(const attest_error *error)
{
    cli_report(error);
    return error->status == ATTEST_ERR_ARGUMENT ? CLI_USAGE : CLI_FAILED;
}

enum cli_exit cli_close_output(enum cli_exit code)
{
    errno = 0;
    if (fflush(stdout) != 0 || ferror(stdout) || fclose(stdout) != 0) {
        cli_message("standard output: %s", errno ? strerror(errno) : "could not be written");
        return CLI_FAILED;
    }
    return code;
}

static int is_below(const char *path, const char *folder)
{
    size_t size = strlen(folder);
    return strncmp(path, folder, size) == 0 && (path[size] == '/' || (size > 0 && folder[size - 1] == '/'));
}

const char *cli_overwritten(const char *output, const cli_list *inputs)
{
    char target[PATH_MAX];
    char input[PATH_MAX];
    struct stat there;
    struct stat given;
    if (!output || strcmp(output, "-") == 0 || stat(output, &there) != 0 || !S_ISREG(there.st_mode) ||
        !realpath(output, target)) {
        return NULL;
    }
    for (size_t i = 0; i < inputs->count; i++) {
        if (stat(inputs->items[i], &given) != 0 || !realpath(inputs->items[i], input)) {
            continue;
        }
        if ((given.st_dev == there.st_dev && given.st_ino == there.st_ino) ||
            (S_ISDIR(given.st_mode) && is_below(target, input) &&
             attest_i_format_in_folder(strrchr(target, '/') + 1))) {
            return inputs->items[i];
        }
    }
    return NULL;
}
