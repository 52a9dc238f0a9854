/* The same choice as in render/marks/legend.c, of what is exported and in the light style. */
#include "events/export/styles/categories.h"

#include <stdlib.h>
#include <string.h>

enum { KEYS_MAX = 256 };

typedef struct key_count {
    char key[BM_CATEGORY_SIZE];
    char label[BM_CATEGORY_LABEL_SIZE];
    const bm_look *look; /* NULL when the style has none of this name */
    size_t order;        /* of the look in the style */
    size_t count;
} key_count;

/* NULL for one that was there already, or has no room. */
static key_count *count_key(key_count *keys, size_t *total, const char *key)
{
    const bm_symbology *light = &bm_symbology_light;
    for (size_t i = 0; i < *total; i++)
        if (strcmp(keys[i].key, key) == 0) {
            keys[i].count++;
            return NULL;
        }
    if (*total == KEYS_MAX || strlen(key) >= BM_CATEGORY_SIZE)
        return NULL;
    key_count *added = &keys[(*total)++];
    *added = (key_count){.order = light->look_count, .count = 1};
    memcpy(added->key, key, strlen(key) + 1);
    for (size_t i = 0; i < light->look_count; i++)
        if (strcmp(light->looks[i].key, key) == 0) {
            added->look = &light->looks[i];
            added->order = i;
        }
    return added;
}

/* Most frequent first; the style's order, then the alphabet, decide between equals. */
static int compare_counts(const void *left, const void *right)
{
    const key_count *a = left, *b = right;
    if (a->count != b->count)
        return a->count < b->count ? 1 : -1;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return strcmp(a->key, b->key);
}

static bool is_taken(const bm_look *look, const bm_style_categories *chosen, const key_count *keys,
                     size_t total)
{
    for (size_t i = 0; i < chosen->count; i++)
        if (chosen->items[i].shape == look->shape)
            return true;
    for (size_t k = 0; k < total && k < BM_STYLE_CATEGORIES_MAX; k++)
        if (keys[k].look == look)
            return true;
    return false;
}

/* A category of the table's own gets a look that no other has. */
static const bm_look *borrow(const bm_style_categories *chosen, const key_count *keys, size_t total)
{
    const bm_symbology *light = &bm_symbology_light;
    for (size_t i = light->look_count; i-- > 0;)
        if (!is_taken(&light->looks[i], chosen, keys, total))
            return &light->looks[i];
    return NULL;
}

/* The words that the category was made from stand in a column of the table's own. */
static const char *find_words(const bm_output_layer *layer, const bm_output_feature *feature,
                              int category)
{
    char key[BM_CATEGORY_SIZE];
    for (size_t i = 0; i < layer->column_count; i++) {
        const bm_value *value = &feature->values[i];
        if ((int)i == category || layer->columns[i].type != BM_VALUE_TEXT || !value->known)
            continue;
        bm_category_from_text(value->text, key);
        if (strcmp(key, feature->values[category].text) == 0)
            return value->text;
    }
    return NULL;
}

/* The table's own words; else the key with a capital, and blanks for what stands for them. */
static void put_label(key_count *key, const char *words)
{
    if (words)
        bm_category_label_from_text(words, key->label);
    if (*key->label)
        return;
    memcpy(key->label, key->key, strlen(key->key) + 1);
    if (key->label[0] >= 'a' && key->label[0] <= 'z')
        key->label[0] = (char)(key->label[0] - 'a' + 'A');
    for (char *at = key->label; *at; at++)
        if (*at == '_' || *at == '-')
            *at = ' ';
}

static void take(bm_style_category *category, const char *key, const bm_look *look)
{
    *category = (bm_style_category){.shape = look->shape, .color = look->color};
    memcpy(category->key, key, strlen(key) + 1);
    memcpy(category->label, look->label, strlen(look->label) + 1);
}

static void choose(const key_count *keys, size_t total, bm_style_categories *chosen)
{
    size_t known = 0;
    for (size_t i = 0; i < total && chosen->count < BM_STYLE_CATEGORIES_MAX; i++) {
        const bm_look *look = keys[i].look;
        if (strcmp(keys[i].key, bm_symbology_light.other.key) == 0)
            continue;
        if (!look)
            look = borrow(chosen, keys, total);
        if (!look)
            continue;
        bm_style_category *added = &chosen->items[chosen->count++];
        take(added, keys[i].key, look);
        if (!keys[i].look) {
            memcpy(added->label, keys[i].label, sizeof added->label);
            continue;
        }
        /* Those of the style stand in its order, before the table's own. */
        bm_style_category moved = *added;
        size_t at = known++;
        memmove(&chosen->items[at + 1], &chosen->items[at],
                (chosen->count - 1 - at) * sizeof *chosen->items);
        while (at > 0 &&
               bm_symbology_look(&bm_symbology_light, chosen->items[at - 1].key) > keys[i].look) {
            chosen->items[at] = chosen->items[at - 1];
            at--;
        }
        chosen->items[at] = moved;
    }
}

static bool is_known_to(const bm_output_feature *feature, int column, bm_place_precision precision)
{
    return column >= 0 && feature->values[column].known &&
           strcmp(feature->values[column].text, bm_place_precision_name(precision)) == 0;
}

static bool has_circle(const bm_output_feature *feature, int column)
{
    static const bm_place_precision wide[] = {BM_PLACE_PRECISION_CELL, BM_PLACE_PRECISION_DISTRICT,
                                              BM_PLACE_PRECISION_REGION};
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (is_known_to(feature, column, wide[i]))
            return true;
    return false;
}

bm_status bm_style_categories_choose(const bm_output_layer *layer, bm_style_categories *chosen,
                                     bm_error *error)
{
    *chosen = (bm_style_categories){0};
    take(&chosen->other, bm_symbology_light.other.key, &bm_symbology_light.other);
    int column = bm_output_find_column(layer, "category");
    int precision = bm_output_find_column(layer, "precision");
    key_count *keys = calloc(KEYS_MAX, sizeof *keys);
    size_t total = 0;
    if (!keys)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    for (size_t i = 0; column >= 0 && i < layer->feature_count; i++) {
        bm_output_feature feature;
        layer->read(layer->context, i, &feature);
        if (feature.shape == BM_OUTPUT_NOTHING)
            continue;
        chosen->has_circles = chosen->has_circles || has_circle(&feature, precision);
        /* Such events are not drawn. */
        if (!feature.values[column].known ||
            is_known_to(&feature, precision, BM_PLACE_PRECISION_COUNTRY))
            continue;
        key_count *added = count_key(keys, &total, feature.values[column].text);
        if (added && !added->look)
            put_label(added, find_words(layer, &feature, column));
    }
    qsort(keys, total, sizeof *keys, compare_counts);
    choose(keys, total, chosen);
    free(keys);
    return BM_OK;
}
