#include <math.h>

#include "render/furniture/parts.h"

#define DEG (180 / 3.14159265358979323846)
/** More than this off the page's top, and north is not up. */
#define TOLERANCE_DEG 3.0

double bm_north_angle_deg(const bm_frame *frame, bm_px at)
{
    bm_lonlat here = bm_frame_to_lonlat(frame, at);
    if (!bm_lonlat_is_valid(here))
        return 0;
    const double step_deg = 0.01;
    bool is_polar = here.lat + step_deg > 90;
    bm_px there =
        bm_frame_to_px(frame, (bm_lonlat){here.lon, here.lat + (is_polar ? -step_deg : step_deg)});
    double dx = there.x - at.x, dy = at.y - there.y;
    if (is_polar) {
        dx = -dx;
        dy = -dy;
    }
    return isfinite(dx) && isfinite(dy) && (dx != 0 || dy != 0) ? atan2(dx, dy) * DEG : 0;
}

bool bm_north_is_needed(bm_north_arrow wanted, const bm_frame *frame)
{
    if (wanted != BM_NORTH_AUTO)
        return wanted == BM_NORTH_ALWAYS;
    // At the edges of any wide map it is off to either side; what counts is the middle half as a
    // whole.
    bm_px_box map = frame->map;
    double sum = 0;
    for (int i = 0; i < 9; i++) {
        bm_px at = {map.x0 + (map.x1 - map.x0) * (0.25 + 0.25 * (i % 3)),
                    map.y0 + (map.y1 - map.y0) * (0.25 + 0.25 * (i / 3))};
        sum += bm_north_angle_deg(frame, at) / 9;
    }
    return fabs(sum) > TOLERANCE_DEG;
}

static bm_px turned(bm_px center, double angle_deg, double x, double y)
{
    double sine = sin(angle_deg / DEG), cosine = cos(angle_deg / DEG);
    return (bm_px){center.x + x * cosine - y * sine, center.y + x * sine + y * cosine};
}

void bm_north_draw(const bm_furniture *furniture, const bm_style *style, bm_canvas *canvas)
{
    bm_px_box box = furniture->north;
    if (box.x1 <= box.x0)
        return;
    double angle = furniture->north_deg, size = (box.x1 - box.x0) * 0.42;
    bm_px center = {(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2};
    bm_color ground = style->panel;
    ground.alpha = 1;
    bm_text_style type = bm_furniture_type(furniture, &style->legend_title, canvas);
    type.halo_color = ground;
    type.halo_pt = fmin(1.2, type.size_pt / 5);

    // The letter stands at the tip and is not turned with it.
    bm_px tip = turned(center, angle, 0, -size * 0.55);
    bm_px letter = turned(center, angle, 0, -size * 1.05);
    bm_px points[] = {tip, turned(center, angle, size * 0.5, size * 1.45),
                      turned(center, angle, 0, size * 1.05),
                      turned(center, angle, -size * 0.5, size * 1.45)};
    const bm_line_style casing = {.color = ground, .width_pt = 2.4};
    const bm_line_style edge = {.color = style->ink, .width_pt = 0.5};
    bm_canvas_begin_group(canvas, "north-arrow", "North");
    bm_canvas_add_points(canvas, points, 4, true);
    bm_canvas_stroke(canvas, &casing);
    bm_canvas_add_points(canvas, points, 4, true);
    bm_canvas_fill_stroke(canvas, style->ink, &edge);
    bm_text_size text = bm_canvas_measure(canvas, &type, "N");
    bm_canvas_text(
        canvas, &type,
        (bm_px){letter.x - text.width / 2, letter.y + bm_canvas_px(canvas, type.size_pt) * 0.36}, 0,
        "N");
    bm_canvas_end_group(canvas);
}
