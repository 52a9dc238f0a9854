/* What Cyrillic letters look like: adjectives, surnames, the names of lands in -щина. */
#include "events/report/toponyms/cyrillic.h"

#include <string.h>

static bool ends_with(const char *text, size_t length, const char *ending, size_t *left)
{
    size_t size = strlen(ending);
    if (length <= size || memcmp(text + length - size, ending, size) != 0)
        return false;
    *left = length - size;
    return true;
}

static bool ends_with_one(const char *text, size_t length, const char *const *endings, size_t *left)
{
    for (; *endings; endings++)
        if (ends_with(text, length, *endings, left))
            return true;
    return false;
}

/* Endings that all three languages have some of; the short ones are Ukrainian, where the stem has a
 * soft sign, and Belarusian: «Донецка» is no adjective, «Донецька» may be one. */
size_t bm_cyrillic_adjective_stem(const char *text, size_t length)
{
    static const char *const hard[] = {"ск", "цк", "зк", NULL};
    static const char *const soft[] = {"ськ", "цьк", "зьк", NULL};
    static const char *const endings[] = {
        "ого", "ому", "ими", "ага", "аму", "імі", "ий", "ій", "ой", "ая", "ое", "ие", "ом",
        "им",  "ую",  "ою",  "их",  "ої",  "ім",  "іх", "ай", "аю", "ае", "ія", "і",  NULL};
    static const char *const short_endings[] = {"а", "у", "е", NULL};
    size_t stem = 0;
    size_t before = 0;
    for (const char *const *ending = endings; *ending; ending++)
        if (ends_with(text, length, *ending, &stem) &&
            (ends_with_one(text, stem, hard, &before) ||
             ends_with_one(text, stem, soft, &before)) &&
            before > strlen("А"))
            return stem;
    for (const char *const *ending = short_endings; *ending; ending++)
        if (ends_with(text, length, *ending, &stem) && ends_with_one(text, stem, soft, &before) &&
            before > strlen("А"))
            return stem;
    return 0;
}

bool bm_cyrillic_is_surname(const char *text, size_t length)
{
    static const char *const stems[] = {"ов", "ев", "ёв", "єв", "ин", "ын", "ін",
                                        "їн", "аў", "еў", "ёў", "оў", NULL};
    static const char *const endings[] = {"",   "а",  "у",  "ым", "им", "ом", "е", "і",
                                          "ой", "ою", "ай", "ых", "их", "ы",  "и", NULL};
    static const char *const whole[] = {"енко",  "енка",  "енку",  "енком", "чук",  "чука", "чуком",
                                        "юк",    "юка",   "евич",  "ович",  "евіч", "овіч", "авіч",
                                        "евича", "овича", "швили", "швілі", "ко",   "ян",   NULL};
    size_t left = 0;
    if (bm_cyrillic_adjective_stem(text, length) > 0 || ends_with_one(text, length, whole, &left))
        return true;
    for (const char *const *ending = endings; *ending; ending++) {
        size_t stem = length;
        if (**ending && !ends_with(text, length, *ending, &stem))
            continue;
        if (ends_with_one(text, stem, stems, &left))
            return true;
    }
    return false;
}

/* --- units --- */

typedef struct unit_words {
    const char *region_ending; /* of the adjective */
    const char *region;
    const char *district_ending;
    const char *district;
} unit_words;

static const unit_words *words_of(bm_language language)
{
    static const unit_words words[] = {
        [BM_LANGUAGE_BELARUSIAN] = {"ая", "вобласць", "і", "раён"},
        [BM_LANGUAGE_UKRAINIAN] = {"а", "область", "ий", "район"},
        [BM_LANGUAGE_RUSSIAN] = {"ая", "область", "ий", "район"},
    };
    return language == BM_LANGUAGE_BELARUSIAN || language == BM_LANGUAGE_UKRAINIAN ||
                   language == BM_LANGUAGE_RUSSIAN
               ? &words[language]
               : NULL;
}

static bool append(char name[BM_CYRILLIC_SIZE], size_t *length, const char *text, size_t size)
{
    if (*length + size >= BM_CYRILLIC_SIZE)
        return false;
    memcpy(name + *length, text, size);
    *length += size;
    name[*length] = '\0';
    return true;
}

bool bm_cyrillic_unit(const char *adjective, size_t length, bm_language language, const char *kind,
                      char name[BM_CYRILLIC_SIZE])
{
    const unit_words *words = words_of(language);
    size_t stem = bm_cyrillic_adjective_stem(adjective, length);
    bool district = strcmp(kind, "district") == 0;
    size_t written = 0;
    if (!words || stem == 0)
        return false;
    const char *ending = district ? words->district_ending : words->region_ending;
    const char *noun = district ? words->district : words->region;
    return append(name, &written, adjective, stem) &&
           append(name, &written, ending, strlen(ending)) && append(name, &written, " ", 1) &&
           append(name, &written, noun, strlen(noun));
}

/* --- lands --- */

/* «Столинщина» is made as «Столинский» is; «Донеччина» as «Донецкий»: what stands for the suffix,
 * longest first. */
static const struct {
    const char *suffix;
    const char *adjective;
} land_suffixes[] = {
    {"ччин", "цьк"}, {"тчин", "цк"}, {"тчин", "тск"}, {"тчын", "цк"}, {"чын", "цк"},
    {"чин", "цк"},   {"шчын", "ск"}, {"щин", "ськ"},  {"щин", "ск"},
};

const char *bm_cyrillic_land(bm_reading *reading, bm_language language, const char *text,
                             size_t length)
{
    static const char *const endings[] = {"ою", "ой", "ай", "аю", "а", "и",
                                          "і",  "у",  "ы",  "е",  NULL};
    static const char *const kinds[] = {"region", "district"};
    size_t stem = 0;
    if (!ends_with_one(text, length, endings, &stem))
        return NULL;
    for (size_t i = 0; i < sizeof land_suffixes / sizeof *land_suffixes; i++) {
        char adjective[BM_CYRILLIC_SIZE] = "";
        char name[BM_CYRILLIC_SIZE];
        size_t root = 0;
        size_t written = 0;
        const char *made = land_suffixes[i].adjective;
        if (!ends_with(text, stem, land_suffixes[i].suffix, &root) ||
            !append(adjective, &written, text, root) ||
            !append(adjective, &written, made, strlen(made)) ||
            !append(adjective, &written, "ой", strlen("ой")))
            continue;
        for (size_t k = 0; k < 2; k++)
            if (bm_cyrillic_unit(adjective, written, language, kinds[k], name) &&
                bm_unit_find(reading, name, NULL))
                return bm_arena_strdup(reading->arena, name);
    }
    return NULL;
}
