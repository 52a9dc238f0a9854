#include "render/labels/area_rows.h"

#include <math.h>
#include <stdlib.h>

#include "render/labels/parts.h"

static int compare_crossings(const void *left, const void *right)
{
    const label_crossing *a = left, *b = right;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return (a->x > b->x) - (a->x < b->x);
}

/** The outline that is being followed. */
typedef struct outline {
    label_crossings *found;
    bm_px_box map;
    double cell_px;
    int rows;
    bool failed;
} outline;

static void add_crossing(outline *of, int row, double x)
{
    label_crossings *found = of->found;
    label_crossing *grown =
        bm_array_grow(found->items, found->count, &found->capacity, sizeof *grown);
    if (!grown) {
        of->failed = true;
        return;
    }
    found->items = grown;
    found->items[found->count++] = (label_crossing){row, x};
}

/** Where an edge crosses the middles of rows. */
static void add_edge(outline *of, bm_px a, bm_px b)
{
    double first = ceil((fmin(a.y, b.y) - of->map.y0) / of->cell_px - 0.5);
    double end = ceil((fmax(a.y, b.y) - of->map.y0) / of->cell_px - 0.5);
    int from = (int)fmax(first, 0), to = (int)fmin(end, of->rows);
    for (int row = from; row < to && !of->failed; row++) {
        double y = of->map.y0 + (row + 0.5) * of->cell_px;
        add_crossing(of, row, a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
    }
}

static void add_ring(const bm_px *points, size_t count, void *context)
{
    for (size_t i = 1; i < count; i++)
        add_edge(context, points[i - 1], points[i]);
}

static label_crossings *find_all(const bm_layer *layer, const bm_frame *frame, double cell_px,
                                 size_t *count)
{
    label_crossings *all = calloc(bm_layer_count(layer) + 1, sizeof *all);
    outline of = {.map = frame->map, .cell_px = cell_px, .failed = !all};
    of.rows = (int)floor((of.map.y1 - of.map.y0) / cell_px);
    for (*count = 0; !of.failed && *count < bm_layer_count(layer); ++*count) {
        of.found = &all[*count];
        of.failed |= !label_visit_parts(frame, bm_layer_feature(layer, *count), cell_px * 0.8,
                                        add_ring, &of);
        if (of.found->count)
            qsort(of.found->items, of.found->count, sizeof *of.found->items, compare_crossings);
    }
    if (!of.failed)
        return all;
    for (size_t i = 0; all && i < bm_layer_count(layer); i++)
        free(all[i].items);
    free(all);
    *count = 0;
    return NULL;
}

bool label_area_rows_find(label_area_rows *rows, const bm_basemap *basemap, const bm_frame *frame,
                          double cell_px)
{
    *rows = (label_area_rows){0};
    rows->countries = find_all(basemap->countries, frame, cell_px, &rows->country_count);
    if (basemap->oblasts)
        rows->oblasts = find_all(basemap->oblasts, frame, cell_px, &rows->oblast_count);
    return rows->countries && (rows->oblasts || !basemap->oblasts);
}

static void finish(label_crossings *all, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(all[i].items);
    free(all);
}

void label_area_rows_finish(label_area_rows *rows)
{
    finish(rows->countries, rows->country_count);
    finish(rows->oblasts, rows->oblast_count);
    *rows = (label_area_rows){0};
}
