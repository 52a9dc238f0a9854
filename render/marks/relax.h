/** @file relax.h
 *  Bodies that cover each other are pushed apart, never far from their places.
 */
#ifndef BM_RENDER_MARKS_RELAX_H
#define BM_RENDER_MARKS_RELAX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <bordermap/geometry.h>

/** Neighbours of a country that meet at one place, at most. */
#define BM_WALLS_MAX 4

/** A direction in which a body may not be moved as far as it likes. */
typedef struct bm_wall {
    bm_px towards;  /**< of length 1 */
    double room_px; /**< less than 0: it has to be moved away so far */
} bm_wall;

/** The symbols of a place while they move, as one disc. */
typedef struct bm_body {
    bm_px anchor;
    bm_px center;
    double reach_px;
    double range_px; /**< how far it may come from its place; bm_bodies_find_pairs() sets it */
    bm_wall walls[BM_WALLS_MAX]; /**< other countries */
    unsigned wall_count;
    uint32_t country; /**< with `area_px` the kind: those of one may become one body */
    double area_px;
    bool is_crowded; /**< it overlaps one of its kind */
    bool is_hemmed;  /**< it overlaps one of another kind */
} bm_body;

/** Two bodies that may meet, by index. */
typedef struct bm_body_pair {
    uint32_t a, b;
} bm_body_pair;

/** What bodies move in. */
typedef struct bm_room {
    bm_px_box map;   /**< none leaves it */
    double gap_px;   /**< wanted between two */
    double leash_px; /**< how far they may be moved from their places */
} bm_room;

/** Bodies, sorted by the x of their places, and the pairs of them that may meet. Zero-initialise;
 *  `items` is the caller's. */
typedef struct bm_bodies {
    bm_body *items;
    size_t count;
    bm_body_pair *pairs;
    bm_body_pair *near; /**< those of them that are near each other for the time being */
    size_t pair_count;
    size_t pair_room;
} bm_bodies;

/** Find the pairs of bodies that can meet. False when memory is short. */
bool bm_bodies_find_pairs(bm_bodies *bodies, const bm_room *room);
/** Call those crowded that cannot have room, however they move: all together, or two of one kind.
 *  Returns whether any are. */
bool bm_bodies_find_hopeless(bm_bodies *bodies, const bm_room *room);
/** Push overlapping bodies apart. Returns whether any still overlap notably.
 *  @param is_trial  no time is spent on what hardly finds room */
bool bm_bodies_relax(bm_bodies *bodies, const bm_room *room, bool is_trial);
void bm_bodies_finish(bm_bodies *bodies);

#endif
