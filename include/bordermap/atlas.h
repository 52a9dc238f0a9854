/** @file atlas.h
 *  Maps of one series as the pages of one PDF, with a bookmark each.
 */
#ifndef BORDERMAP_ATLAS_H
#define BORDERMAP_ATLAS_H

#include <bordermap/map.h>

BM_BEGIN_DECLS

/** A PDF that grows by a page at a time. The bytes go to its sink as pages are done, so that the
 *  number of pages does not count in memory. Not thread-safe. */
typedef struct bm_atlas bm_atlas;

/** Begin an atlas of this map's windows. Map and sink are borrowed and must outlive it. */
BM_API BM_NODISCARD bm_status bm_atlas_new(bm_map *map, bm_sink *sink, bm_atlas **atlas,
                                           bm_error *error);
/** Add a page, listed by its dates.
 *  @param report  may be NULL */
BM_API BM_NODISCARD bm_status bm_atlas_add(bm_atlas *atlas, const bm_interval *window,
                                           bm_map_report *report, bm_error *error);
/** Write what remains; the caller commits the sink. An atlas has at least one page. */
BM_API BM_NODISCARD bm_status bm_atlas_finish(bm_atlas *atlas, bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_atlas_free(bm_atlas *atlas);

BM_END_DECLS
#endif
