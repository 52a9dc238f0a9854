#include "events/report/toponyms/name_memory.h"

#include "geo/gazetteer/index/index.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* Places of one name that are looked at: beyond that it is no name but a word of lists. */
enum { POSTINGS_MAX = 2048, MISSES = 1 << 16, ENTRIES = 1 << 14 };

/* Slots by hash. What is no name is known by its hash alone; entries are made once and stay.
 * Threads that meet in a slot write one or the other. */
struct bm_name_memory {
    _Atomic uint64_t misses[MISSES];
    _Atomic(const bm_name_entry *) entries[ENTRIES];
};

bm_status bm_name_memory_new(struct bm_name_memory **memory, bm_error *error)
{
    *memory = calloc(1, sizeof **memory);
    return *memory ? BM_OK : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
}

void bm_name_memory_free(struct bm_name_memory *memory)
{
    for (size_t i = 0; memory && i < ENTRIES; i++)
        free((void *)(uintptr_t)atomic_load(&memory->entries[i]));
    free(memory);
}

typedef struct gathering {
    bm_named_place places[BM_NAME_PLACES_MAX];
    size_t count;
    uint32_t word_count;
} gathering;

static void keep(gathering *all, const bm_place *place, const char *matched)
{
    bool own = bm_name_is_own(place, matched);
    if (!own && place->kind != BM_PLACE_COUNTRY && bm_name_is_code(place, matched))
        return;
    float prominence = bm_name_prominence(place, own, all->word_count);
    size_t at = 0;
    for (; at < all->count && all->places[at].place != place; at++)
        continue;
    if (at < all->count) {
        if (prominence <= all->places[at].prominence)
            return;
        all->count--;
        memmove(&all->places[at], &all->places[at + 1], (all->count - at) * sizeof all->places[0]);
    }
    at = all->count;
    while (at > 0 && all->places[at - 1].prominence < prominence)
        at--;
    if (at == BM_NAME_PLACES_MAX)
        return;
    if (all->count < BM_NAME_PLACES_MAX)
        all->count++;
    memmove(&all->places[at + 1], &all->places[at], (all->count - 1 - at) * sizeof all->places[0]);
    all->places[at] = (bm_named_place){place, prominence, own};
}

static void gather_exact(const bm_gazetteer *gazetteer, const char *key, gathering *all)
{
    for (size_t i = 0; i < gazetteer->part_count; i++) {
        const bm_gazetteer_part *part = &gazetteer->parts[i];
        uint32_t number = bm_gazetteer_find_key(part, &bm_exact_table, key);
        if (number == UINT32_MAX)
            continue;
        uint32_t at = 0;
        uint32_t end = bm_gazetteer_postings(part, &bm_exact_table, number, &at);
        end = end - at > POSTINGS_MAX ? at + POSTINGS_MAX : end;
        for (; at < end; at++) {
            const bm_name_record *name = bm_gazetteer_posting(part, &bm_exact_table, at);
            uint32_t local = bm_name_place(name);
            if (bm_name_use_of(name) == BM_NAME_TOPONYM && local < part->count)
                keep(all, bm_gazetteer_unpack(gazetteer, part->base + local),
                     bm_image_text(&part->image, SECTION_TEXTS, name->text));
        }
    }
}

static bool keep_spelling(const bm_place *place, bm_match match, const char *matched, void *context)
{
    (void)match;
    if (bm_name_is_of_cyrillic(place))
        keep(context, place, matched);
    return true;
}

static uint32_t count_words(const char *text)
{
    uint32_t count = 1;
    for (; *text; text++)
        count += *text == ' ' || *text == '-';
    return count;
}

static size_t size_of(const gathering *all, size_t length)
{
    return sizeof(bm_name_entry) + all->count * sizeof(bm_named_place) + length + 1;
}

/* An entry, its places and its text in one piece. */
static const bm_name_entry *write_entry(void *room, const gathering *all, const char *text,
                                        size_t length, uint64_t hash)
{
    bm_name_entry *entry = room;
    bm_named_place *places = (bm_named_place *)(entry + 1);
    char *copy = (char *)(places + all->count);
    memcpy(places, all->places, all->count * sizeof *places);
    memcpy(copy, text, length);
    copy[length] = '\0';
    *entry = (bm_name_entry){hash, all->word_count, (uint32_t)all->count, places, copy};
    return entry;
}

/* In the memory when its slot is free, else in the report's arena. */
static const bm_name_entry *remember(struct bm_name_memory *memory, bm_arena *arena,
                                     const gathering *all, const char *text, size_t length,
                                     uint64_t hash)
{
    _Atomic(const bm_name_entry *) *slot = &memory->entries[hash % ENTRIES];
    if (!atomic_load_explicit(slot, memory_order_relaxed)) {
        void *room = malloc(size_of(all, length));
        if (!room)
            return NULL;
        const bm_name_entry *entry = write_entry(room, all, text, length, hash);
        const bm_name_entry *none = NULL;
        if (atomic_compare_exchange_strong(slot, &none, entry))
            return entry;
        free(room);
    }
    void *room = bm_arena_alloc(arena, size_of(all, length));
    return room ? write_entry(room, all, text, length, hash) : NULL;
}

bm_status bm_name_recall(const bm_reader *reader, bm_arena *arena, const char *text, size_t length,
                         uint64_t hash, bm_name_search search, const bm_name_entry **entry,
                         bm_error *error)
{
    struct bm_name_memory *memory = reader->name_memory;
    _Atomic uint64_t *miss = &memory->misses[hash % MISSES];
    *entry = atomic_load(&memory->entries[hash % ENTRIES]);
    if (*entry && (*entry)->hash == hash && strcmp((*entry)->text, text) == 0)
        return BM_OK;
    *entry = NULL;
    if (atomic_load_explicit(miss, memory_order_relaxed) == hash)
        return BM_OK;
    gathering all;
    char key[BM_FOLD_KEY_SIZE];
    all.count = 0;
    all.word_count = count_words(text);
    if (search == BM_NAME_SPELLING)
        bm_gazetteer_lookup(reader->gazetteer, text, keep_spelling, &all);
    else if (bm_fold_exact(text, key))
        gather_exact(reader->gazetteer, key, &all);
    if (all.count == 0) {
        atomic_store_explicit(miss, hash, memory_order_relaxed);
        return BM_OK;
    }
    *entry = remember(memory, arena, &all, text, length, hash);
    return *entry ? BM_OK : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
}
