/* From the text of a pattern to its elements. */
#include "events/report/lexicon/letters.h"
#include "events/report/lexicon/maker.h"

#include <stdio.h>
#include <string.h>

enum { KEY_SIZE = LEXICON_ALTERNATIVES * (LEXICON_WORD_CODES + 2) };

typedef struct pattern_reader {
    lexicon_maker *maker;
    const char *start;
    const char *at;
    const char *end;
    const char *wrong; /* what is, for a person */
    uint8_t key[KEY_SIZE];
    size_t key_length;
    size_t alternatives;
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
    if (left > 0 && *reader->at == '-')
        return 1;
    /* U+2010 and the one that does not break. */
    return left >= 3 && (memcmp(reader->at, "\xE2\x80\x90", 3) == 0 ||
                         memcmp(reader->at, "\xE2\x80\x91", 3) == 0)
               ? 3
               : 0;
}

static bool ends_word(const pattern_reader *reader)
{
    return reader->at == reader->end || strchr(" \t?*()|{}#_", *reader->at) != NULL ||
           hyphen_size(reader) > 0;
}

/* Punctuation parts words in texts, so that a word with it would never be met. */
static bool is_punctuation(const uint8_t *codes, size_t count)
{
    if (count == BM_LETTER_CODES)
        return codes[0] == 0xE1 && (codes[1] == 0x20 || (codes[1] == 0 && codes[2] < 0xC0));
    uint8_t code = codes[0];
    bool alphanumeric = (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9');
    return code < 0x80 && !alphanumeric && code != '\'' && code != '.';
}

static bool read_letters(pattern_reader *reader, uint8_t *codes, size_t *count)
{
    *count = 0;
    while (!ends_word(reader)) {
        uint8_t letter[BM_LETTER_CODES];
        size_t size = 0;
        const unsigned char *at = (const unsigned char *)reader->at;
        if (!bm_letter_next(&at, (const unsigned char *)reader->end, letter, &size) ||
            (size > 0 && is_punctuation(letter, size)))
            return refuse(reader, "a character that no word has");
        reader->at = (const char *)at;
        if (*count + size > LEXICON_WORD_CODES)
            return refuse(reader, "a word of more than 64 letters");
        memcpy(codes + *count, letter, size);
        *count += size;
    }
    return true;
}

static void add_to_key(pattern_reader *reader, int kind, const uint8_t *bytes, size_t count)
{
    uint8_t *key = reader->key + reader->key_length;
    key[0] = (uint8_t)kind;
    key[1] = (uint8_t)count;
    memcpy(key + 2, bytes, count);
    reader->key_length += count + 2;
    reader->alternatives++;
}

static bool read_word(pattern_reader *reader)
{
    uint8_t codes[LEXICON_WORD_CODES];
    size_t count = 0;
    int kind = ALTERNATIVE_WORD;
    bool capital = *reader->at == '^';
    reader->at += capital;
    if (!read_letters(reader, codes, &count))
        return false;
    if (reader->at < reader->end && *reader->at == '*') {
        kind = ALTERNATIVE_STEM;
        reader->at++;
    }
    if (count == 0)
        return refuse(reader, "a word is missing");
    add_to_key(reader, kind | (capital ? ALTERNATIVE_CAPITAL : 0), codes, count);
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
    uint32_t section = bm_maker_section(reader->maker, name, length);
    if (section == BM_LEXICON_NONE)
        return refuse(reader, "'{…}' has not the name of a section");
    uint8_t number[2] = {(uint8_t)(section >> 8), (uint8_t)section};
    add_to_key(reader, ALTERNATIVE_SECTION, number, sizeof number);
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
    add_to_key(reader, ALTERNATIVE_NUMBER, reader->key, 0);
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
        if (reader->alternatives == LEXICON_ALTERNATIVES)
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

static bool read_part(pattern_reader *reader, pattern_part *part)
{
    const char *gap = starts_with(reader, "...") ? "..." : starts_with(reader, "…") ? "…" : NULL;
    *part = (pattern_part){.label = LABEL_GAP};
    reader->key_length = 0;
    reader->alternatives = 0;
    if (gap) {
        reader->at += strlen(gap);
    } else if (*reader->at == '_') {
        part->label = LABEL_ANY;
        reader->at++;
    } else if (*reader->at == '(' ? !read_alternatives(reader) : !read_alternative(reader)) {
        return false;
    } else {
        part->label = bm_maker_element(reader->maker, reader->key, reader->key_length);
        if (part->label == BM_LEXICON_NONE)
            return refuse(reader, "not enough memory");
    }
    if (reader->at < reader->end && *reader->at == '?' && part->label != LABEL_GAP) {
        part->optional = true;
        reader->at++;
    }
    if (reader->at < reader->end && !is_blank(*reader->at) && hyphen_size(reader) == 0)
        return refuse(reader, "a blank is missing");
    return true;
}

/* False at the end of the pattern and when it is wrong. */
static bool go_to_part(pattern_reader *reader)
{
    skip_blanks(reader);
    size_t hyphen = hyphen_size(reader);
    reader->at += hyphen;
    if (hyphen > 0 && (reader->at == reader->end || is_blank(*reader->at)))
        return refuse(reader, "a hyphen joins two words");
    return reader->at < reader->end;
}

bool bm_pattern_read(lexicon_maker *maker, const char *text, size_t length, pattern_parts *parts)
{
    pattern_reader reader = {.maker = maker, .start = text, .at = text, .end = text + length};
    parts->count = 0;
    if (hyphen_size(&reader) > 0)
        refuse(&reader, "a hyphen joins two words");
    while (!reader.wrong && go_to_part(&reader)) {
        if (parts->count == LEXICON_ELEMENTS)
            refuse(&reader, "more than 16 elements");
        else if (read_part(&reader, &parts->parts[parts->count]))
            parts->count++;
    }
    if (!reader.wrong && parts->count == 0)
        refuse(&reader, "a pattern is missing");
    if (!reader.wrong)
        return true;
    char pattern[128];
    (void)snprintf(pattern, sizeof pattern, "%.*s", length < 120 ? (int)length : 120, text);
    bm_maker_find(maker, "lexicon-pattern", pattern, reader.wrong);
    return false;
}
