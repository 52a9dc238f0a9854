/** @file event_points.h
 *  Very many events by what a map of their density needs: where, when, what. 20 bytes an event
 *  instead of some hundreds, without titles, sources or cells.
 */
#ifndef BORDERMAP_EVENT_POINTS_H
#define BORDERMAP_EVENT_POINTS_H

#include <bordermap/events.h>

BM_BEGIN_DECLS

/** Immutable once located; any number of threads may read it then. */
typedef struct bm_event_points bm_event_points;

/** One of them, unpacked. Positions are kept to 1e-7 degrees (1 cm), times to the minute. */
typedef struct bm_event_point {
    bool located; /**< `position` is known */
    bm_lonlat position;
    int64_t start_s; /**< half open, as in ::bm_interval */
    int64_t end_s;
    const char *category;       /**< key, as in ::bm_event; belongs to the points */
    const char *category_label; /**< as the first event of the category spells it */
    bm_claim claim;
    bm_place_precision precision;
} bm_event_point;

/** The points of located events, which are not kept.
 *  @param points  free it with bm_event_points_free() */
BM_API BM_NODISCARD bm_status bm_event_points_new(const bm_events *events, bm_event_points **points,
                                                  bm_error *error);
/** How tables are read. Zero-initialise for the defaults. */
typedef struct bm_event_points_options {
    const bm_events_options *table; /**< as bm_events_read() takes them; NULL for the defaults */
    const bm_interval *window;      /**< only rows that overlap it; NULL for all */
    size_t threads;                 /**< 0: one a processor; at most 8. The result is the same */
} bm_event_points_options;

/** Read tables of any size, in chunks: memory goes with the number of rows, 20 bytes each, up to a
 *  million of them: more wait in a temporary file. The rules are those of bm_events_read(), the
 * rows and their findings the same, with these differences: ids are not compared; of each table the
 * first 1,000 findings are kept and all counted; a record may have 64 MiB. "-" is standard input.
 *  @param options  may be NULL
 *  @param points   to be located with bm_event_points_locate(); free it with bm_event_points_free()
 */
BM_API BM_NODISCARD bm_status bm_event_points_read(const char *const *paths, size_t count,
                                                   const bm_event_points_options *options,
                                                   bm_findings *findings, bm_event_points **points,
                                                   bm_error *error);

struct bm_geocoder;
struct bm_decisions;

/** Give the points without coordinates a position, as bm_events_locate() does: what rows say of
 *  their place is asked once for all that say the same, and has one finding. Coordinates of the
 *  table stand as they are and are compared with nothing, neither country nor place.
 *  @param decisions,findings,counts  may be NULL */
BM_API BM_NODISCARD bm_status bm_event_points_locate(
    bm_event_points *points, const struct bm_geocoder *geocoder, const bm_border *border,
    const struct bm_decisions *decisions, bm_ambiguous_policy policy, bm_findings *findings,
    bm_locating_counts *counts, bm_error *error);
/** Rows that were left out for a bad date, position or quote. */
BM_API size_t bm_event_points_left_out(const bm_event_points *points);

/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_event_points_free(bm_event_points *points);

/** How many events there are. */
BM_API size_t bm_event_points_count(const bm_event_points *points);
/** False when `index` is out of range. */
BM_API bool bm_event_points_get(const bm_event_points *points, size_t index, bm_event_point *point);
/** Key of a category that some may have, from 0 on; NULL after the last. */
BM_API const char *bm_event_points_category_key(const bm_event_points *points, size_t index);
/** The time that all of them span; false when there are none. */
BM_API bool bm_event_points_span(const bm_event_points *points, bm_interval *span);

BM_END_DECLS
#endif
