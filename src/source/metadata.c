/* Metadata: checks and normal forms of the fields. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/metadata.h"

#include <ctype.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "source/date.h"

/* RFC 5646 allows longer tags; none in use is. */
#define LANGUAGE_MAX 35

attest_view attest_i_view_trim(attest_view view)
{
    while (view.size && strchr(" \t\r\n\v\f", view.data[view.size - 1])) {
        view.size--;
    }
    while (view.size && strchr(" \t\r\n\v\f", view.data[0])) {
        view.data++;
        view.size--;
    }
    return view;
}

int attest_i_view_is_blank(attest_view view)
{
    size_t at = 0;
    while (at < view.size) {
        if (!u_isUWhiteSpace((UChar32)attest_i_utf8_next(view, &at))) {
            return 0;
        }
    }
    return 1;
}

static attest_view *field_view(attest_document *document, enum attest_i_field field)
{
    switch (field) {
    case ATTEST_I_FIELD_TITLE: return &document->metadata.title;
    case ATTEST_I_FIELD_URL: return &document->metadata.url;
    case ATTEST_I_FIELD_PUBLISHER: return &document->metadata.publisher;
    case ATTEST_I_FIELD_HOSTNAME: return &document->hostname;
    case ATTEST_I_FIELD_PUBLISHED: return &document->metadata.published;
    case ATTEST_I_FIELD_RETRIEVED: return &document->metadata.retrieved;
    case ATTEST_I_FIELD_LANGUAGE: return &document->metadata.language;
    case ATTEST_I_FIELD_AUTHOR:
    case ATTEST_I_FIELD_TEXT: break;
    }
    return NULL;
}

int attest_i_metadata_has(const attest_document *document, enum attest_i_field field)
{
    attest_document *not_changed = (attest_document *)(uintptr_t)document;
    attest_view *view = field_view(not_changed, field);
    return view ? view->size > 0 : field == ATTEST_I_FIELD_AUTHOR && document->metadata.author_count > 0;
}

/* An absolute IRI without the characters that no IRI may have (RFC 3987; what RDF writers refuse). */
static int is_url(attest_view url)
{
    size_t colon = 0;
    while (colon < url.size && (isalnum((unsigned char)url.data[colon]) || strchr("+-.", url.data[colon]))) {
        colon++;
    }
    if (colon < 2 || colon + 1 >= url.size || url.data[colon] != ':' || !isalpha((unsigned char)url.data[0])) {
        return 0;
    }
    for (size_t i = 0; i < url.size; i++) {
        unsigned char byte = (unsigned char)url.data[i];
        if (byte <= 0x20 || byte == 0x7F || strchr("<>\"{}|\\^`", byte)) {
            return 0;
        }
    }
    return 1;
}

/* The tag in lower case with hyphens; 0 if it has not the form of one: parts of 1 to 8 letters or digits, first letters. */
static size_t normalize_language(attest_view tag, char out[LANGUAGE_MAX])
{
    size_t part = 0;
    size_t first = 0;
    if (tag.size > LANGUAGE_MAX) {
        return 0;
    }
    for (size_t i = 0; i < tag.size; i++) {
        unsigned char byte = (unsigned char)tag.data[i];
        if (byte == '-' || byte == '_') {
            first = first ? first : part;
            if (part == 0) {
                return 0;
            }
            part = 0;
            out[i] = '-';
        } else if ((first ? isalnum(byte) : isalpha(byte)) && ++part <= 8) {
            out[i] = (char)tolower(byte);
        } else {
            return 0;
        }
    }
    first = first ? first : part;
    return part && first >= 2 ? tag.size : 0;
}

static enum attest_status add_author(attest_document *document, attest_view name)
{
    if (name.size == 0) {
        return ATTEST_OK;
    }
    size_t count = document->metadata.author_count;
    void *authors = document->authors;
    enum attest_status status =
        attest_i_vector_reserve(&authors, count, 1, &document->author_capacity, sizeof *document->authors);
    document->authors = authors;
    document->metadata.authors = document->authors;
    if (status == ATTEST_OK) {
        status = attest_i_arena_copy(&document->arena, name, &document->authors[count]);
    }
    if (status == ATTEST_OK) {
        document->metadata.author_count++;
    }
    return status;
}

static enum attest_status add_authors(attest_document *document, attest_view names)
{
    enum attest_status status = ATTEST_OK;
    while (names.size && status == ATTEST_OK) {
        const char *cut = memchr(names.data, ';', names.size);
        size_t size = cut ? (size_t)(cut - names.data) : names.size;
        status = add_author(document, attest_i_view_trim((attest_view){names.data, size}));
        size_t used = cut ? size + 1 : size;
        names = (attest_view){names.data + used, names.size - used};
    }
    return status;
}

enum attest_status attest_i_metadata_set(attest_document *document, enum attest_i_field field, attest_view value,
                                         const char **complaint)
{
    char normal[ATTEST_I_DATE_SIZE > LANGUAGE_MAX ? ATTEST_I_DATE_SIZE : LANGUAGE_MAX];
    *complaint = NULL;
    value = attest_i_view_trim(value);
    if (value.size == 0) {
        return ATTEST_OK;
    }
    if (field == ATTEST_I_FIELD_AUTHOR) {
        return add_authors(document, value);
    }
    attest_view *view = field_view(document, field);
    if (!view || view->size) {
        return ATTEST_OK;
    }
    if (field == ATTEST_I_FIELD_PUBLISHED || field == ATTEST_I_FIELD_RETRIEVED) {
        if (attest_i_date_normalize(value, normal) != ATTEST_OK) {
            *complaint = "is not a date that can be understood (write YYYY-MM-DD), and is left out";
            return ATTEST_OK;
        }
        value = attest_view_of(normal);
    } else if (field == ATTEST_I_FIELD_LANGUAGE) {
        value = (attest_view){normal, normalize_language(value, normal)};
        if (value.size == 0) {
            *complaint = "is not a language tag (such as \"en\"), and is left out";
            return ATTEST_OK;
        }
    } else if (field == ATTEST_I_FIELD_URL && !is_url(value)) {
        *complaint = "is not an absolute URL, and is left out";
        return ATTEST_OK;
    }
    return attest_i_arena_copy(&document->arena, value, view);
}

/* "www.example.org" of "https://user@www.example.org:8080/path"; empty if there is none. */
static attest_view host_of(attest_view url)
{
    const char *from = url.size ? memmem(url.data, url.size, "://", 3) : NULL;
    if (!from) {
        return (attest_view){NULL, 0};
    }
    from += 3;
    const char *end = from;
    while (end < url.data + url.size && !strchr("/?#", *end)) {
        end++;
    }
    const char *at = memrchr(from, '@', (size_t)(end - from));
    from = at ? at + 1 : from;
    const char *port = *from == '[' ? NULL : memchr(from, ':', (size_t)(end - from));
    return (attest_view){from, (size_t)((port ? port : end) - from)};
}

enum attest_status attest_i_metadata_complete(attest_document *document, const attest_source_options *options)
{
    attest_metadata *metadata = &document->metadata;
    enum attest_status status = ATTEST_OK;
    const char *complaint;
    if (metadata->publisher.size == 0) {
        attest_view host = document->hostname.size ? document->hostname : host_of(metadata->url);
        if (host.size > 4 && strncasecmp(host.data, "www.", 4) == 0) {
            host = (attest_view){host.data + 4, host.size - 4};
        }
        status = attest_i_metadata_set(document, ATTEST_I_FIELD_PUBLISHER, host, &complaint);
    }
    if (status == ATTEST_OK) {
        attest_view language = attest_view_of(options->language ? options->language : "en");
        status = attest_i_metadata_set(document, ATTEST_I_FIELD_LANGUAGE, language, &complaint);
    }
    return status;
}
