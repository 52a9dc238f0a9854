/** @file geocoder_parts.h
 *  The geocoder from the inside: what its files share.
 */
#ifndef BM_GEO_GAZETTEER_GEOCODER_GEOCODER_PARTS_H
#define BM_GEO_GAZETTEER_GEOCODER_GEOCODER_PARTS_H

#include "geo/gazetteer/geocoder/score.h"

#include <bordermap/geocoder.h>

struct bm_geocoder {
    const bm_gazetteer *gazetteer;
    const bm_border *border;
    const bm_aliases *aliases;
    /* A place's distance to the border plus one, once it was asked for; 0 before. Threads that meet
     * there write the same. */
    _Atomic float *border_km;
};

/** A crossing or airfield that is called by its town is hardly further from it. */
#define BM_OUTSKIRTS_KM 15.0

/** A place's distance to the border in kilometres; NaN without a border. The first time it is
 *  measured, then known. Thread-safe. */
double bm_geocoder_border_km(const bm_geocoder *geocoder, const bm_place *place);

/** Candidates while they are gathered and ranked, best first. */
typedef struct bm_gathering {
    bm_score_context *context;
    bm_ranked ranked[BM_CANDIDATES_MAX];
    size_t count;
    size_t total;
    bool areas_only;
    bool later;    /**< a second form of the name: places met before are not counted again */
    bool whole;    /**< the whole text is the name of something that may be meant */
    bool doubtful; /**< the best one and the hints do not agree */
    const bm_alias_form *form;           /**< the alias that is looked up; NULL for none */
    char alias_note[BM_ALIAS_NOTE_SIZE]; /**< of the alias that found something; "" for none */
    char name[BM_CLASS_TEXT_SIZE]; /**< the name without its class words; "" when it is too long */
    const bm_place *suggestions[BM_SUGGESTIONS_MAX]; /**< met by a nearly right name and dropped */
    size_t suggestion_count;
    bm_hints own; /**< the hints, when some stand in the text of the query */
} bm_gathering;

/** A ::bm_place_visitor that scores a place and ranks it; `context` is a bm_gathering. */
bool bm_gather(const bm_place *place, bm_match match, const char *matched, void *context);

/** Everything that the query's name may mean: what is called so, else what its other forms find,
 *  level by level; and hints that stand in its text. */
void bm_gather_query(const bm_geocoder *geocoder, const char *name, bm_gathering *all);

/** Take a name and its hints from a text such as "Kopani (Stolin district), Belarus". False when it
 *  has no hints. `name` has BM_CLASS_TEXT_SIZE bytes; hints are added to `hints`. */
bool bm_query_text_read(const bm_gazetteer *gazetteer, const char *text, char *name,
                        bm_hints *hints);

/** Whether a candidate was found that no hint rules out. */
bool bm_gathering_will_do(const bm_gathering *all);

/** The other forms of the gathering's name, until one of them will do. */
void bm_gather_forms(const bm_geocoder *geocoder, bm_gathering *all);

/** Order the candidates for good and decide what the answer is. */
void bm_judge(bm_gathering *all, bool reasons, bm_location *location);

/** Whether two places are not entries of one. */
bool bm_is_elsewhere(const bm_place *a, const bm_place *b);

static inline bool bm_is_area(const bm_place *place)
{
    return place->kind >= BM_PLACE_DISTRICT;
}

#endif
