/* The number in a symbol: where it fits, and in what colour it can be read. */
#include <math.h>

#include "render/map/text.h"
#include "render/marks/symbols.h"
#include "render/style/contrast.h"

/** Figures are about 0.71 of the size high. */
#define FIGURE_HEIGHT 0.71

/* What a shape leaves for a number: its width and how far below the centre its middle is, in the
 * symbol's radii. */
static void find_room(bm_shape shape, double *width, double *below)
{
    *below = 0;
    *width = 1.55;
    switch (shape) {
    case BM_SHAPE_TRIANGLE:
        *width = 1.05;
        *below = 0.17;
        break;
    case BM_SHAPE_TRIANGLE_DOWN:
        *width = 1.05;
        *below = -0.17;
        break;
    case BM_SHAPE_DIAMOND:
        *width = 1.4;
        break;
    case BM_SHAPE_CROSS: /* on a disc */
        *width = 1.4;
        break;
    case BM_SHAPE_SQUARE:
    case BM_SHAPE_HEXAGON:
        *width = 1.65;
        break;
    case BM_SHAPE_CIRCLE:
    case BM_SHAPE_PENTAGON:
    case BM_SHAPE_STAR:
        break;
    }
}

bm_color bm_symbol_number_color(const bm_style *style, bm_color fill)
{
    const bm_color colors[] = {
        style->count_label.color, style->count_label.halo_color, {0, 0, 0, 1}, {1, 1, 1, 1}};
    size_t best = bm_contrast_ratio(colors[1], fill) > bm_contrast_ratio(colors[0], fill);
    /* On a middling fill only black or white will do: one of them always has 4.58. */
    for (size_t i = 2; i < 4 && bm_contrast_ratio(colors[best], fill) < BM_CONTRAST_TEXT; i++)
        if (bm_contrast_ratio(colors[i], fill) >= BM_CONTRAST_TEXT)
            best = i;
    return colors[best];
}

void bm_symbol_draw_number(bm_canvas *canvas, const bm_style *style, bm_shape shape, bm_color fill,
                           bool is_plain, bm_px center, double radius_px, size_t count)
{
    char number[BM_MAP_COUNT_SIZE];
    double room, below;
    if (style->hides_counts)
        return;
    bm_map_format_count(count, number);
    bm_text_style text = style->count_label;
    find_room(shape, &room, &below);
    if (!is_plain)
        fill = (bm_color){1, 1, 1, 1};
    text.color = bm_symbol_number_color(style, fill);
    if (bm_color_luminance(text.color) > 0.5)
        text.halo_color = style->count_label.color;
    text.halo_pt = is_plain ? 0 : text.size_pt / 6;
    bm_text_size size = bm_canvas_measure(canvas, &text, number);
    /* Long numbers shrink rather than stick out. */
    if (size.width > room * radius_px && size.width > 0) {
        text.size_pt *= room * radius_px / size.width;
        size = bm_canvas_measure(canvas, &text, number);
    }
    double height = FIGURE_HEIGHT * bm_canvas_px(canvas, text.size_pt);
    bm_px start = {center.x - size.width / 2, center.y + below * radius_px + height / 2};
    bm_canvas_text(canvas, &text, start, 0, number);
}

/** Points of a tilde. */
#define TILDE_POINTS 13

void bm_symbol_draw_imprecise(bm_canvas *canvas, const bm_style *style, bm_px center,
                              double radius_px)
{
    const bm_color white = {1, 1, 1, 1}, ink = {0.1, 0.1, 0.1, 1};
    bm_line_style outline = {.color = style->symbol_outline,
                             .width_pt = 0.7 * style->symbol_outline_pt};
    bm_line_style stroke = {.color = ink, .width_pt = 0.9};
    double radius = fmin(0.5 * radius_px, bm_canvas_px(canvas, 0.3 * style->symbol_size_pt));
    bm_px at = {center.x - 0.68 * radius_px, center.y - 0.68 * radius_px}, tilde[TILDE_POINTS];
    for (int i = 0; i < TILDE_POINTS; i++) {
        double along = 2.0 * i / (TILDE_POINTS - 1) - 1;
        tilde[i] = (bm_px){at.x + 0.62 * radius * along,
                           at.y + 0.26 * radius * sin(3.14159265358979323846 * along)};
    }
    bm_canvas_add_circle(canvas, at, radius);
    bm_canvas_fill_stroke(canvas, white, &outline);
    bm_canvas_add_points(canvas, tilde, TILDE_POINTS, false);
    bm_canvas_stroke(canvas, &stroke);
}

void bm_symbol_draw_badge(bm_canvas *canvas, const bm_style *style, bm_px center, double radius_px,
                          size_t count)
{
    const bm_color white = {1, 1, 1, 1};
    if (style->hides_counts)
        return;
    bm_line_style outline = {.color = style->symbol_outline,
                             .width_pt = 0.7 * style->symbol_outline_pt};
    double radius = fmin(0.62 * radius_px, bm_canvas_px(canvas, 0.62 * style->count_label.size_pt));
    bm_px at = {center.x + 0.8 * radius_px, center.y - 0.8 * radius_px};
    bm_canvas_add_circle(canvas, at, radius);
    bm_canvas_fill_stroke(canvas, white, &outline);
    bm_symbol_draw_number(canvas, style, BM_SHAPE_CIRCLE, white, true, at, radius, count);
}
