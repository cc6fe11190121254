/* Values: a literal where one says it all, else a node with schema.org's or OWL-Time's properties. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/mapping.h"

/* The datatype of kinds that are one literal; ATTEST_I_IRI_COUNT for others. */
static enum attest_i_iri literal_datatype(enum attest_value_kind kind)
{
    switch (kind) {
    case ATTEST_VALUE_INTEGER: return ATTEST_I_IRI_XSD_INTEGER;
    case ATTEST_VALUE_DECIMAL: return ATTEST_I_IRI_XSD_DECIMAL;
    case ATTEST_VALUE_YEAR: return ATTEST_I_IRI_XSD_YEAR;
    case ATTEST_VALUE_MONTH: return ATTEST_I_IRI_XSD_MONTH;
    case ATTEST_VALUE_DATE: return ATTEST_I_IRI_XSD_DATE;
    case ATTEST_VALUE_DATETIME: return ATTEST_I_IRI_XSD_DATE_TIME;
    case ATTEST_VALUE_DURATION: return ATTEST_I_IRI_XSD_DURATION;
    default: return ATTEST_I_IRI_COUNT;
    }
}

static int is_time(enum attest_value_kind kind)
{
    return kind == ATTEST_VALUE_YEAR || kind == ATTEST_VALUE_MONTH || kind == ATTEST_VALUE_DATE ||
           kind == ATTEST_VALUE_DATETIME || kind == ATTEST_VALUE_INTERVAL;
}

/* A valid integer or decimal in its canonical form (XSD 1.1): no "+", no zeros that say nothing, no point without digits. Stores
 * that keep numbers as numbers give them back so, and a graph must have the same digest after that. */
static attest_view canonical_number(attest_i_mapping *mapping, attest_view lexical)
{
    attest_view digits = lexical;
    int negative = digits.data[0] == '-';
    if (negative || digits.data[0] == '+') {
        digits = (attest_view){digits.data + 1, digits.size - 1};
    }
    if (memchr(digits.data, '.', digits.size)) {
        while (digits.data[digits.size - 1] == '0') {
            digits.size--;
        }
        digits.size -= digits.data[digits.size - 1] == '.';
    }
    while (digits.size && digits.data[0] == '0') {
        digits = (attest_view){digits.data + 1, digits.size - 1};
    }
    if (digits.size == 0) {
        return ATTEST_VIEW("0");
    }
    return attest_i_mapping_print(mapping, "%s%s%.*s", negative ? "-" : "", digits.data[0] == '.' ? "0" : "",
                                  (int)digits.size, digits.data);
}

/* Typed if it can be, else as it stands. */
static attest_term typed_or_plain(attest_i_mapping *mapping, attest_view lexical, enum attest_i_iri datatype)
{
    if (attest_i_lexical_is_valid(lexical, datatype)) {
        int number = datatype == ATTEST_I_IRI_XSD_INTEGER || datatype == ATTEST_I_IRI_XSD_DECIMAL;
        return attest_i_term_typed(number ? canonical_number(mapping, lexical) : lexical, datatype);
    }
    return attest_i_mapping_plain(mapping, lexical);
}

static void add_bound(attest_i_mapping *mapping, attest_view node, enum attest_value_bound bound)
{
    static const enum attest_i_iri bounds[] = {
        [ATTEST_BOUND_ABOUT] = ATTEST_I_IRI_ATT_ABOUT,
        [ATTEST_BOUND_AT_LEAST] = ATTEST_I_IRI_ATT_AT_LEAST,
        [ATTEST_BOUND_AT_MOST] = ATTEST_I_IRI_ATT_AT_MOST,
    };
    if (bound != ATTEST_BOUND_EXACT && (size_t)bound < sizeof bounds / sizeof bounds[0]) {
        attest_i_mapping_add(mapping, node, ATTEST_I_IRI_ATT_BOUND, attest_i_iri_term(bounds[bound]));
    }
}

/* A point in time, with the property that its precision asks for. */
static void describe_instant(attest_i_mapping *mapping, attest_view node, attest_view lexical)
{
    attest_term date = attest_i_mapping_date(mapping, lexical);
    static const enum attest_i_iri properties[][2] = {
        {ATTEST_I_IRI_XSD_DATE, ATTEST_I_IRI_TIME_IN_XSD_DATE},
        {ATTEST_I_IRI_XSD_DATE_TIME, ATTEST_I_IRI_TIME_IN_XSD_DATE_TIME},
        {ATTEST_I_IRI_XSD_MONTH, ATTEST_I_IRI_TIME_IN_XSD_MONTH},
        {ATTEST_I_IRI_XSD_YEAR, ATTEST_I_IRI_TIME_IN_XSD_YEAR},
    };
    attest_i_mapping_add_type(mapping, node, ATTEST_I_IRI_TIME_INSTANT);
    for (size_t i = 0; i < sizeof properties / sizeof properties[0]; i++) {
        if (attest_view_equal(date.datatype, attest_i_iri_view(properties[i][0]))) {
            attest_i_mapping_add(mapping, node, properties[i][1], date);
        }
    }
}

static void describe_end(attest_i_mapping *mapping, attest_view node, enum attest_i_iri property, const char *suffix,
                         attest_view lexical)
{
    if (lexical.size) {
        attest_view end = attest_i_mapping_print(mapping, "%.*s%s", (int)node.size, node.data, suffix);
        attest_i_mapping_add_iri(mapping, node, property, end);
        describe_instant(mapping, end, lexical);
    }
}

static void describe_time(attest_i_mapping *mapping, const attest_value *value, attest_view node)
{
    if (value->kind != ATTEST_VALUE_INTERVAL && value->upper.size == 0) {
        describe_instant(mapping, node, value->lexical);
        return;
    }
    attest_i_mapping_add_type(mapping, node, ATTEST_I_IRI_TIME_PROPER_INTERVAL);
    describe_end(mapping, node, ATTEST_I_IRI_TIME_HAS_BEGINNING, "-begin", value->lexical);
    describe_end(mapping, node, ATTEST_I_IRI_TIME_HAS_END, "-end", value->upper);
}

static void describe_unit(attest_i_mapping *mapping, const attest_value *value, attest_view node)
{
    if (value->kind == ATTEST_VALUE_PERCENT) {
        attest_i_mapping_add(mapping, node, ATTEST_I_IRI_SCHEMA_UNIT_CODE,
                             attest_i_mapping_plain(mapping, ATTEST_VIEW("UCUM:%")));
    } else if (value->kind == ATTEST_VALUE_MONEY && value->unit.size) {
        attest_i_mapping_add(mapping, node, ATTEST_I_IRI_SCHEMA_CURRENCY, attest_i_mapping_plain(mapping, value->unit));
    } else if (value->unit.size) {
        attest_view code = attest_i_mapping_print(mapping, "UCUM:%.*s", (int)value->unit.size, value->unit.data);
        attest_i_mapping_add(mapping, node, ATTEST_I_IRI_SCHEMA_UNIT_CODE, attest_i_mapping_plain(mapping, code));
    }
}

static void describe_quantity(attest_i_mapping *mapping, const attest_value *value, attest_view node)
{
    enum attest_i_iri datatype = literal_datatype(value->kind);
    enum attest_i_iri property = ATTEST_I_IRI_SCHEMA_VALUE;
    if (datatype == ATTEST_I_IRI_COUNT) {
        datatype = ATTEST_I_IRI_XSD_DECIMAL;
    }
    if (value->bound == ATTEST_BOUND_AT_LEAST || value->upper.size) {
        property = ATTEST_I_IRI_SCHEMA_MIN_VALUE;
    } else if (value->bound == ATTEST_BOUND_AT_MOST) {
        property = ATTEST_I_IRI_SCHEMA_MAX_VALUE;
    }
    attest_i_mapping_add_type(mapping, node,
                              value->kind == ATTEST_VALUE_MONEY ? ATTEST_I_IRI_SCHEMA_MONETARY_AMOUNT
                                                                : ATTEST_I_IRI_SCHEMA_QUANTITATIVE_VALUE);
    attest_i_mapping_add(mapping, node, property, typed_or_plain(mapping, value->lexical, datatype));
    if (value->upper.size) {
        attest_i_mapping_add(mapping, node, ATTEST_I_IRI_SCHEMA_MAX_VALUE,
                             typed_or_plain(mapping, value->upper, datatype));
    }
    describe_unit(mapping, value, node);
}

attest_term attest_i_mapping_value(attest_i_mapping *mapping, const attest_value *value, attest_view text,
                                   attest_view node)
{
    if (value->kind == ATTEST_VALUE_TEXT) {
        return attest_i_mapping_text(mapping, value->lexical.size ? value->lexical : text);
    }
    enum attest_i_iri datatype = literal_datatype(value->kind);
    if (datatype != ATTEST_I_IRI_COUNT && value->bound == ATTEST_BOUND_EXACT && value->upper.size == 0) {
        return typed_or_plain(mapping, value->lexical, datatype);
    }
    if (is_time(value->kind)) {
        describe_time(mapping, value, node);
    } else {
        describe_quantity(mapping, value, node);
    }
    add_bound(mapping, node, value->bound);
    if (text.size) {
        attest_i_mapping_add(mapping, node, ATTEST_I_IRI_RDFS_LABEL, attest_i_mapping_text(mapping, text));
    }
    return attest_i_term_iri(node);
}
