#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/number.h"

#include <bordermap/sink.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double parsed(const char *text)
{
    double value = NAN;
    if (!bm_number_parse(text, &value))
        fail_msg("'%s' was refused", text);
    return value;
}

static void reads_numbers(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "0",         "-0",      "26.809",        "51.765", "-180",       "+90.000001",
        " 30.170\t", "1e3",     "1.5E-7",        ".5",     "5.",         "123456789012345",
        "1e22",      "0.1",     "0.000001",      "1e-300", "9.99999e99", "000000000000000000001",
        "1e308",     "0e99999", "50.6540000000",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        double expected = strtod(texts[i], NULL);
        double value = parsed(texts[i]);
        if (fabs(value - expected) > fabs(expected) * 1e-15)
            fail_msg("'%s' reads as %.17g", texts[i], value);
    }
    assert_true(parsed("26.809") == 26.809 && parsed("51.765") == 51.765);
    assert_true(signbit(parsed("-0")));
    assert_true(parsed("1e-400") == 0.0);
    assert_true(parsed("1e-310") > 0.0);
}

static void refuses_what_is_no_number(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",         " ",     "nan", "NaN", "inf",   "-inf",          "infinity", "0x10",
        "1,5",      "1.2.3", "1e",  "e5",  "--1",   "1 2",           "1e+",      "1.5x",
        "\xD1\x85", ".",     "+",   "-",   "1e400", "1e99999999999", "١٢",       "26°",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        double value = 7;
        if (bm_number_parse(texts[i], &value))
            fail_msg("'%s' reads as %g", texts[i], value);
        assert_true(value == 7);
    }
    char digits[1000];
    memset(digits, '1', sizeof digits - 1);
    digits[sizeof digits - 1] = '\0';
    double value;
    assert_false(bm_number_parse(digits, &value));
}

static void reads_integers_in_range(void **state)
{
    (void)state;
    int64_t value = 0;
    assert_true(bm_integer_parse(" 42 ", 0, 100, &value));
    assert_int_equal(value, 42);
    assert_true(bm_integer_parse("-9223372036854775807", INT64_MIN, INT64_MAX, &value));
    assert_true(value == -INT64_MAX);
    static const char *const bad[] = {"",    "-",  "4.0", "1e3", "101", "-1", "9223372036854775808",
                                      "0x1", "1 1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(bm_integer_parse(bad[i], 0, 100, &value));
}

typedef struct formatted {
    double value;
    int decimals;
    const char *text;
} formatted;

static const formatted formats[] = {
    {0, 6, "0"},
    {-0.0, 6, "0"},
    {26.809, 6, "26.809"},
    {-26.5, 0, "-27"},
    {2.5, 0, "3"},
    {0.05, 1, "0.1"},
    {0.04, 1, "0"},
    {-0.04, 1, "0"},
    {9.9999996, 6, "10"},
    {99.9999995, 6, "100"},
    {1.0000001, 6, "1"},
    {1.000001, 6, "1.000001"},
    {30.1700, 4, "30.17"},
    {100, 0, "100"},
    {123456789.123456, 3, "123456789.123"},
    {999999999999999, 3, "999999999999999"},
    {0.000001, 15, "0.000001"},
    {1.5, -3, "2"},
    {0.25, 40, "0.25"},
    {1e15, 0, "null"},
    {-1e300, 2, "null"},
};

static void check_formats(void)
{
    char text[64];
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        bm_format_number(formats[i].value, formats[i].decimals, text);
        assert_string_equal(text, formats[i].text);
    }
    bm_format_number(NAN, 2, text);
    assert_string_equal(text, "null");
    bm_format_number(INFINITY, 2, text);
    assert_string_equal(text, "null");
}

static void formats_shortest(void **state)
{
    (void)state;
    check_formats();
}

/* What is written reads back as the same number, to the decimals asked for. */
static void round_trips(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int i = 0; i < 20000; i++) {
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        double value = (double)(int64_t)(seed >> 12) / 1e14 - 22;
        int decimals = i % 10;
        char text[64];
        bm_format_number(value, decimals, text);
        assert_true(fabs(parsed(text) - value) <= 0.500001 * pow(10, -decimals));
        assert_true(strlen(text) < 20);
        char again[64];
        bm_format_number(parsed(text), decimals, again);
        assert_string_equal(again, text);
    }
}

static void ignores_the_locale(void **state)
{
    (void)state;
    if (!setlocale(LC_ALL, "de_DE.UTF-8")) {
        print_message("SKIPPED: there is no locale de_DE.UTF-8\n");
        skip();
    }
    char comma[16];
    snprintf(comma, sizeof comma, "%.1f", 0.5);
    assert_string_equal(comma, "0,5");
    check_formats();
    assert_true(parsed("26.809") == 26.809);
    double value;
    assert_false(bm_number_parse("26,809", &value));
    setlocale(LC_ALL, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_numbers),
        cmocka_unit_test(refuses_what_is_no_number),
        cmocka_unit_test(reads_integers_in_range),
        cmocka_unit_test(formats_shortest),
        cmocka_unit_test(round_trips),
        cmocka_unit_test(ignores_the_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
