#include "report_fixture.h"

#include <bordermap/aliases.h>
#include <bordermap/data.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { PATH_SIZE = 4096, WORDS_SIZE = 512 };

static bm_gazetteer *gazetteer;
static bm_border *border;
static bm_aliases *aliases;
static bm_geocoder *geocoder;
static bm_reader *reader;

static bm_status open_places(const char *cache, bm_error *error)
{
    static const char *const names[] = {"shapefiles/border_places.shp", "shapefiles/places.shp",
                                        "shapefiles/areas.shp", "shapefiles/units.shp"};
    static char paths[4][PATH_SIZE];
    const char *pointers[4];
    bm_status status = BM_OK;
    for (size_t i = 0; !status && i < 4; i++) {
        status = bm_data_path(names[i], paths[i], sizeof paths[i], error);
        pointers[i] = paths[i];
    }
    if (!status)
        status = bm_gazetteer_open(pointers, 4, cache, NULL, &gazetteer, error);
    char countries[PATH_SIZE];
    if (!status)
        status = bm_data_path("shapefiles/countries.shp", countries, sizeof countries, error);
    if (!status)
        status = bm_border_open(countries, paths[0], "BY", "UA", cache, NULL, &border, error);
    return status;
}

static bm_status open_reader(bm_error *error)
{
    char path[PATH_SIZE];
    bm_status status = bm_data_path("shapefiles/aliases.txt", path, sizeof path, error);
    const char *paths[] = {path};
    if (!status)
        status = bm_aliases_open(paths, 1, NULL, &aliases, error);
    if (!status)
        status = bm_geocoder_new(gazetteer, border, aliases, &geocoder, error);
    if (!status)
        status = bm_reader_new(gazetteer, geocoder, border, NULL, NULL, &reader, error);
    return status;
}

int report_fixture_set_up(void **state)
{
    (void)state;
    char cache[PATH_SIZE];
    bm_error error = {0};
    bm_status status = open_places(bm_cache_folder(cache, sizeof cache) ? cache : NULL, &error);
    if (!status)
        status = open_reader(&error);
    if (status)
        fprintf(stderr, "%s\n", error.message);
    return status != BM_OK;
}

int report_fixture_tear_down(void **state)
{
    (void)state;
    bm_reader_free(reader);
    bm_geocoder_free(geocoder);
    bm_aliases_free(aliases);
    bm_border_free(border);
    bm_gazetteer_free(gazetteer);
    return 0;
}

const bm_reader *report_reader(void)
{
    return reader;
}

const bm_gazetteer *report_gazetteer(void)
{
    return gazetteer;
}

const bm_border *report_border(void)
{
    return border;
}

static bm_report *read_report(const char *text, const bm_report_source *source)
{
    bm_report *report = NULL;
    bm_error error = {0};
    if (bm_report_read(reader, source, text, strlen(text), NULL, &report, &error))
        fail_msg("cannot read '%s': %s", text, error.message);
    return report;
}

bm_report *report_of(const char *text)
{
    const bm_report_source source = {
        .file = "report.txt", .doc = "report", .language = BM_LANGUAGE_UNKNOWN};
    return read_report(text, &source);
}

bm_report *report_published(const char *text, const char *day)
{
    bm_report_source source = {
        .file = "report.txt", .doc = "report", .language = BM_LANGUAGE_UNKNOWN};
    bm_error error = {0};
    source.has_published = true;
    if (bm_interval_parse(day, BM_DATE_ORDER_YMD, &source.published, &error))
        fail_msg("no day '%s': %s", day, error.message);
    return read_report(text, &source);
}

const bm_mention *report_mention(const bm_report *report, const char *text)
{
    for (size_t i = 0; i < bm_report_mention_count(report); i++)
        if (strcmp(bm_report_mention(report, i)->text, text) == 0)
            return bm_report_mention(report, i);
    return NULL;
}

const char *report_words(const char *text, bm_span span)
{
    static char buffers[8][WORDS_SIZE];
    static size_t used;
    char *words = buffers[used++ % 8];
    size_t length = strlen(text);
    size_t end = span.end < length ? span.end : length;
    size_t start = span.start < end ? span.start : end;
    size_t size = end - start < WORDS_SIZE - 1 ? end - start : WORDS_SIZE - 1;
    memcpy(words, text + start, size);
    words[size] = '\0';
    return words;
}
