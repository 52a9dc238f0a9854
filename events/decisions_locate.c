#include "events/decisions.h"

#include <stdio.h>
#include <string.h>

/* Put the decided place before what the geocoder thinks. */
static void decide(const bm_decision *decision, bm_location *location)
{
    const bm_place *place = decision->answer;
    size_t kept = 0;
    size_t known = 0;
    for (size_t i = 0; i < location->candidate_count; i++) {
        known += location->candidates[i].place == place;
        if (location->candidates[i].place != place && kept < BM_CANDIDATES_MAX - 1)
            location->candidates[kept++] = location->candidates[i];
    }
    for (size_t i = kept; i > 0; i--)
        location->candidates[i] = location->candidates[i - 1];
    location->candidate_count = kept + 1;
    location->candidate_total += known == 0;
    bm_candidate *first = &location->candidates[0];
    *first = (bm_candidate){.place = place,
                            .match = BM_MATCH_DECIDED,
                            .matched = decision->place,
                            .score = 1,
                            .feature_count = 1,
                            .features = {{.name = "decision", .value = 1}}};
    (void)snprintf(first->features[0].note, sizeof first->features[0].note,
                   "line %ld of the decisions", decision->line);
    location->status = place->kind >= BM_PLACE_DISTRICT ? BM_LOCATION_AREA : BM_LOCATION_LOCATED;
    location->margin = 1;
    location->radius_km = place->radius_km;
    location->kind_missing = location->ruled_out = false;
    location->relaxed = location->unknown = location->mended = 0;
}

bm_status bm_decisions_locate(const bm_decisions *decisions, bm_geocoder_session *session,
                              const bm_place_row *row, bm_location *location, bool *used,
                              bm_error *error)
{
    bm_status status = bm_place_row_locate(session, row, location, error);
    if (status)
        return status;
    size_t found = bm_decisions_find(decisions, row);
    if (found == SIZE_MAX)
        return BM_OK;
    if (used)
        used[found] = true;
    decide(&decisions->items[found], location);
    return BM_OK;
}

void bm_decisions_report_unused(const bm_decisions *decisions, const bool *used,
                                bm_findings *findings)
{
    for (size_t i = 0; decisions && used && i < decisions->count; i++) {
        const bm_decision *decision = &decisions->items[i];
        if (used[i] || !decision->answer)
            continue;
        bool in_country = *decision->country != '\0';
        bool in_admin = *decision->admin != '\0';
        bm_findings_add(findings, BM_SEVERITY_NOTE, "decision-unused", decisions->path,
                        decision->line, NULL, decision->place, "no row has '%s'%s%s%s%s",
                        decision->place, in_country ? " in " : "", decision->country,
                        in_admin ? ", " : "", decision->admin);
    }
}
