/** @file value.h
 *  The values of a style file, each read strictly.
 */
#ifndef BM_RENDER_STYLE_VALUE_H
#define BM_RENDER_STYLE_VALUE_H

#include "render/style/style.h"

typedef enum bm_style_type {
    BM_STYLE_COLOR,  /**< bm_color: `#rrggbb` or `#rrggbbaa` */
    BM_STYLE_LENGTH, /**< double: points, 0…200 */
    BM_STYLE_DASH,   /**< double[4]: `solid`, or two or four lengths in points */
    BM_STYLE_FAMILY, /**< char[BM_FAMILY_SIZE] */
    BM_STYLE_BOLD,   /**< bool: `normal` or `bold` */
    BM_STYLE_ITALIC, /**< bool: `normal` or `italic` */
    BM_STYLE_SHAPE,  /**< bm_shape by name */
    BM_STYLE_FILE,   /**< char[256]: name of a file */
    BM_STYLE_BARE,   /**< bool: `ring` or `none` */
    BM_STYLE_LABEL,  /**< char[48]: text for the legend */
    BM_STYLE_AMOUNTS /**< const struct bm_palette *: a sequential palette by name */
} bm_style_type;

/** Read `text` into what `target` points to. Returns NULL, or what is accepted, for the message. */
const char *bm_style_value_parse(bm_style_type type, const char *text, void *target);

#endif
