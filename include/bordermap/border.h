/** @file border.h
 *  The border between two countries of a boundary layer: the line, its sides, its crossings.
 *
 *  The boundary layer has polygons with an ISO 3166-1 alpha-2 code in ISO_A2 and the outline's
 *  stated accuracy in metres in ACCURACY_M (1,000 m is assumed when it is missing). Nothing here
 * knows which two countries are meant.
 */
#ifndef BORDERMAP_BORDER_H
#define BORDERMAP_BORDER_H

#include <bordermap/geometry.h>
#include <bordermap/layer.h>
#include <bordermap/status.h>
#include <stdbool.h>
#include <stddef.h>

BM_BEGIN_DECLS

/** The border and what is needed to say where a position lies. Immutable; thread-safe. */
typedef struct bm_border bm_border;

/** Where a position lies. */
typedef struct bm_border_relation {
    char country[3];      /**< ISO 3166-1 alpha-2 of the polygon it is in, or of the nearest within
                               15 km (rivers and lakes leave gaps); "" in the open sea */
    char side[3];         /**< `country` when it is one of the border's two, else "" */
    bool uncertain;       /**< nearer to the line than its accuracy, or within both outlines, which
                               overlap here and there: do not rely on the side */
    double border_km;     /**< geodesic distance to the line, ≥ 0 */
    bm_lonlat nearest;    /**< the line's position at that distance */
    const char *crossing; /**< name of the nearest crossing, "" when no crossings are known;
                               borrowed from the border */
    const char *crossing_partner; /**< the post on the other side, "" when unknown; borrowed */
    double crossing_km;           /**< geodesic distance to it; NaN when none */
} bm_border_relation;

/** Find the shared line of two countries.
 *
 *  Vertices that both outlines share, and stretches where they run within 15 km of each other
 *  along a river, form the line; there the middle is taken.
 *  The layers are not needed afterwards.
 *  @param countries  boundary layer
 *  @param crossings  point layer with KIND or FCODE telling crossings (`crossing`, `PSTB`) and
 *                    their NAME, and PARTNER; those within 10 km of the line count; NULL for none
 *  @param iso_a,iso_b  ISO 3166-1 alpha-2 codes
 *  @return ::BM_ERROR_NOT_FOUND when a country is missing or the two do not touch
 */
BM_API BM_NODISCARD bm_status bm_border_new(const bm_layer *countries, const bm_layer *crossings,
                                            const char *iso_a, const char *iso_b,
                                            bm_border **border, bm_error *error);

/** The same from files, and quicker: what is found is kept in a cache folder and mapped the next
 *  time, in less than a millisecond instead of some twenty, without opening the layers.
 *
 *  It is made anew when a file has changed in any way that its facts show (name, size, times,
 * inode), when what was kept is damaged, and always when there is something to say about the
 * layers. A folder that cannot be written is as good as none. Processes and threads may do this at
 * once.
 *  @param countries_path,crossings_path  as bm_layer_open() takes them; the latter may be NULL
 *  @param cache     folder to keep it in, which is made when it is not there: see
 *                   bm_cache_folder(); NULL or "" for none
 *  @param findings  what is wrong with the layers; may be NULL
 */
BM_API BM_NODISCARD bm_status bm_border_open(const char *countries_path, const char *crossings_path,
                                             const char *iso_a, const char *iso_b,
                                             const char *cache, bm_findings *findings,
                                             bm_border **border, bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_border_free(bm_border *border);

/** "BY" and "UA". */
BM_API const char *bm_border_country(const bm_border *border, int which);
/** Stated accuracy of the line in metres: the worse of the two outlines. */
BM_API double bm_border_accuracy_m(const bm_border *border);
/** Length of the line in kilometres, geodesic. */
BM_API double bm_border_length_km(const bm_border *border);

/** The line as a feature with one or more parts, in degrees. Borrowed. */
BM_API const bm_feature *bm_border_line(const bm_border *border);

/** Relate a position to the border. ::BM_ERROR_ARGUMENT when the position is not valid. */
BM_API BM_NODISCARD bm_status bm_border_relate(const bm_border *border, bm_lonlat position,
                                               bm_border_relation *relation, bm_error *error);
/** Only the distance, faster: kilometres to the line. */
BM_API double bm_border_distance_km(const bm_border *border, bm_lonlat position);
/** The same, and where on the line that is; NaN, NaN for a position that is not valid. */
BM_API double bm_border_nearest_km(const bm_border *border, bm_lonlat position, bm_lonlat *nearest);
/** Whether longitude and latitude are likely each other's: the position is more than 1,000 km from
 *  the line, and would be within 500 km of it with its numbers swapped. False without a border. */
BM_API bool bm_border_looks_swapped(const bm_border *border, bm_lonlat position);

BM_END_DECLS
#endif
