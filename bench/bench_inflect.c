/* How right and how fast case forms are led back to place names.
 *
 *     bench_inflect DUMP... [-a ALTERNATE_NAMES...] [-t TEXTS.tsv] [-g GAZETTEER] [-v]
 *
 * DUMP and ALTERNATE_NAMES are GeoNames tables. A row of TEXTS is lon, lat and a text in Ukrainian
 * or Russian that speaks of that position, separated by tabs, a row a place; equal texts stand
 * together. With -g case forms are also looked up in a built gazetteer, to see how fast. With -v
 * what is counted is also listed. See docs/inflection.md. */
#include "bench/bench.h"
#include "bench/cyrillic_names.h"

#include "base/utf8.h"
#include "geo/gazetteer/words/inflect.h"

#include <bordermap/geodesic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool verbose;
static const double near_m = 15000;

/* What the names of the gazetteer make of a word. */
typedef struct meaning {
    bool as_written;
    const cyrillic_name *places[BM_NOMINATIVES_MAX]; /* of each nominative that is a name */
    size_t counts[BM_NOMINATIVES_MAX];
    size_t count;
    double plausibility; /* of the first */
} meaning;

static meaning look_up(const cyrillic_names *names, const char *word)
{
    meaning met = {0};
    bm_nominative found[BM_NOMINATIVES_MAX];
    size_t count = 0;
    const cyrillic_name *exact = cyrillic_names_find(names, word, &count);
    if (exact) {
        met.as_written = true;
        met.places[0] = exact;
        met.counts[0] = count;
        met.count = 1;
        return met;
    }
    double least = 0;
    size_t nominatives = bm_inflect_nominatives(word, found, BM_NOMINATIVES_MAX);
    for (size_t i = 0; i < nominatives && found[i].plausibility >= least; i++) {
        const cyrillic_name *places = cyrillic_names_find(names, found[i].text, &count);
        bool believed = found[i].plausibility >= BM_INFLECT_DOUBTFUL;
        for (size_t k = 0; k < count && !believed; k++)
            believed = places[k].prominent;
        if (!places || !believed)
            continue;
        met.places[met.count] = places;
        met.counts[met.count] = count;
        if (met.count++ == 0) {
            least = found[i].plausibility * BM_INFLECT_LEAST_SHARE;
            met.plausibility = found[i].plausibility;
        }
    }
    return met;
}

static void measure_names(const cyrillic_names *names)
{
    size_t asked = 0;
    size_t read = 0;
    size_t other = 0;
    for (size_t i = 0; i < names->count; i++) {
        if (i && strcmp(names->items[i].key, names->items[i - 1].key) == 0)
            continue;
        bm_nominative found[BM_NOMINATIVES_MAX];
        size_t count = bm_inflect_nominatives(names->items[i].text, found, BM_NOMINATIVES_MAX);
        bool met = false;
        for (size_t k = 0; k < count && !met; k++) {
            size_t places = 0;
            met = cyrillic_names_find(names, found[k].text, &places) != NULL;
        }
        asked++;
        read += count > 0;
        other += met;
    }
    printf("names: %zu spellings, %.1f %% may be case forms, %.1f %% of a name of another place\n",
           asked, 100.0 * (double)read / (double)asked, 100.0 * (double)other / (double)asked);
}

static void measure_speed(const cyrillic_names *names)
{
    enum { ROUNDS = 3 };
    size_t nominatives = 0;
    double start_s = bench_now_s();
    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < names->count; i++) {
            bm_nominative found[BM_NOMINATIVES_MAX];
            nominatives += bm_inflect_nominatives(names->items[i].text, found, BM_NOMINATIVES_MAX);
        }
    double took_s = bench_now_s() - start_s;
    printf("speed: %.0f names/s, %.1f nominatives each\n", (double)names->count * ROUNDS / took_s,
           (double)nominatives / ROUNDS / (double)names->count);
}

/* The next word of Cyrillic letters and hyphens; returns where it ends, NULL at the end. */
static const char *next_word(const char *text, char word[BM_FOLD_KEY_SIZE])
{
    size_t used = 0;
    while (*text) {
        const char *at = text;
        int32_t letter = bm_utf8_next(&text);
        bool inside = (letter >= 0x400 && letter <= 0x491) ||
                      (used && (letter == '-' || letter == '\'' || letter == 0x2019 ||
                                letter == 0x2BC || letter == 0x301));
        size_t length = (size_t)(text - at);
        if (!inside && used)
            break;
        if (inside && used + length < BM_FOLD_KEY_SIZE) {
            memcpy(word + used, at, length);
            used += length;
        }
    }
    while (used && (word[used - 1] == '-' || word[used - 1] == '\''))
        used--;
    word[used] = '\0';
    return used ? text : NULL;
}

static bool is_capitalised(const char *word)
{
    int32_t letter = bm_utf8_next(&word);
    int32_t second = bm_utf8_next(&word);
    bool upper = (letter >= 0x400 && letter <= 0x42F) || letter == 0x490;
    return upper && ((second >= 0x430 && second <= 0x45F) || second == 0x491);
}

/* A text with the positions that it is known to speak of. */
typedef struct article {
    char *text;
    bm_lonlat positions[32];
    bool written[32];   /* met by a word that is a name as it stands */
    bool inflected[32]; /* met by a case form */
    size_t count;
} article;

static bool is_near(article *about, const cyrillic_name *places, size_t count, bool as_written)
{
    bool any = false;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < about->count; k++)
            if (bm_geodesic_distance_m(places[i].position, about->positions[k]) <= near_m) {
                (as_written ? about->written : about->inflected)[k] = true;
                any = true;
            }
    return any;
}

typedef struct tally {
    size_t words, small, small_known, small_invented;
    size_t written, written_right;
    size_t inflected, first_right, later_right;
    size_t positions, positions_written, positions_inflected;
} tally;

static void judge(const cyrillic_names *names, article *about, const char *word, tally *sum)
{
    meaning met = look_up(names, word);
    if (met.count == 0)
        return;
    bool right = is_near(about, met.places[0], met.counts[0], met.as_written);
    if (met.as_written) {
        sum->written++;
        sum->written_right += right;
        return;
    }
    sum->inflected++;
    sum->first_right += right;
    bool later = false;
    for (size_t i = 1; i < met.count && !right && !later; i++)
        later = is_near(about, met.places[i], met.counts[i], false);
    sum->later_right += later;
    const char *verdict = right ? "right" : later ? "later" : "other";
    if (verbose)
        printf("%s\t%s\t%s\t%.3f\n", verdict, word, met.places[0]->text, met.plausibility);
}

static void judge_small(const cyrillic_names *names, const char *word, tally *sum)
{
    meaning met = look_up(names, word);
    sum->small++;
    sum->small_known += met.as_written;
    sum->small_invented += met.count && !met.as_written;
    if (verbose && met.count && !met.as_written)
        printf("small\t%s\t%s\t%.3f\n", word, met.places[0]->text, met.plausibility);
}

/* Two capitalised words in a row are tried as one name first. */
static void read_article(const cyrillic_names *names, article *about, tally *sum)
{
    char word[BM_FOLD_KEY_SIZE];
    char second[BM_FOLD_KEY_SIZE];
    char both[2 * BM_FOLD_KEY_SIZE];
    for (const char *at = about->text; (at = next_word(at, word)) != NULL;) {
        sum->words++;
        if (!is_capitalised(word)) {
            judge_small(names, word, sum);
            continue;
        }
        const char *after = at[-1] == ' ' ? next_word(at, second) : NULL;
        if (after && is_capitalised(second)) {
            snprintf(both, sizeof both, "%s %s", word, second);
            if (look_up(names, both).count) {
                judge(names, about, both, sum);
                sum->words++;
                at = after;
                continue;
            }
        }
        judge(names, about, word, sum);
    }
    for (size_t k = 0; k < about->count; k++) {
        sum->positions++;
        sum->positions_written += about->written[k];
        sum->positions_inflected += !about->written[k] && about->inflected[k];
    }
}

static bool measure_texts(const cyrillic_names *names, const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    char *line = NULL;
    size_t size = 0;
    article about = {0};
    tally sum = {0};
    while (getline(&line, &size, file) >= 0) {
        char *end = line;
        bm_lonlat position = {0};
        position.lon = strtod(end, &end);
        position.lat = strtod(end, &end);
        if (!about.text || strcmp(about.text, end + 1) != 0) {
            if (about.text)
                read_article(names, &about, &sum);
            free(about.text);
            about = (article){.text = strdup(end + 1)};
            if (!about.text)
                break;
        }
        if (about.count < sizeof about.positions / sizeof *about.positions)
            about.positions[about.count++] = position;
    }
    if (about.text)
        read_article(names, &about, &sum);
    free(about.text);
    free(line);
    fclose(file);
    printf("texts: %zu words\n"
           "small words: %zu, of a thousand %.2f are names as they stand, %.2f case forms of one\n"
           "capitalised words that are names as they stand: %zu, %.1f %% of a known position\n"
           "capitalised words that are case forms: %zu; the likeliest nominative names a known\n"
           "  position for %.1f %%, only another for %.1f %%\n",
           sum.words, sum.small, 1e3 * (double)sum.small_known / (double)sum.small,
           1e3 * (double)sum.small_invented / (double)sum.small, sum.written,
           1e2 * (double)sum.written_right / (double)sum.written, sum.inflected,
           1e2 * (double)sum.first_right / (double)sum.inflected,
           1e2 * (double)sum.later_right / (double)sum.inflected);
    printf("positions: %zu, %.1f %% named as they stand, %.1f %% only by a case form\n",
           sum.positions, 1e2 * (double)sum.positions_written / (double)sum.positions,
           1e2 * (double)sum.positions_inflected / (double)sum.positions);
    return true;
}

static bool count_place(const bm_place *place, bm_match match, const char *matched, void *context)
{
    (void)place, (void)match, (void)matched;
    ++*(size_t *)context;
    return true;
}

/* The texts' capitalised words, looked up in a gazetteer. */
static void measure_look_ups(const char *path, const char *texts)
{
    bm_gazetteer *gazetteer = NULL;
    bm_error error = {0};
    if (bm_gazetteer_open(&path, 1, NULL, NULL, &gazetteer, &error)) {
        fprintf(stderr, "%s\n", error.message);
        return;
    }
    FILE *file = fopen(texts, "r");
    char *line = NULL;
    size_t size = 0;
    size_t asked = 0;
    size_t found = 0;
    size_t places = 0;
    double took_s = 0;
    while (file && getline(&line, &size, file) >= 0) {
        char word[BM_FOLD_KEY_SIZE];
        double start_s = bench_now_s();
        for (const char *at = line; (at = next_word(at, word)) != NULL;) {
            if (!is_capitalised(word))
                continue;
            size_t before = places;
            bm_gazetteer_lookup_inflected(gazetteer, word, count_place, &places);
            asked++;
            found += places > before;
        }
        took_s += bench_now_s() - start_s;
    }
    printf("look-ups: %zu, %.0f/s, %.1f %% found, %.1f places each\n", asked,
           (double)asked / took_s, 1e2 * (double)found / (double)asked,
           (double)places / (double)found);
    free(line);
    if (file)
        fclose(file);
    bm_gazetteer_free(gazetteer);
}

int main(int argc, char **argv)
{
    const char *texts = NULL;
    const char *gazetteer = NULL;
    int alternates = 0;
    int end = argc;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "-a") == 0)
            alternates = i;
        if (strcmp(argv[i], "-v") == 0)
            verbose = true;
        if (strcmp(argv[i], "-t") == 0 && i + 1 < argc)
            texts = argv[i + 1];
        if (strcmp(argv[i], "-g") == 0 && i + 1 < argc)
            gazetteer = argv[i + 1];
        if (argv[i][0] == '-' && argv[i][1] != 'a' && end == argc)
            end = i;
    }
    int dumps_end = alternates ? alternates : end;
    cyrillic_names names = {0};
    if (dumps_end < 2 ||
        !cyrillic_names_read(&names, argv + 1, (size_t)(dumps_end - 1), argv + alternates + 1,
                             alternates ? (size_t)(end - alternates - 1) : 0)) {
        fprintf(stderr, "usage: bench_inflect DUMP... [-a ALTERNATE_NAMES...] [-t TEXTS.tsv] "
                        "[-g GAZETTEER] [-v]\n");
        return 1;
    }
    measure_names(&names);
    measure_speed(&names);
    if (texts && !measure_texts(&names, texts))
        fprintf(stderr, "cannot read '%s'\n", texts);
    if (texts && gazetteer)
        measure_look_ups(gazetteer, texts);
    cyrillic_names_free(&names);
    return 0;
}
