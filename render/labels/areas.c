/* Names of countries and oblasts: in capitals, spread over the part of the area that is in the
 * frame. The visible part is drawn into a coarse grid; a table of sums over it tells for every
 * place at once whether a box lies wholly inside. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/labels/parts.h"

enum { CELLS_A_SIDE = 160, BEST_MAX = 24, BLOCK = 3 };

/** The map as a grid of cells, with sums (over all cells above and left). */
typedef struct area_grid {
    int columns, rows;
    double cell_px;
    unsigned char *inside; /**< columns × rows */
    uint32_t *inside_sum;  /**< (columns + 1) × (rows + 1) */
    uint32_t *busy_sum;    /**< of what labels should keep away from */
    double *crossings;     /**< scratch: where outlines meet a row */
    size_t crossing_count, crossing_capacity;
    bool failed;
} area_grid;

static bool init_grid(area_grid *grid, bm_px_box map)
{
    double width = map.x1 - map.x0, height = map.y1 - map.y0;
    *grid = (area_grid){.cell_px = fmax(fmax(width, height) / CELLS_A_SIDE, 1)};
    grid->columns = (int)floor(width / grid->cell_px);
    grid->rows = (int)floor(height / grid->cell_px);
    if (grid->columns < 1 || grid->rows < 1)
        return false;
    size_t cells = (size_t)grid->columns * (size_t)grid->rows;
    size_t sums = (size_t)(grid->columns + 1) * (size_t)(grid->rows + 1);
    grid->inside = calloc(cells, 1);
    grid->inside_sum = calloc(sums, sizeof *grid->inside_sum);
    grid->busy_sum = calloc(sums, sizeof *grid->busy_sum);
    return grid->inside && grid->inside_sum && grid->busy_sum;
}

static void finish_grid(area_grid *grid)
{
    free(grid->inside);
    free(grid->inside_sum);
    free(grid->busy_sum);
    free(grid->crossings);
}

static void sum_up(const area_grid *grid, uint32_t *sums)
{
    size_t stride = (size_t)grid->columns + 1;
    for (int row = 0; row < grid->rows; row++) {
        uint32_t line = 0;
        for (int column = 0; column < grid->columns; column++) {
            line += grid->inside[row * grid->columns + column];
            size_t at = ((size_t)row + 1) * stride + (size_t)column + 1;
            sums[at] = sums[at - stride] + line;
        }
    }
}

static uint32_t sum_of(const area_grid *grid, const uint32_t *sums, int column, int row, int width,
                       int height)
{
    size_t stride = (size_t)grid->columns + 1;
    size_t top = (size_t)row * stride, bottom = ((size_t)row + (size_t)height) * stride;
    size_t left = (size_t)column, right = left + (size_t)width;
    return sums[bottom + right] - sums[top + right] - sums[bottom + left] + sums[top + left];
}

static void mark_box(const area_grid *grid, bm_px_box map, bm_px_box box)
{
    int column0 = (int)fmax(floor((box.x0 - map.x0) / grid->cell_px), 0);
    int column1 = (int)fmin(floor((box.x1 - map.x0) / grid->cell_px), grid->columns - 1);
    int row0 = (int)fmax(floor((box.y0 - map.y0) / grid->cell_px), 0);
    int row1 = (int)fmin(floor((box.y1 - map.y0) / grid->cell_px), grid->rows - 1);
    for (int row = row0; row <= row1; row++) {
        for (int column = column0; column <= column1; column++)
            grid->inside[row * grid->columns + column] = 1;
    }
}

/** Around the marks, where event labels will stand, and under the furniture. */
static void find_busy(const label_work *work, area_grid *grid)
{
    bm_px_box map = work->frame->map;
    double reach = 34 * work->pt;
    for (size_t i = 0; i < work->marks->count; i++) {
        bm_px at = work->marks->items[i].center;
        if (isfinite(at.x) && isfinite(at.y))
            mark_box(grid, map,
                     (bm_px_box){at.x - reach, at.y - reach / 2, at.x + reach, at.y + reach / 2});
    }
    for (size_t i = 0; work->obstacles && i < work->obstacles->count; i++)
        mark_box(grid, map, work->obstacles->boxes[i]);
    sum_up(grid, grid->busy_sum);
}

/** The outlines of a feature, kept until it is filled. */
typedef struct outline {
    bm_px *points;
    size_t *starts;
    size_t count, capacity, part_count, part_capacity;
    bool failed;
} outline;

static void keep_ring(label_work *work, const bm_px *points, size_t count, void *context)
{
    outline *kept = context;
    (void)work;
    size_t *starts =
        bm_array_grow(kept->starts, kept->part_count + 1, &kept->part_capacity, sizeof *starts);
    if (!starts) {
        kept->failed = true;
        return;
    }
    kept->starts = starts;
    kept->starts[kept->part_count++] = kept->count;
    for (size_t i = 0; i < count && !kept->failed; i++) {
        bm_px *grown = bm_array_grow(kept->points, kept->count, &kept->capacity, sizeof *grown);
        kept->failed = !grown;
        if (grown) {
            kept->points = grown;
            kept->points[kept->count++] = points[i];
        }
    }
    kept->starts[kept->part_count] = kept->count;
}

static int compare_numbers(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static void add_crossing(area_grid *grid, double x)
{
    double *grown = bm_array_grow(grid->crossings, grid->crossing_count, &grid->crossing_capacity,
                                  sizeof *grown);
    if (!grown) {
        grid->failed = true;
        return;
    }
    grid->crossings = grown;
    grid->crossings[grid->crossing_count++] = x;
}

static void fill_row(area_grid *grid, const outline *rings, bm_px_box map, int row)
{
    double y = map.y0 + (row + 0.5) * grid->cell_px;
    grid->crossing_count = 0;
    for (size_t part = 0; part < rings->part_count; part++) {
        for (size_t i = rings->starts[part] + 1; i < rings->starts[part + 1]; i++) {
            bm_px a = rings->points[i - 1], b = rings->points[i];
            if ((a.y <= y) != (b.y <= y))
                add_crossing(grid, a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
        }
    }
    if (grid->crossing_count == 0)
        return;
    qsort(grid->crossings, grid->crossing_count, sizeof *grid->crossings, compare_numbers);
    for (size_t i = 0; i + 1 < grid->crossing_count; i += 2) {
        double from = ceil((grid->crossings[i] - map.x0) / grid->cell_px - 0.5);
        double to = floor((grid->crossings[i + 1] - map.x0) / grid->cell_px - 0.5);
        int first = (int)fmax(from, 0), last = (int)fmin(to, grid->columns - 1);
        for (int column = first; column <= last; column++)
            grid->inside[row * grid->columns + column] = 1;
    }
}

/** Mark the cells that lie in `feature`, and in `within` too unless that is NULL. */
static bool fill_area(label_work *work, area_grid *grid, const bm_feature *feature,
                      const unsigned char *within)
{
    outline rings = {0};
    size_t cells = (size_t)grid->columns * (size_t)grid->rows;
    memset(grid->inside, 0, cells);
    label_visit_parts(work, feature, grid->cell_px * 0.8, keep_ring, &rings);
    for (int row = 0; row < grid->rows && rings.part_count && !rings.failed; row++)
        fill_row(grid, &rings, work->frame->map, row);
    bool done = rings.part_count > 0 && !rings.failed && !grid->failed;
    work->labels->failed |= rings.failed || grid->failed;
    free(rings.points);
    free(rings.starts);
    for (size_t i = 0; i < cells && within; i++)
        grid->inside[i] &= within[i];
    if (done)
        sum_up(grid, grid->inside_sum);
    return done;
}

/** A position of a name within an area. */
typedef struct area_spot {
    bm_px middle;
    double cost;
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
static bm_px find_middle(const area_grid *grid)
{
    double sum_x = 0, sum_y = 0, cells = 0;
    for (int row = 0; row < grid->rows; row++) {
        for (int column = 0; column < grid->columns; column++) {
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
static bool search_block(const area_grid *grid, bm_px middle, int column0, int row0, int width,
                         int height, area_spot *best)
{
    const double diagonal = hypot(grid->columns, grid->rows);
    const uint32_t area = (uint32_t)(width * height);
    *best = (area_spot){.cost = HUGE_VAL};
    for (int row = row0; row < row0 + BLOCK && row + height <= grid->rows; row++) {
        for (int column = column0; column < column0 + BLOCK && column + width <= grid->columns;
             column++) {
            if (sum_of(grid, grid->inside_sum, column, row, width, height) != area)
                continue;
            double busy = (double)sum_of(grid, grid->busy_sum, column, row, width, height) / area;
            bm_px at = {column + width / 2.0, row + height / 2.0};
            double off = hypot(at.x - middle.x, at.y - middle.y) / diagonal;
            double cost = 16 * off + 6 * busy;
            if (cost < best->cost)
                *best = (area_spot){at, cost};
        }
    }
    return best->cost < HUGE_VAL;
}

static size_t find_spots(const label_work *work, const area_grid *grid, bm_px middle,
                         const label_form *form, area_spot spots[BEST_MAX])
{
    bm_px_box map = work->frame->map;
    int width = (int)ceil((form->width_px + 2 * form->halo_px) / grid->cell_px) + 1;
    int height = (int)ceil((form->height_px + 2 * form->halo_px) / grid->cell_px) + 1;
    size_t count = 0;
    for (int row = 0; row < grid->rows; row += BLOCK) {
        for (int column = 0; column < grid->columns; column += BLOCK) {
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

/** Add a name with these letter-spacings, the widest first. */
static void add_area(label_work *work, const area_grid *grid, bm_names names, label_kind kind,
                     int priority, const bm_text_style *style, const double *spacings_em,
                     size_t spacing_count)
{
    bm_names upper = {label_upper(work, names.first), label_upper(work, names.second)};
    if (!label_begin(work, names.first, kind, priority, 40, 0))
        return;
    bm_px middle = find_middle(grid);
    for (size_t i = 0; i < spacing_count; i++) {
        bm_text_style *spaced = label_style_copy(work, style);
        label_form *form = label_form_new(work);
        if (!spaced || !form)
            return;
        spaced->spacing_pt += spacings_em[i] * style->size_pt;
        label_form_add_names(work, form, spaced, upper);
        // Spread letters need air, or they are read together with what stands beside them.
        form->halo_px = fmax(form->halo_px, 0.5 * style->size_pt * work->pt);
        area_spot spots[BEST_MAX];
        size_t count = find_spots(work, grid, middle, form, spots);
        for (size_t j = 0; j < count; j++)
            label_add_centred(work, form, spots[j].middle, spots[j].cost + 2.5 * (double)i);
    }
}

static void add_countries(label_work *work, area_grid *grid)
{
    static const double spacings[] = {1.5, 0.9, 0.5, 0.2, 0};
    const bm_layer *layer = work->basemap->countries;
    int name = bm_layer_field(layer, "NAME"), iso = bm_layer_field(layer, "ISO_A2");
    for (size_t i = 0; i < bm_layer_count(layer) && !work->labels->failed; i++) {
        const char *text = bm_layer_text(layer, i, name), *code = bm_layer_text(layer, i, iso);
        bm_names names = bm_names_of_feature(&work->languages, layer, i, code);
        if (!*text || !fill_area(work, grid, bm_layer_feature(layer, i), NULL))
            continue;
        bool own = strcmp(code, bm_border_country(work->basemap->border, 0)) == 0 ||
                   strcmp(code, bm_border_country(work->basemap->border, 1)) == 0;
        bm_text_style *style = label_style_copy(work, &work->style->country_label);
        if (!style)
            return;
        // The neighbours are there for orientation only.
        if (!own)
            style->size_pt *= 0.72;
        // A name belongs to the whole page, and grows with it.
        bm_px_box map = work->frame->map;
        double side_pt = sqrt((map.x1 - map.x0) * (map.y1 - map.y0)) / work->pt;
        style->size_pt *= fmin(fmax(sqrt(side_pt / 620), 0.75), 1.8);
        // The widest setting is for the two countries that the map is about.
        add_area(work, grid, names, LABEL_COUNTRY, LABEL_PRIORITY_COUNTRY - (own ? 0 : 1000), style,
                 own ? spacings : spacings + 2, own ? 5 : 3);
    }
}

/** True when events that are known only to an oblast are labelled with its name. */
static bool names_an_event(const label_work *work, const char *oblast)
{
    for (size_t i = 0; i < work->marks->count; i++) {
        const bm_event *event = work->marks->items[i].first;
        if (event && event->location.precision == BM_PLACE_PRECISION_REGION &&
            strcmp(event->location.admin1, oblast) == 0)
            return true;
    }
    return false;
}

/** The cells of the country with this code; NULL when it is not in the frame. */
static unsigned char *cells_of_country(label_work *work, area_grid *grid, const char *wanted)
{
    const bm_layer *layer = work->basemap->countries;
    int iso = bm_layer_field(layer, "ISO_A2");
    size_t cells = (size_t)grid->columns * (size_t)grid->rows;
    unsigned char *mask = NULL;
    for (size_t i = 0; i < bm_layer_count(layer) && !work->labels->failed; i++) {
        if (strcmp(bm_layer_text(layer, i, iso), wanted) != 0 ||
            !fill_area(work, grid, bm_layer_feature(layer, i), NULL))
            continue;
        if (!mask && !(mask = calloc(cells, 1))) {
            work->labels->failed = true;
            return NULL;
        }
        for (size_t cell = 0; cell < cells; cell++)
            mask[cell] |= grid->inside[cell];
    }
    return mask;
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
static void add_oblasts(label_work *work, area_grid *grid)
{
    static const double spacings[] = {0.25, 0};
    const bm_layer *layer = work->basemap->oblasts;
    if (!layer)
        return;
    int name = bm_layer_field(layer, "NAME"), iso = bm_layer_field(layer, "ISO_A2");
    for (int side = 0; side < 2; side++) {
        const char *country = bm_border_country(work->basemap->border, side);
        unsigned char *own = cells_of_country(work, grid, country);
        for (size_t i = 0; own && i < bm_layer_count(layer) && !work->labels->failed; i++) {
            const char *text = bm_layer_text(layer, i, name);
            // A city that is a unit of its own has its name already.
            bool city = strstr(text, "City") != NULL || strstr(text, "city") != NULL;
            if (!*text || city || strcmp(bm_layer_text(layer, i, iso), country) != 0 ||
                names_an_event(work, text) ||
                !fill_area(work, grid, bm_layer_feature(layer, i), own))
                continue;
            bm_names names = bm_names_of_feature(&work->languages, layer, i, country);
            shorten_oblast(work, &names.first);
            shorten_oblast(work, &names.second);
            add_area(work, grid, names, LABEL_OBLAST, LABEL_PRIORITY_OBLAST,
                     &work->style->oblast_label, spacings, 2);
        }
        free(own);
    }
}

void label_collect_areas(label_work *work)
{
    area_grid grid;
    if (init_grid(&grid, work->frame->map)) {
        find_busy(work, &grid);
        add_countries(work, &grid);
        add_oblasts(work, &grid);
    } else if (!grid.inside || !grid.inside_sum || !grid.busy_sum) {
        work->labels->failed |= grid.columns > 0 && grid.rows > 0;
    }
    finish_grid(&grid);
}
