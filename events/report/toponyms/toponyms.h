/** @file toponyms.h
 *  The names of places in a report, from words that may be names to mentions with positions.
 *
 *  recognise → judge → context → resolve → areas → mentions. Everything before `resolve` decides
 * from the text and from whether the gazetteer knows a name at all; which of its places is meant is
 * the geocoder's matter, for all names of the report together.
 */
#ifndef BM_EVENTS_REPORT_TOPONYMS_TOPONYMS_H
#define BM_EVENTS_REPORT_TOPONYMS_TOPONYMS_H

#include "events/report/reading.h"

/** How a stretch of words was taken for a name. */
typedef enum bm_toponym_source {
    BM_TOPONYM_EXACT,     /**< the gazetteer has these letters, */
    BM_TOPONYM_VARIANT,   /**< another spelling of them, */
    BM_TOPONYM_INFLECTED, /**< what they are a Slavic case form of, */
    BM_TOPONYM_AREA,      /**< the area that words make of it: "Stolin district", */
    BM_TOPONYM_FORM /**< or nothing; but the words have the form of a place's name: "Lake Ohrid",
                       "the village of Nowhere" */
} bm_toponym_source;

/** A name found in the text. Texts live in the report's arena. */
typedef struct bm_toponym {
    uint32_t first; /**< word */
    uint32_t count;
    uint32_t start; /**< bytes of the document's text */
    uint32_t end;
    uint32_t sentence;
    bm_toponym_source source;
    const char *name;     /**< what the geocoder is asked for */
    const char *rejected; /**< why it is none after all (static storage); NULL when it is one */
    /* Said by the words around it; NULL when nothing is. */
    const char *country; /**< ISO 3166-1 alpha-2 */
    const char *admin;
    const char *near;
    bool told; /**< words beside it say that it is a place: "the village of", "in the city of" */
    const struct bm_known_name *known; /**< what the gazetteer has by that name; or NULL */
    float belief;                      /**< of the judge: above 0 it is taken for a place */
    bm_mention_role role;
    bm_area area; /**< kind and words at first, position and radius when it is resolved */
} bm_toponym;

typedef struct bm_toponyms {
    bm_toponym *items; /**< in order of their bytes; kept ones do not overlap */
    size_t count;
    size_t capacity;
    struct bm_toponym_search *search; /**< what the stages remember of the report */
} bm_toponyms;

/** Append one, zeroed but for these members. NULL when memory is short. */
bm_toponym *bm_toponyms_add(bm_toponyms *toponyms, const bm_reading *reading, uint32_t sentence,
                            uint32_t first, uint32_t count);

/** Find everything that may be the name of a place: longest sequences of words that the gazetteer
 *  knows, in any spelling or case form, and forms of names. What is in a date is none. */
BM_NODISCARD bm_status bm_toponyms_recognise(bm_reading *reading, bm_toponyms *toponyms,
                                             bm_error *error);
/** What a Cyrillic sequence of words is looked up as: the name itself, the nominative that a case
 *  form stands for, or NULL in `*name` when the gazetteer knows none that can be believed. `name`
 *  lives in the report's arena. */
BM_NODISCARD bm_status bm_toponyms_lookup_cyrillic(bm_reading *reading, const bm_word *words,
                                                   size_t count, const char **name,
                                                   bm_toponym_source *source, bm_error *error);
/** Reject what is part of something else: of persons, organisations, media, teams, demonyms; common
 *  words; initials. Works on the whole report: who is named in full once is known after that. */
BM_NODISCARD bm_status bm_toponyms_judge(bm_reading *reading, bm_toponyms *toponyms,
                                         bm_error *error);
/** Read the words around each name: hints for the geocoder ("the Belarusian village of X", "X in
 * the Stolin district", datelines), its role, and the phrase that makes an area of it. */
BM_NODISCARD bm_status bm_toponyms_context(bm_reading *reading, bm_toponyms *toponyms,
                                           bm_error *error);
/** Locate all names of the report together and make them mentions. */
BM_NODISCARD bm_status bm_toponyms_resolve(bm_reading *reading, const bm_toponyms *toponyms,
                                           bm_error *error);
/** Give mentions the places that a person decided on, for the reader that has decisions. */
void bm_toponyms_obey(bm_reading *reading);
/** Where the area is that words make of a place: fills position and radius of `mention->area`,
 * whose kind, span, azimuth and distance are known. A place without a position has none. */
void bm_toponyms_place_area(const bm_reading *reading, bm_mention *mention);

#endif
