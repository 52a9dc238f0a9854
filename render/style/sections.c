#include "render/style/sections.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const bm_style_key line_keys[] = {
    {"color", BM_STYLE_COLOR, offsetof(bm_line_style, color)},
    {"width", BM_STYLE_LENGTH, offsetof(bm_line_style, width_pt)},
    {"dash", BM_STYLE_DASH, offsetof(bm_line_style, dash_pt)},
};

static const bm_style_key text_keys[] = {
    {"family", BM_STYLE_FAMILY, offsetof(bm_text_style, family)},
    {"size", BM_STYLE_LENGTH, offsetof(bm_text_style, size_pt)},
    {"weight", BM_STYLE_BOLD, offsetof(bm_text_style, bold)},
    {"slant", BM_STYLE_ITALIC, offsetof(bm_text_style, italic)},
    {"spacing", BM_STYLE_LENGTH, offsetof(bm_text_style, spacing_pt)},
    {"color", BM_STYLE_COLOR, offsetof(bm_text_style, color)},
    {"halo_color", BM_STYLE_COLOR, offsetof(bm_text_style, halo_color)},
    {"halo", BM_STYLE_LENGTH, offsetof(bm_text_style, halo_pt)},
};

static const bm_style_key map_keys[] = {
    {"background", BM_STYLE_COLOR, offsetof(bm_style, background)},
    {"no_data", BM_STYLE_COLOR, offsetof(bm_style, no_data)},
    {"land", BM_STYLE_COLOR, offsetof(bm_style, land)},
    {"focus_a", BM_STYLE_COLOR, offsetof(bm_style, focus[0])},
    {"focus_b", BM_STYLE_COLOR, offsetof(bm_style, focus[1])},
    {"ink", BM_STYLE_COLOR, offsetof(bm_style, ink)},
};

static const bm_style_key lake_keys[] = {
    {"fill", BM_STYLE_COLOR, offsetof(bm_style, water)},
    {"color", BM_STYLE_COLOR, offsetof(bm_style, lake_line.color)},
    {"width", BM_STYLE_LENGTH, offsetof(bm_style, lake_line.width_pt)},
};

static const bm_style_key disputed_keys[] = {
    {"color", BM_STYLE_COLOR, offsetof(bm_style, disputed_line.color)},
    {"width", BM_STYLE_LENGTH, offsetof(bm_style, disputed_line.width_pt)},
    {"dash", BM_STYLE_DASH, offsetof(bm_style, disputed_line.dash_pt)},
    {"hatch_color", BM_STYLE_COLOR, offsetof(bm_style, disputed_hatch)},
    {"hatch_width", BM_STYLE_LENGTH, offsetof(bm_style, disputed_hatch_pt)},
};

static const bm_style_key urban_keys[] = {
    {"fill", BM_STYLE_COLOR, offsetof(bm_style, urban)},
};

static const bm_style_key zone_keys[] = {
    {"fill", BM_STYLE_COLOR, offsetof(bm_style, zone_fill)},
    {"color", BM_STYLE_COLOR, offsetof(bm_style, zone_line.color)},
    {"width", BM_STYLE_LENGTH, offsetof(bm_style, zone_line.width_pt)},
    {"dash", BM_STYLE_DASH, offsetof(bm_style, zone_line.dash_pt)},
};

static const bm_style_key panel_keys[] = {
    {"fill", BM_STYLE_COLOR, offsetof(bm_style, panel)},
    {"color", BM_STYLE_COLOR, offsetof(bm_style, panel_line.color)},
    {"width", BM_STYLE_LENGTH, offsetof(bm_style, panel_line.width_pt)},
};

static const bm_style_key symbol_keys[] = {
    {"size", BM_STYLE_LENGTH, offsetof(bm_style, symbol_size_pt)},
    {"outline", BM_STYLE_COLOR, offsetof(bm_style, symbol_outline)},
    {"outline_width", BM_STYLE_LENGTH, offsetof(bm_style, symbol_outline_pt)},
};

static const bm_style_key density_keys[] = {
    {"palette", BM_STYLE_AMOUNTS, offsetof(bm_style, density_palette)},
    {"color", BM_STYLE_COLOR, offsetof(bm_style, density_line.color)},
    {"width", BM_STYLE_LENGTH, offsetof(bm_style, density_line.width_pt)},
};

static const bm_style_key category_keys[] = {
    {"label", BM_STYLE_LABEL, offsetof(bm_category_style, label)},
    {"shape", BM_STYLE_SHAPE, offsetof(bm_category_style, shape)},
    {"fill", BM_STYLE_COLOR, offsetof(bm_category_style, fill)},
    {"symbol", BM_STYLE_FILE, offsetof(bm_category_style, symbol_file)},
    {"frame", BM_STYLE_BARE, offsetof(bm_category_style, is_bare)},
};

/* Sections with keys in bm_style itself. */
#define OWN(name, keys)                                                                            \
    {                                                                                              \
        name, keys, COUNT(keys), 0                                                                 \
    }
#define LINE(name, member)                                                                         \
    {                                                                                              \
        name, line_keys, COUNT(line_keys), offsetof(bm_style, member)                              \
    }
#define TEXT(name, member)                                                                         \
    {                                                                                              \
        name, text_keys, COUNT(text_keys), offsetof(bm_style, member)                              \
    }

static const bm_style_section sections[] = {
    OWN("map", map_keys),
    LINE("countries", country_line),
    LINE("coast", coast_line),
    LINE("oblasts", oblast_line),
    LINE("border", border_line),
    LINE("border_casing", border_casing),
    OWN("zone", zone_keys),
    OWN("lakes", lake_keys),
    LINE("rivers_1", rivers[0]),
    LINE("rivers_2", rivers[1]),
    LINE("rivers_3", rivers[2]),
    OWN("disputed", disputed_keys),
    LINE("graticule", graticule_line),
    OWN("urban", urban_keys),
    LINE("raions", raion_line),
    LINE("roads_1", roads[0]),
    LINE("roads_2", roads[1]),
    LINE("roads_3", roads[2]),
    LINE("road_casing", road_casing),
    LINE("railways", railway_line),
    LINE("railway_ticks", railway_ticks),
    TEXT("label_country", country_label),
    TEXT("label_oblast", oblast_label),
    TEXT("label_water", water_label),
    TEXT("label_capital", town_labels[0]),
    TEXT("label_centre", town_labels[1]),
    TEXT("label_town", town_labels[2]),
    TEXT("label_village", town_labels[3]),
    TEXT("label_crossing", crossing_label),
    TEXT("label_graticule", graticule_label),
    TEXT("label_event", event_label),
    TEXT("label_count", count_label),
    TEXT("title", title),
    TEXT("subtitle", subtitle),
    TEXT("legend_title", legend_title),
    TEXT("legend_text", legend_text),
    TEXT("credit", credit),
    OWN("panel", panel_keys),
    OWN("symbols", symbol_keys),
    OWN("density", density_keys),
};

static const bm_style_section category_section = {"category", category_keys, COUNT(category_keys),
                                                  0};

const bm_style_section *bm_style_sections(size_t *count)
{
    *count = COUNT(sections);
    return sections;
}

const bm_style_section *bm_style_section_find(const char *name)
{
    for (size_t i = 0; i < COUNT(sections); i++)
        if (strcmp(sections[i].name, name) == 0)
            return &sections[i];
    return NULL;
}

const bm_style_section *bm_style_section_category(void)
{
    return &category_section;
}

const bm_style_key *bm_style_key_find(const bm_style_section *section, const char *name)
{
    for (size_t i = 0; i < section->key_count; i++)
        if (strcmp(section->keys[i].name, name) == 0)
            return &section->keys[i];
    return NULL;
}

void bm_style_set_family(bm_style *style, const char *family)
{
    for (size_t i = 0; i < COUNT(sections); i++)
        if (sections[i].keys == text_keys) {
            bm_text_style *text = (bm_text_style *)(void *)((char *)style + sections[i].offset);
            memcpy(text->family, family, strlen(family) + 1);
        }
}
