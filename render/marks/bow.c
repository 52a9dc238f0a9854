/* To which side an arrow bows, and how far: where it runs over no symbol of a place that it neither
 * leaves nor reaches, and along no other arrow. */
#include <math.h>
#include <stdlib.h>

#include "render/marks/private.h"

/** Each further one between the same ends bows so much farther. */
#define BOW_STEP 0.07
/** The head, as a share of the way: what it touches it seems to reach. */
#define HEAD_SHARE 0.2
#define COST_SYMBOL 10.0
#define COST_HEAD 15.0
/** For each point in the middle of the way that is on another arrow. */
#define COST_ARROW 1.0

/** Shares of an arrow's length by which it may bow to its left, and what each costs. */
static const struct {
    double bow, cost;
} ways[] = {{0.16, 0},    {0.1, 0.5}, {0.23, 1}, {-0.16, 1.5}, {-0.1, 2},   {0.3, 2.5},
            {-0.23, 2.5}, {0.03, 3},  {-0.3, 4}, {0.38, 5},    {-0.38, 5.5}};

/** The part of an arrow that is on the map. */
typedef struct arrow_line {
    bm_px points[BM_ARROW_POINTS];
    size_t count;
} arrow_line;

static double distance_to(bm_px at, bm_px a, bm_px b)
{
    double dx = b.x - a.x, dy = b.y - a.y;
    double share = ((at.x - a.x) * dx + (at.y - a.y) * dy) / fmax(dx * dx + dy * dy, 1e-9);
    share = fmin(fmax(share, 0), 1);
    return hypot(a.x + share * dx - at.x, a.y + share * dy - at.y);
}

/* A symbol on the way costs once, and more where the head is. */
static double cost_of_symbol(const bm_arrow *arrow, const arrow_line *line, const bm_mark *mark,
                             double gap_px)
{
    double cost = 0;
    if (bm_arrow_ends_at(arrow, mark, true) || bm_arrow_ends_at(arrow, mark, false))
        return 0;
    for (size_t i = 1; i < line->count; i++) {
        bool is_head = (double)i >= (1 - HEAD_SHARE) * (double)line->count;
        double reach = 1.15 * mark->radius_px + (is_head ? 3 : 1) * gap_px;
        if (distance_to(mark->center, line->points[i - 1], line->points[i]) < reach)
            cost = fmax(cost, is_head ? COST_HEAD : COST_SYMBOL);
    }
    return cost;
}

static double cost_of_arrow(const arrow_line *line, const arrow_line *other, double gap_px)
{
    double cost = 0;
    for (size_t i = line->count / 4; i + line->count / 4 < line->count; i++)
        for (size_t k = 1; k < other->count; k++)
            if (distance_to(line->points[i], other->points[k - 1], other->points[k]) < 3 * gap_px) {
                cost += COST_ARROW;
                break;
            }
    return cost;
}

static arrow_line line_of(const bm_marks *marks, const bm_arrow *arrow, const bm_frame *frame)
{
    arrow_line line;
    line.count = bm_marks_arrow_line(marks, arrow, frame, line.points);
    return line;
}

static double cost_of(const bm_marks *marks, const bm_arrow *arrow, const arrow_line *before,
                      size_t count, const bm_frame *frame, double gap_px)
{
    arrow_line line = line_of(marks, arrow, frame);
    double cost = 0;
    for (size_t i = 0; i < marks->count; i++)
        cost += cost_of_symbol(arrow, &line, &marks->items[i], gap_px);
    for (size_t i = 0; i < count; i++)
        cost += cost_of_arrow(&line, &before[i], gap_px);
    return cost;
}

bool bm_arrows_bow(bm_marks *marks, const bm_frame *frame, double gap_px)
{
    arrow_line *lines = calloc(marks->arrow_count + 1, sizeof *lines);
    if (!lines)
        return false;
    for (size_t i = 0; i < marks->arrow_count; i++) {
        bm_arrow *arrow = &marks->arrows[i];
        double least = INFINITY, chosen = ways[0].bow;
        if (i > 0 && bm_arrow_same_ends(arrow, arrow - 1)) {
            arrow->bow = arrow[-1].bow + copysign(BOW_STEP, arrow[-1].bow);
            lines[i] = line_of(marks, arrow, frame);
            continue;
        }
        for (size_t k = 0; k < sizeof ways / sizeof *ways && least > ways[k].cost; k++) {
            arrow->bow = ways[k].bow;
            double cost = ways[k].cost + cost_of(marks, arrow, lines, i, frame, gap_px);
            if (cost >= least)
                continue;
            least = cost;
            chosen = ways[k].bow;
        }
        arrow->bow = chosen;
        lines[i] = line_of(marks, arrow, frame);
    }
    free(lines);
    return true;
}
