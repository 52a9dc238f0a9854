/* Look-ups a second on one core, warm, each with ranking:
 *     bench_locate [GAZETTEER...]
 * on the shipped gazetteer when none is given. Names are its own: as they are written (exact),
 * their romanisations and Cyrillic forms that only strict keys lead back (strict), and a mixed list
 * of both with one unknown name in five. The look-up alone, without ranking, is what a plain index
 * of SQLite does; both are measured with the exact and strict names. At last, rows a second of a
 * table: with its country as a hint, each name once. */
#include "bench/bench.h"
#ifdef BENCH_SQLITE
#include "bench/sqlite_peer.h"
#endif

#include <bordermap/bordermap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATHS_MAX = 16, PATH_SIZE = 4096, NAME_SIZE = 160, ROUNDS = 5 };

typedef struct list {
    char (*names)[NAME_SIZE];
    size_t count;
} list;

static void add(list *all, const char *name)
{
    if (!*name || strlen(name) >= NAME_SIZE)
        return;
    if ((all->count & (all->count - 1)) == 0) {
        all->names = realloc(all->names, (all->count ? 2 * all->count : 1) * sizeof *all->names);
        if (!all->names)
            abort();
    }
    memcpy(all->names[all->count++], name, strlen(name) + 1);
}

/* Soft signs between the letters keep the strict key and spoil the exact one. */
static void add_spelling(list *all, const char *name)
{
    char spelling[NAME_SIZE];
    size_t length = strlen(name);
    if (length < 4 || length + 2 > sizeof spelling)
        return;
    memcpy(spelling, name, length);
    memcpy(spelling + length, "'", 2);
    add(all, spelling);
}

/* Letters turned about: hardly ever another name. */
static void add_unknown(list *all, const char *name)
{
    char unknown[NAME_SIZE];
    size_t length = strlen(name);
    if (length < 6 || length >= sizeof unknown)
        return;
    for (size_t i = 0; i < length; i++)
        unknown[i] = name[length - 1 - i];
    unknown[length] = '\0';
    add(all, unknown);
}

static bool is_ascii(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

static bool count_place(const bm_place *place, bm_match match, const char *matched, void *context)
{
    (void)place;
    (void)match;
    (void)matched;
    ++*(size_t *)context;
    return true;
}

/* Only what the index has under a name; returns the seconds that one takes. */
static double measure_lookup(const bm_gazetteer *gazetteer, const list *names)
{
    size_t found = 0;
    double start_s = 0;
    for (int round = 0; round <= ROUNDS; round++) {
        if (round == 1) {
            found = 0;
            start_s = bench_now_s();
        }
        for (size_t i = 0; i < names->count; i++)
            bm_gazetteer_lookup(gazetteer, names->names[i], count_place, &found);
    }
    double each_s = (bench_now_s() - start_s) / (double)(names->count * ROUNDS);
    printf("%-24s %7s        %16s %5.1f places each:     %8.0f look-ups/s\n", "  without ranking",
           "", "", (double)found / (double)(names->count * ROUNDS), 1 / each_s);
    return each_s;
}

#ifdef BENCH_SQLITE
/* The same names looked up in a table of them, without any ranking. */
static void measure_sqlite(const list *names, double ranked_s, double lookup_s)
{
    const char **texts = calloc(names->count + 1, sizeof *texts);
    if (!texts)
        abort();
    for (size_t i = 0; i < names->count; i++)
        texts[i] = names->names[i];
    sqlite_peer *peer = sqlite_peer_new(texts, names->count, false);
    size_t found = 0;
    double start_s = bench_now_s();
    for (size_t i = 0; peer && i < names->count; i++)
        found += sqlite_peer_exact(peer, texts[i]) > 0;
    double peer_s = (bench_now_s() - start_s) / (double)names->count;
    if (peer && found > 0)
        printf("%-24s %47s %8.0f look-ups/s; ours is %.1f times that, ranked %.1f\n",
               "  SQLite, plain index", "", 1 / peer_s, peer_s / lookup_s, peer_s / ranked_s);
    sqlite_peer_free(peer);
    free(texts);
}
#endif

static void measure(const bm_gazetteer *gazetteer, const bm_geocoder *geocoder, const list *names,
                    const char *what)
{
    static bm_location location;
    bm_error error = {0};
    bm_geocoder_session *session = NULL;
    if (names->count == 0 || bm_geocoder_session_new(geocoder, &session, &error))
        return;
    size_t found = 0;
    size_t candidates = 0;
    double start_s = 0;
    for (int round = 0; round <= ROUNDS; round++) {
        if (round == 1) { /* the first warms */
            found = candidates = 0;
            start_s = bench_now_s();
        }
        for (size_t i = 0; i < names->count; i++) {
            bm_geocoder_query query = {.name = names->names[i]};
            if (bm_geocoder_session_locate(session, &query, &location, &error))
                break;
            found += location.status != BM_LOCATION_NONE;
            candidates += location.candidate_total;
        }
    }
    double each_s = (bench_now_s() - start_s) / (double)(names->count * ROUNDS);
    printf("%-24s %7zu names, %.2f found, %5.1f candidates each: %8.0f look-ups/s\n", what,
           names->count, (double)found / (double)(names->count * ROUNDS),
           (double)candidates / (double)(names->count * ROUNDS), 1 / each_s);
    bm_geocoder_session_free(session);
    double lookup_s = measure_lookup(gazetteer, names);
#ifdef BENCH_SQLITE
    measure_sqlite(names, each_s, lookup_s);
#else
    (void)lookup_s;
#endif
}

/* Rows of a table: a name and the country that it is in. */
static void measure_rows(const bm_gazetteer *gazetteer, const bm_geocoder *geocoder)
{
    static bm_location location;
    bm_error error = {0};
    bm_geocoder_session *session = NULL;
    size_t rows = 0;
    if (bm_geocoder_session_new(geocoder, &session, &error))
        return;
    double start_s = bench_now_s();
    for (size_t i = 0; i < bm_gazetteer_count(gazetteer); i++) {
        const bm_place *place = bm_gazetteer_place(gazetteer, i);
        if (!place || !*place->country)
            continue;
        const bm_place_row row = {.name = place->name, .country = place->country};
        if (bm_place_row_locate(session, &row, &location, &error))
            break;
        rows++;
    }
    double each_s = (bench_now_s() - start_s) / (double)(rows ? rows : 1);
    printf("%-24s %7zu rows %42s %8.0f rows/s\n", "a table with countries", rows, "", 1 / each_s);
    bm_geocoder_session_free(session);
}

static void compare(const bm_gazetteer *gazetteer, const bm_geocoder *geocoder)
{
    list exact = {0};
    list strict = {0};
    list mixed = {0};
    for (size_t i = 0; i < bm_gazetteer_count(gazetteer); i++) {
        const bm_place *place = bm_gazetteer_place(gazetteer, i);
        if (!place)
            continue;
        add(&exact, place->name);
        add(&exact, place->name_uk);
        add_spelling(&strict, place->name);
        add_spelling(&strict, place->name_ru);
        if (i % 5 < 2)
            add(&mixed, place->name);
        else if (i % 5 < 4)
            add_spelling(&mixed, place->name);
        else if (is_ascii(place->name))
            add_unknown(&mixed, place->name);
    }
    measure(gazetteer, geocoder, &exact, "exact");
    measure(gazetteer, geocoder, &strict, "strict");
    measure(gazetteer, geocoder, &mixed, "mixed, 1 in 5 unknown");
    measure_rows(gazetteer, geocoder);
    free(exact.names);
    free(strict.names);
    free(mixed.names);
}

int main(int argc, char **argv)
{
    static const char *const shipped[] = {"border_places", "places", "areas"};
    static char buffers[4][PATH_SIZE];
    const char *paths[PATHS_MAX];
    size_t path_count = 0;
    bm_error error = {0};
    bm_layer *countries = NULL;
    bm_border *border = NULL;
    bm_gazetteer *gazetteer = NULL;
    bm_geocoder *geocoder = NULL;
    bm_status status = bm_data_path("shapefiles/countries.shp", buffers[3], PATH_SIZE, &error);
    for (size_t i = 0; !status && argc == 1 && i < 3; i++) {
        char name[64];
        (void)snprintf(name, sizeof name, "shapefiles/%s.shp", shipped[i]);
        status = bm_data_path(name, buffers[i], PATH_SIZE, &error);
        paths[path_count++] = buffers[i];
    }
    for (int i = 1; i < argc && path_count < PATHS_MAX; i++)
        paths[path_count++] = argv[i];
    if (!status)
        status = bm_layer_open(buffers[3], NULL, &countries, &error);
    if (!status)
        status = bm_border_new(countries, NULL, "BY", "UA", &border, &error);
    if (!status)
        status = bm_gazetteer_open(paths, path_count, NULL, NULL, &gazetteer, &error);
    if (!status)
        status = bm_geocoder_new(gazetteer, border, NULL, &geocoder, &error);
    if (!status)
        compare(gazetteer, geocoder);
    else
        fprintf(stderr, "%s\n", error.message);
    bm_geocoder_free(geocoder);
    bm_gazetteer_free(gazetteer);
    bm_border_free(border);
    bm_layer_free(countries);
    return status ? 3 : 0;
}
