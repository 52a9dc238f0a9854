#include "events/movement.h"

#include "base/blank.h"
#include "base/number.h"

#include <math.h>
#include <string.h>

/* Cells that are looked at to tell names from dates. */
enum { CELLS_LOOKED_AT = 200 };

/* "2022-03-11", "11.03.2022", "11 March": names of places have at most a digit here and there. */
static bool has_dates(const bm_table *table, int column)
{
    size_t looked = 0;
    for (size_t i = 1; i < table->record_count && looked < CELLS_LOOKED_AT; i++) {
        const bm_record *record = &table->records[i];
        const char *cell = (size_t)column < record->cell_count ? record->cells[column] : "";
        size_t digits = 0;
        bm_interval when;
        if (bm_is_blank(cell))
            continue;
        looked++;
        for (const char *at = cell; *at; at++)
            digits += *at >= '0' && *at <= '9';
        if (digits >= 3 || !bm_interval_parse(cell, BM_DATE_ORDER_DMY, &when, NULL))
            return true;
    }
    return looked == 0;
}

static void take(bm_table *table, bm_column_role role, int column)
{
    if (column < 0 || table->column_of[role] >= 0)
        return;
    table->column_of[role] = column;
    table->events->columns[column].role = role;
}

void bm_table_find_movement(bm_table *table)
{
    static const char *const dates[] = {"start", "start_date",    "date_start",    "event_date",
                                        "date",  "date_of_event", "incident_date", "begin",
                                        "when",  "datetime",      "timestamp",     "year"};
    int from = bm_table_find_key(table->events, "from");
    int to = bm_table_find_key(table->events, "to");
    bool has_date = table->column_of[BM_COLUMN_START] >= 0;
    for (size_t i = 0; i < sizeof dates / sizeof *dates && !has_date; i++)
        has_date = bm_table_find_key(table->events, dates[i]) >= 0;
    if (!has_date || (from < 0 && to < 0))
        return;
    if (from >= 0 && !has_dates(table, from))
        take(table, BM_COLUMN_FROM, from);
    if (to >= 0 && !has_dates(table, to))
        take(table, BM_COLUMN_TO, to);
}

static void read_position(const bm_table *table, const bm_record *record, bm_column_role lon_role,
                          bm_movement_end *end)
{
    bm_column_role lat_role = (bm_column_role)(lon_role + 1);
    const char *lon = bm_table_cell(table, record, lon_role);
    const char *lat = bm_table_cell(table, record, lat_role);
    if (bm_is_blank(lon) && bm_is_blank(lat))
        return;
    bm_lonlat position;
    if (bm_number_parse(lon, &position.lon) && bm_number_parse(lat, &position.lat) &&
        bm_lonlat_is_valid(position)) {
        end->has_position = true;
        end->position = position;
        return;
    }
    bool bad_lon = !bm_number_parse(lon, &position.lon) || fabs(position.lon) > 180;
    const char *cell = bad_lon ? lon : lat;
    bm_findings_add(table->findings, BM_SEVERITY_WARNING, "movement-position", table->path,
                    record->line, bm_table_column_name(table, bad_lon ? lon_role : lat_role), cell,
                    "'%s' is no %s in degrees; this end of the movement is taken as not given",
                    cell, bad_lon ? "longitude" : "latitude");
}

/* Most tables tell of none. */
static bool has_movements(const bm_table *table)
{
    static const bm_column_role roles[] = {BM_COLUMN_FROM,     BM_COLUMN_TO,     BM_COLUMN_FROM_LON,
                                           BM_COLUMN_FROM_LAT, BM_COLUMN_TO_LON, BM_COLUMN_TO_LAT};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (table->column_of[roles[i]] >= 0)
            return true;
    return false;
}

bool bm_table_read_movement(bm_table *table, const bm_record *record, bm_event *event)
{
    if (!has_movements(table))
        return true;
    bm_movement read = {
        .from = {.place = bm_table_cell(table, record, BM_COLUMN_FROM), .name = "", .place_id = ""},
        .to = {.place = bm_table_cell(table, record, BM_COLUMN_TO), .name = "", .place_id = ""}};
    read_position(table, record, BM_COLUMN_FROM_LON, &read.from);
    read_position(table, record, BM_COLUMN_TO_LON, &read.to);
    bool has_from = read.from.has_position || !bm_is_blank(read.from.place);
    bool has_to = read.to.has_position || !bm_is_blank(read.to.place);
    if (!has_from && !has_to)
        return true;
    bool has_place = !bm_is_blank(event->place) || event->has_position;
    /* A table that has no column for it says where the movement ended in `place`. */
    if (!has_to && has_place && table->column_of[BM_COLUMN_TO] < 0 &&
        table->column_of[BM_COLUMN_TO_LON] < 0) {
        read.to.place = event->place;
        read.to.has_position = event->has_position;
        read.to.position = event->position;
        has_to = true;
    }
    bool has_area = !has_to && !(bm_is_blank(event->district) && bm_is_blank(event->admin) &&
                                 bm_is_blank(event->country));
    if (bm_is_blank(event->place) && !event->has_position && !has_area) {
        const bm_movement_end *end = has_to ? &read.to : &read.from;
        event->place = end->place;
        event->has_position = end->has_position;
        event->position = end->position;
    }
    event->movement = bm_arena_array(&table->events->arena, 1, sizeof *event->movement);
    if (event->movement)
        *event->movement = read;
    return event->movement != NULL;
}
