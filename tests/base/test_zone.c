/* Time zones: Kyiv's clocks go forward on the last Sunday of March, back on the last of October. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bordermap/date.h>

#include "base/zone.h"

static int64_t instant(const char *text)
{
    bm_interval interval;
    assert_int_equal(bm_interval_parse(text, BM_DATE_ORDER_UNKNOWN, &interval, NULL), BM_OK);
    return interval.start_s;
}

static bm_zone *open_zone(const char *name)
{
    bm_zone *zone = NULL;
    bm_error error = {0};
    if (bm_zone_open(name, &zone, &error))
        fail_msg("%s", error.message);
    assert_string_equal(bm_zone_name(zone), name);
    return zone;
}

static void check_offset(const bm_zone *zone, const char *when, double hours)
{
    int64_t offset_s = bm_zone_offset_s(zone, instant(when));
    if (offset_s != (int64_t)(hours * 3600))
        fail_msg("%s at %s: %ld s", bm_zone_name(zone), when, (long)offset_s);
}

static void clocks_change(void **state)
{
    (void)state;
    bm_zone *kyiv = open_zone("Europe/Kyiv");
    check_offset(kyiv, "2022-03-27T00:59Z", 2);
    check_offset(kyiv, "2022-03-27T01:00Z", 3);
    check_offset(kyiv, "2022-10-30T00:59Z", 3);
    check_offset(kyiv, "2022-10-30T01:00Z", 2);
    check_offset(kyiv, "1985-01-15", 3);
    /* Beyond what the file lists: by its rule. */
    check_offset(kyiv, "2098-01-15", 2);
    check_offset(kyiv, "2098-07-15", 3);
    bm_zone_free(kyiv);
    bm_zone *minsk = open_zone("Europe/Minsk");
    check_offset(minsk, "2010-12-01", 2);
    check_offset(minsk, "2022-01-01", 3);
    check_offset(minsk, "2022-07-01", 3);
    bm_zone_free(minsk);
    bm_zone *east = open_zone("+05:30");
    check_offset(east, "2022-07-01", 5.5);
    bm_zone_free(east);
    bm_zone *utc = open_zone("UTC");
    check_offset(utc, "2022-07-01", 0);
    bm_zone_free(utc);
}

static int64_t day_length_s(const bm_zone *zone, const char *day)
{
    int64_t start_s = instant(day);
    return bm_zone_instant(zone, start_s + 86400) - bm_zone_instant(zone, start_s);
}

static void days_have_their_lengths(void **state)
{
    (void)state;
    bm_zone *kyiv = open_zone("Europe/Kyiv");
    assert_int_equal(day_length_s(kyiv, "2022-03-26"), 24 * 3600);
    assert_int_equal(day_length_s(kyiv, "2022-03-27"), 23 * 3600);
    assert_int_equal(day_length_s(kyiv, "2022-10-30"), 25 * 3600);
    assert_int_equal(bm_zone_instant(kyiv, instant("2022-03-27")), instant("2022-03-26T22:00Z"));
    /* Skipped, and shown twice. */
    assert_int_equal(bm_zone_instant(kyiv, instant("2022-03-27T03:30")),
                     instant("2022-03-27T01:00Z"));
    assert_int_equal(bm_zone_instant(kyiv, instant("2022-10-30T03:30")),
                     instant("2022-10-30T00:30Z"));
    bm_zone_free(kyiv);
}

static void rule_is(const char *text, const char *when, double hours)
{
    bm_zone_rule rule;
    if (!bm_zone_rule_parse(text, &rule))
        fail_msg("%s", text);
    int offset_s = bm_zone_rule_offset_s(&rule, instant(when));
    if (offset_s != (int)(hours * 3600))
        fail_msg("%s at %s: %d s", text, when, offset_s);
}

static void rules_hold_for_all_years(void **state)
{
    (void)state;
    rule_is("EET-2EEST,M3.5.0/3,M10.5.0/4", "2400-03-26T00:59Z", 2);
    rule_is("EET-2EEST,M3.5.0/3,M10.5.0/4", "2400-03-26T01:00Z", 3);
    rule_is("<+03>-3", "2022-07-01", 3);
    rule_is("AEST-10AEDT,M10.1.0,M4.1.0/3", "2022-01-01", 11);
    rule_is("AEST-10AEDT,M10.1.0,M4.1.0/3", "2022-07-01", 10);
    rule_is("XXX3YYY,J60/0,300/0", "2024-03-01T02:59Z", -3);
    rule_is("XXX3YYY,J60/0,300/0", "2024-03-01T03:00Z", -2);
    rule_is("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2022-03-27T00:59Z", -2);
    rule_is("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2022-03-27T01:00Z", -1);
    static const char *const bad[] = {"",
                                      "EET",
                                      "E-2",
                                      "EET-2EEST",
                                      "EET-2x",
                                      "<+03-3",
                                      "EET-200",
                                      "EET-2EEST,M13.1.0,J1",
                                      "EET-2EEST,M3.5.0/3,M10.5.0/4,"};
    bm_zone_rule rule;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (bm_zone_rule_parse(bad[i], &rule))
            fail_msg("'%s' is no rule", bad[i]);
}

static void refuses(const char *name, const char *part)
{
    bm_zone *zone = NULL;
    bm_error error = {0};
    assert_int_equal(bm_zone_open(name, &zone, &error), BM_ERROR_NOT_FOUND);
    assert_null(zone);
    if (!strstr(error.message, part))
        fail_msg("%s", error.message);
}

static void unknown_names_have_a_neighbour(void **state)
{
    (void)state;
    refuses("Europe/Kiyv", "did you mean 'Europe/Kyiv'?");
    refuses("europe/minsk", "did you mean 'Europe/Minsk'?");
    refuses("Kyiv", "did you mean 'Europe/Kyiv'?");
    refuses("minsk", "did you mean 'Europe/Minsk'?");
    refuses("Nowhere/At_All", "write UTC, +02:00 or a name such as Europe/Kyiv");
    refuses("Europe", "no time zone is called 'Europe'");
    refuses("../../../etc/passwd", "no time zone");
    refuses("/etc/passwd", "no time zone");
    refuses("right/Europe/Kyiv", "no time zone");
    refuses("", "no time zone");
    refuses("+15:00", "no time zone");
    refuses("tzdata.zi", "no time zone");
}

static void damaged_files_are_refused(void **state)
{
    (void)state;
    FILE *file = fopen("/usr/share/zoneinfo/Europe/Kyiv", "rb");
    static unsigned char bytes[8192];
    assert_non_null(file);
    size_t size = fread(bytes, 1, sizeof bytes, file);
    assert_int_equal(fclose(file), 0);
    for (size_t cut = 0; cut < size; cut++) {
        bm_zone zone = {0};
        unsigned char *part = malloc(cut + 1);
        assert_non_null(part);
        memcpy(part, bytes, cut);
        assert_false(bm_zone_read(&zone, part, cut));
        free(zone.changes);
        free(part);
    }
    for (size_t at = 0; at < size; at++) {
        bm_zone zone = {0};
        unsigned char kept = bytes[at];
        bytes[at] = (unsigned char)~kept;
        (void)bm_zone_read(&zone, bytes, size);
        free(zone.changes);
        bytes[at] = kept;
    }
}

int main(void)
{
    if (access("/usr/share/zoneinfo/Europe/Kyiv", R_OK) != 0) {
        (void)fprintf(stderr, "skipped: there is no tz database here (tzdata)\n");
        return 77;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clocks_change),
        cmocka_unit_test(days_have_their_lengths),
        cmocka_unit_test(rules_hold_for_all_years),
        cmocka_unit_test(unknown_names_have_a_neighbour),
        cmocka_unit_test(damaged_files_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
