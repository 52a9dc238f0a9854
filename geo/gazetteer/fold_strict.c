/* The strict key, in three steps: letters of any script become ASCII symbols; runs of Latin letters
 * that stand for one sound become one symbol, left to right, the longest first, with alternatives
 * where Latin does not say which letter was meant; vowels and doubles are levelled.
 *
 * Symbols that are not their own letter: J ж, X х, C ц, H ч, S ш, Q щ, and YO for ё. */
#include <bordermap/gazetteer.h>

#include "geo/gazetteer/fold.h"

#include <string.h>
#include <utf8proc.h>

enum { YO = '\1', DROP = '\2', SYMBOLS_MAX = BM_FOLD_KEY_SIZE - 1 };

/* Lower-case Cyrillic from U+0430, ASCII symbol or DROP; 0 where there is no letter of ours. */
static const char cyrillic[0x62] = {
    'a',          'b',          'v',  'g', 'd',  'e', 'J', 'z',
    'i',          'i',          'k',  'l', 'm',  'n', 'o', 'p', /* а…п */
    'r',          's',          't',  'u', 'f',  'X', 'C', 'H',
    'S',          'Q',          DROP, 'i', DROP, 'e', 'u', 'a', /* р…я */
    [0x21] = YO,                                                /* ё */
    [0x24] = 'e',                                               /* є */
    [0x26] = 'i', [0x27] = 'i',                                 /* і ї */
    [0x2E] = 'v',                                               /* ў */
    [0x61] = 'g',                                               /* ґ */
};

/* Lower-case Latin letters whose mark changes the sound; others just lose their marks. */
static char marked_latin(int32_t letter)
{
    switch (letter) {
    case 0x010D: /* č */
    case 0x00E7: /* ç */
        return 'H';
    case 0x0161: /* š */
        return 'S';
    case 0x017E: /* ž */
    case 0x017C: /* ż */
        return 'J';
    case 0x015D: /* ŝ */
        return 'Q';
    case 0x0107: /* ć */
        return 'C';
    case 0x0125: /* ĥ */
        return 'X';
    case 0x016D: /* ŭ */
        return 'v';
    case 0x00EB: /* ë */
        return YO;
    case 0x0142: /* ł */
        return 'l';
    case 0x00DF: /* ß */
        return 's';
    case 0x00E6: /* æ */
        return 'e';
    case 0x00F8: /* ø */
        return 'o';
    case 0x0111: /* đ */
        return 'd';
    case 0x0131: /* ı */
        return 'i';
    default:
        return 0;
    }
}

static bool is_symbol(int32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

/* Letters that no table has: their compatibility decomposition without the marks; what is still not
 * a letter of the alphabet separates words. */
static int fold_rare(int32_t letter, char *out, int room)
{
    utf8proc_int32_t parts[32];
    int last_class = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char(
        letter, parts, 32, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &last_class);
    int used = 0;
    for (utf8proc_ssize_t i = 0; i < count && i < 32 && used < room; i++) {
        int32_t part = utf8proc_tolower(parts[i]);
        if (part >= 0x0430 && part < 0x0430 + (int32_t)sizeof cyrillic && cyrillic[part - 0x0430])
            part = cyrillic[part - 0x0430];
        if (part == DROP || utf8proc_get_property(part)->combining_class != 0)
            continue;
        out[used++] = (char)(is_symbol(part) || part == YO ? part : ' ');
    }
    return used;
}

/* Step one. Words are separated by one or more blanks. Returns the length, −1 when it is too long.
 */
static int to_symbols(const int32_t *letters, int count, char *symbols)
{
    int used = 0;
    for (int i = 0; i < count; i++) {
        int32_t letter = letters[i];
        if (used >= SYMBOLS_MAX)
            return -1;
        if (letter < 0x80) {
            if (letter >= 'A' && letter <= 'Z')
                letter += 'a' - 'A';
            if (is_symbol(letter))
                symbols[used++] = (char)letter;
            else if (!bm_fold_is_apostrophe(letter))
                symbols[used++] = ' ';
            continue;
        }
        if (letter >= 0x0410 && letter <= 0x042F)
            letter += 0x20;
        else if (letter >= 0x0400 && letter <= 0x040F)
            letter += 0x50;
        else if (letter < 0x0430 || letter > 0x045F)
            letter = utf8proc_tolower(letter);
        char symbol = letter >= 0x0430 && letter < 0x0430 + (int32_t)sizeof cyrillic
                          ? cyrillic[letter - 0x0430]
                          : marked_latin(letter);
        if (symbol == DROP || bm_fold_is_apostrophe(letter))
            continue;
        if (symbol)
            symbols[used++] = symbol;
        else
            used += fold_rare(letter, symbols + used, SYMBOLS_MAX - used);
    }
    symbols[used] = '\0';
    return used;
}

typedef struct rule {
    char latin[8];
    char choices[3][4]; /* "" after the last */
} rule;

/* By first letter, longest first. */
static const rule rules[] = {
    {"ch", {"H", "X"}},
    {"ck", {"Ck"}},
    {"cz", {"H", "C"}},
    {"c", {"C"}},
    {"h", {"g"}},
    {"jo", {"o", "e"}},
    {"kh", {"X"}},
    {"oe", {"oe", "u"}},
    {"ph", {"f"}},
    {"q", {"k"}},
    {"schtsch", {"Q"}},
    {"sjtsj", {"Q"}},
    {"szcz", {"Q"}},
    {"shch", {"Q"}},
    {"stch", {"Q"}},
    {"shh", {"Sg", "Q"}},
    {"sch", {"S", "Q", "sX"}},
    {"sh", {"S"}},
    {"sz", {"S"}},
    {"sj", {"S", "s"}},
    {"tsch", {"H"}},
    {"tch", {"H"}},
    {"tsj", {"H"}},
    {"tsh", {"H"}},
    {"th", {"t"}},
    {"ts", {"C"}},
    {"tz", {"C"}},
    {"w", {"v"}},
    {"x", {"ks", "X"}},
    {"yo", {"o", "e"}},
    {"zgh", {"zg"}},
    {"zh", {"J"}},
    {"zj", {"J", "z"}},
};
enum { RULE_COUNT = sizeof rules / sizeof rules[0] };

/* Where the rules of each letter begin in `rules`; those of a letter end where the next letter's
 * do. */
static const unsigned char first_rule[27] = {
    ['a' - 'a'] = 0,  ['b' - 'a'] = 0,   ['c' - 'a'] = 0,  ['d' - 'a'] = 4,  ['e' - 'a'] = 4,
    ['f' - 'a'] = 4,  ['g' - 'a'] = 4,   ['h' - 'a'] = 4,  ['i' - 'a'] = 5,  ['j' - 'a'] = 5,
    ['k' - 'a'] = 6,  ['l' - 'a'] = 7,   ['m' - 'a'] = 7,  ['n' - 'a'] = 7,  ['o' - 'a'] = 7,
    ['p' - 'a'] = 8,  ['q' - 'a'] = 9,   ['r' - 'a'] = 10, ['s' - 'a'] = 10, ['t' - 'a'] = 20,
    ['u' - 'a'] = 27, ['v' - 'a'] = 27,  ['w' - 'a'] = 27, ['x' - 'a'] = 28, ['y' - 'a'] = 29,
    ['z' - 'a'] = 30, [26] = RULE_COUNT,
};
_Static_assert(RULE_COUNT == 33, "first_rule[] counts the rules of each letter");

static const rule yo_rule = {"", {"o", "e"}};

static const rule *find_rule(const char *at)
{
    if (*at == YO)
        return &yo_rule;
    if (*at < 'a' || *at > 'z')
        return NULL;
    int letter = *at - 'a';
    for (int i = first_rule[letter]; i < first_rule[letter + 1]; i++) {
        const char *latin = rules[i].latin;
        size_t same = 1;
        while (latin[same] && latin[same] == at[same])
            same++;
        if (!latin[same])
            return &rules[i];
    }
    return NULL;
}

static bool is_i(char c)
{
    return c == 'i' || c == 'y' || c == 'j';
}

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'o' || c == 'u' || is_i(c);
}

/* Step three, in place: шч is щ; runs of i, y, j are one i, and none before another vowel; a u
 * after a, o or e that closes the syllable is the Belarusian short one; doubles are single. */
static size_t level(char *text)
{
    char *out = text;
    char last = '\0';
    for (const char *in = text; *in; in++) {
        char c = *in;
        if (c == 'S' && in[1] == 'H') {
            c = 'Q';
            in++;
        } else if (is_i(c)) {
            while (is_i(in[1]))
                in++;
            if (is_vowel(in[1]))
                continue;
            c = 'i';
        } else if (c == 'u' && (last == 'a' || last == 'o' || last == 'e') && !is_vowel(in[1]) &&
                   !(in[1] >= '0' && in[1] <= '9')) {
            c = 'v';
        }
        if (c != last)
            *out++ = c;
        last = c;
    }
    *out = '\0';
    return (size_t)(out - text);
}

/* The readings of one word, each levelled, none twice; they stand one after the other in the pool.
 */
typedef struct word {
    const char *keys[BM_FOLD_KEYS_MAX];
    size_t count;
} word;

/* Bytes of the pool that a word of `length` symbols may need: no rule writes more than two symbols
 * for one. */
enum { WORDS_MAX = SYMBOLS_MAX / 2 + 1, POOL_SIZE = BM_FOLD_KEYS_MAX * 4 * (SYMBOLS_MAX + 1) };

/* Step two for the word at `at`, which ends at a blank or the terminator. */
static const char *read_word(const char *at, word *result, char **pool)
{
    const rule *ambiguous[SYMBOLS_MAX];
    size_t ambiguous_at[SYMBOLS_MAX];
    size_t ambiguous_count = 0;
    char pattern[2 * SYMBOLS_MAX + 2];
    size_t length = 0;
    while (*at && *at != ' ') {
        const rule *found = find_rule(at);
        if (!found) {
            pattern[length++] = *at++;
            continue;
        }
        size_t size = *at == YO ? 1 : strlen(found->latin);
        if (found->choices[1][0]) {
            ambiguous_at[ambiguous_count] = length;
            ambiguous[ambiguous_count++] = found;
        } else {
            for (const char *c = found->choices[0]; *c; c++)
                pattern[length++] = *c;
        }
        at += size;
    }
    if (ambiguous_count == 0) {
        memcpy(*pool, pattern, length);
        (*pool)[length] = '\0';
        result->keys[0] = *pool;
        result->count = 1;
        *pool += level(*pool) + 1;
        return at;
    }
    /* Readings are counted like a number whose last digit is the last ambiguous run; the first four
     * never reach beyond the last two digits. */
    result->count = 0;
    for (size_t reading = 0; reading < BM_FOLD_KEYS_MAX; reading++) {
        size_t rest = reading;
        const char *chosen[SYMBOLS_MAX];
        for (size_t i = ambiguous_count; i-- > 0;) {
            size_t choices = ambiguous[i]->choices[2][0] ? 3 : 2;
            chosen[i] = ambiguous[i]->choices[rest % choices];
            rest /= choices;
        }
        if (rest > 0)
            break;
        char *key = *pool;
        size_t used = 0;
        size_t from = 0;
        for (size_t i = 0; i < ambiguous_count; i++) {
            for (; from < ambiguous_at[i]; from++)
                key[used++] = pattern[from];
            for (const char *c = chosen[i]; *c; c++)
                key[used++] = *c;
        }
        for (; from < length; from++)
            key[used++] = pattern[from];
        key[used] = '\0';
        used = level(key);
        bool known = false;
        for (size_t i = 0; i < result->count && !known; i++)
            known = strcmp(result->keys[i], key) == 0;
        if (known)
            continue;
        result->keys[result->count++] = key;
        *pool += used + 1;
    }
    return at;
}

/* Append the `reading`-th combination of the words' keys; false when it does not fit. */
static bool join(const word *words, size_t word_count, size_t reading, char *key)
{
    size_t digits[WORDS_MAX];
    for (size_t i = word_count; i-- > 0;) {
        digits[i] = reading % words[i].count;
        reading /= words[i].count;
    }
    size_t used = 0;
    for (size_t i = 0; i < word_count; i++) {
        const char *text = words[i].keys[digits[i]];
        size_t length = strlen(text);
        if (length == 0)
            continue;
        if (used + length + 2 > BM_FOLD_KEY_SIZE)
            return false;
        if (used)
            key[used++] = ' ';
        memcpy(key + used, text, length);
        used += length;
    }
    key[used] = '\0';
    return used > 0;
}

size_t bm_fold_strict(const char *name, char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE])
{
    int32_t letters[BM_FOLD_KEY_SIZE];
    char symbols[SYMBOLS_MAX + 1];
    int count = bm_fold_decode(name, letters, BM_FOLD_KEY_SIZE);
    if (count <= 0 || to_symbols(letters, count, symbols) < 0)
        return 0;
    char pool_bytes[POOL_SIZE];
    char *pool = pool_bytes;
    word words[WORDS_MAX];
    size_t word_count = 0;
    size_t total = 1;
    const char *at = symbols;
    for (;;) {
        while (*at == ' ')
            at++;
        if (!*at)
            break;
        at = read_word(at, &words[word_count], &pool);
        if (total < BM_FOLD_KEYS_MAX)
            total *= words[word_count].count;
        word_count++;
    }
    size_t key_count = 0;
    for (size_t reading = 0; reading < total && reading < BM_FOLD_KEYS_MAX; reading++) {
        if (!join(words, word_count, reading, keys[key_count]))
            continue;
        bool known = false;
        for (size_t i = 0; i < key_count && !known; i++)
            known = strcmp(keys[i], keys[key_count]) == 0;
        key_count += !known;
    }
    return key_count;
}
