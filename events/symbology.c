#include "events/symbology.h"

#include <string.h>

static const bm_look looks[] = {
    {"strike", "Strike or shelling", BM_SHAPE_STAR, "#d55e00", "danger"},
    {"clash", "Clash", BM_SHAPE_DIAMOND, "#e69f00", "cross"},
    {"incursion", "Incursion", BM_SHAPE_TRIANGLE, "#cc79a7", "triangle"},
    {"movement", "Troop movement", BM_SHAPE_SQUARE, "#0072b2", "car"},
    {"exercise", "Exercise", BM_SHAPE_HEXAGON, "#009e73", "star"},
    {"border", "Border and crossings", BM_SHAPE_CROSS, "#56b4e9", "roadblock"},
    {"diplomacy", "Diplomacy", BM_SHAPE_PENTAGON, "#f0e442", "town-hall"},
    {"event", "Event", BM_SHAPE_CIRCLE, "#3b2a8c", "marker"},
};

const bm_symbology bm_symbology_light = {
    .looks = looks,
    .look_count = sizeof looks / sizeof *looks,
    .other = {"other", "Other", BM_SHAPE_TRIANGLE_DOWN, "#d9d9d9", "circle"},
    .outline = "#1b1b22",
    .outline_pt = 0.8,
    .size_pt = 9.5,
    .event_label = {"Roboto Condensed", 7.5, true, false, "#7a2500", "#ffffff", 0xf2 / 255.0, 1.2},
};

const bm_look *bm_symbology_look(const bm_symbology *symbology, const char *category)
{
    for (size_t i = 0; i < symbology->look_count; i++)
        if (strcmp(symbology->looks[i].key, category) == 0)
            return &symbology->looks[i];
    return &symbology->other;
}
