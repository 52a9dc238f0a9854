#include "events/locate_relate.h"

#include "base/blank.h"
#include "base/parallel.h"
#include "base/sort.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/** Positions that a thread takes at once. */
#define AT_ONCE 64
/** Parts that are done sooner than threads for them begin, the more so beside the loading of a
 *  library, which keeps threads from beginning. */
#define PARTS_WITHOUT_THREADS 16

/** An event that has a position. */
typedef struct located {
    bm_lonlat position;
    bm_event *event;
} located;

/** Events in the order of their positions: those of one place are related once. */
typedef struct relating {
    bm_locating *run;
    located *items; /**< heap */
    size_t count;
    size_t *first; /**< heap: of each position its first event, and one more for the end */
    size_t positions;
    bm_place_question *questions; /**< heap: the names of places, which some parts ask for */
    size_t asking_parts;
    size_t asking_step; /**< from one of them to the next */
} relating;

static int by_position(const void *left, const void *right)
{
    const located *a = left, *b = right;
    if (a->position.lon != b->position.lon)
        return a->position.lon < b->position.lon ? -1 : 1;
    return (a->position.lat > b->position.lat) - (a->position.lat < b->position.lat);
}

static bool gather(relating *work, bool is_given)
{
    const bm_events *events = work->run->events;
    /* And room to sort them. */
    work->items = calloc(2 * events->count + 1, sizeof *work->items);
    work->first = calloc(events->count + 1, sizeof *work->first);
    if (!work->items || !work->first)
        return false;
    for (size_t i = 0; i < events->count; i++) {
        bm_event *event = &events->items[i];
        if (is_given && event->has_position)
            work->items[work->count++] = (located){event->position, event};
        else if (!is_given && !event->has_position && event->location.located)
            work->items[work->count++] = (located){event->location.position, event};
    }
    bm_sort(work->items, work->items + work->count, work->count, sizeof *work->items, by_position);
    for (size_t i = 0; i < work->count; i++)
        if (i == 0 || by_position(&work->items[i - 1], &work->items[i]) != 0)
            work->first[work->positions++] = i;
    work->first[work->positions] = work->count;
    return true;
}

/* The cache then knows what is asked of it in the order of the rows. */
static bool begin_asking(relating *work)
{
    const bm_events *events = work->run->events;
    size_t count = 0;
    work->questions = calloc(events->count + 1, sizeof *work->questions);
    if (!work->questions)
        return false;
    for (size_t i = 0; i < events->count; i++) {
        const bm_event *event = &events->items[i];
        if (!bm_is_blank(event->place))
            work->questions[count++] =
                (bm_place_question){event->place, event->country, event->admin, event->district};
    }
    work->asking_parts = bm_place_cache_begin_asking(work->run->cache, work->questions, count);
    return true;
}

static void relate(const relating *work, size_t position)
{
    const located *here = &work->items[work->first[position]];
    bm_border_relation *relation = &here->event->location.border;
    if (bm_border_relate(work->run->border, here->position, relation, NULL) != BM_OK)
        relation->border_km = NAN;
    for (size_t i = work->first[position] + 1; i < work->first[position + 1]; i++)
        work->items[i].event->location.border = *relation;
}

/* Those who ask wait for each other in the gazetteer; so not all threads begin with it. */
static void relate_part(size_t part, void *context)
{
    const relating *work = context;
    size_t asking = work->asking_parts ? part / work->asking_step : 0;
    if (asking < work->asking_parts && part % work->asking_step == 0) {
        bm_place_cache_ask_part(work->run->cache, asking);
        return;
    }
    part -= asking < work->asking_parts ? asking + 1 : work->asking_parts;
    for (size_t i = part * AT_ONCE; i < (part + 1) * AT_ONCE && i < work->positions; i++)
        relate(work, i);
}

/** Positions that are remembered. */
#define REMEMBERED 1024

struct bm_relation_cache {
    struct remembered {
        bool is_known;
        bm_lonlat position;
        bm_border_relation relation;
    } items[REMEMBERED];
};

bm_relation_cache *bm_relation_cache_new(void)
{
    return calloc(1, sizeof(bm_relation_cache));
}

static struct remembered *place_of(bm_relation_cache *cache, bm_lonlat position)
{
    uint64_t lon, lat;
    memcpy(&lon, &position.lon, sizeof lon);
    memcpy(&lat, &position.lat, sizeof lat);
    uint64_t mixed = (lon ^ (lat << 23 | lat >> 41)) * UINT64_C(0x9E3779B97F4A7C15);
    return &cache->items[mixed >> 54];
}

/* In this thread and in the order of the rows. */
static void relate_part_of_table(const bm_locating *run, bool is_given)
{
    for (size_t i = 0; i < run->events->count; i++) {
        bm_event *event = &run->events->items[i];
        bool is_wanted =
            is_given ? event->has_position : !event->has_position && event->location.located;
        if (!is_wanted)
            continue;
        bm_lonlat position = is_given ? event->position : event->location.position;
        struct remembered *known = place_of(run->relations, position);
        if (!known->is_known || known->position.lon != position.lon ||
            known->position.lat != position.lat) {
            *known = (struct remembered){.is_known = true, .position = position};
            if (bm_border_relate(run->border, position, &known->relation, NULL) != BM_OK)
                known->relation.border_km = NAN;
        }
        event->location.border = known->relation;
    }
}

static bm_status relate_all(bm_locating *run, bool is_given, bm_error *error)
{
    if (run->is_part) {
        relate_part_of_table(run, is_given);
        return BM_OK;
    }
    relating work = {.run = run};
    bool good = gather(&work, is_given) && (!is_given || begin_asking(&work));
    size_t parts = (work.positions + AT_ONCE - 1) / AT_ONCE + work.asking_parts;
    work.asking_step = work.asking_parts ? parts / (2 * work.asking_parts) : 1;
    work.asking_step = work.asking_step ? work.asking_step : 1;
    for (size_t i = 0; good && parts <= PARTS_WITHOUT_THREADS && i < parts; i++)
        relate_part(i, &work);
    if (good && parts > PARTS_WITHOUT_THREADS)
        bm_parallel_for(parts, relate_part, &work);
    if (good && is_given)
        bm_place_cache_end_asking(run->cache);
    free(work.questions);
    free(work.items);
    free(work.first);
    return good ? BM_OK : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
}

bm_status bm_locating_relate_given(bm_locating *run, bm_error *error)
{
    for (size_t i = 0; i < run->events->count; i++) {
        bm_event_location *location = &run->events->items[i].location;
        *location = (bm_event_location){.place_id = "", .name = "", .country = "", .admin1 = ""};
        location->border =
            (bm_border_relation){.crossing = "", .crossing_partner = "", .crossing_km = NAN};
    }
    return relate_all(run, true, error);
}

/* The middle of an area can lie in another country than the area; its name does not. */
static void settle_area(const bm_locating *run, bm_event_location *location)
{
    bm_border_relation *border = &location->border;
    if (location->precision <= BM_PLACE_PRECISION_SETTLEMENT || !*location->country)
        return;
    border->uncertain = false;
    border->country[0] = border->side[0] = '\0';
    if (strlen(location->country) == 2)
        memcpy(border->country, location->country, 3);
    for (int i = 0; i < 2; i++)
        if (strcmp(location->country, bm_border_country(run->border, i)) == 0)
            memcpy(border->side, location->country, 3);
}

bm_status bm_locating_relate_named(bm_locating *run, bm_error *error)
{
    bm_status status = relate_all(run, false, error);
    for (size_t i = 0; !status && i < run->events->count; i++) {
        bm_event *event = &run->events->items[i];
        bm_event_location *location = &event->location;
        if (event->has_position || !location->located)
            continue;
        /* A gazetteer whose position is none: this says so. */
        if (isnan(location->border.border_km))
            status = bm_border_relate(run->border, location->position, &location->border, error);
        if (!status)
            settle_area(run, location);
    }
    return status;
}
