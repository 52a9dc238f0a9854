/** @file private.h
 *  Between the files of the marks: marks.c gathers events, legend.c names their categories,
 *  sites.c finds what stands together, spread.c decides where each mark goes.
 */
#ifndef BM_RENDER_MARKS_PRIVATE_H
#define BM_RENDER_MARKS_PRIVATE_H

#include <stdint.h>

#include "render/marks/marks.h"
#include "render/marks/relax.h"

/** Largest radius of a symbol, in radii of one event's. */
#define BM_MARK_GROWTH_MAX 2.3

/** An event that will be drawn. */
typedef struct bm_mark_item {
    bm_px at;
    const bm_event *event;
    size_t weight;   /**< events that it stands for; 0 is one */
    size_t order;    /**< in the table */
    size_t category; /**< index into the legend's entries */
    double area_radius_px;
    bool area_is_bounded;
    bool is_imprecise; /**< its date is less exact than the window */
    char country[3];   /**< bm_event_country() */
    size_t site;       /**< items at one place have the same */
    size_t cluster;    /**< items that share a set of marks */
} bm_mark_item;

/** How far a place joins its neighbours: an index into the distances of spread.c. */
typedef uint8_t bm_merging;

/** All events at one position, in one country. */
typedef struct bm_mark_site {
    bm_px at;
    double area_radius_px;
    char country[3];
    bool has_walls; /**< they have been looked for */
    uint8_t wall_count;
    bm_px walls[BM_WALLS_MAX]; /**< where other countries are nearest, when these are at hand */
    size_t first;              /**< of its items */
    size_t count;
    size_t cluster;
    struct bm_mark_site *town; /**< the site of the same settlement that it joins; NULL for none */
    bm_merging merging;
    bool is_gathered; /**< its events are not spread, for there was no room */
    bool is_squeezed; /**< nor has each of its categories a mark */
} bm_mark_site;

/** Marks that stand together round one place, or round the most eventful of several. */
typedef struct bm_mark_cluster {
    bm_px anchor;
    bm_px center; /**< after clusters have made room for each other */
    double reach_px;
    char country[3];    /**< of all its events */
    bm_mark_site *site; /**< that it stands on */
    double outer_px;    /**< radius of its outer marks */
    double area_radius_px;
    double join_px; /**< sites as near as this may join, if they join as far themselves */
    size_t first;   /**< of its marks */
    size_t count;
    bm_merging merging;
    bool is_spread;   /**< each of its events has a mark */
    bool is_crowded;  /**< its marks overlap those of another that it may join */
    bool is_hemmed;   /**< they overlap those of another that it may not join */
    bool is_squeezed; /**< all its events are one mark */
} bm_mark_cluster;

/** Settle the legend's entries from the items' categories; sets each item's `category`. With
 *  `ground`, take its entries. */
void bm_marks_settle_legend(bm_marks *marks, const bm_marks *ground, const bm_style *style,
                            bm_mark_item *items, size_t count);

/** Gather the items, which are sorted, into sites. Returns how many there are. */
size_t bm_marks_find_sites(bm_mark_item *items, size_t count, bm_mark_site *sites);
/** Let the sites of one settlement join the most eventful of them within `reach_px`: a town that is
 * small on the page has one set of marks, wherever in it things happened. Sites of other maps'
 * links are forgotten.
 *  @param by_count  as bm_marks_find_clusters() has it
 *  @return false without memory */
bool bm_marks_find_towns(bm_mark_site *const *by_count, size_t site_count,
                         const bm_mark_item *items, double reach_px);
/** Let each site join the nearest cluster within the distance of both, else found one.
 *  @param by_count  the sites, eventful ones first, so that clusters stand where most happened
 *  @param distances  of each ::bm_merging, ascending
 *  @param furthest  the furthest that any site joins
 *  @return false without memory */
bool bm_marks_find_clusters(bm_mark_site *const *by_count, size_t site_count,
                            const double *distances, bm_merging furthest, bm_mark_cluster *clusters,
                            size_t *cluster_count);
/** Make the marks of all clusters, of items that are sorted by cluster, category and claim. */
void bm_marks_make(bm_marks *marks, bm_mark_item *const *sorted, size_t count,
                   bm_mark_cluster *clusters);

/** Where marks are in danger of being moved to another country. */
typedef struct bm_sides {
    const bm_border *border; /**< NULL: of the countries only the border's two keep them */
    const bm_frame *frame;
    const bm_mark_item *items;
    double unit_px;
} bm_sides;

/** Set the item's country. */
void bm_marks_set_country(bm_mark_item *item);
/** Look for the walls of a cluster's site, and how far its marks may be moved towards each so that
 *  their middles stay in their country; less than 0 when they have to be moved away. Over so few
 *  pixels borders are straight. Sets the walls of `body`. */
void bm_marks_set_walls(const bm_sides *sides, const bm_mark_cluster *home, bm_body *body);

/** Turn items into marks that do not cover each other: events of one category, claim and place, or
 * of places that are too near, become one; categories at one place stand round it.
 *  @param unit_px  radius of one event's symbol
 *  @param gap_px   between the outlines of two symbols, before they are stroked
 *  @param frame    symbols stay within its map whole */
bm_status bm_marks_spread(bm_marks *marks, const bm_marks *ground, bm_mark_item *items,
                          size_t count, double unit_px, double gap_px, const bm_frame *frame,
                          bm_error *error);

/** Arrange the marks of the events of one place, all of one size, in rings round it. As
 * bm_marks_fan(), but keeps the order. */
double bm_marks_ring(const bm_marks *marks, bm_mark *ring, size_t count, double unit_px,
                     double gap_px);

/** Arrange the marks of one place so that they do not touch: one stands on the place, a few in a
 * ring round it, from seven on with the largest in the middle. Sorts them by size and sets each
 * `center`, relative to the place. Returns how far the fan reaches. */
double bm_marks_fan(const bm_marks *marks, bm_mark *fan, size_t count, double unit_px,
                    double gap_px);

/** Does a line lead from the mark to where its events happened? */
bool bm_mark_has_leader(const bm_mark *mark);

/** Does a polygon contain a position? By the even-odd rule. */
bool bm_area_contains(const bm_feature *feature, bm_lonlat at);

/** Hatch the area that is the canvas's path, in `box`: its land in the country that `country`
 * begins with, if that is one of the border's two. What lies beyond `map` is not seen. */
void bm_area_hatch_land(bm_canvas *canvas, const bm_style *style, const bm_base *base,
                        const char *country, bm_px_box box, bm_px_box map);

/** Gather the movements of the events that overlap `window`. */
bm_status bm_marks_find_arrows(bm_marks *marks, const bm_events *events, const bm_interval *window,
                               const bm_frame *frame, bm_error *error);
bool bm_arrow_same_ends(const bm_arrow *a, const bm_arrow *b);
/** Does the mark stand where the arrow begins or ends, or hide that? */
bool bm_arrow_ends_at(const bm_arrow *arrow, const bm_mark *mark, bool at_start);
/** Let arrows bow so that they keep off marks of other places and off each other; those between the
 *  same ends follow one another in the list. False without memory. */
bool bm_arrows_bow(bm_marks *marks, const bm_frame *frame, double gap_px);
/** Draw the arrows; `by_age` has a style for each class of age. */
void bm_marks_draw_arrows(const bm_marks *marks, const bm_style *const by_age[BM_FADE_CLASSES],
                          const bm_frame *frame, bm_canvas *canvas);
/** Draw an arrow along a line of points; `scale` 1 for one movement. Solid when confirmed or
 * unstated, in long dashes when assessed, in short ones with a hollow head when claimed. */
void bm_arrow_draw(bm_canvas *canvas, const bm_style *style, bm_color fill, bm_claim claim,
                   const bm_px *line, size_t count, double scale);

#endif
