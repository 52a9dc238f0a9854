/** @file gathering.h
 *  What one word meets of a lexicon, while the sets are made: elements that it satisfies, and
 *  entries that it is by itself.
 */
#ifndef BM_EVENTS_REPORT_LEXICON_GATHERING_H
#define BM_EVENTS_REPORT_LEXICON_GATHERING_H

#include "events/report/lexicon/maker.h"

/** An entry that a word is by itself. */
typedef struct bm_met_entry {
    uint32_t section;
    uint32_t entry;
    uint32_t when;
} bm_met_entry;

typedef struct bm_gathering {
    bm_lexicon_maker *maker;
    uint32_t *by_number; /**< section of the maker, by its number in the lexicon */
    bm_item_list elements;
    bm_met_entry *met;
    size_t met_count;
    size_t met_capacity;
    uint32_t *numbers; /**< elements that numbers satisfy */
    size_t number_count;
    size_t work; /**< steps so far */
} bm_gathering;

/** Free it with bm_gathering_finish(), also after an error. False when memory is short. */
bool bm_gathering_start(bm_gathering *gathering, bm_lexicon_maker *maker);
void bm_gathering_finish(bm_gathering *gathering);

/** Count steps; false when there were too many, or memory is short. */
bool bm_gathering_may_go_on(bm_gathering *gathering, size_t steps);
/** Add to a list. */
void bm_gathering_push(bm_gathering *gathering, bm_item_list *list, uint32_t of, uint32_t when);

/** The word satisfies the elements of a list of atoms. */
void bm_gathering_add_atoms(bm_gathering *gathering, uint32_t list);
/** The word is a number. */
void bm_gathering_add_numbers(bm_gathering *gathering);
/** All of the word is there: add what follows from it, elements that refer to sections, and put
 *  everything in order. */
void bm_gathering_close(bm_gathering *gathering);
/** The entry that those of one section come to, from `*at` on, which goes to the next section. */
bm_set_single bm_gathering_single(const bm_gathering *gathering, size_t *at);
/** Begin with another word. */
void bm_gathering_clear(bm_gathering *gathering);

#endif
