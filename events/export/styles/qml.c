#include "events/export/styles/qml.h"
#include "events/export/styles/qml_parts.h"

#include <stdio.h>
#include <string.h>

/* For QGIS's temporal controller: from the first instant to the one after the event. */
static void put_times(const bm_output_layer *layer, bool reads_times, bm_strbuf *out)
{
    enum { FROM_FIELDS = 2, FROM_EXPRESSIONS = 4 };
    int start = bm_output_find_column(layer, "start_time");
    int end = bm_output_find_column(layer, "end_time");
    if (start < 0 || end < 0)
        return;
    bm_strbuf_printf(out, "<temporal enabled=\"1\" mode=\"%d\" limitMode=\"0\" accumulate=\"0\" ",
                     reads_times ? FROM_EXPRESSIONS : FROM_FIELDS);
    if (!reads_times)
        bm_strbuf_append(out, "startField=\"start_time\" endField=\"end_time\" "
                              "startExpression=\"\" endExpression=\"\" ");
    else
        bm_strbuf_append(out, "startField=\"\" endField=\"\" "
                              "startExpression=\"to_datetime(&quot;start_time&quot;)\" "
                              "endExpression=\"to_datetime(&quot;end_time&quot;)\" ");
    bm_strbuf_append(out, "durationField=\"\" durationUnit=\"min\" fixedDuration=\"0\"/>\n");
}

/* What a legend has no rows for: QGIS says it of the layer, and marks it in its list. */
static void put_notes(const char *layer, bm_strbuf *out)
{
    static const char *const notes[][2] = {
        {"events", "White with a coloured edge: claimed by a party, not verified. Hatched: "
                   "assessed as likely. A dashed circle: somewhere in it. Events of which only "
                   "the country is known are in the table, but not drawn."},
        {"aggregate", "Counts of all times lie on each other, the largest on top. The temporal "
                      "controller shows those of one time."},
    };
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        if (strcmp(notes[i][0], layer) == 0)
            bm_strbuf_printf(out, "<userNotes value=\"%s\"/>\n", notes[i][1]);
}

enum { UNIT_PRIORITY = 3, POINT_PRIORITY = 5, EVENT_PRIORITY = 7 };

/* Labels of the events: their titles, else their places, of four lines at most. */
static void put_events(const bm_qml_options *options, bm_strbuf *out)
{
    const bm_symbology *style = &bm_symbology_light;
    bm_qml_put_categories(options->categories, options->has_areas, out);
    bm_qml_put_labels(
        &(bm_qml_labels){.text = &style->event_label,
                         .expression =
                             "CASE WHEN " BM_QML_IS_DRAWN
                             " THEN with_variable('t', coalesce(\"title\", \"name\", \"place\"), "
                             "if(length(@t) > 80, left(@t, 79) || '…', @t)) END",
                         .around_pt = style->size_pt,
                         .priority = EVENT_PRIORITY},
        out);
}

/* Names of places stand around the symbols of the events there. */
static void put_labels(const bm_output_layer *layer, const bm_layer_look *look, bm_strbuf *out)
{
    bool is_unit = layer->shape == BM_OUTPUT_POLYGON;
    char expression[128];
    if (look->skips_units)
        (void)snprintf(expression, sizeof expression,
                       "CASE WHEN " BM_QML_IS_SPOT " THEN \"%s\" END", look->label);
    else
        (void)snprintf(expression, sizeof expression, "\"%s\"", look->label);
    bm_qml_put_labels(&(bm_qml_labels){.text = &look->text,
                                       .expression = expression,
                                       .around_pt = is_unit             ? 0
                                                    : look->skips_units ? bm_symbology_light.size_pt
                                                                        : look->size_pt,
                                       .zoom = look->label_zoom,
                                       .priority = is_unit ? UNIT_PRIORITY : POINT_PRIORITY,
                                       .is_capital = is_unit},
                      out);
}

static void put_layer(const bm_output_layer *layer, const bm_layer_look *look, bm_strbuf *out)
{
    bm_qml_put_layer(layer, look, out);
    if (look->label)
        put_labels(layer, look, out);
    else if (layer->shape == BM_OUTPUT_LINE)
        bm_qml_put_obstacle(out);
}

bool bm_qml_put(const bm_output_layer *layer, const bm_qml_options *options, bm_strbuf *out)
{
    bool is_events = strcmp(layer->name, "events") == 0;
    const bm_layer_look *look = bm_layer_look_of(layer->name);
    if (!is_events && !look)
        return false;
    bm_strbuf_printf(out,
                     "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
                     "<qgis version=\"3.22.0\" labelsEnabled=\"%d\" "
                     "styleCategories=\"Symbology|Labeling|Rendering|Temporal|Notes\">\n",
                     is_events || look->label || layer->shape == BM_OUTPUT_LINE);
    put_notes(layer->name, out);
    put_times(layer, options->reads_times, out);
    if (is_events)
        put_events(options, out);
    else
        put_layer(layer, look, out);
    bm_strbuf_append(out, "</qgis>\n");
    return true;
}
