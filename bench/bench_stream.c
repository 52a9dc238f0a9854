/* Tables of very many events: rows a second and peak memory of reading them into points.
 *
 *     bench_stream [ROWS] [THREADS]
 *     bench_stream --write FILE ROWS     only make the table
 *
 * The table is always the same for the same number of rows: events in clusters about two hundred
 * places, the fewer the smaller the place, on the days of two years. */
#include <bordermap/event_points.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { PLACES = 200 };

/* xorshift64*: S. Vigna, An experimental exploration of Marsaglia's xorshift generators, 2016. */
static double random_share(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (double)((*state * UINT64_C(2685821657736338717)) >> 11) / 9007199254740992.0;
}

static bool write_table(const char *path, long rows)
{
    static const char *const categories[] = {"strike",   "clash",  "movement",
                                             "exercise", "border", "diplomacy"};
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    uint64_t state = UINT64_C(88172645463325252);
    double lon[PLACES], lat[PLACES];
    for (int i = 0; i < PLACES; i++) {
        lon[i] = 23.5 + 9 * random_share(&state);
        lat[i] = 50 + 3.4 * random_share(&state);
    }
    FILE *file = fopen(path, "w");
    if (!file)
        return false;
    (void)fputs("id,date,category,title,lat,lon\n", file);
    for (long i = 0; i < rows; i++) {
        int place = (int)(PLACES * pow(random_share(&state), 3));
        double far = 0.35 * pow(random_share(&state), 2);
        double angle = 6.283185307179586 * random_share(&state);
        int month = (int)(12 * random_share(&state));
        int day = 1 + (int)(days[month] * random_share(&state));
        int year = 2022 + (int)(2 * random_share(&state));
        (void)fprintf(file, "E%07ld,%d-%02d-%02d,%s,Reported near place %d,%.6f,%.6f\n", i + 1,
                      year, month + 1, day, categories[(int)(6 * random_share(&state))], place,
                      lat[place] + 0.65 * far * sin(angle), lon[place] + far * cos(angle));
    }
    return fclose(file) == 0;
}

static double wall_s(void)
{
    struct timespec now;
    return clock_gettime(CLOCK_MONOTONIC, &now) ? 0
                                                : (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int read_table(const char *path, size_t threads)
{
    const char *const paths[] = {path};
    const bm_event_points_options options = {.threads = threads};
    bm_event_points *points = NULL;
    bm_error error = {0};
    double start_s = wall_s();
    bm_findings *findings = bm_findings_new();
    bm_status status = bm_event_points_read(paths, 1, &options, findings, &points, &error);
    double taken_s = wall_s() - start_s;
    struct rusage usage;
    if (status) {
        (void)fprintf(stderr, "%s\n", error.message);
    } else if (getrusage(RUSAGE_SELF, &usage) == 0) {
        size_t rows = bm_event_points_count(points);
        printf("%zu rows: %.3f s, %.0f rows a second, peak %.0f MiB\n", rows, taken_s,
               (double)rows / taken_s, (double)usage.ru_maxrss / 1024);
    }
    bm_event_points_free(points);
    bm_findings_free(findings);
    return status ? 1 : 0;
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "--write") == 0)
        return write_table(argv[2], strtol(argv[3], NULL, 10)) ? 0 : 1;
    long rows = argc > 1 ? strtol(argv[1], NULL, 10) : 1000000;
    char path[] = "/tmp/bench-stream-XXXXXX";
    int descriptor = mkstemp(path);
    int result = 1;
    if (descriptor >= 0 && close(descriptor) == 0 && write_table(path, rows))
        result = read_table(path, argc > 2 ? (size_t)strtol(argv[2], NULL, 10) : 0);
    (void)unlink(path);
    return result;
}
