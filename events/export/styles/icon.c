#include "events/export/styles/icon.h"

#include "events/export/styles/png.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLES = 6 };

void bm_icon_name(const bm_icon *icon, char name[BM_ICON_NAME_SIZE])
{
    bool is_claim = icon->claim == BM_CLAIM_ASSESSED || icon->claim == BM_CLAIM_CLAIMED;
    (void)snprintf(name, BM_ICON_NAME_SIZE, "symbols/%s-%.6s%s%s.png", bm_shape_name(icon->shape),
                   icon->color + 1, is_claim ? "-" : "",
                   is_claim ? bm_claim_name(icon->claim) : "");
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

/* The colours of an icon: parts of red, green and blue, to 255. */
typedef struct palette {
    unsigned fill[3], tint[3], line[3];
} palette;

static palette mix(const bm_icon *icon)
{
    palette colors;
    read_color(icon->color, colors.fill);
    read_color(icon->outline, colors.line);
    for (int k = 0; k < 3; k++)
        colors.tint[k] =
            (unsigned)lround(255 - BM_SHAPE_HATCH_TINT * (255 - (double)colors.fill[k]));
    return colors;
}

static bool is_on_ring(const outline *of, bm_px at)
{
    const bm_px outer = {at.x / BM_SHAPE_RING_AT, at.y / BM_SHAPE_RING_AT};
    return fabs(distance_to(of, outer)) * BM_SHAPE_RING_AT <= BM_SHAPE_RING_WIDTH / 2;
}

static bool is_on_hatching(bm_px at)
{
    double from = (at.x + at.y + BM_SHAPE_HATCH_REACH) / BM_SHAPE_HATCH_GAP;
    return fabs(from - round(from)) * BM_SHAPE_HATCH_GAP <= BM_SHAPE_HATCH_WIDTH / 2 * sqrt(2);
}

/* Within the outline. */
static const unsigned *color_at(const bm_icon *icon, const outline *of, const palette *colors,
                                bm_px at)
{
    static const unsigned white[3] = {255, 255, 255};
    if (icon->claim == BM_CLAIM_CLAIMED)
        return is_on_ring(of, at) ? colors->fill : white;
    if (icon->claim == BM_CLAIM_ASSESSED)
        return is_on_hatching(at) ? colors->fill : colors->tint;
    return colors->fill;
}

/* The middle of the colours of its samples; where there are none, nothing.
 *  @param corner  of the pixel, and `step` its side, in radii */
static void draw_pixel(const bm_icon *icon, const outline *of, const palette *colors, bm_px corner,
                       double step, unsigned char pixel[BM_PNG_CHANNELS])
{
    unsigned sum[3] = {0}, covered = 0;
    for (int i = 0; i < SAMPLES * SAMPLES; i++) {
        const bm_px at = {corner.x + step * (i % SAMPLES + 0.5) / SAMPLES,
                          corner.y + step * (i / SAMPLES + 0.5) / SAMPLES};
        double distance = distance_to(of, at);
        if (distance > icon->outline_radii / 2)
            continue;
        bool is_line = distance > -icon->outline_radii / 2;
        const unsigned *color = is_line ? colors->line : color_at(icon, of, colors, at);
        for (int k = 0; k < 3; k++)
            sum[k] += color[k];
        covered++;
    }
    for (int k = 0; k < 3; k++)
        pixel[k] = (unsigned char)(covered ? (sum[k] + covered / 2) / covered : 0);
    pixel[3] = (unsigned char)((covered * 255 + SAMPLES * SAMPLES / 2) / (SAMPLES * SAMPLES));
}

void bm_icon_draw(const bm_icon *icon, size_t side, double reach, unsigned char *rgba,
                  size_t stride)
{
    const palette colors = mix(icon);
    double step = 2 * reach / (double)side;
    outline of;
    of.count = bm_shape_outline(icon->shape, (bm_px){0, 0}, 1, of.corners);
    for (size_t y = 0; y < side; y++)
        for (size_t x = 0; x < side; x++)
            draw_pixel(icon, &of, &colors,
                       (bm_px){step * (double)x - reach, step * (double)y - reach}, step,
                       rgba + y * stride + x * BM_PNG_CHANNELS);
}

bool bm_icon_put_png(const bm_icon *icon, const bm_zip_module *zip, bm_strbuf *out)
{
    const size_t stride = (size_t)BM_ICON_PX * BM_PNG_CHANNELS;
    unsigned char *rgba = calloc(BM_ICON_PX, stride);
    if (rgba)
        bm_icon_draw(icon, BM_ICON_PX, BM_ICON_REACH, rgba, stride);
    bool is_good = rgba && bm_png_put(rgba, BM_ICON_PX, BM_ICON_PX, zip, out);
    free(rgba);
    return is_good;
}
