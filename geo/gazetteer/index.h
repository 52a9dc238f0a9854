/** @file index.h
 *  A gazetteer from the inside, and the parts that fill it. Each part is one file.
 */
#ifndef BM_GEO_GAZETTEER_INDEX_H
#define BM_GEO_GAZETTEER_INDEX_H

#include "base/arena.h"
#include "geo/gazetteer/attributes.h"
#include "geo/gazetteer/keymap.h"

#include <bordermap/gazetteer.h>
#include <bordermap/layer.h>

typedef struct bm_name {
    const char *text; /**< in a layer or the arena */
    uint32_t place;
    uint32_t exact_hash; /**< upper half of its exact key's hash; 0 when it has no key */
    bm_name_use use;
} bm_name;

struct bm_gazetteer {
    bm_arena arena;
    bm_layer **layers; /**< kept open: places borrow their texts */
    size_t layer_count;

    bm_place *places;
    size_t count;
    size_t capacity;
    bm_keymap ids; /**< to places */

    bm_name *names; /**< heap; once indexed those of a place stand together, its own first */
    size_t name_count;
    size_t name_capacity;
    uint32_t *first_name; /**< count + 1 indices into names */
    bm_keymap exact;      /**< to names */
    bm_keymap strict;     /**< to names */
};

/** Add a name to a place; "" is ignored. The text must live as long as the gazetteer. False when
 *  memory is short. */
bool bm_gazetteer_add_name(bm_gazetteer *gazetteer, size_t place, const char *text,
                           bm_name_use use);
/** Add each name of a list separated by ";", "|" or, when `commas`, ",". */
bool bm_gazetteer_add_list(bm_gazetteer *gazetteer, size_t place, const char *list, bool commas);
/** Read the `place_names.dbf` beside each layer, once a folder, and add its names. */
bm_status bm_gazetteer_read_names(bm_gazetteer *gazetteer, const char *const *paths,
                                  size_t path_count, bm_findings *findings, bm_error *error);
/** Sort the names by place, drop repeated ones and build the key tables. False: memory is short. */
bool bm_gazetteer_index(bm_gazetteer *gazetteer);

/** The part of it that makes the table of strict keys, on several threads when there is much. */
bool bm_gazetteer_index_strict(bm_gazetteer *gazetteer);
/** How far back a name is compared with the others of its place. Repetitions further apart only
 * cost memory: a look-up visits a place once in any case. */
#define BM_REPEAT_WINDOW 64

/** Like bm_gazetteer_lookup() for names of one use. */
void bm_gazetteer_lookup_use(const bm_gazetteer *gazetteer, const char *name, bm_name_use use,
                             bm_place_visitor visit, void *context);
/** Visit each place that has this strict key, once. */
void bm_gazetteer_lookup_key(const bm_gazetteer *gazetteer, const char *key, bm_place_visitor visit,
                             void *context);

#endif
