/* The strict key, in three steps: letters of any script become ASCII symbols; runs of Latin letters
 * that stand for one sound become one symbol, left to right, the longest first, with alternatives
 * where Latin does not say which letter was meant; vowels and doubles are levelled.
 *
 * Symbols that are not their own letter: J ж, X х, C ц, H ч, S ш, Q щ, and YO for ё. */
#include <bordermap/gazetteer.h>

#include "geo/gazetteer/keys/fold.h"

#include <string.h>
#include <utf8proc.h>

enum { YO = '\1', DROP = '\2', BREAK = '\3', SYMBOLS_MAX = BM_FOLD_KEY_SIZE - 1 };

/* What a name must have for a rule to hold: letters that only one system has, or the word's end. */
enum { ANY = 0, ISO_9 = 1, GERMAN = 2, FINAL = 4 };

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

/* Letters that few systems but ISO 9 have; there h is х. */
static bool is_iso_9(int32_t letter)
{
    return letter == 0x00E2 || letter == 0x00EA || letter == 0x00FB || letter == 0x00EC ||
           letter == 0x015D; /* â ê û ì ŝ */
}

/* Letters that make one sound in Latin, and two in Cyrillic: оу is not the French ou. */
static bool is_latin_only(char symbol, char next)
{
    return (symbol == 'o' && (next == 'e' || next == 'u')) || (symbol == 'g' && next == 'u') ||
           (symbol == 'z' && next == 'k');
}

/* Step one. Words are separated by one or more blanks. Returns the length, −1 when it is too long.
 */
static int to_symbols(const int32_t *letters, int count, char *symbols, int *signs)
{
    int used = 0;
    for (int i = 0; i < count; i++) {
        int32_t letter = letters[i];
        if (used + 1 >= SYMBOLS_MAX) /* a letter may take two */
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
        if (letter < 0x0400 && is_iso_9(letter))
            *signs |= ISO_9;
        if (letter == 0x00B7 && used > 0)
            symbols[used++] = BREAK;
        if (symbol == DROP || bm_fold_is_apostrophe(letter))
            continue;
        if (letter >= 0x0400 && used > 0 && is_latin_only(symbols[used - 1], symbol))
            symbols[used++] = BREAK;
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
    int needs;
} rule;

/* By first letter, longest first; of two of one length the first whose needs are met. */
static const rule rules[] = {
    {"chtch", {"Q"}, ANY}, /* French */
    {"ch", {"H", "X"}, ANY},
    {"ck", {"Ck"}, ANY},
    {"cz", {"H", "C"}, ANY},
    {"c", {"C"}, ANY},
    {"gue", {"ge", "gue"}, ANY}, /* French */
    {"gui", {"gi", "gui"}, ANY},
    {"h", {"X", "g"}, ISO_9},
    {"h", {"g"}, ANY},
    {"joe", {"u", "oe"}, ANY}, /* Dutch */
    {"jo", {"o", "e"}, ANY},
    {"kh", {"X"}, ANY},
    {"oe", {"oe", "u"}, ANY}, /* Dutch */
    {"ou", {"ou", "u"}, ANY}, /* French */
    {"ph", {"f"}, ANY},
    {"q", {"k"}, ANY},
    {"schtsch", {"Q"}, ANY},
    {"sjtsj", {"Q"}, ANY},
    {"szcz", {"Q"}, ANY},
    {"shch", {"Q"}, ANY},
    {"stch", {"Q"}, ANY},
    {"shh", {"Sg", "Q"}, ANY},
    {"sch", {"S", "J", "Q"}, GERMAN},
    {"sch", {"S", "Q", "sX"}, ANY},
    {"sh", {"S"}, ANY},
    {"sz", {"S"}, ANY},
    {"sj", {"S", "s"}, ANY},
    {"tsch", {"H"}, ANY},
    {"tch", {"H", "tH"}, ANY},
    {"tsj", {"H", "Ci"}, ANY},
    {"tsh", {"H"}, ANY},
    {"th", {"t"}, ANY},
    {"ts", {"C"}, ANY},
    {"tz", {"C"}, ANY},
    {"w", {"v"}, ANY},
    {"x", {"ks", "X"}, ANY},
    {"yo", {"o", "e"}, ANY},
    {"zgh", {"zg"}, ANY},
    {"zh", {"J"}, ANY},
    {"zj", {"J", "z"}, ANY},
    {"zk", {"Ck", "zk"}, FINAL}, /* German Luzk; зк ends no word that is common */
    {"z", {"C", "z"}, GERMAN},
};
enum { RULE_COUNT = sizeof rules / sizeof rules[0] };

/* Where the rules of each letter begin in `rules`; those of a letter end where the next letter's
 * do. */
static const unsigned char first_rule[27] = {
    ['a' - 'a'] = 0,  ['b' - 'a'] = 0,   ['c' - 'a'] = 0,  ['d' - 'a'] = 5,  ['e' - 'a'] = 5,
    ['f' - 'a'] = 5,  ['g' - 'a'] = 5,   ['h' - 'a'] = 7,  ['i' - 'a'] = 9,  ['j' - 'a'] = 9,
    ['k' - 'a'] = 11, ['l' - 'a'] = 12,  ['m' - 'a'] = 12, ['n' - 'a'] = 12, ['o' - 'a'] = 12,
    ['p' - 'a'] = 14, ['q' - 'a'] = 15,  ['r' - 'a'] = 16, ['s' - 'a'] = 16, ['t' - 'a'] = 27,
    ['u' - 'a'] = 34, ['v' - 'a'] = 34,  ['w' - 'a'] = 34, ['x' - 'a'] = 35, ['y' - 'a'] = 36,
    ['z' - 'a'] = 37, [26] = RULE_COUNT,
};
_Static_assert(RULE_COUNT == 42, "first_rule[] counts the rules of each letter");

static const rule yo_rule = {"", {"o", "e"}, ANY};

/* The rule for what stands at `at`, in a name with these signs of a system. */
static const rule *find_rule(const char *at, int signs)
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
        if (latin[same])
            continue;
        bool ends = !at[same] || at[same] == ' ';
        if ((rules[i].needs & ~(signs | (ends ? FINAL : 0))) == 0)
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
 * after a, o or e that closes the syllable is the Belarusian short one; doubles are single, and so
 * are blanks, with none at the ends. */
static size_t level(char *text)
{
    char *out = text;
    char last = ' ';
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
    if (out > text && out[-1] == ' ')
        out--;
    *out = '\0';
    return (size_t)(out - text);
}

/* A name after step two: the symbols, and where a reading must be chosen. A rule that stands in
 * several places is read in the same way in all of them, as one person writes in one system. */
typedef struct reading {
    char pattern[2 * SYMBOLS_MAX + 2];
    size_t length;
    const rule *choices[SYMBOLS_MAX]; /* each rule once */
    size_t choice_count;
    unsigned char which[SYMBOLS_MAX]; /* of `choices`, a place */
    size_t at[SYMBOLS_MAX];           /* in the pattern, a place */
    size_t place_count;
} reading;

static void note_choice(reading *name, const rule *found)
{
    size_t which = 0;
    while (which < name->choice_count && name->choices[which] != found)
        which++;
    if (which == name->choice_count)
        name->choices[name->choice_count++] = found;
    name->which[name->place_count] = (unsigned char)which;
    name->at[name->place_count++] = name->length;
}

/* Step two. */
static void read_symbols(const char *at, int signs, reading *name)
{
    name->length = name->choice_count = name->place_count = 0;
    while (*at) {
        if (*at == BREAK) {
            at++;
            continue;
        }
        const rule *found = find_rule(at, signs);
        if (!found) {
            name->pattern[name->length++] = *at++;
            continue;
        }
        if (found->choices[1][0]) {
            note_choice(name, found);
        } else {
            for (const char *c = found->choices[0]; *c; c++)
                name->pattern[name->length++] = *c;
        }
        at += *at == YO ? 1 : strlen(found->latin);
    }
}

/* The `number`-th reading, counted like a number whose last digit is the last choice. False when
 * there are not so many, or it is too long. */
static bool write_reading(const reading *name, size_t number, char key[BM_FOLD_KEY_SIZE])
{
    const char *chosen[SYMBOLS_MAX];
    for (size_t i = name->choice_count; i-- > 0;) {
        size_t count = name->choices[i]->choices[2][0] ? 3 : 2;
        chosen[i] = name->choices[i]->choices[number % count];
        number /= count;
    }
    if (number > 0)
        return false;
    char text[5 * SYMBOLS_MAX];
    size_t used = 0;
    size_t from = 0;
    for (size_t i = 0; i < name->place_count; i++) {
        memcpy(text + used, name->pattern + from, name->at[i] - from);
        used += name->at[i] - from;
        from = name->at[i];
        for (const char *c = chosen[name->which[i]]; *c; c++)
            text[used++] = *c;
    }
    memcpy(text + used, name->pattern + from, name->length - from);
    used += name->length - from;
    text[used] = '\0';
    used = level(text);
    if (used >= BM_FOLD_KEY_SIZE)
        return false;
    memcpy(key, text, used + 1);
    return used > 0;
}

size_t bm_fold_strict(const char *name, char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE])
{
    int32_t letters[BM_FOLD_KEY_SIZE];
    char symbols[SYMBOLS_MAX + 1];
    int signs = ANY;
    int count = bm_fold_decode(name, letters, BM_FOLD_KEY_SIZE);
    if (count <= 0 || to_symbols(letters, count, symbols, &signs) < 0)
        return 0;
    if (strstr(symbols, "tsch"))
        signs |= GERMAN;
    reading read;
    read_symbols(symbols, signs, &read);
    if (read.choice_count == 0) {
        read.pattern[read.length] = '\0';
        size_t length = level(read.pattern);
        if (length == 0 || length >= BM_FOLD_KEY_SIZE)
            return 0;
        memcpy(keys[0], read.pattern, length + 1);
        return 1;
    }
    size_t key_count = 0;
    for (size_t number = 0; number < BM_FOLD_KEYS_MAX; number++) {
        if (!write_reading(&read, number, keys[key_count]))
            break;
        bool known = false;
        for (size_t i = 0; i < key_count && !known; i++)
            known = strcmp(keys[i], keys[key_count]) == 0;
        key_count += !known;
    }
    return key_count;
}
