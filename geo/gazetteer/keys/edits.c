#include "geo/gazetteer/keys/edits.h"

#include <limits.h>

/* What an alignment costs: edits first, then what makes one likelier than another. */
enum { FIRST_LETTER = 1, CONSONANT = 2, VOWEL = 4, BLANK = 8, LETTERS = 15, EDIT = 16 };
enum { IMPOSSIBLE = INT_MAX };

typedef struct text {
    const char *at;
    const char *begin;
    const char *end;
} text;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Of the letter at this offset, which exists. */
static int nature(const text *in, size_t offset)
{
    const char *at = in->at + offset;
    int start = at == in->begin || at[-1] == ' ' ? FIRST_LETTER : 0;
    switch (*at) {
    case ' ':
        return BLANK;
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
        return VOWEL | start;
    default:
        return CONSONANT | start;
    }
}

static size_t left(const text *in)
{
    return (size_t)(in->end - in->at);
}

/* Likelier alignments have the smaller rank. */
static int rank(int cost)
{
    bool mixed = (cost & CONSONANT) || ((cost & VOWEL) && (cost & BLANK));
    return (cost / EDIT) * 4 + mixed * 2 + (cost & FIRST_LETTER);
}

static int better(int one, int other)
{
    if (one == IMPOSSIBLE || other == IMPOSSIBLE)
        return one == IMPOSSIBLE ? other : one;
    return rank(other) < rank(one) ? other : one;
}

static int align(text one, text other, int cost, unsigned rest);

static int step(text one, text other, size_t skip_one, size_t skip_other, int cost, int letters,
                unsigned rest)
{
    one.at += skip_one;
    other.at += skip_other;
    return align(one, other, (cost | letters) + EDIT, rest - 1);
}

/* Where the first letters are the same they belong together; `rest` edits may still be made. */
static int align(text one, text other, int cost, unsigned rest)
{
    while (left(&one) && left(&other) && *one.at == *other.at) {
        one.at++;
        other.at++;
    }
    size_t one_left = left(&one);
    size_t other_left = left(&other);
    if (one_left == 0 && other_left == 0)
        return cost;
    if (rest == 0 || one_left > other_left + rest || other_left > one_left + rest)
        return IMPOSSIBLE;
    int best = IMPOSSIBLE;
    bool may_edit_one = one_left && !is_digit(*one.at);
    bool may_edit_other = other_left && !is_digit(*other.at);
    int nature_one = may_edit_one ? nature(&one, 0) : 0;
    int nature_other = may_edit_other ? nature(&other, 0) : 0;
    if (may_edit_one && may_edit_other) {
        best = step(one, other, 1, 1, cost, nature_one | nature_other, rest);
        if (one_left > 1 && other_left > 1 && one.at[0] == other.at[1] && one.at[1] == other.at[0])
            best = better(best, step(one, other, 2, 2, cost, nature_one | nature_other, rest));
    }
    if (may_edit_one)
        best = better(best, step(one, other, 1, 0, cost, nature_one, rest));
    if (may_edit_other)
        best = better(best, step(one, other, 0, 1, cost, nature_other, rest));
    return best;
}

bool bm_edits_between(const char *one, size_t one_length, const char *other, size_t other_length,
                      unsigned max, bm_edits *edits)
{
    int cost = align((text){one, one, one + one_length}, (text){other, other, other + other_length},
                     0, max < 2 ? max : 2);
    if (cost == IMPOSSIBLE)
        return false;
    int letters = cost & LETTERS & ~FIRST_LETTER;
    edits->count = (unsigned)(cost / EDIT);
    edits->at_first_letter = cost & FIRST_LETTER;
    edits->vowels_only = letters == VOWEL;
    edits->blanks_only = letters == BLANK;
    return true;
}
