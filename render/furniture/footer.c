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
    top = bm_furniture_paragraph(canvas, &slanted, content->disclaimer, margin, top, width, draw);
    top = bm_furniture_paragraph(canvas, &type, content->credit, margin, top, width, draw);
    return top + margin * 0.5 - (draw ? furniture->footer.y0 : 0);
}
