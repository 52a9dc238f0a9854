/** @file layout.h
 *  How a gazetteer lies in an image (base/image.h): the sections and their records. Whoever changes
 *  them, or what is read of a source, raises ::BM_GAZETTEER_VERSION.
 */
#ifndef BM_GEO_GAZETTEER_INDEX_LAYOUT_H
#define BM_GEO_GAZETTEER_INDEX_LAYOUT_H

#include "geo/gazetteer/sources/builder.h"

#include "base/image.h"

#define BM_GAZETTEER_KIND "GAZT"
enum { BM_GAZETTEER_VERSION = 6 };

/** Texts are referred to by their offset in SECTION_TEXTS; keys have a section of their own, in the
 * order of their numbers. A key's number is its rank among the keys of its table, ordered by bytes.
 */
typedef enum bm_gazetteer_section {
    SECTION_TEXTS,
    SECTION_PLACES,     /**< place_record */
    SECTION_NAMES,      /**< name_record, those of a place together, its own first */
    SECTION_FIRST_NAME, /**< a place's first name; one more at the end */
    SECTION_IDS,        /**< hash table by id: numbers + 1 of places, then, from the count of places
                             on, of merged ids */
    SECTION_MERGED_IDS, /**< merged_id_record */
    SECTION_KEY_TEXTS,
    SECTION_EXACT_KEYS,  /**< offset of each key's text */
    SECTION_EXACT_SLOTS, /**< hash table of key numbers + 1 */
    SECTION_EXACT_FIRST, /**< a key's first posting; one more at the end */
    SECTION_EXACT_NAMES, /**< postings: numbers of names, ascending */
    SECTION_STRICT_KEYS,
    SECTION_STRICT_SLOTS,
    SECTION_STRICT_FIRST,
    SECTION_STRICT_NAMES,
    SECTION_SLOT_BUCKETS, /**< strict keys by slot key, see near_table.h */
    SECTION_SLOT_ENTRIES,
    SECTION_SLOT_FILTER,
    SECTION_FUZZY_BUCKETS, /**< strict keys with a letter left out */
    SECTION_FUZZY_ENTRIES,
    SECTION_FUZZY_FILTER,
    SECTION_CELLS,       /**< cell_record, by cell */
    SECTION_CELL_PLACES, /**< numbers of places, by cell */
    SECTION_LANGUAGES,   /**< language_record, by code */
    SECTION_SOURCES,     /**< source_record */
    SECTION_FINDINGS,    /**< finding_record: what was said when the index was made */
    SECTION_COUNT
} bm_gazetteer_section;

/** The tables of keys. */
typedef struct bm_key_table {
    uint32_t keys;
    uint32_t slots;
    uint32_t first;
    uint32_t names;
} bm_key_table;

static const bm_key_table bm_exact_table = {SECTION_EXACT_KEYS, SECTION_EXACT_SLOTS,
                                            SECTION_EXACT_FIRST, SECTION_EXACT_NAMES};
static const bm_key_table bm_strict_table = {SECTION_STRICT_KEYS, SECTION_STRICT_SLOTS,
                                             SECTION_STRICT_FIRST, SECTION_STRICT_NAMES};

typedef struct bm_place_record {
    int32_t
        lon; /**< degrees times ::BM_DEGREE_PARTS: a decimal of seven places comes back as it was */
    int32_t lat;
    uint32_t population;
    float radius_km;
    uint32_t id; /**< this and the following: texts */
    uint32_t name;
    uint32_t name_be;
    uint32_t name_uk;
    uint32_t name_ru;
    uint32_t country;
    uint32_t admin1;
    uint32_t admin2;
    uint32_t feature_code;
    uint32_t partner;
    uint8_t kind;
    uint8_t rank;
    uint16_t source;
    uint32_t zero;
} bm_place_record;
#define BM_DEGREE_PARTS 1e7

typedef struct bm_name_record {
    uint32_t text;
    uint32_t packed; /**< place, 24 bits; language, 7 bits; 1 for a word */
} bm_name_record;
enum { BM_PLACES_MAX = 1 << 24, BM_LANGUAGES_MAX = 128 };

/** The id of a row that was merged into a place. */
typedef struct bm_merged_id_record {
    uint32_t id; /**< a text */
    uint32_t place;
} bm_merged_id_record;

typedef struct bm_cell_record {
    uint32_t cell;
    uint32_t first; /**< in SECTION_CELL_PLACES; they end where the next cell's begin */
} bm_cell_record;
/** Cells are squares of a tenth of a degree, numbered row by row from the south-west. */
enum { BM_CELLS_A_DEGREE = 10, BM_CELL_COLUMNS = 3600, BM_CELL_ROWS = 1800 };

typedef struct bm_language_record {
    char code[8];
    uint32_t count;
    uint32_t zero;
} bm_language_record;

typedef struct bm_source_record {
    uint64_t rows;
    uint64_t left_out;
    uint64_t merged;
    uint32_t name;
    uint32_t format;
    uint32_t sha256;
    uint32_t licence;
    uint32_t zero[6];
} bm_source_record;

typedef struct bm_finding_record {
    uint64_t line;
    uint32_t severity;
    uint32_t code;
    uint32_t file;
    uint32_t column;
    uint32_t value;
    uint32_t message;
} bm_finding_record;

_Static_assert(sizeof(bm_place_record) == 64 && sizeof(bm_name_record) == 8 &&
                   sizeof(bm_cell_record) == 8 && sizeof(bm_merged_id_record) == 8 &&
                   sizeof(bm_language_record) == 16 && sizeof(bm_source_record) == 64 &&
                   sizeof(bm_finding_record) == 32,
               "records are powers of two without padding");

static inline uint32_t bm_name_place(const bm_name_record *name)
{
    return name->packed & (BM_PLACES_MAX - 1);
}

static inline bm_name_use bm_name_use_of(const bm_name_record *name)
{
    return name->packed >> 31 ? BM_NAME_WORD : BM_NAME_TOPONYM;
}

/** Number of the cell of a valid position. */
uint32_t bm_cell_of(bm_lonlat position);

/** Write the index of a settled builder. `findings`: those from this one on, made while reading,
 * are kept in it; NULL for none. */
BM_NODISCARD bm_status bm_gazetteer_pack(const bm_builder *builder, const bm_findings *findings,
                                         bm_sink *sink, bm_error *error);

#endif
