/** @file vision.h
 *  How a colour looks to other eyes and on a grey printer, and how far two colours are apart. Pure;
 *  thread-safe.
 */
#ifndef BM_RENDER_STYLE_VISION_H
#define BM_RENDER_STYLE_VISION_H

#include "render/style/style.h"

typedef enum bm_vision {
    BM_VISION_FULL,
    BM_VISION_PROTANOPIA,   /**< no red cones: about 1 % of men */
    BM_VISION_DEUTERANOPIA, /**< no green cones: about 1 % of men; a further 5 % have weak ones */
    BM_VISION_TRITANOPIA,   /**< no blue cones: rare */
    BM_VISION_GREY,         /**< printed or copied in grey */
    BM_VISION_COUNT
} bm_vision;

/** "full colour vision", "protanopia", … "grey". */
const char *bm_vision_name(bm_vision vision);

/** What is seen of an opaque colour. Colour blindness after G. M. Machado, M. M. Oliveira and
 *  L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
 *  IEEE TVCG 15(6), 2009, severity 1, on linear light; grey keeps the luminance. */
bm_color bm_vision_simulate(bm_vision vision, bm_color color);

/** CIE 1976 L*a*b*, white point D65. */
typedef struct bm_lab {
    double l; /**< 0 (black) … 100 (white) */
    double a;
    double b;
} bm_lab;

bm_lab bm_color_lab(bm_color color);
/** CIEDE2000, with all weights 1: 1 is just seen side by side, 100 is black and white. After
 *  G. Sharma, W. Wu and E. N. Dalal, Color Research and Application 30(1), 2005. */
double bm_lab_difference(bm_lab a, bm_lab b);
/** The same of two colours as these eyes see them. */
double bm_color_difference(bm_vision vision, bm_color a, bm_color b);

#endif
