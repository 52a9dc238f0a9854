#include "events/report/lexicon/letters.h"

enum {
    CODE_GHE = 0xB0,     /* ґ */
    CODE_LATIN_1 = 0xC0, /* ß, and à … ÿ after it */
    CODE_OTHER = 0xE1    /* first of three */
};

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

static int32_t lower(int32_t letter)
{
    if (letter >= 0xC0 && letter <= 0xDE && letter != 0xD7)
        return letter + 0x20;
    if ((letter >= 0x100 && letter <= 0x137) || (letter >= 0x14A && letter <= 0x177) ||
        (letter >= 0x460 && letter <= 0x481) || (letter >= 0x48A && letter <= 0x4BF) ||
        (letter >= 0x4D0 && letter <= 0x52F))
        return letter | 1;
    if ((letter >= 0x139 && letter <= 0x148) || (letter >= 0x179 && letter <= 0x17E) ||
        (letter >= 0x4C1 && letter <= 0x4CE))
        return letter + (letter & 1);
    if (letter >= 0x391 && letter <= 0x3A9)
        return letter + 0x20;
    return letter;
}

bool bm_letter_next(const unsigned char **at, const unsigned char *end,
                    uint8_t codes[BM_LETTER_CODES], size_t *count)
{
    unsigned char lead = **at;
    *count = 1;
    if (lead < 0x80) {
        (*at)++;
        codes[0] = bm_letter_of_ascii(lead);
        return lead >= 0x20 && lead != 0x7F;
    }
    int32_t letter = decode(at, end);
    if (letter < 0xA0)
        return false;
    if (letter >= 0x400 && letter < 0x460) {
        codes[0] =
            bm_letter_of_cyrillic((unsigned char)(letter >> 6 & 1), (unsigned char)(letter & 0x3F));
        return true;
    }
    letter = lower(letter);
    if (letter == 0x301 || letter == 0xAD)
        *count = 0;
    else if (is_apostrophe(letter))
        codes[0] = '\'';
    else if (letter == 0x491)
        codes[0] = CODE_GHE;
    else if (letter >= 0xDF && letter <= 0xFF)
        codes[0] = (uint8_t)(CODE_LATIN_1 + (letter - 0xDF));
    else {
        codes[0] = (uint8_t)(CODE_OTHER + (letter >> 16));
        codes[1] = (uint8_t)(letter >> 8);
        codes[2] = (uint8_t)letter;
        *count = BM_LETTER_CODES;
    }
    return true;
}
