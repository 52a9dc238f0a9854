#include "render/canvas/blend.h"

#include <math.h>
#include <string.h>

/** Two of a pixel's four bytes, each with room for a product. */
#define PAIR UINT32_C(0x00FF00FF)
#define HALF UINT32_C(0x00800080)

uint32_t bm_blend_pixel(bm_color color)
{
    const double parts[] = {color.alpha, color.red * color.alpha, color.green * color.alpha,
                            color.blue * color.alpha};
    uint32_t pixel = 0;
    for (int i = 0; i < 4; i++)
        pixel = pixel << 8 | (uint32_t)lround(fmin(fmax(parts[i], 0), 1) * 255);
    return pixel;
}

/* Both bytes times `share` of 255, rounded. */
static uint32_t scaled_pair(uint32_t pair, uint32_t share)
{
    uint32_t product = pair * share + HALF;
    return (product + (product >> 8 & PAIR)) >> 8 & PAIR;
}

static uint32_t scaled(uint32_t pixel, uint32_t share)
{
    return scaled_pair(pixel & PAIR, share) | scaled_pair(pixel >> 8 & PAIR, share) << 8;
}

static uint32_t over(uint32_t below, uint32_t pixel, uint32_t cover)
{
    uint32_t above = cover == 255 ? pixel : scaled(pixel, cover);
    uint32_t alpha = above >> 24;
    return alpha == 255 ? above : above + scaled(below, 255 - alpha);
}

void bm_blend_all(uint32_t *pixels, int count, uint32_t pixel, uint8_t cover)
{
    uint32_t above = scaled(pixel, cover), rest = 255 - (above >> 24);
    if (rest == 0)
        for (int i = 0; i < count; i++)
            pixels[i] = above;
    else if (above > 0)
        for (int i = 0; i < count; i++)
            pixels[i] = above + scaled(pixels[i], rest);
}

void bm_blend_row(uint32_t *pixels, const uint8_t *mask, int count, uint32_t pixel)
{
    int x = 0;
    while (x < count) {
        uint64_t eight;
        if (x + (int)sizeof eight <= count) {
            memcpy(&eight, mask + x, sizeof eight);
            if (eight == 0) {
                x += (int)sizeof eight;
                continue;
            }
        }
        int end = x + (int)sizeof eight < count ? x + (int)sizeof eight : count;
        for (; x < end; x++)
            if (mask[x])
                pixels[x] = over(pixels[x], pixel, mask[x]);
    }
}
