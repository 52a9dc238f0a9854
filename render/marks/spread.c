/* What stands together: places that are near each other share their marks where these would cover
 * each other, and only there. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/marks/settle.h"

/** Places nearer than this share their marks, in radii of one event's symbol: all have the first,
 *  those whose marks find no room the next, and so on. */
static const double join_radii[] = {1.7, 2.6, 4, 6, 9, 13};
#define JOINS (sizeof join_radii / sizeof *join_radii)
/** None join over a longer way in metres, but for those that are within so many radii: symbols of
 *  what is far apart may rather touch. */
#define JOIN_FURTHEST_M 60e3
#define JOIN_ALWAYS_RADII 4.0
/** Instead, where there are more places than names. */
#define JOIN_CROWD_RADII 9.0
/** A settlement is as large as this in metres, at most; its places merge where that is so small on
 * the page. */
#define TOWN_M 15e3
#define TOWN_RADII 8.0
/** A name and its symbols need a square of this side, in the same, if most are to have one. */
#define NAME_RADII 13.0
/** To merge more is of little use against the marks of another country. */
#define HEMMED_MERGING_MAX 2
/** Crowded places stop spreading their events; after so many times, all do. */
#define GATHERINGS_MAX 8
/** So often places get fewer symbols because others are in the way. */
#define SQUEEZES_MAX 3
/** No page has room for the symbols of more. */
#define SPREAD_EVENTS_MAX 3000

static double square(double value)
{
    return value * value;
}

/** Where something stands, as far as it counts for the order. */
typedef struct standing {
    double area_radius_px;
    bm_px at;
    const char *country;
} standing;

static int compare_standings(standing a, standing b)
{
    if (a.area_radius_px != b.area_radius_px)
        return a.area_radius_px < b.area_radius_px ? -1 : 1;
    if (a.at.x != b.at.x)
        return a.at.x < b.at.x ? -1 : 1;
    if (a.at.y != b.at.y)
        return a.at.y < b.at.y ? -1 : 1;
    return strcmp(a.country, b.country);
}

static int compare_by_place(const void *left, const void *right)
{
    const bm_mark_item *a = left, *b = right;
    int order = compare_standings((standing){a->area_radius_px, a->at, a->country},
                                  (standing){b->area_radius_px, b->at, b->country});
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

/* The order of sites: that of compare_by_place(). */
static int compare_sites(const bm_mark_site *a, const bm_mark_site *b)
{
    return compare_standings((standing){a->area_radius_px, a->at, a->country},
                             (standing){b->area_radius_px, b->at, b->country});
}

static int compare_by_count(const void *left, const void *right)
{
    const bm_mark_site *a = *(const bm_mark_site *const *)left,
                       *b = *(const bm_mark_site *const *)right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return a->first < b->first ? -1 : 1;
}

static int compare_by_kind(const void *left, const void *right)
{
    const bm_mark_item *a = *(const bm_mark_item *const *)left,
                       *b = *(const bm_mark_item *const *)right;
    if (a->category != b->category)
        return a->category < b->category ? -1 : 1;
    if (a->event->claim != b->event->claim)
        return a->event->claim < b->event->claim ? -1 : 1;
    if (a->is_imprecise != b->is_imprecise)
        return a->is_imprecise ? 1 : -1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/** Sites, and what becomes of them. */
typedef struct joining {
    bm_settling settling;
    bm_mark_site *sites;
    bm_mark_site **by_count;
    size_t site_count;
    double distances[JOINS];
    bm_merging furthest; /**< of the distances, the first that is the longest */
    int gatherings;
    bool may_spread;
} joining;

static void sort_by_count(joining *work)
{
    for (size_t i = 0; i < work->site_count; i++)
        work->by_count[i] = &work->sites[i];
    qsort(work->by_count, work->site_count, sizeof *work->by_count, compare_by_count);
}

/* Sites that share marks on the map of a whole series share them on each of its maps: they become
 * one site, where most of them happened. False without memory. */
static bool merge_as_ground(joining *work, const bm_marks *ground, bm_mark_item *items)
{
    size_t *owner = calloc(ground->site_count + 1, sizeof *owner);
    size_t *moved = calloc(work->site_count, sizeof *moved);
    bm_mark_site *made = calloc(work->site_count, sizeof *made);
    size_t count = 0, next = 0;
    bool fine = owner && moved && made;
    for (size_t i = 0; fine && i < work->site_count; i++) {
        bm_mark_site *site = &work->sites[i];
        while (next < ground->site_count && compare_sites(&ground->sites[next], site) < 0)
            next++;
        bool is_known = next < ground->site_count && compare_sites(&ground->sites[next], site) == 0;
        site->cluster = is_known ? ground->sites[next].cluster : SIZE_MAX;
        site->is_gathered = is_known && ground->sites[next].is_gathered;
        site->is_squeezed = is_known && ground->sites[next].is_squeezed;
    }
    for (size_t i = 0; fine && i < work->site_count; i++) {
        const bm_mark_site *site = work->by_count[i];
        size_t *own = site->cluster == SIZE_MAX ? NULL : &owner[site->cluster];
        size_t *index = &moved[site - work->sites];
        *index = own && *own ? *own - 1 : count;
        if (*index == count) {
            made[count++] = *site;
            made[*index].count = 0;
        }
        if (own)
            *own = *index + 1;
        bm_mark_site *at = &made[*index];
        at->count += site->count;
        at->is_gathered |= site->is_gathered;
        at->is_squeezed |= site->is_squeezed;
    }
    for (size_t i = 0; fine && i < work->settling.count; i++)
        items[i].site = moved[items[i].site];
    free(owner);
    free(moved);
    if (!fine) {
        free(made);
        return false;
    }
    free(work->sites);
    work->sites = made;
    work->site_count = count;
    return true;
}

static bool find_clusters(joining *work)
{
    bm_settling *settling = &work->settling;
    bm_merging furthest = 0;
    for (size_t s = 0; s < work->site_count; s++)
        furthest = work->sites[s].merging > furthest ? work->sites[s].merging : furthest;
    if (!bm_marks_find_clusters(work->by_count, work->site_count, work->distances, furthest,
                                settling->clusters, &settling->cluster_count))
        return false;
    for (size_t c = 0; c < settling->cluster_count; c++)
        settling->clusters[c].is_spread = work->may_spread;
    for (size_t s = 0; s < work->site_count; s++) {
        bm_mark_cluster *home = &settling->clusters[work->sites[s].cluster];
        home->count += work->sites[s].count;
        home->is_spread &= !work->sites[s].is_gathered;
        home->is_squeezed |= work->sites[s].is_squeezed;
    }
    for (size_t c = 0; c < settling->cluster_count; c++)
        settling->clusters[c].is_spread &= settling->clusters[c].count <= BM_COLOCATED_SPREAD_MAX;
    for (size_t i = 0; i < settling->count; i++)
        settling->ordered[i]->cluster = work->sites[settling->ordered[i]->site].cluster;
    return true;
}

/* Of places that overlap, let those stop spreading their events that have more than half of the
 * most. Returns whether any did. */
static bool gather_crowded(joining *work)
{
    const bm_mark_cluster *clusters = work->settling.clusters;
    bool every = ++work->gatherings > GATHERINGS_MAX, any = false;
    size_t most = 0;
    for (size_t c = 0; c < work->settling.cluster_count; c++)
        if (clusters[c].is_spread && (clusters[c].is_crowded || clusters[c].is_hemmed) &&
            clusters[c].count > most)
            most = clusters[c].count;
    for (size_t s = 0; most > 1 && s < work->site_count; s++) {
        const bm_mark_cluster *home = &clusters[work->sites[s].cluster];
        bool is_crowded = home->is_crowded || home->is_hemmed;
        if (!home->is_spread || home->count < 2 ||
            !(every || (is_crowded && 2 * home->count > most)))
            continue;
        work->sites[s].is_gathered = any = true;
    }
    return any;
}

/* Let the places of crowded marks join others that are further off. Returns whether any can. */
static bool join_further(joining *work)
{
    bool any = false;
    for (size_t s = 0; s < work->site_count; s++) {
        const bm_mark_cluster *home = &work->settling.clusters[work->sites[s].cluster];
        bm_merging most = home->is_crowded  ? work->furthest
                          : home->is_hemmed ? (bm_merging)HEMMED_MERGING_MAX
                                            : (bm_merging)0;
        if (home->merging >= most)
            continue;
        if (work->sites[s].merging <= home->merging)
            work->sites[s].merging = (bm_merging)(home->merging + 1);
        any = true;
    }
    return any;
}

/* How many places the map has room to name. */
static double most_names(const bm_settling *settling)
{
    bm_px_box map = settling->room.map;
    return (map.x1 - map.x0) * (map.y1 - map.y0) / square(NAME_RADII * settling->unit_px);
}

/* Merge so far that the map has room for the names of what stands on it. */
static bool merge_for_names(joining *work)
{
    bm_settling *settling = &work->settling;
    double most = most_names(settling);
    for (bm_merging merging = 0; merging < work->furthest; merging++) {
        for (size_t s = 0; s < work->site_count; s++)
            work->sites[s].merging = merging;
        if ((double)work->site_count <= most)
            break;
        if (!find_clusters(work))
            return false;
        if ((double)settling->cluster_count <= most)
            break;
    }
    return true;
}

/* Sites are merged along the page's distances, as far as these are short on the ground. */
static void set_distances(joining *work, const bm_frame *frame)
{
    double unit_px = work->settling.unit_px;
    bool is_crowd = (double)work->site_count > most_names(&work->settling);
    double longest = fmax(JOIN_FURTHEST_M * frame->px_per_m,
                          (is_crowd ? JOIN_CROWD_RADII : JOIN_ALWAYS_RADII) * unit_px);
    for (size_t i = 0; i < JOINS; i++) {
        work->distances[i] = fmin(join_radii[i] * unit_px, longest);
        if (i > 0 && work->distances[i] > work->distances[i - 1])
            work->furthest = (bm_merging)i;
    }
}

/* A place whose marks are in the way of others spreads its events no longer; if it does not, all
 * its events become one mark. */
static void squeeze(bm_mark_site *site, const bm_mark_cluster *home)
{
    if (!home->is_squeezed)
        return;
    if (home->is_spread)
        site->is_gathered = true;
    else
        site->is_squeezed = true;
}

static bool join(joining *work, const bm_marks *ground)
{
    if (!ground && !merge_for_names(work))
        return false;
    for (int squeezes = 0; squeezes <= SQUEEZES_MAX; squeezes++) {
        bool again;
        do
            if (!find_clusters(work) || !bm_marks_settle(&work->settling, ground))
                return false;
        while (work->settling.is_crowded && (gather_crowded(work) || join_further(work)));
        bm_marks_place(&work->settling);
        if (!bm_marks_untangle(&work->settling, &again))
            return false;
        if (!again)
            break;
        for (size_t s = 0; s < work->site_count; s++)
            squeeze(&work->sites[s], &work->settling.clusters[work->sites[s].cluster]);
    }
    return true;
}

bm_status bm_marks_spread(bm_marks *marks, const bm_marks *ground, bm_mark_item *items,
                          size_t count, double unit_px, double gap_px, const bm_frame *frame,
                          bm_error *error)
{
    if (count == 0)
        return BM_OK;
    joining work = {
        .settling = {.marks = marks,
                     .unit_px = unit_px,
                     .room = {.map = frame->map, .gap_px = gap_px},
                     .sides = {marks->border, frame, items, unit_px},
                     .ordered = calloc(count, sizeof *work.settling.ordered),
                     .sorted = calloc(count, sizeof *work.settling.sorted),
                     .starts = calloc(count, sizeof *work.settling.starts),
                     .clusters = calloc(count, sizeof *work.settling.clusters),
                     .by_x = calloc(count, sizeof *work.settling.by_x),
                     .bodies = {.items = calloc(count, sizeof *work.settling.bodies.items)},
                     .count = count},
        .sites = calloc(count, sizeof *work.sites),
        .by_count = calloc(count, sizeof *work.by_count),
        .may_spread = marks->colocated == BM_COLOCATED_SPREAD && count <= SPREAD_EVENTS_MAX};
    bm_settling *settling = &work.settling;
    marks->items = calloc(count, sizeof *marks->items);
    marks->events = calloc(count, sizeof *marks->events);
    bool fine = settling->ordered && settling->sorted && settling->starts && settling->clusters &&
                settling->by_x && settling->bodies.items && work.sites && work.by_count &&
                marks->items && marks->events;
    if (fine) {
        qsort(items, count, sizeof *items, compare_by_place);
        work.site_count = bm_marks_find_sites(items, count, work.sites);
        sort_by_count(&work);
        fine = !ground || merge_as_ground(&work, ground, items);
    }
    if (fine) {
        if (ground)
            sort_by_count(&work);
        for (size_t i = 0; i < count; i++)
            settling->ordered[i] = &items[i];
        qsort(settling->ordered, count, sizeof *settling->ordered, compare_by_kind);
        set_distances(&work, frame);
        double town_px = TOWN_M * frame->px_per_m;
        fine = bm_marks_find_towns(work.by_count, work.site_count, items,
                                   town_px <= TOWN_RADII * unit_px ? town_px : 0) &&
               join(&work, ground);
    }
    free(settling->ordered);
    free(settling->sorted);
    free(settling->starts);
    free(settling->clusters);
    free(settling->by_x);
    free(settling->bodies.items);
    bm_bodies_finish(&settling->bodies);
    free(work.by_count);
    marks->sites = work.sites;
    marks->site_count = work.site_count;
    return fine ? BM_OK : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
}
