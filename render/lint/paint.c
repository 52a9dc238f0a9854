#include "render/lint/drawing.h"

static void clip_to(const lint_drawing *drawing, size_t clip, cairo_t *cairo)
{
    for (; clip != LINT_NONE; clip = drawing->clips[clip].parent) {
        const lint_clip *at = &drawing->clips[clip];
        cairo_new_path(cairo);
        lint_outline_add(&at->outline, cairo);
        cairo_set_fill_rule(cairo,
                            at->evenodd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING);
        cairo_clip(cairo);
    }
}

static void set_color(cairo_t *cairo, bm_color color)
{
    cairo_set_source_rgba(cairo, color.red, color.green, color.blue, color.alpha);
}

static void paint_shape(const lint_item *item, cairo_t *cairo)
{
    cairo_new_path(cairo);
    lint_outline_add(&item->outline, cairo);
    cairo_set_fill_rule(cairo, item->evenodd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING);
    if (item->fill.alpha > 0) {
        set_color(cairo, item->fill);
        cairo_fill_preserve(cairo);
    }
    if (item->stroke.alpha > 0) {
        set_color(cairo, item->stroke);
        cairo_set_line_width(cairo, item->stroke_px);
        cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
        cairo_set_line_cap(cairo, item->round_caps ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
        cairo_set_dash(cairo, item->dash_px, item->dash_count, 0);
        cairo_stroke_preserve(cairo);
    }
    cairo_new_path(cairo);
}

static void paint_picture(const lint_item *item, cairo_t *cairo)
{
    cairo_transform(cairo, &item->placing);
    cairo_set_source_surface(cairo, item->picture, 0, 0);
    cairo_set_operator(cairo, item->multiplies ? CAIRO_OPERATOR_MULTIPLY : CAIRO_OPERATOR_OVER);
    cairo_paint_with_alpha(cairo, item->fill.alpha);
}

void lint_drawing_paint(const lint_drawing *drawing, cairo_t *cairo)
{
    for (size_t i = 0; i < drawing->item_count; i++) {
        const lint_item *item = &drawing->items[i];
        if (item->kind == LINT_TEXT)
            continue;
        cairo_save(cairo);
        clip_to(drawing, item->clip, cairo);
        if (item->kind == LINT_SHAPE)
            paint_shape(item, cairo);
        else
            paint_picture(item, cairo);
        cairo_restore(cairo);
    }
}
