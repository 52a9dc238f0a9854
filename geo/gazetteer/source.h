/** @file source.h
 *  Readers that put the rows of files into a builder. Each is one file, source_*.c.
 */
#ifndef BM_GEO_GAZETTEER_SOURCE_H
#define BM_GEO_GAZETTEER_SOURCE_H

#include "geo/gazetteer/builder.h"

#include <bordermap/status.h>

/** Read gazetteers in order, whatever they are apart from built indexes: by content and ending
 *  point shapefiles, GeoNames dumps, or what GDAL reads. After them the `place_names.dbf` beside
 *  shapefiles, once a folder: it may name the places of any of them. Bad rows are reported to the
 *  builder; only a file that cannot be used at all is an error. */
BM_NODISCARD bm_status bm_source_read(bm_builder *builder, const char *const *paths,
                                      size_t path_count, bm_error *error);

/** Read one point shapefile without its `place_names.dbf`. */
BM_NODISCARD bm_status bm_source_read_shapefile(bm_builder *builder, const char *path,
                                                bm_error *error);
/** Read the `place_names.dbf` in the folder of `path`, when there is one; rows for places that are
 *  not there are passed over. */
BM_NODISCARD bm_status bm_source_read_place_names(bm_builder *builder, const char *path,
                                                  bm_error *error);

/** Read a GeoNames table of alternate names and add them to the places that are there; rows for
 *  others are passed over. */
BM_NODISCARD bm_status bm_source_read_alternates(bm_builder *builder, const char *path,
                                                 bm_error *error);

/** Read a GeoNames table of admin codes (admin1CodesASCII or admin2Codes). Must come before the
 * dumps whose codes it explains. */
BM_NODISCARD bm_status bm_source_read_codes(bm_builder *builder, const char *path, bm_error *error);

/** Read a GeoNames countryInfo table: countries become places when they are not there yet. */
BM_NODISCARD bm_status bm_source_read_countries(bm_builder *builder, const char *path,
                                                bm_error *error);

/** When all is read: replace admin codes and country names by what they stand for, merge the rows
 *  of one place, and put the names in order of their places with repeated ones dropped (the same
 *  exact key and use; of a place the first stays first). False when memory is short. */
BM_NODISCARD bool bm_source_settle(bm_builder *builder);

/** The parts of bm_source_settle(). */
bool bm_source_settle_countries(bm_builder *builder);
bool bm_source_settle_names(bm_builder *builder);

/** Begin a source: bm_builder_source() with the file's name and digest. What is no file has none.
 */
void bm_source_begin(bm_builder *builder, const char *path, const char *format);

/** The name of a file without its folder. */
const char *bm_source_file_name(const char *path);
/** Memory is short for `path`. */
bm_status bm_source_out_of_memory(bm_error *error, const char *path);

#endif
