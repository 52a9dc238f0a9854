/* Labels as QGIS places them, and lines that they keep off. */
#include "events/export/styles/qml_parts.h"
#include "events/export/styles/symbol_svg.h"
#include "events/export/styles/xml.h"

#include <bordermap/sink.h>
#include <math.h>

enum { DECIMALS = 3 };
/* So many features are looked at: ten thousand take QGIS ten seconds, of which a window shows a
 * tenth at best. A closer look has the others. */
enum { LABELS_MAX = 1500 };
/* Of a map on the web at zoom 0: 512 pixels of 1/96 inch for the equator. */
static const double SCALE_AT_ZOOM_0 = 295829355;

/* QGIS takes the first family that the machine has. */
static void put_families(const char *family, bm_strbuf *out)
{
    static const char *const others[] = {"Arial Narrow", "Noto Sans", "DejaVu Sans Condensed"};
    bm_strbuf_printf(out, "<families>\n<family name=\"%s\"/>\n", family);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        bm_strbuf_printf(out, "<family name=\"%s\"/>\n", others[i]);
    bm_strbuf_append(out, "</families>\n");
}

static void put_text_style(const bm_look_text *text, const char *expression, bool is_capital,
                           bm_strbuf *out)
{
    enum { NORMAL = 50, BOLD = 75 }; /* Qt's weights */
    char size[64], halo[64];
    bm_format_number(text->size_pt, DECIMALS, size);
    bm_format_number(text->halo_pt, DECIMALS, halo);
    bm_strbuf_append(out, "<text-style isExpression=\"1\" fieldName=\"");
    bm_xml_put_text(out, expression);
    bm_strbuf_printf(out,
                     "\" fontFamily=\"%s\" fontSize=\"%s\" fontSizeUnit=\"Point\" "
                     "fontWeight=\"%d\" fontItalic=\"%d\" namedStyle=\"%s\" textOpacity=\"1\" "
                     "capitalization=\"%d\" fontLetterSpacing=\"%s\" multilineHeight=\"1\" "
                     "textColor=\"",
                     text->family, size, text->is_bold ? BOLD : NORMAL, text->is_italic,
                     text->is_bold     ? "Bold"
                     : text->is_italic ? "Italic"
                                       : "Regular",
                     is_capital, is_capital ? "1.2" : "0");
    bm_qml_put_color(out, text->color, 1);
    bm_strbuf_append(out, "\">\n");
    put_families(text->family, out);
    bm_strbuf_printf(out,
                     "<text-buffer bufferDraw=\"1\" bufferSize=\"%s\" bufferSizeUnits=\"Point\" "
                     "bufferNoFill=\"0\" bufferJoinStyle=\"128\" bufferOpacity=\"1\" "
                     "bufferColor=\"",
                     halo);
    bm_qml_put_color(out, text->halo_color, text->halo_opacity);
    bm_strbuf_append(out, "\"/>\n</text-style>\n");
}

/* Around the symbol where there is room. */
static void put_placement(const bm_qml_labels *labels, bm_strbuf *out)
{
    enum { AROUND_POINT = 6, HORIZONTAL = 1 };
    /* QGIS keeps labels off the whole picture of a symbol, those of events at one place, too. */
    static const double reach = BM_SYMBOL_SVG_REACH, gap_pt = 0.8;
    bool is_around = labels->around_pt > 0;
    char distance[64];
    bm_format_number(is_around ? reach * labels->around_pt / 2 + gap_pt : 0, DECIMALS, distance);
    bm_strbuf_printf(out,
                     "<placement placement=\"%d\" offsetType=\"0\" dist=\"%s\" "
                     "distUnits=\"Point\" "
                     "predefinedPositionOrder=\"R,L,TR,BR,TL,BL,TSR,BSR\" priority=\"%d\"/>\n",
                     is_around ? (int)AROUND_POINT : (int)HORIZONTAL, distance, labels->priority);
}

void bm_qml_put_labels(const bm_qml_labels *labels, bm_strbuf *out)
{
    enum { LINE_CHARACTERS = 26 };
    bm_strbuf_append(out, "<labeling type=\"simple\">\n<settings calloutType=\"simple\">\n");
    put_text_style(labels->text, labels->expression, labels->is_capital, out);
    bm_strbuf_printf(out,
                     "<text-format autoWrapLength=\"%d\" useMaxLineLengthForAutoWrap=\"1\" "
                     "multilineAlign=\"3\"/>\n",
                     (int)LINE_CHARACTERS);
    put_placement(labels, out);
    /* No label covers a symbol, and all stand in polygons. */
    bm_strbuf_printf(out,
                     "<rendering obstacle=\"%d\" obstacleFactor=\"2\" displayAll=\"0\" "
                     "drawLabels=\"1\" limitNumLabels=\"1\" maxNumLabels=\"%d\" "
                     "scaleVisibility=\"%d\" scaleMin=\"0\" scaleMax=\"%lld\"/>\n"
                     "</settings>\n</labeling>\n",
                     labels->around_pt > 0, (int)LABELS_MAX, labels->zoom > 0,
                     llround(SCALE_AT_ZOOM_0 / exp2(labels->zoom)));
}

void bm_qml_put_obstacle(bm_strbuf *out)
{
    bm_strbuf_append(out, "<labeling type=\"simple\">\n<settings calloutType=\"simple\">\n"
                          "<rendering obstacle=\"1\" obstacleFactor=\"2\" obstacleType=\"0\" "
                          "drawLabels=\"0\"/>\n</settings>\n</labeling>\n");
}
