#include "tests/events/page_fixture.h"

#include "events/report/text/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void show(read_page *page)
{
    const bm_document *document = &page->document;
    static const char kinds[] = "BHDCF";
    char *at = page->shown = malloc(document->length + 4 * document->block_count + 1);
    assert_non_null(at);
    for (size_t i = 0; i < document->block_count; i++) {
        const bm_block *block = &document->blocks[i];
        assert_true(block->start < block->end && block->end <= document->length);
        at += sprintf(at, "%c %.*s\n", kinds[block->kind], (int)(block->end - block->start),
                      document->text + block->start);
    }
    *at = '\0';
    for (char *blank = page->shown; (blank = strstr(blank, "\xC2\xA0")) != NULL;) {
        *blank++ = ' ';
        memmove(blank, blank + 1, strlen(blank));
    }
}

void page_read_bytes(read_page *page, const char *bytes, size_t length)
{
    const bm_report_source source = {.file = "page.html", .language = BM_LANGUAGE_UNKNOWN};
    *page = (read_page){.length = length};
    page->bytes = malloc(length + 1);
    assert_non_null(page->bytes);
    memcpy(page->bytes, bytes, length);
    bm_status status = bm_document_from_html(&page->document, &page->arena, page->bytes,
                                             (uint32_t)length, &source, &page->error);
    if (status == BM_ERROR_UNSUPPORTED)
        skip();
    if (status)
        fail_msg("%s", page->error.message);
    show(page);
}

void page_read_text(read_page *page, const char *text)
{
    page_read_bytes(page, text, strlen(text));
}

void page_read_fixture(read_page *page, const char *name)
{
    enum { SIZE = 64 * 1024 };
    static char bytes[SIZE];
    char path[4096];
    assert_true((size_t)snprintf(path, sizeof path, "%s/html/%s", BM_TEST_FIXTURES, name) <
                sizeof path);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t length = fread(bytes, 1, sizeof bytes, file);
    assert_true(length > 0 && length < sizeof bytes);
    assert_int_equal(fclose(file), 0);
    assert_true(bm_document_is_html(bytes, length));
    page_read_bytes(page, bytes, length);
}

void page_close(read_page *page)
{
    free(page->bytes);
    free(page->shown);
    bm_arena_finish(&page->arena);
}

void page_check_word(const read_page *page, const char *word, const char *source)
{
    const bm_document *document = &page->document;
    size_t length = strlen(word);
    for (uint32_t at = 0; at + length <= document->length; at++) {
        if (memcmp(document->text + at, word, length) != 0)
            continue;
        bm_span span = bm_document_span(document, at, at + (uint32_t)length);
        assert_true(span.start < span.end && span.end <= page->length);
        assert_int_equal(span.end - span.start, strlen(source));
        assert_memory_equal(page->bytes + span.start, source, strlen(source));
        return;
    }
    fail_msg("no '%s' in the text of %.20s", word, page->bytes);
}

size_t page_check_spans(const read_page *page)
{
    const bm_document *document = &page->document;
    const bm_lexicon *const lexicons[BM_LANGUAGE_COUNT] = {NULL};
    bm_words words = {0};
    size_t checked = 0;
    uint32_t last = 0;
    assert_int_equal(bm_words_cut(&words, document, lexicons, NULL), BM_OK);
    for (size_t i = 0; i < words.word_count; i++) {
        const bm_word *word = &words.words[i];
        bm_span span = bm_document_span(document, word->start, word->start + word->length);
        assert_true(span.start >= last && span.start < span.end && span.end <= page->length);
        last = span.start;
        if (memchr(page->bytes + span.start, '&', span.end - span.start) ||
            memchr(page->bytes + span.start, '<', span.end - span.start) ||
            memchr(page->bytes + span.start, 0xAD, span.end - span.start))
            continue;
        if (span.end - span.start != word->length)
            fail_msg("'%.*s' at byte %u of %.20s", (int)word->length, document->text + word->start,
                     span.start, page->bytes);
        assert_memory_equal(page->bytes + span.start, document->text + word->start, word->length);
        checked++;
    }
    bm_words_finish(&words);
    return checked;
}
