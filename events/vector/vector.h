/** @file vector.h
 *  Events in files that are no CSV: GeoJSON, KML, GeoPackage and the like become a table in CSV, in
 * a temporary without a name, which is then read as every other table is.
 *
 *  kind.c tells what a file is; geojson.c, kml.c and gdal.c read it; rows.c makes the table.
 */
#ifndef BM_EVENTS_VECTOR_H
#define BM_EVENTS_VECTOR_H

#include <bordermap/status.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum bm_vector_kind {
    BM_VECTOR_NONE, /**< CSV, or what is refused as such */
    BM_VECTOR_GEOJSON,
    BM_VECTOR_KML,
    BM_VECTOR_KMZ,
    BM_VECTOR_GPKG,
    BM_VECTOR_FGB,
    BM_VECTOR_SHP
} bm_vector_kind;

/** First bytes that tell the kind. */
#define BM_VECTOR_LOOKED_AT 4096

/** What a file with these first bytes is. Pure. */
bm_vector_kind bm_vector_kind_of(const char *bytes, size_t size);

/** Make the table of a file that is open for reading, from its beginning.
 *  @param path        of the file, for messages and for GDAL; "-" for standard input
 *  @param descriptor  of the file; stays the caller's. GDAL opens the file anew by its name.
 *  @param layer       which layer of several; NULL for "events", or else the first
 *  @param table       a descriptor of the table, at its beginning; the caller closes it
 *  @param size        of the table in bytes */
BM_NODISCARD bm_status bm_vector_convert(bm_vector_kind kind, const char *path, int descriptor,
                                         const char *layer, int *table, size_t *size,
                                         bm_error *error);

/** First byte of such a table: commas part its cells, whatever the user says of tables. */
#define BM_VECTOR_MARK_TABLE '\x1C'
/** First byte of a header in it, where the file says what type the column has and the cells would
 * not: texts, be they made of digits; strings, which may be days; reals, be they whole. */
#define BM_VECTOR_MARK_TEXT '\x1D'
#define BM_VECTOR_MARK_STRING '\x1F'
#define BM_VECTOR_MARK_REAL '\x1E'

#endif
