/* Districts are called after their seats: "Yavoriv", where the row of the district says
 * "Yavorivskyi Raion" or "Sambirs’ka Mis’krada". */
#include "geo/gazetteer/keys/fold.h"
#include "geo/gazetteer/sources/admin_codes.h"
#include "geo/gazetteer/sources/sorted.h"
#include "geo/gazetteer/sources/source.h"
#include "geo/gazetteer/words/class_words.h"

#include <stdlib.h>
#include <string.h>

/* So many letters of a name's key say that an adjective belongs to it. */
enum { STEM_MIN = 3 };

typedef struct seat {
    const char *code; /* of the district; interned */
    uint32_t place;
} seat;

static int by_code(const void *left, const void *right)
{
    const seat *a = left;
    const seat *b = right;
    if (a->code != b->code)
        return a->code < b->code ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

static bool is_seat(const bm_place *place)
{
    static const char *const codes[] = {"PPLC", "PPLA", "PPLA2"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if (strcmp(place->feature_code, codes[i]) == 0)
            return bm_admin_is_code(place->admin2);
    return false;
}

static size_t common_letters(const char *a, const char *b)
{
    char keys[2][BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    if (!bm_fold_strict(a, keys[0]) || !bm_fold_strict(b, keys[1]))
        return 0;
    size_t count = 0;
    while (keys[0][0][count] && keys[0][0][count] == keys[1][0][count])
        count++;
    return count;
}

/* With whichever word of a unit's name: "Miskyi okruh Yalta". */
static size_t common_with_word(const char *unit, const char *name)
{
    size_t most = common_letters(unit, name);
    for (const char *blank = strchr(unit, ' '); blank; blank = strchr(blank + 1, ' ')) {
        size_t count = common_letters(blank + 1, name);
        most = count > most ? count : most;
    }
    return most;
}

/* "Kalmiuskyi", "Goryn’skiy": in Latin letters, adjectives of the three languages end so. */
static bool is_adjective(const char *name)
{
    static const char *const endings[] = {"yi", "yy", "iy", "ij", "yj", "ka", "ki"};
    size_t length = strlen(name);
    for (size_t i = 0; length > 4 && i < sizeof endings / sizeof endings[0]; i++)
        if (strcmp(name + length - 2, endings[i]) == 0)
            return true;
    return false;
}

/* For want of a seat another name of the unit that is no adjective. */
static void note_noun(bm_builder *builder, const bm_builder_name *name)
{
    const bm_place *district = &builder->places[name->place];
    bm_class_words parsed;
    bm_class_words_strip(name->text, &parsed);
    const char *own = bm_admin_short(builder, district->name);
    if (!parsed.has_kind || parsed.kind != BM_PLACE_DISTRICT || !is_adjective(own) ||
        (unsigned char)*parsed.core >= 0x80 || is_adjective(parsed.core) ||
        common_letters(own, parsed.core) < STEM_MIN + 1)
        return;
    bm_admin_explain(builder, district->admin2, bm_builder_text(builder, parsed.core),
                     BM_ADMIN_NOUN);
}

static bool is_district(const bm_place *place)
{
    return strcmp(place->feature_code, "ADM2") == 0 && bm_admin_is_code(place->admin2);
}

static void name_district(bm_builder *builder, const bm_place *district, const seat *seats,
                          size_t count)
{
    const char *own = bm_admin_short(builder, district->name);
    const char *best = NULL;
    size_t best_letters = STEM_MIN - 1;
    const seat wanted = {.code = district->admin2};
    size_t first = bm_sorted_first(seats, count, sizeof wanted, by_code, &wanted);
    for (size_t i = first; i < count && seats[i].code == district->admin2; i++) {
        const char *name = builder->places[seats[i].place].name;
        size_t letters = common_with_word(own, name);
        if (letters > best_letters) {
            best_letters = letters;
            best = name;
        }
    }
    if (best)
        bm_admin_explain(builder, district->admin2, best, BM_ADMIN_SEAT);
}

bool bm_source_settle_districts(bm_builder *builder)
{
    seat *seats = malloc((builder->count + 1) * sizeof *seats);
    if (!seats)
        return false;
    size_t count = 0;
    for (size_t i = 0; i < builder->count; i++)
        if (is_seat(&builder->places[i]))
            seats[count++] = (seat){builder->places[i].admin2, (uint32_t)i};
    if (count)
        qsort(seats, count, sizeof *seats, by_code);
    for (size_t i = 0; i < builder->count; i++) {
        if (is_district(&builder->places[i]))
            name_district(builder, &builder->places[i], seats, count);
    }
    for (size_t i = 0; i < builder->name_count; i++)
        if (is_district(&builder->places[builder->names[i].place]))
            note_noun(builder, &builder->names[i]);
    free(seats);
    return true;
}
