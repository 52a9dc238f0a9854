#include <math.h>

#include "render/furniture/parts.h"

/** What must be left of the map. */
#define SHARE_MIN 0.45
#define SHARE_MIN_SMALL 0.4

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

/* The best way to cut the legend off, with the sections before `end`. */
static bm_px_box cut_legend(bm_furniture *furniture, const bm_furniture_job *job,
                            bm_legend_section end, double share_min, bm_px_box map)
{
    double gap = gap_of(furniture, job->canvas);
    double width = map.x1 - map.x0, height = map.y1 - map.y0, best_share = share_min;
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
            double share =
                is_column ? 1 - (size.width_px + gap) / width : 1 - (size.height_px + gap) / height;
            if (share <= best_share)
                continue;
            best_share = share;
            // One that is nearly as wide as the map is as wide.
            double wide = !is_column && size.width_px > 0.75 * width ? width : size.width_px;
            best = cut(map, sides[i], wide, size.height_px, gap, &furniture->legend);
            furniture->legend_columns = columns;
            furniture->legend_outside = true;
        }
    }
    return best;
}

bm_px_box bm_furniture_make_room(bm_furniture *furniture, const bm_furniture_job *job,
                                 bm_px_box map)
{
    // Who asks for a side gets it; else half of the map must be left.
    double share = is_side(job->content->legend) ? 0.25 : SHARE_MIN;
    furniture->legend_count_px =
        bm_legend_count_width(furniture, job->style, job->legend, job->canvas);
    bm_legend_section end = furniture->legend_end; // of its place on the map
    bm_px_box left = cut_legend(furniture, job, BM_LEGEND_SECTIONS, share, map);
    // On a small page the explanations go before the legend does.
    static const bm_legend_section ends[] = {BM_LEGEND_GROUND, BM_LEGEND_LINES, BM_LEGEND_PRECISION,
                                             BM_LEGEND_SIGNS};
    bool has_place = furniture->legend.x1 > furniture->legend.x0 && !furniture->is_compact;
    for (size_t i = 0; i < 4 && !furniture->legend_outside && !has_place; i++)
        left = cut_legend(furniture, job, ends[i], fmin(share, SHARE_MIN_SMALL), map);
    if (!furniture->legend_outside)
        furniture->legend_end = end;
    return left;
}

/* A panel stands right of a wide map and below a high one. */
static bm_spot panel_side(const bm_furniture_content *content, bm_px_box map)
{
    if (content->panel == BM_SPOT_RIGHT || content->panel == BM_SPOT_BOTTOM)
        return content->panel;
    return map.x1 - map.x0 >= 1.1 * (map.y1 - map.y0) ? BM_SPOT_RIGHT : BM_SPOT_BOTTOM;
}

/* The column that legend and panel would share: one over the other, if both fit. */
static bool share_column(bm_furniture *furniture, const bm_furniture_job *job, double column_px,
                         double gap_px, bm_px_box *map)
{
    bm_px_box legend = furniture->legend;
    bool is_right = furniture->legend_outside && legend.x0 >= map->x1;
    bool is_movable = job->content->legend == BM_SPOT_AUTO && !furniture->legend_outside &&
                      !bm_legend_is_empty(job->legend);
    if (!is_right && !is_movable)
        return false;
    double left = legend.x0, top = map->y0;
    if (is_movable) {
        bm_legend_section end = furniture->legend_end;
        furniture->legend_end = BM_LEGEND_SECTIONS;
        bm_legend_size size = bm_legend_measure(furniture, job->legend, job->style, 1, job->canvas);
        double width = ceil(fmax(column_px, size.width_px));
        left = map->x1 - width;
        legend = (bm_px_box){left, top, map->x1, top + ceil(size.height_px)};
        if (width > 0.36 * (map->x1 - map->x0) ||
            legend.y1 + gap_px + bm_panel_height(furniture, job, width, 1) > map->y1) {
            furniture->legend_end = end;
            return false;
        }
    }
    double width = legend.x1 - left, need = bm_panel_height(furniture, job, width, 1);
    top = legend.y1 + gap_px;
    if (width < 0.8 * column_px || top + need > map->y1)
        return false;
    furniture->legend = legend;
    furniture->legend_columns = is_movable ? 1 : furniture->legend_columns;
    furniture->legend_outside = true;
    furniture->panel = (bm_px_box){left, ceil(top), legend.x1, ceil(top + need)};
    furniture->panel_columns = 1;
    furniture->panel_outside = true;
    if (is_movable)
        map->x1 = floor(left - gap_px);
    return true;
}

bm_px_box bm_furniture_make_panel(bm_furniture *furniture, const bm_furniture_job *job,
                                  bm_px_box map)
{
    double pt = bm_canvas_px(job->canvas, furniture->type_scale);
    double gap = gap_of(furniture, job->canvas);
    double width = map.x1 - map.x0, height = map.y1 - map.y0, column = 165 * pt;
    bool is_asked = job->content->panel != BM_SPOT_AUTO;
    double share_max = is_asked ? 0.6 : 1 - SHARE_MIN;
    bm_spot side = panel_side(job->content, map);
    if (side == BM_SPOT_RIGHT) {
        column = fmin(column, width * 0.34);
        if (share_column(furniture, job, column, gap, &map))
            return map;
        int columns = 1;
        while (columns < 3 && (columns + 1) * column + gap < share_max * width &&
               bm_panel_height(furniture, job, columns * column, columns) > height)
            columns++;
        furniture->panel_columns = columns;
        furniture->panel_outside = true;
        bm_px_box left = cut(map, side, columns * column, height, gap, &furniture->panel);
        // A short list has a short box.
        double need = bm_panel_height(furniture, job, columns * column, columns);
        furniture->panel.y1 = fmin(furniture->panel.y1, furniture->panel.y0 + ceil(need));
        return left;
    }
    int columns = (int)fmin(fmax(floor(width / column), 1), 6);
    double wanted = bm_panel_height(furniture, job, width, columns);
    furniture->panel_columns = columns;
    furniture->panel_outside = true;
    return cut(map, side, width, fmin(wanted, share_max * height), gap, &furniture->panel);
}

void bm_furniture_trim_panel(bm_furniture *furniture, const bm_furniture_job *job)
{
    bm_px_box *panel = &furniture->panel;
    bool is_right = furniture->panel_outside && panel->x0 >= job->frame->map.x1;
    if (!is_right || panel->x1 <= panel->x0 || !job->labels)
        return;
    double need = bm_panel_height(furniture, job, panel->x1 - panel->x0, furniture->panel_columns);
    panel->y1 = fmin(fmax(panel->y0 + ceil(need), panel->y0), job->frame->map.y1);
}
