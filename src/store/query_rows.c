/* Results of SELECT and ASK as a table for people, SPARQL 1.1 CSV, TSV, JSON and XML. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "base/utf8.h"
#include "store/display.h"
#include "store/query.h"
#include "store/query_text.h"

/* A table is laid out as a whole; other formats go out row by row. */
struct table {
    attest_i_buffer text; /* all cells, one after the other */
    size_t *ends;         /* end of each cell in the text */
    size_t *widths;       /* by column */
};

static void append_cell(const attest_i_shortener *shortener, const attest_term *term, attest_i_buffer *buffer)
{
    if (term->kind == ATTEST_TERM_IRI) {
        attest_i_shortener_append(shortener, term->value, buffer);
    } else if (term->kind == ATTEST_TERM_LITERAL) {
        /* A cell is one line: control characters, line ends among them, become spaces. */
        for (size_t i = 0; i < term->value.size; i++) {
            unsigned char byte = (unsigned char)term->value.data[i];
            attest_i_buffer_byte(buffer, byte < 0x20 || byte == 0x7f ? ' ' : (char)byte);
        }
    }
}

static void write_padded(FILE *output, attest_view text, size_t width, int last)
{
    fwrite(text.data, 1, text.size, output);
    for (size_t used = attest_i_display_width(text); used < width && !last; used++) {
        fputc(' ', output);
    }
}

static void write_rule(FILE *output, const struct table *table, size_t columns)
{
    for (size_t i = 0; i < columns; i++) {
        for (size_t k = 0; k < table->widths[i]; k++) {
            fputs("─", output);
        }
        fputs(i + 1 < columns ? "  " : "\n", output);
    }
}

static void lay_out(const attest_i_query *query, const attest_i_rows *rows, struct table *table)
{
    attest_i_shortener shortener;
    attest_i_shortener_init(&shortener, query->dataset);
    for (int i = 0;; i++) {
        rasqal_prefix *prefix = rasqal_query_get_prefix(query->rasqal, i);
        if (!prefix) {
            break;
        }
        attest_i_shortener_add(&shortener, attest_view_of((const char *)prefix->prefix),
                               attest_view_of((const char *)raptor_uri_as_string(prefix->uri)));
    }
    for (size_t i = 0; i < rows->column_count; i++) {
        table->widths[i] = attest_i_display_width(attest_view_of(rows->names[i])) + 1;
    }
    size_t begin = 0;
    for (size_t i = 0; i < rows->count * rows->column_count; i++) {
        attest_term term = attest_i_query_term(query, rows->ids[i]);
        append_cell(&shortener, &term, &table->text);
        table->ends[i] = table->text.size;
        size_t width = attest_i_display_width((attest_view){table->text.data + begin, table->text.size - begin});
        if (width > table->widths[i % rows->column_count]) {
            table->widths[i % rows->column_count] = width;
        }
        begin = table->text.size;
    }
}

static void write_table_rows(FILE *output, const attest_i_rows *rows, const struct table *table)
{
    size_t columns = rows->column_count;
    for (size_t i = 0; i < columns; i++) {
        fputc('?', output);
        write_padded(output, attest_view_of(rows->names[i]), table->widths[i] - 1, i + 1 == columns);
        fputs(i + 1 < columns ? "  " : "\n", output);
    }
    write_rule(output, table, columns);
    size_t begin = 0;
    for (size_t i = 0; i < rows->count * columns; i++) {
        int last = (i + 1) % columns == 0;
        attest_view cell = {table->text.data + begin, table->ends[i] - begin};
        write_padded(output, cell, table->widths[i % columns], last);
        fputs(last ? "\n" : "  ", output);
        begin = table->ends[i];
    }
    fprintf(output, "(%zu %s)\n", rows->count, rows->count == 1 ? "row" : "rows");
}

static enum attest_status write_table(attest_i_query *query, const attest_i_rows *rows, FILE *output)
{
    struct table table = {{NULL, 0, 0, ATTEST_OK},
                          calloc(rows->count * rows->column_count + 1, sizeof(size_t)),
                          calloc(rows->column_count + 1, sizeof(size_t))};
    enum attest_status status = table.ends && table.widths ? ATTEST_OK : ATTEST_ERR_NOMEM;
    if (status == ATTEST_OK) {
        attest_i_buffer_append(&table.text, (attest_view){NULL, 0});
        lay_out(query, rows, &table);
        status = table.text.status;
    }
    if (status == ATTEST_OK) {
        write_table_rows(output, rows, &table);
    }
    attest_i_buffer_clear(&table.text);
    free(table.ends);
    free(table.widths);
    return status;
}

static void append_csv(const attest_term *term, attest_i_buffer *buffer)
{
    int quoted = 0;
    for (size_t i = 0; i < term->value.size && !quoted; i++) {
        quoted = strchr("\",\r\n", term->value.data[i]) != NULL;
    }
    if (quoted) {
        attest_i_buffer_byte(buffer, '"');
    }
    for (size_t i = 0; i < term->value.size; i++) {
        if (term->value.data[i] == '"') {
            attest_i_buffer_byte(buffer, '"');
        }
        attest_i_buffer_byte(buffer, term->value.data[i]);
    }
    if (quoted) {
        attest_i_buffer_byte(buffer, '"');
    }
}

static void append_json_value(const attest_term *term, attest_i_buffer *buffer)
{
    attest_i_buffer_append(buffer, ATTEST_VIEW("{\"type\":"));
    attest_i_buffer_append(buffer, term->kind == ATTEST_TERM_IRI ? ATTEST_VIEW("\"uri\"") : ATTEST_VIEW("\"literal\""));
    attest_i_buffer_append(buffer, ATTEST_VIEW(",\"value\":"));
    attest_i_text_json(buffer, term->value);
    if (term->language.size) {
        attest_i_buffer_append(buffer, ATTEST_VIEW(",\"xml:lang\":"));
        attest_i_text_json(buffer, term->language);
    } else if (term->datatype.size) {
        attest_i_buffer_append(buffer, ATTEST_VIEW(",\"datatype\":"));
        attest_i_text_json(buffer, term->datatype);
    }
    attest_i_buffer_byte(buffer, '}');
}

static void append_xml_value(const attest_term *term, attest_i_buffer *buffer)
{
    if (term->kind == ATTEST_TERM_IRI) {
        attest_i_buffer_append(buffer, ATTEST_VIEW("<uri>"));
        attest_i_text_xml(buffer, term->value);
        attest_i_buffer_append(buffer, ATTEST_VIEW("</uri>"));
        return;
    }
    attest_i_buffer_append(buffer, ATTEST_VIEW("<literal"));
    if (term->language.size || term->datatype.size) {
        attest_i_buffer_append(buffer, term->language.size ? ATTEST_VIEW(" xml:lang=\"") : ATTEST_VIEW(" datatype=\""));
        attest_i_text_xml(buffer, term->language.size ? term->language : term->datatype);
        attest_i_buffer_byte(buffer, '"');
    }
    attest_i_buffer_byte(buffer, '>');
    attest_i_text_xml(buffer, term->value);
    attest_i_buffer_append(buffer, ATTEST_VIEW("</literal>"));
}

static void append_head(const attest_i_rows *rows, enum attest_result_format format, attest_i_buffer *buffer)
{
    if (format == ATTEST_RESULT_JSON) {
        attest_i_buffer_append(buffer, ATTEST_VIEW("{\"head\":{\"vars\":["));
    } else if (format == ATTEST_RESULT_XML) {
        attest_i_buffer_append(buffer, ATTEST_VIEW("<?xml version=\"1.0\"?>\n<sparql xmlns=\"http://www.w3.org/2005/"
                                                   "sparql-results#\">\n  <head>\n"));
    }
    for (size_t i = 0; i < rows->column_count; i++) {
        const char *name = rows->names[i];
        switch (format) {
        case ATTEST_RESULT_JSON: attest_i_buffer_print(buffer, "%s\"%s\"", i ? "," : "", name); break;
        case ATTEST_RESULT_XML: attest_i_buffer_print(buffer, "    <variable name=\"%s\"/>\n", name); break;
        case ATTEST_RESULT_TSV: attest_i_buffer_print(buffer, "%s?%s", i ? "\t" : "", name); break;
        default: attest_i_buffer_print(buffer, "%s%s", i ? "," : "", name); break;
        }
    }
    if (format == ATTEST_RESULT_JSON) {
        attest_i_buffer_append(buffer, ATTEST_VIEW("]},\"results\":{\"bindings\":["));
    } else if (format == ATTEST_RESULT_XML) {
        attest_i_buffer_append(buffer, ATTEST_VIEW("  </head>\n  <results>\n"));
    } else {
        attest_i_buffer_append(buffer, format == ATTEST_RESULT_CSV ? ATTEST_VIEW("\r\n") : ATTEST_VIEW("\n"));
    }
}

static void append_binding(const char *name, const attest_term *term, enum attest_result_format format, size_t column,
                           int *first, attest_i_buffer *buffer)
{
    if (format == ATTEST_RESULT_CSV || format == ATTEST_RESULT_TSV) {
        if (column > 0) {
            attest_i_buffer_byte(buffer, format == ATTEST_RESULT_CSV ? ',' : '\t');
        }
        if (format == ATTEST_RESULT_CSV) {
            append_csv(term, buffer);
        } else {
            attest_i_text_term(buffer, term, NULL);
        }
    } else if (term->kind != ATTEST_TERM_NONE && format == ATTEST_RESULT_JSON) {
        attest_i_buffer_print(buffer, "%s\"%s\":", *first ? "" : ",", name);
        append_json_value(term, buffer);
        *first = 0;
    } else if (term->kind != ATTEST_TERM_NONE) {
        attest_i_buffer_print(buffer, "      <binding name=\"%s\">", name);
        append_xml_value(term, buffer);
        attest_i_buffer_append(buffer, ATTEST_VIEW("</binding>\n"));
    }
}

static void append_row(const attest_i_query *query, const attest_i_rows *rows, size_t row,
                       enum attest_result_format format, attest_i_buffer *buffer)
{
    int first = 1;
    if (format == ATTEST_RESULT_JSON) {
        attest_i_buffer_append(buffer, row ? ATTEST_VIEW(",\n{") : ATTEST_VIEW("\n{"));
    } else if (format == ATTEST_RESULT_XML) {
        attest_i_buffer_append(buffer, ATTEST_VIEW("    <result>\n"));
    }
    for (size_t i = 0; i < rows->column_count; i++) {
        attest_term term = attest_i_query_term(query, rows->ids[row * rows->column_count + i]);
        append_binding(rows->names[i], &term, format, i, &first, buffer);
    }
    switch (format) {
    case ATTEST_RESULT_JSON: attest_i_buffer_byte(buffer, '}'); break;
    case ATTEST_RESULT_XML: attest_i_buffer_append(buffer, ATTEST_VIEW("    </result>\n")); break;
    default:
        attest_i_buffer_append(buffer, format == ATTEST_RESULT_CSV ? ATTEST_VIEW("\r\n") : ATTEST_VIEW("\n"));
        break;
    }
}

enum attest_status attest_i_query_write_rows(attest_i_query *query, const attest_i_rows *rows,
                                             enum attest_result_format format, FILE *output)
{
    if (format == ATTEST_RESULT_TURTLE) {
        return attest_i_query_fail(query, ATTEST_ERR_UNSUPPORTED,
                                   "the rows of a SELECT are no graph: Turtle is for CONSTRUCT and DESCRIBE");
    }
    if (format == ATTEST_RESULT_TABLE) {
        return write_table(query, rows, output);
    }
    attest_i_buffer buffer = {NULL, 0, 0, ATTEST_OK};
    append_head(rows, format, &buffer);
    for (size_t row = 0; row < rows->count && buffer.status == ATTEST_OK; row++) {
        append_row(query, rows, row, format, &buffer);
        fwrite(buffer.data, 1, buffer.size, output);
        attest_i_buffer_reset(&buffer);
    }
    if (format == ATTEST_RESULT_JSON) {
        attest_i_buffer_append(&buffer, ATTEST_VIEW("\n]}}\n"));
    } else if (format == ATTEST_RESULT_XML) {
        attest_i_buffer_append(&buffer, ATTEST_VIEW("  </results>\n</sparql>\n"));
    }
    if (buffer.size > 0) {
        fwrite(buffer.data, 1, buffer.size, output);
    }
    enum attest_status status = buffer.status;
    attest_i_buffer_clear(&buffer);
    return status;
}

enum attest_status attest_i_query_write_boolean(attest_i_query *query, int value, enum attest_result_format format,
                                                FILE *output)
{
    const char *text = value ? "true" : "false";
    switch (format) {
    case ATTEST_RESULT_TURTLE:
        return attest_i_query_fail(query, ATTEST_ERR_UNSUPPORTED,
                                   "the answer of an ASK is no graph: Turtle is for CONSTRUCT and DESCRIBE");
    case ATTEST_RESULT_JSON: fprintf(output, "{\"head\":{},\"boolean\":%s}\n", text); break;
    case ATTEST_RESULT_XML:
        fprintf(output,
                "<?xml version=\"1.0\"?>\n<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n  <head/>\n"
                "  <boolean>%s</boolean>\n</sparql>\n",
                text);
        break;
    default: fprintf(output, "%s\n", text); break;
    }
    return ATTEST_OK;
}
