#include "events/locate_around.h"

#include <stdlib.h>
#include <string.h>

/* More of one report say nothing new. */
enum { AROUND_MAX = 256 };

/* A report of which a row is not certain. */
typedef struct report {
    const char *url;
    bm_lonlat *positions; /* heap */
    size_t count, capacity;
    size_t rows;
} report;

struct bm_report_positions {
    bm_arena arena;
    bm_intern urls;
    report *items; /* heap, by number of the address */
    size_t capacity;
};

static int by_url(const void *a, const void *b)
{
    const bm_event *first = *(const bm_event *const *)a;
    const bm_event *second = *(const bm_event *const *)b;
    int order = strcmp(first->url, second->url);
    /* Events lie in one array, so that their addresses are their order. */
    return order ? order : (first > second) - (first < second);
}

bool bm_locating_find_reports(bm_locating *run)
{
    bm_events *events = run->events;
    run->reports = calloc(events->count + 1, sizeof *run->reports);
    if (!run->reports)
        return false;
    for (size_t i = 0; i < events->count; i++)
        if (events->items[i].url && *events->items[i].url)
            run->reports[run->report_count++] = &events->items[i];
    qsort(run->reports, run->report_count, sizeof *run->reports, by_url);
    return true;
}

void bm_locating_finish_reports(bm_locating *run)
{
    free(run->reports);
}

/* Index of the first row with this URL. */
static size_t find_report(const bm_locating *run, const char *url)
{
    size_t low = 0;
    size_t high = run->report_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(run->reports[middle]->url, url) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_certain(const bm_place_answer *answer)
{
    return answer->status == BM_LOCATION_LOCATED && answer->match != BM_MATCH_FUZZY &&
           !answer->country_misspelt && !answer->admin_misspelt;
}

static void add_position(bm_lonlat *positions, size_t *count, bm_lonlat position)
{
    for (size_t i = 0; i < *count; i++)
        if (positions[i].lon == position.lon && positions[i].lat == position.lat)
            return;
    if (*count < AROUND_MAX)
        positions[(*count)++] = position;
}

bool bm_locating_wants_around(const bm_event *event, const bm_place_answer *answer)
{
    return answer->status == BM_LOCATION_AMBIGUOUS && !answer->kind_missing && event->url &&
           *event->url;
}

bm_report_positions *bm_report_positions_new(void)
{
    return calloc(1, sizeof(bm_report_positions));
}

void bm_report_positions_free(bm_report_positions *reports)
{
    if (!reports)
        return;
    for (size_t i = 0; i < reports->urls.count; i++)
        free(reports->items[i].positions);
    free(reports->items);
    bm_intern_finish(&reports->urls);
    bm_arena_finish(&reports->arena);
    free(reports);
}

static report *find_url(const bm_report_positions *reports, const char *url)
{
    uint32_t number;
    return bm_intern_number(&reports->urls, url, &number) ? &reports->items[number] : NULL;
}

bool bm_report_positions_want(bm_report_positions *reports, const char *url)
{
    uint32_t number;
    bool is_new;
    if (bm_intern_number(&reports->urls, url, &number))
        return true;
    const char *kept = bm_arena_strdup(&reports->arena, url);
    report *items =
        bm_array_grow(reports->items, reports->urls.count, &reports->capacity, sizeof *items);
    if (items)
        reports->items = items;
    if (!kept || !items || !bm_intern_find(&reports->urls, kept, &number, &is_new))
        return false;
    items[number] = (report){.url = kept};
    return true;
}

bool bm_report_positions_is_wanted(const bm_report_positions *reports, const char *url)
{
    return find_url(reports, url) != NULL;
}

/* Without memory a report has fewer positions, and its rows stay ambiguous. */
void bm_report_positions_add(bm_report_positions *reports, const char *url,
                             const bm_lonlat *position)
{
    report *at = find_url(reports, url);
    if (!at || at->rows++ >= AROUND_MAX || !position)
        return;
    for (size_t i = 0; i < at->count; i++)
        if (at->positions[i].lon == position->lon && at->positions[i].lat == position->lat)
            return;
    bm_lonlat *grown =
        bm_array_grow(at->positions, at->count, &at->capacity, sizeof *at->positions);
    if (!grown)
        return;
    at->positions = grown;
    at->positions[at->count++] = *position;
}

bm_status bm_locating_certain_position(bm_locating *run, const bm_event *event, bool *certain,
                                       bm_lonlat *position, bm_error *error)
{
    *certain = event->has_position;
    *position = event->position;
    if (event->has_position || !*event->place)
        return BM_OK;
    bm_place_question asked = {event->place, event->country, event->admin, event->district};
    bm_place_answer known;
    bm_status status = bm_place_cache_ask(run->cache, &asked, &known, error);
    if (!status && is_certain(&known)) {
        *certain = true;
        *position = known.best->position;
    }
    return status;
}

bm_status bm_locating_ask_around(bm_locating *run, const bm_event *event,
                                 const bm_place_question *question, bm_place_answer *answer,
                                 bm_error *error)
{
    bm_lonlat positions[AROUND_MAX];
    size_t count = 0;
    if (!bm_locating_wants_around(event, answer))
        return BM_OK;
    if (run->is_part) {
        const report *found = run->around ? find_url(run->around, event->url) : NULL;
        if (!found || found->count == 0)
            return BM_OK;
        return bm_place_cache_ask_around(run->cache, question, found->positions, found->count,
                                         answer, error);
    }
    size_t first = find_report(run, event->url);
    for (size_t i = first; i < run->report_count && i - first < AROUND_MAX; i++) {
        const bm_event *other = run->reports[i];
        if (strcmp(other->url, event->url) != 0)
            break;
        /* Its own answer is not certain, or nobody would ask. */
        bool certain = false;
        bm_lonlat position;
        bm_status status = bm_locating_certain_position(run, other, &certain, &position, error);
        if (status)
            return status;
        if (certain)
            add_position(positions, &count, position);
    }
    if (count == 0)
        return BM_OK;
    return bm_place_cache_ask_around(run->cache, question, positions, count, answer, error);
}
