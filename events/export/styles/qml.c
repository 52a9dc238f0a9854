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

/* Labels of the events: their titles, else their places, of four lines at most. */
static void put_events(const bm_qml_options *options, bm_strbuf *out)
{
    const bm_symbology *style = &bm_symbology_light;
    bm_qml_put_categories(options->categories, options->has_areas, out);
    bm_qml_put_labels(&style->event_label,
                      "CASE WHEN " BM_QML_IS_DRAWN
                      " THEN with_variable('t', coalesce(\"title\", \"name\", \"place\"), "
                      "if(length(@t) > 80, left(@t, 79) || '…', @t)) END",
                      style->size_pt, out);
}

static void put_layer(const bm_output_layer *layer, const bm_layer_look *look, bm_strbuf *out)
{
    char expression[64];
    bm_qml_put_layer(layer, look, out);
    if (!look->label)
        return;
    (void)snprintf(expression, sizeof expression, "\"%s\"", look->label);
    bm_qml_put_labels(&look->text, expression, look->size_pt, out);
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
                     "styleCategories=\"Symbology|Labeling|Temporal\">\n",
                     is_events || look->label);
    put_times(layer, options->reads_times, out);
    if (is_events)
        put_events(options, out);
    else
        put_layer(layer, look, out);
    bm_strbuf_append(out, "</qgis>\n");
    return true;
}
