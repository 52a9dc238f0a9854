#include "geo/gazetteer/keys/swapped.h"

#include "geo/gazetteer/keys/fold.h"

#include <bordermap/gazetteer.h>
#include <string.h>

static bool is_latin(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_of_one_sound(char c)
{
    return c && strchr("hszHSZ", c);
}

void bm_fold_swapped(const char *name, bool (*visit)(void *context, const char *strict_key),
                     void *context)
{
    char swapped[BM_FOLD_NAME_SIZE];
    size_t length = strnlen(name, sizeof swapped);
    if (length >= sizeof swapped)
        return;
    memcpy(swapped, name, length + 1);
    for (size_t i = 1; i + 1 < length; i++) {
        char one = name[i];
        char other = name[i + 1];
        if (!is_latin(name[i - 1]) || !is_latin(one) || !is_latin(other) || one == other ||
            (!is_of_one_sound(one) && !is_of_one_sound(other)))
            continue;
        swapped[i] = other;
        swapped[i + 1] = one;
        char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
        size_t count = bm_fold_strict(swapped, keys);
        for (size_t k = 0; k < count; k++)
            if (!visit(context, keys[k]))
                return;
        swapped[i] = one;
        swapped[i + 1] = other;
    }
}
