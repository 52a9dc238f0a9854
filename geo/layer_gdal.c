/* A layer from what GDAL reads. GDAL accepts nearly everything, so all that it says is checked
 * here. */
#include "base/utf8.h"
#include "geo/gdal/module.h"
#include "geo/layer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { CELL_MAX = 65536 };
/* Of all cells of a layer. */
static const size_t TEXT_MAX = (size_t)256 << 20;

/* Growing tables; they become the layer's when all is read. */
typedef struct reader {
    bm_layer *layer;
    const char *path;
    bm_layer_faults faults;
    char **names;
    size_t name_count;
    size_t name_capacity;
    bm_feature *features;
    size_t feature_capacity;
    size_t text_used;
    size_t text_capacity;
    uint32_t *cells;
    size_t cell_count;
    size_t cell_capacity;

    /* The shape being read. */
    long number;
    bm_geometry_kind kind;
    bm_lonlat *points;
    size_t point_count;
    size_t point_capacity;
    uint32_t *starts;
    size_t part_count;
    size_t start_capacity;
    bool is_bad;

    size_t total_points;
    bm_status status; /* what stopped the reading */
} reader;

static bool stop(reader *in, bm_status status)
{
    in->status = status;
    return false;
}

static bool tell_column(void *context, const char *name)
{
    reader *in = context;
    char **moved = bm_array_grow(in->names, in->name_count, &in->name_capacity, sizeof *in->names);
    if (!moved)
        return stop(in, BM_ERROR_MEMORY);
    in->names = moved;
    bool is_text = bm_utf8_valid_length(name, strlen(name)) == strlen(name);
    in->names[in->name_count] = bm_arena_strdup(&in->layer->arena, is_text ? name : "");
    return in->names[in->name_count++] ? true : stop(in, BM_ERROR_MEMORY);
}

static bool tell_begin(void *context, long number, bool is_polygon)
{
    reader *in = context;
    in->number = number;
    in->kind = is_polygon ? BM_GEOMETRY_POLYGON : BM_GEOMETRY_LINE;
    in->point_count = in->part_count = 0;
    in->is_bad = false;
    return in->layer->count < BM_LAYER_FEATURES_MAX ? true : stop(in, BM_ERROR_LIMIT);
}

static bool append_point(reader *in, bm_lonlat point)
{
    bm_lonlat *moved =
        bm_array_grow(in->points, in->point_count, &in->point_capacity, sizeof *in->points);
    if (!moved)
        return stop(in, BM_ERROR_MEMORY);
    in->points = moved;
    in->points[in->point_count++] = point;
    return true;
}

static bool tell_part(void *context, const double *x, const double *y, size_t count)
{
    reader *in = context;
    size_t first = in->point_count;
    if (in->is_bad || (in->kind == BM_GEOMETRY_POLYGON && count < 3))
        return true;
    if (in->total_points + in->point_count + count > BM_LAYER_POINTS_MAX)
        return stop(in, BM_ERROR_LIMIT);
    uint32_t *moved =
        bm_array_grow(in->starts, in->part_count, &in->start_capacity, sizeof *in->starts);
    if (!moved)
        return stop(in, BM_ERROR_MEMORY);
    in->starts = moved;
    in->starts[in->part_count++] = (uint32_t)first;
    for (size_t i = 0; i < count; i++) {
        bm_lonlat point = {x[i], y[i]};
        if (!bm_lonlat_is_valid(point)) {
            in->is_bad = true;
            return true;
        }
        if (!append_point(in, point))
            return false;
    }
    bm_lonlat a = in->points[first], b = in->points[in->point_count - 1];
    bool is_open = in->kind == BM_GEOMETRY_POLYGON && (a.lon != b.lon || a.lat != b.lat);
    return !is_open || append_point(in, a);
}

static bool tell_value(void *context, const char *text)
{
    reader *in = context;
    size_t length = strnlen(text, CELL_MAX + 1);
    uint32_t at = 0;
    if (length > CELL_MAX || bm_utf8_valid_length(text, length) < length)
        length = 0;
    if (length > 0) {
        size_t needed = in->text_used + length + 1;
        if (needed > TEXT_MAX)
            return stop(in, BM_ERROR_LIMIT);
        if (needed > in->text_capacity) {
            size_t capacity = 2 * needed;
            char *moved = realloc(in->layer->text, capacity);
            if (!moved)
                return stop(in, BM_ERROR_MEMORY);
            in->layer->text = moved;
            in->text_capacity = capacity;
        }
        at = (uint32_t)in->text_used;
        memcpy(in->layer->text + at, text, length + 1);
        in->text_used = needed;
    }
    uint32_t *moved =
        bm_array_grow(in->cells, in->cell_count, &in->cell_capacity, sizeof *in->cells);
    if (!moved)
        return stop(in, BM_ERROR_MEMORY);
    in->cells = moved;
    in->cells[in->cell_count++] = at;
    return true;
}

/* A shape without a use is left out, with its cells. */
static bool leave_out(reader *in, size_t row)
{
    in->cell_count = row;
    if (bm_layer_fault(&in->faults))
        bm_findings_add(in->faults.findings, BM_SEVERITY_ERROR,
                        in->is_bad ? "shape-coordinate" : "shape-null", in->path, in->number, NULL,
                        NULL,
                        in->is_bad ? "a vertex is not a position in degrees; the shape is left out"
                                   : "the record has no line or polygon; it is left out");
    return true;
}

static bool tell_end(void *context)
{
    reader *in = context;
    bm_arena *arena = &in->layer->arena;
    size_t row = in->layer->count * in->name_count;
    if (in->cell_count != row + in->name_count)
        return stop(in, BM_ERROR_FORMAT);
    if (in->is_bad || !in->part_count)
        return leave_out(in, row);
    bm_feature *moved =
        bm_array_grow(in->features, in->layer->count, &in->feature_capacity, sizeof *in->features);
    bm_lonlat *points = bm_arena_array(arena, in->point_count, sizeof *points);
    uint32_t *starts = bm_arena_array(arena, in->part_count + 1, sizeof *starts);
    if (moved)
        in->features = moved;
    if (!moved || !points || !starts)
        return stop(in, BM_ERROR_MEMORY);
    memcpy(points, in->points, in->point_count * sizeof *points);
    memcpy(starts, in->starts, in->part_count * sizeof *starts);
    starts[in->part_count] = (uint32_t)in->point_count;
    bm_feature made = {.kind = in->kind,
                       .part_count = in->part_count,
                       .part_start = starts,
                       .point_count = in->point_count,
                       .points = points,
                       .box = bm_lonlat_box_empty(),
                       .record = in->number};
    for (size_t i = 0; i < in->point_count; i++)
        made.box = bm_lonlat_box_grow(made.box, points[i]);
    in->features[in->layer->count++] = made;
    in->total_points += in->point_count;
    return true;
}

/* What was read becomes the layer's own. */
static bm_status settle(reader *in)
{
    bm_layer *layer = in->layer;
    bm_arena *arena = &layer->arena;
    layer->features = bm_arena_array(arena, layer->count + 1, sizeof *layer->features);
    layer->field_names = bm_arena_array(arena, in->name_count + 1, sizeof *layer->field_names);
    layer->cells = bm_arena_array(arena, in->cell_count + 1, sizeof *layer->cells);
    if (!layer->features || !layer->field_names || !layer->cells)
        return BM_ERROR_MEMORY;
    if (layer->count)
        memcpy(layer->features, in->features, layer->count * sizeof *layer->features);
    if (in->name_count)
        memcpy(layer->field_names, in->names, in->name_count * sizeof *layer->field_names);
    if (in->cell_count)
        memcpy(layer->cells, in->cells, in->cell_count * sizeof *layer->cells);
    layer->field_count = in->name_count;
    return BM_OK;
}

static bm_status refuse(const reader *in, bm_status status, const char *message, bm_error *error)
{
    if (status == BM_ERROR_MEMORY)
        return bm_error_set(error, status, in->path, 0, "not enough memory for '%s'", in->path);
    if (status == BM_ERROR_LIMIT && !*message)
        return bm_error_set(error, status, in->path, 0,
                            "'%s' has more shapes, vertices or text than a map can use", in->path);
    return bm_error_set(error, status, in->path, 0, "%s",
                        *message ? message : "the layer cannot be read");
}

bm_status bm_layer_read_gdal(bm_layer *layer, bm_findings *findings, bm_error *error)
{
    char message[BM_ERROR_MESSAGE_SIZE] = "";
    reader in = {.layer = layer,
                 .path = layer->path,
                 .faults = {.findings = findings, .file = layer->path},
                 .text_used = 1,
                 .text_capacity = 1};
    const bm_gdal_shape_reader shapes = {tell_column, tell_begin, tell_part,
                                         tell_value,  tell_end,   &in};
    const bm_gdal_module *module = NULL;
    layer->text = calloc(1, 1);
    bm_status status = bm_gdal_module_open(layer->path, &module, error);
    if (status)
        return status;
    status = layer->text ? module->read_shapes(layer->path, &shapes, message) : BM_ERROR_MEMORY;
    if (!status)
        status = in.status;
    if (!status)
        status = settle(&in);
    bm_layer_faults_finish(&in.faults, "shape-null");
    free(in.names);
    free(in.features);
    free(in.cells);
    free(in.points);
    free(in.starts);
    return status ? refuse(&in, status, message, error) : BM_OK;
}
