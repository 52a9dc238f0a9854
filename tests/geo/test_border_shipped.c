#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "brute.h"
#include "geo/border.h"
#include "geo/outline_cells.h"

#include <bordermap/data.h>
#include <bordermap/geodesic.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static bm_layer *countries;
static bm_layer *crossings;
static bm_border *border;

static int open_shipped(const char *name, bm_layer **layer)
{
    char path[4096];
    bm_error error = {0};
    if (bm_data_path(name, path, sizeof path, &error) == BM_OK &&
        bm_layer_open(path, NULL, layer, &error) == BM_OK)
        return 0;
    fprintf(stderr, "%s\n", error.message);
    return -1;
}

static int set_up(void **state)
{
    (void)state;
    if (open_shipped("shapefiles/countries.shp", &countries) ||
        open_shipped("shapefiles/border_places.shp", &crossings))
        return -1;
    return bm_border_new(countries, crossings, "BY", "UA", &border, NULL) ? -1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    bm_border_free(border);
    bm_layer_free(crossings);
    bm_layer_free(countries);
    return 0;
}

/* Distances of an independent computation on the same outlines. */
static void knows_the_places_of_the_reports(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double lat;
        double lon;
        const char *side;
        double km;
    } places[] = {
        {"Kopani", 51.7651, 26.8085, "BY", 0.8206}, {"Dyvin", 51.9605, 24.5898, "BY", 6.7},
        {"Lubyanka", 50.65406, 30.17013, "UA", 72}, {"Minsk", 53.9045, 27.5615, "BY", 238},
        {"Kyiv", 50.4501, 30.5234, "UA", 89},
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        bm_border_relation relation;
        bm_lonlat position = {places[i].lon, places[i].lat};
        assert_int_equal(bm_border_relate(border, position, &relation, NULL), BM_OK);
        if (strcmp(relation.side, places[i].side) != 0 || relation.uncertain ||
            fabs(relation.border_km / places[i].km - 1) > 0.02)
            fail_msg("%s: %s, %f km", places[i].name, relation.side, relation.border_km);
        assert_string_equal(relation.country, relation.side);
        assert_true(strlen(relation.crossing) > 0 && relation.crossing_km > 0);
    }
    /* The outline runs on the wrong side of this crossing by 60 m. */
    bm_border_relation vilcha;
    assert_int_equal(bm_border_relate(border, (bm_lonlat){29.45792, 51.40705}, &vilcha, NULL),
                     BM_OK);
    assert_true(vilcha.uncertain);
    assert_true(fabs(vilcha.border_km - 0.06) < 0.01);
}

static void runs_from_tripoint_to_tripoint(void **state)
{
    (void)state;
    const bm_feature *line = bm_border_line(border);
    assert_int_equal(line->part_count, 1);
    assert_true(fabs(bm_border_length_km(border) / 1084 - 1) < 0.01);
    /* Poland at one end, Russia at the other. */
    bm_lonlat first = line->points[0];
    bm_lonlat last = line->points[line->point_count - 1];
    assert_true(bm_geodesic_distance_m(first, (bm_lonlat){31.7817, 52.1120}) < 200);
    assert_true(bm_geodesic_distance_m(last, (bm_lonlat){23.6176, 51.5081}) < 200);
    for (size_t i = 1; i < line->point_count; i++) {
        double step_m = bm_geodesic_distance_m(line->points[i - 1], line->points[i]);
        assert_true(step_m > 0 && step_m < 8000);
        if (i + 1 == line->point_count)
            break;
        /* No spurs: the line nowhere turns back by more than 30 m. */
        double in = bm_geodesic_azimuth_deg(line->points[i], line->points[i - 1]);
        double out = bm_geodesic_azimuth_deg(line->points[i], line->points[i + 1]);
        double after_m = bm_geodesic_distance_m(line->points[i], line->points[i + 1]);
        double turn = fabs(remainder(in - out, 360));
        if (turn < 15 && step_m > 30 && after_m > 30)
            fail_msg("spur at %f %f", line->points[i].lon, line->points[i].lat);
    }
}

static void measures_as_brute_force_does(void **state)
{
    (void)state;
    for (double lon = 22.11; lon < 33; lon += 2.61)
        for (double lat = 50.07; lat < 54; lat += 0.93) {
            double found = bm_border_distance_km(border, (bm_lonlat){lon, lat}) * 1000;
            double expected = brute_distance_m(bm_border_line(border), (bm_lonlat){lon, lat});
            if (fabs(found - expected) > 0.05)
                fail_msg("at %f %f: %f, not %f", lon, lat, found, expected);
        }
}

static void agrees_with_the_polygons(void **state)
{
    (void)state;
    int iso = bm_layer_field(countries, "ISO_A2");
    for (double lon = 22.02; lon < 34; lon += 0.23)
        for (double lat = 50.03; lat < 54; lat += 0.17) {
            bm_lonlat position = {lon, lat};
            bm_border_relation relation;
            assert_int_equal(bm_border_relate(border, position, &relation, NULL), BM_OK);
            bool found = false;
            bool any = false;
            for (size_t i = 0; i < bm_layer_count(countries); i++) {
                if (!bm_feature_contains(bm_layer_feature(countries, i), position))
                    continue;
                any = true;
                found = found || strcmp(bm_layer_text(countries, i, iso), relation.country) == 0;
            }
            if (any != found)
                fail_msg("%f %f is not in '%s'", lon, lat, relation.country);
        }
}

static void finds_other_borders(void **state)
{
    (void)state;
    static const struct {
        const char *a;
        const char *b;
        double km;
    } borders[] = {{"PL", "BY", 412}, {"UA", "RU", 1990}, {"UA", "PL", 535}, {"BY", "LT", 679}};
    for (size_t i = 0; i < sizeof borders / sizeof *borders; i++) {
        bm_border *other = NULL;
        bm_error error = {0};
        if (bm_border_new(countries, NULL, borders[i].a, borders[i].b, &other, &error))
            fail_msg("%s", error.message);
        if (fabs(bm_border_length_km(other) / borders[i].km - 1) > 0.05)
            fail_msg("%s-%s: %f km", borders[i].a, borders[i].b, bm_border_length_km(other));
        bm_border_free(other);
    }
}

/* Anywhere, and on the corners and sides of the cells. */
static bm_lonlat position_by_grid(const bm_outlines *outlines, int i)
{
    static uint32_t seed = 12345;
    double at[2];
    for (int k = 0; k < 2; k++) {
        seed = seed * 1664525U + 1013904223U;
        at[k] = (double)(seed >> 8) / 16777216.0;
    }
    bm_lonlat position = {19.5 + 23 * at[0], 42.5 + 16.5 * at[1]};
    double column = floor(position.lon / outlines->cell_deg), west = outlines->cell_box.west;
    double row = floor(position.lat / outlines->cell_deg), south = outlines->cell_box.south;
    if (i % 4 == 1 || i % 4 == 3)
        position.lon = west + (column - floor(west / outlines->cell_deg)) * outlines->cell_deg;
    if (i % 4 >= 2)
        position.lat = south + (row - floor(south / outlines->cell_deg)) * outlines->cell_deg;
    return position;
}

static void cells_say_what_the_outlines_do(void **state)
{
    (void)state;
    const bm_outlines *outlines = &border->outlines;
    bm_outlines alone = *outlines;
    alone.cells = NULL;
    size_t asked = 0;
    for (int i = 0; i < 80000; i++) {
        bm_lonlat position = position_by_grid(outlines, i);
        size_t found = bm_outlines_containing(&alone, position, 0);
        assert_int_equal(bm_outlines_containing(outlines, position, 0), found);
        if (found != SIZE_MAX)
            assert_int_equal(bm_outlines_containing(outlines, position, found + 1),
                             bm_outlines_containing(&alone, position, found + 1));
        asked += bm_outline_cell_at(outlines, position) == BM_OUTLINE_CELL_ASK;
    }
    /* The outlines themselves are followed for few. */
    assert_true(asked < 80000 / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_the_places_of_the_reports),
        cmocka_unit_test(runs_from_tripoint_to_tripoint),
        cmocka_unit_test(measures_as_brute_force_does),
        cmocka_unit_test(agrees_with_the_polygons),
        cmocka_unit_test(cells_say_what_the_outlines_do),
        cmocka_unit_test(finds_other_borders),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
