#include "geo/layer.h"
#include "geo/safile.h"

#include <inttypes.h>

enum { HEADER_BYTES = 100, FILE_CODE = 9994, RECORD_HEADER_BYTES = 8 };

/* A shapefile while it is being read. */
typedef struct reader {
    bm_layer *layer;
    const char *path;
    SHPHandle shp;
    bm_layer_faults nulls;
    bm_layer_faults bad;
    size_t shp_bytes;
    size_t points; /* so far */
    bm_error *error;
} reader;

static const uint32_t single_point[2] = {0, 1};

static uint32_t little_endian(const unsigned char *at)
{
    return (uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 | (uint32_t)at[1] << 8 | at[0];
}

static uint32_t big_endian(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* The header of a .shp or .shx, whose length must not be more than the file has. */
static bm_status check_header(const char *path, size_t *size, uint32_t *type, bm_error *error)
{
    unsigned char header[HEADER_BYTES];
    size_t got = 0;
    bm_status status = bm_safile_head(path, header, sizeof header, &got, size, error);
    if (status)
        return status;
    if (got == 0)
        return bm_error_set(error, BM_ERROR_FORMAT, path, 0, "'%s' is empty", path);
    if (got < 4 || big_endian(header) != FILE_CODE)
        return bm_error_set(error, BM_ERROR_FORMAT, path, 0, "'%s' is not a shapefile", path);
    double told = got < HEADER_BYTES ? HEADER_BYTES : 2.0 * (double)big_endian(header + 24);
    if (told > (double)*size)
        return bm_error_set(error, BM_ERROR_FORMAT, path, 0,
                            "'%s' is truncated: it should have %.0f bytes and has %zu", path, told,
                            *size);
    if (told < HEADER_BYTES)
        return bm_error_set(error, BM_ERROR_FORMAT, path, 0,
                            "'%s' is damaged: its header gives a length of %.0f bytes", path, told);
    *size = (size_t)told;
    *type = little_endian(header + 32);
    return BM_OK;
}

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

/* True when every position can be one; else a finding names the first that cannot. */
static bool check_positions(reader *in, const SHPObject *shape, long record)
{
    for (int i = 0; i < shape->nVertices; i++) {
        if (bm_lonlat_is_valid((bm_lonlat){shape->padfX[i], shape->padfY[i]}))
            continue;
        if (bm_layer_fault(&in->bad))
            bm_findings_add(in->bad.findings, BM_SEVERITY_ERROR, "shape-coordinate", in->path,
                            record, NULL, NULL,
                            "vertex %d is not a position in degrees; the shape is left out", i + 1);
        return false;
    }
    return true;
}

/* One point, the usual case, costs no array of parts. */
static bm_status copy_points(reader *in, const SHPObject *shape, bm_feature *feature)
{
    size_t count = (size_t)shape->nVertices;
    bm_lonlat *points = bm_arena_array(&in->layer->arena, count, sizeof *points);
    uint32_t *start = NULL;
    if (count > 1)
        start = bm_arena_array(&in->layer->arena, count + 1, sizeof *start);
    if (!points || (count > 1 && !start))
        return out_of_memory(in);
    for (size_t i = 0; i < count; i++)
        points[i] = (bm_lonlat){shape->padfX[i], shape->padfY[i]};
    for (size_t i = 0; start && i <= count; i++)
        start[i] = (uint32_t)i;
    feature->part_start = start ? start : single_point;
    feature->part_count = feature->point_count = count;
    feature->points = points;
    return BM_OK;
}

/* Lines and rings; a ring that is not closed gets its first point again. */
static bm_status copy_parts(reader *in, const SHPObject *shape, bm_feature *feature)
{
    size_t parts = shape->nParts > 0 ? (size_t)shape->nParts : 1;
    size_t count = (size_t)shape->nVertices;
    bm_lonlat *points = bm_arena_array(&in->layer->arena, count + parts, sizeof *points);
    uint32_t *start = bm_arena_array(&in->layer->arena, parts + 1, sizeof *start);
    if (!points || !start)
        return out_of_memory(in);
    size_t written = 0;
    for (size_t part = 0; part < parts; part++) {
        int begin = shape->nParts > 0 ? shape->panPartStart[part] : 0;
        int end = part + 1 < parts ? shape->panPartStart[part + 1] : shape->nVertices;
        if ((part == 0 && begin != 0) || begin < 0 || begin >= end || end > shape->nVertices)
            return damaged(in, feature->record, "has its parts out of order");
        start[part] = (uint32_t)written;
        for (int i = begin; i < end; i++)
            points[written++] = (bm_lonlat){shape->padfX[i], shape->padfY[i]};
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

static bm_status take(reader *in, const SHPObject *shape, long record)
{
    bm_layer *layer = in->layer;
    if (shape->nSHPType == SHPT_NULL || shape->nVertices <= 0) {
        report_null(in, record, shape->nSHPType == SHPT_NULL ? "a null shape" : "an empty shape");
        return BM_OK;
    }
    bm_feature feature = {.kind = kind_of((uint32_t)shape->nSHPType), .record = record};
    if (feature.kind == BM_GEOMETRY_NONE)
        return damaged(in, record, "is of a kind that a shapefile does not have");
    /* Records that overlap would make a small file fill the memory. */
    in->points += (size_t)shape->nVertices;
    if (in->points * sizeof(bm_lonlat) > in->shp_bytes)
        return damaged(in, record, "overlaps another one");
    if (in->points > BM_LAYER_POINTS_MAX)
        return bm_error_set(in->error, BM_ERROR_LIMIT, in->path, 0,
                            "'%s' has more than %d vertices", in->path, BM_LAYER_POINTS_MAX);
    if (!check_positions(in, shape, record))
        return BM_OK;
    bm_status status = feature.kind == BM_GEOMETRY_POINT ? copy_points(in, shape, &feature)
                                                         : copy_parts(in, shape, &feature);
    if (status)
        return status;
    feature.box = bm_lonlat_box_empty();
    for (size_t i = 0; i < feature.point_count; i++)
        feature.box = bm_lonlat_box_grow(feature.box, feature.points[i]);
    layer->features[layer->count++] = feature;
    return BM_OK;
}

static bm_status read_records(reader *in, size_t rows)
{
    for (size_t i = 0; i < rows; i++) {
        long record = (long)i + 1;
        double end =
            (double)in->shp->panRecOffset[i] + (double)in->shp->panRecSize[i] + RECORD_HEADER_BYTES;
        if (in->shp->panRecOffset[i] < HEADER_BYTES || end > (double)in->shp_bytes)
            return damaged(in, record, "reaches beyond the end of the file");
        SHPObject *shape = SHPReadObject(in->shp, (int)i);
        if (!shape)
            return damaged(in, record, "cannot be read");
        bm_status status = take(in, shape, record);
        SHPDestroyObject(shape);
        if (status)
            return status;
    }
    return BM_OK;
}

bm_status bm_layer_read_shp(bm_layer *layer, const bm_layer_files *files, bm_findings *findings,
                            size_t *rows, bm_error *error)
{
    reader in = {.layer = layer,
                 .path = files->shp,
                 .nulls = {.findings = findings, .file = files->shp},
                 .bad = {.findings = findings, .file = files->shp},
                 .error = error};
    size_t shx_bytes = 0;
    uint32_t type = SHPT_NULL;
    uint32_t index_type = SHPT_NULL;
    bm_status status = check_header(files->shp, &in.shp_bytes, &type, error);
    if (!status && !files->shx)
        return bm_error_set(error, BM_ERROR_IO, files->shp, 0,
                            "'%s' has no .shx beside it, which says where its records are",
                            files->shp);
    if (!status)
        status = check_header(files->shx, &shx_bytes, &index_type, error);
    if (status)
        return status;
    if (type != SHPT_NULL && kind_of(type) == BM_GEOMETRY_NONE)
        return bm_error_set(error, BM_ERROR_UNSUPPORTED, files->shp, 0,
                            "'%s' holds shapes of type %" PRIu32
                            "; points, lines and polygons are read",
                            files->shp, type);
    *rows = (shx_bytes - HEADER_BYTES) / RECORD_HEADER_BYTES;
    if (*rows > BM_LAYER_FEATURES_MAX)
        return bm_error_set(error, BM_ERROR_LIMIT, files->shp, 0, "'%s' has more than %d shapes",
                            files->shp, BM_LAYER_FEATURES_MAX);

    SAHooks hooks = bm_safile_hooks();
    in.shp = SHPOpenLL(files->shp, "rb", &hooks);
    if (!in.shp)
        return bm_error_set(error, BM_ERROR_FORMAT, files->shp, 0,
                            "'%s' is not a shapefile that can be read", files->shp);
    int count = 0;
    SHPGetInfo(in.shp, &count, NULL, NULL, NULL);
    if (count < 0 || (size_t)count != *rows) {
        status = bm_error_set(error, BM_ERROR_FORMAT, files->shx, 0,
                              "'%s' changed while it was being read", files->shx);
        goto done;
    }
    layer->features = bm_arena_array(&layer->arena, *rows + 1, sizeof *layer->features);
    if (!layer->features) {
        status = out_of_memory(&in);
        goto done;
    }
    /* The records are copied right away, so one buffer serves them all. */
    SHPSetFastModeReadObject(in.shp, 1);
    status = read_records(&in, *rows);
    bm_layer_faults_finish(&in.nulls, "shape-null");
    bm_layer_faults_finish(&in.bad, "shape-coordinate");
done:
    SHPClose(in.shp);
    return status;
}
