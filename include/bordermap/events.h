/** @file events.h
 *  What happened, where and when: the event table and its reader.
 */
#ifndef BORDERMAP_EVENTS_H
#define BORDERMAP_EVENTS_H

#include <bordermap/border.h>
#include <bordermap/date.h>
#include <bordermap/findings.h>
#include <bordermap/gazetteer.h>
#include <bordermap/geometry.h>
#include <bordermap/status.h>

BM_BEGIN_DECLS

/** What a column of a table means. */
typedef enum bm_column_role {
    BM_COLUMN_OTHER, /**< carried through untouched */
    BM_COLUMN_ID,
    BM_COLUMN_START,
    BM_COLUMN_END,
    BM_COLUMN_YEAR, /**< with MONTH and DAY, when a table keeps them apart */
    BM_COLUMN_MONTH,
    BM_COLUMN_DAY,
    BM_COLUMN_DATE_PRECISION,
    BM_COLUMN_PLACE,
    BM_COLUMN_COUNTRY,
    BM_COLUMN_ADMIN,    /**< oblast */
    BM_COLUMN_DISTRICT, /**< second-level unit */
    BM_COLUMN_LON,
    BM_COLUMN_LAT,
    BM_COLUMN_PLACE_PRECISION,
    BM_COLUMN_RADIUS, /**< how far about the position it may have been, in km */
    BM_COLUMN_CATEGORY,
    BM_COLUMN_CLAIM,
    BM_COLUMN_TITLE,
    BM_COLUMN_DESCRIPTION,
    BM_COLUMN_SOURCE,
    BM_COLUMN_URL,
    BM_COLUMN_FROM, /**< where a movement began */
    BM_COLUMN_TO,
    BM_COLUMN_FROM_LON,
    BM_COLUMN_FROM_LAT,
    BM_COLUMN_TO_LON,
    BM_COLUMN_TO_LAT,
    BM_COLUMN_ROLE_COUNT
} bm_column_role;

/** The name of a role as `--column ROLE=HEADER` takes it: "start", "place", … Static storage. */
BM_API const char *bm_column_role_name(bm_column_role role);

/** How sure the source is that it happened. */
typedef enum bm_claim {
    BM_CLAIM_UNSTATED,
    BM_CLAIM_CONFIRMED, /**< seen by the source, or independently verified */
    BM_CLAIM_ASSESSED,  /**< judged likely by someone who is not a party */
    BM_CLAIM_CLAIMED    /**< said by a party, not verified */
} bm_claim;
/** "unstated", "confirmed", "assessed", "claimed". Static storage. */
BM_API const char *bm_claim_name(bm_claim claim);

/** How finely a position is known; the radius in metres goes with it. */
typedef enum bm_place_precision {
    BM_PLACE_PRECISION_UNKNOWN,
    BM_PLACE_PRECISION_EXACT,
    BM_PLACE_PRECISION_SETTLEMENT,
    BM_PLACE_PRECISION_CELL, /**< of a grid that it was coarsened to before it was published */
    BM_PLACE_PRECISION_DISTRICT,
    BM_PLACE_PRECISION_REGION,
    BM_PLACE_PRECISION_COUNTRY
} bm_place_precision;
/** "unknown", "exact", "settlement", … Static storage. */
BM_API const char *bm_place_precision_name(bm_place_precision precision);

/** Where an event was put. Texts belong to the table or the gazetteer; "" when unknown. */
typedef struct bm_event_location {
    bool located; /**< `position` may be drawn */
    bool ambiguous;
    bool coarsened; /**< what it was located by is not to be told; see guard.h */
    bm_match match;
    bm_lonlat position;
    const char *place_id;
    const char *name;
    const char *country;
    const char *admin1;
    double score;
    double margin;
    size_t candidate_count;
    bm_place_precision precision;
    double radius_m;
    /** Valid when `located`. Of an area (precision district or worse) `country` and `side` are
     * those of the area; the distances are those of its middle and mean little. */
    bm_border_relation border;
} bm_event_location;

/** One end of a movement. Texts belong to the table or the gazetteer; "" when unknown. */
typedef struct bm_movement_end {
    const char *place; /**< as written */
    bool has_position; /**< the table gave coordinates */
    bool located;      /**< `position` may be drawn */
    bm_lonlat position;
    const char *name;
    const char *place_id;
} bm_movement_end;

/** Where a movement began and ended; bm_events_locate() fills what the table does not say. */
typedef struct bm_movement {
    bm_movement_end from;
    bm_movement_end to;
} bm_movement;

/** One event. Texts are UTF-8 and belong to the table; "" when the cell is empty. */
typedef struct bm_event {
    long line;      /**< where its record begins in the file, from 1 */
    uint32_t file;  /**< index into the table's files */
    const char *id; /**< as given, else "FILE:LINE" */
    bm_interval when;
    const char *edtf; /**< canonical EDTF text of `when` */
    const char *place;
    const char *country;
    const char *admin;
    const char *district;
    bool has_position; /**< the table gave coordinates */
    bm_lonlat position;
    bm_place_precision place_precision; /**< as the table says; UNKNOWN when it does not */
    double radius_km; /**< as the table says, for a position that it gives; 0 when it does not */
    const char *category; /**< key in lower case: "strike"; "event" when the table has none */
    /** The category in the table's own words, for a legend: the cell without blanks around it,
     * control characters and a period at its end ("2022"), at most 40 characters; "" when it is
     * empty. */
    const char *category_label;
    bm_claim claim;
    const char *title;
    const char *description;
    const char *source;
    const char *url;
    const char *const *cells; /**< every cell of the row as read, in column order */
    bm_event_location location;
    bm_movement *movement; /**< belongs to the table; NULL when the row tells of none */
    /** How it was located when bordermap exported it, which bm_events_locate() believes when it
     * still holds; NULL when there is nothing of it. */
    struct bm_event_taken *taken;
} bm_event;

/** Events of one or more files with the same columns, in input order. */
typedef struct bm_events bm_events;

typedef enum bm_ambiguous_policy {
    BM_AMBIGUOUS_BEST, /**< use the best candidate and say so */
    BM_AMBIGUOUS_SKIP, /**< leave the event unlocated */
    BM_AMBIGUOUS_FAIL  /**< leave it unlocated and count it as an error */
} bm_ambiguous_policy;

typedef struct bm_events_options {
    bm_date_order date_order;
    /** Whose calendar times of day belong to, as bm_interval_parse_in() says; NULL for UTC.
     * Borrowed while reading. */
    const bm_zone *zone;
    char delimiter; /**< 0: found from the header line among , ; and tab */
    /** Pairs "role=header" that override the synonyms; may be NULL when the count is 0. */
    const char *const *columns;
    size_t column_count;
    /** Tables that stand in databases: a path that is the name of one means it. May be NULL when
     *  the count is 0; see database.h. */
    struct bm_database *const *databases;
    size_t database_count;
    /** Which layer of a GeoPackage is meant; NULL for "events", or else the only one of points.
     * Another format is refused then. */
    const char *layer;
} bm_events_options;

/** Read an event table (RFC 4180: quotes, embedded newlines, CRLF; UTF-8 with or without a byte
 * order mark). "-" is standard input. A row with a bad date or coordinate is left out with a
 * finding and the rest goes on; a file that is not a table, or not UTF-8, is refused with the
 * byte's place.
 *
 *  @param options  NULL for the defaults
 *  @param events   free it with bm_events_free()
 */
BM_API BM_NODISCARD bm_status bm_events_read(const char *path, const bm_events_options *options,
                                             bm_findings *findings, bm_events **events,
                                             bm_error *error);
/** Append the events of `more` to `events`; columns are joined by header. `more` stays the
 *  caller's and may be freed. */
BM_API BM_NODISCARD bm_status bm_events_append(bm_events *events, const bm_events *more,
                                               bm_error *error);
/** A warning for each row whose id, if the table gave it, an event of an earlier file has too: the
 *  joined tables may tell of the same events. */
BM_API BM_NODISCARD bm_status bm_events_check_shared_ids(const bm_events *events,
                                                         bm_findings *findings, bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_events_free(bm_events *events);

/** How many events there are. */
BM_API size_t bm_events_count(const bm_events *events);
/** Borrowed; NULL when out of range. */
BM_API const bm_event *bm_events_get(const bm_events *events, size_t index);
BM_API size_t bm_events_column_count(const bm_events *events);
BM_API const char *bm_events_column_name(const bm_events *events, size_t column);
BM_API bm_column_role bm_events_column_role(const bm_events *events, size_t column);
/** Path of file `index`, as given. */
BM_API const char *bm_events_file(const bm_events *events, uint32_t index);

/** Keep only the events that overlap [start_s, end_s). */
BM_API void bm_events_filter(bm_events *events, int64_t start_s, int64_t end_s);
/** The time that the events span; false when there are none. */
BM_API bool bm_events_span(const bm_events *events, bm_interval *span);

struct bm_geocoder;
struct bm_decisions;

/** What bm_events_locate() did. */
typedef struct bm_locating_counts {
    size_t total;
    size_t given;     /**< coordinates of the table respected */
    size_t located;   /**< by name, clearly */
    size_t ambiguous; /**< by name, the runner-up too near */
    size_t area;      /**< a district, region or country */
    size_t unlocated;
} bm_locating_counts;

/** Give every event a location. Given coordinates are respected and only compared with the name; a
 *  row whose coordinates lie in another country than it says gets a finding. A hint that the
 *  gazetteer does not know is dropped with a finding. A row without a place is put at its district,
 *  oblast or country. Precision is the coarser of the table's and the place's.
 *  @param border    fills the border relation; must not be NULL
 *  @param decisions a person's, obeyed for rows without a position; may be NULL
 *  @param findings  one for each unlocated or ambiguous row; may be NULL
 *  @param counts    may be NULL */
BM_API BM_NODISCARD bm_status bm_events_locate(bm_events *events,
                                               const struct bm_geocoder *geocoder,
                                               const bm_border *border,
                                               const struct bm_decisions *decisions,
                                               bm_ambiguous_policy policy, bm_findings *findings,
                                               bm_locating_counts *counts, bm_error *error);

BM_END_DECLS
#endif
