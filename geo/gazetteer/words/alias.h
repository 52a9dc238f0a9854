/** @file alias.h
 *  The alias table in memory: sets of names that mean one thing, found by strict key.
 */
#ifndef BM_GEO_GAZETTEER_WORDS_ALIAS_H
#define BM_GEO_GAZETTEER_WORDS_ALIAS_H

#include "base/arena.h"

#include <bordermap/aliases.h>
#include <bordermap/gazetteer.h>
#include <stdint.h>

/** One line of a file. */
typedef struct bm_alias_set {
    bm_alias_kind kind;
    char country[3];
    uint32_t file;  /**< 0 the first */
    uint32_t first; /**< of its names */
    uint32_t count;
} bm_alias_set;

typedef struct bm_alias_name {
    const char *text; /**< in the arena */
    uint32_t set;
} bm_alias_name;

/** A strict key of a name; for abbreviations its exact key. */
typedef struct bm_alias_key {
    const char *text; /**< in the arena */
    uint32_t name;
    uint32_t next; /**< the next key in its chain, ::BM_ALIAS_END after the last */
} bm_alias_key;

#define BM_ALIAS_END UINT32_MAX

struct bm_aliases {
    bm_arena arena;
    bm_alias_set *sets; /**< in order of the files */
    bm_alias_name *names;
    bm_alias_key *keys;
    size_t set_count;
    size_t name_count;
    size_t key_count;
    size_t set_capacity;
    size_t name_capacity;
    size_t key_capacity;
    uint32_t *chains; /**< by the lower bits of a key's hash; indices of `keys` */
    uint32_t mask;
};

/** Most spellings that one name has. */
#define BM_ALIAS_SPELLINGS 4

/** Forms of `name` in which a Belarusian ў of the first syllable is the л it is in Russian, or such
 * a л the в it is in Ukrainian and the ў in Belarusian, with the vowels before it and after it that
 *  may go with that. Pure; thread-safe. */
size_t bm_alias_spellings(const char *name, char forms[BM_ALIAS_SPELLINGS][BM_ALIAS_NAME_SIZE]);

#endif
