/* Dates and steps: what is accepted has sane bounds, and its EDTF text reads back as the same. */
#include "tests/fuzz/fuzz.h"

#include "base/zone.h"

#include <bordermap/date.h>
#include <string.h>

static void check_text(const char *text)
{
    FUZZ_REQUIRE(strlen(text) < BM_DATE_TEXT_SIZE);
}

static void check_interval(bm_interval interval)
{
    char text[BM_DATE_TEXT_SIZE];
    FUZZ_REQUIRE(interval.start_s < interval.end_s);
    FUZZ_REQUIRE(bm_interval_overlaps(interval, interval));
    bm_interval_format_start(interval, text);
    check_text(text);
    bm_interval_format_end(interval, text);
    check_text(text);
    bm_interval_format_human(interval, text);
    check_text(text);
    bm_interval_format_edtf(interval, text);
    check_text(text);
    /* A zone may push an instant out of the years that can be read. */
    if (interval.start_s < INT64_C(-30610137600) || interval.end_s > INT64_C(32503593600))
        return;
    bm_interval again;
    FUZZ_REQUIRE(bm_interval_parse(text, BM_DATE_ORDER_UNKNOWN, &again, NULL) == BM_OK);
    FUZZ_REQUIRE(again.start_s == interval.start_s && again.end_s == interval.end_s);
    FUZZ_REQUIRE(again.approximate == interval.approximate);
}

static void check_step(const char *text, int64_t instant_s)
{
    bm_step step;
    if (bm_step_parse(text, &step, NULL))
        return;
    bm_interval window = bm_step_window(step, instant_s / 3, instant_s);
    FUZZ_REQUIRE(window.start_s <= instant_s && instant_s < window.end_s);
}

static void check_zone(const char *text, int64_t instant_s)
{
    bm_zone_rule rule;
    if (bm_zone_rule_parse(text, &rule)) {
        int offset_s = bm_zone_rule_offset_s(&rule, instant_s);
        FUZZ_REQUIRE(offset_s == rule.standard_s || offset_s == rule.summer_s);
    }
    bm_zone *zone = NULL;
    bm_interval interval;
    FUZZ_REQUIRE(bm_zone_open("-03:30", &zone, NULL) == BM_OK);
    if (bm_interval_parse_in(text, BM_DATE_ORDER_DMY, zone, &interval, NULL) == BM_OK)
        FUZZ_REQUIRE(interval.start_s < interval.end_s);
    bm_zone_free(zone);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size);
    for (int order = BM_DATE_ORDER_UNKNOWN; order <= BM_DATE_ORDER_YMD; order++) {
        bm_interval interval;
        bm_error error = {0};
        if (bm_interval_parse(text, (bm_date_order)order, &interval, &error) == BM_OK)
            check_interval(interval);
        else
            FUZZ_REQUIRE(error.message[0] != '\0');
    }
    check_zone(text, (int64_t)size * 10000000);
    check_step(text, (int64_t)size * 10000000 - 1000000000);
    free(text);
    return 0;
}
