/* Pictures of strangers: what is drawn, and what is refused before anything parses it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "render/svg_symbol/svg_symbol.h"

#define ROOT "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\">"

static void says(const char *text, const char *part)
{
    const char *why = bm_svg_symbol_objection(text, strlen(text));
    if (part ? !why || !strstr(why, part) : why != NULL)
        fail_msg("%.60s: %s", text, why ? why : "no objection");
}

static void harmless_files_are_taken(void **state)
{
    (void)state;
    says(ROOT "<path d=\"M0 0h1\"/></svg>", NULL);
    says("<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" "
         "\"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">" ROOT "</svg>",
         NULL);
    says("<svg:svg xmlns:svg=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"></svg:svg>", NULL);
    says(ROOT "<use href=\"#a\"/><rect fill=\"url(#g)\" id=\"on\"/></svg>", NULL);
    says(ROOT "<image xlink:href=\"data:image/png;base64,AA==\"/></svg>", NULL);
}

static void harmful_files_are_refused(void **state)
{
    (void)state;
    says("", "no <svg>");
    says("hello", "no <svg>");
    says(ROOT "<script>alert(1)</script></svg>", "script");
    says(ROOT "<svg:SCRIPT/></svg>", "script");
    says(ROOT "<g onload=\"x()\"/></svg>", "script");
    says(ROOT "<g\nonclick = 'x()'/></svg>", "script");
    says(ROOT "<foreignObject/></svg>", "script");
    says(ROOT "<animate/></svg>", "animation");
    says("<!DOCTYPE svg [<!ENTITY a \"b\">]>" ROOT "&a;</svg>", "entities");
    says(ROOT "<image href=\"/etc/passwd\"/></svg>", "another file");
    says(ROOT "<image xlink:href = 'https://example.org/a.png'/></svg>", "another file");
    says(ROOT "<image href=\"data:image/svg+xml;base64,AA\"/></svg>", "another file");
    says(ROOT "<rect fill=\"url(http://example.org/#g)\"/></svg>", "another file");
    says(ROOT "<style>@import 'x.css';</style></svg>", "another file");
    says("<?xml-stylesheet href='#a'?>" ROOT "</svg>", "another file");
    says(ROOT "\xff</svg>", "UTF-8");
    assert_non_null(bm_svg_symbol_objection(ROOT "\0</svg>", sizeof ROOT + 6));
}

static void large_files_are_refused(void **state)
{
    (void)state;
    size_t size = BM_SVG_SYMBOL_BYTES_MAX + 1;
    char *text = malloc(size + 1);
    assert_non_null(text);
    memset(text, ' ', size);
    text[size] = '\0';
    memcpy(text, ROOT, sizeof ROOT - 1);
    says(text, "256 KiB");
    text[size - 1] = '\0';
    size_t used = sizeof ROOT - 1;
    for (int i = 0; i <= BM_SVG_SYMBOL_ELEMENTS_MAX; i++, used += 4)
        memcpy(text + used, "<g/>", 4);
    says(text, "4,000 elements");
    used = sizeof ROOT - 1;
    memset(text + used, ' ', size - 1 - used);
    for (int i = 0; i < 65; i++, used += 6)
        memcpy(text + used, "<use/>", 6);
    says(text, "repeats");
    free(text);
}

static bm_status open_text(const char *text, bm_svg_symbol **symbol, bm_error *error)
{
    FILE *file = fopen("symbol-of-test.svg", "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
    bm_status status = bm_svg_symbol_open("symbol-of-test.svg", symbol, error);
    unlink("symbol-of-test.svg");
    return status;
}

static void files_are_opened_and_measured(void **state)
{
    (void)state;
    bm_error error = {0};
    bm_svg_symbol *symbol;
    bm_status status = bm_svg_symbol_open(BM_TEST_FIXTURES "/burst.svg", &symbol, &error);
    if (status == BM_ERROR_UNSUPPORTED) {
        print_message("[  SKIPPED ] built without librsvg\n");
        skip();
    }
    assert_int_equal(status, BM_OK);
    assert_true(bm_svg_symbol_aspect(symbol) == 1);
    bm_svg_symbol_free(symbol);
    assert_int_equal(open_text(ROOT "<g></svg>", &symbol, &error), BM_ERROR_FORMAT);
    assert_null(symbol);
    assert_int_equal(open_text("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", &symbol, &error),
                     BM_ERROR_FORMAT);
    assert_non_null(strstr(error.message, "viewBox"));
    assert_int_equal(
        open_text("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1e300 1\"/>", &symbol,
                  &error),
        BM_ERROR_FORMAT);
    assert_int_equal(bm_svg_symbol_open("no-such.svg", &symbol, &error), BM_ERROR_IO);
    assert_int_equal(bm_svg_symbol_open("/dev/zero", &symbol, &error), BM_ERROR_IO);
    bm_svg_symbol_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(harmless_files_are_taken),
        cmocka_unit_test(harmful_files_are_refused),
        cmocka_unit_test(large_files_are_refused),
        cmocka_unit_test(files_are_opened_and_measured),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
