/** @file page_fixture.h
 *  Pages of tests as documents.
 */
#ifndef TESTS_EVENTS_PAGE_FIXTURE_H
#define TESTS_EVENTS_PAGE_FIXTURE_H

#include "events/report/text/document.h"

typedef struct read_page {
    char *bytes;
    size_t length;
    bm_arena arena;
    bm_document document;
    bm_error error;
    char *shown; /**< paragraphs, a line each, with a letter of their kind (BHDCF)
                    before them and blanks for no-break spaces */
} read_page;

/** Read a page; skips the test when there is no module for it. Close it with page_close(). */
void page_read_bytes(read_page *page, const char *bytes, size_t length);
void page_read_text(read_page *page, const char *text);
/** One of fixtures/html. */
void page_read_fixture(read_page *page, const char *name);
void page_close(read_page *page);

/** Fail unless the bytes of the input that a word of the text came from are `source`. */
void page_check_word(const read_page *page, const char *word, const char *source);
/** Fail unless every word without a reference or a tag in it is, byte for byte, what the input has
 *  at its span; returns how many there are. */
size_t page_check_spans(const read_page *page);

#endif
