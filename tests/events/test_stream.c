/* The reader of large tables says what the reader of events says: for random tables, whatever the
 * size of the chunks and the number of threads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "events/stream/stream.h"

static uint64_t state = 1;

static unsigned pick(unsigned count)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(state >> 33) % count;
}

#define ANY(list) list[pick(sizeof list / sizeof *list)]

static void append_cell(bm_strbuf *text, const char *cell)
{
    static const char *const odd[] = {
        "\"a \"\"b\"\", c\"", "\"two\nlines\"", "\"cr\r\nlf\"", "x\"y",    "\"ab\"c", "\"ab\" ",
        "  blanks\t",         "\"\"",           "Копані",       "\"q\n\"x"};
    bm_strbuf_append(text, pick(60) == 0 ? ANY(odd) : cell);
}

static void append_row(bm_strbuf *text, bool midnights)
{
    static const char *const dates[] = {
        "2022-03-11", "2022-03",   "11 March 2022",         "2022-02-30",   "01/02/2022",
        "25/12/2022", "",          "2022-03-11/2022-03-14", " 2022-03-12 ", "0999-01-01",
        "2022-3-1",   "2022-03-1x"};
    static const char *const times[] = {"2022-03-11T00:00:00Z", "2022-03-12T00:00Z", "2022-03-11"};
    static const char *const clocks[] = {"2022-03-11T10:30Z", "2022-03-11 00:00:00"};
    static const char *const lons[] = {"27.5", "30.1234567", "-1e1", "200", "27,5", "", "x", "0"};
    static const char *const lats[] = {"51.5", "52.1234567", "91", "5.2e1", "", "0"};
    static const char *const kinds[] = {"strike", "Drone strike", "own kind", "", "Losses 2022"};
    static const char *const claims[] = {"confirmed", "claimed", "", "perhaps"};
    static const char *const places[] = {"Kopani", "Pinsk", "", "Mazyr"};
    static const char *const ends[] = {"\n", "\n", "\n", "\r\n", "\r"};
    append_cell(text, midnights ? ANY(times) : pick(20) == 0 ? ANY(clocks) : ANY(dates));
    const char *const cells[] = {ANY(lons), ANY(lats), ANY(kinds), ANY(claims), ANY(places)};
    size_t count = pick(30) == 0 ? pick(7) : 5;
    for (size_t i = 0; i < count; i++) {
        bm_strbuf_append(text, ",");
        append_cell(text, i < 5 ? cells[i] : "more");
    }
    bm_strbuf_append(text, ANY(ends));
    if (pick(40) == 0)
        bm_strbuf_append(text, pick(2) ? "\n" : "\t \n");
}

static void write_table(const char *path, unsigned rows)
{
    bm_strbuf text = {0};
    unsigned kind = pick(4);
    bm_strbuf_append(&text, pick(5) == 0 ? "\xEF\xBB\xBF" : "");
    bm_strbuf_append(&text, pick(5) == 0 ? "sep=,\n" : "");
    bm_strbuf_append(&text, pick(5) == 0 ? "\n\"date\",\"lon\",lat,category,claim,place\n"
                                         : "date,lon,lat,category,claim,place\n");
    for (unsigned i = 0; i < rows; i++)
        append_row(&text, kind == 0 || (kind == 1 && i < rows / 2) || (kind == 2 && i > rows / 2));
    if (pick(3) == 0 && text.length > 0)
        text.length--; /* no line end at the end of the file */
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text.text, 1, text.length, file), text.length);
    assert_int_equal(fclose(file), 0);
    bm_strbuf_finish(&text);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* All findings as sorted lines, but of ids, which the stream does not compare. */
static char **lines_of(const bm_findings *findings, size_t *count)
{
    char **lines = calloc(bm_findings_size(findings) + 1, sizeof *lines);
    assert_non_null(lines);
    *count = 0;
    for (size_t i = 0; i < bm_findings_size(findings); i++) {
        const bm_finding *f = bm_findings_get(findings, i);
        bm_strbuf line = {0};
        if (strcmp(f->code, "id-duplicate") == 0)
            continue;
        bm_strbuf_printf(&line, "%ld %d %s %s %s %s", f->line, (int)f->severity, f->code, f->column,
                         f->value, f->message);
        lines[(*count)++] = line.text;
    }
    qsort(lines, *count, sizeof *lines, compare_texts);
    return lines;
}

static void compare_findings(const bm_findings *a, const bm_findings *b)
{
    size_t a_count = 0, b_count = 0;
    char **a_lines = lines_of(a, &a_count), **b_lines = lines_of(b, &b_count);
    for (size_t i = 0; i < a_count && i < b_count; i++)
        assert_string_equal(a_lines[i], b_lines[i]);
    assert_int_equal(a_count, b_count);
    for (size_t i = 0; i < a_count; i++)
        free(a_lines[i]);
    for (size_t i = 0; i < b_count; i++)
        free(b_lines[i]);
    free(a_lines);
    free(b_lines);
}

static void compare_rows(const bm_events *events, const bm_event_points *points)
{
    assert_int_equal(bm_events_count(events), bm_event_points_count(points));
    for (size_t i = 0; i < bm_events_count(events); i++) {
        const bm_event *event = bm_events_get(events, i);
        bm_event_point point;
        assert_true(bm_event_points_get(points, i, &point));
        assert_int_equal(event->has_position, point.located);
        if (event->has_position) {
            assert_true(fabs(event->position.lon - point.position.lon) <= 0.51e-7);
            assert_true(fabs(event->position.lat - point.position.lat) <= 0.51e-7);
        }
        assert_true(event->when.start_s == point.start_s && event->when.end_s == point.end_s);
        assert_string_equal(event->category, point.category);
        assert_int_equal(event->claim, point.claim);
    }
    bm_interval a = {0}, b = {0};
    assert_int_equal(bm_events_span(events, &a), bm_event_points_span(points, &b));
    assert_true(a.start_s == b.start_s && a.end_s == b.end_s && a.precision == b.precision);
}

/* False when neither could read it. */
static bool compare_readers(const char *path, size_t chunk, size_t threads)
{
    bm_events *events = NULL;
    bm_event_points *points = NULL;
    bm_findings *a = bm_findings_new(), *b = bm_findings_new();
    bm_error event_error = {0}, point_error = {0};
    const bm_event_points_options options = {.threads = threads};
    bm_status event_status = bm_events_read(path, NULL, a, &events, &event_error);
    bm_status point_status = bm_stream_read(&path, 1, &options, chunk, b, &points, &point_error);
    if (event_status != point_status)
        fail_msg("%s against %s", event_error.message, point_error.message);
    if (!event_status) {
        compare_rows(events, points);
        compare_findings(a, b);
    } else {
        assert_string_equal(event_error.message, point_error.message);
    }
    bm_events_free(events);
    bm_event_points_free(points);
    bm_findings_free(a);
    bm_findings_free(b);
    return event_status == BM_OK;
}

static void reads_as_events_are_read(void **context)
{
    (void)context;
    static const size_t chunks[] = {1, 7, 64, 300, 4096, (size_t)1 << 20};
    const char *path = "random-table.csv";
    unsigned readable = 0;
    for (unsigned seed = 0; seed < 400; seed++) {
        state = seed * 7919 + 13;
        write_table(path, pick(60));
        readable += compare_readers(path, chunks[seed % 6], 1 + seed % 4);
    }
    assert_true(readable > 300);
    unlink(path);
}

/* Rows in the order of the file and the same numbers of categories, whoever read them. */
static void threads_do_not_matter(void **context)
{
    (void)context;
    const char *path = "threads-table.csv";
    state = 5;
    write_table(path, 3000);
    bm_event_points *one = NULL, *many = NULL;
    const bm_event_points_options alone = {.threads = 1}, together = {.threads = 8};
    assert_int_equal(bm_stream_read(&path, 1, &alone, 512, NULL, &one, NULL), BM_OK);
    assert_int_equal(bm_stream_read(&path, 1, &together, 512, NULL, &many, NULL), BM_OK);
    assert_true(one->count > 100);
    assert_int_equal(one->count, many->count);
    assert_memory_equal(one->items, many->items, one->count * sizeof *one->items);
    bm_event_points_free(one);
    bm_event_points_free(many);
    unlink(path);
}

/* As places are located. */
static void changes_what_is_in_a_file(void **context)
{
    (void)context;
    const char *path = "away-table.csv";
    state = 5;
    write_table(path, 3000);
    bm_event_points *kept = NULL, *away = NULL;
    assert_int_equal(bm_event_points_read(&path, 1, NULL, NULL, &kept, NULL), BM_OK);
    assert_int_equal(bm_event_points_read(&path, 1, NULL, NULL, &away, NULL), BM_OK);
    bm_event_points_put_away(away);
    assert_int_equal(away->away, away->count);
    assert_true(away->places.keys.count > 0);
    bm_point_walk walk = {.points = away};
    while (bm_point_walk_next(&walk)) {
        for (size_t i = 0; i < walk.count; i++)
            walk.items[i].minutes += 7;
        assert_true(bm_point_walk_store(&walk));
    }
    assert_false(walk.failed);
    for (size_t i = 0; i < kept->count; i++) {
        bm_packed_point found;
        assert_true(bm_event_points_read_one(away, i, &found));
        assert_int_equal(found.minutes, kept->items[i].minutes + 7);
    }
    bm_event_points_free(kept);
    bm_event_points_free(away);
    unlink(path);
}

static void keeps_some_findings_and_counts_all(void **context)
{
    (void)context;
    const char *path = "bad-rows.csv";
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("date,lon,lat\n", file);
    for (int i = 0; i < 3000; i++)
        fputs(i % 3 ? "2022-02-30,27,52\n" : "2022-02-03,27,52\n", file);
    fclose(file);
    bm_findings *findings = bm_findings_new();
    bm_event_points *points = NULL;
    assert_int_equal(bm_event_points_read(&path, 1, NULL, findings, &points, NULL), BM_OK);
    assert_int_equal(bm_event_points_count(points), 1000);
    assert_int_equal(bm_event_points_left_out(points), 2000);
    assert_int_equal(bm_findings_count(findings, BM_SEVERITY_ERROR), 2000);
    assert_int_equal(bm_findings_size(findings), BM_STREAM_FINDINGS_MAX);
    bm_event_points_free(points);
    bm_findings_free(findings);
    unlink(path);
}

static void keeps_what_overlaps_a_window(void **context)
{
    (void)context;
    const char *path = "window.csv";
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("date,lon,lat\n2022-02-28,27,52\n2022-03-01,27,52\n2022-03,27,52\n2022-04-01,27,52\n",
          file);
    fclose(file);
    bm_interval march;
    assert_int_equal(bm_interval_parse("2022-03", BM_DATE_ORDER_UNKNOWN, &march, NULL), BM_OK);
    const bm_event_points_options options = {.window = &march};
    bm_event_points *points = NULL;
    assert_int_equal(bm_event_points_read(&path, 1, &options, NULL, &points, NULL), BM_OK);
    assert_int_equal(bm_event_points_count(points), 2);
    bm_event_points_free(points);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_as_events_are_read),
        cmocka_unit_test(threads_do_not_matter),
        cmocka_unit_test(changes_what_is_in_a_file),
        cmocka_unit_test(keeps_some_findings_and_counts_all),
        cmocka_unit_test(keeps_what_overlaps_a_window),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
