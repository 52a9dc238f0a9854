#include "geo/border_side.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The loosest tolerance with which the border is found (border_line.c). */
static const double SAME_DEG = 1e-3;

/* A ring while stretches of it are replaced: open, clockwise. */
typedef struct ring {
    bm_lonlat *points;
    size_t count;
} ring;

static double signed_area(const bm_lonlat *points, size_t count)
{
    double sum = 0.0;
    for (size_t i = 1; i < count; i++)
        sum += (points[i - 1].lon - points[0].lon) * (points[i].lat - points[0].lat) -
               (points[i].lon - points[0].lon) * (points[i - 1].lat - points[0].lat);
    return sum / 2.0;
}

/* The vertex nearest to a position, SIZE_MAX when none is near enough. */
static size_t find_vertex(const bm_lonlat *points, size_t count, bm_lonlat position)
{
    double best = SAME_DEG;
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        double distance =
            fmax(fabs(points[i].lon - position.lon), fabs(points[i].lat - position.lat));
        if (distance < best) {
            best = distance;
            found = i;
        }
    }
    return found;
}

/* The ring that has both ends of a part of the line. */
static const bm_lonlat *find_ring(const bm_layer *countries, const char *iso, bm_lonlat first,
                                  bm_lonlat last, size_t *count)
{
    int field = bm_layer_field(countries, "ISO_A2");
    for (size_t i = 0; i < bm_layer_count(countries); i++) {
        const bm_feature *feature = bm_layer_feature(countries, i);
        if (feature->kind != BM_GEOMETRY_POLYGON ||
            strcmp(bm_layer_text(countries, i, field), iso) != 0)
            continue;
        for (size_t part = 0; part < feature->part_count; part++) {
            const bm_lonlat *points = feature->points + feature->part_start[part];
            *count = feature->part_start[part + 1] - feature->part_start[part];
            if (*count > 3 && find_vertex(points, *count, first) != SIZE_MAX &&
                find_vertex(points, *count, last) != SIZE_MAX)
                return points;
        }
    }
    return NULL;
}

/* Copy a ring without its repeated point, clockwise. */
static bool take_ring(const bm_lonlat *points, size_t count, size_t room, ring *out)
{
    bool is_clockwise = signed_area(points, count) < 0.0;
    out->points = malloc((count + room) * sizeof *out->points);
    out->count = out->points ? count - 1 : 0;
    for (size_t i = 0; i < out->count; i++)
        out->points[i] = points[is_clockwise ? i : count - 1 - i];
    return out->points != NULL;
}

/* Put a part of the line in place of the ring's own vertices. The first country has it on its right
 * bank and meets it forwards, the second one backwards. */
static bool replace(ring *in, const bm_lonlat *line, size_t length, bool backwards)
{
    size_t from = find_vertex(in->points, in->count, line[backwards ? length - 1 : 0]);
    size_t to = find_vertex(in->points, in->count, line[backwards ? 0 : length - 1]);
    if (from == SIZE_MAX || to == SIZE_MAX || from == to)
        return true;
    ring out = {.points = malloc((in->count + length) * sizeof *out.points)};
    if (!out.points)
        return false;
    for (size_t i = 0; i < length; i++)
        out.points[out.count++] = line[backwards ? length - 1 - i : i];
    for (size_t i = (to + 1) % in->count; i != from; i = (i + 1) % in->count)
        out.points[out.count++] = in->points[i];
    free(in->points);
    *in = out;
    return true;
}

bool bm_border_side_make(const bm_border *border, int which, const bm_layer *countries,
                         bm_border_side *side)
{
    const bm_feature *line = bm_border_line(border);
    const char *iso = bm_border_country(border, which);
    ring made = {0};
    *side = (bm_border_side){.box = bm_lonlat_box_empty()};
    for (size_t part = 0; part < line->part_count; part++) {
        const bm_lonlat *points = line->points + line->part_start[part];
        size_t length = line->part_start[part + 1] - line->part_start[part];
        size_t count;
        const bm_lonlat *found = find_ring(countries, iso, points[0], points[length - 1], &count);
        /* The rest of a border in parts that are on several rings keeps its own outline. */
        if (!found || (side->replaces && found != side->replaces))
            continue;
        if (!side->replaces && !take_ring(found, count, 1, &made))
            return false;
        side->replaces = found;
        if (!replace(&made, points, length, which != 0)) {
            free(made.points);
            return false;
        }
    }
    if (!side->replaces)
        return true;
    bm_lonlat *closed = realloc(made.points, (made.count + 1) * sizeof *closed);
    if (!closed) {
        free(made.points);
        return false;
    }
    closed[made.count] = closed[0];
    side->points = closed;
    side->count = made.count + 1;
    for (size_t i = 0; i < side->count; i++)
        side->box = bm_lonlat_box_grow(side->box, closed[i]);
    return true;
}

bool bm_border_side_contains(const bm_border_side *side, bm_lonlat position)
{
    bool inside = false;
    if (!side->count || !bm_lonlat_box_contains(side->box, position))
        return false;
    for (size_t i = 1; i < side->count; i++) {
        bm_lonlat a = side->points[i - 1];
        bm_lonlat b = side->points[i];
        if ((a.lat > position.lat) != (b.lat > position.lat) &&
            position.lon < a.lon + (position.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon))
            inside = !inside;
    }
    return inside;
}

void bm_border_side_finish(bm_border_side *side)
{
    free(side->points);
    *side = (bm_border_side){0};
}
