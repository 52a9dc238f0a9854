/** @file letter.h
 *  What kind of character a code point is, whatever the locale. Pure; thread-safe.
 */
#ifndef BM_BASE_LETTER_H
#define BM_BASE_LETTER_H

#include <stdint.h>

/** Flags of a code point; 0 for what is no part of a word. */
enum {
    BM_LETTER_SMALL = 1 << 0,
    BM_LETTER_CAPITAL = 1 << 1, /**< title case ("ǅ") too */
    BM_LETTER_UNCASED = 1 << 2, /**< of a script without letter case, or a modifier */
    BM_LETTER_DIGIT = 1 << 3,   /**< a decimal digit of any script */
    BM_LETTER_MARK = 1 << 4,    /**< combines with the letter before */
    BM_LETTER_LATIN = 1 << 5,
    BM_LETTER_CYRILLIC = 1 << 6,
    BM_LETTER_ANY = BM_LETTER_SMALL | BM_LETTER_CAPITAL | BM_LETTER_UNCASED
};

/** Kind of a code point; 0 for a negative one. */
uint8_t bm_letter_kind(int32_t code_point);

#endif
