/* Fuzz entry: bytes become Turtle (first byte odd) or TriG, blank nodes allowed. What is read must be fit to be terms. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "rdf/term.h"
#include "rdf/trig_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int holds)
{
    if (!holds) {
        abort();
    }
}

static enum attest_status check_quad(void *self, const attest_quad *quad)
{
    const char *reason;
    (void)self;
    require(attest_i_term_check(&quad->subject, &reason) == ATTEST_OK && quad->subject.kind == ATTEST_TERM_IRI);
    require(attest_i_term_check(&quad->predicate, &reason) == ATTEST_OK && quad->predicate.kind == ATTEST_TERM_IRI);
    require(attest_i_term_check(&quad->object, &reason) == ATTEST_OK);
    require(quad->graph.kind == ATTEST_TERM_NONE || attest_i_term_check(&quad->graph, &reason) == ATTEST_OK);
    return ATTEST_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static attest_i_input input;
    if (size == 0) {
        return 0;
    }
    attest_error error = {.status = ATTEST_OK};
    attest_i_trig_options options = {.turtle = data[0] & 1, .blank_nodes = 1};
    input = (attest_i_input){.fd = memfd_create("input", 0), .name = "input", .error = &error, .line = 1};
    require(input.fd >= 0);
    require(write(input.fd, data + 1, size - 1) == (ssize_t)(size - 1) && lseek(input.fd, 0, SEEK_SET) == 0);
    attest_quad_sink sink = {check_quad, NULL};
    enum attest_status status = attest_i_trig_read(&input, (attest_view){"", 0}, &options, sink);
    require(status == ATTEST_OK || (attest_status_is_error(status) && error.status == status && error.text[0]));
    require(status == ATTEST_OK || (error.line > 0 && (error.column > 0 || status == ATTEST_ERR_ENCODING)));
    close(input.fd);
    return 0;
}
