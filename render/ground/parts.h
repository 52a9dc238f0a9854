/** @file parts.h
 *  What the files of the ground share. edges.c remembers edges, gather.c projects and clips,
 *  outlines.c takes the countries, layers.c the rest, draw.c paints.
 */
#ifndef BM_RENDER_GROUND_PARTS_H
#define BM_RENDER_GROUND_PARTS_H

#include "base/arena.h"
#include "render/canvas/image.h"
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
    char code[3]; /**< of a country that has one */
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
    BM_GROUND_DISPUTED,
    BM_GROUND_DISPUTED_LINES,
    BM_GROUND_GRATICULE,
    BM_GROUND_BORDER,
    BM_GROUND_GROUPS
} bm_ground_group;

/** A line of the graticule: its path, and its label. */
typedef struct bm_ground_grid_line {
    const bm_ground_path *path; /**< its pieces; NULL when none is in view */
    double deg;
    bool is_parallel;
} bm_ground_grid_line;

#define BM_GROUND_GRID_MAX 400
#define BM_GROUND_GRID_TEXT_SIZE 32

typedef struct bm_ground_grid_label {
    bm_px baseline;
    char text[BM_GROUND_GRID_TEXT_SIZE];
} bm_ground_grid_label;

struct bm_base {
    bm_arena arena;
    bm_arena label_arena; /**< apart, as labels are placed while the base is completed */
    bool is_complete;
    bm_frame frame;
    bm_ground_options options;
    bm_ground_grid_line *grid; /**< in the arena */
    size_t grid_count;
    double grid_step_deg;
    bm_ground_grid_label *grid_labels; /**< in their arena, with `grid_boxes` */
    bm_px_box *grid_boxes;
    size_t grid_label_count;
    bm_canvas_image_data backdrop; /**< its pixels are on the heap; NULL for none */
    char focus[2][3];              /**< codes of the border's countries */
    bool is_partly_known;          /**< the frame shows more than the countries' layer covers */
    bm_ground_path *known;         /**< what it covers; NULL when that is nowhere in the frame */
    bm_feature border_line;        /**< as it is drawn, in the arena */
    bm_ground_shape *first[BM_GROUND_GROUPS];
    bm_ground_shape **end[BM_GROUND_GROUPS];
};

/** While layers are prepared. Zero-initialise all but the first members; `failed` is sticky and
 *  means that memory is short. */
typedef struct bm_ground_builder {
    bm_base *base;
    const bm_basemap *basemap;
    bm_px_box box;      /**< what is kept: the map and a little more */
    bm_lonlat_box view; /**< what may be seen, and more: a sixteenth of it on each side */
    double px_per_lon;  /**< pixels of a degree, where they are most */
    double px_per_lat;
    bm_lonlat *picked; /**< room for `capacity` points */
    bm_px *projected;  /**< room for `capacity` points */
    bm_px *clipped;    /**< room for 2 × `capacity` + 8 */
    size_t capacity;
    bm_edges edges;            /**< of districts' outlines that have been taken */
    bm_ground_path **path_end; /**< of the shape being made */
    double least_area_px2;     /**< of a ring, else it is left out */
    double rounded_px;  /**< rings whose sides are longer have their corners rounded; 0: none */
    double side_max_px; /**< rings whose sides are longer on average are left out; 0: none */
    bool failed;
    bool is_grid_too_fine;
} bm_ground_builder;

/** The scale that a builder keeps is larger than that in the middle of the map. */
#define BM_GROUND_SCALE_MARGIN 1.2
/** Settle what the builder keeps of a frame. */
void bm_ground_set_view(bm_ground_builder *state, const bm_frame *frame);

/** Copy those of at least one vertices to `picked` that make a difference on the page; returns how
 *  many. Both ends are kept. */
size_t bm_ground_pick(bm_ground_builder *state, const bm_lonlat *points, size_t count);

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
static inline bool bm_ground_is_in_view(const bm_ground_builder *state, bm_lonlat a, bm_lonlat b)
{
    bm_lonlat_box view = state->view;
    return (a.lon >= view.west || b.lon >= view.west) &&
           (a.lon <= view.east || b.lon <= view.east) &&
           (a.lat >= view.south || b.lat >= view.south) &&
           (a.lat <= view.north || b.lat <= view.north);
}
/** Add those edges of a ring as lines that no ring before had, so that an outline that two areas
 *  share is drawn once. */
void bm_ground_add_outline(bm_ground_builder *state, const bm_lonlat *points, size_t count);

/** The boundaries of the countries, for bm_ground_add_countries(): every ring is counted, then
 *  every ring drawn. Zero-initialise all but `state` and `layer`. */
typedef struct bm_ground_lines {
    bm_ground_builder *state;
    bm_lonlat_box layer;  /**< along its sides there is no boundary */
    bm_edges edges;       /**< of all rings; taken: drawn, or none of theirs */
    unsigned char *marks; /**< of the edges of the ring that is drawn; room for `capacity` */
    struct bm_ground_bank *banks;
    bm_lonlat *line; /**< being made; room for `capacity` points */
    size_t capacity;
    size_t count;
} bm_ground_lines;
/** What is not to be drawn, before any ring is counted. */
void bm_ground_lines_take(bm_ground_lines *lines, const bm_lonlat *line, size_t count);
void bm_ground_lines_count(bm_ground_lines *lines, const bm_lonlat *ring, size_t count);
/** Draw a ring of a country that is painted in the group `where`: what it shares goes to the shape
 *  that was begun, its coasts to ::BM_GROUND_COAST. Small gaps between two countries are filled. */
void bm_ground_lines_draw(bm_ground_lines *lines, const bm_lonlat *ring, size_t count,
                          bm_ground_group where);
/** Draw what was kept till now: the boundaries along gaps, and coasts between countries. */
void bm_ground_lines_draw_banks(bm_ground_lines *lines);
void bm_ground_lines_finish(bm_ground_lines *lines);

/** Settle the base's `border_line`: some of the vertices of the border's, with the ends of its
 * parts. False when memory is short. */
bool bm_ground_take_pen_line(bm_ground_builder *state);
/** The countries, each to the border's line, and their outlines. */
void bm_ground_add_countries(bm_ground_builder *state);
/** Where the countries' layer ends, when the frame shows more than that. */
void bm_ground_add_known(bm_ground_builder *state);
/** Layers that the key tells of: built-up areas, districts, roads and railways. */
void bm_ground_add_keyed_layers(bm_ground_builder *state);
/** Oblasts and water. */
void bm_ground_add_layers(bm_ground_builder *state);
/** Disputed areas, when the view tells them apart. */
void bm_ground_add_disputed(bm_ground_builder *state);
/** Parallels and meridians, when they are asked for. */
void bm_ground_add_graticule(bm_ground_builder *state);
/** "51°30′ N"; minutes only when the step asks for them. */
void bm_ground_format_degrees(double deg, bool is_parallel, char text[BM_GROUND_GRID_TEXT_SIZE]);

void bm_ground_draw_backdrop(const bm_base *base, bm_canvas *canvas);
void bm_ground_draw_disputed(const bm_base *base, const bm_style *style, bm_canvas *canvas);
void bm_ground_draw_graticule(const bm_base *base, const bm_style *style, bm_canvas *canvas);
/** Add all countries to the path. */
void bm_ground_add_land(const bm_base *base, bm_canvas *canvas);
/** Hatch the current path, which is consumed. */
void bm_ground_hatch(bm_canvas *canvas, bm_px_box box, const bm_line_style *line);

#endif
