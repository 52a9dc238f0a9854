#include "geo/layer.h"

#include "base/number.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FAULTS_EACH = 50 };

bool bm_layer_fault(bm_layer_faults *faults)
{
    if (faults->kept < FAULTS_EACH) {
        faults->kept++;
        return true;
    }
    faults->left_out++;
    return false;
}

void bm_layer_faults_finish(bm_layer_faults *faults, const char *code)
{
    if (faults->left_out)
        bm_findings_add(faults->findings, BM_SEVERITY_WARNING, code, faults->file, 0, NULL, NULL,
                        "%zu more of the same are not listed", faults->left_out);
}

static bool ends_with(const char *path, const char *lower)
{
    size_t length = strlen(path);
    size_t tail = strlen(lower);
    if (length <= tail)
        return false;
    for (size_t i = 0; i < tail; i++) {
        char c = path[length - tail + i];
        if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != lower[i])
            return false;
    }
    return true;
}

/* The file beside `path` with another ending, in small letters or capitals; NULL when there is
 * none. The caller frees it. */
static char *sibling(const char *path, const char *lower, const char *upper, bool *failed)
{
    char *name = strdup(path);
    if (!name) {
        *failed = true;
        return NULL;
    }
    char *ending = name + strlen(name) - strlen(lower);
    memcpy(ending, lower, strlen(lower));
    if (access(name, F_OK) == 0)
        return name;
    memcpy(ending, upper, strlen(upper));
    if (access(name, F_OK) == 0)
        return name;
    free(name);
    return NULL;
}

static void files_finish(bm_layer_files *files)
{
    free(files->shp);
    free(files->shx);
    free(files->dbf);
    free(files->cpg);
    free(files->prj);
}

static bm_status find_files(const char *path, bm_layer_files *files, bm_error *error)
{
    bool failed = false;
    if (ends_with(path, ".shp")) {
        failed = (files->shp = strdup(path)) == NULL;
        files->shx = sibling(path, ".shx", ".SHX", &failed);
        files->dbf = sibling(path, ".dbf", ".DBF", &failed);
        files->prj = sibling(path, ".prj", ".PRJ", &failed);
    } else if (ends_with(path, ".dbf")) {
        failed = (files->dbf = strdup(path)) == NULL;
    } else {
        return bm_error_set(error, BM_ERROR_UNSUPPORTED, path, 0,
                            "cannot read '%s' as a layer: its name should end in .shp or .dbf",
                            path);
    }
    files->cpg = sibling(path, ".cpg", ".CPG", &failed);
    if (failed)
        return bm_error_set(error, BM_ERROR_MEMORY, path, 0, "not enough memory for '%s'", path);
    return BM_OK;
}

static bm_status read_shapefile(bm_layer *layer, const bm_layer_files *files, bm_findings *findings,
                                bm_error *error)
{
    size_t rows = 0;
    bm_status status = bm_layer_read_shp(layer, files, findings, &rows, error);
    if (!status)
        status = bm_layer_check_crs(files->shp, files->prj, findings, error);
    if (!status && !files->dbf)
        status = bm_error_set(error, BM_ERROR_IO, files->shp, 0,
                              "'%s' has no .dbf beside it, which holds its attributes", files->shp);
    if (!status)
        status = bm_layer_read_dbf(layer, files, rows, findings, error);
    return status;
}

/* Boxes of the features, the box of the layer, and the tree over them. */
static bm_status index_features(bm_layer *layer, bm_error *error)
{
    layer->box = bm_lonlat_box_empty();
    bm_lonlat_box *boxes = malloc((layer->count + 1) * sizeof *boxes);
    for (size_t i = 0; boxes && i < layer->count; i++) {
        boxes[i] = layer->features[i].box;
        if (!bm_lonlat_box_is_empty(boxes[i]))
            layer->box = bm_lonlat_box_join(layer->box, boxes[i]);
    }
    layer->tree = boxes ? bm_rtree_new(&layer->arena, boxes, layer->count) : NULL;
    free(boxes);
    if (!layer->tree)
        return bm_error_set(error, BM_ERROR_MEMORY, layer->path, 0, "not enough memory for '%s'",
                            layer->path);
    return BM_OK;
}

static bm_status read_files(bm_layer *layer, bm_findings *findings, bm_error *error)
{
    bm_layer_files files = {0};
    bm_status status = find_files(layer->path, &files, error);
    if (!status && files.shp)
        status = read_shapefile(layer, &files, findings, error);
    else if (!status)
        status = bm_layer_read_dbf(layer, &files, SIZE_MAX, findings, error);
    files_finish(&files);
    return status;
}

typedef bm_status (*layer_reader)(bm_layer *layer, bm_findings *findings, bm_error *error);

static bm_status open_by(layer_reader read, const char *path, bm_findings *findings,
                         bm_layer **layer, bm_error *error)
{
    *layer = NULL;
    bm_layer *made = calloc(1, sizeof *made);
    if (made)
        made->path = bm_arena_strdup(&made->arena, path);
    bm_status status = BM_OK;
    if (!made || !made->path)
        status = bm_error_set(error, BM_ERROR_MEMORY, path, 0, "not enough memory for '%s'", path);
    if (!status)
        status = read(made, findings, error);
    if (!status)
        status = index_features(made, error);
    if (status) {
        bm_layer_free(made);
        return status;
    }
    *layer = made;
    return BM_OK;
}

bm_status bm_layer_open(const char *path, bm_findings *findings, bm_layer **layer, bm_error *error)
{
    return open_by(read_files, path, findings, layer, error);
}

bm_status bm_layer_open_any(const char *path, bm_findings *findings, bm_layer **layer,
                            bm_error *error)
{
    bool is_ours = ends_with(path, ".shp") || ends_with(path, ".dbf");
    return open_by(is_ours ? read_files : bm_layer_read_gdal, path, findings, layer, error);
}

void bm_layer_free(bm_layer *layer)
{
    if (!layer)
        return;
    free(layer->text);
    bm_arena_finish(&layer->arena);
    free(layer);
}

const char *bm_layer_path(const bm_layer *layer)
{
    return layer->path;
}

size_t bm_layer_count(const bm_layer *layer)
{
    return layer->count;
}

const bm_feature *bm_layer_feature(const bm_layer *layer, size_t index)
{
    return index < layer->count ? &layer->features[index] : NULL;
}

bm_lonlat_box bm_layer_box(const bm_layer *layer)
{
    return layer->box;
}

size_t bm_layer_field_count(const bm_layer *layer)
{
    return layer->field_count;
}

const char *bm_layer_field_name(const bm_layer *layer, size_t field)
{
    return field < layer->field_count ? layer->field_names[field] : NULL;
}

static char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

int bm_layer_field(const bm_layer *layer, const char *name)
{
    for (size_t i = 0; i < layer->field_count; i++) {
        const char *a = layer->field_names[i];
        const char *b = name;
        while (*a && fold(*a) == fold(*b)) {
            a++;
            b++;
        }
        if (*a == '\0' && *b == '\0')
            return (int)i;
    }
    return -1;
}

const char *bm_layer_text(const bm_layer *layer, size_t index, int field)
{
    if (index >= layer->count || field < 0 || (size_t)field >= layer->field_count)
        return "";
    return layer->text + layer->cells[index * layer->field_count + (size_t)field];
}

double bm_layer_number(const bm_layer *layer, size_t index, int field, double fallback)
{
    double value;
    return bm_number_parse(bm_layer_text(layer, index, field), &value) ? value : fallback;
}
