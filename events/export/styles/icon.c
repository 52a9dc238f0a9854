#include "events/export/styles/icon.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLES = 6, CHANNELS = 4, ROW_SIZE = 1 + CHANNELS * BM_ICON_PX };

void bm_icon_name(const bm_icon *icon, char name[BM_ICON_NAME_SIZE])
{
    (void)snprintf(name, BM_ICON_NAME_SIZE, "symbols/%s-%.6s.png", bm_shape_name(icon->shape),
                   icon->color + 1);
}

void bm_icon_set_add(bm_icon_set *set, const bm_icon *icon)
{
    char name[BM_ICON_NAME_SIZE], other[BM_ICON_NAME_SIZE];
    bm_icon_name(icon, name);
    for (size_t i = 0; i < set->count; i++) {
        bm_icon_name(&set->items[i], other);
        if (strcmp(name, other) == 0)
            return;
    }
    if (set->count < sizeof set->items / sizeof *set->items)
        set->items[set->count++] = *icon;
}

/* A shape of radius 1 about the origin. */
typedef struct outline {
    bm_px corners[BM_SHAPE_CORNERS_MAX];
    size_t count; /* 0: the circle */
} outline;

static double distance_to_segment(bm_px at, bm_px a, bm_px b)
{
    double dx = b.x - a.x, dy = b.y - a.y;
    double share = ((at.x - a.x) * dx + (at.y - a.y) * dy) / (dx * dx + dy * dy);
    share = fmin(fmax(share, 0), 1);
    return hypot(at.x - a.x - share * dx, at.y - a.y - share * dy);
}

/* Negative within the shape. */
static double distance_to(const outline *of, bm_px at)
{
    if (of->count == 0)
        return hypot(at.x, at.y) - BM_SHAPE_CIRCLE_RADII;
    double nearest = INFINITY;
    bool is_inside = false;
    for (size_t i = 0; i < of->count; i++) {
        bm_px a = of->corners[i], b = of->corners[(i + 1) % of->count];
        nearest = fmin(nearest, distance_to_segment(at, a, b));
        if ((a.y > at.y) != (b.y > at.y) && at.x < a.x + (b.x - a.x) * (at.y - a.y) / (b.y - a.y))
            is_inside = !is_inside;
    }
    return is_inside ? -nearest : nearest;
}

static void read_color(const char *color, unsigned rgb[3])
{
    unsigned long value = strtoul(color + 1, NULL, 16);
    for (int i = 0; i < 3; i++)
        rgb[i] = (unsigned)(value >> (16 - 8 * i)) & 255;
}

/* The middle of the colours of its samples; where there are none, nothing. */
static void draw_pixel(const bm_icon *icon, const outline *of, int column, int row,
                       unsigned char pixel[CHANNELS])
{
    unsigned fill[3], line[3], sum[3] = {0}, covered = 0;
    read_color(icon->color, fill);
    read_color(icon->outline, line);
    for (int i = 0; i < SAMPLES * SAMPLES; i++) {
        double x = column + (i % SAMPLES + 0.5) / SAMPLES, y = row + (i / SAMPLES + 0.5) / SAMPLES;
        double scale = 2 * BM_ICON_REACH / BM_ICON_PX;
        bm_px at = {scale * x - BM_ICON_REACH, scale * y - BM_ICON_REACH};
        double distance = distance_to(of, at);
        if (distance > icon->outline_radii / 2)
            continue;
        const unsigned *color = distance > -icon->outline_radii / 2 ? line : fill;
        for (int k = 0; k < 3; k++)
            sum[k] += color[k];
        covered++;
    }
    for (int k = 0; k < 3; k++)
        pixel[k] = (unsigned char)(covered ? (sum[k] + covered / 2) / covered : 0);
    pixel[3] = (unsigned char)((covered * 255 + SAMPLES * SAMPLES / 2) / (SAMPLES * SAMPLES));
}

static void put_big_endian(bm_strbuf *out, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        bm_strbuf_append_char(out, (char)(unsigned char)(value >> shift & 255));
}

static void put_chunk(const bm_zip_module *zip, const char *type, const void *bytes, size_t size,
                      bm_strbuf *out)
{
    bm_strbuf checked = {0};
    bm_strbuf_append(&checked, type);
    if (size > 0)
        bm_strbuf_append_n(&checked, bytes, size);
    put_big_endian(out, (uint32_t)size);
    if (checked.failed) {
        out->failed = true;
    } else {
        bm_strbuf_append_n(out, checked.text, checked.length);
        put_big_endian(out, zip->crc(checked.text, checked.length));
    }
    bm_strbuf_finish(&checked);
}

static uint32_t adler_32(const unsigned char *bytes, size_t size)
{
    uint32_t a = 1, b = 0;
    for (size_t i = 0; i < size; i++) {
        a = (a + bytes[i]) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

/* A zlib stream (RFC 1950) of the rows. */
static void put_rows(const bm_zip_module *zip, const unsigned char *rows, size_t size,
                     bm_strbuf *out)
{
    bm_strbuf stream = {0};
    size_t capacity = size + 64;
    void *packed = malloc(capacity);
    size_t length = packed ? zip->deflate(rows, size, packed, capacity) : 0;
    bm_strbuf_append_n(&stream, "\x78\x9c", 2);
    bm_strbuf_append_n(&stream, packed, length);
    put_big_endian(&stream, adler_32(rows, size));
    if (length == 0 || stream.failed)
        out->failed = true;
    else
        put_chunk(zip, "IDAT", stream.text, stream.length, out);
    free(packed);
    bm_strbuf_finish(&stream);
}

bool bm_icon_put_png(const bm_icon *icon, const bm_zip_module *zip, bm_strbuf *out)
{
    static const unsigned char header[] = {
        0, 0, 0, BM_ICON_PX, 0, 0, 0, BM_ICON_PX, 8, 6 /* RGBA */, 0, 0, 0};
    unsigned char *rows = calloc(BM_ICON_PX, ROW_SIZE);
    outline of;
    of.count = bm_shape_outline(icon->shape, (bm_px){0, 0}, 1, of.corners);
    for (int y = 0; rows && y < BM_ICON_PX; y++)
        for (int x = 0; x < BM_ICON_PX; x++)
            draw_pixel(icon, &of, x, y, rows + y * ROW_SIZE + 1 + CHANNELS * x);
    bm_strbuf_append_n(out, "\x89PNG\r\n\x1a\n", 8);
    put_chunk(zip, "IHDR", header, sizeof header, out);
    if (rows)
        put_rows(zip, rows, (size_t)BM_ICON_PX * ROW_SIZE, out);
    put_chunk(zip, "IEND", NULL, 0, out);
    out->failed = out->failed || !rows;
    free(rows);
    return !out->failed;
}
