/** @file canvas.h
 *  One drawing surface for PNG, SVG and PDF. Coordinates are device pixels, y down.
 *
 *  Paths are built with cairo (bm_canvas_cairo()) and painted through the canvas: the raster and
 * PDF surfaces let cairo paint, the SVG one writes the path and real text itself, so that a
 * designer can edit it. Errors are sticky, as cairo's are: check bm_canvas_finish(). One thread.
 */
#ifndef BM_RENDER_CANVAS_H
#define BM_RENDER_CANVAS_H

#include <bordermap/geometry.h>
#include <bordermap/map.h>
#include <bordermap/sink.h>
#include <cairo.h>

#include "render/style/style.h"

typedef struct bm_canvas bm_canvas;

/** A `data-NAME="VALUE"` of an SVG element. `name` is lower case and ASCII; a NULL `value` leaves
 * it out. */
typedef struct bm_attribute {
    const char *name;
    const char *value;
} bm_attribute;

/** What the file says of itself. Texts are borrowed for the canvas's life; NULL means "". */
typedef struct bm_canvas_info {
    const char *title;       /**< at most 120 characters */
    const char *description; /**< what is shown, with the numbers */
    const char *credit;
    const char *author;
    const char *software;           /**< program and version */
    int64_t made_at_s;              /**< Unix time */
    double width_mm, height_mm;     /**< exact sides of the page, for PDF and SVG; 0: the pixels' */
    const bm_attribute *attributes; /**< of the SVG's root */
    size_t attribute_count;
    const char *keywords; /**< ", " between */
    bm_sink *stream; /**< PDF: takes the bytes as pages are done; NULL to keep them to the end */
    bool outlines;   /**< SVG and PDF: letters as outlines, for an exact look without the fonts */
} bm_canvas_info;

/** Most pixels along a side that cairo's surfaces take, and of a whole PNG. */
#define BM_CANVAS_SIDE_MAX 32767
#define BM_CANVAS_PIXELS_MAX BM_MAP_PNG_PIXELS_MAX

/** @param dpi  pixels per inch, stored in the file; 1 pt is dpi / 72 px */
bm_status bm_canvas_new(bm_map_format format, int width_px, int height_px, double dpi,
                        const bm_canvas_info *info, bm_canvas **canvas, bm_error *error);
void bm_canvas_free(bm_canvas *canvas);

/** Use the fonts that `from` has loaded, which saves the time to find them again. Call it before
 * any text is measured or drawn; both may be freed in any order. */
void bm_canvas_share_fonts(bm_canvas *canvas, bm_canvas *from);
/** The same of fonts that were loaded ahead; NULL is fine. */
void bm_canvas_use_fonts(bm_canvas *canvas, bm_map_fonts *fonts);
/** Cover a PNG canvas with what `base`, another PNG canvas of the same size whose painting is done,
 *  shows. The base must stay as it is as long as the canvas is there: what was painted over it is
 * kept for the next file. */
void bm_canvas_copy(bm_canvas *canvas, const bm_canvas *base);

/** Copy what `picture`, a PNG canvas whose painting is done, shows to another with its upper left
 * corner at a pixel; what lies beyond the edges is left out. */
void bm_canvas_place(bm_canvas *canvas, const bm_canvas *picture, int x, int y);
/** The pixels of a PNG canvas whose painting is done, `bm_canvas_width()` a row, as 0x..RRGGBB; a
 * row begins `*stride` pixels after the one before. Borrowed; NULL with other formats. */
const uint32_t *bm_canvas_pixels(const bm_canvas *canvas, size_t *stride);
/** What is drawn until bm_canvas_end_offset() is so much farther right and down. PDF and SVG only.
 */
void bm_canvas_begin_offset(bm_canvas *canvas, double x, double y);
void bm_canvas_end_offset(bm_canvas *canvas);

/** What a PNG says of itself, when that is not known yet as it is made. */
void bm_canvas_describe(bm_canvas *canvas, const bm_canvas_info *info);
/** How a PNG is compressed; fast unless said otherwise. */
void bm_canvas_set_compression(bm_canvas *canvas, bm_compression compression);

/** PDF: list the page being drawn among the bookmarks. `page_label` stands for its number; may be
 *  NULL. Elsewhere nothing. */
void bm_canvas_bookmark(bm_canvas *canvas, const char *name, const char *page_label);
/** PDF: end the page; what is drawn next is on a new one. */
void bm_canvas_end_page(bm_canvas *canvas);

/** The first error so far, else ::BM_OK. */
bm_status bm_canvas_status(const bm_canvas *canvas, bm_error *error);

/** Encode what was drawn and write it to `sink`. */
bm_status bm_canvas_finish(bm_canvas *canvas, bm_sink *sink, bm_error *error);

bm_map_format bm_canvas_format(const bm_canvas *canvas);
int bm_canvas_width(const bm_canvas *canvas);
int bm_canvas_height(const bm_canvas *canvas);
/** Pixels of a length in points. */
double bm_canvas_px(const bm_canvas *canvas, double length_pt);

/** For building paths (move_to, line_to, arc, close_path) and nothing else. */
cairo_t *bm_canvas_cairo(bm_canvas *canvas);
/** Append to the path, and leave out what is not finite (cairo_arc() hangs on it). */
void bm_canvas_add_circle(bm_canvas *canvas, bm_px center, double radius_px);
void bm_canvas_add_box(bm_canvas *canvas, bm_px_box box);
void bm_canvas_add_points(bm_canvas *canvas, const bm_px *points, size_t count, bool closed);

/** Groups nest. In SVG a group is a <g> with this id (made a valid, unique XML name) and, when
 *  `title` is not NULL, a <title>; elsewhere nothing is drawn. */
void bm_canvas_begin_group(bm_canvas *canvas, const char *id, const char *title);
/** The same with `data-*` attributes for whoever reads the SVG. */
void bm_canvas_begin_group_with(bm_canvas *canvas, const char *id, const char *title,
                                const bm_attribute *attributes, size_t attribute_count);
void bm_canvas_end_group(bm_canvas *canvas);

/** Room for a pixel as an attribute. */
#define BM_CANVAS_PLACE_SIZE 128
/** "12.5 300": of one place always the same text. */
void bm_canvas_format_place(bm_px at, char text[BM_CANVAS_PLACE_SIZE]);

/** Restrict painting to a rectangle, on PNG of whole pixels, until bm_canvas_end_clip(). Clips
 * nest.
 */
void bm_canvas_begin_clip(bm_canvas *canvas, bm_px_box box);
/** The same to the current path (even-odd), which is consumed. */
void bm_canvas_begin_clip_path(bm_canvas *canvas);
void bm_canvas_end_clip(bm_canvas *canvas);

/** What is drawn on a PNG is noted, and painted when the file is written: on several threads, and
 *  several times faster than by cairo. Paint it now, before pixels are read or painted by other
 *  means; elsewhere nothing. */
void bm_canvas_paint_noted(bm_canvas *canvas);
/** Begin to paint on a PNG what is noted so far, on other threads, while drawing goes on. Not
 * within a clip. */
void bm_canvas_begin_painting(bm_canvas *canvas);

/** Paint the current path and consume it. */
void bm_canvas_fill(bm_canvas *canvas, bm_color color);
void bm_canvas_stroke(bm_canvas *canvas, const bm_line_style *line);
void bm_canvas_fill_stroke(bm_canvas *canvas, bm_color fill, const bm_line_style *line);

/** Draws one picture centred on `center`. */
typedef void (*bm_sprite_painter)(bm_canvas *canvas, bm_px center, const void *context);
/** Draw a picture that recurs. Pictures with equal `key` must look the same and stay within
 * `reach_px` of the centre; on PNG one is painted once and then copied, centred on whole pixels. */
void bm_canvas_sprite(bm_canvas *canvas, const char *key, bm_px center, double reach_px,
                      bm_sprite_painter paint, const void *context);

/** How many sprites are about to be drawn: an SVG with very many has equal ones once. */
void bm_canvas_expect_sprites(bm_canvas *canvas, size_t count);

/** Longest text in bytes; the rest is left out. */
#define BM_CANVAS_TEXT_MAX 2000
/** One line of text with its halo, its baseline starting at `baseline`. `angle_deg` turns it
 * clockwise about that point. Never markup; controls are stripped, and so are letters that no font
 *  has. */
void bm_canvas_text(bm_canvas *canvas, const bm_text_style *style, bm_px baseline, double angle_deg,
                    const char *text);

/** Size of one line of text, in pixels. */
typedef struct bm_text_size {
    double width;
    double ascent;  /**< above the baseline, of the font */
    double descent; /**< below it */
} bm_text_size;

/** Set up the fonts, unless that is done. */
void bm_canvas_open_fonts(bm_canvas *canvas);
/** Measure as bm_canvas_text() would draw it, without the halo. After bm_canvas_open_fonts()
 *  several threads may measure, and ask what is known, on one canvas at a time. */
bm_text_size bm_canvas_measure(bm_canvas *canvas, const bm_text_style *style, const char *text);
/** True when the first letter of `text` that has a direction runs from right to left. */
bool bm_canvas_is_from_right(const char *text);

/** Add the outlines of one line of text, its baseline beginning at the origin, to the path of
 * `cairo`, which may be of another surface. */
void bm_canvas_add_text(bm_canvas *canvas, const bm_text_style *style, const char *text,
                        cairo_t *cairo);

/** Copy what bm_canvas_text() would show of a text to `known`; true when that is all of it. */
bool bm_canvas_keep_known(bm_canvas *canvas, const bm_text_style *style, const char *text,
                          char known[BM_CANVAS_TEXT_MAX + 1]);
/** Set ::BM_ERROR_UNSUPPORTED, naming the text, unless the fonts have all of its letters. NULL is
 *  fine. */
void bm_canvas_require(bm_canvas *canvas, const bm_text_style *style, const char *text);
/** Letters and digits of a text. */
size_t bm_text_count_letters(const char *text);

#endif
