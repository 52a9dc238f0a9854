/** @file writers.h
 *  Layers into text, format by format, in pieces: several threads may each put features of their
 * own part of a layer.
 */
#ifndef BM_EVENTS_EXPORT_WRITERS_H
#define BM_EVENTS_EXPORT_WRITERS_H

#include "base/strbuf.h"
#include "events/export/files.h"
#include "geo/output.h"

#include <bordermap/export.h>

struct bm_icon_set;

/** How a format is written. */
typedef struct bm_text_writer {
    bool has_box; /**< the head has the box around all features */
    /** What comes before the features; `box` is NULL when none has a position. NULL for nothing. */
    void (*head)(const bm_output_layer *layer, const bm_export_options *options,
                 const bm_lonlat_box *box, bm_strbuf *out);
    /** Features `from` to `end` − 1. */
    void (*features)(const bm_output_layer *layer, size_t from, size_t end, bm_strbuf *out);
    size_t skip; /**< bytes that the first feature of all begins with and is to go without */
    /** What comes after them; NULL for nothing. */
    void (*tail)(bool any, bm_strbuf *out);
} bm_text_writer;

extern const bm_text_writer bm_geojson_writer;  /**< one collection, RFC 7946 */
extern const bm_text_writer bm_geojsonl_writer; /**< a feature a line */
extern const bm_text_writer bm_geojsons_writer; /**< each after a record separator: RFC 8142 */
/** RFC 4180: positions as `lon` and `lat`, everything else under its own name. */
extern const bm_text_writer bm_csv_writer;

/** KML 2.2, at least one layer, of several each in a folder. This and the next return the status of
 *  the sink, or their own. */
bm_status bm_write_kml(const bm_output_layer *const *layers, size_t count,
                       const bm_export_options *options, bm_sink *sink);
/** The same with symbols that stand beside it: `icons` is told which; NULL for none. */
bm_status bm_write_kml_with(const bm_output_layer *const *layers, size_t count,
                            const bm_export_options *options, struct bm_icon_set *icons,
                            bm_sink *sink);
/** The same in a ZIP archive; it is made in memory first. */
bm_status bm_write_kmz(const bm_output_layer *const *layers, size_t count,
                       const bm_export_options *options, bm_sink *sink);
/** Layers through GDAL, which makes the file in memory first: see pieces.h for another way. It is
 * added to `files`, which is not committed.
 *  @param driver,name  as in ::bm_gdal_output
 *  @param findings     what the format cannot hold; may be NULL */
BM_NODISCARD bm_status bm_write_gdal(const char *driver, const char *name,
                                     const bm_output_layer *const *layers, size_t layer_count,
                                     const bm_export_options *options, bm_file_set *files,
                                     bm_findings *findings, bm_error *error);
/** Layers into a file, or into one for each where the format has but one layer a file: the first
 *  into `path`, each other one beside it, its name after the file's. All of them appear, or none.
 *  The same for all: see bm_events_export(). */
BM_NODISCARD bm_status bm_outputs_write(const bm_output_layer *const *layers, size_t count,
                                        bm_export_format format, const bm_export_options *options,
                                        const char *path, bm_findings *findings, bm_error *error);

/** The writer of a format; NULL for one that is not written in pieces. */
const bm_text_writer *bm_text_writer_of(bm_export_format format);

#endif
