/** @file sort.h
 *  qsort() with the comparison in place of a call, for sorts of thousands of small items: what is
 *  alike keeps its order.
 */
#ifndef BM_BASE_SORT_H
#define BM_BASE_SORT_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/** So many items are put in order one by one. */
#define BM_SORT_FEW 8

typedef int (*bm_comparison)(const void *left, const void *right);

/* `room` is for one item. */
__attribute__((always_inline)) static inline void bm_sort_few(char *items, char *room, size_t count,
                                                              size_t size, bm_comparison compare)
{
    for (size_t i = 1; i < count; i++) {
        size_t at = i;
        while (at > 0 && compare(items + (at - 1) * size, items + i * size) > 0)
            at--;
        if (at == i)
            continue;
        memcpy(room, items + i * size, size);
        memmove(items + (at + 1) * size, items + at * size, (i - at) * size);
        memcpy(items + at * size, room, size);
    }
}

/* Two sorted parts become one. */
__attribute__((always_inline)) static inline void bm_sort_merge(const char *left, const char *right,
                                                                const char *end, char *to,
                                                                size_t size, bm_comparison compare)
{
    const char *middle = right;
    while (left < middle && right < end) {
        bool takes_right = compare(left, right) > 0;
        memcpy(to, takes_right ? right : left, size);
        right += takes_right ? size : 0;
        left += takes_right ? 0 : size;
        to += size;
    }
    memcpy(to, left, (size_t)(middle - left));
    memcpy(to + (middle - left), right, (size_t)(end - right));
}

/** Sort `count` items of `size` bytes. `room` has place for as many. `size` and `compare` should be
 *  constants where it is called: then all of it is made for them. */
__attribute__((always_inline)) static inline void bm_sort(void *items, void *room, size_t count,
                                                          size_t size, bm_comparison compare)
{
    char *from = items, *to = room;
    for (size_t i = 0; i < count; i += BM_SORT_FEW)
        bm_sort_few(from + i * size, to, count - i < BM_SORT_FEW ? count - i : BM_SORT_FEW, size,
                    compare);
    for (size_t width = BM_SORT_FEW; width < count; width *= 2) {
        for (size_t i = 0; i < count; i += 2 * width) {
            size_t middle = i + width < count ? i + width : count;
            size_t end = i + 2 * width < count ? i + 2 * width : count;
            bm_sort_merge(from + i * size, from + middle * size, from + end * size, to + i * size,
                          size, compare);
        }
        char *done = to;
        to = from;
        from = done;
    }
    if (from != (char *)items && count > 0)
        memcpy(items, from, count * size);
}

#endif
