/** @file export_layers.h
 *  What is exported besides the events: the border and its zones, crossings, the places that events
 *  were located at, units with their counts, and counts by unit and time. docs/exports.md describes
 *  the columns.
 *
 *  All of it is made from the events as they are when they are written: an event that is not among
 *  them, or no longer where it was, is counted nowhere else.
 */
#ifndef BORDERMAP_EXPORT_LAYERS_H
#define BORDERMAP_EXPORT_LAYERS_H

#include <bordermap/crossings.h>
#include <bordermap/date.h>
#include <bordermap/export.h>
#include <bordermap/layer.h>
#include <bordermap/periods.h>

BM_BEGIN_DECLS

typedef enum bm_export_layer {
    BM_EXPORT_LAYER_EVENTS,    /**< points */
    BM_EXPORT_LAYER_AREAS,     /**< where each event may have been, as a polygon */
    BM_EXPORT_LAYER_BORDER,    /**< the line */
    BM_EXPORT_LAYER_ZONE,      /**< polygons: what lies within a distance of the line */
    BM_EXPORT_LAYER_CROSSINGS, /**< points, with their states */
    BM_EXPORT_LAYER_PLACES,    /**< points: places that events were located at */
    BM_EXPORT_LAYER_OBLASTS,   /**< polygons with counts */
    BM_EXPORT_LAYER_DISTRICTS, /**< polygons with counts; the oblasts when there are none */
    BM_EXPORT_LAYER_AGGREGATE, /**< counts by unit and window, with the unit's polygon */
    BM_EXPORT_LAYER_COUNT
} bm_export_layer;

/** "events", "areas", … as `--layers` has them. Static storage. */
BM_API const char *bm_export_layer_name(bm_export_layer layer);
/** ::BM_EXPORT_LAYER_COUNT when there is none of that name. */
BM_API bm_export_layer bm_export_layer_from_name(const char *name);

/** Units that events are counted by. */
typedef enum bm_unit_level {
    BM_UNIT_NONE, /**< all together */
    BM_UNIT_DISTRICT,
    BM_UNIT_OBLAST,
    BM_UNIT_COUNTRY
} bm_unit_level;

/** What is counted together. Zero-initialised, it is everything. */
typedef struct bm_aggregate {
    bm_unit_level level;
    bm_step step; /**< count 0: the whole time */
} bm_aggregate;
/** Read `oblast,month`: `district` (or `raion`), `oblast` or `country`, a step as bm_step_parse()
 *  takes it, or both. */
BM_API BM_NODISCARD bm_status bm_aggregate_parse(const char *text, bm_aggregate *aggregate,
                                                 bm_error *error);

#define BM_EXPORT_ZONES_MAX 4
/** All within a distance of the border, in one country or in each of the two. */
typedef struct bm_export_zone {
    double width_m;  /**< 500 to 500,000 */
    char country[3]; /**< ISO 3166-1 alpha-2; "" for both */
} bm_export_zone;

/** The layers and what they are made from. Everything is borrowed, and may be NULL where no layer
 *  needs it. */
typedef struct bm_export_plan {
    bm_export_layer layers[BM_EXPORT_LAYER_COUNT]; /**< in the order of the file, each once */
    size_t layer_count;
    bm_export_zone zones[BM_EXPORT_ZONES_MAX];
    size_t zone_count; /**< 0: 30 km, in both countries */
    bm_aggregate aggregate;
    const bm_periods *periods; /**< windows of the aggregate in place of its step; NULL for none */
    const bm_interval *window; /**< of the whole; NULL: that of the events */

    const bm_border *border; /**< never NULL */
    const bm_gazetteer *gazetteer;
    const bm_layer *countries;
    const bm_layer *oblasts;
    const bm_layer *districts;           /**< NULL when there are none */
    const bm_crossings *crossing_states; /**< NULL: all are unknown */
} bm_export_plan;

/** Write the layers to a file, or, in a format that has but one layer a file, the first one to it
 *  and each other one beside it, its name after the file's: `report.geojson`,
 *  `report-border.geojson`. All of them appear, or none. Otherwise as bm_events_export().
 *  @return also ::BM_ERROR_ARGUMENT when the format cannot have a layer, or a layer cannot be made
 *          of what is there */
BM_API BM_NODISCARD bm_status bm_events_export_layers(const bm_events *events,
                                                      bm_export_format format,
                                                      const bm_export_options *options,
                                                      const bm_export_plan *plan, const char *path,
                                                      bm_findings *findings, bm_error *error);

/** The name of the file that layer `index` of the plan goes to: that of `path`, or one beside it.
 *  The text is malloc'ed; NULL when memory is short. */
BM_API char *bm_export_layer_path(bm_export_format format, const bm_export_plan *plan, size_t index,
                                  const char *path);

BM_END_DECLS
#endif
