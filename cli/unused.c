#include "cli/unused.h"

#include "cli/report.h"

#include <string.h>
#include <strings.h>

static bool has_category(const cli_inputs *inputs, const char *name, size_t length)
{
    const char *key;
    for (size_t i = 0; inputs->points && (key = bm_event_points_category_key(inputs->points, i));
         i++) {
        if (strlen(key) == length && strncasecmp(key, name, length) == 0)
            return true;
    }
    for (size_t i = 0; !inputs->points && i < bm_events_count(inputs->events); i++) {
        const char *category = bm_events_get(inputs->events, i)->category;
        if (strlen(category) == length && strncasecmp(category, name, length) == 0)
            return true;
    }
    return false;
}

static void note_symbols(const cli_inputs *inputs, const cli_settings *settings)
{
    for (size_t i = 0; i < settings->symbol_files.count; i++) {
        const char *pair = settings->symbol_files.items[i];
        size_t length = strcspn(pair, "=");
        if (!has_category(inputs, pair, length))
            cli_report_note("option '--symbol' has no effect: no event is of the category '%.*s'",
                            (int)length, pair);
    }
}

static bool has_kind(const bm_layer *layer, bm_geometry_kind kind)
{
    for (size_t i = 0; i < bm_layer_count(layer); i++) {
        if (bm_layer_feature(layer, i)->kind == kind)
            return true;
    }
    return false;
}

static void note_overlays(const cli_inputs *inputs, const cli_settings *settings)
{
    const struct {
        const char *kind;
        const bm_layer *layer;
        bm_geometry_kind geometry;
    } rows[] = {{"urban=", inputs->urban, BM_GEOMETRY_POLYGON},
                {"raions=", inputs->raions, BM_GEOMETRY_POLYGON},
                {"roads=", inputs->roads, BM_GEOMETRY_LINE},
                {"railways=", inputs->railways, BM_GEOMETRY_LINE}};
    for (size_t i = 0; i < settings->overlays.count; i++) {
        const char *value = settings->overlays.items[i];
        for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
            if (strncmp(value, rows[k].kind, strlen(rows[k].kind)) == 0 && rows[k].layer &&
                !has_kind(rows[k].layer, rows[k].geometry))
                cli_report_note("option '--overlay %s' has no effect: the layer has no %s", value,
                                rows[k].geometry == BM_GEOMETRY_LINE ? "lines" : "polygons");
        }
    }
}

static void note_density(const bm_map *map, const cli_settings *settings)
{
    bm_density_kind kind = bm_map_density(map);
    bool has_amounts = kind >= BM_DENSITY_CIRCLES;
    if (settings->palette && !has_amounts && bm_palette_is_of_amounts(settings->palette))
        cli_report_note("option '--palette' has no effect: '%s' is for amounts, as --density hex, "
                        "circles or heat shows them",
                        settings->palette);
    if (settings->density.classes && !has_amounts)
        cli_report_note("option '--classes' has no effect without --density hex, circles or heat");
}

static void note_languages(const char *languages)
{
    const char *comma = languages ? strchr(languages, ',') : NULL;
    if (!comma)
        return;
    size_t length = (size_t)(comma - languages);
    if (strlen(comma + 1) == length && strncmp(languages, comma + 1, length) == 0)
        cli_report_note("option '--lang': '%s' is one language, and names are printed once",
                        languages);
}

void cli_note_unused(const cli_drawing *drawing, const cli_settings *settings)
{
    if (settings->quiet || !drawing->map)
        return;
    note_symbols(&drawing->inputs, settings);
    note_overlays(&drawing->inputs, settings);
    note_density(drawing->map, settings);
    note_languages(settings->labels.languages);
}
