/** @file arena.h
 *  Memory that is freed all at once: one arena a loaded dataset.
 *
 *  Allocation never fails half-way: NULL means that memory is short or a size overflows, and what
 *  was given out before stays valid. Memory is zeroed and aligned for any type. Not thread-safe.
 */
#ifndef BM_BASE_ARENA_H
#define BM_BASE_ARENA_H

#include <stddef.h>

typedef struct bm_arena_block bm_arena_block;

/** Zero-initialise it: `bm_arena arena = {0};`. */
typedef struct bm_arena {
    bm_arena_block *newest;
    size_t used;     /**< bytes of the newest block given out */
    size_t reserved; /**< bytes of all blocks */
} bm_arena;

/** `size` zeroed bytes, valid until bm_arena_finish(); NULL when memory is short. */
void *bm_arena_alloc(bm_arena *arena, size_t size);
/** `count` × `size` zeroed bytes; NULL also when the product overflows. */
void *bm_arena_array(bm_arena *arena, size_t count, size_t size);
/** A copy of `text`, or of its first `length` bytes and a terminator. */
char *bm_arena_strdup(bm_arena *arena, const char *text);
char *bm_arena_strndup(bm_arena *arena, const char *text, size_t length);
/** Let `arena` own what `from` has given out; `from` is empty then. */
void bm_arena_adopt(bm_arena *arena, bm_arena *from);
/** Free everything. The arena may be used again. */
void bm_arena_finish(bm_arena *arena);

/** Make room for one more element of `size` bytes in a heap array that holds `count` and has
 *  `*capacity` places. Returns the array, moved or not; NULL, with the old one intact, when memory
 * is short. */
void *bm_array_grow(void *array, size_t count, size_t *capacity, size_t size);

#endif
