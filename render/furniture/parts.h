/** @file parts.h
 *  What the files of the furniture share.
 */
#ifndef BM_RENDER_FURNITURE_PARTS_H
#define BM_RENDER_FURNITURE_PARTS_H

#include <bordermap/crossings.h>

#include "base/strbuf.h"
#include "render/furniture/furniture.h"

/** A style's type at the size that this page's furniture has: never under 6 pt or 11 px. */
bm_text_style bm_furniture_type(const bm_furniture *furniture, const bm_text_style *type,
                                const bm_canvas *canvas);
/** Blank along the page's edges, in pixels. */
double bm_furniture_margin(const bm_furniture *furniture, const bm_canvas *canvas);
/** Baseline to baseline, in pixels. */
double bm_furniture_line_height(const bm_text_style *type, const bm_canvas *canvas);

/** Append `text` with no-break spaces where a line should not end: before the dot that parts two
 *  statements, after a degree sign, and within a short statement (a name with its number, "3 more
 * outside this map"). A statement is short when it is no wider than a part of `width_px`. */
void bm_furniture_keep_together(bm_canvas *canvas, const bm_text_style *type, const char *text,
                                double width_px, bm_strbuf *out);
/** Make no-break spaces plain ones: nobody who searches a file for its words types them. */
void bm_furniture_use_plain_blanks(char *line);
/** Draw wrapped lines from `top` down; returns the y below the last one. Lines are as full as they
 *  go, but for the last two, which share what a stub would leave. No-break spaces are drawn as
 *  plain ones. With `draw` false it only measures. */
double bm_furniture_paragraph(bm_canvas *canvas, const bm_text_style *type, const char *text,
                              double x, double top, double width_px, bool draw);

/** Room for the end of a text that is never cut. */
#define BM_FURNITURE_TAIL_SIZE 32
/** Wrapped lines from `baseline` on, with no-break spaces drawn as plain ones, at most `lines_max`,
 * the last one ended with an ellipsis and `tail` when there is more. Returns how many. With `draw`
 * false it only counts. */
int bm_furniture_lines(bm_canvas *canvas, const bm_text_style *type, const char *text,
                       const char *tail, bm_px baseline, double width_px, int lines_max,
                       double line_height, bool draw);

/** Header and footer: lay out between the page's edges and, with `draw`, draw. Return the height.
 */
double bm_furniture_header(const bm_furniture *furniture, const bm_furniture_content *content,
                           const bm_style *style, bm_canvas *canvas, bool draw);
double bm_furniture_footer(const bm_furniture *furniture, const bm_furniture_content *content,
                           const bm_style *style, bm_canvas *canvas, bool draw);

/** Add what explains the events: categories, claims, numbers, precision, and the note. `ground` are
 *  the marks of the whole series, which say what is needed; `marks` those of the window, which say
 *  how many. Both must outlive the legend. */
void bm_legend_add_events(bm_legend *legend, const bm_furniture_content *content,
                          const bm_marks *ground, const bm_marks *marks);
/** Add the border and its crossings, as far as they are drawn. */
void bm_legend_add_border(bm_legend *legend, const bm_furniture_content *content);

typedef struct bm_legend_size {
    double width_px;
    double height_px;
} bm_legend_size;
/** Size with this many columns, of the sections that `furniture` shows. */
bm_legend_size bm_legend_measure(const bm_furniture *furniture, const bm_legend *legend,
                                 const bm_style *style, int columns, bm_canvas *canvas);
/** Width of the widest count. */
double bm_legend_count_width(const bm_furniture *furniture, const bm_style *style,
                             const bm_legend *legend, bm_canvas *canvas);
void bm_legend_draw(const bm_furniture *furniture, const bm_legend *legend, const bm_style *style,
                    bm_canvas *canvas);

/** The sign of a border crossing: a gate across a road that leaves at `angle_deg` clockwise from
 * the right. Over it stands a green ring when it is open, a half-filled disc when
 * restricted, a red disc with a bar when closed. */
void bm_crossing_draw(bm_canvas *canvas, const bm_style *style, bm_px center, double angle_deg,
                      bm_crossing_state state);

/** Height that the key needs in so many columns, of rows with up to two lines of what happened. */
double bm_panel_height(const bm_furniture *furniture, const bm_furniture_job *job, double width_px,
                       int columns);
/** How many rows have room in a box of this size, said briefly, or as briefly as can be. */
size_t bm_panel_fit(const bm_furniture *furniture, const bm_furniture_job *job, double width_px,
                    double height_px, int columns, bool is_brief);
/** The same, with as many single events listed as `height_px` has room for, in a panel that lists
 * them. */
double bm_panel_height_up_to(const bm_furniture *furniture, const bm_furniture_job *job,
                             double width_px, int columns, double height_px);
/** How many rows of the key have room in the panel's box when they say the least, beside the words
 * on what has none; all of them when that is so. */
size_t bm_panel_capacity(const bm_furniture *furniture, const bm_furniture_job *job);
/** How high a box for these rows need be, at most that of the panel's; they say all that they can.
 */
double bm_panel_used_height(const bm_furniture *furniture, const bm_furniture_job *job);
/** Draw it into its box: rows say less, and in smaller type, until all fit; the rest is counted.
 *  Where all fit, they say more until the box is full, and a box beside the map ends after them. */
void bm_panel_draw(const bm_furniture *furniture, const bm_labels *labels, const bm_marks *marks,
                   const bm_style *style, bm_canvas *canvas);

/** Which way north is, in degrees clockwise from the page's top. */
double bm_north_angle_deg(const bm_frame *frame, bm_px at);
/** In auto: where it is more than three degrees off in the middle half of the map, on average. */
bool bm_north_is_needed(bm_north_arrow wanted, const bm_frame *frame);
void bm_north_draw(const bm_furniture *furniture, const bm_style *style, bm_canvas *canvas);

/** The scale bar's size for a map of this width. */
typedef struct bm_scale_bar {
    double length_m;
    double length_px;
    double width_px; /**< with its text */
    double height_px;
} bm_scale_bar;
/** Whether one scale bar is about right all over the map; not so on a map of half the world. */
bool bm_scale_is_even(const bm_frame *frame);
/** The longest 1, 2 or 5 × 10ⁿ metres that span at most `longest_px` on a level line that begins at
 *  `start`; length_px 0 when the map cannot be measured there. */
bm_scale_bar bm_scale_bar_fit(const bm_frame *frame, bm_px start, double longest_px);
void bm_scale_bar_measure(const bm_furniture *furniture, const bm_style *style, bm_canvas *canvas,
                          bm_scale_bar *bar);
void bm_scale_bar_draw(const bm_furniture *furniture, const bm_style *style, bm_canvas *canvas);
/** "500 m", "20 km". `text` has room for 32 bytes. */
void bm_scale_bar_format(double length_m, char *text);

#endif
