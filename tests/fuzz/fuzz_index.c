/* Built indexes with true checksums and false contents: nothing outside them is read, no look-up
 * runs for ever, what is handed out is valid.
 *
 * The input is a list of changes of eight bytes, low byte first: the section (8 bits), what is done
 * (8), where (16) and a value (32). Odd: the section is cut to so many records of its own. Even:
 * the 32-bit word there is replaced. */
#include "tests/fuzz/fuzz.h"

#include "base/utf8.h"
#include "geo/gazetteer/index/index.h"

#include <bordermap/geocoder.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHANGE_SIZE = 8, VISITS_MAX = 20000 };

static const char *const names[] = {"Kopani", "Копані", "Verasy", "Верасы", "Stolin district"};

static void add_village(bm_builder *builder, const char *id, const char *name, const char *other,
                        bm_place_kind kind)
{
    bm_place row = {.id = id,
                    .name = name,
                    .country = "BY",
                    .feature_code = "PPL",
                    .kind = kind,
                    .position = {26.8 + 0.01 * (double)builder->count, 51.7},
                    .population = 900};
    uint32_t place = bm_builder_place(builder, &row, "fuzz", 1);
    FUZZ_REQUIRE(place != BM_BUILDER_NONE);
    bm_builder_add_name(builder, place, name, "en", BM_NAME_TOPONYM);
    bm_builder_add_name(builder, place, other, "be", BM_NAME_TOPONYM);
}

/* The sections of a small index, copied so that they can be changed. */
static void make_parts(bm_image_part parts[SECTION_COUNT])
{
    bm_builder builder;
    bm_image image;
    bm_sink *sink = NULL;
    size_t size = 0;
    bm_builder_init(&builder, NULL);
    bm_builder_source(&builder, &(bm_gazetteer_source){.name = "fuzz", .format = "none"});
    add_village(&builder, "1", "Kopani", "Капані", BM_PLACE_SETTLEMENT);
    add_village(&builder, "2", "Verasy", "Верасы", BM_PLACE_SETTLEMENT);
    add_village(&builder, "3", "Verasen", "", BM_PLACE_AIRFIELD);
    add_village(&builder, "4", "Stolin", "Столін", BM_PLACE_DISTRICT);
    FUZZ_REQUIRE(bm_sink_open_memory(&sink, NULL) == BM_OK);
    FUZZ_REQUIRE(bm_gazetteer_pack(&builder, NULL, sink, NULL) == BM_OK);
    FUZZ_REQUIRE(bm_sink_commit(sink, NULL) == BM_OK);
    bm_builder_finish(&builder);
    const void *bytes = bm_sink_memory(sink, &size);
    FUZZ_REQUIRE(bm_image_from_memory(bytes, size, "fuzz", BM_GAZETTEER_KIND, BM_GAZETTEER_VERSION,
                                      &image, NULL) == BM_OK);
    for (size_t i = 0; i < SECTION_COUNT; i++) {
        const bm_image_section *section = &image.sections[i];
        size_t length = (size_t)(section->count * section->stride);
        void *copy = calloc(1, length + 4);
        FUZZ_REQUIRE(copy != NULL);
        if (length > 0)
            memcpy(copy, image.bytes + section->offset, length);
        parts[i] = (bm_image_part){copy, section->count, section->stride};
    }
    bm_image_close(&image);
    bm_sink_free(sink);
}

static void change(bm_image_part parts[SECTION_COUNT], const uint8_t *at)
{
    bm_image_part *part = &parts[at[0] % SECTION_COUNT];
    uint32_t where = (uint32_t)at[2] | (uint32_t)at[3] << 8;
    uint32_t value =
        (uint32_t)at[4] | (uint32_t)at[5] << 8 | (uint32_t)at[6] << 16 | (uint32_t)at[7] << 24;
    uint64_t words = part->count * part->stride / sizeof value;
    if (at[1] & 1)
        part->count = part->count ? value % part->count : 0;
    else if (words > 0)
        memcpy((char *)(uintptr_t)part->data + where % words * sizeof value, &value, sizeof value);
}

static void check_place(const bm_place *place)
{
    FUZZ_REQUIRE(bm_lonlat_is_valid(place->position));
    FUZZ_REQUIRE(place->population >= 0 && place->radius_km >= 0.0 && isfinite(place->radius_km));
    FUZZ_REQUIRE(place->rank >= 0 && place->rank <= 8);
    FUZZ_REQUIRE(bm_utf8_is_valid(place->id) && bm_utf8_is_valid(place->name) &&
                 bm_utf8_is_valid(place->name_be) && bm_utf8_is_valid(place->country) &&
                 bm_utf8_is_valid(place->feature_code) && bm_utf8_is_valid(place->partner));
    FUZZ_REQUIRE(strcmp(bm_place_kind_name(place->kind), "unknown") != 0);
}

static bool note(const bm_place *place, bm_match match, const char *matched, void *context)
{
    size_t *visits = context;
    check_place(place);
    FUZZ_REQUIRE(match == BM_MATCH_EXACT || match == BM_MATCH_VARIANT);
    FUZZ_REQUIRE(bm_utf8_is_valid(matched));
    FUZZ_REQUIRE(++*visits < VISITS_MAX);
    return true;
}

static bool note_near(const bm_place *place, const bm_edits *edits, const char *matched,
                      void *context)
{
    (void)edits;
    return note(place, BM_MATCH_VARIANT, matched, context);
}

static void note_language(const char *language, size_t count, void *context)
{
    (void)count;
    FUZZ_REQUIRE(strlen(language) < 8);
    ++*(size_t *)context;
}

static void ask(const bm_gazetteer *gazetteer)
{
    bm_geocoder *geocoder = NULL;
    bm_nearby nearby[3];
    size_t visits = 0;
    size_t languages = 0;
    for (size_t i = 0; i < bm_gazetteer_count(gazetteer); i++) {
        const bm_place *place = bm_gazetteer_place(gazetteer, i);
        if (place)
            check_place(place);
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        bm_gazetteer_lookup(gazetteer, names[i], note, &visits);
        bm_gazetteer_lookup_slot(gazetteer, names[i], note_near, &visits);
        bm_gazetteer_lookup_fuzzy(gazetteer, names[i], 2, note_near, &visits);
    }
    bm_gazetteer_complete(gazetteer, "в", note, &visits);
    bm_gazetteer_complete(gazetteer, "v", note, &visits);
    bm_gazetteer_languages(gazetteer, note_language, &languages);
    FUZZ_REQUIRE(languages <= BM_LANGUAGES_MAX);
    (void)bm_gazetteer_find_id(gazetteer, "2");
    size_t near = bm_gazetteer_nearest(gazetteer, (bm_lonlat){26.8, 51.7}, 500, nearby, 3);
    for (size_t i = 0; i < near; i++)
        check_place(nearby[i].place);
    for (size_t i = 0; i < bm_gazetteer_source_count(gazetteer); i++)
        FUZZ_REQUIRE(bm_utf8_is_valid(bm_gazetteer_source_at(gazetteer, i)->name));
    FUZZ_REQUIRE(bm_geocoder_new(gazetteer, NULL, NULL, &geocoder, NULL) == BM_OK);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const bm_geocoder_query query = {.name = names[i], .country = "BY"};
        bm_location location;
        if (bm_geocoder_locate(geocoder, &query, &location, NULL) == BM_OK)
            FUZZ_REQUIRE(location.candidate_count <= BM_CANDIDATES_MAX);
    }
    bm_geocoder_free(geocoder);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    bm_image_part parts[SECTION_COUNT];
    bm_gazetteer *gazetteer = NULL;
    bm_sink *sink = NULL;
    make_parts(parts);
    for (size_t at = 0; at + CHANGE_SIZE <= size && at < 64 * CHANGE_SIZE; at += CHANGE_SIZE)
        change(parts, data + at);
    snprintf(path, sizeof path, "fuzz_index_%ld.gaz", (long)getpid());
    FUZZ_REQUIRE(bm_sink_open(path, &sink, NULL) == BM_OK);
    FUZZ_REQUIRE(bm_image_write(sink, BM_GAZETTEER_KIND, BM_GAZETTEER_VERSION, parts, SECTION_COUNT,
                                NULL) == BM_OK);
    FUZZ_REQUIRE(bm_sink_commit(sink, NULL) == BM_OK);
    bm_sink_free(sink);
    const char *paths[] = {path, path};
    size_t path_count = size > 0 && (data[0] & 1) ? 2 : 1;
    if (bm_gazetteer_open(paths, path_count, NULL, NULL, &gazetteer, NULL) == BM_OK)
        ask(gazetteer);
    bm_gazetteer_free(gazetteer);
    unlink(path);
    for (size_t i = 0; i < SECTION_COUNT; i++)
        free((void *)(uintptr_t)parts[i].data);
    return 0;
}
