/* Which events stand together, and the marks that they become. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/marks/private.h"

/** More marks than this at one place are told apart by category alone. */
#define MARKS_MAX_A_PLACE 7

static double square(double value)
{
    return value * value;
}

size_t bm_marks_find_sites(bm_mark_item *items, size_t count, bm_mark_site *sites)
{
    size_t made = 0;
    for (size_t i = 0; i < count; i++) {
        bm_mark_site *last = made ? &sites[made - 1] : NULL;
        if (!last || last->area_radius_px != items[i].area_radius_px ||
            last->at.x != items[i].at.x || last->at.y != items[i].at.y ||
            strcmp(last->country, items[i].country) != 0) {
            last = &sites[made++];
            *last = (bm_mark_site){
                .at = items[i].at, .area_radius_px = items[i].area_radius_px, .first = i};
            memcpy(last->country, items[i].country, sizeof last->country);
        }
        last->count++;
        items[i].site = made - 1;
    }
    return made;
}

/** A site, to be sorted by its settlement and then as eventful ones come first. */
typedef struct town_site {
    const char *place;
    bm_mark_site *site;
    size_t order;
} town_site;

static int compare_towns(const void *left, const void *right)
{
    const town_site *a = left, *b = right;
    int order = strcmp(a->place, b->place);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

static bool is_of_town(const bm_mark_site *site, const bm_mark_site *town, double reach_px)
{
    return !town->town && site->area_radius_px == town->area_radius_px &&
           strcmp(site->country, town->country) == 0 &&
           square(site->at.x - town->at.x) + square(site->at.y - town->at.y) < square(reach_px);
}

bool bm_marks_find_towns(bm_mark_site *const *by_count, size_t site_count,
                         const bm_mark_item *items, double reach_px)
{
    town_site *sorted = calloc(site_count + 1, sizeof *sorted);
    size_t count = 0;
    if (!sorted)
        return false;
    for (size_t s = 0; s < site_count; s++) {
        bm_mark_site *site = by_count[s];
        const char *place = items[site->first].event->location.place_id;
        site->town = NULL;
        if (*place)
            sorted[count++] = (town_site){place, site, s};
    }
    if (count)
        qsort(sorted, count, sizeof *sorted, compare_towns);
    for (size_t i = 0, start = 0; i < count; i++) {
        if (strcmp(sorted[i].place, sorted[start].place) != 0)
            start = i;
        for (size_t k = start; k < i && !sorted[i].site->town; k++)
            if (is_of_town(sorted[i].site, sorted[k].site, reach_px))
                sorted[i].site->town = sorted[k].site;
    }
    free(sorted);
    return true;
}

/** The clusters of a grid's cells; those of one bucket are linked. */
typedef struct cluster_grid {
    size_t *head;
    size_t *next;
    size_t mask;
    double side_px;
} cluster_grid;

static size_t bucket_of(const cluster_grid *grid, long column, long row)
{
    return ((size_t)column * 73856093U ^ (size_t)row * 19349663U) & grid->mask;
}

/* The cluster that a site joins, SIZE_MAX for none. */
static size_t find_cluster(const cluster_grid *grid, const bm_mark_cluster *clusters,
                           const bm_mark_site *site, double join_px)
{
    long column = (long)floor(site->at.x / grid->side_px);
    long row = (long)floor(site->at.y / grid->side_px);
    size_t best = SIZE_MAX;
    double best_squared = square(join_px);
    for (long dx = -1; dx <= 1; dx++)
        for (long dy = -1; dy <= 1; dy++)
            for (size_t c = grid->head[bucket_of(grid, column + dx, row + dy)]; c != SIZE_MAX;
                 c = grid->next[c]) {
                const bm_mark_cluster *at = &clusters[c];
                double squared =
                    square(at->anchor.x - site->at.x) + square(at->anchor.y - site->at.y);
                if (squared > best_squared || squared >= square(at->join_px) ||
                    (squared == best_squared && c >= best) ||
                    at->area_radius_px != site->area_radius_px ||
                    strcmp(at->country, site->country) != 0)
                    continue;
                best = c;
                best_squared = squared;
            }
    return best;
}

bool bm_marks_find_clusters(bm_mark_site *const *by_count, size_t site_count,
                            const double *distances, bm_merging furthest, bm_mark_cluster *clusters,
                            size_t *cluster_count)
{
    size_t buckets = 1024;
    while (buckets < site_count)
        buckets *= 2;
    cluster_grid grid = {.head = malloc(buckets * sizeof *grid.head),
                         .next = malloc(site_count * sizeof *grid.next),
                         .mask = buckets - 1,
                         .side_px = distances[furthest]};
    bool fine = grid.head && grid.next;
    *cluster_count = 0;
    for (size_t i = 0; fine && i < buckets; i++)
        grid.head[i] = SIZE_MAX;
    for (size_t s = 0; fine && s < site_count; s++) {
        bm_mark_site *site = by_count[s];
        site->cluster = site->town ? site->town->cluster
                                   : find_cluster(&grid, clusters, site, distances[site->merging]);
        if (site->cluster != SIZE_MAX)
            continue;
        bm_mark_cluster *made = &clusters[*cluster_count];
        *made = (bm_mark_cluster){.anchor = site->at,
                                  .center = site->at,
                                  .site = site,
                                  .area_radius_px = site->area_radius_px,
                                  .merging = site->merging,
                                  .join_px = distances[site->merging]};
        memcpy(made->country, site->country, sizeof made->country);
        size_t *head = &grid.head[bucket_of(&grid, (long)floor(site->at.x / grid.side_px),
                                            (long)floor(site->at.y / grid.side_px))];
        site->cluster = (*cluster_count)++;
        grid.next[site->cluster] = *head;
        *head = site->cluster;
    }
    free(grid.head);
    free(grid.next);
    return fine;
}

static void add_to_mark(bm_mark *mark, const bm_mark_item *item)
{
    if (mark->count == 0) {
        mark->first = item->event;
        mark->span = item->event->when;
    } else {
        mark->span.precision = BM_DATE_RANGE;
    }
    mark->places = bm_lonlat_box_grow(mark->places, item->event->location.position);
    mark->count++;
    mark->imprecise_count += item->is_imprecise;
    if (item->event->when.start_s < mark->span.start_s)
        mark->span.start_s = item->event->when.start_s;
    if (item->event->when.end_s > mark->span.end_s)
        mark->span.end_s = item->event->when.end_s;
}

static const char *place_key(const bm_event *event)
{
    const bm_event_location *location = &event->location;
    return *location->place_id ? location->place_id
           : *location->name   ? location->name
                               : event->place;
}

static bool is_merged(bm_mark_item *const *items, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (strcmp(place_key(items[i]->event), place_key(items[0]->event)) != 0)
            return true;
    return false;
}

/* May this event join the mark that the one before it made? */
static bool joins(const bm_marks *marks, const bm_mark_cluster *home, const bm_mark *mark,
                  const bm_mark_item *item, size_t kinds)
{
    if (home->is_squeezed)
        return true;
    if (home->is_spread)
        return false;
    if (marks->colocated == BM_COLOCATED_LIST)
        return true;
    return mark->category == item->category &&
           (kinds > MARKS_MAX_A_PLACE ||
            (bm_claim_look(mark->claim) == bm_claim_look(item->event->claim) &&
             (mark->imprecise_count > 0) == item->is_imprecise));
}

/* The items are sorted by claim, so that unstated comes first. No claim may pass for another: a
 * mark of claims that look different says that it is one. */
static bm_claim join_claims(bm_claim mark, bm_claim event)
{
    return bm_claim_look(mark) == bm_claim_look(event) ? mark : BM_CLAIM_SEVERAL;
}

/* In a crowded cluster events of one category are one mark, whatever their claims. */
static void make_cluster(bm_marks *marks, bm_mark_item *const *sorted, size_t start, size_t end,
                         bm_mark_cluster *home)
{
    size_t kinds = 1;
    for (size_t i = start + 1; i < end; i++)
        kinds +=
            sorted[i]->category != sorted[i - 1]->category ||
            sorted[i]->is_imprecise != sorted[i - 1]->is_imprecise ||
            bm_claim_look(sorted[i]->event->claim) != bm_claim_look(sorted[i - 1]->event->claim);
    bool merged = is_merged(sorted + start, end - start);
    bm_mark *mark = NULL;
    home->first = marks->count;
    for (size_t i = start; i < end; i++) {
        const bm_mark_item *item = sorted[i];
        if (!mark || !joins(marks, home, mark, item, kinds)) {
            mark = &marks->items[marks->count++];
            *mark = (bm_mark){.anchor = home->anchor,
                              .category = item->category,
                              .claim = item->event->claim,
                              .is_merged = merged,
                              .is_spread = home->is_spread && end - start > 1,
                              .is_mixed = kinds > 1 && (marks->colocated == BM_COLOCATED_LIST ||
                                                        home->is_squeezed),
                              .events = marks->events + i,
                              .places = bm_lonlat_box_empty(),
                              .area_radius_px = item->area_radius_px,
                              .area_is_bounded = item->area_is_bounded};
            memcpy(mark->country, home->country, sizeof mark->country);
        }
        mark->claim = join_claims(mark->claim, item->event->claim);
        marks->events[i] = item->event;
        add_to_mark(mark, item);
    }
    home->count = marks->count - home->first;
}

void bm_marks_make(bm_marks *marks, bm_mark_item *const *sorted, size_t count,
                   bm_mark_cluster *clusters)
{
    marks->count = 0;
    for (size_t start = 0, end; start < count; start = end) {
        for (end = start; end < count && sorted[end]->cluster == sorted[start]->cluster;)
            end++;
        make_cluster(marks, sorted, start, end, &clusters[sorted[start]->cluster]);
    }
}
