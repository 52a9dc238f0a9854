#include <math.h>
#include <stdlib.h>

#include "render/furniture/layout_private.h"
#include "render/placement/placement.h"

/** Places along each edge between the corners. */
#define EDGE_STEPS 12
/** What a place pays for being none of the corners, or beside another piece. */
#define COST_EDGE 12.0
#define COST_BESIDE 3.0
/** What a piece pays for each step from the corner where it was asked for. */
#define COST_ASKED_STEP 1.0
/** How many places of a piece are tried with all that follow: many for the first, few for the
 *  last. */
static const size_t tries[BM_LAYOUT_PIECES_MAX] = {8, 6, 4, 3, 2, 2};

enum { PLACES_MAX = BM_LAYOUT_FORMS_MAX * (4 + 4 * EDGE_STEPS) };

typedef struct place {
    bm_px_box box;
    size_t form;
    double cost;
} place;

typedef struct places {
    place items[PLACES_MAX];
    size_t count;
} places;

typedef struct search {
    const bm_layout_ground *ground;
    const bm_layout_piece *pieces;
    size_t count;
    bm_px_box inside; /**< of the map, less its margin */
    places *lists;    /**< of each piece, cheapest first */
    place chosen[BM_LAYOUT_PIECES_MAX], best[BM_LAYOUT_PIECES_MAX];
    double best_cost;
} search;

static bm_px_box box_at(double x, double y, bm_layout_form form)
{
    x = round(x);
    y = round(y);
    return (bm_px_box){x, y, x + ceil(form.width_px), y + ceil(form.height_px)};
}

static bool is_inside(bm_px_box outer, bm_px_box box)
{
    const double rounding = 1;
    return box.x0 >= outer.x0 - rounding && box.y0 >= outer.y0 - rounding &&
           box.x1 <= outer.x1 + rounding && box.y1 <= outer.y1 + rounding;
}

/* The place if the piece may have it there. */
static bool make_place(const search *work, const bm_layout_piece *piece, size_t form, double x,
                       double y, double extra, place *made)
{
    bm_px_box box = box_at(x, y, piece->forms[form]);
    if (!is_inside(work->inside, box))
        return false;
    double cost = extra + piece->forms[form].cost;
    // Who asks for a place knows what lies there, but for what only this map shows.
    if (piece->spot == BM_SPOT_AUTO)
        cost += bm_layout_cost(work->ground, box) + bm_layout_land_cost(work->ground, box) +
                bm_layout_move_cost(work->ground, box);
    else
        cost += bm_layout_hidden_cost(work->ground, box);
    *made = (place){box, form, cost};
    return piece->spot != BM_SPOT_AUTO || made->cost <= piece->cost_max;
}

static void add_place(const search *work, const bm_layout_piece *piece, places *list, size_t form,
                      double x, double y, double extra)
{
    place made;
    if (list->count < PLACES_MAX && make_place(work, piece, form, x, y, extra, &made))
        list->items[list->count++] = made;
}

static int compare_places(const void *left, const void *right)
{
    const place *a = left, *b = right;
    if (a->cost != b->cost)
        return a->cost < b->cost ? -1 : 1;
    if (a->form != b->form)
        return a->form < b->form ? -1 : 1;
    // Ties are settled by position, so that the order does not hang on qsort().
    if (a->box.y0 != b->box.y0)
        return a->box.y0 > b->box.y0 ? -1 : 1;
    return (a->box.x0 > b->box.x0) - (a->box.x0 < b->box.x0);
}

/* Places along both edges of the corner that was asked for, as far as half of the piece still lies
 * in that half of the map. */
static void add_asked(const search *work, const bm_layout_piece *piece, places *list, size_t form)
{
    int corner = (int)piece->spot - (int)BM_SPOT_TOP_LEFT;
    bm_px_box inside = work->inside;
    double width = ceil(piece->forms[form].width_px), height = ceil(piece->forms[form].height_px);
    double xs[] = {inside.x0, inside.x1 - width}, ys[] = {inside.y0, inside.y1 - height};
    if (corner < 0 || corner > 3)
        return;
    double x = xs[corner % 2], y = ys[corner / 2];
    double to_x = (inside.x0 + inside.x1 - width) / 2, to_y = (inside.y0 + inside.y1 - height) / 2;
    add_place(work, piece, list, form, x, y, 0);
    for (int step = 1; step <= EDGE_STEPS; step++) {
        double share = (double)step / EDGE_STEPS, extra = step * COST_ASKED_STEP;
        add_place(work, piece, list, form, x + (to_x - x) * share, y, extra);
        add_place(work, piece, list, form, x, y + (to_y - y) * share, extra);
    }
}

static void list_places(const search *work, const bm_layout_piece *piece, places *list)
{
    list->count = 0;
    for (size_t i = 0; i < piece->form_count; i++) {
        bm_layout_form form = piece->forms[i];
        if (piece->spot != BM_SPOT_AUTO) {
            add_asked(work, piece, list, i);
            continue;
        }
        double xs[] = {work->inside.x0, work->inside.x1 - ceil(form.width_px)};
        double ys[] = {work->inside.y0, work->inside.y1 - ceil(form.height_px)};
        for (int corner = 0; corner < 4; corner++)
            add_place(work, piece, list, i, xs[corner % 2], ys[corner / 2],
                      piece->corner_cost[corner]);
        for (int step = 1; step < EDGE_STEPS && !piece->only_corners; step++) {
            double share = (double)step / EDGE_STEPS;
            double x = xs[0] + (xs[1] - xs[0]) * share, y = ys[0] + (ys[1] - ys[0]) * share;
            add_place(work, piece, list, i, x, ys[1], COST_EDGE);
            add_place(work, piece, list, i, x, ys[0], COST_EDGE + 2);
            add_place(work, piece, list, i, xs[0], y, COST_EDGE + 1);
            add_place(work, piece, list, i, xs[1], y, COST_EDGE + 1);
        }
    }
    qsort(list->items, list->count, sizeof *list->items, compare_places);
}

static bool is_free(const search *work, size_t depth, bm_px_box box)
{
    double gap = bm_layout_ground_margin(work->ground) * 0.99;
    bm_px_box with_gap = {box.x0 - gap, box.y0 - gap, box.x1 + gap, box.y1 + gap};
    for (size_t i = 0; i < depth; i++)
        if (work->chosen[i].box.x1 > work->chosen[i].box.x0 &&
            bm_px_box_overlaps(with_gap, work->chosen[i].box))
            return false;
    return true;
}

/* Places right beside the pieces that lie already, along the edge that those lie at. */
static size_t list_beside(const search *work, size_t depth, place *list, size_t room)
{
    const bm_layout_piece *piece = &work->pieces[depth];
    double gap = bm_layout_ground_margin(work->ground);
    size_t count = 0;
    for (size_t i = 0; i < depth; i++) {
        bm_px_box other = work->chosen[i].box;
        if (other.x1 <= other.x0)
            continue;
        bool is_left = other.x0 <= work->inside.x0 + 1, is_top = other.y0 <= work->inside.y0 + 1;
        bool is_right = other.x1 >= work->inside.x1 - 1;
        bool is_bottom = other.y1 >= work->inside.y1 - 1;
        bm_spot corner = is_top && is_left       ? BM_SPOT_TOP_LEFT
                         : is_top && is_right    ? BM_SPOT_TOP_RIGHT
                         : is_bottom && is_left  ? BM_SPOT_BOTTOM_LEFT
                         : is_bottom && is_right ? BM_SPOT_BOTTOM_RIGHT
                                                 : BM_SPOT_AUTO;
        if (corner == BM_SPOT_AUTO || (piece->spot != BM_SPOT_AUTO && piece->spot != corner))
            continue;
        double extra = piece->spot == BM_SPOT_AUTO
                           ? COST_BESIDE + piece->corner_cost[corner - BM_SPOT_TOP_LEFT]
                           : 0;
        for (size_t form = 0; form < piece->form_count; form++) {
            double width = ceil(piece->forms[form].width_px);
            double height = ceil(piece->forms[form].height_px);
            bm_px corners[] = {{is_left ? other.x1 + gap : other.x0 - gap - width,
                                is_top ? other.y0 : other.y1 - height},
                               {is_left ? other.x0 : other.x1 - width,
                                is_top ? other.y1 + gap : other.y0 - gap - height}};
            for (int k = 0; k < 2 && count < room; k++)
                if (make_place(work, piece, form, corners[k].x, corners[k].y, extra,
                               &list[count]) &&
                    is_free(work, depth, list[count].box))
                    count++;
        }
    }
    qsort(list, count, sizeof *list, compare_places);
    return count;
}

static void descend(search *work, size_t depth, double cost)
{
    if (cost >= work->best_cost)
        return;
    if (depth == work->count) {
        work->best_cost = cost;
        for (size_t i = 0; i < depth; i++)
            work->best[i] = work->chosen[i];
        return;
    }
    enum { BESIDE_MAX = 2 * BM_LAYOUT_PIECES_MAX * BM_LAYOUT_FORMS_MAX };
    place beside[BESIDE_MAX];
    size_t beside_count = list_beside(work, depth, beside, BESIDE_MAX), next_beside = 0;
    const places *list = &work->lists[depth];
    size_t next = 0, tried = 0;
    while (tried < tries[depth]) {
        while (next < list->count && !is_free(work, depth, list->items[next].box))
            next++;
        bool has_own = next < list->count, has_beside = next_beside < beside_count;
        if (!has_own && !has_beside)
            break;
        bool take_beside =
            has_beside && (!has_own || beside[next_beside].cost < list->items[next].cost);
        work->chosen[depth] = take_beside ? beside[next_beside++] : list->items[next++];
        descend(work, depth + 1, cost + work->chosen[depth].cost);
        tried++;
    }
    work->chosen[depth] = (place){0};
    descend(work, depth + 1, cost + work->pieces[depth].missing_cost);
}

void bm_layout_solve(const bm_layout_ground *ground, bm_layout_piece *pieces, size_t count)
{
    if (count > BM_LAYOUT_PIECES_MAX)
        count = BM_LAYOUT_PIECES_MAX;
    bm_px_box map = bm_layout_ground_map(ground);
    double margin = bm_layout_ground_margin(ground);
    search work = {.ground = ground,
                   .pieces = pieces,
                   .count = count,
                   .inside = {map.x0 + margin, map.y0 + margin, map.x1 - margin, map.y1 - margin},
                   .lists = calloc(count ? count : 1, sizeof *work.lists),
                   .best_cost = HUGE_VAL};
    for (size_t i = 0; i < count; i++)
        pieces[i].box = (bm_px_box){0};
    if (!work.lists)
        return;
    for (size_t i = 0; i < count; i++)
        list_places(&work, &pieces[i], &work.lists[i]);
    descend(&work, 0, 0);
    for (size_t i = 0; i < count; i++) {
        pieces[i].box = work.best[i].box;
        pieces[i].form = work.best[i].form;
        pieces[i].cost = work.best[i].cost;
    }
    free(work.lists);
}
