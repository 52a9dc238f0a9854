/** @file module.h
 *  Between bordermap and its librsvg module, another file that is loaded when a picture is an SVG.
 */
#ifndef BM_RENDER_SVG_SYMBOL_MODULE_H
#define BM_RENDER_SVG_SYMBOL_MODULE_H

#include <bordermap/geometry.h>
#include <bordermap/status.h>
#include <cairo.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Changed with anything in this file. */
#define BM_SVG_MODULE_VERSION 1
#define BM_SVG_MODULE_FILE "bordermap-svg.so"
#define BM_SVG_MODULE_SYMBOL "bordermap_svg_module"

typedef struct bm_svg_module {
    uint32_t version; /**< ::BM_SVG_MODULE_VERSION */
    /** Parse a picture; NULL, with a message, when it cannot be drawn. `*aspect`: width to height.
     */
    void *(*open)(const char *bytes, size_t size, double *aspect,
                  char message[BM_ERROR_MESSAGE_SIZE]);
    /** Draw it into a box; false when it could not be. */
    bool (*draw)(void *picture, cairo_t *cairo, bm_px_box box);
    void (*close)(void *picture);
} bm_svg_module;

#endif
