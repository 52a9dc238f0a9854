/** @file source.h
 *  Readers that put the rows of files into a builder. Each is one file, source_*.c.
 */
#ifndef BM_GEO_GAZETTEER_SOURCES_SOURCE_H
#define BM_GEO_GAZETTEER_SOURCES_SOURCE_H

#include "geo/gazetteer/sources/builder.h"

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

/** Whether a file looks like a GeoNames dump: one of its first lines has 19 columns and an id. */
bool bm_source_is_geonames(const char *path);
/** Read one GeoNames dump of 19 columns. */
BM_NODISCARD bm_status bm_source_read_geonames(bm_builder *builder, const char *path,
                                               bm_error *error);

/** Read the point layers of whatever GDAL reads, a database with "PG:" before it included.
 *  ::BM_ERROR_UNSUPPORTED without the module for it. */
BM_NODISCARD bm_status bm_source_read_gdal(bm_builder *builder, const char *path, bm_error *error);

/** Read a GeoNames table of alternate names and add them to the places that are there; rows for
 *  others are passed over. */
BM_NODISCARD bm_status bm_source_read_alternates(bm_builder *builder, const char *path,
                                                 bm_error *error);

/** Read a GeoNames table of admin codes (admin1CodesASCII or admin2Codes). Must come before the
 * dumps whose codes it explains. */
BM_NODISCARD bm_status bm_source_read_codes(bm_builder *builder, const char *path, bm_error *error);
/** Read the table of codes that comes with bordermap, if it is there: first-level units of the
 * world and some counties. It is no source of the index, and what is explained already stays. */
void bm_source_read_shipped_codes(bm_builder *builder);

/** Read a GeoNames countryInfo table. Countries that have places but are none yet become places in
 *  their middle, so it must come after the dumps; and before the alternate names, which name them.
 */
BM_NODISCARD bm_status bm_source_read_countries(bm_builder *builder, const char *path,
                                                bm_error *error);

/** When all is read: replace admin codes and country names by what they stand for, merge the rows
 *  of one place, and put the names in order of their places with repeated ones dropped (the same
 *  exact key and use; of a place the first stays first). False when memory is short. */
BM_NODISCARD bool bm_source_settle(bm_builder *builder);

/** The parts of bm_source_settle(). */
bool bm_source_settle_countries(bm_builder *builder);
/** Leave out alternate names in be, uk and ru that were copied from other places. The names stand
 * in order of their places.
 *  @param name_hashes  of each name's exact key */
bool bm_source_settle_copied(bm_builder *builder, const uint64_t *name_hashes);
/** Merge the rows of one place: settlements of one name and country up to 1.5 km apart, 3 km when
 *  they are in the same district, and others up to 500 m. The earlier row stays and takes over
 * names and what it does not say. Indices of places change.
 *  @param name_hashes  of each name's exact key, the lowest bit 0 */
bool bm_source_merge(bm_builder *builder, const uint64_t *name_hashes);

/** Replace codes of admin units by names and fill gaps; its parts follow. Codes that nothing
 * explains stay, for bm_source_merge(), until bm_source_drop_codes(). */
bool bm_source_settle_admin(bm_builder *builder);
void bm_source_drop_codes(bm_builder *builder);
/** Call districts after their seats. Before the codes are replaced. */
bool bm_source_settle_districts(bm_builder *builder);
/** Give rows without oblast or district those of the settlements about them. */
bool bm_source_settle_gaps(bm_builder *builder);

/** The part of bm_source_merge() for districts and regions of dumps, which come with names of their
 *  towns: "Kyiv" for its oblast. A name that a settlement in it has is taken from the unit; a unit
 *  below the districts whose own name it is becomes one with the settlement.
 *  @param roots  what each place is one with */
bool bm_merge_areas(bm_builder *builder, const uint64_t *name_hashes, uint32_t *roots);
/** Districts and regions of dumps reach as far as their settlements. Before the codes are replaced.
 */
bool bm_source_settle_radius(bm_builder *builder);

/** Begin a source: bm_builder_source() with the file's name and digest. What is no file has none.
 */
void bm_source_begin(bm_builder *builder, const char *path, const char *format);

/** Path of the table of names that may lie beside `path`; free() it. NULL when memory is short. */
char *bm_source_names_path(const char *path);
/** The name of a file without its folder. */
const char *bm_source_file_name(const char *path);
/** Memory is short for `path`. */
bm_status bm_source_out_of_memory(bm_error *error, const char *path);

#endif
