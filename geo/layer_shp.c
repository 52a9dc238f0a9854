#include "geo/layer.h"
#include "geo/shp_file.h"

#include <inttypes.h>
#include <shapefil.h>

/* A shapefile while it is being read. */
typedef struct reader {
    bm_layer *layer;
    const char *path;
    bm_shp_file shp;
    bm_layer_faults nulls;
    bm_layer_faults bad;
    size_t points; /* so far */
    bm_error *error;
} reader;

static const uint32_t single_point[2] = {0, 1};

static bm_geometry_kind kind_of(uint32_t type)
{
    switch (type) {
    case SHPT_POINT:
    case SHPT_POINTZ:
    case SHPT_POINTM:
    case SHPT_MULTIPOINT:
    case SHPT_MULTIPOINTZ:
    case SHPT_MULTIPOINTM:
        return BM_GEOMETRY_POINT;
    case SHPT_ARC:
    case SHPT_ARCZ:
    case SHPT_ARCM:
        return BM_GEOMETRY_LINE;
    case SHPT_POLYGON:
    case SHPT_POLYGONZ:
    case SHPT_POLYGONM:
        return BM_GEOMETRY_POLYGON;
    default:
        return BM_GEOMETRY_NONE;
    }
}

static bm_status out_of_memory(reader *in)
{
    return bm_error_set(in->error, BM_ERROR_MEMORY, in->path, 0, "not enough memory for '%s'",
                        in->path);
}

static bm_status damaged(reader *in, long record, const char *what)
{
    return bm_error_set(in->error, BM_ERROR_FORMAT, in->path, record,
                        "'%s' is damaged: record %ld %s", in->path, record, what);
}

static void report_null(reader *in, long record, const char *what)
{
    if (bm_layer_fault(&in->nulls))
        bm_findings_add(in->nulls.findings, BM_SEVERITY_ERROR, "shape-null", in->path, record, NULL,
                        NULL, "the record has %s; it is left out", what);
}

static bm_lonlat point_of(const bm_shp_shape *shape, size_t index)
{
    const unsigned char *at = shape->points + 16 * index;
    return (bm_lonlat){bm_shp_double(at), bm_shp_double(at + 8)};
}

/* True when every position can be one, and then their box; else a finding names the first that
 * cannot. */
static bool check_positions(reader *in, const bm_shp_shape *shape, long record, bm_lonlat_box *box)
{
    bm_lonlat_box all = bm_lonlat_box_empty();
    size_t bad = SIZE_MAX;
    for (size_t i = 0; i < shape->point_count && bad == SIZE_MAX; i++) {
        bm_lonlat at = point_of(shape, i);
        /* A comparison with NaN is false. */
        if (!(at.lon >= -180.0 && at.lon <= 180.0 && at.lat >= -90.0 && at.lat <= 90.0))
            bad = i;
        all.west = at.lon < all.west ? at.lon : all.west;
        all.east = at.lon > all.east ? at.lon : all.east;
        all.south = at.lat < all.south ? at.lat : all.south;
        all.north = at.lat > all.north ? at.lat : all.north;
    }
    *box = all;
    if (bad == SIZE_MAX)
        return true;
    if (bm_layer_fault(&in->bad))
        bm_findings_add(in->bad.findings, BM_SEVERITY_ERROR, "shape-coordinate", in->path, record,
                        NULL, NULL,
                        "vertex %zu is not a position in degrees; the shape is left out", bad + 1);
    return false;
}

/* One point, the usual case, costs no array of parts. */
static bm_status copy_points(reader *in, const bm_shp_shape *shape, bm_feature *feature)
{
    size_t count = shape->point_count;
    bm_lonlat *points = bm_arena_array(&in->layer->arena, count, sizeof *points);
    uint32_t *start = NULL;
    if (count > 1)
        start = bm_arena_array(&in->layer->arena, count + 1, sizeof *start);
    if (!points || (count > 1 && !start))
        return out_of_memory(in);
    for (size_t i = 0; i < count; i++)
        points[i] = point_of(shape, i);
    for (size_t i = 0; start && i <= count; i++)
        start[i] = (uint32_t)i;
    feature->part_start = start ? start : single_point;
    feature->part_count = feature->point_count = count;
    feature->points = points;
    return BM_OK;
}

/* Lines and rings; a ring that is not closed gets its first point again. */
static bm_status copy_parts(reader *in, const bm_shp_shape *shape, bm_feature *feature)
{
    size_t parts = shape->part_count > 0 ? shape->part_count : 1;
    size_t count = shape->point_count;
    bm_lonlat *points = bm_arena_array(&in->layer->arena, count + parts, sizeof *points);
    uint32_t *start = bm_arena_array(&in->layer->arena, parts + 1, sizeof *start);
    if (!points || !start)
        return out_of_memory(in);
    size_t written = 0, end = 0;
    for (size_t part = 0; part < parts; part++) {
        size_t begin = end;
        end = part + 1 < parts ? bm_shp_u32(shape->parts + 4 * (part + 1)) : count;
        if ((part == 0 && shape->part_count > 0 && bm_shp_u32(shape->parts) != 0) || begin >= end ||
            end > count)
            return damaged(in, feature->record, "has its parts out of order");
        start[part] = (uint32_t)written;
        for (size_t i = begin; i < end; i++)
            points[written++] = point_of(shape, i);
        bm_lonlat first = points[start[part]];
        bm_lonlat last = points[written - 1];
        if (feature->kind == BM_GEOMETRY_POLYGON &&
            (first.lon != last.lon || first.lat != last.lat))
            points[written++] = first;
    }
    start[parts] = (uint32_t)written;
    feature->part_start = start;
    feature->part_count = parts;
    feature->point_count = written;
    feature->points = points;
    return BM_OK;
}

static bm_status take(reader *in, const bm_shp_shape *shape, long record)
{
    bm_layer *layer = in->layer;
    bm_feature feature = {.kind = kind_of(shape->type), .record = record};
    if (shape->type == SHPT_MULTIPATCH)
        return damaged(in, record, "is of a kind that a shapefile does not have");
    if (feature.kind == BM_GEOMETRY_NONE || shape->point_count == 0) {
        report_null(in, record, shape->type == SHPT_NULL ? "a null shape" : "an empty shape");
        return BM_OK;
    }
    /* Records that overlap would make a small file fill the memory. */
    in->points += shape->point_count;
    if (in->points * sizeof(bm_lonlat) > in->shp.bytes)
        return damaged(in, record, "overlaps another one");
    if (in->points > BM_LAYER_POINTS_MAX)
        return bm_error_set(in->error, BM_ERROR_LIMIT, in->path, 0,
                            "'%s' has more than %d vertices", in->path, BM_LAYER_POINTS_MAX);
    if (!check_positions(in, shape, record, &feature.box))
        return BM_OK;
    bm_status status = feature.kind == BM_GEOMETRY_POINT ? copy_points(in, shape, &feature)
                                                         : copy_parts(in, shape, &feature);
    if (!status)
        layer->features[layer->count++] = feature;
    return status;
}

static bm_status read_records(reader *in)
{
    bm_status status = BM_OK;
    for (size_t i = 0; i < in->shp.count && !status; i++) {
        bm_shp_shape shape;
        status = bm_shp_read(&in->shp, i, &shape, in->error);
        if (!status)
            status = take(in, &shape, (long)i + 1);
    }
    return status;
}

bm_status bm_layer_read_shp(bm_layer *layer, const bm_layer_files *files, bm_findings *findings,
                            size_t *rows, bm_error *error)
{
    reader in = {.layer = layer,
                 .path = files->shp,
                 .nulls = {.findings = findings, .file = files->shp},
                 .bad = {.findings = findings, .file = files->shp},
                 .error = error};
    bm_status status = bm_shp_open(files->shp, files->shx, &in.shp, error);
    if (status)
        return status;
    *rows = in.shp.count;
    if (in.shp.type != SHPT_NULL && kind_of(in.shp.type) == BM_GEOMETRY_NONE)
        status = bm_error_set(error, BM_ERROR_UNSUPPORTED, files->shp, 0,
                              "'%s' holds shapes of type %" PRIu32
                              "; points, lines and polygons are read",
                              files->shp, in.shp.type);
    else if (*rows > BM_LAYER_FEATURES_MAX)
        status = bm_error_set(error, BM_ERROR_LIMIT, files->shp, 0, "'%s' has more than %d shapes",
                              files->shp, BM_LAYER_FEATURES_MAX);
    else if (!(layer->features = bm_arena_array(&layer->arena, *rows + 1, sizeof *layer->features)))
        status = out_of_memory(&in);
    else
        status = read_records(&in);
    bm_layer_faults_finish(&in.nulls, "shape-null");
    bm_layer_faults_finish(&in.bad, "shape-coordinate");
    bm_shp_close(&in.shp);
    return status;
}
