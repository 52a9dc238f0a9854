#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/density/countries.h"
#include "render/density/private.h"
#include "render/map/text.h"

/** How much of the ground's lines shows through. */
#define FILL_ALPHA 0.85
#define CIRCLE_ALPHA 0.72

/* "density-2" of a class of cells, "density-UA-2" of a country's surface. */
static void begin_class(const bm_density *density, const char *country, size_t index,
                        bm_canvas *canvas)
{
    char id[40], text[96];
    snprintf(id, sizeof id, "density-%s%s%zu", country, *country ? "-" : "", index + 1);
    bm_density_class_text(density, index, text, sizeof text);
    bm_canvas_begin_group(canvas, id, text);
}

static bm_px_box box_of(const bm_density_cell *cell)
{
    bm_px at = cell->center;
    double reach_px = cell->radius_px * (cell->splinters ? 3 : 1.2);
    return (bm_px_box){at.x - reach_px, at.y - reach_px, at.x + reach_px, at.y + reach_px};
}

static bm_px_box join(bm_px_box a, bm_px_box b)
{
    return (bm_px_box){fmin(a.x0, b.x0), fmin(a.y0, b.y0), fmax(a.x1, b.x1), fmax(a.y1, b.y1)};
}

static void add_hexagon(const bm_density *density, size_t index, bm_canvas *canvas)
{
    const bm_density_cell *cell = &density->cells[index];
    bm_px corners[BM_HEX_OUTLINE_MAX];
    size_t count = bm_hex_outline(cell->center, density->grid.radius_px, cell->splinters, corners);
    bm_canvas_add_points(canvas, corners, count, true);
}

/** The cells of a class that a border passes through. */
typedef struct cut_cells {
    const bm_density *density;
    const bool *beside; /**< of each cell */
    size_t index;       /**< of the class */
} cut_cells;

static bool is_cut(const cut_cells *cut, size_t cell)
{
    const bm_density *density = cut->density;
    return cut->beside[cell] &&
           bm_classes_find(&density->classes, (double)density->cells[cell].count) == cut->index;
}

/* Those of the country of one of them, within that; `first` is the first of these. */
static void draw_cut(const cut_cells *cut, size_t first, const bm_base *base, bm_color fill,
                     const bm_line_style *edge, bm_canvas *canvas)
{
    const bm_density *density = cut->density;
    const char *country = density->cells[first].country;
    bm_px_box box = box_of(&density->cells[first]);
    for (size_t i = first + 1; i < density->cell_count; i++)
        if (is_cut(cut, i) && strcmp(density->cells[i].country, country) == 0)
            box = join(box, box_of(&density->cells[i]));
    bool is_clipped = bm_base_add_own(base, country, box, canvas);
    if (is_clipped)
        bm_canvas_begin_clip_path(canvas);
    for (size_t i = first; i < density->cell_count; i++)
        if (is_cut(cut, i) && strcmp(density->cells[i].country, country) == 0)
            add_hexagon(density, i, canvas);
    bm_canvas_fill_stroke(canvas, fill, edge);
    if (is_clipped)
        bm_canvas_end_clip(canvas);
}

/* Those that a border cuts each within its country.
 * @param beside  of each cell, whether an outline of a country passes through it */
static void draw_hexagons(const bm_density *density, const bm_base *base, const bool *beside,
                          size_t index, const bm_line_style *edge, bm_canvas *canvas)
{
    cut_cells cut = {density, beside, index};
    char seen[BM_MAP_COUNTRIES_MAX][3];
    size_t seen_count = 0;
    bm_color fill = density->colors[index];
    fill.alpha = FILL_ALPHA;
    begin_class(density, "", index, canvas);
    for (size_t i = 0; i < density->cell_count; i++)
        if (!beside[i] &&
            bm_classes_find(&density->classes, (double)density->cells[i].count) == index)
            add_hexagon(density, i, canvas);
    bm_canvas_fill_stroke(canvas, fill, edge);
    for (size_t i = 0; i < density->cell_count; i++) {
        size_t at = 0;
        if (!is_cut(&cut, i))
            continue;
        while (at < seen_count && strcmp(seen[at], density->cells[i].country) != 0)
            at++;
        if (at < seen_count || at == BM_MAP_COUNTRIES_MAX)
            continue;
        memcpy(seen[seen_count++], density->cells[i].country, sizeof *seen);
        draw_cut(&cut, i, base, fill, edge, canvas);
    }
    bm_canvas_end_group(canvas);
}

/* Without memory no cell is drawn: none shall be seen in the wrong country. */
static void draw_all_hexagons(const bm_density *density, const bm_base *base, const bm_style *style,
                              bm_canvas *canvas)
{
    bool *beside = calloc(density->cell_count + 1, sizeof *beside);
    bm_px *centers = calloc(density->cell_count + 1, sizeof *centers);
    bool good = beside && centers;
    for (size_t i = 0; good && i < density->cell_count; i++)
        centers[i] = density->cells[i].center;
    if (good && density->by_country)
        good = bm_base_find_near_outline(base, centers, density->cell_count,
                                         density->grid.radius_px, beside);
    for (size_t i = 0; good && i < density->cell_count; i++)
        beside[i] |= density->cells[i].splinters != 0;
    for (size_t i = 0; good && i < density->classes.count; i++)
        if (density->class_cells[i])
            draw_hexagons(density, base, beside, i, &style->density_line, canvas);
    free(beside);
    free(centers);
}

/* A class from its own bound to the next: both rings, of which the canvas fills what lies between
 * (even-odd). */
static void draw_band(const bm_density *density, const bm_field *field, size_t index,
                      bm_canvas *canvas)
{
    bool good = true;
    bm_px corner = {density->field_origin.x + (double)field->left * density->field_px,
                    density->field_origin.y + (double)field->top * density->field_px};
    begin_class(density, field->country, index, canvas);
    for (size_t i = index; good && i <= index + 1 && i < density->classes.count; i++)
        good = bm_field_add_rings(field->nodes, field->columns, field->rows,
                                  density->classes.bounds[i], corner, density->field_px, canvas);
    bm_color fill = density->colors[index];
    fill.alpha = FILL_ALPHA;
    bm_canvas_fill(canvas, fill);
    bm_canvas_end_group(canvas);
}

/* Within its country, as far as it reaches. */
static void draw_field(const bm_density *density, const bm_field *field, const bm_base *base,
                       bm_canvas *canvas)
{
    double step_px = density->field_px;
    bm_px_box box = {.x0 = density->field_origin.x + (double)field->left * step_px,
                     .y0 = density->field_origin.y + (double)field->top * step_px};
    box.x1 = box.x0 + (double)field->columns * step_px;
    box.y1 = box.y0 + (double)field->rows * step_px;
    bool is_clipped = density->by_country && bm_base_add_own(base, field->country, box, canvas);
    if (is_clipped)
        bm_canvas_begin_clip_path(canvas);
    for (size_t i = 0; i < density->classes.count; i++)
        draw_band(density, field, i, canvas);
    if (is_clipped)
        bm_canvas_end_clip(canvas);
}

bm_color bm_density_circle_color(const bm_density *density)
{
    size_t count = density->classes.count;
    bm_color color = density->colors[count > 1 ? count - 2 : 0];
    color.alpha = CIRCLE_ALPHA;
    return color;
}

bm_line_style bm_density_circle_edge(const bm_style *style)
{
    bm_line_style edge = {.color = style->density_line.color, .width_pt = 0.6};
    edge.color.alpha = 1;
    return edge;
}

/* Each by itself: the canvas's fill rule would leave out what two have in common. */
static void draw_circles(const bm_density *density, const bm_style *style, bm_canvas *canvas)
{
    bm_color fill = bm_density_circle_color(density);
    bm_line_style edge = bm_density_circle_edge(style);
    for (size_t i = 0; i < density->cell_count; i++) {
        bm_canvas_add_circle(canvas, density->cells[i].center, density->cells[i].radius_px);
        bm_canvas_fill_stroke(canvas, fill, &edge);
    }
}

/* What a cluster is of: "38 events: 20 × Strike or shelling, 18 × Clash", and "Strike or
 * shelling:20;Clash:18" for scripts, as symbols of several kinds have it. */
static void describe_cluster(const bm_density *density, size_t index, bm_strbuf *title,
                             bm_strbuf *kinds)
{
    const bm_marks *marks = density->marks;
    const uint32_t *shares = density->clusters[index].shares;
    char number[BM_MAP_COUNT_SIZE];
    bm_map_format_count((size_t)density->cells[index].count, number);
    bm_strbuf_clear(title);
    bm_strbuf_clear(kinds);
    bm_strbuf_printf(title, "%s %s", number, density->cells[index].count == 1 ? "event" : "events");
    for (size_t i = 0; i < marks->entry_count && i < BM_DENSITY_ENTRIES; i++) {
        const bm_legend_entry *entry = &marks->entries[i];
        if (!shares[i])
            continue;
        bm_map_format_count(shares[i], number);
        bm_strbuf_printf(title, "%s%s × %s", *bm_strbuf_text(kinds) ? ", " : ": ", number,
                         entry->label);
        bm_strbuf_printf(kinds, "%s%s:%" PRIu32, *bm_strbuf_text(kinds) ? ";" : "", entry->label,
                         shares[i]);
    }
}

static void begin_cluster(const bm_density *density, size_t index, bm_strbuf *title,
                          bm_strbuf *kinds, bm_canvas *canvas)
{
    const bm_cluster *cluster = &density->clusters[index];
    char id[40], count[32];
    if (bm_canvas_format(canvas) != BM_MAP_SVG)
        return;
    describe_cluster(density, index, title, kinds);
    snprintf(id, sizeof id, "cluster-%" PRIu32, cluster->number);
    snprintf(count, sizeof count, "%" PRIu64, density->cells[index].count);
    const bm_attribute attributes[] = {{"count", count},
                                       {"country", *cluster->country ? cluster->country : NULL},
                                       {"kinds", bm_strbuf_text(kinds)}};
    bm_canvas_begin_group_with(canvas, id, bm_strbuf_text(title), attributes,
                               sizeof attributes / sizeof *attributes);
}

static void draw_clusters(const bm_density *density, const bm_style *style, bm_canvas *canvas)
{
    bm_strbuf title = {0}, kinds = {0};
    for (size_t i = 0; i < density->cell_count; i++) {
        begin_cluster(density, i, &title, &kinds, canvas);
        bm_density_draw_cluster(density, style, i, canvas);
        if (bm_canvas_format(canvas) == BM_MAP_SVG)
            bm_canvas_end_group(canvas);
    }
    bm_strbuf_finish(&title);
    bm_strbuf_finish(&kinds);
}

void bm_density_draw(const bm_density *density, const bm_base *base, const bm_style *style,
                     bm_canvas *canvas)
{
    bm_canvas_begin_group(canvas, "density", density->heading);
    if (density->options.kind == BM_DENSITY_CIRCLES)
        draw_circles(density, style, canvas);
    else if (density->options.kind == BM_DENSITY_CLUSTER)
        draw_clusters(density, style, canvas);
    else if (!density->fields)
        draw_all_hexagons(density, base, style, canvas);
    for (size_t i = 0; i < density->field_count; i++)
        draw_field(density, &density->fields[i], base, canvas);
    bm_canvas_end_group(canvas);
}

bool bm_density_is_over(const bm_density *density)
{
    return density->options.kind == BM_DENSITY_CLUSTER;
}
