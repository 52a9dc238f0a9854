/* What the words about a name say of it: where it is, and what it does. */
#include "report_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_reads_a_report_without_places(void **state)
{
    (void)state;
    bm_report *report = report_of("Nobody saw it, and nobody said so.");
    assert_int_equal(bm_report_mention_count(report), 0);
    bm_report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_a_report_without_places),
    };
    return cmocka_run_group_tests(tests, report_fixture_set_up, report_fixture_tear_down);
}
