/* The zone along the border: its edge lies at the right distance, and never crosses itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include <bordermap/geodesic.h>

#include "geo/border_zone.h"

#define SHIPPED BM_TEST_SOURCE_DIR "/shapefiles/"

static bm_border *border;

static int open_border(void **state)
{
    (void)state;
    bm_layer *countries;
    if (bm_layer_open(SHIPPED "countries.shp", NULL, &countries, NULL))
        return -1;
    bm_status status = bm_border_new(countries, NULL, "BY", "UA", &border, NULL);
    bm_layer_free(countries);
    return status ? -1 : 0;
}

static int close_border(void **state)
{
    (void)state;
    bm_border_free(border);
    return 0;
}

/* Without the index: along each segment in steps of 100 m at most where it is near. */
static double slow_distance_m(bm_lonlat from)
{
    const bm_feature *line = bm_border_line(border);
    double best = HUGE_VAL;
    for (size_t part = 0; part < line->part_count; part++)
        for (size_t i = line->part_start[part] + 1; i < line->part_start[part + 1]; i++) {
            bm_lonlat a = line->points[i - 1], b = line->points[i];
            double length = bm_geodesic_distance_m(a, b);
            double here = bm_geodesic_distance_m(from, a);
            if (here - length > best)
                continue;
            int steps = 1 + (int)(length / 100);
            for (int k = 0; k <= steps; k++) {
                double share = (double)k / steps;
                bm_lonlat at = {a.lon + (b.lon - a.lon) * share, a.lat + (b.lat - a.lat) * share};
                best = fmin(best, bm_geodesic_distance_m(from, at));
            }
        }
    return best;
}

static void the_edge_is_at_the_right_distance(void **state)
{
    (void)state;
    static const double widths_m[] = {1000, 5000, 30000, 100000};
    for (size_t w = 0; w < sizeof widths_m / sizeof *widths_m; w++) {
        bm_border_zone *zone;
        bm_error error = {0};
        if (bm_border_zone_new(border, widths_m[w], &zone, &error))
            fail_msg("%s", error.message);
        const bm_feature *area = &zone->area;
        assert_true(area->point_count > 100);
        size_t checked = 0, apart = area->point_count / 40 + 1;
        for (size_t part = 0; part < area->part_count; part++)
            for (size_t i = area->part_start[part]; i + 1 < area->part_start[part + 1]; i++) {
                bm_lonlat a = area->points[i], b = area->points[i + 1];
                bm_lonlat middle = {(a.lon + b.lon) / 2, (a.lat + b.lat) / 2};
                double fast = bm_border_distance_km(border, middle) * 1000;
                /* Where two arcs meet, the straight edge between their points cuts the corner. */
                if (fabs(fast - widths_m[w]) > 0.025 * widths_m[w] ||
                    fabs(bm_border_distance_km(border, a) * 1000 - widths_m[w]) >
                        0.01 * widths_m[w])
                    fail_msg("%g m: an edge at %g m, %f %f", widths_m[w], fast, middle.lon,
                             middle.lat);
                if (i % apart)
                    continue;
                double slow = slow_distance_m(a);
                if (fabs(slow - widths_m[w]) > 0.01 * widths_m[w])
                    fail_msg("%g m: a point at %g m", widths_m[w], slow);
                checked++;
            }
        assert_true(checked >= 20);
        bm_border_zone_free(zone);
    }
}

static double turn(bm_lonlat a, bm_lonlat b, bm_lonlat c)
{
    return (b.lon - a.lon) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lon - a.lon);
}

static bool crosses(bm_lonlat a, bm_lonlat b, bm_lonlat c, bm_lonlat d)
{
    return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

static void rings_are_closed_and_never_cross(void **state)
{
    (void)state;
    bm_border_zone *zone;
    assert_int_equal(bm_border_zone_new(border, 30000, &zone, NULL), BM_OK);
    const bm_feature *area = &zone->area;
    double whole = 0;
    for (size_t part = 0; part < area->part_count; part++) {
        size_t first = area->part_start[part], last = area->part_start[part + 1] - 1;
        assert_memory_equal(&area->points[first], &area->points[last], sizeof *area->points);
        for (size_t i = first; i < last; i++) {
            whole += area->points[i].lon * area->points[i + 1].lat -
                     area->points[i + 1].lon * area->points[i].lat;
            for (size_t j = i + 2; j < last; j++)
                if (crosses(area->points[i], area->points[i + 1], area->points[j],
                            area->points[j + 1]))
                    fail_msg("ring %zu crosses itself", part);
        }
    }
    /* Counterclockwise; about 1,100 km long, twice 30 km wide: 5 to 8 square degrees. */
    assert_true(whole / 2 > 5 && whole / 2 < 9);
    bm_border_zone_free(zone);
}

static void widths_out_of_range_are_refused(void **state)
{
    (void)state;
    static const double widths_m[] = {0, -1, 499, 500001, NAN, INFINITY};
    for (size_t i = 0; i < sizeof widths_m / sizeof *widths_m; i++) {
        bm_border_zone *zone;
        assert_int_equal(bm_border_zone_new(border, widths_m[i], &zone, NULL), BM_ERROR_ARGUMENT);
        assert_null(zone);
    }
    bm_border_zone_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_edge_is_at_the_right_distance),
        cmocka_unit_test(rings_are_closed_and_never_cross),
        cmocka_unit_test(widths_out_of_range_are_refused),
    };
    return cmocka_run_group_tests(tests, open_border, close_border);
}
