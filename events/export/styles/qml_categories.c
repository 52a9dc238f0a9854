/* A categorised renderer: each kind of event in the map's own shape and colour, and under it the
 * circle of an area that the event happened in. */
#include "events/export/styles/qml_parts.h"
#include "events/export/styles/symbol_svg.h"
#include "events/export/styles/xml.h"

#include <stdio.h>

/* A geodesic circle in degrees, whatever the project's projection: metres of its own would be those
 * of the map, which on a web map are half as long here. It is drawn in the zone of UTM of its
 * middle, whose scale is true to 0.11 % as far as a circle of 250 km goes. A variable would let
 * QGIS read all columns. */
#define UTM "'EPSG:326' || lpad(to_string(min(floor($x / 6) + 31, 60)), 2, '0')"
#define CIRCLE                                                                                     \
    "CASE WHEN \"precision\" IN ('cell', 'district', 'region') AND \"radius_m\" > 0 THEN "         \
    "transform(make_circle(transform($geometry, 'EPSG:4326', " UTM "), \"radius_m\", 72), " UTM    \
    ", 'EPSG:4326') END"

/* Only dashes, as circles of one oblast lie on each other and would darken a fill. A legend's icon
 * has no event, and so the colour that cannot be seen. */
static void put_circle(const bm_symbology *style, bm_strbuf *out)
{
    static const double line_pt = 0.8, dash_pt[2] = {2.2, 1.8};
    bm_strbuf color = {0};
    bm_strbuf_append(&color, "CASE WHEN \"radius_m\" > 0 THEN '");
    bm_qml_put_color(&color, style->outline, 1);
    bm_strbuf_append(&color, "' END");
    bm_qml_begin_part("GeometryGenerator", 0, out);
    bm_qml_put_option(out, "SymbolType", "Fill");
    bm_qml_put_option(out, "geometryModifier", CIRCLE);
    bm_qml_put_option(out, "units", "MapUnit");
    bm_qml_end_options(out);
    bm_qml_begin_symbol("fill", "@0@0", out);
    bm_qml_begin_part("SimpleLine", 0, out);
    bm_qml_put_stroke(&(bm_look_line){style->outline, 0, line_pt}, dash_pt, out);
    bm_qml_end_options(out);
    bm_qml_begin_defined(out);
    bm_qml_put_defined(out, "outlineColor", bm_strbuf_text(&color));
    bm_qml_end_defined(out);
    bm_qml_end_part(out);
    bm_qml_end_symbol(out);
    bm_qml_end_part(out);
    out->failed = out->failed || color.failed;
    bm_strbuf_finish(&color);
}

/* The picture says how sure the claim is. An event of which only the country is known is not
 * drawn, as on a map: its point is nowhere that it happened. */
static void put_picture(const bm_style_category *category, const bm_symbology *style,
                        bm_strbuf *out)
{
    static const bm_claim unsure[] = {BM_CLAIM_ASSESSED, BM_CLAIM_CLAIMED};
    bm_strbuf name = {0}, by_claim = {0};
    bm_symbol_svg_put_name(category->shape, BM_CLAIM_UNSTATED, &name);
    bm_strbuf_append(&by_claim, "CASE");
    for (size_t i = 0; i < sizeof unsure / sizeof *unsure; i++) {
        bm_strbuf_printf(&by_claim, " WHEN \"claim\" = '%s' THEN '", bm_claim_name(unsure[i]));
        bm_symbol_svg_put_name(category->shape, unsure[i], &by_claim);
        bm_strbuf_append(&by_claim, "'");
    }
    bm_strbuf_append(&by_claim, " END");
    bm_qml_begin_part("SvgMarker", 1, out);
    bm_qml_put_option(out, "name", bm_strbuf_text(&name));
    bm_qml_put_option_color(out, "color", category->color, 1);
    bm_qml_put_option_color(out, "outline_color", style->outline, 1);
    bm_qml_put_option_number(out, "outline_width", style->outline_pt);
    bm_qml_put_option(out, "outline_width_unit", "Point");
    bm_qml_put_option(out, "scale_method", "diameter");
    bm_qml_put_option_number(out, "size", BM_SYMBOL_SVG_REACH * style->size_pt);
    bm_qml_put_option(out, "size_unit", "Point");
    bm_qml_end_options(out);
    bm_qml_begin_defined(out);
    bm_qml_put_defined(out, "name", bm_strbuf_text(&by_claim));
    bm_qml_put_defined(out, "enabled", BM_QML_IS_DRAWN);
    bm_qml_end_defined(out);
    bm_qml_end_part(out);
    out->failed = out->failed || name.failed || by_claim.failed;
    bm_strbuf_finish(&name);
    bm_strbuf_finish(&by_claim);
}

static void put_category(size_t index, const char *value, const char *label, bm_strbuf *out)
{
    bm_strbuf_printf(out, "<category symbol=\"%zu\" render=\"true\" value=\"", index);
    bm_xml_put_text(out, value);
    bm_strbuf_append(out, "\" label=\"");
    bm_xml_put_text(out, label);
    bm_strbuf_append(out, "\"/>\n");
}

static void put_symbol(size_t index, const bm_style_category *category, bool has_circles,
                       bm_strbuf *out)
{
    char name[32];
    (void)snprintf(name, sizeof name, "%zu", index);
    bm_qml_begin_symbol("marker", name, out);
    if (has_circles)
        put_circle(&bm_symbology_light, out);
    put_picture(category, &bm_symbology_light, out);
    bm_qml_end_symbol(out);
}

/* Where there are circles all of them lie under all symbols: QGIS draws level after level then. */
void bm_qml_put_categories(const bm_style_categories *categories, bool has_areas, bm_strbuf *out)
{
    size_t count = categories->count;
    bool has_circles = categories->has_circles && !has_areas;
    bm_strbuf_printf(out,
                     "<renderer-v2 type=\"categorizedSymbol\" attr=\"category\" "
                     "symbollevels=\"%d\" enableorderby=\"0\" forceraster=\"0\" "
                     "referencescale=\"-1\">\n<categories>\n",
                     has_circles);
    for (size_t i = 0; i < count; i++)
        put_category(i, categories->items[i].key, categories->items[i].label, out);
    /* To QGIS an empty value is every other one. */
    put_category(count, "", categories->other.label, out);
    bm_strbuf_append(out, "</categories>\n<symbols>\n");
    for (size_t i = 0; i < count; i++)
        put_symbol(i, &categories->items[i], has_circles, out);
    put_symbol(count, &categories->other, has_circles, out);
    bm_strbuf_append(out, "</symbols>\n</renderer-v2>\n");
}
