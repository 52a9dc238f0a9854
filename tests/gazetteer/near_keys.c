#include "tests/gazetteer/near_keys.h"

#include "tests/gazetteer/near_image.h"

#include <string.h>

uint64_t near_random(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

size_t near_below(uint64_t *state, size_t limit)
{
    return (size_t)(near_random(state) % limit);
}

static const char *const names[] = {
    "Kopani",       "Копані",
    "Капані",       "Gomel",
    "Гомель",       "Mogilev",
    "Mahilyow",     "Kharkiv",
    "Харьков",      "Рэчыца",
    "Nova Guta",    "Новая Гута",
    "Novaja Huta",  "Verkhnii Terebezhiv",
    "Slavutych",    "Slavgorod",
    "Stolin",       "Столин",
    "Lelchitsy",    "Лельчыцы",
    "Dyvyn",        "Дивин",
    "Pinsk",        "Mozyr",
    "Мазыр",        "Ovruch",
    "Овруч",        "Sarny",
    "Dubrovytsia",  "Домбровица",
    "Brest",        "Brest Tsentralny",
    "Minsk",        "Kyiv",
    "Chernihiv",    "Чернигов",
    "Chornobyl",    "Чернобыль",
    "Prypiat",      "Припять",
    "Vilcha",       "Вільча",
    "Narodychi",    "Народичі",
    "Luhyny",       "Olevsk",
    "Олевск",       "Rokytne",
    "Рокитное",     "Zarichne",
    "Заречное",     "Liubeshiv",
    "Любешов",      "Shatsk",
    "Ratne",        "Selo 2",
    "Selo 3",       "Poselok 12",
    "Domanove",     "Mokrany",
    "Новосёлки",    "Novosilky",
    "Novo Selo",    "Novoselo",
    "Staraja Ruda",
};

static char generated[NEAR_KEYS][BM_FOLD_KEY_SIZE];

size_t near_keys(const char *keys[NEAR_KEYS])
{
    static const char *const syllables[] = {"no", "vo", "ko", "pa", "ni", "ka",  "la", "s",
                                            "Su", "re", "Ho", "ki", "v",  "gra", "d",  " "};
    uint64_t state = 1;
    size_t count = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char folded[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
        size_t folded_count = bm_fold_strict(names[i], folded);
        for (size_t k = 0; k < folded_count; k++)
            strcpy(generated[count++], folded[k]);
    }
    while (count < NEAR_KEYS) {
        char *key = generated[count++];
        size_t length = 0;
        if (count % 3) {
            for (size_t i = 2 + near_below(&state, 4); i-- > 0;) {
                const char *syllable = syllables[near_below(&state, 16)];
                memcpy(key + length, syllable, strlen(syllable));
                length += strlen(syllable);
            }
        } else {
            for (size_t i = 1 + near_below(&state, 12); i-- > 0;)
                key[length++] = near_below(&state, 20) == 0 ? (char)('0' + near_below(&state, 10))
                                                            : NEAR_ALPHABET[near_below(&state, 26)];
        }
        key[length] = '\0';
    }
    for (size_t i = 0; i < NEAR_KEYS; i++)
        keys[i] = generated[i];
    return near_image_sort(keys, NEAR_KEYS);
}
