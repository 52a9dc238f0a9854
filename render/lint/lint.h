/** @file lint.h
 *  What the checks share: the drawing with its texts measured, what each part of it is, and the
 * list that findings are added to.
 */
#ifndef BM_RENDER_LINT_LINT_H
#define BM_RENDER_LINT_LINT_H

#include <bordermap/lint.h>
#include <bordermap/projection.h>

#include "render/canvas/canvas.h"
#include "render/lint/drawing.h"

/** What a group is. */
typedef enum lint_role {
    LINT_ROLE_NONE,
    LINT_ROLE_LABEL,     /**< a name on the map */
    LINT_ROLE_EVENT,     /**< a symbol */
    LINT_ROLE_FURNITURE, /**< title, legend, scale bar, … */
    LINT_ROLE_LEADER
} lint_role;

/** A text with what it covers. */
typedef struct lint_text {
    const lint_item *item;
    lint_role role;
    size_t owner;        /**< the group that is one label, symbol or part of the furniture */
    bm_px corners[4];    /**< of the box round its ink and halo */
    bm_px_box box;       /**< of the corners */
    bm_px begin;         /**< of its baseline, the anchor seen to; of outlines, the box's corner */
    const bm_px *points; /**< of its outlines; NULL for one that is its corners */
    size_t point_count;
} lint_text;

/** A symbol, or a part of the furniture that lies on the map, with what it covers. */
typedef struct lint_block {
    size_t group;
    bm_px_box box;
    const bm_px *points; /**< of a symbol's outlines; NULL for furniture, which is its box */
    size_t point_count;
} lint_block;

struct bm_lint {
    lint_drawing drawing;
    bm_canvas *measure; /**< of 72 dpi, so that points are pixels */
    lint_text *texts;
    size_t text_count;
    lint_block *events; /**< symbols */
    size_t event_count;
    lint_block *furniture; /**< legend, scale bar and the like; not the texts at the page's edges */
    size_t furniture_count;
    bool is_sheet; /**< small maps, each moved to its place: what hangs on the ground is not checked
                    */
    bool is_ours;
    bool is_of_series;         /**< its legend is that of all maps of a series */
    bm_projection *projection; /**< NULL when not known */
    bm_px_box frame;           /**< of the map on the page; the page when not known */
    bm_xy_box extent;
    bm_arena arena; /**< texts of the findings */
    bm_lint_finding *findings;
    size_t finding_count, finding_capacity;
    bool failed;
};

/** One check. */
typedef void (*lint_run)(bm_lint *lint);

/** Add a finding; `box` may be NULL. Numbers in `value` and `limit` are the caller's to format. */
void lint_add(bm_lint *lint, const char *check, bm_severity severity, const bm_px_box *box,
              const char *text, const char *value, const char *limit, const char *format, ...)
    BM_PRINTF(8, 9);
/** A number with at most two decimals, valid as long as the list. */
const char *lint_number(bm_lint *lint, double value, const char *unit);
/** Position on the earth of a pixel of the map; NaN when it has none. */
bm_lonlat lint_position(const bm_lint *lint, bm_px at);
/** How far the hulls of two sets of points overlap, which together reach `edges_px` beyond their
 *  points; negative when they are apart. */
double lint_hull_overlap(const bm_px *a, size_t a_count, const bm_px *b, size_t b_count,
                         double edges_px);
/** Add the letters of a text to cairo's path, where they stand on the page. */
void lint_add_letters(bm_lint *lint, const lint_text *text, cairo_t *cairo);
void lint_box_corners(bm_px_box box, bm_px corners[4]);
/** The text of a label: its lines with blanks between, cut to 60 bytes. Borrowed from the list. */
const char *lint_label_text(bm_lint *lint, size_t owner);

void lint_check_contrast(bm_lint *lint);
void lint_check_overlaps(bm_lint *lint);
void lint_check_cut_off(bm_lint *lint);
void lint_check_leaders(bm_lint *lint);
void lint_check_type(bm_lint *lint);
void lint_check_halos(bm_lint *lint);
void lint_check_symbols(bm_lint *lint);
void lint_check_categories(bm_lint *lint);
void lint_check_legend(bm_lint *lint);
void lint_check_scale(bm_lint *lint);
void lint_check_furniture(bm_lint *lint);
void lint_check_named(bm_lint *lint);
void lint_check_border(bm_lint *lint);
void lint_check_boxes(bm_lint *lint);
void lint_check_key(bm_lint *lint);
void lint_check_countries(bm_lint *lint);
void lint_check_nearest(bm_lint *lint);
void lint_check_repeated(bm_lint *lint);
void lint_check_crowding(bm_lint *lint);

#endif
