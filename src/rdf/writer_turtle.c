/* Turtle triples, grouped by subject and predicate in the order of arrival: for the TriG writer and the folder. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/term.h"
#include "rdf/writer.h"

/* Once a line is longer than this many bytes, the next object goes on a line of its own. */
#define LINE_LENGTH 100
/* Indentation of predicates below their subject, and of objects below their predicate. */
#define STEP ((size_t)4)

static void begin_line(attest_i_turtle *turtle, size_t indentation)
{
    static const char spaces[] = "                ";
    turtle->line = attest_i_output_bytes(turtle->output);
    attest_i_output_put(turtle->output, spaces, indentation);
}

static void write_predicate(attest_i_turtle *turtle, const attest_term *predicate)
{
    if (attest_view_equal(predicate->value, ATTEST_VIEW(ATTEST_I_RDF "type"))) {
        ATTEST_I_OUTPUT_TEXT(turtle->output, "a");
    } else {
        attest_i_write_turtle_term(turtle->output, turtle->prefixes, predicate);
    }
    ATTEST_I_OUTPUT_TEXT(turtle->output, " ");
}

void attest_i_turtle_end(attest_i_turtle *turtle)
{
    if (turtle->open) {
        ATTEST_I_OUTPUT_TEXT(turtle->output, " .\n");
        turtle->open = 0;
    }
}

void attest_i_turtle_triple(attest_i_turtle *turtle, const attest_quad *quad, enum attest_i_change change)
{
    attest_i_output *output = turtle->output;
    if (!turtle->open || change >= ATTEST_I_CHANGE_SUBJECT) {
        if (turtle->open) {
            attest_i_turtle_end(turtle);
            ATTEST_I_OUTPUT_TEXT(output, "\n");
        }
        begin_line(turtle, turtle->margin);
        attest_i_write_turtle_term(output, turtle->prefixes, &quad->subject);
        ATTEST_I_OUTPUT_TEXT(output, " ");
        write_predicate(turtle, &quad->predicate);
        turtle->open = 1;
    } else if (change == ATTEST_I_CHANGE_PREDICATE) {
        ATTEST_I_OUTPUT_TEXT(output, " ;\n");
        begin_line(turtle, turtle->margin + STEP);
        write_predicate(turtle, &quad->predicate);
    } else if (attest_i_output_bytes(output) - turtle->line > LINE_LENGTH) {
        ATTEST_I_OUTPUT_TEXT(output, ",\n");
        begin_line(turtle, turtle->margin + 2 * STEP);
    } else {
        ATTEST_I_OUTPUT_TEXT(output, ", ");
    }
    attest_i_write_turtle_term(output, turtle->prefixes, &quad->object);
}
