/** @file sprite.h
 *  The map's symbols as a sprite for MapLibre: one picture and where in it each symbol lies.
 */
#ifndef BM_EVENTS_EXPORT_SPRITE_H
#define BM_EVENTS_EXPORT_SPRITE_H

#include "base/strbuf.h"
#include "events/export/styles/categories.h"
#include "events/zip/module.h"

#include <bordermap/events.h>

enum { BM_SPRITE_NAME_SIZE = BM_CATEGORY_SIZE + 16 };

/** What a symbol is called in a sprite: "strike-claimed". What is unstated looks like what is
 *  confirmed, and has its symbol. */
void bm_sprite_name(const char *category, bm_claim claim, char name[BM_SPRITE_NAME_SIZE]);
/** Append the picture and the index of it.
 *  @param ratio  pixels of the picture in one of the map: 1 or 2
 *  @return false when memory is short */
BM_NODISCARD bool bm_sprite_put(const bm_style_categories *categories, int ratio,
                                const bm_zip_module *zip, bm_strbuf *png, bm_strbuf *index);

#endif
