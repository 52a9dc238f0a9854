#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "render/density/private.h"
#include "render/map/text.h"
#include "render/marks/symbols.h"

#define PI 3.14159265358979323846
/** Width of the ring, in radii. */
#define RING 0.3

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

void bm_density_draw_cluster(const bm_density *density, const bm_style *style, size_t index,
                             bm_canvas *canvas)
{
    const bm_density_cell *cell = &density->cells[index];
    const uint32_t *shares = density->clusters[index].shares;
    const bm_marks *marks = density->marks;
    bm_line_style outline = {.color = style->symbol_outline, .width_pt = style->symbol_outline_pt};
    bm_color paper = style->panel;
    paper.alpha = 1;
    if (cell->count > 1) {
        bm_canvas_add_circle(canvas, cell->center, cell->radius_px);
        bm_canvas_fill(canvas, paper);
    }
    double from = -PI / 2;
    for (size_t i = 0; i < marks->entry_count && i < BM_DENSITY_ENTRIES; i++) {
        if (!shares[i])
            continue;
        if (cell->count == 1) {
            bm_symbol_draw(canvas, style, marks->entries[i].style, BM_CLAIM_UNSTATED, cell->center,
                           cell->radius_px);
            return;
        }
        double to = from + 2 * PI * shares[i] / (double)cell->count;
        add_segment(canvas, cell->center, cell->radius_px, from, to);
        bm_canvas_fill(canvas, marks->entries[i].style->fill);
        from = to;
    }
    bm_canvas_add_circle(canvas, cell->center, cell->radius_px);
    bm_canvas_stroke(canvas, &outline);
    draw_number(cell, style, canvas);
}
