#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lint_page.h"

#include <stdio.h>
#include <string.h>

const char *const lint_good[PARTS] = {
    [ROOT] = "width=\"800\" height=\"600\" viewBox=\"0 0 800 600\" "
             "data-projection=\"+proj=lcc +lat_1=50.5 +lat_2=53 +lat_0=52 +lon_0=27 +ellps=WGS84\" "
             "data-frame=\"20 80 780 540\" data-extent=\"-76000 -46000 76000 46000\" "
             "data-dpi=\"144\"",
    [SEA] = "<path d=\"m20 80l760 0 0 460-760 0z\" fill=\"#cddfe8\"/>",
    [LAND] = "<path d=\"m20 80h760v250h-760z\" fill=\"#f1f2e6\"/>"
             "<path d=\"m20 330h760v210h-760z\" fill=\"#fbf6e3\"/>",
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
    [NUMBER] =
        "<g id=\"label-C\" data-at=\"300 420\" data-number=\"1\"><text x=\"310\" y=\"420\" " TYPE
        ">1</text></g>",
    [KEY_ROW] = "<g id=\"key-row\" data-number=\"1\"><text x=\"620\" y=\"120\" " TYPE
                ">1</text><text x=\"640\" y=\"120\" " TYPE ">Loyew</text></g>",
    [LEGEND_SIGNS] = "<g id=\"legend-row-5\" data-section=\"signs\"><text x=\"540\" y=\"428\" " TYPE
                     ">Number of events</text></g>",
    [LEGEND_LINES] = "<g id=\"legend-row-4\" data-section=\"lines\">"
                     "<text x=\"650\" y=\"530\" " TYPE ">The border</text></g>",
    [SCALE_BAR] = "<path d=\"m40 520v8h100.02v-8\" fill=\"none\" stroke=\"#24272c\" "
                  "stroke-width=\"2.4\"/><text x=\"70\" y=\"519\" " TYPE ">20 km</text>",
    [TITLE] = "<g id=\"title\"><text x=\"20\" y=\"40\" " TYPE ">A map</text></g>",
    [SUBTITLE] = "<g id=\"subtitle\"><text x=\"20\" y=\"65\" " TYPE ">March 2022</text></g>",
    [CREDIT] = "<g id=\"credit\"><text x=\"20\" y=\"590\" " TYPE ">Data: someone</text></g>",
    [DISCLAIMER] =
        "<g id=\"disclaimer\"><text x=\"20\" y=\"565\" " TYPE ">No endorsement.</text></g>"};

static char svg[LINT_PAGE_SIZE];

const char *lint_write(enum part part, const char *instead)
{
    const char *is[PARTS];
    memcpy(is, lint_good, sizeof is);
    if (part < PARTS)
        is[part] = instead;
    int length =
        snprintf(svg, sizeof svg,
                 "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" %s>"
                 "<g id=\"page\"><path d=\"m0 0h800v600h-800z\" fill=\"#ffffff\"/></g>"
                 "<g id=\"base\"><g id=\"countries\">%s%s</g><g id=\"rivers\">%s</g>"
                 "<g id=\"border\">%s</g></g><g id=\"leaders\">%s</g><g id=\"events\">%s%s</g>"
                 "<g id=\"town-labels\">%s%s</g><g id=\"event-labels\">%s</g>"
                 "<g id=\"furniture\">%s%s<g id=\"key\"><path d=\"m610 100h160v40h-160z\" "
                 "fill=\"#ffffff\"/>%s</g><g id=\"legend\">"
                 "<path d=\"m530 405h240v130h-240z\" fill=\"#ffffff\"/>%s%s%s%s</g>"
                 "<g id=\"scale-bar\">%s</g>%s%s</g></svg>",
                 is[ROOT], is[SEA], is[LAND], is[OTHER_LINE], is[BORDER], is[LEADERS], is[SYMBOL_A],
                 is[SYMBOL_B], is[NAME_A], is[NAME_B], is[NUMBER], is[TITLE], is[SUBTITLE],
                 is[KEY_ROW], is[LEGEND_A], is[LEGEND_B], is[LEGEND_SIGNS], is[LEGEND_LINES],
                 is[SCALE_BAR], is[CREDIT], is[DISCLAIMER]);
    assert_true(length > 0 && length < (int)sizeof svg);
    return svg;
}

const char *lint_write_outlined(enum part part, const char *instead)
{
    static char outlined[sizeof svg];
    size_t used = 0;
    for (const char *at = lint_write(part, instead); *at;) {
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

bm_lint *lint_of(const char *text)
{
    bm_lint *lint = NULL;
    bm_error error = {0};
    if (bm_lint_svg("map.svg", text, strlen(text), &lint, &error) != BM_OK)
        fail_msg("%s", error.message);
    return lint;
}

void lint_print(const bm_lint *lint)
{
    for (size_t i = 0; i < bm_lint_count(lint); i++) {
        const bm_lint_finding *at = bm_lint_get(lint, i);
        print_message("%s: %s (%s, %s)\n", at->check, at->message, at->value, at->limit);
    }
}

void lint_finds_nothing(const char *text)
{
    bm_lint *lint = lint_of(text);
    lint_print(lint);
    assert_int_equal(bm_lint_count(lint), 0);
    bm_lint_free(lint);
}

void lint_finds_in(const char *check, const char *words, const char *text)
{
    bm_lint *lint = lint_of(text);
    bool found = false;
    for (size_t i = 0; i < bm_lint_count(lint); i++) {
        const bm_lint_finding *at = bm_lint_get(lint, i);
        if (strcmp(at->check, check) != 0) {
            lint_print(lint);
            fail_msg("%s speaks up, not %s", at->check, check);
        }
        found = found || strstr(at->message, words);
    }
    lint_print(lint);
    if (!found)
        fail_msg("%s does not find '%s'", check, words);
    bm_lint_free(lint);
}

void lint_finds(const char *check, const char *words, enum part part, const char *instead)
{
    lint_finds_in(check, words, lint_write(part, instead));
}
