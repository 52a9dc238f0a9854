/** @file attributes.h
 *  Which column of a stranger's file says what, and what its codes mean. Pure; thread-safe.
 */
#ifndef BM_GEO_GAZETTEER_SOURCES_ATTRIBUTES_H
#define BM_GEO_GAZETTEER_SOURCES_ATTRIBUTES_H

#include <bordermap/gazetteer.h>
#include <stddef.h>

/** What a name is good for. */
typedef enum bm_name_use {
    BM_NAME_TOPONYM,
    BM_NAME_WORD /**< adjective, demonym or abbreviation: hints at a place, never names it */
} bm_name_use;

/** Columns of one file; −1 where it has none. */
enum { BM_ALTERNATE_COLUMNS_MAX = 12 };
typedef struct bm_gazetteer_columns {
    int id;
    int name;
    int name_be;
    int name_uk;
    int name_ru;
    int country;
    int admin1;
    int admin2;
    int feature_code;
    int kind;
    int population;
    int rank;
    int radius_km;
    int partner;
    int alternates[BM_ALTERNATE_COLUMNS_MAX]; /**< more names, or lists of them */
    size_t alternate_count;
} bm_gazetteer_columns;

/** Index of a table's column by name, −1 when there is none. */
typedef int (*bm_column_finder)(const void *table, const char *name);
/** Find the columns of a table by their synonyms, which are cut at the ten bytes of a DBF field. */
void bm_gazetteer_map_columns(bm_column_finder find, const void *table,
                              bm_gazetteer_columns *columns);
/** What a place is, from its GeoNames feature code and the word of its kind, either may be "". */
bm_place_kind bm_gazetteer_kind(const char *feature_code, const char *kind);
/** Rank 1…8 from code, kind and population; 0 for what is no settlement. */
int bm_gazetteer_rank(const char *feature_code, bm_place_kind kind, int64_t population);

#endif
