/** @file text_fixture.h
 *  Texts cut into blocks, sentences and words with the shipped lexicons, and nothing after that.
 */
#ifndef BM_TESTS_EVENTS_TEXT_FIXTURE_H
#define BM_TESTS_EVENTS_TEXT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "events/report/reading.h"

static bm_reader text_reader;

/* For cmocka, before and after a group of tests. */
static inline int text_set_up(void **state)
{
    (void)state;
    for (int i = 0; i < BM_LANGUAGE_COUNT; i++) {
        char path[1024];
        (void)snprintf(path, sizeof path, "%s/lexicon/%s.txt", BM_TEST_SOURCE_DIR,
                       bm_language_code((bm_language)i));
        const char *paths[] = {path};
        bm_findings *findings = bm_findings_new();
        bm_error error;
        bm_status status = bm_lexicon_load(paths, 1, findings, &text_reader.lexicons[i], &error);
        size_t wrong = bm_findings_size(findings);
        bm_findings_free(findings);
        if (status || wrong > 0)
            return -1;
    }
    return 0;
}

static inline int text_tear_down(void **state)
{
    (void)state;
    for (int i = 0; i < BM_LANGUAGE_COUNT; i++)
        bm_lexicon_free(text_reader.lexicons[i]);
    return 0;
}

typedef struct cut_text {
    bm_arena arena;
    bm_report_source source;
    bm_reading reading;
} cut_text;

/* Cut, with the kinds of blocks told; free it with cut_finish(). */
static inline void cut_bytes(cut_text *cut, const char *bytes, size_t length, bm_language language)
{
    bm_error error;
    *cut = (cut_text){.source = {.language = language}};
    cut->reading =
        (bm_reading){.reader = &text_reader, .source = &cut->source, .arena = &cut->arena};
    bm_reading *reading = &cut->reading;
    assert_int_equal(bm_document_from_text(&reading->document, reading->arena, bytes,
                                           (uint32_t)length, &cut->source, &error),
                     BM_OK);
    assert_int_equal(bm_words_cut(&reading->words, &reading->document,
                                  (const bm_lexicon *const *)text_reader.lexicons, &error),
                     BM_OK);
    assert_int_equal(bm_reading_find_phrases(reading, &error), BM_OK);
    assert_int_equal(bm_reading_classify_blocks(reading, &error), BM_OK);
}

static inline void cut_finish(cut_text *cut)
{
    bm_words_finish(&cut->reading.words);
    free(cut->reading.phrases);
    bm_arena_finish(&cut->arena);
}

/* Add bytes of the text to a list with '|' between. */
static inline void list_piece(char *list, size_t size, const char *bytes, size_t length)
{
    size_t used = strlen(list);
    (void)snprintf(list + used, size - used, "%s%.*s", used > 0 ? "|" : "", (int)length, bytes);
}

#endif
