/** @file projection_definition.h
 *  What a user may hand to PROJ: an authority code, or a string of harmless parameters.
 */
#ifndef BM_GEO_PROJECTION_DEFINITION_H
#define BM_GEO_PROJECTION_DEFINITION_H

#include "base/strbuf.h"

#include <bordermap/projection.h>
#include <bordermap/status.h>
#include <stdbool.h>
#include <stddef.h>

/** True for "EPSG:3035" and "ESRI:102014", any case; writes it in capitals to `code`. */
bool bm_projection_is_code(const char *definition, char *code, size_t size);

/** Rebuild a PROJ string from the parameters that are known to be harmless: a projection's own, on
 * an ellipsoid or WGS 84, in metres. Everything else (grids, pipelines, init files, other datums)
 * is refused with ::BM_ERROR_PROJECTION and its name. */
bm_status bm_projection_sanitise(const char *definition, bm_strbuf *safe, bm_error *error);

/** True when several threads may use the projection at a time: it has no PROJ context. */
bool bm_projection_is_shareable(const bm_projection *projection);

/** bm_projection_forward() of all nodes of a grid, row by row: what longitudes and latitudes tell
 *  by themselves is computed once. False when memory is short. */
bool bm_projection_forward_grid(const bm_projection *projection, const double *lons, size_t columns,
                                const double *lats, size_t rows, bm_xy *out);

#endif
