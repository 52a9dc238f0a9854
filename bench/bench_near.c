/* Keys that are nearly the key asked: how fast, how large, how many typing errors are mended.
 *
 * usage: bench_near FILE...
 *
 * A FILE is a GeoNames dump or table of alternate names (tabs), or has a name a line. */
#include "bench/bench.h"
#include "tests/gazetteer/near_image.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef BENCH_SQLITE
#include "bench/sqlite_peer.h"
#endif

enum { LINE_SIZE = 1 << 16, QUERIES = 20000, QUERIES_TWO = 10000, QUERIES_SQLITE = 400 };
static const char image_path[] = "bench_near.bin";

typedef struct names {
    char **keys;
    size_t count;
    size_t capacity;
    size_t names;
} names;

static void add_name(names *all, const char *name)
{
    char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    size_t count = bm_fold_strict(name, keys);
    all->names += count > 0;
    for (size_t i = 0; i < count; i++) {
        if (all->count == all->capacity) {
            size_t capacity = all->capacity ? 2 * all->capacity : 4096;
            char **grown = realloc(all->keys, capacity * sizeof *grown);
            if (!grown)
                exit(4);
            all->keys = grown;
            all->capacity = capacity;
        }
        all->keys[all->count] = strdup(keys[i]);
        if (!all->keys[all->count++])
            exit(4);
    }
}

static void add_list(names *all, char *list)
{
    for (char *name = strtok(list, ","); name; name = strtok(NULL, ","))
        add_name(all, name);
}

/* Columns 2, 3 and 4 of a dump (19 columns), 4 of a table of alternate names, or the line. */
static void add_line(names *all, char *line)
{
    char *columns[20];
    size_t count = 0;
    line[strcspn(line, "\r\n")] = '\0';
    for (char *at = line; at && count < 20; count++) {
        columns[count] = at;
        at = strchr(at, '\t');
        if (at)
            *at++ = '\0';
    }
    if (count >= 19) {
        add_name(all, columns[1]);
        add_name(all, columns[2]);
        add_list(all, columns[3]);
    } else if (count >= 4) {
        if (strlen(columns[2]) <= 3)
            add_name(all, columns[3]);
    } else if (count == 1) {
        add_name(all, columns[0]);
    }
}

static bool read_names(names *all, const char *path)
{
    static char line[LINE_SIZE];
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    while (fgets(line, sizeof line, file))
        add_line(all, line);
    return fclose(file) == 0;
}

static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

typedef struct query {
    char typed[BM_FOLD_KEY_SIZE + 2];
    const char *meant;
} query;

/* One error of a random kind at a random letter. */
static void mistype(char *key, uint64_t *state)
{
    static const char letters[] = "abdefgiklmnoprstuvzCHJQSX";
    size_t length = strlen(key);
    size_t at = (size_t)(next_random(state) % length);
    char letter = letters[next_random(state) % (sizeof letters - 1)];
    switch (next_random(state) % 4) {
    case 0:
        memmove(key + at + 1, key + at, length - at + 1);
        key[at] = letter;
        break;
    case 1:
        memmove(key + at, key + at + 1, length - at);
        break;
    case 2:
        key[at] = letter;
        break;
    default:
        if (at + 1 < length) {
            char moved = key[at];
            key[at] = key[at + 1];
            key[at + 1] = moved;
        }
    }
}

static bool is_known(const names *all, const char *key)
{
    size_t low = 0;
    size_t high = all->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(all->keys[middle], key);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* Unknown names, `errors` errors from known ones that are long enough to be mended. */
static query *make_queries(const names *all, size_t count, unsigned errors)
{
    query *queries = calloc(count, sizeof *queries);
    uint64_t state = 7 + errors;
    size_t made = 0;
    while (queries && made < count) {
        const char *key = all->keys[next_random(&state) % all->count];
        query *one = &queries[made];
        if (bm_fuzzy_edits(key) < errors || strlen(key) + 3 > BM_FOLD_KEY_SIZE)
            continue;
        strcpy(one->typed, key);
        one->meant = key;
        for (unsigned i = 0; i < errors; i++)
            mistype(one->typed, &state);
        made += bm_fuzzy_edits(one->typed) >= errors && !is_known(all, one->typed);
    }
    return queries;
}

typedef struct tally {
    const names *all;
    const char *meant;
    size_t matches;
    bool found;
} tally;

static bool count_match(void *context, const bm_fuzzy_match *match)
{
    tally *sum = context;
    sum->matches++;
    sum->found |= strcmp(sum->all->keys[match->key_index], sum->meant) == 0;
    return true;
}

static bool count_key(void *context, uint32_t key)
{
    (void)key;
    ((tally *)context)->matches++;
    return true;
}

/* Look-ups a second. */
static double measure(const near_image *near, const names *all, const query *queries, size_t count,
                      unsigned edits)
{
    tally sum = {.all = all};
    size_t found = 0;
    double start_s = bench_now_s();
    for (size_t i = 0; i < count; i++) {
        sum.meant = queries[i].meant;
        sum.found = false;
        bm_fuzzy_search(&near->keys, &near->fuzzy, queries[i].typed, edits, count_match, &sum);
        found += sum.found;
    }
    double rate = (double)count / (bench_now_s() - start_s);
    printf("%u edit%s, unknown names     %11.0f/s, %.2f found, %.1f keys each\n", edits,
           edits == 1 ? " " : "s", rate, (double)found / (double)count,
           (double)sum.matches / (double)count);
    return rate;
}

static void measure_slot(const near_image *near, const query *queries, size_t count)
{
    tally sum = {0};
    double start_s = bench_now_s();
    for (size_t i = 0; i < count; i++)
        bm_slot_search(&near->keys, &near->slot, queries[i].meant, count_key, &sum);
    printf("slot key, known names        %9.0f/s, %.1f keys each\n",
           (double)count / (bench_now_s() - start_s), (double)sum.matches / (double)count);
}

#ifdef BENCH_SQLITE
static void measure_sqlite(const names *all, const query *one, const query *two, double one_rate,
                           double two_rate)
{
    double start_s = bench_now_s();
    sqlite_peer *peer = sqlite_peer_new((const char *const *)all->keys, all->count, true);
    if (!peer)
        return;
    printf("SQLite, plain index and FTS5 trigrams of the same keys: %.2f s to build\n",
           bench_now_s() - start_s);
    size_t rows = 0;
    start_s = bench_now_s();
    for (size_t i = 0; i < QUERIES; i++)
        rows += sqlite_peer_exact(peer, one[i].meant);
    printf("SQLite, exact                %9.0f/s, %.2f rows each\n",
           QUERIES / (bench_now_s() - start_s), (double)rows / QUERIES);
    for (unsigned edits = 1; edits <= 2; edits++) {
        const query *queries = edits == 1 ? one : two;
        size_t found = 0;
        start_s = bench_now_s();
        for (size_t i = 0; i < QUERIES_SQLITE; i++) {
            bool hit = false;
            sqlite_peer_fuzzy(peer, queries[i].typed, edits, queries[i].meant, &hit);
            found += hit;
        }
        double rate = QUERIES_SQLITE / (bench_now_s() - start_s);
        printf("SQLite, trigrams, %u edit%s    %9.0f/s, %.2f found; we are %.0f times as fast\n",
               edits, edits == 1 ? " " : "s", rate, (double)found / QUERIES_SQLITE,
               (edits == 1 ? one_rate : two_rate) / rate);
    }
    sqlite_peer_free(peer);
}
#endif

static size_t section_bytes(const near_image *near, const bm_near_sections *sections)
{
    const uint32_t numbers[] = {sections->buckets, sections->entries, sections->filter};
    size_t bytes = 0;
    for (size_t i = 0; i < 3; i++)
        bytes += (size_t)near->image.sections[numbers[i]].count *
                 near->image.sections[numbers[i]].stride;
    return bytes;
}

static int run(names *all)
{
    bm_error error = {0};
    bm_near_table table;
    near_image near;
    double start_s = bench_now_s();
    bm_status status =
        bm_near_build((const char *const *)all->keys, all->count, bm_slot_hashes, &table, &error);
    bm_near_table_finish(&table);
    double slot_s = bench_now_s() - start_s;
    start_s = bench_now_s();
    if (!status)
        status = bm_near_build((const char *const *)all->keys, all->count, bm_fuzzy_hashes, &table,
                               &error);
    bm_near_table_finish(&table);
    double fuzzy_s = bench_now_s() - start_s;
    if (!status)
        status = near_image_write(image_path, (const char *const *)all->keys, all->count, &error);
    if (!status)
        status = near_image_open(image_path, &near, &error);
    unlink(image_path);
    if (status) {
        fprintf(stderr, "%s\n", error.message);
        return 3;
    }
    query *one = make_queries(all, QUERIES, 1);
    query *two = make_queries(all, QUERIES_TWO, 2);
    if (!one || !two)
        return 4;
    printf("%zu names, %zu keys\n", all->names, all->count);
    printf("slot table   %8.2f MB, %.3f s to build\n",
           (double)section_bytes(&near, &near.slot) / 1e6, slot_s);
    printf("fuzzy table  %8.2f MB, %.3f s to build\n",
           (double)section_bytes(&near, &near.fuzzy) / 1e6, fuzzy_s);
    measure(&near, all, one, QUERIES, 1); /* blocks are checked when first touched */
    double one_rate = measure(&near, all, one, QUERIES, 1);
    double two_rate = measure(&near, all, two, QUERIES_TWO, 2);
    measure_slot(&near, one, QUERIES);
#ifdef BENCH_SQLITE
    measure_sqlite(all, one, two, one_rate, two_rate);
#else
    (void)one_rate;
    (void)two_rate;
    puts("built without libsqlite3: nothing to compare with");
#endif
    free(one);
    free(two);
    near_image_close(&near);
    return 0;
}

int main(int argc, char **argv)
{
    names all = {0};
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (argc < 2) {
        fputs("usage: bench_near FILE...\n", stderr);
        return 2;
    }
    for (int i = 1; i < argc; i++)
        if (!read_names(&all, argv[i])) {
            fprintf(stderr, "cannot read '%s'\n", argv[i]);
            return 3;
        }
    size_t count = near_image_sort((const char **)(void *)all.keys, all.count);
    all.count = count;
    return count == 0 ? 3 : run(&all);
}
