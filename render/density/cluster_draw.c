#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "render/canvas/image.h"
#include "render/density/private.h"
#include "render/density/ring.h"
#include "render/map/text.h"
#include "render/marks/symbols.h"

#define PI 3.14159265358979323846
/** Width of the ring, in radii. */
#define RING 0.3
_Static_assert(BM_DENSITY_ENTRIES <= BM_RING_PARTS_MAX, "a part for each entry");

static void add_segment(bm_canvas *canvas, bm_px center, double radius_px, double from, double to)
{
    cairo_t *path = bm_canvas_cairo(canvas);
    double inner = radius_px * (1 - RING);
    cairo_new_sub_path(path);
    cairo_arc(path, center.x, center.y, radius_px, from, to);
    cairo_arc_negative(path, center.x, center.y, inner, to, from);
    cairo_close_path(path);
}

/* "1,234", and "12k" of what would not fit. */
static void short_count(uint64_t count, char text[BM_MAP_COUNT_SIZE])
{
    if (count < 10000)
        bm_map_format_count((size_t)count, text);
    else
        snprintf(text, BM_MAP_COUNT_SIZE, "%" PRIu64 "k", (count + 500) / 1000);
}

static void draw_number(const bm_density_cell *cell, const bm_style *style, bm_canvas *canvas)
{
    char number[BM_MAP_COUNT_SIZE];
    short_count(cell->count, number);
    bm_text_style text = style->count_label;
    text.color = style->legend_title.color;
    text.halo_pt = 0;
    bm_text_size size = bm_canvas_measure(canvas, &text, number);
    double room = 2 * cell->radius_px * (1 - RING) * 0.9;
    if (size.width > room && size.width > 0) {
        text.size_pt *= room / size.width;
        size = bm_canvas_measure(canvas, &text, number);
    }
    /* Figures are about 0.71 of the size high. */
    double height = 0.71 * bm_canvas_px(canvas, text.size_pt);
    bm_canvas_text(canvas, &text,
                   (bm_px){cell->center.x - size.width / 2, cell->center.y + height / 2}, 0,
                   number);
}

static bm_color opaque(bm_color color)
{
    color.alpha = 1;
    return color;
}

/* The parts of a cluster's ring, in the order of the legend. */
static bm_ring ring_of(const bm_density *density, const bm_style *style, size_t index,
                       const bm_canvas *canvas)
{
    const bm_density_cell *cell = &density->cells[index];
    bm_ring ring = {.center = cell->center,
                    .inner_px = cell->radius_px * (1 - RING),
                    .radius_px = cell->radius_px,
                    .outline_px = bm_canvas_px(canvas, style->symbol_outline_pt),
                    .paper = opaque(style->panel),
                    .outline = style->symbol_outline};
    uint64_t sum = 0;
    for (size_t i = 0; i < density->marks->entry_count && i < BM_DENSITY_ENTRIES; i++) {
        uint32_t share = density->clusters[index].shares[i];
        sum += share;
        if (share) {
            ring.parts[ring.part_count] = density->marks->entries[i].style->fill;
            ring.ends[ring.part_count++] = (double)sum / (double)cell->count;
        }
    }
    return ring;
}

/* The same with paths, for SVG and PDF. */
static void draw_ring(const bm_ring *ring, const bm_style *style, bm_canvas *canvas)
{
    bm_line_style outline = {.color = style->symbol_outline, .width_pt = style->symbol_outline_pt};
    bm_canvas_add_circle(canvas, ring->center, ring->radius_px);
    bm_canvas_fill(canvas, ring->paper);
    for (size_t i = 0; i < ring->part_count; i++) {
        double from = i ? ring->ends[i - 1] : 0;
        add_segment(canvas, ring->center, ring->radius_px, 2 * PI * (from - 0.25),
                    2 * PI * (ring->ends[i] - 0.25));
        bm_canvas_fill(canvas, ring->parts[i]);
    }
    bm_canvas_add_circle(canvas, ring->center, ring->radius_px);
    bm_canvas_stroke(canvas, &outline);
}

void bm_density_draw_cluster(const bm_density *density, const bm_style *style, size_t index,
                             bm_canvas *canvas)
{
    const bm_density_cell *cell = &density->cells[index];
    const bm_cluster *cluster = &density->clusters[index];
    for (size_t i = 0; cell->count == 1 && i < density->marks->entry_count; i++)
        if (cluster->shares[i]) {
            bm_symbol_draw(canvas, style, density->marks->entries[i].style, BM_CLAIM_UNSTATED,
                           cell->center, cell->radius_px);
            return;
        }
    bm_ring ring = ring_of(density, style, index, canvas);
    int left, top, width, height;
    if (bm_canvas_format(canvas) == BM_MAP_PNG &&
        bm_ring_reach(&ring, &left, &top, &width, &height))
        bm_canvas_put_image(canvas, left, top, width, height, bm_ring_make, &ring, sizeof ring);
    else
        draw_ring(&ring, style, canvas);
    draw_number(cell, style, canvas);
}
