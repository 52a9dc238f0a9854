/** @file gazetteer.h
 *  Named places with positions, gathered from point shapefiles and found by any spelling.
 */
#ifndef BORDERMAP_GAZETTEER_H
#define BORDERMAP_GAZETTEER_H

#include <bordermap/findings.h>
#include <bordermap/geometry.h>
#include <bordermap/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

BM_BEGIN_DECLS

/** What a place is, coarsely; how far its name reaches follows from it. */
typedef enum bm_place_kind {
    BM_PLACE_SETTLEMENT,
    BM_PLACE_CROSSING,
    BM_PLACE_AIRFIELD,
    BM_PLACE_SITE, /**< station, training ground, and other built things */
    BM_PLACE_NATURAL,
    BM_PLACE_DISTRICT,
    BM_PLACE_REGION, /**< first-level unit: oblast */
    BM_PLACE_COUNTRY
} bm_place_kind;

/** A place. Texts are UTF-8, never NULL ("" when unknown), and belong to the gazetteer. */
typedef struct bm_place {
    const char *id;   /**< GeoNames id in digits, ISO 3166 code, or the file's own */
    const char *name; /**< the name to print */
    const char *name_be;
    const char *name_uk;
    const char *name_ru;
    const char *country;      /**< ISO 3166-1 alpha-2 */
    const char *admin1;       /**< oblast, short English form: "Brest" */
    const char *admin2;       /**< district: "Stolin" */
    const char *feature_code; /**< GeoNames feature code: "PPL", "PSTB" */
    const char *partner;      /**< for a crossing, the post on the other side */
    bm_place_kind kind;
    bm_lonlat position;
    double radius_km;   /**< for districts, regions and countries; 0 for points */
    int64_t population; /**< 0 when unknown */
    int rank;           /**< 1 national capital … 8 village; 0 when unknown */
    uint32_t source;    /**< index of the file it came from */
} bm_place;

/** Immutable once opened; any number of threads may read it. */
typedef struct bm_gazetteer bm_gazetteer;

/** Read point shapefiles, in order; of places with equal ids the first wins and takes over the
 *  names of the others.
 *
 *  Attributes are found by synonyms, ASCII case ignored: id (`PLACE_ID`, `GEONAMEID`, …), name
 *  (`NAME`, `NAME_EN`, `ASCIINAME`, …), alternates (`ALTNAMES`, `NAME_BE`, `NAME_UK`, `NAME_RU`,
 * …), `ISO_A2`, `ADMIN1`, `ADMIN2`, `FCODE`, `KIND`, `POPULATION`, `RANK`, `RADIUS_KM`, `PARTNER`.
 * A table `place_names.dbf` beside a file (columns PLACE_ID, LANG, NAME, USE) adds names to its
 *  places; rows whose USE is `demonym` or `adjective` are kept apart and never match a toponym.
 *
 *  Rows without a name or with a bad position are left out with a finding.
 *  @param findings  may be NULL
 *  @param gazetteer free it with bm_gazetteer_free()
 */
BM_API BM_NODISCARD bm_status bm_gazetteer_open(const char *const *paths, size_t path_count,
                                                bm_findings *findings, bm_gazetteer **gazetteer,
                                                bm_error *error);
BM_API void bm_gazetteer_free(bm_gazetteer *gazetteer);

BM_API size_t bm_gazetteer_count(const bm_gazetteer *gazetteer);
/** Borrowed; NULL when out of range. */
BM_API const bm_place *bm_gazetteer_place(const bm_gazetteer *gazetteer, size_t index);
/** The place with this id, or NULL. */
BM_API const bm_place *bm_gazetteer_find_id(const bm_gazetteer *gazetteer, const char *id);

/** How a name met a place's name, best first. */
typedef enum bm_match {
    BM_MATCH_NONE,
    BM_MATCH_GIVEN,     /**< no look-up: the table gave coordinates */
    BM_MATCH_EXACT,     /**< the same letters, case and punctuation aside */
    BM_MATCH_VARIANT,   /**< another romanisation or script of the same spelling */
    BM_MATCH_INFLECTED, /**< a Slavic case form */
    BM_MATCH_FUZZY,     /**< one letter away */
    BM_MATCH_AREA       /**< the name of a district, region or country */
} bm_match;

/** "none", "given", "exact", "variant", "inflected", "fuzzy", "area". Static storage. */
BM_API const char *bm_match_name(bm_match match);
/** "settlement", "crossing", … Static storage. */
BM_API const char *bm_place_kind_name(bm_place_kind kind);

/** Call `visit` for each place that `name` may mean, exact matches first, each place once, until it
 *  returns false. `matched` is the gazetteer's name that was met. */
typedef bool (*bm_place_visitor)(const bm_place *place, bm_match match, const char *matched,
                                 void *context);
BM_API void bm_gazetteer_lookup(const bm_gazetteer *gazetteer, const char *name,
                                bm_place_visitor visit, void *context);

/** Most strict keys that one name can have. */
#define BM_FOLD_KEYS_MAX 4
/** Room for one key, terminator included; longer names have no key. */
#define BM_FOLD_KEY_SIZE 128

/** The strict keys of a name: one for every romanisation and Cyrillic spelling of the same letters
 *  (docs/romanisation.md). Returns how many there are, 0…::BM_FOLD_KEYS_MAX. Pure; thread-safe. */
BM_API size_t bm_fold_strict(const char *name, char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE]);
/** The exact key: NFC, case-folded, apostrophes and hyphens unified, blanks collapsed. Returns
 * false when the name is empty, too long or not UTF-8. Pure; thread-safe. */
BM_API bool bm_fold_exact(const char *name, char key[BM_FOLD_KEY_SIZE]);

BM_END_DECLS
#endif
