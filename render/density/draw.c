#include <stdio.h>

#include "render/density/private.h"

/** How much of the ground's lines shows through. */
#define FILL_ALPHA 0.85

static void draw_class(const bm_density *density, size_t index, const bm_line_style *edge,
                       bm_canvas *canvas)
{
    char id[40], title[120], text[96];
    snprintf(id, sizeof id, "density-%zu", index + 1);
    bm_density_class_text(density, index, text, sizeof text);
    snprintf(title, sizeof title, "%s in a cell", text);
    bm_canvas_begin_group(canvas, id, title);
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

void bm_density_draw(const bm_density *density, const bm_style *style, bm_canvas *canvas)
{
    bm_canvas_begin_group(canvas, "density", density->heading);
    for (size_t i = 0; i < density->classes.count; i++)
        if (density->class_cells[i])
            draw_class(density, i, &style->density_line, canvas);
    bm_canvas_end_group(canvas);
}
