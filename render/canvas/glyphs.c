#include "render/canvas/glyphs.h"

#include <math.h>
#include <pango/pangocairo.h>

/** Bytes of the masks that a font keeps. */
#define MASK_BYTES_MAX (8 << 20)
/** Letters at more sizes than these are painted each time. */
#define SIZES_MAX 32

/** Of one mask. */
#define PIXELS_MAX 1e7

/** The letters at one size. */
typedef struct size_masks {
    double size_px;
    GHashTable *masks; /**< glyph and phase to bm_mask, or NULL for nothing to see */
} size_masks;

struct bm_glyphs {
    GHashTable *outlines; /**< glyph to bm_outline, or NULL */
    cairo_t *pen;         /**< builds the outlines */
    size_masks sizes[SIZES_MAX];
    size_t size_count;
    size_t mask_bytes;
};

static void free_outline(gpointer data)
{
    bm_outline_free(data);
}

static cairo_t *make_pen(void)
{
    cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
    cairo_t *pen = cairo_create(surface);
    cairo_surface_destroy(surface); /* kept by `pen` */
    return pen;
}

bm_glyphs *bm_glyphs_new(PangoFont *font)
{
    bm_glyphs *made = g_new0(bm_glyphs, 1);
    made->outlines = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, free_outline);
    made->pen = make_pen();
    cairo_set_scaled_font(made->pen, pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)));
    return made;
}

static void drop_masks(bm_glyphs *glyphs)
{
    for (size_t i = 0; i < glyphs->size_count; i++)
        g_hash_table_destroy(glyphs->sizes[i].masks);
    glyphs->size_count = 0;
    glyphs->mask_bytes = 0;
}

void bm_glyphs_free(bm_glyphs *glyphs)
{
    if (!glyphs)
        return;
    drop_masks(glyphs);
    cairo_destroy(glyphs->pen);
    g_hash_table_destroy(glyphs->outlines);
    g_free(glyphs);
}

const bm_outline *bm_glyphs_outline(bm_glyphs *glyphs, uint32_t id)
{
    gpointer kept;
    if (g_hash_table_lookup_extended(glyphs->outlines, GUINT_TO_POINTER(id), NULL, &kept))
        return kept;
    cairo_new_path(glyphs->pen);
    cairo_glyph_path(glyphs->pen, &(cairo_glyph_t){id, 0, 0}, 1);
    bm_outline *made = bm_outline_take(glyphs->pen);
    g_hash_table_insert(glyphs->outlines, GUINT_TO_POINTER(id), made);
    return made;
}

bm_mask *bm_mask_new(const bm_outline *outline, const cairo_matrix_t *matrix, bool owns_outline)
{
    bm_px_box reach = bm_outline_reach(outline, matrix);
    double pixels = (reach.x1 - reach.x0) * (reach.y1 - reach.y0);
    if (!(reach.x1 > reach.x0 && reach.y1 > reach.y0 && pixels < PIXELS_MAX &&
          fabs(reach.x0) < 1e6 && fabs(reach.y0) < 1e6))
        return NULL;
    int left = (int)floor(reach.x0), top = (int)floor(reach.y0);
    int width = (int)ceil(reach.x1) - left, height = (int)ceil(reach.y1) - top;
    bm_mask *made = g_malloc0(sizeof *made + (size_t)width * (size_t)height);
    made->left = left;
    made->top = top;
    made->width = width;
    made->height = height;
    made->references = 1;
    made->owns_outline = owns_outline;
    made->outline = outline;
    made->matrix = *matrix;
    made->matrix.x0 -= left;
    made->matrix.y0 -= top;
    return made;
}

void bm_mask_release(bm_mask *mask)
{
    if (!mask || --mask->references)
        return;
    if (mask->owns_outline)
        bm_outline_free((bm_outline *)(uintptr_t)mask->outline);
    g_free(mask);
}

void bm_mask_paint(bm_mask *mask, bm_outline_filler *filler)
{
    if (!bm_once_begin(&mask->painted))
        return;
    /* What reaches too far to be painted is left out. */
    (void)bm_outline_fill(filler, mask->outline, &mask->matrix, mask->pixels, mask->width,
                          mask->height);
    bm_once_end(&mask->painted);
}

static void release_mask(gpointer mask)
{
    bm_mask_release(mask);
}

static GHashTable *masks_of(bm_glyphs *glyphs, double size_px)
{
    for (size_t i = 0; i < glyphs->size_count; i++)
        if (glyphs->sizes[i].size_px == size_px)
            return glyphs->sizes[i].masks;
    if (glyphs->size_count == SIZES_MAX)
        return NULL;
    GHashTable *masks = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, release_mask);
    glyphs->sizes[glyphs->size_count++] = (size_masks){size_px, masks};
    return masks;
}

bm_mask *bm_glyphs_mask(bm_glyphs *glyphs, double size_px, uint32_t id, int phase)
{
    gpointer kept, key = GUINT_TO_POINTER(id * BM_MASK_PHASES + (unsigned)phase);
    GHashTable *masks = masks_of(glyphs, size_px);
    if (!masks)
        return NULL;
    if (g_hash_table_lookup_extended(masks, key, NULL, &kept))
        return kept;
    const bm_outline *outline = bm_glyphs_outline(glyphs, id);
    double scale = size_px / BM_TEXT_UNIT_PX;
    const cairo_matrix_t matrix = {.xx = scale, .yy = scale, .x0 = (double)phase / BM_MASK_PHASES};
    bm_mask *made = outline ? bm_mask_new(outline, &matrix, false) : NULL;
    if (made)
        glyphs->mask_bytes += sizeof *made + (size_t)made->width * (size_t)made->height;
    g_hash_table_insert(masks, key, made);
    return made;
}

void bm_glyphs_trim(bm_glyphs *glyphs)
{
    if (glyphs->mask_bytes > MASK_BYTES_MAX || glyphs->size_count == SIZES_MAX)
        drop_masks(glyphs);
}
