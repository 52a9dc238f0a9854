/** @file shipped.h
 *  The shipped layers and a frame over the border, for tests of labels and furniture.
 */
#ifndef BM_TESTS_RENDER_SHIPPED_H
#define BM_TESTS_RENDER_SHIPPED_H

#include <bordermap/events.h>
#include <bordermap/map.h>

#include "render/map/frame.h"
#include "render/marks/marks.h"

typedef struct shipped {
    bm_layer *countries, *oblasts, *oblast_lines, *rivers, *lakes, *crossings;
    bm_gazetteer *gazetteer;
    bm_border *border;
    bm_style *style;
    bm_basemap basemap;
} shipped;

/** What a group of tests shares: the set-up opens all, and returns 0 when that worked. */
extern shipped shipped_data;
int shipped_set_up(void **state);
int shipped_tear_down(void **state);

/** One map's worth of what labels and furniture need. */
typedef struct shipped_page {
    bm_canvas *canvas;
    bm_projection *projection;
    bm_frame frame;
    bm_events *events;
    bm_marks *marks;
} shipped_page;

/** A page of this size with the events of a table, over `box`. */
void shipped_page_open(shipped_page *page, const shipped *data, const char *table, int width_px,
                       int height_px, bm_lonlat_box box);
void shipped_page_close(shipped_page *page);

/** Write a table of `count` events spread over the border region; the same on every run. */
void shipped_write_crowd(const char *path, size_t count);

#endif
