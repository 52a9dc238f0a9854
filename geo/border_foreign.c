#include "geo/border.h"

#include <string.h>

static bool is_foreign(const bm_outline *item, const char *own)
{
    return *item->iso && strcmp(item->iso, own) != 0;
}

static bool is_of_border(const bm_border *border, const char *iso)
{
    return strcmp(iso, border->facts.codes.iso[0]) == 0 ||
           strcmp(iso, border->facts.codes.iso[1]) == 0;
}

size_t bm_border_find_foreign(const bm_border *border, const char *own, bool is_side,
                              bm_lonlat position, double reach_m, bm_lonlat *lands, size_t most)
{
    const bm_outlines *outlines = &border->outlines;
    size_t count = 0;
    for (size_t i = 0; i < outlines->count && count < most; i++)
        count += is_foreign(&outlines->items[i], own) &&
                 !(is_side && is_of_border(border, outlines->items[i].iso)) &&
                 bm_outlines_nearest_on(outlines, i, position, reach_m, &lands[count]);
    return count;
}

bool bm_border_is_foreign(const bm_border *border, const char *own, bm_lonlat position)
{
    const bm_outlines *outlines = &border->outlines;
    bool foreign = false;
    for (size_t i = bm_outlines_containing(outlines, position, 0); i < outlines->count;
         i = bm_outlines_containing(outlines, position, i + 1)) {
        if (strcmp(outlines->items[i].iso, own) == 0)
            return false;
        foreign |= is_foreign(&outlines->items[i], own);
    }
    return foreign;
}
