#include "base/strbuf.h"
#include "render/furniture/parts.h"

double bm_furniture_footer(const bm_furniture *furniture, const bm_furniture_content *content,
                           const bm_style *style, bm_canvas *canvas, bool draw)
{
    double margin = bm_furniture_margin(furniture, canvas);
    double width = bm_canvas_width(canvas) - 2 * margin;
    bool empty =
        (!content->credit || !*content->credit) && (!content->disclaimer || !*content->disclaimer);
    if (empty || width <= 0)
        return margin / 2;
    bm_text_style type = bm_furniture_type(furniture, &style->credit, canvas);
    bm_text_style slanted = type;
    slanted.italic = true;
    double top = draw ? furniture->footer.y0 + margin * 0.35 : margin * 0.35;
    const struct {
        const char *id;
        const bm_text_style *type;
        const char *text;
    } parts[] = {{"disclaimer", &slanted, content->disclaimer}, {"credit", &type, content->credit}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (draw)
            bm_canvas_begin_group(canvas, parts[i].id, NULL);
        bm_strbuf kept = {0};
        bm_furniture_keep_together(canvas, parts[i].type, parts[i].text ? parts[i].text : "",
                                   width / 2, &kept);
        top =
            bm_furniture_paragraph(canvas, parts[i].type, kept.failed ? "" : bm_strbuf_text(&kept),
                                   margin, top, width, draw);
        if (draw)
            bm_canvas_end_group(canvas);
        bm_strbuf_finish(&kept);
    }
    return top + margin * 0.5 - (draw ? furniture->footer.y0 : 0);
}
