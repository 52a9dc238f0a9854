/** @file gazetteer.h
 *  Named places with positions, gathered from shapefiles, GeoNames dumps and other point layers,
 * and found by any spelling.
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

/** Open gazetteers, in order; of places with equal ids the first wins and takes over what the
 * others say besides, names included. A path may be
 *
 *  - an index that bm_gazetteer_build() wrote (`.gaz`): mapped, in no time and next to no memory;
 *  - a point shapefile. Attributes are found by synonyms, ASCII case ignored: id (`PLACE_ID`,
 *    `GEONAMEID`, …), name (`NAME`, `NAME_EN`, `ASCIINAME`, …), alternates (`ALTNAMES`, `NAME_BE`,
 *    `NAME_UK`, `NAME_RU`, …), `ISO_A2`, `ADMIN1`, `ADMIN2`, `FCODE`, `KIND`, `POPULATION`, `RANK`,
 *    `RADIUS_KM`, `PARTNER`. A table `place_names.dbf` beside it (columns PLACE_ID, LANG, NAME,
 * USE) adds names to its places; rows whose USE is `demonym`, `adjective` or `short` (an
 * abbreviation) are kept apart and never match a toponym;
 *  - a GeoNames dump of 19 columns (`UA.txt`, `allCountries.txt`);
 *  - whatever else GDAL reads as points, `PG:…` included, when bordermap was built with it.
 *
 *  Rows without a name or with a bad position are left out with a finding.
 *  @param cache     folder where indexes of what is no index are kept, so that the next run need
 * not build them; made when missing; NULL keeps them in memory. A folder that cannot be written is
 * no error. An index there is used while path, size, times and inode of the source's files are the
 * same.
 *  @param findings  may be NULL
 *  @param gazetteer free it with bm_gazetteer_free()
 */
BM_API BM_NODISCARD bm_status bm_gazetteer_open(const char *const *paths, size_t path_count,
                                                const char *cache, bm_findings *findings,
                                                bm_gazetteer **gazetteer, bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_gazetteer_free(bm_gazetteer *gazetteer);

/** What an index is built from. Texts are borrowed for the call; NULL and 0 for what is not there.
 */
typedef struct bm_gazetteer_inputs {
    const char *const *paths; /**< as for bm_gazetteer_open(), in order */
    size_t path_count;
    const char *const *alternate_names; /**< GeoNames alternateNames or alternateNamesV2 tables */
    size_t alternate_names_count;
    const char *const *admin_codes; /**< GeoNames admin1CodesASCII and admin2Codes tables */
    size_t admin_codes_count;
    const char *country_info; /**< GeoNames countryInfo table */
    const char *licence;      /**< of the sources, to be credited; NULL when each says its own */
} bm_gazetteer_inputs;

/** Build one index of everything and write it to `path`, whole or not at all. Rows of one place
 *  (equal ids, or the same name and kind near each other, see docs/gazetteers.md) become one. Equal
 * inputs give equal bytes.
 */
BM_API BM_NODISCARD bm_status bm_gazetteer_build(const bm_gazetteer_inputs *inputs,
                                                 const char *path, bm_findings *findings,
                                                 bm_error *error);

/** Where places came from. Texts belong to the gazetteer. */
typedef struct bm_gazetteer_source {
    const char *name;   /**< the file's name without its folder */
    const char *format; /**< "shapefile", "names", "geonames", "alternate names", "codes", "gdal" */
    const char *sha256; /**< of the file in hexadecimal, of a shapefile's `.shp` and `.dbf` one
                                after the other; "" when there is no file */
    const char *licence; /**< to be credited; "" when unknown */
    uint64_t rows;       /**< read */
    uint64_t left_out;   /**< of them, with a finding */
    uint64_t merged;     /**< of them, into a place of another row */
} bm_gazetteer_source;

/** How many sources it was made of. */
BM_API size_t bm_gazetteer_source_count(const bm_gazetteer *gazetteer);
/** Borrowed; NULL when out of range. */
BM_API const bm_gazetteer_source *bm_gazetteer_source_at(const bm_gazetteer *gazetteer,
                                                         size_t index);

/** Number of names in all languages. */
BM_API size_t bm_gazetteer_name_count(const bm_gazetteer *gazetteer);
/** Call `visit` for each language in order of its code ("" for names without), with its count. */
BM_API void bm_gazetteer_languages(const bm_gazetteer *gazetteer,
                                   void (*visit)(const char *language, size_t count, void *context),
                                   void *context);
/** Check every byte of the indexes: ::BM_ERROR_FORMAT names the damaged one. What is looked up is
 *  checked as it is read; after damage look-ups find nothing more there, and the geocoder reports
 *  it. */
BM_API BM_NODISCARD bm_status bm_gazetteer_verify(const bm_gazetteer *gazetteer, bm_error *error);

/** One more than the greatest index of a place. */
BM_API size_t bm_gazetteer_count(const bm_gazetteer *gazetteer);
/** Borrowed; NULL when out of range, or when the place is one with that of an earlier file. */
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
    BM_MATCH_AREA,      /**< the name of a district, region or country */
    BM_MATCH_DECIDED    /**< a person said so (decisions.h) */
} bm_match;

/** "none", "given", "exact", "variant", "inflected", "fuzzy", "area", "decided". Static storage. */
BM_API const char *bm_match_name(bm_match match);
/** "settlement", "crossing", … Static storage. */
BM_API const char *bm_place_kind_name(bm_place_kind kind);

/** Takes a place; `matched` is the gazetteer's name that was met. False ends the visits. */
typedef bool (*bm_place_visitor)(const bm_place *place, bm_match match, const char *matched,
                                 void *context);
/** Call `visit` for each place that `name` may mean, exact matches first, each place once, until it
 *  returns false. */
BM_API void bm_gazetteer_lookup(const bm_gazetteer *gazetteer, const char *name,
                                bm_place_visitor visit, void *context);

/** Call `visit` for each place with a name that begins with `prefix`, in the order of the names'
 *  exact keys, each place once a name, until it returns false. */
BM_API void bm_gazetteer_complete(const bm_gazetteer *gazetteer, const char *prefix,
                                  bm_place_visitor visit, void *context);

/** A place and how far it is. */
typedef struct bm_nearby {
    const bm_place *place;
    double distance_m; /**< geodesic */
} bm_nearby;
/** The places nearest to a position, areas left out, nearest first, within `limit_km` (at most
 * 500). Returns how many were written to `nearby`, at most `capacity`. */
BM_API size_t bm_gazetteer_nearest(const bm_gazetteer *gazetteer, bm_lonlat position,
                                   double limit_km, bm_nearby *nearby, size_t capacity);

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
