#include "render/marks/symbols.h"

#include <math.h>
#include <pthread.h>

#include "events/symbol_shape.h"
#include "render/marks/marks.h"
#include "render/svg_symbol/svg_symbol.h"

#define PI 3.14159265358979323846
/** The disc for the number in a cross, and the one in a ring of shares. */
/** Half a side of a picture in a disc, and in the one within a ring. */
#define PICTURE_RADII 0.66
#define PICTURE_RADII_INSIDE 0.46
#define PICTURE_DISC_RADII 0.64
#define HUB_RADII 0.84
#define MIXED_DISC_RADII 0.7

static void add_shape(bm_canvas *canvas, bm_shape shape, bm_px center, double radius)
{
    bm_px corners[BM_SHAPE_CORNERS_MAX];
    size_t count = bm_shape_outline(shape, center, radius, corners);
    if (count)
        bm_canvas_add_points(canvas, corners, count, true);
    else
        bm_canvas_add_circle(canvas, center, BM_SHAPE_CIRCLE_RADII * radius);
}

/* The outlines of radius 1 round the origin: fans ask for them very often. */
static struct {
    bm_px corners[BM_SHAPE_CORNERS_MAX];
    size_t count;
} outlines[BM_SHAPES];

static void make_outlines(void)
{
    for (size_t i = 0; i < BM_SHAPES; i++)
        outlines[i].count = bm_shape_outline((bm_shape)i, (bm_px){0, 0}, 1, outlines[i].corners);
}

double bm_symbol_reach(bm_shape shape, double dx, double dy)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, make_outlines);
    const bm_px *corners = outlines[shape].corners;
    size_t count = outlines[shape].count;
    double reach = count ? 0 : BM_SHAPE_CIRCLE_RADII;
    for (size_t i = 0; i < count; i++) {
        double along = corners[i].x * dx + corners[i].y * dy;
        reach = along > reach ? along : reach;
    }
    return reach;
}

void bm_symbol_disc(bm_shape shape, bm_px *center, double *radius)
{
    bm_px corners[BM_SHAPE_CORNERS_MAX];
    double shift = shape == BM_SHAPE_TRIANGLE        ? 0.18 * *radius
                   : shape == BM_SHAPE_TRIANGLE_DOWN ? -0.18 * *radius
                                                     : 0;
    size_t count = bm_shape_outline(shape, *center, *radius, corners);
    center->y += shift;
    double reach = count ? 0 : BM_SHAPE_CIRCLE_RADII * *radius;
    for (size_t i = 0; i < count; i++)
        reach = fmax(reach, hypot(corners[i].x - center->x, corners[i].y - center->y));
    *radius = reach;
}

static bm_color tint(bm_color color, double share)
{
    return (bm_color){1 - (1 - color.red) * share, 1 - (1 - color.green) * share,
                      1 - (1 - color.blue) * share, color.alpha};
}

static void add_hatching(bm_canvas *canvas, bm_px center, double radius, double gap)
{
    for (double offset = -2 * radius; offset <= 2 * radius; offset += gap) {
        const bm_px line[] = {{center.x + offset - 1.5 * radius, center.y + 1.5 * radius},
                              {center.x + offset + 1.5 * radius, center.y - 1.5 * radius}};
        bm_canvas_add_points(canvas, line, 2, false);
    }
}

/* `half`: of the square that the picture fits into. */
static void draw_picture(bm_canvas *canvas, const bm_category_style *category, bm_px center,
                         double half)
{
    bm_px_box box = {center.x - half, center.y - half, center.x + half, center.y + half};
    if (category->symbol)
        bm_svg_symbol_draw(category->symbol, canvas, box);
}

/* White with a coloured edge. */
static void draw_claim(bm_canvas *canvas, const bm_category_style *category, bm_shape shape,
                       bm_px center, double radius_px)
{
    double width = (category->symbol ? 0.16 : 0.4) * radius_px / bm_canvas_px(canvas, 1);
    bm_line_style inner = {.color = category->fill, .width_pt = width};
    add_shape(canvas, shape, center, radius_px);
    bm_canvas_fill(canvas, (bm_color){1, 1, 1, 1});
    add_shape(canvas, shape, center, (category->symbol ? 0.9 : 0.8) * radius_px);
    bm_canvas_stroke(canvas, &inner);
}

/* What is painted until bm_canvas_end_clip() is seen in the left half of `shape`. */
static void begin_half(bm_canvas *canvas, bm_shape shape, bm_px center, double radius_px)
{
    bm_px_box half = {center.x - 2 * radius_px, center.y - 2 * radius_px, center.x,
                      center.y + 2 * radius_px};
    add_shape(canvas, shape, center, radius_px);
    bm_canvas_begin_clip_path(canvas);
    bm_canvas_add_box(canvas, half);
}

/* The left half in full colour, the right one white. */
static void draw_halves(bm_canvas *canvas, bm_color fill, bm_shape shape, bm_px center,
                        double radius_px)
{
    add_shape(canvas, shape, center, radius_px);
    bm_canvas_fill(canvas, (bm_color){1, 1, 1, 1});
    begin_half(canvas, shape, center, radius_px);
    bm_canvas_fill(canvas, fill);
    bm_canvas_end_clip(canvas);
}

void bm_symbol_draw(bm_canvas *canvas, const bm_style *style, const bm_category_style *category,
                    bm_claim claim, bm_px center, double radius_px)
{
    if (!isfinite(center.x) || !isfinite(center.y) || !(radius_px > 0 && radius_px < 4096))
        return;
    double px_per_pt = bm_canvas_px(canvas, 1);
    bm_line_style outline = {.color = style->symbol_outline, .width_pt = style->symbol_outline_pt};
    bm_line_style inner = {.color = category->fill, .width_pt = radius_px / px_per_pt};
    bm_shape shape = category->symbol ? BM_SHAPE_CIRCLE : category->shape;
    if (category->symbol && category->is_bare) {
        draw_picture(canvas, category, center, radius_px);
        return;
    }
    if (claim == BM_CLAIM_SEVERAL)
        draw_halves(canvas, category->fill, shape, center, radius_px);
    switch (claim) {
    case BM_CLAIM_UNSTATED:
    case BM_CLAIM_CONFIRMED:
        add_shape(canvas, shape, center, radius_px);
        bm_canvas_fill_stroke(canvas, category->fill, &outline);
        draw_picture(canvas, category, center, PICTURE_RADII * radius_px);
        return;
    case BM_CLAIM_ASSESSED:
        add_shape(canvas, shape, center, radius_px);
        bm_canvas_fill(canvas, tint(category->fill, 0.3));
        add_shape(canvas, shape, center, radius_px);
        bm_canvas_begin_clip_path(canvas);
        inner.width_pt *= 0.3;
        add_hatching(canvas, center, radius_px, 0.78 * radius_px);
        bm_canvas_stroke(canvas, &inner);
        bm_canvas_end_clip(canvas);
        break;
    case BM_CLAIM_CLAIMED:
        draw_claim(canvas, category, shape, center, radius_px);
        break;
    }
    add_shape(canvas, shape, center, radius_px);
    bm_canvas_stroke(canvas, &outline);
    if (category->symbol) {
        /* The picture may be white: it stands on its own colour, and the claim in a ring round it.
         */
        bm_canvas_add_circle(canvas, center, PICTURE_DISC_RADII * radius_px);
        bm_canvas_fill(canvas, category->fill);
        draw_picture(canvas, category, center, PICTURE_RADII_INSIDE * radius_px);
    }
}

void bm_symbol_draw_hub(bm_canvas *canvas, const bm_style *style, bm_shape shape, bm_color fill,
                        bm_claim claim, bm_px center, double radius_px)
{
    bool is_full = claim == BM_CLAIM_UNSTATED || claim == BM_CLAIM_CONFIRMED;
    bm_line_style outline = {.color = style->symbol_outline,
                             .width_pt = 0.6 * style->symbol_outline_pt};
    if (shape != BM_SHAPE_CROSS)
        return;
    if (claim == BM_CLAIM_SEVERAL) {
        draw_halves(canvas, fill, BM_SHAPE_CIRCLE, center,
                    HUB_RADII * radius_px / BM_SHAPE_CIRCLE_RADII);
        bm_canvas_add_circle(canvas, center, HUB_RADII * radius_px);
        bm_canvas_stroke(canvas, &outline);
        return;
    }
    bm_canvas_add_circle(canvas, center, HUB_RADII * radius_px);
    bm_canvas_fill_stroke(canvas, is_full ? fill : (bm_color){1, 1, 1, 1}, &outline);
}

void bm_symbol_draw_mixed(bm_canvas *canvas, const bm_style *style, const bm_symbol_share *shares,
                          size_t share_count, bm_px center, double radius_px)
{
    if (!isfinite(center.x) || !isfinite(center.y) || !(radius_px > 0 && radius_px < 4096))
        return;
    bm_line_style outline = {.color = style->symbol_outline, .width_pt = style->symbol_outline_pt};
    bm_line_style inner = {.color = style->symbol_outline,
                           .width_pt = 0.5 * style->symbol_outline_pt};
    double from = -PI / 2, total = 0;
    for (size_t i = 0; i < share_count; i++)
        total += (double)shares[i].count;
    for (size_t i = 0; i < share_count && total > 0; i++) {
        double to = from + 2 * PI * (double)shares[i].count / total;
        cairo_t *path = bm_canvas_cairo(canvas);
        cairo_new_sub_path(path);
        cairo_move_to(path, center.x, center.y);
        cairo_arc(path, center.x, center.y, radius_px, from, to);
        cairo_close_path(path);
        bm_canvas_fill_stroke(canvas, shares[i].fill, share_count > 1 ? &inner : NULL);
        from = to;
    }
    bm_canvas_add_circle(canvas, center, MIXED_DISC_RADII * radius_px);
    bm_canvas_fill_stroke(canvas, (bm_color){1, 1, 1, 1}, &inner);
    bm_canvas_add_circle(canvas, center, radius_px);
    bm_canvas_stroke(canvas, &outline);
}

void bm_area_draw(bm_canvas *canvas, const bm_style *style, bm_px center, double radius_px,
                  bool is_sign)
{
    bm_line_style line = {.color = style->symbol_outline, .width_pt = 0.8, .dash_pt = {2.2, 1.8}};
    if (is_sign)
        line =
            (bm_line_style){.color = style->symbol_outline, .width_pt = 1.1, .dash_pt = {1.1, 1.7}};
    bm_color shade = style->symbol_outline;
    shade.alpha = 0.07;
    bm_canvas_add_circle(canvas, center, radius_px);
    bm_canvas_fill_stroke(canvas, shade, &line);
}
