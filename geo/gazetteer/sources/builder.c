#include "geo/gazetteer/sources/builder.h"

#include "base/strbuf.h"
#include "geo/gazetteer/keys/fold.h"

#include <bordermap/geodesic.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* Equal ids further apart than this are two files that number their own rows. */
static const double same_id_km = 20.0;
/* How many rows of one source are reported one by one. */
enum { FINDINGS_MAX = 20, SLOTS_MIN = 1024 };

void bm_builder_init(bm_builder *builder, bm_findings *findings)
{
    *builder = (bm_builder){.findings = findings};
}

void bm_builder_finish(bm_builder *builder)
{
    free(builder->places);
    free(builder->names);
    free(builder->merges);
    free(builder->sources);
    free(builder->texts);
    free(builder->interned);
    free(builder->ids);
    free(builder->admin);
    bm_arena_finish(&builder->arena);
    *builder = (bm_builder){0};
}

uint32_t bm_builder_source(bm_builder *builder, const bm_gazetteer_source *source)
{
    bm_gazetteer_source *sources = bm_array_grow(builder->sources, builder->source_count,
                                                 &builder->source_capacity, sizeof *sources);
    if (!sources) {
        builder->failed = true;
        return BM_BUILDER_NONE;
    }
    builder->sources = sources;
    sources[builder->source_count] = (bm_gazetteer_source){
        .name = bm_builder_text(builder, source->name),
        .format = bm_builder_text(builder, source->format),
        .sha256 = bm_builder_text(builder, source->sha256),
        .licence = bm_builder_text(builder, source->licence),
    };
    builder->reported = 0;
    builder->gravest = BM_SEVERITY_NOTE;
    return (uint32_t)builder->source_count++;
}

static bm_gazetteer_source *newest(bm_builder *builder)
{
    return builder->source_count ? &builder->sources[builder->source_count - 1] : NULL;
}

void bm_builder_count_row(bm_builder *builder)
{
    if (newest(builder))
        newest(builder)->rows++;
}

void bm_builder_source_end(bm_builder *builder, const char *path)
{
    if (builder->reported > FINDINGS_MAX)
        bm_findings_add(builder->findings, builder->gravest, "place-rows", path, 0, NULL, NULL,
                        "%zu more rows like these", builder->reported - FINDINGS_MAX);
    builder->reported = 0;
}

void bm_builder_report(bm_builder *builder, bm_severity severity, const char *code,
                       const char *path, long line, const char *column, const char *value,
                       const char *format, ...)
{
    if (severity == BM_SEVERITY_ERROR && newest(builder))
        newest(builder)->left_out++;
    if (builder->reported++ >= FINDINGS_MAX) {
        if (severity > builder->gravest)
            builder->gravest = severity;
        return;
    }
    bm_strbuf message = {0};
    va_list arguments;
    va_start(arguments, format);
    bm_strbuf_vprintf(&message, format, arguments);
    va_end(arguments);
    bm_findings_add(builder->findings, severity, code, path, line, column, value, "%s",
                    bm_strbuf_text(&message));
    bm_strbuf_finish(&message);
}

static size_t find_slot(const bm_builder *builder, const char *id)
{
    size_t mask = builder->id_slots - 1;
    size_t slot = (size_t)bm_fold_hash(id) & mask;
    while (builder->ids[slot] && strcmp(builder->places[builder->ids[slot] - 1].id, id) != 0)
        slot = (slot + 1) & mask;
    return slot;
}

uint32_t bm_builder_find(const bm_builder *builder, const char *id)
{
    if (builder->id_slots == 0 || !*id)
        return BM_BUILDER_NONE;
    uint32_t found = builder->ids[find_slot(builder, id)];
    return found ? found - 1 : BM_BUILDER_NONE;
}

static bool grow_ids(bm_builder *builder)
{
    if (2 * (builder->id_count + 1) <= builder->id_slots)
        return true;
    size_t slots = builder->id_slots ? 2 * builder->id_slots : SLOTS_MIN;
    uint32_t *old = builder->ids;
    size_t old_slots = builder->id_slots;
    uint32_t *grown = calloc(slots, sizeof *grown);
    if (!grown)
        return false;
    builder->ids = grown;
    builder->id_slots = slots;
    for (size_t i = 0; i < old_slots; i++)
        if (old[i])
            grown[find_slot(builder, builder->places[old[i] - 1].id)] = old[i];
    free(old);
    return true;
}

static void fill(const char **member, const char *text)
{
    if (!**member)
        *member = text;
}

void bm_builder_fill(bm_place *place, const bm_place *other)
{
    fill(&place->name_be, other->name_be);
    fill(&place->name_uk, other->name_uk);
    fill(&place->name_ru, other->name_ru);
    fill(&place->country, other->country);
    fill(&place->admin1, other->admin1);
    fill(&place->admin2, other->admin2);
    fill(&place->feature_code, other->feature_code);
    fill(&place->partner, other->partner);
    if (place->radius_km == 0.0)
        place->radius_km = other->radius_km;
    if (place->population == 0) {
        place->population = other->population;
        if (other->rank > 0 && other->rank < place->rank)
            place->rank = other->rank;
    }
}

static bool is_area(const bm_place *place)
{
    return place->kind >= BM_PLACE_DISTRICT;
}

/* The place that the row is merged into, or ::BM_BUILDER_NONE. */
static uint32_t find_same(bm_builder *builder, const bm_place *row, const char *path, long line)
{
    uint32_t index = bm_builder_find(builder, row->id);
    if (index == BM_BUILDER_NONE)
        return index;
    const bm_place *known = &builder->places[index];
    double apart_km = bm_geodesic_distance_m(known->position, row->position) / 1000.0;
    if (apart_km <= same_id_km || (is_area(known) && is_area(row)))
        return index;
    bm_builder_report(builder, BM_SEVERITY_WARNING, "place-id", path, line, "", row->id,
                      "id '%s' is already that of '%s', %.0f km away; both are kept", row->id,
                      known->name, apart_km);
    return BM_BUILDER_NONE;
}

uint32_t bm_builder_place(bm_builder *builder, const bm_place *row, const char *path, long line)
{
    bm_place place = *row;
    place.id = bm_builder_text(builder, row->id);
    place.name = bm_builder_text(builder, row->name);
    place.name_be = bm_builder_text(builder, row->name_be);
    place.name_uk = bm_builder_text(builder, row->name_uk);
    place.name_ru = bm_builder_text(builder, row->name_ru);
    place.country = bm_builder_text(builder, row->country);
    place.admin1 = bm_builder_text(builder, row->admin1);
    place.admin2 = bm_builder_text(builder, row->admin2);
    place.feature_code = bm_builder_text(builder, row->feature_code);
    place.partner = bm_builder_text(builder, row->partner);
    place.source = builder->source_count ? (uint32_t)builder->source_count - 1 : 0;
    uint32_t same = find_same(builder, &place, path, line);
    if (same != BM_BUILDER_NONE) {
        bm_builder_fill(&builder->places[same], &place);
        if (newest(builder))
            newest(builder)->merged++;
        return same;
    }
    bm_place *places =
        builder->count < UINT32_MAX / 8
            ? bm_array_grow(builder->places, builder->count, &builder->capacity, sizeof *places)
            : NULL;
    if (places)
        builder->places = places;
    if (!places || !grow_ids(builder) || builder->failed) {
        builder->failed = true;
        return BM_BUILDER_NONE;
    }
    uint32_t index = (uint32_t)builder->count++;
    places[index] = place;
    size_t slot = find_slot(builder, place.id);
    if (*place.id && !builder->ids[slot]) {
        builder->ids[slot] = index + 1;
        builder->id_count++;
    }
    return index;
}

/* The first name of a language is also the place's name in it when its own row had none. */
static void set_language(bm_place *place, const char *language, const char *name)
{
    const char **member = strcmp(language, "be") == 0   ? &place->name_be
                          : strcmp(language, "uk") == 0 ? &place->name_uk
                          : strcmp(language, "ru") == 0 ? &place->name_ru
                                                        : NULL;
    if (member && !**member)
        *member = name;
}

/* Returns what was added, NULL when nothing was. */
static const bm_builder_name *add_form(bm_builder *builder, uint32_t place, const char *text,
                                       size_t length, const char *language, bm_name_use use,
                                       bool loose)
{
    if (length == 0 || place >= builder->count)
        return NULL;
    bm_builder_name *names = builder->name_count < UINT32_MAX / 8
                                 ? bm_array_grow(builder->names, builder->name_count,
                                                 &builder->name_capacity, sizeof *names)
                                 : NULL;
    if (!names) {
        builder->failed = true;
        return NULL;
    }
    builder->names = names;
    bm_builder_name *name = &names[builder->name_count++];
    *name = (bm_builder_name){
        .text = bm_builder_text_n(builder, text, length),
        .language = bm_builder_text(builder, language),
        .place = place,
        .use = use,
        .loose = loose,
    };
    return name;
}

static void add_name(bm_builder *builder, uint32_t place, const char *text, size_t length,
                     const char *language, bm_name_use use)
{
    const bm_builder_name *name = add_form(builder, place, text, length, language, use, false);
    if (name && use == BM_NAME_TOPONYM)
        set_language(&builder->places[place], name->language, name->text);
}

void bm_builder_add_form(bm_builder *builder, uint32_t place, const char *text,
                         const char *language, bm_name_use use)
{
    add_form(builder, place, text, strlen(text), language, use, true);
}

void bm_builder_add_name(bm_builder *builder, uint32_t place, const char *text,
                         const char *language, bm_name_use use)
{
    add_name(builder, place, text, strlen(text), language, use);
}

void bm_builder_add_list(bm_builder *builder, uint32_t place, const char *list,
                         const char *language, bool commas)
{
    const char *separators = commas ? ",;|" : ";|";
    if (!strpbrk(list, separators)) {
        bm_builder_add_name(builder, place, list, language, BM_NAME_TOPONYM);
        return;
    }
    while (*list) {
        while (*list == ' ')
            list++;
        size_t length = strcspn(list, separators);
        size_t trimmed = length;
        while (trimmed > 0 && list[trimmed - 1] == ' ')
            trimmed--;
        add_name(builder, place, list, trimmed, language, BM_NAME_TOPONYM);
        list += length + (list[length] != '\0');
    }
}
