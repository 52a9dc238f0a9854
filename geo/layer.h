/** @file layer.h
 *  A layer from the inside, and the parts that load it. Each part is one file.
 */
#ifndef BM_GEO_LAYER_H
#define BM_GEO_LAYER_H

#include "base/arena.h"
#include "geo/encoding.h"
#include "geo/rtree.h"

#include <bordermap/layer.h>
#include <stdbool.h>

struct bm_layer {
    bm_arena arena;
    char *path;
    bm_feature *features;
    size_t count;
    bm_lonlat_box box;
    bm_rtree *tree;

    char **field_names;
    size_t field_count;
    char *text;      /**< all cells, each terminated; text[0] is the empty one */
    uint32_t *cells; /**< offset into text; a row a feature, field_count a row */
};

/** Files of a shapefile set, heap-allocated; NULL when there is no such file. */
typedef struct bm_layer_files {
    char *shp;
    char *shx;
    char *dbf;
    char *cpg;
    char *prj;
} bm_layer_files;

/** Counts findings of one code, so that a rotten file does not fill the memory with them. */
typedef struct bm_layer_faults {
    bm_findings *findings;
    const char *file;
    size_t kept;
    size_t left_out;
} bm_layer_faults;

/** True while the next fault is to be reported one by one. */
bool bm_layer_fault(bm_layer_faults *faults);
/** Report how many more there were. */
void bm_layer_faults_finish(bm_layer_faults *faults, const char *code);

/** Refuse any `.prj` but WGS 84 degrees. `prj` may be NULL, which is a note. */
bm_status bm_layer_check_crs(const char *shp, const char *prj, bm_findings *findings,
                             bm_error *error);

/** Read the shapes into layer->features, those that can be used; `rows` is how many the file has,
 *  null and bad ones included. */
bm_status bm_layer_read_shp(bm_layer *layer, const bm_layer_files *files, bm_findings *findings,
                            size_t *rows, bm_error *error);

/** Read the table: a row a feature by its record number, or, when the layer has no shapes, a
 * feature without geometry a row. `shp_rows` is the number of shapes, or SIZE_MAX without any. */
bm_status bm_layer_read_dbf(bm_layer *layer, const bm_layer_files *files, size_t shp_rows,
                            bm_findings *findings, bm_error *error);

/** Read lines or polygons through the GDAL module into the empty layer; layer->path is set. */
bm_status bm_layer_read_gdal(bm_layer *layer, bm_findings *findings, bm_error *error);

#endif
