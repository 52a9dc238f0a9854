#include "render/labels/near_place.h"

#include <string.h>

/** Farther from a place than this, its name says little. */
#define NEAR_KM 40

const bm_place *bm_place_near(const bm_gazetteer *gazetteer, bm_lonlat position,
                              const char *country)
{
    // Along the border the first ones may all be abroad.
    bm_nearby nearby[32];
    size_t count = 0;
    if (gazetteer)
        count = bm_gazetteer_nearest(gazetteer, position, NEAR_KM, nearby,
                                     sizeof nearby / sizeof *nearby);
    for (size_t i = 0; i < count; i++) {
        const bm_place *place = nearby[i].place;
        bool is_abroad = country && *country && strcmp(country, place->country) != 0;
        if (place->kind == BM_PLACE_SETTLEMENT && !is_abroad)
            return place;
    }
    return NULL;
}
