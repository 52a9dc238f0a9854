/** @file text.h
 *  The words on a map: title, subtitle, credit, and the description for those who cannot see it.
 */
#ifndef BM_RENDER_MAP_TEXT_H
#define BM_RENDER_MAP_TEXT_H

#include <bordermap/map.h>

#include "base/strbuf.h"
#include "render/marks/marks.h"

/** Printed when the caller gives no disclaimer. */
#define BM_MAP_DISCLAIMER "The boundaries and names shown do not imply endorsement."

/** NAME of a country of the layer, else its code. Borrowed. */
const char *bm_map_country_name(const bm_layer *countries, const char *iso_a2);

/** "24 February – 31 March 2022 · 412 events · 1 more with a less exact date · 2 more outside this
 *  map". */
void bm_map_subtitle(const bm_marks *marks, const bm_interval *window, const char *period,
                     bm_strbuf *text);
/** Sources, projection, dates and program, one line. */
void bm_map_credit(const bm_basemap *basemap, const bm_map_options *options,
                   const bm_projection *projection, const char *sources,
                   const bm_interval *data_span, int64_t made_at_s, bm_strbuf *text);
/** "map, Belarus, Ukraine, Strike or shelling": countries and kinds. */
void bm_map_keywords(const bm_marks *marks, const char *const country_names[2], bm_strbuf *text);
/** Parts of these texts: "2,944", "1 event", "24 February – 31 March 2022". */
void bm_map_append_count(bm_strbuf *text, size_t count);
void bm_map_append_events(bm_strbuf *text, size_t count);
/** @param period  how the window is called; NULL for its dates */
void bm_map_append_dates(bm_strbuf *text, const bm_marks *marks, const bm_interval *window,
                         const char *period);

/** A number as all texts of a map write it: 2944 as "2,944". */
#define BM_MAP_COUNT_SIZE 32
void bm_map_format_count(size_t count, char text[BM_MAP_COUNT_SIZE]);

#endif
