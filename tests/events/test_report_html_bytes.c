/* The bytes of pages: encodings, how HTML is known, and pages that no one would write. */
#include "tests/events/page_fixture.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void an_encoding_is_told(void **state)
{
    (void)state;
#define CP1251 "\xD1\xF2\xEE\xEB\xB3\xED, \xEF\xEE\xEB\xB3\xE3\xEE\xED" /* Столін, полігон */
#define KOI8 "\xF3\xD4\xCF\xCC\xC9\xCE, \xD0\xCF\xCC\xC9\xC7\xCF\xCE" /* Столин, полигон */
    static const struct {
        const char *bytes;
        const char *shown;
        bool recoded;
    } cases[] = {
        {"<meta charset=\"windows-1251\"><p>" CP1251, "B Столін, полігон\n", true},
        {"<META http-equiv=Content-Type content='text/html; charset=Windows-1251'><p>" CP1251,
         "B Столін, полігон\n", true},
        {"<?xml version='1.0' encoding='cp1251'?><p>" CP1251, "B Столін, полігон\n", true},
        {"<p>" CP1251, "B Столін, полігон\n", true},
        {"<meta charset=utf-8><p>" CP1251, "B Столін, полігон\n", true},
        {"<meta charset=koi8-r><p>" KOI8, "B Столин, полигон\n", true},
        {"<p>" KOI8, "B Столин, полигон\n", true},
        {"<p>Caf\xE9 in Brest", "B Café in Brest\n", true},
        {"<meta charset=latin1><p>Caf\xE9 \x93in\x94 Brest", "B Café “in” Brest\n", true},
        {"<meta charset=windows-1251><p>Столін", "B Столін\n", false},
        {"<meta charset=utf-7><p>Brest", "B Brest\n", false},
        {"<meta charset=UTF-16><p>Brest", "B Brest\n", false},
        {"\xEF\xBB\xBF<meta charset=koi8-r><p>Столін", "B Столін\n", false},
        {"\xEF\xBB\xBF<p>Brest \xFF", "B Brest \x7F\n", false},
        {"<p>Столін \xD1", "B Столін \x7F\n", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_page page;
        page_read_text(&page, cases[i].bytes);
        assert_string_equal(page.shown, cases[i].shown);
        assert_int_equal(page.document.recoded, cases[i].recoded);
        if (!cases[i].recoded)
            assert_true(page_check_spans(&page) > 0);
        page_close(&page);
    }
    static const char wide[] = "\xFE\xFF\0<\0p\0>\x04\x21\0<\0i\0>\x04\x42";
    read_page page;
    page_read_bytes(&page, wide, sizeof wide - 1);
    assert_string_equal(page.shown, "B Ст\n");
    page_close(&page);
}

static void html_is_known_by_its_beginning(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        bool is_html;
    } cases[] = {
        {"<!DOCTYPE html>", true},
        {"<!doctype HTML PUBLIC", true},
        {"\xEF\xBB\xBF \r\n<html>", true},
        {"<?xml version=\"1.0\"?>\n<!-- a --><!-- b -->\n<HTML lang=be>", true},
        {"<head\n>", true},
        {"<body class=a>", true},
        {"<p>Brest", true},
        {"<div/>", true},
        {"<article>", true},
        {"<p", false},
        {"<pre-war Brest", false},
        {"<b>Brest</b>", false},
        {"<person> said", false},
        {"<3 Brest", false},
        {"Brest <p>", false},
        {"<!-- not closed <p>", false},
        {"<?xml version='1.0'?><rss>", false},
        {"", false},
        {"<", false},
        {"\xFF\xFE<\0p\0>\0", true},
        {"\xFE\xFF\0<\0p\0>", true},
        {"\xFF\xFE", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t length = strlen(cases[i].bytes);
        if (cases[i].is_html && (unsigned char)cases[i].bytes[0] >= 0xFE)
            length = 8;
        if (bm_document_is_html(cases[i].bytes, length) != cases[i].is_html)
            fail_msg("'%s'", cases[i].bytes);
    }
}

/* What the module's parser keeps of a page is begun anew; what comes behind is still read, and its
 * place is right. */
static void pages_beyond_reason_are_read_to_their_end(void **state)
{
    (void)state;
    enum { SIZE = 512 * 1024 };
    /* With a number between, where there is a second part. */
    static const char *const parts[][2] = {
        {"<b>"},     {"<div><p>"},    {"</i>"},    {"&amp;"},       {"&"},
        {"<"},       {"</"},          {"<!"},      {"<!["},         {"<?"},
        {"<!-->"},   {"<br>"},        {"\"'=<p "}, {"<a", ">"},     {"<a", "/>"},
        {"&a", ";"}, {"<p a", "=b "}, {"a", " "},  {"<p a='", "' "}};
    static const char end[] = " --></script>\n\">'><p>Kopani on the border";
    char *bytes = malloc(SIZE + 64);
    assert_non_null(bytes);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        read_page page;
        size_t length = (size_t)sprintf(bytes, "<p>");
        for (unsigned number = 0; length < SIZE; number++)
            length += parts[i][1] ? (size_t)sprintf(bytes + length, "%s%x%s", parts[i][0], number,
                                                    parts[i][1])
                                  : (size_t)sprintf(bytes + length, "%s", parts[i][0]);
        length += (size_t)sprintf(bytes + length, "%s", end);
        page_read_bytes(&page, bytes, length);
        (void)page_check_spans(&page);
        page_check_word(&page, "Kopani", "Kopani");
        page_close(&page);
    }
    free(bytes);
}

enum { THREADS = 4, TIMES = 50 };

/* NULL when a page is not as it was at first. */
static void *read_many(void *context)
{
    const read_page *first = context;
    const bm_report_source source = {.file = "page.html", .language = BM_LANGUAGE_UNKNOWN};
    for (size_t i = 0; i < TIMES && context; i++) {
        bm_arena arena = {0};
        bm_document document;
        bm_status status = bm_document_from_html(&document, &arena, first->bytes,
                                                 (uint32_t)first->length, &source, NULL);
        if (status || document.length != first->document.length ||
            memcmp(document.text, first->document.text, document.length) != 0)
            context = NULL;
        bm_arena_finish(&arena);
    }
    return context;
}

static void threads_do_not_mind_each_other(void **state)
{
    (void)state;
    read_page page;
    pthread_t threads[THREADS];
    page_read_fixture(&page, "news.html");
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, read_many, &page), 0);
    for (size_t i = 0; i < THREADS; i++) {
        void *same = NULL;
        assert_int_equal(pthread_join(threads[i], &same), 0);
        assert_non_null(same);
    }
    page_close(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_encoding_is_told),
        cmocka_unit_test(html_is_known_by_its_beginning),
        cmocka_unit_test(threads_do_not_mind_each_other),
        cmocka_unit_test(pages_beyond_reason_are_read_to_their_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
