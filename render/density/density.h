/** @file density.h
 *  Events too many for symbols: counted in hexagons, circles, clusters, or as a surface.
 *
 *  Points are counted into cells of the page, the counts put into classes, and each class gets a
 *  colour of a sequential ramp. docs/density.md has the rules.
 */
#ifndef BM_RENDER_DENSITY_H
#define BM_RENDER_DENSITY_H

#include <bordermap/event_points.h>
#include <bordermap/map_options.h>

#include "base/strbuf.h"
#include "render/canvas/canvas.h"
#include "render/furniture/legend.h"
#include "render/ground/ground.h"
#include "render/map/frame.h"
#include "render/marks/marks.h"
#include "render/style/palettes.h"

#define BM_DENSITY_CLASSES_MIN BM_PALETTE_CLASSES_MIN
#define BM_DENSITY_CLASSES_MAX BM_PALETTE_CLASSES_MAX
#define BM_DENSITY_CLASSES_DEFAULT 5

/** A cell that holds events. */
typedef struct bm_density_cell {
    bm_px center;
    double radius_px;
    uint64_t count;
    char country[3];   /**< of its events; the cell ends at that country's border */
    uint8_t splinters; /**< of a hexagon: at which sides it has what the border leaves of those
                            beside it, as bm_hex_outline() has them */
} bm_density_cell;

typedef struct bm_density bm_density;

/** Count the points that overlap `window` (NULL for all) and settle the classes.
 *  @param ground  of the whole series, which settles the bounds of the classes; NULL to settle
 *                 them from these points. Must outlive the result.
 *  @param marks   gets the numbers of events drawn, outside and unlocated, and their span
 *  @return ::BM_ERROR_ARGUMENT when the cells would be too small or too large for the map */
bm_status bm_density_new(const bm_event_points *points, const bm_interval *window,
                         const bm_density_options *options, const bm_style *style,
                         const bm_frame *frame, const bm_density *ground, bm_marks *marks,
                         bm_density **density, bm_error *error);
void bm_density_free(bm_density *density);
/** True when it is drawn over the border and the signs of places, as marks are; else below. */
bool bm_density_is_over(const bm_density *density);
/** Draw it, below the labels; what is of a country ends at its border as `base` has it. */
void bm_density_draw(const bm_density *density, const bm_base *base, const bm_style *style,
                     bm_canvas *canvas);
/** Add the classes. `density` is that of the whole series, `marks` those of the window. */
void bm_density_add_legend(const bm_density *density, const bm_marks *marks, bm_legend *legend);
/** Marks that stand for the cells, for what keeps clear of marks and asks only where they are.
 * Their items are to be freed with free(). */
bm_marks bm_density_stand_in(const bm_density *density);
/** How many points have a position within the frame. */
size_t bm_density_count_inside(const bm_event_points *points, const bm_frame *frame);

/** Append how many cells each class has to the map's description: " Events in a hexagon 10 km wide:
 *  1–4 in 120 cells, …". */
void bm_density_describe(const bm_density *density, bm_strbuf *text);

#endif
