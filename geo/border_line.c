#include "geo/border_line.h"

#include <stdlib.h>
#include <string.h>

/* Shared vertices are equal in one source; other sources are looked at with more patience: 0.2 m, 5
 * m and 100 m in degrees of latitude. */
static const double tolerances_deg[] = {2e-6, 5e-5, 1e-3};

/* The vertices of a ring from `from` to `to`, both included, forwards or backwards. */
static void stretch(const bm_path *ring, size_t from, size_t to, bool backwards, bm_path *out)
{
    size_t at = from;
    out->count = 0;
    bm_path_append(out, ring->points[at]);
    while (at != to && !out->failed) {
        at = backwards ? (at + ring->count - 1) % ring->count : (at + 1) % ring->count;
        bm_path_append(out, ring->points[at]);
    }
}

typedef struct breaks {
    uint32_t *starts;
    size_t count;
    size_t capacity;
} breaks;

static bool begin_part(breaks *parts, size_t at)
{
    uint32_t *moved =
        bm_array_grow(parts->starts, parts->count, &parts->capacity, sizeof *parts->starts);
    if (!moved)
        return false;
    parts->starts = moved;
    parts->starts[parts->count++] = (uint32_t)at;
    return true;
}

/* Join the shared vertices through the gaps between them. */
static bool join(const bm_path *a, const bm_path *b, const bm_shared *shared, size_t count,
                 bm_path *line, breaks *parts)
{
    bm_path right = {0};
    bm_path left = {0};
    bool enough = begin_part(parts, 0);
    bm_path_append(line, a->points[shared[0].a]);
    for (size_t i = 1; i < count && enough; i++) {
        stretch(a, shared[i - 1].a, shared[i].a, false, &right);
        stretch(b, shared[i - 1].b, shared[i].b, true, &left);
        if (right.failed || left.failed)
            break;
        if (bm_border_gap(right.points, right.count, left.points, left.count, line))
            continue;
        /* A part of one vertex is no line. */
        if (line->count - parts->starts[parts->count - 1] < 2)
            line->count = parts->starts[parts->count - 1];
        else
            enough = begin_part(parts, line->count);
        bm_path_append(line, a->points[shared[i].a]);
    }
    enough = enough && !right.failed && !left.failed && !line->failed;
    bm_path_finish(&right);
    bm_path_finish(&left);
    if (enough && line->count - parts->starts[parts->count - 1] < 2) {
        line->count = parts->starts[--parts->count];
    }
    return enough;
}

static bm_status keep(const bm_path *line, const breaks *parts, bm_arena *arena, bm_feature *out)
{
    bm_lonlat *points = bm_arena_array(arena, line->count + 1, sizeof *points);
    uint32_t *starts = bm_arena_array(arena, parts->count + 1, sizeof *starts);
    if (!points || !starts)
        return BM_ERROR_MEMORY;
    memcpy(points, line->points, line->count * sizeof *points);
    memcpy(starts, parts->starts, parts->count * sizeof *starts);
    starts[parts->count] = (uint32_t)line->count;
    *out = (bm_feature){.kind = BM_GEOMETRY_LINE,
                        .part_count = parts->count,
                        .part_start = starts,
                        .point_count = line->count,
                        .points = points,
                        .box = bm_lonlat_box_empty()};
    for (size_t i = 0; i < line->count; i++)
        out->box = bm_lonlat_box_grow(out->box, points[i]);
    return BM_OK;
}

bm_status bm_border_find_line(const bm_layer *countries, const char *iso_a, const char *iso_b,
                              bm_arena *arena, bm_feature *line, bm_error *error)
{
    const char *path = bm_layer_path(countries);
    bm_status status = BM_OK;
    bm_path a = {0};
    bm_path b = {0};
    bm_path found = {0};
    breaks parts = {0};
    bm_shared *shared = NULL;
    size_t count = 0;
    bm_border_outline(countries, iso_a, iso_b, &a);
    bm_border_outline(countries, iso_b, iso_a, &b);
    if (a.failed || b.failed) {
        status = BM_ERROR_MEMORY;
        goto done;
    }
    if (a.count == 0 || b.count == 0) {
        status =
            bm_error_set(error, BM_ERROR_NOT_FOUND, path, 0, "'%s' has no country with ISO_A2 '%s'",
                         path, a.count == 0 ? iso_a : iso_b);
        goto done;
    }
    for (size_t i = 0; i < sizeof tolerances_deg / sizeof *tolerances_deg && count < 2; i++) {
        free(shared);
        status = bm_border_match(&a, &b, tolerances_deg[i], &shared, &count);
        if (status)
            goto done;
    }
    if (count >= 2 && !join(&a, &b, shared, count, &found, &parts)) {
        status = BM_ERROR_MEMORY;
        goto done;
    }
    if (found.count < 2) {
        status = bm_error_set(error, BM_ERROR_NOT_FOUND, path, 0,
                              "'%s' and '%s' do not touch in '%s'", iso_a, iso_b, path);
        goto done;
    }
    status = keep(&found, &parts, arena, line);
done:
    if (status == BM_ERROR_MEMORY)
        bm_error_set(error, status, path, 0, "not enough memory for the border '%s'-'%s'", iso_a,
                     iso_b);
    free(shared);
    free(parts.starts);
    bm_path_finish(&a);
    bm_path_finish(&b);
    bm_path_finish(&found);
    return status;
}
