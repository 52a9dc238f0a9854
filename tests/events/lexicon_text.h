/* Lexicons from texts, and texts cut into words at blanks, for the tests of the lexicon. */
#ifndef BM_TESTS_EVENTS_LEXICON_TEXT_H
#define BM_TESTS_EVENTS_LEXICON_TEXT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above. */
#include <cmocka.h>

#include "events/report/lexicon/lexicon.h"
#include "events/report/text/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LEXICON_TEXT_WORDS = 512, LEXICON_TEXT_FILES = 4, LEXICON_TEXT_FOUND = 4096 };

typedef struct lexicon_text {
    bm_lexicon *lexicon;
    bm_findings *findings;
    bm_status status;
    bm_error error;
    char found[LEXICON_TEXT_FOUND];
    const char *text;
    bm_word words[LEXICON_TEXT_WORDS];
    size_t count;
} lexicon_text;

static inline void write_file(char *path, const char *bytes, size_t length)
{
    strcpy(path, "lexicon-XXXXXX");
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, bytes, length), length);
    close(descriptor);
}

/* Load lexicons of bytes; `second` may be NULL. */
static inline lexicon_text lexicon_of_bytes(const char *first, size_t length, const char *second)
{
    lexicon_text made = {.findings = bm_findings_new()};
    char paths[2][32];
    const char *const files[] = {paths[0], paths[1]};
    write_file(paths[0], first, length);
    if (second)
        write_file(paths[1], second, strlen(second));
    made.status = bm_lexicon_load(files, second ? 2 : 1, made.findings, &made.lexicon, &made.error);
    unlink(paths[0]);
    if (second)
        unlink(paths[1]);
    return made;
}

static inline lexicon_text lexicon_of(const char *first, const char *second)
{
    return lexicon_of_bytes(first, strlen(first), second);
}

static inline void lexicon_text_finish(lexicon_text *text)
{
    bm_lexicon_free(text->lexicon);
    bm_findings_free(text->findings);
}

static inline uint16_t gap_of(char byte)
{
    switch (byte) {
    case ' ':
        return 0;
    case ',':
        return BM_GAP_COMMA;
    case '.':
        return BM_GAP_PERIOD;
    case ':':
    case ';':
        return BM_GAP_COLON;
    case '(':
        return BM_GAP_OPEN;
    case ')':
        return BM_GAP_CLOSE;
    case '"':
        return BM_GAP_QUOTE;
    case '-':
        return BM_GAP_NONE | BM_GAP_HYPHEN;
    case '~': /* stands for a dash */
        return BM_GAP_DASH;
    default:
        return BM_GAP_OTHER;
    }
}

static inline bool parts_words(char byte)
{
    return strchr(" ,:;()\"-~/", byte) != NULL;
}

static inline uint16_t flags_of(const char *word, size_t length)
{
    unsigned flags = 0;
    if ((word[0] >= 'A' && word[0] <= 'Z') ||
        ((unsigned char)word[0] == 0xD0 && (unsigned char)word[1] < 0xB0))
        flags |= BM_WORD_CAPITAL;
    size_t digits = 0;
    for (size_t i = 0; i < length; i++)
        digits += word[i] >= '0' && word[i] <= '9';
    return (uint16_t)(digits == length ? flags | BM_WORD_NUMBER : flags);
}

/* A period before a blank or the end is no part of its word, unless the word has one within. */
static inline void cut_words(lexicon_text *text, const char *sentence)
{
    uint16_t gap = 0;
    text->text = sentence;
    text->count = 0;
    for (const char *at = sentence; *at;) {
        if (parts_words(*at) || *at == '.') {
            gap |= gap_of(*at++);
            continue;
        }
        const char *start = at;
        while (
            *at && !parts_words(*at) &&
            !(*at == '.' && (at[1] == ' ' || !at[1]) && !memchr(start, '.', (size_t)(at - start))))
            at++;
        assert_true(text->count < LEXICON_TEXT_WORDS);
        size_t length = (size_t)(at - start);
        text->words[text->count++] =
            (bm_word){.start = (uint32_t)(start - sentence),
                      .length = (uint16_t)length,
                      .terms = bm_lexicon_terms(text->lexicon, start, length),
                      .flags = flags_of(start, length),
                      .gap = gap};
        gap = 0;
    }
}

static inline bool keep_found(const bm_phrase *phrase, void *context)
{
    lexicon_text *text = context;
    const bm_word *first = &text->words[phrase->first];
    const bm_word *last = first + phrase->count - 1;
    size_t used = strlen(text->found);
    int length =
        snprintf(text->found + used, sizeof text->found - used, "%s%s:%.*s%s%s",
                 used > 0 ? "; " : "", bm_lexicon_section_name(text->lexicon, phrase->section),
                 (int)(last->start + last->length - first->start), text->text + first->start,
                 phrase->value[0] ? "=" : "", phrase->value);
    assert_true(length > 0 && used + (size_t)length < sizeof text->found);
    return true;
}

/* What is met in a sentence: "section:words=value; …". */
static inline const char *scan_text(lexicon_text *text, const char *sentence)
{
    text->found[0] = '\0';
    cut_words(text, sentence);
    bm_lexicon_scan(text->lexicon, text->words, text->count, keep_found, text);
    return text->found;
}

/* The value of a word in a section, NULL when it is none of it. */
static inline const char *value_of(const lexicon_text *text, const char *section, const char *word)
{
    const char *value = NULL;
    bool is = bm_lexicon_is(text->lexicon, bm_lexicon_terms(text->lexicon, word, strlen(word)),
                            bm_lexicon_section(text->lexicon, section),
                            flags_of(word, strlen(word)) & BM_WORD_CAPITAL, &value);
    return is ? value : NULL;
}

#endif
