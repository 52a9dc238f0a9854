#include "render/style/palettes.h"

#include <bordermap/spelling.h>
#include <limits.h>
#include <math.h>
#include <strings.h>

#include "render/style/palette_data.h"

const bm_palette *bm_palette_at(size_t index)
{
    return index < bm_palette_count ? &bm_palettes[index] : NULL;
}

const bm_palette *bm_palette_find(const char *name)
{
    for (size_t i = 0; i < bm_palette_count; i++)
        if (strcasecmp(bm_palettes[i].name, name) == 0)
            return &bm_palettes[i];
    return NULL;
}

const char *bm_palette_nearest(const char *name, bm_palette_kind kind)
{
    bm_nearest nearest = bm_nearest_to(name);
    for (size_t i = 0; i < bm_palette_count; i++)
        if (bm_palettes[i].kind == kind)
            bm_nearest_consider(&nearest, bm_palettes[i].name);
    return nearest.word;
}

const char *bm_palette_names(bm_palette_kind kind)
{
    return kind == BM_PALETTE_QUALITATIVE
               ? "okabe-ito, set1, set2, set3, dark2, paired, accent, pastel1, pastel2"
               : "ylorrd, ylorbr, orrd, rdpu, purd, bupu, pubu, gnbu, ylgnbu, pubugn, bugn, ylgn, "
                 "reds, oranges, greens, blues, purples, greys";
}

static bm_color from_hex(uint32_t hex)
{
    return (bm_color){(hex >> 16) / 255.0, (hex >> 8 & 0xFF) / 255.0, (hex & 0xFF) / 255.0, 1};
}

bm_color bm_palette_color(const bm_palette *palette, size_t index, size_t classes)
{
    if (palette->kind == BM_PALETTE_QUALITATIVE)
        return from_hex(palette->colors[index % palette->count]);
    if (classes < BM_PALETTE_CLASSES_MIN)
        classes = BM_PALETTE_CLASSES_MIN;
    if (classes > BM_PALETTE_CLASSES_MAX)
        classes = BM_PALETTE_CLASSES_MAX;
    if (index >= classes)
        index = classes - 1;
    size_t start = 0;
    for (size_t before = BM_PALETTE_CLASSES_MIN; before < classes; before++)
        start += before;
    return from_hex(palette->colors[start + index]);
}

bm_color bm_palette_ramp(const bm_palette *palette, double share)
{
    const size_t last = BM_PALETTE_CLASSES_MAX - 1;
    double at = fmin(fmax(share, 0), 1) * (double)last;
    size_t lower = (size_t)at < last ? (size_t)at : last - 1;
    double part = at - (double)lower;
    bm_color a = bm_palette_color(palette, lower, last + 1);
    bm_color b = bm_palette_color(palette, lower + 1, last + 1);
    return (bm_color){a.red + (b.red - a.red) * part, a.green + (b.green - a.green) * part,
                      a.blue + (b.blue - a.blue) * part, 1};
}
