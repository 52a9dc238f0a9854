/* Reports that nobody writes: each kind of text at two lengths, the second twice the first. Where
 * the time is proportional, the ratio is near 2, and the time a byte is that of other texts.
 *     bench_hostile [MEGABYTES]      of the longer one, 10 unless told */
#include "bench/bench.h"

#include <bordermap/bordermap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_SIZE = 4096, MEGABYTE = 1024 * 1024 };

typedef struct hostile {
    const char *name;
    const char *unit; /* again and again */
    size_t size;      /* of the unit where it has a NUL byte */
} hostile;

static const hostile kinds[] = {
    {"a line of capitals", "A", 0},
    {"capital letters", "A ", 0},
    {"words in capitals", "AB ", 0},
    {"capitalised words", "Abcde ", 0},
    {"one place", "Minsk ", 0},
    {"places with commas", "Minsk, Brest, ", 0},
    {"places with hyphens", "Minsk-Brest-", 0},
    {"«Минск » ", "Минск ", 0},
    {"«В БРЕСТСКОЙ ОБЛАСТИ»", "В БРЕСТСКОЙ ОБЛАСТИ ", 0},
    {"parentheses", "(", 0},
    {"places in parentheses", "(Minsk", 0},
    {"dates", "on 11 March 2022 ", 0},
    {"days", "Friday ", 0},
    {"«11 марта »", "11 марта ", 0},
    {"from … to …", "from March 3 to ", 0},
    {"north of", "north of ", 0},
    {"20 km from Minsk", "20 km from Minsk ", 0},
    {"strikes", "shelled ", 0},
    {"strikes and places", "Minsk shelled Brest on Friday. ", 0},
    {"he said that", "he said that ", 0},
    {"opening quotes", "“", 0},
    {"s’ ", "s’ ", 0},
    {"apostrophes", "a'", 0},
    {"dots", ".", 0},
    {"dotted letters", "U.S.", 0},
    {"abbreviations", "Gen. ", 0},
    {"numbers with commas", "1,000,", 0},
    {"digits", "1", 0},
    {"addresses", "http://a.b ", 0},
    {"one long address", "a.b", 0},
    {"@", "@a", 0},
    {"blank lines", "\n", 0},
    {"short lines", "a\n", 0},
    {"lines of places", "Minsk, Belarus\n", 0},
    {"lines of furniture", "Read more\n", 0},
    {"wrapped lines", "the guard said on Friday that the bridge at Minsk was closed for all\n", 0},
    {"captions", "(Photo by A / B) ", 0},
    {"NUL bytes", "\0", 1},
    {"bytes that are no text", "\xFF", 0},
    {"broken letters", "\xD0", 0},
    {"combining marks", "\xCC\x81", 0},
    {"a letter and marks", "e\xCC\x81\xCC\x81\xCC\x81\xCC\x81", 0},
    {"soft hyphens", "a\xC2\xAD", 0},
    {"Chinese", "北京。", 0},
};

static char *repeat(const hostile *kind, size_t length)
{
    size_t unit = kind->size ? kind->size : strlen(kind->unit);
    char *text = malloc(length);
    if (!text)
        abort();
    for (size_t i = 0; i < length; i++)
        text[i] = kind->unit[i % unit];
    return text;
}

static double seconds_of(const bm_reader *reader, const char *text, size_t length)
{
    bm_report_source source = {.file = "-",
                               .doc = "bench",
                               .has_published = true,
                               .language = BM_LANGUAGE_UNKNOWN,
                               .format = BM_REPORT_FORMAT_TEXT};
    bm_report *report = NULL;
    bm_error error = {0};
    if (bm_interval_parse("2022-03-12", BM_DATE_ORDER_YMD, &source.published, &error))
        abort();
    double start_s = bench_now_s();
    if (bm_report_read(reader, &source, text, length, NULL, &report, &error))
        (void)fprintf(stderr, "%s\n", error.message);
    double seconds = bench_now_s() - start_s;
    bm_report_free(report);
    return seconds;
}

static void measure(const bm_reader *reader, size_t length)
{
    printf("%-28s %10s %10s %7s %9s\n", "", "half, s", "whole, s", "ratio", "ns a byte");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        char *text = repeat(&kinds[i], length);
        double half_s = seconds_of(reader, text, length / 2);
        double whole_s = seconds_of(reader, text, length);
        printf("%-28s %10.3f %10.3f %7.2f %9.1f\n", kinds[i].name, half_s, whole_s,
               half_s > 0 ? whole_s / half_s : 0, whole_s * 1e9 / (double)length);
        (void)fflush(stdout);
        free(text);
    }
}

static bm_status open_all(bm_gazetteer **gazetteer, bm_border **border, bm_geocoder **geocoder,
                          bm_reader **reader, bm_error *error)
{
    static const char *const names[] = {"shapefiles/border_places.shp", "shapefiles/places.shp",
                                        "shapefiles/areas.shp", "shapefiles/countries.shp"};
    static char paths[4][PATH_SIZE];
    const char *const places[] = {paths[0], paths[1], paths[2]};
    bm_status status = BM_OK;
    for (size_t i = 0; !status && i < 4; i++)
        status = bm_data_path(names[i], paths[i], PATH_SIZE, error);
    if (!status)
        status = bm_border_open(paths[3], paths[0], "BY", "UA", NULL, NULL, border, error);
    if (!status)
        status = bm_gazetteer_open(places, 3, NULL, NULL, gazetteer, error);
    if (!status)
        status = bm_geocoder_new(*gazetteer, *border, NULL, geocoder, error);
    if (!status)
        status = bm_reader_new(*gazetteer, *geocoder, *border, NULL, NULL, reader, error);
    return status;
}

int main(int argc, char **argv)
{
    long megabytes = argc > 1 ? strtol(argv[1], NULL, 10) : 10;
    bm_gazetteer *gazetteer = NULL;
    bm_border *border = NULL;
    bm_geocoder *geocoder = NULL;
    bm_reader *reader = NULL;
    bm_error error = {0};
    if (megabytes < 1 || megabytes > BM_REPORT_SIZE_MAX / MEGABYTE)
        return 2;
    bm_status status = open_all(&gazetteer, &border, &geocoder, &reader, &error);
    if (!status)
        measure(reader, (size_t)megabytes * MEGABYTE);
    else
        (void)fprintf(stderr, "%s\n", error.message);
    bm_reader_free(reader);
    bm_geocoder_free(geocoder);
    bm_border_free(border);
    bm_gazetteer_free(gazetteer);
    return status != BM_OK;
}
