/** @file event_points.h
 *  Very many events by what a map of their density needs: where, when, what. 24 bytes an event
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
BM_API void bm_event_points_free(bm_event_points *points);

BM_API size_t bm_event_points_count(const bm_event_points *points);
/** False when `index` is out of range. */
BM_API bool bm_event_points_get(const bm_event_points *points, size_t index, bm_event_point *point);
/** The time that all of them span; false when there are none. */
BM_API bool bm_event_points_span(const bm_event_points *points, bm_interval *span);

BM_END_DECLS
#endif
