/** @file describe.h
 *  The parts of the description of a map.
 */
#ifndef BM_RENDER_MAP_DESCRIBE_H
#define BM_RENDER_MAP_DESCRIBE_H

#include "render/map/private.h"

/** Counts that a sentence lists, with the words for them: "lead first, second." without those that
 *  are 0, and nothing when all are. */
void bm_describe_counts(bm_strbuf *text, const char *lead, const size_t *counts,
                        const char *const *words, size_t count);
/** Sides of the border, the places with most events, the events nearest to the border. */
void bm_describe_places(const bm_map *map, const bm_marks *marks, bm_strbuf *text);
/** Movements, zones and crossings; `labels` have the latter. */
void bm_describe_signs(const bm_map *map, const bm_marks *marks, const bm_labels *labels,
                       bm_strbuf *text);

#endif
