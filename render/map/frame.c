#include "render/map/frame.h"

#include <bordermap/geodesic.h>
#include <math.h>
#include <stdlib.h>

#include "geo/projection_definition.h"

/** Points at a time on the stack. */
#define BATCH 256
#define EDGE_SAMPLES 32

static bm_px xy_to_px(const bm_frame *frame, bm_xy xy)
{
    return (bm_px){frame->map.x0 + (xy.x - frame->extent.x_min) * frame->px_per_m,
                   frame->map.y1 - (xy.y - frame->extent.y_min) * frame->px_per_m};
}

void bm_frame_to_px_many(const bm_frame *frame, const bm_lonlat *positions, bm_px *out,
                         size_t count)
{
    bm_xy batch[BATCH];
    for (size_t start = 0; start < count; start += BATCH) {
        size_t length = count - start < BATCH ? count - start : BATCH;
        bm_projection_forward(frame->projection, positions + start, batch, length);
        for (size_t i = 0; i < length; i++)
            out[start + i] = xy_to_px(frame, batch[i]);
    }
}

bool bm_frame_to_px_grid(const bm_frame *frame, const double *lons, size_t columns,
                         const double *lats, size_t rows, bm_px *out)
{
    bm_xy *nodes = calloc(columns * rows + 1, sizeof *nodes);
    bool good =
        nodes && bm_projection_forward_grid(frame->projection, lons, columns, lats, rows, nodes);
    for (size_t i = 0; good && i < columns * rows; i++)
        out[i] = xy_to_px(frame, nodes[i]);
    free(nodes);
    return good;
}

bm_px bm_frame_to_px(const bm_frame *frame, bm_lonlat position)
{
    bm_px px;
    bm_frame_to_px_many(frame, &position, &px, 1);
    return px;
}

bm_lonlat bm_frame_to_lonlat(const bm_frame *frame, bm_px position)
{
    bm_xy xy = {frame->extent.x_min + (position.x - frame->map.x0) / frame->px_per_m,
                frame->extent.y_min + (frame->map.y1 - position.y) / frame->px_per_m};
    bm_lonlat lonlat;
    bm_projection_inverse(frame->projection, &xy, &lonlat, 1);
    return lonlat;
}

double bm_frame_px(const bm_frame *frame, double length_pt)
{
    return length_pt * frame->dpi / 72;
}

bool bm_frame_bears(const bm_frame *frame, double accuracy_m)
{
    return accuracy_m * frame->px_per_m <= bm_frame_px(frame, BM_FRAME_ERROR_MAX_PT);
}

double bm_frame_metres_per_px(const bm_frame *frame, bm_px position)
{
    /* A few pixels, so that the difference is not lost in rounding. */
    bm_lonlat west = bm_frame_to_lonlat(frame, (bm_px){position.x - 2, position.y});
    bm_lonlat east = bm_frame_to_lonlat(frame, (bm_px){position.x + 2, position.y});
    return bm_geodesic_distance_m(west, east) / 4;
}

/* Walk round the map's edge: meridians and parallels are curved, so corners alone do not do. */
static bm_lonlat_box shown_box(const bm_frame *frame)
{
    const bm_px_box map = frame->map;
    bm_px middle_px = {(map.x0 + map.x1) / 2, (map.y0 + map.y1) / 2};
    bm_lonlat middle = bm_frame_to_lonlat(frame, middle_px);
    bm_lonlat_box box = bm_lonlat_box_empty();
    for (int i = 0; i <= EDGE_SAMPLES; i++) {
        double x = map.x0 + (map.x1 - map.x0) * i / EDGE_SAMPLES;
        double y = map.y0 + (map.y1 - map.y0) * i / EDGE_SAMPLES;
        const bm_px edge[] = {{x, map.y0}, {x, map.y1}, {map.x0, y}, {map.x1, y}};
        for (int side = 0; side < 4; side++) {
            bm_lonlat position = bm_frame_to_lonlat(frame, edge[side]);
            if (!bm_lonlat_is_valid(position))
                return (bm_lonlat_box){-180, -90, 180, 90};
            /* What lies across the antimeridian is further on, not on the other side. */
            if (bm_lonlat_is_valid(middle))
                position.lon += 360 * round((middle.lon - position.lon) / 360);
            box = bm_lonlat_box_grow(box, position);
        }
    }
    box.west = fmax(box.west, -180);
    box.east = fmin(box.east, 180);
    return box;
}

static bool project_box(const bm_projection *projection, const bm_lonlat *positions, size_t count,
                        bm_xy_box *box)
{
    bool any = false;
    bm_xy batch[BATCH];
    for (size_t start = 0; start < count; start += BATCH) {
        size_t length = count - start < BATCH ? count - start : BATCH;
        bm_projection_forward(projection, positions + start, batch, length);
        for (size_t i = 0; i < length; i++) {
            if (!isfinite(batch[i].x) || !isfinite(batch[i].y))
                continue;
            if (!any)
                *box = (bm_xy_box){batch[i].x, batch[i].y, batch[i].x, batch[i].y};
            any = true;
            box->x_min = fmin(box->x_min, batch[i].x);
            box->x_max = fmax(box->x_max, batch[i].x);
            box->y_min = fmin(box->y_min, batch[i].y);
            box->y_max = fmax(box->y_max, batch[i].y);
        }
    }
    return any;
}

bm_status bm_frame_fit(bm_frame *frame, const bm_projection *projection, const bm_lonlat *positions,
                       size_t count, double margin_px, double min_width_m, bm_error *error)
{
    bm_xy_box content;
    if (!project_box(projection, positions, count, &content))
        return bm_error_set(error, BM_ERROR_PROJECTION, NULL, 0,
                            "the projection shows nothing of the extent; choose another");
    double width = frame->map.x1 - frame->map.x0, height = frame->map.y1 - frame->map.y0;
    /* A margin that leaves no room is not worth keeping. */
    double margin = fmin(margin_px, fmin(width, height) / 4);
    double scale = width / fmax(min_width_m, 1);
    scale = fmin(scale, (width - 2 * margin) / fmax(content.x_max - content.x_min, 1));
    scale = fmin(scale, (height - 2 * margin) / fmax(content.y_max - content.y_min, 1));
    if (!isfinite(scale) || scale <= 0)
        return bm_error_set(error, BM_ERROR_PROJECTION, NULL, 0,
                            "the map has no room for the extent");
    bm_xy middle = {(content.x_min + content.x_max) / 2, (content.y_min + content.y_max) / 2};
    frame->projection = projection;
    frame->px_per_m = scale;
    frame->extent = (bm_xy_box){middle.x - width / scale / 2, middle.y - height / scale / 2,
                                middle.x + width / scale / 2, middle.y + height / scale / 2};
    frame->lonlat = shown_box(frame);
    return BM_OK;
}
