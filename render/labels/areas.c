/* Names of countries and oblasts: in capitals, spread over the part of the area that is in the
 * frame. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/labels/area_grid.h"

/** Add the cells that are inside to those of one of the border's two countries. */
static void keep_own(label_work *work, label_grid *grid, const char *code)
{
    size_t cells = (size_t)grid->columns * (size_t)grid->rows;
    for (int side = 0; side < 2; side++) {
        if (strcmp(code, bm_border_country(work->basemap->border, side)) != 0)
            continue;
        if (!grid->own[side] && !(grid->own[side] = calloc(cells, 1))) {
            work->labels->failed = true;
            return;
        }
        for (size_t cell = 0; cell < cells; cell++)
            grid->own[side][cell] |= grid->inside[cell];
    }
}

/** Of the names of other countries, and of the border's own where there is no more room. */
#define OTHERS_SIZE 0.72

static void add_countries(label_work *work, label_grid *grid, const label_area_rows *rows)
{
    // The widest settings are for the two countries that the map is about. They are named in any
    // case, at worst in small letters; the neighbours are there for orientation only.
    static const label_setting settings[] = {{1, 1.5},         {1, 0.9}, {1, 0.5},
                                             {1, 0.2},         {1, 0},   {OTHERS_SIZE, 0.15},
                                             {OTHERS_SIZE, 0}, {0.55, 0}};
    enum { WIDEST_OF_OTHERS = 2, OF_OTHERS = 3 };
    const bm_layer *layer = work->basemap->countries;
    size_t cells = (size_t)grid->columns * (size_t)grid->rows;
    int name = bm_layer_field(layer, "NAME"), iso = bm_layer_field(layer, "ISO_A2");
    for (size_t i = 0; i < bm_layer_count(layer) && !work->labels->failed; i++) {
        const char *text = bm_layer_text(layer, i, name), *code = bm_layer_text(layer, i, iso);
        bm_names names = bm_names_of_feature(&work->languages, layer, i, code);
        if (!label_grid_fill(work, grid, &rows->countries[i], NULL))
            continue;
        for (size_t cell = 0; cell < cells; cell++)
            grid->land[cell] |= grid->inside[cell];
        keep_own(work, grid, code);
        if (!*text)
            continue;
        bool own = strcmp(code, bm_border_country(work->basemap->border, 0)) == 0 ||
                   strcmp(code, bm_border_country(work->basemap->border, 1)) == 0;
        bm_text_style *style =
            label_style_copy(work, label_style_on_ground(work, &work->style->country_label));
        if (!style)
            return;
        if (!own)
            style->size_pt *= OTHERS_SIZE;
        // A name belongs to the whole page, and grows with it.
        bm_px_box map = work->frame->map;
        double side_pt = sqrt((map.x1 - map.x0) * (map.y1 - map.y0)) / work->pt;
        style->size_pt = fmax(style->size_pt * fmin(fmax(sqrt(side_pt / 620), 0.75), 1.8), 6);
        label_grid_add_name(work, grid, names, LABEL_COUNTRY,
                            own ? LABEL_PRIORITY_OWN_COUNTRY : LABEL_PRIORITY_COUNTRY, style,
                            own ? settings : settings + WIDEST_OF_OTHERS,
                            own ? sizeof settings / sizeof *settings : OF_OTHERS);
    }
}

bool label_names_an_event(const label_work *work, const char *oblast)
{
    for (size_t i = 0; work->stage != BM_LABELS_BASE && i < work->marks->count; i++) {
        const bm_event *event = work->marks->items[i].first;
        if (event && event->location.precision == BM_PLACE_PRECISION_REGION &&
            strcmp(event->location.admin1, oblast) == 0)
            return true;
    }
    return false;
}

/** "Брэсцкая" of "Брэсцкая вобласць": what kind of area it is, its place and type say. */
static void shorten_oblast(label_work *work, const char **name)
{
    static const char *const kinds[] = {" вобласць", " область"};
    size_t length = strlen(*name);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t tail = strlen(kinds[i]);
        if (length <= tail || strcmp(*name + length - tail, kinds[i]) != 0)
            continue;
        char *kept = bm_arena_strndup(&work->labels->arena, *name, length - tail);
        work->labels->failed |= !kept;
        *name = kept ? kept : *name;
        return;
    }
}

/** The oblasts' outlines are coarser than the countries': seen closely, a strip of one lies on the
 * other side of the border. Its name must not. */
static void add_oblasts(label_work *work, label_grid *grid, const label_area_rows *rows)
{
    static const label_setting settings[] = {{1, 0.25}, {1, 0}};
    const bm_layer *layer = work->basemap->oblasts;
    const bm_text_style *style = label_style_on_ground(work, &work->style->oblast_label);
    if (!layer)
        return;
    int name = bm_layer_field(layer, "NAME"), iso = bm_layer_field(layer, "ISO_A2");
    for (int side = 0; side < 2; side++) {
        const char *country = bm_border_country(work->basemap->border, side);
        const unsigned char *own = grid->own[side];
        for (size_t i = 0; own && i < bm_layer_count(layer) && !work->labels->failed; i++) {
            const char *text = bm_layer_text(layer, i, name);
            // A city that is a unit of its own has its name already.
            bool city = strstr(text, "City") != NULL || strstr(text, "city") != NULL;
            if (!*text || city || strcmp(bm_layer_text(layer, i, iso), country) != 0 ||
                label_names_an_event(work, text) ||
                !label_grid_fill(work, grid, &rows->oblasts[i], own))
                continue;
            bm_names names = bm_names_of_feature(&work->languages, layer, i, country);
            shorten_oblast(work, &names.first);
            shorten_oblast(work, &names.second);
            label_grid_add_name(work, grid, names, LABEL_OBLAST, LABEL_PRIORITY_OBLAST, style,
                                settings, 2);
            if (!work->labels->failed)
                work->labels->items[work->labels->item_count - 1].area = text;
        }
    }
}

void label_collect_areas(label_work *work)
{
    label_grid grid;
    label_area_rows rows;
    bool has_rows = label_area_rows_find(&rows, work->basemap, work->frame,
                                         label_grid_cell_px(work->frame->map));
    work->labels->failed |= !has_rows;
    if (label_grid_init(&grid, work->frame->map) && has_rows) {
        label_grid_find_busy(work, &grid);
        label_grid_find_towns(work, &grid);
        add_countries(work, &grid, &rows);
        if (!work->is_sparse) {
            add_oblasts(work, &grid, &rows);
            label_add_seas(work, &grid);
        }
    } else if (!grid.inside || !grid.land || !grid.inside_sum || !grid.busy_sum || !grid.town_sum) {
        work->labels->failed |= grid.columns > 0 && grid.rows > 0;
    }
    label_grid_finish(&grid);
    label_area_rows_finish(&rows);
}
