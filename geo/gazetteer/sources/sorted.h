/** @file sorted.h
 *  Search in what qsort() has put in order. Pure; thread-safe.
 */
#ifndef BM_GEO_GAZETTEER_SOURCES_SORTED_H
#define BM_GEO_GAZETTEER_SOURCES_SORTED_H

#include <stddef.h>

/** Index of the first of `count` elements of `size` bytes that does not come before `wanted`;
 *  `count` when all do. `order` is what they were sorted by. */
static inline size_t bm_sorted_first(const void *all, size_t count, size_t size,
                                     int (*order)(const void *, const void *), const void *wanted)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (order((const char *)all + middle * size, wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

#endif
