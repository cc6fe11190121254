/* Value readers by name. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/values.h"

#include "extract/stage.h"

uint32_t attest_i_value_reader_find(attest_view name)
{
    (void)name;
    return ATTEST_NO_INDEX;
}

const char *attest_i_value_reader_names(void)
{
    return "none";
}

const char *attest_i_value_reader_group(uint32_t reader)
{
    (void)reader;
    return NULL;
}

static const char *const kind_names[] = {"none",     "text",     "integer", "decimal", "year",    "month",  "date",
                                         "datetime", "interval", "duration", "money",   "percent", "measure"};
static const char *const bound_names[] = {"exact", "about", "at-least", "at-most"};

const char *attest_i_value_kind_name(enum attest_value_kind kind)
{
    return (size_t)kind < sizeof kind_names / sizeof kind_names[0] ? kind_names[kind] : "unknown";
}

const char *attest_i_value_bound_name(enum attest_value_bound bound)
{
    return (size_t)bound < sizeof bound_names / sizeof bound_names[0] ? bound_names[bound] : "unknown";
}

enum attest_status attest_i_stage_values(attest_i_context *context)
{
    (void)context;
    return ATTEST_OK;
}
