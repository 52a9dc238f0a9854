#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 64 * 1024 };

struct bm_arena_block {
    bm_arena_block *older;
    size_t size;
    alignas(max_align_t) unsigned char bytes[];
};

void *bm_arena_alloc(bm_arena *arena, size_t size)
{
    const size_t alignment = alignof(max_align_t);
    if (size > SIZE_MAX / 2)
        return NULL;
    size = (size + alignment - 1) / alignment * alignment;
    if (!arena->newest || arena->newest->size - arena->used < size) {
        size_t block_size = size > BLOCK_SIZE ? size : BLOCK_SIZE;
        bm_arena_block *block = calloc(1, sizeof *block + block_size);
        if (!block)
            return NULL;
        block->older = arena->newest;
        block->size = block_size;
        arena->newest = block;
        arena->used = 0;
        arena->reserved += block_size;
    }
    void *memory = arena->newest->bytes + arena->used;
    arena->used += size;
    return memory;
}

void *bm_arena_array(bm_arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    return bm_arena_alloc(arena, count * size);
}

char *bm_arena_strndup(bm_arena *arena, const char *text, size_t length)
{
    if (length == SIZE_MAX)
        return NULL;
    char *copy = bm_arena_alloc(arena, length + 1);
    if (copy && length)
        memcpy(copy, text, length);
    return copy;
}

char *bm_arena_strdup(bm_arena *arena, const char *text)
{
    return bm_arena_strndup(arena, text, strlen(text));
}

void bm_arena_adopt(bm_arena *arena, bm_arena *from)
{
    bm_arena_block *oldest = from->newest;
    if (!arena->newest) {
        *arena = *from;
    } else if (oldest) {
        while (oldest->older)
            oldest = oldest->older;
        oldest->older = arena->newest->older;
        arena->newest->older = from->newest;
        arena->reserved += from->reserved;
    }
    *from = (bm_arena){0};
}

void bm_arena_finish(bm_arena *arena)
{
    bm_arena_block *block = arena->newest;
    while (block) {
        bm_arena_block *older = block->older;
        free(block);
        block = older;
    }
    *arena = (bm_arena){0};
}

void *bm_array_grow(void *array, size_t count, size_t *capacity, size_t size)
{
    if (array && count < *capacity)
        return array;
    size_t wanted = *capacity ? *capacity : 16;
    while (wanted <= count) {
        if (wanted > SIZE_MAX / 2)
            return NULL;
        wanted *= 2;
    }
    if (size == 0 || wanted > SIZE_MAX / size)
        return NULL;
    void *moved = realloc(array, wanted * size);
    if (moved)
        *capacity = wanted;
    return moved;
}
