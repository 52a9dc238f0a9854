/** @file map.h
 *  The map: a prepared base and the events of a time window on it, as PNG, SVG or PDF.
 */
#ifndef BORDERMAP_MAP_H
#define BORDERMAP_MAP_H

#include <bordermap/border.h>
#include <bordermap/event_points.h>
#include <bordermap/events.h>
#include <bordermap/gazetteer.h>
#include <bordermap/layer.h>
#include <bordermap/map_options.h>
#include <bordermap/projection.h>
#include <bordermap/raster.h>
#include <bordermap/sink.h>
#include <bordermap/style.h>

BM_BEGIN_DECLS

/** What is drawn under the events. Borrowed; must outlive the map. Any may be NULL but `border` and
 *  `countries`. */
typedef struct bm_basemap {
    const bm_layer *countries;
    const bm_layer *oblasts;      /**< polygons; for the names */
    const bm_layer *oblast_lines; /**< inner boundaries */
    const bm_layer *rivers;
    const bm_layer *lakes;
    const bm_layer *urban;    /**< polygons: built-up areas */
    const bm_layer *raions;   /**< polygons: districts; their boundaries are drawn */
    const bm_layer *roads;    /**< lines, ranked by HIGHWAY, FCLASS, TYPE, CLASS (words of
                                 OpenStreetMap    or Natural Earth), else RANK or SCALERANK */
    const bm_layer *railways; /**< lines */
    const bm_layer *locator;  /**< polygons of countries, wider than `countries`, for the inset */
    bm_raster *raster; /**< over the tints of the countries; needed until bm_map_new() returns */
    const bm_border *border;
    const bm_gazetteer *gazetteer; /**< towns and crossings to label */
    const char *credit;            /**< sources with licences, one line; NULL or "" for none */
} bm_basemap;

typedef enum bm_map_format { BM_MAP_PNG, BM_MAP_SVG, BM_MAP_PDF } bm_map_format;

/** Which format a file name's ending means. ::BM_ERROR_UNSUPPORTED names the ones there are. */
BM_API BM_NODISCARD bm_status bm_map_format_from_path(const char *path, bm_map_format *format,
                                                      bm_error *error);
/** The same from "png", "svg", "pdf". */
BM_API BM_NODISCARD bm_status bm_map_format_from_name(const char *name, bm_map_format *format,
                                                      bm_error *error);

/** Most pixels of a PNG; SVG and PDF have only the limit of their sides. */
#define BM_MAP_PNG_PIXELS_MAX 400000000

/** Check the languages of ::bm_label_options: en, be, uk, ru or local, or two of them with a comma.
 *  @return ::BM_ERROR_ARGUMENT */
BM_API BM_NODISCARD bm_status bm_map_check_languages(const char *languages, bm_error *error);

/** Find out which fonts there are, which the first map would do otherwise: a program may call this
 * on a thread of its own while it reads its data. Optional. Thread-safe. */
BM_API void bm_map_load_fonts(void);
/** Fonts for ::bm_map_options that a style's pages are measured with first, opened: best on that
 * thread, too, when bm_map_load_fonts() has returned. For maps of one thread at a time; free them
 * with bm_map_fonts_free() before or after the maps. NULL when memory is short. */
BM_API bm_map_fonts *bm_map_fonts_new(const bm_style *style);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_map_fonts_free(bm_map_fonts *fonts);

/** Takes the path of a font's file, which is borrowed for the call. */
typedef void (*bm_font_visitor)(const char *path, void *context);
/** Visit the files of the fonts that a style's texts are set in, each once; letters that these lack
 *  are taken from others. */
BM_API BM_NODISCARD bm_status bm_style_visit_fonts(const bm_style *style, bm_font_visitor visit,
                                                   void *context, bm_error *error);

#define BM_MAP_LIBRARIES_SIZE 128
/** The libraries that draw, with the versions that are loaded: "cairo 1.16.0, Pango 1.50.12, ...".
 *  The same map may have other bytes with others. */
BM_API void bm_map_libraries(char text[BM_MAP_LIBRARIES_SIZE]);

/** A map prepared for one set of events: extent, projection, legend and base are settled, so that
 *  every window drawn from it lies on the same ground. Not thread-safe. */
typedef struct bm_map bm_map;

/** Prepare a map.
 *  @param events  located events; must outlive the map
 *  @param map     free it with bm_map_free()
 *  @return ::BM_ERROR_UNSUPPORTED when no font has the letters of a text of `options`; in names and
 *          titles of events such letters are left out */
BM_API BM_NODISCARD bm_status bm_map_new(const bm_basemap *basemap, const bm_events *events,
                                         const bm_style *style, const bm_map_options *options,
                                         bm_map **map, bm_error *error);
/** The same of points, which are shown by their density: as `options` says, else in hexagons, or in
 * clusters when there are at most 20,000 on the map.
 *  @param points  located; must outlive the map */
BM_API BM_NODISCARD bm_status bm_map_new_of_points(const bm_basemap *basemap,
                                                   const bm_event_points *points,
                                                   const bm_style *style,
                                                   const bm_map_options *options, bm_map **map,
                                                   bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_map_free(bm_map *map);
/** How the events are shown: ::BM_DENSITY_OFF for symbols, or what was asked for or settled. */
BM_API bm_density_kind bm_map_density(const bm_map *map);

#define BM_COVERED_SIZE 256

/** What a drawing left out, for the caller to report. */
typedef struct bm_map_report {
    size_t events_drawn;
    size_t events_imprecise; /**< drawn besides: their dates are less exact than the window */
    size_t events_outside;   /**< located, but beyond the frame */
    size_t events_national;  /**< known only to a country, and not drawn */
    size_t events_blank;     /**< drawn where the layer of countries does not reach */
    size_t labels_placed;
    size_t labels_dropped;
    size_t texts_altered; /**< names, titles and categories that lack letters which no font has */
    size_t towns_fit; /**< names of towns that the scale calls for and that have a place to stand,
                           clear of furniture, symbols and the map's edge */
    size_t towns_placed;           /**< of these */
    size_t places_numbered;        /**< places of events with a number and a row in the key */
    size_t places_unnamed;         /**< places of events neither named nor in the key */
    size_t events_covered;         /**< drawn, but under the legend or another piece of furniture */
    char covered[BM_COVERED_SIZE]; /**< these in words; "" when there are none */
} bm_map_report;

/** Draw the events that overlap `window` (NULL for all) and write the file to `sink`, which the
 * caller commits. May be called again for another window or format.
 *  @param report  may be NULL */
BM_API BM_NODISCARD bm_status bm_map_write(bm_map *map, const bm_interval *window,
                                           bm_map_format format, bm_sink *sink,
                                           bm_map_report *report, bm_error *error);

/** The map written last in words, for those who cannot see it: a title of at most 120 characters,
 * an empty line, and a description with the numbers, which files hold too. "" before the first one;
 *  borrowed until the next. */
BM_API const char *bm_map_alt_text(const bm_map *map);

/** Write these words beside the map's file, as `path` with ".alt.txt" after it. */
BM_API BM_NODISCARD bm_status bm_map_write_alt_text(const bm_map *map, const char *path,
                                                    bm_error *error);
typedef enum bm_label_report_format {
    BM_LABEL_REPORT_CSV,
    BM_LABEL_REPORT_JSON
} bm_label_report_format;

/** List what became of every name that the map of `window` (NULL for all) was to have: kind, text,
 * position, whether it stands in its best place, has moved or is dropped, the box in pixels, and
 * what keeps it from its best place (docs/labels.md). The caller commits the sink. */
BM_API BM_NODISCARD bm_status bm_map_write_label_report(bm_map *map, const bm_interval *window,
                                                        bm_label_report_format format,
                                                        bm_sink *sink, bm_error *error);

BM_END_DECLS
#endif
