#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "render/furniture/layout_private.h"

/** Free room between a panel and the border or a symbol, if there is a place that has it; and how
 *  near is as bad as on it. */
#define CLEAR_PT 10
#define SLACK_PT 4
/** Cells of the grid: so large, and so many along a side. */
#define CELL_PT 2
#define CELLS_MAX 600
/** What a cell under a box costs, and what one near to it. */
#define COST_MARK 40.0
#define COST_NEAR_MARK 0.4
#define COST_BORDER 6.0
#define COST_NEAR_BORDER 2.0
/** Where marks may be in another window, and the inside of a precision circle. */
#define COST_PLACES 30.0
#define COST_AREA 4.0
/** The two capitals and the centres of oblasts, with so much round them. */
#define COST_CAPITAL 25.0
#define COST_CENTRE 4.0
/** What a centre costs besides where there is another place on the map. */
#define COST_MOVE_OFF 10.0
#define SEAT_PT 7
/** Another piece. */
#define COST_TAKEN 1e5
/** The border's countries, when all of the map is covered. */
#define COST_LAND 90.0

/** A grid whose cells become sums over all cells above and left of them, so that the sum over any
 *  box takes four look-ups (F. Crow, Summed-area tables for texture mapping, SIGGRAPH 1984). */
typedef struct sums {
    uint32_t *cells; /**< (columns + 1) × (rows + 1) */
} sums;

typedef struct covered {
    bm_px_box box;
    double cost;
    double moves; /**< what it costs besides in the choice between places */
} covered;

struct bm_layout_ground {
    bm_px_box map;
    double margin_px;
    double slack_px, clear_px, cell_px;
    size_t columns, rows;
    sums marks, border;
    covered *others;
    size_t other_count, other_capacity;
    bm_layout_land *land; /**< NULL when it does not count */
};

bm_px_box bm_layout_ground_map(const bm_layout_ground *ground)
{
    return ground->map;
}

double bm_layout_ground_margin(const bm_layout_ground *ground)
{
    return ground->margin_px;
}

static void set_cell(const bm_layout_ground *ground, sums *grid, bm_px at)
{
    double x = floor((at.x - ground->map.x0) / ground->cell_px);
    double y = floor((at.y - ground->map.y0) / ground->cell_px);
    if (!(x >= 0 && x < (double)ground->columns && y >= 0 && y < (double)ground->rows))
        return;
    grid->cells[((size_t)y + 1) * (ground->columns + 1) + (size_t)x + 1] = 1;
}

static void add_up(const bm_layout_ground *ground, sums *grid)
{
    size_t width = ground->columns + 1;
    for (size_t y = 1; y <= ground->rows; y++) {
        uint32_t *cells = grid->cells + y * width, in_row = 0;
        for (size_t x = 1; x < width; x++) {
            in_row += cells[x];
            cells[x] = in_row + cells[x - width];
        }
    }
}

/* Cells set within a box, those on its edge too. */
static double count_in(const bm_layout_ground *ground, const sums *grid, bm_px_box box)
{
    double columns = (double)ground->columns, rows = (double)ground->rows;
    double x0 = fmin(fmax(floor((box.x0 - ground->map.x0) / ground->cell_px), 0), columns);
    double y0 = fmin(fmax(floor((box.y0 - ground->map.y0) / ground->cell_px), 0), rows);
    double x1 = fmin(fmax(ceil((box.x1 - ground->map.x0) / ground->cell_px), x0), columns);
    double y1 = fmin(fmax(ceil((box.y1 - ground->map.y0) / ground->cell_px), y0), rows);
    size_t width = ground->columns + 1;
    size_t top = (size_t)y0 * width, bottom = (size_t)y1 * width;
    return (double)(grid->cells[bottom + (size_t)x1] + grid->cells[top + (size_t)x0] -
                    grid->cells[bottom + (size_t)x0] - grid->cells[top + (size_t)x1]);
}

/* The cells of one row from `from` to `to`, in cells. */
static void set_row(const bm_layout_ground *ground, double row, double from, double to)
{
    double columns = (double)ground->columns;
    from = fmax(floor(from), 0);
    to = fmin(floor(to), columns - 1);
    if (!(row >= 0 && row < (double)ground->rows && from <= to))
        return;
    uint32_t *cells = ground->marks.cells + ((size_t)row + 1) * (ground->columns + 1) + 1;
    for (size_t column = (size_t)from; (double)column <= to; column++)
        cells[column] = 1;
}

/* The cells of a disc, found by points at this distance in and beside its middle. */
static void draw_disc(const bm_layout_ground *ground, bm_px center, double radius_px)
{
    const double step = 0.7;
    double x = (center.x - ground->map.x0) / ground->cell_px;
    double y = (center.y - ground->map.y0) / ground->cell_px;
    double reach = fmin(radius_px / ground->cell_px, CELLS_MAX);
    if (!isfinite(x) || !isfinite(y))
        return;
    for (double dy = -reach; dy <= reach; dy += step) {
        double half = sqrt(reach * reach - dy * dy);
        double first = ceil((reach - half) / step), last = floor((reach + half) / step);
        if (first <= last)
            set_row(ground, floor(y + dy), x - reach + first * step, x - reach + last * step);
    }
    set_row(ground, floor(y), x, x);
}

static void draw_line(const bm_layout_ground *ground, bm_px from, bm_px to)
{
    bm_px_box map = ground->map;
    sums grid = ground->border;
    if (fmax(from.x, to.x) < map.x0 || fmin(from.x, to.x) > map.x1 || fmax(from.y, to.y) < map.y0 ||
        fmin(from.y, to.y) > map.y1)
        return;
    double length = hypot(to.x - from.x, to.y - from.y);
    // No map is wider than so many steps.
    double steps = fmax(fmin(ceil(length / ground->cell_px), 40000), 1);
    for (double step = 0; step <= steps; step += 1) {
        double share = step / steps;
        set_cell(ground, &grid,
                 (bm_px){from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share});
    }
}

static bool is_near(bm_lonlat a, bm_lonlat b, double step_deg)
{
    return fabs(a.lat - b.lat) < step_deg && fabs(a.lon - b.lon) < step_deg;
}

/* One part of the line, without the points that are nearer to each other than a cell is wide. */
static void draw_part(const bm_layout_ground *ground, const bm_frame *frame,
                      const bm_lonlat *points, size_t count)
{
    enum { BATCH = 256 };
    bm_lonlat kept[BATCH];
    bm_px at[BATCH], last = {NAN, NAN};
    double step_deg = 0.5 * ground->cell_px / frame->px_per_m / 111195;
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        if (length == 0 || i + 1 == count || !is_near(points[i], kept[length - 1], step_deg))
            kept[length++] = points[i];
        if (length < BATCH && i + 1 < count)
            continue;
        bm_frame_to_px_many(frame, kept, at, length);
        for (size_t k = 0; k < length; k++) {
            bool is_finite = isfinite(at[k].x) && isfinite(at[k].y);
            if (is_finite && isfinite(last.x))
                draw_line(ground, last, at[k]);
            last = is_finite ? at[k] : (bm_px){NAN, NAN};
        }
        length = 0;
    }
}

static void draw_border(const bm_layout_ground *ground, const bm_frame *frame,
                        const bm_border *border)
{
    const bm_feature *line = border ? bm_border_line(border) : NULL;
    for (size_t part = 0; line && part < line->part_count; part++)
        draw_part(ground, frame, line->points + line->part_start[part],
                  line->part_start[part + 1] - line->part_start[part]);
}

/* Something else that should stay visible; `cost` is what covering it costs, and `moves` what it
 * costs besides where a piece may choose its place. */
static void add_mover(bm_layout_ground *ground, bm_px_box box, double cost, double moves)
{
    covered *grown = bm_array_grow(ground->others, ground->other_count, &ground->other_capacity,
                                   sizeof *ground->others);
    // Without memory the furniture lies where it lies.
    if (!grown)
        return;
    ground->others = grown;
    ground->others[ground->other_count++] = (covered){box, cost, moves};
}

static void add_box(bm_layout_ground *ground, bm_px_box box, double cost)
{
    add_mover(ground, box, cost, 0);
}

static void add_places(bm_layout_ground *ground, const bm_frame *frame, const bm_mark *mark)
{
    bm_lonlat_box places = mark->places;
    if (!(places.east > places.west) && !(places.north > places.south))
        return;
    bm_px a = bm_frame_to_px(frame, (bm_lonlat){places.west, places.south});
    bm_px b = bm_frame_to_px(frame, (bm_lonlat){places.east, places.north});
    bm_px_box box = {fmin(a.x, b.x), fmin(a.y, b.y), fmax(a.x, b.x), fmax(a.y, b.y)};
    add_box(ground, box, COST_PLACES);
}

static void draw_marks(bm_layout_ground *ground, const bm_frame *frame, const bm_marks *marks)
{
    for (size_t i = 0; i < marks->count; i++) {
        const bm_mark *mark = &marks->items[i];
        draw_disc(ground, mark->center, mark->radius_px);
        if (mark->is_merged)
            add_places(ground, frame, mark);
        double reach = mark->area_radius_px;
        if (reach > 0)
            add_box(ground,
                    (bm_px_box){mark->anchor.x - reach, mark->anchor.y - reach,
                                mark->anchor.x + reach, mark->anchor.y + reach},
                    COST_AREA);
    }
    for (size_t i = 0; i < marks->arrow_count; i++) {
        bm_px line[BM_ARROW_POINTS];
        size_t count = bm_marks_arrow_line(marks, &marks->arrows[i], frame, line);
        for (size_t k = 0; k < count; k++)
            draw_disc(ground, line[k], ground->cell_px);
    }
}

static bool is_seat(const bm_place *place, const bm_border *border)
{
    bool is_own = strcmp(place->country, bm_border_country(border, 0)) == 0 ||
                  strcmp(place->country, bm_border_country(border, 1)) == 0;
    return is_own &&
           (strcmp(place->feature_code, "PPLC") == 0 || strcmp(place->feature_code, "PPLA") == 0);
}

static void add_seats(bm_layout_ground *ground, const bm_frame *frame, const bm_basemap *basemap)
{
    size_t count = basemap->gazetteer ? bm_gazetteer_count(basemap->gazetteer) : 0;
    double reach = bm_frame_px(frame, SEAT_PT);
    for (size_t i = 0; i < count; i++) {
        const bm_place *place = bm_gazetteer_place(basemap->gazetteer, i);
        if (!place || place->kind != BM_PLACE_SETTLEMENT ||
            !bm_lonlat_box_contains(frame->lonlat, place->position) ||
            !is_seat(place, basemap->border))
            continue;
        bm_px at = bm_frame_to_px(frame, place->position);
        bool is_capital = place->feature_code[3] == 'C';
        if (at.x > frame->map.x0 && at.x < frame->map.x1 && at.y > frame->map.y0 &&
            at.y < frame->map.y1)
            add_mover(ground, (bm_px_box){at.x - reach, at.y - reach, at.x + reach, at.y + reach},
                      is_capital ? COST_CAPITAL : COST_CENTRE, is_capital ? 0 : COST_MOVE_OFF);
    }
}

bm_layout_ground *bm_layout_ground_new(const bm_frame *frame, const bm_marks *marks,
                                       const bm_border *border, const bm_basemap *basemap,
                                       double margin_px)
{
    bm_layout_ground *ground = calloc(1, sizeof *ground);
    if (!ground)
        return NULL;
    ground->map = frame->map;
    ground->margin_px = margin_px;
    ground->slack_px = bm_frame_px(frame, SLACK_PT);
    ground->clear_px = bm_frame_px(frame, CLEAR_PT);
    double width = frame->map.x1 - frame->map.x0, height = frame->map.y1 - frame->map.y0;
    ground->cell_px = fmax(bm_frame_px(frame, CELL_PT), fmax(width, height) / CELLS_MAX);
    ground->columns = (size_t)fmax(ceil(width / ground->cell_px), 1);
    ground->rows = (size_t)fmax(ceil(height / ground->cell_px), 1);
    size_t count = (ground->columns + 1) * (ground->rows + 1);
    ground->marks.cells = calloc(count, sizeof *ground->marks.cells);
    ground->border.cells = calloc(count, sizeof *ground->border.cells);
    if (!ground->marks.cells || !ground->border.cells) {
        bm_layout_ground_free(ground);
        return NULL;
    }
    draw_marks(ground, frame, marks);
    draw_border(ground, frame, border);
    add_up(ground, &ground->marks);
    add_up(ground, &ground->border);
    if (basemap && basemap->countries && basemap->border) {
        // Without memory that land does not count.
        ground->land = bm_layout_land_new(frame, basemap->countries, basemap->border, marks);
        add_seats(ground, frame, basemap);
    }
    return ground;
}

void bm_layout_ground_free(bm_layout_ground *ground)
{
    if (!ground)
        return;
    free(ground->marks.cells);
    free(ground->border.cells);
    free(ground->others);
    bm_layout_land_free(ground->land);
    free(ground);
}

void bm_layout_ground_take(bm_layout_ground *ground, bm_px_box box)
{
    add_box(ground, box, COST_TAKEN);
}

static bm_px_box grow(bm_px_box box, double by)
{
    return (bm_px_box){box.x0 - by, box.y0 - by, box.x1 + by, box.y1 + by};
}

double bm_layout_hidden_cost(const bm_layout_ground *ground, bm_px_box box)
{
    bm_px_box on = grow(box, ground->slack_px);
    return count_in(ground, &ground->marks, on) * COST_MARK +
           count_in(ground, &ground->border, on) * COST_BORDER;
}

static bool touches(bm_px_box a, bm_px_box b)
{
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

double bm_layout_cost(const bm_layout_ground *ground, bm_px_box box)
{
    bm_px_box on = grow(box, ground->slack_px), near = grow(box, ground->clear_px);
    double on_marks = count_in(ground, &ground->marks, on);
    double on_border = count_in(ground, &ground->border, on);
    double cost = on_marks * COST_MARK + on_border * COST_BORDER;
    cost += (count_in(ground, &ground->marks, near) - on_marks) * COST_NEAR_MARK;
    cost += (count_in(ground, &ground->border, near) - on_border) * COST_NEAR_BORDER;
    for (size_t i = 0; i < ground->other_count; i++)
        if (touches(ground->others[i].box, on))
            cost += ground->others[i].cost;
    return cost;
}

double bm_layout_move_cost(const bm_layout_ground *ground, bm_px_box box)
{
    bm_px_box on = grow(box, ground->slack_px);
    double cost = 0;
    for (size_t i = 0; i < ground->other_count; i++)
        if (touches(ground->others[i].box, on))
            cost += ground->others[i].moves;
    return cost;
}

double bm_layout_land_cost(const bm_layout_ground *ground, bm_px_box box)
{
    double width = ground->map.x1 - ground->map.x0, height = ground->map.y1 - ground->map.y0;
    return COST_LAND * bm_layout_land_under(ground->land, box) / fmax(width * height, 1);
}
