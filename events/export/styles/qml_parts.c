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
