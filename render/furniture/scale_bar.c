#include <bordermap/geodesic.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>

#include "render/furniture/parts.h"

/** On a map whose scale differs more than that from place to place, a bar is wrong somewhere. */
#define SCALE_RATIO_MAX 1.25

static double metres_along(const bm_frame *frame, bm_px start, double length_px)
{
    bm_px end = {start.x + length_px, start.y};
    return bm_geodesic_distance_m(bm_frame_to_lonlat(frame, start), bm_frame_to_lonlat(frame, end));
}

bool bm_scale_is_even(const bm_frame *frame)
{
    bm_px_box map = frame->map;
    double width = map.x1 - map.x0, height = map.y1 - map.y0, step = width / 20;
    double least = HUGE_VAL, most = 0;
    for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 3; column++) {
            bm_px at = {map.x0 + width * (0.1 + 0.375 * column),
                        map.y0 + height * (0.1 + 0.4 * row)};
            double metres = metres_along(frame, at, step);
            // Off the world there is no distance, or one of rounding errors.
            if (!(metres > 0) || !isfinite(metres))
                return false;
            least = fmin(least, metres);
            most = fmax(most, metres);
        }
    }
    return most <= SCALE_RATIO_MAX * least;
}

/** The largest of 1, 2, 5 × 10ⁿ that is not above `metres`. */
static double round_down(double metres)
{
    double power = 1;
    while (power * 10 <= metres)
        power *= 10;
    while (power > metres)
        power /= 10;
    return power * (metres >= 5 * power ? 5 : metres >= 2 * power ? 2 : 1);
}

bm_scale_bar bm_scale_bar_fit(const bm_frame *frame, bm_px start, double longest_px)
{
    bm_scale_bar bar = {0};
    double longest_m = metres_along(frame, start, longest_px);
    if (!(longest_m > 0) || !isfinite(longest_m))
        return bar;
    bar.length_m = round_down(longest_m);
    // The scale hardly changes along the bar, so a few steps of regula falsi are exact.
    double px = longest_px * bar.length_m / longest_m;
    for (int i = 0; i < 4; i++) {
        double metres = metres_along(frame, start, px);
        if (!(metres > 0))
            return (bm_scale_bar){0};
        px *= bar.length_m / metres;
    }
    bar.length_px = px;
    return bar;
}

void bm_scale_bar_format(double length_m, char *text)
{
    bool in_km = length_m >= 1000;
    double value = in_km ? length_m / 1000 : length_m;
    if (value >= 1)
        snprintf(text, 32, "%lld %s", (long long)llround(value), in_km ? "km" : "m");
    else
        snprintf(text, 32, "0.%lld m", (long long)llround(value * 10));
}

void bm_scale_bar_measure(const bm_furniture *furniture, const bm_style *style, bm_canvas *canvas,
                          bm_scale_bar *bar)
{
    char text[32];
    bm_scale_bar_format(bar->length_m, text);
    bm_text_style type = bm_furniture_type(furniture, &style->legend_text, canvas);
    bm_text_size size = bm_canvas_measure(canvas, &type, text);
    bar->width_px = fmax(bar->length_px, size.width) + bm_canvas_px(canvas, 6);
    bar->height_px = size.ascent + size.descent + bm_canvas_px(canvas, 9);
}

void bm_scale_bar_draw(const bm_furniture *furniture, const bm_style *style, bm_canvas *canvas)
{
    bm_px_box box = furniture->scale_bar;
    if (box.x1 <= box.x0)
        return;
    char text[32];
    bm_scale_bar_format(furniture->scale_length_m, text);
    bm_text_style type = bm_furniture_type(furniture, &style->legend_text, canvas);
    type.halo_color = style->panel;
    type.halo_color.alpha = 1;
    type.halo_pt = fmin(1.2, type.size_pt / 5);
    bm_text_size size = bm_canvas_measure(canvas, &type, text);

    double middle = (box.x0 + box.x1) / 2, half = furniture->scale_length_px / 2;
    double y = box.y1 - bm_canvas_px(canvas, 3), tick = bm_canvas_px(canvas, 4);
    bm_canvas_begin_group(canvas, "scale-bar", "Scale bar");
    const bm_line_style lines[] = {{.color = type.halo_color, .width_pt = 3.4},
                                   {.color = style->ink, .width_pt = 1.2}};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        cairo_t *path = bm_canvas_cairo(canvas);
        cairo_move_to(path, middle - half, y - tick);
        cairo_line_to(path, middle - half, y);
        cairo_line_to(path, middle + half, y);
        cairo_line_to(path, middle + half, y - tick);
        bm_canvas_stroke(canvas, &lines[i]);
    }
    bm_px baseline = {middle - size.width / 2, y - tick * 0.6 - size.descent};
    bm_canvas_text(canvas, &type, baseline, 0, text);
    bm_canvas_end_group(canvas);
}
