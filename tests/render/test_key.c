/* What the rows of the key say: when, how many, near what, of what kinds, claimed or not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "label_checks.h"
#include "render/labels/key.h"

#define TABLE "key.csv"

static const bm_lonlat_box region = {23, 49.9, 32.5, 54.2};

/** The labels of a table, each place with a number and a row. */
typedef struct keyed {
    shipped_page page;
    bm_labels *labels;
} keyed;

static void open_key(keyed *opened, const char *rows)
{
    static const bm_label_options options = {.callouts = BM_CALLOUTS_ALL};
    FILE *file = fopen(TABLE, "w");
    assert_non_null(file);
    fprintf(file, "date,place,country,category,claim,title,lon,lat\n%s", rows);
    assert_int_equal(fclose(file), 0);
    shipped_page_open(&opened->page, &shipped_data, TABLE, 1600, 1200, region);
    unlink(TABLE);
    bm_label_job job = shipped_job(&shipped_data, &opened->page, NULL);
    job.options = &options;
    assert_int_equal(bm_labels_new(&job, &opened->labels, NULL), BM_OK);
}

static void close_key(keyed *opened)
{
    bm_labels_free(opened->labels);
    shipped_page_close(&opened->page);
}

/* The only row of a key. */
static void assert_row(const char *rows, const char *name, const char *date, const char *what)
{
    keyed opened;
    open_key(&opened, rows);
    assert_int_equal(bm_labels_key_count(opened.labels), 1);
    const bm_key_row *row = bm_labels_key_row(opened.labels, 0);
    assert_int_equal(row->number, 1);
    assert_string_equal(row->name, name);
    assert_string_equal(row->date, date);
    assert_string_equal(row->what, what);
    close_key(&opened);
}

static void a_single_event_has_its_date_title_and_claim(void **state)
{
    (void)state;
    assert_row("2022-03-11,Ovruch,UA,strike,confirmed,Depot hit,,\n", "Ovruch", "11 Mar 2022",
               "Depot hit");
    assert_row("2022-03-11,Ovruch,UA,strike,claimed,Depot hit,,\n", "Ovruch", "11 Mar 2022",
               "Depot hit (claimed)");
    assert_row("2022-03-11,Ovruch,UA,strike,assessed,Depot hit,,\n", "Ovruch", "11 Mar 2022",
               "Depot hit (assessed)");
    /* Without a title the category says what it was. */
    assert_row("2022-03-11,Ovruch,UA,strike,claimed,,,\n", "Ovruch", "11 Mar 2022",
               "Strike or shelling (claimed)");
}

static void dates_are_as_rough_as_they_are_known(void **state)
{
    (void)state;
    assert_row("2022-03,Ovruch,UA,strike,,Depot hit,,\n", "Ovruch", "Mar 2022", "Depot hit");
    assert_row("2022-03-02/2022-03-11,Ovruch,UA,strike,,Depot hit,,\n", "Ovruch",
               "2\u201311 Mar 2022", "Depot hit");
}

static void several_events_are_counted(void **state)
{
    (void)state;
    /* The gravest speaks for a few, with its own claim. */
    assert_row("2022-03-11,Ovruch,UA,strike,claimed,Depot hit,,\n"
               "2022-03-24,Ovruch,UA,exercise,,Drill,,\n",
               "Ovruch", "11\u201324 Mar 2022 \u00b7 2 events", "Depot hit (claimed)");
    /* Of many, and of those without a title, the kinds are told, the most frequent first. */
    assert_row("2022-03-11,Ovruch,UA,exercise,,,,\n2022-03-12,Ovruch,UA,exercise,,,,\n"
               "2022-03-13,Ovruch,UA,strike,,,,\n",
               "Ovruch", "11\u201313 Mar 2022 \u00b7 3 events", "Exercise 2, Strike or shelling 1");
    assert_row("2022-03-11,Ovruch,UA,strike,,,,\n2022-04-12,Ovruch,UA,strike,,,,\n", "Ovruch",
               "11 Mar \u2013 12 Apr 2022 \u00b7 2 events", "Strike or shelling");
    assert_row("2022-03-11,Ovruch,UA,exercise,,Drill,,\n2022-03-11,Ovruch,UA,exercise,,Drill,,\n"
               "2022-03-11,Ovruch,UA,exercise,,Drill,,\n2022-03-11,Ovruch,UA,strike,,Hit,,\n"
               "2022-03-11,Ovruch,UA,strike,,Hit,,\n2022-03-11,Ovruch,UA,clash,,Fight,,\n"
               "2022-03-11,Ovruch,UA,incursion,,Men seen,,\n",
               "Ovruch", "11 Mar 2022 \u00b7 7 events",
               "Exercise 3, Strike or shelling 2, Clash 1 and 1 more");
}

static void what_has_no_name_is_near_a_place_of_its_country(void **state)
{
    (void)state;
    assert_row("2022-03-11,,,strike,,Depot hit,28.81,51.33\n", "near Ovruch", "11 Mar 2022",
               "Depot hit");
    /* Along the border the nearest places may all be abroad. */
    keyed opened;
    open_key(&opened, "2022-03-11,,BY,strike,,Depot hit,26.60,51.885\n"
                      "2022-03-11,,UA,strike,,Depot hit,26.60,51.75\n");
    for (size_t i = 0; i < bm_labels_key_count(opened.labels); i++)
        assert_memory_equal(bm_labels_key_row(opened.labels, i)->name, "near ", 5);
    assert_int_equal(bm_labels_key_count(opened.labels), 2);
    close_key(&opened);
}

static void a_line_of_the_list_keeps_its_claim(void **state)
{
    (void)state;
    char text[BM_KEY_EVENT_SIZE];
    keyed opened;
    open_key(&opened, "2022-03-11,Ovruch,UA,strike,claimed,Depot hit,,\n"
                      "2022-03-12,Ovruch,UA,exercise,,,,\n");
    const bm_key_row *row = bm_labels_key_row(opened.labels, 0);
    assert_int_equal(row->event_count, 2);
    /* Newest first. */
    bm_key_event_text(opened.page.marks, row->events[0], text);
    assert_string_equal(text, "12 Mar 2022 \u00b7 Exercise");
    bm_key_event_text(opened.page.marks, row->events[1], text);
    assert_string_equal(text, "11 Mar 2022 \u00b7 Depot hit (claimed)");
    close_key(&opened);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_single_event_has_its_date_title_and_claim),
        cmocka_unit_test(dates_are_as_rough_as_they_are_known),
        cmocka_unit_test(several_events_are_counted),
        cmocka_unit_test(what_has_no_name_is_near_a_place_of_its_country),
        cmocka_unit_test(a_line_of_the_list_keeps_its_claim),
    };
    return cmocka_run_group_tests(tests, shipped_set_up, shipped_tear_down);
}
