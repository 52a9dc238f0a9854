#include "events/export/event_layer.h"
#include "events/symbology.h"

bm_marker bm_marker_of(const char *category)
{
    const bm_look *look = bm_symbology_look(&bm_symbology_light, category);
    return (bm_marker){look->color, look->maki};
}
