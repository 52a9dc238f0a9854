/* Renderers of the layers beside the events: one symbol, or one for each class of counts. */
#include "events/export/styles/qml_parts.h"

#include <stdio.h>

static const char *symbol_type(bm_output_shape shape)
{
    return shape == BM_OUTPUT_POLYGON ? "fill" : shape == BM_OUTPUT_LINE ? "line" : "marker";
}

static void end_part(bm_strbuf *out)
{
    bm_strbuf_append(out, "</Option>\n</layer>\n");
}

static bool is_dashed(const bm_layer_look *look)
{
    return look->dash_pt[0] > 0;
}

static void put_line(const bm_look_line *line, bool is_dash, bm_strbuf *out)
{
    bm_qml_begin_part("SimpleLine", out);
    bm_qml_put_option_color(out, "line_color", line->color, line->opacity);
    bm_qml_put_option(out, "line_style", is_dash ? "dash" : "solid");
    bm_qml_put_option_number(out, "line_width", line->width_pt);
    bm_qml_put_option(out, "line_width_unit", "Point");
    bm_qml_put_option(out, "capstyle", "round");
    bm_qml_put_option(out, "joinstyle", "round");
    end_part(out);
}

static void put_outline(const bm_layer_look *look, bm_strbuf *out)
{
    bm_qml_put_option_color(out, "outline_color", look->line.color, look->line.opacity);
    bm_qml_put_option(out, "outline_style", is_dashed(look) ? "dash" : "solid");
    bm_qml_put_option_number(out, "outline_width", look->line.width_pt);
    bm_qml_put_option(out, "outline_width_unit", "Point");
}

static void put_fill(const bm_layer_look *look, const char *fill, bm_strbuf *out)
{
    bm_qml_begin_part("SimpleFill", out);
    bm_qml_put_option(out, "style", fill ? "solid" : "no");
    bm_qml_put_option_color(out, "color", fill ? fill : "#ffffff", look->fill_opacity);
    put_outline(look, out);
    bm_qml_put_option(out, "joinstyle", "round");
    if (!look->skips_countries) {
        end_part(out);
        return;
    }
    bm_qml_begin_defined(out);
    bm_qml_put_defined(out, "enabled", BM_QML_IS_DRAWN);
    bm_qml_end_defined_part(out);
}

static void put_marker(const bm_layer_look *look, bm_strbuf *out)
{
    bm_qml_begin_part("SimpleMarker", out);
    bm_qml_put_option(out, "name", "circle");
    bm_qml_put_option_color(out, "color", look->fill, look->fill_opacity);
    put_outline(look, out);
    bm_qml_put_option(out, "scale_method", "diameter");
    bm_qml_put_option_number(out, "size", look->size_pt);
    bm_qml_put_option(out, "size_unit", "Point");
    end_part(out);
}

static void put_symbol(size_t index, bm_output_shape shape, const bm_layer_look *look,
                       const char *fill, bm_strbuf *out)
{
    bm_strbuf_printf(out,
                     "<symbol type=\"%s\" name=\"%zu\" alpha=\"1\" clip_to_extent=\"1\" "
                     "force_rhr=\"0\">\n",
                     symbol_type(shape), index);
    if (shape == BM_OUTPUT_POLYGON) {
        put_fill(look, fill, out);
    } else if (shape == BM_OUTPUT_LINE) {
        if (look->casing.width_pt > 0)
            put_line(&look->casing, false, out);
        put_line(&look->line, is_dashed(look), out);
    } else {
        put_marker(look, out);
    }
    bm_strbuf_append(out, "</symbol>\n");
}

static void put_range(size_t index, int from, int end, bm_strbuf *out)
{
    char label[64];
    if (end == from + 1)
        (void)snprintf(label, sizeof label, "%d", from);
    else if (index == BM_COUNT_CLASSES)
        (void)snprintf(label, sizeof label, "%d and more", from);
    else
        (void)snprintf(label, sizeof label, "%d–%d", from, end - 1);
    /* Between two whole numbers, as QGIS counts both ends in. */
    bm_strbuf_printf(out,
                     "<range symbol=\"%zu\" lower=\"%d.5\" upper=\"%d.5\" label=\"%s\" "
                     "render=\"true\"/>\n",
                     index, from - 1, end - 1, label);
}

static void put_counts(const bm_layer_look *look, bm_strbuf *out)
{
    enum { END = 1000000000 };
    bm_strbuf_printf(out,
                     "<renderer-v2 type=\"graduatedSymbol\" attr=\"%s\" "
                     "graduatedMethod=\"GraduatedColor\" symbollevels=\"0\" enableorderby=\"0\" "
                     "forceraster=\"0\" referencescale=\"-1\">\n<ranges>\n"
                     "<range symbol=\"0\" lower=\"-0.5\" upper=\"0.5\" label=\"0\" "
                     "render=\"true\"/>\n",
                     look->counts);
    for (size_t i = 0; i < BM_COUNT_CLASSES; i++)
        put_range(i + 1, bm_count_classes[i].from,
                  i + 1 < BM_COUNT_CLASSES ? bm_count_classes[i + 1].from : END, out);
    bm_strbuf_append(out, "</ranges>\n<symbols>\n");
    put_symbol(0, BM_OUTPUT_POLYGON, look, NULL, out);
    for (size_t i = 0; i < BM_COUNT_CLASSES; i++)
        put_symbol(i + 1, BM_OUTPUT_POLYGON, look, bm_count_classes[i].color, out);
    bm_strbuf_append(out, "</symbols>\n</renderer-v2>\n");
}

void bm_qml_put_layer(const bm_output_layer *layer, const bm_layer_look *look, bm_strbuf *out)
{
    if (look->counts && layer->shape == BM_OUTPUT_POLYGON) {
        put_counts(look, out);
        return;
    }
    bm_strbuf_append(out, "<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" "
                          "enableorderby=\"0\" forceraster=\"0\" referencescale=\"-1\">\n"
                          "<symbols>\n");
    put_symbol(0, layer->shape, look, look->fill, out);
    bm_strbuf_append(out, "</symbols>\n</renderer-v2>\n");
}
