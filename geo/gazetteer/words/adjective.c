#include "geo/gazetteer/words/adjective.h"

#include <bordermap/gazetteer.h>
#include <stdio.h>
#include <string.h>

/* Two letters and a vowel are some place or other everywhere. */
enum { STEM_SIZE = BM_FOLD_KEY_SIZE + 4, SHORTEST_STEM = 3 };

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
    if (length < SHORTEST_STEM || length + strlen(ending) >= BM_FOLD_KEY_SIZE)
        return;
    memcpy(key, stem, length);
    memcpy(key + length, ending, strlen(ending) + 1);
    visit(key, context);
}

/* The suffix is -sk-, or -ck- where the town ends in t, ts, k or ch (Брэсцкая, Донецька,
 * Токмацький, Овруцький), and -zk- where in g (Острозький); Ukrainian makes -ensk- of -ne and -y
 * (Рівненська), kh and sh are gone before it (Волноваський), and so is a final vowel (Полтавська,
 * Одеська). Names in -la have -lansk- (Наровлянский). */
static void visit_stems(const char *stem, void (*visit)(const char *key, void *context),
                        void *context)
{
    static const struct {
        const char *suffix;
        size_t cut;
        const char *town; /* what stands there instead; a vowel may follow */
    } rules[] = {
        {"sk", 2, ""},   {"sk", 1, ""},  {"sk", 2, "X"}, {"sk", 2, "S"},   {"ensk", 4, "n"},
        {"ensk", 4, ""}, {"Ck", 2, "t"}, {"Ck", 2, ""},  {"Ck", 2, "k"},   {"Ck", 2, "C"},
        {"Ck", 2, "H"},  {"zk", 2, "g"}, {"Jk", 2, "g"}, {"lansk", 4, ""},
    };
    static const char *const vowels[] = {"", "a", "i", "e", "o"};
    if (ends_with(stem, "sk") || ends_with(stem, "Ck"))
        visit(stem, context);
    for (size_t r = 0; r < sizeof rules / sizeof rules[0]; r++)
        for (size_t i = 0; ends_with(stem, rules[r].suffix) && i < 5; i++) {
            char ending[4];
            (void)snprintf(ending, sizeof ending, "%s%s", rules[r].town, vowels[i]);
            visit_joined(stem, rules[r].cut, ending, visit, context);
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
