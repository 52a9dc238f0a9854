/** @file export.h
 *  Located events for other programs. docs/exports.md describes the formats.
 */
#ifndef BORDERMAP_EXPORT_H
#define BORDERMAP_EXPORT_H

#include <bordermap/guard.h>
#include <bordermap/sink.h>

BM_BEGIN_DECLS

typedef enum bm_export_format {
    BM_EXPORT_GEOJSON,  /**< RFC 7946 */
    BM_EXPORT_GEOJSONL, /**< a feature a line */
    BM_EXPORT_GEOJSONS, /**< RFC 8142: each after a record separator */
    BM_EXPORT_CSV,      /**< RFC 4180 */
    BM_EXPORT_KML,      /**< KML 2.2 */
    BM_EXPORT_KMZ,      /**< KML in a ZIP archive */
    BM_EXPORT_GPKG,     /**< GeoPackage; this and the next two need GDAL */
    BM_EXPORT_FGB,      /**< FlatGeobuf */
    BM_EXPORT_SHP,      /**< shapefile: five files of one name */
    BM_EXPORT_FORMAT_COUNT
} bm_export_format;

/** "geojson", "geojsonl", … Static storage. */
BM_API const char *bm_export_format_name(bm_export_format format);
/** The format of that name, or of a file of that name by its ending; ::BM_EXPORT_FORMAT_COUNT when
 *  there is none. Letter case does not matter in an ending. */
BM_API bm_export_format bm_export_format_from_name(const char *name);
BM_API bm_export_format bm_export_format_from_path(const char *path);

/** Zero-initialised, it is the defaults. */
typedef struct bm_export_options {
    bool byte_order_mark; /**< of a CSV: for spreadsheets that take UTF-8 for something else */
    /** Unix seconds, for formats that hold when they were made; 0: 1980-01-01. */
    int64_t made_at_s;
    /** Also a style for QGIS: beside the file under its name with the ending .qml, and in a
     *  GeoPackage. Of files that QGIS takes for layers of events: not of CSV and KML. */
    bool qgis_style;
    /** Path of a style for MapLibre that is written as well, for a GeoJSON; NULL for none. */
    const char *maplibre_style;
    /** Where the folder of that style will be on the web, "https://example.org/maps/": the
     * addresses in it begin so, and a sprite with the map's symbols is written beside it. NULL:
     * addresses are as seen from the style, and the symbols are circles. */
    const char *maplibre_url;
    /** What the whole is made of, as a JSON object on one line, for the formats that have a place
     *  for it: GeoJSON and GeoPackage. Called once, when the beginning is written, by the thread
     *  that exports; the text is valid until it is done. NULL: nothing is said. */
    const char *(*about)(void *context);
    void *about_context;
    const char *description; /**< of a KML document; NULL or "" for none */
    /** Called for each file that was written, once all of them are there, by the thread that
     *  exports: layers and styles as well, in the order in which they were begun. `path` is valid
     *  until it returns. Not called for a table that is exported into a sink. May be NULL. */
    void (*wrote)(void *context, const char *path);
    void *wrote_context;
} bm_export_options;

/** Files of a sprite: its index and its picture, for displays of one and of two pixels a pixel. */
enum { BM_EXPORT_SPRITE_FILES = 4 };
/** The path of a file of the sprite beside a style: "map-sprite.json", "map-sprite.png",
 *  "map-sprite@2x.json", "map-sprite@2x.png" of "map.json". malloc'ed; NULL when memory is short or
 *  there are not as many. */
BM_API char *bm_export_sprite_path(const char *style, size_t index);

/** Refuse to replace a GeoPackage that holds what bordermap does not write: others keep layers of
 *  their own in one. Any other file of that name may be replaced, and one that is not there made.
 *  Exporting does not ask by itself.
 *  @return ::BM_ERROR_ARGUMENT with the name of a layer that would be lost;
 *          ::BM_ERROR_UNSUPPORTED without GDAL */
BM_API BM_NODISCARD bm_status bm_export_check_target(bm_export_format format, const char *path,
                                                     bm_error *error);

/** Write the events to a file, whole or not at all, or to standard output for "-". The same input
 *  gives the same bytes.
 *  @param options   NULL for the defaults
 *  @param findings  what the format cannot hold, and the other names of columns in a shapefile; may
 *                   be NULL */
BM_API BM_NODISCARD bm_status bm_events_export(const bm_events *events, bm_export_format format,
                                               const bm_export_options *options, const char *path,
                                               bm_findings *findings, bm_error *error);

/** Write the events as GeoJSON (RFC 7946): WGS 84, 6 decimals, no `crs`, a `bbox`, stable integer
 *  ids, the same keys on every feature, ISO dates with the EDTF text and `start_epoch` beside them,
 *  foreign columns after ours. Events without a location have a null geometry.
 *  Byte-identical for the same input. */
BM_API BM_NODISCARD bm_status bm_events_write_geojson(const bm_events *events, bm_sink *sink,
                                                      bm_error *error);

/** How a table is exported that is not kept. Zero-initialise for the defaults. */
typedef struct bm_table_export_options {
    const bm_events_options *table; /**< as bm_events_read() takes them; NULL for the defaults */
    const bm_interval *window;      /**< only rows that overlap it; NULL for all */
    bm_ambiguous_policy ambiguous;
    bm_export_format format;
    bm_export_options output;
    size_t threads; /**< 0: one a processor; at most 8. The bytes are the same */
    /** Keeps back of the events what bm_guard_apply() would; new, and not to be used again. NULL:
     *  nothing is kept back. `gazetteer` is for it, and may be NULL. */
    bm_guard *guard;
    const bm_gazetteer *gazetteer;
} bm_table_export_options;

struct bm_geocoder;
struct bm_decisions;

/** Read a table of any size, locate its events and write them, with the bytes that
 *  bm_events_read(), bm_events_locate() and bm_events_export() come to. It is read in chunks
 *  and more than once; memory does not go with its size, but for at most 14 bytes a row. Of its
 *  findings the first 1,000 are kept, and as many of what locating says; all are counted. Ids are
 * compared within the window.
 *
 *  Formats: the texts that are a line or a row for each feature, ::BM_EXPORT_GPKG and
 *  ::BM_EXPORT_FGB, which also need temporary files: beside the sink's, or in /tmp.
 *
 *  With ::BM_AMBIGUOUS_FAIL and an ambiguous place nothing is written, and `counts` tells so.
 *  @param path      "-" is standard input
 *  @param options   may be NULL
 *  @param counts,left_out  what was located, and rows left out for a bad date, position or quote
 */
BM_API BM_NODISCARD bm_status bm_table_export(
    const char *path, const bm_table_export_options *options, const struct bm_geocoder *geocoder,
    const bm_border *border, const struct bm_decisions *decisions, bm_findings *findings,
    bm_locating_counts *counts, size_t *left_out, bm_sink *sink, bm_error *error);

BM_END_DECLS
#endif
