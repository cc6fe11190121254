/* Words of texts, folded as Unicode says, as hashes. A word is a longest run of letters and digits, which is what the matcher of the audit takes
 * for one. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <unicode/ucasemap.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "rdf/vocabulary.h"
#include "store/quad_store.h"

/* Words of one text that are indexed. Quotes are sentences; what is longer is no label and no quote. */
#define WORDS_MAX 4096U

struct attest_i_words {
    UCaseMap *map;
    char *folded;
    size_t capacity;
};

enum attest_status attest_i_words_new(attest_i_words **words)
{
    UErrorCode code = U_ZERO_ERROR;
    *words = calloc(1, sizeof **words);
    if (!*words) {
        return ATTEST_ERR_NOMEM;
    }
    (*words)->map = ucasemap_open("", U_FOLD_CASE_DEFAULT, &code);
    if (U_FAILURE(code)) {
        attest_i_words_free(*words);
        *words = NULL;
        return ATTEST_ERR_NOMEM;
    }
    return ATTEST_OK;
}

void attest_i_words_free(attest_i_words *words)
{
    if (words) {
        if (words->map) {
            ucasemap_close(words->map);
        }
        free(words->folded);
        free(words);
    }
}

/* Fold into words->folded. Most text is ASCII, for which ICU is not needed. */
static enum attest_status fold(attest_i_words *words, attest_view text, attest_view *folded)
{
    if (text.size > INT32_MAX / 3 - 1) {
        return ATTEST_ERR_LIMIT;
    }
    enum attest_status status =
        attest_i_grow((void **)&words->folded, &words->capacity, text.size * 3 + 1, sizeof *words->folded);
    if (status != ATTEST_OK) {
        return status;
    }
    size_t at = 0;
    while (at < text.size && (unsigned char)text.data[at] < 0x80) {
        char byte = text.data[at];
        words->folded[at++] = (char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
    }
    *folded = (attest_view){words->folded, text.size};
    if (at == text.size) {
        return ATTEST_OK;
    }
    UErrorCode code = U_ZERO_ERROR;
    int32_t length = ucasemap_utf8FoldCase(words->map, words->folded, (int32_t)(text.size * 3 + 1), text.data,
                                           (int32_t)text.size, &code);
    folded->size = U_SUCCESS(code) ? (size_t)length : 0;
    return U_SUCCESS(code) ? ATTEST_OK : ATTEST_ERR_NOMEM;
}

static uint32_t hash_word(attest_view word)
{
    attest_term term = {.kind = ATTEST_TERM_LITERAL, .value = word};
    return (uint32_t)(attest_i_term_hash(&term) >> 32);
}

static enum attest_status add_word(attest_i_word_list *hashes, size_t first, attest_view word)
{
    uint32_t hash = hash_word(word);
    for (size_t i = first; i < hashes->count; i++) {
        if (hashes->items[i] == hash) {
            return ATTEST_OK;
        }
    }
    enum attest_status status = ATTEST_I_VECTOR_RESERVE(hashes, 1);
    if (status == ATTEST_OK) {
        hashes->items[hashes->count++] = hash;
    }
    return status;
}

static int is_word(attest_view text, size_t *at)
{
    unsigned char byte = (unsigned char)text.data[*at];
    if (byte < 0x80) {
        (*at)++;
        return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z');
    }
    return u_isalnum((UChar32)attest_i_utf8_next(text, at));
}

enum attest_status attest_i_words_of(attest_i_words *words, attest_view text, attest_i_word_list *hashes)
{
    attest_view folded;
    size_t first = hashes->count;
    enum attest_status status = fold(words, text, &folded);
    for (size_t at = 0, begin = 0; status == ATTEST_OK && begin < folded.size;) {
        size_t before = at;
        if (at < folded.size && is_word(folded, &at)) {
            continue;
        }
        if (before > begin && hashes->count - first < WORDS_MAX) {
            status = add_word(hashes, first, (attest_view){folded.data + begin, before - begin});
        }
        begin = at > before ? at : folded.size;
    }
    return status;
}

attest_view attest_i_words_text(const attest_term *term)
{
    attest_view text = term->value;
    for (size_t i = text.size; term->kind == ATTEST_TERM_IRI && i > 0; i--) {
        if (text.data[i - 1] == '#' || text.data[i - 1] == '/') {
            return (attest_view){text.data + i, text.size - i};
        }
    }
    return text;
}

int attest_i_words_wanted(attest_view predicate)
{
    /* Labels and quotes; and the parts of a claim, which are called by the end of their IRI if they have no label. */
    static const enum attest_i_iri WANTED[] = {ATTEST_I_IRI_RDFS_LABEL, ATTEST_I_IRI_OA_EXACT,
                                               ATTEST_I_IRI_RDF_VALUE,  ATTEST_I_IRI_RDF_SUBJECT,
                                               ATTEST_I_IRI_RDF_OBJECT, ATTEST_I_IRI_ATT_SPEAKER};
    for (size_t i = 0; i < sizeof WANTED / sizeof *WANTED; i++) {
        if (attest_view_equal(predicate, attest_i_iri_term(WANTED[i]).value)) {
            return 1;
        }
    }
    return 0;
}
