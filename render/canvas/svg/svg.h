/** @file svg.h
 *  The SVG that a canvas writes. body.c gathers elements and groups, path.c and text.c make the
 *  elements, document.c puts the file together.
 *
 *  Neighbours that look alike share their attributes on a group, so that the file stays small and a
 *  designer changes a look in one place. To know that, each element is held against the one before.
 */
#ifndef BM_RENDER_CANVAS_SVG_H
#define BM_RENDER_CANVAS_SVG_H

#include <glib.h>

#include "base/strbuf.h"
#include "render/canvas/canvas.h"

/** Groups and clips that may lie in each other. */
#define BM_SVG_DEPTH_MAX 32

/** Items of a group, one after the other, that look the same. */
typedef struct bm_svg_run {
    size_t start;   /**< of the first item, in the body */
    size_t look_at; /**< where its look stands, or would */
    size_t look_length;
    size_t count;  /**< from the second item on, a group of its own holds them */
    bool is_mixed; /**< the group has had another run before */
} bm_svg_run;

/** A group or clip that is open; the first one is the document. */
typedef struct bm_svg_frame {
    size_t start;   /**< of its tag */
    size_t look_at; /**< before the tag's `>` */
    bm_svg_run run;
} bm_svg_frame;

typedef struct bm_svg {
    bm_strbuf body;
    bm_strbuf defs;
    bm_svg_frame frames[BM_SVG_DEPTH_MAX];
    size_t depth;        /**< of the frame that is open */
    GHashTable *ids;     /**< names in use */
    GHashTable *clips;   /**< path data to the id of its clip */
    GHashTable *symbols; /**< key to the id of its picture */
    char *family;        /**< of the first text, set on the whole document */
    size_t sprite_count; /**< how many sprites are to come */
    bool is_symbol;      /**< a picture for `defs` is being painted */
} bm_svg;

bm_svg *bm_svg_new(void);
void bm_svg_free(bm_svg *svg);

/** Add an element: its name, attributes of its own, attributes that say how it looks (each " a=b"),
 *  and its content, NULL for none. */
void bm_svg_add(bm_svg *svg, const char *name, const char *own, const char *look,
                const char *content);
/** Open a group, with all of its tag but `>`. False when they lie too deep. */
bool bm_svg_open(bm_svg *svg, const char *tag);
/** Close the innermost; false when none is open. */
bool bm_svg_close(bm_svg *svg);

/** A name that XML takes and that no other element has; belongs to the SVG. */
const char *bm_svg_unique_id(bm_svg *svg, const char *wanted);

/** ` name="1.5"`, with at most so many decimals. */
void bm_svg_append_number(bm_strbuf *out, const char *name, double value, int decimals);
void bm_svg_append_color(bm_strbuf *out, const char *name, bm_color color);
/** Text for content or an attribute, with what XML has no place for as blanks. */
void bm_svg_append_escaped(bm_strbuf *out, const char *text);
/** The canvas's path as the value of `d`; false when it is empty. `decimals` is 1 or 2;
 *  `*is_compound` tells whether there is more than one subpath. */
bool bm_svg_append_path(bm_canvas *canvas, bm_strbuf *out, int decimals, bool *is_compound);

#endif
