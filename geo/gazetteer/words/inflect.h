/** @file inflect.h
 *  From a case form of a Belarusian, Ukrainian or Russian place name, "Новой Гуте", back to the
 *  nominatives that it may stand for. See docs/inflection.md. Pure; thread-safe.
 */
#ifndef BM_GEO_GAZETTEER_WORDS_INFLECT_H
#define BM_GEO_GAZETTEER_WORDS_INFLECT_H

#include <bordermap/gazetteer.h>

/** A language whose grammar makes the form; a bit each. */
typedef enum bm_inflect_language {
    BM_INFLECT_BE = 1,
    BM_INFLECT_UK = 2,
    BM_INFLECT_RU = 4
} bm_inflect_language;

/** A case other than the nominative; a bit each. The locative is the prepositional of Russian. */
typedef enum bm_inflect_case {
    BM_CASE_GENITIVE = 1,
    BM_CASE_DATIVE = 2,
    BM_CASE_ACCUSATIVE = 4,
    BM_CASE_INSTRUMENTAL = 8,
    BM_CASE_LOCATIVE = 16
} bm_inflect_case;

/** No form has more nominatives than this. */
#define BM_NOMINATIVES_MAX 32

/** A nominative that a form may stand for. */
typedef struct bm_nominative {
    char text[BM_FOLD_KEY_SIZE]; /**< UTF-8, each word but prepositions capitalised */
    unsigned languages;          /**< bits of ::bm_inflect_language */
    unsigned cases;              /**< bits of ::bm_inflect_case that the form would be */
    double plausibility; /**< 0…1, its share among all readings of the form, the form being a
                            nominative itself included */
} bm_nominative;

/** The nominatives that a case form may stand for, likeliest first, at most `capacity`
 *  (::BM_NOMINATIVES_MAX are enough). The name itself is never among them. Grammar alone decides:
 *  most of them name no place, so look each up and take none on trust.
 *
 *  Returns how many were found: 0 for names of three letters or fewer, of more than four words, not
 *  all in Cyrillic letters (numbers after a hyphen or blank excepted), longer than
 *  ::BM_FOLD_KEY_SIZE, or not UTF-8. Letter case of `name` is not looked at. */
size_t bm_inflect_nominatives(const char *name, bm_nominative *found, size_t capacity);

/** Whether `form` is a case form of `nominative`, other than itself. */
bool bm_inflect_agrees(const char *nominative, const char *form);

/** A nominative with less than this of the plausibility of another that names a place is passed
 *  over. */
#define BM_INFLECT_LEAST_SHARE 0.1
/** Less plausible nominatives of one word than this are surnames and common words more often than
 * villages (Рогов is not Роги), so that only towns, administrative centres and areas are believed.
 */
#define BM_INFLECT_DOUBTFUL 0.16
/** A town whose name is believed in any form has this many inhabitants. */
#define BM_INFLECT_TOWN_POPULATION 5000

/** Call `visit` with ::BM_MATCH_INFLECTED for each place that one of the nominatives of `name`
 *  names, the likeliest first, each place once, until it returns false; `matched` is the
 *  nominative as the gazetteer has it, ё and е being one letter. No more than 1,024 places are
 *  visited. Ask this only when `name` as it stands found nothing good enough, and never for a word
 *  that running text does not capitalise. Thread-safe. */
void bm_gazetteer_lookup_inflected(const bm_gazetteer *gazetteer, const char *name,
                                   bm_place_visitor visit, void *context);

#endif
