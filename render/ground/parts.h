/** @file parts.h
 *  What the files of the ground share. edges.c remembers edges, gather.c projects and clips,
 *  outlines.c takes the countries, layers.c the rest, draw.c paints.
 */
#ifndef BM_RENDER_GROUND_PARTS_H
#define BM_RENDER_GROUND_PARTS_H

#include "base/arena.h"
#include "render/ground/edges.h"
#include "render/ground/ground.h"

/** A ring or a line on the page. */
typedef struct bm_ground_path {
    struct bm_ground_path *next;
    size_t count;
    bm_px points[];
} bm_ground_path;

/** One feature. */
typedef struct bm_ground_shape {
    struct bm_ground_shape *next;
    bm_ground_path *first;
} bm_ground_shape;

/** What is painted in the same way. */
typedef enum bm_ground_group {
    BM_GROUND_LAND,
    BM_GROUND_FOCUS_A,
    BM_GROUND_FOCUS_B,
    BM_GROUND_COAST,
    BM_GROUND_COUNTRY_LINES,
    BM_GROUND_URBAN,
    BM_GROUND_RAIONS,
    BM_GROUND_OBLASTS,
    BM_GROUND_LAKES,
    BM_GROUND_RIVERS_1,
    BM_GROUND_RIVERS_2,
    BM_GROUND_RIVERS_3,
    BM_GROUND_ROADS_1,
    BM_GROUND_ROADS_2,
    BM_GROUND_ROADS_3,
    BM_GROUND_RAILWAYS,
    BM_GROUND_BORDER,
    BM_GROUND_GROUPS
} bm_ground_group;

struct bm_base {
    bm_arena arena;
    bm_frame frame;
    char focus[2][3];      /**< codes of the border's countries */
    bool is_partly_known;  /**< the frame shows more than the countries' layer covers */
    bm_ground_path *known; /**< what it covers; NULL when that is nowhere in the frame */
    bm_ground_shape *first[BM_GROUND_GROUPS];
    bm_ground_shape **end[BM_GROUND_GROUPS];
};

/** While layers are prepared. Zero-initialise all but the first members; `failed` is sticky and
 *  means that memory is short. */
typedef struct bm_ground_builder {
    bm_base *base;
    const bm_basemap *basemap;
    bm_px_box box;    /**< what is kept: the map and a little more */
    bm_px *projected; /**< room for `capacity` points */
    bm_px *clipped;   /**< room for 2 × `capacity` + 8 */
    size_t capacity;
    bm_edges edges;            /**< of outlines that have been taken */
    bm_ground_path **path_end; /**< of the shape being made */
    bool failed;
} bm_ground_builder;

/** Begin a shape of a group; NULL when memory is short. It joins its group with
 *  bm_ground_end_shape(), when something of it is on the map. */
bm_ground_shape *bm_ground_begin_shape(bm_ground_builder *state);
void bm_ground_end_shape(bm_ground_builder *state, bm_ground_shape *made, bm_ground_group where);
/** Add a ring or a line to the shape that was begun: projected, clipped and thinned. */
void bm_ground_add_ring(bm_ground_builder *state, const bm_lonlat *points, size_t count);
void bm_ground_add_line(bm_ground_builder *state, const bm_lonlat *points, size_t count);
/** A whole feature as a shape. */
void bm_ground_add_feature(bm_ground_builder *state, const bm_feature *feature,
                           bm_ground_group where);
/** True when the segment may be seen. */
bool bm_ground_is_in_view(const bm_ground_builder *state, bm_lonlat a, bm_lonlat b);
/** Add those edges of a ring as lines that no ring before had, so that an outline that two areas
 *  share is drawn once. */
void bm_ground_add_outline(bm_ground_builder *state, const bm_lonlat *points, size_t count);

/** The boundaries of the countries, for bm_ground_add_countries(): every ring is counted, then
 *  every ring drawn. Zero-initialise all but `state` and `layer`. */
typedef struct bm_ground_lines {
    bm_ground_builder *state;
    bm_lonlat_box layer; /**< along its sides there is no boundary */
    bm_edges seen;
    bm_edges shared; /**< that two rings have */
    struct bm_ground_bank *banks;
    bm_lonlat *line; /**< being made; room for `capacity` points */
    size_t capacity;
    size_t count;
} bm_ground_lines;
void bm_ground_lines_count(bm_ground_lines *lines, const bm_lonlat *ring, size_t count);
/** Draw a ring of a country that is painted in the group `where`: what it shares goes to the shape
 *  that was begun, its coasts to ::BM_GROUND_COAST. Small gaps between two countries are filled. */
void bm_ground_lines_draw(bm_ground_lines *lines, const bm_lonlat *ring, size_t count,
                          bm_ground_group where);
/** Draw what was kept till now: the boundaries along gaps, and coasts between countries. */
void bm_ground_lines_draw_banks(bm_ground_lines *lines);
void bm_ground_lines_finish(bm_ground_lines *lines);

/** The countries, each to the border's line, and their outlines. */
void bm_ground_add_countries(bm_ground_builder *state);
/** Where the countries' layer ends, when the frame shows more than that. */
void bm_ground_add_known(bm_ground_builder *state);
/** Oblasts, water, and what else the basemap has. */
void bm_ground_add_layers(bm_ground_builder *state);

#endif
