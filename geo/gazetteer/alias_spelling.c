/* The Belarusian ў before a consonant is в in Russian far more often than л, except in the first
 * syllable (Ваўчкі Волчки, Доўгае Долгое). Of the 3,800 Belarusian names with a ў before a
 * consonant and a Russian form in open data, 178 have л there, nearly all in the first syllable;
 * the three forms below find 151 of them. */
#include "geo/gazetteer/alias.h"

#include "base/utf8.h"
#include "geo/gazetteer/fold.h"

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

typedef struct short_u {
    int start; /**< of the word */
    int at;    /**< of the ў */
    int end;   /**< after the word */
} short_u;

/* The first word with a ў after its first vowel. */
static bool find_short_u(const int32_t *letters, int count, short_u *found)
{
    for (int start = 0; start < count;) {
        int end = start;
        while (end < count && is_letter(letters[end]))
            end++;
        int at = start;
        while (at < end && is_consonant(letters[at]))
            at++;
        bool vowel = at > start && at < end && is_one_of(letters[at], "аеёіоуыэюяaeiouy");
        if (vowel && is_short_u(letters, at + 1, end)) {
            *found = (short_u){start, at + 1, end};
            return true;
        }
        start = end + (end == start || end < count);
    }
    return false;
}

static bool write_letters(const int32_t *letters, int count, char form[BM_ALIAS_NAME_SIZE])
{
    size_t used = 0;
    for (int i = 0; i < count; i++) {
        if (used + 4 >= BM_ALIAS_NAME_SIZE)
            return false;
        used += bm_utf8_encode(letters[i], form + used);
    }
    form[used] = '\0';
    return true;
}

static void open_a(int32_t *letter)
{
    if (*letter == 0x0430)
        *letter = 0x043E;
    else if (*letter == 'a')
        *letter = 'o';
}

size_t bm_alias_spellings(const char *name, char (*forms)[BM_ALIAS_NAME_SIZE], size_t capacity)
{
    int32_t letters[LETTERS_MAX];
    int32_t small[LETTERS_MAX];
    int count = bm_fold_decode(name, letters, LETTERS_MAX);
    for (int i = 0; i < count; i++)
        small[i] = utf8proc_tolower(letters[i]);
    short_u found;
    if (count <= 0 || !find_short_u(small, count, &found))
        return 0;
    letters[found.at] = letters[found.at] == 0x045E ? 0x043B : 'l';
    size_t made = 0;
    if (made < capacity && write_letters(letters, count, forms[made]))
        made++;
    open_a(&letters[found.at - 1]);
    if (made < capacity && write_letters(letters, count, forms[made]))
        made++;
    /* The ending keeps its vowel. */
    for (int i = found.at + 1; i + 1 < found.end; i++)
        open_a(&letters[i]);
    if (made < capacity && write_letters(letters, count, forms[made]))
        made++;
    return made;
}
