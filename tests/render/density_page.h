/** @file density_page.h
 *  A page with a frame, points on it, and densities of them; static, for a test program each.
 */
#ifndef BM_TESTS_DENSITY_PAGE_H
#define BM_TESTS_DENSITY_PAGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include <bordermap/data.h>

#include "render/density/private.h"

static bm_style *style;
static bm_projection *projection;
static bm_frame frame;
static uint64_t state = 1;

static inline double share(void)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(state >> 40) / 16777216.0;
}

static inline int open_frame(void **context)
{
    (void)context;
    const bm_lonlat corners[] = {{23, 50}, {33, 54}};
    frame = (bm_frame){.page = {0, 0, 1600, 1200}, .map = {20, 100, 1580, 1100}, .dpi = 144};
    if (bm_style_open("light", &style, NULL) ||
        bm_projection_new_fitted((bm_lonlat_box){23, 50, 33, 54}, &projection, NULL))
        return -1;
    return bm_frame_fit(&frame, projection, corners, 2, 20, 0, NULL) ? -1 : 0;
}

static inline int close_frame(void **context)
{
    (void)context;
    bm_style_free(style);
    bm_projection_free(projection);
    return 0;
}

static inline bm_density *make(const bm_event_points *points, bm_density_kind kind, bm_marks *marks)
{
    const bm_density_options options = {.kind = kind};
    bm_density *density = NULL;
    bm_error error = {0};
    if (bm_density_new(points, NULL, &options, style, &frame, NULL, marks, &density, &error))
        fail_msg("%s", error.message);
    return density;
}

static inline bm_border *open_border(void)
{
    char path[4096];
    bm_layer *countries = NULL;
    bm_border *border = NULL;
    bm_error error = {0};
    if (bm_data_path("shapefiles/countries.shp", path, sizeof path, &error) ||
        bm_layer_open(path, NULL, &countries, &error) ||
        bm_border_new(countries, NULL, "BY", "UA", &border, &error))
        fail_msg("%s", error.message);
    bm_layer_free(countries);
    return border;
}

/* Anywhere in five countries, and most of them at one of a few dozen places. */
static inline bm_event_points *make_scattered(const bm_border *border, size_t count,
                                              bool tells_country)
{
    bm_event_points *points = bm_event_points_make();
    bm_interval when = {0, 86400, BM_DATE_DAY, false};
    uint16_t category;
    assert_non_null(points);
    assert_true(bm_event_points_category(points, "strike", "Strike", &category));
    bm_lonlat places[40];
    for (size_t i = 0; i < 40; i++)
        places[i] = (bm_lonlat){22.5 + 11 * share(), 49.8 + 4.4 * share()};
    for (size_t i = 0; i < count; i++) {
        bm_lonlat at = places[(size_t)(40 * share())];
        at.lon += 0.5 * (share() - 0.5) * (share() + 1);
        at.lat += 0.3 * (share() - 0.5) * (share() + 1);
        bm_packed_point point = bm_point_pack(true, at, when);
        point.category = category;
        bm_border_relation relation;
        assert_int_equal(bm_border_relate(border, bm_point_position(&point), &relation, NULL),
                         BM_OK);
        if (tells_country)
            point.country = bm_event_points_country(points, relation.country);
        when.start_s += 3600;
        when.end_s += 3600;
        assert_true(bm_event_points_add(points, &point, when));
    }
    return points;
}

#endif
