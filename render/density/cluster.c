#include <stdlib.h>
#include <string.h>

#include "render/density/cluster.h"

/** How near places are that share a symbol. */
#define REACH_PT 24.0

static bool take_room(bm_density *density, size_t count)
{
    density->cells = calloc(count + 1, sizeof *density->cells);
    density->clusters = calloc(count + 1, sizeof *density->clusters);
    density->clear = calloc(count + 1, sizeof *density->clear);
    return density->cells && density->clusters && density->clear;
}

/* Append a cluster. */
static void add(const bm_density_work *work, bm_px at, uint64_t count, const bm_cluster *from)
{
    bm_density *density = work->density;
    double radius = bm_frame_px(work->frame, bm_cluster_radius_pt(work->style, count));
    double reach = radius + bm_frame_px(work->frame, 1);
    density->cells[density->cell_count] =
        (bm_density_cell){.center = at, .radius_px = radius, .count = count};
    density->clear[density->clear_count++] =
        (bm_px_box){at.x - reach, at.y - reach, at.x + reach, at.y + reach};
    density->clusters[density->cell_count++] = *from;
    density->most = count > density->most ? count : density->most;
}

/* Keep what stands, and for the windows of a series which cluster each point is of. */
static bool keep(const bm_density_work *work, bm_clustering *gathered)
{
    bm_density *density = work->density;
    if (!take_room(density, gathered->standing_count))
        return false;
    for (size_t i = 0; i < gathered->standing_count; i++) {
        const bm_site *from = &gathered->sites[gathered->standing[i]];
        bm_cluster cluster = {.number = (uint32_t)i + 1};
        memcpy(cluster.country, gathered->countries.map.codes[from->country],
               sizeof cluster.country);
        memcpy(cluster.shares, from->shares, sizeof cluster.shares);
        add(work, from->at, from->count, &cluster);
    }
    for (size_t i = 0; i < work->points->count; i++) {
        uint32_t site = gathered->site_of_point[i];
        while (site && gathered->sites[site - 1].into)
            site = gathered->sites[site - 1].into;
        gathered->site_of_point[i] = site ? gathered->sites[site - 1].rank + 1 : 0;
    }
    density->cluster_of_point = gathered->site_of_point;
    gathered->site_of_point = NULL;
    return true;
}

static bm_status make_all(bm_density_work *work, bm_error *error)
{
    bm_clustering gathered = {.work = work};
    bool good = bm_clustering_fill(&gathered) &&
                bm_clustering_merge(&gathered, work->density->width_px) &&
                bm_clustering_part(&gathered) && keep(work, &gathered);
    bm_clustering_finish(&gathered);
    return good ? BM_OK : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
}

/** A window of a series, counted in the clusters of all its events. */
typedef struct counting {
    const bm_density_work *work;
    size_t *events; /**< by category of the points */
    uint8_t *entry_of;
    bm_cluster *clusters; /**< those of the series */
    uint64_t *counts;
    const uint32_t *cluster_of_point;
} counting;

static void count_category(void *context, bm_px at, const bm_packed_point *point, size_t number)
{
    (void)number;
    counting *counted = context;
    (void)at;
    counted->events[point->category]++;
}

static void count_point(void *context, bm_px at, const bm_packed_point *point, size_t number)
{
    counting *counted = context;
    uint32_t cluster = counted->cluster_of_point[number];
    (void)at;
    if (!cluster)
        return;
    counted->counts[cluster - 1]++;
    counted->clusters[cluster - 1].shares[counted->entry_of[point->category]]++;
}

static bm_status count(counting *counted, bm_error *error)
{
    const bm_density_work *work = counted->work;
    const bm_density *ground = work->ground;
    for (size_t i = 0; i < ground->cell_count; i++) {
        counted->clusters[i] = ground->clusters[i];
        memset(counted->clusters[i].shares, 0, sizeof counted->clusters[i].shares);
    }
    bm_density_visit(work, count_category, counted);
    if (!bm_clusters_settle_entries(work, counted->events, counted->entry_of) ||
        !take_room(work->density, ground->cell_count))
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    bm_density_visit(work, count_point, counted);
    for (size_t i = 0; i < ground->cell_count; i++)
        if (counted->counts[i])
            add(work, ground->cells[i].center, counted->counts[i], &counted->clusters[i]);
    return BM_OK;
}

/* Clusters stay where they are from map to map, and have the events of the window only: else none
 * could be followed through a series. */
static bm_status make_window(bm_density_work *work, bm_error *error)
{
    size_t cells = work->ground->cell_count, categories = work->points->category_count;
    counting counted = {.work = work, .cluster_of_point = work->ground->cluster_of_point};
    counted.events = calloc(categories + 1, sizeof *counted.events);
    counted.entry_of = calloc(categories + 1, sizeof *counted.entry_of);
    counted.clusters = calloc(cells + 1, sizeof *counted.clusters);
    counted.counts = calloc(cells + 1, sizeof *counted.counts);
    bm_status status = counted.events && counted.entry_of && counted.clusters && counted.counts
                           ? count(&counted, error)
                           : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    free(counted.events);
    free(counted.entry_of);
    free(counted.clusters);
    free(counted.counts);
    return status;
}

bm_status bm_density_make_clusters(bm_density_work *work, bm_error *error)
{
    bm_status status = bm_density_settle_size(work, REACH_PT, error);
    if (status)
        return status;
    return work->ground ? make_window(work, error) : make_all(work, error);
}
