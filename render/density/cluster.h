/** @file cluster.h
 *  What the files of the clusters share. Points are gathered in bins of the page, those of each
 *  country apart; the bins become clusters, one of them for all that it took; and the clusters'
 *  symbols make room for each other. Places are pixels.
 */
#ifndef BM_RENDER_DENSITY_CLUSTER_H
#define BM_RENDER_DENSITY_CLUSTER_H

#include "render/density/own_country.h"
#include "render/density/private.h"

/** Events of one country in a bin of the page, and then those of a cluster. */
typedef struct bm_site {
    uint64_t count;
    double x, y; /**< sums */
    uint32_t shares[BM_DENSITY_ENTRIES];
    uint8_t country; /**< number in the map's countries */
    uint32_t next;   /**< site of the same bin in another country: index + 1 */
    uint32_t into;   /**< the site that took it: index + 1; 0: it stands */
    uint32_t rank;   /**< of those that stand */
    bm_px origin;    /**< the middle of its own events, without those that it took */
    bm_px at;        /**< where its symbol stands */
    double radius_px;
} bm_site;

typedef struct bm_clustering {
    const bm_density_work *work;
    bm_own_countries countries; /**< the squares of its map are the bins */
    uint32_t *site_of_bin;      /**< heap; index + 1 */
    bm_site *sites;             /**< heap; they stay where they are */
    size_t count, capacity;
    uint32_t *site_of_point; /**< heap; index + 1, 0 for a point that is not shown */
    uint32_t *standing;      /**< heap: the sites that no other took, the fullest first */
    size_t standing_count;
} bm_clustering;

/** Gather the points. False when memory is short, as of the others. */
bool bm_clustering_fill(bm_clustering *gathered);
/** The fullest site takes those of its country within reach, then the next one. */
bool bm_clustering_merge(bm_clustering *gathered, double reach_px);
/** Symbols of one country that touch become one, the others make room, till none do; none leaves
 *  the country of its events. */
bool bm_clustering_part(bm_clustering *gathered);
void bm_clustering_finish(bm_clustering *gathered);

/** Order the sites that stand. */
bool bm_clustering_sort(bm_clustering *gathered);
/** `into` takes `from`, of the same country. */
void bm_site_join(bm_clustering *gathered, uint32_t into, uint32_t from);
bm_px bm_site_middle(const bm_site *site);

/** Settle the entries of the legend, and which of them each category of the points has.
 *  @param events    the number of events shown, by category of the points
 *  @param entry_of  filled in, by the same */
bool bm_clusters_settle_entries(const bm_density_work *work, const size_t *events,
                                uint8_t *entry_of);
/** Radius of a symbol; it grows by the digits of its number, so that it fits. */
double bm_cluster_radius_pt(const bm_style *style, uint64_t count);

/** Sites by the square of a coarse grid. */
typedef struct bm_site_grid {
    bm_px corner;
    double step_px;
    size_t columns, rows;
    uint32_t *first, *next; /**< heap; index of the site + 1 */
} bm_site_grid;
/** Put the sites that stand into the squares by where they stand; those of a square are chained in
 *  their order. */
bool bm_site_grid_make(bm_site_grid *grid, const bm_clustering *gathered, double step_px);
void bm_site_grid_finish(bm_site_grid *grid);
/** Do something with all others that are at most a step away from `seed`, and some more. */
typedef void (*bm_site_visitor)(bm_clustering *gathered, uint32_t seed, uint32_t other,
                                void *context);
void bm_site_grid_visit(const bm_site_grid *grid, bm_clustering *gathered, uint32_t seed,
                        bm_site_visitor visit, void *context);

#endif
