#include "render/furniture/layout_land.h"

#include <math.h>
#include <stdlib.h>

#include "geo/country_rings.h"

/** Cells along the longer side: legends are some ten cells wide. */
#define CELLS 64

struct bm_layout_land {
    bm_px_box map;
    double cell_px;
    size_t columns, rows;
    unsigned char
        *flips; /**< columns × rows: outlines that cross the middle of a row in the cell */
    unsigned char *cells; /**< columns × rows: 0, 1 for land, 2 for what is hatched */
    uint32_t *sums;       /**< (columns + 1) × (rows + 1), over all cells above and left */
};

/** A polygon on its way into the grid. */
typedef struct outline {
    bm_layout_land *land;
    const bm_frame *frame;
    double step_deg;
} outline;

/* Note where one side of an outline crosses the middles of rows. */
static void flip(bm_layout_land *land, bm_px a, bm_px b)
{
    double y0 = (fmin(a.y, b.y) - land->map.y0) / land->cell_px - 0.5;
    double y1 = (fmax(a.y, b.y) - land->map.y0) / land->cell_px - 0.5;
    double first = fmax(ceil(y0), 0), end = fmin(ceil(y1), (double)land->rows);
    for (double row = first; row < end; row += 1) {
        double y = land->map.y0 + (row + 0.5) * land->cell_px;
        double x = a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y);
        double column = fmax(ceil((x - land->map.x0) / land->cell_px - 0.5), 0);
        if (column < (double)land->columns)
            land->flips[(size_t)row * land->columns + (size_t)column] ^= 1;
    }
}

static void add_ring(const outline *work, const bm_lonlat *points, size_t count)
{
    enum { BATCH = 256 };
    bm_lonlat kept[BATCH], last_kept = {NAN, NAN};
    bm_px at[BATCH], first = {NAN, NAN}, last = {NAN, NAN};
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_near = fabs(points[i].lat - last_kept.lat) < work->step_deg &&
                       fabs(points[i].lon - last_kept.lon) < work->step_deg;
        if (!is_near || i + 1 == count)
            kept[length++] = last_kept = points[i];
        if (length < BATCH && i + 1 < count)
            continue;
        bm_frame_to_px_many(work->frame, kept, at, length);
        for (size_t k = 0; k < length; k++) {
            if (!isfinite(at[k].x) || !isfinite(at[k].y))
                continue;
            if (isfinite(last.x))
                flip(work->land, last, at[k]);
            else
                first = at[k];
            last = at[k];
        }
        length = 0;
    }
    if (isfinite(last.x))
        flip(work->land, last, first);
}

static bool visit_ring(bm_country_ring found, void *context)
{
    add_ring(context, found.points, found.count);
    return true;
}

/* What lies between the outlines noted counts `value`, unless it counts more already. */
static void fill(bm_layout_land *land, unsigned char value)
{
    for (size_t row = 0; row < land->rows; row++) {
        unsigned char inside = 0;
        for (size_t column = 0; column < land->columns; column++) {
            size_t cell = row * land->columns + column;
            inside ^= land->flips[cell];
            land->flips[cell] = 0;
            if (inside && land->cells[cell] < value)
                land->cells[cell] = value;
        }
    }
}

static void sum_up(bm_layout_land *land)
{
    size_t width = land->columns + 1;
    for (size_t row = 0; row < land->rows; row++) {
        uint32_t in_row = 0;
        for (size_t column = 0; column < land->columns; column++) {
            in_row += land->cells[row * land->columns + column];
            land->sums[(row + 1) * width + column + 1] =
                land->sums[row * width + column + 1] + in_row;
        }
    }
}

static void add_hatched(const outline *work, const bm_marks *marks)
{
    const bm_feature *last = NULL;
    for (size_t i = 0; i < marks->count; i++) {
        const bm_feature *area = marks->items[i].area;
        if (!area || area == last)
            continue;
        last = area;
        for (size_t part = 0; part < area->part_count; part++)
            add_ring(work, area->points + area->part_start[part],
                     area->part_start[part + 1] - area->part_start[part]);
        fill(work->land, 2);
    }
}

bm_layout_land *bm_layout_land_new(const bm_frame *frame, const bm_layer *countries,
                                   const bm_border *border, const bm_marks *marks)
{
    bm_layout_land *land = calloc(1, sizeof *land);
    if (!land)
        return NULL;
    double width = frame->map.x1 - frame->map.x0, height = frame->map.y1 - frame->map.y0;
    land->map = frame->map;
    land->cell_px = fmax(fmax(width, height) / CELLS, 1);
    land->columns = (size_t)fmax(floor(width / land->cell_px), 1);
    land->rows = (size_t)fmax(floor(height / land->cell_px), 1);
    land->flips = calloc(land->columns * land->rows, 1);
    land->cells = calloc(land->columns * land->rows, 1);
    land->sums = calloc((land->columns + 1) * (land->rows + 1), sizeof *land->sums);
    if (!land->flips || !land->cells || !land->sums) {
        bm_layout_land_free(land);
        return NULL;
    }
    const double metres_per_degree = 111195;
    outline work = {land, frame, 0.4 * land->cell_px / frame->px_per_m / metres_per_degree};
    for (int side = 0; side < 2; side++) {
        bm_country_rings_visit(countries, bm_border_country(border, side), visit_ring, &work);
        fill(land, 1);
    }
    add_hatched(&work, marks);
    sum_up(land);
    return land;
}

void bm_layout_land_free(bm_layout_land *land)
{
    if (!land)
        return;
    free(land->flips);
    free(land->cells);
    free(land->sums);
    free(land);
}

static size_t cell_at(double px, double cell_px, size_t count)
{
    return (size_t)fmin(fmax(round(px / cell_px), 0), (double)count);
}

double bm_layout_land_under(const bm_layout_land *land, bm_px_box box)
{
    if (!land)
        return 0;
    size_t x0 = cell_at(box.x0 - land->map.x0, land->cell_px, land->columns);
    size_t x1 = cell_at(box.x1 - land->map.x0, land->cell_px, land->columns);
    size_t y0 = cell_at(box.y0 - land->map.y0, land->cell_px, land->rows);
    size_t y1 = cell_at(box.y1 - land->map.y0, land->cell_px, land->rows);
    size_t width = land->columns + 1;
    uint32_t cells = land->sums[y1 * width + x1] + land->sums[y0 * width + x0] -
                     land->sums[y1 * width + x0] - land->sums[y0 * width + x1];
    return cells * land->cell_px * land->cell_px;
}
