/** @file output.h
 *  A layer on its way out: typed columns and features, whatever the format that is written. Nothing
 *  here owns anything.
 */
#ifndef BM_GEO_OUTPUT_H
#define BM_GEO_OUTPUT_H

#include <bordermap/geometry.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum bm_value_type {
    BM_VALUE_TEXT,
    BM_VALUE_INTEGER,
    BM_VALUE_REAL,
    BM_VALUE_BOOLEAN,
    BM_VALUE_DAY,    /**< days since 1970-01-01 */
    BM_VALUE_INSTANT /**< Unix seconds */
} bm_value_type;

/** A cell; which member counts is said by its column. */
typedef struct bm_value {
    bool known;       /**< else null */
    int8_t decimals;  /**< digits of `real` after the point that mean something */
    const char *text; /**< UTF-8 */
    int64_t integer;  /**< also a boolean, a day, an instant */
    double real;
} bm_value;

typedef struct bm_output_column {
    const char *name; /**< UTF-8, unique in its layer */
    bm_value_type type;
    int width;    /**< bytes of a text or digits of a number; 0: any */
    int decimals; /**< of a real with a width */
} bm_output_column;

typedef enum bm_output_shape {
    BM_OUTPUT_NOTHING,
    BM_OUTPUT_POINT,
    BM_OUTPUT_LINE, /**< of one part or more */
    /** Of one polygon or more: rings, each closed. One that is counter-clockwise begins a polygon,
     *  those that are clockwise after it are its holes. */
    BM_OUTPUT_POLYGON
} bm_output_shape;

/** Valid until the next one is read. */
typedef struct bm_output_feature {
    int64_t id;            /**< unique in its layer, 0…2^53 − 1 */
    bm_output_shape shape; /**< that of the layer, or nothing */
    const bm_lonlat *points;
    size_t point_count;
    const uint32_t *part_start; /**< where each part begins, and the end of the last */
    size_t part_count;
    const bm_value *values; /**< one for each column */
} bm_output_feature;

typedef struct bm_output_layer {
    const char *name;
    const char *title;
    const char *id_name; /**< of the rows' numbers in a GeoPackage; NULL: "fid" */
    bm_output_shape shape;
    const bm_output_column *columns;
    size_t column_count;
    size_t feature_count;
    /** Feature `index`, as often and in whatever order it is asked for. */
    void (*read)(void *context, size_t index, bm_output_feature *feature);
    void *context;
} bm_output_layer;

/** Twice the area of a closed ring in square degrees, positive when it is counter-clockwise. */
static inline double bm_output_ring_area2(const bm_lonlat *ring, size_t count)
{
    double sum = 0;
    for (size_t i = 1; i + 1 < count; i++)
        sum += (ring[i].lon - ring[0].lon) * (ring[i + 1].lat - ring[0].lat) -
               (ring[i + 1].lon - ring[0].lon) * (ring[i].lat - ring[0].lat);
    return sum;
}

/** Whether a part of a polygon begins another one of it. */
static inline bool bm_output_begins_polygon(const bm_output_feature *feature, size_t part)
{
    uint32_t start = feature->part_start[part];
    return part == 0 ||
           bm_output_ring_area2(feature->points + start, feature->part_start[part + 1] - start) > 0;
}

/** Room for "2022-03-11T10:30:00Z" and for whatever year, terminator included. */
#define BM_OUTPUT_TIME_SIZE 96
/** `2022-03-11` of a ::BM_VALUE_DAY, `2022-03-11T10:30:00Z` of a ::BM_VALUE_INSTANT. */
void bm_output_format_time(bm_value_type type, int64_t time, char text[BM_OUTPUT_TIME_SIZE]);
/** The column of that name; −1 when there is none. */
int bm_output_find_column(const bm_output_layer *layer, const char *name);

#endif
