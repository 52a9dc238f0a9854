/** @file area_grid.h
 *  Where in an area its name may stand: the visible part is drawn into a coarse grid, and a table
 * of sums over it tells for every place at once whether a box lies wholly inside.
 */
#ifndef BM_RENDER_LABELS_AREA_GRID_H
#define BM_RENDER_LABELS_AREA_GRID_H

#include "render/labels/area_rows.h"
#include "render/labels/parts.h"

/** The map as a grid of cells, with sums (over all cells above and left). */
typedef struct label_grid {
    int columns, rows;
    double cell_px;
    unsigned char *inside; /**< columns × rows */
    unsigned char *land;   /**< the same, of all countries */
    unsigned char *own[2]; /**< the same, of the border's two countries; NULL when not seen */
    uint32_t *inside_sum;  /**< (columns + 1) × (rows + 1) */
    uint32_t *busy_sum;    /**< of what labels should keep away from */
    uint32_t *taken_sum;   /**< of where no label can be: symbols and furniture */
    uint32_t *town_sum;    /**< of the dots of towns that are to be named */
    int column0, row0, column1, row1; /**< what is inside lies in these columns and rows */
} label_grid;

/** One way to set a name. */
typedef struct label_setting {
    double size;       /**< times that of the style */
    double spacing_em; /**< between letters, besides that of the style */
} label_setting;

/** Side of a cell. */
double label_grid_cell_px(bm_px_box map);
/** False when memory is short, or when the map is smaller than a cell. */
bool label_grid_init(label_grid *grid, bm_px_box map);
void label_grid_finish(label_grid *grid);
/** Note what names should keep away from, the surroundings of marks, and where there is no room for
 *  them: symbols and furniture. */
void label_grid_find_busy(const label_work *work, label_grid *grid);
/** Note the dots of the towns. */
void label_grid_find_towns(const label_work *work, label_grid *grid);
/** Mark the cells inside an outline, and in `within` too unless that is NULL. False when there are
 *  none. */
bool label_grid_fill(const label_work *work, label_grid *grid, const label_crossings *crossings,
                     const unsigned char *within);
/** Sum up after `inside` was filled in another way; false when nothing is inside. */
bool label_grid_sum_up(label_grid *grid);
/** Cells that one of the sums counts in a box of cells. */
static inline uint32_t label_grid_sum(const label_grid *grid, const uint32_t *sums, int column,
                                      int row, int width, int height)
{
    size_t stride = (size_t)grid->columns + 1;
    size_t top = (size_t)row * stride, bottom = ((size_t)row + (size_t)height) * stride;
    size_t left = (size_t)column, right = left + (size_t)width;
    return sums[bottom + right] - sums[top + right] - sums[bottom + left] + sums[top + left];
}

/** Add a name for what is inside, in these settings, the best first. The lesser ones of a country's
 *  are left out when the better ones have room in quiet places. */
void label_grid_add_name(label_work *work, const label_grid *grid, bm_names names, label_kind kind,
                         int priority, const bm_text_style *style, const label_setting *settings,
                         size_t setting_count);

/** Names of seas and bays over the visible water, where the grid has no land. */
void label_add_seas(label_work *work, label_grid *grid);

#endif
