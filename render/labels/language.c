#include "render/labels/language.h"

#include <bordermap/map.h>
#include <string.h>

static const char *const codes[] = {"en", "be", "uk", "ru", "local"};
enum { CODES = sizeof codes / sizeof *codes };

static bool read_code(const char *text, size_t length, bm_language *code)
{
    for (size_t i = 0; i < CODES; i++) {
        if (strlen(codes[i]) == length && strncmp(codes[i], text, length) == 0) {
            *code = (bm_language)i;
            return true;
        }
    }
    return false;
}

bm_status bm_languages_read(const char *text, bm_languages *languages, bm_error *error)
{
    *languages = (bm_languages){.codes = {BM_LANGUAGE_EN}, .count = 1};
    if (!text || !*text)
        return BM_OK;
    const char *comma = strchr(text, ',');
    size_t length = comma ? (size_t)(comma - text) : strlen(text);
    bool fine = read_code(text, length, &languages->codes[0]);
    if (comma) {
        languages->count = 2;
        fine = fine && read_code(comma + 1, strlen(comma + 1), &languages->codes[1]);
    }
    if (!fine)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "'%s': write en, be, uk, ru or local, or two of them such as uk,en",
                            text);
    if (languages->count == 2 && languages->codes[0] == languages->codes[1])
        languages->count = 1;
    return BM_OK;
}

bm_status bm_map_check_languages(const char *text, bm_error *error)
{
    bm_languages languages;
    return bm_languages_read(text, &languages, error);
}

bool bm_languages_have_local(const bm_languages *languages)
{
    for (size_t i = 0; i < languages->count; i++) {
        if (languages->codes[i] == BM_LANGUAGE_LOCAL)
            return true;
    }
    return false;
}

/** Names of one thing, by language. */
typedef struct name_table {
    const char *names[BM_LANGUAGE_LOCAL];
    const char *country;
} name_table;

static const char *pick(const name_table *table, bm_language code)
{
    static const char *const homes[BM_LANGUAGE_LOCAL] = {[BM_LANGUAGE_EN] = "",
                                                         [BM_LANGUAGE_BE] = "BY",
                                                         [BM_LANGUAGE_UK] = "UA",
                                                         [BM_LANGUAGE_RU] = "RU"};
    if (code == BM_LANGUAGE_LOCAL) {
        code = BM_LANGUAGE_EN;
        for (int i = BM_LANGUAGE_BE; i < BM_LANGUAGE_LOCAL; i++) {
            if (table->country && strcmp(table->country, homes[i]) == 0)
                code = (bm_language)i;
        }
    }
    const char *name = table->names[code];
    return name && *name ? name : "";
}

/* The first name is never missing: else it is the English one. */
static const char *pick_first(const name_table *table, bm_language code)
{
    const char *name = pick(table, code);
    return *name ? name : table->names[BM_LANGUAGE_EN];
}

static bm_names pick_all(const bm_languages *languages, const name_table *table)
{
    bm_names names = {.first = pick_first(table, languages->codes[0]), .second = ""};
    if (languages->count > 1) {
        const char *second = pick(table, languages->codes[1]);
        names.second = strcmp(second, names.first) == 0 ? "" : second;
    }
    return names;
}

bm_names bm_names_of_place(const bm_languages *languages, const bm_place *place)
{
    const name_table table = {
        .names = {[BM_LANGUAGE_EN] = place->name,
                  [BM_LANGUAGE_BE] = place->name_be,
                  [BM_LANGUAGE_UK] = place->name_uk,
                  [BM_LANGUAGE_RU] = place->name_ru},
        .country = place->country,
    };
    return pick_all(languages, &table);
}

bm_names bm_names_of_feature(const bm_languages *languages, const bm_layer *layer, size_t index,
                             const char *country)
{
    static const char *const fields[] = {[BM_LANGUAGE_EN] = "NAME",
                                         [BM_LANGUAGE_BE] = "NAME_BE",
                                         [BM_LANGUAGE_UK] = "NAME_UK",
                                         [BM_LANGUAGE_RU] = "NAME_RU"};
    name_table table = {.country = country};
    for (int i = BM_LANGUAGE_EN; i < BM_LANGUAGE_LOCAL; i++)
        table.names[i] = bm_layer_text(layer, index, bm_layer_field(layer, fields[i]));
    return pick_all(languages, &table);
}
