#include "render/canvas/blend.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/** Two of a pixel's four bytes, each with room for a product. */
#define PAIR UINT32_C(0x00FF00FF)
#define HALF UINT32_C(0x00800080)
/** So many pixels are blended at once, which the compiler does in a few steps. */
enum { BATCH = 8, BYTES = 4 * BATCH };

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

/* The same with one byte, in as many bits as the compiler has many of. */
static inline uint16_t scaled_byte(uint16_t byte, uint16_t share)
{
    uint16_t product = (uint16_t)(byte * share + 128);
    return (uint16_t)((product + (product >> 8)) >> 8);
}

/* Each of the three holds four bytes a pixel; `cover` four times the mask's. */
static void blend_batch(uint8_t *restrict below, const uint8_t *restrict above,
                        const uint8_t *restrict cover, uint8_t alpha)
{
    for (int i = 0; i < BYTES; i++) {
        uint16_t rest = (uint16_t)(255 - scaled_byte(alpha, cover[i]));
        below[i] = (uint8_t)(scaled_byte(above[i], cover[i]) + scaled_byte(below[i], rest));
    }
}

static void fill_pixels(uint8_t bytes[BYTES], uint32_t pixel)
{
    for (size_t i = 0; i < BATCH; i++)
        memcpy(bytes + i * sizeof pixel, &pixel, sizeof pixel);
}

static void widen(const uint8_t *mask, uint8_t cover[BYTES])
{
    for (size_t i = 0; i < BATCH; i++) {
        uint32_t four = mask[i] * UINT32_C(0x01010101);
        memcpy(cover + i * sizeof four, &four, sizeof four);
    }
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
    uint8_t above[BYTES], cover[BYTES], alpha = (uint8_t)(pixel >> 24);
    uint64_t eight;
    fill_pixels(above, pixel);
    int x = 0;
    for (; x + BATCH <= count; x += BATCH) {
        memcpy(&eight, mask + x, sizeof eight);
        if (eight == 0)
            continue;
        widen(mask + x, cover);
        blend_batch((uint8_t *)(pixels + x), above, cover, alpha);
    }
    if (x < count) {
        uint8_t some[BATCH] = {0};
        uint32_t last[BATCH] = {0};
        size_t left = (size_t)(count - x);
        memcpy(some, mask + x, left);
        memcpy(last, pixels + x, left * sizeof *last);
        widen(some, cover);
        blend_batch((uint8_t *)last, above, cover, alpha);
        memcpy(pixels + x, last, left * sizeof *last);
    }
}

/* `rest` is what shines through, four times a pixel. */
static void lay_batch(uint8_t *restrict below, const uint8_t *restrict above,
                      const uint8_t *restrict rest)
{
    for (int i = 0; i < BYTES; i++)
        below[i] = (uint8_t)(above[i] + scaled_byte(below[i], rest[i]));
}

static void lay_pixels(uint32_t below[BATCH], const uint32_t above[BATCH])
{
    uint8_t rest[BYTES];
    for (size_t i = 0; i < BATCH; i++) {
        uint32_t four = (255 - (above[i] >> 24)) * UINT32_C(0x01010101);
        memcpy(rest + i * sizeof four, &four, sizeof four);
    }
    lay_batch((uint8_t *)below, (const uint8_t *)above, rest);
}

static bool is_clear(const uint32_t pixels[BATCH])
{
    uint32_t any = 0;
    for (size_t i = 0; i < BATCH; i++)
        any |= pixels[i];
    return any == 0;
}

void bm_blend_image_row(uint32_t *pixels, const uint32_t *image, const uint8_t *mask, int count)
{
    for (int x = 0; x < count; x += BATCH) {
        uint32_t above[BATCH] = {0}, below[BATCH] = {0};
        size_t left = count - x < BATCH ? (size_t)(count - x) : BATCH;
        memcpy(above, image + x, left * sizeof *above);
        if (is_clear(above))
            continue;
        for (size_t i = 0; mask && i < left; i++)
            above[i] = scaled(above[i], mask[(size_t)x + i]);
        memcpy(below, pixels + x, left * sizeof *below);
        lay_pixels(below, above);
        memcpy(pixels + x, below, left * sizeof *below);
    }
}
