#include "events/report/lexicon/letters.h"

#include <string.h>

#define EACH_BYTE(value) (UINT64_C(0x0101010101010101) * (value))

enum {
    CODE_IE = 0x85,      /* е, and ё, which is written so as often as not */
    CODE_GHE = 0xB0,     /* ґ */
    CODE_LATIN_1 = 0xC0, /* ß, and à … ÿ after it */
    LETTER_CODES = 4     /* at most */
};

/* The code of a letter of two bytes from Ѐ on; 0 when it needs more than one. */
static uint8_t fold_cyrillic(unsigned char lead, unsigned char second)
{
    unsigned letter = (lead & 1U) << 6 | (second & 0x3FU);
    unsigned code = letter < 0x10   ? letter + 0xA0
                    : letter < 0x30 ? letter + 0x70
                    : letter < 0x60 ? letter + 0x50
                                    : 0;
    return (uint8_t)(code == 0xA1 ? CODE_IE : code);
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

static void add_code(bm_folded_word *folded, uint8_t code)
{
    if (folded->count == BM_FOLDED_CODES) {
        folded->cut = true;
        return;
    }
    uint64_t *chunk = &folded->chunks[folded->count / BM_FOLDED_CHUNK];
    uint32_t place = folded->count % BM_FOLDED_CHUNK * 8;
    *chunk = (place > 0 ? *chunk : 0) | (uint64_t)code << place;
    folded->count++;
}

/* A byte of ASCII, or a letter. */
static bool add_letter(bm_folded_word *folded, const unsigned char **at, const unsigned char *end)
{
    const unsigned char *letter = *at;
    uint8_t codes[LETTER_CODES] = {0};
    uint32_t count = 1;
    if (*letter < 0x80) {
        codes[0] = (uint8_t)(*letter == '`' ? '\'' : lower_ascii(*letter));
        *at += 1;
    } else if ((*letter & 0xFE) == 0xD0 && end - letter >= 2 && (letter[1] & 0xC0) == 0x80 &&
               (codes[0] = fold_cyrillic(letter[0], letter[1])) != 0) {
        *at += 2;
    } else if (!fold_letter(at, end, codes, &count)) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++)
        add_code(folded, codes[i]);
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
    while (at < end && !folded->cut)
        if (!add_letter(folded, &at, end))
            return false;
    return true;
}
