/* Events that are known only to an oblast or a district: the whole of it is shaded, for a ring
 * round its main town would be read as a place. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geo/clip.h"
#include "render/marks/marks.h"

#define TOLERANCE_PX 0.35
/** The outline runs this far beyond the map, where it is not seen. */
#define OVERLAP_PX 24

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
static bool contains(const bm_feature *feature, bm_lonlat at)
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
            contains(feature, at))
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

bool bm_marks_add_area(const bm_feature *feature, const bm_frame *frame, bm_canvas *canvas)
{
    bm_px_box box = {frame->map.x0 - OVERLAP_PX, frame->map.y0 - OVERLAP_PX,
                     frame->map.x1 + OVERLAP_PX, frame->map.y1 + OVERLAP_PX};
    bm_px *points = calloc(feature->point_count, sizeof *points);
    bm_px *clipped = calloc(2 * feature->point_count + 8, sizeof *clipped);
    bool fine = points && clipped;
    for (size_t part = 0; fine && part < feature->part_count; part++) {
        size_t start = feature->part_start[part], kept = 0;
        size_t count = feature->part_start[part + 1] - start;
        bm_frame_to_px_many(frame, feature->points + start, points, count);
        for (size_t i = 0; i < count; i++)
            if (isfinite(points[i].x) && isfinite(points[i].y))
                points[kept++] = points[i];
        kept = bm_clip_ring(points, kept, box, clipped);
        kept = bm_simplify(clipped, kept, TOLERANCE_PX);
        if (kept > 2)
            bm_canvas_add_points(canvas, clipped, kept, true);
    }
    free(points);
    free(clipped);
    return fine;
}

void bm_area_shade(const bm_style *style, double strength, bm_color *fill, bm_line_style *line)
{
    *fill = style->event_label.color;
    fill->alpha = 0.07 * strength;
    *line = (bm_line_style){
        .color = style->event_label.color, .width_pt = 0.7, .dash_pt = {1.6, 1.8, 0, 0}};
    line->color.alpha = 0.7;
}

void bm_marks_draw_areas(const bm_marks *marks, const bm_base *base, const bm_style *style,
                         const bm_frame *frame, bm_canvas *canvas)
{
    bm_line_style dashed;
    bm_color shade;
    if (!marks->shaded_count)
        return;
    bm_area_shade(style, 1, &shade, &dashed);
    bm_canvas_begin_group(canvas, "event-oblasts", NULL);
    for (size_t i = 0; i < marks->count; i++) {
        const bm_mark *mark = &marks->items[i];
        bool is_new = mark->area != NULL;
        for (size_t j = 0; j < i && is_new; j++)
            is_new = marks->items[j].area != mark->area;
        /* Without memory the oblast is not shaded, and its name still says where. */
        if (!is_new)
            continue;
        bool clipped = bm_base_begin_country(base, mark->first->location.country, canvas);
        if (bm_marks_add_area(mark->area, frame, canvas))
            bm_canvas_fill_stroke(canvas, shade, &dashed);
        if (clipped)
            bm_canvas_end_clip(canvas);
    }
    bm_canvas_end_group(canvas);
}
