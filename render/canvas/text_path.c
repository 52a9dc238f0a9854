#include "render/canvas/private.h"

double bm_text_scale(const bm_text_style *style, double px_per_pt)
{
    return style->size_pt * px_per_pt / BM_TEXT_UNIT_PX;
}

void bm_text_add_letters(cairo_t *cairo, const bm_text_style *style, double px_per_pt,
                         const bm_text_line *line)
{
    double scale = bm_text_scale(style, px_per_pt);
    cairo_save(cairo);
    cairo_scale(cairo, scale, scale);
    cairo_move_to(cairo, 0, 0);
    pango_cairo_layout_line_path(cairo, pango_layout_get_line_readonly(line->layout, 0));
    cairo_restore(cairo);
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_WINDING);
}

static void set_color(cairo_t *cairo, bm_color color)
{
    cairo_set_source_rgba(cairo, color.red, color.green, color.blue, color.alpha);
}

void bm_text_paint(cairo_t *cairo, const bm_text_style *style, double px_per_pt,
                   const bm_text_line *line)
{
    bm_text_add_letters(cairo, style, px_per_pt, line);
    if (style->halo_pt > 0 && style->halo_color.alpha > 0) {
        set_color(cairo, style->halo_color);
        cairo_set_dash(cairo, NULL, 0, 0);
        cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
        cairo_set_line_width(cairo, 2 * style->halo_pt * px_per_pt);
        /* Nobody sees the corners of a halo. */
        cairo_set_tolerance(cairo, 0.25);
        cairo_stroke_preserve(cairo);
        cairo_set_tolerance(cairo, 0.1);
    }
    set_color(cairo, style->color);
    cairo_fill(cairo);
}
