#include "render/style/palettes.h"

#include "base/utf8.h"

bm_status bm_style_set_palette(bm_style *style, const char *name, bm_error *error)
{
    const bm_palette *palette = bm_palette_find(name);
    if (!palette) {
        char shown[64];
        const char *nearest = bm_palette_nearest(name, BM_PALETTE_QUALITATIVE);
        if (!nearest)
            nearest = bm_palette_nearest(name, BM_PALETTE_SEQUENTIAL);
        bm_utf8_escape(name, shown, sizeof shown);
        if (nearest)
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "there is no palette '%s'; did you mean '%s'?", shown, nearest);
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "there is no palette '%s'; for categories there are %s", shown,
                            bm_palette_names(BM_PALETTE_QUALITATIVE));
    }
    if (palette->kind == BM_PALETTE_SEQUENTIAL) {
        style->amount_palette = palette;
        return BM_OK;
    }
    style->palette = palette;
    for (size_t i = 0; i < style->category_count; i++)
        style->categories[i].fill = bm_palette_color(palette, i, 0);
    return BM_OK;
}

bool bm_palette_is_of_amounts(const char *name)
{
    const bm_palette *palette = bm_palette_find(name);
    return palette && palette->kind == BM_PALETTE_SEQUENTIAL;
}
