/** @file gazetteer_about.h
 *  What a gazetteer has: figures, sources, languages.
 */
#ifndef BM_CLI_GAZETTEER_ABOUT_H
#define BM_CLI_GAZETTEER_ABOUT_H

#include <bordermap/bordermap.h>

enum { CLI_KINDS = BM_PLACE_COUNTRY + 1 };

typedef struct cli_gazetteer_figures {
    size_t places;
    size_t of_kind[CLI_KINDS];
    size_t rows; /**< of all sources */
    size_t left_out;
    size_t merged;
} cli_gazetteer_figures;

void cli_gazetteer_count(const bm_gazetteer *gazetteer, cli_gazetteer_figures *figures);

/** What was opened from `paths`, for a person or as an object. */
void cli_gazetteer_write_text(bm_sink *sink, const char *const *paths, size_t count,
                              const bm_gazetteer *gazetteer);
void cli_gazetteer_write_json(bm_sink *sink, const char *const *paths, size_t count,
                              const bm_gazetteer *gazetteer, const bm_findings *findings);

#endif
