/** @file words.h
 *  What the file of a map says of itself: title, description, keywords, the frame and the extent.
 */
#ifndef BM_RENDER_MAP_WORDS_H
#define BM_RENDER_MAP_WORDS_H

#include <bordermap/date.h>

#include "base/strbuf.h"
#include "render/canvas/canvas.h"
#include "render/map/private.h"

/** Room for the four numbers of a box. */
#define BM_MAP_BOX_SIZE 264

/** Its texts are borrowed from the map and from each other: it must not be copied. */
typedef struct bm_map_words {
    const char *subtitle; /**< printed under the title; NULL for none */
    bm_canvas_info info;
    bm_strbuf title, description, keywords, subtitle_text;
    char frame[BM_MAP_BOX_SIZE], extent[BM_MAP_BOX_SIZE], dpi[64], dates[BM_DATE_TEXT_SIZE];
    bm_attribute attributes[5];
} bm_map_words;

/** Find the words for `window`, NULL for all events, as `shown`, with the `blank` of
 *  bm_map_count_blank(), and make the map's alternative text of them. They live as long as the map
 *  and what is shown; bm_map_words_finish() them, also after an error. */
bm_status bm_map_words_make(bm_map *map, const bm_map_window *shown, const bm_interval *window,
                            size_t blank, bm_map_words *words, bm_error *error);
void bm_map_words_finish(bm_map_words *words);

#endif
