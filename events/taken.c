#include "events/taken.h"

#include "base/blank.h"
#include "base/number.h"
#include "events/export/event_layer.h"

#include <math.h>
#include <string.h>

enum { DAY_S = 86400, DAY_TEXT = sizeof "2022-03-11" - 1 };

static const char *const taken_names[BM_TAKEN_COUNT] = {
    [BM_TAKEN_START] = "start",         [BM_TAKEN_END] = "end",
    [BM_TAKEN_MATCH] = "match",         [BM_TAKEN_PLACE_ID] = "place_id",
    [BM_TAKEN_SCORE] = "score",         [BM_TAKEN_MARGIN] = "margin",
    [BM_TAKEN_AMBIGUOUS] = "ambiguous", [BM_TAKEN_CANDIDATES] = "candidates"};

static const char *const signature[] = {"event_id", "start",     "end",      "edtf", "match",
                                        "place_id", "precision", "radius_m", "side"};

static const char *const signature_of_reading[] = {
    "sentence_start", "sentence_end", "mention", "located", "match", "score", "margin", "place_id"};

static int find(const bm_events *events, const char *name)
{
    for (size_t i = 0; i < events->column_count; i++)
        if (strcmp(events->columns[i].name, name) == 0)
            return (int)i;
    return -1;
}

static bool has_all(const bm_events *events, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (find(events, names[i]) < 0)
            return false;
    return true;
}

bool bm_taken_is_export(const bm_events *events)
{
    return has_all(events, signature, sizeof signature / sizeof *signature);
}

bool bm_taken_is_reading(const bm_events *events)
{
    return has_all(events, signature_of_reading,
                   sizeof signature_of_reading / sizeof *signature_of_reading);
}

void bm_taken_find_places(bm_table *table)
{
    for (size_t i = 0; i < BM_TAKEN_COUNT; i++)
        table->taken_of[i] = find(table->events, taken_names[i]);
}

static void assign(bm_table *table, bm_column_role role, int column)
{
    if (column < 0 || table->column_of[role] >= 0 ||
        table->events->columns[column].role != BM_COLUMN_OTHER)
        return;
    table->column_of[role] = column;
    table->events->columns[column].role = role;
}

void bm_taken_find_columns(bm_table *table)
{
    static const struct {
        bm_column_role role;
        const char *name;
    } own[] = {{BM_COLUMN_ID, "event_id"},
               {BM_COLUMN_START, "edtf"},
               {BM_COLUMN_PLACE, "place"},
               {BM_COLUMN_COUNTRY, "country_source"},
               {BM_COLUMN_ADMIN, "admin1_source"},
               {BM_COLUMN_LON, "lon"},
               {BM_COLUMN_LAT, "lat"},
               {BM_COLUMN_PLACE_PRECISION, "precision"},
               {BM_COLUMN_RADIUS, "radius_m"},
               {BM_COLUMN_CATEGORY, "category"},
               {BM_COLUMN_CLAIM, "claim"},
               {BM_COLUMN_TITLE, "title"},
               {BM_COLUMN_DESCRIPTION, "description"},
               {BM_COLUMN_SOURCE, "source"},
               {BM_COLUMN_URL, "url"},
               {BM_COLUMN_FROM, "from_name"},
               {BM_COLUMN_FROM_LON, "from_lon"},
               {BM_COLUMN_FROM_LAT, "from_lat"},
               {BM_COLUMN_TO, "to_name"},
               {BM_COLUMN_TO_LON, "to_lon"},
               {BM_COLUMN_TO_LAT, "to_lat"}};
    /* The table's own hints, which are carried beside ours. */
    static const bm_column_role hints[] = {BM_COLUMN_COUNTRY, BM_COLUMN_ADMIN, BM_COLUMN_DISTRICT};
    bm_events *events = table->events;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        assign(table, own[i].role, find(events, own[i].name));
    for (size_t i = 0; i < events->column_count; i++)
        events->columns[i].is_own = bm_event_layer_is_own(events->columns[i].name);
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
        if (table->column_of[hints[i]] < 0)
            assign(table, hints[i], bm_table_find_role(events, hints[i]));
}

static const char *cell_of(const bm_table *table, const bm_record *record, bm_taken_column which)
{
    int column = table->taken_of[which];
    return column >= 0 && (size_t)column < record->cell_count ? record->cells[column] : "";
}

/* A day, also of a time: FlatGeobuf has no days. */
static bool read_day(const char *cell, bm_interval *day)
{
    char text[DAY_TEXT + 1] = "";
    if (strlen(cell) < DAY_TEXT)
        return false;
    memcpy(text, cell, DAY_TEXT);
    return bm_interval_parse(text, BM_DATE_ORDER_DMY, day, NULL) == BM_OK;
}

static int64_t floor_day(int64_t instant_s)
{
    return instant_s / DAY_S - (instant_s % DAY_S < 0);
}

void bm_taken_mend_days(const bm_table *table, const bm_record *record, bool is_read,
                        bm_interval *when, bool *is_mended)
{
    bm_interval first, last;
    *is_mended = false;
    if (!read_day(cell_of(table, record, BM_TAKEN_START), &first))
        return;
    if (!read_day(cell_of(table, record, BM_TAKEN_END), &last))
        last = first;
    int64_t end_s = is_read && when->end_s > when->start_s ? when->end_s - 1 : when->start_s;
    if (is_read && floor_day(when->start_s) == floor_day(first.start_s) &&
        floor_day(end_s) == floor_day(last.start_s))
        return;
    if (last.start_s != first.start_s && bm_interval_span(&first, last, NULL))
        return;
    *when = first;
    *is_mended = true;
}

static bm_match match_of(const char *name)
{
    static const bm_match matches[] = {BM_MATCH_EXACT, BM_MATCH_VARIANT, BM_MATCH_INFLECTED,
                                       BM_MATCH_FUZZY, BM_MATCH_AREA,    BM_MATCH_DECIDED};
    for (size_t i = 0; i < sizeof matches / sizeof *matches; i++)
        if (strcmp(bm_match_name(matches[i]), name) == 0)
            return matches[i];
    return BM_MATCH_NONE;
}

static double read_share(const bm_table *table, const bm_record *record, bm_taken_column which)
{
    double value = 0;
    bool good = bm_number_parse(cell_of(table, record, which), &value);
    return good ? fmin(fmax(value, 0), 1) : 0;
}

bool bm_taken_read(const bm_table *table, const bm_record *record, bm_event *event)
{
    if (!table->has_taken || !event->has_position)
        return true;
    struct bm_event_taken taken = {.match = match_of(cell_of(table, record, BM_TAKEN_MATCH)),
                                   .place_id = cell_of(table, record, BM_TAKEN_PLACE_ID)};
    int64_t count = 1;
    if (taken.match == BM_MATCH_NONE || !*taken.place_id)
        return true;
    taken.score = read_share(table, record, BM_TAKEN_SCORE);
    taken.margin = read_share(table, record, BM_TAKEN_MARGIN);
    const char *ambiguous = cell_of(table, record, BM_TAKEN_AMBIGUOUS);
    taken.ambiguous = strcmp(ambiguous, "true") == 0 || strcmp(ambiguous, "1") == 0;
    /* A report has settled on one. */
    if (bm_integer_parse(cell_of(table, record, BM_TAKEN_CANDIDATES), 0, INT32_MAX, &count) ||
        !table->is_export)
        taken.candidate_count = (size_t)count;
    struct bm_event_taken *made = bm_arena_array(&table->events->arena, 1, sizeof *made);
    if (!made)
        return false;
    *made = taken;
    event->taken = made;
    return true;
}
