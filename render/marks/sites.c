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
            *last = (bm_mark_site){.at = items[i].at,
                                   .area_radius_px = items[i].area_radius_px,
                                   .border = items[i].border,
                                   .first = i};
            memcpy(last->country, items[i].country, sizeof last->country);
        }
        last->count++;
        items[i].site = made - 1;
    }
    return made;
}

/* A cell of the grid holds the clusters founded in it, linked by `next`. */
bool bm_marks_find_clusters(bm_mark_site *const *by_count, size_t site_count, double distance,
                            bm_mark_cluster *clusters, size_t *cluster_count)
{
    size_t buckets = 1024;
    while (buckets < site_count)
        buckets *= 2;
    size_t *head = malloc(buckets * sizeof *head);
    size_t *next = malloc(site_count * sizeof *next);
    double *areas = malloc(site_count * sizeof *areas);
    bool fine = head && next && areas;
    *cluster_count = 0;
    for (size_t i = 0; fine && i < buckets; i++)
        head[i] = SIZE_MAX;
    for (size_t s = 0; fine && s < site_count; s++) {
        bm_mark_site *at = by_count[s];
        long column = (long)floor(at->at.x / distance), row = (long)floor(at->at.y / distance);
        size_t best = SIZE_MAX;
        double best_squared = square(distance);
        for (long dx = -1; dx <= 1; dx++)
            for (long dy = -1; dy <= 1; dy++) {
                size_t bucket =
                    ((size_t)(column + dx) * 73856093U ^ (size_t)(row + dy) * 19349663U) &
                    (buckets - 1);
                for (size_t c = head[bucket]; c != SIZE_MAX; c = next[c]) {
                    double squared = square(clusters[c].anchor.x - at->at.x) +
                                     square(clusters[c].anchor.y - at->at.y);
                    if (areas[c] == at->area_radius_px &&
                        strcmp(clusters[c].country, at->country) == 0 &&
                        (squared < best_squared || (squared == best_squared && c < best))) {
                        best = c;
                        best_squared = squared;
                    }
                }
            }
        if (best == SIZE_MAX) {
            size_t bucket = ((size_t)column * 73856093U ^ (size_t)row * 19349663U) & (buckets - 1);
            best = (*cluster_count)++;
            clusters[best] =
                (bm_mark_cluster){.anchor = at->at, .center = at->at, .border = at->border};
            memcpy(clusters[best].country, at->country, sizeof at->country);
            areas[best] = at->area_radius_px;
            next[best] = head[bucket];
            head[bucket] = best;
        }
        at->cluster = best;
    }
    free(head);
    free(next);
    free(areas);
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
    if (home->is_spread)
        return false;
    if (marks->colocated == BM_COLOCATED_LIST)
        return true;
    return mark->category == item->category &&
           (kinds > MARKS_MAX_A_PLACE ||
            bm_claim_look(mark->claim) == bm_claim_look(item->event->claim));
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
                              .is_mixed = marks->colocated == BM_COLOCATED_LIST && kinds > 1,
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
