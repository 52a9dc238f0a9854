#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/marks/private.h"

/** More marks than this at one place are told apart by category only. */
#define MARKS_MAX_A_PLACE 7
#define RELAX_ROUNDS 40
/** Places nearer than this share their marks, in radii of one event's symbol; when marks still
 * cover each other, the next is tried. */
static const double merge_radii[] = {1.7, 2.6, 4, 6, 9, 13};

/** Marks that stand together round one place, or round the most eventful of several. */
typedef struct cluster {
    bm_px anchor;
    bm_px center; /**< after clusters have made room for each other */
    double reach_px;
    size_t first; /**< of its marks */
    size_t count;
} cluster;

static double square(double value)
{
    return value * value;
}

static int compare_by_place(const void *left, const void *right)
{
    const bm_mark_item *a = left, *b = right;
    if (a->area_radius_px != b->area_radius_px)
        return a->area_radius_px < b->area_radius_px ? -1 : 1;
    if (a->at.x != b->at.x)
        return a->at.x < b->at.x ? -1 : 1;
    if (a->at.y != b->at.y)
        return a->at.y < b->at.y ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/** All events at one position. */
typedef struct site {
    bm_px at;
    double area_radius_px;
    size_t first; /**< of its items */
    size_t count;
    size_t cluster;
} site;

static size_t make_sites(bm_mark_item *items, size_t count, site *sites)
{
    size_t made = 0;
    for (size_t i = 0; i < count; i++) {
        site *last = made ? &sites[made - 1] : NULL;
        if (!last || last->area_radius_px != items[i].area_radius_px ||
            last->at.x != items[i].at.x || last->at.y != items[i].at.y) {
            last = &sites[made++];
            *last = (site){items[i].at, items[i].area_radius_px, i, 0, 0};
        }
        last->count++;
        items[i].site = made - 1;
    }
    return made;
}

static int compare_by_count(const void *left, const void *right)
{
    const site *a = *(const site *const *)left, *b = *(const site *const *)right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return a->first < b->first ? -1 : 1;
}

/* Let each site join the nearest cluster within `distance`, else found one. Eventful sites come
 * first, so that clusters stand where most happened. A cell of the grid holds the clusters founded
 * in it, linked by `next`. */
static bool group_sites(site *const *by_count, size_t site_count, double distance,
                        cluster *clusters, size_t *cluster_count)
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
        site *at = by_count[s];
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
                        (squared < best_squared || (squared == best_squared && c < best))) {
                        best = c;
                        best_squared = squared;
                    }
                }
            }
        if (best == SIZE_MAX) {
            size_t bucket = ((size_t)column * 73856093U ^ (size_t)row * 19349663U) & (buckets - 1);
            best = (*cluster_count)++;
            clusters[best] = (cluster){.anchor = at->at, .center = at->at};
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

static int compare_by_cluster(const void *left, const void *right)
{
    const bm_mark_item *a = *(const bm_mark_item *const *)left,
                       *b = *(const bm_mark_item *const *)right;
    if (a->cluster != b->cluster)
        return a->cluster < b->cluster ? -1 : 1;
    if (a->category != b->category)
        return a->category < b->category ? -1 : 1;
    if (a->event->claim != b->event->claim)
        return a->event->claim < b->event->claim ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
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

/* Events of one cluster, category and claim become a mark. A crowded cluster forgets claims: it
 * takes the one that most of a category's events have. */
static void make_marks(bm_marks *marks, bm_mark_item *const *sorted, size_t count,
                       cluster *clusters)
{
    marks->count = 0;
    for (size_t start = 0; start < count;) {
        size_t end = start, kinds = 0;
        for (; end < count && sorted[end]->cluster == sorted[start]->cluster; end++)
            kinds += end == start || sorted[end]->category != sorted[end - 1]->category ||
                     sorted[end]->event->claim != sorted[end - 1]->event->claim;
        cluster *home = &clusters[sorted[start]->cluster];
        home->first = marks->count;
        size_t by_claim[BM_CLAIM_CLAIMED + 1] = {0};
        bool merged = is_merged(sorted + start, end - start);
        for (size_t i = start; i < end; i++) {
            const bm_mark_item *item = sorted[i];
            bm_mark *mark = marks->count > home->first ? &marks->items[marks->count - 1] : NULL;
            bool same = mark && mark->category == item->category &&
                        (kinds > MARKS_MAX_A_PLACE || mark->claim == item->event->claim);
            if (!same) {
                mark = &marks->items[marks->count++];
                *mark = (bm_mark){.anchor = home->anchor,
                                  .category = item->category,
                                  .claim = item->event->claim,
                                  .is_merged = merged,
                                  .events = marks->events + i,
                                  .places = bm_lonlat_box_empty(),
                                  .area_radius_px = item->area_radius_px,
                                  .area_is_bounded = item->area_is_bounded};
                memset(by_claim, 0, sizeof by_claim);
            }
            if (++by_claim[item->event->claim] > by_claim[mark->claim])
                mark->claim = item->event->claim;
            marks->events[i] = item->event;
            add_to_mark(mark, item);
        }
        home->count = marks->count - home->first;
        start = end;
    }
}

/* Area grows with the count, from one event's symbol to the largest that the map bears. */
static void size_marks(bm_marks *marks, size_t largest, double unit_px)
{
    double most = square(BM_MARK_GROWTH_MAX) - 1;
    double growth = largest > 1 ? fmin(1, most / (double)(largest - 1)) : 1;
    for (size_t i = 0; i < marks->count; i++) {
        double extra = fmin(most, (double)(marks->items[i].count - 1) * growth);
        marks->items[i].radius_px = unit_px * sqrt(1 + extra);
    }
}

static int compare_by_x(const void *left, const void *right)
{
    const cluster *a = *(const cluster *const *)left, *b = *(const cluster *const *)right;
    if (a->anchor.x != b->anchor.x)
        return a->anchor.x < b->anchor.x ? -1 : 1;
    return a->first < b->first ? -1 : 1;
}

static void keep_within(cluster *home, bm_px_box map)
{
    double reach = home->reach_px;
    home->center.x = fmin(fmax(home->center.x, map.x0 + reach), map.x1 - reach);
    home->center.y = fmin(fmax(home->center.y, map.y0 + reach), map.y1 - reach);
}

/* Push overlapping clusters apart, at most `leash_px` from their places. Returns how many pairs
 * still overlap notably. */
static size_t relax(cluster **by_x, size_t count, double gap_px, double leash_px, bm_px_box map)
{
    double widest = 0;
    for (size_t i = 0; i < count; i++)
        widest = fmax(widest, by_x[i]->reach_px);
    size_t overlaps = 0;
    for (int round = 0; round < RELAX_ROUNDS; round++) {
        bool moved = false;
        overlaps = 0;
        for (size_t i = 0; i < count; i++)
            for (size_t j = i + 1; j < count; j++) {
                cluster *a = by_x[i], *b = by_x[j];
                if (b->anchor.x - a->anchor.x > 2 * (widest + leash_px) + gap_px)
                    break;
                double dx = b->center.x - a->center.x, dy = b->center.y - a->center.y;
                double wanted = a->reach_px + b->reach_px + gap_px;
                double distance = sqrt(dx * dx + dy * dy);
                if (distance >= wanted)
                    continue;
                overlaps += distance < 0.92 * (wanted - gap_px);
                moved = true;
                /* Two at one spot part sideways. */
                double ux = distance > 0 ? dx / distance : 1, uy = distance > 0 ? dy / distance : 0;
                double push = (wanted - distance) / 2;
                a->center.x -= ux * push;
                a->center.y -= uy * push;
                b->center.x += ux * push;
                b->center.y += uy * push;
            }
        for (size_t i = 0; i < count; i++) {
            double dx = by_x[i]->center.x - by_x[i]->anchor.x;
            double dy = by_x[i]->center.y - by_x[i]->anchor.y;
            double distance = sqrt(dx * dx + dy * dy);
            if (distance > leash_px) {
                by_x[i]->center.x = by_x[i]->anchor.x + dx * leash_px / distance;
                by_x[i]->center.y = by_x[i]->anchor.y + dy * leash_px / distance;
            }
            keep_within(by_x[i], map);
        }
        if (!moved)
            break;
    }
    return overlaps;
}

static void place_marks(bm_marks *marks, const cluster *clusters, size_t cluster_count)
{
    for (size_t c = 0; c < cluster_count; c++)
        for (size_t i = 0; i < clusters[c].count; i++) {
            bm_mark *mark = &marks->items[clusters[c].first + i];
            mark->center.x += clusters[c].center.x;
            mark->center.y += clusters[c].center.y;
            if (!mark->area_is_bounded)
                continue;
            /* A wide area has no spot to point at: its sign goes where its marks are. */
            mark->anchor = clusters[c].center;
            mark->area_radius_px = clusters[c].reach_px;
        }
}

/** Memory of bm_marks_spread(). */
typedef struct workspace {
    site *sites;
    site **by_count;
    cluster *clusters;
    cluster **by_x;
    bm_mark_item **sorted;
} workspace;

/* One try at a merging distance; returns the overlaps that are left, SIZE_MAX without memory. */
static size_t spread_once(bm_marks *marks, const bm_marks *ground, bm_mark_item *items,
                          size_t count, size_t site_count, double unit_px, double gap_px,
                          double distance, bm_px_box map, workspace *memory)
{
    size_t cluster_count;
    if (!group_sites(memory->by_count, site_count, distance, memory->clusters, &cluster_count))
        return SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        items[i].cluster = memory->sites[items[i].site].cluster;
        memory->sorted[i] = &items[i];
    }
    qsort(memory->sorted, count, sizeof *memory->sorted, compare_by_cluster);
    make_marks(marks, memory->sorted, count, memory->clusters);
    marks->largest_count = 0;
    for (size_t i = 0; i < marks->count; i++)
        if (marks->items[i].count > marks->largest_count)
            marks->largest_count = marks->items[i].count;
    size_t scale = ground && ground->largest_count > marks->largest_count ? ground->largest_count
                                                                          : marks->largest_count;
    size_marks(marks, scale, unit_px);
    for (size_t c = 0; c < cluster_count; c++) {
        cluster *home = &memory->clusters[c];
        home->reach_px =
            bm_marks_fan(marks, marks->items + home->first, home->count, unit_px, gap_px);
        memory->by_x[c] = home;
    }
    qsort(memory->by_x, cluster_count, sizeof(cluster *), compare_by_x);
    size_t overlaps = relax(memory->by_x, cluster_count, gap_px, 2.5 * unit_px, map);
    place_marks(marks, memory->clusters, cluster_count);
    return overlaps;
}

bm_status bm_marks_spread(bm_marks *marks, const bm_marks *ground, bm_mark_item *items,
                          size_t count, double unit_px, double gap_px, bm_px_box map,
                          bm_error *error)
{
    if (count == 0)
        return BM_OK;
    workspace memory = {
        .sites = calloc(count, sizeof *memory.sites),
        .by_count = calloc(count, sizeof *memory.by_count),
        .clusters = calloc(count, sizeof *memory.clusters),
        .by_x = calloc(count, sizeof *memory.by_x),
        .sorted = calloc(count, sizeof *memory.sorted),
    };
    marks->items = calloc(count, sizeof *marks->items);
    marks->events = calloc(count, sizeof *marks->events);
    bool fine = memory.sites && memory.by_count && memory.clusters && memory.by_x &&
                memory.sorted && marks->items && marks->events;
    if (fine) {
        qsort(items, count, sizeof *items, compare_by_place);
        size_t site_count = make_sites(items, count, memory.sites);
        for (size_t i = 0; i < site_count; i++)
            memory.by_count[i] = &memory.sites[i];
        qsort(memory.by_count, site_count, sizeof *memory.by_count, compare_by_count);
        /* All events of a series are merged as they were when the furniture made way for them. */
        bool is_ground = ground && ground->events_drawn == marks->events_drawn;
        for (size_t try = is_ground ? ground->merging : 0;
             try < sizeof merge_radii / sizeof *merge_radii; try++) {
            size_t overlaps = spread_once(marks, ground, items, count, site_count, unit_px, gap_px,
                                          merge_radii[try] * unit_px, map, &memory);
            fine = overlaps != SIZE_MAX;
            marks->merging = try;
            if (!fine || overlaps == 0)
                break;
        }
    }
    free(memory.sites);
    free(memory.by_count);
    free(memory.clusters);
    free(memory.by_x);
    free(memory.sorted);
    return fine ? BM_OK : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
}
