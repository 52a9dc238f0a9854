/* Fonts before there is a map, and what they come from. */
#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include <hb.h>
#include <stdio.h>
#include <string.h>
#include FT_FREETYPE_H

#include "render/canvas/private.h"

void bm_map_load_fonts(void)
{
    (void)FcInit();
}

bm_map_fonts *bm_map_fonts_new(const bm_style *style)
{
    /* What every page is measured with first. The other fonts take as long again, and a map may
     * need none of them. */
    const bm_text_style *const first[] = {&style->credit, &style->title};
    /* Of each script one letter: the first finds out how the font shapes it. */
    static const char *const letters[] = {"A", "\xD0\x90"};
    bm_fonts *fonts = bm_fonts_new();
    if (!fonts)
        return NULL;
    pthread_mutex_lock(&fonts->lock);
    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        for (size_t k = 0; k < sizeof letters / sizeof *letters; k++)
            (void)bm_face_shape(bm_fonts_face(fonts, first[i]), letters[k]);
    pthread_mutex_unlock(&fonts->lock);
    return fonts;
}

void bm_map_fonts_free(bm_map_fonts *fonts)
{
    bm_fonts_release(fonts);
}

void bm_canvas_use_fonts(bm_canvas *canvas, bm_map_fonts *fonts)
{
    if (!fonts || fonts == canvas->fonts)
        return;
    bm_fonts_release(canvas->fonts);
    canvas->fonts = fonts;
    fonts->references++;
}

/* Tell of each file once. */
static void visit_files(const bm_fonts *fonts, bm_font_visitor visit, void *context)
{
    for (guint i = 0; i < fonts->faces->len; i++) {
        const char *path = bm_face_file(fonts->faces->pdata[i]);
        bool is_new = path != NULL;
        for (guint k = 0; k < i && is_new; k++) {
            const char *earlier = bm_face_file(fonts->faces->pdata[k]);
            is_new = !earlier || strcmp(earlier, path) != 0;
        }
        if (is_new)
            visit(path, context);
    }
}

bm_status bm_style_visit_fonts(const bm_style *style, bm_font_visitor visit, void *context,
                               bm_error *error)
{
    const bm_text_style *const texts[] = {
        &style->title,          &style->subtitle,       &style->legend_title,
        &style->legend_text,    &style->credit,         &style->event_label,
        &style->count_label,    &style->crossing_label, &style->country_label,
        &style->oblast_label,   &style->water_label,    &style->town_labels[0],
        &style->town_labels[1], &style->town_labels[2], &style->town_labels[3],
        &style->graticule_label};
    bm_fonts *fonts = bm_fonts_new();
    if (!fonts)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        (void)bm_fonts_face(fonts, texts[i]);
    visit_files(fonts, visit, context);
    bm_fonts_release(fonts);
    return BM_OK;
}

void bm_map_libraries(char text[BM_MAP_LIBRARIES_SIZE])
{
    FT_Library library;
    int major = 0, minor = 0, patch = 0;
    if (FT_Init_FreeType(&library) == 0) {
        FT_Library_Version(library, &major, &minor, &patch);
        FT_Done_FreeType(library);
    }
    (void)snprintf(text, BM_MAP_LIBRARIES_SIZE,
                   "cairo %s, Pango %s, HarfBuzz %s, FreeType %d.%d.%d", cairo_version_string(),
                   pango_version_string(), hb_version_string(), major, minor, patch);
}
