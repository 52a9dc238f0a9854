#include <stdlib.h>
#include <string.h>

#include "render/density/cluster.h"
#include "render/marks/private.h"

/** Places nearer than this are one to begin with. */
#define BIN_PT 1.5

/* What the visit needs. */
typedef struct visiting {
    bm_clustering *gathered;
    size_t *events;    /**< by category of the points */
    uint8_t *entry_of; /**< the same: index into the legend's entries */
    bool failed;
} visiting;

/* Index + 1; 0 without memory. */
static uint32_t find_site(visiting *work, size_t bin, uint8_t country)
{
    bm_clustering *gathered = work->gathered;
    for (uint32_t at = gathered->site_of_bin[bin]; at; at = gathered->sites[at - 1].next)
        if (gathered->sites[at - 1].country == country)
            return at;
    bm_site *grown = bm_array_grow(gathered->sites, gathered->count, &gathered->capacity,
                                   sizeof *gathered->sites);
    if (!grown || gathered->count >= UINT32_MAX - 1) {
        work->failed = true;
        return 0;
    }
    gathered->sites = grown;
    grown[gathered->count++] = (bm_site){.country = country, .next = gathered->site_of_bin[bin]};
    return gathered->site_of_bin[bin] = (uint32_t)gathered->count;
}

static void gather_point(void *context, bm_px at, const bm_packed_point *point, size_t number)
{
    visiting *work = context;
    bm_clustering *gathered = work->gathered;
    size_t bin = bm_map_countries_square(&gathered->countries.map, at);
    uint32_t found =
        find_site(work, bin, bm_own_countries_find(&gathered->countries, at, at, point));
    if (!found)
        return;
    bm_site *here = &gathered->sites[found - 1];
    work->events[point->category]++;
    here->count++;
    here->x += at.x;
    here->y += at.y;
    gathered->site_of_point[number] = found;
}

bool bm_clusters_settle_entries(const bm_density_work *work, const size_t *events,
                                uint8_t *entry_of)
{
    size_t total = work->points->category_count, count = 0;
    bm_event *kinds = calloc(total + 1, sizeof *kinds);
    bm_mark_item *items = calloc(total + 1, sizeof *items);
    bool good = kinds && items;
    for (size_t i = 0; good && i < total; i++) {
        kinds[i].category = work->points->categories[i].key;
        kinds[i].category_label = work->points->categories[i].label;
        if (events[i])
            items[count++] = (bm_mark_item){.event = &kinds[i], .weight = events[i], .order = i};
    }
    if (good && !work->ground)
        bm_marks_settle_legend(work->marks, NULL, work->style, items, count);
    for (size_t i = 0; good && i < count; i++) {
        size_t entry = bm_marks_entry_of(work->marks, items[i].event);
        entry_of[items[i].order] = (uint8_t)(entry < BM_DENSITY_ENTRIES ? entry : 0);
        if (work->ground && entry < work->marks->entry_count)
            work->marks->entries[entry].count += items[i].weight;
    }
    free(kinds);
    free(items);
    return good;
}

static bool fill(visiting *work)
{
    const bm_density_work *density = work->gathered->work;
    bm_density_visit(density, gather_point, work);
    if (work->failed || !bm_clusters_settle_entries(density, work->events, work->entry_of))
        return false;
    /* The legend knows its entries only now. */
    bm_point_walk walk = {.points = density->points};
    while (bm_point_walk_next(&walk))
        for (size_t i = 0; i < walk.count; i++) {
            uint32_t site = work->gathered->site_of_point[walk.first + i];
            if (site)
                work->gathered->sites[site - 1].shares[work->entry_of[walk.items[i].category]]++;
        }
    density->density->is_incomplete |= walk.failed;
    return true;
}

bool bm_clustering_fill(bm_clustering *gathered)
{
    const bm_density_work *density = gathered->work;
    const bm_event_points *points = density->points;
    bm_map_countries *countries = &gathered->countries.map;
    visiting work = {.gathered = gathered};
    bool good = bm_own_countries_make(&gathered->countries, density->frame, density->marks->border,
                                      points, BIN_PT, density->density->width_px / 2);
    work.events = calloc(points->category_count + 1, sizeof *work.events);
    work.entry_of = calloc(points->category_count + 1, sizeof *work.entry_of);
    gathered->site_of_bin =
        calloc(countries->columns * countries->rows, sizeof *gathered->site_of_bin);
    gathered->site_of_point = calloc(points->count + 1, sizeof *gathered->site_of_point);
    good = good && work.events && work.entry_of && gathered->site_of_bin && gathered->site_of_point;
    good = good && fill(&work);
    free(work.events);
    free(work.entry_of);
    return good;
}

void bm_clustering_finish(bm_clustering *gathered)
{
    bm_own_countries_finish(&gathered->countries);
    free(gathered->site_of_bin);
    free(gathered->site_of_point);
    free(gathered->sites);
    free(gathered->standing);
}
