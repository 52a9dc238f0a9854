#include <math.h>

#include "render/furniture_parts.h"
#include "render/wrap.h"

bm_text_style bm_furniture_type(const bm_furniture *furniture, const bm_text_style *type,
                                const bm_canvas *canvas)
{
    const double least_pt = 6, least_px = 11;
    bm_text_style scaled = *type;
    double least = fmax(least_pt, least_px / bm_canvas_px(canvas, 1));
    scaled.size_pt = fmax(type->size_pt * furniture->type_scale, least);
    return scaled;
}

double bm_furniture_margin(const bm_furniture *furniture, const bm_canvas *canvas)
{
    return bm_canvas_px(canvas, 14 * furniture->type_scale);
}

double bm_furniture_line_height(const bm_text_style *type, const bm_canvas *canvas)
{
    return bm_canvas_px(canvas, type->size_pt * 1.25);
}

double bm_furniture_paragraph(bm_canvas *canvas, const bm_text_style *type, const char *text,
                              double x, double top, double width_px, bool draw)
{
    double line_height = bm_furniture_line_height(type, canvas);
    double size_px = bm_canvas_px(canvas, type->size_pt);
    while (text && *text) {
        size_t next;
        size_t length = bm_wrap_line(canvas, type, text, width_px, &next);
        if (length == 0)
            break;
        if (draw) {
            char line[BM_WRAP_LINE_SIZE];
            bm_wrap_copy(text, length, line);
            bm_canvas_text(canvas, type, (bm_px){x, top + size_px}, 0, line);
        }
        top += line_height;
        text += next;
    }
    return top;
}

double bm_furniture_header(const bm_furniture *furniture, const bm_furniture_content *content,
                           const bm_style *style, bm_canvas *canvas, bool draw)
{
    const double share_max = 0.4; // of the page; a longer title is set smaller
    double margin = bm_furniture_margin(furniture, canvas);
    double width = bm_canvas_width(canvas) - 2 * margin;
    bool has_title = content->title && *content->title;
    bool has_subtitle = content->subtitle && *content->subtitle;
    if ((!has_title && !has_subtitle) || width <= 0)
        return margin / 2;

    bm_text_style title = bm_furniture_type(furniture, &style->title, canvas);
    bm_text_style subtitle = bm_furniture_type(furniture, &style->subtitle, canvas);
    double bottom;
    for (;;) {
        double top = margin * 0.6;
        bottom = bm_furniture_paragraph(canvas, &title, content->title, margin, top, width, false);
        bottom = bm_furniture_paragraph(canvas, &subtitle, content->subtitle, margin, bottom, width,
                                        false);
        if (bottom <= share_max * bm_canvas_height(canvas) || title.size_pt <= subtitle.size_pt)
            break;
        title.size_pt = fmax(title.size_pt * 0.9, subtitle.size_pt);
    }
    if (draw) {
        double balanced =
            has_title ? bm_wrap_balance(canvas, &title, content->title, width) : width;
        double top = bm_furniture_paragraph(canvas, &title, content->title, margin, margin * 0.6,
                                            balanced, true);
        bm_furniture_paragraph(canvas, &subtitle, content->subtitle, margin, top, width, true);
    }
    return bottom + margin * 0.5;
}
