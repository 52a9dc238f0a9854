#include "base/letter.h"

#include <utf8proc.h>

static uint8_t script_of(int32_t c)
{
    if ((c >= 0x400 && c <= 0x52F) || (c >= 0x1C80 && c <= 0x1C8F) ||
        (c >= 0x2DE0 && c <= 0x2DFF) || (c >= 0xA640 && c <= 0xA69F))
        return BM_LETTER_CYRILLIC;
    if (c <= 0x24F || (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0x2C60 && c <= 0x2C7F) ||
        (c >= 0xA720 && c <= 0xA7FF) || (c >= 0xFB00 && c <= 0xFB06))
        return BM_LETTER_LATIN;
    return 0;
}

static uint8_t case_of(int32_t c)
{
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LL:
        return BM_LETTER_SMALL;
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
        return BM_LETTER_CAPITAL;
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_LM:
        return BM_LETTER_UNCASED;
    default:
        return 0;
    }
}

static uint8_t kind_by_property(int32_t c)
{
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_ND:
        return BM_LETTER_DIGIT;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return BM_LETTER_MARK;
    default:
        break;
    }
    uint8_t letter = case_of(c);
    return letter ? letter | script_of(c) : 0;
}

uint8_t bm_letter_kind(int32_t c)
{
    /* The letters of Russian, Ukrainian and Belarusian but ґ. */
    if (c >= 0x400 && c <= 0x45F)
        return BM_LETTER_CYRILLIC | (c < 0x430 ? BM_LETTER_CAPITAL : BM_LETTER_SMALL);
    if (c >= 0x80)
        return kind_by_property(c);
    if (c >= 'a' && c <= 'z')
        return BM_LETTER_SMALL | BM_LETTER_LATIN;
    if (c >= 'A' && c <= 'Z')
        return BM_LETTER_CAPITAL | BM_LETTER_LATIN;
    return c >= '0' && c <= '9' ? BM_LETTER_DIGIT : 0;
}
