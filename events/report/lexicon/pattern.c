/* From the text of a pattern to its elements. */
#include "base/utf8.h"
#include "events/report/lexicon/maker.h"

#include <stdio.h>
#include <string.h>

#define HYPHEN_ALONE "a hyphen stands between two words, without blanks"

typedef struct pattern_reader {
    bm_lexicon_maker *maker;
    const char *at;
    const char *end;
    const char *wrong; /* what is, for a person */
    bm_maker_alternative alternatives[BM_LEXICON_ALTERNATIVES];
    uint32_t count; /* of alternatives */
} pattern_reader;

static bool refuse(pattern_reader *reader, const char *wrong)
{
    if (!reader->wrong)
        reader->wrong = wrong;
    return false;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* Bytes of a hyphen at the place, 0 for none. */
static size_t hyphen_size(const pattern_reader *reader)
{
    size_t left = (size_t)(reader->end - reader->at);
    if (left == 0 || (*reader->at != '-' && *reader->at != '\xE2'))
        return 0;
    if (*reader->at == '-')
        return 1;
    /* U+2010 and the one that does not break. */
    return left >= 3 && (memcmp(reader->at, "\xE2\x80\x90", 3) == 0 ||
                         memcmp(reader->at, "\xE2\x80\x91", 3) == 0)
               ? 3
               : 0;
}

static bool ends_pattern(const pattern_reader *reader)
{
    return reader->at == reader->end || *reader->at == ',';
}

/* What a byte does to a word of a pattern. */
typedef enum byte_kind { BYTE_LETTER, BYTE_END, BYTE_WRONG, BYTE_LOOK } byte_kind;

static byte_kind kind_of(char character)
{
    unsigned char byte = (unsigned char)character;
    if ((byte | 0x20U) - 'a' < 26 || (unsigned)byte - '0' < 10)
        return BYTE_LETTER;
    if (byte >= 0x80)
        return byte == 0xC2 || byte == 0xE2 ? BYTE_LOOK : BYTE_LETTER;
    switch (byte) {
    case '\'':
    case '`':
    case '.':
        return BYTE_LETTER;
    case ' ':
    case '\t':
    case ',':
    case '-':
    case '?':
    case '*':
    case '(':
    case ')':
    case '|':
    case '{':
    case '}':
    case '#':
    case '_':
        return BYTE_END;
    default:
        return BYTE_WRONG;
    }
}

/* Of other alphabets' characters, those of the blocks that have the punctuation. It parts words in
 * texts, so that a word with it would never be met. */
static bool has_punctuation(const bm_folded_word *word)
{
    for (uint32_t i = 0; i + 3 < word->count; i++) {
        if (bm_folded_code(word, i) != BM_FOLDED_OTHER)
            continue;
        uint8_t page = bm_folded_code(word, i + 2);
        if (bm_folded_code(word, i + 1) == 0x80 && (page == 0x81 || page == (0x80 | 0x2000 >> 7)))
            return true;
        i += 3;
    }
    return false;
}

static bool read_letters(pattern_reader *reader, bm_folded_word *word)
{
    const char *start = reader->at;
    byte_kind kind = BYTE_LETTER;
    bool look = false;
    for (; reader->at < reader->end; reader->at++) {
        kind = kind_of(*reader->at);
        look = look || kind == BYTE_LOOK;
        if (kind == BYTE_END || kind == BYTE_WRONG ||
            (kind == BYTE_LOOK && hyphen_size(reader) > 0))
            break;
    }
    if ((kind == BYTE_WRONG && reader->at < reader->end) ||
        !bm_fold_word(start, (size_t)(reader->at - start), word) || (look && has_punctuation(word)))
        return refuse(reader, "a character that no word has");
    return !word->cut || refuse(reader, "a word of more than 64 letters");
}

static void add_alternative(pattern_reader *reader, unsigned kind, uint32_t number)
{
    reader->alternatives[reader->count++] = number << BM_ALTERNATIVE_SHIFT | kind;
}

static bool read_word(pattern_reader *reader)
{
    bm_folded_word word;
    unsigned kind = BM_ALTERNATIVE_WORD;
    if (*reader->at == '^') {
        kind |= BM_ALTERNATIVE_CAPITAL;
        reader->at++;
    }
    if (!read_letters(reader, &word))
        return false;
    if (word.count == 0)
        return refuse(reader, "a word is missing");
    if (reader->at < reader->end && *reader->at == '*') {
        kind |= BM_ALTERNATIVE_STEM;
        reader->at++;
    }
    uint32_t number = bm_maker_take_word(reader->maker, &word, word.count);
    if (number == BM_LEXICON_NONE)
        return refuse(reader, "not enough memory");
    add_alternative(reader, kind, number);
    return true;
}

static bool read_reference(pattern_reader *reader)
{
    const char *name = ++reader->at;
    while (reader->at < reader->end && *reader->at != '}')
        reader->at++;
    size_t length = (size_t)(reader->at - name);
    if (reader->at == reader->end)
        return refuse(reader, "'{' without '}'");
    reader->at++;
    uint32_t section = bm_maker_take_section(reader->maker, name, length);
    if (section == BM_LEXICON_NONE)
        return refuse(reader, "'{…}' has not the name of a section");
    add_alternative(reader, BM_ALTERNATIVE_SECTION, section);
    return true;
}

static bool read_alternative(pattern_reader *reader)
{
    if (reader->at == reader->end)
        return refuse(reader, "a word is missing");
    if (*reader->at == '{')
        return read_reference(reader);
    if (*reader->at != '#')
        return read_word(reader);
    reader->at++;
    add_alternative(reader, BM_ALTERNATIVE_NUMBER, 0);
    return true;
}

static void skip_blanks(pattern_reader *reader)
{
    while (reader->at < reader->end && is_blank(*reader->at))
        reader->at++;
}

static bool read_alternatives(pattern_reader *reader)
{
    do {
        reader->at++;
        skip_blanks(reader);
        if (reader->count == BM_LEXICON_ALTERNATIVES)
            return refuse(reader, "more than 64 words between '(' and ')'");
        if (!read_alternative(reader))
            return false;
        skip_blanks(reader);
    } while (reader->at < reader->end && *reader->at == '|');
    if (reader->at == reader->end)
        return refuse(reader, "'(' without ')'");
    if (*reader->at != ')')
        return refuse(reader, "between '(' and ')' stand single words with '|' between");
    reader->at++;
    return true;
}

static bool starts_with(const pattern_reader *reader, const char *text)
{
    size_t length = strlen(text);
    return (size_t)(reader->end - reader->at) >= length && memcmp(reader->at, text, length) == 0;
}

static bool read_part(pattern_reader *reader, bm_pattern_part *part)
{
    const char *gap = starts_with(reader, "...") ? "..." : starts_with(reader, "…") ? "…" : NULL;
    *part = (bm_pattern_part){.label = BM_LABEL_GAP};
    reader->count = 0;
    if (gap) {
        reader->at += strlen(gap);
    } else if (*reader->at == '_') {
        part->label = BM_LABEL_ANY;
        reader->at++;
    } else if (*reader->at == '(' ? !read_alternatives(reader) : !read_alternative(reader)) {
        return false;
    } else {
        part->label = bm_maker_take_element(reader->maker, reader->alternatives, reader->count);
        if (part->label == BM_LEXICON_NONE)
            return refuse(reader, "not enough memory");
    }
    if (reader->at < reader->end && *reader->at == '?' && part->label != BM_LABEL_GAP) {
        part->optional = true;
        reader->at++;
    }
    if (!ends_pattern(reader) && !is_blank(*reader->at) && hyphen_size(reader) == 0)
        return refuse(reader, "a blank is missing");
    return true;
}

/* False at the end of the pattern and when it is wrong. */
static bool go_to_part(pattern_reader *reader)
{
    size_t hyphen = hyphen_size(reader);
    reader->at += hyphen;
    if (hyphen == 0)
        skip_blanks(reader);
    else if (ends_pattern(reader) || is_blank(*reader->at))
        return refuse(reader, HYPHEN_ALONE);
    if (hyphen_size(reader) > 0)
        return refuse(reader, HYPHEN_ALONE);
    return !ends_pattern(reader);
}

/* Past a pattern that is wrong: a comma outside of parentheses. */
static const char *end_of_pattern(const char *at, const char *end)
{
    size_t depth = 0;
    for (; at < end && (*at != ',' || depth > 0); at++)
        depth = *at == '(' ? depth + 1 : *at == ')' && depth > 0 ? depth - 1 : depth;
    return at;
}

void bm_maker_refuse_pattern(bm_lexicon_maker *maker, const char *text, size_t length,
                             const char *wrong)
{
    char pattern[128];
    bool is_text = bm_utf8_valid_length(text, length) == length;
    (void)snprintf(pattern, sizeof pattern, "%.*s", length < 120 ? (int)length : 120, text);
    bm_maker_find(maker, is_text ? "lexicon-pattern" : "lexicon-line", pattern,
                  is_text ? wrong : "the line is not UTF-8");
}

bool bm_pattern_read(bm_lexicon_maker *maker, const char **at, const char *end,
                     bm_pattern_parts *parts)
{
    const char *start = *at;
    pattern_reader reader;
    reader.maker = maker;
    reader.at = start;
    reader.end = end;
    reader.wrong = NULL;
    parts->count = 0;
    if (hyphen_size(&reader) > 0)
        refuse(&reader, HYPHEN_ALONE);
    while (!reader.wrong && go_to_part(&reader)) {
        if (parts->count == BM_LEXICON_ELEMENTS)
            refuse(&reader, "more than 16 elements");
        else if (read_part(&reader, &parts->parts[parts->count]))
            parts->count++;
    }
    if (!reader.wrong && parts->count == 0)
        refuse(&reader, "a pattern is missing");
    *at = reader.wrong ? end_of_pattern(start, end) : reader.at;
    if (reader.wrong)
        bm_maker_refuse_pattern(maker, start, (size_t)(*at - start), reader.wrong);
    return !reader.wrong;
}
