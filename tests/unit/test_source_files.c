/* The reader over files, folders and standard input: order, loops, what cannot be read, digests. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "../support/folder.h"
#include "../support/source_dump.h"

static test_folder folder;

static void make_folder(void)
{
    folder = test_folder_make();
}

static void remove_folder(void)
{
    test_folder_remove(&folder);
}

TestSuite(source, .init = make_folder, .fini = remove_folder);

static void write_text(const char *name, const char *text)
{
    test_folder_write(&folder, name, attest_view_of(text));
}

/* Lines of the dump that begin with a word. */
static char *lines_with(const char *dump, const char *word)
{
    char *kept = calloc(1, strlen(dump) + 1);
    for (const char *line = dump; *line;) {
        const char *end = strchr(line, '\n') + 1;
        if (strncmp(line, word, strlen(word)) == 0) {
            strncat(kept, line, (size_t)(end - line));
        }
        line = end;
    }
    return kept;
}

static void expect_lines(const char *input, const char *word, const char *expected)
{
    char *dump = source_dump_one(input, NULL, folder.path);
    char *got = lines_with(dump, word);
    cr_expect_str_eq(got, expected, "expected:\n%sgot:\n%s", expected, dump);
    free(got);
    free(dump);
}

Test(source, folder_is_read_in_byte_order_of_the_path)
{
    static const char *const names[] = {"b.txt",      "a/z.txt",  "a.txt",       "a-b.txt",
                                        "a/b/c.text", "Z.ndjson", "\xC3\xA9.txt"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        write_text(names[i], "{\"text\":\"x\"}");
    }
    expect_lines(folder.path, "document",
                 "document /Z.ndjson#1\ndocument /a-b.txt\ndocument /a.txt\ndocument /a/b/c.text\n"
                 "document /a/z.txt\ndocument /b.txt\ndocument /\xC3\xA9.txt\n");
}

Test(source, folder_takes_sources_only)
{
    static const char *const names[] = {"a.txt",      "README.md", "x.png", "Makefile", ".hidden.txt",
                                        ".git/x.txt", "x.TXT",     "txt",   "x.json"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        write_text(names[i], "{\"text\":\"x\"}");
    }
    cr_assert_eq(mkfifo(test_folder_path(&folder, "pipe.txt"), 0600), 0);
    expect_lines(folder.path, "",
                 "document /a.txt\n  encoding: UTF-8\n  language: en\n  | {\"text\":\"x\"}<end>\n"
                 "document /x.TXT\n  encoding: UTF-8\n  language: en\n  | {\"text\":\"x\"}<end>\n"
                 "document /x.json#1\n  encoding: UTF-8\n  language: en\n  | x<end>\n");
    expect_lines(test_folder_path(&folder, "README.md"), "document", "document /README.md\n");
    expect_lines(test_folder_path(&folder, "Makefile"), "document", "document /Makefile#1\n");
}

Test(source, folder_without_sources_is_an_error)
{
    write_text("sub/x.png", "x");
    expect_lines(
        folder.path, "",
        "error : no sources in this folder (files named .txt, .text, .ndjson, .jsonl or .json) (wrong data)\n");
}

Test(source, link_loop_is_reported_once_and_left, .timeout = 20)
{
    write_text("sub/a.txt", "x");
    cr_assert_eq(symlink("..", test_folder_path(&folder, "sub/up")), 0);
    cr_assert_eq(symlink(".", test_folder_path(&folder, "sub/self")), 0);
    char expected[600];
    snprintf(expected, sizeof expected,
             "warning /sub/self: this link leads back to \"%s/sub\", which contains it, and is not followed\n"
             "warning /sub/up: this link leads back to \"%s\", which contains it, and is not followed\n",
             folder.path, folder.path);
    expect_lines(folder.path, "warning", expected);
    expect_lines(folder.path, "document", "document /sub/a.txt\n");
    expect_lines(folder.path, "error", "");
}

/* Each level links twice to the next: 2^20 ways to the last, read once. */
Test(source, links_do_not_multiply, .timeout = 20)
{
    char name[32];
    for (int i = 0; i < 20; i++) {
        snprintf(name, sizeof name, "d%02d/x", i);
        write_text(name, "");
        for (int k = 0; k < 2; k++) {
            char target[32];
            snprintf(name, sizeof name, "d%02d/l%d", i, k);
            snprintf(target, sizeof target, "../d%02d", i + 1);
            cr_assert_eq(symlink(target, test_folder_path(&folder, name)), 0);
        }
    }
    write_text("d20/a.txt", "x");
    char *dump = source_dump_one(test_folder_path(&folder, "d00"), NULL, folder.path);
    char *documents = lines_with(dump, "document");
    cr_expect_eq(strstr(documents, "\n"), documents + strlen(documents) - 1, "%s", documents);
    free(documents);
    free(dump);
}

Test(source, broken_link_and_missing_file_name_path_and_cause)
{
    cr_assert_eq(symlink("nowhere", test_folder_path(&folder, "a.txt")), 0);
    cr_assert_eq(symlink("nowhere", test_folder_path(&folder, "no-source")), 0);
    cr_assert_eq(symlink("c.txt", test_folder_path(&folder, "c.txt")), 0);
    write_text("b.txt", "x");
    expect_lines(folder.path, "error",
                 "error /a.txt: cannot open: No such file or directory (cannot read)\n"
                 "error /c.txt: cannot open: Too many levels of symbolic links (cannot read)\n");
    expect_lines(folder.path, "document", "document /b.txt\n");
    expect_lines(test_folder_path(&folder, "x.txt"), "error",
                 "error /x.txt: cannot open: No such file or directory (cannot read)\n");
}

Test(source, no_permission_names_path_and_cause)
{
    write_text("a.txt", "x");
    write_text("b/c.txt", "x");
    write_text("d.txt", "x");
    cr_assert_eq(chmod(test_folder_path(&folder, "a.txt"), 0), 0);
    cr_assert_eq(chmod(test_folder_path(&folder, "b"), 0), 0);
    cr_assert_eq(chmod(folder.path, 0755), 0);
    uid_t user = geteuid();
    if (user == 0) {
        cr_assert_eq(seteuid(65534), 0); /* nothing is forbidden to root */
    }
    expect_lines(folder.path, "error",
                 "error /a.txt: cannot open: Permission denied (cannot read)\n"
                 "error /b: cannot open folder: Permission denied (cannot read)\n");
    expect_lines(folder.path, "document", "document /d.txt\n");
    cr_assert_eq(seteuid(user), 0);
    cr_assert_eq(chmod(test_folder_path(&folder, "b"), 0755), 0);
}

static void *feed_pipe(void *path)
{
    FILE *file = fopen(path, "wb");
    fputs("Text from a pipe.", file);
    fclose(file);
    return NULL;
}

Test(source, named_pipe_given_by_name_is_read, .timeout = 20)
{
    char path[512];
    snprintf(path, sizeof path, "%s", test_folder_path(&folder, "pipe"));
    cr_assert_eq(mkfifo(path, 0600), 0);
    pthread_t feeder;
    cr_assert_eq(pthread_create(&feeder, NULL, feed_pipe, path), 0);
    expect_lines(path, "document", "document /pipe\n");
    pthread_join(feeder, NULL);
}

Test(source, folder_entry_that_cannot_be_read_leaves_the_rest)
{
    write_text("a.txt", "");
    write_text("b.txt", "x");
    const char *inputs[] = {test_folder_path(&folder, "none"), folder.path, test_folder_path(&folder, "b.txt")};
    char *dump = source_dump(inputs, 3, NULL, folder.path);
    char *documents = lines_with(dump, "document");
    char *errors = lines_with(dump, "error");
    cr_expect_str_eq(documents, "document /b.txt\ndocument /b.txt\n");
    cr_expect_str_eq(errors, "error /none: cannot open: No such file or directory (cannot read)\n"
                             "error /a.txt: no text: the file is empty (wrong data)\n");
    free(documents);
    free(errors);
    free(dump);
}

static void take_stdin(const char *path)
{
    int file = open(path, O_RDONLY);
    cr_assert_geq(file, 0);
    cr_assert_eq(dup2(file, STDIN_FILENO), STDIN_FILENO);
    close(file);
}

Test(source, standard_input)
{
    write_text("lines", "{\"text\": \"one\"}\n\n{\"text\": \"two\"}\n");
    take_stdin(test_folder_path(&folder, "lines"));
    expect_lines("-", "document", "document -#1\ndocument -#3\n");
    expect_lines("-", "error", "error -: no text: the file is empty (wrong data)\n");
    write_text("text", "Some text.");
    take_stdin(test_folder_path(&folder, "text"));
    expect_lines("-", "document", "document -\n");
}

/* A reader that starts in the middle of what another process writes must see the same source, however it is cut. */
Test(source, pipe_in_pieces_gives_the_same)
{
    static const char text[] =
        "\xFF\xFE{\0\"\0t\0e\0x\0t\0\"\0:\0\"\0a\0\"\0}\0\r\0\n\0{\0\"\0t\0e\0x\0t\0\"\0:\0\"\0b\0\"\0}\0\n\0";
    int ends[2];
    cr_assert_eq(pipe(ends), 0);
    if (fork() == 0) {
        for (size_t i = 0; i < sizeof text - 1; i++) {
            ssize_t put = write(ends[1], text + i, 1);
            (void)put;
            sched_yield();
        }
        _exit(0);
    }
    close(ends[1]);
    cr_assert_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    char *dump = source_dump_one("-", NULL, NULL);
    cr_expect_str_eq(dump, "document -#1\n  encoding: UTF-16LE\n  language: en\n  | a<end>\n"
                           "document -#2\n  encoding: UTF-16LE\n  language: en\n  | b<end>\n");
    free(dump);
}

/* Sizes around the read-ahead of 64 KiB, in code units of one and two bytes. */
Test(source, long_lines_cross_the_read_ahead)
{
    for (size_t unit = 1; unit <= 2; unit++) {
        for (size_t size = 65530; size < 65542; size++) {
            FILE *file = fopen(test_folder_path(&folder, "long.txt"), "wb");
            cr_assert_not_null(file);
            fputs(unit == 2 ? "\xFF\xFE" : "", file);
            for (size_t i = 0; i < size + 8; i++) {
                fputc(i < size ? 'x' : i == size ? '\r' : i == size + 1 ? '\n' : 'y', file);
                unit == 2 ? fputc(0, file) : 0;
            }
            fclose(file);
            attest_source_options options = attest_source_options_default();
            options.lines = 1;
            const char *input = test_folder_path(&folder, "long.txt");
            attest_source_reader *reader;
            attest_document *document;
            cr_assert_eq(attest_source_reader_new(&reader, &input, 1, &options, NULL), ATTEST_OK);
            cr_assert_eq(attest_source_reader_next(reader, &document, NULL), ATTEST_OK);
            cr_expect_eq(attest_document_text(document).size, size, "unit %zu, %zu", unit, size);
            attest_document_free(document);
            cr_assert_eq(attest_source_reader_next(reader, &document, NULL), ATTEST_OK);
            cr_expect_eq(attest_document_text(document).size, 6, "unit %zu, %zu", unit, size);
            attest_document_free(document);
            cr_assert_eq(attest_source_reader_next(reader, &document, NULL), ATTEST_END);
            cr_assert_eq(attest_source_reader_next(reader, &document, NULL), ATTEST_END);
            attest_source_reader_free(reader);
        }
    }
}

/* A sparse gibibyte: refused at once as a text, and as a line passed without being held. */
Test(source, gibibyte_is_refused_with_little_memory)
{
    attest_source_options options = attest_source_options_default();
    options.max_source_bytes = (uint64_t)1 << 20;
    static const char *const names[] = {"big.txt", "big.ndjson"};
    for (size_t i = 0; i < 2; i++) {
        write_text(names[i], "");
        cr_assert_eq(truncate(test_folder_path(&folder, names[i]), (off_t)1 << 30), 0);
    }
    FILE *file = fopen(test_folder_path(&folder, "big.ndjson"), "ab");
    fputs("\n{\"text\":\"after\"}\n", file);
    fclose(file);
    char *dump = source_dump_one(folder.path, &options, folder.path);
    cr_expect_str_eq(
        dump, "error /big.ndjson line 1: this line is longer than the 1048576 bytes that one source may have "
              "(max-source-bytes) (limit exceeded)\n"
              "document /big.ndjson#2\n  encoding: UTF-8\n  language: en\n  | after<end>\n"
              "error /big.txt: has 1073741824 bytes, more than the 1048576 that one source may have (max-source-bytes) "
              "(limit exceeded)\n");
    free(dump);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
#if !defined(__SANITIZE_ADDRESS__)
    cr_expect_lt(usage.ru_maxrss, 100 * 1024, "%ld KiB", usage.ru_maxrss);
#endif
}

Test(source, digest_is_of_the_bytes_as_stored)
{
    write_text("a.txt", "\xEF\xBB\xBF"
                        "abc");
    write_text("b.ndjson", "\n{\"text\":\"abc\"}\r\n{\"text\":\"abc\"}");
    const char *inputs[] = {folder.path};
    attest_source_reader *reader;
    attest_document *documents[3];
    cr_assert_eq(attest_source_reader_new(&reader, inputs, 1, NULL, NULL), ATTEST_OK);
    for (size_t i = 0; i < 3; i++) {
        cr_assert_eq(attest_source_reader_next(reader, &documents[i], NULL), ATTEST_OK);
    }
    cr_expect_str_eq(attest_document_digest(documents[0]),
                     "sha256:1c28dc3f1f804a1ad9c9b4b4cf5e2658d16ad4ed08e3020d04a8d2865018947c");
    cr_expect_str_eq(attest_document_digest(documents[1]),
                     "sha256:45efb3f81766c9ade6f02575b920fcd9ccb6ba65c630421b501f78e686b610eb");
    cr_expect_str_eq(attest_document_digest(documents[2]),
                     "sha256:45efb3f81766c9ade6f02575b920fcd9ccb6ba65c630421b501f78e686b610eb");
    for (size_t i = 0; i < 3; i++) {
        attest_document_free(documents[i]);
    }
    attest_source_reader_free(reader);
}

Test(source, options_are_checked)
{
    attest_source_options options = attest_source_options_default();
    attest_source_reader *reader;
    attest_error error;
    options.type = "pdf";
    cr_expect_eq(attest_source_reader_new(&reader, NULL, 0, &options, &error), ATTEST_ERR_ARGUMENT);
    cr_expect_str_eq(error.text, "unknown type of source 'pdf'; expected \"text\" or \"ndjson\"");
    options.type = NULL;
    options.encoding = "klingon-8";
    cr_expect_eq(attest_source_reader_new(&reader, NULL, 0, &options, &error), ATTEST_ERR_ARGUMENT);
    cr_expect_str_eq(error.text, "unknown character encoding 'klingon-8' (try a name such as UTF-8 or windows-1252)");
    options.encoding = NULL;
    cr_assert_eq(attest_source_reader_new(&reader, NULL, 0, &options, &error), ATTEST_OK);
    attest_document *document;
    cr_expect_eq(attest_source_reader_next(reader, &document, &error), ATTEST_END);
    attest_source_reader_free(reader);
    attest_source_reader_free(NULL);
    attest_document_free(NULL);
}

/* Without a mark, and without one ASCII character in the first line, only the declaration tells where lines end. */
Test(source, declared_wide_encoding_cuts_lines)
{
    attest_source_options options = attest_source_options_default();
    options.lines = 1;
    options.encoding = "utf-16le";
    test_folder_write(&folder, "a.txt", ATTEST_VIEW("\x00\x4E\x0A\x4E\x0A\x00\x0D\x4E\x0A\x00"));
    char *dump = source_dump_one(test_folder_path(&folder, "a.txt"), &options, folder.path);
    cr_expect_str_eq(dump,
                     "document /a.txt#1\n  encoding: UTF-16LE\n  language: en\n  | \xE4\xB8\x80\xE4\xB8\x8A<end>\n"
                     "document /a.txt#2\n  encoding: UTF-16LE\n  language: en\n  | \xE4\xB8\x8D<end>\n");
    free(dump);
}

Test(source, path_is_utf8_whatever_the_name)
{
    write_text("caf\xE9.txt", "x");
    expect_lines(folder.path, "document", "document /caf\xEF\xBF\xBD.txt\n");
}

Test(source, type_and_language_options)
{
    attest_source_options options = attest_source_options_default();
    options.type = "ndjson";
    options.language = "DE";
    write_text("a.txt", "{\"text\": \"x\"}\n{\"text\": \"y\", \"language\": \"fr\"}");
    char *dump = source_dump_one(test_folder_path(&folder, "a.txt"), &options, folder.path);
    cr_expect_str_eq(dump, "document /a.txt#1\n  encoding: UTF-8\n  language: de\n  | x<end>\n"
                           "document /a.txt#2\n  encoding: UTF-8\n  language: fr\n  | y<end>\n");
    free(dump);
    options.type = "text";
    write_text("b.ndjson", "{\"text\": \"x\"}");
    dump = source_dump_one(test_folder_path(&folder, "b.ndjson"), &options, folder.path);
    cr_expect_str_eq(dump, "document /b.ndjson\n  encoding: UTF-8\n  language: de\n  | {\"text\": \"x\"}<end>\n");
    free(dump);
}

Test(source, bytes_are_passed_and_known_before)
{
    write_text("a.txt", "The bridge is closed.\n");
    write_text("b.ndjson", "{\"text\": \"The bridge is open.\"}\n{\"text\": \"The road is open.\"}\n");
    write_text("picture.png", "no source");
    const char *inputs[] = {folder.path};
    uint64_t known = 0;
    cr_assert_eq(attest_source_bytes(inputs, 1, &known), ATTEST_OK);
    cr_expect_eq(known, 84);
    attest_source_reader *reader;
    attest_document *document;
    uint64_t before = 0;
    cr_assert_eq(attest_source_reader_new(&reader, inputs, 1, NULL, NULL), ATTEST_OK);
    for (int i = 0; i < 3; i++) {
        cr_assert_eq(attest_source_reader_next(reader, &document, NULL), ATTEST_OK);
        attest_document_free(document);
        cr_expect_gt(attest_source_reader_bytes(reader), before);
        before = attest_source_reader_bytes(reader);
    }
    cr_expect_eq(attest_source_reader_next(reader, &document, NULL), ATTEST_END);
    cr_expect_eq(attest_source_reader_bytes(reader), known);
    attest_source_reader_free(reader);
    const char *others[] = {folder.path, "/dev/null"};
    cr_expect_eq(attest_source_bytes(others, 2, &known), ATTEST_NONE);
    others[1] = "no-such-file";
    cr_expect_eq(attest_source_bytes(others, 2, &known), ATTEST_NONE);
}
