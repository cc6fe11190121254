/* Dates, times and amounts among the tokens. Only where they stand and of which class: reading their values is the extractor's. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/embedded.h"
#include "language/entities.h"
#include "language/table.h"

#define KEY_MAX 24

/* Most digits of a date. */
#define DATE_DIGITS 8

/* A bare number from this year on may be a year. */
#define FIRST_BARE_YEAR "1500"

/* Kinds of word, as in ontology/gazetteers/values.tsv; NUMBER also for digits. */
enum kind {
    OTHER,
    MONTH,
    WEEKDAY,
    CURRENCY,
    SIGN,
    MAGNITUDE,
    UNIT,
    SPAN,
    HALF,
    ZONE,
    DAY,
    HOUR,
    RELATIVE,
    SEASON,
    BACK,
    NUMBER,
    PERCENT,
    SQUARE,
    PART, /* "early", "late": of a month or decade */
    CENTURY,
    DAYPART, /* "morning" */
    YEAR,    /* 1000 to 2100 */
    DECADE,  /* "1990s", "'90s" */
    CLOCK,   /* "9:30" */
    DATE,    /* "2024-12-16", "9/11" */
    ORDINAL  /* "7th" */
};

struct scanner {
    const attest_sentence *sentence;
    attest_view words;
};

static enum kind named_kind(attest_view name)
{
    static const char *const names[] = {"",     "month",  "weekday", "currency", "sign", "magnitude", "unit",
                                        "span", "half",   "zone",    "day",      "hour", "relative",  "season",
                                        "back", "number", "percent", "square",   "part", "century",   "daypart"};
    for (size_t i = 1; i < sizeof names / sizeof names[0]; i++) {
        if (attest_view_equal(name, attest_view_of(names[i]))) {
            return (enum kind)i;
        }
    }
    return OTHER;
}

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Kind of a token that starts with a digit. */
static enum kind number_kind(attest_view form)
{
    size_t digits = 0;
    size_t separators = 0;
    attest_view ending = {form.data + form.size - 2, 2};
    if (form.size > 2 &&
        (attest_view_equal(ending, ATTEST_VIEW("th")) || attest_view_equal(ending, ATTEST_VIEW("st")) ||
         attest_view_equal(ending, ATTEST_VIEW("nd")) || attest_view_equal(ending, ATTEST_VIEW("rd")))) {
        return ORDINAL;
    }
    char separator = '\0';
    for (size_t i = 0; i < form.size; i++) {
        if (is_digit(form.data[i])) {
            digits++;
        } else if (i == form.size - 1 && form.data[i] == 's') {
            return digits >= 2 ? DECADE : OTHER;
        } else if (strchr(".,:/-", form.data[i])) {
            separators++;
            separator = form.data[i];
        } else {
            return OTHER;
        }
    }
    if (separator == ':') {
        return CLOCK;
    }
    /* Not "201-224-7900", which is called, nor "1/2". */
    if ((separator == '-' && separators == 2 && digits <= DATE_DIGITS) ||
        (separator == '/' && (digits > 2 || form.data[0] > '3'))) {
        return DATE;
    }
    int year = digits == 4 && separators == 0 && (form.data[0] == '1' || (form.data[0] == '2' && form.data[1] <= '1'));
    return separator == '-' ? OTHER : year ? YEAR : NUMBER;
}

static enum kind kind_at(const struct scanner *scanner, uint32_t index)
{
    if (index >= scanner->sentence->token_count) {
        return OTHER;
    }
    const attest_token *token = &scanner->sentence->tokens[index];
    attest_view form = token->form;
    if (token->name != ATTEST_NAME_NONE || form.size == 0 || form.size > KEY_MAX) {
        return OTHER;
    }
    if (is_digit(form.data[0])) {
        return number_kind(form);
    }
    char key[KEY_MAX];
    for (size_t i = 0; i < form.size; i++) {
        char c = form.data[i];
        key[i] = (char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
    }
    attest_view fields;
    if (attest_i_table_find(scanner->words, (attest_view){key, form.size}, &fields) != ATTEST_OK) {
        return OTHER;
    }
    enum kind kind = named_kind(attest_i_table_field(&fields));
    /* "may", "march", "sun": names of months and days are written with a capital and are no verbs. */
    if ((kind == MONTH || kind == WEEKDAY) && (form.data[0] < 'A' || form.data[0] > 'Z' ||
                                               token->upos == ATTEST_UPOS_VERB || token->upos == ATTEST_UPOS_AUX)) {
        return OTHER;
    }
    return kind;
}

static int is_span(enum kind kind)
{
    return kind == SPAN || kind == CENTURY;
}

static int is_number(enum kind kind)
{
    return kind == NUMBER || kind == YEAR;
}

static int form_is(const struct scanner *scanner, uint32_t index, const char *form)
{
    return index < scanner->sentence->token_count &&
           attest_view_equal(scanner->sentence->tokens[index].form, attest_view_of(form));
}

/* Tokens of a number at `at`: "4", "4 to 5", "7-9", "two million", "1.5bn"; 0: none. */
static uint32_t number_size(const struct scanner *scanner, uint32_t at)
{
    uint32_t end = at;
    while (is_number(kind_at(scanner, end)) ||
           (kind_at(scanner, end) == MAGNITUDE && (end > at || scanner->sentence->tokens[end].form.size > 2))) {
        end++;
    }
    if (end == at) {
        return 0;
    }
    int range = form_is(scanner, end, "to") || form_is(scanner, end, "-") || form_is(scanner, end, "\xE2\x80\x93");
    if (range && is_number(kind_at(scanner, end + 1))) {
        end += 2;
        while (kind_at(scanner, end) == MAGNITUDE) {
            end++;
        }
    }
    return end - at;
}

/* A day of the month: "7", "7th". */
static int is_day(const struct scanner *scanner, uint32_t at)
{
    enum kind kind = kind_at(scanner, at);
    return (kind == NUMBER && scanner->sentence->tokens[at].form.size <= 2) ||
           (kind == ORDINAL && scanner->sentence->tokens[at].form.size <= 4);
}

/* A year without a preposition of time, "the 2016 election": where the tree has it as no count of things, or where one thing is counted. */
static int is_bare_year(const struct scanner *scanner, uint32_t at)
{
    const attest_token *token = &scanner->sentence->tokens[at];
    attest_view deprel = token->deprel;
    int counted = attest_view_equal(deprel, ATTEST_VIEW("nummod"));
    if (counted && at > 0 && token->head == at + 1) {
        counted = scanner->sentence->tokens[at - 1].upos != ATTEST_UPOS_DET ||
                  !attest_view_equal(scanner->sentence->tokens[at + 1].xpos, ATTEST_VIEW("NN"));
    }
    return deprel.size && !counted && memcmp(token->form.data, FIRST_BARE_YEAR, 4) >= 0 &&
           memcmp(token->form.data, "2100", 4) < 0;
}

/* Month with day and year on either side: the end of the date that starts at `at`; `at` if there is none. */
static uint32_t calendar_date(const struct scanner *scanner, uint32_t at)
{
    uint32_t end = at;
    if (kind_at(scanner, end) == WEEKDAY) {
        end++;
        int day_first = kind_at(scanner, end + 1) == NUMBER && kind_at(scanner, end + 2) == MONTH;
        if (form_is(scanner, end, ",") && (day_first || kind_at(scanner, end + 1) == MONTH)) {
            end++;
        }
    }
    uint32_t month = end;
    if (is_day(scanner, month) && kind_at(scanner, month + 1) == MONTH) {
        month++;
    } else if (is_day(scanner, month) && form_is(scanner, month + 1, "of") && kind_at(scanner, month + 2) == MONTH) {
        month += 2;
    }
    if (kind_at(scanner, month) != MONTH) {
        return end;
    }
    end = month + 1;
    if (is_day(scanner, end)) {
        end++;
        if (form_is(scanner, end, "-") && kind_at(scanner, end + 1) == NUMBER) {
            end += 2;
        }
    }
    uint32_t year = form_is(scanner, end, ",") || form_is(scanner, end, "of") ? end + 1 : end;
    return kind_at(scanner, year) == YEAR ? year + 1 : end;
}

static uint32_t find_date(const struct scanner *scanner, uint32_t at)
{
    uint32_t end = calendar_date(scanner, at);
    if (end > at) {
        return end;
    }
    switch (kind_at(scanner, at)) {
    case DATE:
    case DECADE: return at + 1;
    case DAY: return at + 1;
    case YEAR:
        /* A bare number is a year behind a preposition of time only. */
        if (at > 0 &&
            (form_is(scanner, at - 1, "in") || form_is(scanner, at - 1, "In") || form_is(scanner, at - 1, "since") ||
             form_is(scanner, at - 1, "until") || form_is(scanner, at - 1, "by") || form_is(scanner, at - 1, "of") ||
             form_is(scanner, at - 1, "during") || form_is(scanner, at - 1, "from"))) {
            return at + 1;
        }
        return is_bare_year(scanner, at) ? at + 1 : at;
    case ORDINAL: return kind_at(scanner, at + 1) == CENTURY ? at + 2 : at;
    case PART: {
        uint32_t rest = at + 1 + (form_is(scanner, at + 1, "-") ? 1U : 0U);
        enum kind next = kind_at(scanner, rest);
        if (next == DECADE || next == YEAR) {
            return rest + 1;
        }
        if (next == ORDINAL && kind_at(scanner, rest + 1) == CENTURY) {
            return rest + 2;
        }
        return next == MONTH ? calendar_date(scanner, rest) : at;
    }
    case SEASON: {
        uint32_t year = at + 1 + (form_is(scanner, at + 1, "of") ? 1U : 0U);
        return kind_at(scanner, year) == YEAR ? year + 1 : at;
    }
    case RELATIVE: {
        enum kind next = kind_at(scanner, at + 1);
        return is_span(next) || next == WEEKDAY || next == MONTH || next == SEASON || next == DAYPART ? at + 2 : at;
    }
    default: return at;
    }
}

static uint32_t find_time(const struct scanner *scanner, uint32_t at)
{
    enum kind kind = kind_at(scanner, at);
    uint32_t end = at;
    if (kind == HOUR) {
        end = at + 1;
    } else if (kind == CLOCK || kind == NUMBER) {
        end = kind_at(scanner, at + 1) == HALF ? at + 2 : kind == CLOCK ? at + 1 : at;
    }
    return end > at && kind_at(scanner, end) == ZONE ? end + 1 : end;
}

/* An amount: what class a number has is told by the word around it. */
static uint32_t find_amount(const struct scanner *scanner, uint32_t at, enum attest_name_class *class_)
{
    int sign = kind_at(scanner, at) == SIGN;
    uint32_t end = at + (sign ? 1U : 0U);
    uint32_t size = number_size(scanner, end);
    if (size == 0) {
        return at;
    }
    end += size;
    enum kind next = kind_at(scanner, end);
    if (sign) {
        *class_ = ATTEST_NAME_MONEY;
        return next == MAGNITUDE ? end + 1 : end;
    }
    if (next == PERCENT) {
        *class_ = ATTEST_NAME_PERCENT;
        return end + 1;
    }
    if (form_is(scanner, end, "per") && form_is(scanner, end + 1, "cent")) {
        *class_ = ATTEST_NAME_PERCENT;
        return end + 2;
    }
    if (next == CURRENCY || next == SIGN) {
        *class_ = ATTEST_NAME_MONEY;
        return end + 1;
    }
    end += next == SQUARE ? 1U : 0U;
    end += form_is(scanner, end, "-") ? 1U : 0U;
    next = kind_at(scanner, end);
    if (is_span(next) && kind_at(scanner, end + 1) == BACK) {
        *class_ = ATTEST_NAME_DATE;
        return end + 2;
    }
    if (next == UNIT || is_span(next)) {
        *class_ = ATTEST_NAME_QUANTITY;
        return end + 1;
    }
    return at;
}

void attest_i_names_mark_values(attest_sentence *sentence)
{
    struct scanner scanner = {sentence, {NULL, 0}};
    if (attest_i_embedded_find(ATTEST_VIEW("gazetteers/values.tsv"), &scanner.words) != ATTEST_OK) {
        return;
    }
    uint32_t at = 0;
    while (at < sentence->token_count) {
        enum attest_name_class class_ = ATTEST_NAME_QUANTITY;
        uint32_t end = find_amount(&scanner, at, &class_);
        if (end == at) {
            class_ = ATTEST_NAME_TIME;
            end = find_time(&scanner, at);
        }
        if (end == at) {
            class_ = ATTEST_NAME_DATE;
            end = find_date(&scanner, at);
        }
        if (end == at) {
            at++;
            continue;
        }
        for (uint32_t i = at; i < end; i++) {
            sentence->tokens[i].name = (uint8_t)class_;
            sentence->tokens[i].name_begin = i == at;
        }
        at = end;
    }
}
