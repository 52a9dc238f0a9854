/** @file style.h
 *  A style in memory: what the INI file says, one struct a section (docs/style.md).
 */
#ifndef BM_RENDER_STYLE_H
#define BM_RENDER_STYLE_H

#include <bordermap/style.h>
#include <stdbool.h>
#include <stddef.h>

#include "events/symbol_shape.h"

/** sRGB, each 0…1, alpha not premultiplied. */
typedef struct bm_color {
    double red;
    double green;
    double blue;
    double alpha;
} bm_color;

/** A stroke. Width 0 draws nothing. */
typedef struct bm_line_style {
    bm_color color;
    double width_pt;
    double dash_pt[4]; /**< on, off, …; all 0 for a solid line */
} bm_line_style;

/** Longest list of font families, terminator included. */
#define BM_FAMILY_SIZE 128

/** Type. The halo is drawn round the glyphs and counts in every collision box. */
typedef struct bm_text_style {
    char family[BM_FAMILY_SIZE]; /**< names in order of preference, comma-separated */
    double size_pt;
    bool bold;
    bool italic;
    double spacing_pt; /**< added between letters */
    bm_color color;
    bm_color halo_color;
    double halo_pt; /**< width outside the glyph, 0 for none */
} bm_text_style;

#define BM_CATEGORY_KEY_SIZE 96
/** Categories drawn apart; the rest becomes "other". */
#define BM_CATEGORIES_MAX 8

typedef struct bm_category_style {
    char key[BM_CATEGORY_KEY_SIZE];   /**< as in bm_event.category */
    char label[BM_CATEGORY_KEY_SIZE]; /**< for the legend: "Strike or shelling" */
    bm_shape shape;
    bm_color fill;
    char symbol_file[256];        /**< an SVG file, as written; "" for none */
    struct bm_svg_symbol *symbol; /**< that file; belongs to the style; NULL for none */
    bool is_bare;                 /**< the picture stands without a disc */
} bm_category_style;

/** Styles that build on each other, and a symbol for each category of each. */
#define BM_STYLE_FILES_MAX 160

struct bm_style {
    bm_color background; /**< sea and what no country covers */
    bm_color no_data;    /**< beyond the layer of countries, where nothing is known */
    bm_color land;       /**< countries that are not the border's */
    bm_color focus[2];   /**< the border's two countries */
    bm_line_style country_line;
    bm_line_style coast_line;
    bm_line_style oblast_line;
    bm_line_style border_line;
    bm_color zone_fill; /**< strips along the border */
    bm_line_style zone_line;
    bm_line_style border_casing; /**< under the border line, wider and light */
    bm_color water;
    bm_line_style lake_line;
    bm_line_style rivers[3]; /**< by rank: 1–2, 3–4, the rest */
    bm_line_style disputed_line;
    bm_color disputed_hatch;
    double disputed_hatch_pt;
    bm_line_style graticule_line;
    bm_text_style graticule_label;
    bm_color urban;
    bm_line_style raion_line;
    bm_line_style roads[3];    /**< motorways and trunk roads, primary ones, the rest */
    bm_line_style road_casing; /**< on each side of a road */
    bm_line_style railway_line;
    bm_line_style railway_ticks; /**< wide and dashed, over the line */
    bm_text_style country_label;
    bm_text_style oblast_label;
    bm_text_style water_label;
    bm_text_style town_labels[4]; /**< capital, oblast centre, town, village */
    bm_text_style crossing_label;
    bm_text_style event_label;
    bm_text_style count_label; /**< number inside a symbol */
    bool hides_counts;         /**< symbols have none: their size alone tells how many */
    double dot_scale;          /**< of the signs of towns; 0: 1 */
    bm_text_style title;
    bm_text_style subtitle;
    bm_text_style legend_title;
    bm_text_style legend_text;
    bm_text_style credit;
    bm_color panel; /**< ground of furniture that lies on the map */
    bm_line_style panel_line;
    bm_color symbol_outline;
    double symbol_outline_pt;
    const struct bm_palette
        *density_palette;                    /**< the style's own; amount_palette comes before it */
    bm_line_style density_line;              /**< round the cells of a density map */
    double symbol_size_pt;                   /**< diameter of one event's symbol */
    bm_color ink;                            /**< scale bar, town dots, frame */
    const struct bm_palette *palette;        /**< of the categories; NULL: each its own fill */
    const struct bm_palette *amount_palette; /**< for densities; NULL: the default one */
    bm_category_style categories[16];
    size_t category_count;
    bm_category_style other;
    char *files[BM_STYLE_FILES_MAX]; /**< that it was read from, in that order */
    size_t file_count;
};

#endif
