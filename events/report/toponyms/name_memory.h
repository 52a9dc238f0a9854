/** @file name_memory.h
 *  What the gazetteer has by a name, remembered from report to report: news have the same names.
 */
#ifndef BM_EVENTS_REPORT_TOPONYMS_NAME_MEMORY_H
#define BM_EVENTS_REPORT_TOPONYMS_NAME_MEMORY_H

#include "events/report/reading.h"

/** A place that a name may mean. */
typedef struct bm_named_place {
    const bm_place *place;
    float prominence; /**< how likely the word is this place, before anything is read: > 0 likely */
    bool own;         /**< it is its name, not another of its names */
} bm_named_place;

/** How many places of one name are kept. */
#define BM_NAME_PLACES_MAX 64

/** A name that the gazetteer knows, and its places, the most prominent first. Never changes. */
typedef struct bm_name_entry {
    uint64_t hash;
    uint32_t word_count;
    uint32_t place_count;
    const bm_named_place *places;
    const char *text; /**< as it was looked up */
} bm_name_entry;

/** How a name is looked up. */
typedef enum bm_name_search {
    BM_NAME_EXACT,   /**< these letters, case aside */
    BM_NAME_SPELLING /**< any spelling, only places where names are written in Cyrillic */
} bm_name_search;

/** What the gazetteer has by a name; `*entry` is NULL when that is nothing. It lives as long as the
 *  reader or, when the memory has no room for it, as the report. Thread-safe.
 *  @param hash  of the text and the search */
BM_NODISCARD bm_status bm_name_recall(const bm_reader *reader, bm_arena *arena, const char *text,
                                      size_t length, uint64_t hash, bm_name_search search,
                                      const bm_name_entry **entry, bm_error *error);

/** How prominent a place is by one of its names. Pure. */
float bm_name_prominence(const bm_place *place, bool own, uint32_t word_count);
/** Whether a name is a place's own, in any of the languages and with plain letters. Pure. */
bool bm_name_is_own(const bm_place *place, const char *matched);
/** Whether a name is only a code of a place, or too short to say anything. Pure. */
bool bm_name_is_code(const bm_place *place, const char *matched);
/** Whether names come into English from Cyrillic there, in more than one way. */
bool bm_name_is_of_cyrillic(const bm_place *place);

#endif
