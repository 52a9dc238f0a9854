#include "render/furniture/furniture.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "render/furniture/parts.h"

/** Free room between a panel and the border or a symbol, if there is a place that has it. */
#define CLEAR_PT 10

/** Type sizes are made for a page of 800 × 600 pt; on others they follow the root of the side. */
static double type_scale(const bm_canvas *canvas)
{
    double pt = bm_canvas_px(canvas, 1);
    double side = sqrt(bm_canvas_width(canvas) / pt * (bm_canvas_height(canvas) / pt));
    return fmin(fmax(sqrt(side / sqrt(800.0 * 600.0)), 0.75), 1.6);
}

bm_px_box bm_furniture_measure(bm_furniture *furniture, const bm_furniture_content *content,
                               const bm_style *style, bm_canvas *canvas)
{
    *furniture = (bm_furniture){
        .type_scale = type_scale(canvas), .legend_columns = 1, .legend_end = BM_LEGEND_SECTIONS};
    double width = bm_canvas_width(canvas), height = bm_canvas_height(canvas);
    double margin = bm_furniture_margin(furniture, canvas);
    double top = bm_furniture_header(furniture, content, style, canvas, false);
    double bottom = bm_furniture_footer(furniture, content, style, canvas, false);
    // No text is cut; who asked for more than the page holds is told so.
    top = round(top);
    bottom = round(bottom);
    furniture->header = (bm_px_box){0, 0, width, top};
    furniture->footer = (bm_px_box){0, height - bottom, width, height};
    double side = round(margin);
    if (side * 4 > width)
        side = 0;
    return (bm_px_box){side, top, width - side, height - bottom};
}

/** The border on the page, as points about `step_px` apart: enough to tell how much of it a panel
 *  covers. */
typedef struct border_trace {
    bm_px *points;
    size_t count, capacity;
    double step_px;
} border_trace;

static void add_point(border_trace *trace, bm_px at)
{
    bm_px *grown =
        bm_array_grow(trace->points, trace->count, &trace->capacity, sizeof *trace->points);
    // Without memory the panel lies where it lies.
    if (!grown)
        return;
    trace->points = grown;
    trace->points[trace->count++] = at;
}

static bool is_on(bm_px_box map, bm_px at)
{
    return at.x >= map.x0 && at.x <= map.x1 && at.y >= map.y0 && at.y <= map.y1;
}

static border_trace trace_border(const bm_frame *frame, const bm_border *border)
{
    const bm_feature *line = border ? bm_border_line(border) : NULL;
    border_trace trace = {.step_px = bm_frame_px(frame, 3)};
    bm_px_box map = frame->map;
    bm_px last = {NAN, NAN};
    for (size_t part = 0; line && part < line->part_count; part++) {
        for (size_t i = line->part_start[part]; i < line->part_start[part + 1]; i++) {
            bm_px at = bm_frame_to_px(frame, line->points[i]);
            bool begins = i == line->part_start[part] || !isfinite(last.x) || !isfinite(last.y);
            double away = begins ? 0 : hypot(at.x - last.x, at.y - last.y);
            if (!isfinite(at.x) || !isfinite(at.y) || (!begins && away < trace.step_px))
                continue;
            bool far_off = fmax(at.x, last.x) < map.x0 || fmin(at.x, last.x) > map.x1 ||
                           fmax(at.y, last.y) < map.y0 || fmin(at.y, last.y) > map.y1;
            // Long sides have points too; no map is wider than so many steps.
            double steps = begins || far_off ? 1 : fmin(ceil(away / trace.step_px), 40000);
            for (double step = 1; step <= steps; step += 1) {
                double share = step / steps;
                bm_px here = begins ? at
                                    : (bm_px){last.x + (at.x - last.x) * share,
                                              last.y + (at.y - last.y) * share};
                if (is_on(map, here))
                    add_point(&trace, here);
            }
            last = at;
        }
    }
    return trace;
}

/** How far apart a box and a point are, 0 when it lies within. */
static double gap_to(bm_px_box box, bm_px at)
{
    double dx = fmax(fmax(box.x0 - at.x, at.x - box.x1), 0);
    double dy = fmax(fmax(box.y0 - at.y, at.y - box.y1), 0);
    return hypot(dx, dy);
}

/** True when places of a mark may lie within `slack` of a box. */
static bool holds_places(bm_px_box box, const bm_frame *frame, const bm_mark *mark, double slack)
{
    bm_lonlat_box places = mark->places;
    if (!(places.east > places.west) && !(places.north > places.south))
        return false;
    bm_px a = bm_frame_to_px(frame, (bm_lonlat){places.west, places.south});
    bm_px b = bm_frame_to_px(frame, (bm_lonlat){places.east, places.north});
    return fmax(a.x, b.x) > box.x0 - slack && fmin(a.x, b.x) < box.x1 + slack &&
           fmax(a.y, b.y) > box.y0 - slack && fmin(a.y, b.y) < box.y1 + slack;
}

/** What lies under a box, marks above all, then the border; and, less, what it comes near to. */
static double cost_under(bm_px_box box, const bm_frame *frame, const bm_marks *marks,
                         const border_trace *border)
{
    double cost = 0, slack = bm_frame_px(frame, 4), margin = bm_frame_px(frame, CLEAR_PT);
    for (size_t i = 0; i < marks->count; i++) {
        const bm_mark *mark = &marks->items[i];
        double gap = gap_to(box, mark->center) - mark->radius_px;
        cost += gap < slack ? 100 : gap < margin ? 4 : 0;
        // Its places may have marks of their own when fewer events are drawn.
        cost += gap >= slack && holds_places(box, frame, mark, slack) ? 30 : 0;
        if (mark->area_radius_px > 0 && gap_to(box, mark->anchor) < mark->area_radius_px + slack)
            cost += 4;
    }
    for (size_t i = 0; i < border->count; i++) {
        double gap = gap_to(box, border->points[i]);
        cost += gap < slack ? 6 : gap < margin ? 2 : 0;
    }
    return cost;
}

/** A panel that is looking for its place. */
typedef struct search {
    const bm_furniture *furniture;
    const bm_frame *frame;
    const bm_marks *marks;
    border_trace border;
    double margin;
    bm_px_box best;
    double best_cost;
} search;

static bool overlaps(bm_px_box a, bm_px_box b)
{
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

static void try_box(search *work, double x0, double y0, double width, double height, double extra)
{
    bm_px_box box = {round(x0), round(y0), round(x0) + ceil(width), round(y0) + ceil(height)};
    bm_px_box map = work->frame->map;
    if (box.x0 < map.x0 || box.y0 < map.y0 || box.x1 > map.x1 || box.y1 > map.y1)
        return;
    for (size_t i = 0; i < work->furniture->box_count; i++) {
        if (overlaps(box, work->furniture->boxes[i]))
            return;
    }
    double cost = extra + cost_under(box, work->frame, work->marks, &work->border);
    if (cost < work->best_cost) {
        work->best = box;
        work->best_cost = cost;
    }
}

/** Corners first (lower left, lower right, upper right, upper left), then along the edges. */
static void search_edges(search *work, double width, double height, double extra)
{
    bm_px_box map = work->frame->map;
    double x0 = map.x0 + work->margin, x1 = map.x1 - work->margin - width;
    double y0 = map.y0 + work->margin, y1 = map.y1 - work->margin - height;
    try_box(work, x0, y1, width, height, extra);
    try_box(work, x1, y1, width, height, extra + 0.5);
    try_box(work, x1, y0, width, height, extra + 1);
    try_box(work, x0, y0, width, height, extra + 1.5);
    for (int i = 1; i < 12; i++) {
        double at = i / 12.0;
        try_box(work, x0 + (x1 - x0) * at, y1, width, height, extra + 12);
        try_box(work, x0 + (x1 - x0) * at, y0, width, height, extra + 14);
        try_box(work, x0, y0 + (y1 - y0) * at, width, height, extra + 13);
        try_box(work, x1, y0 + (y1 - y0) * at, width, height, extra + 13);
    }
}

static void add_box(bm_furniture *furniture, bm_px_box box)
{
    if (box.x1 > box.x0 && furniture->box_count < BM_FURNITURE_BOXES_MAX)
        furniture->boxes[furniture->box_count++] = box;
}

static void place_legend(bm_furniture *furniture, const bm_legend *legend, const bm_style *style,
                         search *work, bm_canvas *canvas)
{
    bm_px_box map = work->frame->map;
    furniture->legend_count_px = bm_legend_count_width(furniture, style, legend, canvas);
    // On a small page the explanations go before the categories do.
    static const bm_legend_section ends[] = {BM_LEGEND_SECTIONS, BM_LEGEND_GROUND, BM_LEGEND_LINES};
    const size_t tries = sizeof ends / sizeof *ends;
    for (size_t i = 0; i < tries && work->best_cost == HUGE_VAL; i++) {
        furniture->legend_end = ends[i];
        for (int columns = 1; columns <= 4; columns++) {
            double before = work->best_cost;
            bm_legend_size size = bm_legend_measure(furniture, legend, style, columns, canvas);
            if (size.width_px > 0.7 * (map.x1 - map.x0) ||
                size.height_px > (i + 1 < tries ? 0.6 : 0.95) * (map.y1 - map.y0))
                continue;
            search_edges(work, size.width_px, size.height_px, 3 * (columns - 1));
            if (work->best_cost < before)
                furniture->legend_columns = columns;
        }
    }
    furniture->legend = work->best;
    // A stretch of border of twenty points, or one mark.
    furniture->legend_in_the_way = work->best_cost >= 40;
    add_box(furniture, furniture->legend);
}

static void place_scale_bar(bm_furniture *furniture, const bm_style *style, search *work,
                            bm_canvas *canvas)
{
    bm_px_box map = work->frame->map;
    double longest = fmin((map.x1 - map.x0) * 0.22, bm_canvas_px(canvas, 120));
    bm_px middle = {(map.x0 + map.x1) / 2, (map.y0 + map.y1) / 2};
    bm_scale_bar bar = bm_scale_bar_fit(work->frame, middle, longest);
    if (!(bar.length_px > 0))
        return;
    bm_scale_bar_measure(furniture, style, canvas, &bar);
    // On the rounder side, for the latitude of its place may make it a little longer.
    search_edges(work, bar.width_px * 1.1, bar.height_px, 0);
    bm_px_box box = work->best;
    if (box.x1 <= box.x0)
        return;
    bm_px start = {(box.x0 + box.x1) / 2 - bar.length_px / 2, box.y1};
    bm_scale_bar exact = bm_scale_bar_fit(work->frame, start, bar.length_px * 1.08);
    if (!(exact.length_px > 0) || exact.length_px > box.x1 - box.x0)
        return;
    furniture->scale_bar = box;
    furniture->scale_length_m = exact.length_m;
    furniture->scale_length_px = exact.length_px;
    add_box(furniture, box);
}

void bm_furniture_place(bm_furniture *furniture, const bm_furniture_content *content,
                        const bm_legend *legend, const bm_style *style, const bm_frame *frame,
                        const bm_marks *marks, const bm_border *border, bm_canvas *canvas)
{
    furniture->box_count = 0;
    furniture->scale_bar = (bm_px_box){0};
    if (!furniture->legend_outside)
        furniture->legend = (bm_px_box){0};
    furniture->scale_length_m = furniture->scale_length_px = 0;
    search work = {.furniture = furniture,
                   .frame = frame,
                   .marks = marks,
                   .border = trace_border(frame, border),
                   .margin = bm_canvas_px(canvas, 6 * furniture->type_scale),
                   .best_cost = HUGE_VAL};
    if (content->show_legend && !bm_legend_is_empty(legend) && !furniture->legend_outside)
        place_legend(furniture, legend, style, &work, canvas);
    work.best = (bm_px_box){0};
    work.best_cost = HUGE_VAL;
    if (content->show_scale_bar)
        place_scale_bar(furniture, style, &work, canvas);
    free(work.border.points);
}

bm_px_box bm_furniture_make_room(bm_furniture *furniture, const bm_legend *legend,
                                 const bm_style *style, bm_px_box map, bm_canvas *canvas)
{
    if (!furniture->legend_in_the_way || furniture->legend_outside)
        return map;
    double gap = bm_canvas_px(canvas, 6 * furniture->type_scale);
    double width = map.x1 - map.x0, height = map.y1 - map.y0;
    bm_px_box best = map;
    double best_share = 0.45; // of the map must be left
    furniture->legend_end = BM_LEGEND_SECTIONS;
    for (int columns = 1; columns <= 6; columns++) {
        bm_legend_size size = bm_legend_measure(furniture, legend, style, columns, canvas);
        double beside = size.height_px <= height ? 1 - (size.width_px + gap) / width : 0;
        double below = size.width_px <= width ? 1 - (size.height_px + gap) / height : 0;
        if (fmax(beside, below) <= best_share)
            continue;
        best_share = fmax(beside, below);
        best = map;
        bm_px corner = {map.x0, map.y1 - ceil(size.height_px)};
        if (beside >= below) {
            corner = (bm_px){map.x1 - ceil(size.width_px), map.y0};
            best.x1 = floor(corner.x - gap);
        } else {
            best.y1 = floor(corner.y - gap);
        }
        furniture->legend = (bm_px_box){corner.x, corner.y, corner.x + ceil(size.width_px),
                                        corner.y + ceil(size.height_px)};
        furniture->legend_columns = columns;
        furniture->legend_outside = true;
    }
    return best;
}

void bm_furniture_draw(const bm_furniture *furniture, const bm_furniture_content *content,
                       const bm_legend *legend, const bm_style *style, bm_canvas *canvas)
{
    bm_canvas_begin_group(canvas, "furniture", NULL);
    bm_furniture_header(furniture, content, style, canvas, true);
    bm_legend_draw(furniture, legend, style, canvas);
    bm_scale_bar_draw(furniture, style, canvas);
    bm_furniture_footer(furniture, content, style, canvas, true);
    bm_canvas_end_group(canvas);
}
