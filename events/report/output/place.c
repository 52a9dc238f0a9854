#include "events/report/output/rows.h"

#include <math.h>

/* An area about a place that reaches no further is a district, and else a region. */
static const double DISTRICT_KM = 60;

static bm_incident_place of_area(const bm_mention *mention)
{
    const bm_area *area = &mention->area;
    bm_place_precision precision =
        area->radius_km <= DISTRICT_KM ? BM_PLACE_PRECISION_DISTRICT : BM_PLACE_PRECISION_REGION;
    return (bm_incident_place){mention, true, area->position, area->radius_km, precision};
}

bm_incident_place bm_incident_place_of(const bm_report *report, const bm_incident *incident)
{
    bm_incident_place place = {0};
    const bm_mention *mention = bm_report_mention(report, incident->mention);
    if (!mention)
        return place;
    place.mention = mention;
    bool known = mention->place &&
                 (mention->status == BM_LOCATION_LOCATED || mention->status == BM_LOCATION_AREA);
    if (!known)
        return place;
    if (mention->area.kind != BM_AREA_NONE && mention->area.radius_km > 0 &&
        isfinite(mention->area.position.lon) && isfinite(mention->area.position.lat))
        return of_area(mention);
    place.has_position = true;
    place.position = mention->position;
    place.radius_km = mention->radius_km;
    place.precision = mention->precision;
    return place;
}
