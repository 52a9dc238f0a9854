#include "events/report/toponyms/name_table.h"

#include "geo/gazetteer/index/index.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* Places of one name that are looked at: beyond that it is no name but a word of lists. */
enum { SLOTS_AT_FIRST = 128, POSTINGS_MAX = 2048, MISSES = 1 << 16 };

/* Words that are no names, by their hashes: most capitals that are looked up have been in a report
 * before. Threads that meet in a slot write one or the other. */
struct bm_name_misses {
    _Atomic uint64_t hashes[MISSES];
};

bm_status bm_name_misses_new(struct bm_name_misses **misses, bm_error *error)
{
    *misses = calloc(1, sizeof **misses);
    return *misses ? BM_OK : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
}

void bm_name_misses_free(struct bm_name_misses *misses)
{
    free(misses);
}

bm_status bm_name_table_start(bm_name_table *table, bm_reading *reading, bm_error *error)
{
    *table = (bm_name_table){.gazetteer = reading->reader->gazetteer,
                             .known_misses = reading->reader->name_misses,
                             .arena = reading->arena,
                             .slot_count = SLOTS_AT_FIRST};
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

/* "Medellin" is the name of Medellín, written with plain letters. */
static bool is_plainly(const char *matched, const char *name)
{
    while (*matched && *name) {
        unsigned char a = (unsigned char)*matched++;
        unsigned char b = (unsigned char)*name++;
        if (b >= 0x80 || a >= 0x80) {
            while (((unsigned char)*name & 0xC0) == 0x80)
                name++;
            while (((unsigned char)*matched & 0xC0) == 0x80)
                matched++;
            continue;
        }
        bool same = a == b || ((a | 0x20) == (b | 0x20) && (a | 0x20) >= 'a' && (a | 0x20) <= 'z');
        if (!same && !(strchr("-' ", a) && strchr("-' ", b)))
            return false;
    }
    return !*matched && !*name;
}

static bool is_own_name(const bm_place *place, const char *matched)
{
    return is_plainly(matched, place->name) || strcmp(matched, place->name_be) == 0 ||
           strcmp(matched, place->name_uk) == 0 || strcmp(matched, place->name_ru) == 0;
}

/* Lists of names have codes of airports and the like; what else is so short says little, but for
 * "Rio". */
static bool is_code(const bm_place *place, const char *matched)
{
    size_t length = strlen(matched);
    bool capitals = true;
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)matched[i] >= 0x80)
            return false;
        capitals = capitals && matched[i] >= 'A' && matched[i] <= 'Z';
    }
    return length <= 3 && (capitals || place->population < 1000000);
}

/* Towns that people abroad speak of have names there: Bruges, Turin. Villages do not. */
static float other_name_costs(int64_t population)
{
    return population >= 300000  ? 0.4f
           : population >= 50000 ? 0.8f
           : population >= 10000 ? 1.6f
                                 : 2.5f;
}

static float settlement_prominence(const bm_place *place, bool own)
{
    static const struct {
        int64_t population;
        float value;
    } steps[] = {{3000000, 3.0f}, {1000000, 2.6f}, {300000, 2.1f}, {100000, 1.5f}, {30000, 0.8f},
                 {10000, 0.2f},   {3000, -0.4f},   {1000, -0.9f},  {0, -1.2f}};
    size_t i = 0;
    while (place->population < steps[i].population)
        i++;
    float value = steps[i].value;
    if (strcmp(place->feature_code, "PPLC") == 0)
        value += 1.0f;
    if (!own)
        value -= other_name_costs(place->population);
    return value;
}

float bm_name_prominence(const bm_place *place, bool own, uint32_t word_count)
{
    float value = 0.0f;
    switch (place->kind) {
    case BM_PLACE_COUNTRY:
        value = own ? 4.5f : 3.5f;
        break;
    case BM_PLACE_REGION:
        value = own ? 2.6f : 1.8f;
        break;
    case BM_PLACE_DISTRICT:
        value = own ? 1.0f : 0.0f;
        break;
    case BM_PLACE_NATURAL:
        value = own ? 1.5f : 0.5f;
        break;
    case BM_PLACE_SETTLEMENT:
        value = settlement_prominence(place, own);
        break;
    default:
        value = own ? -0.5f : -1.5f;
    }
    return word_count > 1 ? value + 1.2f : value;
}

typedef struct gathering {
    bm_named_place places[BM_NAME_PLACES_MAX];
    size_t count;
    uint32_t word_count;
    bool cyrillic_only;
} gathering;

static void keep(gathering *all, const bm_place *place, const char *matched)
{
    bool own = is_own_name(place, matched);
    if (!own && place->kind != BM_PLACE_COUNTRY && is_code(place, matched))
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

bool bm_name_is_of_cyrillic(const bm_place *place)
{
    static const char codes[] = "BY UA RU BG RS MK KZ KG MN ME BA TJ";
    return strlen(place->country) == 2 && strstr(codes, place->country) != NULL;
}

static bool keep_spelling(const bm_place *place, bm_match match, const char *matched, void *context)
{
    (void)match;
    if (bm_name_is_of_cyrillic(place))
        keep(context, place, matched);
    return true;
}

static bm_status add(bm_name_table *table, uint64_t hash, const char *text, size_t length,
                     const gathering *all, bm_known_name **known, bm_error *error)
{
    if (table->count * 2 >= table->slot_count && !grow(table))
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    bm_known_name *made = bm_arena_alloc(table->arena, sizeof *made);
    char *copy = bm_arena_strndup(table->arena, text, length);
    bm_named_place *places = bm_arena_array(table->arena, all->count, sizeof *places);
    if (!made || !copy || !places)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    memcpy(places, all->places, all->count * sizeof *places);
    *made = (bm_known_name){.hash = hash,
                            .text = copy,
                            .places = places,
                            .place_count = (uint32_t)all->count,
                            .word_count = all->word_count,
                            .prominence = places[0].prominence,
                            .best_belief = -100.0f};
    *slot_of(table, hash, copy) = made;
    table->count++;
    *known = made;
    return BM_OK;
}

static bm_status find(bm_name_table *table, const char *text, size_t length, uint32_t word_count,
                      bool spelling, bm_known_name **known, bm_error *error)
{
    uint64_t hash = hash_of(text, length) + spelling;
    *known = *slot_of(table, hash, text);
    _Atomic uint64_t *miss = &table->known_misses->hashes[hash % MISSES];
    if (*known || atomic_load_explicit(miss, memory_order_relaxed) == hash)
        return BM_OK;
    gathering all;
    char key[BM_FOLD_KEY_SIZE];
    all.count = 0;
    all.word_count = word_count;
    if (spelling)
        bm_gazetteer_lookup(table->gazetteer, text, keep_spelling, &all);
    else if (bm_fold_exact(text, key))
        gather_exact(table->gazetteer, key, &all);
    if (all.count > 0)
        return add(table, hash, text, length, &all, known, error);
    atomic_store_explicit(miss, hash, memory_order_relaxed);
    return BM_OK;
}

bm_status bm_name_table_find(bm_name_table *table, const char *text, size_t length,
                             uint32_t word_count, bm_known_name **known, bm_error *error)
{
    return find(table, text, length, word_count, false, known, error);
}

bm_status bm_name_table_find_spelling(bm_name_table *table, const char *text, uint32_t word_count,
                                      bm_known_name **known, bm_error *error)
{
    return find(table, text, strlen(text), word_count, true, known, error);
}
