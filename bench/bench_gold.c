/* Geocoding measured on a table of events whose positions are known:
 *     bench_gold GOLD.tsv [--all] [--together] [--predictions FILE.jsonl] [--failures]
 *         GAZETTEER...
 * GOLD has the columns entry, town, province, country, lat, lon, and perhaps far, which marks rows
 * whose own position looks wrong: they count with --all only. Town, province and country are asked
 * as they are written there, each row by itself or, --together, as one report. */
#include "bench/bench.h"

#include <bordermap/bordermap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_SIZE = 4096, FIELDS_MAX = 32, PATHS_MAX = 16, PATH_SIZE = 4096 };

typedef struct row {
    char *entry, *town, *province, *country;
    bm_lonlat position;
    bm_location_status status;
    bm_match match;
    unsigned relaxed;
    double score;
    double distance_km; /* to the answer; negative without one */
    const bm_place *place;
} row;

typedef struct table {
    row *rows;
    size_t count;
} table;

/* Answers of one sort. */
typedef struct tally {
    size_t count;
    size_t right;
} tally;

static char *copy(const char *text)
{
    char *made = strdup(text);
    if (!made)
        abort();
    return made;
}

static size_t split(char *line, char *fields[FIELDS_MAX])
{
    size_t count = 0;
    line[strcspn(line, "\r\n")] = '\0';
    while (count < FIELDS_MAX) {
        char *tab = strchr(line, '\t');
        fields[count++] = line;
        if (!tab)
            break;
        *tab = '\0';
        line = tab + 1;
    }
    return count;
}

static int find_column(char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return (int)i;
    return -1;
}

static bool read_gold(const char *path, bool all, table *gold)
{
    static const char *const names[] = {"entry", "town", "province", "country",
                                        "lat",   "lon",  "far"};
    char line[LINE_SIZE];
    char *fields[FIELDS_MAX];
    int at[7];
    FILE *file = fopen(path, "r");
    if (!file || !fgets(line, sizeof line, file))
        return false;
    size_t columns = split(line, fields);
    for (size_t i = 0; i < 7; i++)
        at[i] = find_column(fields, columns, names[i]);
    for (size_t i = 0; i < 6; i++)
        if (at[i] < 0)
            return false;
    while (fgets(line, sizeof line, file)) {
        if (split(line, fields) < columns || (!all && at[6] >= 0 && *fields[at[6]]))
            continue;
        row *rows = realloc(gold->rows, (gold->count + 1) * sizeof *rows);
        if (!rows)
            abort();
        gold->rows = rows;
        rows[gold->count++] = (row){
            .entry = copy(fields[at[0]]),
            .town = copy(fields[at[1]]),
            .province = copy(fields[at[2]]),
            .country = copy(fields[at[3]]),
            .position = {.lon = strtod(fields[at[5]], NULL), .lat = strtod(fields[at[4]], NULL)},
            .distance_km = -1};
    }
    fclose(file);
    return true;
}

static void keep(row *one, const bm_location *location)
{
    one->status = location->status;
    one->relaxed = location->relaxed & ~location->unknown;
    if (location->status == BM_LOCATION_NONE)
        return;
    const bm_candidate *best = &location->candidates[0];
    one->match = best->match;
    one->score = best->score;
    one->place = best->place;
    one->distance_km = bm_geodesic_distance_m(best->place->position, one->position) / 1000;
}

static bm_status keep_one(size_t index, const bm_location *location, void *context, bm_error *error)
{
    (void)error;
    table *gold = context;
    keep(&gold->rows[index], location);
    return BM_OK;
}

static bm_status locate(const bm_geocoder *geocoder, table *gold, bool together, bm_error *error)
{
    static bm_location location;
    bm_geocoder_query *queries = calloc(gold->count, sizeof *queries);
    bm_status status = BM_OK;
    if (!queries)
        abort();
    for (size_t i = 0; i < gold->count; i++)
        queries[i] = (bm_geocoder_query){.name = gold->rows[i].town,
                                         .country = gold->rows[i].country,
                                         .admin = gold->rows[i].province,
                                         .lenient = true};
    if (together)
        status = bm_geocoder_locate_all(geocoder, queries, gold->count, keep_one, gold, error);
    bm_geocoder_session *session = NULL;
    if (!status)
        status = bm_geocoder_session_new(geocoder, &session, error);
    for (size_t i = 0; !status && !together && i < gold->count; i++) {
        status = bm_geocoder_session_locate(session, &queries[i], &location, error);
        if (!status)
            keep(&gold->rows[i], &location);
    }
    bm_geocoder_session_free(session);
    free(queries);
    return status;
}

static bool is_within(const row *one, double km)
{
    return one->distance_km >= 0 && one->distance_km <= km;
}

static double share(const table *gold, double km)
{
    size_t found = 0;
    for (size_t i = 0; i < gold->count; i++)
        found += is_within(&gold->rows[i], km);
    return (double)found / (double)gold->count;
}

static int by_town(const void *a, const void *b)
{
    const row *first = a;
    const row *second = b;
    int order = strcmp(first->country, second->country);
    return order ? order : strcmp(first->town, second->town);
}

/* Mean over towns of the share of each town's rows that are right. Sorts the rows. */
static double share_by_town(table *gold, double km, size_t *towns)
{
    double sum = 0;
    *towns = 0;
    qsort(gold->rows, gold->count, sizeof *gold->rows, by_town);
    for (size_t i = 0; i < gold->count;) {
        size_t end = i;
        size_t found = 0;
        for (; end < gold->count && by_town(&gold->rows[i], &gold->rows[end]) == 0; end++)
            found += is_within(&gold->rows[end], km);
        sum += (double)found / (double)(end - i);
        (*towns)++;
        i = end;
    }
    return sum / (double)*towns;
}

static void count(tally *one, const row *answer)
{
    one->count++;
    one->right += is_within(answer, 25);
}

static void print_tally(const char *what, const tally *one)
{
    if (one->count > 0)
        printf("%-24s %5zu answers, %.3f within 25 km\n", what, one->count,
               (double)one->right / (double)one->count);
}

static void report(table *gold)
{
    tally by_match[BM_MATCH_AREA + 1] = {0};
    tally by_status[BM_LOCATION_AREA + 1] = {0};
    tally by_relaxed[8] = {0};
    size_t resolved = 0;
    for (size_t i = 0; i < gold->count; i++) {
        const row *one = &gold->rows[i];
        if (one->distance_km < 0)
            continue;
        resolved++;
        count(&by_match[one->match], one);
        count(&by_status[one->status], one);
        count(&by_relaxed[one->relaxed & 7], one);
    }
    size_t towns = 0;
    double town_share = share_by_town(gold, 10, &towns);
    printf("%zu rows, %zu towns: resolved %.3f, Acc@5 %.3f, Acc@10 %.3f, Acc@25 %.3f, by town "
           "Acc@10 %.3f\n",
           gold->count, towns, (double)resolved / (double)gold->count, share(gold, 5),
           share(gold, 10), share(gold, 25), town_share);
    for (int i = 0; i <= BM_MATCH_AREA; i++)
        print_tally(bm_match_name((bm_match)i), &by_match[i]);
    for (int i = 0; i <= BM_LOCATION_AREA; i++)
        print_tally(bm_location_status_name((bm_location_status)i), &by_status[i]);
    for (size_t i = 1; i < 8; i++) {
        char what[64];
        (void)snprintf(what, sizeof what, "relaxed%s%s%s", i & BM_RELAXED_COUNTRY ? " country" : "",
                       i & BM_RELAXED_ADMIN ? " admin" : "", i & BM_RELAXED_NEAR ? " near" : "");
        print_tally(what, &by_relaxed[i]);
    }
    for (int percent = 50; percent <= 95; percent += 5) {
        tally above = {0};
        char what[32];
        for (size_t i = 0; i < gold->count; i++)
            if (gold->rows[i].distance_km >= 0 && gold->rows[i].score >= percent / 100.0)
                count(&above, &gold->rows[i]);
        (void)snprintf(what, sizeof what, "score >= .%d", percent);
        print_tally(what, &above);
    }
}

static void print_failures(const table *gold)
{
    for (size_t i = 0; i < gold->count; i++) {
        const row *one = &gold->rows[i];
        if (is_within(one, 10))
            continue;
        printf("%s\t%s\t%s\t%s\t%.4f %.4f\t%s %s %.2f\t%s\t%.0f km\n", one->entry, one->town,
               one->province, one->country, one->position.lat, one->position.lon,
               bm_location_status_name(one->status), bm_match_name(one->match), one->score,
               one->place ? one->place->name : "-", one->distance_km);
    }
}

static bool write_predictions(const table *gold, const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return false;
    for (size_t i = 0; i < gold->count; i++)
        if (gold->rows[i].place)
            fprintf(file, "{\"entry\":\"%s\",\"lat\":%.6f,\"lon\":%.6f}\n", gold->rows[i].entry,
                    gold->rows[i].place->position.lat, gold->rows[i].place->position.lon);
    return fclose(file) == 0;
}

static bm_status run(const char *const *paths, size_t path_count, bool together, table *gold,
                     bm_error *error)
{
    static char countries_path[PATH_SIZE];
    bm_layer *countries = NULL;
    bm_border *border = NULL;
    static bm_gazetteer *gazetteer; /* the rows' places belong to it */
    bm_geocoder *geocoder = NULL;
    bm_aliases *aliases = NULL;
    static char alias_path[PATH_SIZE];
    const char *const alias_paths[] = {alias_path};
    bm_status status = bm_data_path("shapefiles/countries.shp", countries_path, PATH_SIZE, error);
    if (!status)
        status = bm_layer_open(countries_path, NULL, &countries, error);
    if (!status)
        status = bm_border_new(countries, NULL, "BY", "UA", &border, error);
    if (!status)
        status = bm_gazetteer_open(paths, path_count, NULL, NULL, &gazetteer, error);
    if (!status)
        status = bm_data_path("shapefiles/aliases.txt", alias_path, PATH_SIZE, error);
    if (!status)
        status = bm_aliases_open(alias_paths, 1, NULL, &aliases, error);
    if (!status)
        status = bm_geocoder_new(gazetteer, border, aliases, &geocoder, error);
    double start_s = bench_now_s();
    if (!status)
        status = locate(geocoder, gold, together, error);
    if (!status)
        printf("%.0f rows/s\n", (double)gold->count / (bench_now_s() - start_s));
    bm_geocoder_free(geocoder);
    bm_aliases_free(aliases);
    bm_border_free(border);
    bm_layer_free(countries);
    return status;
}

int main(int argc, char **argv)
{
    const char *gold_path = NULL;
    const char *predictions = NULL;
    const char *paths[PATHS_MAX];
    size_t path_count = 0;
    bool all = false;
    bool together = false;
    bool failures = false;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--all") == 0)
            all = true;
        else if (strcmp(argv[i], "--together") == 0)
            together = true;
        else if (strcmp(argv[i], "--failures") == 0)
            failures = true;
        else if (strcmp(argv[i], "--predictions") == 0 && i + 1 < argc)
            predictions = argv[++i];
        else if (!gold_path)
            gold_path = argv[i];
        else if (path_count < PATHS_MAX)
            paths[path_count++] = argv[i];
    }
    table gold = {0};
    if (path_count == 0 || !read_gold(gold_path, all, &gold) || gold.count == 0) {
        fprintf(stderr,
                "usage: bench_gold GOLD.tsv [--all] [--together] [--predictions FILE] [--failures] "
                "GAZETTEER...\n");
        return 2;
    }
    bm_error error = {0};
    if (run(paths, path_count, together, &gold, &error)) {
        fprintf(stderr, "%s\n", error.message);
        return 3;
    }
    report(&gold);
    if (failures)
        print_failures(&gold);
    if (predictions && !write_predictions(&gold, predictions))
        return 3;
    return 0;
}
