#include <math.h>
#include <stdio.h>

#include "render/canvas/halo.h"
#include "render/canvas/private.h"

/* Letters are filled as outlines, which takes time, and the maps of a series share most
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

double bm_text_scale(const bm_text_style *style, double px_per_pt)
{
    return style->size_pt * px_per_pt / BM_TEXT_UNIT_PX;
}

/* Append the letters' outlines to the path. */
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

static bool has_halo(const bm_text_style *style)
{
    return style->halo_pt > 0 && style->halo_color.alpha > 0;
}

static void set_color(cairo_t *cairo, bm_color color)
{
    cairo_set_source_rgba(cairo, color.red, color.green, color.blue, color.alpha);
}

void bm_text_paint(cairo_t *cairo, const bm_text_style *style, double px_per_pt,
                   const bm_text_line *line)
{
    bm_text_add_letters(cairo, style, px_per_pt, line);
    if (has_halo(style)) {
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

/* The box on the page, about the baseline's start, that the turned text and its halo stay within.
 */
static bm_px_box reach_of(const bm_text_style *style, double px_per_pt, double angle,
                          const bm_text_line *line)
{
    PangoRectangle ink;
    pango_layout_line_get_extents(pango_layout_get_line_readonly(line->layout, 0), &ink, NULL);
    double halo = style->halo_pt * px_per_pt + 2;
    double scale = bm_text_scale(style, px_per_pt) / PANGO_SCALE;
    double x0 = ink.x * scale - halo, y0 = ink.y * scale - halo;
    double x1 = x0 + ink.width * scale + 2 * halo, y1 = y0 + ink.height * scale + 2 * halo;
    const bm_px corners[] = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
    bm_px_box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (int i = 0; i < 4; i++) {
        double x = corners[i].x * cos(angle) - corners[i].y * sin(angle);
        double y = corners[i].x * sin(angle) + corners[i].y * cos(angle);
        box = (bm_px_box){fmin(box.x0, x), fmin(box.y0, y), fmax(box.x1, x), fmax(box.y1, y)};
    }
    return box;
}

/** Where a picture lies about its text's baseline, and where that starts within a pixel. */
typedef struct spot {
    double angle;
    bm_px phase;
    int left, top, width, height;
} spot;

static cairo_t *begin_surface(cairo_format_t format, const spot *where)
{
    cairo_surface_t *surface = cairo_image_surface_create(format, where->width, where->height);
    cairo_t *cairo = cairo_create(surface);
    cairo_surface_destroy(surface); // kept by `cairo`
    cairo_translate(cairo, where->phase.x - where->left, where->phase.y - where->top);
    cairo_rotate(cairo, where->angle);
    return cairo;
}

static void paint_mask(cairo_t *cairo, bm_color color, cairo_surface_t *mask)
{
    cairo_identity_matrix(cairo);
    set_color(cairo, color);
    cairo_mask_surface(cairo, mask, 0, 0);
}

static void spread_halo(cairo_surface_t *letters, cairo_surface_t *halo, double radius_px)
{
    const unsigned char *from = cairo_image_surface_get_data(letters);
    unsigned char *to = cairo_image_surface_get_data(halo);
    if (!from || !to)
        return;
    bm_halo_spread(from, to, cairo_image_surface_get_width(halo),
                   cairo_image_surface_get_height(halo),
                   (size_t)cairo_image_surface_get_stride(halo), radius_px);
    cairo_surface_mark_dirty(halo);
}

/* The same as bm_text_paint(), with the letters filled by FreeType and the halo made from their
 * pixels; stroking the outlines takes ten times as long. False when it cannot be done. */
static bool paint_by_masks(bm_fonts *fonts, cairo_t *cairo, const bm_text_style *style,
                           double px_per_pt, const spot *where, const bm_text_line *line)
{
    double radius_px = has_halo(style) ? style->halo_pt * px_per_pt : 0;
    if (!fonts->filler)
        fonts->filler = bm_outline_filler_new();
    if (radius_px > BM_HALO_RADIUS_MAX_PX || !fonts->filler)
        return false;
    cairo_t *pen = begin_surface(CAIRO_FORMAT_A8, where);
    cairo_surface_t *letters = cairo_get_target(pen);
    bm_text_add_letters(pen, style, px_per_pt, line);
    bool fine = bm_outline_fill(fonts->filler, pen, letters);
    if (fine && radius_px > 0) {
        cairo_surface_t *halo =
            cairo_image_surface_create(CAIRO_FORMAT_A8, where->width, where->height);
        spread_halo(letters, halo, radius_px);
        /* A mask that could not be made sets the error of who paints with it. */
        paint_mask(cairo, style->halo_color, halo);
        cairo_surface_destroy(halo);
    }
    if (fine)
        paint_mask(cairo, style->color, letters);
    cairo_destroy(pen);
    return fine;
}

static picture *paint_picture(bm_fonts *fonts, const bm_text_style *style, double px_per_pt,
                              double angle, bm_px phase, bm_px_box reach, const bm_text_line *line)
{
    spot where = {angle, phase, (int)floor(reach.x0), (int)floor(reach.y0), 0, 0};
    where.width = (int)ceil(reach.x1) + 1 - where.left;
    where.height = (int)ceil(reach.y1) + 1 - where.top;
    cairo_t *cairo = begin_surface(CAIRO_FORMAT_ARGB32, &where);
    if (!paint_by_masks(fonts, cairo, style, px_per_pt, &where, line))
        bm_text_paint(cairo, style, px_per_pt, line);
    picture *made = NULL;
    if (cairo_status(cairo) == CAIRO_STATUS_SUCCESS) {
        made = g_new(picture, 1);
        *made = (picture){cairo_surface_reference(cairo_get_target(cairo)), where.left, where.top};
    }
    cairo_destroy(cairo);
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
                  const bm_text_line *line)
{
    char key[BM_CANVAS_TEXT_MAX + BM_FAMILY_SIZE + 160];
    bm_fonts *fonts = canvas->fonts;
    double px_per_pt = bm_canvas_px(canvas, 1), angle = angle_deg * G_PI / 180;
    int phase_x, phase_y;
    double x = split(baseline.x, &phase_x), y = split(baseline.y, &phase_y);
    bm_px_box reach = reach_of(style, px_per_pt, angle, line);
    double pixels = (reach.x1 - reach.x0 + 2) * (reach.y1 - reach.y0 + 2);
    if (!(pixels <= TEXT_PIXELS_MAX) || fabs(x) > 1e6 || fabs(y) > 1e6)
        return false;
    snprintf(key, sizeof key, "%ld %ld %ld %ld %d%d %x %x %d%d %s|%s",
             lround(style->size_pt * px_per_pt * 1024),
             lround(style->spacing_pt * px_per_pt * 1024),
             lround(style->halo_pt * px_per_pt * 1024), lround(angle_deg * 100), style->bold,
             style->italic, color_key(style->color), color_key(style->halo_color), phase_x, phase_y,
             style->family, line->text);
    const picture *kept = g_hash_table_lookup(fonts->pictures, key);
    if (!kept) {
        bm_px phase = {(double)phase_x / PHASES, (double)phase_y / PHASES};
        picture *made = paint_picture(fonts, style, px_per_pt, angle, phase, reach, line);
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
