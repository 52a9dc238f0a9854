/** @file inflect_tables.h
 *  How the tables of declensions are written, a language a file, and the reading of one word.
 *
 *  A declension is a set of endings, and rules that say to which nominative a stem with such an
 *  ending belongs: form = base + rule's oblique + ending, nominative = base + rule's nominative.
 *  A stem that changes (Городець, Городця) is a rule of its own.
 */
#ifndef BM_GEO_GAZETTEER_WORDS_INFLECT_TABLES_H
#define BM_GEO_GAZETTEER_WORDS_INFLECT_TABLES_H

#include "geo/gazetteer/words/inflect.h"

#include <uchar.h>

typedef enum bm_agreement {
    BM_MASCULINE = 1,
    BM_FEMININE = 2,
    BM_NEUTER = 4,
    BM_PLURAL = 8
} bm_agreement;

typedef struct bm_case_ending {
    char16_t text[5];
    uint8_t length;
    uint8_t cases; /**< 0 ends the list */
} bm_case_ending;

typedef struct bm_stem_rule {
    uint64_t after; /**< which letters the base may end in; 0 ends the list */
    char16_t nominative[6];
    char16_t oblique[4];
    uint8_t weight; /**< how usual names of this kind are, 1…100 */
} bm_stem_rule;

typedef struct bm_declension {
    bm_agreement agreement;
    bool is_adjective;
    bool keeps_accusative; /**< the accusative is the nominative */
    const bm_case_ending *endings;
    const bm_stem_rule *rules;
} bm_declension;

/** Tables of a language, each ended by a declension without endings. */
extern const bm_declension bm_inflect_be[];
extern const bm_declension bm_inflect_uk[];
extern const bm_declension bm_inflect_ru[];

/** How usual the last two letters of the word's base make its ending, 0…1. */
double bm_inflect_usual(const char16_t *word, size_t length);

/** A reading of one word: its first `kept` letters and `suffix` are its nominative. */
typedef struct bm_reading {
    const char16_t *suffix;
    uint8_t kept;
    uint8_t language;
    uint8_t cases;
    uint8_t agreement;
    uint8_t weight; /**< of its rule */
    bool is_adjective;
} bm_reading;

/** All readings of a word of `length` small letters in these languages, at most `capacity`.
 *  @param shortest    letters that are left at least of a nominative
 *  @param unchanged   also those whose form is the nominative itself */
size_t bm_inflect_read(const char16_t *word, size_t length, unsigned languages, size_t shortest,
                       bool unchanged, bm_reading *readings, size_t capacity);

/** Index of a letter in the sets below, or 63 for what is none. */
static inline unsigned bm_letter_index(char16_t letter)
{
    if (letter >= 0x430 && letter <= 0x45F)
        return letter - 0x430u;
    return letter == 0x491 ? 48u : letter == u'\'' ? 49u : 63u;
}

/** In a set: only when the letter before that one is a vowel or a sign. */
#define BM_LETTERS_SINGLE (UINT64_C(1) << 62)

/* The vocabulary of the tables. */
#define IN(letter) (UINT64_C(1) << ((letter)-0x430))
#define APOSTROPHE (UINT64_C(1) << 49)
#define VELAR (IN(u'г') | IN(u'к') | IN(u'х') | UINT64_C(1) << 48)
#define HUSH (IN(u'ж') | IN(u'ч') | IN(u'ш') | IN(u'щ'))
#define TSE IN(u'ц')
/* Consonants that are neither; LIQUID without those that Belarusian changes or hardens. */
#define LIQUID                                                                                     \
    (IN(u'б') | IN(u'в') | IN(u'з') | IN(u'л') | IN(u'м') | IN(u'н') | IN(u'п') | IN(u'с') |       \
     IN(u'ф'))
#define HARD (LIQUID | IN(u'д') | IN(u'т') | IN(u'р'))
#define CONSONANT (HARD | VELAR | HUSH | TSE | IN(u'ў') | IN(u'й'))
#define SOFT IN(u'ь')
#define VOWEL                                                                                      \
    (IN(u'а') | IN(u'е') | IN(u'и') | IN(u'о') | IN(u'у') | IN(u'ы') | IN(u'э') | IN(u'ю') |       \
     IN(u'я') | IN(u'ё') | IN(u'є') | IN(u'і') | IN(u'ї'))

/* The base ends in one consonant, as it must where a vowel is fleeting: Городок, never Минсок. */
#define SINGLE (CONSONANT | BM_LETTERS_SINGLE)

#define ENDING(text, cases)                                                                        \
    {                                                                                              \
        text, sizeof(text) / sizeof(char16_t) - 1, cases                                           \
    }
#define ENDINGS(...)                                                                               \
    (const bm_case_ending[])                                                                       \
    {                                                                                              \
        __VA_ARGS__,                                                                               \
        {                                                                                          \
            {0}, 0, 0                                                                              \
        }                                                                                          \
    }
#define RULES(...)                                                                                 \
    (const bm_stem_rule[])                                                                         \
    {                                                                                              \
        __VA_ARGS__,                                                                               \
        {                                                                                          \
            0, {0}, {0}, 0                                                                         \
        }                                                                                          \
    }
/* Whether a declension is one of nouns whose accusative is the nominative, and so on. */
#define NOUN false, true
#define NOUN_CHANGED false, false
#define ADJECTIVE true, true
#define ADJECTIVE_CHANGED true, false

enum {
    GEN = BM_CASE_GENITIVE,
    DAT = BM_CASE_DATIVE,
    ACC = BM_CASE_ACCUSATIVE,
    INS = BM_CASE_INSTRUMENTAL,
    LOC = BM_CASE_LOCATIVE
};

#endif
