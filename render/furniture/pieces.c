#include <math.h>

#include "render/furniture/layout.h"
#include "render/furniture/parts.h"
#include "render/furniture/sides.h"

/** Locator maps are for maps narrower than this. */
#define INSET_WIDTH_MAX_M 700e3
/** The widest line round a piece. */
#define OUTLINE_PT 0.8

/** Where a band below the map costs nothing, so much of the land is too much for a legend on it,
 * and any of it for a key. */
#define TALL_LAND_COST 2.5
#define TALL_KEY_COST 4.0

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

/** How the rows of a legend stand in one of its forms. */
typedef struct legend_form {
    int columns;
    bool is_tight;
} legend_form;

/** Ways to set a legend, dearer ones later. */
typedef struct legend_try {
    bm_legend_section end;
    double height_share; /**< of the map, at most */
    bool is_tight;       /**< rows stand close */
    double cost;
} legend_try;

/* Forms with one to four columns. */
static void add_legend_forms(bm_furniture *furniture, const bm_furniture_job *job, legend_try way,
                             bm_layout_piece *piece, legend_form *forms)
{
    furniture->legend_end = way.end;
    furniture->legend_is_tight = way.is_tight;
    for (int columns = 1; columns <= 4 && piece->form_count < BM_LAYOUT_FORMS_MAX; columns++) {
        bm_legend_size size =
            bm_legend_measure(furniture, job->legend, job->style, columns, job->canvas);
        if (size.width_px > 0.7 * width_of(job->frame->map) ||
            size.height_px > way.height_share * height_of(job->frame->map))
            continue;
        forms[piece->form_count] = (legend_form){columns, way.is_tight};
        add_form(piece, size.width_px, size.height_px, way.cost + 3 * (columns - 1));
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
    // A key of one window has no other place.
    bool is_tall = bm_sides_is_tall(job->frame->map) && job->legend;
    *piece = (bm_layout_piece){.spot = BM_SPOT_AUTO,
                               .corner_cost = {0.5, 0, 1.5, 1},
                               .cost_max = is_tall ? TALL_KEY_COST : BM_LAYOUT_IN_THE_WAY,
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

/* With the outer half of its outline, which no label touches. */
static void add_box(bm_furniture *furniture, const bm_canvas *canvas, bm_px_box box)
{
    double half = bm_canvas_px(canvas, OUTLINE_PT / 2);
    if (box.x1 > box.x0 && furniture->box_count < BM_FURNITURE_BOXES_MAX)
        furniture->boxes[furniture->box_count++] =
            (bm_px_box){box.x0 - half, box.y0 - half, box.x1 + half, box.y1 + half};
}

static bool wants_legend(const bm_furniture *furniture, const bm_furniture_job *job)
{
    return job->content->legend != BM_SPOT_NONE && !furniture->legend_outside &&
           !bm_sides_is_side(job->content->legend) && !bm_legend_is_empty(job->legend);
}

/* Rows move together rather than cover what the map is about; on a small page, the explanations go
 * before the categories do. */
static void place_with_legend(bm_furniture *furniture, const bm_furniture_job *job,
                              const bm_layout_ground *ground, bm_layout_piece *pieces)
{
    static const legend_try tries[][2] = {
        {{BM_LEGEND_SECTIONS, 0.75, false, 0}, {BM_LEGEND_SECTIONS, 0.85, true, 12}},
        {{BM_LEGEND_GROUND, 0.7, true, 0}},
        {{BM_LEGEND_LINES, 0.7, true, 0}},
        {{BM_LEGEND_SIGNS, 0.95, true, 0}}};
    pieces[LEGEND] = (bm_layout_piece){0};
    if (!wants_legend(furniture, job)) {
        bm_layout_solve(ground, pieces, PIECES);
        return;
    }
    furniture->legend_count_px =
        bm_legend_count_width(furniture, job->style, job->legend, job->canvas);
    legend_form forms[BM_LAYOUT_FORMS_MAX] = {0};
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        pieces[LEGEND] = (bm_layout_piece){.spot = job->content->legend,
                                           .corner_cost = {1.5, 1, 0, 0.5},
                                           .cost_max = HUGE_VAL,
                                           .missing_cost = 1e6};
        for (size_t k = 0; k < 2 && tries[i][k].height_share > 0; k++)
            add_legend_forms(furniture, job, tries[i][k], &pieces[LEGEND], forms);
        bm_layout_solve(ground, pieces, PIECES);
        if (pieces[LEGEND].box.x1 > pieces[LEGEND].box.x0)
            break;
    }
    furniture->legend = pieces[LEGEND].box;
    furniture->legend_columns = (int)fmax(forms[pieces[LEGEND].form].columns, 1);
    furniture->legend_is_tight = forms[pieces[LEGEND].form].is_tight;
    furniture->legend_in_the_way =
        pieces[LEGEND].box.x1 <= pieces[LEGEND].box.x0 ||
        pieces[LEGEND].cost - bm_layout_move_cost(ground, pieces[LEGEND].box) >=
            BM_LAYOUT_IN_THE_WAY ||
        (bm_sides_is_tall(job->frame->map) &&
         bm_layout_land_cost(ground, pieces[LEGEND].box) > TALL_LAND_COST);
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
    // Small pieces hide little of the land; what is under them is not worth the search.
    bool is_large = wants_legend(furniture, job) || job->inset;
    bm_layout_ground *ground = bm_layout_ground_new(job->frame, job->marks, job->border,
                                                    is_large ? job->basemap : NULL, margin);
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
        add_box(furniture, job->canvas, furniture->legend);
    if (!furniture->panel_outside)
        add_box(furniture, job->canvas, furniture->panel);
    add_box(furniture, job->canvas, furniture->inset);
    add_box(furniture, job->canvas, furniture->north);
    add_box(furniture, job->canvas, furniture->scale_bar);
    bm_layout_ground_free(ground);
}

bool bm_furniture_place_key(bm_furniture *furniture, const bm_furniture_job *job)
{
    bm_layout_piece piece;
    double margin = bm_canvas_px(job->canvas, 6 * furniture->type_scale);
    bm_layout_ground *ground =
        bm_layout_ground_new(job->frame, job->marks, job->border, job->basemap, margin);
    if (!ground)
        return false;
    for (size_t i = 0; i < furniture->box_count; i++) {
        bm_px_box box = furniture->boxes[i];
        bm_layout_ground_take(ground, (bm_px_box){box.x0 - margin, box.y0 - margin, box.x1 + margin,
                                                  box.y1 + margin});
    }
    describe_key(furniture, job, &piece);
    bm_layout_solve(ground, &piece, 1);
    furniture->panel = piece.box;
    bm_layout_ground_free(ground);
    return piece.box.x1 > piece.box.x0;
}
