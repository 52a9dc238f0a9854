/** @file private.h
 *  What the files of the density share.
 */
#ifndef BM_RENDER_DENSITY_PRIVATE_H
#define BM_RENDER_DENSITY_PRIVATE_H

#include <stdint.h>

#include "events/points.h"
#include "render/density/density.h"
#include "render/density/projector.h"

/** Regular hexagons, a corner up, that cover the map; counted from the origin of the plane, so that
 *  they lie on the ground and not on the page. */
typedef struct bm_hex_grid {
    bm_px origin; /**< of the plane, on the page */
    double radius_px;
    int64_t first_column, first_row;
    size_t columns, rows;
} bm_hex_grid;
bm_hex_grid bm_hex_grid_make(const bm_frame *frame, double width_px);
/** Index of the hexagon that holds a position on the map. */
size_t bm_hex_grid_find(const bm_hex_grid *grid, bm_px at);
bm_px bm_hex_grid_center(const bm_hex_grid *grid, size_t index);
void bm_hex_corners(bm_px center, double radius_px, bm_px corners[6]);
/** Index of the hexagon at a side of another: 0 at the upper right, 1 right, and on clockwise;
 *  SIZE_MAX when the grid has none there. */
size_t bm_hex_grid_beside(const bm_hex_grid *grid, size_t index, unsigned side);
#define BM_HEX_OUTLINE_MAX 42
/** Outline of a hexagon with those beside it whose sides have their bits set; returns the number of
 *  corners. */
size_t bm_hex_outline(bm_px center, double radius_px, uint8_t sides,
                      bm_px corners[BM_HEX_OUTLINE_MAX]);

/** Bounds of the classes: from bounds[i] up to below bounds[i + 1]; the last is open. */
typedef struct bm_classes {
    size_t count;
    double bounds[BM_DENSITY_CLASSES_MAX];
} bm_classes;
/** Equal steps of the logarithm from `low` to `high`, each rounded to 1, 2 or 5 × 10ⁿ; fewer
 *  classes when two fall together. */
bm_classes bm_classes_make(double low, double high, size_t wanted);
/** Leave out the bounds from `low` to `high`, but for the first of all. */
void bm_classes_drop(bm_classes *classes, double low, double high);
/** Class of a value; those below the first bound are in the first. */
size_t bm_classes_find(const bm_classes *classes, double value);

/** What a sign of the legend needs. */
typedef struct bm_density_swatch {
    const bm_density *density;
    size_t index;
} bm_density_swatch;

/** Room for every entry of a legend. */
#define BM_DENSITY_ENTRIES (BM_CATEGORIES_MAX + 1)

/** What is known of a cluster beside its place and number of events. */
typedef struct bm_cluster {
    uint32_t number;                     /**< among those of the series, from 1 */
    char country[3];                     /**< of all its events; "" when it is not known */
    uint32_t shares[BM_DENSITY_ENTRIES]; /**< events by entry of the legend */
} bm_cluster;

/** The events of one country as a surface: events a km² at nodes, where there are any. */
typedef struct bm_field {
    char country[3];
    size_t left, top; /**< its first column and row among those of the map */
    size_t columns, rows;
    double *nodes; /**< heap */
} bm_field;

struct bm_density {
    bm_density_options options;
    bool by_country; /**< cells and fields end at the borders of their countries */
    bm_classes classes;
    bm_color colors[BM_DENSITY_CLASSES_MAX];
    double width_px; /**< of a cell; radius of a kernel; how far clusters reach */
    double width_km; /**< the same on the ground, in the middle of the map */
    double km2_per_px2;
    bm_hex_grid grid;
    bm_density_cell *cells; /**< in the order of drawing */
    size_t cell_count;
    uint64_t most; /**< events of the fullest cell; for a series, of all its events */
    size_t class_cells[BM_DENSITY_CLASSES_MAX];
    bm_px_box *clear; /**< where no label should be */
    size_t clear_count;
    /* Clusters. */
    bm_cluster *clusters;       /**< by cell */
    uint32_t *cluster_of_point; /**< index + 1, 0 for none; only of a whole series */
    const bm_marks *marks;      /**< borrowed: the entries; valid while it is drawn */
    /* A surface. */
    bm_field *fields; /**< one a country; NULL: it is none */
    size_t field_count;
    size_t field_columns, field_rows; /**< of the nodes of the map */
    size_t field_margin;              /**< nodes beyond the map, on every side */
    double field_px;                  /**< from node to node */
    bm_px field_origin;
    bm_density_swatch swatches[BM_DENSITY_CLASSES_MAX]; /**< for the legend's signs */
    size_t samples[BM_DENSITY_CLASSES_MAX];             /**< numbers of the circles in the legend */
    size_t sample_count;
    double largest_px, least_px; /**< radii of circles */
    bool any_vague;
    bool is_incomplete; /**< some points could not be read again */
    char heading[96];
};

/** What the kinds need to make their cells. */
typedef struct bm_density_work {
    bm_density *density;
    const bm_event_points *points;
    const bm_interval *window;
    const bm_style *style;
    const bm_frame *frame;
    const bm_density *ground;
    bm_marks *marks;
    const bm_projector *projector;
} bm_density_work;

/** Settle the size of the cells. */
bm_status bm_density_settle_size(bm_density_work *work, double usual_pt, bm_error *error);
bm_status bm_density_make_hexagons(bm_density_work *work, bm_error *error);
bm_status bm_density_make_circles(bm_density_work *work, bm_error *error);
bm_status bm_density_make_clusters(bm_density_work *work, bm_error *error);
bm_status bm_density_make_field(bm_density_work *work, bm_error *error);

/** What one event alone comes to, at the middle of its kernel. */
double bm_density_peak(const bm_density *density);
/** Value of a country's surface at a node of the map. */
double bm_field_at(const bm_field *field, size_t column, size_t row);
/** The highest value of a surface on the map. */
double bm_density_highest(const bm_density *density);
/** Radius of a circle whose area is that of a number of events. */
double bm_density_circle_px(const bm_density *density, double count);
bm_color bm_density_circle_color(const bm_density *density);
bm_line_style bm_density_circle_edge(const bm_style *style);
/** Draw a cluster: a ring of its categories, or the symbol of a single event. */
void bm_density_draw_cluster(const bm_density *density, const bm_style *style, size_t index,
                             bm_canvas *canvas);

/** Closed rings round all nodes of a field that are at least `level`, added to the canvas's path;
 *  false when memory is short. Beyond the field everything is 0. */
bool bm_field_add_rings(const double *field, size_t columns, size_t rows, double level,
                        bm_px origin, double step_px, bm_canvas *canvas);

/** A point on the map, with all that is asked of it settled. */
typedef void (*bm_density_visitor)(void *context, bm_px at, const bm_packed_point *point,
                                   size_t number);
/** Visit the points in the window that are on the map and known to a district or better; fill in
 *  the numbers of `marks`. What cannot be read leaves the density incomplete. */
void bm_density_visit(const bm_density_work *work, bm_density_visitor visit, void *context);

/** Settle what the legend says. */
void bm_density_make_legend(bm_density *density);
/** "1–4", "5 or more" of a class. */
void bm_density_class_text(const bm_density *density, size_t index, char *text, size_t size);

#endif
