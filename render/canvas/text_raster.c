#include <math.h>
#include <stdio.h>

#include "render/canvas/private.h"

/* Letters are stroked and filled as outlines, which takes time, and the maps of a series share most
 * of their names: each is painted once on a small surface and copied from there. */

/** Positions are taken to this part of a pixel, which no eye tells apart. */
#define PHASES 8
/** Pixels of all kept pictures; when there are more, all are made anew. */
#define PIXELS_MAX (16 << 20)
/** A text that covers more is painted straight on the page. */
#define TEXT_PIXELS_MAX (1 << 20)

/** A painted text. `left` and `top` lead from its baseline's start to the surface's corner. */
typedef struct picture {
    cairo_surface_t *surface;
    int left, top;
} picture;

static void free_picture(gpointer data)
{
    picture *kept = data;
    cairo_surface_destroy(kept->surface);
    g_free(kept);
}

void bm_text_paint(cairo_t *cairo, const bm_text_style *style, double px_per_pt,
                   PangoLayout *layout)
{
    PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_WINDING);
    cairo_move_to(cairo, 0, 0);
    pango_cairo_layout_line_path(cairo, line);
    if (style->halo_pt > 0 && style->halo_color.alpha > 0) {
        cairo_set_source_rgba(cairo, style->halo_color.red, style->halo_color.green,
                              style->halo_color.blue, style->halo_color.alpha);
        cairo_set_dash(cairo, NULL, 0, 0);
        cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
        cairo_set_line_width(cairo, 2 * style->halo_pt * px_per_pt);
        /* Nobody sees the corners of a halo. */
        cairo_set_tolerance(cairo, 0.25);
        cairo_stroke_preserve(cairo);
        cairo_set_tolerance(cairo, 0.1);
    }
    cairo_set_source_rgba(cairo, style->color.red, style->color.green, style->color.blue,
                          style->color.alpha);
    cairo_fill(cairo);
}

/* The box on the page, about the baseline's start, that the turned text and its halo stay within.
 */
static bm_px_box reach_of(const bm_text_style *style, double px_per_pt, double angle,
                          PangoLayout *layout)
{
    PangoRectangle ink;
    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), &ink, NULL);
    double halo = style->halo_pt * px_per_pt + 2;
    double x0 = (double)ink.x / PANGO_SCALE - halo, y0 = (double)ink.y / PANGO_SCALE - halo;
    double x1 = x0 + (double)ink.width / PANGO_SCALE + 2 * halo;
    double y1 = y0 + (double)ink.height / PANGO_SCALE + 2 * halo;
    const bm_px corners[] = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
    bm_px_box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (int i = 0; i < 4; i++) {
        double x = corners[i].x * cos(angle) - corners[i].y * sin(angle);
        double y = corners[i].x * sin(angle) + corners[i].y * cos(angle);
        box = (bm_px_box){fmin(box.x0, x), fmin(box.y0, y), fmax(box.x1, x), fmax(box.y1, y)};
    }
    return box;
}

static picture *paint_picture(const bm_text_style *style, double px_per_pt, double angle,
                              bm_px phase, bm_px_box reach, PangoLayout *layout)
{
    int left = (int)floor(reach.x0), top = (int)floor(reach.y0);
    int width = (int)ceil(reach.x1) + 1 - left, height = (int)ceil(reach.y1) + 1 - top;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    cairo_t *cairo = cairo_create(surface);
    cairo_translate(cairo, phase.x - left, phase.y - top);
    cairo_rotate(cairo, angle);
    bm_text_paint(cairo, style, px_per_pt, layout);
    bool fine = cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cairo);
    if (!fine) {
        cairo_surface_destroy(surface);
        return NULL;
    }
    picture *made = g_new(picture, 1);
    *made = (picture){surface, left, top};
    return made;
}

static unsigned color_key(bm_color color)
{
    return (unsigned)lround(color.red * 255) << 24 | (unsigned)lround(color.green * 255) << 16 |
           (unsigned)lround(color.blue * 255) << 8 | (unsigned)lround(color.alpha * 255);
}

/* A whole pixel and a phase within it. */
static double split(double position, int *phase)
{
    double steps = floor(position * PHASES + 0.5);
    double whole = floor(steps / PHASES);
    *phase = (int)(steps - whole * PHASES);
    return whole;
}

bool bm_text_copy(bm_canvas *canvas, const bm_text_style *style, bm_px baseline, double angle_deg,
                  const char *text, PangoLayout *layout)
{
    char key[BM_CANVAS_TEXT_MAX + BM_FAMILY_SIZE + 160];
    bm_fonts *fonts = canvas->fonts;
    double px_per_pt = bm_canvas_px(canvas, 1), angle = angle_deg * G_PI / 180;
    int phase_x, phase_y;
    double x = split(baseline.x, &phase_x), y = split(baseline.y, &phase_y);
    bm_px_box reach = reach_of(style, px_per_pt, angle, layout);
    double pixels = (reach.x1 - reach.x0 + 2) * (reach.y1 - reach.y0 + 2);
    if (!(pixels <= TEXT_PIXELS_MAX) || fabs(x) > 1e6 || fabs(y) > 1e6)
        return false;
    snprintf(key, sizeof key, "%ld %ld %ld %ld %d%d %x %x %d%d %s|%s",
             lround(style->size_pt * px_per_pt * 1024),
             lround(style->spacing_pt * px_per_pt * 1024),
             lround(style->halo_pt * px_per_pt * 1024), lround(angle_deg * 100), style->bold,
             style->italic, color_key(style->color), color_key(style->halo_color), phase_x, phase_y,
             style->family, text);
    const picture *kept = g_hash_table_lookup(fonts->pictures, key);
    if (!kept) {
        bm_px phase = {(double)phase_x / PHASES, (double)phase_y / PHASES};
        picture *made = paint_picture(style, px_per_pt, angle, phase, reach, layout);
        if (!made)
            return false;
        if (fonts->picture_pixels + pixels > PIXELS_MAX) {
            g_hash_table_remove_all(fonts->pictures);
            fonts->picture_pixels = 0;
        }
        fonts->picture_pixels += pixels;
        g_hash_table_insert(fonts->pictures, g_strdup(key), made);
        kept = made;
    }
    cairo_set_source_surface(canvas->cairo, kept->surface, x + kept->left, y + kept->top);
    cairo_paint(canvas->cairo);
    return true;
}

GHashTable *bm_text_pictures_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_picture);
}
