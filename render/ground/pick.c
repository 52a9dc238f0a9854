#include <math.h>

#include "render/ground/parts.h"

/** Positions along each side of the map at which its scale is taken. */
#define SAMPLES 5
/** Vertices nearer to the one before are not worth projecting. */
#define NEAR_PX 0.35
/** Vertices out of view are kept at such steps, in parts of the view: between them a line may be
 * curved on the page. */
#define STEP_SHARE 0.125

static double distance(const bm_frame *frame, bm_lonlat a, bm_lonlat b)
{
    bm_px from = bm_frame_to_px(frame, a), to = bm_frame_to_px(frame, b);
    return hypot(to.x - from.x, to.y - from.y);
}

void bm_ground_set_view(bm_ground_builder *state, const bm_frame *frame)
{
    bm_lonlat_box shown = frame->lonlat;
    double margin_lon = (shown.east - shown.west) / 16;
    double margin_lat = (shown.north - shown.south) / 16;
    const double step_deg = 1e-4;
    state->view = (bm_lonlat_box){shown.west - margin_lon, shown.south - margin_lat,
                                  shown.east + margin_lon, shown.north + margin_lat};
    for (int row = 0; row < SAMPLES; row++)
        for (int column = 0; column < SAMPLES; column++) {
            bm_px at = {frame->map.x0 + (frame->map.x1 - frame->map.x0) * column / (SAMPLES - 1),
                        frame->map.y0 + (frame->map.y1 - frame->map.y0) * row / (SAMPLES - 1)};
            bm_lonlat a = bm_frame_to_lonlat(frame, at);
            bm_lonlat east = {a.lon + step_deg, a.lat}, north = {a.lon, a.lat + step_deg};
            /* Where the projection shows nothing, every vertex counts. */
            double lon = distance(frame, a, east), lat = distance(frame, a, north);
            state->px_per_lon = fmax(state->px_per_lon, isfinite(lon) ? lon : (double)INFINITY);
            state->px_per_lat = fmax(state->px_per_lat, isfinite(lat) ? lat : (double)INFINITY);
        }
    state->px_per_lon *= BM_GROUND_SCALE_MARGIN / step_deg;
    state->px_per_lat *= BM_GROUND_SCALE_MARGIN / step_deg;
}

/* The sides of the view that a position is beyond. */
static unsigned sides_beyond(const bm_lonlat_box *view, bm_lonlat at)
{
    return (at.lon < view->west) | (unsigned)(at.lon > view->east) << 1 |
           (unsigned)(at.lat < view->south) << 2 | (unsigned)(at.lat > view->north) << 3;
}

size_t bm_ground_pick(bm_ground_builder *state, const bm_lonlat *points, size_t count)
{
    const bm_lonlat_box view = state->view;
    bm_lonlat *picked = state->picked, last = points[0];
    double px_per_lon = state->px_per_lon, px_per_lat = state->px_per_lat;
    double step_lon = (view.east - view.west) * STEP_SHARE;
    double step_lat = (view.north - view.south) * STEP_SHARE;
    unsigned last_sides = sides_beyond(&view, last), sides = last_sides;
    size_t kept = 0;
    picked[kept++] = last;
    for (size_t i = 1; i < count; i++) {
        double lon = fabs(points[i].lon - last.lon), lat = fabs(points[i].lat - last.lat);
        sides = sides_beyond(&view, points[i]);
        bool is_end = i + 1 == count;
        bool is_hidden = !is_end && lon < step_lon && lat < step_lat &&
                         (sides & last_sides & sides_beyond(&view, points[i + 1])) != 0;
        if (!is_end && (is_hidden || lon * px_per_lon + lat * px_per_lat < NEAR_PX))
            continue;
        picked[kept++] = last = points[i];
        last_sides = sides;
    }
    return kept;
}
