#include <math.h>
#include <stdio.h>
#include <string.h>

#include "render/density/private.h"
#include "render/map/text.h"

/** Room of a circle and its edge, in diameters. */
#define SAMPLE_ROOM 1.12
/** The area that a surface's numbers are of. */
#define FIELD_KM2 100.0

static bm_px middle_of(bm_px_box room)
{
    return (bm_px){(room.x0 + room.x1) / 2, (room.y0 + room.y1) / 2};
}

static void paint_hexagon(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                          const void *context)
{
    const bm_density_swatch *swatch = context;
    bm_px corners[6];
    bm_hex_corners(middle_of(room), fmin(room.x1 - room.x0, room.y1 - room.y0) * 0.5, corners);
    bm_canvas_add_points(canvas, corners, 6, true);
    bm_canvas_fill_stroke(canvas, swatch->density->colors[swatch->index], &style->density_line);
}

static void paint_band(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                       const void *context)
{
    const bm_density_swatch *swatch = context;
    double inset = (room.y1 - room.y0) * 0.08;
    bm_canvas_add_box(canvas, (bm_px_box){room.x0, room.y0 + inset, room.x1, room.y1 - inset});
    bm_canvas_fill_stroke(canvas, swatch->density->colors[swatch->index], &style->density_line);
}

static void paint_circle(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                         const void *context)
{
    const bm_density_swatch *swatch = context;
    const bm_density *density = swatch->density;
    double radius = bm_density_circle_px(density, (double)density->samples[swatch->index]);
    bm_line_style edge = bm_density_circle_edge(style);
    bm_canvas_add_circle(canvas, middle_of(room), radius);
    bm_canvas_fill_stroke(canvas, bm_density_circle_color(density), &edge);
}

/* A ring of three parts, whatever the categories are. */
static void paint_ring(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                       const void *context)
{
    const bm_density *density = context;
    bm_cluster cluster = {0};
    bm_density sample = {
        .cells = &(bm_density_cell){.center = middle_of(room),
                                    .radius_px = fmin(room.x1 - room.x0, room.y1 - room.y0) / 2,
                                    .count = 12},
        .cell_count = 1,
        .clusters = &cluster,
        .marks = density->marks};
    cluster.shares[0] = density->marks->entry_count > 1 ? 7 : 12;
    cluster.shares[1] = density->marks->entry_count > 1 ? 5 : 0;
    bm_density_draw_cluster(&sample, style, 0, canvas);
}

/* A bound in words: "1,000" events, or "0.5" in the area. */
static void format_bound(const bm_density *density, double bound, char text[64])
{
    if (density->fields && bound * FIELD_KM2 < 10)
        bm_format_number(bound * FIELD_KM2, 3, text);
    else
        bm_map_format_count((size_t)llround(density->fields ? bound * FIELD_KM2 : bound), text);
}

void bm_density_class_text(const bm_density *density, size_t index, char *text, size_t size)
{
    const bm_classes *classes = &density->classes;
    bool is_last = index + 1 == classes->count;
    char low[64], high[64];
    format_bound(density, classes->bounds[index], low);
    if (density->fields && is_last)
        snprintf(high, sizeof high, "%s", "");
    else if (is_last)
        format_bound(density, fmax((double)density->most, classes->bounds[index]), high);
    else
        format_bound(density, classes->bounds[index + 1] - (density->fields ? 0 : 1), high);
    if (density->fields && is_last)
        snprintf(text, size, "%s or more", low);
    else if (density->fields)
        snprintf(text, size, "%s to under %s", low, high);
    else if (strcmp(low, high) == 0)
        snprintf(text, size, "%s", low);
    else
        snprintf(text, size, "%s–%s", low, high);
}

static void make_heading(bm_density *density)
{
    char width[64];
    bm_format_number(density->width_km, density->width_km < 10 ? 1 : 0, width);
    switch (density->options.kind) {
    case BM_DENSITY_CLUSTER:
        snprintf(density->heading, sizeof density->heading, "Events near each other");
        break;
    case BM_DENSITY_CIRCLES:
        snprintf(density->heading, sizeof density->heading, "Events in a cell %s km wide", width);
        break;
    case BM_DENSITY_HEAT:
        snprintf(density->heading, sizeof density->heading, "Events in 100 km²");
        break;
    case BM_DENSITY_AUTO:
    case BM_DENSITY_OFF:
    case BM_DENSITY_HEX:
        snprintf(density->heading, sizeof density->heading, "Events in a hexagon %s km wide",
                 width);
    }
}

static size_t round_down_125(double value)
{
    double decade = pow(10, floor(log10(fmax(value, 1))));
    return (size_t)(value >= 5 * decade ? 5 * decade : value >= 2 * decade ? 2 * decade : decade);
}

/* The largest, two round numbers below it, and one event. */
static void choose_samples(bm_density *density)
{
    static const double shares[] = {0.4, 0.2};
    density->samples[density->sample_count++] = (size_t)density->most;
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        size_t sample = round_down_125((double)density->most * shares[i]);
        if (sample > 1 && sample < density->samples[density->sample_count - 1])
            density->samples[density->sample_count++] = sample;
    }
    if (density->most > 1)
        density->samples[density->sample_count++] = 1;
}

void bm_density_make_legend(bm_density *density)
{
    make_heading(density);
    if (density->options.kind == BM_DENSITY_CIRCLES)
        choose_samples(density);
    for (size_t i = 0; i < BM_DENSITY_CLASSES_MAX; i++)
        density->swatches[i] = (bm_density_swatch){density, i};
}

static void add_samples(const bm_density *density, bm_legend *legend)
{
    char number[BM_MAP_COUNT_SIZE];
    for (size_t i = density->sample_count; density->most > 0 && i-- > 0;) {
        double radius_px = bm_density_circle_px(density, (double)density->samples[i]);
        bm_map_format_count(density->samples[i], number);
        bm_legend_add_sized(legend, BM_LEGEND_CLASSES, number, paint_circle, &density->swatches[i],
                            2 * radius_px * SAMPLE_ROOM);
    }
}

static void add_classes(const bm_density *density, bm_legend *legend)
{
    char text[BM_LEGEND_TEXT_SIZE];
    for (size_t i = 0; i < density->classes.count; i++) {
        bm_density_class_text(density, i, text, sizeof text);
        bm_legend_add(legend, BM_LEGEND_CLASSES, text, density->fields ? paint_band : paint_hexagon,
                      &density->swatches[i]);
    }
    if (density->fields)
        bm_legend_add(legend, BM_LEGEND_CLASSES, "Where there are fewer: no colour", NULL, NULL);
}

void bm_density_add_legend(const bm_density *density, const bm_marks *marks, bm_legend *legend)
{
    char number[BM_MAP_COUNT_SIZE], text[BM_LEGEND_TEXT_SIZE];
    bm_map_format_count(marks->events_drawn, number);
    snprintf(legend->heading, sizeof legend->heading, "%s %s", number,
             marks->events_drawn == 1 ? "event" : "events");
    if (density->options.kind == BM_DENSITY_CLUSTER) {
        bm_legend_add(legend, BM_LEGEND_SIGNS, "Events near each other, by category", paint_ring,
                      density);
    } else {
        bm_legend_add(legend, BM_LEGEND_CLASSES, density->heading, NULL, NULL);
        if (density->options.kind == BM_DENSITY_CIRCLES)
            add_samples(density, legend);
        else
            add_classes(density, legend);
    }
    if (density->any_vague) {
        bm_map_format_count(marks->events_vague, number);
        snprintf(text, sizeof text, "%s known only to an oblast: not shown", number);
        bm_legend_add(legend, BM_LEGEND_PRECISION, text, NULL, NULL);
    }
}

void bm_density_describe(const bm_density *density, bm_strbuf *text)
{
    char number[BM_MAP_COUNT_SIZE], bounds[96];
    bool is_cells = density->options.kind == BM_DENSITY_HEX;
    bm_strbuf_printf(text, " %s: ", density->heading);
    if (density->options.kind == BM_DENSITY_CLUSTER ||
        density->options.kind == BM_DENSITY_CIRCLES) {
        bm_map_format_count(density->cell_count, number);
        bm_strbuf_printf(text, "%s symbols, ", number);
        bm_map_format_count((size_t)density->most, number);
        bm_strbuf_printf(text, "the largest of %s.", number);
        return;
    }
    for (size_t i = 0; i < density->classes.count; i++) {
        bm_density_class_text(density, i, bounds, sizeof bounds);
        bm_map_format_count(density->class_cells[i], number);
        bm_strbuf_printf(text, "%s%s", i ? ", " : "", bounds);
        if (is_cells)
            bm_strbuf_printf(text, " in %s cells", number);
    }
    bm_strbuf_append(text, ".");
}
