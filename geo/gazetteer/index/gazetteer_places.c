/* Places as they are handed out: unpacked from their records the first time, with what later files
 * say of the same place. */
#include "geo/gazetteer/index/index.h"
#include "geo/gazetteer/keys/fold.h"

#include <bordermap/geodesic.h>
#include <stdlib.h>
#include <string.h>

const char *bm_place_kind_name(bm_place_kind kind)
{
    static const char *const names[] = {"settlement", "crossing", "airfield", "site",
                                        "natural",    "district", "region",   "country"};
    return (size_t)kind < sizeof names / sizeof names[0] ? names[kind] : "unknown";
}

size_t bm_gazetteer_count(const bm_gazetteer *gazetteer)
{
    return gazetteer->count;
}

const bm_gazetteer_part *bm_gazetteer_part_of(const bm_gazetteer *gazetteer, uint32_t number)
{
    size_t at = gazetteer->part_count - 1;
    while (at > 0 && gazetteer->parts[at].base > number)
        at--;
    return &gazetteer->parts[at];
}

static const bm_place_record *record_of(const bm_gazetteer_part *part, uint32_t local)
{
    return bm_image_record(&part->image, SECTION_PLACES, sizeof(bm_place_record), local);
}

static bm_lonlat position_of(const bm_place_record *record)
{
    return (bm_lonlat){record->lon / BM_DEGREE_PARTS, record->lat / BM_DEGREE_PARTS};
}

/* 0 for what cannot be. */
static double radius_of(const bm_place_record *record)
{
    return record->radius_km > 0.0f && record->radius_km < 20000.0f ? (double)record->radius_km
                                                                    : 0.0;
}

static bool is_area(const bm_place_record *record)
{
    return record->kind >= BM_PLACE_DISTRICT;
}

/* The place that an entry of the table of ids stands for, when its id is this one; UINT32_MAX when
 * it is another. */
static uint32_t entry_place(const bm_gazetteer_part *part, uint32_t entry, const char *id)
{
    uint32_t place = entry - 1;
    uint32_t text = 0;
    if (place < part->count) {
        text = record_of(part, place)->id;
    } else {
        const bm_merged_id_record *merged =
            bm_image_record(&part->image, SECTION_MERGED_IDS, sizeof *merged, place - part->count);
        text = merged->id;
        place = merged->place;
    }
    bool same = strcmp(bm_image_text(&part->image, SECTION_TEXTS, text), id) == 0;
    return same && place < part->count ? place : UINT32_MAX;
}

/* The place of a part with this id, near one that is sought: rows far from each other with one id
 * are different places. UINT32_MAX when there is none. */
static uint32_t find_in_part(const bm_gazetteer_part *part, const char *id,
                             const bm_place_record *like)
{
    uint64_t slots = bm_image_count(&part->image, SECTION_IDS);
    if (slots == 0 || (slots & (slots - 1)) != 0)
        return UINT32_MAX;
    uint64_t at = bm_fold_hash(id) & (slots - 1);
    for (uint64_t probes = 0; probes < slots; probes++, at = (at + 1) & (slots - 1)) {
        uint32_t entry = bm_image_u32(&part->image, SECTION_IDS, at);
        if (entry == 0)
            return UINT32_MAX;
        uint32_t place = entry_place(part, entry, id);
        if (place == UINT32_MAX)
            continue;
        const bm_place_record *record = record_of(part, place);
        if (!like || (is_area(record) && is_area(like)) ||
            bm_geodesic_distance_m(position_of(record), position_of(like)) <=
                1000.0 * BM_SAME_ID_KM)
            return part->base + place;
    }
    return UINT32_MAX;
}

static void fill_gap(const char **member, const bm_gazetteer_part *part, uint32_t text)
{
    if (!**member)
        *member = bm_image_text(&part->image, SECTION_TEXTS, text);
}

/* The first file wins; later ones only fill what it did not say. */
static void merge(bm_place *place, const bm_gazetteer_part *part, const bm_place_record *other)
{
    fill_gap(&place->name_be, part, other->name_be);
    fill_gap(&place->name_uk, part, other->name_uk);
    fill_gap(&place->name_ru, part, other->name_ru);
    fill_gap(&place->country, part, other->country);
    fill_gap(&place->admin1, part, other->admin1);
    fill_gap(&place->admin2, part, other->admin2);
    fill_gap(&place->feature_code, part, other->feature_code);
    fill_gap(&place->partner, part, other->partner);
    if (place->radius_km == 0.0)
        place->radius_km = radius_of(other);
    if (place->population == 0) {
        place->population = other->population;
        if (other->rank > 0 && other->rank < place->rank)
            place->rank = other->rank;
    }
}

static void unpack(const bm_gazetteer *gazetteer, const bm_gazetteer_part *part, uint32_t number)
{
    bm_place *place = &gazetteer->places[number];
    const bm_place_record *record = record_of(part, number - part->base);
    const bm_image *image = &part->image;
    *place = (bm_place){
        .id = bm_image_text(image, SECTION_TEXTS, record->id),
        .name = bm_image_text(image, SECTION_TEXTS, record->name),
        .name_be = bm_image_text(image, SECTION_TEXTS, record->name_be),
        .name_uk = bm_image_text(image, SECTION_TEXTS, record->name_uk),
        .name_ru = bm_image_text(image, SECTION_TEXTS, record->name_ru),
        .country = bm_image_text(image, SECTION_TEXTS, record->country),
        .admin1 = bm_image_text(image, SECTION_TEXTS, record->admin1),
        .admin2 = bm_image_text(image, SECTION_TEXTS, record->admin2),
        .feature_code = bm_image_text(image, SECTION_TEXTS, record->feature_code),
        .partner = bm_image_text(image, SECTION_TEXTS, record->partner),
        .kind =
            record->kind <= BM_PLACE_COUNTRY ? (bm_place_kind)record->kind : BM_PLACE_SETTLEMENT,
        .position = position_of(record),
        .radius_km = radius_of(record),
        .population = record->population,
        .rank = record->rank <= 8 ? record->rank : 0,
        .source = part->first_source + record->source,
    };
    if (!bm_lonlat_is_valid(place->position))
        place->position = (bm_lonlat){0};
    for (size_t i = (size_t)(part - gazetteer->parts) + 1; i < gazetteer->part_count; i++) {
        const bm_gazetteer_part *later = &gazetteer->parts[i];
        uint32_t other = find_in_part(later, place->id, record);
        if (other != UINT32_MAX)
            merge(place, later, record_of(later, other - later->base));
    }
}

/* The caller holds the lock. */
static const bm_place *fill(const bm_gazetteer *gazetteer, uint32_t number)
{
    bm_place_link *link = &gazetteer->links[number];
    const bm_place *place = atomic_load_explicit(link, memory_order_relaxed);
    if (place)
        return place;
    const bm_gazetteer_part *part = bm_gazetteer_part_of(gazetteer, number);
    const bm_place_record *record = record_of(part, number - part->base);
    uint32_t earlier = UINT32_MAX;
    if (part != gazetteer->parts) {
        const char *id = bm_image_text(&part->image, SECTION_TEXTS, record->id);
        for (const bm_gazetteer_part *other = gazetteer->parts;
             other < part && earlier == UINT32_MAX; other++)
            earlier = find_in_part(other, id, record);
    }
    if (earlier == UINT32_MAX) {
        unpack(gazetteer, part, number);
        place = &gazetteer->places[number];
    } else {
        place = fill(gazetteer, earlier);
    }
    atomic_store_explicit(link, place, memory_order_release);
    return place;
}

const bm_place *bm_gazetteer_unpack(const bm_gazetteer *gazetteer, uint32_t number)
{
    const bm_place *place = atomic_load_explicit(&gazetteer->links[number], memory_order_acquire);
    if (place)
        return place;
    pthread_mutex_t *lock = (pthread_mutex_t *)(uintptr_t)&gazetteer->filling;
    pthread_mutex_lock(lock);
    place = fill(gazetteer, number);
    pthread_mutex_unlock(lock);
    return place;
}

bool bm_gazetteer_is_shadow(const bm_gazetteer *gazetteer, uint32_t number)
{
    return bm_gazetteer_unpack(gazetteer, number) != &gazetteer->places[number];
}

uint32_t bm_gazetteer_number(const bm_gazetteer *gazetteer, const bm_place *place)
{
    return (uint32_t)(place - gazetteer->places);
}

const bm_place *bm_gazetteer_place(const bm_gazetteer *gazetteer, size_t index)
{
    if (index >= gazetteer->count || bm_gazetteer_is_shadow(gazetteer, (uint32_t)index))
        return NULL;
    return &gazetteer->places[index];
}

const bm_place *bm_gazetteer_find_id(const bm_gazetteer *gazetteer, const char *id)
{
    for (size_t i = 0; i < gazetteer->part_count; i++) {
        uint32_t number = find_in_part(&gazetteer->parts[i], id, NULL);
        if (number != UINT32_MAX)
            return bm_gazetteer_unpack(gazetteer, number);
    }
    return NULL;
}
