/* The readers by the names that rules use, and names of kinds and bounds. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/values.h"

#include <stddef.h>

#include "extract/values_read.h"

/* name, function, group that the pattern must have. */
#define READERS(X)                                                                                                     \
    X("number", attest_i_read_number, "number")                                                                        \
    X("dozen", attest_i_read_dozen, NULL)                                                                              \
    X("plural", attest_i_read_plural, "number")                                                                        \
    X("money", attest_i_read_money, "number")                                                                          \
    X("percent", attest_i_read_percent, "number")                                                                      \
    X("measure", attest_i_read_measure, "unit")                                                                        \
    X("duration", attest_i_read_duration, "unit")                                                                      \
    X("date", attest_i_read_date, "day")                                                                               \
    X("numeric-date", attest_i_read_numeric_date, "year")                                                              \
    X("month", attest_i_read_month, "month")                                                                           \
    X("year", attest_i_read_year, "year")                                                                              \
    X("decade", attest_i_read_decade, "decade")                                                                        \
    X("century", attest_i_read_century, "century")                                                                     \
    X("quarter", attest_i_read_quarter, NULL)                                                                          \
    X("season", attest_i_read_season, "season")                                                                        \
    X("weekday", attest_i_read_weekday, "weekday")                                                                     \
    X("day-word", attest_i_read_day_word, "word")                                                                      \
    X("clock", attest_i_read_clock, "clock")                                                                           \
    X("text", attest_i_read_text, NULL)                                                                                \
    X("period", attest_i_read_period, "unit")                                                                          \
    X("ago", attest_i_read_ago, "unit")                                                                                \
    X("past", attest_i_read_past, "unit")                                                                              \
    X("coming", attest_i_read_coming, "unit")                                                                          \
    X("recent", attest_i_read_recent, "which")                                                                         \
    X("since", attest_i_read_since, "date")                                                                            \
    X("until", attest_i_read_until, "date")                                                                            \
    X("before", attest_i_read_before, "date")                                                                          \
    X("after", attest_i_read_after, "date")                                                                            \
    X("range", attest_i_read_range, "from")                                                                            \
    X("days", attest_i_read_days, "to")                                                                                \
    X("years", attest_i_read_years, "to")                                                                              \
    X("about", attest_i_read_about, "date")

#define READER_ROW(name, function, group) {name, function, group},
static const struct reader {
    const char *name;
    attest_i_value_read *read;
    const char *group;
} readers[] = {READERS(READER_ROW)};

#define READER_NAME(name, function, group) name ", "
static const char reader_names[] = READERS(READER_NAME);

uint32_t attest_i_value_reader_find(attest_view name)
{
    for (uint32_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
        if (attest_view_equal(attest_view_of(readers[i].name), name)) {
            return i;
        }
    }
    return ATTEST_NO_INDEX;
}

const char *attest_i_value_reader_names(void)
{
    return reader_names;
}

const char *attest_i_value_reader_group(uint32_t reader)
{
    return readers[reader].group;
}

enum attest_status attest_i_value_read_by(uint32_t reader, attest_i_reading *reading, attest_value *value)
{
    return readers[reader].read(reading, value);
}

static const char *const kind_names[] = {"none",     "text",     "integer",  "decimal", "year",    "month",  "date",
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
