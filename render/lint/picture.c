#include "render/lint/picture.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/** Pixels of one picture. */
#define PIXELS_MAX 100000000u

typedef struct bytes {
    unsigned char *data;
    size_t size;
    size_t used;
} bytes;

static int value_of(char c)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *found = c ? strchr(letters, c) : NULL;
    return found ? (int)(found - letters) : -1;
}

static bytes decode(const char *text)
{
    bytes made = {.data = malloc(strlen(text) / 4 * 3 + 4)};
    uint32_t bits = 0;
    int count = 0;
    for (; made.data && *text && *text != '='; text++) {
        int value = value_of(*text);
        if (value < 0)
            continue;
        bits = bits << 6 | (uint32_t)value;
        count += 6;
        if (count >= 8) {
            count -= 8;
            made.data[made.size++] = (unsigned char)(bits >> count);
        }
    }
    return made;
}

static cairo_status_t give(void *context, unsigned char *data, unsigned length)
{
    bytes *from = context;
    if (from->size - from->used < length)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(data, from->data + from->used, length);
    from->used += length;
    return CAIRO_STATUS_SUCCESS;
}

static uint32_t big_endian(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

cairo_surface_t *lint_picture_read(const char *reference)
{
    static const char head[] = "data:image/png;base64,";
    if (strncmp(reference, head, sizeof head - 1) != 0)
        return NULL;
    bytes from = decode(reference + sizeof head - 1);
    cairo_surface_t *surface = NULL;
    /* Width and height stand at a fixed place of a PNG. */
    bool small = from.size > 24 && big_endian(from.data + 16) < 32768 &&
                 big_endian(from.data + 20) < 32768 &&
                 (uint64_t)big_endian(from.data + 16) * big_endian(from.data + 20) <= PIXELS_MAX;
    if (small)
        surface = cairo_image_surface_create_from_png_stream(give, &from);
    free(from.data);
    if (surface && cairo_surface_status(surface)) {
        cairo_surface_destroy(surface);
        surface = NULL;
    }
    return surface;
}
