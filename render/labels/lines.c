#include <math.h>
#include <stdlib.h>

#include "render/labels/parts.h"

/** Degrees of latitude that a length on the page spans, roughly: only for thinning. */
static double degrees_of(const bm_frame *frame, double length_px)
{
    double metres = length_px / frame->px_per_m;
    return metres / 111000;
}

/** Leave out points that are hardly apart. Those outside `near`, which is larger than the frame by
 *  `far_step`, are followed in such steps: what joins them does not come into the frame. Returns
 * how many are left. */
static size_t thin(const bm_lonlat *from, size_t count, double step, bm_lonlat_box near,
                   double far_step, bm_lonlat *kept)
{
    size_t kept_count = 0;
    for (size_t i = 0; i < count; i++) {
        bm_lonlat here = from[i];
        bool is_far = here.lon < near.west || here.lon > near.east || here.lat < near.south ||
                      here.lat > near.north;
        double least = is_far ? fmax(step, far_step) : step;
        // A degree of longitude is less than one of latitude; this only thins a little less than
        // it could.
        if (kept_count > 0 && i + 1 < count && fabs(here.lat - kept[kept_count - 1].lat) < least &&
            fabs(here.lon - kept[kept_count - 1].lon) < least)
            continue;
        kept[kept_count++] = here;
    }
    return kept_count;
}

bool label_visit_parts(const bm_frame *frame, const bm_feature *feature, double step_px,
                       label_line_visitor visit, void *context)
{
    bm_lonlat_box shown = frame->lonlat;
    if (!bm_lonlat_box_overlaps(feature->box, shown))
        return true;
    double side = fmax(shown.east - shown.west, shown.north - shown.south);
    double far_step = fmin(0.5 * side, 1);
    bm_lonlat_box near = {shown.west - far_step, shown.south - far_step, shown.east + far_step,
                          shown.north + far_step};
    double step = degrees_of(frame, step_px);
    size_t longest = 0;
    for (size_t part = 0; part < feature->part_count; part++) {
        size_t count = feature->part_start[part + 1] - feature->part_start[part];
        longest = count > longest ? count : longest;
    }
    bm_lonlat *thinned = malloc((longest + 1) * sizeof *thinned);
    bm_px *points = malloc((longest + 1) * sizeof *points);
    bool fine = points && thinned;
    for (size_t part = 0; fine && part < feature->part_count; part++) {
        size_t start = feature->part_start[part], end = feature->part_start[part + 1];
        size_t count = thin(feature->points + start, end - start, step, near, far_step, thinned);
        bm_frame_to_px_many(frame, thinned, points, count);
        size_t finite = 0;
        for (size_t i = 0; i < count; i++) {
            if (isfinite(points[i].x) && isfinite(points[i].y))
                points[finite++] = points[i];
        }
        if (finite > 1)
            visit(points, finite, context);
    }
    free(thinned);
    free(points);
    return fine;
}

/** Lines of one kind, and what they cost the labels on them. */
typedef struct line_kind {
    bm_placement *placement;
    double over;
    double between;
} line_kind;

static void add_line(const bm_px *points, size_t count, void *context)
{
    const line_kind *kind = context;
    bm_placement_add_line(kind->placement, points, count, kind->over, kind->between);
}

static void add_barrier(const bm_px *points, size_t count, void *context)
{
    const line_kind *kind = context;
    bm_placement_add_barrier(kind->placement, points, count, kind->over, kind->between);
}

static bool add_layer(const label_work *work, const bm_layer *layer, double step_px,
                      label_line_visitor add, line_kind kind)
{
    bool fine = true;
    for (size_t i = 0; layer && i < bm_layer_count(layer); i++)
        fine &= label_visit_parts(work->frame, bm_layer_feature(layer, i), step_px, add, &kind);
    return fine;
}

static void add_circle(const label_work *work, bm_px center, double radius_px)
{
    bm_px points[33];
    for (int i = 0; i <= 32; i++) {
        double angle = i * (2 * acos(-1) / 32);
        points[i] = (bm_px){center.x + radius_px * cos(angle), center.y + radius_px * sin(angle)};
    }
    bm_placement_add_line(work->labels->placement, points, 33, LABEL_COST_OVER_AREA, 0);
}

void label_collect_lines(label_work *work)
{
    const bm_basemap *basemap = work->basemap;
    bm_placement *placement = work->labels->placement;
    // The border finely: a village may be less than a point away from it.
    const double fine_px = 0.5 * work->pt, coarse_px = 2.5 * work->pt;
    line_kind border = {placement, LABEL_COST_OVER_BORDER, LABEL_COST_BEYOND_BORDER};
    bool fine = label_visit_parts(work->frame, bm_border_line(basemap->border), fine_px,
                                  add_barrier, &border);
    fine &= add_layer(
        work, basemap->countries, coarse_px, add_barrier,
        (line_kind){placement, LABEL_COST_OVER_COUNTRY_LINE, LABEL_COST_BEYOND_COUNTRY_LINE});
    fine &= add_layer(work, basemap->oblast_lines, coarse_px, add_line,
                      (line_kind){placement, LABEL_COST_OVER_OBLAST_LINE, 0.5});
    int rank = basemap->rivers ? bm_layer_field(basemap->rivers, "RANK") : -1;
    for (size_t i = 0; basemap->rivers && i < bm_layer_count(basemap->rivers); i++) {
        line_kind river = {placement, LABEL_COST_OVER_RIVER, 0.3};
        // Thin streams may be written over.
        if (bm_layer_number(basemap->rivers, i, rank, 9) > 4)
            continue;
        fine &= label_visit_parts(work->frame, bm_layer_feature(basemap->rivers, i), coarse_px,
                                  add_line, &river);
    }
    label_collect_mark_lines(work);
    work->labels->failed |= !fine;
}

void label_collect_mark_lines(const label_work *work)
{
    for (size_t i = 0; i < work->marks->arrow_count; i++) {
        bm_px points[BM_ARROW_POINTS];
        size_t count =
            bm_marks_arrow_line(work->marks, &work->marks->arrows[i], work->frame, points);
        bm_placement_add_line(work->labels->placement, points, count, LABEL_COST_OVER_ARROW, 0);
    }
    for (size_t i = 0; i < work->marks->count; i++) {
        const bm_mark *mark = &work->marks->items[i];
        if (mark->area_radius_px > 0)
            add_circle(work, mark->center, mark->area_radius_px);
    }
}
