/* Where a word ends, and what its letters look like. */
#include "events/report/text/scan.h"

#include "base/utf8.h"
#include "events/report/text/words.h"

#define S (BM_LETTER_SMALL | BM_LETTER_LATIN)
#define C (BM_LETTER_CAPITAL | BM_LETTER_LATIN)
#define D BM_LETTER_DIGIT
static const uint8_t ascii_kinds[128] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* controls */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* controls */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* blank … / */
    D, D, D, D, D, D, D, D, D, D, 0, 0, 0, 0, 0, 0, /* 0 … ? */
    0, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, /* @ … O */
    C, C, C, C, C, C, C, C, C, C, C, 0, 0, 0, 0, 0, /* P … _ */
    0, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, /* ` … o */
    S, S, S, S, S, S, S, S, S, S, S, 0, 0, 0, 0, 0, /* p … DEL */
};
#undef S
#undef C
#undef D

bm_scan_character bm_scan_character_at(const char *text, uint32_t at, uint32_t end)
{
    if (at >= end)
        return (bm_scan_character){0};
    unsigned char byte = (unsigned char)text[at];
    if (byte < 0x80)
        return (bm_scan_character){byte, ascii_kinds[byte], 1};
    bm_scan_character character;
    character.size = (uint8_t)bm_utf8_decode(text + at, end - at, &character.code_point);
    character.kind = character.code_point < 0 || bm_scan_is_apostrophe(character.code_point)
                         ? 0
                         : bm_letter_kind(character.code_point);
    return character;
}

bool bm_scan_is_apostrophe(int32_t c)
{
    return c == '\'' || c == '`' || c == 0xB4 || c == 0x2BC || c == 0x2B9 || c == 0x2018 ||
           c == 0x2019 || c == 0x201B || c == 0x2032 || c == 0xFF07;
}

bool bm_scan_is_invisible(int32_t c)
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF;
}

/* What has been seen of a word. */
typedef struct scan {
    const char *text;
    uint32_t start;
    uint32_t at;
    uint32_t end;
    uint32_t letters;
    uint32_t capitals;
    uint8_t kinds; /* of all characters */
    uint8_t first; /* kind of the first letter */
    uint8_t last;  /* kind of the last letter or digit */
    bool inner;    /* a capital after a small letter */
} scan;

static void take(scan *word, bm_scan_character character)
{
    uint8_t kind = character.kind;
    word->at += character.size;
    word->kinds |= kind;
    if (kind & BM_LETTER_MARK)
        return;
    if (kind & BM_LETTER_ANY) {
        word->letters++;
        if (!word->first)
            word->first = kind;
    }
    if (kind & BM_LETTER_CAPITAL) {
        word->capitals++;
        word->inner |= (word->last & BM_LETTER_SMALL) != 0;
    }
    word->last = kind;
}

static uint32_t word_limit(const scan *word)
{
    return word->end - word->start > BM_SCAN_WORD_MAX ? word->start + BM_SCAN_WORD_MAX : word->end;
}

static void note_small(scan *word, uint32_t letters, uint8_t kind)
{
    if (letters == 0)
        return;
    word->letters += letters;
    word->kinds |= kind;
    word->last = kind;
    if (!word->first)
        word->first = kind;
}

/* Most words are small letters after the first. */
static void take_small(scan *word)
{
    uint32_t from = word->at;
    uint32_t limit = word_limit(word);
    while (word->at < limit && (unsigned char)(word->text[word->at] - 'a') <= 'z' - 'a')
        word->at++;
    note_small(word, word->at - from, BM_LETTER_SMALL | BM_LETTER_LATIN);
}

/* Those of Cyrillic words are а … џ, from U+0430 to U+045F. */
static void take_small_cyrillic(scan *word)
{
    uint32_t from = word->at;
    uint32_t limit = word_limit(word);
    while (limit - word->at >= 2) {
        unsigned char lead = (unsigned char)word->text[word->at];
        unsigned char trail = (unsigned char)word->text[word->at + 1];
        if (!(lead == 0xD0 && trail >= 0xB0 && trail <= 0xBF) &&
            !(lead == 0xD1 && trail >= 0x80 && trail <= 0x9F))
            break;
        word->at += 2;
    }
    note_small(word, (word->at - from) / 2, BM_LETTER_SMALL | BM_LETTER_CYRILLIC);
}

static bm_scan_character peek(const scan *word, uint32_t ahead)
{
    return bm_scan_character_at(word->text, word->at + ahead, word->end);
}

static uint32_t count_digits(const scan *word, uint32_t ahead)
{
    uint32_t count = 0;
    while (count < 5 && (peek(word, ahead + count).kind & BM_LETTER_DIGIT) &&
           peek(word, ahead + count).size == 1)
        count++;
    return count;
}

/* "1,000" and "3,5", not "11,2022"; "3.5", "24.02.2022". */
static bool goes_on_as_number(const scan *word, int32_t mark)
{
    if (word->kinds != BM_LETTER_DIGIT)
        return false;
    uint32_t digits = count_digits(word, 1);
    return mark == '.' ? digits > 0 : mark == ',' && digits >= 1 && digits <= 3;
}

static bool is_s(int32_t c)
{
    return c == 's' || c == 'S';
}

/* "'s" at the end of a Latin word, or "’" after its own s. */
static uint32_t possessive_size(const scan *word, uint32_t apostrophe, bool quoted)
{
    if (!(word->kinds & BM_LETTER_LATIN))
        return 0;
    bm_scan_character after = peek(word, apostrophe);
    if (is_s(after.code_point)) {
        bm_scan_character beyond = peek(word, apostrophe + 1);
        return beyond.kind & (BM_LETTER_ANY | BM_LETTER_DIGIT) ? 0 : apostrophe + 1;
    }
    bool own = is_s((unsigned char)word->text[word->at - 1]) && word->letters > 1;
    return own && !quoted && !(after.kind & (BM_LETTER_ANY | BM_LETTER_DIGIT)) ? apostrophe : 0;
}

/* "U.S.", "e.g.", "т.е.": single letters with periods between; the last one is taken too. */
static bool take_dotted(scan *word)
{
    if (word->letters != 1 || !(word->last & BM_LETTER_ANY) || peek(word, 0).code_point != '.')
        return false;
    bool dotted = false;
    while (word->at - word->start < BM_SCAN_WORD_MAX && peek(word, 0).code_point == '.') {
        bm_scan_character letter = peek(word, 1);
        if (!(letter.kind & (BM_LETTER_SMALL | BM_LETTER_CAPITAL)))
            break;
        if (peek(word, 1 + letter.size).kind & (BM_LETTER_ANY | BM_LETTER_DIGIT | BM_LETTER_MARK))
            break;
        word->at++;
        take(word, letter);
        dotted = true;
    }
    if (dotted && peek(word, 0).code_point == '.')
        word->at++;
    return dotted;
}

static uint16_t flags_of(const scan *word)
{
    uint16_t flags = 0;
    if (word->first & BM_LETTER_CAPITAL)
        flags |= BM_WORD_CAPITAL;
    if (word->capitals >= 2 && word->capitals == word->letters)
        flags |= BM_WORD_ALL_CAPS;
    if (word->inner)
        flags |= BM_WORD_INNER_CAP;
    if (word->kinds & BM_LETTER_DIGIT)
        flags |= word->letters ? BM_WORD_HAS_DIGIT : BM_WORD_NUMBER;
    if (word->kinds & BM_LETTER_CYRILLIC)
        flags |= BM_WORD_CYRILLIC;
    if (word->kinds & BM_LETTER_LATIN)
        flags |= BM_WORD_LATIN;
    return flags;
}

/* Past a mark that does not part the word: false when it does. */
static bool take_joint(scan *word, bm_scan_character mark)
{
    uint8_t next = peek(word, mark.size).kind;
    if (bm_scan_is_apostrophe(mark.code_point)) {
        if (!(word->last & BM_LETTER_ANY) || !(next & BM_LETTER_ANY))
            return false;
    } else if (bm_scan_is_invisible(mark.code_point)) {
        if (!(next & (BM_LETTER_ANY | BM_LETTER_DIGIT)))
            return false;
    } else if (!goes_on_as_number(word, mark.code_point)) {
        return false;
    }
    word->at += mark.size;
    return true;
}

bm_scanned_word bm_scan_word(const char *text, uint32_t start, uint32_t end, bool quoted)
{
    scan word = {.text = text, .start = start, .at = start, .end = end};
    uint16_t extra = 0;
    uint32_t cut = 0;
    while (word.at - start < BM_SCAN_WORD_MAX) {
        take_small(&word);
        take_small_cyrillic(&word);
        bm_scan_character character = peek(&word, 0);
        if (character.kind) {
            take(&word, character);
            continue;
        }
        if (character.size == 0 || character.code_point == ' ')
            break;
        if (take_dotted(&word)) {
            extra |= BM_WORD_ABBREVIATION;
            character = peek(&word, 0);
        }
        if (bm_scan_is_apostrophe(character.code_point))
            cut = possessive_size(&word, character.size, quoted);
        if (cut > 0 || (extra & BM_WORD_ABBREVIATION) || !take_joint(&word, character))
            break;
    }
    if (cut > 0)
        extra |= BM_WORD_POSSESSIVE;
    return (bm_scanned_word){word.at, word.at + cut, (uint16_t)(flags_of(&word) | extra)};
}
