#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/marks/private.h"

#define PI 3.14159265358979323846
#define RELAX_ROUNDS 40
/** Reaches may overlap a little: corners rarely meet. */
#define REACH_KEPT 0.92
/** Places nearer than this share their marks, in radii of one event's symbol; when marks still
 * cover each other, the next is tried. */
static const double merge_radii[] = {1.7, 2.6, 4, 6, 9, 13};
/** Crowded places stop spreading their events; from this round on, all do. */
#define SPREAD_ROUNDS 8
/** How far symbols may be moved from their places, in the same. */
#define LEASH_RADII 2.5
/** What is returned for overlaps when there cannot be room. */
#define NO_ROOM (SIZE_MAX - 1)
/** A picture of the user's own needs more room than a shape. */
#define PICTURE_RADII 1.35
/** No page has room for the symbols of more. */
#define SPREAD_EVENTS_MAX 3000

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
    int countries = strcmp(a->country, b->country);
    if (countries)
        return countries;
    return a->order < b->order ? -1 : a->order > b->order;
}

static int compare_by_count(const void *left, const void *right)
{
    const bm_mark_site *a = *(const bm_mark_site *const *)left,
                       *b = *(const bm_mark_site *const *)right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return a->first < b->first ? -1 : 1;
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

/* The least radius, in radii of one event's symbol, in which a number can be read. */
static double room_for_number(const bm_marks *marks, const bm_mark *mark)
{
    static const double radii[] = {1.08, 1.2, 1.42, 1.6};
    bm_shape shape = marks->entries[mark->category].style->shape;
    bool is_narrow = shape == BM_SHAPE_CROSS || shape == BM_SHAPE_TRIANGLE ||
                     shape == BM_SHAPE_TRIANGLE_DOWN || shape == BM_SHAPE_DIAMOND;
    if (marks->entries[mark->category].style->symbol && !mark->is_mixed)
        return PICTURE_RADII;
    if (mark->count < 2)
        return 1;
    size_t digits = mark->count < 10 ? 0 : mark->count < 100 ? 1 : mark->count < 1000 ? 2 : 3;
    return radii[digits] * (is_narrow && !mark->is_mixed ? 1.1 : 1);
}

/* Area grows with the count, from one event's symbol to the largest that the map bears. */
static void size_marks(bm_marks *marks, size_t largest, double unit_px)
{
    double most = square(BM_MARK_GROWTH_MAX) - 1;
    double growth = largest > 1 ? fmin(1, most / (double)(largest - 1)) : 1;
    for (size_t i = 0; i < marks->count; i++) {
        double extra = fmin(most, (double)(marks->items[i].count - 1) * growth);
        double radius = fmax(sqrt(1 + extra), room_for_number(marks, &marks->items[i]));
        marks->items[i].radius_px = unit_px * radius;
    }
}

static int compare_by_x(const void *left, const void *right)
{
    const bm_mark_cluster *a = *(const bm_mark_cluster *const *)left,
                          *b = *(const bm_mark_cluster *const *)right;
    if (a->anchor.x != b->anchor.x)
        return a->anchor.x < b->anchor.x ? -1 : 1;
    return a->first < b->first ? -1 : 1;
}

/** A cluster while it moves; they lie side by side in memory, by the x of their places. */
typedef struct body {
    bm_px anchor;
    bm_px center;
    double reach_px;
    bm_px towards;  /**< the border */
    double room_px; /**< how far it may be moved so */
    bool is_crowded;
} body;

static void keep_side(body *home)
{
    if (!isfinite(home->room_px))
        return;
    double along = (home->center.x - home->anchor.x) * home->towards.x +
                   (home->center.y - home->anchor.y) * home->towards.y;
    double excess = fmax(along - home->room_px, 0);
    home->center.x -= excess * home->towards.x;
    home->center.y -= excess * home->towards.y;
}

static void keep_within(body *home, bm_px_box map)
{
    double reach = home->reach_px;
    home->center.x = fmin(fmax(home->center.x, map.x0 + reach), map.x1 - reach);
    home->center.y = fmin(fmax(home->center.y, map.y0 + reach), map.y1 - reach);
}

/* Push two bodies apart that are nearer than they should be. Returns whether they were. */
static bool part(body *a, body *b, double gap_px, size_t *overlaps)
{
    double dx = b->center.x - a->center.x, dy = b->center.y - a->center.y;
    double wanted = a->reach_px + b->reach_px + gap_px;
    /* Most are far off, also without a root. */
    if (dy >= wanted || -dy >= wanted || dx >= wanted || -dx >= wanted)
        return false;
    double distance = sqrt(dx * dx + dy * dy);
    if (distance >= wanted)
        return false;
    if (distance < REACH_KEPT * (wanted - gap_px)) {
        ++*overlaps;
        a->is_crowded = b->is_crowded = true;
    }
    /* Two at one spot part sideways. */
    double ux = distance > 0 ? dx / distance : 1, uy = distance > 0 ? dy / distance : 0;
    double push = (wanted - distance) / 2;
    a->center.x -= ux * push;
    a->center.y -= uy * push;
    b->center.x += ux * push;
    b->center.y += uy * push;
    return true;
}

/* Push overlapping bodies apart, at most `leash_px` from their places. Returns how many pairs
 * still overlap notably. */
static size_t relax(body *by_x, size_t count, double gap_px, double leash_px, bm_px_box map)
{
    double widest = 0;
    for (size_t i = 0; i < count; i++)
        widest = fmax(widest, by_x[i].reach_px);
    /* Those at the border are moved by their reach and more. */
    double far_px = 2 * (2 * widest + leash_px) + gap_px;
    for (size_t i = 0; i < count; i++)
        keep_side(&by_x[i]);
    size_t overlaps = 0;
    for (int round = 0; round < RELAX_ROUNDS; round++) {
        bool moved = false;
        overlaps = 0;
        for (size_t i = 0; i < count; i++)
            by_x[i].is_crowded = false;
        for (size_t i = 0; i < count; i++)
            for (size_t j = i + 1; j < count; j++) {
                if (by_x[j].anchor.x - by_x[i].anchor.x > far_px)
                    break;
                moved |= part(&by_x[i], &by_x[j], gap_px, &overlaps);
            }
        for (size_t i = 0; i < count; i++) {
            double dx = by_x[i].center.x - by_x[i].anchor.x;
            double dy = by_x[i].center.y - by_x[i].anchor.y;
            double distance = sqrt(dx * dx + dy * dy);
            if (distance > leash_px) {
                by_x[i].center.x = by_x[i].anchor.x + dx * leash_px / distance;
                by_x[i].center.y = by_x[i].anchor.y + dy * leash_px / distance;
            }
            keep_side(&by_x[i]);
            keep_within(&by_x[i], map);
        }
        if (!moved)
            break;
    }
    return overlaps;
}

static void place_marks(bm_marks *marks, const bm_mark_cluster *clusters, size_t cluster_count)
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
    bm_mark_site *sites;
    bm_mark_site **by_count;
    size_t site_count;
    bm_mark_cluster *clusters;
    bm_mark_cluster **by_x;
    body *bodies; /* in the order of `by_x` */
    size_t cluster_count;
    bm_mark_item **sorted;
} workspace;

/** What all tries have in common. */
typedef struct task {
    bm_marks *marks;
    const bm_marks *ground;
    bm_mark_item *items;
    size_t count;
    double unit_px;
    double gap_px;
    bm_px_box map;
    bool is_last; /* of the tries: its result is drawn whatever overlaps */
} task;

double bm_marks_merging_px(const bm_marks *marks, double unit_px)
{
    return merge_radii[marks->merging] * unit_px;
}

/* Do the bodies need more room than there is, however they move? Each but for the share of its
 * reach that may overlap keeps a disc of the map to itself. */
static bool is_hopeless(const body *bodies, size_t count, bm_px_box map)
{
    double width = map.x1 - map.x0, height = map.y1 - map.y0, needed = 0;
    for (size_t i = 0; i < count; i++) {
        if (2 * bodies[i].reach_px > fmin(width, height))
            return false;
        needed += PI * square(REACH_KEPT * bodies[i].reach_px);
    }
    return needed > width * height;
}

/* Make the marks of all clusters and find room for them; returns the overlaps that are left. */
static size_t settle(const task *work, workspace *memory)
{
    bool any_spread = false;
    bm_marks *marks = work->marks;
    bm_marks_make(marks, memory->sorted, work->count, memory->clusters);
    marks->largest_count = 0;
    for (size_t i = 0; i < marks->count; i++)
        if (marks->items[i].count > marks->largest_count)
            marks->largest_count = marks->items[i].count;
    size_t scale = marks->largest_count;
    if (work->ground && work->ground->largest_count > scale)
        scale = work->ground->largest_count;
    size_marks(marks, scale, work->unit_px);
    for (size_t c = 0; c < memory->cluster_count; c++) {
        bm_mark_cluster *home = &memory->clusters[c];
        bm_mark *first = marks->items + home->first;
        home->is_crowded = false;
        home->center = home->anchor;
        any_spread |= home->is_spread;
        home->reach_px = home->is_spread
                             ? bm_marks_ring(marks, first, home->count, work->unit_px, work->gap_px)
                             : bm_marks_fan(marks, first, home->count, work->unit_px, work->gap_px);
        home->outer_px = 0;
        for (size_t i = 0; i < home->count; i++)
            home->outer_px = fmax(home->outer_px, first[i].radius_px);
        memory->by_x[c] = home;
    }
    qsort(memory->by_x, memory->cluster_count, sizeof(bm_mark_cluster *), compare_by_x);
    for (size_t c = 0; c < memory->cluster_count; c++) {
        body *moved = &memory->bodies[c];
        *moved = (body){.anchor = memory->by_x[c]->anchor,
                        .center = memory->by_x[c]->center,
                        .reach_px = memory->by_x[c]->reach_px};
        moved->room_px = bm_marks_room_to_border(memory->by_x[c], work->unit_px, &moved->towards);
    }
    /* The next try merges more; only those that stop spreading depend on what is crowded. */
    if (!work->is_last && !any_spread &&
        is_hopeless(memory->bodies, memory->cluster_count, work->map))
        return NO_ROOM;
    size_t overlaps = relax(memory->bodies, memory->cluster_count, work->gap_px,
                            LEASH_RADII * work->unit_px, work->map);
    for (size_t c = 0; c < memory->cluster_count; c++) {
        memory->by_x[c]->center = memory->bodies[c].center;
        memory->by_x[c]->is_crowded = memory->bodies[c].is_crowded;
    }
    return overlaps;
}

/* Of places that overlap, let those stop spreading that have more events than half of the most; all
 * with `every`. Returns whether any did. */
static bool gather_crowded(workspace *memory, bool every)
{
    bool any = false;
    size_t most = 0;
    for (size_t c = 0; c < memory->cluster_count; c++) {
        const bm_mark_cluster *home = &memory->clusters[c];
        if (home->is_spread && home->is_crowded && home->count > most)
            most = home->count;
    }
    for (size_t c = 0; c < memory->cluster_count; c++) {
        bm_mark_cluster *home = &memory->clusters[c];
        if (!home->is_spread || home->count < 2 ||
            !(every || (home->is_crowded && 2 * home->count > most)))
            continue;
        home->is_spread = false;
        any = true;
    }
    return any;
}

/* One try at a merging distance; returns the overlaps that are left, SIZE_MAX without memory. */
static size_t spread_once(const task *work, double distance, workspace *memory)
{
    if (!bm_marks_find_clusters(memory->by_count, memory->site_count, distance, memory->clusters,
                                &memory->cluster_count))
        return SIZE_MAX;
    for (size_t i = 0; i < work->count; i++) {
        size_t cluster = memory->sites[work->items[i].site].cluster;
        work->items[i].cluster = cluster;
        memory->clusters[cluster].count++;
        memory->sorted[i] = &work->items[i];
    }
    bool may_spread =
        work->marks->colocated == BM_COLOCATED_SPREAD && work->count <= SPREAD_EVENTS_MAX;
    for (size_t c = 0; c < memory->cluster_count; c++)
        memory->clusters[c].is_spread =
            may_spread && memory->clusters[c].count <= BM_COLOCATED_SPREAD_MAX;
    qsort(memory->sorted, work->count, sizeof *memory->sorted, compare_by_cluster);
    size_t overlaps = settle(work, memory);
    for (int round = 1; overlaps > 0 && gather_crowded(memory, round >= SPREAD_ROUNDS); round++)
        overlaps = settle(work, memory);
    place_marks(work->marks, memory->clusters, memory->cluster_count);
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
        .bodies = calloc(count, sizeof *memory.bodies),
        .sorted = calloc(count, sizeof *memory.sorted),
    };
    marks->items = calloc(count, sizeof *marks->items);
    marks->events = calloc(count, sizeof *marks->events);
    bool fine = memory.sites && memory.by_count && memory.clusters && memory.by_x &&
                memory.bodies && memory.sorted && marks->items && marks->events;
    if (fine) {
        qsort(items, count, sizeof *items, compare_by_place);
        memory.site_count = bm_marks_find_sites(items, count, memory.sites);
        for (size_t i = 0; i < memory.site_count; i++)
            memory.by_count[i] = &memory.sites[i];
        qsort(memory.by_count, memory.site_count, sizeof *memory.by_count, compare_by_count);
        task work = {marks, ground, items, count, unit_px, gap_px, map, false};
        /* The maps of a series merge as far as the map of all its events. */
        size_t fewest = SIZE_MAX, best = 0, last = sizeof merge_radii / sizeof *merge_radii - 1;
        for (size_t try = ground ? ground->merging : 0; fine && try <= last; try++) {
            work.is_last = try == last;
            size_t overlaps = spread_once(&work, merge_radii[try] * unit_px, &memory);
            fine = overlaps != SIZE_MAX;
            marks->merging = try;
            if (!fine || overlaps == 0)
                break;
            if (overlaps < fewest) {
                fewest = overlaps;
                best = try;
            }
            /* Across a border there is no merging: more of it does not always help. */
            if (try == last && best != last) {
                fine = spread_once(&work, merge_radii[best] * unit_px, &memory) != SIZE_MAX;
                marks->merging = best;
            }
        }
    }
    free(memory.sites);
    free(memory.by_count);
    free(memory.clusters);
    free(memory.by_x);
    free(memory.bodies);
    free(memory.sorted);
    return fine ? BM_OK : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
}
