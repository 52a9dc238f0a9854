#include "cli/guard.h"

#include "cli/made_at.h"
#include "cli/options.h"
#include "cli/report.h"
#include "cli/text.h"
#include "cli/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NOTE_SIZE = 1024, HOUR_S = 3600, DAY_S = 86400, WEEK_S = 604800, GAP_DAYS = 7 };

static bm_status refuse(bm_error *error, const char *value, const char *why)
{
    return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "'%s': %s", value, why);
}

/* double, metres */
static bm_status read_length(const char *value, void *slot, bm_error *error)
{
    double length = 0;
    const char *end = value;
    bool fine = cli_number_read(value, &length, &end);
    if (fine && strcmp(end, "km") == 0)
        length *= 1000;
    else
        fine = fine && strcmp(end, "m") == 0;
    if (!fine || length < BM_GUARD_PRECISION_MIN_M || length > BM_GUARD_PRECISION_MAX_M)
        return refuse(error, value, "write a length of 100m to 200km, such as 5km");
    *(double *)slot = length;
    return BM_OK;
}

/* int64_t, seconds */
static bm_status read_delay(const char *value, void *slot, bm_error *error)
{
    double count = 0;
    const char *end = value;
    bool fine = cli_number_read(value, &count, &end);
    int64_t unit_s = strcmp(end, "h") == 0   ? HOUR_S
                     : strcmp(end, "d") == 0 ? DAY_S
                     : strcmp(end, "w") == 0 ? WEEK_S
                                             : 0;
    if (!fine || !unit_s || count < 1 || count > 100000 || count != (double)(int64_t)count)
        return refuse(error, value,
                      "write a whole number of hours, days or weeks, such as 72h, 3d or 2w");
    *(int64_t *)slot = (int64_t)count * unit_s;
    return BM_OK;
}

#define SETTING(member) offsetof(cli_settings, member)
static const cli_option guard_options[] = {
    {"publish-precision", 0, "LENGTH", read_length, SETTING(guard.precision_m),
     "coarsen positions to the cells of a grid of this size, 5km or 500m, and leave out what would "
     "lead back to them: names of places, exact distances, columns of coordinates"},
    {"delay", 0, "TIME", read_delay, SETTING(guard.delay_s),
     "withhold events that ended less than 72h, 3d or 2w before --as-of"},
    {"as-of", 0, "DATE", cli_read_date, SETTING(guard.as_of),
     "the beginning of this day, from which --delay counts (default: SOURCE_DATE_EPOCH, else the "
     "end of the newest event; never the clock)"},
    {"redact", 0, "COLUMN,...", cli_read_list, SETTING(guard.redact),
     "leave these columns out, ours or the table's; repeat for names with commas"},
    {0}};
const cli_option_group cli_group_guard = {"Before publishing", guard_options};

bool cli_guard_is_wanted(const cli_settings *settings)
{
    return settings->guard.precision_m > 0 || settings->guard.delay_s > 0 ||
           settings->guard.redact.count > 0;
}

typedef struct names {
    char **items; /* heap */
    size_t count;
} names;

static bool add_name(names *to, const char *text, size_t length)
{
    while (length > 0 && *text == ' ')
        text++, length--;
    while (length > 0 && text[length - 1] == ' ')
        length--;
    if (length == 0)
        return true;
    char **grown = realloc(to->items, (to->count + 1) * sizeof *grown);
    if (!grown)
        return false;
    to->items = grown;
    char *copy = malloc(length + 1);
    if (!copy)
        return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    to->items[to->count++] = copy;
    return true;
}

static bool split(const cli_list *list, names *to)
{
    for (size_t i = 0; i < list->count; i++) {
        const char *at = list->items[i];
        for (;;) {
            size_t length = strcspn(at, ",");
            if (!add_name(to, at, length))
                return false;
            if (!at[length])
                break;
            at += length + 1;
        }
    }
    return true;
}

static void finish(names *made)
{
    for (size_t i = 0; i < made->count; i++)
        free(made->items[i]);
    free(made->items);
}

/* What the delay counts from. */
static bm_status find_as_of(const cli_settings *settings, bm_guard_options *options,
                            bm_error *error)
{
    if (settings->guard.as_of.given) {
        options->as_of = BM_AS_OF_GIVEN;
        options->as_of_s = settings->guard.as_of.when.start_s;
        return BM_OK;
    }
    bm_status status = cli_read_made_at(&options->as_of_s, error);
    if (!status && options->as_of_s != 0)
        options->as_of = BM_AS_OF_SOURCE_DATE;
    return status;
}

bm_status cli_guard_new(const cli_settings *settings, bm_guard **guard, bm_error *error)
{
    bm_guard_options options = {.precision_m = settings->guard.precision_m,
                                .delay_s = settings->guard.delay_s};
    names redacted = {0};
    *guard = NULL;
    if (settings->guard.as_of.given && settings->guard.delay_s == 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "--as-of is for --delay");
    if (!cli_guard_is_wanted(settings))
        return BM_OK;
    bm_status status = find_as_of(settings, &options, error);
    if (!status && !split(&settings->guard.redact, &redacted))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    options.redacted = (const char *const *)redacted.items;
    options.redacted_count = redacted.count;
    if (!status)
        status = bm_guard_new(&options, guard, error);
    finish(&redacted);
    return status;
}

bm_status cli_guard_check_map(const bm_guard *guard, bm_error *error)
{
    if (guard && bm_guard_hides_days(guard))
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "option '--redact': a map says when; days can be left out of exports "
                            "only");
    return BM_OK;
}

/* Which columns, in one line. */
static void note_columns(const bm_guard *guard)
{
    char note[NOTE_SIZE];
    size_t used = 0;
    for (size_t i = 0; i < bm_guard_dropped_count(guard) && used < sizeof note; i++) {
        int length = snprintf(note + used, sizeof note - used, "%s%s", i ? ", " : "",
                              bm_guard_dropped_at(guard, i));
        used += length > 0 ? (size_t)length : 0;
    }
    if (used > 0)
        cli_report_note("columns that may tell where it was are left out: %s", note);
}

/* What the publisher has to see to. */
static void note_names(const bm_guard *guard)
{
    char note[NOTE_SIZE];
    size_t used = 0, events = 0, most = 0;
    for (size_t i = 0; i < bm_guard_naming_count(guard) && used < sizeof note; i++) {
        const char *column = bm_guard_naming_at(guard, i, &events);
        int length = snprintf(note + used, sizeof note - used, "%s%s", i ? "," : "", column);
        used += length > 0 ? (size_t)length : 0;
        most = events > most ? events : most;
    }
    if (used > 0)
        cli_report_note("the places of %zu event%s are named in texts that are kept: '--redact "
                        "%s' leaves them out",
                        most, most == 1 ? "" : "s", note);
}

static void note_as_of(const bm_guard_counts *counts)
{
    char date[BM_DATE_TEXT_SIZE];
    const bm_interval as_of = {.start_s = counts->as_of_s - 1, .end_s = counts->as_of_s};
    int64_t days = counts->as_of_gap_s / DAY_S;
    bm_interval_format_start(as_of, date);
    date[strcspn(date, "T")] = '\0';
    if (days >= GAP_DAYS)
        cli_report_note("the delay counts from the newest event, of %s, which is %lld days after "
                        "the one before it: say --as-of if that date is wrong",
                        date, (long long)days);
}

void cli_guard_note(const bm_guard *guard)
{
    if (!guard)
        return;
    bm_guard_counts counts = bm_guard_count(guard);
    cli_report_note("kept back: %s", bm_guard_words(guard));
    const struct {
        size_t count;
        const char *one, *many;
    } lines[] = {{counts.coarsened, "event has the position of a cell",
                  "events have the positions of cells"},
                 {counts.areas_kept, "area is wider than a cell and stays",
                  "areas are wider than a cell and stay"},
                 {counts.hidden,
                  "event has no position: nothing of its cell is surely in its country",
                  "events have no position: nothing of their cells is surely in their country"},
                 {counts.unnamed, "event without a position has lost its place's name",
                  "events without a position have lost their places' names"},
                 {counts.texts, "text with coordinates in it is left out",
                  "texts with coordinates in them are left out"}};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (lines[i].count > 0)
            cli_report_note("%zu %s", lines[i].count,
                            lines[i].count == 1 ? lines[i].one : lines[i].many);
    note_as_of(&counts);
    note_columns(guard);
    note_names(guard);
}

void cli_guard_json(bm_json *json, const bm_guard *guard)
{
    bm_json_key(json, "guard");
    if (guard)
        bm_guard_write_json(guard, json);
    else
        bm_json_null(json);
}
