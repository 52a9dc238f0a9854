#include "render/labels/spots.h"

label_event_spot label_event_spot_of(const bm_event *event)
{
    const bm_event_location *location = &event->location;
    bool is_wide = location->precision > BM_PLACE_PRECISION_SETTLEMENT;
    return (label_event_spot){location->position, is_wide ? location->radius_m : 0};
}

int label_event_spots_compare(label_event_spot a, label_event_spot b)
{
    if (a.position.lon != b.position.lon)
        return a.position.lon < b.position.lon ? -1 : 1;
    if (a.position.lat != b.position.lat)
        return a.position.lat < b.position.lat ? -1 : 1;
    return (a.radius_m > b.radius_m) - (a.radius_m < b.radius_m);
}
