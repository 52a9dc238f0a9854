#include "dates_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "events/report/reading.h"

static bm_reader reader;
static char *manual; /* docs/dates.md, which names every rule and reason */

static void read_manual(void)
{
    enum { SIZE = 65536 };
    FILE *file = fopen(BM_TEST_SOURCE_DIR "/docs/dates.md", "rb");
    assert_non_null(file);
    manual = calloc(1, SIZE);
    assert_non_null(manual);
    assert_in_range(fread(manual, 1, SIZE, file), 1, SIZE - 1);
    (void)fclose(file);
}

/* Every rule and reason that comes up in a test is in the manual's tables. */
static void check_manual(const char *before, const char *name, const char *after)
{
    char row[128];
    (void)snprintf(row, sizeof row, "\n| %s%s%s |", before, name, after);
    if (!strstr(manual, row))
        fail_msg("docs/dates.md has no row for '%s'", name);
}

int dates_set_up(void **state)
{
    (void)state;
    bm_findings *findings = bm_findings_new();
    assert_non_null(findings);
    for (int i = 0; i < BM_LANGUAGE_COUNT; i++) {
        char path[512];
        (void)snprintf(path, sizeof path, "%s/lexicon/%s.txt", BM_TEST_SOURCE_DIR,
                       bm_language_code((bm_language)i));
        const char *paths[] = {path};
        bm_error error;
        assert_int_equal(bm_lexicon_load(paths, 1, findings, &reader.lexicons[i], &error), BM_OK);
        assert_int_equal(bm_date_words_new(reader.lexicons[i], &reader.date_words[i], &error),
                         BM_OK);
    }
    for (size_t i = 0; i < bm_findings_size(findings); i++)
        print_error("%s:%ld: %s\n", bm_findings_get(findings, i)->file,
                    bm_findings_get(findings, i)->line, bm_findings_get(findings, i)->message);
    assert_int_equal(bm_findings_size(findings), 0);
    bm_findings_free(findings);
    read_manual();
    return 0;
}

int dates_tear_down(void **state)
{
    (void)state;
    for (int i = 0; i < BM_LANGUAGE_COUNT; i++) {
        bm_date_words_free(reader.date_words[i]);
        bm_lexicon_free(reader.lexicons[i]);
    }
    free(manual);
    return 0;
}

static void write_date(bm_strbuf *out, const bm_report_date *date)
{
    char when[BM_DATE_TEXT_SIZE] = "?";
    check_manual("`", date->rule, "`");
    if (date->resolved)
        bm_interval_format_edtf(date->when, when);
    bm_strbuf_printf(out, "%s%s = %s %s", out->length ? "; " : "", date->text, when, date->rule);
}

char *dates_of(bm_language language, const char *published, const char *text, size_t length,
               bool rejected)
{
    bm_arena arena = {0};
    bm_report_source source = {.language = language, .format = BM_REPORT_FORMAT_TEXT};
    bm_error error = {0};
    if (published) {
        source.has_published = true;
        assert_int_equal(bm_interval_parse(published, BM_DATE_ORDER_YMD, &source.published, &error),
                         BM_OK);
    }
    bm_reading reading = {.reader = &reader, .source = &source, .arena = &arena};
    assert_int_equal(
        bm_document_from_text(&reading.document, &arena, text, (uint32_t)length, &source, &error),
        BM_OK);
    assert_int_equal(bm_words_cut(&reading.words, &reading.document,
                                  (const bm_lexicon *const *)reader.lexicons, &error),
                     BM_OK);
    assert_int_equal(bm_reading_find_phrases(&reading, &error), BM_OK);
    assert_int_equal(bm_reading_classify_blocks(&reading, &error), BM_OK);
    assert_int_equal(bm_reading_find_dates(&reading, &error), BM_OK);
    bm_strbuf out = {0};
    for (size_t i = 0; i < reading.date_count; i++) {
        assert_true(i == 0 || reading.dates[i - 1].span.end <= reading.dates[i].span.start);
        write_date(&out, &reading.dates[i]);
    }
    for (size_t i = 0; i < reading.rejection_count; i++)
        check_manual("", reading.rejections[i].reason, "");
    for (size_t i = 0; rejected && i < reading.rejection_count; i++)
        bm_strbuf_printf(&out, "%s- %s: %s", out.length ? "; " : "", reading.rejections[i].text,
                         reading.rejections[i].reason);
    free(reading.dates);
    free(reading.rejections);
    free(reading.phrases);
    bm_words_finish(&reading.words);
    bm_arena_finish(&arena);
    char *copy = strdup(bm_strbuf_text(&out));
    bm_strbuf_finish(&out);
    return copy;
}

/* Whether one found date is as expected, where the rule may be missing. */
static bool is_same(const char *expected, size_t expected_length, const char *found,
                    size_t found_length)
{
    return expected_length <= found_length && memcmp(expected, found, expected_length) == 0 &&
           (expected_length == found_length ||
            (found[expected_length] == ' ' && memchr(expected, '=', expected_length)));
}

static bool are_same(const char *expected, const char *found)
{
    while (*expected && *found) {
        const char *expected_end = strstr(expected, "; ");
        const char *found_end = strstr(found, "; ");
        size_t length = expected_end ? (size_t)(expected_end - expected) : strlen(expected);
        size_t found_length = found_end ? (size_t)(found_end - found) : strlen(found);
        if (!is_same(expected, length, found, found_length))
            return false;
        expected += length + (expected_end ? 2 : 0);
        found += found_length + (found_end ? 2 : 0);
    }
    return *expected == '\0' && *found == '\0';
}

void check_dates(bm_language language, const date_case *cases, size_t count)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        const date_case *at = &cases[i];
        char *found = dates_of(language, at->published, at->text, strlen(at->text), false);
        assert_non_null(found);
        if (!are_same(at->dates, found)) {
            print_error("%s, published %s:\n    expected: %s\n    found:    %s\n", at->text,
                        at->published ? at->published : "-", at->dates, found);
            wrong++;
        }
        free(found);
    }
    assert_int_equal(wrong, 0);
}
