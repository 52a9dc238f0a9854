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

#include "geo/border.h"
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

/* Show a part of the world on a map of that many pixels. */
static inline int set_frame(bm_lonlat_box box, double width, double height)
{
    const bm_lonlat corners[] = {{box.west, box.south}, {box.east, box.north}};
    bm_projection_free(projection);
    projection = NULL;
    frame = (bm_frame){.page = {0, 0, width + 40, height + 200},
                       .map = {20, 100, width + 20, height + 100},
                       .dpi = 144};
    if (bm_projection_new_fitted(box, &projection, NULL))
        return -1;
    return bm_frame_fit(&frame, projection, corners, 2, 20, 0, NULL) ? -1 : 0;
}

static inline int open_frame(void **context)
{
    (void)context;
    if (bm_style_open("light", &style, NULL))
        return -1;
    return set_frame((bm_lonlat_box){23, 50, 33, 54}, 1560, 1000);
}

static inline int close_frame(void **context)
{
    (void)context;
    bm_style_free(style);
    bm_projection_free(projection);
    projection = NULL;
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

static inline bm_layer *open_countries(void)
{
    char path[4096];
    bm_layer *countries = NULL;
    bm_error error = {0};
    if (bm_data_path("shapefiles/countries.shp", path, sizeof path, &error) ||
        bm_layer_open(path, NULL, &countries, &error))
        fail_msg("%s", error.message);
    return countries;
}

static inline bm_border *open_border(void)
{
    bm_layer *countries = open_countries();
    bm_border *border = NULL;
    bm_error error = {0};
    if (bm_border_new(countries, NULL, "BY", "UA", &border, &error))
        fail_msg("%s", error.message);
    bm_layer_free(countries);
    return border;
}

/* Anywhere in a box, and most of them near one of a few dozen places. */
static inline bm_event_points *make_scattered_in(const bm_border *border, bm_lonlat_box box,
                                                 size_t count, bool tells_country)
{
    const double width = box.east - box.west, height = box.north - box.south;
    bm_event_points *points = bm_event_points_make();
    bm_interval when = {.end_s = 86400, .precision = BM_DATE_DAY};
    uint16_t category;
    assert_non_null(points);
    assert_true(bm_event_points_category(points, "strike", "Strike", &category));
    bm_lonlat places[40];
    for (size_t i = 0; i < 40; i++)
        places[i] = (bm_lonlat){box.west + width * share(), box.south + height * share()};
    for (size_t i = 0; i < count; i++) {
        bm_lonlat at = places[(size_t)(40 * share())];
        at.lon += 0.045 * width * (share() - 0.5) * (share() + 1);
        at.lat += 0.068 * height * (share() - 0.5) * (share() + 1);
        bm_packed_point point = bm_point_pack(true, at, when);
        point.category = category;
        char country[3];
        bm_border_country_at(border, bm_point_position(&point), country);
        if (tells_country)
            point.country = bm_event_points_country(points, country);
        when.start_s += 3600;
        when.end_s += 3600;
        assert_true(bm_event_points_add(points, &point, when));
    }
    return points;
}

/* In and round five countries. */
static inline bm_event_points *make_scattered(const bm_border *border, size_t count,
                                              bool tells_country)
{
    return make_scattered_in(border, (bm_lonlat_box){22.5, 49.8, 33.5, 54.2}, count, tells_country);
}

#endif
