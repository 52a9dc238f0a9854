#include <math.h>

#include "render/furniture/layout.h"
#include "render/furniture/parts.h"

/** Locator maps are for maps narrower than this. */
#define INSET_WIDTH_MAX_M 700e3

enum { LEGEND, KEY, INSET, SCALE_BAR, NORTH, PIECES };

static void add_form(bm_layout_piece *piece, double width_px, double height_px, double cost)
{
    if (piece->form_count < BM_LAYOUT_FORMS_MAX)
        piece->forms[piece->form_count++] = (bm_layout_form){width_px, height_px, cost};
}

static double width_of(bm_px_box box)
{
    return box.x1 - box.x0;
}

static double height_of(bm_px_box box)
{
    return box.y1 - box.y0;
}

static bool is_side(bm_spot spot)
{
    return spot >= BM_SPOT_LEFT;
}

/* With `end` sections, in one to four columns; at most so much of the map's height. */
static void describe_legend(bm_furniture *furniture, const bm_furniture_job *job,
                            bm_legend_section end, double height_share, bm_layout_piece *piece)
{
    *piece = (bm_layout_piece){.spot = job->content->legend,
                               .corner_cost = {1.5, 1, 0, 0.5},
                               .cost_max = HUGE_VAL,
                               .missing_cost = 1e6};
    furniture->legend_end = end;
    for (int columns = 1; columns <= 4; columns++) {
        bm_legend_size size =
            bm_legend_measure(furniture, job->legend, job->style, columns, job->canvas);
        if (size.width_px > 0.7 * width_of(job->frame->map) ||
            size.height_px > height_share * height_of(job->frame->map))
            size.width_px = HUGE_VAL; // keeps the number of the form that of the columns
        add_form(piece, size.width_px, size.height_px, 3 * (columns - 1));
    }
}

static void describe_scale_bar(const bm_furniture *furniture, const bm_furniture_job *job,
                               bm_scale_bar *bar, bm_layout_piece *piece)
{
    bm_px_box map = job->frame->map;
    *piece = (bm_layout_piece){.spot = job->content->scale_bar,
                               .corner_cost = {1.5, 1, 0, 0.5},
                               .cost_max = HUGE_VAL,
                               .missing_cost = 400};
    double longest = fmin(width_of(map) * 0.22, bm_canvas_px(job->canvas, 120));
    *bar = bm_scale_bar_fit(job->frame, (bm_px){(map.x0 + map.x1) / 2, (map.y0 + map.y1) / 2},
                            longest);
    if (!(bar->length_px > 0))
        return;
    bm_scale_bar_measure(furniture, job->style, job->canvas, bar);
    // On the rounder side, for the latitude of its place may make it a little longer.
    add_form(piece, bar->width_px * 1.1, bar->height_px, 0);
}

bool bm_furniture_may_have_inset(const bm_furniture_content *content, const bm_frame *frame)
{
    bool is_close = width_of(frame->map) / frame->px_per_m < INSET_WIDTH_MAX_M;
    return content->inset != BM_SPOT_NONE && (is_close || content->inset != BM_SPOT_AUTO);
}

static void describe_inset(const bm_furniture_job *job, bm_layout_piece *piece)
{
    bm_px_box map = job->frame->map;
    *piece = (bm_layout_piece){.spot = job->content->inset,
                               .corner_cost = {0.5, 0, 3, 1},
                               .only_corners = true,
                               .cost_max = BM_LAYOUT_IN_THE_WAY / 2,
                               .missing_cost = 60};
    if (!job->inset || !bm_furniture_may_have_inset(job->content, job->frame))
        return;
    double aspect = bm_inset_aspect(job->inset);
    for (int size = 0; size < 3; size++) {
        double area = fmin(width_of(map), height_of(map)) * (0.26 - 0.035 * size);
        area = fmin(area, bm_canvas_px(job->canvas, 170));
        if (area < bm_canvas_px(job->canvas, 48))
            break;
        add_form(piece, area * sqrt(aspect), area / sqrt(aspect), 1.5 * size);
    }
}

static void describe_north(const bm_furniture *furniture, const bm_furniture_job *job,
                           bm_layout_piece *piece)
{
    double side = bm_canvas_px(job->canvas, 26 * furniture->type_scale);
    *piece = (bm_layout_piece){.spot = BM_SPOT_AUTO,
                               .corner_cost = {1, 0, 1.5, 1.2},
                               .cost_max = HUGE_VAL,
                               .missing_cost = 400};
    if (bm_north_is_needed(job->content->north, job->frame))
        add_form(piece, side, side * 1.35, 0);
}

static void describe_key(const bm_furniture *furniture, const bm_furniture_job *job,
                         bm_layout_piece *piece)
{
    *piece = (bm_layout_piece){.spot = BM_SPOT_AUTO,
                               .corner_cost = {0.5, 0, 1.5, 1},
                               .cost_max = BM_LAYOUT_IN_THE_WAY,
                               .missing_cost = 1000};
    if (furniture->panel_outside || job->content->panel != BM_SPOT_AUTO || !job->labels ||
        bm_labels_key_count(job->labels) == 0 ||
        bm_labels_key_count(job->labels) > BM_PANEL_ON_MAP_MAX)
        return;
    double pt = bm_canvas_px(job->canvas, furniture->type_scale);
    const double widths_pt[] = {150, 190, 240, 320};
    for (size_t i = 0; i < sizeof widths_pt / sizeof *widths_pt; i++) {
        double width = widths_pt[i] * pt, height = bm_panel_height(furniture, job, width, 1);
        if (width < 0.45 * width_of(job->frame->map) && height < 0.5 * height_of(job->frame->map))
            add_form(piece, width, height, 2.0 * (double)i);
    }
}

static void settle_scale_bar(bm_furniture *furniture, const bm_furniture_job *job, bm_px_box box,
                             const bm_scale_bar *bar)
{
    if (box.x1 <= box.x0)
        return;
    bm_px start = {(box.x0 + box.x1) / 2 - bar->length_px / 2, box.y1};
    bm_scale_bar exact = bm_scale_bar_fit(job->frame, start, bar->length_px * 1.08);
    if (!(exact.length_px > 0) || exact.length_px > box.x1 - box.x0)
        return;
    furniture->scale_bar = box;
    furniture->scale_length_m = exact.length_m;
    furniture->scale_length_px = exact.length_px;
}

static void add_box(bm_furniture *furniture, bm_px_box box)
{
    if (box.x1 > box.x0 && furniture->box_count < BM_FURNITURE_BOXES_MAX)
        furniture->boxes[furniture->box_count++] = box;
}

/* On a small page rows move together; then the explanations go before the categories do. */
static void place_with_legend(bm_furniture *furniture, const bm_furniture_job *job,
                              const bm_layout_ground *ground, bm_layout_piece *pieces)
{
    static const struct {
        bm_legend_section end;
        double height_share;
        bool is_tight;
    } tries[] = {{BM_LEGEND_SECTIONS, 0.6, false},
                 {BM_LEGEND_SECTIONS, 0.7, true},
                 {BM_LEGEND_GROUND, 0.7, true},
                 {BM_LEGEND_LINES, 0.7, true},
                 {BM_LEGEND_SIGNS, 0.95, true}};
    bool is_wanted = job->content->legend != BM_SPOT_NONE && !furniture->legend_outside &&
                     !is_side(job->content->legend) && !bm_legend_is_empty(job->legend);
    if (!is_wanted) {
        pieces[LEGEND] = (bm_layout_piece){0};
        bm_layout_solve(ground, pieces, PIECES);
        return;
    }
    furniture->legend_count_px =
        bm_legend_count_width(furniture, job->style, job->legend, job->canvas);
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        furniture->legend_is_tight = tries[i].is_tight;
        describe_legend(furniture, job, tries[i].end, tries[i].height_share, &pieces[LEGEND]);
        bm_layout_solve(ground, pieces, PIECES);
        if (pieces[LEGEND].box.x1 > pieces[LEGEND].box.x0)
            break;
    }
    furniture->legend = pieces[LEGEND].box;
    furniture->legend_columns = (int)pieces[LEGEND].form + 1;
    furniture->legend_in_the_way = pieces[LEGEND].box.x1 <= pieces[LEGEND].box.x0 ||
                                   pieces[LEGEND].cost >= BM_LAYOUT_IN_THE_WAY;
}

void bm_furniture_place(bm_furniture *furniture, const bm_furniture_job *job)
{
    bm_layout_piece pieces[PIECES] = {0};
    bm_scale_bar bar = {0};
    const bm_px_box none = {0};
    furniture->box_count = 0;
    furniture->scale_bar = furniture->inset = furniture->north = none;
    if (!furniture->legend_outside)
        furniture->legend = none;
    if (!furniture->panel_outside)
        furniture->panel = none;
    furniture->scale_length_m = furniture->scale_length_px = 0;
    furniture->legend_in_the_way = false;
    double margin =
        bm_canvas_px(job->canvas, (furniture->is_compact ? 4 : 6) * furniture->type_scale);
    bm_layout_ground *ground = bm_layout_ground_new(job->frame, job->marks, job->border, margin);
    if (!ground)
        return;
    describe_key(furniture, job, &pieces[KEY]);
    describe_inset(job, &pieces[INSET]);
    if (job->content->scale_bar != BM_SPOT_NONE && bm_scale_is_even(job->frame))
        describe_scale_bar(furniture, job, &bar, &pieces[SCALE_BAR]);
    describe_north(furniture, job, &pieces[NORTH]);
    place_with_legend(furniture, job, ground, pieces);
    if (!furniture->panel_outside && pieces[KEY].form_count)
        furniture->panel = pieces[KEY].box;
    furniture->inset = pieces[INSET].box;
    furniture->north = pieces[NORTH].box;
    furniture->north_deg =
        bm_north_angle_deg(job->frame, (bm_px){(furniture->north.x0 + furniture->north.x1) / 2,
                                               (furniture->north.y0 + furniture->north.y1) / 2});
    settle_scale_bar(furniture, job, pieces[SCALE_BAR].box, &bar);
    if (!furniture->legend_outside)
        add_box(furniture, furniture->legend);
    if (!furniture->panel_outside)
        add_box(furniture, furniture->panel);
    add_box(furniture, furniture->inset);
    add_box(furniture, furniture->north);
    add_box(furniture, furniture->scale_bar);
    bm_layout_ground_free(ground);
}
