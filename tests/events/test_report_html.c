/* Pages as documents: what is read of them, and where each byte of it came from. */
#include "tests/events/page_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PROSE                                                                                      \
    "The column left the range near Verbivka at noon and went home along the road to Stolin, "     \
    "as the drill had ended two days earlier than it was planned to end, the ministry said."
#define SHOWN "B " PROSE "\n"

static void a_page_is_its_article(void **state)
{
    (void)state;
    read_page page;
    page_read_fixture(&page, "news.html");
    assert_string_equal(
        page.shown,
        "H Drill near Verbivka ends early\n"
        "B 12 March\n"
        "C A column near Pinsk in 2013. Photo: archive\n"
        "B Soldiers left the range near Verbivka on Friday, two days before the drill’s planned "
        "end, the ministry in Minsk said.\n"
        "B «Nobody has crossed the border», said R&D officer Ihar Boka. Vehicles were seen in "
        "Stolin and in Копані the next day. Later they were gone.\n"
        "B A third paragraph of the text stands after two line breaks.\n"
        "B First, the range was closed.\n"
        "B Then the road to Luninets was opened again.\n");
    assert_true(page_check_spans(&page) > 60);
    page_check_word(&page, "Verbivka on", "V</b>erbivka on");
    page_check_word(&page, "R&D", "R&amp;D");
    page_check_word(&page, "Boka", "Bo&shy;ka");
    page_check_word(&page, "Vehicles", "Vehi&#99;les");
    page_check_word(&page, "Копані", "&#1050;&#x43E;пані");
    page_check_word(&page, "«Nobody", "&laquo;Nobody");
    assert_int_equal(page.document.language, BM_LANGUAGE_ENGLISH);
    page_close(&page);
}

static void an_old_page_in_windows_1251_is_read(void **state)
{
    (void)state;
    read_page page;
    char day[BM_DATE_TEXT_SIZE];
    page_read_fixture(&page, "windows-1251.html");
    assert_string_equal(
        page.shown, "H Навчання біля Вербівки завершили раніше\n"
                    "C Колона біля Пінська, 2013 рік. Фото з архіву\n"
                    "B У п’ятницю солдати залишили полігон біля Вербівки — на два дні раніше за "
                    "план, повідомили в Мінську.\n"
                    "B «Кордону ніхто не перетинав», — сказав речник. Машини бачили у Столині.\n"
                    "B Дорогу до Лунинця знову відкрили.\n");
    assert_true(page.document.recoded);
    assert_int_equal(page.document.language, BM_LANGUAGE_UKRAINIAN);
    assert_true(page.document.has_published);
    bm_interval_format_edtf(page.document.published, day);
    assert_string_equal(day, "2022-03-11");
    page_close(&page);
}

static void a_broken_page_is_read(void **state)
{
    (void)state;
    read_page page;
    page_read_fixture(&page, "broken.html");
    assert_string_equal(
        page.shown, "B Border Herald\n"
                    "H Mine found on a path near Kopani\n"
                    "B A farmer found a mine on Monday near Kopani, 3 < 5 km from the border, "
                    "Smith & Sons said.\n"
                    "B Café owners in Brest\x7F heard nothing; \x7F\x7F so did AT&T and &bogus; "
                    "people there.\n"
                    "C The path in May 2013\n"
                    "B Monday\nB one mine\nB Tuesday\nB none\n"
                    "B Sappers came from Luninets\n"
                    "B The end of it came at noon.\n");
    assert_true(page_check_spans(&page) > 50);
    page_check_word(&page, "Luninets", "Luni\xC2\xADnets");
    page_check_word(&page, "noon", "noon");
    page_close(&page);
}

static void nothing_need_be_closed(void **state)
{
    (void)state;
    read_page page;
    page_read_text(&page, "<p>Nothing <b>is <i>closed and a < b, R&D & more &bogus; in Brest"
                          "<p>One more<div></i></b>or two</section>");
    assert_string_equal(page.shown, "B Nothing is closed and a < b, R&D & more &bogus; in Brest\n"
                                    "B One more\nB or two\n");
    assert_int_equal(page_check_spans(&page), 16);
    page_close(&page);
    page_read_text(&page, "Text without any tag\n\nin Kopani");
    assert_string_equal(page.shown, "B Text without any tag in Kopani\n");
    assert_int_equal(page_check_spans(&page), 6);
    page_close(&page);
    page_read_text(&page, "");
    assert_int_equal(page.document.block_count, 0);
    page_close(&page);
}

static void paragraphs_and_their_kinds_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        const char *shown;
    } cases[] = {
        {"<h1>Kopani</h1><h2> Two\n</h2>One<br>line<br/><br>Next<hr>Last",
         "H Kopani\nH Two\nB One line\nB Next\nB Last\n"},
        {"<figure><figcaption>In <i>Pinsk</i></figcaption></figure>" PROSE, "C In Pinsk\n" SHOWN},
        {"<div class='wp-caption-text'>In Pinsk</div>" PROSE, "C In Pinsk\n" SHOWN},
        {"<dl><dt>Where<dd>Pinsk</dl><blockquote>Said</blockquote><li>One<li>Two",
         "B Where\nB Pinsk\nB Said\nB One\nB Two\n"},
        {"<title>Kopani today | Border Herald</title><p>" PROSE, "H Kopani today\n" SHOWN},
        {"<title>Kopani today</title><p>Lead.<h1>Kopani</h1><p>" PROSE,
         "B Lead.\nH Kopani\n" SHOWN},
        {"<title>Kopani today</title><h1>Kopani</h1><article><p>" PROSE "</article>",
         "H Kopani\n" SHOWN},
        {"<p>One  \t\n two<span>\xC2\xAD</span>", "B One two\n"},
        {"<pre>One\ntwo\n\nthree</pre>", "B One two\nB three\n"},
        {"<p>a&nbsp;b&lt;c&#33;&#x2014;&ouml;&AMP;", "B a "
                                                     "b<c!—ö&AMP;\n"},
        {"<p><a href=1>The column left the range near Verbivka at noon and went home along the "
         "road "
         "to Stolin</a>, as it had to. <p><a href=2>Fire in Warsaw destroys a hall</a>, as was "
         "told.",
         "B The column left the range near Verbivka at noon and went home along the road to "
         "Stolin, "
         "as it had to.\n"},
        {"<h1>Kopani</h2><div>" PROSE PROSE PROSE "</div>", "H Kopani\nB " PROSE PROSE PROSE "\n"},
        {"<H1><A href=1>Kopani</A></H1>", "H Kopani\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_page page;
        page_read_text(&page, cases[i].bytes);
        assert_string_equal(page.shown, cases[i].shown);
        assert_true(page_check_spans(&page) > 0);
        page_close(&page);
    }
}

static void a_page_hints_at_its_language(void **state)
{
    (void)state;
    read_page page;
    page_read_text(&page, "<html lang=be-BY><p>Ляхавічы");
    assert_int_equal(page.document.language, BM_LANGUAGE_BELARUSIAN);
    page_close(&page);
    page_read_text(&page, "<html lang=x><p>12");
    assert_int_equal(page.document.language, BM_LANGUAGE_UNKNOWN);
    page_close(&page);
}

static void a_page_says_when_it_was_published(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *day;
    } cases[] = {
        {"<meta property=\"article:published_time\" content=\"2022-03-12T00:40:00+02:00\">x",
         "2022-03-12"},
        {"<meta name=pubdate content='11 March 2022'>x", "2022-03-11"},
        {"<meta name=date content='2022-03-11'>x", NULL},
        {"<meta name=pubdate content='03/04/2022'>x", NULL},
        {"<meta name=pubdate content='2022-13-01'>x", NULL},
        {"<script type=\"application/ld+json\">{\"dateModified\":\"2022-03-13\",\n"
         "\"datePublished\" : \"2022-03-11T22:40:00Z\"}</script>x",
         "2022-03-11"},
        {"<script>{\"datePublished\":\"2022-03-11\"}</script>x", NULL},
        {"<script type=\"application/ld+json\">{\"datePublished\":</script>x", NULL},
        {"<span itemprop=datePublished content=2022-03-11>x</span>", "2022-03-11"},
        {"<time itemprop=datePublished datetime='2022-03-11 10:00'>x</time>", "2022-03-11"},
        {"<article><time datetime=2022-03-11>x</time><time datetime=2022-03-12>y</time></article>",
         "2022-03-11"},
        {"<div><time datetime=2022-03-11>x</time></div>", NULL},
        {"<article><div class=related><time datetime=2022-03-11>x</time></div></article>", NULL},
        {"<time datetime=2022-03-09 pubdate>x</time>"
         "<meta property=article:published_time content=2022-03-11>",
         "2022-03-11"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_page page;
        char day[BM_DATE_TEXT_SIZE] = "";
        page_read_text(&page, cases[i].text);
        if (page.document.has_published)
            bm_interval_format_edtf(page.document.published, day);
        assert_string_equal(day, cases[i].day ? cases[i].day : "");
        page_close(&page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_its_article),
        cmocka_unit_test(an_old_page_in_windows_1251_is_read),
        cmocka_unit_test(a_broken_page_is_read),
        cmocka_unit_test(nothing_need_be_closed),
        cmocka_unit_test(paragraphs_and_their_kinds_are_told),
        cmocka_unit_test(a_page_hints_at_its_language),
        cmocka_unit_test(a_page_says_when_it_was_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
