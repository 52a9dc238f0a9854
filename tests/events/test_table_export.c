/* A table that is exported in pieces comes out as one that is kept: the same bytes and findings,
 * for random tables, whatever the format and the number of threads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "events/export/event_layer.h"
#include "events/stream/features/ids.h"
#include "geo/gdal/module.h"

#include <bordermap/export.h>
#include <bordermap/geocoder.h>

#define SHAPEFILES BM_TEST_SOURCE_DIR "/shapefiles/"

static bm_border *border;
static bm_gazetteer *gazetteer;
static bm_geocoder *geocoder;
static uint64_t state = 1;

static int open_world(void **unused)
{
    static const char *const paths[] = {SHAPEFILES "border_places.shp", SHAPEFILES "places.shp",
                                        SHAPEFILES "areas.shp"};
    (void)unused;
    bm_error error = {0};
    bm_status status =
        bm_border_open(SHAPEFILES "countries.shp", paths[0], "BY", "UA", "", NULL, &border, &error);
    if (!status)
        status = bm_gazetteer_open(paths, 3, NULL, NULL, &gazetteer, &error);
    if (!status)
        status = bm_geocoder_new(gazetteer, border, NULL, &geocoder, &error);
    if (status)
        print_error("%s\n", error.message);
    return status ? -1 : 0;
}

static int close_world(void **unused)
{
    (void)unused;
    bm_geocoder_free(geocoder);
    bm_gazetteer_free(gazetteer);
    bm_border_free(border);
    return 0;
}

static unsigned pick(unsigned count)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(state >> 33) % count;
}

#define ANY(list) list[pick(sizeof list / sizeof *list)]

static void append_row(bm_strbuf *text, unsigned row, bool odd, bool midnights)
{
    static const char *const dates[] = {"2022-03-11", "2022-03", "11 March 2022",
                                        "2022-03-11/2022-03-14", "2021-12-31"};
    static const char *const odd_dates[] = {"2022-02-30", "01/02/2022", "", "2022-03-11T10:30Z"};
    static const char *const times[] = {"2022-03-11T00:00:00Z", "2022-03-12T00:00Z"};
    static const char *const places[] = {"Stolin",  "Ivanivka", "Rechytsa", "Dubrova", "",
                                         "Nowhere", "Мазыр",    "Kyiv",     "Pinsk"};
    static const char *const countries[] = {"BY", "UA", "", "Belarus", "Narnia"};
    static const char *const urls[] = {"https://a.example/1", "https://a.example/2", "",
                                       "https://b.example/3"};
    static const char *const notes[] = {
        "plain", "\"a \"\"b\"\", c\"", "\"two\nlines\"", "Копані", "=1+1", "", "\ttab"};
    static const char *const spoilt[] = {"x\"y", "\"ab\"c"};
    static const char *const ends[] = {"\n", "\n", "\r\n", "\r"};
    bool has_position = pick(2);
    if (pick(4))
        bm_strbuf_printf(text, "E%u,", pick(8) ? row : pick(50));
    else
        bm_strbuf_append(text, ",");
    bm_strbuf_append(text, midnights              ? ANY(times)
                           : odd && pick(30) == 0 ? ANY(odd_dates)
                                                  : ANY(dates));
    if (has_position)
        bm_strbuf_printf(text, ",%u.%03u,5%u.%06u", 23 + pick(10), pick(1000), pick(3),
                         pick(1000000));
    else
        bm_strbuf_append(text, ",,");
    bm_strbuf_printf(text, ",%s,%s,%s,%s,", ANY(places), ANY(countries), pick(2) ? "strike" : "own",
                     ANY(urls));
    bm_strbuf_printf(text, "%s,%u%s,%s", odd && pick(40) == 0 ? ANY(spoilt) : ANY(notes), pick(900),
                     pick(3) ? "" : ".5", pick(2) ? "true" : "");
    bm_strbuf_append(text, ANY(ends));
}

static void write_table(const char *path, unsigned rows, bool odd)
{
    bm_strbuf text = {0};
    bool late_times = pick(3) == 0;
    bm_strbuf_append(&text, pick(3) == 0 ? "\xEF\xBB\xBF" : "");
    bm_strbuf_append(&text, "id,date,lon,lat,place,country,category,url,note,n,seen\n");
    for (unsigned i = 0; i < rows; i++)
        append_row(&text, i, odd, late_times && i > rows / 2);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text.text, 1, text.length, file), text.length);
    assert_int_equal(fclose(file), 0);
    bm_strbuf_finish(&text);
}

static char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    *size = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(*size + 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *size, file), *size);
    assert_int_equal(fclose(file), 0);
    return bytes;
}

static int by_line(const void *left, const void *right)
{
    const bm_finding *a = *(const bm_finding *const *)left;
    const bm_finding *b = *(const bm_finding *const *)right;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    int order = strcmp(a->code, b->code);
    return order ? order : strcmp(a->message, b->message);
}

static const bm_finding **sort(const bm_findings *findings)
{
    size_t count = bm_findings_size(findings);
    const bm_finding **sorted = calloc(count + 1, sizeof *sorted);
    assert_non_null(sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = bm_findings_get(findings, i);
    qsort(sorted, count, sizeof *sorted, by_line);
    return sorted;
}

/* Ids of rows that are out of the window are not compared: those are notes. */
static void compare_findings(const bm_findings *whole, const bm_findings *pieces, bool limited)
{
    for (int i = limited ? BM_SEVERITY_WARNING : BM_SEVERITY_NOTE; i <= BM_SEVERITY_ERROR; i++)
        assert_int_equal(bm_findings_count(whole, (bm_severity)i),
                         bm_findings_count(pieces, (bm_severity)i));
    if (bm_findings_size(whole) != bm_findings_size(pieces))
        return; /* the first thousand are kept */
    const bm_finding **a = sort(whole), **b = sort(pieces);
    for (size_t i = 0; i < bm_findings_size(whole); i++)
        assert_int_equal(by_line(&a[i], &b[i]), 0);
    free(a);
    free(b);
}

static void compare(const char *path, const char *output, bm_export_format format,
                    bm_ambiguous_policy policy, const bm_interval *window, size_t threads)
{
    bm_findings *whole = bm_findings_new(), *pieces = bm_findings_new();
    bm_events *events = NULL;
    bm_error error = {0};
    bm_locating_counts kept = {0}, counts = {0};
    size_t expected_size, size, left_out;
    assert_int_equal(bm_events_read(path, NULL, whole, &events, &error), BM_OK);
    if (window)
        bm_events_filter(events, window->start_s, window->end_s);
    assert_int_equal(bm_events_locate(events, geocoder, border, NULL, policy, whole, &kept, &error),
                     BM_OK);
    assert_int_equal(bm_events_export(events, format, NULL, output, whole, &error), BM_OK);
    char *expected = read_file(output, &expected_size);
    const bm_table_export_options options = {
        .window = window, .ambiguous = policy, .format = format, .threads = threads};
    bm_sink *sink = NULL;
    assert_int_equal(bm_sink_open(output, &sink, &error), BM_OK);
    assert_int_equal(bm_table_export(path, &options, geocoder, border, NULL, pieces, &counts,
                                     &left_out, sink, &error),
                     BM_OK);
    assert_int_equal(bm_sink_commit(sink, &error), BM_OK);
    bm_sink_free(sink);
    char *written = read_file(output, &size);
    assert_int_equal(size, expected_size);
    assert_memory_equal(written, expected, size);
    assert_memory_equal(&counts, &kept, sizeof counts);
    compare_findings(whole, pieces, window != NULL);
    free(expected);
    free(written);
    bm_events_free(events);
    bm_findings_free(whole);
    bm_findings_free(pieces);
}

static void pieces_are_the_whole(void **unused)
{
    (void)unused;
    char path[] = "/tmp/bordermap-export-XXXXXX", output[sizeof path + 4];
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(close(descriptor), 0);
    (void)snprintf(output, sizeof output, "%s.out", path);
    const bm_interval march = {.start_s = 1646092800, .end_s = 1648771200};
    for (unsigned i = 0; i < 8; i++) {
        write_table(path, i < 2 ? i : 6000, i % 2);
        compare(path, output, (bm_export_format)(i % 4),
                i % 3 ? BM_AMBIGUOUS_BEST : BM_AMBIGUOUS_SKIP, i > 4 ? &march : NULL,
                i % 2 ? 1 : 4);
    }
    const bm_gdal_module *module = NULL;
    bool has_gdal = !bm_gdal_module_open(path, &module, NULL);
    for (unsigned i = 0; i < 6 && has_gdal; i++) {
        write_table(path, i < 2 ? i : 6000, i % 2);
        compare(path, output, i % 2 ? BM_EXPORT_GPKG : BM_EXPORT_FGB, BM_AMBIGUOUS_BEST,
                i > 3 ? &march : NULL, i == 3 ? 1 : 4);
    }
    assert_int_equal(unlink(path), 0);
    assert_int_equal(unlink(output), 0);
}

static void an_ambiguous_place_forbids(void **unused)
{
    (void)unused;
    char path[] = "/tmp/bordermap-export-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0 && close(descriptor) == 0);
    write_table(path, 200, false);
    const bm_table_export_options options = {.ambiguous = BM_AMBIGUOUS_FAIL};
    bm_locating_counts counts;
    bm_sink *sink = NULL;
    bm_error error;
    size_t size;
    assert_int_equal(bm_sink_open_memory(&sink, &error), BM_OK);
    assert_int_equal(
        bm_table_export(path, &options, geocoder, border, NULL, NULL, &counts, NULL, sink, &error),
        BM_OK);
    assert_true(counts.ambiguous > 0);
    (void)bm_sink_memory(sink, &size);
    assert_int_equal(size, 0);
    bm_sink_free(sink);
    assert_int_equal(unlink(path), 0);
}

/* One number after the other, as a set of all would give them; a million of one id take no longer.
 */
static void ids_are_unique_however_many(void **unused)
{
    (void)unused;
    enum { COUNT = 2500000, SAME = 400000 };
    bm_stream_ids ids = {0};
    bool repeated;
    for (int64_t i = 0; i < COUNT; i++) {
        /* Every one twice, in two passes far apart, and many of one. */
        int64_t hash = i % (COUNT / 2) * INT64_C(3600000007) & ((INT64_C(1) << 53) - 1);
        assert_true(bm_stream_ids_add(&ids, hash, &repeated));
        assert_int_equal(repeated, i >= COUNT / 2);
    }
    assert_int_equal(ids.moved_count, COUNT / 2);
    assert_int_equal(ids.moved[0].row, COUNT / 2);
    assert_int_equal(ids.moved[0].id, 1);
    for (int64_t i = 0; i < SAME; i++)
        assert_true(bm_stream_ids_add(&ids, 7, &repeated));
    assert_int_equal(ids.moved[ids.moved_count - 1].id, 7 + SAME - 1);
    assert_int_equal(bm_stream_ids_from(&ids, COUNT / 2 + 5), 5);
    bm_stream_ids_finish(&ids);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_the_whole),
        cmocka_unit_test(an_ambiguous_place_forbids),
        cmocka_unit_test(ids_are_unique_however_many),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
