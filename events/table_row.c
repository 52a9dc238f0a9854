#include "events/movement.h"
#include "events/taken.h"

#include "base/blank.h"
#include "base/number.h"
#include "base/strbuf.h"
#include "events/hash.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Half the way around the earth. */
enum { RADIUS_KM_MAX = 20000 };

const char *bm_table_cell(const bm_table *table, const bm_record *record, bm_column_role role)
{
    int column = table->column_of[role];
    return column >= 0 && (size_t)column < record->cell_count ? record->cells[column] : "";
}

const char *bm_table_column_name(const bm_table *table, bm_column_role role)
{
    int column = table->column_of[role];
    return column >= 0 ? table->events->columns[column].name : "";
}

bool bm_table_is_blank(const bm_record *record)
{
    for (size_t i = 0; i < record->cell_count; i++)
        if (!bm_is_blank(record->cells[i]))
            return false;
    return true;
}

/* A row may have more or fewer cells than there are columns. */
static void report_cells(const bm_table *table, const bm_record *record)
{
    size_t columns = table->events->column_count;
    bool extra = false;
    for (size_t i = columns; i < record->cell_count && !extra; i++)
        extra = !bm_is_blank(record->cells[i]);
    if (extra)
        bm_findings_add(table->findings, BM_SEVERITY_WARNING, "cells-extra", table->path,
                        record->line, NULL, record->cells[columns],
                        "%zu cells where the header has %zu; those after the last column are left "
                        "out; is a delimiter not in quotes?",
                        record->cell_count, columns);
    if (record->cell_count < columns)
        bm_findings_add(table->findings, BM_SEVERITY_WARNING, "cells-missing", table->path,
                        record->line, NULL, NULL,
                        "%zu cells where the header has %zu; the missing ones are taken as empty",
                        record->cell_count, columns);
}

/* Every row gets as many cells as there are columns. */
static const char **fit_cells(const bm_table *table, const bm_record *record)
{
    size_t columns = table->events->column_count;
    if (record->cell_count >= columns)
        return record->cells;
    const char **cells = bm_arena_array(&table->events->arena, columns, sizeof *cells);
    for (size_t i = 0; cells && i < columns; i++)
        cells[i] = i < record->cell_count ? record->cells[i] : "";
    return cells;
}

static void report_number(const bm_table *table, const bm_record *record, bm_column_role role,
                          const char *cell)
{
    double value;
    char pointed[32];
    size_t length = strlen(cell);
    const char *comma = strchr(cell, ',');
    bool decimal_comma = false;
    if (comma && length < sizeof pointed) {
        memcpy(pointed, cell, length + 1);
        pointed[comma - cell] = '.';
        decimal_comma = bm_number_parse(pointed, &value);
    }
    if (decimal_comma)
        bm_findings_add(table->findings, BM_SEVERITY_ERROR, "position-invalid", table->path,
                        record->line, bm_table_column_name(table, role), cell,
                        "'%s' has a decimal comma; write %s", cell, pointed);
    else
        bm_findings_add(table->findings, BM_SEVERITY_ERROR, "position-invalid", table->path,
                        record->line, bm_table_column_name(table, role), cell,
                        "'%s' is not a number of degrees; write it like 51.7651", cell);
}

static bool in_range(const bm_table *table, const bm_record *record, bm_lonlat position)
{
    bool bad_lat = fabs(position.lat) > 90;
    if (!bad_lat && fabs(position.lon) <= 180)
        return true;
    bm_column_role role = bad_lat ? BM_COLUMN_LAT : BM_COLUMN_LON;
    const char *cell = bm_table_cell(table, record, role);
    bool swapped = bad_lat && fabs(position.lat) <= 180 && fabs(position.lon) <= 90;
    bm_findings_add(table->findings, BM_SEVERITY_ERROR, "position-range", table->path, record->line,
                    bm_table_column_name(table, role), cell, "%s %s is beyond %s%s",
                    bad_lat ? "latitude" : "longitude", cell, bad_lat ? "90" : "180",
                    swapped ? "; are longitude and latitude swapped?" : "");
    return false;
}

/* False when the row is to be left out. */
static bool read_position(const bm_table *table, const bm_record *record, bm_event *event)
{
    const char *lon = bm_table_cell(table, record, BM_COLUMN_LON);
    const char *lat = bm_table_cell(table, record, BM_COLUMN_LAT);
    if (bm_is_blank(lon) && bm_is_blank(lat))
        return true;
    if (bm_is_blank(lon) || bm_is_blank(lat)) {
        bm_column_role missing = bm_is_blank(lon) ? BM_COLUMN_LON : BM_COLUMN_LAT;
        bm_findings_add(table->findings, BM_SEVERITY_WARNING, "position-incomplete", table->path,
                        record->line, bm_table_column_name(table, missing), NULL,
                        "the %s is missing; the position is taken as not given",
                        missing == BM_COLUMN_LON ? "longitude" : "latitude");
        return true;
    }
    bm_lonlat position;
    bool good_lon = bm_number_parse(lon, &position.lon);
    bool good_lat = bm_number_parse(lat, &position.lat);
    if (!good_lon)
        report_number(table, record, BM_COLUMN_LON, lon);
    if (!good_lat)
        report_number(table, record, BM_COLUMN_LAT, lat);
    if (!good_lon || !good_lat || !in_range(table, record, position))
        return false;
    if (position.lon == 0 && position.lat == 0) {
        bm_findings_add(table->findings, BM_SEVERITY_WARNING, "position-zero", table->path,
                        record->line, bm_table_column_name(table, BM_COLUMN_LAT), lat,
                        "0, 0 is in the Gulf of Guinea; the position is taken as not given");
        return true;
    }
    event->has_position = true;
    event->position = position;
    return true;
}

static void read_radius(const bm_table *table, const bm_record *record, bm_event *event)
{
    const char *cell = bm_table_cell(table, record, BM_COLUMN_RADIUS);
    double radius_km = 0;
    if (bm_is_blank(cell))
        return;
    bool is_number = bm_number_parse(cell, &radius_km);
    /* Our own exports have metres. */
    radius_km /= table->is_export ? 1000 : 1;
    if (is_number && radius_km >= 0 && radius_km <= RADIUS_KM_MAX)
        event->radius_km = radius_km;
    else
        bm_findings_add(table->findings, BM_SEVERITY_WARNING, "radius-invalid", table->path,
                        record->line, bm_table_column_name(table, BM_COLUMN_RADIUS), cell,
                        "'%s' is no radius in km, 0 to %d", cell, RADIUS_KM_MAX);
}

static void read_words(const bm_table *table, const bm_record *record, bm_event *event)
{
    const char *cell = bm_table_cell(table, record, BM_COLUMN_CLAIM);
    if (!bm_claim_from_text(cell, &event->claim))
        bm_findings_add(table->findings, BM_SEVERITY_WARNING, "claim-unknown", table->path,
                        record->line, bm_table_column_name(table, BM_COLUMN_CLAIM), cell,
                        "'%s' does not say how sure it is; write confirmed, assessed or claimed",
                        cell);
    cell = bm_table_cell(table, record, BM_COLUMN_PLACE_PRECISION);
    if (!bm_place_precision_from_text(cell, table->place_scheme, &event->place_precision))
        bm_findings_add(table->findings, BM_SEVERITY_WARNING, "precision-unknown", table->path,
                        record->line, bm_table_column_name(table, BM_COLUMN_PLACE_PRECISION), cell,
                        "'%s' is no precision of a place that is known; write exact, settlement, "
                        "district, region or country",
                        cell);
    read_radius(table, record, event);
}

static bool read_category(bm_table *table, const bm_record *record, bm_event *event)
{
    bm_table_categories *known = &table->categories;
    const char *cell = bm_table_cell(table, record, BM_COLUMN_CATEGORY);
    uint32_t number = 0;
    bool is_new = false;
    if (!bm_intern_find(&known->cells, cell, &number, &is_new))
        return false;
    if (is_new) {
        char key[BM_CATEGORY_SIZE], label[BM_CATEGORY_LABEL_SIZE];
        struct bm_table_category *grown =
            bm_array_grow(known->items, number, &known->capacity, sizeof *known->items);
        if (!grown)
            return false;
        known->items = grown;
        bm_category_from_text(cell, key);
        bm_category_label_from_text(cell, label);
        grown[number].key = bm_arena_strdup(&table->events->arena, key);
        grown[number].label = bm_arena_strdup(&table->events->arena, label);
    }
    event->category = known->items[number].key;
    event->category_label = known->items[number].label;
    return event->category && event->category_label;
}

static bool read_texts(bm_table *table, const bm_record *record, bm_event *event)
{
    bm_arena *arena = &table->events->arena;
    event->place = bm_table_cell(table, record, BM_COLUMN_PLACE);
    event->country = bm_table_cell(table, record, BM_COLUMN_COUNTRY);
    event->admin = bm_table_cell(table, record, BM_COLUMN_ADMIN);
    event->district = bm_table_cell(table, record, BM_COLUMN_DISTRICT);
    event->title = bm_table_cell(table, record, BM_COLUMN_TITLE);
    event->description = bm_table_cell(table, record, BM_COLUMN_DESCRIPTION);
    event->source = bm_table_cell(table, record, BM_COLUMN_SOURCE);
    event->url = bm_table_cell(table, record, BM_COLUMN_URL);
    event->id = bm_table_cell(table, record, BM_COLUMN_ID);
    if (bm_is_blank(event->id)) {
        bm_strbuf id = {0};
        bm_strbuf_printf(&id, "%s:%ld", table->name, record->line);
        event->id = id.failed ? NULL : bm_arena_strdup(arena, bm_strbuf_text(&id));
        bm_strbuf_finish(&id);
    }
    char edtf[BM_DATE_TEXT_SIZE];
    bm_interval_format_edtf(event->when, edtf);
    event->edtf = bm_arena_strdup(arena, edtf);
    return event->id && event->edtf && read_category(table, record, event);
}

bool bm_table_read_facts(const bm_table *table, const bm_record *record, bm_event *event)
{
    report_cells(table, record);
    bool good_date = bm_table_read_when(table, record, &event->when);
    bool good_position = read_position(table, record, event);
    if (!good_date || !good_position)
        return false;
    read_words(table, record, event);
    return true;
}

bm_status bm_table_add_row(bm_table *table, const bm_record *record, bm_error *error)
{
    bm_events *events = table->events;
    bm_event event = {.line = record->line};
    event.cells = fit_cells(table, record);
    if (!event.cells)
        return bm_error_set(error, BM_ERROR_MEMORY, table->path, record->line, "out of memory");
    if (!bm_table_read_facts(table, record, &event))
        return BM_OK;
    bm_event *items = NULL;
    if (read_texts(table, record, &event) && bm_taken_read(table, record, &event) &&
        bm_table_read_movement(table, record, &event))
        items =
            bm_array_grow(events->items, events->count, &events->capacity, sizeof *events->items);
    if (!items)
        return bm_error_set(error, BM_ERROR_MEMORY, table->path, record->line, "out of memory");
    events->items = items;
    event.location.name = event.location.place_id = "";
    event.location.country = event.location.admin1 = "";
    event.location.border.crossing = event.location.border.crossing_partner = "";
    events->items[events->count++] = event;
    return BM_OK;
}

/* Whether two rows may have one id, by the hash of it. */
static bool may_repeat(const bm_events *events)
{
    bm_number_set seen;
    bool repeats = !bm_number_set_init(&seen, events->count);
    for (size_t i = 0; !repeats && i < events->count; i++)
        repeats = !bm_number_set_add(&seen, (int64_t)(bm_hash_text(events->items[i].id) >> 1));
    bm_number_set_finish(&seen);
    return repeats;
}

static int compare_ids(const void *a, const void *b)
{
    const bm_event *const *left = a;
    const bm_event *const *right = b;
    int order = strcmp((*left)->id, (*right)->id);
    return order ? order : *left < *right ? -1 : 1;
}

static int compare_lines(const void *a, const void *b)
{
    const bm_event *const *left = a;
    const bm_event *const *right = b;
    return (*left > *right) - (*left < *right);
}

/* A note for each row whose id an earlier row has, in the order of the rows. */
static bm_status report_duplicate_ids(const bm_table *table, bm_error *error)
{
    const bm_events *events = table->events;
    if (events->count < 2 || table->column_of[BM_COLUMN_ID] < 0 || !table->findings ||
        !may_repeat(events))
        return BM_OK;
    const bm_event **sorted = calloc(events->count, sizeof *sorted);
    if (!sorted)
        return bm_error_set(error, BM_ERROR_MEMORY, table->path, 0, "out of memory");
    for (size_t i = 0; i < events->count; i++)
        sorted[i] = &events->items[i];
    qsort(sorted, events->count, sizeof *sorted, compare_ids);
    /* The repeated ones are gathered at the front; what that overwrites has been seen. */
    size_t repeated = 0;
    for (size_t i = 1, first = 0; i < events->count; i++) {
        if (strcmp(sorted[first]->id, sorted[i]->id) == 0)
            sorted[repeated++] = sorted[i];
        else
            first = i;
    }
    qsort(sorted, repeated, sizeof *sorted, compare_lines);
    for (size_t i = 0; i < repeated; i++)
        bm_findings_add(table->findings, BM_SEVERITY_NOTE, "id-duplicate", table->path,
                        sorted[i]->line, bm_table_column_name(table, BM_COLUMN_ID), sorted[i]->id,
                        "an earlier row has the id '%s' too", sorted[i]->id);
    free(sorted);
    return BM_OK;
}

bm_status bm_table_read_rows(bm_table *table, bm_error *error)
{
    table->start = bm_table_survey_dates(table, table->column_of[BM_COLUMN_START]);
    table->end = bm_table_survey_dates(table, table->column_of[BM_COLUMN_END]);
    bm_status status = BM_OK;
    bm_table_restore_formulas(table);
    for (size_t i = 1; !status && i < table->record_count; i++)
        if (!bm_table_is_blank(&table->records[i]))
            status = bm_table_add_row(table, &table->records[i], error);
    if (!status && table->record_count == 1)
        bm_findings_add(table->findings, BM_SEVERITY_WARNING, "table-empty", table->path,
                        table->records[0].line, NULL, NULL, "there is a header line and no row");
    return status ? status : report_duplicate_ids(table, error);
}
