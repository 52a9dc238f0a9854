/** @file intern.h
 *  Texts that recur, numbered in the order in which they come.
 */
#ifndef BM_EVENTS_INTERN_H
#define BM_EVENTS_INTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Zero-initialise it. The texts are borrowed. */
typedef struct bm_intern {
    const char **texts; /**< heap, by number */
    size_t count, capacity;
    uint32_t *slots; /**< heap; number + 1, 0 for a free one */
    size_t slot_count;
} bm_intern;

/** Find the number of a text, or give it the next one (`*is_new`); then the caller may put a copy
 *  that lives longer into `texts`. False when memory is short. */
bool bm_intern_find(bm_intern *intern, const char *text, uint32_t *number, bool *is_new);
/** The number of a text that has one. Several threads may ask at once. */
bool bm_intern_number(const bm_intern *intern, const char *text, uint32_t *number);
void bm_intern_finish(bm_intern *intern);

/** A sum of a text, the same everywhere and always: FNV-1a, 64 bits, by G. Fowler, L. Noll and
 *  P. Vo, its halves folded. Not against malice. */
uint64_t bm_intern_sum(const char *text);

#endif
