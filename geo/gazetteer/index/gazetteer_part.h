/** @file gazetteer_part.h
 *  One index of a gazetteer: mapped from a file, or made of sources.
 */
#ifndef BM_GEO_GAZETTEER_INDEX_GAZETTEER_PART_H
#define BM_GEO_GAZETTEER_INDEX_GAZETTEER_PART_H

#include "geo/gazetteer/index/index.h"

/** Whether a path is that of a built index, by its ending `.gaz`. */
bool bm_gazetteer_is_index(const char *path);

/** Map the index at `path`. */
BM_NODISCARD bm_status bm_gazetteer_part_open(bm_gazetteer_part *part, const char *path,
                                              bm_error *error);
/** Make one of sources, or take the one that the cache folder has for them (`cache` may be NULL).
 */
BM_NODISCARD bm_status bm_gazetteer_part_make(bm_gazetteer_part *part, const char *const *paths,
                                              size_t path_count, const char *cache,
                                              bm_findings *findings, bm_error *error);
void bm_gazetteer_part_close(bm_gazetteer_part *part);

/** Read sources and settle them. The builder is to be finished whatever is returned. */
BM_NODISCARD bm_status bm_gazetteer_gather(bm_builder *builder, const bm_gazetteer_inputs *inputs,
                                           bm_error *error);

#endif
