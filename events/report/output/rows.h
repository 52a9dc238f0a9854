/** @file rows.h
 *  Incidents as rows of an event table.
 */
#ifndef BM_EVENTS_REPORT_OUTPUT_ROWS_H
#define BM_EVENTS_REPORT_OUTPUT_ROWS_H

#include <bordermap/report.h>

/** What an incident's place comes to: the area that the words around it make, or the place. */
typedef struct bm_incident_place {
    const bm_mention *mention; /**< NULL when the incident has none */
    bool has_position;         /**< false for what is ambiguous or not known */
    bm_lonlat position;
    double radius_km; /**< 0 for what is as exact as its precision */
    bm_place_precision precision;
} bm_incident_place;

bm_incident_place bm_incident_place_of(const bm_report *report, const bm_incident *incident);

/** Write the header, or a row for each incident. `located`: with the columns that tell how the
 * place was found, which events have in members of their own. */
void bm_incident_rows_header(bm_sink *sink, bool located);
void bm_incident_rows_write(const bm_report *report, const bm_report_source *source, bool located,
                            bm_sink *sink);

#endif
