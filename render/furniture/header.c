#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "render/canvas/wrap.h"
#include "render/furniture/parts.h"

/** A longer title or subtitle is shortened. */
enum { LINES_MAX = 3, SHORT_SIZE = 1200 };

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

/* As much of `text` as fits into LINES_MAX lines, cut at a word and ended with an ellipsis. */
static const char *shortened(bm_canvas *canvas, const bm_text_style *type, const char *text,
                             double width_px, char out[SHORT_SIZE])
{
    static const char ellipsis[] = "…";
    const char *rest = text;
    size_t kept = 0;
    for (int line = 0; line < LINES_MAX && *rest; line++) {
        size_t next, length = bm_wrap_line(canvas, type, rest, width_px, &next);
        if (length == 0)
            break;
        kept = (size_t)(rest - text) + length;
        rest += next;
    }
    if (!*rest)
        return text;
    kept = bm_utf8_cut(text,
                       kept < SHORT_SIZE - sizeof ellipsis ? kept : SHORT_SIZE - sizeof ellipsis);
    memcpy(out, text, kept);
    memcpy(out + kept, ellipsis, sizeof ellipsis);
    while (kept > 0 && bm_wrap_measure(canvas, type, out, width_px).lines > LINES_MAX) {
        size_t shorter = kept;
        while (shorter > 0 && out[shorter - 1] != ' ')
            shorter--;
        while (shorter > 0 && strchr(" ,;:", out[shorter - 1]))
            shorter--;
        kept = shorter > 0 ? shorter : bm_utf8_cut(out, kept - 1);
        memcpy(out + kept, ellipsis, sizeof ellipsis);
    }
    return out;
}

/* Where the logo goes: at the right edge, as high as a title of two lines at most. */
static bm_px_box logo_box(const bm_furniture *furniture, const bm_furniture_content *content,
                          const bm_canvas *canvas)
{
    if (!content->logo)
        return (bm_px_box){0};
    double margin = bm_furniture_margin(furniture, canvas), aspect = bm_logo_aspect(content->logo);
    double height = bm_canvas_px(canvas, 34 * furniture->type_scale);
    double width = fmin(height * aspect, 0.25 * bm_canvas_width(canvas));
    double right = bm_canvas_width(canvas) - margin, top = margin * 0.8;
    return (bm_px_box){right - width, top, right, top + width / aspect};
}

double bm_furniture_header(const bm_furniture *furniture, const bm_furniture_content *content,
                           const bm_style *style, bm_canvas *canvas, bool draw)
{
    const double share_max = 0.4; // of the page; a longer title is set smaller
    double margin = bm_furniture_margin(furniture, canvas);
    bm_px_box logo = logo_box(furniture, content, canvas);
    double logo_bottom = logo.x1 > logo.x0 ? logo.y1 + margin * 0.5 : 0;
    double width = bm_canvas_width(canvas) - 2 * margin;
    if (logo.x1 > logo.x0)
        width -= logo.x1 - logo.x0 + margin;
    bool has_title = content->title && *content->title;
    bool has_subtitle = content->subtitle && *content->subtitle;
    if (draw && logo.x1 > logo.x0) {
        bm_canvas_begin_group(canvas, "logo", "Logo");
        bm_logo_draw(content->logo, canvas, logo);
        bm_canvas_end_group(canvas);
    }
    if ((!has_title && !has_subtitle) || width <= 0)
        return fmax(margin / 2, logo_bottom);

    bm_text_style title = bm_furniture_type(furniture, &style->title, canvas);
    bm_text_style subtitle = bm_furniture_type(furniture, &style->subtitle, canvas);
    char title_out[SHORT_SIZE], subtitle_out[SHORT_SIZE];
    const char *title_text = "", *subtitle_text = "";
    bm_strbuf kept = {0};
    if (has_subtitle) {
        subtitle_text = shortened(canvas, &subtitle, content->subtitle, width, subtitle_out);
        bm_furniture_keep_together(canvas, &subtitle, subtitle_text, width, &kept);
        subtitle_text = kept.failed ? "" : bm_strbuf_text(&kept);
    }
    double bottom;
    for (;;) {
        double top = margin * 0.6;
        if (has_title)
            title_text = shortened(canvas, &title, content->title, width, title_out);
        bottom = bm_furniture_paragraph(canvas, &title, title_text, margin, top, width, false);
        bottom =
            bm_furniture_paragraph(canvas, &subtitle, subtitle_text, margin, bottom, width, false);
        if (bottom <= share_max * bm_canvas_height(canvas) || title.size_pt <= subtitle.size_pt)
            break;
        title.size_pt = fmax(title.size_pt * 0.9, subtitle.size_pt);
    }
    if (draw) {
        double balanced = has_title ? bm_wrap_balance(canvas, &title, title_text, width) : width;
        bm_canvas_begin_group(canvas, "title", NULL);
        double top = bm_furniture_paragraph(canvas, &title, title_text, margin, margin * 0.6,
                                            balanced, true);
        bm_canvas_end_group(canvas);
        bm_canvas_begin_group(canvas, "subtitle", NULL);
        bm_furniture_paragraph(canvas, &subtitle, subtitle_text, margin, top, width, true);
        bm_canvas_end_group(canvas);
    }
    bm_strbuf_finish(&kept);
    return fmax(bottom + margin * 0.5, logo_bottom);
}
