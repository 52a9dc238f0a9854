#include "events/stream/intern.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

uint64_t bm_intern_sum(const char *text)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    return hash ^ hash >> 29;
}

static size_t slot_of(const bm_intern *intern, const char *text)
{
    size_t at = (size_t)bm_intern_sum(text) & (intern->slot_count - 1);
    while (intern->slots[at] && strcmp(intern->texts[intern->slots[at] - 1], text) != 0)
        at = (at + 1) & (intern->slot_count - 1);
    return at;
}

static bool grow(bm_intern *intern)
{
    size_t wanted = intern->slot_count ? 2 * intern->slot_count : 64;
    uint32_t *slots = calloc(wanted, sizeof *slots);
    if (!slots)
        return false;
    free(intern->slots);
    intern->slots = slots;
    intern->slot_count = wanted;
    for (size_t i = 0; i < intern->count; i++)
        intern->slots[slot_of(intern, intern->texts[i])] = (uint32_t)i + 1;
    return true;
}

bool bm_intern_find(bm_intern *intern, const char *text, uint32_t *number, bool *is_new)
{
    *is_new = false;
    if (2 * (intern->count + 1) > intern->slot_count && !grow(intern))
        return false;
    size_t at = slot_of(intern, text);
    if (!intern->slots[at]) {
        const char **texts =
            bm_array_grow(intern->texts, intern->count, &intern->capacity, sizeof *texts);
        if (!texts || intern->count == UINT32_MAX - 1)
            return false;
        intern->texts = texts;
        intern->texts[intern->count++] = text;
        intern->slots[at] = (uint32_t)intern->count;
        *is_new = true;
    }
    *number = intern->slots[at] - 1;
    return true;
}

bool bm_intern_number(const bm_intern *intern, const char *text, uint32_t *number)
{
    size_t at = intern->slot_count ? slot_of(intern, text) : 0;
    if (!intern->slot_count || !intern->slots[at])
        return false;
    *number = intern->slots[at] - 1;
    return true;
}

void bm_intern_finish(bm_intern *intern)
{
    free((void *)intern->texts);
    free(intern->slots);
    *intern = (bm_intern){0};
}
