/* Data-driven cases of extraction: reads the case files, runs them, compares or rewrites. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extraction_cases.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>
#include <criterion/parameterized.h>

#include "attest/extraction.h"
#include "attest/ruleset.h"
#include "attest/source.h"
#include "base/memory.h"
#include "extract/builder.h"
#include "extract/dep.h"
#include "extract/stage.h"

#define MAX_FILES 64

static int order_paths(const void *a, const void *b)
{
    return strcmp(a, b);
}

char (*case_files(const char *folder, size_t *count))[CASE_PATH_SIZE]
{
    char(*paths)[CASE_PATH_SIZE] = cr_malloc(MAX_FILES * sizeof *paths);
    DIR *listing = opendir(folder);
    struct dirent *entry;
    *count = 0;
    while (listing && (entry = readdir(listing)) != NULL && *count < MAX_FILES) {
        const char *end = strrchr(entry->d_name, '.');
        if (end && strcmp(end, ".cases") == 0 && strlen(folder) + strlen(entry->d_name) + 2 < CASE_PATH_SIZE) {
            char *path = paths[(*count)++];
            strcpy(path, folder);
            strcat(strcat(path, "/"), entry->d_name);
        }
    }
    if (listing) {
        closedir(listing);
    }
    qsort(paths, *count, sizeof *paths, order_paths);
    return paths;
}

static void append_text(attest_i_buffer *out, attest_view text)
{
    for (size_t i = 0; i < text.size; i++) {
        attest_i_buffer_byte(out, text.data[i] == '\n' ? ' ' : text.data[i]);
    }
}

/* => KIND STANCE [flags] | SPEAKER [-> LABEL] | CUE | CONTENT // CONTENT */
static void show_attributions(const attest_extraction *extraction, attest_i_buffer *out)
{
    const attest_document *document = attest_extraction_document(extraction);
    for (size_t i = 0; i < attest_extraction_attribution_count(extraction); i++) {
        const attest_attribution *attribution = attest_extraction_attribution_at(extraction, i);
        attest_i_buffer_print(out, "=> %s %s", attest_attribution_kind_name(attribution->kind),
                              attest_stance_name(attribution->stance));
        attest_i_buffer_print(out, "%s%s%s | ", attribution->implicit ? " implicit" : "",
                              attribution->recipient ? " recipient" : "",
                              attribution->reported_by != ATTEST_NO_INDEX ? " reported" : "");
        append_text(out, attribution->speaker.span_count ? attribution->speaker.text : ATTEST_VIEW("-"));
        if (attribution->speaker.span_count == 0 ||
            !attest_view_equal(attribution->speaker.text, attribution->speaker.label)) {
            attest_i_buffer_append(out, ATTEST_VIEW(" -> "));
            append_text(out, attribution->speaker.label);
        }
        attest_i_buffer_append(out, ATTEST_VIEW(" | "));
        append_text(out, attribution->cue.size ? attribution->cue : ATTEST_VIEW("-"));
        for (size_t k = 0; k < attribution->content_count; k++) {
            attest_i_buffer_append(out, k ? ATTEST_VIEW(" // ") : ATTEST_VIEW(" | "));
            append_text(out, attest_document_slice(document, attribution->content[k]));
        }
        attest_i_buffer_byte(out, '\n');
    }
}

static int is_speaker(const attest_extraction *extraction, const attest_mention *mention)
{
    for (size_t i = 0; i < attest_extraction_attribution_count(extraction); i++) {
        const attest_participant *speaker = &attest_extraction_attribution_at(extraction, i)->speaker;
        if (speaker->span_count && attest_span_overlaps(speaker->spans[0], mention->span) &&
            speaker->entity == mention->entity) {
            return 1;
        }
    }
    return 0;
}

/* => mention WORDS -> LABEL (CLASS, decided by), and => SUBJECT | be | OBJECT: people, speakers and whatever was resolved by a
 * rule, and what the rules of names say of them. Other names and the claims of clauses have suites of their own. */
static void show_names(const attest_extraction *extraction, attest_i_buffer *out)
{
    const attest_document *document = attest_extraction_document(extraction);
    for (size_t i = 0; i < attest_extraction_mention_count(extraction); i++) {
        const attest_mention *mention = attest_extraction_mention_at(extraction, i);
        const attest_entity *entity = attest_extraction_entity_at(extraction, mention->entity);
        if (entity->class_ != ATTEST_ENTITY_PERSON && mention->rule.size == 0 && !is_speaker(extraction, mention)) {
            continue;
        }
        attest_i_buffer_append(out, ATTEST_VIEW("=> mention "));
        append_text(out, attest_document_slice(document, mention->span));
        attest_i_buffer_append(out, ATTEST_VIEW(" -> "));
        append_text(out, entity->label);
        attest_i_buffer_print(out, " (%s, %.*s)\n", attest_entity_class_name(entity->class_),
                              (int)mention->decided_by.size, mention->decided_by.data);
    }
    for (size_t i = 0; i < attest_extraction_claim_count(extraction); i++) {
        const attest_claim *claim = attest_extraction_claim_at(extraction, i);
        if (claim->rule.size > 5 && memcmp(claim->rule.data, "name.", 5) == 0) {
            attest_i_buffer_append(out, ATTEST_VIEW("=> "));
            append_text(out, claim->subject.label);
            attest_i_buffer_append(out, ATTEST_VIEW(" | be | "));
            append_text(out, claim->object.text);
            attest_i_buffer_byte(out, '\n');
        }
    }
}

/* Without the clauses: what they add to the mentions is not the matter of these cases. */
static attest_i_stage *const stages[] = {attest_i_stage_zones, attest_i_stage_values,      attest_i_stage_language,
                                         attest_i_stage_names, attest_i_stage_attribution, attest_i_stage_speakers};

static void run_text(const attest_ruleset *rules, attest_view text, enum case_view view, attest_i_buffer *out)
{
    attest_document *document = NULL;
    attest_extraction *extraction = NULL;
    attest_error error = {0};
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    cr_assert_eq(attest_document_from_bytes(&document, text, "case", NULL, &error), ATTEST_OK, "%s", error.text);
    attest_i_analysers *analysers = NULL;
    cr_assert_eq(attest_i_analysers_new(&analysers, &error), ATTEST_OK, "%s", error.text);
    attest_i_context context = {
        .document = document, .rules = rules, .arena = &arena, .analysers = analysers, .error = &error};
    cr_assert_eq(attest_i_builder_new(&context.builder, document), ATTEST_OK);
    for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++) {
        cr_assert_eq(stages[i](&context), ATTEST_OK, "%s", error.text);
    }
    cr_assert_eq(attest_i_builder_finish(context.builder, &extraction), ATTEST_OK);
    if (view == CASE_NAMES) {
        show_names(extraction, out);
    } else {
        show_attributions(extraction, out);
    }
    attest_extraction_free(extraction);
    attest_i_arena_clear(&arena);
    attest_i_analysers_free(analysers);
    attest_document_free(document);
}

static attest_view next_line(attest_view *rest)
{
    const char *end = memchr(rest->data, '\n', rest->size);
    size_t size = end ? (size_t)(end - rest->data) + 1 : rest->size;
    attest_view line = {rest->data, size};
    rest->data += size;
    rest->size -= size;
    return line;
}

static int starts_with(attest_view line, const char *start)
{
    return line.size >= strlen(start) && memcmp(line.data, start, strlen(start)) == 0;
}

/* One case while it is read. */
struct one_case {
    attest_view name;
    attest_i_buffer text;
    attest_i_buffer expected;
};

static void finish_case(struct one_case *one, const attest_ruleset *rules, const char *path, enum case_view view,
                        const char *filter, attest_i_buffer *rewritten)
{
    if (one->name.size) {
        attest_i_buffer got = {0};
        attest_i_buffer_append(&got, ATTEST_VIEW(""));
        attest_i_buffer_append(&one->expected, ATTEST_VIEW(""));
        run_text(rules, attest_i_buffer_view(&one->text), view, &got);
        attest_i_buffer_append(rewritten, one->name);
        attest_i_buffer_append(rewritten, attest_i_buffer_view(&one->text));
        attest_i_buffer_append(rewritten, attest_i_buffer_view(&got));
        cr_expect(getenv("UPDATE_GOLDEN") ||
                      attest_view_equal(attest_i_buffer_view(&got), attest_i_buffer_view(&one->expected)),
                  "%s: %.*s--- input\n%s--- expected\n%s--- got\n%s--- again: build/tests/unit-tests --filter '%s'",
                  path, (int)one->name.size, one->name.data, one->text.data ? one->text.data : "", one->expected.data,
                  got.data, filter);
        attest_i_buffer_clear(&got);
    }
    attest_i_buffer_reset(&one->text);
    attest_i_buffer_reset(&one->expected);
}

static void read_whole(const char *path, attest_i_buffer *content)
{
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    char block[4096];
    size_t size;
    while ((size = fread(block, 1, sizeof block, file)) > 0) {
        attest_i_buffer_append(content, (attest_view){block, size});
    }
    fclose(file);
}

void case_run_file(const char *path, enum case_view view, const char *filter)
{
    attest_ruleset *rules = NULL;
    attest_error error = {0};
    cr_assert_eq(attest_ruleset_new(&rules, NULL, 0, &error), ATTEST_OK, "%s", error.text);
    attest_i_buffer content = {0};
    attest_i_buffer rewritten = {0};
    struct one_case one = {0};
    read_whole(path, &content);
    size_t cases = 0;
    for (attest_view rest = attest_i_buffer_view(&content); rest.size;) {
        attest_view line = next_line(&rest);
        if (starts_with(line, "== ")) {
            finish_case(&one, rules, path, view, filter, &rewritten);
            one.name = line;
            cases++;
        } else if (one.name.size == 0) {
            attest_i_buffer_append(&rewritten, line); /* head of the file */
        } else {
            attest_i_buffer_append(starts_with(line, "=> ") ? &one.expected : &one.text, line);
        }
    }
    finish_case(&one, rules, path, view, filter, &rewritten);
    cr_expect_gt(cases, 0, "%s has no cases", path);
    if (getenv("UPDATE_GOLDEN")) {
        FILE *file = fopen(path, "wb");
        cr_assert_not_null(file);
        fwrite(rewritten.data, 1, rewritten.size, file);
        fclose(file);
    }
    attest_i_buffer_clear(&content);
    attest_i_buffer_clear(&rewritten);
    attest_i_buffer_clear(&one.text);
    attest_i_buffer_clear(&one.expected);
    attest_ruleset_free(rules);
}
