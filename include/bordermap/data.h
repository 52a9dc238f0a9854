/** @file data.h
 *  Where the files that come with bordermap are.
 */
#ifndef BORDERMAP_DATA_H
#define BORDERMAP_DATA_H

#include <bordermap/status.h>
#include <stddef.h>

BM_BEGIN_DECLS

/** Path of a shipped file, such as "shapefiles/countries.shp" or "styles/light.ini".
 *
 *  Looked for below the folder named by the environment variable BORDERMAP_DATA, then in the data
 *  folder beside the loaded library (`../share/bordermap`, in the build tree too), then in that of
 *  the configured installation.
 *  @param path  room for `size` bytes
 *  @return ::BM_ERROR_NOT_FOUND with the folders that were tried
 */
BM_API BM_NODISCARD bm_status bm_data_path(const char *name, char *path, size_t size,
                                           bm_error *error);

BM_END_DECLS
#endif
