#include <limits.h>
#include <math.h>
#include <string.h>

#include "render/canvas/blend.h"
#include "render/canvas/halo.h"
#include "render/canvas/private.h"

/* Text on the pixels of a PNG: the coverages of a text's glyphs are put together, a halo is made
 * from them, and both are laid over the page. */

/** More pixels than these are painted by cairo. */
#define TEXT_PIXELS_MAX (64 << 20)
/** Larger letters are painted each time that they are drawn. */
#define KEPT_SIZE_MAX_PX 96

/** A glyph's mask and the pixel of its origin. */
typedef struct piece {
    bm_mask *mask;
    int x, y;
} piece;

/** The pieces of one text. */
typedef struct pieces {
    piece *items;
    size_t count;
    bool are_own; /**< the masks are nobody else's */
} pieces;

/** Whole pixels. */
typedef struct pixel_box {
    int x0, y0, x1, y1;
} pixel_box;

static pixel_box meet(pixel_box a, pixel_box b)
{
    return (pixel_box){a.x0 > b.x0 ? a.x0 : b.x0, a.y0 > b.y0 ? a.y0 : b.y0,
                       a.x1 < b.x1 ? a.x1 : b.x1, a.y1 < b.y1 ? a.y1 : b.y1};
}

static bool is_empty(pixel_box box)
{
    return box.x1 <= box.x0 || box.y1 <= box.y0;
}

static pixel_box box_of(const piece *of)
{
    int left = of->x + of->mask->left, top = of->y + of->mask->top;
    return (pixel_box){left, top, left + of->mask->width, top + of->mask->height};
}

static pixel_box reach_of(const pieces *text, int halo_px)
{
    pixel_box box = {INT_MAX, INT_MAX, INT_MIN, INT_MIN};
    for (size_t i = 0; i < text->count; i++) {
        pixel_box more = box_of(&text->items[i]);
        box.x0 = more.x0 < box.x0 ? more.x0 : box.x0;
        box.y0 = more.y0 < box.y0 ? more.y0 : box.y0;
        box.x1 = more.x1 > box.x1 ? more.x1 : box.x1;
        box.y1 = more.y1 > box.y1 ? more.y1 : box.y1;
    }
    if (text->count)
        box = (pixel_box){box.x0 - halo_px, box.y0 - halo_px, box.x1 + halo_px, box.y1 + halo_px};
    return box;
}

/* The pixels that may be painted; false when they are not a box. */
static bool find_clip(cairo_t *cairo, pixel_box *clip)
{
    cairo_rectangle_list_t *list = cairo_copy_clip_rectangle_list(cairo);
    bool is_box = list->status == CAIRO_STATUS_SUCCESS && list->num_rectangles <= 1;
    *clip = (pixel_box){0};
    if (is_box && list->num_rectangles == 1) {
        cairo_rectangle_t box = list->rectangles[0];
        *clip = (pixel_box){(int)box.x, (int)box.y, (int)(box.x + box.width),
                            (int)(box.y + box.height)};
    }
    cairo_rectangle_list_destroy(list);
    return is_box;
}

/* Letters may touch: coverages add up. */
static void add_mask(uint8_t *to, pixel_box frame, const piece *from)
{
    pixel_box box = box_of(from), part = meet(box, frame);
    if (is_empty(part))
        return;
    int width = frame.x1 - frame.x0;
    for (int y = part.y0; y < part.y1; y++) {
        const uint8_t *source = from->mask->pixels +
                                (size_t)(y - box.y0) * (size_t)from->mask->width +
                                (part.x0 - box.x0);
        uint8_t *target = to + (size_t)(y - frame.y0) * (size_t)width + (part.x0 - frame.x0);
        for (int x = 0; x < part.x1 - part.x0; x++) {
            unsigned sum = target[x] + source[x];
            target[x] = (uint8_t)(sum < 255 ? sum : 255);
        }
    }
}

/** A colour on the page, as far as a mask covers it. */
typedef struct layer {
    const uint8_t *mask;
    uint32_t pixel;
} layer;

static void lay_over(cairo_surface_t *page, pixel_box frame, pixel_box shown, layer what)
{
    cairo_surface_flush(page);
    unsigned char *pixels = cairo_image_surface_get_data(page);
    size_t stride = (size_t)cairo_image_surface_get_stride(page);
    size_t width = (size_t)(frame.x1 - frame.x0);
    for (int y = shown.y0; y < shown.y1; y++)
        bm_blend_row((uint32_t *)(void *)(pixels + (size_t)y * stride) + shown.x0,
                     what.mask + (size_t)(y - frame.y0) * width + (shown.x0 - frame.x0),
                     shown.x1 - shown.x0, what.pixel);
    cairo_surface_mark_dirty_rectangle(page, shown.x0, shown.y0, shown.x1 - shown.x0,
                                       shown.y1 - shown.y0);
}

static bool has_halo(const bm_text_style *style)
{
    return style->halo_pt > 0 && style->halo_color.alpha > 0;
}

/* A mask of `size` bytes that are zero; for a halo another one, and a row of `width` bytes. */
static uint8_t *take_masks(bm_fonts *fonts, size_t size, int width, bool has_two)
{
    size_t needed = 2 * size + (size_t)width;
    if (needed > fonts->mask_size) {
        g_free(fonts->masks);
        fonts->masks = g_try_malloc(needed);
        fonts->mask_size = fonts->masks ? needed : 0;
    }
    if (fonts->masks)
        memset(fonts->masks, 0, has_two ? 2 * size : size);
    return fonts->masks;
}

static bool paint_pieces(bm_canvas *canvas, const bm_text_style *style, const pieces *text)
{
    double radius_px = has_halo(style) ? bm_canvas_px(canvas, style->halo_pt) : 0;
    cairo_surface_t *page = cairo_get_target(canvas->cairo);
    pixel_box clip;
    if (radius_px > BM_HALO_RADIUS_MAX_PX || !find_clip(canvas->cairo, &clip))
        return false;
    int halo_px = radius_px > 0 ? (int)ceil(radius_px) + 1 : 0;
    pixel_box frame = reach_of(text, halo_px), shown = meet(frame, clip);
    if (!text->count || is_empty(shown))
        return true;
    /* Letters beside the clip may have a halo within it. */
    frame = meet(frame, (pixel_box){clip.x0 - halo_px, clip.y0 - halo_px, clip.x1 + halo_px,
                                    clip.y1 + halo_px});
    int width = frame.x1 - frame.x0, height = frame.y1 - frame.y0;
    size_t size = (size_t)width * (size_t)height;
    uint8_t *letters =
        size <= TEXT_PIXELS_MAX ? take_masks(canvas->fonts, size, width, radius_px > 0) : NULL;
    if (!letters)
        return false;
    uint8_t *halo = letters + size;
    for (size_t i = 0; i < text->count; i++)
        add_mask(letters, frame, &text->items[i]);
    if (radius_px > 0) {
        bm_halo_spread(letters, halo, width, height, (size_t)width, radius_px, halo + size);
        lay_over(page, frame, shown, (layer){halo, bm_blend_pixel(style->halo_color)});
    }
    lay_over(page, frame, shown, (layer){letters, bm_blend_pixel(style->color)});
    return true;
}

static void add_piece(pieces *text, bm_mask *mask, double x, double y)
{
    if (mask)
        text->items[text->count++] = (piece){mask, (int)x, (int)y};
}

/* Upright letters stand on whole pixels, and are kept. */
static void take_kept(pieces *text, bm_fonts *fonts, bm_face *face, const bm_text_style *style,
                      double size_px, bm_px baseline, const bm_shaped *shaped)
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
        add_piece(text, bm_glyphs_mask(glyphs, fonts->filler, size_px, glyph->id, phase), whole,
                  floor(baseline.y + glyph->y * unit + 0.5));
    }
}

static void paint_turned(pieces *text, bm_fonts *fonts, bm_face *face, const bm_text_style *style,
                         double size_px, bm_px baseline, double angle_deg, const bm_shaped *shaped)
{
    double scale = size_px / BM_TEXT_UNIT_PX,
           spacing_px = size_px * style->spacing_pt / style->size_pt;
    cairo_matrix_t turn;
    cairo_matrix_init_translate(&turn, baseline.x, baseline.y);
    cairo_matrix_rotate(&turn, angle_deg * G_PI / 180);
    text->are_own = true;
    for (unsigned i = 0; i < shaped->count; i++) {
        const bm_glyph *glyph = &shaped->glyphs[i];
        const bm_outline *outline = bm_glyphs_outline(bm_face_glyphs(face), glyph->id);
        cairo_matrix_t matrix = turn;
        cairo_matrix_translate(&matrix,
                               (double)glyph->x / PANGO_SCALE * scale + glyph->cluster * spacing_px,
                               (double)glyph->y / PANGO_SCALE * scale);
        cairo_matrix_scale(&matrix, scale, scale);
        if (outline)
            add_piece(text, bm_mask_paint(fonts->filler, outline, &matrix), 0, 0);
    }
}

static void free_pieces(pieces *text)
{
    for (size_t i = 0; text->are_own && i < text->count; i++)
        g_free(text->items[i].mask);
    g_free(text->items);
}

static bool has_filler(bm_fonts *fonts)
{
    if (!fonts->filler)
        fonts->filler = bm_outline_filler_new();
    return fonts->filler != NULL;
}

bool bm_text_paint_shaped(bm_canvas *canvas, const bm_text_style *style, bm_px baseline,
                          double angle_deg, bm_face *face, const bm_shaped *shaped)
{
    double size_px = bm_canvas_px(canvas, style->size_pt);
    if (!has_filler(canvas->fonts) || fabs(baseline.x) > 1e6 || fabs(baseline.y) > 1e6)
        return false;
    pieces text = {.items = g_new(piece, shaped->count)};
    if (angle_deg == 0 && size_px <= KEPT_SIZE_MAX_PX)
        take_kept(&text, canvas->fonts, face, style, size_px, baseline, shaped);
    else
        paint_turned(&text, canvas->fonts, face, style, size_px, baseline, angle_deg, shaped);
    bool fine = paint_pieces(canvas, style, &text);
    free_pieces(&text);
    return fine;
}

bool bm_text_paint_line(bm_canvas *canvas, const bm_text_style *style, bm_px baseline,
                        double angle_deg, const bm_text_line *line)
{
    cairo_matrix_t identity;
    piece item;
    pieces text = {.items = &item};
    if (!has_filler(canvas->fonts) || fabs(baseline.x) > 1e6 || fabs(baseline.y) > 1e6)
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
    bm_mask *mask = outline ? bm_mask_paint(canvas->fonts->filler, outline, &identity) : NULL;
    add_piece(&text, mask, 0, 0);
    bool fine = mask && paint_pieces(canvas, style, &text);
    g_free(mask);
    bm_outline_free(outline);
    cairo_destroy(pen);
    return fine;
}
