#include "render/series/animator.h"

#include <string.h>

/** Of a pixel, what is colour. */
#define COLOR UINT32_C(0xFFFFFF)

static bool row_differs(const uint32_t *a, const uint32_t *b, int width)
{
    for (int x = 0; x < width; x++)
        if ((a[x] ^ b[x]) & COLOR)
            return true;
    return false;
}

bm_changed_box bm_animation_changed(const uint32_t *before, bm_animation_frame frame, int width,
                                    int height)
{
    bm_changed_box box = {width, 0, 0, 0};
    int top = 0, bottom = height;
    while (top < height && !row_differs(before + (size_t)top * (size_t)width,
                                        frame.pixels + (size_t)top * frame.stride, width))
        top++;
    if (top == height)
        return (bm_changed_box){0, 0, 1, 1};
    while (!row_differs(before + (size_t)(bottom - 1) * (size_t)width,
                        frame.pixels + (size_t)(bottom - 1) * frame.stride, width))
        bottom--;
    for (int y = top; y < bottom; y++) {
        const uint32_t *a = before + (size_t)y * (size_t)width;
        const uint32_t *b = frame.pixels + (size_t)y * frame.stride;
        int left = 0, right = width;
        while (left < box.x0 && !((a[left] ^ b[left]) & COLOR))
            left++;
        while (right > box.x1 && !((a[right - 1] ^ b[right - 1]) & COLOR))
            right--;
        box.x0 = left < box.x0 ? left : box.x0;
        box.x1 = right > box.x1 ? right : box.x1;
    }
    box.y0 = top;
    box.y1 = bottom;
    return box;
}

void bm_animation_keep(bm_animation_frame frame, int width, int height, uint32_t *to)
{
    for (int y = 0; y < height; y++)
        memcpy(to + (size_t)y * (size_t)width, frame.pixels + (size_t)y * frame.stride,
               (size_t)width * sizeof *to);
}
