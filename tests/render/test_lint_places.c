#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lint_page.h"

#include <stdio.h>
#include <string.h>

/* Checks of what names, numbers and words belong to. */

#define AT_A "<g id=\"label-A\" data-at=\"200 250\">"
#define ROW(section, text)                                                                         \
    "<g id=\"legend-row-9\" data-section=\"" section "\"><text x=\"540\" y=\"467\" " TYPE ">" text \
    "</text></g>"

/* The good part, and something with it. */
static const char *with(enum part part, const char *more)
{
    static char text[4096];
    int length = snprintf(text, sizeof text, "%s%s", lint_good[part], more);
    assert_true(length > 0 && length < (int)sizeof text);
    return text;
}

static void words_beyond_their_frame_are_found(void **state)
{
    (void)state;
    lint_finds("box", "'The border' lies outside the frame of the legend", LEGEND_LINES,
               "<g id=\"legend-row-4\" data-section=\"lines\"><text x=\"650\" y=\"550\" " TYPE
               ">The border</text></g>");
    lint_finds("box", "'Loyew' lies outside the frame of the key", KEY_ROW,
               "<g id=\"key-row\" data-number=\"1\"><text x=\"620\" y=\"120\" " TYPE
               ">1</text><text x=\"750\" y=\"120\" " TYPE ">Loyew</text></g>");
    lint_finds("box", "'A map' of the title lies on the map", TITLE,
               "<g id=\"title\"><text x=\"20\" y=\"98\" " TYPE ">A map</text></g>");
}

static void numbers_without_rows_are_found(void **state)
{
    (void)state;
    lint_finds("key", "the number 2 on the map has no row", NUMBER,
               with(NUMBER, "<g id=\"label-D\" data-at=\"400 420\" data-number=\"2\"><text "
                            "x=\"410\" y=\"420\" " TYPE ">2</text></g>"));
    lint_finds("key", "row 2 of the key has no number", KEY_ROW,
               with(KEY_ROW, "<g id=\"key-row-2\" data-number=\"2\"><text x=\"700\" y=\"120\" " TYPE
                             ">2</text></g>"));
    lint_finds("key", "the number 1 stands at two places", NUMBER,
               with(NUMBER, "<g id=\"label-D\" data-at=\"400 420\" data-number=\"1\"><text "
                            "x=\"410\" y=\"420\" " TYPE ">1</text></g>"));
    lint_finds("key", "two rows of the key", KEY_ROW,
               with(KEY_ROW, "<g id=\"key-row-2\" data-number=\"1\"><text x=\"700\" y=\"120\" " TYPE
                             ">1</text></g>"));
}

static void names_in_another_country_are_found(void **state)
{
    (void)state;
    lint_finds("country", "'Kopani' is printed in another country", NAME_A,
               AT_A "<text x=\"220\" y=\"370\" " TYPE HALO ">Kopani</text></g>");
    lint_finds(
        "country", "'1' is printed in another country", NUMBER,
        "<g id=\"label-C\" data-at=\"300 420\" data-number=\"1\"><text x=\"310\" y=\"310\" " TYPE
        ">1</text></g>");
    /* Only the feet of its letters lie beyond. */
    lint_finds_nothing(
        lint_write(NAME_A, AT_A "<text x=\"220\" y=\"332\" " TYPE HALO ">Kopani</text></g>"));
    /* A place on the line itself belongs to neither. */
    lint_finds_nothing(lint_write(NUMBER, "<g id=\"label-C\" data-at=\"300 329.5\" "
                                          "data-number=\"1\"><text x=\"310\" y=\"355\" " TYPE
                                          ">1</text></g>"));
    /* A third country, painted below the two: the name may begin there, and not lie there. */
#define THIRD "<path d=\"m20 80h100v460h-100z\" fill=\"#e1deda\"/>"
    char land[1024];
    snprintf(land, sizeof land, "%s%s", THIRD,
             "<path d=\"m120 80h660v250h-660z\" fill=\"#f1f2e6\"/>"
             "<path d=\"m120 330h660v210h-660z\" fill=\"#fbf6e3\"/>");
    char text[LINT_PAGE_SIZE];
    static const char near[] = "data-at=\"300 420\" data-number=\"1\"><text x=\"310\" y=\"420\"";
    snprintf(text, sizeof text, "%s", lint_write(LAND, land));
    char *place = strstr(text, near);
    assert_non_null(place);
    memcpy(place, "data-at=\"300 420\" data-number=\"1\"><text x=\"100\" y=\"420\"",
           sizeof near - 1);
    lint_finds_in("country", "'1' is printed in another country", text);
    memcpy(place, "data-at=\"300 420\" data-number=\"1\"><text x=\"116\" y=\"420\"",
           sizeof near - 1);
    lint_finds_nothing(text);
}

static void symbols_in_another_country_are_found(void **state)
{
    (void)state;
    lint_finds("country", "'event-b' is drawn in another country", SYMBOL_B,
               "<g id=\"event-b\" data-category=\"clash\" data-label=\"Clash\" "
               "data-claims=\"1 0 0\" data-count=\"1\" data-at=\"500 250\">"
               "<path d=\"m500 340l10 20h-20z\" fill=\"#0072b2\" " EDGE "/></g>");
}

static void symbols_on_each_other_are_found(void **state)
{
    (void)state;
    lint_finds("crowding", "'event-a' and 'event-b' lie on each other", SYMBOL_B,
               "<g id=\"event-b\" data-category=\"clash\" data-label=\"Clash\" "
               "data-claims=\"1 0 0\" data-count=\"1\" data-at=\"500 250\">"
               "<path d=\"m205 240l10 20h-20z\" fill=\"#0072b2\" " EDGE "/></g>");
}

static void names_that_come_twice_are_found(void **state)
{
    (void)state;
#define NAMED(id, at, x, y, name)                                                                  \
    "<g id=\"label-" id "\" data-at=\"" at "\"><text x=\"" x "\" y=\"" y "\" " TYPE ">" name       \
    "</text></g>"
    lint_finds("repeated", "'Loyew' is named at two places", NUMBER,
               with(NUMBER, NAMED("D", "400 400", "405", "395", "Loyew")
                                NAMED("E", "400 480", "405", "475", "Loyew and around")));
    /* A town, and events that are named after it elsewhere. */
    lint_finds("repeated", "'Buda' is named at two places", NUMBER,
               with(NUMBER, NAMED("D", "400 400", "405", "395", "Buda and around")));
}

static void names_beside_another_place_are_found(void **state)
{
    (void)state;
    lint_finds("nearest", "'Kopani' stands nearer to 'Buda'", NAME_A,
               AT_A "<text x=\"440\" y=\"256\" " TYPE HALO ">Kopani</text></g>");
    /* The number of an event beside the symbol of another. */
    lint_finds(
        "nearest", "nearer to 'event-b'", NUMBER,
        "<g id=\"label-C\" data-at=\"450 300\" data-number=\"1\"><text x=\"494\" y=\"285\" " TYPE
        ">1</text></g>");
    /* Its ring is at its own. */
    lint_finds_nothing(lint_write(
        NUMBER,
        "<g id=\"label-C\" data-at=\"450 300\" data-number=\"1\"><path d=\"M448 268 H512 V300 "
        "H448 Z\" fill=\"#fff\"/><text x=\"494\" y=\"285\" " TYPE ">1</text></g>"));
    /* A line says what it is about. */
    lint_finds_nothing(lint_write(NAME_A, AT_A "<text x=\"440\" y=\"256\" " TYPE HALO
                                               ">Kopani</text></g><g id=\"leaders\"><path "
                                               "d=\"m210 250 226 0\" stroke=\"#000\"/></g>"));
}

static void signs_without_rows_are_found(void **state)
{
    (void)state;
#define SIGN(id, more)                                                                             \
    "<g id=\"" id "\"" more "><title>30 km</title><path d=\"m300 450h20\" stroke=\"#000\"/></g>"
    static const struct {
        const char *sign, *row, *words;
    } cases[] = {
        {SIGN("movements", ""), ROW("signs", "Movement, claimed"), "movements are drawn"},
        {SIGN("event-areas", ""), ROW("precision", "Somewhere within"), "circles of areas"},
        {SIGN("event-areas", ""), ROW("precision", "Somewhere in the area named"), "circles"},
        {SIGN("event-oblasts", ""), ROW("precision", "Somewhere in the shaded oblast"), "shaded"},
        {SIGN("crossing-7", " data-state=\"open\""), ROW("lines", "Border crossing"), "crossings"},
        {SIGN("border-zone", ""), ROW("lines", "30 km"), "zones along the border are drawn"},
        {SIGN("disputed", ""), ROW("lines", "Disputed area"), "disputed areas are drawn"},
        {SIGN("roads", ""), ROW("ground", "Road"), "roads are drawn"},
        {SIGN("event-c", " data-category=\"clash\" data-label=\"Clash\" data-kinds=\"Clash:1\" "
                         "data-count=\"0\""),
         ROW("signs", "Several kinds at one place"), "symbols of several kinds"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool is_symbol = strstr(cases[i].sign, "kinds") != NULL;
        if (!is_symbol)
            lint_finds("legend", cases[i].words, OTHER_LINE, with(OTHER_LINE, cases[i].sign));
        lint_finds("legend", "is in the legend and not on the map", LEGEND_LINES,
                   with(LEGEND_LINES, cases[i].row));
        char text[LINT_PAGE_SIZE];
        static char both[LINT_PAGE_SIZE];
        snprintf(text, sizeof text, "%s",
                 lint_write(LEGEND_LINES, with(LEGEND_LINES, cases[i].row)));
        const char *line = strstr(text, lint_good[OTHER_LINE]);
        assert_non_null(line);
        snprintf(both, sizeof both, "%.*s%s%s", (int)(line - text), text, cases[i].sign, line);
        if (!is_symbol)
            lint_finds_nothing(both);
    }
    /* A symbol with a number. */
    lint_finds("legend", "symbols with a number are drawn", LEGEND_SIGNS, "");
    lint_finds("legend", "'Since June' is in the legend", LEGEND_LINES,
               with(LEGEND_LINES,
                    "<g id=\"legend-row-9\" data-section=\"signs\" data-count=\"0\"><text "
                    "x=\"540\" y=\"467\" " TYPE ">Since June</text></g>"));
    lint_finds("legend", "'Several of these' is in the legend", LEGEND_LINES,
               with(LEGEND_LINES, ROW("claims", "Several of these")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_beyond_their_frame_are_found),
        cmocka_unit_test(numbers_without_rows_are_found),
        cmocka_unit_test(names_in_another_country_are_found),
        cmocka_unit_test(symbols_in_another_country_are_found),
        cmocka_unit_test(symbols_on_each_other_are_found),
        cmocka_unit_test(names_that_come_twice_are_found),
        cmocka_unit_test(names_beside_another_place_are_found),
        cmocka_unit_test(signs_without_rows_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
