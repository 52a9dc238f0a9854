#include "events/database/database.h"

#include <bordermap/sink.h>

enum { DAY_S = 86400, YEAR_DAYS = 366 };
/* What dates can be at all, and what PostgreSQL has. */
enum { YEAR_MIN = 1, YEAR_MAX = 9999 };

void bm_database_add_name(bm_strbuf *sql, const char *name)
{
    bm_strbuf_append_char(sql, '"');
    for (; *name; name++) {
        if (*name == '"')
            bm_strbuf_append_char(sql, '"');
        bm_strbuf_append_char(sql, *name);
    }
    bm_strbuf_append_char(sql, '"');
}

static void begin_part(bm_strbuf *condition)
{
    if (condition->length > 0)
        bm_strbuf_append(condition, " AND ");
}

/* The day of an instant, moved by some days: false when it is so far away that it says nothing. */
static bool find_day(int64_t instant_s, int64_t days, bm_day *day)
{
    const int64_t most_s = INT64_C(400000) * 366 * DAY_S;
    if (instant_s < -most_s || instant_s > most_s)
        return false;
    int64_t number = instant_s / DAY_S - (instant_s % DAY_S < 0);
    *day = bm_day_from_number(number + days);
    return day->year >= YEAR_MIN && day->year <= YEAR_MAX;
}

static void add_bound(bm_strbuf *condition, const char *comparison, bm_day day)
{
    bm_strbuf_printf(condition, " %s '%04d-%02d-%02d'", comparison, day.year, day.month, day.day);
}

static bool is_date(const bm_gdal_column *columns, int column)
{
    return column >= 0 && (columns[column].kind == BM_GDAL_COLUMN_DATE ||
                           columns[column].kind == BM_GDAL_COLUMN_TIME);
}

/* Bounds are a day wider than the window: a day lasts to its end, wherever it begins; a precision
 * beside the date can make a year of a day. Rows without a date are for the reader to report. */
static void add_dates(const bm_database_options *options, const bm_gdal_column *columns,
                      const bm_database_roles *roles, bm_strbuf *condition)
{
    int64_t wider = roles->date_precision >= 0 ? YEAR_DAYS : 1;
    bm_day first, last;
    bool has_first = find_day(options->start_s, -wider, &first);
    bool has_last = find_day(options->end_s, wider, &last);
    const char *start = columns[roles->start].name;
    if (has_last) {
        begin_part(condition);
        bm_strbuf_append_char(condition, '(');
        bm_database_add_name(condition, start);
        add_bound(condition, "<", last);
        bm_strbuf_append(condition, " OR ");
        bm_database_add_name(condition, start);
        bm_strbuf_append(condition, " IS NULL)");
    }
    if (!has_first || (roles->end >= 0 && !is_date(columns, roles->end)))
        return;
    begin_part(condition);
    bm_strbuf_append_char(condition, '(');
    bm_database_add_name(condition, start);
    add_bound(condition, ">=", first);
    if (roles->end >= 0) {
        bm_strbuf_append(condition, " OR ");
        bm_database_add_name(condition, columns[roles->end].name);
        add_bound(condition, ">=", first);
    }
    bm_strbuf_append(condition, " OR ");
    bm_database_add_name(condition, start);
    bm_strbuf_append(condition, " IS NULL)");
}

static void add_years(const bm_database_options *options, const bm_gdal_column *columns, int column,
                      bm_strbuf *condition)
{
    bm_day first, last;
    if (find_day(options->start_s, -YEAR_DAYS, &first)) {
        begin_part(condition);
        bm_strbuf_append_char(condition, '(');
        bm_database_add_name(condition, columns[column].name);
        bm_strbuf_printf(condition, " >= %d OR ", first.year);
        bm_database_add_name(condition, columns[column].name);
        bm_strbuf_append(condition, " IS NULL)");
    }
    if (find_day(options->end_s, YEAR_DAYS, &last)) {
        begin_part(condition);
        bm_strbuf_append_char(condition, '(');
        bm_database_add_name(condition, columns[column].name);
        bm_strbuf_printf(condition, " <= %d OR ", last.year);
        bm_database_add_name(condition, columns[column].name);
        bm_strbuf_append(condition, " IS NULL)");
    }
}

static void add_degrees(bm_strbuf *condition, double degrees)
{
    char text[64];
    bm_format_number(degrees, 7, text);
    bm_strbuf_append(condition, text);
}

/* The box goes to the system of the geometry's coordinates, which the first of them tells. */
static void add_geometry(const bm_database_options *options, const char *geometry,
                         const char *relation, bm_strbuf *condition)
{
    const bm_lonlat_box *box = &options->box;
    const double sides[] = {box->west, box->south, box->east, box->north};
    begin_part(condition);
    bm_strbuf_append_char(condition, '(');
    bm_database_add_name(condition, geometry);
    bm_strbuf_append(condition,
                     "::geometry && (SELECT ST_Transform(ST_Segmentize(ST_MakeEnvelope(");
    for (int i = 0; i < 4; i++) {
        add_degrees(condition, sides[i]);
        bm_strbuf_append(condition, ", ");
    }
    bm_strbuf_append(condition, "4326), 0.5), ST_SRID(");
    bm_database_add_name(condition, geometry);
    bm_strbuf_append(condition, "::geometry)) FROM ");
    bm_strbuf_append(condition, relation);
    bm_strbuf_append(condition, " WHERE ");
    bm_database_add_name(condition, geometry);
    bm_strbuf_append(condition, " IS NOT NULL LIMIT 1) OR ");
    bm_database_add_name(condition, geometry);
    bm_strbuf_append(condition, " IS NULL)");
}

static void add_range(const char *name, double low, double high, bm_strbuf *condition)
{
    bm_database_add_name(condition, name);
    bm_strbuf_append(condition, " BETWEEN ");
    add_degrees(condition, low);
    bm_strbuf_append(condition, " AND ");
    add_degrees(condition, high);
}

/* 0, 0 stands for no position. */
static void add_numbers(const bm_database_options *options, const char *lon, const char *lat,
                        bm_strbuf *condition)
{
    begin_part(condition);
    bm_strbuf_append_char(condition, '(');
    add_range(lon, options->box.west, options->box.east, condition);
    bm_strbuf_append(condition, " AND ");
    add_range(lat, options->box.south, options->box.north, condition);
    bm_strbuf_append(condition, " OR ");
    bm_database_add_name(condition, lon);
    bm_strbuf_append(condition, " IS NULL OR ");
    bm_database_add_name(condition, lat);
    bm_strbuf_append(condition, " IS NULL OR ");
    bm_database_add_name(condition, lon);
    bm_strbuf_append(condition, " = 0 AND ");
    bm_database_add_name(condition, lat);
    bm_strbuf_append(condition, " = 0)");
}

static bool is_number(const bm_gdal_column *columns, int column)
{
    return column >= 0 && columns[column].kind == BM_GDAL_COLUMN_NUMBER;
}

void bm_database_add_condition(const bm_database_options *options, const bm_gdal_column *columns,
                               const bm_database_roles *roles, const char *geometry,
                               const char *relation, bm_strbuf *condition)
{
    if (options->has_window && is_date(columns, roles->start))
        add_dates(options, columns, roles, condition);
    else if (options->has_window && roles->start < 0 && roles->end < 0 &&
             is_number(columns, roles->year))
        add_years(options, columns, roles->year, condition);
    if (!options->has_box)
        return;
    if (roles->lon < 0 && roles->lat < 0 && geometry)
        add_geometry(options, geometry, relation, condition);
    else if (is_number(columns, roles->lon) && is_number(columns, roles->lat))
        add_numbers(options, columns[roles->lon].name, columns[roles->lat].name, condition);
}
