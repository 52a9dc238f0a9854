#include "events/report/lexicon/letters.h"

#include <string.h>

#define EACH_BYTE(value) (UINT64_C(0x0101010101010101) * (value))

enum {
    CODE_GHE = 0xB0,     /* ґ */
    CODE_LATIN_1 = 0xC0, /* ß, and à … ÿ after it */
    LETTER_CODES = 4     /* at most */
};

/* Codes of the letters from U+0400 on, Ѐ … ѿ: capitals and small ones have the same, ё that of е,
 * as it is written so as often as not. 0 for those that need more than one code. */
static const uint8_t cyrillic[128] = {
    0xA0, 0x85, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA8, 0xA9, 0xAA, 0xAB, 0xAC, 0xAD, 0xAE, 0xAF,
    0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8B, 0x8C, 0x8D, 0x8E, 0x8F,
    0x90, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9A, 0x9B, 0x9C, 0x9D, 0x9E, 0x9F,
    0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8B, 0x8C, 0x8D, 0x8E, 0x8F,
    0x90, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9A, 0x9B, 0x9C, 0x9D, 0x9E, 0x9F,
    0xA0, 0x85, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA8, 0xA9, 0xAA, 0xAB, 0xAC, 0xAD, 0xAE, 0xAF,
    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,
    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,
};

static uint8_t fold_cyrillic(const unsigned char *at)
{
    bool continued = (at[1] & 0xC0) == 0x80;
    return continued ? cyrillic[(at[0] & 1U) << 6 | (at[1] & 0x3FU)] : 0;
}

/* The code point of a sequence of two to four bytes; −1 when it is not valid. */
static int32_t decode(const unsigned char **at, const unsigned char *end)
{
    unsigned char lead = **at;
    unsigned size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || (size_t)(end - *at) < size)
        return -1;
    int32_t letter = lead & (0xFF >> (size + 1));
    for (unsigned i = 1; i < size; i++) {
        if (((*at)[i] & 0xC0) != 0x80)
            return -1;
        letter = letter << 6 | ((*at)[i] & 0x3F);
    }
    *at += size;
    return letter > 0x10FFFF ? -1 : letter;
}

static bool is_apostrophe(int32_t letter)
{
    return letter == 0x2019 || letter == 0x2018 || letter == 0x02BC || letter == 0x02B9 ||
           letter == 0x2032 || letter == 0x00B4;
}

/* Capitals and small letters take turns in these. */
static bool is_pair_odd_small(int32_t letter)
{
    return (letter >= 0x100 && letter <= 0x137) || (letter >= 0x14A && letter <= 0x177) ||
           (letter >= 0x460 && letter <= 0x481) || (letter >= 0x48A && letter <= 0x4BF) ||
           (letter >= 0x4D0 && letter <= 0x52F);
}

static bool is_pair_even_small(int32_t letter)
{
    return (letter >= 0x139 && letter <= 0x148) || (letter >= 0x179 && letter <= 0x17E) ||
           (letter >= 0x4C1 && letter <= 0x4CE);
}

static int32_t lower(int32_t letter)
{
    bool latin_1 = letter >= 0xC0 && letter <= 0xDE && letter != 0xD7;
    bool greek = letter >= 0x391 && letter <= 0x3A9;
    if (latin_1 || greek)
        return letter + 0x20;
    if (is_pair_odd_small(letter))
        return letter | 1;
    return is_pair_even_small(letter) ? letter + (letter & 1) : letter;
}

/* The codes of a letter beyond ASCII; how many there are goes to `count`. */
static bool fold_letter(const unsigned char **at, const unsigned char *end,
                        uint8_t codes[LETTER_CODES], uint32_t *count)
{
    int32_t letter = lower(decode(at, end));
    *count = 1;
    if (letter < 0xA0)
        return false;
    if (letter == 0x301 || letter == 0xAD) { /* stress mark, soft hyphen */
        *count = 0;
    } else if (is_apostrophe(letter)) {
        codes[0] = '\'';
    } else if (letter == 0x491) {
        codes[0] = CODE_GHE;
    } else if (letter >= 0xDF && letter <= 0xFF) {
        codes[0] = (uint8_t)(CODE_LATIN_1 + (letter - 0xDF));
    } else {
        codes[0] = BM_FOLDED_OTHER;
        codes[1] = (uint8_t)(0x80 | letter >> 14);
        codes[2] = (uint8_t)(0x80 | (letter >> 7 & 0x7F));
        codes[3] = (uint8_t)(0x80 | (letter & 0x7F));
        *count = LETTER_CODES;
    }
    return true;
}

static uint64_t load(const unsigned char *at, size_t count)
{
    uint64_t value = 0;
    memcpy(&value, at, count);
    return value;
}

/* The next bytes, eight at most, without a look at those behind them. The first is the lowest. */
static uint64_t next_bytes(const unsigned char *at, size_t left)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (left >= 8)
        return load(at, 8);
    if (left >= 4)
        return load(at, 4) | load(at + left - 4, 4) << (left - 4) * 8;
    if (left >= 2)
        return load(at, 2) | load(at + left - 2, 2) << (left - 2) * 8;
    return *at;
#else
    uint64_t bytes = 0;
    for (size_t i = 0; i < left && i < 8; i++)
        bytes |= (uint64_t)at[i] << i * 8;
    return bytes;
#endif
}

/* Letters of ASCII and the like, but no other apostrophe than the plain one. */
static bool is_plain(uint64_t bytes)
{
    uint64_t backtick = (bytes ^ EACH_BYTE('`')) - EACH_BYTE(1);
    return ((bytes | backtick) & EACH_BYTE(0x80)) == 0;
}

static uint64_t lower_ascii(uint64_t bytes)
{
    uint64_t from_a = bytes + EACH_BYTE(0x80 - 'A');
    uint64_t beyond_z = bytes + EACH_BYTE(0x7F - 'Z');
    return bytes | ((from_a ^ beyond_z) & EACH_BYTE(0x80)) >> 2;
}

/* A word while it is put together: the chunk that is not full yet is kept apart. */
typedef struct half_folded {
    bm_folded_word *word;
    uint64_t *full; /* where the chunk goes */
    uint64_t chunk;
    unsigned place; /* of the next code in the chunk, in bits */
} half_folded;

static void add_code(half_folded *folding, uint8_t code)
{
    folding->chunk |= (uint64_t)code << folding->place;
    folding->place += 8;
    if (folding->place < 64)
        return;
    *folding->full++ = folding->chunk;
    folding->chunk = 0;
    folding->place = 0;
}

static bool is_full(const half_folded *folding)
{
    return folding->full == folding->word->chunks + BM_FOLDED_CODES / BM_FOLDED_CHUNK;
}

static bool add_other(half_folded *folding, const unsigned char **at, const unsigned char *end)
{
    uint8_t codes[LETTER_CODES] = {0};
    uint32_t count = 0;
    if (!fold_letter(at, end, codes, &count))
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (is_full(folding))
            folding->word->cut = true;
        else
            add_code(folding, codes[i]);
    return true;
}

/* What is not ASCII alone, letter by letter. */
static bool fold_letters(bm_folded_word *word, const unsigned char *at, const unsigned char *end)
{
    half_folded folding = {word, word->chunks + word->count / BM_FOLDED_CHUNK, 0, 0};
    while (at < end && !is_full(&folding)) {
        uint8_t code = 0;
        if ((*at & 0xFE) == 0xD0 && end - at >= 2 && (code = fold_cyrillic(at)) != 0) {
            add_code(&folding, code);
            at += 2;
        } else if (*at < 0x80) {
            add_code(&folding, (uint8_t)(*at == '`' ? '\'' : lower_ascii(*at)));
            at++;
        } else if (!add_other(&folding, &at, end)) {
            return false;
        }
    }
    word->cut = word->cut || at < end;
    word->count = (uint32_t)(folding.full - word->chunks) * BM_FOLDED_CHUNK + folding.place / 8;
    if (folding.place > 0)
        *folding.full = folding.chunk;
    return true;
}

bool bm_fold_word(const char *word, size_t length, bm_folded_word *folded)
{
    const unsigned char *at = (const unsigned char *)word;
    const unsigned char *end = at + length;
    folded->count = 0;
    folded->cut = false;
    for (size_t i = 0; at < end && i < BM_FOLDED_CODES / BM_FOLDED_CHUNK; i++) {
        size_t left = (size_t)(end - at);
        uint64_t bytes = next_bytes(at, left);
        if (!is_plain(bytes))
            break;
        folded->chunks[i] = lower_ascii(bytes);
        folded->count += left < BM_FOLDED_CHUNK ? (uint32_t)left : BM_FOLDED_CHUNK;
        at += left < BM_FOLDED_CHUNK ? left : BM_FOLDED_CHUNK;
    }
    return at == end || fold_letters(folded, at, end);
}
