/* Word classes: reads the embedded lists into one hash table. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/names_words.h"

#include <pthread.h>
#include <strings.h>

#include "base/embedded.h"
#include "base/memory.h"

/* Longest word of a list. */
#define WORD_MAX 32

struct entry {
    attest_view word;
    uint64_t classes; /* 0: free slot */
};

struct attest_i_words {
    attest_i_arena arena;
    struct entry *entries; /* open addressing */
    size_t mask;           /* number of slots - 1: a power of two, at least twice the words */
};

static const char *const class_names[] = {
#define CLASS_NAME(constant, name) name,
    ATTEST_I_WORD_CLASSES(CLASS_NAME)
#undef CLASS_NAME
};

static const char *const lists[] = {"lexicons/words.tsv", "lexicons/titles.tsv", "lexicons/organisations.tsv"};

static attest_i_words builtin;
static enum attest_status builtin_status;
static pthread_once_t builtin_once = PTHREAD_ONCE_INIT;

static attest_view cut(attest_view *rest, char separator)
{
    const char *end = rest->size ? memchr(rest->data, separator, rest->size) : NULL;
    attest_view part = {rest->data, end ? (size_t)(end - rest->data) : rest->size};
    size_t used = part.size + (end != NULL);
    rest->data += used;
    rest->size -= used;
    return part;
}

/* FNV-1a. */
static size_t hash(attest_view word)
{
    uint64_t value = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < word.size; i++) {
        value = (value ^ (unsigned char)word.data[i]) * UINT64_C(0x100000001B3);
    }
    return (size_t)value;
}

static struct entry *slot_of(const attest_i_words *words, attest_view word)
{
    size_t at = hash(word) & words->mask;
    while (words->entries[at].classes && !attest_view_equal(words->entries[at].word, word)) {
        at = (at + 1) & words->mask;
    }
    return &words->entries[at];
}

static enum attest_status read_line(attest_i_words *words, attest_view line)
{
    attest_view word = cut(&line, '\t');
    if (word.size == 0 || word.data[0] == '#') {
        return ATTEST_OK;
    }
    struct entry *entry = slot_of(words, word);
    entry->word = word;
    while (line.size) {
        attest_view name = cut(&line, '\t');
        size_t number = 0;
        while (number < ATTEST_I_WORD_CLASS_COUNT && !attest_view_equal(name, attest_view_of(class_names[number]))) {
            number++;
        }
        if (number == ATTEST_I_WORD_CLASS_COUNT) {
            return ATTEST_ERR_DATA;
        }
        entry->classes |= UINT64_C(1) << number;
    }
    return ATTEST_OK;
}

static enum attest_status load(attest_i_words *words)
{
    attest_view content[sizeof lists / sizeof lists[0]];
    size_t lines = 0;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        if (attest_i_embedded_find(attest_view_of(lists[i]), &content[i]) != ATTEST_OK) {
            return ATTEST_ERR_DATA;
        }
        for (attest_view rest = content[i]; rest.size; lines++) {
            cut(&rest, '\n');
        }
    }
    size_t slots = 16;
    while (slots < 2 * lines) {
        slots *= 2;
    }
    attest_i_arena_init(&words->arena);
    words->mask = slots - 1;
    words->entries = attest_i_arena_array(&words->arena, slots, sizeof *words->entries);
    if (!words->entries) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        while (content[i].size) {
            enum attest_status status = read_line(words, cut(&content[i], '\n'));
            if (status != ATTEST_OK) {
                return status;
            }
        }
    }
    return ATTEST_OK;
}

static void load_builtin(void)
{
    builtin_status = load(&builtin);
}

enum attest_status attest_i_words_builtin(const attest_i_words **words)
{
    *words = NULL;
    if (pthread_once(&builtin_once, load_builtin) != 0) {
        return ATTEST_ERR;
    }
    if (builtin_status == ATTEST_OK) {
        *words = &builtin;
    }
    return builtin_status;
}

uint64_t attest_i_words_classes(const attest_i_words *words, attest_view word)
{
    char folded[WORD_MAX];
    size_t size = 0;
    for (size_t i = 0; i < word.size; i++) {
        if (size == WORD_MAX) {
            return 0;
        }
        char c = word.data[i];
        if (word.size - i >= 3 && memcmp(word.data + i, "\xE2\x80\x99", 3) == 0) {
            c = '\'';
            i += 2;
        }
        folded[size++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    return size ? slot_of(words, (attest_view){folded, size})->classes : 0;
}

int attest_i_words_hold(attest_view text, attest_view word)
{
    for (size_t i = 0; i + word.size <= text.size; i++) {
        int starts = i == 0 || text.data[i - 1] == ' ';
        int ends = i + word.size == text.size || text.data[i + word.size] == ' ';
        if (starts && ends && strncasecmp(text.data + i, word.data, word.size) == 0) {
            return 1;
        }
    }
    return 0;
}
