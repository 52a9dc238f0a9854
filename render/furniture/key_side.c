#include <math.h>

#include "render/furniture/sides.h"

/** What a key leaves the map: so much of the page, or so much of what the map had; and how large
 * the land must stay, against what it was. */
typedef struct panel_shares {
    double of_page, of_room, of_scale;
} panel_shares;
/** One that nobody asked a place for, and one that was asked for: the second when the first has no
 *  room for half of its rows. */
static const panel_shares auto_shares = {0.6, 0.8, 0.7},
                          asked_shares[] = {{0.55, 0.8, 0.4}, {0.4, 0.7, 0.3}};
/** A key of fewer rows, the others only counted, is of no use. */
#define ROWS_MIN 3
/** What the map's size counts, against the share of rows that are said. */
#define SIZE_WEIGHT 1.2
/** A panel with more blank than this gives it to the map. */
#define BLANK_SHARE 0.07
/** Columns of a legend in a band. */
#define BAND_COLUMNS_MAX 4

static double area_of(bm_px_box box)
{
    return fmax(box.x1 - box.x0, 0) * fmax(box.y1 - box.y0, 0);
}

static double scale_of(bm_px_box box)
{
    return bm_sides_scale(box.x1 - box.x0, box.y1 - box.y0);
}

/** What the map must keep: square pixels, and its land's size. */
typedef struct panel_limits {
    double area, scale;
} panel_limits;

/** One way to set the key beside the map. */
typedef struct panel_way {
    bm_px_box panel, map;
    int columns;
    double score;
    size_t shown;     /**< rows */
    bm_px_box legend; /**< when it moves or is made lower for the key */
    int legend_columns;
    bool legend_is_tight;
} panel_way;

/* Keep the better of two ways: rows with room, and the map's size, count. */
static void consider(const bm_furniture *furniture, const bm_furniture_job *job, bm_px_box map,
                     panel_limits least, panel_way way, panel_way *best)
{
    size_t count = bm_labels_key_count(job->labels);
    bm_px_box box = way.panel;
    double width = box.x1 - box.x0, height = box.y1 - box.y0;
    size_t shown = bm_panel_fit(furniture, job, width, height, way.columns, false);
    // A place that takes nothing from the map is worth closer rows.
    if (shown < count && shown < ROWS_MIN && area_of(way.map) == area_of(map))
        shown = bm_panel_fit(furniture, job, width, height, way.columns, true);
    if (area_of(way.map) < least.area || scale_of(way.map) < least.scale ||
        shown < (count < ROWS_MIN ? count : ROWS_MIN))
        return;
    way.shown = shown;
    way.score = (double)shown / (double)count + SIZE_WEIGHT * scale_of(way.map) / scale_of(map);
    if (way.score > best->score)
        *best = way;
}

/* The legend may go where it is best for both: nobody asked for its place. */
static bool may_move(const bm_furniture_job *job)
{
    return job->content->legend == BM_SPOT_AUTO && !bm_legend_is_empty(job->legend);
}

/* The map and the legend beside it. */
static bm_px_box with_legend(const bm_furniture *furniture, bm_px_box map)
{
    bm_px_box legend = furniture->legend;
    if (furniture->legend_outside)
        map = (bm_px_box){fmin(map.x0, legend.x0), fmin(map.y0, legend.y0), fmax(map.x1, legend.x1),
                          fmax(map.y1, legend.y1)};
    return map;
}

/* Legend over key in one column right of the map. */
static void try_column(const bm_furniture *furniture, const bm_furniture_job *job, double column_px,
                       double gap_px, bm_px_box map, panel_limits least, panel_way *best)
{
    bm_furniture moved = *furniture;
    bm_px_box whole = with_legend(furniture, map);
    moved.legend_end = BM_LEGEND_SECTIONS;
    for (int tight = 0; tight < 2; tight++) {
        moved.legend_is_tight = tight != 0;
        bm_legend_size size = bm_legend_measure(&moved, job->legend, job->style, 1, job->canvas);
        double width = ceil(fmax(column_px, size.width_px));
        panel_way way = {.columns = 1, .legend_columns = 1, .legend_is_tight = tight != 0};
        way.map = bm_sides_cut(whole, BM_SPOT_RIGHT, width, size.height_px, gap_px, &way.legend);
        way.panel = (bm_px_box){way.legend.x0, ceil(way.legend.y1 + gap_px), whole.x1, whole.y1};
        if (way.panel.y1 > way.panel.y0)
            consider(furniture, job, map, least, way, best);
    }
}

/* Legend and key side by side below the map. */
static void try_band(const bm_furniture *furniture, const bm_furniture_job *job, double column_px,
                     double gap_px, bm_px_box map, panel_limits least, panel_way *best)
{
    bm_furniture moved = *furniture;
    bm_px_box whole = with_legend(furniture, map);
    moved.legend_end = BM_LEGEND_SECTIONS;
    for (int columns = 1; columns <= BAND_COLUMNS_MAX; columns++) {
        bm_legend_size size =
            bm_legend_measure(&moved, job->legend, job->style, columns, job->canvas);
        double room = whole.x1 - whole.x0 - ceil(size.width_px) - gap_px;
        panel_way way = {.legend_columns = columns, .legend_is_tight = moved.legend_is_tight};
        way.columns = (int)fmin(floor(room / column_px), 6);
        if (way.columns < 1)
            break;
        double height =
            ceil(fmax(size.height_px, bm_panel_height(furniture, job, room, way.columns)));
        if (height + gap_px >= whole.y1 - whole.y0)
            continue;
        way.map =
            bm_sides_cut(whole, BM_SPOT_BOTTOM, whole.x1 - whole.x0, height, gap_px, &way.panel);
        way.legend = way.panel;
        way.legend.x1 = way.legend.x0 + ceil(size.width_px);
        way.panel.x0 = way.legend.x1 + gap_px;
        consider(furniture, job, map, least, way, best);
    }
}

/* The box of the legend beside the map with closer rows, which leaves a key more room. */
static bm_px_box tight_legend(const bm_furniture *furniture, const bm_furniture_job *job)
{
    bm_furniture tight = *furniture;
    tight.legend_is_tight = true;
    bm_px_box box = furniture->legend;
    box.y1 = box.y0 + ceil(bm_legend_measure(&tight, job->legend, job->style,
                                             furniture->legend_columns, job->canvas)
                               .height_px);
    return box;
}

/* Below the legend in its column, right of the map. */
static void try_below_legend(const bm_furniture *furniture, const bm_furniture_job *job,
                             double gap_px, bm_px_box map, panel_way *best)
{
    bm_px_box legend = furniture->legend;
    if (!furniture->legend_outside || legend.x0 < map.x1)
        return;
    bm_px_box panel = {legend.x0, ceil(legend.y1 + gap_px), legend.x1, map.y1};
    consider(furniture, job, map, (panel_limits){0},
             (panel_way){.panel = panel, .map = map, .columns = 1}, best);
    if (furniture->legend_is_tight)
        return;
    legend = tight_legend(furniture, job);
    panel.y0 = ceil(legend.y1 + gap_px);
    consider(furniture, job, map, (panel_limits){0},
             (panel_way){.panel = panel,
                         .map = map,
                         .columns = 1,
                         .legend = legend,
                         .legend_columns = furniture->legend_columns,
                         .legend_is_tight = true},
             best);
}

static void try_right(const bm_furniture *furniture, const bm_furniture_job *job, double column_px,
                      double gap_px, bm_px_box map, panel_limits least, panel_way *best)
{
    for (int columns = 1; columns <= 3 && columns * column_px < 0.6 * (map.x1 - map.x0);
         columns++) {
        panel_way way = {.columns = columns};
        way.map = bm_sides_cut(map, BM_SPOT_RIGHT, columns * column_px, map.y1 - map.y0, gap_px,
                               &way.panel);
        consider(furniture, job, map, least, way, best);
    }
}

/** Of the height, for a panel below the map that lists events. */
#define LISTED_SHARE 0.4

/* Below `map` and, if `room` is wider, the legend beside it. */
static void try_below(const bm_furniture *furniture, const bm_furniture_job *job, double column_px,
                      double gap_px, bm_px_box map, bm_px_box room, panel_limits least,
                      panel_way *best)
{
    double width = room.x1 - room.x0;
    int columns = (int)fmin(fmax(floor(width / column_px), 1), 6);
    // The lists of a few places are wide rather than in columns that stay empty.
    if (furniture->panel_lists_events)
        columns = (int)fmin(columns, fmax((double)bm_labels_key_count(job->labels), 1));
    double height_max = map.y1 - map.y0 - gap_px - least.area / fmax(map.x1 - map.x0, 1);
    panel_way way = {.columns = columns};
    double height = fmin(
        bm_panel_height_up_to(furniture, job, width, columns, LISTED_SHARE * (map.y1 - map.y0)),
        height_max - 1);
    if (height <= 0)
        return;
    bm_px_box left = bm_sides_cut(room, BM_SPOT_BOTTOM, width, floor(height), gap_px, &way.panel);
    way.map = (bm_px_box){map.x0, map.y0, map.x1, left.y1};
    if (width > map.x1 - map.x0 && left.y1 < furniture->legend.y1) {
        way.legend = tight_legend(furniture, job);
        way.legend_columns = furniture->legend_columns;
        way.legend_is_tight = true;
    }
    if (left.y1 >= way.legend.y1)
        consider(furniture, job, map, least, way, best);
}

/* The map and the column of a legend beside it. */
static bm_px_box with_column(const bm_furniture *furniture, bm_px_box map)
{
    bm_px_box legend = furniture->legend;
    return legend.x0 >= map.x1 || legend.x1 <= map.x0 ? with_legend(furniture, map) : map;
}

/* The best way that leaves the map so much. */
static panel_way find_way(bm_furniture *furniture, const bm_furniture_job *job, bm_px_box map,
                          panel_shares shares)
{
    double pt = bm_canvas_px(job->canvas, furniture->type_scale);
    double gap = bm_sides_gap(furniture, job->canvas);
    double column = fmin(165 * pt, (map.x1 - map.x0) * 0.34);
    const panel_limits least = {
        fmin(shares.of_page * area_of(job->frame->page), shares.of_room * area_of(map)),
        shares.of_scale * scale_of(map)};
    panel_way best = {0};
    bm_spot spot = job->content->panel;
    if (may_move(job) && spot != BM_SPOT_BOTTOM)
        try_column(furniture, job, column, gap, map, least, &best);
    if (may_move(job) && spot != BM_SPOT_RIGHT && furniture->legend_outside)
        try_band(furniture, job, 165 * pt, gap, map, least, &best);
    // A key that goes with a legend on the map needs a place of its own only when they part.
    if (best.shown == bm_labels_key_count(job->labels) && !furniture->legend_outside)
        return best;
    if (spot != BM_SPOT_BOTTOM) {
        try_below_legend(furniture, job, gap, map, &best);
        try_right(furniture, job, column, gap, map, least, &best);
    }
    if (spot != BM_SPOT_RIGHT) {
        bm_px_box wide = with_column(furniture, map);
        try_below(furniture, job, 165 * pt, gap, map, wide, least, &best);
        try_below(furniture, job, 165 * pt, gap, map, map, least, &best);
    }
    return best;
}

static void take_way(bm_furniture *furniture, const panel_way *best)
{
    furniture->panel = best->panel;
    furniture->panel_columns = best->columns;
    if (best->legend.x1 > best->legend.x0) {
        furniture->legend = best->legend;
        furniture->legend_columns = best->legend_columns;
        furniture->legend_is_tight = best->legend_is_tight;
        furniture->legend_end = BM_LEGEND_SECTIONS;
        furniture->legend_outside = true;
    }
    furniture->panel_outside = true;
}

bm_px_box bm_furniture_make_panel(bm_furniture *furniture, const bm_furniture_job *job,
                                  bm_px_box map)
{
    bool is_asked = job->content->panel == BM_SPOT_RIGHT || job->content->panel == BM_SPOT_BOTTOM;
    furniture->panel_lists_events = is_asked;
    panel_way best = find_way(furniture, job, map, is_asked ? asked_shares[0] : auto_shares);
    if (is_asked && 2 * best.shown < bm_labels_key_count(job->labels))
        best = find_way(furniture, job, map, asked_shares[1]);
    if (best.panel.x1 <= best.panel.x0)
        return map;
    take_way(furniture, &best);
    return best.map;
}

void bm_furniture_use_free_room(bm_furniture *furniture, const bm_furniture_job *job)
{
    panel_way best = {0};
    try_below_legend(furniture, job, bm_sides_gap(furniture, job->canvas), job->frame->map, &best);
    if (best.panel.x1 > best.panel.x0)
        take_way(furniture, &best);
}

bm_px_box bm_furniture_fit_panel(bm_furniture *furniture, const bm_furniture_job *job)
{
    bm_px_box map = job->frame->map, *panel = &furniture->panel, legend = furniture->legend;
    bool is_shared = furniture->legend_outside && legend.y1 > panel->y0 && legend.y0 < panel->y1;
    if (!furniture->panel_outside || panel->y0 < map.y1 || is_shared)
        return map;
    double blank = floor(panel->y1 - panel->y0 - bm_panel_used_height(furniture, job));
    if (blank < BLANK_SHARE * (panel->y1 - panel->y0))
        return map;
    if (furniture->legend_outside && legend.y0 >= map.y1 && legend.y1 <= panel->y0) {
        // The band of the legend lies between.
        furniture->legend.y0 += blank;
        furniture->legend.y1 += blank;
    }
    panel->y0 += blank;
    map.y1 += blank;
    return map;
}
