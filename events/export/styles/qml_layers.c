/* Renderers of the layers beside the events: one symbol, or one for each class of counts. */
#include "events/export/styles/qml_parts.h"

#include <bordermap/sink.h>
#include <stdio.h>

static const char *symbol_type(bm_output_shape shape)
{
    return shape == BM_OUTPUT_POLYGON ? "fill" : shape == BM_OUTPUT_LINE ? "line" : "marker";
}

static void end_part(bm_strbuf *out)
{
    bm_qml_end_options(out);
    bm_qml_end_part(out);
}

static void put_line(const bm_look_line *line, const double *dash_pt, bm_strbuf *out)
{
    bm_qml_begin_part("SimpleLine", 0, out);
    bm_qml_put_stroke(line, dash_pt, out);
    end_part(out);
}

static void put_outline(const bm_layer_look *look, bm_strbuf *out)
{
    bm_qml_put_option_color(out, "outline_color", look->line.color, look->line.opacity);
    bm_qml_put_option(out, "outline_style", "solid");
    bm_qml_put_option_number(out, "outline_width", look->line.width_pt);
    bm_qml_put_option(out, "outline_width_unit", "Point");
}

static void put_fill(const bm_layer_look *look, const char *fill, bm_strbuf *out)
{
    bm_qml_begin_part("SimpleFill", 0, out);
    bm_qml_put_option(out, "style", fill ? "solid" : "no");
    bm_qml_put_option_color(out, "color", fill ? fill : "#ffffff",
                            look->counts ? 1 : look->fill_opacity);
    put_outline(look, out);
    bm_qml_put_option(out, "joinstyle", "round");
    end_part(out);
}

static void put_condition(const char *expression, bm_strbuf *out)
{
    bm_qml_end_options(out);
    bm_qml_begin_defined(out);
    bm_qml_put_defined(out, "enabled", expression);
    bm_qml_end_defined(out);
}

/* Areas of events lie on each other, often the same one many times: lines in one grid and dashes
 * look then as those of one. A later QGIS has a grid for each polygon if it is not told. */
static void put_hatched(const bm_layer_look *look, bm_strbuf *out)
{
    bm_qml_begin_part("LinePatternFill", 0, out);
    bm_qml_put_option(out, "angle", "135");
    bm_qml_put_option_number(out, "distance", look->hatch_pitch_pt);
    bm_qml_put_option(out, "distance_unit", "Point");
    bm_qml_put_option(out, "coordinate_reference", "viewport");
    put_condition(BM_QML_IS_DRAWN, out);
    bm_qml_begin_symbol("line", "@0@0", out);
    put_line(&look->hatch, NULL, out);
    bm_qml_end_symbol(out);
    bm_qml_end_part(out);
    bm_qml_begin_part("SimpleLine", 0, out);
    bm_qml_put_stroke(&look->line, look->dash_pt, out);
    put_condition(BM_QML_IS_DRAWN, out);
    bm_qml_end_part(out);
}

static void put_marker(const bm_layer_look *look, bm_strbuf *out)
{
    bm_qml_begin_part("SimpleMarker", 0, out);
    bm_qml_put_option(out, "name", "circle");
    bm_qml_put_option_color(out, "color", look->fill, look->fill_opacity);
    put_outline(look, out);
    bm_qml_put_option(out, "scale_method", "diameter");
    bm_qml_put_option_number(out, "size", look->size_pt);
    bm_qml_put_option(out, "size_unit", "Point");
    if (look->skips_units) {
        put_condition(BM_QML_IS_SPOT, out);
        bm_qml_end_part(out);
    } else {
        end_part(out);
    }
}

static void put_symbol(size_t index, bm_output_shape shape, const bm_layer_look *look,
                       const char *fill, bm_strbuf *out)
{
    char name[32];
    (void)snprintf(name, sizeof name, "%zu", index);
    bm_qml_begin_symbol(symbol_type(shape), name, out);
    if (shape == BM_OUTPUT_POLYGON && look->hatch.width_pt > 0) {
        put_hatched(look, out);
    } else if (shape == BM_OUTPUT_POLYGON) {
        put_fill(look, fill, out);
    } else if (shape == BM_OUTPUT_LINE) {
        if (look->casing.width_pt > 0)
            put_line(&look->casing, NULL, out);
        put_line(&look->line, look->dash_pt, out);
    } else {
        put_marker(look, out);
    }
    bm_qml_end_symbol(out);
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

/* Of a unit at several times the one with most events is on top, and what is seen through is the
 * layer, not each of them. */
static void put_counts(const bm_layer_look *look, bm_strbuf *out)
{
    char opacity[64];
    bm_format_number(look->fill_opacity, 3, opacity);
    enum { END = 1000000000 };
    bm_strbuf_printf(out,
                     "<renderer-v2 type=\"graduatedSymbol\" attr=\"%s\" "
                     "graduatedMethod=\"GraduatedColor\" symbollevels=\"0\" enableorderby=\"1\" "
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
    bm_strbuf_printf(out,
                     "</symbols>\n<orderby>\n<orderByClause asc=\"1\" nullsFirst=\"1\">"
                     "&quot;%s&quot;</orderByClause>\n</orderby>\n</renderer-v2>\n"
                     "<layerOpacity>%s</layerOpacity>\n",
                     look->counts, opacity);
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
