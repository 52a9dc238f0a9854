/** @file languages.h
 *  What a reader knows of each language. Most reports are in one, so each is loaded when the first
 *  report in it is read. Thread-safe.
 */
#ifndef BM_EVENTS_REPORT_LANGUAGES_H
#define BM_EVENTS_REPORT_LANGUAGES_H

#include <bordermap/report.h>

struct bm_languages;

/** Languages that a file of the options extends are loaded at once, so that what is wrong with it
 * is found.
 *  @param options    may be NULL
 *  @param languages  free it with bm_languages_free() */
BM_NODISCARD bm_status bm_languages_new(const bm_reader_options *options, bm_findings *findings,
                                        struct bm_languages **languages, bm_error *error);
void bm_languages_free(struct bm_languages *languages);

/** Let `reader`, a copy that is used for one report, know a language. What it then points to lives
 *  as long as `languages`. */
BM_NODISCARD bm_status bm_languages_know(struct bm_languages *languages, bm_language language,
                                         struct bm_reader *reader, bm_error *error);

#endif
