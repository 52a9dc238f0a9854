/* The hatching of areas: thin and light, so that names on it stay easy to read. */
#include <math.h>
#include <stdlib.h>

#include "render/canvas/image.h"
#include "render/marks/private.h"

#define HATCH_PT 0.8
#define HATCH_ALPHA 0.22
#define HATCH_PITCH_PT 4.4

static bm_line_style line_of(const bm_style *style)
{
    bm_line_style line = {.color = style->event_label.color, .width_pt = HATCH_PT};
    line.color.alpha = HATCH_ALPHA;
    return line;
}

void bm_area_hatch(bm_canvas *canvas, const bm_style *style, bm_px_box box)
{
    bm_line_style line = line_of(style);
    double pitch = bm_canvas_px(canvas, HATCH_PITCH_PT), height = box.y1 - box.y0;
    /* All areas have their lines in one grid, so that those of neighbours meet. */
    double first = ceil((box.x0 - box.y1) / pitch) * pitch;
    for (double at = first; at + box.y0 < box.x1 && height > 0; at += pitch) {
        const bm_px ends[] = {{at + box.y0, box.y0}, {at + box.y1, box.y1}};
        bm_canvas_add_points(canvas, ends, 2, false);
    }
    bm_canvas_stroke(canvas, &line);
}

/* How much of a step of 1 along x is passed at `at`, if a pixel is as wide as it is high: the share
 * of a pixel that lies below a line through it at 45 degrees. */
static double share_below(double at)
{
    if (at <= -1)
        return 0;
    if (at >= 1)
        return 1;
    return at < 0 ? (1 + at) * (1 + at) / 2 : 1 - (1 - at) * (1 - at) / 2;
}

/* How much of each pixel the lines cover: all depends on x − y. */
static unsigned char *make_stripes(int first, int count, double pitch, double half)
{
    unsigned char *stripes = malloc((size_t)count);
    for (int i = 0; stripes && i < count; i++) {
        double at = first + i, nearest = round(at / pitch) * pitch;
        double share = 0;
        for (int k = -1; k <= 1; k++) {
            double off = nearest + k * pitch - at;
            share += share_below(off + half) - share_below(off - half);
        }
        stripes[i] = (unsigned char)lround(255 * fmin(share, 1));
    }
    return stripes;
}

/** Coverages of the pixels of a box of the page. */
typedef struct mask {
    cairo_surface_t *surface;
    unsigned char *pixels; /**< NULL when memory is short */
    int x0, y0, width, height, stride;
} mask;

/* Fill the canvas's path into a new mask; the path is consumed. */
static mask fill_mask(bm_canvas *canvas, bm_px_box box)
{
    mask made = {.x0 = (int)floor(box.x0), .y0 = (int)floor(box.y0)};
    made.width = (int)ceil(box.x1) - made.x0;
    made.height = (int)ceil(box.y1) - made.y0;
    made.surface = cairo_image_surface_create(CAIRO_FORMAT_A8, made.width, made.height);
    cairo_t *filler = cairo_create(made.surface);
    cairo_t *page = bm_canvas_cairo(canvas);
    cairo_path_t *path = cairo_copy_path_flat(page);
    cairo_new_path(page);
    cairo_translate(filler, -made.x0, -made.y0);
    cairo_set_fill_rule(filler, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_append_path(filler, path);
    cairo_fill(filler);
    cairo_path_destroy(path);
    cairo_destroy(filler);
    cairo_surface_flush(made.surface);
    made.pixels = cairo_image_surface_get_data(made.surface);
    made.stride = cairo_image_surface_get_stride(made.surface);
    return made;
}

/* Cover `to` only so far as `by` is covered, too. */
static void multiply(unsigned char *restrict to, const unsigned char *restrict by, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint16_t product = (uint16_t)(to[i] * by[i] + 128);
        to[i] = (unsigned char)((uint16_t)(product + (product >> 8)) >> 8);
    }
}

/* The same where `by` is not covered. */
static void multiply_rest(unsigned char *restrict to, const unsigned char *restrict by,
                          size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint16_t product = (uint16_t)(to[i] * (uint16_t)(255 - by[i]) + 128);
        to[i] = (unsigned char)((uint16_t)(product + (product >> 8)) >> 8);
    }
}

/* Leave of `area` what is in the country, in no lake and covered by the lines. */
static void cut(mask *area, const mask *country, const mask *lakes, double pitch, double half)
{
    int width = area->width, height = area->height;
    unsigned char *stripes =
        make_stripes(area->x0 - area->y0 - height, width + height + 1, pitch, half);
    for (int y = 0; stripes && y < height; y++) {
        size_t row = (size_t)y * (size_t)area->stride;
        multiply(area->pixels + row, stripes + (height - y), (size_t)width);
        multiply_rest(area->pixels + row, lakes->pixels + row, (size_t)width);
        if (country->pixels)
            multiply(area->pixels + row, country->pixels + row, (size_t)width);
    }
    free(stripes);
    cairo_surface_mark_dirty(area->surface);
}

/* On pixels masks are filled, and the lines are reckoned: to clip strokes to outlines of thousands
 * of points takes many times as long. */
static void hatch_pixels(bm_canvas *canvas, const bm_style *style, const bm_base *base,
                         const char *code, bm_px_box box)
{
    mask area = fill_mask(canvas, box), country = {0};
    if (bm_base_add_country(base, code, box, canvas))
        country = fill_mask(canvas, box);
    bm_base_add_lakes(base, box, canvas);
    mask lakes = fill_mask(canvas, box);
    /* A line of this width covers so much to either side along a row. */
    double half = bm_canvas_px(canvas, HATCH_PT) * sqrt(0.5);
    if (area.pixels && lakes.pixels)
        cut(&area, &country, &lakes, bm_canvas_px(canvas, HATCH_PITCH_PT), half);
    bm_canvas_put_mask(canvas, area.surface, area.x0, area.y0, line_of(style).color);
    cairo_surface_destroy(lakes.surface);
    if (country.surface)
        cairo_surface_destroy(country.surface);
}

void bm_area_hatch_land(bm_canvas *canvas, const bm_style *style, const bm_base *base,
                        const char *country, bm_px_box box, bm_px_box map)
{
    bm_px_box seen = {fmax(box.x0, map.x0), fmax(box.y0, map.y0), fmin(box.x1, map.x1),
                      fmin(box.y1, map.y1)};
    if (!(seen.x1 > seen.x0 && seen.y1 > seen.y0)) {
        cairo_new_path(bm_canvas_cairo(canvas));
        return;
    }
    if (bm_canvas_format(canvas) == BM_MAP_PNG) {
        hatch_pixels(canvas, style, base, country, seen);
        return;
    }
    bm_canvas_begin_clip_path(canvas);
    bool clipped = bm_base_begin_country(base, country, canvas);
    bm_base_begin_dry(base, canvas);
    bm_area_hatch(canvas, style, box);
    bm_canvas_end_clip(canvas);
    if (clipped)
        bm_canvas_end_clip(canvas);
    bm_canvas_end_clip(canvas);
}
