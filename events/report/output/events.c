/* Incidents as events: the rows of their table, read as any table is, with the places that the
 * report gave them. */
#include "events/report/output/rows.h"
#include "events/table.h"

#include <string.h>

static bm_status write_rows(const bm_report *report, const bm_report_source *source, bm_sink **sink,
                            bm_error *error)
{
    bm_status status = bm_sink_open_memory(sink, error);
    if (status)
        return status;
    bm_incident_rows_header(*sink, false);
    bm_incident_rows_write(report, source, false, *sink);
    return bm_sink_commit(*sink, error);
}

static bm_status locate(bm_event *event, const bm_report *report, const bm_incident *incident,
                        const bm_border *border, bm_error *error)
{
    bm_event_location *location = &event->location;
    const bm_incident_place place = bm_incident_place_of(report, incident);
    const bm_mention *mention = place.mention;
    if (!mention || !mention->place)
        return BM_OK;
    location->ambiguous = mention->status == BM_LOCATION_AMBIGUOUS;
    location->candidate_count = 1;
    if (!place.has_position)
        return BM_OK;
    location->located = true;
    location->match = mention->match;
    location->position = place.position;
    location->place_id = mention->place->id;
    location->name = mention->place->name;
    location->country = mention->place->country;
    location->admin1 = mention->place->admin1;
    location->score = mention->score;
    location->margin = mention->margin;
    location->precision = place.precision;
    location->radius_m =
        place.radius_km > 0 ? place.radius_km * 1000 : bm_place_precision_radius_m(place.precision);
    return bm_border_relate(border, place.position, &location->border, error);
}

static void report_undated(const bm_report *report, const bm_report_source *source,
                           bm_findings *findings)
{
    size_t undated = 0;
    for (size_t i = 0; i < bm_report_incident_count(report); i++)
        undated += !bm_report_incident(report, i)->has_date;
    bm_interval published;
    const char *advice =
        bm_report_published(report, &published) ? "" : "; say when the report was published";
    if (undated > 0)
        bm_findings_add(findings, BM_SEVERITY_WARNING, "date-missing", source->file, 0, NULL, NULL,
                        "%zu %s left out: no date is known%s", undated,
                        undated == 1 ? "event is" : "events are", advice);
}

bm_status bm_report_events(const bm_report *report, const bm_report_source *source,
                           const bm_border *border, bm_findings *findings, bm_events **events,
                           bm_error *error)
{
    *events = NULL;
    bm_sink *sink = NULL;
    bm_events *made = NULL;
    bm_status status = write_rows(report, source, &sink, error);
    if (!status) {
        size_t size = 0;
        const char *bytes = bm_sink_memory(sink, &size);
        /* What it would say of these rows is said below, in the report's own terms. */
        status = bm_events_read_memory(source->file ? source->file : "-", bytes, size, NULL, NULL,
                                       &made, error);
    }
    for (size_t i = 0; !status && i < bm_events_count(made); i++) {
        /* Sentences have no line ends: the n-th incident stands in line n + 1 after the header's.
         */
        const bm_incident *incident = bm_report_incident(report, (size_t)made->items[i].line - 2);
        if (incident)
            status = locate(&made->items[i], report, incident, border, error);
    }
    if (!status)
        report_undated(report, source, findings);
    bm_sink_free(sink);
    if (status)
        bm_events_free(made);
    else
        *events = made;
    return status;
}
