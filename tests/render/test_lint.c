#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lint_page.h"

#include <stdio.h>
#include <string.h>

static void good_map_has_no_findings(void **state)
{
    (void)state;
    bm_lint *lint = lint_of(lint_write(PARTS, NULL));
    lint_print(lint);
    assert_int_equal(bm_lint_count(lint), 0);
    assert_true(bm_lint_is_complete(lint));
    assert_string_equal(bm_lint_unread(lint), "");
    assert_null(bm_lint_get(lint, 0));
    bm_lint_free(lint);
}

static void weak_text_is_found(void **state)
{
    (void)state;
    lint_finds("text-contrast", "Kopani", NAME_A,
               "<g id=\"label-A\" data-at=\"200 250\"><text x=\"220\" y=\"240\" font-size=\"16\" "
               "fill=\"#ffffff\" " HALO ">Kopani</text></g>");
    /* Dark on dark, without a halo. */
    lint_finds(
        "text-contrast", "Kopani", NAME_A,
        "<g id=\"label-A\" data-at=\"200 250\"><path d=\"m215 220h80v30h-80z\" fill=\"#333333\"/>"
        "<text x=\"220\" y=\"240\" " TYPE ">Kopani</text></g>");
    /* Grey of 3.6 to 1 is enough for large type only. */
    lint_finds("text-contrast", "Kopani", NAME_A,
               "<g id=\"label-A\" data-at=\"200 250\"><text x=\"220\" y=\"240\" font-size=\"16\" "
               "fill=\"#7d7d7d\">Kopani</text></g>");
    lint_finds_nothing(lint_write(NAME_A,
                                  "<g id=\"label-A\" data-at=\"200 250\"><text x=\"220\" y=\"235\" "
                                  "font-size=\"38\" fill=\"#7d7d7d\">Kopani</text></g>"));
}

/* A halo makes up for the ground: dark letters over a dark patch. */
static void halo_counts_for_contrast(void **state)
{
    (void)state;
    lint_finds_nothing(lint_write(
        NAME_A, "<g id=\"label-A\" data-at=\"200 250\"><path d=\"m215 220h80v30h-80z\" "
                "fill=\"#333333\"/><text x=\"220\" y=\"240\" " TYPE HALO ">Kopani</text></g>"));
}

static void overlaps_are_found(void **state)
{
    (void)state;
    /* Name on name: only the halos touch. */
    lint_finds("overlap", "'Buda' lies on 'Kopani'", NAME_A,
               "<g id=\"label-A\" data-at=\"200 250\"><text x=\"551\" y=\"240\" " TYPE HALO
               ">Kopani</text></g>");
    lint_finds("overlap", "symbol 'event-b'", NAME_B,
               "<g id=\"label-B\" data-at=\"500 250\"><text x=\"460\" y=\"262\" " TYPE HALO
               ">Buda Buda</text></g>");
    lint_finds(
        "overlap", "under the legend", NUMBER,
        "<g id=\"label-C\" data-at=\"300 420\" data-number=\"1\"><text x=\"500\" y=\"435\" " TYPE
            HALO ">Kopani</text></g>");
    lint_finds("overlap", "scale-bar", NUMBER,
               "<g id=\"label-C\" data-at=\"300 420\" data-number=\"1\"><text x=\"30\" y=\"505\" "
               "transform=\"rotate(40 30 505)\" " TYPE HALO ">Kopani</text></g>");
    lint_finds(
        "overlap", "'event-a' lies under the key", SYMBOL_A,
        "<g id=\"event-a\" data-category=\"strike\" data-label=\"Strike\" data-claims=\"2 0 0\" "
        "data-count=\"2\" data-at=\"200 250\"><path d=\"m600 110h20v20h-20z\" "
        "fill=\"#d55e00\" " EDGE "/></g>");
    /* Words of the furniture on each other. */
    lint_finds("overlap", "A map", SUBTITLE,
               "<g id=\"subtitle\"><text x=\"22\" y=\"45\" " TYPE ">March 2022</text></g>");
}

static void cut_text_is_found(void **state)
{
    (void)state;
    lint_finds("cut-off", "edge of the map", NAME_A,
               "<g id=\"label-A\" data-at=\"200 250\"><text x=\"750\" y=\"200\" " TYPE HALO
               ">Kopani</text></g>");
    lint_finds("cut-off", "edge of the page", CREDIT,
               "<g id=\"credit\"><text x=\"760\" y=\"590\" " TYPE ">Data: someone</text></g>");
}

static void bad_leaders_are_found(void **state)
{
    (void)state;
    lint_finds("leader", "cross each other", LEADERS,
               "<path d=\"m300 300l60 60\" stroke=\"#000\"/><path d=\"m300 360l60-60\" "
               "stroke=\"#000\"/>");
    lint_finds("leader", "crosses 'Kopani'", LEADERS,
               "<path d=\"m240 150l0 160\" stroke=\"#000\"/>");
}

static void bad_type_is_found(void **state)
{
    (void)state;
    lint_finds("type-size", "too small", NAME_A,
               "<g id=\"label-A\" data-at=\"200 250\"><text x=\"220\" y=\"240\" font-size=\"11.5\" "
               "fill=\"#111111\">Kopani</text></g>");
    char names[2048] = "";
    for (int i = 0; i < 5; i++) {
        char name[256];
        snprintf(name, sizeof name,
                 "<g id=\"label-%d\"><text x=\"300\" y=\"%d\" font-size=\"%d\" "
                 "fill=\"#111111\">Name</text></g>",
                 i, 120 + 50 * i, 14 + 5 * i);
        strcat(names, name);
    }
    strcat(names, lint_good[NAME_A]);
    lint_finds("type-size", "6 sizes", NAME_A, names);
    lint_finds("halo", "too wide", NAME_A,
               "<g id=\"label-A\" data-at=\"200 250\"><text x=\"220\" y=\"240\" font-size=\"16\" "
               "fill=\"#111\" stroke=\"#fff\" stroke-width=\"8\">Kopani</text></g>");
    lint_finds("halo", "too narrow", NAME_A,
               "<g id=\"label-A\" data-at=\"200 250\"><text x=\"220\" y=\"240\" font-size=\"16\" "
               "fill=\"#111\" stroke=\"#fff\" stroke-width=\"1\">Kopani</text></g>");
}

static void bad_symbols_are_found(void **state)
{
    (void)state;
    lint_finds(
        "symbol-contrast", "Clash", SYMBOL_B,
        "<g id=\"event-b\" data-category=\"clash\" data-label=\"Clash\" data-claims=\"1 0 0\" "
        "data-count=\"1\" data-at=\"500 250\"><path d=\"m500 240l10 20h-20z\" "
        "fill=\"#56b4e9\"/></g>");
    /* The same square for both. */
    lint_finds("category", "same shape", LEGEND_B,
               "<g id=\"legend-row-2\" data-section=\"events\"><path d=\"m620 495h18v18h-18z\" "
               "fill=\"#0072b2\"/><text x=\"650\" y=\"512\" " TYPE ">Clash</text></g>"
               "<g id=\"legend-row-3\" data-section=\"claims\"><text x=\"650\" y=\"450\" " TYPE
               ">Confirmed</text></g>");
    /* Red and green of one lightness are one colour without green cones. */
    lint_finds("category", "too close for", LEGEND_B,
               "<g id=\"legend-row-2\" data-section=\"events\"><path d=\"m630 495l10 20h-20z\" "
               "fill=\"#8a7d00\"/><text x=\"650\" y=\"512\" " TYPE ">Clash</text></g>"
               "<g id=\"legend-row-3\" data-section=\"claims\"><text x=\"650\" y=\"450\" " TYPE
               ">Confirmed</text></g>");
}

static void bad_legends_are_found(void **state)
{
    (void)state;
    lint_finds("legend", "'Strike' is drawn and not in the legend", LEGEND_A, "");
    lint_finds("legend", "counts 7 of 'Strike'", LEGEND_A,
               "<g id=\"legend-row\" data-section=\"events\"><path d=\"m620 470h20v20h-20z\" "
               "fill=\"#d55e00\"/><text x=\"650\" y=\"485\" " TYPE ">Strike</text>"
               "<text x=\"740\" y=\"485\" " TYPE ">7</text></g>");
    char more[2048];
    snprintf(more, sizeof more,
             "%s<g id=\"legend-row-9\" data-section=\"events\"><text x=\"700\" y=\"470\" " TYPE
             ">Rain</text></g>",
             lint_good[LEGEND_LINES]);
    lint_finds("legend", "'Rain' is in the legend and not on the map", LEGEND_LINES, more);
    lint_finds("legend", "the border is drawn and not", LEGEND_LINES, "");
    /* Two confirmed events and one claimed in a symbol that looks confirmed. */
    lint_finds(
        "legend", "several claims and looks as one", SYMBOL_A,
        "<g id=\"event-a\" data-category=\"strike\" data-label=\"Strike\" data-claims=\"1 0 1\" "
        "data-count=\"2\" data-at=\"200 250\"><path d=\"m190 240h20v20h-20z\" "
        "fill=\"#d55e00\" " EDGE "/></g>");
    lint_finds("legend", "symbols of several claims are drawn and not explained", SYMBOL_A,
               "<g id=\"event-a\" data-category=\"strike\" data-label=\"Strike\" "
               "data-claim=\"several\" data-claims=\"1 0 1\" "
               "data-count=\"2\" data-at=\"200 250\"><path d=\"m190 240h20v20h-20z\" "
               "fill=\"#d55e00\" " EDGE "/></g>");
    lint_finds(
        "legend", "not stated events are drawn and not explained", SYMBOL_B,
        "<g id=\"event-b\" data-category=\"clash\" data-label=\"Clash\" data-claims=\"0 0 0\" "
        "data-count=\"1\" data-at=\"500 250\"><path d=\"m500 240l10 20h-20z\" "
        "fill=\"#0072b2\" " EDGE "/></g>");
    static char text[LINT_PAGE_SIZE];
    snprintf(text, sizeof text, "%s", lint_write(PARTS, NULL));
    /* No legend at all. */
    char *legend = strstr(text, "<g id=\"legend\">"), *end = strstr(text, "<g id=\"scale-bar\">");
    memmove(legend, end, strlen(end) + 1);
    lint_finds_in("legend", "no legend", text);
}

static void wrong_scale_is_found(void **state)
{
    (void)state;
    lint_finds("scale-bar", "20 km", SCALE_BAR,
               "<path d=\"m40 520v8h103v-8\" fill=\"none\" stroke=\"#24272c\"/><text x=\"70\" "
               "y=\"519\" " TYPE ">20 km</text>");
    lint_finds("scale-bar", "not a round length", SCALE_BAR,
               "<path d=\"m40 520v8h150.03v-8\" fill=\"none\" stroke=\"#24272c\"/><text x=\"70\" "
               "y=\"519\" " TYPE ">30 km</text>");
    lint_finds("scale-bar", "no length", SCALE_BAR,
               "<path d=\"m40 520v8h100v-8\" fill=\"none\" stroke=\"#24272c\"/>");
}

static void missing_furniture_is_found(void **state)
{
    (void)state;
    lint_finds("furniture", "no title", TITLE, "");
    lint_finds("furniture", "says when", SUBTITLE, "");
    lint_finds("furniture", "no credit", CREDIT, "");
    lint_finds("furniture", "no disclaimer", DISCLAIMER, "");
    lint_finds(
        "furniture", "north is not up", ROOT,
        "width=\"800\" height=\"600\" viewBox=\"0 0 800 600\" data-projection=\"+proj=lcc "
        "+lat_1=50.5 +lat_2=53 +lat_0=52 +lon_0=17 +ellps=WGS84\" data-frame=\"20 80 780 540\" "
        "data-extent=\"606000 -20000 758000 72000\" data-dpi=\"144\"");
}

/* Put one for the other, where it stands first in a page. */
static void set_text(char *page, const char *was, const char *is)
{
    char *at = strstr(page, was);
    assert_non_null(at);
    size_t length = strlen(page), shift = strlen(is) - strlen(was);
    assert_true(length + shift < LINT_PAGE_SIZE);
    memmove(at + strlen(is), at + strlen(was), length + 1 - (size_t)(at - page) - strlen(was));
    memcpy(at, is, strlen(is));
}

static void places_without_name_are_found(void **state)
{
    (void)state;
    lint_finds("unnamed", "event-b", NAME_B, "");
    /* The key may count it, but not miscount. */
#define REST(n)                                                                                    \
    "<g id=\"key-rest\" data-events=\"" n "\"><text x=\"700\" y=\"120\" " TYPE ">more</text></g>"
    char rest[1024];
    snprintf(rest, sizeof rest, "%s%s", lint_good[KEY_ROW], REST("1"));
    lint_finds("unnamed", "counts 1 events without a name", KEY_ROW, rest);
    static char text[LINT_PAGE_SIZE];
    snprintf(text, sizeof text, "%s", lint_write(KEY_ROW, rest));
    set_text(text, "<g id=\"label-B\" data-at=", "<g id=\"label-B\" data-no=");
    lint_finds_nothing(text);
    /* What most of the map is about has one all the same. */
    snprintf(rest, sizeof rest, "%s%s", lint_good[KEY_ROW], REST("12"));
    snprintf(text, sizeof text, "%s", lint_write(KEY_ROW, rest));
    set_text(text, "<g id=\"label-B\" data-at=", "<g id=\"label-B\" data-no=");
    set_text(text, "\"1 0 0\" data-count=\"1\"", "\"12 0 0\" data-count=\"12\"");
    set_text(text, ">Clash</text><text x=\"740\" y=\"512\" " TYPE ">1<",
             ">Clash</text><text x=\"740\" y=\"512\" " TYPE ">12<");
    set_text(text, ">3<", ">14<");
    lint_finds_in("unnamed", "event-b", text);
    /* Many are told of at once. */
    static char many[4096];
    size_t used = 0;
    for (int i = 0; i < 9; i++)
        used += (size_t)snprintf(many + used, sizeof many - used,
                                 "<g id=\"event-m%d\" data-category=\"strike\" "
                                 "data-label=\"Strike\" data-count=\"0\" data-at=\"%d 300\"><path "
                                 "d=\"m%d 290h20v20h-20z\" fill=\"#d55e00\" " EDGE "/></g>",
                                 i, 100 + 40 * i, 90 + 40 * i);
    snprintf(many + used, sizeof many - used, "%s", lint_good[SYMBOL_A]);
    lint_finds("unnamed", "9 places with", SYMBOL_A, many);
}

static void thin_border_is_found(void **state)
{
    (void)state;
    lint_finds_nothing(lint_write(OTHER_LINE,
                                  "<path d=\"m20 200l760 0\" fill=\"none\" stroke=\"#8d8a84\" "
                                  "stroke-width=\"6\" stroke-dasharray=\"1 10\"/>"));
    lint_finds("border", "rivers", OTHER_LINE,
               "<path d=\"m20 200l760 0\" fill=\"none\" stroke=\"#8d8a84\" stroke-width=\"6\"/>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_map_has_no_findings),
        cmocka_unit_test(weak_text_is_found),
        cmocka_unit_test(halo_counts_for_contrast),
        cmocka_unit_test(overlaps_are_found),
        cmocka_unit_test(cut_text_is_found),
        cmocka_unit_test(bad_leaders_are_found),
        cmocka_unit_test(bad_type_is_found),
        cmocka_unit_test(bad_symbols_are_found),
        cmocka_unit_test(bad_legends_are_found),
        cmocka_unit_test(wrong_scale_is_found),
        cmocka_unit_test(missing_furniture_is_found),
        cmocka_unit_test(places_without_name_are_found),
        cmocka_unit_test(thin_border_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
