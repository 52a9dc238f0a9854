#include "events/export/styles/layer_looks.h"

#include <string.h>

/* The style's palette of amounts in five classes: OrRd, see NOTICE. */
const bm_count_class bm_count_classes[BM_COUNT_CLASSES] = {
    {1, "#fef0d9"}, {3, "#fdcc8a"}, {10, "#fc8d59"}, {30, "#e34a33"}, {100, "#b30000"}};

#define FAMILY "Roboto Condensed"
#define UNITS(layer)                                                                               \
    {                                                                                              \
        .name = layer, .line = {"#a9a498", 1, 0.5}, .counts = "events", .fill_opacity = 0.7,       \
        .label = "name", .text = {                                                                 \
            FAMILY,                                                                                \
            8,                                                                                     \
            false,                                                                                 \
            false,                                                                                 \
            "#625e57",                                                                             \
            "#fbf8ee",                                                                             \
            0xf0 / 255.0,                                                                          \
            1                                                                                      \
        }                                                                                          \
    }

static const bm_layer_look looks[] = {
    UNITS("oblasts"),
    UNITS("districts"),
    UNITS("aggregate"),
    {.name = "zone",
     .line = {"#6a3d9a", 0xb0 / 255.0, 0.6},
     .fill = "#6a3d9a",
     .fill_opacity = 0x1c / 255.0},
    {.name = "border", .line = {"#23202b", 1, 2.4}, .casing = {"#ffffff", 0xd9 / 255.0, 5.2}},
    {.name = "areas",
     .line = {"#1b1b22", 1, 0.8},
     .dash_pt = {2.2, 1.8},
     .hatch = {"#d0b3a6", 1, 0.8},
     .hatch_pitch_pt = 4.4,
     .fill = "#1b1b22",
     .fill_opacity = 0.07,
     .skips_countries = true},
    {.name = "places",
     .line = {"#24272c", 1, 0.5},
     .fill = "#24272c",
     .fill_opacity = 1,
     .size_pt = 3,
     .skips_units = true,
     .label = "name",
     .text = {FAMILY, 8, false, false, "#33363c", "#fcfaf3", 0xe6 / 255.0, 1.1}},
    {.name = "crossings",
     .line = {"#23202b", 1, 1.2},
     .fill = "#ffffff",
     .fill_opacity = 1,
     .size_pt = 4.5,
     .label = "name",
     .label_zoom = 8,
     .text = {FAMILY, 6.5, false, true, "#3d3550", "#fcfaf3", 0xe6 / 255.0, 1}},
};

size_t bm_count_class_of(int64_t count)
{
    size_t of = 0;
    while (of < BM_COUNT_CLASSES && count >= bm_count_classes[of].from)
        of++;
    return of;
}

const bm_layer_look *bm_layer_looks(size_t *count)
{
    *count = sizeof looks / sizeof *looks;
    return looks;
}

const bm_layer_look *bm_layer_look_of(const char *name)
{
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
        if (strcmp(looks[i].name, name) == 0)
            return &looks[i];
    return NULL;
}
