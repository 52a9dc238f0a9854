/* The shipped example reads without a finding and holds what its README says. */
#include "reading.h"

#include "base/utf8.h"

static void test_example_reads_clean(void **state)
{
    (void)state;
    bm_findings *findings = bm_findings_new();
    bm_events *events = NULL;
    bm_error error = {0};
    assert_int_equal(bm_events_read(BM_TEST_SOURCE_DIR "/examples/border-incidents.csv", NULL,
                                    findings, &events, &error),
                     BM_OK);
    assert_int_equal(bm_findings_size(findings), 0);
    assert_int_equal(bm_events_count(events), 31);
    bm_interval span;
    assert_true(bm_events_span(events, &span));
    char text[BM_DATE_TEXT_SIZE];
    bm_interval_format_start(span, text);
    assert_string_equal(text, "2013-09-26");
    static const char *const categories[] = {"strike",   "incursion", "movement",
                                             "exercise", "border",    "diplomacy"};
    size_t seen[6] = {0};
    for (size_t i = 0; i < bm_events_count(events); i++) {
        const bm_event *event = bm_events_get(events, i);
        assert_true(bm_utf8_count(event->title) >= 10 && bm_utf8_count(event->title) <= 60);
        assert_true(event->claim != BM_CLAIM_UNSTATED);
        assert_true(*event->place && *event->country && *event->source && *event->description);
        assert_false(event->has_position);
        size_t c = 0;
        while (c < 6 && strcmp(categories[c], event->category) != 0)
            c++;
        assert_true(c < 6);
        seen[c]++;
    }
    for (size_t c = 0; c < 6; c++)
        assert_true(seen[c] >= 2);
    bm_events_free(events);
    bm_findings_free(findings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_example_reads_clean)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
