/* Visits the places where tokens and sentences could end. What a place looks like is in segment_features.c. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/segment_walk.h"

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "language/segment_features.h"

int attest_i_segment_is_space(uint32_t codepoint)
{
    if (codepoint < 0x80) {
        return codepoint <= ' ' || codepoint == 0x7F;
    }
    return codepoint == 0x200B || codepoint == 0x2060 || codepoint == 0xFEFF || u_isUWhiteSpace((UChar32)codepoint);
}

static int is_line_end(uint32_t codepoint)
{
    return (codepoint >= '\n' && codepoint <= '\r') || codepoint == 0x85 || codepoint == 0x2028 || codepoint == 0x2029;
}

struct walk {
    attest_i_segment_scene scene;
    const attest_i_segment_visitor *visitor;
    uint32_t end; /* of the span */
    int one_sentence;
    int joined;     /* no white space since the last token */
    int line_ended; /* a line end stands before the current run */
};

static enum attest_status end_sentence(struct walk *walk)
{
    if (walk->scene.sentence_tokens == 0) {
        return ATTEST_OK;
    }
    walk->scene.sentence_tokens = 0;
    walk->scene.open_brackets = 0;
    return walk->visitor->sentence(walk->visitor->user_data);
}

static enum attest_status end_token(struct walk *walk, uint32_t end)
{
    attest_i_segment_scene *scene = &walk->scene;
    attest_span span = {scene->token_begin, end};
    attest_i_segment_note_token(scene, span);
    int joined = walk->joined;
    scene->token_begin = end;
    walk->joined = 1;
    return walk->visitor->token(walk->visitor->user_data, span, joined);
}

static enum attest_status maybe_end_sentence(struct walk *walk, uint32_t offset)
{
    if (walk->scene.sentence_tokens >= ATTEST_I_SENTENCE_TOKENS) {
        return end_sentence(walk);
    }
    if (walk->one_sentence) {
        return ATTEST_OK;
    }
    if (attest_i_segment_must_end_sentence(&walk->scene, offset)) {
        return end_sentence(walk);
    }
    if (!attest_i_segment_may_end_sentence(&walk->scene, offset)) {
        return ATTEST_OK;
    }
    attest_i_segment_place place = {ATTEST_I_SEGMENT_SENTENCE, offset, 0, {0}};
    attest_i_segment_describe_sentence(&walk->scene, &place);
    return walk->visitor->decide(walk->visitor->user_data, &place) ? end_sentence(walk) : ATTEST_OK;
}

/* Skip white space from `offset`; remembers whether a line ended. */
static uint32_t skip_space(struct walk *walk, uint32_t offset)
{
    size_t at = offset;
    walk->line_ended = 0;
    while (at < walk->end) {
        size_t next = at;
        uint32_t codepoint = attest_i_utf8_next(walk->scene.text, &next);
        if (!attest_i_segment_is_space(codepoint)) {
            break;
        }
        walk->line_ended |= is_line_end(codepoint);
        at = next;
    }
    return (uint32_t)at;
}

static uint32_t skip_visible(const struct walk *walk, uint32_t offset)
{
    size_t at = offset;
    while (at < walk->end) {
        size_t next = at;
        if (attest_i_segment_is_space(attest_i_utf8_next(walk->scene.text, &next))) {
            break;
        }
        at = next;
    }
    return (uint32_t)at;
}

/* The tokens of one run of visible characters. */
static enum attest_status walk_run(struct walk *walk)
{
    attest_i_segment_scene *scene = &walk->scene;
    size_t at = scene->run.begin;
    scene->token_begin = scene->run.begin;
    attest_i_segment_enter_run(scene);
    while (at < scene->run.end) {
        attest_i_utf8_next(scene->text, &at);
        uint32_t offset = (uint32_t)at;
        if (offset == scene->run.end || !attest_i_segment_may_end_token(scene, offset)) {
            continue;
        }
        attest_i_segment_place place = {ATTEST_I_SEGMENT_TOKEN, offset, 0, {0}};
        attest_i_segment_describe_token(scene, &place);
        if (!walk->visitor->decide(walk->visitor->user_data, &place)) {
            continue;
        }
        enum attest_status status = end_token(walk, offset);
        if (status == ATTEST_OK) {
            status = maybe_end_sentence(walk, offset);
        }
        if (status != ATTEST_OK) {
            return status;
        }
    }
    return end_token(walk, scene->run.end);
}

/* Move to the run after the current one; its place is already known, so that features can look ahead. */
static void next_run(struct walk *walk)
{
    attest_i_segment_scene *scene = &walk->scene;
    scene->run = scene->next_run;
    uint32_t begin = skip_space(walk, scene->run.end);
    scene->next_run = (attest_span){begin, skip_visible(walk, begin)};
    scene->last_of_line = walk->line_ended || begin == walk->end;
}

enum attest_status attest_i_segment_walk(attest_view text, attest_span span, int one_sentence,
                                         const attest_i_segment_visitor *visitor)
{
    struct walk walk;
    memset(&walk, 0, sizeof walk);
    enum attest_status status = attest_i_segment_scene_init(&walk.scene, text);
    if (status != ATTEST_OK) {
        return status;
    }
    walk.visitor = visitor;
    walk.end = span.end;
    walk.one_sentence = one_sentence;
    uint32_t begin = skip_space(&walk, span.begin);
    walk.scene.next_run = (attest_span){begin, skip_visible(&walk, begin)};
    while (walk.scene.next_run.begin < span.end) {
        int line_began = walk.scene.last_of_line;
        next_run(&walk);
        walk.joined = 0;
        if (line_began || walk.scene.run.begin == begin) {
            walk.scene.open_quotes = 0;
            walk.scene.line_begin = walk.scene.run.begin;
        }
        status = walk_run(&walk);
        if (status == ATTEST_OK) {
            int line_end = walk.scene.last_of_line && !one_sentence;
            status = line_end ? end_sentence(&walk) : maybe_end_sentence(&walk, walk.scene.run.end);
        }
        if (status != ATTEST_OK) {
            return status;
        }
    }
    return end_sentence(&walk);
}
