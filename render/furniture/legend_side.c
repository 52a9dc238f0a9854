#include <math.h>

#include "render/furniture/sides.h"

/** What must be left of the map. */
#define SHARE_MIN 0.45
#define SHARE_MIN_SMALL 0.4
/** Columns of a legend in a band. */
#define COLUMNS_MAX 8
/** Rows stand close where that leaves the map so much larger. */
#define TIGHT_GAIN 1.06
/** A key's column may get so much wider for a legend over the key. */
#define WIDER_MAX 1.2
/** So many of the key's rows must have room at full length; shortened, more do. */
#define ROWS_SHARE 0.65

bool bm_furniture_wants_room(const bm_furniture *furniture, const bm_furniture_job *job)
{
    bm_spot spot = job->content->legend;
    if (spot == BM_SPOT_NONE || furniture->legend_outside || bm_legend_is_empty(job->legend))
        return false;
    return bm_sides_is_side(spot) || (spot == BM_SPOT_AUTO && furniture->legend_in_the_way);
}

/* The best way to cut the legend off, with the sections before `end`. */
static bm_px_box cut_legend(bm_furniture *furniture, const bm_furniture_job *job,
                            bm_legend_section end, double share_min, bm_px_box map)
{
    double gap = bm_sides_gap(furniture, job->canvas);
    double width = map.x1 - map.x0, height = map.y1 - map.y0;
    double best_scale = share_min * bm_sides_scale(width, height);
    bm_px_box best = map;
    bm_spot sides[] = {BM_SPOT_RIGHT, BM_SPOT_BOTTOM};
    size_t side_count = 2;
    if (bm_sides_is_side(job->content->legend)) {
        sides[0] = job->content->legend;
        side_count = 1;
    }
    furniture->legend_end = end;
    for (int columns = 1; columns <= COLUMNS_MAX; columns++) {
        bm_legend_size size =
            bm_legend_measure(furniture, job->legend, job->style, columns, job->canvas);
        if (size.width_px > width || size.height_px > height)
            continue;
        for (size_t i = 0; i < side_count; i++) {
            bool is_column = sides[i] == BM_SPOT_LEFT || sides[i] == BM_SPOT_RIGHT;
            double left_width = is_column ? width - size.width_px - gap : width;
            double left_height = is_column ? height : height - size.height_px - gap;
            double scale = bm_sides_scale(left_width, left_height);
            if (scale <= best_scale || left_width * left_height <= share_min * width * height)
                continue;
            best_scale = scale;
            // No blank corner: a band is as wide as the map.
            double wide = is_column ? size.width_px : width;
            best = bm_sides_cut(map, sides[i], wide, size.height_px, gap, &furniture->legend);
            furniture->legend_columns = columns;
            furniture->legend_outside = true;
        }
    }
    return best;
}

/* The best way with all sections, rather not with rows that stand close. */
static bm_px_box cut_best(bm_furniture *furniture, const bm_furniture_job *job, double share_min,
                          bm_px_box map)
{
    furniture->legend_is_tight = false;
    bm_px_box left = cut_legend(furniture, job, BM_LEGEND_SECTIONS, share_min, map);
    const bm_furniture loose = *furniture;
    double scale = bm_sides_scale(map.x1 - map.x0, map.y1 - map.y0);
    double reached = bm_sides_scale(left.x1 - left.x0, left.y1 - left.y0) / scale;
    furniture->legend_is_tight = true;
    furniture->legend_outside = false;
    bm_px_box close = cut_legend(furniture, job, BM_LEGEND_SECTIONS,
                                 loose.legend_outside ? TIGHT_GAIN * reached : share_min, map);
    if (furniture->legend_outside || !loose.legend_outside)
        return close;
    *furniture = loose;
    return left;
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
    // Rows that came with a smaller map have room in another column, or else stand closer.
    for (int columns = furniture->legend_columns + 1;
         columns <= COLUMNS_MAX && !is_column && box->y0 + size.height_px > bottom + 1; columns++) {
        bm_legend_size wider =
            bm_legend_measure(furniture, job->legend, job->style, columns, job->canvas);
        if (wider.width_px > box->x1 - box->x0 + 1)
            break;
        furniture->legend_columns = columns;
        size = wider;
    }
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

/* Over a key that stands in a column beside the map, where most rows have room: that takes nothing
 * from the map, or a little where the legend is wider. */
static bool stand_over_key(bm_furniture *furniture, const bm_furniture_job *job, bm_px_box *map)
{
    bm_px_box panel = furniture->panel;
    bool is_column = furniture->panel_outside && panel.x0 >= map->x1;
    if (job->content->legend != BM_SPOT_AUTO || !is_column || !job->labels)
        return false;
    double gap = bm_sides_gap(furniture, job->canvas), top = panel.y0;
    double width_max = WIDER_MAX * (panel.x1 - panel.x0);
    for (int tight = 0; tight < 2; tight++) {
        furniture->legend_is_tight = tight != 0;
        bm_legend_size size = bm_legend_measure(furniture, job->legend, job->style, 1, job->canvas);
        panel.x0 = fmin(furniture->panel.x0, panel.x1 - ceil(size.width_px));
        panel.y0 = ceil(top + size.height_px + gap);
        double width = panel.x1 - panel.x0, height = panel.y1 - panel.y0;
        if (width > width_max || height <= 0 ||
            (double)bm_panel_fit(furniture, job, width, height, 1, false) <
                ROWS_SHARE * (double)bm_labels_key_count(job->labels))
            continue;
        furniture->legend = (bm_px_box){panel.x0, top, panel.x1, top + ceil(size.height_px)};
        map->x1 -= furniture->panel.x0 - panel.x0;
        furniture->panel = panel;
        furniture->panel_columns = furniture->legend_columns = 1;
        furniture->legend_outside = true;
        return true;
    }
    return false;
}

bm_px_box bm_furniture_make_room(bm_furniture *furniture, const bm_furniture_job *job,
                                 bm_px_box map)
{
    // Who asks for a side gets it; else half of the map must be left.
    double share = bm_sides_is_side(job->content->legend) ? 0.25 : SHARE_MIN;
    furniture->legend_count_px =
        bm_legend_count_width(furniture, job->style, job->legend, job->canvas);
    bm_legend_section end = furniture->legend_end; // of its place on the map
    bool was_tight = furniture->legend_is_tight;
    furniture->legend_end = BM_LEGEND_SECTIONS;
    if (stand_over_key(furniture, job, &map))
        return map;
    bm_px_box left = cut_best(furniture, job, share, map);
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
