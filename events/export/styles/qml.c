#include "events/export/styles/qml.h"
#include "events/export/styles/qml_parts.h"

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

void bm_qml_put(const bm_output_layer *layer, const bm_style_categories *categories,
                bool reads_times, bm_strbuf *out)
{
    bm_strbuf_append(out, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
                          "<qgis version=\"3.22.0\" labelsEnabled=\"1\" "
                          "styleCategories=\"Symbology|Labeling|Temporal\">\n");
    put_times(layer, reads_times, out);
    bm_qml_put_categories(categories, out);
    bm_qml_put_labels(
        &bm_symbology_light.event_label,
        "CASE WHEN " BM_QML_IS_DRAWN " THEN coalesce(\"title\", \"name\", \"place\") END", out);
    bm_strbuf_append(out, "</qgis>\n");
}
