/* Where in an area its name may stand, and in what setting. */
#include <math.h>

#include "render/labels/area_grid.h"

enum { BEST_MAX = 24, BLOCK = 3 };
/** Letters of reduced names are no smaller. */
#define LEAST_PT 6.5
/** As many spots that nothing is near to are enough for a country's name. */
enum { QUIET_ENOUGH = 18 };

/** A position of a name within an area. */
typedef struct area_spot {
    bm_px middle;
    double cost;
    bool is_quiet; /**< nothing is near */
} area_spot;

/** Insert into a list that is sorted by cost; the dearest falls out of a full one. */
static void keep_spot(area_spot *spots, size_t *count, area_spot spot)
{
    size_t at = *count;
    while (at > 0 && spots[at - 1].cost > spot.cost)
        at--;
    if (at == BEST_MAX)
        return;
    size_t end = *count < BEST_MAX ? (*count)++ : BEST_MAX - 1;
    for (; end > at; end--)
        spots[end] = spots[end - 1];
    spots[at] = spot;
}

/** Middle of the visible part, in cells. */
static bm_px find_middle(const label_grid *grid)
{
    double sum_x = 0, sum_y = 0, cells = 0;
    for (int row = grid->row0; row <= grid->row1; row++) {
        for (int column = grid->column0; column <= grid->column1; column++) {
            if (grid->inside[row * grid->columns + column]) {
                sum_x += column + 0.5;
                sum_y += row + 0.5;
                cells++;
            }
        }
    }
    return (bm_px){sum_x / cells, sum_y / cells};
}

/** The best spot of one square of BLOCK × BLOCK cells, if it has any. */
static bool search_block(const label_grid *grid, bm_px middle, int column0, int row0, int width,
                         int height, area_spot *best)
{
    const double diagonal = sqrt((double)(grid->columns * grid->columns + grid->rows * grid->rows));
    const uint32_t area = (uint32_t)(width * height);
    *best = (area_spot){.cost = HUGE_VAL};
    for (int row = row0; row < row0 + BLOCK && row + height <= grid->row1 + 1; row++) {
        if (row < grid->row0)
            continue;
        const unsigned char *middles = grid->inside + (row + height / 2) * grid->columns;
        for (int column = column0; column < column0 + BLOCK && column + width <= grid->columns;
             column++) {
            if (!middles[column] || !middles[column + width - 1] ||
                label_grid_sum(grid, grid->inside_sum, column, row, width, height) != area ||
                label_grid_sum(grid, grid->taken_sum, column, row, width, height) != 0)
                continue;
            uint32_t near = label_grid_sum(grid, grid->busy_sum, column, row, width, height);
            double busy = (double)near / area;
            bm_px at = {column + width / 2.0, row + height / 2.0};
            double dx = at.x - middle.x, dy = at.y - middle.y;
            double off = sqrt(dx * dx + dy * dy) / diagonal;
            uint32_t towns = label_grid_sum(grid, grid->town_sum, column, row, width, height);
            double cost = 16 * off + 6 * busy + 4 * towns;
            if (cost < best->cost)
                *best = (area_spot){at, cost, near + towns == 0};
        }
    }
    return best->cost < HUGE_VAL;
}

static size_t find_spots(const label_work *work, const label_grid *grid, bm_px middle,
                         const label_form *form, int margin, area_spot spots[BEST_MAX])
{
    bm_px_box map = work->frame->map;
    int width = (int)ceil((form->width_px + 2 * form->halo_px) / grid->cell_px) + margin;
    int height = (int)ceil((form->height_px + 2 * form->halo_px) / grid->cell_px) + margin;
    size_t count = 0;
    int row0 = grid->row0 - grid->row0 % BLOCK, column0 = grid->column0 - grid->column0 % BLOCK;
    for (int row = row0; row + height <= grid->row1 + 1; row += BLOCK) {
        for (int column = column0; column + width <= grid->column1 + 1; column += BLOCK) {
            area_spot best;
            if (!search_block(grid, middle, column, row, width, height, &best))
                continue;
            best.middle = (bm_px){map.x0 + best.middle.x * grid->cell_px,
                                  map.y0 + best.middle.y * grid->cell_px};
            keep_spot(spots, &count, best);
        }
    }
    return count;
}

/** A form of a name, in one setting; NULL when memory is short. */
static label_form *set_name(label_work *work, bm_names names, const bm_text_style *style,
                            label_setting setting)
{
    // Spread letters need air, or they are read together with what stands beside them.
    double air = setting.size < 1 ? 0.25 : 0.5;
    bm_text_style *spaced = label_style_copy(work, style);
    label_form *form = label_form_new(work);
    if (!spaced || !form)
        return NULL;
    spaced->size_pt = fmax(setting.size * style->size_pt, fmin(LEAST_PT, style->size_pt));
    spaced->spacing_pt = setting.size * style->spacing_pt + setting.spacing_em * spaced->size_pt;
    label_form_add_names(work, form, spaced, names);
    form->halo_px = fmax(form->halo_px, air * spaced->size_pt * work->pt);
    return form;
}

void label_grid_add_name(label_work *work, const label_grid *grid, bm_names names, label_kind kind,
                         int priority, const bm_text_style *style, const label_setting *settings,
                         size_t setting_count)
{
    bm_names upper = names;
    if (kind != LABEL_SEA)
        upper = (bm_names){label_upper(work, names.first), label_upper(work, names.second)};
    if (!label_begin(work, names.first, kind, priority, 40, 0))
        return;
    bm_px middle = find_middle(grid);
    size_t quiet = 0;
    for (size_t i = 0; i < setting_count && (kind != LABEL_COUNTRY || quiet < QUIET_ENOUGH); i++) {
        label_form *form = set_name(work, upper, style, settings[i]);
        if (!form)
            return;
        area_spot spots[BEST_MAX];
        size_t count = find_spots(work, grid, middle, form, settings[i].size < 1 ? 0 : 1, spots);
        for (size_t j = 0; j < count; j++) {
            label_add_centred(work, form, spots[j].middle, spots[j].cost + 2.5 * (double)i);
            quiet += spots[j].is_quiet;
        }
    }
}
