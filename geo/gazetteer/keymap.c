#include "geo/gazetteer/keymap.h"

bool bm_keymap_init(bm_keymap *map, bm_arena *arena, size_t capacity)
{
    if (capacity > UINT32_MAX / 4)
        return false;
    uint32_t chains = 64;
    while (chains < capacity)
        chains *= 2;
    map->chains = bm_arena_array(arena, chains, sizeof *map->chains);
    map->entries = bm_arena_array(arena, capacity, sizeof *map->entries);
    if (!map->chains || !map->entries)
        return false;
    for (uint32_t i = 0; i < chains; i++)
        map->chains[i] = BM_KEYMAP_END;
    map->mask = chains - 1;
    map->count = 0;
    map->capacity = (uint32_t)capacity;
    return true;
}

void bm_keymap_add(bm_keymap *map, uint64_t hash, uint32_t value)
{
    uint32_t *chain = &map->chains[(uint32_t)hash & map->mask];
    map->entries[map->count] = (bm_keymap_entry){(uint32_t)(hash >> 32), value, *chain};
    *chain = map->count++;
}

static uint32_t skip_others(const bm_keymap *map, uint32_t entry, uint32_t hash)
{
    while (entry != BM_KEYMAP_END && map->entries[entry].hash != hash)
        entry = map->entries[entry].next;
    return entry;
}

uint32_t bm_keymap_first(const bm_keymap *map, uint64_t hash)
{
    if (!map->chains)
        return BM_KEYMAP_END;
    return skip_others(map, map->chains[(uint32_t)hash & map->mask], (uint32_t)(hash >> 32));
}

uint32_t bm_keymap_next(const bm_keymap *map, uint32_t entry)
{
    return skip_others(map, map->entries[entry].next, map->entries[entry].hash);
}
