/* Decoding. In this order: byte order mark, declaration, UTF-16/32 by its zero bytes, UTF-8, ICU's detection. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/encoding.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>

#include "base/utf8.h"

/* Bytes looked at to recognise UTF-16 and UTF-32 without a mark. */
#define WIDE_SAMPLE 4096U
/* Bytes given to ICU's detection, and how many of them lie before the first byte that is not ASCII. */
#define GUESS_SAMPLE ((size_t)64 * 1024)
#define GUESS_BEFORE ((size_t)8 * 1024)
/* Below this (of 100) a detection is a coin toss, and the most common legacy encoding of news text is taken. */
#define GUESS_CONFIDENCE 20
#define GUESS_FALLBACK "windows-1252"
/* So many bytes that are not ASCII are too few to detect anything by. */
#define GUESS_LEAST 4
/* More than one control character in so many characters: not text. */
#define CONTROL_SHARE 50U

attest_i_wide attest_i_encoding_of_mark(attest_view bytes)
{
    static const struct {
        attest_view mark;
        attest_i_wide wide;
    } marks[] = {
        {{"\xEF\xBB\xBF", 3}, {"UTF-8", 3, 1, 0}},
        {{"\xFF\xFE\0\0", 4}, {"UTF-32LE", 4, 4, 0}}, /* before UTF-16LE, whose mark is its beginning */
        {{"\0\0\xFE\xFF", 4}, {"UTF-32BE", 4, 4, 1}},
        {{"\xFF\xFE", 2}, {"UTF-16LE", 2, 2, 0}},
        {{"\xFE\xFF", 2}, {"UTF-16BE", 2, 2, 1}},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (bytes.size >= marks[i].mark.size && memcmp(bytes.data, marks[i].mark.data, marks[i].mark.size) == 0) {
            return marks[i].wide;
        }
    }
    return (attest_i_wide){NULL, 0, 1, 0};
}

static uint32_t read_unit(const unsigned char *at, size_t unit, int big_endian)
{
    uint32_t value = 0;
    for (size_t i = 0; i < unit; i++) {
        value = (value << 8) | at[big_endian ? i : unit - 1 - i];
    }
    return value;
}

static int is_control(uint32_t codepoint)
{
    return (codepoint < 0x20 && !(codepoint >= 0x09 && codepoint <= 0x0D)) || codepoint == 0x7F;
}

/* True for single bytes or UTF-8 into which a few NUL characters got. In UTF-16 every ASCII character brings a zero
 * byte, and other letters bring bytes that are controls or no UTF-8. */
static int has_stray_nul(attest_view sample)
{
    size_t zeros = 0;
    size_t at = 0;
    while (at < sample.size) {
        attest_view rest = {sample.data + at, sample.size - at};
        size_t valid = attest_i_utf8_valid_prefix(rest);
        for (size_t i = 0; i < valid; i++) {
            unsigned char byte = (unsigned char)rest.data[i];
            zeros += byte == 0;
            if (byte && is_control(byte)) {
                return 0;
            }
        }
        at += valid;
        if (at < sample.size && at + 4 <= sample.size) {
            return 0; /* not a character that the sample's end cuts */
        }
        at = valid == rest.size ? at : sample.size;
    }
    return zeros * 4 < sample.size;
}

/* True if all code units of the sample are assigned characters, as no binary file's are for long, and white space or punctuation
 * (ASCII in every script's text, and what put the zero bytes there) is among them. */
static int looks_like(attest_view bytes, size_t unit, int big_endian)
{
    size_t size = bytes.size < WIDE_SAMPLE ? bytes.size : WIDE_SAMPLE;
    int ascii = 0;
    if (bytes.size % unit != 0 && bytes.size <= WIDE_SAMPLE) {
        return 0;
    }
    for (size_t at = 0; at + unit <= size; at += unit) {
        uint32_t value = read_unit((const unsigned char *)bytes.data + at, unit, big_endian);
        if (value > 0x10FFFF || is_control(value)) {
            return 0;
        }
        int surrogate = unit == 2 && value >= 0xD800 && value <= 0xDFFF;
        if (!surrogate && !u_isdefined((UChar32)value)) {
            return 0;
        }
        ascii |= value < 0x80;
    }
    return ascii && size >= unit;
}

static const attest_i_wide kinds[] = {
    {"UTF-32LE", 0, 4, 0}, {"UTF-32BE", 0, 4, 1}, {"UTF-16LE", 0, 2, 0}, {"UTF-16BE", 0, 2, 1}};

attest_i_wide attest_i_encoding_named(const char *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcasecmp(name, kinds[i].name) == 0) {
            return kinds[i];
        }
    }
    return (attest_i_wide){name, 0, 1, 0};
}

attest_i_wide attest_i_encoding_wide(attest_view bytes)
{
    attest_i_wide wide = attest_i_encoding_of_mark(bytes);
    size_t sample = bytes.size < WIDE_SAMPLE ? bytes.size : WIDE_SAMPLE;
    if (wide.name || sample == 0 || !memchr(bytes.data, 0, sample) ||
        has_stray_nul((attest_view){bytes.data, sample})) {
        return wide;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (looks_like(bytes, kinds[i].unit, kinds[i].big_endian)) {
            return kinds[i];
        }
    }
    return wide;
}

static enum attest_status no_memory(const attest_i_record *record, attest_error *error)
{
    return attest_error_set(error, ATTEST_ERR_NOMEM, record->file, "out of memory");
}

enum attest_status attest_i_encoding_check(const char *name, attest_error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &code);
    ucnv_close(converter);
    if (code == U_MEMORY_ALLOCATION_ERROR) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, NULL, "out of memory");
    }
    if (U_FAILURE(code)) {
        return attest_error_set(error, ATTEST_ERR_ARGUMENT, NULL,
                                "unknown character encoding '%s' (try a name such as UTF-8 or windows-1252)", name);
    }
    return ATTEST_OK;
}

/* What UTF-8 makes of the bytes. */
typedef struct survey {
    uint64_t good; /* characters of several bytes, whole or cut short */
    uint64_t bad;  /* sequences that are no UTF-8 */
    size_t first_bad;
} survey;

static survey survey_utf8(attest_view bytes)
{
    survey found = {0, 0, bytes.size};
    size_t at = 0;
    while (at < bytes.size) {
        attest_view rest = {bytes.data + at, bytes.size - at};
        size_t valid = attest_i_utf8_valid_prefix(rest);
        for (size_t i = 0; i < valid; i++) {
            found.good += ((unsigned char)rest.data[i] & 0xC0U) == 0xC0U;
        }
        at += valid;
        if (at < bytes.size) {
            rest = (attest_view){bytes.data + at, bytes.size - at};
            size_t length = attest_i_utf8_bad_length(rest);
            found.first_bad = found.bad ? found.first_bad : at;
            found.bad++;
            int cut = at + length == bytes.size && (unsigned char)bytes.data[at] >= 0xC2;
            found.good += length > 1 || cut;
            at += length;
        }
    }
    return found;
}

static enum attest_status decode_utf8(const attest_i_record *record, attest_view bytes, attest_i_decoded *decoded,
                                      attest_error *error)
{
    size_t at = 0;
    while (at < bytes.size) {
        attest_view rest = {bytes.data + at, bytes.size - at};
        size_t valid = attest_i_utf8_valid_prefix(rest);
        attest_i_buffer_append(&decoded->text, (attest_view){rest.data, valid});
        at += valid;
        if (at < bytes.size) {
            rest = (attest_view){bytes.data + at, bytes.size - at};
            at += attest_i_utf8_bad_length(rest);
            attest_i_buffer_append(&decoded->text, ATTEST_I_UTF8_REPLACEMENT);
            decoded->replaced++;
        }
    }
    snprintf(decoded->encoding, sizeof decoded->encoding, "UTF-8");
    return decoded->text.status == ATTEST_OK ? ATTEST_OK : no_memory(record, error);
}

/* What the callback below needs. */
typedef struct conversion {
    const char *begin;
    uint64_t replaced;
    uint64_t first; /* offset of the first replaced byte */
} conversion;

static void replace_bytes(const void *context, UConverterToUnicodeArgs *arguments, const char *units, int32_t length,
                          UConverterCallbackReason reason, UErrorCode *code)
{
    /* ICU passes the context as const; it is ours and not. */
    conversion *state = *(conversion *const *)context;
    (void)units;
    if (reason > UCNV_IRREGULAR) {
        return; /* reset, close, clone: nothing was read */
    }
    if (state->replaced == 0) {
        state->first = (uint64_t)(arguments->source - state->begin - length);
    }
    state->replaced++;
    static const UChar replacement = 0xFFFD;
    *code = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, code);
}

static UErrorCode convert_all(UConverter *from, UConverter *to, attest_view bytes, attest_i_buffer *text)
{
    char piece[16 * 1024];
    UChar pivot[4 * 1024];
    UChar *pivot_source = pivot;
    UChar *pivot_target = pivot;
    const char *source = bytes.data;
    UErrorCode code;
    int first = 1;
    do {
        char *target = piece;
        code = U_ZERO_ERROR;
        ucnv_convertEx(to, from, &target, piece + sizeof piece, &source, bytes.data + bytes.size, pivot, &pivot_source,
                       &pivot_target, pivot + sizeof pivot / sizeof pivot[0], (UBool)first, 1, &code);
        first = 0;
        attest_i_buffer_append(text, (attest_view){piece, (size_t)(target - piece)});
    } while (code == U_BUFFER_OVERFLOW_ERROR && text->status == ATTEST_OK);
    return text->status == ATTEST_OK ? code : U_MEMORY_ALLOCATION_ERROR;
}

static enum attest_status decode_icu(const attest_i_record *record, const char *name, attest_view bytes,
                                     attest_i_decoded *decoded, attest_error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    conversion state = {bytes.data, 0, 0};
    conversion *context = &state;
    UConverter *from = ucnv_open(name, &code);
    UConverter *to = ucnv_open("UTF-8", &code);
    ucnv_setToUCallBack(from, replace_bytes, &context, NULL, NULL, &code);
    attest_i_buffer_reset(&decoded->text);
    if (U_SUCCESS(code)) {
        code = convert_all(from, to, bytes, &decoded->text);
    }
    ucnv_close(to);
    ucnv_close(from);
    if (code == U_MEMORY_ALLOCATION_ERROR) {
        return no_memory(record, error);
    }
    if (U_FAILURE(code)) {
        return attest_error_set(error, ATTEST_ERR_ENCODING, record->file, "cannot be read as %s: %s", name,
                                u_errorName(code));
    }
    decoded->replaced = state.replaced;
    if (state.replaced) {
        attest_view text = attest_i_buffer_view(&decoded->text);
        const char *found = memmem(text.data, text.size, "\xEF\xBF\xBD", 3);
        decoded->first = attest_i_place_of(text, found ? (size_t)(found - text.data) : 0);
        decoded->first.byte = state.first;
    }
    snprintf(decoded->encoding, sizeof decoded->encoding, "%s", name);
    return ATTEST_OK;
}

/* Names that detection may give: those that were ruled out before, and EBCDIC, are not taken. The ISO names are read as the Windows
 * supersets, as every browser does, since what calls itself ISO-8859-1 has curly quotes more often than C1 controls. */
static const char *usable_name(const char *name)
{
    if (strncmp(name, "UTF-", 4) == 0 || strncmp(name, "IBM", 3) == 0 || strncmp(name, "ISO-2022", 8) == 0) {
        return NULL;
    }
    if (strcmp(name, "ISO-8859-1") == 0) {
        return "windows-1252";
    }
    if (strcmp(name, "ISO-8859-9") == 0) {
        return "windows-1254";
    }
    return name;
}

static size_t count_high(attest_view bytes)
{
    size_t count = 0;
    for (size_t i = 0; i < bytes.size; i++) {
        count += (unsigned char)bytes.data[i] >= 0x80;
    }
    return count;
}

/* The most likely encoding of bytes that are not UTF-8. */
static enum attest_status guess_name(const attest_i_record *record, attest_view bytes, size_t first_bad,
                                     char name[ATTEST_I_ENCODING_NAME_MAX], attest_error *error)
{
    size_t from = first_bad > GUESS_BEFORE ? first_bad - GUESS_BEFORE : 0;
    size_t size = bytes.size - from < GUESS_SAMPLE ? bytes.size - from : GUESS_SAMPLE;
    attest_view sample = {bytes.data + from, size};
    snprintf(name, ATTEST_I_ENCODING_NAME_MAX, "%s", GUESS_FALLBACK);
    if (count_high(sample) < GUESS_LEAST) {
        return ATTEST_OK;
    }
    UErrorCode code = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&code);
    int32_t count = 0;
    ucsdet_setText(detector, sample.data, (int32_t)sample.size, &code);
    const UCharsetMatch **matches = ucsdet_detectAll(detector, &count, &code);
    for (int32_t i = 0; U_SUCCESS(code) && i < count; i++) {
        const char *usable = usable_name(ucsdet_getName(matches[i], &code));
        if (usable && ucsdet_getConfidence(matches[i], &code) >= GUESS_CONFIDENCE) {
            snprintf(name, ATTEST_I_ENCODING_NAME_MAX, "%s", usable);
            break;
        }
    }
    ucsdet_close(detector);
    return code == U_MEMORY_ALLOCATION_ERROR ? no_memory(record, error) : ATTEST_OK;
}

/* Neither UTF-8 nor declared. A guess that cannot read all bytes is worse than the fallback, which can. */
static enum attest_status decode_guess(const attest_i_record *record, attest_view bytes, size_t first_bad,
                                       attest_i_decoded *decoded, attest_error *error)
{
    char name[ATTEST_I_ENCODING_NAME_MAX];
    enum attest_status status = guess_name(record, bytes, first_bad, name, error);
    if (status == ATTEST_OK) {
        status = decode_icu(record, name, bytes, decoded, error);
    }
    if (status == ATTEST_OK && decoded->replaced && strcmp(name, GUESS_FALLBACK) != 0) {
        status = decode_icu(record, GUESS_FALLBACK, bytes, decoded, error);
    }
    decoded->guessed = 1;
    return status;
}

static int is_utf8_name(const char *name)
{
    return strcasecmp(name, "utf-8") == 0 || strcasecmp(name, "utf8") == 0;
}

static enum attest_status decode_bytes(const attest_i_record *record, attest_view bytes, const char *known,
                                       attest_i_decoded *decoded, attest_error *error)
{
    if (known && !is_utf8_name(known)) {
        return decode_icu(record, known, bytes, decoded, error);
    }
    survey found = survey_utf8(bytes);
    enum attest_status status;
    if (known || found.bad <= found.good) {
        status = decode_utf8(record, bytes, decoded, error);
    } else {
        status = decode_guess(record, bytes, found.first_bad, decoded, error);
    }
    if (found.bad) {
        decoded->first = attest_i_place_of(bytes, found.first_bad);
    }
    return status;
}

static enum attest_status refuse_control(const attest_i_record *record, const attest_i_decoded *decoded,
                                         attest_error *error)
{
    attest_view text = attest_i_buffer_view(&decoded->text);
    size_t controls = 0;
    size_t first = 0;
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if (byte >= 0x20 && byte != 0x7F) {
            continue;
        }
        if (byte == 0) {
            return attest_i_record_fail(record, attest_i_place_of(text, i), error, ATTEST_ERR_ENCODING,
                                        "not text: a NUL character (read as %s)", decoded->encoding);
        }
        if (is_control(byte)) {
            first = controls ? first : i;
            controls++;
        }
    }
    if (controls * CONTROL_SHARE > text.size) {
        return attest_i_record_fail(record, attest_i_place_of(text, first), error, ATTEST_ERR_ENCODING,
                                    "not text: %zu control characters (read as %s)", controls, decoded->encoding);
    }
    return ATTEST_OK;
}

enum attest_status attest_i_decode(const attest_i_record *record, attest_i_decoded *decoded, attest_error *error)
{
    memset(decoded, 0, sizeof *decoded);
    attest_i_wide mark = attest_i_encoding_of_mark(record->bytes);
    const char *known = mark.name ? mark.name : record->encoding;
    if (!known) {
        known = attest_i_encoding_wide(record->bytes).name;
    }
    attest_view bytes = {record->bytes.data + mark.mark, record->bytes.size - mark.mark};
    attest_i_buffer_append(&decoded->text, (attest_view){NULL, 0});
    enum attest_status status = decode_bytes(record, bytes, known, decoded, error);
    decoded->first.byte += mark.mark;
    return status == ATTEST_OK ? refuse_control(record, decoded, error) : status;
}

void attest_i_decoded_warn(const attest_i_decoded *decoded, const attest_i_intake *intake,
                           const attest_i_record *record)
{
    if (decoded->guessed) {
        attest_i_record_warn(intake, record, decoded->first,
                             "not UTF-8 from here on; the encoding is not declared and was taken to be %s",
                             decoded->encoding);
    }
    if (decoded->replaced) {
        attest_i_record_warn(intake, record, decoded->first,
                             "%" PRIu64 " %s not %s and became U+FFFD; this is the first", decoded->replaced,
                             decoded->replaced == 1 ? "sequence of bytes is" : "sequences of bytes are",
                             decoded->encoding);
    }
}
