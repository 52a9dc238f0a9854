/* The numbers of callouts on the map, and how they look. */
#include <math.h>
#include <stdio.h>

#include "render/labels/groups.h"

enum { NUMBER_SIZE = 12 };

/** Digits as dark as the events' names on a box as light as the ground: it is no symbol. */
static bm_text_style digits_of(const bm_style *style)
{
    bm_text_style digits = style->event_label;
    digits.bold = true;
    digits.italic = false;
    digits.spacing_pt = 0;
    digits.halo_pt = 0;
    digits.color.alpha = 1;
    return digits;
}

/** Round for one digit, and longer for more. */
static double box_width(double size_px, size_t digits)
{
    return (1.42 + 0.5 * (double)(digits - 1)) * size_px;
}

static size_t count_digits(size_t number)
{
    size_t digits = 1;
    for (; number >= 10; number /= 10)
        digits++;
    return digits;
}

bm_px_box bm_callout_box(const bm_canvas *canvas, const bm_style *style, bm_px center,
                         uint32_t number)
{
    double size = bm_canvas_px(canvas, style->event_label.size_pt);
    double half = box_width(size, count_digits(number)) / 2, rise = box_width(size, 1) / 2;
    return (bm_px_box){center.x - half, center.y - rise, center.x + half, center.y + rise};
}

void bm_callout_draw(bm_canvas *canvas, const bm_style *style, bm_px center, uint32_t number)
{
    const double quarter = acos(0);
    bm_px_box box = bm_callout_box(canvas, style, center, number);
    double radius = (box.y1 - box.y0) / 2;
    bm_text_style digits = digits_of(style);
    bm_line_style rim = {.color = digits.color, .width_pt = 0.9};
    bm_color fill = style->event_label.halo_color;
    fill.alpha = 1;
    char text[NUMBER_SIZE];
    snprintf(text, sizeof text, "%u", (unsigned)number);
    if (!isfinite(center.x) || !isfinite(center.y))
        return;
    cairo_t *path = bm_canvas_cairo(canvas);
    cairo_new_sub_path(path);
    cairo_arc(path, box.x1 - radius, center.y, radius, -quarter, quarter);
    cairo_arc(path, box.x0 + radius, center.y, radius, quarter, 3 * quarter);
    cairo_close_path(path);
    bm_canvas_fill_stroke(canvas, fill, &rim);
    double width = bm_canvas_measure(canvas, &digits, text).width;
    double size = bm_canvas_px(canvas, digits.size_pt);
    bm_canvas_text(canvas, &digits, (bm_px){center.x - width / 2, center.y + 0.36 * size}, 0, text);
}

/** As many digits as any number on this map may have. */
static size_t digits_needed(const label_work *work)
{
    size_t highest = work->labels->group_count;
    if (work->callouts && bm_callouts_highest(work->callouts) > highest)
        highest = bm_callouts_highest(work->callouts);
    return count_digits(highest);
}

label_form *label_tag_form(label_work *work)
{
    label_form *form = label_form_new(work);
    if (!form)
        return NULL;
    double size = work->style->event_label.size_pt * work->pt;
    form->is_tag = true;
    form->width_px = box_width(size, digits_needed(work));
    form->height_px = box_width(size, 1);
    form->halo_px = 0.6 * work->pt;
    return form;
}
