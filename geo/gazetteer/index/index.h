/** @file index.h
 *  A gazetteer from the inside: one or more images, and the places that were asked for so far.
 */
#ifndef BM_GEO_GAZETTEER_INDEX_INDEX_H
#define BM_GEO_GAZETTEER_INDEX_INDEX_H

#include "base/arena.h"
#include "geo/gazetteer/index/layout.h"
#include "geo/gazetteer/keys/edits.h"

#include <bordermap/gazetteer.h>
#include <pthread.h>

/** One index of a gazetteer. Its places have the numbers from `base` on. */
typedef struct bm_gazetteer_part {
    bm_image image;
    char *path;    /**< for messages; owned */
    char *cached;  /**< the file in the cache that it is mapped from; owned; or NULL */
    bm_sink *sink; /**< has the bytes of what is not mapped; NULL for what is */
    uint32_t base;
    uint32_t count;
    uint32_t first_source;
} bm_gazetteer_part;

/** What a place that was unpacked is: itself, or the one of an earlier part that has its id. NULL
 *  until it is asked for first. */
typedef _Atomic(const bm_place *) bm_place_link;

struct bm_gazetteer {
    bm_arena arena;
    bm_gazetteer_part *parts;
    size_t part_count;
    /** Unpacked when they are asked for first; untouched ones take no memory. Apart from the links,
     *  which are looked at before: a page that is read before it is written costs twice. */
    bm_place *places;
    bm_place_link *links;
    uint32_t count;
    bm_gazetteer_source *sources;
    size_t source_count;
    pthread_mutex_t filling;
};

/** The part that has the place of this number. */
const bm_gazetteer_part *bm_gazetteer_part_of(const bm_gazetteer *gazetteer, uint32_t number);
/** The place of this number, or the one it is the same as; unpacked. `number` must be in range. */
const bm_place *bm_gazetteer_unpack(const bm_gazetteer *gazetteer, uint32_t number);
/** Whether a place is the same as one of an earlier part. */
bool bm_gazetteer_is_shadow(const bm_gazetteer *gazetteer, uint32_t number);
/** Number of a place of this gazetteer: 0 … bm_gazetteer_count() − 1. */
uint32_t bm_gazetteer_number(const bm_gazetteer *gazetteer, const bm_place *place);
/** ::BM_ERROR_FORMAT when something read so far is damaged. Cheap. */
bm_status bm_gazetteer_check(const bm_gazetteer *gazetteer, bm_error *error);

/** Rows of different files with one id, further apart than this and no areas, are different places.
 */
#define BM_SAME_ID_KM 20.0

/** Number of a key in a table of a part, or UINT32_MAX. */
uint32_t bm_gazetteer_find_key(const bm_gazetteer_part *part, const bm_key_table *table,
                               const char *key);
/** The postings of a key: from `*first` up to but not including the returned end. */
uint32_t bm_gazetteer_postings(const bm_gazetteer_part *part, const bm_key_table *table,
                               uint32_t key, uint32_t *first);
static inline const bm_name_record *bm_gazetteer_posting(const bm_gazetteer_part *part,
                                                         const bm_key_table *table, uint32_t at)
{
    return bm_image_record(&part->image, SECTION_NAMES, sizeof(bm_name_record),
                           bm_image_u32(&part->image, table->names, at));
}

/** Whether a key leads to a place of a part by a name of this use. `local` counts from the part's
 *  first place. */
bool bm_gazetteer_leads_to(const bm_gazetteer_part *part, const bm_key_table *table,
                           const char *key, bm_name_use use, uint32_t local);

/** Like bm_gazetteer_lookup() for names of one use. */
void bm_gazetteer_lookup_use(const bm_gazetteer *gazetteer, const char *name, bm_name_use use,
                             bm_place_visitor visit, void *context);
/** Called with each place that a name nearly names, and how they differ; false stops. `matched` is
 *  the gazetteer's name. */
typedef bool (*bm_near_visitor)(const bm_place *place, const bm_edits *edits, const char *matched,
                                void *context);
/** Visit the places that share a slot key of the name, each once; `edits` is NULL. Those that share
 *  a strict key are among them. */
void bm_gazetteer_lookup_slot(const bm_gazetteer *gazetteer, const char *name,
                              bm_near_visitor visit, void *context);
/** Visit the places with a strict key within `edits` edits, 1 or 2, of one of the name's, each
 * once, the nearest first within a part; fewer edits for short names (bm_fuzzy_edits()). Those that
 * share a strict key are among them, with no edits. */
void bm_gazetteer_lookup_fuzzy(const bm_gazetteer *gazetteer, const char *name, unsigned edits,
                               bm_near_visitor visit, void *context);

/** Visit each place that has this strict key, once. */
void bm_gazetteer_lookup_key(const bm_gazetteer *gazetteer, const char *key, bm_place_visitor visit,
                             void *context);

#endif
