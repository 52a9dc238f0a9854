/** @file icon.h
 *  Symbols of a map as small pictures, for a KMZ and the sprite of a web map.
 */
#ifndef BM_EVENTS_EXPORT_ICON_H
#define BM_EVENTS_EXPORT_ICON_H

#include "base/strbuf.h"
#include "events/symbology.h"
#include "events/zip/module.h"

#include <bordermap/events.h>

/** A filled shape with an outline. */
typedef struct bm_icon {
    bm_shape shape;
    const char *color;    /**< "#rrggbb", static storage */
    const char *outline;  /**< the same */
    double outline_radii; /**< width of the outline in radii of the symbol */
    bm_claim claim;
} bm_icon;

enum {
    BM_ICON_PX = 64, /**< both sides of the picture */
    BM_ICONS_MAX = 32,
    BM_ICON_NAME_SIZE = 64 /**< of bm_icon_name(), terminator included */
};
/** Half a side of the picture, in radii of the symbol. */
#define BM_ICON_REACH 1.65

/** The icons of a document, each once. Zero-initialise it. */
typedef struct bm_icon_set {
    bm_icon items[BM_ICONS_MAX];
    size_t count;
} bm_icon_set;

/** Add an icon unless it is there. */
void bm_icon_set_add(bm_icon_set *set, const bm_icon *icon);
/** A name in plain letters that no other icon has: "symbols/star-d55e00-claimed.png". */
void bm_icon_name(const bm_icon *icon, char name[BM_ICON_NAME_SIZE]);
/** Draw it into a picture.
 *  @param side    of the square that it has there, in pixels
 *  @param reach   half of that, in radii of the symbol
 *  @param rgba    its first pixel, of ::BM_PNG_CHANNELS bytes
 *  @param stride  bytes of a row of the picture */
void bm_icon_draw(const bm_icon *icon, size_t side, double reach, unsigned char *rgba,
                  size_t stride);
/** Append it as a PNG. @return false when memory is short */
bool bm_icon_put_png(const bm_icon *icon, const bm_zip_module *zip, bm_strbuf *out);

#endif
