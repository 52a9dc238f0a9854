/** @file symbol_svg.h
 *  A map's symbol as a small SVG, in which QGIS puts the colours.
 */
#ifndef BM_EVENTS_EXPORT_SYMBOL_SVG_H
#define BM_EVENTS_EXPORT_SYMBOL_SVG_H

#include "base/strbuf.h"
#include "events/symbology.h"

#include <bordermap/events.h>

/** Half a side of the picture, in radii of the symbol: the largest shape and its outline fit. */
#define BM_SYMBOL_SVG_REACH 1.65

/** Append the name under which QGIS takes it: "base64:" and the picture.
 *  @param claim  filled when confirmed or unstated, hatched when assessed, white with a coloured
 *                edge when claimed: as on a map */
void bm_symbol_svg_put_name(bm_shape shape, bm_claim claim, bm_strbuf *out);

#endif
