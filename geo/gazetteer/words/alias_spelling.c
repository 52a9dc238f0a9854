/* The Belarusian ў before a consonant is в in Russian far more often than л, except in the first
 * syllable (Ваўчкі Волчки, Доўгае Долгое). Of the 3,800 Belarusian names with a ў before a
 * consonant and a Russian form in open data, 178 have л there; the forms below touch 625 names,
 * lead 140 to their Russian form and 36 to other places only. The other way round, from the Russian
 * л of the first syllable to ў and the Ukrainian в, they touch 448, lead 133 right and 24 to others
 * only. */
#include "geo/gazetteer/words/alias.h"

#include "base/utf8.h"
#include "geo/gazetteer/keys/fold.h"

#include <string.h>
#include <utf8proc.h>

enum { LETTERS_MAX = BM_ALIAS_NAME_SIZE };

static bool is_one_of(int32_t letter, const char *letters)
{
    int32_t wanted;
    while ((wanted = bm_utf8_next(&letters)) > 0)
        if (wanted == letter)
            return true;
    return false;
}

static bool is_consonant(int32_t letter)
{
    return is_one_of(letter, "бвгґджзйклмнпрстфхцчшщbcčćdfghjklmnpqrsštvwxzž");
}

static bool is_letter(int32_t letter)
{
    utf8proc_category_t category = utf8proc_category(letter);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

/* Whether the letter at `at`, in the first syllable, may be л. Of Latin `u` only that of `au`, as
 * `ou` is у in French and о before у elsewhere. */
static bool is_short_u(const int32_t *letters, int at, int count)
{
    if (at + 1 >= count || !is_consonant(letters[at + 1]))
        return false;
    if (letters[at] == 'u')
        return letters[at - 1] == 'a';
    return letters[at] == 0x045E || letters[at] == 0x016D || letters[at] == 'w';
}

typedef struct syllable {
    int vowel; /**< of the first syllable; the letter in question follows it */
    int end;   /**< after the word */
} syllable;

static bool is_russian_l(const int32_t *letters, int at, int count)
{
    return at + 1 < count && (letters[at] == 0x043B || letters[at] == 'l') &&
           is_consonant(letters[at + 1]) && is_one_of(letters[at - 1], "оеёoe");
}

/* The first word whose first syllable ends in what `is_ours` looks for. */
static bool find_syllable(const int32_t *letters, int count,
                          bool (*is_ours)(const int32_t *letters, int at, int count),
                          syllable *found)
{
    for (int start = 0; start < count;) {
        int end = start;
        while (end < count && is_letter(letters[end]))
            end++;
        int at = start;
        while (at < end && is_consonant(letters[at]))
            at++;
        bool vowel = at > start && at < end && is_one_of(letters[at], "аеёіоуыэюяaeiouy");
        if (vowel && is_ours(letters, at + 1, end)) {
            *found = (syllable){at, end};
            return true;
        }
        start = end + (end == start || end < count);
    }
    return false;
}

static size_t write_letters(const int32_t *letters, int count, char form[BM_ALIAS_NAME_SIZE])
{
    size_t used = 0;
    for (int i = 0; i < count; i++) {
        if (used + 4 >= BM_ALIAS_NAME_SIZE)
            return 0;
        used += bm_utf8_encode(letters[i], form + used);
    }
    form[used] = '\0';
    return 1;
}

/* а for о or о for а, in the script of the letter; other letters stay. */
static int32_t exchanged(int32_t letter, int32_t cyrillic, int32_t cyrillic_by, int32_t latin,
                         int32_t latin_by)
{
    return letter == cyrillic ? cyrillic_by : letter == latin ? latin_by : letter;
}

static int32_t open_a(int32_t letter)
{
    return exchanged(letter, 0x0430, 0x043E, 'a', 'o');
}

static int32_t close_o(int32_t letter)
{
    return exchanged(letter, 0x043E, 0x0430, 'o', 'a');
}

/* Two more forms: with the vowels after the syllable changed except the last letter, and that too.
 */
static size_t change_rest(int32_t *letters, int count, const syllable *found,
                          int32_t (*change)(int32_t letter),
                          char forms[BM_ALIAS_SPELLINGS][BM_ALIAS_NAME_SIZE], size_t made)
{
    for (int i = found->vowel + 2; i + 1 < found->end; i++)
        letters[i] = change(letters[i]);
    made += write_letters(letters, count, forms[made]);
    letters[found->end - 1] = change(letters[found->end - 1]);
    return made + write_letters(letters, count, forms[made]);
}

size_t bm_alias_spellings(const char *name, char forms[BM_ALIAS_SPELLINGS][BM_ALIAS_NAME_SIZE])
{
    int32_t letters[LETTERS_MAX];
    int32_t small[LETTERS_MAX];
    int count = bm_fold_decode(name, letters, LETTERS_MAX);
    for (int i = 0; i < count; i++)
        small[i] = utf8proc_tolower(letters[i]);
    syllable found;
    size_t made = 0;
    if (count > 0 && find_syllable(small, count, is_short_u, &found)) {
        letters[found.vowel + 1] = small[found.vowel + 1] == 0x045E ? 0x043B : 'l';
        made += write_letters(letters, count, forms[made]);
        letters[found.vowel] = open_a(small[found.vowel]);
        made += write_letters(letters, count, forms[made]);
        made = change_rest(letters, count, &found, open_a, forms, made);
    } else if (count > 0 && find_syllable(small, count, is_russian_l, &found)) {
        bool cyrillic = small[found.vowel + 1] == 0x043B;
        letters[found.vowel + 1] = cyrillic ? 0x0432 : 'v';
        letters[found.vowel] = cyrillic ? 0x043E : 'o';
        made += write_letters(letters, count, forms[made]);
        letters[found.vowel] = close_o(letters[found.vowel]);
        made += write_letters(letters, count, forms[made]);
        made = change_rest(letters, count, &found, close_o, forms, made);
    }
    return made;
}
