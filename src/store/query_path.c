/* Property paths in terms of what rasqal parses. A path of steps forward (p), backward (^p), one after the other (/) and alternatives (|) is a
 * list of alternatives, each a sequence of steps:
 *
 *   ?s p/^q ?o          ?s p _:n . ?o q _:n
 *   ?s p/(q|r) ?o       { ?s p _:n . _:n q ?o } UNION { ?s p _:m . _:m r ?o }
 *
 * To find them, the statements of the query are followed from subject to verb to object. Paths of any length are refused. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/query_rewrite.h"

/* Most alternatives of a path, most steps of one, deepest parentheses within. */
#define MAX_ALTERNATIVES 32
#define MAX_STEPS 16
#define MAX_PARENTHESES 16

struct step {
    attest_view iri; /* as written: in full, a prefixed name or "a" */
    int inverse;
};

struct sequence {
    struct step steps[MAX_STEPS];
    size_t count;
};

struct path {
    struct sequence alternatives[MAX_ALTERNATIVES];
    size_t count;
};

/* --- paths ---------------------------------------------------------------------------------------------------------- */

static enum attest_status read_alternatives(attest_i_rewriter *rewriter, struct path *path, unsigned depth);

static attest_i_token peek(attest_i_rewriter *rewriter)
{
    size_t before = rewriter->at;
    attest_i_token token = attest_i_token_next(rewriter);
    rewriter->at = before;
    return token;
}

static int is_iri(attest_i_token token)
{
    return (token.kind == ATTEST_I_TOKEN_TERM && token.text.data[0] == '<') ||
           (token.kind == ATTEST_I_TOKEN_WORD && token.text.data[0] != '_' &&
            (memchr(token.text.data, ':', token.text.size) || attest_view_equal(token.text, ATTEST_VIEW("a"))));
}

static enum attest_status refuse_size(const attest_i_rewriter *rewriter, size_t at)
{
    return attest_i_rewriter_refuse(rewriter, at,
                                    "a property path of more than 32 alternatives, 16 steps or 16 parentheses");
}

static void invert(struct path *path)
{
    for (size_t i = 0; i < path->count; i++) {
        struct sequence *sequence = &path->alternatives[i];
        for (size_t low = 0, high = sequence->count; low < high; low++) {
            high--;
            struct step step = sequence->steps[low];
            sequence->steps[low] = sequence->steps[high];
            sequence->steps[high] = step;
        }
        for (size_t k = 0; k < sequence->count; k++) {
            sequence->steps[k].inverse ^= 1;
        }
    }
}

/* An IRI or a path in parentheses, forward or backward. */
static enum attest_status read_element(attest_i_rewriter *rewriter, struct path *path, unsigned depth)
{
    attest_i_token token = attest_i_token_next(rewriter);
    enum attest_status status = ATTEST_OK;
    int inverse = attest_i_token_is_mark(token, '^');
    token = inverse ? attest_i_token_next(rewriter) : token;
    if (attest_i_token_is_mark(token, '(')) {
        status = read_alternatives(rewriter, path, depth + 1);
        attest_i_token end = attest_i_token_next(rewriter);
        if (status == ATTEST_OK && !attest_i_token_is_mark(end, ')')) {
            status = attest_i_rewriter_refuse(rewriter, end.begin, "expected \")\" at the end of a property path");
        }
    } else if (is_iri(token)) {
        path->alternatives[0].steps[0] = (struct step){token.text, 0};
        path->alternatives[0].count = 1;
        path->count = 1;
    } else if (attest_i_token_is_mark(token, '!')) {
        status = attest_i_rewriter_refuse(rewriter, token.begin,
                                          "a property path with \"!\" is not supported; write a variable for the "
                                          "property and FILTER(?property != ...)");
    } else {
        status = attest_i_rewriter_refuse(rewriter, token.begin, "expected an IRI, \"^\" or \"(\" in a property path");
    }
    attest_i_token next = peek(rewriter);
    if (status == ATTEST_OK &&
        (attest_i_token_is_mark(next, '*') || attest_i_token_is_mark(next, '+') || attest_i_token_is_mark(next, '?'))) {
        status = attest_i_rewriter_refuse(
            rewriter, next.begin,
            "property paths of any length (\"*\", \"+\", \"?\") are not supported; write the steps, and UNION for the "
            "lengths wanted");
    }
    if (status == ATTEST_OK && inverse) {
        invert(path);
    }
    return status;
}

/* All alternatives of `path`, each followed by each of `next`. */
static enum attest_status join(const attest_i_rewriter *rewriter, struct path *path, const struct path *next, size_t at)
{
    struct path joined = {.count = 0};
    for (size_t i = 0; i < path->count; i++) {
        for (size_t k = 0; k < next->count; k++) {
            const struct sequence *before = &path->alternatives[i];
            const struct sequence *after = &next->alternatives[k];
            if (joined.count == MAX_ALTERNATIVES || before->count + after->count > MAX_STEPS) {
                return refuse_size(rewriter, at);
            }
            struct sequence *sequence = &joined.alternatives[joined.count++];
            *sequence = *before;
            for (size_t s = 0; s < after->count; s++) {
                sequence->steps[sequence->count++] = after->steps[s];
            }
        }
    }
    *path = joined;
    return ATTEST_OK;
}

static enum attest_status read_sequence(attest_i_rewriter *rewriter, struct path *path, unsigned depth)
{
    enum attest_status status = read_element(rewriter, path, depth);
    while (status == ATTEST_OK && attest_i_token_is_mark(peek(rewriter), '/')) {
        struct path next = {.count = 0};
        attest_i_token slash = attest_i_token_next(rewriter);
        status = read_element(rewriter, &next, depth);
        if (status == ATTEST_OK) {
            status = join(rewriter, path, &next, slash.begin);
        }
    }
    return status;
}

static enum attest_status read_alternatives(attest_i_rewriter *rewriter, struct path *path, unsigned depth)
{
    if (depth > MAX_PARENTHESES) {
        return refuse_size(rewriter, rewriter->at);
    }
    enum attest_status status = read_sequence(rewriter, path, depth);
    while (status == ATTEST_OK && attest_i_token_is_mark(peek(rewriter), '|')) {
        struct path next = {.count = 0};
        attest_i_token bar = attest_i_token_next(rewriter);
        status = read_sequence(rewriter, &next, depth);
        if (status == ATTEST_OK && path->count + next.count > MAX_ALTERNATIVES) {
            status = refuse_size(rewriter, bar.begin);
        }
        for (size_t i = 0; i < next.count && status == ATTEST_OK; i++) {
            path->alternatives[path->count++] = next.alternatives[i];
        }
    }
    return status;
}

/* --- writing -------------------------------------------------------------------------------------------------------- */

static void write_end(attest_i_rewriter *rewriter, attest_view term, unsigned node)
{
    if (node) {
        attest_i_buffer_print(rewriter->output, "_:attestPath%u", node);
    } else {
        attest_i_buffer_append(rewriter->output, term);
    }
}

/* The triples of a sequence from `subject` to `object`; nodes between are new blank nodes. */
static void write_sequence(attest_i_rewriter *rewriter, const struct sequence *sequence, attest_view subject,
                           attest_view object)
{
    unsigned from = 0;
    for (size_t i = 0; i < sequence->count; i++) {
        const struct step *step = &sequence->steps[i];
        unsigned to = i + 1 < sequence->count ? ++rewriter->nodes : 0;
        attest_i_buffer_append(rewriter->output, i ? ATTEST_VIEW(" . ") : ATTEST_VIEW(""));
        write_end(rewriter, step->inverse ? object : subject, step->inverse ? to : from);
        attest_i_buffer_print(rewriter->output, " %.*s ", (int)step->iri.size, step->iri.data);
        write_end(rewriter, step->inverse ? subject : object, step->inverse ? from : to);
        /* Behind the first step, the way goes on from a new node; `subject` and `object` are only at its ends. */
        from = to;
    }
}

static void write_path(attest_i_rewriter *rewriter, const struct path *path, attest_view subject, attest_view object)
{
    for (size_t i = 0; i < path->count; i++) {
        attest_i_buffer_append(rewriter->output, i ? ATTEST_VIEW(" UNION ") : ATTEST_VIEW(""));
        attest_i_buffer_append(rewriter->output, path->count > 1 ? ATTEST_VIEW("{ ") : ATTEST_VIEW(""));
        write_sequence(rewriter, &path->alternatives[i], subject, object);
        attest_i_buffer_append(rewriter->output, path->count > 1 ? ATTEST_VIEW(" }") : ATTEST_VIEW(""));
    }
}

static int is_blank(attest_view term)
{
    return term.size > 1 && term.data[0] == '_' && term.data[1] == ':';
}

static int is_literal(attest_i_token token)
{
    return (token.kind == ATTEST_I_TOKEN_TERM && token.text.data[0] != '<') ||
           (token.kind == ATTEST_I_TOKEN_WORD && !is_iri(token) && !is_blank(token.text));
}

static enum attest_status read_object(attest_i_rewriter *rewriter, const struct path *path, attest_view subject,
                                      attest_view *object)
{
    attest_i_token token = attest_i_token_next(rewriter);
    *object = token.text;
    if (token.kind != ATTEST_I_TOKEN_WORD && token.kind != ATTEST_I_TOKEN_TERM &&
        token.kind != ATTEST_I_TOKEN_VARIABLE) {
        return attest_i_rewriter_refuse(rewriter, token.begin,
                                        "behind a property path, a variable, an IRI or a literal is expected");
    }
    for (size_t i = 0; i < path->count; i++) {
        const struct sequence *sequence = &path->alternatives[i];
        if (is_literal(token) && sequence->steps[sequence->count - 1].inverse) {
            return attest_i_rewriter_refuse(rewriter, token.begin,
                                            "a literal has no properties that \"^\" could lead to");
        }
    }
    if (path->count > 1 && (is_blank(subject) || is_blank(*object))) {
        return attest_i_rewriter_refuse(rewriter, token.begin,
                                        "\"|\" between blank nodes is not supported; write variables instead of them");
    }
    return ATTEST_OK;
}

/* Make the output end where a statement may begin. */
static void begin_statement(attest_i_rewriter *rewriter, const attest_i_nesting *inside, size_t verb)
{
    if (inside->owed) {
        attest_i_buffer_append(rewriter->output, ATTEST_VIEW(" . "));
    } else if (inside->semicolon != SIZE_MAX) {
        attest_i_rewriter_copy(rewriter, inside->semicolon);
        attest_i_buffer_append(rewriter->output, ATTEST_VIEW(" . "));
    } else {
        attest_i_rewriter_copy(rewriter, inside->statement);
    }
    attest_i_rewriter_drop(rewriter, verb);
}

/* A path begins at `verb`: write it and its objects. */
static enum attest_status rewrite_path(attest_i_rewriter *rewriter, attest_i_nesting *inside, attest_i_token verb)
{
    struct path path = {.count = 0};
    attest_view object;
    rewriter->at = verb.begin;
    enum attest_status status = read_alternatives(rewriter, &path, 0);
    if (status == ATTEST_OK && inside->subject.size == 0) {
        status = attest_i_rewriter_refuse(
            rewriter, verb.begin, "a property path of a subject in brackets is not supported; name it by a variable");
    }
    if (status != ATTEST_OK) {
        return status;
    }
    begin_statement(rewriter, inside, verb.begin);
    for (int more = 0; status == ATTEST_OK; more = 1) {
        attest_i_buffer_append(rewriter->output, more ? ATTEST_VIEW(" . ") : ATTEST_VIEW(""));
        status = read_object(rewriter, &path, inside->subject, &object);
        if (status == ATTEST_OK) {
            write_path(rewriter, &path, inside->subject, object);
        }
        if (!attest_i_token_is_mark(peek(rewriter), ',')) {
            break;
        }
        (void)attest_i_token_next(rewriter);
    }
    inside->owed = 1;
    inside->place = ATTEST_I_PLACE_AFTER;
    attest_i_rewriter_drop(rewriter, rewriter->at);
    return status;
}

/* --- statements ----------------------------------------------------------------------------------------------------- */

attest_i_nesting *attest_i_rewriter_inside(attest_i_rewriter *rewriter)
{
    return rewriter->depth > 0 ? &rewriter->open[rewriter->depth - 1] : NULL;
}

enum attest_status attest_i_rewriter_open(attest_i_rewriter *rewriter, char mark, enum attest_i_statement_place place,
                                          size_t at)
{
    if (rewriter->depth == ATTEST_I_QUERY_NESTING) {
        return attest_i_rewriter_refuse(rewriter, at, "groups, parentheses and brackets nested more than 256 deep");
    }
    rewriter->open[rewriter->depth++] = (attest_i_nesting){.mark = mark, .place = place, .semicolon = SIZE_MAX};
    return ATTEST_OK;
}

/* "{", "(" or "[", and where what it encloses leaves its statement. */
static enum attest_status open_mark(attest_i_rewriter *rewriter, attest_i_nesting *inside, attest_i_token token)
{
    char mark = token.text.data[0];
    enum attest_i_statement_place within = ATTEST_I_PLACE_ELSEWHERE;
    if (mark == '{' && (!inside || inside->place != ATTEST_I_PLACE_ELSEWHERE)) {
        within = rewriter->is_template ? ATTEST_I_PLACE_ELSEWHERE : ATTEST_I_PLACE_SUBJECT;
        rewriter->is_template = 0;
    }
    if (inside && inside->place != ATTEST_I_PLACE_ELSEWHERE && mark != '{') {
        within = mark == '[' ? ATTEST_I_PLACE_VERB : ATTEST_I_PLACE_ELSEWHERE;
        switch (inside->place) {
        case ATTEST_I_PLACE_EXPRESSION: inside->place = ATTEST_I_PLACE_SUBJECT; break;
        case ATTEST_I_PLACE_OBJECT: inside->place = ATTEST_I_PLACE_AFTER; break;
        default:
            inside->place = ATTEST_I_PLACE_VERB;
            inside->subject = (attest_view){NULL, 0};
            break;
        }
    }
    return attest_i_rewriter_open(rewriter, mark, within, token.begin);
}

static void close_mark(attest_i_rewriter *rewriter, const attest_i_nesting *inside, char mark)
{
    char opening = mark == '}' ? '{' : mark == ')' ? '(' : '[';
    if (!inside || inside->mark != opening) {
        return;
    }
    rewriter->depth--;
    attest_i_nesting *outside = attest_i_rewriter_inside(rewriter);
    if (outside && mark == '}' && outside->place != ATTEST_I_PLACE_ELSEWHERE) {
        outside->place = ATTEST_I_PLACE_SUBJECT;
        outside->owed = 0;
    }
}

/* Words that end a statement; 0: it is none. */
static int begins_pattern(attest_i_nesting *inside, attest_i_token token)
{
    static const struct {
        const char *word;
        enum attest_i_statement_place place;
    } WORDS[] = {{"OPTIONAL", ATTEST_I_PLACE_SUBJECT},  {"UNION", ATTEST_I_PLACE_SUBJECT},
                 {"MINUS", ATTEST_I_PLACE_SUBJECT},     {"GRAPH", ATTEST_I_PLACE_GRAPH},
                 {"FILTER", ATTEST_I_PLACE_EXPRESSION}, {"BIND", ATTEST_I_PLACE_EXPRESSION}};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (attest_i_token_is_keyword(token, WORDS[i].word)) {
            inside->place = WORDS[i].place;
            inside->owed = 0;
            return 1;
        }
    }
    return 0;
}

static void follow_punctuation(attest_i_rewriter *rewriter, attest_i_nesting *inside, attest_i_token token)
{
    if (attest_i_token_is_mark(token, '.')) {
        inside->place = ATTEST_I_PLACE_SUBJECT;
        inside->owed = 0;
    } else if (attest_i_token_is_mark(token, ',') && inside->place == ATTEST_I_PLACE_AFTER) {
        inside->place = ATTEST_I_PLACE_OBJECT;
    } else if (attest_i_token_is_mark(token, ';') &&
               (inside->place == ATTEST_I_PLACE_AFTER || inside->place == ATTEST_I_PLACE_VERB)) {
        inside->semicolon = inside->place == ATTEST_I_PLACE_AFTER ? token.begin : inside->semicolon;
        inside->place = ATTEST_I_PLACE_VERB;
        if (inside->owed) {
            attest_i_rewriter_drop(rewriter, rewriter->at);
        }
    }
}

static enum attest_status follow_verb(attest_i_rewriter *rewriter, attest_i_nesting *inside, attest_i_token token)
{
    attest_i_token next = peek(rewriter);
    int is_path = attest_i_token_is_mark(token, '^') || attest_i_token_is_mark(token, '(') ||
                  attest_i_token_is_mark(token, '!') ||
                  (is_iri(token) && next.kind == ATTEST_I_TOKEN_MARK && strchr("/|*+?", next.text.data[0]));
    if (is_path) {
        return rewrite_path(rewriter, inside, token);
    }
    if (inside->owed) {
        attest_i_rewriter_copy(rewriter, token.begin);
        attest_i_buffer_print(rewriter->output, " . %.*s ", (int)inside->subject.size, inside->subject.data);
        inside->owed = 0;
    }
    inside->semicolon = SIZE_MAX;
    inside->place = ATTEST_I_PLACE_OBJECT;
    return ATTEST_OK;
}

static enum attest_status follow_term(attest_i_rewriter *rewriter, attest_i_nesting *inside, attest_i_token token)
{
    switch (inside->place) {
    case ATTEST_I_PLACE_GRAPH: inside->place = ATTEST_I_PLACE_SUBJECT; break;
    case ATTEST_I_PLACE_OBJECT: inside->place = ATTEST_I_PLACE_AFTER; break;
    case ATTEST_I_PLACE_VERB: return follow_verb(rewriter, inside, token);
    case ATTEST_I_PLACE_SUBJECT:
    case ATTEST_I_PLACE_AFTER:
        inside->subject = token.text;
        inside->statement = token.begin;
        inside->semicolon = SIZE_MAX;
        inside->owed = 0;
        inside->place = ATTEST_I_PLACE_VERB;
        break;
    default: break;
    }
    return ATTEST_OK;
}

enum attest_status attest_i_rewriter_follow(attest_i_rewriter *rewriter, attest_i_token token)
{
    attest_i_nesting *inside = attest_i_rewriter_inside(rewriter);
    if (!inside && attest_i_token_is_keyword(token, "CONSTRUCT")) {
        rewriter->is_template = 1;
    }
    int is_statement = inside && inside->place != ATTEST_I_PLACE_ELSEWHERE;
    if (token.kind == ATTEST_I_TOKEN_MARK) {
        char mark = token.text.data[0];
        if (is_statement && inside->place == ATTEST_I_PLACE_VERB && strchr("^(!", mark)) {
            return follow_verb(rewriter, inside, token);
        }
        if (strchr("{([", mark)) {
            return open_mark(rewriter, inside, token);
        }
        if (strchr("})]", mark)) {
            close_mark(rewriter, inside, mark);
        } else if (is_statement) {
            follow_punctuation(rewriter, inside, token);
        }
        return ATTEST_OK;
    }
    if (!is_statement || (inside->place != ATTEST_I_PLACE_OBJECT && begins_pattern(inside, token))) {
        return ATTEST_OK;
    }
    return follow_term(rewriter, inside, token);
}
