#include "geo/border_zone.h"

#include "base/arena.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/** Finest cells to the width of the zone. */
#define CELLS_A_WIDTH 24
/** The coarsest cells are 2 to this power of the finest. */
#define LEVELS 6
/** How far a point may be off, as a share of the width, and how often it is improved at most. */
#define POINT_ERROR 0.001
#define STEPS_MAX 8
#define METRES_A_DEGREE 111320.0
/** Room for what a cell's size in metres is not known better. */
#define SLACK 1.1

/** A piece of outline through a cell, from one of the lattice's edges to another; inside is to its
 *  left. An edge is named by its lower or left corner and whether it runs north. */
typedef struct piece {
    uint64_t from, to;
    bm_lonlat start;
    bool taken;
} piece;

typedef struct tracer {
    const bm_border *border;
    double width_m;
    bm_lonlat origin;
    double step_lon, step_lat;
    piece *pieces;
    size_t count, capacity;
    bool failed;
} tracer;

static bm_lonlat corner(const tracer *work, int64_t column, int64_t row)
{
    return (bm_lonlat){work->origin.lon + (double)column * work->step_lon,
                       work->origin.lat + (double)row * work->step_lat};
}

/* How far beyond the zone's edge a position lies; negative inside. */
static double beyond_m(const tracer *work, bm_lonlat position)
{
    return bm_border_distance_km(work->border, position) * 1000 - work->width_m;
}

static uint64_t edge_name(int64_t column, int64_t row, bool north)
{
    return ((uint64_t)column << 33) | ((uint64_t)row << 1) | (north ? 1 : 0);
}

/* Where the outline crosses an edge between two corners. The distance is almost linear between
 * them, but where another stretch of the line comes nearer: then what is between is looked at too.
 */
static bm_lonlat cross(const tracer *work, bm_lonlat a, bm_lonlat b, double beyond_a,
                       double beyond_b)
{
    bm_lonlat at = a;
    for (int i = 0; i < STEPS_MAX; i++) {
        double share = beyond_a / (beyond_a - beyond_b);
        at = (bm_lonlat){a.lon + (b.lon - a.lon) * share, a.lat + (b.lat - a.lat) * share};
        double beyond = beyond_m(work, at);
        if (fabs(beyond) <= POINT_ERROR * work->width_m)
            break;
        if ((beyond < 0) == (beyond_a < 0)) {
            a = at;
            beyond_a = beyond;
        } else {
            b = at;
            beyond_b = beyond;
        }
    }
    return at;
}

static void add_piece(tracer *work, uint64_t from, uint64_t to, bm_lonlat start)
{
    piece *grown = bm_array_grow(work->pieces, work->count, &work->capacity, sizeof *grown);
    if (!grown) {
        work->failed = true;
        return;
    }
    work->pieces = grown;
    work->pieces[work->count++] = (piece){from, to, start, false};
}

/* One cell of the finest lattice. Its edges, counterclockwise: south, east, north, west. */
static void trace_cell(tracer *work, int64_t column, int64_t row)
{
    const bm_lonlat at[4] = {corner(work, column, row), corner(work, column + 1, row),
                             corner(work, column + 1, row + 1), corner(work, column, row + 1)};
    const uint64_t names[4] = {edge_name(column, row, false), edge_name(column + 1, row, true),
                               edge_name(column, row + 1, false), edge_name(column, row, true)};
    double beyond[4];
    size_t ins[2], outs[2], in_count = 0, out_count = 0;
    for (int i = 0; i < 4; i++) {
        beyond[i] = beyond_m(work, at[i]);
        if (beyond[i] == 0)
            beyond[i] = 1e-9;
    }
    /* Going round counterclockwise, the outline leaves where one comes out of the zone. */
    for (size_t i = 0; i < 4; i++) {
        size_t next = (i + 1) % 4;
        if (beyond[i] < 0 && beyond[next] > 0)
            outs[out_count++] = i;
        if (beyond[i] > 0 && beyond[next] < 0)
            ins[in_count++] = i;
    }
    for (size_t k = 0; k < out_count; k++) {
        /* With the inside to its left the outline enters a cell where the way round it leaves the
         * zone, and leaves where that comes back. Two at a saddle: the corners beyond are cut. */
        size_t from = outs[k], to = ins[0];
        if (in_count == 2)
            for (size_t step = 1; step < 4; step++) {
                size_t edge = (from + step) % 4;
                if (edge == ins[0] || edge == ins[1]) {
                    to = edge;
                    break;
                }
            }
        size_t next = (from + 1) % 4;
        /* From the same corner in both cells of the edge, so that both get the same point. */
        bool forward = from < 2;
        bm_lonlat start = forward ? cross(work, at[from], at[next], beyond[from], beyond[next])
                                  : cross(work, at[next], at[from], beyond[next], beyond[from]);
        add_piece(work, names[from], names[to], start);
    }
}

/* The distance changes by no more than the way, so a cell whose middle is far from the outline has
 * none of it. */
static void trace(tracer *work, int64_t column, int64_t row, int level)
{
    int64_t size = (int64_t)1 << level;
    bm_lonlat low = corner(work, column, row), high = corner(work, column + size, row + size);
    bm_lonlat middle = {(low.lon + high.lon) / 2, (low.lat + high.lat) / 2};
    double nearest_lat = low.lat > 0 ? low.lat : high.lat < 0 ? high.lat : 0;
    double half_x = (high.lon - low.lon) / 2 * METRES_A_DEGREE * cos(nearest_lat * acos(-1) / 180);
    double half_y = (high.lat - low.lat) / 2 * METRES_A_DEGREE;
    if (work->failed || fabs(beyond_m(work, middle)) > SLACK * hypot(half_x, half_y))
        return;
    if (level == 0) {
        trace_cell(work, column, row);
        return;
    }
    for (int i = 0; i < 4; i++)
        trace(work, column + (i % 2) * size / 2, row + (i / 2) * size / 2, level - 1);
}

static void trace_all(tracer *work)
{
    bm_lonlat_box box = bm_border_line(work->border)->box;
    double reach_lat = 1.2 * work->width_m / METRES_A_DEGREE;
    double south = fmax(box.south - reach_lat, -89), north = fmin(box.north + reach_lat, 89);
    double narrowest = fmax(cos(fmax(fabs(south), fabs(north)) * acos(-1) / 180), 0.01);
    double reach_lon = reach_lat / narrowest;
    double middle = cos((south + north) / 2 * acos(-1) / 180);
    work->step_lat = work->width_m / CELLS_A_WIDTH / METRES_A_DEGREE;
    work->step_lon = work->step_lat / fmax(middle, 0.01);
    work->origin = (bm_lonlat){box.west - reach_lon, south};
    int64_t size = (int64_t)1 << LEVELS;
    int64_t columns = (int64_t)ceil((box.east - box.west + 2 * reach_lon) / work->step_lon);
    int64_t rows = (int64_t)ceil((north - south) / work->step_lat);
    for (int64_t row = 0; row < rows; row += size)
        for (int64_t column = 0; column < columns; column += size)
            trace(work, column, row, LEVELS);
}

static int compare_pieces(const void *left, const void *right)
{
    const piece *a = left, *b = right;
    return (a->from > b->from) - (a->from < b->from);
}

static piece *piece_from(const tracer *work, uint64_t edge)
{
    piece key = {.from = edge};
    return work->count ? bsearch(&key, work->pieces, work->count, sizeof key, compare_pieces)
                       : NULL;
}

/* Join the pieces to rings. A ring that does not close, at the edge of the world, is closed. */
static bool join(tracer *work, bm_lonlat *points, uint32_t *starts, bm_feature *area)
{
    size_t count = 0, rings = 0;
    qsort(work->pieces, work->count, sizeof *work->pieces, compare_pieces);
    for (size_t i = 0; i < work->count; i++) {
        size_t first = count;
        for (piece *at = &work->pieces[i]; at && !at->taken; at = piece_from(work, at->to)) {
            at->taken = true;
            points[count++] = at->start;
            area->box = bm_lonlat_box_grow(area->box, at->start);
        }
        if (count - first < 3) {
            count = first;
            continue;
        }
        starts[rings++] = (uint32_t)first;
        points[count++] = points[first];
    }
    starts[rings] = (uint32_t)count;
    area->part_count = rings;
    area->point_count = count;
    return rings > 0;
}

bm_status bm_border_zone_new(const bm_border *border, double width_m, bm_border_zone **zone,
                             bm_error *error)
{
    *zone = NULL;
    if (!(width_m >= BM_BORDER_ZONE_MIN_M && width_m <= BM_BORDER_ZONE_MAX_M))
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "a border zone is 0.5 to 500 km wide");
    bm_status status = BM_OK;
    tracer work = {.border = border, .width_m = width_m};
    bm_lonlat *points = NULL;
    uint32_t *starts = NULL;
    bm_border_zone *made = calloc(1, sizeof *made);
    trace_all(&work);
    if (made && !work.failed) {
        points = calloc(2 * work.count + 1, sizeof *points);
        starts = calloc(work.count + 1, sizeof *starts);
    }
    if (!points || !starts) {
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
        goto done;
    }
    made->area = (bm_feature){.kind = BM_GEOMETRY_POLYGON, .part_start = starts, .points = points};
    made->area.box = bm_lonlat_box_empty();
    if (!join(&work, points, starts, &made->area))
        status = bm_error_set(error, BM_ERROR_INTERNAL, NULL, 0,
                              "no outline was found for the border zone");
    points = NULL;
    starts = NULL;
    if (!status) {
        *zone = made;
        made = NULL;
    }
done:
    free(points);
    free(starts);
    free(work.pieces);
    bm_border_zone_free(made);
    return status;
}

void bm_border_zone_free(bm_border_zone *zone)
{
    if (!zone)
        return;
    free((void *)(uintptr_t)zone->area.points);
    free((void *)(uintptr_t)zone->area.part_start);
    free(zone);
}
