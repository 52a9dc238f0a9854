/* Pages as documents: what is read of them, and where each byte of it came from. */
#include "events/report/text/document.h"
#include "events/report/text/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct read_page {
    char *bytes;
    size_t length;
    bm_arena arena;
    bm_document document;
    bm_error error;
    char *shown; /* paragraphs, a line each, with the kind before it */
} read_page;

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
}

static void read_bytes(read_page *page, const char *bytes, size_t length)
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

static void read_text(read_page *page, const char *text)
{
    read_bytes(page, text, strlen(text));
}

static void read_fixture(read_page *page, const char *name)
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
    read_bytes(page, bytes, length);
}

static void close_page(read_page *page)
{
    free(page->bytes);
    free(page->shown);
    bm_arena_finish(&page->arena);
}

/* The bytes of the input that a word of the text came from. */
static void check_word(const read_page *page, const char *word, const char *source)
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
    fail_msg("no '%s' in the text", word);
}

/* Every word without a reference or a tag in it is, byte for byte, what the input has at its span;
 * returns how many there are. */
static size_t check_spans(const read_page *page)
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
            memchr(page->bytes + span.start, '<', span.end - span.start))
            continue;
        assert_int_equal(span.end - span.start, word->length);
        assert_memory_equal(page->bytes + span.start, document->text + word->start, word->length);
        checked++;
    }
    bm_words_finish(&words);
    return checked;
}

static void a_page_is_its_article(void **state)
{
    (void)state;
    read_page page;
    read_fixture(&page, "news.html");
    assert_string_equal(
        page.shown,
        "H Drill near Verbivka ends\xC2\xA0"
        "early\n"
        "B 12 March\n"
        "C A column near Pinsk in 2013. Photo: archive\n"
        "B Soldiers left the range near Verbivka on Friday, two days before the drill’s planned "
        "end, the ministry in Minsk\xC2\xA0said.\n"
        "B «Nobody has crossed the border», said R&D officer Ihar Boka. Vehicles were seen in "
        "Stolin and in Копані the next day. Later they were gone.\n"
        "B A third paragraph of the text stands after two line breaks.\n"
        "B First, the range was closed.\n"
        "B Then the road to Luninets was opened again.\n");
    assert_true(check_spans(&page) > 60);
    check_word(&page, "Verbivka on", "V</b>erbivka on");
    check_word(&page, "R&D", "R&amp;D");
    check_word(&page, "Boka", "Bo&shy;ka");
    check_word(&page, "Vehicles", "Vehi&#99;les");
    check_word(&page, "Копані", "&#1050;&#x43E;пані");
    check_word(&page, "«Nobody", "&laquo;Nobody");
    assert_int_equal(page.document.language, BM_LANGUAGE_ENGLISH);
    close_page(&page);
}

static void broken_pages_are_read(void **state)
{
    (void)state;
    read_page page;
    read_text(&page, "<p>Nothing <b>is <i>closed and a < b, R&D & more &bogus; in Brest"
                     "<p>One more<div></i></b>or two</section>");
    assert_string_equal(page.shown, "B Nothing is closed and a < b, R&D & more &bogus; in Brest\n"
                                    "B One more\nB or two\n");
    assert_int_equal(check_spans(&page), 16);
    close_page(&page);
}

static void a_page_says_when_it_was_published(void **state)
{
    (void)state;
    read_page page;
    char day[BM_DATE_TEXT_SIZE];
    read_fixture(&page, "news.html");
    assert_true(page.document.has_published);
    bm_interval_format_edtf(page.document.published, day);
    assert_string_equal(day, "2022-03-12");
    close_page(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_its_article),
        cmocka_unit_test(broken_pages_are_read),
        cmocka_unit_test(a_page_says_when_it_was_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
