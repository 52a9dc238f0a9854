/** @file locate_cache.h
 *  Questions to the geocoder, each asked once: tables repeat their places.
 */
#ifndef BM_EVENTS_LOCATE_CACHE_H
#define BM_EVENTS_LOCATE_CACHE_H

#include <bordermap/decisions.h>
#include <bordermap/geocoder.h>

/** What an event says about where it was. Texts are "" when unknown. */
typedef struct bm_place_question {
    const char *place;
    const char *country;
    const char *admin;
    const char *district;
} bm_place_question;

/** What stays of a ::bm_location, which is too large to keep. */
typedef struct bm_place_answer {
    bm_location_status status;
    bm_match match;            /**< none when nothing was located */
    const bm_place *best;      /**< NULL when nothing was found; with no location, what there is
                                    elsewhere */
    const bm_place *runner_up; /**< the best one elsewhere, or NULL */
    double score;
    double margin;
    double radius_km;  /**< as in ::bm_location */
    bool kind_missing; /**< as in ::bm_location */
    size_t candidate_total;
    bool country_unknown; /**< the hint means nothing to the gazetteer and was dropped */
    bool admin_unknown;
    bool country_misspelt; /**< the nearest spelling that is known was taken */
    bool admin_misspelt;
} bm_place_answer;

typedef struct bm_place_cache bm_place_cache;

/** Both must outlive the cache; there may be no decisions. NULL when memory is short. */
bm_place_cache *bm_place_cache_new(const bm_geocoder *geocoder, const bm_decisions *decisions);
/** Another cache for another thread, with the answers in common. `shared` outlives it, asks nothing
 *  meanwhile, and learns from it which decisions were met when it is freed, in one thread. Answers
 *  are forgotten now and then, so that memory does not go with the number of names. */
bm_place_cache *bm_place_cache_new_beside(bm_place_cache *shared);
void bm_place_cache_free(bm_place_cache *cache);
/** The gazetteer that is asked. */
const bm_gazetteer *bm_place_cache_gazetteer(const bm_place_cache *cache);

/** Ask, or take the answer of last time. A hint that the gazetteer does not know is dropped and
 *  marked; the district decides where country and oblast leave two places. */
BM_NODISCARD bm_status bm_place_cache_ask(bm_place_cache *cache, const bm_place_question *question,
                                          bm_place_answer *answer, bm_error *error);
/** Make the cache know the answers to many questions, which parts of the work then find on any
 *  number of threads: begin, ask every part below the count that is returned, end. What fails is
 *  asked again, and told, when it is asked for. The questions are borrowed until the end. */
size_t bm_place_cache_begin_asking(bm_place_cache *cache, const bm_place_question *questions,
                                   size_t count);
void bm_place_cache_ask_part(bm_place_cache *cache, size_t part);
void bm_place_cache_end_asking(bm_place_cache *cache);

/** Ask with positions that are context; the answer is not remembered. */
BM_NODISCARD bm_status bm_place_cache_ask_around(bm_place_cache *cache,
                                                 const bm_place_question *question,
                                                 const bm_lonlat *around, size_t around_count,
                                                 bm_place_answer *answer, bm_error *error);
/** ISO 3166-1 alpha-2 code of a country as a table writes it; "" when it is not known. */
BM_NODISCARD bm_status bm_place_cache_country(bm_place_cache *cache, const char *text, char code[3],
                                              bm_error *error);

/** Report the decisions that no question met. */
void bm_place_cache_report_unused(const bm_place_cache *cache, bm_findings *findings);

#endif
