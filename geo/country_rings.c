#include "geo/country_rings.h"

#include <string.h>

static double signed_area(const bm_lonlat *points, size_t count)
{
    double sum = 0.0;
    for (size_t i = 0; i < count; i++) {
        bm_lonlat a = points[i];
        bm_lonlat b = points[i + 1 == count ? 0 : i + 1];
        sum += (a.lon - points[0].lon) * (b.lat - points[0].lat) -
               (b.lon - points[0].lon) * (a.lat - points[0].lat);
    }
    return sum / 2.0;
}

void bm_country_rings_visit(const bm_layer *countries, const char *iso,
                            bm_country_ring_visitor visit, void *context)
{
    int field = bm_layer_field(countries, "ISO_A2");
    for (size_t i = 0; i < bm_layer_count(countries); i++) {
        const bm_feature *feature = bm_layer_feature(countries, i);
        if (feature->kind != BM_GEOMETRY_POLYGON ||
            strcmp(bm_layer_text(countries, i, field), iso) != 0)
            continue;
        for (size_t part = 0; part < feature->part_count; part++) {
            size_t start = feature->part_start[part];
            size_t end = feature->part_start[part + 1];
            if (end - start < 4)
                continue;
            bm_country_ring found = {.points = feature->points + start, .count = end - start - 1};
            found.area = signed_area(found.points, found.count);
            if (!visit(found, context))
                return;
        }
    }
}
