#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"

#include <string.h>

static void finds_the_first_bad_byte(void **state)
{
    (void)state;
    assert_int_equal(bm_utf8_valid_length("Київ", 8), 8);
    assert_int_equal(bm_utf8_valid_length("ab\xC0\xAF", 4), 2);
    assert_int_equal(bm_utf8_valid_length("\xED\xA0\x80", 3), 0);
    assert_int_equal(bm_utf8_valid_length("\xF4\x90\x80\x80", 4), 0);
    assert_int_equal(bm_utf8_valid_length("\xD0", 1), 0);
}

/* Long texts are looked at by eight bytes; a fault is found wherever it stands. */
static void finds_it_anywhere(void **state)
{
    (void)state;
    static const char *const bad[] = {"\x80",
                                      "\xC1\xBF",
                                      "\xD0",
                                      "\xD0z",
                                      "\xE0\x9F\xBF",
                                      "\xED\xA0\x80",
                                      "\xE2\x82",
                                      "\xF5\x80\x80\x80",
                                      "\xF4\x90\x80\x80",
                                      "\xF0\x8F\xBF\xBF",
                                      "\xFF"};
    static const char *const fillers[] = {"a", "К", "€", "𝄞"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        for (size_t k = 0; k < sizeof fillers / sizeof *fillers; k++)
            for (size_t before = 0; before < 24; before++)
                for (size_t after = 0; after < 12; after++) {
                    char text[256] = "";
                    for (size_t n = 0; n < before; n++)
                        strcat(text, n % 3 == 0 ? "x" : fillers[k]);
                    size_t start = strlen(text);
                    assert_int_equal(bm_utf8_valid_length(text, start), start);
                    strcat(text, bad[i]);
                    for (size_t n = 0; n < after; n++)
                        strcat(text, "y");
                    assert_int_equal(bm_utf8_valid_length(text, strlen(text)), start);
                }
}

static void steps_through_code_points(void **state)
{
    (void)state;
    const char *at = "aў\xFF";
    assert_int_equal(bm_utf8_next(&at), 'a');
    assert_int_equal(bm_utf8_next(&at), 0x045E);
    assert_int_equal(bm_utf8_next(&at), -1);
    assert_int_equal(bm_utf8_next(&at), 0);
    assert_int_equal(bm_utf8_next(&at), 0);
}

static void escapes_and_cuts_for_messages(void **state)
{
    (void)state;
    char text[16];
    bm_utf8_escape("a\nb\xFF", text, sizeof text);
    assert_string_equal(text, "a\\x0ab\\xff");
    bm_utf8_escape("Дивин Дивин", text, sizeof text);
    assert_string_equal(text, "Дивин …");
    assert_int_equal(bm_utf8_cut("Київ", 3), 2);
}

static void strips_hidden_controls(void **state)
{
    (void)state;
    char text[64];
    bm_utf8_strip_controls("Ki\xE2\x80\xAE"
                           "ev\t\xE2\x80\x8B!",
                           text);
    assert_string_equal(text, "Kiev !");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_first_bad_byte),
        cmocka_unit_test(finds_it_anywhere),
        cmocka_unit_test(steps_through_code_points),
        cmocka_unit_test(escapes_and_cuts_for_messages),
        cmocka_unit_test(strips_hidden_controls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
