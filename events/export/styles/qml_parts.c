#include "events/export/styles/qml_parts.h"
#include "events/export/styles/xml.h"

#include <bordermap/sink.h>
#include <math.h>
#include <stdlib.h>

enum { DECIMALS = 3 };

void bm_qml_put_option(bm_strbuf *out, const char *name, const char *value)
{
    bm_strbuf_printf(out, "<Option type=\"QString\" name=\"%s\" value=\"", name);
    bm_xml_put_text(out, value);
    bm_strbuf_append(out, "\"/>\n");
}

void bm_qml_put_option_number(bm_strbuf *out, const char *name, double value)
{
    char text[64];
    bm_format_number(value, DECIMALS, text);
    bm_qml_put_option(out, name, text);
}

void bm_qml_put_color(bm_strbuf *out, const char *color, double opacity)
{
    unsigned long rgb = strtoul(color + 1, NULL, 16);
    bm_strbuf_printf(out, "%lu,%lu,%lu,%d", rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255,
                     (int)lround(opacity * 255));
}

void bm_qml_put_option_color(bm_strbuf *out, const char *name, const char *color, double opacity)
{
    bm_strbuf_printf(out, "<Option type=\"QString\" name=\"%s\" value=\"", name);
    bm_qml_put_color(out, color, opacity);
    bm_strbuf_append(out, "\"/>\n");
}

void bm_qml_put_stroke(const bm_look_line *line, const double dash_pt[2], bm_strbuf *out)
{
    bm_qml_put_option_color(out, "line_color", line->color, line->opacity);
    bm_qml_put_option_number(out, "line_width", line->width_pt);
    bm_qml_put_option(out, "line_width_unit", "Point");
    bm_qml_put_option(out, "joinstyle", "round");
    if (!dash_pt || !(dash_pt[0] > 0)) {
        bm_qml_put_option(out, "line_style", "solid");
        bm_qml_put_option(out, "capstyle", "round");
        return;
    }
    char on[64], off[64];
    bm_format_number(dash_pt[0], DECIMALS, on);
    bm_format_number(dash_pt[1], DECIMALS, off);
    bm_qml_put_option(out, "use_custom_dash", "1");
    bm_strbuf_printf(out, "<Option type=\"QString\" name=\"customdash\" value=\"%s;%s\"/>\n", on,
                     off);
    bm_qml_put_option(out, "customdash_unit", "Point");
    bm_qml_put_option(out, "capstyle", "flat");
}

void bm_qml_begin_symbol(const char *type, const char *name, bm_strbuf *out)
{
    bm_strbuf_printf(out,
                     "<symbol type=\"%s\" name=\"%s\" alpha=\"1\" clip_to_extent=\"1\" "
                     "force_rhr=\"0\">\n",
                     type, name);
}

void bm_qml_begin_part(const char *kind, int pass, bm_strbuf *out)
{
    bm_strbuf_printf(out, "<layer class=\"%s\" enabled=\"1\" locked=\"0\" pass=\"%d\">\n", kind,
                     pass);
    bm_strbuf_append(out, "<Option type=\"Map\">\n");
}

void bm_qml_begin_defined(bm_strbuf *out)
{
    bm_strbuf_append(out, "<data_defined_properties>\n<Option type=\"Map\">\n"
                          "<Option type=\"QString\" name=\"name\" value=\"\"/>\n"
                          "<Option type=\"Map\" name=\"properties\">\n");
}

void bm_qml_put_defined(bm_strbuf *out, const char *property, const char *expression)
{
    enum { EXPRESSION = 3 };
    bm_strbuf_printf(out,
                     "<Option type=\"Map\" name=\"%s\">\n"
                     "<Option type=\"bool\" name=\"active\" value=\"true\"/>\n"
                     "<Option type=\"QString\" name=\"expression\" value=\"",
                     property);
    bm_xml_put_text(out, expression);
    bm_strbuf_printf(out, "\"/>\n<Option type=\"int\" name=\"type\" value=\"%d\"/>\n</Option>\n",
                     (int)EXPRESSION);
}

void bm_qml_end_defined(bm_strbuf *out)
{
    bm_strbuf_append(out, "</Option>\n<Option type=\"QString\" name=\"type\" "
                          "value=\"collection\"/>\n</Option>\n</data_defined_properties>\n");
}

void bm_qml_end_options(bm_strbuf *out)
{
    bm_strbuf_append(out, "</Option>\n");
}

void bm_qml_end_part(bm_strbuf *out)
{
    bm_strbuf_append(out, "</layer>\n");
}

void bm_qml_end_symbol(bm_strbuf *out)
{
    bm_strbuf_append(out, "</symbol>\n");
}

/* QGIS takes the first family that the machine has. */
static void put_families(const char *family, bm_strbuf *out)
{
    static const char *const others[] = {"Arial Narrow", "Noto Sans", "DejaVu Sans Condensed"};
    bm_strbuf_printf(out, "<families>\n<family name=\"%s\"/>\n", family);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        bm_strbuf_printf(out, "<family name=\"%s\"/>\n", others[i]);
    bm_strbuf_append(out, "</families>\n");
}

/* Around the symbol where there is room; QGIS would count the circle of an area with it. */
static void put_placement(double distance_pt, bm_strbuf *out)
{
    enum { AROUND_POINT = 6, HORIZONTAL = 1 };
    char distance[64];
    bm_format_number(distance_pt, DECIMALS, distance);
    bm_strbuf_printf(out,
                     "<placement placement=\"%d\" offsetType=\"0\" dist=\"%s\" "
                     "distUnits=\"Point\" "
                     "predefinedPositionOrder=\"R,L,TR,BR,TL,BL,TSR,BSR\" priority=\"5\"/>\n",
                     distance_pt > 0 ? (int)AROUND_POINT : (int)HORIZONTAL, distance);
}

void bm_qml_put_labels(const bm_look_text *text, const char *expression, double size_pt,
                       bm_strbuf *out)
{
    enum { LINE_CHARACTERS = 26, NORMAL = 50, BOLD = 75 }; /* Qt's weights */
    char size[64], halo[64];
    bm_format_number(text->size_pt, DECIMALS, size);
    bm_format_number(text->halo_pt, DECIMALS, halo);
    bm_strbuf_append(out, "<labeling type=\"simple\">\n<settings calloutType=\"simple\">\n"
                          "<text-style isExpression=\"1\" fieldName=\"");
    bm_xml_put_text(out, expression);
    bm_strbuf_printf(out,
                     "\" fontFamily=\"%s\" fontSize=\"%s\" fontSizeUnit=\"Point\" "
                     "fontWeight=\"%d\" fontItalic=\"%d\" namedStyle=\"%s\" textOpacity=\"1\" "
                     "multilineHeight=\"1\" textColor=\"",
                     text->family, size, text->is_bold ? BOLD : NORMAL, text->is_italic,
                     text->is_bold     ? "Bold"
                     : text->is_italic ? "Italic"
                                       : "Regular");
    bm_qml_put_color(out, text->color, 1);
    bm_strbuf_append(out, "\">\n");
    put_families(text->family, out);
    bm_strbuf_printf(out,
                     "<text-buffer bufferDraw=\"1\" bufferSize=\"%s\" bufferSizeUnits=\"Point\" "
                     "bufferNoFill=\"0\" bufferJoinStyle=\"128\" bufferOpacity=\"1\" "
                     "bufferColor=\"",
                     halo);
    bm_qml_put_color(out, text->halo_color, text->halo_opacity);
    bm_strbuf_printf(out,
                     "\"/>\n</text-style>\n"
                     "<text-format autoWrapLength=\"%d\" useMaxLineLengthForAutoWrap=\"1\" "
                     "multilineAlign=\"3\"/>\n",
                     (int)LINE_CHARACTERS);
    put_placement(size_pt > 0 ? size_pt / 2 + text->halo_pt : 0, out);
    bm_strbuf_append(out, "<rendering obstacle=\"1\" obstacleFactor=\"1\" displayAll=\"0\" "
                          "drawLabels=\"1\" maxNumLabels=\"2000\"/>\n"
                          "</settings>\n</labeling>\n");
}
