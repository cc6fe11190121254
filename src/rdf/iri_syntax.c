/* IRI syntax (RFC 3987, section 2.2) and percent-encoding. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/iri_syntax.h"

#include "base/utf8.h"

/* Bit sets over ASCII. The first: unreserved, sub-delims, ":", "@", "/", that is, what a path may hold. */
static const uint64_t path_characters[2] = {UINT64_C(0x2fffffd200000000), UINT64_C(0x47fffffe87ffffff)};
static const uint64_t unreserved_characters[2] = {UINT64_C(0x03ff600000000000), UINT64_C(0x47fffffe87fffffe)};

static int holds(const uint64_t set[2], unsigned char byte)
{
    return (int)(set[byte >> 6] >> (byte & 63U)) & 1;
}

static int is_letter(unsigned char byte)
{
    return (unsigned char)((byte | 0x20U) - 'a') < 26;
}

static int is_digit(unsigned char byte)
{
    return (unsigned char)(byte - '0') < 10;
}

static int is_hexadecimal(unsigned char byte)
{
    return is_digit(byte) || (unsigned char)((byte | 0x20U) - 'a') < 6;
}

/* Production ucschar. */
int attest_i_iri_allows(uint32_t c)
{
    if (c < 0x10000) {
        return (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) || (c >= 0xFDF0 && c <= 0xFFEF);
    }
    return c < 0xF0000 && (c & 0xFFFF) <= 0xFFFD && !(c >= 0xE0000 && c < 0xE1000);
}

/* Production iprivate: allowed in the query alone. */
static int is_iprivate(uint32_t c)
{
    return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && (c & 0xFFFF) <= 0xFFFD);
}

/* Length of the scheme without its colon; 0 if there is none. */
static size_t scheme_size(attest_view iri)
{
    if (iri.size == 0 || !is_letter((unsigned char)iri.data[0])) {
        return 0;
    }
    for (size_t i = 1; i < iri.size; i++) {
        unsigned char byte = (unsigned char)iri.data[i];
        if (byte == ':') {
            return i;
        }
        if (!is_letter(byte) && !is_digit(byte) && byte != '+' && byte != '-' && byte != '.') {
            return 0;
        }
    }
    return 0;
}

enum part { AUTHORITY, PATH, QUERY, FRAGMENT };

/* Checks the character at `*at` in `*part`, moves both on; NULL or what is wrong. */
static const char *check_character(attest_view iri, size_t *at, enum part *part)
{
    unsigned char byte = (unsigned char)iri.data[*at];
    if (byte >= 0x80) {
        uint32_t c = attest_i_utf8_next(iri, at);
        return attest_i_iri_allows(c) || (*part == QUERY && is_iprivate(c)) ? NULL : "a character that no IRI may hold";
    }
    ++*at;
    if (byte == '/') {
        *part = *part == AUTHORITY ? PATH : *part;
    } else if (byte == '?') {
        *part = *part == FRAGMENT ? FRAGMENT : QUERY;
    } else if (byte == '#') {
        if (*part == FRAGMENT) {
            return "a second \"#\"";
        }
        *part = FRAGMENT;
    } else if (byte == '%') {
        if (iri.size - *at < 2 || !is_hexadecimal((unsigned char)iri.data[*at]) ||
            !is_hexadecimal((unsigned char)iri.data[*at + 1])) {
            return "\"%\" without two hexadecimal digits";
        }
        *at += 2;
    } else if (!holds(path_characters, byte) && !(*part == AUTHORITY && (byte == '[' || byte == ']'))) {
        return byte <= ' ' ? "a space or control character" : "a character that no IRI may hold";
    }
    return NULL;
}

/* What stands between "//" and the path: one "@" at most; brackets only around the whole host; a port is a number. */
static const char *check_authority(attest_view authority)
{
    const char *at = memchr(authority.data, '@', authority.size);
    size_t host = at ? (size_t)(at - authority.data) + 1 : 0;
    size_t end = host;
    if (end < authority.size && authority.data[end] == '[') {
        while (end < authority.size && authority.data[end] != ']') {
            end++;
        }
        if (end++ == authority.size || memchr(authority.data + host + 1, '[', authority.size - host - 1)) {
            return "an unclosed bracket in the host";
        }
    } else {
        while (end < authority.size && authority.data[end] != ':') {
            end++;
        }
        if (memchr(authority.data, '[', end) || memchr(authority.data, ']', end)) {
            return "a bracket in the host";
        }
    }
    if (end < authority.size && authority.data[end] != ':') {
        return "a character that no host may hold";
    }
    for (size_t i = end + 1; i < authority.size; i++) {
        if (!is_digit((unsigned char)authority.data[i])) {
            return "a port that is no number";
        }
    }
    return NULL;
}

enum attest_status attest_i_iri_check(attest_view iri, const char **reason)
{
    const char *wrong = NULL;
    size_t at = scheme_size(iri);
    if (at == 0) {
        wrong = iri.size ? "no scheme" : "it is empty";
    } else if (attest_i_utf8_valid_prefix(iri) != iri.size) {
        wrong = "no valid UTF-8";
    } else {
        enum part part = PATH;
        at++;
        if (iri.size - at >= 2 && iri.data[at] == '/' && iri.data[at + 1] == '/') {
            part = AUTHORITY;
            at += 2;
            size_t end = at;
            while (end < iri.size && iri.data[end] != '/' && iri.data[end] != '?' && iri.data[end] != '#') {
                end++;
            }
            wrong = check_authority((attest_view){iri.data + at, end - at});
        }
        while (at < iri.size && !wrong) {
            if (holds(path_characters, (unsigned char)iri.data[at] & 0x7FU) && (iri.data[at] & 0x80) == 0 &&
                iri.data[at] != '/') {
                at++;
            } else {
                wrong = check_character(iri, &at, &part);
            }
        }
    }
    if (wrong && reason) {
        *reason = wrong;
    }
    return wrong ? ATTEST_ERR_DATA : ATTEST_OK;
}

void attest_i_iri_append_segment(attest_i_buffer *buffer, attest_view text)
{
    for (size_t at = 0; at < text.size;) {
        size_t begin = at;
        unsigned char byte = (unsigned char)text.data[at];
        int keep;
        if (byte < 0x80) {
            at++;
            keep = holds(unreserved_characters, byte);
        } else {
            keep = attest_i_iri_allows(attest_i_utf8_next(text, &at));
        }
        if (keep) {
            attest_i_buffer_append(buffer, (attest_view){text.data + begin, at - begin});
        } else {
            for (; begin < at; begin++) {
                attest_i_buffer_print(buffer, "%%%02X", (unsigned)(unsigned char)text.data[begin]);
            }
        }
    }
}
