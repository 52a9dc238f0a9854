/** @file letters.h
 *  Letters as the lexicon compares them: no case, one apostrophe, ё as е. One code (a byte) a
 *  letter for the alphabets of the four languages, three for others. Pure; thread-safe.
 */
#ifndef BM_EVENTS_REPORT_LEXICON_LETTERS_H
#define BM_EVENTS_REPORT_LEXICON_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Codes of one letter at most. */
#define BM_LETTER_CODES 3

/** The codes of the letter at `*at`, which is advanced past it; 0 codes for a stress mark or a soft
 *  hyphen. False for invalid UTF-8 and control characters. */
bool bm_letter_next(const unsigned char **at, const unsigned char *end,
                    uint8_t codes[BM_LETTER_CODES], size_t *count);

/** The code of an ASCII letter. */
static inline uint8_t bm_letter_of_ascii(unsigned char byte)
{
    return (uint8_t)((unsigned)(byte - 'A') < 26U ? byte | 0x20 : byte == '`' ? '\'' : byte);
}

/** The code of a Cyrillic letter of two bytes; 0 when it needs more than one. */
static inline uint8_t bm_letter_of_cyrillic(unsigned char lead, unsigned char second)
{
    unsigned letter = ((lead & 1U) << 6) | (second & 0x3FU);
    unsigned code = letter < 0x10   ? letter + 0xA0
                    : letter < 0x30 ? letter + 0x70
                    : letter < 0x60 ? letter + 0x50
                                    : 0;
    /* ё is written as е as often as not. */
    return (uint8_t)(code == 0xA1 ? 0x85 : code);
}

#endif
