#include <math.h>

#include "render/canvas/batch.h"
#include "render/canvas/halo.h"
#include "render/canvas/private.h"

/* Text on the pixels of a PNG: the masks of its glyphs are noted. */

/** Larger letters are painted each time that they are drawn. */
#define KEPT_SIZE_MAX_PX 96

static double halo_px_of(const bm_canvas *canvas, const bm_text_style *style)
{
    bool has_halo = style->halo_pt > 0 && style->halo_color.alpha > 0;
    return has_halo ? bm_canvas_px(canvas, style->halo_pt) : 0;
}

static bool can_note(const bm_canvas *canvas, const bm_text_style *style, bm_px baseline)
{
    return canvas->batch && halo_px_of(canvas, style) <= BM_HALO_RADIUS_MAX_PX &&
           fabs(baseline.x) <= 1e6 && fabs(baseline.y) <= 1e6;
}

/* Upright letters stand on whole pixels, and are kept. */
static void add_kept(bm_batch *batch, bm_face *face, const bm_text_style *style, double size_px,
                     bm_px baseline, const bm_shaped *shaped)
{
    bm_glyphs *glyphs = bm_face_glyphs(face);
    double unit = size_px / BM_TEXT_UNIT_PX / PANGO_SCALE;
    double spacing_px = size_px * style->spacing_pt / style->size_pt;
    bm_glyphs_trim(glyphs);
    for (unsigned i = 0; i < shaped->count; i++) {
        const bm_glyph *glyph = &shaped->glyphs[i];
        double x = baseline.x + glyph->x * unit + glyph->cluster * spacing_px;
        double steps = floor(x * BM_MASK_PHASES + 0.5), whole = floor(steps / BM_MASK_PHASES);
        int phase = (int)(steps - whole * BM_MASK_PHASES);
        bm_mask *mask = bm_glyphs_mask(glyphs, size_px, glyph->id, phase);
        if (!mask)
            continue;
        mask->references++;
        bm_batch_add_mask(batch, (bm_batch_piece){mask, (int)whole,
                                                  (int)floor(baseline.y + glyph->y * unit + 0.5)});
    }
}

static void add_turned(bm_batch *batch, bm_face *face, const bm_text_style *style, double size_px,
                       bm_px baseline, double angle_deg, const bm_shaped *shaped)
{
    double scale = size_px / BM_TEXT_UNIT_PX,
           spacing_px = size_px * style->spacing_pt / style->size_pt;
    cairo_matrix_t turn;
    cairo_matrix_init_translate(&turn, baseline.x, baseline.y);
    cairo_matrix_rotate(&turn, angle_deg * G_PI / 180);
    for (unsigned i = 0; i < shaped->count; i++) {
        const bm_glyph *glyph = &shaped->glyphs[i];
        const bm_outline *outline = bm_glyphs_outline(bm_face_glyphs(face), glyph->id);
        cairo_matrix_t matrix = turn;
        cairo_matrix_translate(&matrix,
                               (double)glyph->x / PANGO_SCALE * scale + glyph->cluster * spacing_px,
                               (double)glyph->y / PANGO_SCALE * scale);
        cairo_matrix_scale(&matrix, scale, scale);
        bm_mask *mask = outline ? bm_mask_new(outline, &matrix, false) : NULL;
        if (mask)
            bm_batch_add_mask(batch, (bm_batch_piece){mask, 0, 0});
    }
}

bool bm_text_note_shaped(bm_canvas *canvas, const bm_text_style *style, bm_px baseline,
                         double angle_deg, bm_face *face, const bm_shaped *shaped)
{
    double size_px = bm_canvas_px(canvas, style->size_pt);
    if (!can_note(canvas, style, baseline))
        return false;
    size_t first = canvas->batch->piece_count;
    if (angle_deg == 0 && size_px <= KEPT_SIZE_MAX_PX)
        add_kept(canvas->batch, face, style, size_px, baseline, shaped);
    else
        add_turned(canvas->batch, face, style, size_px, baseline, angle_deg, shaped);
    bm_batch_add_text(canvas->batch, first, style->color, halo_px_of(canvas, style),
                      style->halo_color);
    return true;
}

bool bm_text_note_line(bm_canvas *canvas, const bm_text_style *style, bm_px baseline,
                       double angle_deg, const bm_text_line *line)
{
    cairo_matrix_t identity;
    if (!can_note(canvas, style, baseline))
        return false;
    cairo_matrix_init_identity(&identity);
    cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
    cairo_t *pen = cairo_create(surface);
    cairo_surface_destroy(surface); /* kept by `pen` */
    cairo_translate(pen, baseline.x, baseline.y);
    cairo_rotate(pen, angle_deg * G_PI / 180);
    bm_text_add_letters(pen, style, bm_canvas_px(canvas, 1), line);
    cairo_identity_matrix(pen);
    bm_outline *outline = bm_outline_take(pen);
    cairo_destroy(pen);
    bm_mask *mask = outline ? bm_mask_new(outline, &identity, true) : NULL;
    if (!mask) {
        bm_outline_free(outline);
        return false;
    }
    size_t first = canvas->batch->piece_count;
    bm_batch_add_mask(canvas->batch, (bm_batch_piece){mask, 0, 0});
    bm_batch_add_text(canvas->batch, first, style->color, halo_px_of(canvas, style),
                      style->halo_color);
    return true;
}
