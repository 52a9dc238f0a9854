/** @file points.h
 *  Event points inside: a packed array and what its numbers mean.
 */
#ifndef BM_EVENTS_POINTS_H
#define BM_EVENTS_POINTS_H

#include "base/arena.h"

#include "events/stream/intern.h"

#include <bordermap/event_points.h>
#include <stdio.h>

/** Degrees are kept in units of 1e-7. */
#define BM_POINT_UNITS_A_DEGREE 1e7
/** `lon` of a point without a position. */
#define BM_POINT_NOWHERE INT32_MIN
/** Points that are kept in memory; when there are more, all but the last ones are in a file. */
#define BM_POINTS_KEPT_MAX 1000000
/** Categories told apart; later ones are "other". */
#define BM_POINT_CATEGORIES_MAX 4096

typedef struct bm_packed_point {
    int32_t lon;        /**< 1e-7 degrees, or ::BM_POINT_NOWHERE */
    int32_t lat;        /**< the same; without a position the number of its place, −1 for none */
    int32_t start_min;  /**< minutes since 1970 */
    uint32_t minutes;   /**< how long it took, at least 1 */
    uint16_t category;  /**< index into the points' categories */
    unsigned claim : 3; /**< ::bm_claim */
    unsigned is_there : 1;  /**< the border's outlines, too, have the position in `country` */
    unsigned precision : 4; /**< ::bm_place_precision */
    uint8_t country;        /**< number in the points' countries + 1; 0: to be found by position */
} bm_packed_point;

typedef struct bm_point_category {
    const char *key;
    const char *label;
} bm_point_category;

/** What rows without a position say of their place; each text is located once. */
typedef struct bm_point_place {
    const char *texts[4]; /**< place, country, oblast, district */
    long line;            /**< of the first row that says so */
    uint32_t file;
} bm_point_place;

typedef struct bm_point_places {
    bm_intern keys;
    bm_point_place *items; /**< by number of the key */
    size_t capacity;
} bm_point_places;

_Static_assert(sizeof(bm_packed_point) == 20, "a million points are 20 MB");

struct bm_event_points {
    bm_arena arena;         /**< texts of the categories */
    bm_packed_point *items; /**< from number `away` on: see bm_point_walk */
    size_t count;           /**< of all */
    size_t away;            /**< so many first ones are in `file` */
    FILE *file;             /**< without a name; NULL before it is needed */
    bool stays;             /**< the file takes no more: all further ones are kept in memory */
    size_t capacity;
    bm_point_category *categories;
    size_t category_count;
    size_t category_capacity;
    char (*countries)[3]; /**< heap: codes; "" is one of them */
    size_t country_count, country_capacity;
    bm_interval span;
    bm_point_places places;
    const char **files; /**< heap */
    size_t file_count;
    size_t left_out; /**< rows with a bad date, position or quote */
    bm_events *none; /**< an empty table, for what asks a map for its events */
};

/** An empty set; NULL when memory is short. */
bm_event_points *bm_event_points_make(void);
/** Index of a category, which is added when it is new; false when memory is short. */
bool bm_event_points_category(bm_event_points *points, const char *key, const char *label,
                              uint16_t *index);
/** Number of a country + 1, which is added when it is new; 0 when there are too many or memory is
 *  short: then it is found by position. */
uint8_t bm_event_points_country(bm_event_points *points, const char *code);
/** Give a point the country of its place. */
void bm_event_points_set_country(bm_event_points *points, bm_packed_point *point,
                                 const bm_event_location *at);
/** Append one; false when memory is short. Grows the span. */
bool bm_event_points_add(bm_event_points *points, const bm_packed_point *point, bm_interval when);
/** All points, a stretch at a time: zero-initialised but for `points`. Any number of threads and
 * forked processes may walk at a time; one that writes must be alone. */
typedef struct bm_point_walk {
    const bm_event_points *points;
    bm_packed_point *items; /**< of this stretch; to be changed by who owns the points */
    size_t first, count;    /**< the first one's number; how many they are */
    bm_packed_point *buffer;
    bool failed; /**< the file cannot be read, or memory is short */
} bm_point_walk;
/** The next stretch; false after the last, when nothing is left to free. Until then who stops has
 * to free() the buffer. */
bool bm_point_walk_next(bm_point_walk *walk);
/** Keep what was changed of a stretch; false when it cannot be written. */
bool bm_point_walk_store(const bm_point_walk *walk);
/** Write all points that are in memory to the file, if that can be had; bm_event_points_add() does
 *  it when they are many. */
void bm_event_points_put_away(bm_event_points *points);
/** Leave out all from number `count` on. */
void bm_event_points_cut(bm_event_points *points, size_t count, bm_interval span);
/** One point by its number, which must be in range; false when it cannot be read. */
bool bm_event_points_read_one(const bm_event_points *points, size_t index, bm_packed_point *point);

/** Fill in position and times. */
bm_packed_point bm_point_pack(bool located, bm_lonlat position, bm_interval when);
bm_lonlat bm_point_position(const bm_packed_point *point);
/** True when the point shares time with [start_s, end_s). */
static inline bool bm_point_overlaps(const bm_packed_point *point, int64_t start_s, int64_t end_s)
{
    int64_t start = (int64_t)point->start_min * 60;
    return start < end_s && start_s < start + (int64_t)point->minutes * 60;
}

#endif
