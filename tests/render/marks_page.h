/** @file marks_page.h
 *  What the tests of marks share: a page of 1000 pixels, and events read from a few rows.
 */
#ifndef BM_TESTS_MARKS_PAGE_H
#define BM_TESTS_MARKS_PAGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "render/marks/marks.h"

static bm_style *style;
static bm_projection *projection;
static bm_frame frame;
static bm_events *events;

static inline int open_frame(void **state)
{
    (void)state;
    const bm_lonlat corners[] = {{25, 51}, {29, 53}};
    frame = (bm_frame){.page = {0, 0, 1000, 1000}, .map = {0, 0, 1000, 1000}, .dpi = 144};
    if (bm_style_open("light", &style, NULL) ||
        bm_projection_new_fitted((bm_lonlat_box){25, 51, 29, 53}, &projection, NULL))
        return -1;
    return bm_frame_fit(&frame, projection, corners, 2, 20, 0, NULL) ? -1 : 0;
}

static inline int close_frame(void **state)
{
    (void)state;
    bm_style_free(style);
    bm_projection_free(projection);
    return 0;
}

/* Rows of "date,category,claim,lon,lat"; all are located there. */
static inline void read_events(const char *rows)
{
    /* Tests that run side by side share the folder. */
    char path[48];
    snprintf(path, sizeof path, "marks-%ld.csv", (long)getpid());
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("date,category,claim,lon,lat\n", file);
    fputs(rows, file);
    assert_int_equal(fclose(file), 0);
    bm_error error = {0};
    if (bm_events_read(path, NULL, NULL, &events, &error))
        fail_msg("%s", error.message);
    unlink(path);
    for (size_t i = 0; i < bm_events_count(events); i++) {
        const bm_event *event = bm_events_get(events, i);
        /* The geocoder's part, done by hand. */
        bm_event_location *location = (bm_event_location *)(uintptr_t)&event->location;
        location->located = event->has_position;
        location->position = event->position;
        location->precision = BM_PLACE_PRECISION_SETTLEMENT;
        location->name = "";
    }
}

static inline bm_event_location *location_of(size_t index)
{
    return (bm_event_location *)(uintptr_t)&bm_events_get(events, index)->location;
}

static const bm_symbol_options *options;

static inline bm_marks *make(const bm_interval *window, const bm_marks *ground)
{
    bm_marks *marks = NULL;
    bm_error error = {0};
    if (bm_marks_new(events, window, style, &frame, options, NULL, ground, &marks, &error))
        fail_msg("%s", error.message);
    return marks;
}

static inline size_t total(const bm_marks *marks)
{
    size_t count = 0;
    for (size_t i = 0; i < marks->count; i++)
        count += marks->items[i].count;
    return count;
}

static inline void none_covers_another(const bm_marks *marks)
{
    for (size_t i = 0; i < marks->count; i++)
        for (size_t j = 0; j < i; j++) {
            const bm_mark *a = &marks->items[i], *b = &marks->items[j];
            double distance = hypot(a->center.x - b->center.x, a->center.y - b->center.y);
            if (distance < 0.8 * (a->radius_px + b->radius_px))
                fail_msg("marks %zu and %zu overlap: %g", i, j, distance);
        }
}

#endif
