/** @file layer.h
 *  A vector layer in memory: points, lines or polygons in degrees, with their attributes.
 */
#ifndef BORDERMAP_LAYER_H
#define BORDERMAP_LAYER_H

#include <bordermap/findings.h>
#include <bordermap/geometry.h>
#include <bordermap/status.h>
#include <stddef.h>
#include <stdint.h>

BM_BEGIN_DECLS

typedef enum bm_geometry_kind {
    BM_GEOMETRY_NONE, /**< a table without shapes, or a null shape */
    BM_GEOMETRY_POINT,
    BM_GEOMETRY_LINE,
    BM_GEOMETRY_POLYGON /**< rings closed (first point repeated), filled even-odd */
} bm_geometry_kind;

/** One feature. Everything it points to belongs to the layer. */
typedef struct bm_feature {
    bm_geometry_kind kind;
    size_t part_count;          /**< rings, lines or points */
    const uint32_t *part_start; /**< part_count + 1 indices into points; the last is point_count */
    size_t point_count;
    const bm_lonlat *points; /**< all finite and in range */
    bm_lonlat_box box;
    long record; /**< record number in the file, from 1 */
} bm_feature;

/** A loaded layer. Immutable after bm_layer_open(), so any number of threads may read it. */
typedef struct bm_layer bm_layer;

/** What a layer may hold, so that a hostile file cannot take all memory. */
#define BM_LAYER_FEATURES_MAX 10000000
#define BM_LAYER_POINTS_MAX 100000000

/** Read a shapefile (`.shp` with `.shx` and `.dbf`) or a bare table (`.dbf`).
 *
 *  Text is converted to UTF-8 from the code page that the `.cpg` names or, without one, the `.dbf`
 *  header's language driver; UTF-8 when neither says. Positions must be WGS 84 degrees: a `.prj`
 *  that says something else is refused. Null shapes and shapes with a coordinate that is not finite
 *  or out of range are left out with a finding (`findings` may be NULL); a file shorter than its
 *  header says is refused.
 *  @param layer  free it with bm_layer_free()
 */
BM_API BM_NODISCARD bm_status bm_layer_open(const char *path, bm_findings *findings,
                                            bm_layer **layer, bm_error *error);
/** The same for lines and polygons in any format: a shapefile or table as above, anything else
 *  (GeoPackage, GeoJSON, FlatGeobuf, KML, GPX, MapInfo, PG:…) through GDAL, which is loaded for it.
 *  Positions are transformed to WGS 84 by the EPSG code of their system. A file with several layers
 *  of lines or polygons is refused; shapes without a valid line or polygon are left out with a
 *  finding.
 *  @return also ::BM_ERROR_UNSUPPORTED without the GDAL module */
BM_API BM_NODISCARD bm_status bm_layer_open_any(const char *path, bm_findings *findings,
                                                bm_layer **layer, bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_layer_free(bm_layer *layer);

/** The path it was opened by. */
BM_API const char *bm_layer_path(const bm_layer *layer);
BM_API size_t bm_layer_count(const bm_layer *layer);
/** Borrowed from the layer; NULL when out of range. */
BM_API const bm_feature *bm_layer_feature(const bm_layer *layer, size_t index);
BM_API bm_lonlat_box bm_layer_box(const bm_layer *layer);

/** How many columns its table has. */
BM_API size_t bm_layer_field_count(const bm_layer *layer);
/** Field name as in the file; NULL when out of range. */
BM_API const char *bm_layer_field_name(const bm_layer *layer, size_t field);
/** Index of a field by name, ASCII case ignored; −1 when there is none. */
BM_API int bm_layer_field(const bm_layer *layer, const char *name);
/** Text of a cell in UTF-8, trailing blanks removed; "" for a null cell or a field of −1. */
BM_API const char *bm_layer_text(const bm_layer *layer, size_t index, int field);
/** Number in a cell; `fallback` when the cell is empty or no number. Locale-free. */
BM_API double bm_layer_number(const bm_layer *layer, size_t index, int field, double fallback);

/** Takes the index of a feature. False ends the visits. */
typedef bool (*bm_layer_visitor)(const bm_layer *layer, size_t index, void *context);
/** Call `visit` for each feature whose box overlaps `box`, by rising index, until it returns
 *  false. */
BM_API void bm_layer_query(const bm_layer *layer, bm_lonlat_box box, bm_layer_visitor visit,
                           void *context);

/** True when `position` is inside the polygon by the even-odd rule; false for other kinds. */
BM_API bool bm_feature_contains(const bm_feature *feature, bm_lonlat position);

BM_END_DECLS
#endif
