/* A categorised renderer: each kind of event in the map's own shape and colour, and under it the
 * circle of an area that the event happened in. */
#include "events/export/styles/qml_parts.h"
#include "events/export/styles/symbol_svg.h"
#include "events/export/styles/xml.h"

/* Without a size of its own, so that a legend has none; a point's has no radius to be drawn. */
static void put_area(const bm_symbology *style, bm_strbuf *out)
{
    static const double line_pt = 0.8, shade = 0.07;
    bm_qml_begin_part("SimpleMarker", out);
    bm_qml_put_option(out, "name", "circle");
    bm_qml_put_option_color(out, "color", style->outline, shade);
    bm_qml_put_option_color(out, "outline_color", style->outline, 1);
    bm_qml_put_option(out, "outline_style", "dash");
    bm_qml_put_option_number(out, "outline_width", line_pt);
    bm_qml_put_option(out, "outline_width_unit", "Point");
    bm_qml_put_option(out, "scale_method", "diameter");
    bm_qml_put_option_number(out, "size", 0);
    bm_qml_put_option(out, "size_unit", "RenderMetersInMapUnits");
    bm_qml_begin_defined(out);
    bm_qml_put_defined(out, "enabled",
                       "coalesce(\"precision\" IN ('cell', 'district', 'region'), false)");
    bm_qml_put_defined(out, "size", "2 * coalesce(\"radius_m\", 0)");
    bm_qml_end_defined_part(out);
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
    bm_qml_begin_part("SvgMarker", out);
    bm_qml_put_option(out, "name", bm_strbuf_text(&name));
    bm_qml_put_option_color(out, "color", category->color, 1);
    bm_qml_put_option_color(out, "outline_color", style->outline, 1);
    bm_qml_put_option_number(out, "outline_width", style->outline_pt);
    bm_qml_put_option(out, "outline_width_unit", "Point");
    bm_qml_put_option(out, "scale_method", "diameter");
    bm_qml_put_option_number(out, "size", BM_SYMBOL_SVG_REACH * style->size_pt);
    bm_qml_put_option(out, "size_unit", "Point");
    bm_qml_begin_defined(out);
    bm_qml_put_defined(out, "name", bm_strbuf_text(&by_claim));
    bm_qml_put_defined(out, "enabled", BM_QML_IS_DRAWN);
    bm_qml_end_defined_part(out);
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

static void put_symbol(size_t index, const bm_style_category *category, bool has_areas,
                       bm_strbuf *out)
{
    bm_strbuf_printf(out,
                     "<symbol type=\"marker\" name=\"%zu\" alpha=\"1\" clip_to_extent=\"1\" "
                     "force_rhr=\"0\">\n",
                     index);
    if (!has_areas)
        put_area(&bm_symbology_light, out);
    put_picture(category, &bm_symbology_light, out);
    bm_strbuf_append(out, "</symbol>\n");
}

void bm_qml_put_categories(const bm_style_categories *categories, bool has_areas, bm_strbuf *out)
{
    size_t count = categories->count;
    bm_strbuf_append(out, "<renderer-v2 type=\"categorizedSymbol\" attr=\"category\" "
                          "symbollevels=\"0\" enableorderby=\"0\" forceraster=\"0\" "
                          "referencescale=\"-1\">\n<categories>\n");
    for (size_t i = 0; i < count; i++)
        put_category(i, categories->items[i].key, categories->items[i].label, out);
    /* To QGIS an empty value is every other one. */
    put_category(count, "", categories->other.label, out);
    bm_strbuf_append(out, "</categories>\n<symbols>\n");
    for (size_t i = 0; i < count; i++)
        put_symbol(i, &categories->items[i], has_areas, out);
    put_symbol(count, &categories->other, has_areas, out);
    bm_strbuf_append(out, "</symbols>\n</renderer-v2>\n");
}
