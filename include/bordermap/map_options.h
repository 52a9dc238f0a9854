/** @file map_options.h
 *  Settings of a map, one struct a part of it. Zero-initialise for the defaults; texts and arrays
 * are borrowed until bm_map_new() returns.
 */
#ifndef BORDERMAP_MAP_OPTIONS_H
#define BORDERMAP_MAP_OPTIONS_H

#include <bordermap/date.h>
#include <bordermap/geometry.h>
#include <bordermap/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

BM_BEGIN_DECLS

typedef enum bm_extent_kind {
    BM_EXTENT_EVENTS, /**< fitted to the events within reach of the border and the border near them,
                           with a margin; at least 120 km wide. docs/map.md has the rule */
    BM_EXTENT_BORDER, /**< the whole border */
    BM_EXTENT_BOX,    /**< `box` */
    BM_EXTENT_ALL     /**< fitted to every located event, wherever it is, with a margin */
} bm_extent_kind;

/** How a PNG is compressed: the same pixels either way. */
typedef enum bm_compression {
    BM_COMPRESSION_FAST, /**< a few milliseconds */
    BM_COMPRESSION_SMALL /**< a sixth smaller, in a hundred times as long */
} bm_compression;

/** The point of view on boundaries; the credit names it. */
typedef enum bm_view {
    BM_VIEW_INTERNATIONAL, /**< as internationally recognised: disputed areas are not told apart */
    BM_VIEW_DISPUTED /**< the same, and disputed areas are hatched within a dashed line: oblasts
                        with text in DISPUTED, else Crimea and Sevastopol */
} bm_view;

/** For bm_ground_options.graticule_deg: as many degrees or minutes as suit the scale. */
#define BM_GRATICULE_AUTO (-1.0)

/** What lies under the events. */
typedef struct bm_ground_options {
    bm_view view;
    double graticule_deg;  /**< between parallels and meridians; 0: none; else 1/60…90, or
                              ::BM_GRATICULE_AUTO */
    double raster_opacity; /**< of bm_basemap.raster, above 0 to 1; 0: 0.6 */
} bm_ground_options;

/** What becomes of several events at one place. */
typedef enum bm_colocated {
    BM_COLOCATED_COUNT,  /**< a symbol for each category and claim, with their number in it */
    BM_COLOCATED_SPREAD, /**< a symbol for each event, round the place; where there is no room for
                              them, or for more than ::BM_COLOCATED_SPREAD_MAX, as `COUNT` */
    BM_COLOCATED_LIST    /**< one symbol with the number of all; its label lists them */
} bm_colocated;

/** A strip along the border. */
typedef struct bm_border_strip {
    double width_m;  /**< 500 to 500,000 */
    char country[3]; /**< ISO 3166-1 alpha-2 of the side; "" for both */
} bm_border_strip;
#define BM_ZONES_MAX 4

/** Most events of one place that are spread round it. */
#define BM_COLOCATED_SPREAD_MAX 60

/** How events are shown. */
typedef struct bm_symbol_options {
    bm_colocated colocated;
    bm_border_strip zones[BM_ZONES_MAX];
    size_t zone_count;
    const struct bm_crossings
        *crossings;     /**< their states; NULL: none is known; outlives the map */
    bool fade;          /**< older events paler, in four classes back from the window's end */
    bm_step fade_step;  /**< of a class; count 0: a quarter of the window */
    bool has_imprecise; /**< of some window: the legend explains events whose date is less exact
                           than it, see bm_interval_is_imprecise_in() */
    bool of_several;    /**< one legend is for maps of several windows: ages without dates */
    bool fade_all;      /**< the legend has classes without events as well: for maps of windows */
} bm_symbol_options;

/** Which places of events are told by a number on the map and a row in a key beside it. */
typedef enum bm_callout_mode {
    BM_CALLOUTS_AUTO, /**< those whose words find no room */
    BM_CALLOUTS_ALL,  /**< all; only names of towns stand on the map */
    BM_CALLOUTS_NONE  /**< none; what finds no room is left out */
} bm_callout_mode;

/** How very many events are shown; docs/density.md has the rules. */
typedef enum bm_density_kind {
    BM_DENSITY_AUTO,    /**< symbols; clusters or hexagons of too many, see docs/density.md */
    BM_DENSITY_OFF,     /**< symbols, however many there are */
    BM_DENSITY_CLUSTER, /**< places near each other on the page as one symbol with their number */
    BM_DENSITY_CIRCLES, /**< circles by number */
    BM_DENSITY_HEX,     /**< counts in hexagons */
    BM_DENSITY_HEAT     /**< a surface of events by area */
} bm_density_kind;

typedef struct bm_density_options {
    bm_density_kind kind;
    double size_pt;    /**< width of a cell, or radius of the surface, on the page; 0: by kind */
    double size_km;    /**< the same on the ground, when it is above 0 */
    int classes;       /**< of colour, 3…7; 0: 5 */
    bool keep_symbols; /**< ::BM_DENSITY_AUTO makes no clusters: only some of the events are shown
                          at a time */
} bm_density_options;

/** The names on the map. */
typedef struct bm_label_options {
    bm_callout_mode callouts;
    const char *languages; /**< of names: en, be, uk, ru, or local (be in Belarus, uk in Ukraine, ru
                              in Russia); two of them print the second in smaller type: "uk,en".
                              Names that a language lacks are in English; NULL: "en" */
} bm_label_options;

/** Where a piece of furniture goes. */
typedef enum bm_spot {
    BM_SPOT_AUTO,     /**< where the layout finds room; what is not needed is left out */
    BM_SPOT_NONE,     /**< nowhere: it is not drawn */
    BM_SPOT_TOP_LEFT, /**< the corners lie on the map */
    BM_SPOT_TOP_RIGHT,
    BM_SPOT_BOTTOM_LEFT,
    BM_SPOT_BOTTOM_RIGHT,
    BM_SPOT_LEFT, /**< the sides lie beside the map, which becomes smaller */
    BM_SPOT_RIGHT,
    BM_SPOT_TOP,
    BM_SPOT_BOTTOM
} bm_spot;

typedef enum bm_north_arrow {
    BM_NORTH_AUTO, /**< only where north is more than three degrees off the page's top */
    BM_NORTH_ALWAYS,
    BM_NORTH_NONE
} bm_north_arrow;

/** What surrounds and explains the map. */
typedef struct bm_furniture_options {
    const char *title;      /**< NULL: "Incidents at the Belarus–Ukraine border", or what else is
                               in view */
    const char *subtitle;   /**< NULL: the window's dates and the number of events */
    const char *disclaimer; /**< NULL: the shipped sentence; "" for none */
    const char *zone_name;  /**< of the clock that the events' times are of; NULL: "UTC" */
    const char *data_note;  /**< added to the credit, e.g. the table's source; may be NULL */
    bool no_credit, no_title;
    bool no_sources;   /**< the credit does not name the sources of the events */
    bm_spot legend;    /**< any */
    bm_spot scale_bar; /**< auto, none or a corner */
    bm_spot inset;     /**< locator map: auto (close-up maps with a free corner), none, a corner */
    bm_spot panel;     /**< list of events: auto (when labels refer to one), none, right, bottom */
    bm_north_arrow north;
    double type_scale; /**< of all type beside the map, 0.5…3; 0: 1. Nothing is set under 6 pt or
                          11 px */
    const char *logo;  /**< a PNG or SVG file, shown right of the title; NULL for none */
} bm_furniture_options;

/** How the file is written. */
typedef struct bm_file_options {
    const char *author; /**< stored in the file; may be NULL */
    bool outlines; /**< letters of an SVG or PDF as outlines, for an exact look without the fonts */
} bm_file_options;

/** Sides of a page. Whichever are given, pixels or millimetres, settle the others through the
 *  resolution. */
typedef struct bm_page {
    int width_px, height_px;    /**< 0: not given; at most 32,767 */
    double width_mm, height_mm; /**< 0: not given; they win over pixels */
    double dpi;                 /**< 0: 144; 36…1200 */
    double type_scale;          /**< for ::bm_furniture_options; 0: 1 */
} bm_page;

/** A page for one use: web, a4, a4-landscape, slide, square, story (docs/map.md).
 *  @return ::BM_ERROR_ARGUMENT for another name, with those that there are */
BM_API BM_NODISCARD bm_status bm_page_preset(const char *name, bm_page *page, bm_error *error);
/** Work out the pixels of a page given in millimetres, and the defaults.
 *  @return ::BM_ERROR_ARGUMENT when a side or the resolution is out of range */
BM_API BM_NODISCARD bm_status bm_page_resolve(bm_page *page, bm_error *error);

/** Opened fonts, see bm_map_fonts_new(). */
typedef struct bm_map_fonts bm_map_fonts;

typedef struct bm_map_options {
    int width_px;               /**< 0: 1600; at most 32,767 */
    int height_px;              /**< 0: 1200; at most 32,767 */
    double dpi;                 /**< 0: 144; sizes in points scale with it; 36…1200 */
    double width_mm, height_mm; /**< exact sides for PDF and SVG; 0: those of the pixels */
    bm_extent_kind extent;
    bm_lonlat_box box;
    const char *place;      /**< what `box` was asked to be around, for the title; may be NULL */
    const char *projection; /**< NULL: Lambert conformal conic fitted to the extent */
    int64_t made_at_s;      /**< Unix time printed and stored as the date of making; 0: the end of
                                 the data */
    bm_compression compression; /**< of PNG */
    const char *period; /**< of a series: the longest that a window is called in the subtitle, which
                           has room for it; NULL: the dates of all events */
    bool is_series; /**< windows will be drawn: no column is kept for a key that few of them need */
    bool paint_ahead; /**< the first file will be a PNG: paint its ground while the labels are
                           chosen. The file is the same either way */
    bm_ground_options ground;
    bm_symbol_options symbols;
    bm_density_options density;
    bm_label_options labels;
    bm_furniture_options furniture;
    bm_file_options file;
    bm_map_fonts *fonts; /**< to be used, which another thread opened ahead; or NULL */
} bm_map_options;

BM_END_DECLS
#endif
