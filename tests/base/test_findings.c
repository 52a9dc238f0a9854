#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <bordermap/findings.h>
#include <string.h>

static void keeps_findings_in_order(void **state)
{
    (void)state;
    bm_findings *findings = bm_findings_new();
    assert_non_null(findings);
    char code[] = "date-impossible";
    for (long i = 0; i < 200; i++)
        bm_findings_add(findings, (bm_severity)(i % 3), code, "events.csv", i + 2, "date",
                        "2023-02-29", "no such day, row %ld", i);
    code[0] = 'X'; /* texts are copied */
    assert_int_equal(bm_findings_size(findings), 200);
    assert_int_equal(bm_findings_count(findings, BM_SEVERITY_NOTE), 200);
    assert_int_equal(bm_findings_count(findings, BM_SEVERITY_WARNING), 133);
    assert_int_equal(bm_findings_count(findings, BM_SEVERITY_ERROR), 66);
    const bm_finding *last = bm_findings_get(findings, 199);
    assert_string_equal(last->code, "date-impossible");
    assert_string_equal(last->file, "events.csv");
    assert_int_equal(last->line, 201);
    assert_string_equal(last->column, "date");
    assert_string_equal(last->value, "2023-02-29");
    assert_string_equal(last->message, "no such day, row 199");
    assert_null(bm_findings_get(findings, 200));
    bm_findings_free(findings);
}

static void escapes_and_cuts_hostile_text(void **state)
{
    (void)state;
    bm_findings *findings = bm_findings_new();
    char value[5000];
    for (size_t i = 0; i + 1 < sizeof value; i++)
        value[i] = i % 2 ? '\xBE' : '\xD0'; /* о */
    value[sizeof value - 1] = '\0';
    bm_findings_add(findings, BM_SEVERITY_WARNING, "x", NULL, 0, "a\x1B[2J", value, "%s", value);
    bm_findings_add(findings, BM_SEVERITY_WARNING, "x", NULL, 0, NULL, NULL, "bell \a");
    const bm_finding *first = bm_findings_get(findings, 0);
    assert_string_equal(first->column, "a\\x1b[2J");
    assert_true(strlen(first->value) <= 120 && strlen(first->message) < 1024);
    assert_non_null(strstr(first->value, "…"));
    assert_string_equal(first->file, "");
    const bm_finding *second = bm_findings_get(findings, 1);
    assert_string_equal(second->value, "");
    assert_string_equal(second->column, "");
    assert_string_equal(second->message, "bell \\x07");
    bm_findings_free(findings);
}

static void appends_a_list_to_another(void **state)
{
    (void)state;
    bm_findings *findings = bm_findings_new();
    bm_findings *more = bm_findings_new();
    bm_findings_add(findings, BM_SEVERITY_NOTE, "first", NULL, 0, NULL, NULL, "of its own");
    bm_findings_add(more, BM_SEVERITY_ERROR, "second", "events.csv", 7, "date", "a\tb",
                    "100 %% of it");
    bm_findings_append(findings, more);
    bm_findings_free(more); /* the copies are the list's own */
    assert_int_equal(bm_findings_size(findings), 2);
    const bm_finding *copy = bm_findings_get(findings, 1);
    assert_int_equal(copy->severity, BM_SEVERITY_ERROR);
    assert_string_equal(copy->code, "second");
    assert_string_equal(copy->file, "events.csv");
    assert_int_equal(copy->line, 7);
    assert_string_equal(copy->column, "date");
    assert_string_equal(copy->value, "a\\x09b");
    assert_string_equal(copy->message, "100 % of it");
    bm_findings_append(findings, NULL);
    bm_findings_append(NULL, findings);
    assert_int_equal(bm_findings_size(findings), 2);
    bm_findings_free(findings);
}

static void no_list_is_fine(void **state)
{
    (void)state;
    bm_findings_add(NULL, BM_SEVERITY_ERROR, "x", NULL, 0, NULL, NULL, "y");
    assert_int_equal(bm_findings_count(NULL, BM_SEVERITY_NOTE), 0);
    assert_int_equal(bm_findings_size(NULL), 0);
    assert_null(bm_findings_get(NULL, 0));
    bm_findings_free(NULL);
    assert_string_equal(bm_severity_name(BM_SEVERITY_WARNING), "warning");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_findings_in_order),
        cmocka_unit_test(escapes_and_cuts_hostile_text),
        cmocka_unit_test(appends_a_list_to_another),
        cmocka_unit_test(no_list_is_fine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
