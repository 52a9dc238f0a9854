/** @file villages.h
 *  A small gazetteer of invented villages, its index, and the bytes of files. Whatever goes wrong
 *  fails the test.
 */
#ifndef BM_TESTS_GAZETTEER_VILLAGES_H
#define BM_TESTS_GAZETTEER_VILLAGES_H

#include <bordermap/gazetteer.h>

/** Write the shapefile `<name>.shp` in the fixture's folder; returns its path, static: valid until
 *  the next call. The first village is called `first_name`. */
const char *villages_write(const char *name, const char *first_name);
bm_gazetteer *villages_open(const char *const *paths, size_t count, const char *cache);
/** Build the index of one source; its path, static. */
const char *villages_index(const char *source);

/** All bytes of a file; free() them. */
char *villages_bytes(const char *path, size_t *size);
void villages_write_bytes(const char *path, const char *bytes, size_t size);

#endif
