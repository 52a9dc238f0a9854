#include "events/report/toponyms/name_table.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS_AT_FIRST = 128 };

bm_status bm_name_table_start(bm_name_table *table, bm_reading *reading, bm_error *error)
{
    *table = (bm_name_table){
        .reader = reading->reader, .arena = reading->arena, .slot_count = SLOTS_AT_FIRST};
    table->slots = calloc(table->slot_count, sizeof(bm_known_name *));
    if (table->slots)
        return BM_OK;
    return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
}

void bm_name_table_finish(bm_name_table *table)
{
    free(table->slots);
    *table = (bm_name_table){0};
}

static uint64_t hash_of(const char *text, size_t length)
{
    uint64_t hash = 14695981039346656037ULL;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * 1099511628211ULL;
    hash ^= hash >> 32;
    return hash ? hash : 1;
}

static bm_known_name **slot_of(const bm_name_table *table, uint64_t hash, const char *text)
{
    size_t mask = table->slot_count - 1;
    size_t at = (size_t)hash & mask;
    while (table->slots[at] &&
           !(table->slots[at]->hash == hash && strcmp(table->slots[at]->text, text) == 0))
        at = (at + 1) & mask;
    return &table->slots[at];
}

static bool grow(bm_name_table *table)
{
    bm_name_table larger = *table;
    larger.slot_count = 2 * table->slot_count;
    larger.slots = calloc(larger.slot_count, sizeof(bm_known_name *));
    if (!larger.slots)
        return false;
    for (size_t i = 0; i < table->slot_count; i++)
        if (table->slots[i])
            *slot_of(&larger, table->slots[i]->hash, table->slots[i]->text) = table->slots[i];
    free(table->slots);
    *table = larger;
    return true;
}

static bm_status add(bm_name_table *table, const bm_name_entry *entry, bm_known_name **known,
                     bm_error *error)
{
    if (table->count * 2 >= table->slot_count && !grow(table))
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    bm_known_name *made = bm_arena_alloc(table->arena, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    *made = (bm_known_name){.hash = entry->hash,
                            .text = entry->text,
                            .places = entry->places,
                            .place_count = entry->place_count,
                            .word_count = entry->word_count,
                            .prominence = entry->places[0].prominence,
                            .best_belief = -100.0f};
    *slot_of(table, entry->hash, entry->text) = made;
    table->count++;
    *known = made;
    return BM_OK;
}

bm_status bm_name_table_find(bm_name_table *table, const char *text, size_t length,
                             bm_name_search search, bm_known_name **known, bm_error *error)
{
    uint64_t hash = hash_of(text, length) + search;
    *known = *slot_of(table, hash, text);
    if (*known)
        return BM_OK;
    const bm_name_entry *entry = NULL;
    bm_status status =
        bm_name_recall(table->reader, table->arena, text, length, hash, search, &entry, error);
    return status || !entry ? status : add(table, entry, known, error);
}
