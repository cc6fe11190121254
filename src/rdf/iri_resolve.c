/* Relative references against a base: RFC 3986, section 5.2, the strict algorithm. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/iri_resolve.h"

#include <string.h>

/* An IRI in its parts; data NULL: the part is not there. Only the path is always there. */
typedef struct iri_parts {
    attest_view scheme;
    attest_view authority;
    attest_view path;
    attest_view query;
    attest_view fragment;
} iri_parts;

static size_t scheme_size(attest_view iri)
{
    for (size_t i = 0; i < iri.size; i++) {
        char byte = iri.data[i];
        int letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        int other = (byte >= '0' && byte <= '9') || byte == '+' || byte == '-' || byte == '.';
        if (byte == ':') {
            return i;
        }
        if (!letter && !(i > 0 && other)) {
            return 0;
        }
    }
    return 0;
}

int attest_i_iri_is_absolute(attest_view iri)
{
    return scheme_size(iri) > 0;
}

/* What stands before the first of the bytes of `ends`; taken off `*rest`. */
static attest_view take_until(attest_view *rest, const char *ends)
{
    size_t size = 0;
    while (size < rest->size && !strchr(ends, rest->data[size])) {
        size++;
    }
    attest_view taken = {rest->data, size};
    *rest = (attest_view){rest->data + size, rest->size - size};
    return taken;
}

static int take_byte(attest_view *rest, char byte)
{
    if (rest->size == 0 || rest->data[0] != byte) {
        return 0;
    }
    *rest = (attest_view){rest->data + 1, rest->size - 1};
    return 1;
}

static iri_parts split(attest_view iri)
{
    iri_parts parts = {{NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}};
    size_t scheme = scheme_size(iri);
    if (scheme > 0) {
        parts.scheme = (attest_view){iri.data, scheme};
        iri = (attest_view){iri.data + scheme + 1, iri.size - scheme - 1};
    }
    if (iri.size >= 2 && iri.data[0] == '/' && iri.data[1] == '/') {
        iri = (attest_view){iri.data + 2, iri.size - 2};
        parts.authority = take_until(&iri, "/?#");
    }
    parts.path = take_until(&iri, "?#");
    if (take_byte(&iri, '?')) {
        parts.query = take_until(&iri, "#");
    }
    if (take_byte(&iri, '#')) {
        parts.fragment = iri;
    }
    return parts;
}

/* Append a segment of a path; "." is left out, ".." takes the segment before away, down to `floor` bytes of output. */
static void append_segment(attest_i_buffer *out, size_t floor, attest_view segment, int last)
{
    if (attest_view_equal(segment, ATTEST_VIEW("."))) {
        return;
    }
    if (attest_view_equal(segment, ATTEST_VIEW(".."))) {
        out->size -= out->size > floor; /* the slash */
        while (out->size > floor && out->data[out->size - 1] != '/') {
            out->size--;
        }
        return;
    }
    attest_i_buffer_append(out, segment);
    if (!last) {
        attest_i_buffer_byte(out, '/');
    }
}

/* Append the path made of two pieces, without its dot segments (5.2.4). A path with a slash at its start keeps it. */
static void append_path(attest_i_buffer *out, attest_view head, attest_view tail)
{
    attest_view pieces[2] = {head, tail};
    if (take_byte(&pieces[0], '/') || (head.size == 0 && take_byte(&pieces[1], '/'))) {
        attest_i_buffer_byte(out, '/');
    }
    size_t floor = out->size;
    for (size_t i = 0; i < 2; i++) {
        while (pieces[i].size) {
            attest_view segment = take_until(&pieces[i], "/");
            int last = !take_byte(&pieces[i], '/');
            append_segment(out, floor, segment, last);
        }
    }
}

/* The directory of a path: all up to its last slash. */
static attest_view directory(attest_view path)
{
    while (path.size && path.data[path.size - 1] != '/') {
        path.size--;
    }
    return path;
}

static void append_part(attest_i_buffer *out, const char *mark, attest_view part)
{
    if (part.data) {
        attest_i_buffer_append(out, attest_view_of(mark));
        attest_i_buffer_append(out, part);
    }
}

void attest_i_iri_resolve(attest_i_buffer *out, attest_view base, attest_view reference)
{
    iri_parts from = split(base);
    iri_parts to = split(reference);
    attest_view none = {NULL, 0};
    attest_i_buffer_append(out, to.scheme.data ? to.scheme : from.scheme);
    attest_i_buffer_byte(out, ':');
    if (to.scheme.data || to.authority.data) {
        append_part(out, "//", to.authority);
        append_path(out, none, to.path);
    } else {
        append_part(out, "//", from.authority);
        if (to.path.size == 0) {
            attest_i_buffer_append(out, from.path);
            to.query = to.query.data ? to.query : from.query;
        } else if (to.path.data[0] == '/') {
            append_path(out, none, to.path);
        } else {
            attest_view root = from.authority.data && from.path.size == 0 ? ATTEST_VIEW("/") : directory(from.path);
            append_path(out, root, to.path);
        }
    }
    append_part(out, "?", to.query);
    append_part(out, "#", to.fragment);
}
