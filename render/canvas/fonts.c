/* Fonts that are loaded before there is a map. */
#include <fontconfig/fontconfig.h>

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
    for (size_t i = 0; fonts && i < sizeof first / sizeof *first; i++)
        for (size_t k = 0; k < sizeof letters / sizeof *letters; k++)
            (void)bm_face_shape(bm_fonts_face(fonts, first[i]), letters[k]);
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
