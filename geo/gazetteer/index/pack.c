/* A builder's places and names as the sections of an image. */
#include "geo/gazetteer/index/pack.h"
#include "geo/gazetteer/keys/fold.h"

#include <bordermap/findings.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

bool bm_pack_room(bm_pack *pack, bm_gazetteer_section section, uint64_t count, uint32_t stride)
{
    if (count > UINT32_MAX / 2 || count > SIZE_MAX / stride) {
        pack->too_large = true;
        return false;
    }
    void *data = calloc(count ? (size_t)count : 1, stride);
    if (!data)
        return false;
    pack->data[section] = data;
    pack->parts[section] = (bm_image_part){data, count, stride};
    return true;
}

bool bm_pack_text(bm_pack_texts *texts, const char *text, uint32_t *offset)
{
    size_t length = strlen(text);
    uint64_t at = bm_image_text_offset(texts->used, length);
    if (at > UINT32_MAX - BM_IMAGE_BLOCK)
        return false;
    size_t end = (size_t)at + length + 1;
    if (end > texts->capacity) {
        size_t capacity = texts->capacity ? texts->capacity : 1 << 16;
        while (capacity < end)
            capacity *= 2;
        char *grown = realloc(texts->bytes, capacity);
        if (!grown)
            return false;
        texts->bytes = grown;
        texts->capacity = capacity;
    }
    memset(texts->bytes + texts->used, 0, (size_t)at - texts->used);
    memcpy(texts->bytes + at, text, length + 1);
    texts->used = end;
    *offset = (uint32_t)at;
    return true;
}

/* The builder has each text once, so its address tells it from the others: open addressing from
 * addresses to offsets. */
typedef struct text_map {
    struct {
        const char *text;
        uint32_t offset;
    } * slots;
    size_t mask;
} text_map;

static bool place_text(bm_pack_texts *texts, text_map *map, const char *text, uint32_t *offset)
{
    /* Empty texts are literals of many files, which a compiler may join or not. */
    if (!*text)
        text = "";
    size_t at = (size_t)(((uintptr_t)text >> 3) * 0x9E3779B97F4A7C15u >> 20) & map->mask;
    while (map->slots[at].text && map->slots[at].text != text)
        at = (at + 1) & map->mask;
    if (!map->slots[at].text) {
        if (!bm_pack_text(texts, text, &map->slots[at].offset))
            return false;
        map->slots[at].text = text;
    }
    *offset = map->slots[at].offset;
    return true;
}

static uint32_t whole(double value)
{
    return value >= UINT32_MAX ? UINT32_MAX : value > 0.0 ? (uint32_t)value : 0;
}

static bool pack_place(bm_pack *pack, text_map *map, const bm_place *place, bm_place_record *record)
{
    const struct {
        const char *text;
        uint32_t *offset;
    } texts[] = {
        {place->id, &record->id},           {place->name, &record->name},
        {place->name_be, &record->name_be}, {place->name_uk, &record->name_uk},
        {place->name_ru, &record->name_ru}, {place->country, &record->country},
        {place->admin1, &record->admin1},   {place->admin2, &record->admin2},
        {place->partner, &record->partner}, {place->feature_code, &record->feature_code},
    };
    record->lon = (int32_t)lround(place->position.lon * BM_DEGREE_PARTS);
    record->lat = (int32_t)lround(place->position.lat * BM_DEGREE_PARTS);
    record->population = whole((double)place->population);
    record->radius_km = (float)place->radius_km;
    record->kind = (uint8_t)place->kind;
    record->rank = (uint8_t)place->rank;
    record->source = (uint16_t)(place->source < UINT16_MAX ? place->source : UINT16_MAX);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!place_text(&pack->texts, map, texts[i].text, texts[i].offset))
            return false;
    return true;
}

/* Languages in order of their codes; number 0 is "" and stands for those without room, too. */
static bool pack_languages(bm_pack *pack, uint8_t *numbers)
{
    const bm_builder *builder = pack->builder;
    const char *codes[BM_LANGUAGES_MAX] = {""};
    size_t count = 1;
    for (size_t i = 0; i < builder->name_count; i++) {
        const char *code = builder->names[i].language;
        size_t at = 0;
        while (at < count && strcmp(codes[at], code) < 0)
            at++;
        if ((at < count && strcmp(codes[at], code) == 0) || count == BM_LANGUAGES_MAX ||
            strlen(code) >= sizeof((bm_language_record *)0)->code)
            continue;
        memmove(codes + at + 1, codes + at, (count - at) * sizeof *codes);
        codes[at] = code;
        count++;
    }
    if (!bm_pack_room(pack, SECTION_LANGUAGES, count, sizeof(bm_language_record)))
        return false;
    bm_language_record *records = pack->data[SECTION_LANGUAGES];
    for (size_t i = 0; i < count; i++)
        memcpy(records[i].code, codes[i], strlen(codes[i]));
    for (size_t i = 0; i < builder->name_count; i++) {
        size_t low = 0;
        size_t high = count;
        while (low + 1 < high) {
            size_t middle = (low + high) / 2;
            if (strcmp(codes[middle], builder->names[i].language) <= 0)
                low = middle;
            else
                high = middle;
        }
        numbers[i] = strcmp(codes[low], builder->names[i].language) == 0 ? (uint8_t)low : 0;
        records[numbers[i]].count++;
    }
    return true;
}

/* Stable counting sort by place. */
static bool pack_names(bm_pack *pack, text_map *map, const uint8_t *languages)
{
    const bm_builder *builder = pack->builder;
    if (!bm_pack_room(pack, SECTION_FIRST_NAME, builder->count + 1, sizeof(uint32_t)) ||
        !bm_pack_room(pack, SECTION_NAMES, builder->name_count, sizeof(bm_name_record)))
        return false;
    uint32_t *first = pack->data[SECTION_FIRST_NAME];
    bm_name_record *records = pack->data[SECTION_NAMES];
    uint32_t *next = calloc(builder->count + 1, sizeof *next);
    if (!next)
        return false;
    for (size_t i = 0; i < builder->name_count; i++)
        first[builder->names[i].place + 1]++;
    for (size_t i = 0; i < builder->count; i++)
        first[i + 1] += first[i];
    memcpy(next, first, builder->count * sizeof *next);
    bool done = true;
    for (size_t i = 0; i < builder->name_count && done; i++) {
        const bm_builder_name *name = &builder->names[i];
        bm_name_record *record = &records[next[name->place]++];
        record->packed =
            name->place | (uint32_t)languages[i] << 24 | (name->use == BM_NAME_WORD ? 1u << 31 : 0);
        done = place_text(&pack->texts, map, name->text, &record->text);
    }
    free(next);
    return done;
}

static void add_id(uint32_t *table, uint64_t slots, const char *id, size_t number)
{
    uint64_t at = bm_fold_hash(id) & (slots - 1);
    while (table[at])
        at = (at + 1) & (slots - 1);
    table[at] = (uint32_t)number + 1;
}

/* The first place of an id that the table has so far, or UINT32_MAX. */
static uint32_t find_id(const bm_builder *builder, const uint32_t *table, uint64_t slots,
                        const char *id)
{
    for (uint64_t at = bm_fold_hash(id) & (slots - 1); table[at]; at = (at + 1) & (slots - 1))
        if (table[at] <= builder->count && strcmp(builder->places[table[at] - 1].id, id) == 0)
            return table[at] - 1;
    return UINT32_MAX;
}

static bool pack_ids(bm_pack *pack, text_map *map)
{
    const bm_builder *builder = pack->builder;
    size_t count = builder->count + builder->merge_count;
    uint64_t slots = 64;
    while (slots < count + count / 2)
        slots *= 2;
    if (!bm_pack_room(pack, SECTION_IDS, slots, sizeof(uint32_t)) ||
        !bm_pack_room(pack, SECTION_MERGED_IDS, builder->merge_count, sizeof(bm_merged_id_record)))
        return false;
    uint32_t *table = pack->data[SECTION_IDS];
    bm_merged_id_record *merged = pack->data[SECTION_MERGED_IDS];
    for (size_t i = 0; i < builder->count; i++)
        add_id(table, slots, builder->places[i].id, i);
    size_t used = 0;
    for (size_t i = 0; i < builder->merge_count; i++) {
        const bm_builder_merge *merge = &builder->merges[i];
        uint32_t place = find_id(builder, table, slots, merge->into);
        if (place == UINT32_MAX)
            continue;
        merged[used].place = place;
        if (!place_text(&pack->texts, map, merge->id, &merged[used].id))
            return false;
        add_id(table, slots, merge->id, builder->count + used);
        used++;
    }
    pack->parts[SECTION_MERGED_IDS].count = used;
    return true;
}

static bool pack_sources(bm_pack *pack, text_map *map)
{
    const bm_builder *builder = pack->builder;
    if (!bm_pack_room(pack, SECTION_SOURCES, builder->source_count, sizeof(bm_source_record)))
        return false;
    bm_source_record *records = pack->data[SECTION_SOURCES];
    for (size_t i = 0; i < builder->source_count; i++) {
        const bm_gazetteer_source *source = &builder->sources[i];
        records[i].rows = source->rows;
        records[i].left_out = source->left_out;
        records[i].merged = source->merged;
        if (!place_text(&pack->texts, map, source->name, &records[i].name) ||
            !place_text(&pack->texts, map, source->format, &records[i].format) ||
            !place_text(&pack->texts, map, source->sha256, &records[i].sha256) ||
            !place_text(&pack->texts, map, source->licence, &records[i].licence))
            return false;
    }
    return true;
}

static bool pack_findings(bm_pack *pack, const bm_findings *findings)
{
    size_t count = findings ? bm_findings_size(findings) : 0;
    if (!bm_pack_room(pack, SECTION_FINDINGS, count, sizeof(bm_finding_record)))
        return false;
    bm_finding_record *records = pack->data[SECTION_FINDINGS];
    for (size_t i = 0; i < count; i++) {
        const bm_finding *finding = bm_findings_get(findings, i);
        records[i].line = (uint64_t)(finding->line > 0 ? finding->line : 0);
        records[i].severity = (uint32_t)finding->severity;
        if (!bm_pack_text(&pack->texts, finding->code, &records[i].code) ||
            !bm_pack_text(&pack->texts, finding->file, &records[i].file) ||
            !bm_pack_text(&pack->texts, finding->column, &records[i].column) ||
            !bm_pack_text(&pack->texts, finding->value, &records[i].value) ||
            !bm_pack_text(&pack->texts, finding->message, &records[i].message))
            return false;
    }
    return true;
}

static bool pack_all(bm_pack *pack, const bm_findings *findings)
{
    const bm_builder *builder = pack->builder;
    uint32_t empty = 0;
    text_map map = {.mask = 1024};
    while (map.mask < 4 * builder->text_count)
        map.mask *= 2;
    map.slots = calloc(map.mask, sizeof *map.slots);
    map.mask--;
    uint8_t *languages = calloc(builder->name_count + 1, 1);
    bool done = map.slots && languages && bm_pack_text(&pack->texts, "", &empty) &&
                bm_pack_room(pack, SECTION_PLACES, builder->count, sizeof(bm_place_record));
    bm_place_record *records = pack->data[SECTION_PLACES];
    for (size_t i = 0; done && i < builder->count; i++)
        done = pack_place(pack, &map, &builder->places[i], &records[i]);
    done = done && pack_languages(pack, languages) && pack_names(pack, &map, languages) &&
           pack_ids(pack, &map) && pack_sources(pack, &map) && pack_findings(pack, findings) &&
           bm_pack_grid(pack) && bm_pack_keys(pack) && bm_pack_near(pack);
    pack->parts[SECTION_TEXTS] = (bm_image_part){pack->texts.bytes, pack->texts.used, 1};
    pack->parts[SECTION_KEY_TEXTS] = (bm_image_part){pack->keys.bytes, pack->keys.used, 1};
    free(languages);
    free(map.slots);
    return done;
}

bm_status bm_gazetteer_pack(const bm_builder *builder, const bm_findings *findings, bm_sink *sink,
                            bm_error *error)
{
    bm_pack pack = {.builder = builder};
    bm_status status = BM_OK;
    if (builder->count > BM_PLACES_MAX)
        status = bm_error_set(error, BM_ERROR_LIMIT, NULL, 0,
                              "%zu places are more than the %d of one index: build several",
                              builder->count, (int)BM_PLACES_MAX);
    else if (!pack_all(&pack, findings))
        status = bm_error_set(error, pack.too_large ? BM_ERROR_LIMIT : BM_ERROR_MEMORY, NULL, 0,
                              pack.too_large ? "too many names for one index: build several"
                                             : "not enough memory for the index");
    else
        status = bm_image_write(sink, BM_GAZETTEER_KIND, BM_GAZETTEER_VERSION, pack.parts,
                                SECTION_COUNT, error);
    for (size_t i = 0; i < SECTION_COUNT; i++)
        free(pack.data[i]);
    free(pack.texts.bytes);
    free(pack.keys.bytes);
    return status;
}
