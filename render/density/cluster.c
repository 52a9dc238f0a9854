#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/density/private.h"
#include "render/marks/private.h"

/** How near places are that share a symbol. */
#define REACH_PT 24.0
/** Places nearer than this are one to begin with. */
#define BIN_PT 1.5
#define GAP_PT 2.0
/** Rounds of making room for each other. */
#define PUSHES_MAX 60

/** Events in a bin of the page, and then those of a cluster. */
typedef struct site {
    uint64_t count;
    double x, y; /**< sums */
    uint32_t shares[BM_DENSITY_ENTRIES];
    bool taken;
    char country[3];
    bool is_mixed; /**< the border is at hand: its bin may have sites of several countries */
    uint32_t next; /**< site of the same bin in another country: index + 1 */
    double dx, dy; /**< how far its symbol makes room for those of another country */
} site;

typedef struct gathering {
    const bm_frame *frame;
    double bin_px;
    size_t columns, rows;
    uint32_t *site_of; /**< by bin: index + 1 */
    site *sites;
    size_t count, capacity;
    size_t *events;          /**< by category of the points */
    const uint8_t *entry_of; /**< the same: index into the legend's entries */
    bool failed;
    const bm_border *border;
    double bin_km;
    int32_t last_lon, last_lat; /**< events at one place come together */
    bm_border_relation last;
} gathering;

static void count_category(void *context, bm_px at, const bm_packed_point *point)
{
    gathering *work = context;
    (void)at;
    work->events[point->category]++;
}

/* Where a point lies; "" and far from any border without one. */
static const bm_border_relation *relate(gathering *work, const bm_packed_point *point)
{
    bool known =
        work->last.country[0] && point->lon == work->last_lon && point->lat == work->last_lat;
    if (!work->border || known)
        return &work->last;
    bm_lonlat position = {point->lon / BM_POINT_UNITS_A_DEGREE,
                          point->lat / BM_POINT_UNITS_A_DEGREE};
    if (bm_border_relate(work->border, position, &work->last, NULL))
        work->last = (bm_border_relation){.border_km = HUGE_VAL};
    work->last_lon = point->lon;
    work->last_lat = point->lat;
    return &work->last;
}

/* A site of a bin, in the country of the point; the first of the bin says whether the border is so
 * near that every point has to be asked. Index + 1; 0 without memory. */
static uint32_t add_site(gathering *work, const bm_packed_point *point, uint32_t next)
{
    site *grown = bm_array_grow(work->sites, work->count, &work->capacity, sizeof *grown);
    if (!grown) {
        work->failed = true;
        return 0;
    }
    const bm_border_relation *relation = relate(work, point);
    work->sites = grown;
    work->sites[work->count] =
        (site){.is_mixed = work->border && relation->border_km < work->bin_km, .next = next};
    memcpy(work->sites[work->count].country, relation->country, sizeof relation->country);
    return (uint32_t)++work->count;
}

static uint32_t find_site(gathering *work, const bm_packed_point *point, uint32_t first)
{
    if (!work->sites[first - 1].is_mixed)
        return first;
    const char *country = relate(work, point)->country;
    for (uint32_t at = first; at; at = work->sites[at - 1].next)
        if (strcmp(work->sites[at - 1].country, country) == 0)
            return at;
    return 0;
}

static void gather_site(void *context, bm_px at, const bm_packed_point *point)
{
    gathering *work = context;
    const bm_px_box *map = &work->frame->map;
    size_t column = (size_t)((at.x - map->x0) / work->bin_px);
    size_t row = (size_t)((at.y - map->y0) / work->bin_px);
    uint32_t *slot = &work->site_of[row * work->columns + column];
    uint32_t found = *slot ? find_site(work, point, *slot) : 0;
    if (!found) {
        found = add_site(work, point, *slot);
        if (!found)
            return;
        *slot = found;
    }
    site *here = &work->sites[found - 1];
    here->count++;
    here->x += at.x;
    here->y += at.y;
    here->shares[work->entry_of[point->category]]++;
}

/* The entries of the legend, and which each category of the points has. */
static bool settle_entries(const bm_density_work *work, const size_t *events, uint8_t *entry_of)
{
    size_t total = work->points->category_count, count = 0;
    bm_event *kinds = calloc(total + 1, sizeof *kinds);
    bm_mark_item *items = calloc(total + 1, sizeof *items);
    bool good = kinds && items;
    for (size_t i = 0; good && i < total; i++) {
        kinds[i].category = work->points->categories[i].key;
        kinds[i].category_label = work->points->categories[i].label;
        if (events[i])
            items[count++] = (bm_mark_item){.event = &kinds[i], .weight = events[i], .order = i};
    }
    if (good && !work->ground)
        bm_marks_settle_legend(work->marks, NULL, work->style, items, count);
    for (size_t i = 0; good && i < count; i++) {
        size_t entry = bm_marks_entry_of(work->marks, items[i].event);
        entry_of[items[i].order] = (uint8_t)(entry < BM_DENSITY_ENTRIES ? entry : 0);
        if (work->ground && entry < work->marks->entry_count)
            work->marks->entries[entry].count += items[i].weight;
    }
    free(kinds);
    free(items);
    return good;
}

static int by_count(const void *left, const void *right)
{
    const site *a = left, *b = right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    if (a->y != b->y)
        return a->y < b->y ? -1 : 1;
    return (a->x > b->x) - (a->x < b->x);
}

static bm_px middle_of(const site *at)
{
    return (bm_px){at->x / (double)at->count, at->y / (double)at->count};
}

static void join(site *into, site *from)
{
    into->count += from->count;
    into->x += from->x;
    into->y += from->y;
    for (size_t i = 0; i < BM_DENSITY_ENTRIES; i++)
        into->shares[i] += from->shares[i];
    from->taken = true;
}

/** Sites by the cell of a grid as wide as the reach; `next` chains those of one cell. */
typedef struct site_grid {
    bm_px corner;
    double reach_px;
    size_t columns, rows;
    uint32_t *first, *next; /**< index + 1 */
    bm_px *at;              /**< of the sites before they are joined */
} site_grid;

static size_t column_of(const site_grid *grid, size_t index)
{
    return (size_t)((grid->at[index].x - grid->corner.x) / grid->reach_px);
}

static size_t row_of(const site_grid *grid, size_t index)
{
    return (size_t)((grid->at[index].y - grid->corner.y) / grid->reach_px);
}

static void take_near(gathering *work, const site_grid *grid, size_t seed)
{
    size_t column = column_of(grid, seed), row = row_of(grid, seed);
    for (size_t r = row ? row - 1 : 0; r <= row + 1 && r < grid->rows; r++)
        for (size_t c = column ? column - 1 : 0; c <= column + 1 && c < grid->columns; c++)
            for (uint32_t k = grid->first[r * grid->columns + c]; k; k = grid->next[k - 1]) {
                site *other = &work->sites[k - 1];
                bm_px a = grid->at[seed], b = grid->at[k - 1];
                if (k - 1 > seed && !other->taken &&
                    strcmp(other->country, work->sites[seed].country) == 0 &&
                    hypot(b.x - a.x, b.y - a.y) <= grid->reach_px)
                    join(&work->sites[seed], other);
            }
}

/* The fullest place takes those in its reach, then the next one. */
static bool merge_near(gathering *work, double reach_px)
{
    const bm_px_box *map = &work->frame->map;
    site_grid grid = {.corner = {map->x0, map->y0}, .reach_px = reach_px};
    grid.columns = (size_t)((map->x1 - map->x0) / reach_px) + 1;
    grid.rows = (size_t)((map->y1 - map->y0) / reach_px) + 1;
    grid.first = calloc(grid.columns * grid.rows, sizeof *grid.first);
    grid.next = calloc(work->count + 1, sizeof *grid.next);
    grid.at = calloc(work->count + 1, sizeof *grid.at);
    bool good = grid.first && grid.next && grid.at;
    for (size_t i = work->count; good && i-- > 0;) {
        grid.at[i] = middle_of(&work->sites[i]);
        size_t cell = row_of(&grid, i) * grid.columns + column_of(&grid, i);
        grid.next[i] = grid.first[cell];
        grid.first[cell] = (uint32_t)i + 1;
    }
    for (size_t i = 0; good && i < work->count; i++)
        if (!work->sites[i].taken)
            take_near(work, &grid, i);
    free(grid.first);
    free(grid.next);
    free(grid.at);
    return good;
}

static void close_up(gathering *work)
{
    size_t kept = 0;
    for (size_t i = 0; i < work->count; i++)
        if (!work->sites[i].taken)
            work->sites[kept++] = work->sites[i];
    work->count = kept;
}

/* Symbols grow by the digits of their number, so that it fits. */
static double radius_pt(const bm_style *style, uint64_t count)
{
    double one = style->symbol_size_pt / 2;
    return count == 1 ? one : fmin(one + 1.8 + 2.1 * log10((double)count), 3.2 * one);
}

/* Symbols stand at the middle of their events, whole on the map. */
static bm_px place_of(const gathering *work, const bm_style *style, const site *at)
{
    bm_px_box map = work->frame->map;
    bm_px middle = middle_of(at);
    double edge = bm_frame_px(work->frame, radius_pt(style, at->count) + 1);
    return (bm_px){fmin(fmax(middle.x + at->dx, map.x0 + edge), map.x1 - edge),
                   fmin(fmax(middle.y + at->dy, map.y0 + edge), map.y1 - edge)};
}

static bool touch(const gathering *work, const bm_style *style, const site *a, const site *b)
{
    bm_px from = place_of(work, style, a), to = place_of(work, style, b);
    double radii_pt = radius_pt(style, a->count) + radius_pt(style, b->count);
    return hypot(from.x - to.x, from.y - to.y) < bm_frame_px(work->frame, radii_pt + GAP_PT);
}

/* Two of different countries that touch make room for each other. */
static void push_apart(const gathering *work, const bm_style *style, site *a, site *b)
{
    bm_px from = place_of(work, style, a), to = place_of(work, style, b);
    double x = to.x - from.x, y = to.y - from.y, away = hypot(x, y);
    double radii_pt = radius_pt(style, a->count) + radius_pt(style, b->count);
    double step = (bm_frame_px(work->frame, radii_pt + GAP_PT) - away) / 2 + 0.05;
    if (!(away > 0)) {
        x = away = 1;
        y = 0;
    }
    a->dx -= x / away * step;
    a->dy -= y / away * step;
    b->dx += x / away * step;
    b->dy += y / away * step;
}

/* Those of one country that touch become one, the others make room, till none do. */
static void part_symbols(gathering *work, const bm_style *style)
{
    int pushes = PUSHES_MAX;
    for (bool again = work->count > 0; again;) {
        again = false;
        qsort(work->sites, work->count, sizeof *work->sites, by_count);
        for (size_t i = 0; i < work->count; i++)
            for (size_t k = i + 1; !work->sites[i].taken && k < work->count; k++) {
                site *a = &work->sites[i], *b = &work->sites[k];
                if (b->taken || !touch(work, style, a, b))
                    continue;
                again = true;
                if (strcmp(a->country, b->country) == 0)
                    join(a, b);
                else
                    push_apart(work, style, a, b);
            }
        /* Where there is no room for all, some cover others. */
        again = again && pushes-- > 0;
        close_up(work);
    }
}

static bool keep(bm_density_work *work, const gathering *gathered)
{
    bm_density *density = work->density;
    double edge_px = bm_frame_px(work->frame, 1);
    density->cells = calloc(gathered->count + 1, sizeof *density->cells);
    density->shares = calloc(gathered->count + 1, BM_DENSITY_ENTRIES * sizeof *density->shares);
    density->clear = calloc(gathered->count + 1, sizeof *density->clear);
    if (!density->cells || !density->shares || !density->clear)
        return false;
    for (size_t i = 0; i < gathered->count; i++) {
        const site *from = &gathered->sites[i];
        bm_px at = place_of(gathered, work->style, from);
        double radius = bm_frame_px(work->frame, radius_pt(work->style, from->count));
        double reach = radius + edge_px;
        density->cells[i] = (bm_density_cell){at, radius, from->count};
        density->clear[i] = (bm_px_box){at.x - reach, at.y - reach, at.x + reach, at.y + reach};
        memcpy(density->shares + i * BM_DENSITY_ENTRIES, from->shares, sizeof from->shares);
        density->most = from->count > density->most ? from->count : density->most;
    }
    density->cell_count = density->clear_count = gathered->count;
    return true;
}

static bool merge(bm_density_work *work, gathering *gathered)
{
    if (gathered->count)
        qsort(gathered->sites, gathered->count, sizeof *gathered->sites, by_count);
    if (!merge_near(gathered, work->density->width_px))
        return false;
    close_up(gathered);
    part_symbols(gathered, work->style);
    return keep(work, gathered);
}

bm_status bm_density_make_clusters(bm_density_work *work, bm_error *error)
{
    const bm_frame *frame = work->frame;
    bm_status status = bm_density_settle_size(work, REACH_PT, error);
    if (status)
        return status;
    gathering gathered = {.frame = frame, .bin_px = bm_frame_px(frame, BIN_PT)};
    gathered.border = work->marks->border;
    bm_px middle = {(frame->map.x0 + frame->map.x1) / 2, (frame->map.y0 + frame->map.y1) / 2};
    gathered.bin_km = 2 * gathered.bin_px * bm_frame_metres_per_px(frame, middle) / 1000;
    gathered.columns = (size_t)((frame->map.x1 - frame->map.x0) / gathered.bin_px) + 1;
    gathered.rows = (size_t)((frame->map.y1 - frame->map.y0) / gathered.bin_px) + 1;
    size_t categories = work->points->category_count + 1;
    uint8_t *entry_of = calloc(categories, sizeof *entry_of);
    gathered.events = calloc(categories, sizeof *gathered.events);
    gathered.site_of = calloc(gathered.columns * gathered.rows, sizeof *gathered.site_of);
    gathered.entry_of = entry_of;
    bool good = entry_of && gathered.events && gathered.site_of;
    if (good)
        status = bm_density_visit(work, count_category, &gathered, error);
    good = good && settle_entries(work, gathered.events, entry_of);
    if (good && !status)
        status = bm_density_visit(work, gather_site, &gathered, error);
    good = good && !gathered.failed;
    if (!status && !(good && merge(work, &gathered)))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    free(entry_of);
    free(gathered.events);
    free(gathered.site_of);
    free(gathered.sites);
    return status;
}
