#include <stdio.h>

#include "render/density/private.h"
#include "render/map/text.h"

/** How much of the ground's lines shows through. */
#define FILL_ALPHA 0.85
#define CIRCLE_ALPHA 0.72

static void begin_class(const bm_density *density, size_t index, bm_canvas *canvas)
{
    char id[40], text[96];
    snprintf(id, sizeof id, "density-%zu", index + 1);
    bm_density_class_text(density, index, text, sizeof text);
    bm_canvas_begin_group(canvas, id, text);
}

static void draw_hexagons(const bm_density *density, size_t index, const bm_line_style *edge,
                          bm_canvas *canvas)
{
    begin_class(density, index, canvas);
    for (size_t i = 0; i < density->cell_count; i++) {
        const bm_density_cell *cell = &density->cells[i];
        bm_px corners[6];
        if (bm_classes_find(&density->classes, (double)cell->count) != index)
            continue;
        bm_hex_corners(cell->center, density->grid.radius_px, corners);
        bm_canvas_add_points(canvas, corners, 6, true);
    }
    bm_color fill = density->colors[index];
    fill.alpha = FILL_ALPHA;
    bm_canvas_fill_stroke(canvas, fill, edge);
    bm_canvas_end_group(canvas);
}

/* A class from its own bound to the next: both rings, of which the canvas fills what lies between
 * (even-odd). */
static void draw_band(const bm_density *density, size_t index, bm_canvas *canvas)
{
    bool good = true;
    begin_class(density, index, canvas);
    for (size_t i = index; good && i <= index + 1 && i < density->classes.count; i++)
        good = bm_field_add_rings(density->field, density->field_columns, density->field_rows,
                                  density->classes.bounds[i], density->field_origin,
                                  density->field_px, canvas);
    bm_color fill = density->colors[index];
    fill.alpha = FILL_ALPHA;
    bm_canvas_fill(canvas, fill);
    bm_canvas_end_group(canvas);
}

bm_color bm_density_circle_color(const bm_density *density)
{
    size_t count = density->classes.count;
    return density->colors[count > 1 ? count - 2 : 0];
}

bm_line_style bm_density_circle_edge(const bm_style *style)
{
    bm_line_style edge = {.color = style->density_line.color, .width_pt = 0.6};
    edge.color.alpha = 1;
    return edge;
}

/* Each by itself: the canvas's fill rule would leave out what two have in common. */
static void draw_circles(const bm_density *density, const bm_style *style, bm_canvas *canvas)
{
    bm_color fill = bm_density_circle_color(density);
    fill.alpha = CIRCLE_ALPHA;
    bm_line_style edge = bm_density_circle_edge(style);
    for (size_t i = 0; i < density->cell_count; i++) {
        bm_canvas_add_circle(canvas, density->cells[i].center, density->cells[i].radius_px);
        bm_canvas_fill_stroke(canvas, fill, &edge);
    }
}

static void draw_clusters(const bm_density *density, const bm_style *style, bm_canvas *canvas)
{
    for (size_t i = 0; i < density->cell_count; i++) {
        char id[40], title[64], number[BM_MAP_COUNT_SIZE];
        snprintf(id, sizeof id, "cluster-%zu", i + 1);
        bm_map_format_count((size_t)density->cells[i].count, number);
        snprintf(title, sizeof title, "%s %s", number,
                 density->cells[i].count == 1 ? "event" : "events");
        bm_canvas_begin_group(canvas, id, title);
        bm_density_draw_cluster(density, style, i, canvas);
        bm_canvas_end_group(canvas);
    }
}

void bm_density_draw(const bm_density *density, const bm_style *style, bm_canvas *canvas)
{
    bm_canvas_begin_group(canvas, "density", density->heading);
    if (density->options.kind == BM_DENSITY_CIRCLES)
        draw_circles(density, style, canvas);
    else if (density->options.kind == BM_DENSITY_CLUSTER)
        draw_clusters(density, style, canvas);
    else
        for (size_t i = 0; i < density->classes.count; i++) {
            if (density->field)
                draw_band(density, i, canvas);
            else if (density->class_cells[i])
                draw_hexagons(density, i, &style->density_line, canvas);
        }
    bm_canvas_end_group(canvas);
}

bool bm_density_is_over(const bm_density *density)
{
    return density->options.kind == BM_DENSITY_CLUSTER;
}
