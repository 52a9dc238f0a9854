/* Events that are known only to an oblast or a district: the whole of it is shaded, for a ring
 * round its main town would be read as a place. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geo/clip.h"
#include "render/marks/private.h"

#define TOLERANCE_PX 0.35
/** The outline runs this far beyond the map, where it is not seen. */
#define OVERLAP_PX 24
/** An outline this near to that of a country is left out. */
#define NEAR_PT 5

static const bm_feature *find_oblast(const bm_layer *oblasts, const char *code)
{
    int field = bm_layer_field(oblasts, "ISO_3166_2");
    for (size_t i = 0; *code && i < bm_layer_count(oblasts); i++)
        if (strcmp(bm_layer_text(oblasts, i, field), code) == 0 &&
            bm_layer_feature(oblasts, i)->kind == BM_GEOMETRY_POLYGON)
            return bm_layer_feature(oblasts, i);
    return NULL;
}

/* By the even-odd rule, over all rings. */
bool bm_area_contains(const bm_feature *feature, bm_lonlat at)
{
    bool inside = false;
    for (size_t part = 0; part < feature->part_count; part++)
        for (size_t i = feature->part_start[part]; i + 1 < feature->part_start[part + 1]; i++) {
            bm_lonlat a = feature->points[i], b = feature->points[i + 1];
            if ((a.lat > at.lat) != (b.lat > at.lat) &&
                at.lon < a.lon + (b.lon - a.lon) * (at.lat - a.lat) / (b.lat - a.lat))
                inside = !inside;
        }
    return inside;
}

/* Layers of districts have no code in common with the gazetteer, but a district's main town or
 * middle lies in it. */
static const bm_feature *find_raion(const bm_layer *raions, bm_lonlat at)
{
    for (size_t i = 0; i < bm_layer_count(raions); i++) {
        const bm_feature *feature = bm_layer_feature(raions, i);
        if (feature->kind == BM_GEOMETRY_POLYGON && bm_lonlat_box_contains(feature->box, at) &&
            bm_area_contains(feature, at))
            return feature;
    }
    return NULL;
}

void bm_marks_find_areas(bm_marks *marks, const bm_layer *oblasts, const bm_layer *raions)
{
    for (size_t i = 0; i < marks->count; i++) {
        bm_mark *mark = &marks->items[i];
        const bm_event_location *location = &mark->first->location;
        bool is_raion = location->precision == BM_PLACE_PRECISION_DISTRICT;
        if (mark->area_radius_px <= 0)
            continue;
        if (is_raion && raions)
            mark->area = find_raion(raions, location->position);
        else if (location->precision == BM_PLACE_PRECISION_REGION && oblasts)
            mark->area = find_oblast(oblasts, location->place_id);
        if (!mark->area)
            continue;
        mark->area_radius_px = 0;
        marks->area_count--;
        marks->shaded_count++;
        marks->shaded_raions += is_raion;
    }
}

/** An area's rings on the page. */
typedef struct bm_area_rings {
    bm_px *points;
    size_t *start; /**< `count` + 1 of them */
    size_t count;
} bm_area_rings;

static void free_rings(bm_area_rings *rings)
{
    free(rings->points);
    free(rings->start);
    *rings = (bm_area_rings){0};
}

static bool is_within(const bm_px *points, size_t count, bm_px_box box)
{
    for (size_t i = 0; i < count; i++)
        if (points[i].x < box.x0 || points[i].x > box.x1 || points[i].y < box.y0 ||
            points[i].y > box.y1)
            return false;
    return true;
}

static bool find_rings(const bm_feature *feature, const bm_frame *frame, bm_area_rings *rings)
{
    bm_px_box box = {frame->map.x0 - OVERLAP_PX, frame->map.y0 - OVERLAP_PX,
                     frame->map.x1 + OVERLAP_PX, frame->map.y1 + OVERLAP_PX};
    bm_px *points = calloc(feature->point_count + 1, sizeof *points);
    *rings = (bm_area_rings){
        .points = calloc(2 * feature->point_count + 8 * feature->part_count + 8, sizeof(bm_px)),
        .start = calloc(feature->part_count + 1, sizeof(size_t))};
    bool fine = points && rings->points && rings->start;
    for (size_t part = 0; fine && part < feature->part_count; part++) {
        size_t start = feature->part_start[part], kept = 0;
        size_t count = feature->part_start[part + 1] - start;
        bm_px *clipped = rings->points + rings->start[rings->count];
        bm_frame_to_px_many(frame, feature->points + start, points, count);
        for (size_t i = 0; i < count; i++)
            if (isfinite(points[i].x) && isfinite(points[i].y))
                points[kept++] = points[i];
        if (is_within(points, kept, box))
            memcpy(clipped, points, kept * sizeof *points);
        else
            kept = bm_clip_ring(points, kept, box, clipped);
        kept = bm_simplify(clipped, kept, TOLERANCE_PX);
        if (kept > 2) {
            rings->start[rings->count + 1] = rings->start[rings->count] + kept;
            rings->count++;
        }
    }
    free(points);
    if (!fine)
        free_rings(rings);
    return fine;
}

bool bm_marks_add_area(const bm_feature *feature, const bm_frame *frame, bm_canvas *canvas)
{
    bm_area_rings rings;
    bool fine = find_rings(feature, frame, &rings);
    for (size_t i = 0; i < rings.count; i++)
        bm_canvas_add_points(canvas, rings.points + rings.start[i],
                             rings.start[i + 1] - rings.start[i], true);
    free_rings(&rings);
    return fine;
}

bm_line_style bm_area_line(const bm_style *style)
{
    bm_line_style line = {
        .color = style->event_label.color, .width_pt = 0.7, .dash_pt = {1.6, 1.8, 0, 0}};
    line.color.alpha = 0.7;
    return line;
}

/* Points along a ring, `near_px` apart at most; the first is repeated. NULL without memory. */
static bm_px *sample_ring(const bm_px *ring, size_t count, double near_px, size_t *sampled)
{
    size_t total = 1;
    bm_px *points = NULL;
    for (int turn = 0; turn < 2; turn++) {
        size_t made = 0;
        for (size_t i = 0; i < count; i++) {
            bm_px a = ring[i], b = ring[(i + 1) % count];
            double dx = b.x - a.x, dy = b.y - a.y;
            size_t steps = (size_t)fmin(fmax(ceil(sqrt(dx * dx + dy * dy) / near_px), 1), 1000);
            for (size_t k = 0; points && k < steps; k++) {
                double share = (double)k / (double)steps;
                points[made + k] = (bm_px){a.x + share * dx, a.y + share * dy};
            }
            made += steps;
        }
        if (points) {
            points[made] = ring[0];
            break;
        }
        total = made + 1;
        points = malloc(total * sizeof *points);
        if (!points)
            return NULL;
    }
    *sampled = total;
    return points;
}

/* A ring's line, but not beside the border or the outline of a country, where it would be a second
 * one. */
static void add_inner_line(const bm_px *ring, size_t count, const bm_base *base, double near_px,
                           bm_canvas *canvas)
{
    size_t total = 0;
    bm_px *points = sample_ring(ring, count, near_px, &total);
    bool *near = points ? calloc(total, sizeof *near) : NULL;
    /* Without memory the line is left out. */
    bool fine = near && bm_base_find_near_outline(base, points, total, near_px, near);
    for (size_t start = 0, end; fine && start < total; start = end) {
        end = start + 1;
        if (near[start])
            continue;
        while (end < total && !near[end])
            end++;
        if (end - start > 1)
            bm_canvas_add_points(canvas, points + start, end - start, false);
    }
    free(near);
    free(points);
}

static bm_px_box grow_box(bm_px_box box, const bm_px *points, size_t count)
{
    for (size_t i = 0; i < count; i++)
        box = (bm_px_box){fmin(box.x0, points[i].x), fmin(box.y0, points[i].y),
                          fmax(box.x1, points[i].x), fmax(box.y1, points[i].y)};
    return box;
}

/* Hatched on land, so that the country's own tint is seen, with a dashed line round it. */
static void draw_area(const bm_feature *feature, const char *country, const bm_base *base,
                      const bm_style *style, const bm_frame *frame, bm_canvas *canvas)
{
    bm_area_rings rings = {0};
    /* Without memory the oblast is not shaded, and its name still says where. */
    if (!find_rings(feature, frame, &rings))
        return;
    bm_px_box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < rings.count; i++) {
        const bm_px *ring = rings.points + rings.start[i];
        size_t count = rings.start[i + 1] - rings.start[i];
        box = grow_box(box, ring, count);
        bm_canvas_add_points(canvas, ring, count, true);
    }
    if (rings.count)
        bm_area_hatch_land(canvas, style, base, country, box, frame->map);
    bool clipped = bm_base_add_country(base, country, box, canvas);
    if (clipped)
        bm_canvas_begin_clip_path(canvas);
    bm_line_style dashed = bm_area_line(style);
    for (size_t i = 0; i < rings.count; i++)
        add_inner_line(rings.points + rings.start[i], rings.start[i + 1] - rings.start[i], base,
                       bm_frame_px(frame, NEAR_PT), canvas);
    bm_canvas_stroke(canvas, &dashed);
    if (clipped)
        bm_canvas_end_clip(canvas);
    free_rings(&rings);
}

void bm_marks_draw_areas(const bm_marks *marks, const bm_base *base, const bm_style *style,
                         const bm_frame *frame, bm_canvas *canvas)
{
    if (!marks->shaded_count)
        return;
    bm_canvas_begin_group(canvas, "event-oblasts", NULL);
    for (size_t i = 0; i < marks->count; i++) {
        const bm_mark *mark = &marks->items[i];
        bool is_new = mark->area != NULL;
        for (size_t j = 0; j < i && is_new; j++)
            is_new = marks->items[j].area != mark->area;
        if (!is_new)
            continue;
        draw_area(mark->area, mark->first->location.country, base, style, frame, canvas);
    }
    bm_canvas_end_group(canvas);
}
