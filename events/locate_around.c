#include "events/locate_around.h"

#include <stdlib.h>
#include <string.h>

/* More of one report say nothing new. */
enum { AROUND_MAX = 256 };

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

bm_status bm_locating_ask_around(bm_locating *run, const bm_event *event,
                                 const bm_place_question *question, bm_place_answer *answer,
                                 bm_error *error)
{
    if (answer->status != BM_LOCATION_AMBIGUOUS || answer->kind_missing || !event->url ||
        !*event->url)
        return BM_OK;
    bm_lonlat positions[AROUND_MAX];
    size_t count = 0;
    size_t first = find_report(run, event->url);
    for (size_t i = first; i < run->report_count && i - first < AROUND_MAX; i++) {
        const bm_event *other = run->reports[i];
        if (strcmp(other->url, event->url) != 0)
            break;
        if (other->has_position)
            add_position(positions, &count, other->position);
        if (other == event || other->has_position || !*other->place)
            continue;
        bm_place_question asked = {other->place, other->country, other->admin, other->district};
        bm_place_answer known;
        bm_status status = bm_place_cache_ask(run->cache, &asked, &known, error);
        if (status)
            return status;
        if (is_certain(&known))
            add_position(positions, &count, known.best->position);
    }
    if (count == 0)
        return BM_OK;
    return bm_place_cache_ask_around(run->cache, question, positions, count, answer, error);
}
