/* The weights of confidence: reads the table, and turns features into a probability. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/confidence.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/embedded.h"
#include "base/memory.h"
#include "language/table.h"

#define TABLE ATTEST_VIEW("confidence.tsv")

/* What a row of a rule is called: "rule=clause.copula". */
#define RULE_PREFIX ATTEST_VIEW("rule=")

/* The sum of weights is cut to this, on both sides: far beyond what two digits can tell. */
#define MOST 32.0

/* e^x by its series at x / 2^HALVINGS, squared as often. */
#define HALVINGS 8
#define TERMS 10

#define FEATURE_MOST                                                                                                   \
    ((size_t)ATTEST_I_CLAIM_FEATURE_COUNT > (size_t)ATTEST_I_SAID_FEATURE_COUNT ? ATTEST_I_CLAIM_FEATURE_COUNT         \
                                                                                : ATTEST_I_SAID_FEATURE_COUNT)

struct rule_weight {
    enum attest_i_confidence_kind kind;
    attest_view rule;
    double weight;
};

struct attest_i_confidence {
    double weights[ATTEST_I_CONFIDENCE_KINDS][FEATURE_MOST];
    struct {
        struct rule_weight *items;
        size_t count;
        size_t capacity;
    } rules;
};

static const char *const claim_names[] = {
#define FEATURE_NAME(constant, name) name,
    ATTEST_I_CLAIM_FEATURES(FEATURE_NAME)};
static const char *const attribution_names[] = {ATTEST_I_ATTRIBUTION_FEATURES(FEATURE_NAME)};
#undef FEATURE_NAME

static attest_i_confidence *builtin;
static enum attest_status builtin_status;
static pthread_once_t builtin_once = PTHREAD_ONCE_INIT;

const char *attest_i_confidence_feature(enum attest_i_confidence_kind kind, size_t number)
{
    return kind == ATTEST_I_CONFIDENCE_CLAIM ? claim_names[number] : attribution_names[number];
}

size_t attest_i_confidence_feature_count(enum attest_i_confidence_kind kind)
{
    return kind == ATTEST_I_CONFIDENCE_CLAIM ? ATTEST_I_CLAIM_FEATURE_COUNT : ATTEST_I_SAID_FEATURE_COUNT;
}

/* "-1.25": strtod would obey the locale. */
static enum attest_status read_weight(attest_view text, double *weight)
{
    size_t i = text.size > 0 && text.data[0] == '-';
    double value = 0, unit = 1;
    int point = 0;
    if (i == text.size) {
        return ATTEST_ERR_DATA;
    }
    for (; i < text.size; i++) {
        if (text.data[i] == '.' && !point) {
            point = 1;
        } else if (text.data[i] >= '0' && text.data[i] <= '9') {
            value = value * 10 + (text.data[i] - '0');
            unit *= point ? 10 : 1;
        } else {
            return ATTEST_ERR_DATA;
        }
    }
    *weight = (text.data[0] == '-' ? -value : value) / unit;
    return ATTEST_OK;
}

static int has_prefix(attest_view text, attest_view prefix)
{
    return text.size > prefix.size && memcmp(text.data, prefix.data, prefix.size) == 0;
}

static enum attest_status read_row(attest_i_confidence *confidence, attest_view kind_name, attest_view fields)
{
    enum attest_i_confidence_kind kind = attest_view_equal(kind_name, ATTEST_VIEW("claim"))
                                             ? ATTEST_I_CONFIDENCE_CLAIM
                                             : ATTEST_I_CONFIDENCE_ATTRIBUTION;
    if (kind == ATTEST_I_CONFIDENCE_ATTRIBUTION && !attest_view_equal(kind_name, ATTEST_VIEW("attribution"))) {
        return ATTEST_ERR_DATA;
    }
    attest_view name = attest_i_table_field(&fields);
    double weight = 0;
    enum attest_status status = read_weight(fields, &weight);
    if (status == ATTEST_OK && has_prefix(name, RULE_PREFIX)) {
        status = ATTEST_I_VECTOR_RESERVE(&confidence->rules, 1);
        if (status == ATTEST_OK) {
            attest_view rule = {name.data + RULE_PREFIX.size, name.size - RULE_PREFIX.size};
            confidence->rules.items[confidence->rules.count++] = (struct rule_weight){kind, rule, weight};
        }
        return status;
    }
    size_t number = 0, count = attest_i_confidence_feature_count(kind);
    while (number < count && !attest_view_equal(name, attest_view_of(attest_i_confidence_feature(kind, number)))) {
        number++;
    }
    if (status != ATTEST_OK || number == count) {
        return ATTEST_ERR_DATA;
    }
    confidence->weights[kind][number] = weight;
    return ATTEST_OK;
}

enum attest_status attest_i_confidence_new(attest_i_confidence **confidence, attest_view table, attest_error *error)
{
    *confidence = NULL;
    attest_i_confidence *made = calloc(1, sizeof *made);
    enum attest_status status = made ? ATTEST_OK : ATTEST_ERR_NOMEM;
    uint32_t line = 0;
    for (size_t at = 0; status == ATTEST_OK && at < table.size;) {
        attest_view kind, fields;
        at = attest_i_table_line(table, at, &kind, &fields);
        line++;
        if (kind.size > 0 && kind.data[0] != '#') {
            status = read_row(made, kind, fields);
        }
    }
    if (status != ATTEST_OK) {
        attest_i_confidence_free(made);
        return status == ATTEST_ERR_DATA
                   ? attest_error_set(error, status, "confidence.tsv",
                                      "line %u: expected claim or attribution, a feature, a number", (unsigned)line)
                   : attest_error_set(error, status, NULL, "out of memory");
    }
    *confidence = made;
    return ATTEST_OK;
}

void attest_i_confidence_free(attest_i_confidence *confidence)
{
    if (confidence) {
        free(confidence->rules.items);
        free(confidence);
    }
}

static void load_builtin(void)
{
    attest_view table;
    builtin_status = attest_i_embedded_find(TABLE, &table);
    if (builtin_status == ATTEST_OK) {
        builtin_status = attest_i_confidence_new(&builtin, table, NULL);
    }
}

enum attest_status attest_i_confidence_builtin(const attest_i_confidence **confidence)
{
    *confidence = NULL;
    if (pthread_once(&builtin_once, load_builtin) != 0) {
        return ATTEST_ERR;
    }
    *confidence = builtin;
    return builtin_status;
}

double attest_i_logistic(double x)
{
    x = x > MOST ? MOST : x < -MOST ? -MOST : x;
    double small = -x / (1 << HALVINGS);
    double power = 1;
    for (int i = TERMS; i > 0; i--) {
        power = 1 + power * small / i;
    }
    for (int i = 0; i < HALVINGS; i++) {
        power *= power;
    }
    return 1 / (1 + power);
}

double attest_i_confidence_of(const attest_i_confidence *confidence, enum attest_i_confidence_kind kind,
                              attest_view rule, const double *features)
{
    double sum = 0;
    for (size_t i = 0; i < attest_i_confidence_feature_count(kind); i++) {
        sum += confidence->weights[kind][i] * features[i];
    }
    for (size_t i = 0; i < confidence->rules.count; i++) {
        const struct rule_weight *known = &confidence->rules.items[i];
        if (known->kind == kind && attest_view_equal(known->rule, rule)) {
            sum += known->weight;
        }
    }
    int hundredths = (int)(attest_i_logistic(sum) * 100 + 0.5);
    return (hundredths < 1 ? 1 : hundredths > 99 ? 99 : hundredths) / 100.0;
}
