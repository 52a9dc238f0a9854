/** @file panel_rows.h
 *  One row of the key: its number, its symbol, the place, when and what. Private to the key.
 */
#ifndef BM_RENDER_FURNITURE_PANEL_ROWS_H
#define BM_RENDER_FURNITURE_PANEL_ROWS_H

#include "render/furniture/parts.h"

/** Lengths that all rows share, in pixels, and how much a row may say. */
typedef struct bm_panel_metrics {
    bm_text_style heading, name, date, what;
    double padding, gap, row_gap, column_gap;
    double list_px; /**< least width of a column of events */
    double number_px, symbol_px;
    double line_height;
    double least_height; /**< of a row: its number's */
    int lines_max;       /**< of what happened */
    size_t listed_max;   /**< events of a row that have a line each, if it has several */
} bm_panel_metrics;

/** Ways to say a row, the fullest first: those before the plain one list events, for a panel that
 *  was asked for; the last has a line for each row. */
enum {
    BM_PANEL_PLAIN_WAY = 7,
    BM_PANEL_MEASURED_WAY = 8,
    BM_PANEL_FITTED_WAY = 10,
    BM_PANEL_WAYS = 14
};

bm_panel_metrics bm_panel_metrics_of(const bm_furniture *furniture, const bm_style *style,
                                     const bm_labels *labels, int way, bm_canvas *canvas);
/** Set a row with its upper left corner at `at`; returns its height, in pixels, with the blank
 *  below it. With `draw` false it only measures.
 *  @param lines_max  of what happened; below 0, when it happened has no line of its own either */
double bm_panel_set_row(const bm_key_row *row, const bm_panel_metrics *metrics, int lines_max,
                        const bm_style *style, const bm_marks *marks, bm_px at, double width_px,
                        bm_canvas *canvas, bool draw);

#endif
