/** @file near_place.h
 *  What tells of a place without a name: a settlement near by.
 */
#ifndef BM_RENDER_LABELS_NEAR_PLACE_H
#define BM_RENDER_LABELS_NEAR_PLACE_H

#include <bordermap/gazetteer.h>

/** The settlement nearest to `position` within 40 km, for "near X", of that country: no place is
 * told by one of another country. `country` is a code, "" or NULL for any; `gazetteer` may be NULL.
 * NULL when there is none. Borrowed from the gazetteer. */
const bm_place *bm_place_near(const bm_gazetteer *gazetteer, bm_lonlat position,
                              const char *country);

#endif
