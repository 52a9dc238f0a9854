#include "events/export/event_layer.h"

#include <string.h>

bm_marker bm_marker_of(const char *category)
{
    static const struct {
        const char *category;
        bm_marker marker;
    } markers[] = {
        {"strike", {"#d55e00", "danger"}},       {"clash", {"#e69f00", "cross"}},
        {"incursion", {"#cc79a7", "triangle"}},  {"movement", {"#0072b2", "car"}},
        {"exercise", {"#009e73", "star"}},       {"border", {"#56b4e9", "roadblock"}},
        {"diplomacy", {"#f0e442", "town-hall"}}, {"event", {"#b58fd9", "marker"}},
    };
    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++)
        if (strcmp(markers[i].category, category) == 0)
            return markers[i].marker;
    return (bm_marker){"#a3a3a3", "circle"};
}
