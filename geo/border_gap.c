#include "geo/border_line.h"
#include "geo/border_middle.h"

#include <math.h>
#include <stdlib.h>

/* Of vertices of two banks. */
static const double PAIRS_MAX = 2e7;

/* Where the segments `a`–`b` and `c`–`d` cross, ends excluded: there the banks meet anyway. */
static bool crossing(bm_xy a, bm_xy b, bm_xy c, bm_xy d, double *along_ab, double *along_cd)
{
    double ux = b.x - a.x;
    double uy = b.y - a.y;
    double vx = d.x - c.x;
    double vy = d.y - c.y;
    double cross = ux * vy - uy * vx;
    if (cross == 0.0)
        return false;
    double s = ((c.x - a.x) * vy - (c.y - a.y) * vx) / cross;
    double t = ((c.x - a.x) * uy - (c.y - a.y) * ux) / cross;
    *along_ab = s;
    *along_cd = t;
    const double end = 1e-6;
    return s > end && s < 1.0 - end && t > end && t < 1.0 - end;
}

/* The first crossing of segment `i` of the right bank, after `after` of its way, with a segment of
 * the left one from `from` on. */
static bool next_crossing(const bm_bank *right, size_t i, double after, const bm_bank *left,
                          size_t from, double *along, size_t *segment)
{
    bool found = false;
    for (size_t j = from; j + 1 < left->count; j++) {
        double s;
        double t;
        if (crossing(right->points[i], right->points[i + 1], left->points[j], left->points[j + 1],
                     &s, &t) &&
            s > after && (!found || s < *along)) {
            found = true;
            *along = s;
            *segment = j;
        }
    }
    return found;
}

/* The gap from `start` to `end`; each bank gives its vertices from one index up to another. */
static void cross_part(bm_xy start, const bm_bank *right, size_t right_from, size_t right_to,
                       const bm_bank *left, size_t left_from, size_t left_to, bm_xy end,
                       bm_trail *line)
{
    bm_trail sides[2] = {{0}};
    for (int side = 0; side < 2; side++) {
        const bm_bank *shore = side == 0 ? right : left;
        size_t to = side == 0 ? right_to : left_to;
        bm_trail_append(&sides[side], start);
        for (size_t i = side == 0 ? right_from : left_from; i < to; i++)
            bm_trail_append(&sides[side], shore->points[i]);
        bm_trail_append(&sides[side], end);
    }
    if (sides[0].failed || sides[1].failed)
        line->failed = true;
    else
        bm_border_middle((bm_bank){sides[0].points, sides[0].count},
                         (bm_bank){sides[1].points, sides[1].count}, line);
    free(sides[0].points);
    free(sides[1].points);
    bm_trail_append(line, end);
}

/* Cut at the crossings of the banks, and take part by part. */
static void cross_parts(const bm_bank *right, const bm_bank *left, bm_trail *line)
{
    bm_xy start = right->points[0];
    size_t right_from = 1;
    size_t left_from = 1;
    for (size_t i = 0; i + 1 < right->count; i++) {
        double along = 0.0;
        size_t segment = 0;
        double after = 0.0;
        while (next_crossing(right, i, after, left, left_from - 1, &along, &segment)) {
            bm_xy a = right->points[i];
            bm_xy b = right->points[i + 1];
            bm_xy end = {a.x + along * (b.x - a.x), a.y + along * (b.y - a.y)};
            cross_part(start, right, right_from, i + 1, left, left_from, segment + 1, end, line);
            start = end;
            right_from = i + 1;
            left_from = segment + 1;
            after = along;
        }
    }
    cross_part(start, right, right_from, right->count - 1, left, left_from, left->count - 1,
               right->points[right->count - 1], line);
}

static bool to_plane(const bm_plane *plane, const bm_lonlat *points, size_t count, bm_bank *side)
{
    side->points = malloc(count * sizeof *side->points);
    side->count = side->points ? count : 0;
    for (size_t i = 0; i < side->count; i++)
        side->points[i] = bm_plane_from(plane, points[i]);
    return side->points != NULL;
}

/* True when the ends are far apart and so are the banks: another country lies between. */
static bool is_break(const bm_bank *right, const bm_bank *left)
{
    bm_xy a = right->points[0];
    bm_xy b = right->points[right->count - 1];
    return hypot(b.x - a.x, b.y - a.y) > BM_BORDER_REACH_M &&
           fmax(bm_bank_deviation(right, left), bm_bank_deviation(left, right)) > BM_BORDER_REACH_M;
}

/* Outlines that touch themselves have a vertex twice. */
static void append_new(bm_path *line, bm_lonlat point)
{
    const bm_lonlat *last = line->count ? &line->points[line->count - 1] : NULL;
    if (!last || last->lon != point.lon || last->lat != point.lat)
        bm_path_append(line, point);
}

bool bm_border_gap(const bm_lonlat *right, size_t right_count, const bm_lonlat *left,
                   size_t left_count, bm_path *line)
{
    /* The usual case: an edge that both have. */
    if (right_count == 2 && left_count == 2) {
        append_new(line, right[1]);
        return true;
    }
    /* No river has that many vertices on both banks: it would take minutes. */
    if ((double)right_count * (double)left_count > PAIRS_MAX)
        return false;
    bool joined = true;
    bm_plane plane = bm_plane_at(right[0]);
    bm_trail path = {0};
    bm_bank right_bank = {0};
    bm_bank left_bank = {0};
    if (!to_plane(&plane, right, right_count, &right_bank) ||
        !to_plane(&plane, left, left_count, &left_bank)) {
        line->failed = true;
        goto done;
    }
    joined = !is_break(&right_bank, &left_bank);
    if (!joined)
        goto done;
    cross_parts(&right_bank, &left_bank, &path);
    line->failed = line->failed || path.failed;
    for (size_t i = 0; i + 1 < path.count; i++)
        append_new(line, bm_plane_to(&plane, path.points[i]));
    append_new(line, right[right_count - 1]);
done:
    free(path.points);
    free(right_bank.points);
    free(left_bank.points);
    return joined;
}
