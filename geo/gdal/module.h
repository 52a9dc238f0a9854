/** @file module.h
 *  Between bordermap and its GDAL module, which is another file that is loaded on first use: points
 *  with their attributes come over as texts and numbers, and nothing of GDAL's does.
 */
#ifndef BM_GEO_GDAL_MODULE_H
#define BM_GEO_GDAL_MODULE_H

#include "geo/output.h"

#include <bordermap/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Changed with anything in this file. */
#define BM_GDAL_MODULE_VERSION 8
#define BM_GDAL_MODULE_FILE "bordermap-gdal.so"
#define BM_GDAL_MODULE_SYMBOL "bordermap_gdal_module"

/** One row. Everything is valid until the call returns; nothing of it is validated. */
typedef struct bm_gdal_row {
    long number;       /**< within its layer, from 1 */
    bool has_position; /**< it has a point that WGS 84 has, too */
    double lon;        /**< degrees, WGS 84 */
    double lat;        /**< degrees, WGS 84 */
    const char *const
        *values; /**< a text a column, "" for none; UTF-8 as far as the file is true */
} bm_gdal_row;

/** Whom rows are told. False from one of these ends the reading without an error. */
typedef struct bm_gdal_reader {
    /** A layer begins. `is_table`: it has no positions but may have columns of them. */
    bool (*layer)(void *context, const char *name, const char *const *columns, size_t column_count,
                  bool is_table);
    bool (*row)(void *context, const bm_gdal_row *row);
    void *context;
} bm_gdal_reader;

/** Whom lines and polygons are told, a column, a part or a value at a time; nothing is validated
 * and everything is valid until the call returns. False from one of these ends the reading without
 * an error. */
typedef struct bm_gdal_shape_reader {
    bool (*column)(void *context, const char *name);
    /** A shape begins; `number` is from 1. */
    bool (*begin)(void *context, long number, bool is_polygon);
    /** A line or a ring of it, in degrees on WGS 84. */
    bool (*part)(void *context, const double *lon, const double *lat, size_t count);
    /** One for each column, in order; "" for none. */
    bool (*value)(void *context, const char *text);
    bool (*end)(void *context);
    void *context;
} bm_gdal_shape_reader;

typedef enum bm_gdal_column_kind {
    BM_GDAL_COLUMN_TEXT,
    BM_GDAL_COLUMN_NUMBER,
    BM_GDAL_COLUMN_DATE,
    BM_GDAL_COLUMN_TIME, /**< with or without a time zone */
    BM_GDAL_COLUMN_REAL  /**< of a file; a database's are numbers */
} bm_gdal_column_kind;

typedef struct bm_gdal_column {
    const char *name;
    bm_gdal_column_kind kind;
} bm_gdal_column;

/** Whom a table of a database, or a layer of a file, is told, a value at a time; nothing is
 * validated and everything is valid until the call returns. False from one of these ends the
 * reading without an error. */
typedef struct bm_gdal_table_reader {
    const char *relation; /**< in SQL: `"schema"."table"`; NULL for a file */
    /** The columns, and which rows are wanted of them: `*condition` is SQL, the reader's own until
     *  the reading ends, and NULL for all; of a file it is not asked. `geometry` is the column of
     *  points, or NULL. */
    bool (*columns)(void *context, const bm_gdal_column *columns, size_t count,
                    const char *geometry, const char **condition);
    /** One for each column, in order; "" for none. Dates are ISO 8601, times are UTC; in a file as
     * it says. */
    bool (*value)(void *context, const char *text);
    /** The row ends; the position is WGS 84. */
    bool (*row)(void *context, bool has_position, double lon, double lat);
    void *context;
} bm_gdal_table_reader;

/** A picture to be filled with a raster's pixels; see bm_raster_sample(). */
typedef struct bm_gdal_sampling {
    int width_px;
    int height_px;
    /** Put degrees on WGS 84, NaN for none, in place of points of the picture. */
    void (*locate)(void *context, double *x, double *y, size_t count);
    void *context;
    uint32_t *pixels;
} bm_gdal_sampling;

/** Layers to be written. */
typedef struct bm_gdal_output {
    const char *driver;                   /**< "GPKG", "FlatGeobuf" or "ESRI Shapefile" */
    const char *name;                     /**< of the file, "events.gpkg" */
    const bm_output_layer *const *layers; /**< one, unless the driver is GPKG */
    size_t layer_count;
    const char *const *metadata; /**< of the whole: keys and values in turn, NULL at the end; may be
                                      NULL */
    bool has_nowhere; /**< false: features of layers with positions that have none are left out */
    /** Of a GeoPackage of one layer of points: without an index of positions, for `open_rows`. */
    bool is_open_ended;
    const char *instant; /**< of making: "1980-01-01T00:00:00.000Z" */
    const char *day;     /**< the same as a day */
    /** A file that was made, of several by name; false ends the writing. */
    bool (*file)(void *context, const char *name, const void *bytes, size_t size);
    void *context;
} bm_gdal_output;

/** A GeoPackage to which rows of one of its layers are added. */
typedef struct bm_gdal_rows bm_gdal_rows;

/** What the module has to offer, under ::BM_GDAL_MODULE_SYMBOL. */
typedef struct bm_gdal_module {
    uint32_t version; /**< ::BM_GDAL_MODULE_VERSION */
    /** Read every layer of points, in order. `message` says what is wrong with a file that cannot
     *  be used. */
    bm_status (*read)(const char *path, const bm_gdal_reader *reader,
                      char message[BM_ERROR_MESSAGE_SIZE]);
    /** Read the file's only layer of lines or polygons. */
    bm_status (*read_shapes)(const char *path, const bm_gdal_shape_reader *reader,
                             char message[BM_ERROR_MESSAGE_SIZE]);
    bm_status (*open_raster)(const char *path, void **raster, bool *is_grey,
                             char message[BM_ERROR_MESSAGE_SIZE]);
    bm_status (*sample_raster)(void *raster, const bm_gdal_sampling *job,
                               char message[BM_ERROR_MESSAGE_SIZE]);
    void (*close_raster)(void *raster); /**< NULL is fine */
    /** Read a table of a "PG:" database in the order of its primary key, through a cursor. The
     *  session can change nothing. `message` has nothing of the connection's secrets. */
    bm_status (*read_table)(const char *connection, const bm_gdal_table_reader *reader,
                            char message[BM_ERROR_MESSAGE_SIZE]);
    /** Make files of layers, in memory, and hand them over when they read back well. The same
     *  layers give the same bytes. */
    bm_status (*write)(const bm_gdal_output *output, char message[BM_ERROR_MESSAGE_SIZE]);
    /** Open a GeoPackage that `write` made with `is_open_ended`, on a disk, to add rows to a layer
     * of points. Errors of the disk are all noticed. `layer` is borrowed. */
    bm_status (*open_rows)(const char *path, const bm_gdal_output *output, bm_gdal_rows **rows,
                           char message[BM_ERROR_MESSAGE_SIZE]);
    /** Add all features of a part of the layer. */
    bm_status (*add_rows)(bm_gdal_rows *rows, const bm_output_layer *part,
                          char message[BM_ERROR_MESSAGE_SIZE]);
    /** Make the index of positions, write all that is not written, and free `rows`. With `keep`
     *  false it is only freed. `*count`: rows that were added. */
    bm_status (*close_rows)(bm_gdal_rows *rows, bool keep, size_t *count,
                            char message[BM_ERROR_MESSAGE_SIZE]);
    /** Open a file again and see whether a layer has so many features. */
    bm_status (*check)(const char *path, const char *driver, const char *layer, size_t count,
                       char message[BM_ERROR_MESSAGE_SIZE]);
    /** Read all features of one layer of a GeoPackage, FlatGeobuf or shapefile.
     *  @param layer  its name; NULL for "events", or else the only layer of points */
    bm_status (*read_features)(const char *path, const char *layer,
                               const bm_gdal_table_reader *reader,
                               char message[BM_ERROR_MESSAGE_SIZE]);
    /** Tell the name of each layer of a file, in its order; it is valid until `visit` returns. */
    bm_status (*visit_layers)(const char *path, void (*visit)(void *context, const char *name),
                              void *context, char message[BM_ERROR_MESSAGE_SIZE]);
} bm_gdal_module;

/** Load the module. ::BM_ERROR_UNSUPPORTED when there is none. It stays loaded, as GDAL cannot be
 *  unloaded; the pointer is valid for good. Thread-safe. */
BM_NODISCARD bm_status bm_gdal_module_open(const char *path, const bm_gdal_module **module,
                                           bm_error *error);

#endif
