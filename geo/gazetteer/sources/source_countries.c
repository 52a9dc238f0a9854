/* GeoNames' countryInfo: what countries are called. It has no positions, so a country that is no
 * place yet lies amid its places. */
#include "base/lines.h"
#include "base/number.h"
#include "base/utf8.h"
#include "geo/gazetteer/sources/source.h"

#include <bordermap/geodesic.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ISO, ISO3, NUMERIC, FIPS, NAME, CAPITAL, AREA, POPULATION, COLUMN_COUNT = 19 };
enum { COLUMNS_MIN = 17, GEONAME_ID = 16, CODE_COUNT = 26 * 26 };

/* Where the places of a country are. */
typedef struct spread {
    double x, y, z;
    size_t count;
    uint32_t place; /* the country itself, or ::BM_BUILDER_NONE */
} spread;

static int code_index(const char *code)
{
    bool good = code[0] >= 'A' && code[0] <= 'Z' && code[1] >= 'A' && code[1] <= 'Z' && !code[2];
    return good ? (code[0] - 'A') * 26 + code[1] - 'A' : -1;
}

static spread *measure(const bm_builder *builder)
{
    const double radian = 0.017453292519943295;
    spread *all = calloc(CODE_COUNT, sizeof *all);
    for (size_t i = 0; all && i < CODE_COUNT; i++)
        all[i].place = BM_BUILDER_NONE;
    for (size_t i = 0; all && i < builder->count; i++) {
        const bm_place *place = &builder->places[i];
        int code = code_index(place->country);
        if (code < 0)
            continue;
        if (place->kind == BM_PLACE_COUNTRY && all[code].place == BM_BUILDER_NONE)
            all[code].place = (uint32_t)i;
        double lat = place->position.lat * radian;
        double lon = place->position.lon * radian;
        all[code].x += cos(lat) * cos(lon);
        all[code].y += cos(lat) * sin(lon);
        all[code].z += sin(lat);
        all[code].count++;
    }
    return all;
}

static bm_lonlat middle(const spread *of)
{
    const double degree = 57.29577951308232;
    return (bm_lonlat){atan2(of->y, of->x) * degree, atan2(of->z, hypot(of->x, of->y)) * degree};
}

/* As far as its farthest place. */
static double radius_km(const bm_builder *builder, const char *country, bm_lonlat from)
{
    double farthest = 0.0;
    for (size_t i = 0; i < builder->count; i++) {
        const bm_place *place = &builder->places[i];
        if (strcmp(place->country, country) != 0)
            continue;
        double away = bm_geodesic_distance_m(from, place->position) / 1000.0;
        farthest = away > farthest ? away : farthest;
    }
    return farthest;
}

static void read_row(bm_builder *builder, const spread *all, const bm_lines *lines,
                     char *const *fields)
{
    int code = code_index(fields[ISO]);
    int64_t population = 0;
    if (*fields[POPULATION] && !bm_integer_parse(fields[POPULATION], 0, 100000000000, &population))
        bm_builder_report(builder, BM_SEVERITY_WARNING, "place-population", lines->path,
                          lines->number, "Population", fields[POPULATION],
                          "the population is no number; it is left out");
    uint32_t index = all[code].place;
    if (index == BM_BUILDER_NONE && all[code].count == 0)
        return; /* nothing of it is known */
    if (index == BM_BUILDER_NONE) {
        bm_place place = {.id = *fields[GEONAME_ID] ? fields[GEONAME_ID] : fields[ISO],
                          .name = fields[NAME],
                          .country = fields[ISO],
                          .feature_code = "PCLI",
                          .kind = BM_PLACE_COUNTRY,
                          .position = middle(&all[code])};
        place.radius_km = radius_km(builder, place.country, place.position);
        index = bm_builder_place(builder, &place, lines->path, lines->number);
    }
    if (index == BM_BUILDER_NONE)
        return;
    if (builder->places[index].population == 0)
        builder->places[index].population = population;
    bm_builder_add_name(builder, index, fields[NAME], "en", BM_NAME_TOPONYM);
}

static bool check_row(bm_builder *builder, bm_lines *lines, char **fields)
{
    const char *why = NULL;
    size_t count = lines->too_long || strlen(lines->text) != lines->length
                       ? 0
                       : bm_lines_split(lines->text, fields, COLUMN_COUNT);
    if (count < COLUMNS_MIN)
        why = "the row has less than 17 columns";
    else if (code_index(fields[ISO]) < 0)
        why = "the country is no code of two letters";
    else if (!*fields[NAME] || strlen(fields[NAME]) > 200 || !bm_utf8_is_valid(fields[NAME]) ||
             !bm_utf8_is_valid(fields[GEONAME_ID]))
        why = "the country has no name in UTF-8 of up to 200 bytes";
    if (!why)
        return true;
    bm_builder_report(builder, BM_SEVERITY_ERROR, "country-row", lines->path, lines->number, "",
                      count ? fields[ISO] : "", "%s; the row is left out", why);
    return false;
}

bm_status bm_source_read_countries(bm_builder *builder, const char *path, bm_error *error)
{
    bm_lines lines;
    spread *all = NULL;
    bm_status status = bm_lines_open(&lines, path, error);
    if (!status)
        bm_source_begin(builder, path, "countries");
    if (!status && !(all = measure(builder)))
        status = bm_source_out_of_memory(error, path);
    if (!status) {
        while (!builder->failed && bm_lines_next(&lines)) {
            char *fields[COLUMN_COUNT];
            if (lines.length == 0 || lines.text[0] == '#')
                continue;
            bm_builder_count_row(builder);
            if (check_row(builder, &lines, fields))
                read_row(builder, all, &lines, fields);
        }
        bm_builder_source_end(builder, path);
        status =
            builder->failed ? bm_source_out_of_memory(error, path) : bm_lines_status(&lines, error);
    }
    free(all);
    bm_lines_close(&lines);
    return status;
}
