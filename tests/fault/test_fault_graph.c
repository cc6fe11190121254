/* Mapping while memory runs out: fail each allocation in turn, and require an error and no leak. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "../support/failing_memory.h"
#include "../support/graph_fixture.h"

/* Far more than the scene needs: a loop that does not end is a failure too. */
#define ALLOCATIONS_MAX 100000

static enum attest_status count_quad(void *self, const attest_quad *quad)
{
    cr_assert_neq(quad->subject.value.size, 0);
    ++*(size_t *)self;
    return ATTEST_OK;
}

static enum attest_status map_all(const graph_fixture *f, size_t *quads)
{
    attest_graph_mapper *mapper;
    attest_quad_sink sink = {count_quad, quads};
    *quads = 0;
    enum attest_status status = attest_graph_mapper_new(&mapper, f->rules, NULL, NULL);
    if (status != ATTEST_OK) {
        cr_assert_null(mapper);
        return status;
    }
    status = attest_graph_emit_run(mapper, sink, NULL);
    if (status == ATTEST_OK) {
        status = attest_graph_emit_extraction(mapper, f->extraction, sink, NULL);
    }
    attest_graph_mapper_free(mapper);
    return status;
}

Test(fault_graph, every_allocation_may_fail)
{
    graph_fixture f;
    size_t expected;
    size_t quads;
    graph_fixture_report(&f);
    graph_fixture_map(&f, NULL, 0);
    cr_assert_eq(map_all(&f, &expected), ATTEST_OK);
    size_t n = 1;
    int failed = 1;
    for (; failed && n < ALLOCATIONS_MAX; n++) {
        long live = failing_memory_live();
        failing_memory_arm(n);
        enum attest_status status = map_all(&f, &quads);
        failed = failing_memory_disarm();
        cr_assert_eq(failing_memory_live(), live, "leak when allocation %zu fails", n);
        cr_assert_eq(status, failed ? ATTEST_ERR_NOMEM : ATTEST_OK, "status %d when allocation %zu fails", (int)status,
                     n);
    }
    cr_assert_not(failed);
    cr_expect_eq(quads, expected);
    cr_expect_gt(n, 50);
    graph_fixture_clear(&f);
}
