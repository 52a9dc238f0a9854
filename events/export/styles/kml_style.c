#include "events/export/styles/kml_style.h"
#include "events/export/styles/layer_looks.h"

#include <math.h>
#include <string.h>

/* Google Earth draws an icon at 32 pixels when its scale is 1. */
static const double ICON_PX = 32, PX_PER_PT = 4.0 / 3;

/* "#rrggbb" is aabbggrr in KML. */
static void write_color(bm_sink *sink, const char *color, double opacity)
{
    bm_sink_printf(sink, "<color>%02x%.2s%.2s%.2s</color>", (unsigned)lround(opacity * 255),
                   color + 5, color + 3, color + 1);
}

static void write_scale(bm_sink *sink, double size_pt)
{
    char scale[64];
    bm_format_number(size_pt * PX_PER_PT * BM_ICON_REACH / ICON_PX, 2, scale);
    bm_sink_printf(sink, "<scale>%s</scale>", scale);
}

static void write_icon(const bm_icon *icon, double size_pt, bm_icon_set *icons, bm_sink *sink)
{
    char name[BM_ICON_NAME_SIZE];
    bm_sink_puts(sink, "<IconStyle>");
    if (!icons) {
        write_color(sink, icon->color, 1);
    } else {
        bm_icon_name(icon, name);
        bm_icon_set_add(icons, icon);
        write_scale(sink, size_pt);
        bm_sink_printf(sink,
                       "<Icon><href>%s</href></Icon><hotSpot x=\"0.5\" y=\"0.5\" "
                       "xunits=\"fraction\" yunits=\"fraction\"/>",
                       name);
    }
    bm_sink_puts(sink, "</IconStyle>");
}

void bm_kml_style_write_category(const char *id, const bm_style_categories *categories,
                                 const char *category, bm_claim claim, bm_icon_set *icons,
                                 bm_sink *sink)
{
    const bm_symbology *style = &bm_symbology_light;
    const bm_look *look = bm_symbology_look(style, category);
    bm_icon icon = {look->shape, look->color, style->outline,
                    style->outline_pt / (style->size_pt / 2), claim};
    for (size_t i = 0; i < categories->count; i++)
        if (strcmp(categories->items[i].key, category) == 0) {
            icon.shape = categories->items[i].shape;
            icon.color = categories->items[i].color;
        }
    bm_sink_printf(sink, "<Style id=\"%s\">", id);
    write_icon(&icon, style->size_pt, icons, sink);
    bm_sink_puts(sink, "<LabelStyle><scale>0.8</scale></LabelStyle></Style>\n");
}

static void write_line(bm_sink *sink, const bm_look_line *line)
{
    char width[64];
    bm_format_number(line->width_pt * PX_PER_PT, 1, width);
    bm_sink_puts(sink, "<LineStyle>");
    write_color(sink, line->color, line->opacity);
    bm_sink_printf(sink, "<width>%s</width></LineStyle>", width);
}

void bm_kml_style_write_layer(const char *id, const bm_output_layer *layer, size_t count_class,
                              bm_icon_set *icons, bm_sink *sink)
{
    static const bm_layer_look plain = {
        .line = {"#4d4d4d", 1, 1}, .fill = "#4d4d4d", .fill_opacity = 0.2, .size_pt = 4};
    const bm_layer_look *look = bm_layer_look_of(layer->name);
    look = look ? look : &plain;
    const char *fill = look->fill;
    if (look->counts && count_class > 0)
        fill = bm_count_classes[count_class - 1].color;
    bm_sink_printf(sink, "<Style id=\"%s\">", id);
    if (layer->shape == BM_OUTPUT_POINT && look->fill) {
        const bm_icon icon = {BM_SHAPE_CIRCLE, look->fill, look->line.color,
                              look->line.width_pt / (look->size_pt / 2), BM_CLAIM_CONFIRMED};
        write_icon(&icon, look->size_pt, icons, sink);
    }
    bm_sink_puts(sink, "<LabelStyle><scale>0.8</scale></LabelStyle>");
    write_line(sink, &look->line);
    bm_sink_puts(sink, "<PolyStyle>");
    write_color(sink, fill ? fill : "#ffffff", fill ? look->fill_opacity : 0);
    bm_sink_puts(sink, "</PolyStyle></Style>\n");
}
