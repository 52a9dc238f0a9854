/* Numbered callouts, their key, and the list of all names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "label_checks.h"
#include "render/labels/groups.h"
#include "render/labels/key.h"

static const bm_lonlat_box region = {23, 49.9, 32.5, 54.2};

static size_t places_of(const bm_marks *marks)
{
    size_t count = 0;
    for (size_t i = 0; i < marks->count; i++) {
        bool known = false;
        for (size_t j = 0; j < i && !known; j++)
            known = hypot(marks->items[i].anchor.x - marks->items[j].anchor.x,
                          marks->items[i].anchor.y - marks->items[j].anchor.y) < 0.5;
        count += !known;
    }
    return count;
}

/* Each row has its own number, from 1, and symbols that no other row has. */
static void check_key(const bm_labels *labels, size_t *events)
{
    *events = 0;
    for (size_t i = 0; i < bm_labels_key_count(labels); i++) {
        const bm_key_row *row = bm_labels_key_row(labels, i);
        assert_int_equal(row->number, i + 1);
        assert_true(row->mark_count > 0);
        assert_true(*row->what && *row->date);
        size_t count = 0;
        for (size_t j = 0; j < row->mark_count; j++)
            count += row->marks[j]->count;
        assert_int_equal(count, row->event_count);
        *events += count;
        const bm_key_row *before = i ? bm_labels_key_row(labels, i - 1) : NULL;
        assert_true(!before || row->anchor.y > before->anchor.y ||
                    row->anchor.x > before->anchor.x);
    }
    assert_null(bm_labels_key_row(labels, bm_labels_key_count(labels)));
}

/* A key that is cut keeps the gravest places, numbered without gaps, and counts the others. */
static void check_limit(bm_labels *labels, size_t rows_max)
{
    size_t rows = bm_labels_key_count(labels), events, left_events, before_events;
    size_t before = bm_labels_key_left_out(labels, &before_events), placed;
    size_t gravest = SIZE_MAX, own = 0;
    placed = bm_labels_placed(labels);
    for (size_t i = 0; i < rows; i++) {
        own += bm_labels_key_row(labels, i)->event_count;
        gravest = bm_labels_key_row(labels, i)->rank < gravest ? bm_labels_key_row(labels, i)->rank
                                                               : gravest;
    }
    bm_labels_limit_key(labels, rows_max, true);
    assert_int_equal(bm_labels_key_count(labels), rows_max);
    check_key(labels, &events);
    assert_int_equal(bm_labels_key_left_out(labels, &left_events), before + rows - rows_max);
    assert_int_equal(left_events + events, before_events + own);
    assert_int_equal(bm_labels_placed(labels), placed - (rows - rows_max));
    bool has_gravest = false;
    for (size_t i = 0; i < rows_max; i++)
        has_gravest |= bm_labels_key_row(labels, i)->rank == gravest;
    assert_true(rows_max == 0 || has_gravest);
}

static void every_place_is_named_or_numbered(void **state)
{
    (void)state;
    static const size_t sizes[] = {40, 120, 500, 3000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        shipped_page page;
        shipped_write_crowd("callouts.csv", sizes[i]);
        shipped_page_open(&page, &shipped_data, "callouts.csv", 1600, 1200, region);
        unlink("callouts.csv");
        size_t places = places_of(page.marks), events, rows[3];
        for (int mode = BM_CALLOUTS_AUTO; mode <= BM_CALLOUTS_NONE; mode++) {
            bm_label_options options = {.callouts = (bm_callout_mode)mode};
            bm_label_job job = shipped_job(&shipped_data, &page, NULL);
            bm_labels *labels = NULL;
            job.options = &options;
            assert_int_equal(bm_labels_new(&job, &labels, NULL), BM_OK);
            shipped_assert_no_overlaps(labels, &page, NULL);
            rows[mode] = bm_labels_key_count(labels);
            check_key(labels, &events);
            size_t left_events, left = bm_labels_key_left_out(labels, &left_events);
            assert_true(left_events >= left);
            if (mode == BM_CALLOUTS_ALL) {
                /* In a crowd one in fifty may stand where not even a number has room. */
                assert_int_equal(events + left_events, page.marks->events_drawn);
                assert_int_equal(rows[mode] + left, places);
                assert_true(left <= places / (sizes[i] == 500 ? 2 : 50));
            }
            if (mode == BM_CALLOUTS_AUTO)
                assert_true(rows[mode] <= BM_KEY_ROWS_MAX);
            if (mode == BM_CALLOUTS_AUTO && sizes[i] == 500)
                assert_true(left > 0 && rows[mode] > BM_KEY_ROWS_MAX / 2);
            check_limit(labels, rows[mode] / 2);
            bm_labels_free(labels);
        }
        assert_int_equal(rows[BM_CALLOUTS_NONE], 0);
        assert_true(rows[BM_CALLOUTS_AUTO] < places);
        assert_true(sizes[i] < 500 || rows[BM_CALLOUTS_AUTO] > 0);
        shipped_page_close(&page);
    }
}

/** Every number on the map has its row, and every row its number on the map. */
static void check_numbers(const bm_labels *labels)
{
    size_t shown = 0;
    for (size_t i = 0; i < bm_labels_placed(labels); i++) {
        uint32_t number = labels->items[labels->placed[i]].callout;
        size_t rows = 0;
        for (size_t j = 0; j < bm_labels_key_count(labels); j++)
            rows += bm_labels_key_row(labels, j)->number == number;
        assert_int_equal(rows, number > 0);
        shown += number > 0;
    }
    assert_int_equal(shown, bm_labels_key_count(labels));
}

/* Hundreds of places as chance has them, on large and small pages. */
static void hostile_places_are_told(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1600, 1200}, {1000, 1000}, {600, 400}};
    shipped_write_crowd("hostile.csv", 300);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        shipped_page page;
        shipped_page_open(&page, &shipped_data, "hostile.csv", sizes[i][0], sizes[i][1], region);
        for (int mode = BM_CALLOUTS_AUTO; mode <= BM_CALLOUTS_NONE; mode++) {
            bm_label_options options = {.callouts = (bm_callout_mode)mode};
            bm_label_job job = shipped_job(&shipped_data, &page, NULL);
            bm_labels *labels = NULL;
            job.options = &options;
            assert_int_equal(bm_labels_new(&job, &labels, NULL), BM_OK);
            shipped_assert_no_overlaps(labels, &page, NULL);
            check_numbers(labels);
            bm_labels_limit_key(labels, 7, true);
            check_numbers(labels);
            bm_labels_free(labels);
        }
        shipped_page_close(&page);
    }
    unlink("hostile.csv");
}

/* Any part of the events has the numbers that all of them have. */
static void numbers_stay_in_a_series(void **state)
{
    (void)state;
    const bm_label_options options = {.callouts = BM_CALLOUTS_ALL};
    shipped_page page;
    shipped_write_crowd("series.csv", 300);
    shipped_page_open(&page, &shipped_data, "series.csv", 1600, 1200, region);
    unlink("series.csv");
    bm_label_job job = shipped_job(&shipped_data, &page, NULL);
    job.options = &options;
    bm_labels *all = NULL, *part = NULL;
    bm_callouts *numbers = NULL;
    assert_int_equal(bm_labels_new(&job, &all, NULL), BM_OK);
    assert_int_equal(bm_callouts_new(all, &numbers, NULL), BM_OK);
    bm_interval window;
    assert_true(bm_events_span(page.events, &window));
    window.end_s = window.start_s + (window.end_s - window.start_s) / 3;
    bm_marks *marks = NULL;
    assert_int_equal(bm_marks_new(page.events, &window, shipped_data.style, &page.frame, NULL,
                                  shipped_data.border, page.marks, &marks, NULL),
                     BM_OK);
    job.marks = marks;
    job.callouts = numbers;
    assert_int_equal(bm_labels_new(&job, &part, NULL), BM_OK);
    size_t same = 0;
    for (size_t i = 0; i < bm_labels_key_count(part); i++) {
        const bm_key_row *row = bm_labels_key_row(part, i);
        assert_true(row->number > 0 && row->number <= bm_callouts_highest(numbers));
        assert_true(i == 0 || row->number > bm_labels_key_row(part, i - 1)->number);
        for (size_t j = 0; j < bm_labels_key_count(all); j++) {
            const bm_key_row *before = bm_labels_key_row(all, j);
            if (hypot(before->anchor.x - row->anchor.x, before->anchor.y - row->anchor.y) > 0.01)
                continue;
            assert_int_equal(row->number, before->number);
            same++;
        }
    }
    assert_true(same > 10);
    bm_labels_free(part);
    bm_labels_free(all);
    bm_callouts_free(numbers);
    bm_marks_free(marks);
    shipped_page_close(&page);
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
        count++;
    return count;
}

/* Every name is listed once, with what became of it. */
static void report_is_complete(void **state)
{
    (void)state;
    static const struct {
        bm_label_report_format format;
        const char *placed, *moved, *dropped, *end;
    } forms[] = {
        {BM_LABEL_REPORT_CSV, ",placed,", ",moved,", ",dropped,", "\n"},
        {BM_LABEL_REPORT_JSON, "\"state\": \"placed\"", "\"state\": \"moved\"",
         "\"state\": \"dropped\"", "{\"kind\""},
    };
    shipped_page page;
    shipped_write_crowd("report.csv", 200);
    shipped_page_open(&page, &shipped_data, "report.csv", 1600, 1200, region);
    unlink("report.csv");
    bm_label_job job = shipped_job(&shipped_data, &page, NULL);
    bm_labels *labels = NULL;
    assert_int_equal(bm_labels_new(&job, &labels, NULL), BM_OK);
    bm_label_counts counts = bm_labels_count(labels);
    assert_int_equal(counts.placed, bm_labels_placed(labels));
    assert_true(counts.towns_fit > 0 && counts.towns_placed <= counts.towns_fit);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        bm_sink *sink = NULL;
        assert_int_equal(bm_sink_open_memory(&sink, NULL), BM_OK);
        assert_int_equal(bm_labels_write_report(labels, &page.frame, forms[i].format, sink), BM_OK);
        bm_sink_puts(sink, "");
        bm_sink_write(sink, "", 1);
        assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
        size_t size;
        const char *text = bm_sink_memory(sink, &size);
        assert_int_equal(count_of(text, forms[i].dropped), counts.dropped);
        assert_int_equal(count_of(text, forms[i].placed) + count_of(text, forms[i].moved),
                         counts.placed);
        assert_int_equal(count_of(text, forms[i].end), counts.placed + counts.dropped + !i);
        bm_sink_free(sink);
    }
    bm_labels_free(labels);
    shipped_page_close(&page);
}

static void titles_lose_their_own_date(void **state)
{
    (void)state;
    static const struct {
        const char *title, *left;
    } cases[] = {{"15/03/2022 Trucks at the ferry", "Trucks at the ferry"},
                 {"2022-03-15: convoy", "convoy"},
                 {"03/15/2022 \xe2\x80\x93 convoy", "convoy"},
                 {"15.03.2022, convoy", "convoy"},
                 {"16/03/2022 convoy", "16/03/2022 convoy"},
                 {"15/03-2022 convoy", "15/03-2022 convoy"},
                 {"15/03/2022", "15/03/2022"},
                 {"15/03/20221 tanks", "15/03/20221 tanks"},
                 {"152 mm howitzers", "152 mm howitzers"},
                 {"", ""}};
    bm_event event = {0};
    assert_int_equal(bm_interval_parse("2022-03-15", BM_DATE_ORDER_UNKNOWN, &event.when, NULL),
                     BM_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        event.title = cases[i].title;
        assert_string_equal(label_title(&event), cases[i].left);
    }
    event.title = cases[0].title;
    event.when.precision = BM_DATE_MONTH;
    assert_string_equal(label_title(&event), cases[0].title);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_lose_their_own_date),
        cmocka_unit_test(every_place_is_named_or_numbered),
        cmocka_unit_test(hostile_places_are_told),
        cmocka_unit_test(numbers_stay_in_a_series),
        cmocka_unit_test(report_is_complete),
    };
    return cmocka_run_group_tests(tests, shipped_set_up, shipped_tear_down);
}
