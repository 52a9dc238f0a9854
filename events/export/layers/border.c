#include "events/export/layers/layers.h"

#include <stdio.h>

static const bm_output_column columns[] = {{"name", BM_VALUE_TEXT, 0, 0},
                                           {"country_a", BM_VALUE_TEXT, 0, 0},
                                           {"country_b", BM_VALUE_TEXT, 0, 0},
                                           {"accuracy_m", BM_VALUE_REAL, 0, 0},
                                           {"length_km", BM_VALUE_REAL, 0, 0}};

/* The line to 6 decimals. */
static bool copy_line(const bm_feature *line, bm_stored_layer *layer, bm_stored_row *row)
{
    bm_lonlat *points = bm_arena_array(&layer->arena, line->point_count + 1, sizeof *points);
    if (!points)
        return false;
    for (size_t i = 0; i < line->point_count; i++)
        points[i] = bm_rings_round(line->points[i]);
    row->shape = BM_OUTPUT_LINE;
    row->points = points;
    row->point_count = line->point_count;
    row->part_start = line->part_start;
    row->part_count = line->part_count;
    return true;
}

bm_status bm_make_border(bm_layer_work *work, bm_stored_layer *layer, bm_error *error)
{
    const bm_border *border = work->plan->border;
    const char *a = bm_border_country(border, 0), *b = bm_border_country(border, 1);
    char name[16];
    (void)error;
    (void)snprintf(name, sizeof name, "%s-%s", a, b);
    bm_stored_layer_add_columns(layer, columns, sizeof columns / sizeof *columns);
    bm_stored_row *row = bm_stored_layer_add(layer, name);
    if (!row)
        return BM_OK;
    bm_value *at = bm_put_text(row->values, bm_stored_layer_text(layer, name));
    at = bm_put_text(at, a);
    at = bm_put_text(at, b);
    at = bm_put_real(at, bm_border_accuracy_m(border), 0);
    (void)bm_put_real(at, bm_border_length_km(border), 3);
    layer->failed |= !copy_line(bm_border_line(border), layer, row);
    return BM_OK;
}
