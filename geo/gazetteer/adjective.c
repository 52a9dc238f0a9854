#include "geo/gazetteer/adjective.h"

#include <bordermap/gazetteer.h>
#include <string.h>

enum { STEM_SIZE = BM_FOLD_KEY_SIZE + 4 };

static bool ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text);
    size_t size = strlen(ending);
    return length > size + 1 && strcmp(text + length - size, ending) == 0;
}

static void visit_joined(const char *stem, size_t cut, const char *ending,
                         void (*visit)(const char *key, void *context), void *context)
{
    char key[STEM_SIZE];
    size_t length = strlen(stem) - cut;
    if (length < 2 || length + strlen(ending) >= BM_FOLD_KEY_SIZE)
        return;
    memcpy(key, stem, length);
    memcpy(key + length, ending, strlen(ending) + 1);
    visit(key, context);
}

/* The suffix is -sk-, or -ck- where the town ends in t or ts (Брэсцкая, Донецька); Ukrainian makes
 * -ensk- of -ne and -y (Рівненська), and a final vowel is gone (Полтавська, Одеська). */
static void visit_stems(const char *stem, void (*visit)(const char *key, void *context),
                        void *context)
{
    static const char *const vowels[] = {"", "a", "i", "e", "o"};
    if (!ends_with(stem, "sk") && !ends_with(stem, "Ck"))
        return;
    visit(stem, context);
    for (size_t i = 0; i < sizeof vowels / sizeof vowels[0]; i++) {
        if (ends_with(stem, "sk")) {
            visit_joined(stem, 2, vowels[i], visit, context);
            visit_joined(stem, 1, vowels[i], visit, context);
        } else {
            visit_joined(stem, 2, i == 0 ? "t" : vowels[i], visit, context);
        }
        if (ends_with(stem, "ensk"))
            visit_joined(stem, 4, i == 0 ? "ne" : vowels[i], visit, context);
    }
}

void bm_adjective_stems(const char *text, void (*visit)(const char *key, void *context),
                        void *context)
{
    static const char *const endings[] = {"oi", "ogo", "im", "ii", "uu", "a", "e", "i", "u", ""};
    char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    size_t count = bm_fold_strict(text, keys);
    for (size_t i = 0; i < count; i++) {
        if (strchr(keys[i], ' '))
            continue;
        for (size_t e = 0; e < sizeof endings / sizeof endings[0]; e++) {
            if (!ends_with(keys[i], endings[e]))
                continue;
            char stem[BM_FOLD_KEY_SIZE];
            memcpy(stem, keys[i], sizeof stem);
            stem[strlen(stem) - strlen(endings[e])] = '\0';
            visit_stems(stem, visit, context);
            break;
        }
    }
}
