/** @file point_file.h
 *  Writes small point shapefiles and tables for the tests, by the format's description: ESRI
 * Shapefile Technical Description, July 1998, and the dBASE III header.
 */
#ifndef BM_TESTS_GAZETTEER_POINT_FILE_H
#define BM_TESTS_GAZETTEER_POINT_FILE_H

#include <stdbool.h>
#include <stddef.h>

#define POINT_FILE_FIELDS_MAX 20

typedef struct point_file point_file;

/** Begin `<stem>.shp`, `.shx`, `.dbf` and `.cpg`, or only the table; all columns are texts of
 *  `widths[i]` bytes. Fails the test when a file cannot be written. */
point_file *point_file_open(const char *stem, bool with_shapes, size_t field_count,
                            const char *const *fields, const int *widths);
/** A row; longer texts are cut at a character. */
void point_file_add(point_file *file, double lon, double lat, const char *const *values);
void point_file_close(point_file *file);

/** Turn a GeoNames dump (19 columns, tab-separated) into a point shapefile; false when it is not
 *  there. Its alternate names are cut to fit a column. */
bool point_file_from_geonames(const char *const *dumps, size_t dump_count, const char *stem);

#endif
