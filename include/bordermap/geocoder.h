/** @file geocoder.h
 *  From a name and its context to one place, with the reasons.
 */
#ifndef BORDERMAP_GEOCODER_H
#define BORDERMAP_GEOCODER_H

#include <bordermap/aliases.h>
#include <bordermap/border.h>
#include <bordermap/gazetteer.h>

BM_BEGIN_DECLS

/** What is asked. Texts are borrowed for the call; NULL or "" means unknown. */
typedef struct bm_geocoder_query {
    const char *name;    /**< as written; may say more: "Stolin district", "Kopani, Brest region",
                              "the Belarusian village of Kopani", "Kopani in the Stolin district" */
    const char *country; /**< ISO 3166-1 alpha-2 or -3, or a name in any language known */
    const char *admin;   /**< oblast or district, any spelling */
    const char *near;    /**< another place's name */
    const bm_lonlat *around; /**< where else the same report or row was: nearness to them is
                                context. Borrowed; may be NULL when the count is 0 */
    size_t around_count;
    bool lenient; /**< a hint that nothing is known by is left out, and named in the answer, where
                       it would be an error: for the rows of tables */
    bool why;     /**< tell the features of each candidate, which takes longer than the look-up */
} bm_geocoder_query;

/** Hints of a query; flags. */
typedef enum bm_relaxed {
    BM_RELAXED_COUNTRY = 1,
    BM_RELAXED_ADMIN = 2,
    BM_RELAXED_NEAR = 4
} bm_relaxed;

/** One term of a score, named so that a person can judge it. */
typedef struct bm_feature_score {
    const char *name; /**< "match", "country", "admin", "near", "around", "border", "class",
                           "population", "relaxed", or
                           "hint" for a part of the query that could not be used */
    double value;     /**< what it added, may be negative */
    char note[48];    /**< "0.8 km from the border" */
} bm_feature_score;

#define BM_FEATURE_SCORES_MAX 10
#define BM_CANDIDATES_MAX 32

typedef struct bm_candidate {
    const bm_place *place; /**< belongs to the gazetteer */
    bm_match match;
    const char *matched;  /**< the name that was met; belongs to the gazetteer */
    double score;         /**< sum of the features, clamped to 0…1 */
    size_t feature_count; /**< 0 unless the query asks why */
    bm_feature_score features[BM_FEATURE_SCORES_MAX];
} bm_candidate;

typedef enum bm_location_status {
    BM_LOCATION_NONE,      /**< nothing of that name is known, or only against several hints: then
                                the candidates say where */
    BM_LOCATION_LOCATED,   /**< one place, clearly ahead of the rest */
    BM_LOCATION_AMBIGUOUS, /**< the runner-up is too near, or a hint speaks against it;
                                `candidates[0]` is only the best guess */
    BM_LOCATION_AREA       /**< a district, region or country: never a point; when the gazetteer has
                                only its main town, that is the candidate */
} bm_location_status;

#define BM_SUGGESTIONS_MAX 5

/** The answer. Plain data apart from what it borrows from the gazetteer. */
typedef struct bm_location {
    bm_location_status status;
    double margin;     /**< sum of the best less that of the runner-up elsewhere; 1 without one */
    double radius_km;  /**< how far an area reaches about its place; 0 for a point */
    bool kind_missing; /**< a crossing, airfield, site or natural thing was asked for and none of
                          that name is known: the best guess is something else of that name, which
                          it should be within `radius_km` of; ambiguous */
    bool ruled_out;    /**< the hints rule out every place of the name; without the one in
                            `relaxed` the candidate is the best guess. Seldom right: of rows that
                            name a village in another oblast than the gazetteer, one in
                            twenty-five */
    unsigned relaxed;  /**< hints that were left out or that the best guess goes against,
                          ::bm_relaxed  or'ed; 0 for none */
    unsigned unknown;  /**< of these, those that nothing is known by */
    unsigned mended;   /**< hints that were understood as the nearest spelling of something known */
    size_t suggestion_count; /**< places whose names are spelt nearly so, when nothing was found */
    const bm_place *suggestions[BM_SUGGESTIONS_MAX]; /**< belong to the gazetteer */
    size_t candidate_count; /**< kept, best first; of several entries of one place (within 2 km) the
                                 one that the gazetteer has first stands before the others */
    size_t candidate_total; /**< all that the name may mean */
    bm_candidate candidates[BM_CANDIDATES_MAX];
} bm_location;

/** Below this margin the answer is ambiguous. */
#define BM_MARGIN_MIN 0.08

/** "none", "located", "ambiguous", "area". Static storage. */
BM_API const char *bm_location_status_name(bm_location_status status);

/** Immutable; any number of threads may use one. */
typedef struct bm_geocoder bm_geocoder;

/** @param gazetteer  must outlive the geocoder
 *  @param border     nearness to it is context; NULL leaves that feature out; must outlive it
 *  @param aliases    other names to look up when a name is not known; NULL for none; must outlive
 * it
 */
BM_API BM_NODISCARD bm_status bm_geocoder_new(const bm_gazetteer *gazetteer,
                                              const bm_border *border, const bm_aliases *aliases,
                                              bm_geocoder **geocoder, bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_geocoder_free(bm_geocoder *geocoder);
/** The gazetteer that it asks; borrowed. */
BM_API const bm_gazetteer *bm_geocoder_gazetteer(const bm_geocoder *geocoder);

/** Locate one name. An unknown name is no error: the status of `location` says so. An unknown
 *  country, admin or near hint is: ::BM_ERROR_NOT_FOUND with the hint quoted, unless the query is
 *  lenient. */
BM_API BM_NODISCARD bm_status bm_geocoder_locate(const bm_geocoder *geocoder,
                                                 const bm_geocoder_query *query,
                                                 bm_location *location, bm_error *error);

/** A geocoder with what one thread remembers from query to query: hints that repeat, as they do in
 *  the rows of a table, are understood once. The answers are those of bm_geocoder_locate(). Not
 *  thread-safe; make one a thread. */
typedef struct bm_geocoder_session bm_geocoder_session;
/** @param geocoder must outlive the session */
BM_API BM_NODISCARD bm_status bm_geocoder_session_new(const bm_geocoder *geocoder,
                                                      bm_geocoder_session **session,
                                                      bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_geocoder_session_free(bm_geocoder_session *session);
/** As bm_geocoder_locate(). */
BM_API BM_NODISCARD bm_status bm_geocoder_session_locate(bm_geocoder_session *session,
                                                         const bm_geocoder_query *query,
                                                         bm_location *location, bm_error *error);

/** What is called with each answer, in the order of the queries; `location` lives for the call. */
typedef bm_status (*bm_location_visitor)(size_t index, const bm_location *location, void *context,
                                         bm_error *error);
/** Locate the names of one report together: first each by itself, then those that are not certain
 *  again, with the places of the certain ones around them. The order of the queries changes no
 *  answer. Stops at the first error, also of `visit`. */
BM_API BM_NODISCARD bm_status bm_geocoder_locate_all(const bm_geocoder *geocoder,
                                                     const bm_geocoder_query *queries, size_t count,
                                                     bm_location_visitor visit, void *context,
                                                     bm_error *error);

BM_END_DECLS
#endif
