/* Rows of one place, from two lists or twice in one, become one place.
 *
 * Measured on 73,000 rows of two countries: rows of one name lie mostly within 1 km of each other
 * or at whole arc-minutes, and up to 3 km for positions from old maps; beyond that they are as rare
 * as chance has it. Villages that really are two differ in a word: X and X Vtoroye, Upper and Lower
 * X. */
#include "geo/gazetteer/keys/fold.h"
#include "geo/gazetteer/keys/skeleton.h"
#include "geo/gazetteer/sources/rough_distance.h"
#include "geo/gazetteer/sources/source.h"

#include <stdlib.h>
#include <string.h>

static const double same_district_km = 3.0;
static const double same_settlement_km = 1.5;
static const double same_other_km = 0.5;
/* How many rows of one name each is compared with, by latitude: more only come from files that were
 * made to be slow. */
enum { WINDOW = 64, MATCHES_MAX = 4 };

/* A key of a place. */
typedef struct key_entry {
    uint64_t hash;
    double lat;
    uint32_t place;
    bool main; /* a strict key of its main name: only those of the same kind agree */
} key_entry;

/* Two rows that may be one place. */
typedef struct pair {
    uint32_t first;
    uint32_t second;
    bool main; /* by their main names */
} pair;

typedef struct merger {
    bm_builder *builder;
    key_entry *entries;
    size_t entry_count;
    size_t entry_capacity;
    pair *pairs;
    size_t pair_count;
    size_t pair_capacity;
    uint32_t *roots; /* of each place: itself, or what it was merged into */
} merger;

static bool is_merged_kind(const bm_place *place)
{
    return place->kind < BM_PLACE_DISTRICT;
}

static bool add_entry(merger *all, uint64_t hash, uint32_t index, bool main)
{
    key_entry *entries =
        bm_array_grow(all->entries, all->entry_count, &all->entry_capacity, sizeof *entries);
    if (!entries)
        return false;
    all->entries = entries;
    entries[all->entry_count++] =
        (key_entry){hash, all->builder->places[index].position.lat, index, main};
    return true;
}

static bool gather(merger *all, const uint64_t *name_hashes)
{
    const bm_builder *builder = all->builder;
    for (size_t i = 0; i < builder->name_count; i++) {
        const bm_builder_name *name = &builder->names[i];
        if (name->use == BM_NAME_TOPONYM && is_merged_kind(&builder->places[name->place]) &&
            !add_entry(all, name_hashes[i], name->place, false))
            return false;
    }
    for (size_t i = 0; i < builder->count; i++) {
        char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
        if (!is_merged_kind(&builder->places[i]))
            continue;
        size_t count = bm_fold_strict(builder->places[i].name, keys);
        for (size_t k = 0; k < count; k++)
            if (!add_entry(all, bm_fold_hash(keys[k]) | 1, (uint32_t)i, true))
                return false;
    }
    return true;
}

static int by_key(const void *left, const void *right)
{
    const key_entry *a = left;
    const key_entry *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    if (a->lat != b->lat)
        return a->lat < b->lat ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

static int by_place(const void *left, const void *right)
{
    const pair *a = left;
    const pair *b = right;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    if (a->second != b->second)
        return a->second < b->second ? -1 : 1;
    return (int)b->main - (int)a->main;
}

/* Whether one of two different names has a word of the other: then the rest tells them apart. */
static bool share_word(const char *a, const char *b)
{
    char words[2][16][24];
    size_t counts[2] = {0, 0};
    const char *texts[2] = {a, b};
    for (int side = 0; side < 2; side++)
        for (const char *at = texts[side]; *at && counts[side] < 16;) {
            size_t length = strcspn(at, " -");
            char word[BM_FOLD_KEY_SIZE] = "";
            char bones[BM_FOLD_KEY_SIZE];
            if (length < sizeof word)
                memcpy(word, at, length);
            bm_name_skeleton(word, bones);
            if (strlen(bones) >= 2 && strlen(bones) < sizeof words[0][0])
                memcpy(words[side][counts[side]++], bones, strlen(bones) + 1);
            at += length + (at[length] != '\0');
        }
    for (size_t i = 0; i < counts[0]; i++)
        for (size_t k = 0; k < counts[1]; k++)
            if (strcmp(words[0][i], words[1][k]) == 0)
                return true;
    return false;
}

/* The numbers in a name, Arabic or Roman, one after the other: "Teremky-III", "Zupynka 12 km". */
static void numbers(const char *name, char *out, size_t size)
{
    size_t used = 0;
    for (const char *at = name; *at;) {
        size_t length = strcspn(at, " -");
        bool number =
            length > 0 && (strspn(at, "0123456789") == length || strspn(at, "IVX") == length);
        if (number && used + length + 2 < size) {
            memcpy(out + used, at, length);
            used += length;
            out[used++] = ' ';
        }
        at += length + (at[length] != '\0');
    }
    out[used] = '\0';
}

static bool differ_in_number(const char *a, const char *b)
{
    char found[2][64];
    numbers(a, found[0], sizeof found[0]);
    numbers(b, found[1], sizeof found[1]);
    return strcmp(found[0], found[1]) != 0;
}

static bool same_text(const char *a, const char *b)
{
    return !*a || !*b || strcmp(a, b) == 0;
}

static bool same_bones(const char *a, const char *b)
{
    char bones[2][BM_FOLD_KEY_SIZE];
    if (strcmp(a, b) == 0)
        return true;
    bm_name_skeleton(a, bones[0]);
    bm_name_skeleton(b, bones[1]);
    return *bones[0] && strcmp(bones[0], bones[1]) == 0;
}

/* Whether rows that share a name are one place. */
static bool are_one(const bm_place *a, const bm_place *b, bool main)
{
    if (a->kind != b->kind || !same_text(a->country, b->country))
        return false;
    double km = bm_rough_km(a->position, b->position);
    if (km > same_district_km || differ_in_number(a->name, b->name))
        return false;
    if (a->kind != BM_PLACE_SETTLEMENT)
        return km <= same_other_km && main &&
               (!*a->feature_code || !*b->feature_code ||
                strncmp(a->feature_code, b->feature_code, 3) == 0);
    if (main || same_bones(a->name, b->name)) {
        bool same_district = *a->admin2 && strcmp(a->admin2, b->admin2) == 0;
        return km <= (same_district ? same_district_km : same_settlement_km);
    }
    return km <= same_other_km && !share_word(a->name, b->name);
}

/* False when memory is short. */
static bool compare(merger *all, const key_entry *a, const key_entry *b, size_t *matches)
{
    const bm_place *places = all->builder->places;
    if (a->place == b->place || !are_one(&places[a->place], &places[b->place], a->main))
        return true;
    pair *pairs = bm_array_grow(all->pairs, all->pair_count, &all->pair_capacity, sizeof *pairs);
    if (!pairs)
        return false;
    all->pairs = pairs;
    ++*matches;
    bool ordered = a->place < b->place;
    pairs[all->pair_count++] =
        (pair){ordered ? a->place : b->place, ordered ? b->place : a->place, a->main};
    return true;
}

static bool find_pairs(merger *all)
{
    const double reach = same_district_km / 111.0;
    if (all->entry_count)
        qsort(all->entries, all->entry_count, sizeof *all->entries, by_key);
    for (size_t i = 0; i < all->entry_count; i++) {
        const key_entry *a = &all->entries[i];
        size_t matches = 0;
        for (size_t k = i + 1; k < all->entry_count && k <= i + WINDOW && matches < MATCHES_MAX;
             k++) {
            const key_entry *b = &all->entries[k];
            if (b->hash != a->hash || b->lat - a->lat > reach)
                break;
            if (!compare(all, a, b, &matches))
                return false;
        }
    }
    if (all->pair_count)
        qsort(all->pairs, all->pair_count, sizeof *all->pairs, by_place);
    return true;
}

static uint32_t root_of(const merger *all, uint32_t place)
{
    while (all->roots[place] != place)
        place = all->roots[place];
    return place;
}

/* "PPLQ" and "PPLH" are left and former settlements: a row that says otherwise is newer. */
static bool is_former(const bm_place *place)
{
    return strcmp(place->feature_code, "PPLQ") == 0 || strcmp(place->feature_code, "PPLH") == 0;
}

static void join(merger *all, uint32_t first, uint32_t second)
{
    bm_place *place = &all->builder->places[first];
    const bm_place *other = &all->builder->places[second];
    if (is_former(place) && *other->feature_code && !is_former(other)) {
        place->feature_code = other->feature_code;
        place->rank = other->rank;
    }
    bm_builder_fill(place, other);
    all->roots[second] = first;
    if (other->source < all->builder->source_count)
        all->builder->sources[other->source].merged++;
}

/* Nearest to the earliest: chains do not wander off. */
static void join_pairs(merger *all)
{
    for (size_t i = 0; i < all->pair_count; i++) {
        uint32_t first = root_of(all, all->pairs[i].first);
        uint32_t second = root_of(all, all->pairs[i].second);
        if (second < first) {
            uint32_t swap = first;
            first = second;
            second = swap;
        }
        const bm_place *places = all->builder->places;
        bool direct = first == all->pairs[i].first && second == all->pairs[i].second;
        if (first != second &&
            (direct ||
             bm_rough_km(places[first].position, places[second].position) <= same_settlement_km))
            join(all, first, second);
    }
}

/* The ids of merged rows still lead to their places. */
static bool keep_ids(const merger *all)
{
    bm_builder *builder = all->builder;
    for (size_t i = 0; i < builder->count; i++) {
        if (all->roots[i] == i)
            continue;
        bm_builder_merge *merges = bm_array_grow(builder->merges, builder->merge_count,
                                                 &builder->merge_capacity, sizeof *merges);
        if (!merges)
            return false;
        builder->merges = merges;
        merges[builder->merge_count++] = (bm_builder_merge){
            builder->places[i].id, builder->places[root_of(all, (uint32_t)i)].id};
    }
    return true;
}

/* Merged rows go; the others move up. */
static bool close_ranks(const merger *all)
{
    bm_builder *builder = all->builder;
    if (!keep_ids(all))
        return false;
    uint32_t *moved = malloc((builder->count + 1) * sizeof *moved);
    if (!moved)
        return false;
    uint32_t kept = 0;
    for (size_t i = 0; i < builder->count; i++)
        if (all->roots[i] == i)
            moved[i] = kept++;
    for (size_t i = 0; i < builder->name_count; i++)
        builder->names[i].place = moved[root_of(all, builder->names[i].place)];
    for (size_t i = 0; i < builder->count; i++)
        if (all->roots[i] == i)
            builder->places[moved[i]] = builder->places[i];
    builder->count = kept;
    free(moved);
    /* Their indices are no longer true. */
    free(builder->ids);
    builder->ids = NULL;
    builder->id_count = builder->id_slots = 0;
    return true;
}

bool bm_source_merge(bm_builder *builder, const uint64_t *name_hashes)
{
    merger all = {.builder = builder};
    all.roots = malloc((builder->count + 1) * sizeof *all.roots);
    for (size_t i = 0; all.roots && i < builder->count; i++)
        all.roots[i] = (uint32_t)i;
    bool done = all.roots && gather(&all, name_hashes) && find_pairs(&all) &&
                bm_merge_areas(builder, name_hashes, all.roots);
    if (done) {
        join_pairs(&all);
        done = close_ranks(&all);
    }
    free(all.roots);
    free(all.entries);
    free(all.pairs);
    return done;
}
