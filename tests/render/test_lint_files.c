#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lint_page.h"

#include <stdio.h>
#include <string.h>

static void letters_as_paths_are_read(void **state)
{
    (void)state;
    lint_finds_nothing(lint_write_outlined(PARTS, NULL));
    lint_finds_in("legend", "'Strike' is drawn and not in the legend",
                  lint_write_outlined(LEGEND_A, ""));
    lint_finds_in("furniture", "says when", lint_write_outlined(SUBTITLE, ""));
    lint_finds_in("scale-bar", "20 km",
                  lint_write_outlined(SCALE_BAR,
                                      "<path d=\"m40 520v8h103v-8\" fill=\"none\" "
                                      "stroke=\"#24272c\"/><text x=\"70\" y=\"519\" " TYPE
                                      ">20 km</text>"));
    lint_finds_in("overlap", "'Buda' lies on 'Kopani'",
                  lint_write_outlined(NAME_A,
                                      "<g id=\"label-A\" data-at=\"200 250\"><text x=\"540\" "
                                      "y=\"241\" " TYPE HALO ">Kopani</text></g>"));
    lint_finds_in("text-contrast", "Kopani",
                  lint_write_outlined(
                      NAME_A, "<g id=\"label-A\" data-at=\"200 250\"><text x=\"220\" "
                              "y=\"240\" font-size=\"16\" fill=\"#7d7d7d\">Kopani</text></g>"));
    lint_finds_in("type-size", "too small",
                  lint_write_outlined(
                      NAME_A, "<g id=\"label-A\" data-at=\"200 250\"><text x=\"220\" "
                              "y=\"240\" font-size=\"11.5\" fill=\"#111\">Kopani</text></g>"));
}

/* From many symbols on, equal ones are references to one picture. */
static void references_are_read(void **state)
{
    (void)state;
    static char text[LINT_PAGE_SIZE], both[LINT_PAGE_SIZE];
    static const char symbol[] = "<path d=\"m190 240h20v20h-20z\" fill=\"#d55e00\" " EDGE "/>";
    snprintf(text, sizeof text, "%s", lint_write(PARTS, NULL));
    char *at = strstr(text, symbol), *page = strstr(text, "<g id=\"page\"");
    assert_true(at && page && page < at);
    snprintf(both, sizeof both,
             "%.*s<defs><clipPath id=\"c\"><path d=\"m-5-5h10v10h-10z\"/></clipPath><g id=\"s\" "
             "fill=\"#d55e00\"><title>no</title><path d=\"m-10-10h20v20h-20z\" " EDGE
             "/><g clip-path=\"url(#c)\"><path d=\"m-900-5h1800\" stroke=\"#000\"/></g></g></defs>"
             "%.*s<use xlink:href=\"#s\" x=\"200\" y=\"250\"/>%s",
             (int)(page - text), text, (int)(at - page), page, at + strlen(symbol));
    char *head = strstr(both, "xmlns=");
    assert_non_null(head);
    static char whole[LINT_PAGE_SIZE];
    snprintf(whole, sizeof whole, "%.*sxmlns:xlink=\"http://www.w3.org/1999/xlink\" %s",
             (int)(head - both), both, head);
    lint_finds_nothing(whole);
    bm_lint *lint = lint_of(whole);
    assert_string_equal(bm_lint_unread(lint), "");
    bm_lint_free(lint);
    /* It is seen where it is referred to. */
    char *x = strstr(whole, "x=\"200\" y=\"250\"/>");
    memcpy(x, "x=\"220\" y=\"240\"/>", strlen("x=\"220\" y=\"240\"/>"));
    lint_finds_in("overlap", "symbol 'event-a'", whole);
    /* Groups of groups of groups are not followed without end. */
    static char nested[LINT_PAGE_SIZE];
    size_t used = (size_t)snprintf(
        nested, sizeof nested, "<svg width='9' height='9'><defs><g id='s0'><path d='m1 1h1'/></g>");
    for (int level = 1; level <= 9; level++) {
        used += (size_t)snprintf(nested + used, sizeof nested - used, "<g id='s%d'>", level);
        for (int i = 0; i < 40; i++)
            used += (size_t)snprintf(nested + used, sizeof nested - used, "<use href='#s%d'/>",
                                     level - 1);
        used += (size_t)snprintf(nested + used, sizeof nested - used, "</g>");
    }
    snprintf(nested + used, sizeof nested - used, "</defs><use href='#s9'/></svg>");
    lint = lint_of(nested);
    assert_string_equal(bm_lint_unread(lint), "use");
    bm_lint_free(lint);
    /* A reference to nothing is told. */
    lint = lint_of("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
                   "<use href='#none'/></svg>");
    assert_string_equal(bm_lint_unread(lint), "use");
    bm_lint_free(lint);
}

/* Inkscape writes styles, transformations and tspans. */
static void other_programs_files_are_read(void **state)
{
    (void)state;
    bm_lint *lint = lint_of(
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x.dtd\"><!-- a -->\n"
        "<svg:svg xmlns:svg=\"http://www.w3.org/2000/svg\" width=\"210mm\" height=\"100mm\" "
        "viewBox=\"0 0 210 100\"><svg:g transform=\"translate(10,10) scale(2)\">"
        "<svg:rect x=\"0\" y=\"0\" width=\"90\" height=\"40\" style=\"fill: #222222; "
        "stroke:none\"/>"
        "<svg:text style=\"font-size:4px;fill:#333333\"><svg:tspan x=\"5\" y=\"10\">One</svg:tspan>"
        "<svg:tspan x=\"5\" y=\"20\" style=\"fill:#ffffff\">T&#x77;o &amp; three</svg:tspan>"
        "</svg:text></svg:g></svg:svg>");
    lint_print(lint);
    assert_false(bm_lint_is_complete(lint));
    assert_int_equal(bm_lint_count(lint), 1);
    assert_string_equal(bm_lint_get(lint, 0)->check, "text-contrast");
    assert_string_equal(bm_lint_get(lint, 0)->text, "One");
    bm_lint_free(lint);
}

/* A hillshade that darkens what is below it is seen so. */
static void pictures_may_multiply(void **state)
{
    (void)state;
    static const char light_grey[] = "data:image/"
                                     "png;base64,"
                                     "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGO4A"
                                     "AAA0gDR29kOtwAAAABJRU5ErkJggg==";
    static const struct {
        const char *style;
        size_t findings;
    } cases[] = {{"", 1}, {" style=\"mix-blend-mode:multiply\"", 0}};
    for (size_t i = 0; i < 2; i++) {
        static char text[LINT_PAGE_SIZE];
        snprintf(text, sizeof text,
                 "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100'>"
                 "<path d='m0 0h200v100h-200z' fill='#222222'/><g%s>"
                 "<image width='200' height='100' href='%s'/></g>"
                 "<text x='20' y='50' font-size='14' fill='#ffffff'>One</text></svg>",
                 cases[i].style, light_grey);
        bm_lint *lint = lint_of(text);
        lint_print(lint);
        assert_int_equal(bm_lint_count(lint), cases[i].findings);
        bm_lint_free(lint);
    }
}

static void what_is_no_svg_is_refused(void **state)
{
    (void)state;
    static const char *const files[] = {
        "",
        "hello",
        "<svg",
        "<svg width='9' height='9'>",
        "<svg width='9' height='9'></g>",
        "<svg width='9' height='9'><g></svg></g>",
        "<svg width='9' height='9'/><svg/>",
        "<svg width=9 height='9'/>",
        "<svg width='9' height='9'>&unknown;</svg>",
        "<svg width='9' height='9'>&#xD800;</svg>",
        "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg width='9' height='9'/>",
        "<svg width='9' height='9'><!-- </svg>",
        "<svg/>",
        "<svg width='0' height='9'/>",
        "<svg width='9' height='9'>\xff</svg>",
        "<svg width='9' height='9'>\x01</svg>",
        "<svg width='9' height='9'>&#1;</svg>",
        "<svg width='9' width='9' height='9'/>",
        "<svg width='9' height='9'><text fill='#fff' x='1' fill='#7a2500'>a</text></svg>",
        "<svg width='9'height='9'/>",
        "<svg 9width='9' height='9'/>",
        "<svg width='9' height='9' id='<'/>",
        "<svg width='9' height='9'><-g/></svg>",
        "<svg width='9' height='9'><!-- a -- b --></svg>",
        "<svg width='9' height='9'>a ]]> b</svg>",
        "<svg width='9' height='9'/><![CDATA[a]]>",
        "<svg width='9' height='9'><!DOCTYPE svg></svg>",
        " <?xml version='1.0'?><svg width='9' height='9'/>",
        "<svg width='9' height='9' xlink:href='a'/>",
        "<svg width='9' height='9'><g xmlns:a='b'/><a:g/></svg>",
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        bm_lint *lint = NULL;
        bm_error error = {0};
        if (bm_lint_svg("x.svg", files[i], strlen(files[i]), &lint, &error) != BM_ERROR_FORMAT)
            fail_msg("'%s' is taken", files[i]);
        assert_null(lint);
        assert_non_null(strstr(error.message, "SVG"));
    }
    /* Odd numbers and endless paths do no harm. */
    bm_lint *lint = lint_of(
        "<svg width='9' height='9'><path d='M1e400 2L-1e30 4A1 1 0 0 1 5 5 1 1 0 11.5.5Q1 2'/>"
        "<path d='M1 1zzzz m 2 2 nan' stroke='#000' stroke-width='1e300' "
        "stroke-dasharray='0 0'/><text x='1e9' y='-1e9' font-size='1e9' transform='scale(0)'>a"
        "</text><circle r='-5'/><rect width='inf'/></svg>");
    bm_lint_free(lint);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_as_paths_are_read),     cmocka_unit_test(references_are_read),
        cmocka_unit_test(other_programs_files_are_read), cmocka_unit_test(pictures_may_multiply),
        cmocka_unit_test(what_is_no_svg_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
