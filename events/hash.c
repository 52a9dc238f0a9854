#include "events/hash.h"

#include <stdlib.h>

uint64_t bm_hash_text(const char *text)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return hash;
}

bool bm_number_set_init(bm_number_set *set, size_t count)
{
    size_t size = 16;
    while (size / 2 < count && size <= SIZE_MAX / 4)
        size *= 2;
    *set = (bm_number_set){.places = calloc(size, sizeof *set->places), .mask = size - 1};
    for (size_t i = 0; set->places && i < size; i++)
        set->places[i] = -1;
    return set->places != NULL;
}

bool bm_number_set_add(bm_number_set *set, int64_t number)
{
    size_t at = (size_t)number & set->mask;
    while (set->places[at] >= 0) {
        if (set->places[at] == number)
            return false;
        at = (at + 1) & set->mask;
    }
    set->places[at] = number;
    return true;
}

void bm_number_set_finish(bm_number_set *set)
{
    free(set->places);
    *set = (bm_number_set){0};
}
