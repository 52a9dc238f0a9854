#include "geo/gazetteer/fold.h"
#include "geo/gazetteer/index.h"

#include <bordermap/layer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char table_name[] = "place_names.dbf";

bool bm_gazetteer_add_name(bm_gazetteer *gazetteer, size_t place, const char *text, bm_name_use use)
{
    if (!*text)
        return true;
    if (gazetteer->name_count >= UINT32_MAX / 8)
        return false;
    bm_name *names = bm_array_grow(gazetteer->names, gazetteer->name_count,
                                   &gazetteer->name_capacity, sizeof *names);
    if (!names)
        return false;
    gazetteer->names = names;
    names[gazetteer->name_count++] = (bm_name){text, (uint32_t)place, 0, use};
    return true;
}

bool bm_gazetteer_add_list(bm_gazetteer *gazetteer, size_t place, const char *list, bool commas)
{
    const char *separators = commas ? ",;|" : ";|";
    if (!strpbrk(list, separators))
        return bm_gazetteer_add_name(gazetteer, place, list, BM_NAME_TOPONYM);
    while (*list) {
        while (*list == ' ')
            list++;
        size_t length = strcspn(list, separators);
        size_t trimmed = length;
        while (trimmed > 0 && list[trimmed - 1] == ' ')
            trimmed--;
        if (trimmed > 0) {
            char *name = bm_arena_strndup(&gazetteer->arena, list, trimmed);
            if (!name || !bm_gazetteer_add_name(gazetteer, place, name, BM_NAME_TOPONYM))
                return false;
        }
        list += length + (list[length] != '\0');
    }
    return true;
}

/* Length of the folder part of a path, its slash included. */
static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

static bool is_word(const char *use)
{
    return strcmp(use, "adjective") == 0 || strcmp(use, "demonym") == 0;
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

static bm_status read_table(bm_gazetteer *gazetteer, const char *path, bm_findings *findings,
                            bm_error *error)
{
    bm_layer *table = NULL;
    bm_status status = bm_layer_open(path, findings, &table, error);
    if (status)
        return status;
    gazetteer->layers[gazetteer->layer_count++] = table;
    int id = bm_layer_field(table, "PLACE_ID");
    int name = bm_layer_field(table, "NAME");
    int language = bm_layer_field(table, "LANG");
    int use = bm_layer_field(table, "USE");
    if (id < 0 || name < 0)
        return bm_error_set(error, BM_ERROR_FORMAT, path, 0,
                            "'%s' has no columns PLACE_ID and NAME", path);
    const bm_place *place = NULL;
    const char *last_id = "";
    size_t count = bm_layer_count(table);
    for (size_t row = 0; row < count; row++) {
        const char *row_id = bm_layer_text(table, row, id);
        if (!*row_id)
            continue;
        if (strcmp(row_id, last_id) != 0) {
            place = bm_gazetteer_find_id(gazetteer, row_id);
            last_id = row_id;
        }
        if (!place)
            continue;
        size_t index = (size_t)(place - gazetteer->places);
        const char *text = bm_layer_text(table, row, name);
        bm_name_use name_use =
            is_word(bm_layer_text(table, row, use)) ? BM_NAME_WORD : BM_NAME_TOPONYM;
        if (!bm_gazetteer_add_name(gazetteer, index, text, name_use))
            return bm_error_set(error, BM_ERROR_MEMORY, path, 0, "not enough memory for '%s'",
                                path);
        if (name_use == BM_NAME_TOPONYM)
            set_language(&gazetteer->places[index], bm_layer_text(table, row, language), text);
    }
    return BM_OK;
}

bm_status bm_gazetteer_read_names(bm_gazetteer *gazetteer, const char *const *paths,
                                  size_t path_count, bm_findings *findings, bm_error *error)
{
    for (size_t i = 0; i < path_count; i++) {
        size_t length = folder_length(paths[i]);
        bool seen = false;
        for (size_t j = 0; j < i && !seen; j++)
            seen = folder_length(paths[j]) == length && strncmp(paths[i], paths[j], length) == 0;
        if (seen)
            continue;
        char *path = malloc(length + sizeof table_name);
        if (!path)
            return bm_error_set(error, BM_ERROR_MEMORY, paths[i], 0, "not enough memory for '%s'",
                                paths[i]);
        memcpy(path, paths[i], length);
        memcpy(path + length, table_name, sizeof table_name);
        bm_status status = BM_OK;
        if (access(path, F_OK) == 0)
            status = read_table(gazetteer, path, findings, error);
        free(path);
        if (status)
            return status;
    }
    return BM_OK;
}
