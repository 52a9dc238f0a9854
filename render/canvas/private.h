/** @file private.h
 *  What the files of the canvas share: canvas.c, text.c, letters.c,
 *  sprite.c, svg/.
 */
#ifndef BM_RENDER_CANVAS_PRIVATE_H
#define BM_RENDER_CANVAS_PRIVATE_H

#include <pango/pangocairo.h>
#include <pthread.h>

#include "base/strbuf.h"
#include "render/canvas/canvas.h"
#include "render/canvas/face.h"

/** A line of text, ready to be measured and drawn. */
typedef struct bm_text_line {
    PangoLayout *layout;
    char *text;                    /**< what is shown; "" for nothing */
    double width, ascent, descent; /**< at the unit size */
} bm_text_line;

/** Loaded fonts and the lines that were set in them. Counted, so that the canvases of a series
 * share it. */
typedef struct bm_map_fonts {
    unsigned references;
    PangoFontMap *map;
    PangoContext *context;
    pthread_mutex_t lock; /**< of all below: several threads may measure */
    GHashTable *lines;    /**< style and text to bm_text_line */
    GPtrArray *faces;     /**< bm_face, one for each that a style has asked for */
} bm_fonts;

struct bm_canvas {
    bm_map_format format;
    int width_px;
    int height_px;
    double dpi;
    bm_canvas_info info;
    bm_compression compression;
    cairo_surface_t *surface; /**< SVG: only for building paths */
    cairo_t *cairo;
    bm_fonts *fonts;        /**< made when text first needs them */
    GHashTable *sprites;    /**< key text to bm_sprite */
    struct bm_batch *batch; /**< of a PNG: takes what is painted */
    struct {
        struct bm_batch *batch;
        struct bm_painting *painting;
    } below; /**< what is being painted, below what is noted now */
    struct {
        const bm_canvas *base; /**< that the pixels of a PNG are to be copied from; NULL for none */
        const bm_canvas *memo_base; /**< that the memo is of */
        struct bm_stripe_memo *memo;
    } over;              /**< what was painted over one base before */
    bm_strbuf out;       /**< bytes of the PDF */
    unsigned page_count; /**< pages of the PDF that are done */
    struct bm_svg *svg;  /**< of an SVG canvas */
    struct {
        bm_px center;
        double radius_px;
        int data_count; /**< of the path when it was added; 0 for none */
    } circle;           /**< that the path began with */
    bm_status status;   /**< sticky */
    char message[BM_ERROR_MESSAGE_SIZE];
};

/** Keep the first error. */
void bm_canvas_fail(bm_canvas *canvas, bm_status status, const char *format, ...) BM_PRINTF(3, 4);
double bm_canvas_line_width_px(const bm_canvas *canvas, const bm_line_style *line);

/** Dashes of a line in pixels; returns how many, 0 for a solid one. */
int bm_canvas_dashes(const bm_canvas *canvas, const bm_line_style *line, double dashes[4]);
/** What is to be painted on so many pixels; NULL when memory is short. */
struct bm_batch *bm_batch_new(int width, int height);
/** Forget what is below what is noted. */
void bm_canvas_drop_below(bm_canvas *canvas);
/** On a PNG: have the pixels of the base that are still to be copied. */
void bm_canvas_take_base(bm_canvas *canvas);
/** On a PNG: note the current path. */
void bm_canvas_note(bm_canvas *canvas, const bm_color *fill, const bm_line_style *line);

/** Takes the bytes of the PDF of the canvas `closure`. */
cairo_status_t bm_pdf_collect(void *closure, const unsigned char *bytes, unsigned int length);
void bm_pdf_finish(bm_canvas *canvas, bm_sink *sink);

/* The SVG canvas. Each reads the current path and leaves it. */
void bm_svg_begin_group(bm_canvas *canvas, const char *id, const char *title,
                        const bm_attribute *attributes, size_t attribute_count);
void bm_svg_begin_clip(bm_canvas *canvas);
void bm_svg_begin_offset(bm_canvas *canvas, double x, double y);
/** End a group or a clip. */
void bm_svg_end(bm_canvas *canvas);
/** `fill` and `line` may be NULL. */
void bm_svg_path(bm_canvas *canvas, const bm_color *fill, const bm_line_style *line);
void bm_svg_circle(bm_canvas *canvas, bm_px center, double radius_px, const bm_color *fill,
                   const bm_line_style *line);
void bm_svg_text(bm_canvas *canvas, const bm_text_style *style, bm_px baseline, double angle_deg,
                 const char *text);
/** The path is that of `text`. */
void bm_svg_outlines(bm_canvas *canvas, const bm_text_style *style, const char *text);
/** True when so many sprites are to come that equal ones are written once. */
bool bm_svg_shares_sprites(const bm_canvas *canvas);
void bm_svg_sprite(bm_canvas *canvas, const char *key, bm_px center, bm_sprite_painter paint,
                   const void *context);
/** The whole file. */
void bm_svg_finish(bm_canvas *canvas, bm_sink *sink);

/** Pixels of the unit size's pixel in a style. */
double bm_text_scale(const bm_text_style *style, double px_per_pt);
/** Add the letters' outlines to the path, with the baseline starting at the origin. */
void bm_text_add_letters(cairo_t *cairo, const bm_text_style *style, double px_per_pt,
                         const bm_text_line *line);
/** Paint halo and letters as outlines, with the baseline starting at the origin. */
void bm_text_paint(cairo_t *cairo, const bm_text_style *style, double px_per_pt,
                   const bm_text_line *line);
/** Note a plain text on the page of a PNG, by its glyphs; false when that cannot be done. */
bool bm_text_note_shaped(bm_canvas *canvas, const bm_text_style *style, bm_px baseline,
                         double angle_deg, bm_face *face, const bm_shaped *shaped);
/** The same with a text that Pango has set. */
bool bm_text_note_line(bm_canvas *canvas, const bm_text_style *style, bm_px baseline,
                       double angle_deg, const bm_text_line *line);
/** Take the letters that no font has from `text` and from the layout that shows it. */
void bm_text_drop_unknown(PangoLayout *layout, char *text);

/** Fonts with one reference; NULL when memory is short. */
bm_fonts *bm_fonts_new(void);
/** The font of a style, loaded. Borrowed. The caller holds the lock. */
bm_face *bm_fonts_face(bm_fonts *fonts, const bm_text_style *style);
/** The canvas's fonts, made when first needed; NULL when memory is short. */
bm_fonts *bm_fonts_of(bm_canvas *canvas);
/** The font of a style, at the unit size. Free it with pango_font_description_free(). */
PangoFontDescription *bm_text_describe(const bm_text_style *style);

/** Reduce a reference of the fonts. NULL is fine. */
void bm_fonts_release(bm_fonts *fonts);

#endif
