/** @file projection.h
 *  From degrees to metres on the map's plane and back (PROJ).
 */
#ifndef BORDERMAP_PROJECTION_H
#define BORDERMAP_PROJECTION_H

#include <bordermap/geometry.h>
#include <bordermap/status.h>
#include <stddef.h>

BM_BEGIN_DECLS

/** A projection with its own PROJ context, which never touches the network. Use one from one
 *  thread at a time. */
typedef struct bm_projection bm_projection;

/** A projection from a PROJ string ("+proj=…") or an authority code ("EPSG:3035").
 *  Only definitions with metre output from WGS 84 positions are accepted; options that open files
 *  (nadgrids, init, pipelines with grids) are refused. Free it with bm_projection_free(). */
BM_API BM_NODISCARD bm_status bm_projection_new(const char *definition, bm_projection **projection,
                                                bm_error *error);
/** The Lambert conformal conic fitted to an extent: standard parallels one sixth of the height from
 *  its south and north edges (J. P. Snyder, Map Projections: A Working Manual, USGS PP 1395, 1987,
 *  p. 99), central meridian and origin in the middle. Falls back to transverse Mercator for an
 *  extent that straddles the equator, and to Equal Earth (B. Šavrič, T. Patterson and B. Jenny,
 * 2018) for one that is wider than 180 degrees, or than 60 across the equator. Opens no database.
 */
BM_API BM_NODISCARD bm_status bm_projection_new_fitted(bm_lonlat_box extent,
                                                       bm_projection **projection, bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_projection_free(bm_projection *projection);

/** Project `count` positions from `in` to `out`. One that cannot be projected becomes NaN, NaN. */
BM_API void bm_projection_forward(const bm_projection *projection, const bm_lonlat *in, bm_xy *out,
                                  size_t count);
/** The inverse; what lies outside the projection becomes NaN, NaN. */
BM_API void bm_projection_inverse(const bm_projection *projection, const bm_xy *in, bm_lonlat *out,
                                  size_t count);
/** For the credit line: "Lambert conformal conic, 50.2° N and 52.8° N, 27.6° E". Borrowed. */
BM_API const char *bm_projection_description(const bm_projection *projection);
/** What bm_projection_new() makes the same projection from. Borrowed. */
BM_API const char *bm_projection_definition(const bm_projection *projection);

BM_END_DECLS
#endif
