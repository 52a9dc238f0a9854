/* Words a second of the article reader on one core:
 *     bench_read FOLDER [GAZETTEER...]
 * reads every report of the folder (`*.txt`) five times, places, dates and events, on the shipped
 * gazetteer when none is given. A word is what blanks part; counting them, which is next to
 * nothing, is the peer. Memory is what the process has more after reading than with the gazetteer
 * open and each of its names asked for once. */
#include "bench/bench.h"

#include <bordermap/bordermap.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATHS_MAX = 16, PATH_SIZE = 4096, ROUNDS = 5 };

typedef struct text {
    char *bytes;
    size_t length;
} text;

typedef struct library {
    text *texts;
    size_t count;
    size_t bytes;
    size_t words;
} library;

static size_t count_words(const char *bytes, size_t length)
{
    size_t words = 0;
    bool inside = false;
    for (size_t i = 0; i < length; i++) {
        bool letter = (unsigned char)bytes[i] > ' ';
        words += letter && !inside;
        inside = letter;
    }
    return words;
}

static bool load(library *all, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    text one = {.bytes = malloc(BM_REPORT_SIZE_MAX)};
    if (!one.bytes)
        abort();
    one.length = fread(one.bytes, 1, BM_REPORT_SIZE_MAX, file);
    (void)fclose(file);
    char *fitting = realloc(one.bytes, one.length + 1);
    one.bytes = fitting ? fitting : one.bytes;
    text *moved = realloc(all->texts, (all->count + 1) * sizeof *moved);
    if (!moved)
        abort();
    all->texts = moved;
    all->texts[all->count++] = one;
    all->bytes += one.length;
    all->words += count_words(one.bytes, one.length);
    return true;
}

static void load_folder(library *all, const char *folder)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char path[PATH_SIZE];
        size_t length = strlen(entries[i]->d_name);
        int size = snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        if (length > 4 && strcmp(entries[i]->d_name + length - 4, ".txt") == 0 && size > 0 &&
            (size_t)size < sizeof path)
            (void)load(all, path);
        free(entries[i]);
    }
    free(entries);
}

/* Resident memory in MiB. */
static double resident_mib(void)
{
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file && fscanf(file, "%*d %ld", &pages) != 1)
        pages = 0;
    if (file)
        (void)fclose(file);
    return (double)pages * (double)sysconf(_SC_PAGESIZE) / (1024 * 1024);
}

static bool ignore(const bm_place *place, bm_match match, const char *matched, void *context)
{
    (void)place;
    (void)match;
    (void)matched;
    (void)context;
    return true;
}

/* So that the memory of the gazetteer itself is not the reader's. */
static void touch(const bm_gazetteer *gazetteer)
{
    for (size_t i = 0; i < bm_gazetteer_count(gazetteer); i++) {
        const bm_place *place = bm_gazetteer_place(gazetteer, i);
        if (place)
            bm_gazetteer_lookup(gazetteer, place->name, ignore, NULL);
    }
}

static void measure(const bm_reader *reader, const library *all)
{
    const bm_report_source source = {
        .file = "-", .doc = "bench", .has_published = true, .language = BM_LANGUAGE_UNKNOWN};
    bm_report_source dated = source;
    bm_error error = {0};
    if (bm_interval_parse("2022-03-12", BM_DATE_ORDER_YMD, &dated.published, &error))
        return;
    size_t mentions = 0;
    size_t dates = 0;
    size_t incidents = 0;
    double start_s = 0;
    double before_mib = resident_mib();
    for (int round = 0; round <= ROUNDS; round++) {
        if (round == 1) /* the first warms */
            start_s = bench_now_s();
        mentions = dates = incidents = 0;
        for (size_t i = 0; i < all->count; i++) {
            bm_report *report = NULL;
            if (bm_report_read(reader, &dated, all->texts[i].bytes, all->texts[i].length, NULL,
                               &report, &error)) {
                (void)fprintf(stderr, "%s\n", error.message);
                return;
            }
            mentions += bm_report_mention_count(report);
            dates += bm_report_date_count(report);
            incidents += bm_report_incident_count(report);
            bm_report_free(report);
        }
    }
    double seconds = (bench_now_s() - start_s) / ROUNDS;
    start_s = bench_now_s();
    size_t words = 0;
    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < all->count; i++)
            words += count_words(all->texts[i].bytes, all->texts[i].length);
    double counting_s = (bench_now_s() - start_s) / ROUNDS;
    printf("%zu reports, %zu words, %.1f MB: %zu mentions, %zu dates, %zu events\n", all->count,
           all->words, (double)all->bytes / 1e6, mentions, dates, incidents);
    printf("%.2f M words/s, %.1f MB/s, %.0f ns a word; counting words takes %.3f of that%s\n",
           (double)all->words / seconds / 1e6, (double)all->bytes / seconds / 1e6,
           seconds * 1e9 / (double)all->words, counting_s / seconds,
           words == all->words * ROUNDS ? "" : " (and counts otherwise)");
    printf("memory: %.1f MiB more than with the gazetteer open (%.1f)\n",
           resident_mib() - before_mib, before_mib);
}

static bm_status open_all(const char *const *paths, size_t count, bm_gazetteer **gazetteer,
                          bm_border **border, bm_geocoder **geocoder, bm_reader **reader,
                          bm_error *error)
{
    char countries[PATH_SIZE];
    char crossings[PATH_SIZE];
    bm_status status = bm_data_path("shapefiles/countries.shp", countries, PATH_SIZE, error);
    if (!status)
        status = bm_data_path("shapefiles/border_places.shp", crossings, PATH_SIZE, error);
    if (!status)
        status = bm_border_open(countries, crossings, "BY", "UA", NULL, NULL, border, error);
    if (!status)
        status = bm_gazetteer_open(paths, count, NULL, NULL, gazetteer, error);
    if (!status)
        status = bm_geocoder_new(*gazetteer, *border, NULL, geocoder, error);
    if (!status)
        status = bm_reader_new(*gazetteer, *geocoder, *border, NULL, NULL, reader, error);
    return status;
}

int main(int argc, char **argv)
{
    static const char *const shipped[] = {"border_places", "places", "areas"};
    static char shipped_paths[sizeof shipped / sizeof *shipped][PATH_SIZE];
    const char *paths[PATHS_MAX];
    size_t count = 0;
    library all = {0};
    bm_error error = {0};
    if (argc < 2 || argc - 2 > PATHS_MAX - 3) {
        (void)fprintf(stderr, "usage: bench_read FOLDER [GAZETTEER...]\n");
        return 2;
    }
    for (int i = 2; i < argc; i++)
        paths[count++] = argv[i];
    for (size_t i = 0; i < sizeof shipped / sizeof *shipped; i++) {
        char name[64];
        (void)snprintf(name, sizeof name, "shapefiles/%s.shp", shipped[i]);
        if (bm_data_path(name, shipped_paths[i], PATH_SIZE, &error) == BM_OK)
            paths[count++] = shipped_paths[i];
    }
    load_folder(&all, argv[1]);
    bm_gazetteer *gazetteer = NULL;
    bm_border *border = NULL;
    bm_geocoder *geocoder = NULL;
    bm_reader *reader = NULL;
    bm_status status = open_all(paths, count, &gazetteer, &border, &geocoder, &reader, &error);
    if (status) {
        (void)fprintf(stderr, "bench_read: %s\n", error.message);
    } else if (all.words > 0) {
        touch(gazetteer);
        measure(reader, &all);
    }
    bm_reader_free(reader);
    bm_geocoder_free(geocoder);
    bm_gazetteer_free(gazetteer);
    bm_border_free(border);
    for (size_t i = 0; i < all.count; i++)
        free(all.texts[i].bytes);
    free(all.texts);
    return status || all.words == 0;
}
