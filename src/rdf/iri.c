/* Is a string an absolute IRI (RFC 3987)? */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/iri.h"

#include <string.h>

#include "base/utf8.h"

static int is_alpha(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static int is_hex(uint32_t c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* ucschar of RFC 3987, 2.2: no surrogates, private use, noncharacters. */
static int is_ucschar(uint32_t c)
{
    if (c < 0x10000) {
        return (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) || (c >= 0xFDF0 && c <= 0xFFEF);
    }
    return c <= 0xEFFFD && (c & 0xFFFF) <= 0xFFFD && (c < 0xE0000 || c >= 0xE1000);
}

/* unreserved, sub-delims, ":" and "@", "/" and "?"; "#" and "%" are looked at apart. */
static int is_plain(uint32_t c)
{
    return is_alpha(c) || is_digit(c) || (c < 0x80 && c > 0 && strchr("-._~!$&'()*+,;=:@/?", (int)c) != NULL) ||
           is_ucschar(c);
}

static size_t scheme_length(attest_view text)
{
    size_t i = 0;
    while (i < text.size && (is_alpha((unsigned char)text.data[i]) ||
                             (i > 0 && (is_digit((unsigned char)text.data[i]) || strchr("+-.", text.data[i]))))) {
        if (!text.data[i]) {
            return 0;
        }
        i++;
    }
    return i < text.size && text.data[i] == ':' ? i : 0;
}

/* What follows "//": user, host and port. "@" once at most; digits alone behind the last colon of the host. */
static int is_authority(attest_view text)
{
    size_t host = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '@') {
            if (host > 0) {
                return 0;
            }
            host = i + 1;
        }
    }
    int in_port = 0;
    for (size_t i = host; i < text.size; i++) {
        if (in_port && !is_digit((unsigned char)text.data[i])) {
            return 0;
        }
        in_port = in_port || text.data[i] == ':';
    }
    return text.size > host;
}

int attest_i_iri_is_absolute(attest_view text)
{
    size_t at = scheme_length(text);
    if (at == 0) {
        return 0;
    }
    at++;
    if (text.size - at >= 2 && text.data[at] == '/' && text.data[at + 1] == '/') {
        size_t end = at + 2;
        while (end < text.size && !strchr("/?#", text.data[end])) {
            end++;
        }
        if (!is_authority((attest_view){text.data + at + 2, end - at - 2})) {
            return 0;
        }
    }
    int fragment = 0;
    while (at < text.size) {
        uint32_t c = attest_i_utf8_next(text, &at);
        if (c == '%') {
            if (text.size - at < 2 || !is_hex((unsigned char)text.data[at]) || !is_hex((unsigned char)text.data[at + 1])) {
                return 0;
            }
        } else if (c == '#') {
            if (fragment++) {
                return 0;
            }
        } else if (!is_plain(c)) {
            return 0;
        }
    }
    return 1;
}
