/* KML 2.2 (OGC 07-147r2): a folder and a style for each category of the events and for each other
 * layer, a time for each event, and every column as extended data. */
#include "base/utf8.h"
#include "events/export/styles/kml_style.h"
#include "events/export/styles/layer_looks.h"
#include "events/export/writers.h"
#include "events/markup.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEGREE_DECIMALS = 6, DAY_S = 86400, ID_SIZE = 64 };

typedef struct entry {
    const char *category;
    size_t index;
} entry;

/* A layer, and the columns that KML has elements for; −1: there is none. */
typedef struct kml {
    const bm_output_layer *layer;
    bm_sink *sink;
    entry *entries;                  /* heap: the events by category; NULL for other layers */
    bm_style_categories *categories; /* heap: how these look; NULL for other layers */
    bm_icon_set *icons;              /* of the archive; NULL: there is none */
    int category, claim, title, name, description, start, end, start_time, end_time, precision;
    int counts;       /* what a unit is coloured by */
    bool *has_failed; /* of all layers: memory was short */
    bool is_hidden;   /* it would cover another layer: there to be switched on */
} kml;

/* What XML has no place for becomes U+FFFD. */
static void write_text(bm_sink *sink, const char *text)
{
    while (*text) {
        const char *at = text;
        int32_t c = bm_utf8_next(&text);
        if (c == '&')
            bm_sink_puts(sink, "&amp;");
        else if (c == '<')
            bm_sink_puts(sink, "&lt;");
        else if (c == '>')
            bm_sink_puts(sink, "&gt;");
        else if (c == '"')
            bm_sink_puts(sink, "&quot;");
        else if (c == '\r')
            bm_sink_puts(sink, "&#13;");
        else if (c < 0 || (c < 0x20 && c != '\t' && c != '\n') || c == 0xFFFE || c == 0xFFFF)
            bm_sink_puts(sink, "\xEF\xBF\xBD");
        else
            bm_sink_write(sink, at, (size_t)(text - at));
    }
}

static void write_element(bm_sink *sink, const char *name, const char *text)
{
    bm_sink_printf(sink, "<%s>", name);
    write_text(sink, text);
    bm_sink_printf(sink, "</%s>\n", name);
}

/* A description is HTML, of which the table has none. */
static void write_description(const kml *out, const char *text)
{
    bm_strbuf escaped = {0};
    bm_markup_put_escaped(text, &escaped);
    *out->has_failed |= escaped.failed;
    write_element(out->sink, "description", bm_strbuf_text(&escaped));
    bm_strbuf_finish(&escaped);
}

static const bm_value *value_of(const bm_output_feature *feature, int column)
{
    return column >= 0 && feature->values[column].known ? &feature->values[column] : NULL;
}

static const char *text_of(const bm_output_feature *feature, int column)
{
    const bm_value *value = value_of(feature, column);
    return value ? value->text : "";
}

static void format_value(bm_value_type type, const bm_value *value, char text[BM_OUTPUT_TIME_SIZE])
{
    switch (type) {
    case BM_VALUE_TEXT:
        break;
    case BM_VALUE_INTEGER:
    case BM_VALUE_BOOLEAN:
        (void)snprintf(text, BM_OUTPUT_TIME_SIZE, "%" PRId64, value->integer);
        break;
    case BM_VALUE_REAL:
        bm_format_number(value->real, value->decimals, text);
        break;
    case BM_VALUE_DAY:
    case BM_VALUE_INSTANT:
        bm_output_format_time(type, value->integer, text);
        break;
    }
}

static void write_schema(const kml *out)
{
    bm_sink_printf(out->sink, "<Schema name=\"%s\" id=\"%s\">\n", out->layer->name,
                   out->layer->name);
    for (size_t i = 0; i < out->layer->column_count; i++) {
        const bm_output_column *column = &out->layer->columns[i];
        /* KML's int has 32 bits. */
        bool is_number = column->type == BM_VALUE_REAL || column->type == BM_VALUE_INTEGER;
        const char *type = is_number                          ? "double"
                           : column->type == BM_VALUE_BOOLEAN ? "bool"
                                                              : "string";
        if ((int)i == out->description)
            continue;
        bm_sink_printf(out->sink, "<SimpleField type=\"%s\" name=\"", type);
        write_text(out->sink, column->name);
        bm_sink_puts(out->sink, "\"/>\n");
    }
    bm_sink_puts(out->sink, "</Schema>\n");
}

/* A point in time for a day or what is shorter, else a span of days, the last included. */
static void write_time(const kml *out, const bm_output_feature *feature)
{
    char from[BM_OUTPUT_TIME_SIZE], to[BM_OUTPUT_TIME_SIZE];
    const bm_value *start = value_of(feature, out->start), *end = value_of(feature, out->end);
    const bm_value *first = value_of(feature, out->start_time);
    const bm_value *last = value_of(feature, out->end_time);
    if (!start || !end || !first || !last)
        return;
    bool is_day = start->integer == end->integer;
    if (is_day && last->integer - first->integer < DAY_S)
        bm_output_format_time(BM_VALUE_INSTANT, first->integer, from);
    else
        bm_output_format_time(BM_VALUE_DAY, start->integer, from);
    bm_output_format_time(BM_VALUE_DAY, end->integer, to);
    if (is_day)
        bm_sink_printf(out->sink, "<TimeStamp><when>%s</when></TimeStamp>\n", from);
    else
        bm_sink_printf(out->sink, "<TimeSpan><begin>%s</begin><end>%s</end></TimeSpan>\n", from,
                       to);
}

/* In a KMZ libkml, and with it GDAL and QGIS, does not find the schema, and then no columns: there
 * every cell has its name and no type. */
static void write_data(const kml *out, const bm_output_feature *feature)
{
    bool is_typed = !out->icons;
    bm_sink_puts(out->sink, "<ExtendedData>");
    if (is_typed)
        bm_sink_printf(out->sink, "<SchemaData schemaUrl=\"#%s\">", out->layer->name);
    bm_sink_puts(out->sink, "\n");
    for (size_t i = 0; i < out->layer->column_count; i++) {
        const bm_value *value = &feature->values[i];
        char text[BM_OUTPUT_TIME_SIZE] = "";
        if (!value->known || (int)i == out->description)
            continue;
        format_value(out->layer->columns[i].type, value, text);
        bm_sink_puts(out->sink, is_typed ? "<SimpleData name=\"" : "<Data name=\"");
        write_text(out->sink, out->layer->columns[i].name);
        bm_sink_puts(out->sink, is_typed ? "\">" : "\"><value>");
        write_text(out->sink, out->layer->columns[i].type == BM_VALUE_TEXT ? value->text : text);
        bm_sink_puts(out->sink, is_typed ? "</SimpleData>\n" : "</value></Data>\n");
    }
    bm_sink_puts(out->sink, is_typed ? "</SchemaData></ExtendedData>\n" : "</ExtendedData>\n");
}

static void write_position(const kml *out, bm_lonlat position)
{
    char lon[64], lat[64];
    bm_format_number(position.lon, DEGREE_DECIMALS, lon);
    bm_format_number(position.lat, DEGREE_DECIMALS, lat);
    bm_sink_printf(out->sink, "%s,%s", lon, lat);
}

static void write_part(const kml *out, const bm_output_feature *feature, size_t part,
                       const char *element)
{
    bm_sink_printf(out->sink, "<%s><coordinates>", element);
    for (uint32_t i = feature->part_start[part]; i < feature->part_start[part + 1]; i++) {
        bm_sink_puts(out->sink, i > feature->part_start[part] ? " " : "");
        write_position(out, feature->points[i]);
    }
    bm_sink_printf(out->sink, "</coordinates></%s>", element);
}

static void write_polygons(const kml *out, const bm_output_feature *feature)
{
    for (size_t i = 0; i < feature->part_count; i++) {
        bool begins = bm_output_begins_polygon(feature, i);
        const char *side = begins ? "outerBoundaryIs" : "innerBoundaryIs";
        if (begins)
            bm_sink_puts(out->sink, i > 0 ? "</Polygon>\n<Polygon>" : "<Polygon>");
        bm_sink_printf(out->sink, "<%s>", side);
        write_part(out, feature, i, "LinearRing");
        bm_sink_printf(out->sink, "</%s>", side);
    }
    bm_sink_puts(out->sink, feature->part_count ? "</Polygon>\n" : "");
}

static void write_geometry(const kml *out, const bm_output_feature *feature)
{
    switch (feature->shape) {
    case BM_OUTPUT_NOTHING:
        return;
    case BM_OUTPUT_POINT:
        bm_sink_puts(out->sink, "<Point><coordinates>");
        write_position(out, feature->points[0]);
        bm_sink_puts(out->sink, "</coordinates></Point>\n");
        return;
    case BM_OUTPUT_LINE:
    case BM_OUTPUT_POLYGON:
        bm_sink_puts(out->sink, "<MultiGeometry>\n");
        if (feature->shape == BM_OUTPUT_POLYGON)
            write_polygons(out, feature);
        for (size_t i = 0; feature->shape == BM_OUTPUT_LINE && i < feature->part_count; i++) {
            write_part(out, feature, i, "LineString");
            bm_sink_puts(out->sink, "\n");
        }
        bm_sink_puts(out->sink, "</MultiGeometry>\n");
        return;
    }
}

static bool has_categories(const kml *out)
{
    return strcmp(out->layer->name, "events") == 0;
}

/* What is known only to a country is not drawn, as on a map. */
static bool is_national(const kml *out, const bm_output_feature *feature)
{
    const char *country = bm_place_precision_name(BM_PLACE_PRECISION_COUNTRY);
    return strcmp(text_of(feature, out->precision), country) == 0;
}

/* What the symbol tells. Pins tell nothing of claims. */
static bm_claim claim_of(const kml *out, const bm_output_feature *feature)
{
    static const bm_claim told[] = {BM_CLAIM_ASSESSED, BM_CLAIM_CLAIMED};
    for (size_t i = 0; i < sizeof told / sizeof *told && out->icons; i++)
        if (strcmp(text_of(feature, out->claim), bm_claim_name(told[i])) == 0)
            return told[i];
    return BM_CLAIM_CONFIRMED;
}

static const char *name_category_style(size_t category, bm_claim claim, char id[ID_SIZE])
{
    bool is_plain = claim == BM_CLAIM_CONFIRMED;
    (void)snprintf(id, ID_SIZE, "category-%zu%s%s", category, is_plain ? "" : "-",
                   is_plain ? "" : bm_claim_name(claim));
    return id;
}

static void write_style_url(const kml *out, const bm_output_feature *feature, size_t category)
{
    const bm_value *count = value_of(feature, out->counts);
    char id[ID_SIZE];
    if (has_categories(out))
        bm_sink_printf(out->sink, "<styleUrl>#%s</styleUrl>\n",
                       name_category_style(category, claim_of(out, feature), id));
    else if (out->counts >= 0)
        bm_sink_printf(out->sink, "<styleUrl>#layer-%s-%zu</styleUrl>\n", out->layer->name,
                       bm_count_class_of(count ? count->integer : 0));
    else
        bm_sink_printf(out->sink, "<styleUrl>#layer-%s</styleUrl>\n", out->layer->name);
}

static void write_placemark(const kml *out, size_t index, size_t style)
{
    bm_output_feature feature;
    out->layer->read(out->layer->context, index, &feature);
    const char *title = text_of(&feature, out->title);
    bm_sink_printf(out->sink, "<Placemark id=\"%s-%" PRId64 "\">\n",
                   has_categories(out) ? "event" : out->layer->name, feature.id);
    write_element(out->sink, "name", *title ? title : text_of(&feature, out->name));
    if (out->is_hidden || is_national(out, &feature))
        bm_sink_puts(out->sink, "<visibility>0</visibility>\n");
    if (value_of(&feature, out->description))
        write_description(out, text_of(&feature, out->description));
    write_time(out, &feature);
    write_style_url(out, &feature, style);
    write_data(out, &feature);
    write_geometry(out, &feature);
    bm_sink_puts(out->sink, "</Placemark>\n");
}

static int by_category(const void *left, const void *right)
{
    const entry *a = left, *b = right;
    int order = strcmp(a->category, b->category);
    return order ? order : (a->index > b->index) - (a->index < b->index);
}

static entry *sort_by_category(const kml *out)
{
    size_t count = out->layer->feature_count;
    entry *entries = calloc(count + 1, sizeof *entries);
    for (size_t i = 0; entries && i < count; i++) {
        bm_output_feature feature;
        out->layer->read(out->layer->context, i, &feature);
        entries[i] = (entry){text_of(&feature, out->category), i};
    }
    if (entries && count > 0)
        qsort(entries, count, sizeof *entries, by_category);
    return entries;
}

static bool begins_category(const entry *entries, size_t i)
{
    return i == 0 || strcmp(entries[i - 1].category, entries[i].category) != 0;
}

static void write_layer_styles(const kml *out)
{
    char id[ID_SIZE];
    (void)snprintf(id, sizeof id, "layer-%.40s", out->layer->name);
    if (out->counts < 0)
        bm_kml_style_write_layer(id, out->layer, 0, out->icons, out->sink);
    for (size_t i = 0; i <= BM_COUNT_CLASSES && out->counts >= 0; i++) {
        (void)snprintf(id, sizeof id, "layer-%.40s-%zu", out->layer->name, i);
        bm_kml_style_write_layer(id, out->layer, i, out->icons, out->sink);
    }
}

/* Those of a category that its events, from `first`, need. */
static void write_category_styles(const kml *out, size_t first, size_t category)
{
    static const bm_claim claims[] = {BM_CLAIM_CONFIRMED, BM_CLAIM_ASSESSED, BM_CLAIM_CLAIMED};
    char id[ID_SIZE];
    unsigned needed = 0;
    size_t at = first;
    do {
        bm_output_feature feature;
        out->layer->read(out->layer->context, out->entries[at].index, &feature);
        needed |= 1u << claim_of(out, &feature);
        at++;
    } while (at < out->layer->feature_count && !begins_category(out->entries, at));
    for (size_t i = 0; i < sizeof claims / sizeof *claims; i++)
        if (needed & 1u << claims[i])
            bm_kml_style_write_category(name_category_style(category, claims[i], id),
                                        out->categories, out->entries[first].category, claims[i],
                                        out->icons, out->sink);
}

static void write_styles(const kml *out)
{
    size_t style = 0;
    for (size_t i = 0; i < out->layer->feature_count && has_categories(out); i++)
        if (begins_category(out->entries, i))
            write_category_styles(out, i, ++style);
    if (!has_categories(out))
        write_layer_styles(out);
    write_schema(out);
}

static void write_features(const kml *out)
{
    size_t count = out->layer->feature_count, style = 0;
    for (size_t i = 0; i < count && !bm_sink_status(out->sink); i++) {
        if (has_categories(out) && begins_category(out->entries, i)) {
            bm_sink_puts(out->sink, style++ ? "</Folder>\n<Folder>\n" : "<Folder>\n");
            write_element(out->sink, "name", out->entries[i].category);
        }
        write_placemark(out, has_categories(out) ? out->entries[i].index : i, style);
    }
    bm_sink_puts(out->sink, style ? "</Folder>\n" : "");
}

static void write_name(const kml *layers, size_t count)
{
    bm_sink *sink = layers[0].sink;
    bm_sink_puts(sink, "<name>");
    for (size_t i = 0; i < count; i++) {
        bm_sink_puts(sink, i > 0 ? ", " : "");
        write_text(sink, layers[i].layer->title);
    }
    bm_sink_puts(sink, "</name>\n");
}

static void write_document(const kml *layers, size_t count, const char *description)
{
    bm_sink *sink = layers[0].sink;
    bm_sink_puts(sink, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                       "<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n");
    write_name(layers, count);
    if (description && *description)
        write_element(sink, "description", description);
    for (size_t i = 0; i < count; i++)
        write_styles(&layers[i]);
    for (size_t i = 0; i < count; i++) {
        bm_sink_puts(sink, count > 1 ? "<Folder>\n" : "");
        if (count > 1)
            write_element(sink, "name", layers[i].layer->title);
        if (count > 1 && layers[i].is_hidden)
            bm_sink_puts(sink, "<visibility>0</visibility>\n");
        write_features(&layers[i]);
        bm_sink_puts(sink, count > 1 ? "</Folder>\n" : "");
    }
    bm_sink_puts(sink, "</Document>\n</kml>\n");
}

static bool begin_layer(kml *out, const bm_output_layer *layer, bm_icon_set *icons, bm_sink *sink)
{
    *out = (kml){.layer = layer,
                 .sink = sink,
                 .icons = icons,
                 .category = bm_output_find_column(layer, "category"),
                 .claim = bm_output_find_column(layer, "claim"),
                 .title = bm_output_find_column(layer, "title"),
                 .name = bm_output_find_column(layer, "name"),
                 .description = bm_output_find_column(layer, "description"),
                 .start = bm_output_find_column(layer, "start"),
                 .end = bm_output_find_column(layer, "end"),
                 .start_time = bm_output_find_column(layer, "start_time"),
                 .end_time = bm_output_find_column(layer, "end_time"),
                 .precision = bm_output_find_column(layer, "precision"),
                 .counts = -1};
    const bm_layer_look *look = bm_layer_look_of(layer->name);
    if (look && look->counts)
        out->counts = bm_output_find_column(layer, look->counts);
    if (!has_categories(out))
        return true;
    out->entries = sort_by_category(out);
    out->categories = calloc(1, sizeof *out->categories);
    return out->entries && out->categories &&
           bm_style_categories_choose(layer, out->categories, NULL) == BM_OK;
}

bm_status bm_write_kml_with(const bm_output_layer *const *layers, size_t count,
                            const bm_export_options *options, bm_icon_set *icons, bm_sink *sink)
{
    kml *outs = calloc(count + 1, sizeof *outs);
    bool good = outs != NULL, has_counts = false, has_failed = false;
    for (size_t i = 0; i < count && good; i++) {
        good = begin_layer(&outs[i], layers[i], icons, sink);
        outs[i].has_failed = &has_failed;
        outs[i].is_hidden = outs[i].counts >= 0 && has_counts;
        has_counts |= outs[i].counts >= 0;
    }
    if (good && count > 0)
        write_document(outs, count, options->description);
    for (size_t i = 0; i < count && outs; i++) {
        free(outs[i].entries);
        free(outs[i].categories);
    }
    free(outs);
    return good && !has_failed ? bm_sink_status(sink) : BM_ERROR_MEMORY;
}

bm_status bm_write_kml(const bm_output_layer *const *layers, size_t count,
                       const bm_export_options *options, bm_sink *sink)
{
    return bm_write_kml_with(layers, count, options, NULL, sink);
}
