#include <math.h>
#include <stdio.h>
#include <string.h>

#include "render/density/private.h"
#include "render/map/text.h"

/* The class as a small cell of its colour. */
static void paint_hexagon(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                          const void *context)
{
    const bm_density_swatch *swatch = context;
    bm_px middle = {(room.x0 + room.x1) / 2, (room.y0 + room.y1) / 2}, corners[6];
    bm_hex_corners(middle, fmin(room.x1 - room.x0, room.y1 - room.y0) * 0.5, corners);
    bm_canvas_add_points(canvas, corners, 6, true);
    bm_canvas_fill_stroke(canvas, swatch->density->colors[swatch->index], &style->density_line);
}

void bm_density_class_text(const bm_density *density, size_t index, char *text, size_t size)
{
    const bm_classes *classes = &density->classes;
    char low[BM_MAP_COUNT_SIZE], high[BM_MAP_COUNT_SIZE];
    bm_map_format_count((size_t)classes->bounds[index], low);
    if (index + 1 == classes->count) {
        uint64_t most = density->cell_count ? density->cells[density->largest].count : 0;
        bm_map_format_count((size_t)fmax((double)most, classes->bounds[index]), high);
    } else {
        bm_map_format_count((size_t)classes->bounds[index + 1] - 1, high);
    }
    if (strcmp(low, high) == 0)
        snprintf(text, size, "%s", low);
    else
        snprintf(text, size, "%s–%s", low, high);
}

static void make_heading(bm_density *density)
{
    char width[64];
    bm_format_number(density->width_km, density->width_km < 10 ? 1 : 0, width);
    snprintf(density->heading, sizeof density->heading, "Events in a hexagon %s km wide", width);
}

void bm_density_make_legend(bm_density *density)
{
    make_heading(density);
    for (size_t i = 0; i < density->classes.count; i++)
        density->swatches[i] = (bm_density_swatch){density, i};
}

void bm_density_add_legend(const bm_density *density, const bm_marks *marks, bm_legend *legend)
{
    char number[BM_MAP_COUNT_SIZE], text[BM_LEGEND_TEXT_SIZE];
    bm_map_format_count(marks->events_drawn, number);
    snprintf(legend->heading, sizeof legend->heading, "%s %s", number,
             marks->events_drawn == 1 ? "event" : "events");
    bm_legend_add(legend, BM_LEGEND_CLASSES, density->heading, NULL, NULL);
    for (size_t i = 0; i < density->classes.count; i++) {
        bm_density_class_text(density, i, text, sizeof text);
        bm_legend_add(legend, BM_LEGEND_CLASSES, text, paint_hexagon, &density->swatches[i]);
    }
    if (density->any_vague) {
        bm_map_format_count(marks->events_vague, number);
        snprintf(text, sizeof text, "%s known only to an oblast: in no cell", number);
        bm_legend_add(legend, BM_LEGEND_CLASSES, text, NULL, NULL);
    }
}

void bm_density_describe(const bm_density *density, bm_strbuf *text)
{
    bm_strbuf_printf(text, " %s: ", density->heading);
    for (size_t i = 0; i < density->classes.count; i++) {
        char bounds[96], cells[BM_MAP_COUNT_SIZE];
        bm_density_class_text(density, i, bounds, sizeof bounds);
        bm_map_format_count(density->class_cells[i], cells);
        bm_strbuf_printf(text, "%s%s in %s cells", i ? ", " : "", bounds, cells);
    }
    bm_strbuf_append(text, ".");
}
