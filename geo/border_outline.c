#include "geo/border_line.h"
#include "geo/country_rings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ISLANDS_MAX = 512 };

void bm_path_append(bm_path *path, bm_lonlat point)
{
    if (path->failed)
        return;
    bm_lonlat *moved =
        bm_array_grow(path->points, path->count, &path->capacity, sizeof *path->points);
    if (!moved) {
        path->failed = true;
        return;
    }
    path->points = moved;
    path->points[path->count++] = point;
}

void bm_path_finish(bm_path *path)
{
    free(path->points);
    *path = (bm_path){0};
}

static bool grow_box(bm_country_ring found, void *context)
{
    bm_lonlat_box *box = context;
    for (size_t i = 0; i < found.count; i++)
        *box = bm_lonlat_box_grow(*box, found.points[i]);
    return true;
}

static void append_ring(bm_path *path, bm_country_ring source, size_t from)
{
    for (size_t i = 0; i < source.count; i++) {
        size_t at = source.area > 0.0 ? from + source.count - i : from + i;
        bm_path_append(path, source.points[at % source.count]);
    }
}

/* The vertices of the other country that lie within a country's box, sorted for look-up. */
typedef struct vertices {
    bm_path sorted;
    bm_lonlat_box within;
    bm_lonlat_box box;
} vertices;

static int compare_points(const void *left, const void *right)
{
    const bm_lonlat *a = left;
    const bm_lonlat *b = right;
    if (a->lon != b->lon)
        return a->lon < b->lon ? -1 : 1;
    return a->lat < b->lat ? -1 : a->lat > b->lat;
}

static bool collect(bm_country_ring found, void *context)
{
    vertices *all = context;
    for (size_t i = 0; i < found.count; i++) {
        if (!bm_lonlat_box_contains(all->within, found.points[i]))
            continue;
        bm_path_append(&all->sorted, found.points[i]);
        all->box = bm_lonlat_box_grow(all->box, found.points[i]);
    }
    return true;
}

/* How many vertices a ring has in common with the other country. */
static size_t count_shared(bm_country_ring source, const vertices *other)
{
    size_t count = 0;
    for (size_t i = 0; i < source.count; i++)
        count += bm_lonlat_box_contains(other->box, source.points[i]) &&
                 bsearch(&source.points[i], other->sorted.points, other->sorted.count,
                         sizeof(bm_lonlat), compare_points) != NULL;
    return count;
}

/* A country's rings that have vertices of the other country, and the most important one. */
typedef struct rings {
    const vertices *other;
    bm_country_ring mainland;
    size_t mainland_shared;
    bm_country_ring *items;
    size_t count;
    size_t capacity;
    bool failed;
} rings;

static bool keep_touching(bm_country_ring found, void *context)
{
    rings *kept = context;
    size_t shared = count_shared(found, kept->other);
    if (shared > kept->mainland_shared ||
        (shared == kept->mainland_shared && fabs(found.area) > fabs(kept->mainland.area))) {
        kept->mainland = found;
        kept->mainland_shared = shared;
    }
    if (shared == 0 || kept->count >= ISLANDS_MAX)
        return true;
    bm_country_ring *moved =
        bm_array_grow(kept->items, kept->count, &kept->capacity, sizeof *kept->items);
    kept->failed = kept->failed || !moved;
    if (!moved)
        return false;
    kept->items = moved;
    kept->items[kept->count++] = found;
    return true;
}

/* Where an island is tied: to the nearest place of the mainland. */
typedef struct tie {
    size_t island;   /* index of the island's vertex */
    size_t mainland; /* index of the edge's first vertex */
    bm_lonlat at;    /* on that edge */
    double distance2;
} tie;

/* The place of the segment `a`–`b` that is nearest to `point`. */
static bm_xy nearest_on(bm_xy a, bm_xy b, bm_xy point)
{
    double dx = b.x - a.x;
    double dy = b.y - a.y;
    double length = dx * dx + dy * dy;
    double t = length > 0.0 ? ((point.x - a.x) * dx + (point.y - a.y) * dy) / length : 0.0;
    t = t < 0.0 ? 0.0 : t > 1.0 ? 1.0 : t;
    return (bm_xy){a.x + t * dx, a.y + t * dy};
}

static bm_lonlat_box reach_of(bm_country_ring island, const bm_plane *plane)
{
    bm_lonlat_box box = bm_lonlat_box_empty();
    grow_box(island, &box);
    double reach_lon = BM_BORDER_REACH_M / plane->metres_per_lon;
    double reach_lat = BM_BORDER_REACH_M / plane->metres_per_lat;
    return (bm_lonlat_box){box.west - reach_lon, box.south - reach_lat, box.east + reach_lon,
                           box.north + reach_lat};
}

static tie closest(bm_country_ring island, const bm_path *mainland)
{
    tie best = {.distance2 = INFINITY};
    bm_plane plane = bm_plane_at(island.points[0]);
    bm_lonlat_box reach = reach_of(island, &plane);
    for (size_t i = 0; i < mainland->count; i++) {
        bm_lonlat from = mainland->points[i];
        bm_lonlat to = mainland->points[i + 1 == mainland->count ? 0 : i + 1];
        /* Most of the mainland falls at the first glance. */
        if ((from.lat < reach.south && to.lat < reach.south) ||
            (from.lat > reach.north && to.lat > reach.north) ||
            (from.lon < reach.west && to.lon < reach.west) ||
            (from.lon > reach.east && to.lon > reach.east))
            continue;
        bm_xy a = bm_plane_from(&plane, from);
        bm_xy b = bm_plane_from(&plane, to);
        for (size_t j = 0; j < island.count; j++) {
            bm_xy vertex = bm_plane_from(&plane, island.points[j]);
            bm_xy place = nearest_on(a, b, vertex);
            double dx = place.x - vertex.x;
            double dy = place.y - vertex.y;
            if (dx * dx + dy * dy < best.distance2)
                best = (tie){.island = j,
                             .mainland = i,
                             .at = bm_plane_to(&plane, place),
                             .distance2 = dx * dx + dy * dy};
        }
    }
    return best;
}

/* Go out to the island, around it and back. */
static void tie_island(bm_path *path, bm_country_ring island)
{
    tie best = closest(island, path);
    if (!(best.distance2 < BM_BORDER_REACH_M * BM_BORDER_REACH_M))
        return;
    bm_path tied = {0};
    for (size_t i = 0; i <= best.mainland; i++)
        bm_path_append(&tied, path->points[i]);
    bm_path_append(&tied, best.at);
    append_ring(&tied, island, best.island);
    bm_path_append(&tied, island.points[best.island]);
    bm_path_append(&tied, best.at);
    for (size_t i = best.mainland + 1; i < path->count; i++)
        bm_path_append(&tied, path->points[i]);
    tied.failed = tied.failed || path->failed;
    bm_path_finish(path);
    *path = tied;
}

void bm_border_outline(const bm_layer *countries, const char *iso, const char *other, bm_path *path)
{
    vertices neighbour = {.within = bm_lonlat_box_empty(), .box = bm_lonlat_box_empty()};
    rings kept = {.other = &neighbour};
    bm_country_rings_visit(countries, iso, grow_box, &neighbour.within);
    bm_country_rings_visit(countries, other, collect, &neighbour);
    if (neighbour.sorted.count)
        qsort(neighbour.sorted.points, neighbour.sorted.count, sizeof(bm_lonlat), compare_points);
    bm_country_rings_visit(countries, iso, keep_touching, &kept);
    append_ring(path, kept.mainland, 0);
    for (size_t i = 0; i < kept.count; i++)
        if (kept.items[i].points != kept.mainland.points)
            tie_island(path, kept.items[i]);
    path->failed = path->failed || kept.failed || neighbour.sorted.failed;
    free(kept.items);
    bm_path_finish(&neighbour.sorted);
}
