#include <math.h>

#include "render/furniture/parts.h"

/** What must be left of the map. */
#define SHARE_MIN 0.45
#define SHARE_MIN_SMALL 0.4
/** What a key leaves the map: so much of the page, or so much of what the map had. */
typedef struct panel_shares {
    double of_page, of_room;
} panel_shares;
/** One that nobody asked a place for, and one that was asked for: the second when the first has no
 *  room for half of its rows. */
static const panel_shares auto_shares = {0.6, 0.8}, asked_shares[] = {{0.55, 0.8}, {0.4, 0.7}};
/** A key of fewer rows, the others only counted, is of no use. */
#define ROWS_MIN 3
/** Width to height of what most maps show: the border and what lies around it. */
#define USUAL_ASPECT 1.5
/** A legend that is higher than this share of the map stands close. */
#define TIGHT_SHARE 0.97
/** What the map's size counts, against the share of rows that are said. */
#define SIZE_WEIGHT 1.2

static bool is_side(bm_spot spot)
{
    return spot >= BM_SPOT_LEFT;
}

bool bm_furniture_wants_room(const bm_furniture *furniture, const bm_furniture_job *job)
{
    bm_spot spot = job->content->legend;
    if (spot == BM_SPOT_NONE || furniture->legend_outside || bm_legend_is_empty(job->legend))
        return false;
    return is_side(spot) || (spot == BM_SPOT_AUTO && furniture->legend_in_the_way);
}

static double gap_of(const bm_furniture *furniture, const bm_canvas *canvas)
{
    return bm_canvas_px(canvas, 6 * furniture->type_scale);
}

/* Cut a box of this size off a side of `map`; what is left. */
static bm_px_box cut(bm_px_box map, bm_spot side, double width_px, double height_px, double gap_px,
                     bm_px_box *box)
{
    double width = ceil(width_px), height = ceil(height_px);
    bm_px corner = {map.x0, map.y0};
    if (side == BM_SPOT_RIGHT)
        corner.x = map.x1 - width;
    if (side == BM_SPOT_BOTTOM)
        corner.y = map.y1 - height;
    *box = (bm_px_box){corner.x, corner.y, corner.x + width, corner.y + height};
    if (side == BM_SPOT_RIGHT)
        map.x1 = floor(corner.x - gap_px);
    else if (side == BM_SPOT_LEFT)
        map.x0 = ceil(box->x1 + gap_px);
    else if (side == BM_SPOT_BOTTOM)
        map.y1 = floor(corner.y - gap_px);
    else
        map.y0 = ceil(box->y1 + gap_px);
    return map;
}

/* How large the land that a map is about can be drawn in a box of this size. */
static double scale_in(double width_px, double height_px)
{
    return fmin(width_px / USUAL_ASPECT, height_px);
}

/* The best way to cut the legend off, with the sections before `end`. */
static bm_px_box cut_legend(bm_furniture *furniture, const bm_furniture_job *job,
                            bm_legend_section end, double share_min, bm_px_box map)
{
    double gap = gap_of(furniture, job->canvas);
    double width = map.x1 - map.x0, height = map.y1 - map.y0;
    double best_scale = share_min * scale_in(width, height);
    bm_px_box best = map;
    bm_spot sides[] = {BM_SPOT_RIGHT, BM_SPOT_BOTTOM};
    size_t side_count = 2;
    if (is_side(job->content->legend)) {
        sides[0] = job->content->legend;
        side_count = 1;
    }
    furniture->legend_end = end;
    for (int columns = 1; columns <= 6; columns++) {
        bm_legend_size size =
            bm_legend_measure(furniture, job->legend, job->style, columns, job->canvas);
        if (size.width_px > width || size.height_px > height)
            continue;
        for (size_t i = 0; i < side_count; i++) {
            bool is_column = sides[i] == BM_SPOT_LEFT || sides[i] == BM_SPOT_RIGHT;
            double left_width = is_column ? width - size.width_px - gap : width;
            double left_height = is_column ? height : height - size.height_px - gap;
            double scale = scale_in(left_width, left_height);
            if (scale <= best_scale || left_width * left_height <= share_min * width * height)
                continue;
            best_scale = scale;
            // One that is nearly as wide as the map is as wide.
            double wide = !is_column && size.width_px > 0.75 * width ? width : size.width_px;
            best = cut(map, sides[i], wide, size.height_px, gap, &furniture->legend);
            furniture->legend_columns = columns;
            furniture->legend_outside = true;
        }
    }
    return best;
}

bool bm_furniture_legend_fits(const bm_furniture *furniture, const bm_furniture_job *job)
{
    bm_px_box box = furniture->legend;
    bm_legend_size size = bm_legend_measure(furniture, job->legend, job->style,
                                            furniture->legend_columns, job->canvas);
    return !furniture->legend_outside ||
           (size.width_px <= box.x1 - box.x0 + 1 && size.height_px <= box.y1 - box.y0 + 1);
}

void bm_furniture_fit_legend(bm_furniture *furniture, const bm_furniture_job *job)
{
    bm_px_box *box = &furniture->legend, panel = furniture->panel;
    if (!furniture->legend_outside || bm_legend_is_empty(job->legend))
        return;
    bool is_column = box->x0 >= job->frame->map.x1 || box->x1 <= job->frame->map.x0;
    bool is_shared = furniture->panel_outside && panel.x1 > panel.x0 && panel.y0 >= box->y1 &&
                     panel.x0 < box->x1 && box->x0 < panel.x1 && panel.y0 < job->frame->map.y1;
    double gap = panel.y0 - box->y1, bottom = is_column ? job->frame->map.y1 : box->y1;
    bm_legend_size size = bm_legend_measure(furniture, job->legend, job->style,
                                            furniture->legend_columns, job->canvas);
    if (box->y0 + size.height_px > bottom + 1 && !furniture->legend_is_tight) {
        furniture->legend_is_tight = true;
        size = bm_legend_measure(furniture, job->legend, job->style, furniture->legend_columns,
                                 job->canvas);
    }
    if (is_column)
        box->y1 = box->y0 + ceil(size.height_px);
    if (is_column && is_shared)
        furniture->panel.y0 = fmin(ceil(box->y1 + gap), panel.y1);
}

bm_px_box bm_furniture_make_room(bm_furniture *furniture, const bm_furniture_job *job,
                                 bm_px_box map)
{
    // Who asks for a side gets it; else half of the map must be left.
    double share = is_side(job->content->legend) ? 0.25 : SHARE_MIN;
    furniture->legend_count_px =
        bm_legend_count_width(furniture, job->style, job->legend, job->canvas);
    bm_legend_section end = furniture->legend_end; // of its place on the map
    bool was_tight = furniture->legend_is_tight;
    furniture->legend_end = BM_LEGEND_SECTIONS;
    furniture->legend_is_tight = false;
    furniture->legend_is_tight =
        bm_legend_measure(furniture, job->legend, job->style, 1, job->canvas).height_px >
        TIGHT_SHARE * (map.y1 - map.y0);
    bm_px_box left = cut_legend(furniture, job, BM_LEGEND_SECTIONS, share, map);
    // On a small page the explanations go before the legend does.
    static const bm_legend_section ends[] = {BM_LEGEND_GROUND, BM_LEGEND_LINES, BM_LEGEND_PRECISION,
                                             BM_LEGEND_SIGNS};
    bool has_place = furniture->legend.x1 > furniture->legend.x0 && !furniture->is_compact;
    for (size_t i = 0; i < 4 && !furniture->legend_outside && !has_place; i++)
        left = cut_legend(furniture, job, ends[i], fmin(share, SHARE_MIN_SMALL), map);
    if (!furniture->legend_outside) {
        furniture->legend_end = end;
        furniture->legend_is_tight = was_tight;
    }
    return left;
}

static double area_of(bm_px_box box)
{
    return fmax(box.x1 - box.x0, 0) * fmax(box.y1 - box.y0, 0);
}

static double scale_of(bm_px_box box)
{
    return scale_in(box.x1 - box.x0, box.y1 - box.y0);
}

/** One way to set the key beside the map. */
typedef struct panel_way {
    bm_px_box panel, map;
    int columns;
    double score;
    size_t shown;     /**< rows */
    bm_px_box legend; /**< when it is made lower for the key */
} panel_way;

/* Keep the better of two ways: rows with room, and the map's size, count. */
static void consider(const bm_furniture *furniture, const bm_furniture_job *job, bm_px_box map,
                     double area_min, panel_way way, panel_way *best)
{
    size_t count = bm_labels_key_count(job->labels);
    bm_px_box box = way.panel;
    size_t shown = bm_panel_fit(furniture, job, box.x1 - box.x0, box.y1 - box.y0, way.columns);
    if (area_of(way.map) < area_min || shown < (count < ROWS_MIN ? count : ROWS_MIN))
        return;
    way.shown = shown;
    way.score = (double)shown / (double)count + SIZE_WEIGHT * scale_of(way.map) / scale_of(map);
    if (way.score > best->score)
        *best = way;
}

/* Legend over key in one column, where all of both has room: the legend is taken off the map. */
static bool move_legend(bm_furniture *furniture, const bm_furniture_job *job, double column_px,
                        double gap_px, bm_px_box map, double area_min, panel_way *way)
{
    if (job->content->legend != BM_SPOT_AUTO || furniture->legend_outside ||
        bm_legend_is_empty(job->legend))
        return false;
    bm_furniture before = *furniture;
    furniture->legend_end = BM_LEGEND_SECTIONS;
    for (int tight = 0; tight < 2; tight++) {
        furniture->legend_is_tight = tight != 0;
        bm_legend_size size = bm_legend_measure(furniture, job->legend, job->style, 1, job->canvas);
        double width = ceil(fmax(column_px, size.width_px));
        bm_px_box left = map;
        bm_px_box legend = {map.x1 - width, map.y0, map.x1, map.y0 + ceil(size.height_px)};
        double top = ceil(legend.y1 + gap_px);
        left.x1 = floor(legend.x0 - gap_px);
        if (top + bm_panel_height(furniture, job, width, 1) > map.y1 || area_of(left) < area_min)
            continue;
        furniture->legend = legend;
        furniture->legend_columns = 1;
        furniture->legend_outside = true;
        *way = (panel_way){.panel = {legend.x0, top, legend.x1, map.y1},
                           .map = left,
                           .columns = 1,
                           .shown = bm_labels_key_count(job->labels)};
        return true;
    }
    *furniture = before;
    return false;
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
    consider(furniture, job, map, 0, (panel_way){.panel = panel, .map = map, .columns = 1}, best);
    if (furniture->legend_is_tight)
        return;
    legend = tight_legend(furniture, job);
    panel.y0 = ceil(legend.y1 + gap_px);
    consider(furniture, job, map, 0,
             (panel_way){.panel = panel, .map = map, .columns = 1, .legend = legend}, best);
}

static void try_right(const bm_furniture *furniture, const bm_furniture_job *job, double column_px,
                      double gap_px, bm_px_box map, double area_min, panel_way *best)
{
    for (int columns = 1; columns <= 3 && columns * column_px < 0.6 * (map.x1 - map.x0);
         columns++) {
        panel_way way = {.columns = columns};
        way.map = cut(map, BM_SPOT_RIGHT, columns * column_px, map.y1 - map.y0, gap_px, &way.panel);
        consider(furniture, job, map, area_min, way, best);
    }
}

/** Of the height, for a panel below the map that lists events. */
#define LISTED_SHARE 0.4

/* Below `map` and, if `room` is wider, the legend beside it. */
static void try_below(const bm_furniture *furniture, const bm_furniture_job *job, double column_px,
                      double gap_px, bm_px_box map, bm_px_box room, double area_min,
                      panel_way *best)
{
    double width = room.x1 - room.x0;
    int columns = (int)fmin(fmax(floor(width / column_px), 1), 6);
    // The lists of a few places are wide rather than in columns that stay empty.
    if (furniture->panel_lists_events)
        columns = (int)fmin(columns, fmax((double)bm_labels_key_count(job->labels), 1));
    double height_max = map.y1 - map.y0 - gap_px - area_min / fmax(map.x1 - map.x0, 1);
    panel_way way = {.columns = columns};
    double height = fmin(
        bm_panel_height_up_to(furniture, job, width, columns, LISTED_SHARE * (map.y1 - map.y0)),
        height_max - 1);
    if (height <= 0)
        return;
    bm_px_box left = cut(room, BM_SPOT_BOTTOM, width, floor(height), gap_px, &way.panel);
    way.map = (bm_px_box){map.x0, map.y0, map.x1, left.y1};
    if (width > map.x1 - map.x0 && left.y1 < furniture->legend.y1)
        way.legend = tight_legend(furniture, job);
    if (left.y1 >= way.legend.y1)
        consider(furniture, job, map, area_min, way, best);
}

/* The map and the column of a legend beside it. */
static bm_px_box with_legend(const bm_furniture *furniture, bm_px_box map)
{
    bm_px_box legend = furniture->legend;
    bool is_beside = furniture->legend_outside && (legend.x0 >= map.x1 || legend.x1 <= map.x0);
    if (is_beside)
        map = (bm_px_box){fmin(map.x0, legend.x0), map.y0, fmax(map.x1, legend.x1), map.y1};
    return map;
}

/* The best way that leaves the map so much. */
static panel_way find_way(bm_furniture *furniture, const bm_furniture_job *job, bm_px_box map,
                          panel_shares shares)
{
    double pt = bm_canvas_px(job->canvas, furniture->type_scale);
    double gap = gap_of(furniture, job->canvas);
    double column = fmin(165 * pt, (map.x1 - map.x0) * 0.34);
    double area_min =
        fmin(shares.of_page * area_of(job->frame->page), shares.of_room * area_of(map));
    panel_way best = {0};
    bm_spot spot = job->content->panel;
    bool moved =
        spot != BM_SPOT_BOTTOM && move_legend(furniture, job, column, gap, map, area_min, &best);
    if (!moved && spot != BM_SPOT_BOTTOM) {
        try_below_legend(furniture, job, gap, map, &best);
        try_right(furniture, job, column, gap, map, area_min, &best);
    }
    if (!moved && spot != BM_SPOT_RIGHT) {
        bm_px_box wide = with_legend(furniture, map);
        try_below(furniture, job, 165 * pt, gap, map, wide, area_min, &best);
        try_below(furniture, job, 165 * pt, gap, map, map, area_min, &best);
    }
    return best;
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
    furniture->panel = best.panel;
    furniture->panel_columns = best.columns;
    if (best.legend.x1 > best.legend.x0) {
        furniture->legend = best.legend;
        furniture->legend_is_tight = true;
    }
    furniture->panel_outside = true;
    return best.map;
}
