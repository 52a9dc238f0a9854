#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <bordermap/lint.h>
#include <stdio.h>
#include <string.h>

/* A small map that nothing is wrong with, in parts; each test spoils one of them. */

enum part {
    ROOT,
    SEA,
    LAND,
    BORDER,
    OTHER_LINE,
    LEADERS,
    SYMBOL_A,
    SYMBOL_B,
    NAME_A,
    NAME_B,
    LEGEND_A,
    LEGEND_B,
    LEGEND_LINES,
    SCALE_BAR,
    TITLE,
    SUBTITLE,
    CREDIT,
    DISCLAIMER,
    PARTS
};

#define TYPE "font-family=\"Roboto Condensed\" font-size=\"16\" fill=\"#111111\" "
#define HALO "stroke=\"#ffffff\" stroke-width=\"4\" paint-order=\"stroke\""
#define EDGE "stroke=\"#1b1b22\" stroke-width=\"1.6\""

static const char *const good[PARTS] = {
    [ROOT] = "width=\"800\" height=\"600\" viewBox=\"0 0 800 600\" "
             "data-projection=\"+proj=lcc +lat_1=50.5 +lat_2=53 +lat_0=52 +lon_0=27 +ellps=WGS84\" "
             "data-frame=\"20 80 780 540\" data-extent=\"-76000 -46000 76000 46000\" "
             "data-dpi=\"144\"",
    [SEA] = "<path d=\"m20 80l760 0 0 460-760 0z\" fill=\"#cddfe8\"/>",
    [LAND] = "<path d=\"m20 80h760v460h-760z\" fill=\"#f1f2e6\"/>",
    [BORDER] = "<path d=\"m20 330l760 0\" fill=\"none\" stroke=\"#ffffff\" stroke-width=\"9\"/>"
               "<path d=\"m20 330l760 0\" fill=\"none\" stroke=\"#23202b\" stroke-width=\"5\"/>",
    [OTHER_LINE] =
        "<path d=\"m20 200l760 0\" fill=\"none\" stroke=\"#8d8a84\" stroke-width=\"2\"/>",
    [LEADERS] = "",
    [SYMBOL_A] = "<g id=\"event-a\" data-category=\"strike\" data-label=\"Strike\" "
                 "data-claims=\"2 0 0\" data-count=\"2\" data-at=\"200 250\">"
                 "<path d=\"m190 240h20v20h-20z\" fill=\"#d55e00\" " EDGE "/></g>",
    [SYMBOL_B] = "<g id=\"event-b\" data-category=\"clash\" data-label=\"Clash\" "
                 "data-claims=\"1 0 0\" data-count=\"1\" data-at=\"500 250\">"
                 "<path d=\"m500 240l10 20h-20z\" fill=\"#0072b2\" " EDGE "/></g>",
    [NAME_A] = "<g id=\"label-A\" data-at=\"200 250\"><text x=\"220\" y=\"240\" " TYPE HALO
               ">Kopani</text></g>",
    [NAME_B] = "<g id=\"label-B\" data-at=\"500 250\"><text x=\"520\" y=\"240\" " TYPE HALO
               ">Buda</text></g>",
    [LEGEND_A] = "<g id=\"legend-row\" data-section=\"events\"><path d=\"m620 470h20v20h-20z\" "
                 "fill=\"#d55e00\"/><text x=\"650\" y=\"485\" " TYPE ">Strike</text>"
                 "<text x=\"740\" y=\"485\" " TYPE ">2</text></g>",
    [LEGEND_B] = "<g id=\"legend-row-2\" data-section=\"events\"><path d=\"m630 495l10 20h-20z\" "
                 "fill=\"#0072b2\"/><text x=\"650\" y=\"512\" " TYPE ">Clash</text>"
                 "<text x=\"740\" y=\"512\" " TYPE ">1</text></g>"
                 "<g id=\"legend-row-3\" data-section=\"claims\">"
                 "<text x=\"650\" y=\"450\" " TYPE ">Confirmed</text>"
                 "<text x=\"740\" y=\"450\" " TYPE ">3</text></g>",
    [LEGEND_LINES] = "<g id=\"legend-row-4\" data-section=\"lines\">"
                     "<text x=\"650\" y=\"530\" " TYPE ">The border</text></g>",
    [SCALE_BAR] = "<path d=\"m40 520v8h100.02v-8\" fill=\"none\" stroke=\"#24272c\" "
                  "stroke-width=\"2.4\"/><text x=\"70\" y=\"519\" " TYPE ">20 km</text>",
    [TITLE] = "<g id=\"title\"><text x=\"20\" y=\"40\" " TYPE ">A map</text></g>",
    [SUBTITLE] = "<g id=\"subtitle\"><text x=\"20\" y=\"65\" " TYPE ">March 2022</text></g>",
    [CREDIT] = "<g id=\"credit\"><text x=\"20\" y=\"590\" " TYPE ">Data: someone</text></g>",
    [DISCLAIMER] =
        "<g id=\"disclaimer\"><text x=\"20\" y=\"565\" " TYPE ">No endorsement.</text></g>"};

static char svg[32768];

static const char *write_svg(enum part part, const char *instead)
{
    const char *is[PARTS];
    memcpy(is, good, sizeof is);
    if (part < PARTS)
        is[part] = instead;
    int length =
        snprintf(svg, sizeof svg,
                 "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" %s>"
                 "<g id=\"page\"><path d=\"m0 0h800v600h-800z\" fill=\"#ffffff\"/></g>"
                 "<g id=\"base\"><g id=\"countries\">%s%s</g><g id=\"rivers\">%s</g>"
                 "<g id=\"border\">%s</g></g><g id=\"leaders\">%s</g><g id=\"events\">%s%s</g>"
                 "<g id=\"town-labels\">%s%s</g><g id=\"furniture\">%s%s<g id=\"legend\">"
                 "<path d=\"m610 430h160v105h-160z\" fill=\"#ffffff\"/>%s%s%s</g>"
                 "<g id=\"scale-bar\">%s</g>%s%s</g></svg>",
                 is[ROOT], is[SEA], is[LAND], is[OTHER_LINE], is[BORDER], is[LEADERS], is[SYMBOL_A],
                 is[SYMBOL_B], is[NAME_A], is[NAME_B], is[TITLE], is[SUBTITLE], is[LEGEND_A],
                 is[LEGEND_B], is[LEGEND_LINES], is[SCALE_BAR], is[CREDIT], is[DISCLAIMER]);
    assert_true(length > 0 && length < (int)sizeof svg);
    return svg;
}

static bm_lint *lint_of(const char *text)
{
    bm_lint *lint = NULL;
    bm_error error = {0};
    if (bm_lint_svg("map.svg", text, strlen(text), &lint, &error) != BM_OK)
        fail_msg("%s", error.message);
    return lint;
}

static void print_all(const bm_lint *lint)
{
    for (size_t i = 0; i < bm_lint_count(lint); i++) {
        const bm_lint_finding *at = bm_lint_get(lint, i);
        print_message("%s: %s (%s, %s)\n", at->check, at->message, at->value, at->limit);
    }
}

/* Spoil one part: only this check may find it, and it must. */
static void finds_in(const char *check, const char *words, const char *text)
{
    bm_lint *lint = lint_of(text);
    bool found = false;
    for (size_t i = 0; i < bm_lint_count(lint); i++) {
        const bm_lint_finding *at = bm_lint_get(lint, i);
        if (strcmp(at->check, check) != 0) {
            print_all(lint);
            fail_msg("%s speaks up, not %s", at->check, check);
        }
        found = found || strstr(at->message, words);
    }
    print_all(lint);
    if (!found)
        fail_msg("%s does not find '%s'", check, words);
    bm_lint_free(lint);
}

static void finds(const char *check, const char *words, enum part part, const char *instead)
{
    finds_in(check, words, write_svg(part, instead));
}

static void good_map_has_no_findings(void **state)
{
    (void)state;
    bm_lint *lint = lint_of(write_svg(PARTS, NULL));
    print_all(lint);
    assert_int_equal(bm_lint_count(lint), 0);
    assert_true(bm_lint_is_complete(lint));
    assert_string_equal(bm_lint_unread(lint), "");
    assert_null(bm_lint_get(lint, 0));
    bm_lint_free(lint);
}

/* The same map with letters as paths: each text a box of its width, the words in an attribute. */
static const char *write_outlined(enum part part, const char *instead)
{
    static char outlined[sizeof svg];
    size_t used = 0;
    for (const char *at = write_svg(part, instead); *at;) {
        double x, y;
        int head = 0;
        const char *open = strchr(at, '>'), *end = strstr(at, "</text>");
        if (sscanf(at, "<text x=\"%lf\" y=\"%lf\" %n", &x, &y, &head) != 2) {
            outlined[used++] = *at++;
            continue;
        }
        assert_true(open && end && open < end && used + 400 < sizeof outlined);
        int words = (int)(end - open - 1);
        used += (size_t)snprintf(outlined + used, sizeof outlined - used,
                                 "<path aria-label=\"%.*s\" d=\"m%g %gh%dv10h%dz\" %.*s/>", words,
                                 open + 1, x, y - 10, 6 * words, -6 * words,
                                 (int)(open - at) - head, at + head);
        at = end + strlen("</text>");
    }
    outlined[used] = '\0';
    return outlined;
}

static void letters_as_paths_are_read(void **state)
{
    (void)state;
    bm_lint *lint = lint_of(write_outlined(PARTS, NULL));
    print_all(lint);
    assert_int_equal(bm_lint_count(lint), 0);
    bm_lint_free(lint);
    finds_in("legend", "'Strike' is drawn and not in the legend", write_outlined(LEGEND_A, ""));
    finds_in("furniture", "says when", write_outlined(SUBTITLE, ""));
    finds_in("scale-bar", "20 km",
             write_outlined(SCALE_BAR,
                            "<path d=\"m40 520v8h103v-8\" fill=\"none\" "
                            "stroke=\"#24272c\"/><text x=\"70\" y=\"519\" " TYPE ">20 km</text>"));
    finds_in("overlap", "'Buda' lies on 'Kopani'",
             write_outlined(NAME_A, "<g id=\"label-A\" data-at=\"200 250\"><text x=\"540\" "
                                    "y=\"241\" " TYPE HALO ">Kopani</text></g>"));
    finds_in("text-contrast", "Kopani",
             write_outlined(NAME_A,
                            "<g id=\"label-A\" data-at=\"200 250\"><text x=\"220\" "
                            "y=\"240\" font-size=\"16\" fill=\"#7d7d7d\">Kopani</text></g>"));
    finds_in("type-size", "too small",
             write_outlined(NAME_A,
                            "<g id=\"label-A\" data-at=\"200 250\"><text x=\"220\" "
                            "y=\"240\" font-size=\"11.5\" fill=\"#111\">Kopani</text></g>"));
}

static void weak_text_is_found(void **state)
{
    (void)state;
    finds("text-contrast", "Kopani", NAME_A,
          "<g id=\"label-A\" data-at=\"200 250\"><text x=\"220\" y=\"240\" font-size=\"16\" "
          "fill=\"#ffffff\" " HALO ">Kopani</text></g>");
    /* Dark on dark, without a halo. */
    finds("text-contrast", "Kopani", NAME_A,
          "<g id=\"label-A\" data-at=\"200 250\"><path d=\"m215 220h80v30h-80z\" fill=\"#333333\"/>"
          "<text x=\"220\" y=\"240\" " TYPE ">Kopani</text></g>");
    /* Grey of 3.6 to 1 is enough for large type only. */
    finds("text-contrast", "Kopani", NAME_A,
          "<g id=\"label-A\" data-at=\"200 250\"><text x=\"220\" y=\"240\" font-size=\"16\" "
          "fill=\"#7d7d7d\">Kopani</text></g>");
    bm_lint *lint =
        lint_of(write_svg(NAME_A, "<g id=\"label-A\" data-at=\"200 250\"><text x=\"220\" y=\"235\" "
                                  "font-size=\"38\" fill=\"#7d7d7d\">Kopani</text></g>"));
    assert_int_equal(bm_lint_count(lint), 0);
    bm_lint_free(lint);
}

/* A halo makes up for the ground: dark letters over a dark patch. */
static void halo_counts_for_contrast(void **state)
{
    (void)state;
    bm_lint *lint = lint_of(write_svg(
        NAME_A, "<g id=\"label-A\" data-at=\"200 250\"><path d=\"m215 220h80v30h-80z\" "
                "fill=\"#333333\"/><text x=\"220\" y=\"240\" " TYPE HALO ">Kopani</text></g>"));
    print_all(lint);
    assert_int_equal(bm_lint_count(lint), 0);
    bm_lint_free(lint);
}

static void overlaps_are_found(void **state)
{
    (void)state;
    /* Name on name: only the halos touch. */
    finds("overlap", "'Buda' lies on 'Kopani'", NAME_A,
          "<g id=\"label-A\" data-at=\"200 250\"><text x=\"551\" y=\"240\" " TYPE HALO
          ">Kopani</text></g>");
    finds("overlap", "symbol 'event-b'", NAME_A,
          "<g id=\"label-A\" data-at=\"200 250\"><text x=\"440\" y=\"262\" " TYPE HALO
          ">Kopani Kopani</text></g>");
    finds("overlap", "under the legend", NAME_A,
          "<g id=\"label-A\" data-at=\"200 250\"><text x=\"580\" y=\"435\" " TYPE HALO
          ">Kopani</text></g>");
    finds("overlap", "scale-bar", NAME_A,
          "<g id=\"label-A\" data-at=\"200 250\"><text x=\"30\" y=\"505\" transform=\"rotate(40 30 "
          "505)\" " TYPE HALO ">Kopani</text></g>");
    finds("overlap", "'event-a' lies under the legend", SYMBOL_A,
          "<g id=\"event-a\" data-category=\"strike\" data-label=\"Strike\" data-claims=\"2 0 0\" "
          "data-count=\"2\" data-at=\"200 250\"><path d=\"m600 450h20v20h-20z\" "
          "fill=\"#d55e00\" " EDGE "/></g>");
    /* Words of the furniture on each other. */
    finds("overlap", "A map", SUBTITLE,
          "<g id=\"subtitle\"><text x=\"22\" y=\"45\" " TYPE ">March 2022</text></g>");
}

static void cut_text_is_found(void **state)
{
    (void)state;
    finds("cut-off", "edge of the map", NAME_A,
          "<g id=\"label-A\" data-at=\"200 250\"><text x=\"750\" y=\"140\" " TYPE HALO
          ">Kopani</text></g>");
    finds("cut-off", "edge of the page", CREDIT,
          "<g id=\"credit\"><text x=\"760\" y=\"590\" " TYPE ">Data: someone</text></g>");
}

static void bad_leaders_are_found(void **state)
{
    (void)state;
    finds("leader", "cross each other", LEADERS,
          "<path d=\"m300 300l60 60\" stroke=\"#000\"/><path d=\"m300 360l60-60\" "
          "stroke=\"#000\"/>");
    finds("leader", "crosses 'Kopani'", LEADERS, "<path d=\"m240 150l0 160\" stroke=\"#000\"/>");
}

static void bad_type_is_found(void **state)
{
    (void)state;
    finds("type-size", "too small", NAME_A,
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
    strcat(names, good[NAME_A]);
    finds("type-size", "6 sizes", NAME_A, names);
    finds("halo", "too wide", NAME_A,
          "<g id=\"label-A\" data-at=\"200 250\"><text x=\"220\" y=\"240\" font-size=\"16\" "
          "fill=\"#111\" stroke=\"#fff\" stroke-width=\"8\">Kopani</text></g>");
    finds("halo", "too narrow", NAME_A,
          "<g id=\"label-A\" data-at=\"200 250\"><text x=\"220\" y=\"240\" font-size=\"16\" "
          "fill=\"#111\" stroke=\"#fff\" stroke-width=\"1\">Kopani</text></g>");
}

static void bad_symbols_are_found(void **state)
{
    (void)state;
    finds("symbol-contrast", "Clash", SYMBOL_B,
          "<g id=\"event-b\" data-category=\"clash\" data-label=\"Clash\" data-claims=\"1 0 0\" "
          "data-count=\"1\" data-at=\"500 250\"><path d=\"m500 240l10 20h-20z\" "
          "fill=\"#56b4e9\"/></g>");
    /* The same square for both. */
    finds("category", "same shape", LEGEND_B,
          "<g id=\"legend-row-2\" data-section=\"events\"><path d=\"m620 495h18v18h-18z\" "
          "fill=\"#0072b2\"/><text x=\"650\" y=\"512\" " TYPE ">Clash</text></g>"
          "<g id=\"legend-row-3\" data-section=\"claims\"><text x=\"650\" y=\"450\" " TYPE
          ">Confirmed</text></g>");
    /* Red and green of one lightness are one colour without green cones. */
    finds("category", "too close for", LEGEND_B,
          "<g id=\"legend-row-2\" data-section=\"events\"><path d=\"m630 495l10 20h-20z\" "
          "fill=\"#8a7d00\"/><text x=\"650\" y=\"512\" " TYPE ">Clash</text></g>"
          "<g id=\"legend-row-3\" data-section=\"claims\"><text x=\"650\" y=\"450\" " TYPE
          ">Confirmed</text></g>");
}

static void bad_legends_are_found(void **state)
{
    (void)state;
    finds("legend", "'Strike' is drawn and not in the legend", LEGEND_A, "");
    finds("legend", "counts 7 of 'Strike'", LEGEND_A,
          "<g id=\"legend-row\" data-section=\"events\"><path d=\"m620 470h20v20h-20z\" "
          "fill=\"#d55e00\"/><text x=\"650\" y=\"485\" " TYPE ">Strike</text>"
          "<text x=\"740\" y=\"485\" " TYPE ">7</text></g>");
    char more[2048];
    snprintf(more, sizeof more,
             "%s<g id=\"legend-row-9\" data-section=\"events\"><text x=\"700\" y=\"470\" " TYPE
             ">Rain</text></g>",
             good[LEGEND_LINES]);
    finds("legend", "'Rain' is in the legend and not on the map", LEGEND_LINES, more);
    finds("legend", "lines are drawn", LEGEND_LINES, "");
    /* Two confirmed events and one claimed in a symbol that looks confirmed. */
    finds("legend", "several claims and looks as one", SYMBOL_A,
          "<g id=\"event-a\" data-category=\"strike\" data-label=\"Strike\" data-claims=\"1 0 1\" "
          "data-count=\"2\" data-at=\"200 250\"><path d=\"m190 240h20v20h-20z\" "
          "fill=\"#d55e00\" " EDGE "/></g>");
    finds("legend", "symbols of several claims are drawn and not explained", SYMBOL_A,
          "<g id=\"event-a\" data-category=\"strike\" data-label=\"Strike\" "
          "data-claim=\"several\" data-claims=\"1 0 1\" "
          "data-count=\"2\" data-at=\"200 250\"><path d=\"m190 240h20v20h-20z\" "
          "fill=\"#d55e00\" " EDGE "/></g>");
    finds("legend", "not stated events are drawn and not explained", SYMBOL_B,
          "<g id=\"event-b\" data-category=\"clash\" data-label=\"Clash\" data-claims=\"0 0 0\" "
          "data-count=\"1\" data-at=\"500 250\"><path d=\"m500 240l10 20h-20z\" "
          "fill=\"#0072b2\" " EDGE "/></g>");
    char text[sizeof svg];
    snprintf(text, sizeof text, "%s", write_svg(PARTS, NULL));
    /* No legend at all. */
    char *legend = strstr(text, "<g id=\"legend\">"), *end = strstr(text, "<g id=\"scale-bar\">");
    memmove(legend, end, strlen(end) + 1);
    finds_in("legend", "no legend", text);
}

static void wrong_scale_is_found(void **state)
{
    (void)state;
    finds("scale-bar", "20 km", SCALE_BAR,
          "<path d=\"m40 520v8h103v-8\" fill=\"none\" stroke=\"#24272c\"/><text x=\"70\" "
          "y=\"519\" " TYPE ">20 km</text>");
    finds("scale-bar", "not a round length", SCALE_BAR,
          "<path d=\"m40 520v8h150.03v-8\" fill=\"none\" stroke=\"#24272c\"/><text x=\"70\" "
          "y=\"519\" " TYPE ">30 km</text>");
    finds("scale-bar", "no length", SCALE_BAR,
          "<path d=\"m40 520v8h100v-8\" fill=\"none\" stroke=\"#24272c\"/>");
}

static void missing_furniture_is_found(void **state)
{
    (void)state;
    finds("furniture", "no title", TITLE, "");
    finds("furniture", "says when", SUBTITLE, "");
    finds("furniture", "no credit", CREDIT, "");
    finds("furniture", "no disclaimer", DISCLAIMER, "");
    finds("furniture", "north is not up", ROOT,
          "width=\"800\" height=\"600\" viewBox=\"0 0 800 600\" data-projection=\"+proj=lcc "
          "+lat_1=50.5 +lat_2=53 +lat_0=52 +lon_0=17 +ellps=WGS84\" data-frame=\"20 80 780 540\" "
          "data-extent=\"606000 -20000 758000 72000\" data-dpi=\"144\"");
}

static void places_without_name_are_found(void **state)
{
    (void)state;
    finds("unnamed", "event-b", NAME_B, "");
}

static void thin_border_is_found(void **state)
{
    (void)state;
    finds("border", "rivers", OTHER_LINE,
          "<path d=\"m20 200l760 0\" fill=\"none\" stroke=\"#8d8a84\" stroke-width=\"6\"/>");
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
    print_all(lint);
    assert_false(bm_lint_is_complete(lint));
    assert_int_equal(bm_lint_count(lint), 1);
    assert_string_equal(bm_lint_get(lint, 0)->check, "text-contrast");
    assert_string_equal(bm_lint_get(lint, 0)->text, "One");
    bm_lint_free(lint);
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
        cmocka_unit_test(good_map_has_no_findings),
        cmocka_unit_test(letters_as_paths_are_read),
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
        cmocka_unit_test(other_programs_files_are_read),
        cmocka_unit_test(what_is_no_svg_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
