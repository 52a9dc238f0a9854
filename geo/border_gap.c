#include "geo/border_line.h"

#include <math.h>
#include <stdlib.h>

/* Banks nearer than this are one line, drawn twice. */
static const double SAME_M = 30.0;
/* Steps along the middle: in proportion to the width, and within these. */
static const double STEP_MIN_M = 12.0;
static const double STEP_MAX_M = 120.0;
static const double STEP_OF_WIDTH = 0.6;

/* How often the middle is smoothed; that rounds it over about three steps. */
enum { DIRECTIONS = 48, REFINEMENTS = 8, SMOOTHINGS = 20 };

static const double FULL_TURN = 6.28318530717958647692;

/* A bank on the plane. */
typedef struct bank {
    bm_xy *points;
    size_t count;
} bank;

/* Two banks that begin and end together and do not cross in between. */
typedef struct gap {
    bank right;
    bank left;
} gap;

/* A growing list of points on the plane. */
typedef struct trail {
    bm_xy *points;
    size_t count;
    size_t capacity;
    bool failed;
} trail;

static void trail_append(trail *path, bm_xy point)
{
    bm_xy *moved = bm_array_grow(path->points, path->count, &path->capacity, sizeof *path->points);
    path->failed = path->failed || !moved;
    if (!moved)
        return;
    path->points = moved;
    path->points[path->count++] = point;
}

static double distance(const bank *side, bm_xy point)
{
    double best = INFINITY;
    for (size_t i = 1; i < side->count; i++) {
        double squared = bm_plane_distance2(point, side->points[i - 1], side->points[i]);
        if (squared < best)
            best = squared;
    }
    return sqrt(best);
}

/* Negative nearer to the right bank, positive nearer to the left one. */
static double balance(const gap *between, bm_xy point)
{
    return distance(&between->right, point) - distance(&between->left, point);
}

/* How far one bank gets from the other at its vertices. */
static double deviation(const bank *from, const bank *to)
{
    double worst = 0.0;
    for (size_t i = 1; i + 1 < from->count; i++)
        worst = fmax(worst, distance(to, from->points[i]));
    return worst;
}

static bm_xy at_angle(bm_xy centre, double radius, double angle)
{
    return (bm_xy){centre.x + radius * cos(angle), centre.y + radius * sin(angle)};
}

/* The direction in which the middle leaves `from`: on a circle around it, where the right bank's
 * side is followed, counter-clockwise, by the left one's. Of several, the one nearest to `heading`,
 * for which the search goes from there to the side where the other bank must be. */
static bool find_direction(const gap *between, bm_xy from, double radius, double heading,
                           double *direction)
{
    const double turn = FULL_TURN / DIRECTIONS;
    bool is_left = balance(between, at_angle(from, radius, heading)) > 0.0;
    double low = heading;
    double high = heading;
    int i = 0;
    for (; i < DIRECTIONS; i++) {
        double next = is_left ? low - turn : high + turn;
        bool next_is_left = balance(between, at_angle(from, radius, next)) > 0.0;
        if (is_left) {
            high = low;
            low = next;
        } else {
            low = high;
            high = next;
        }
        if (next_is_left != is_left)
            break;
    }
    if (i == DIRECTIONS)
        return false;
    for (int k = 0; k < REFINEMENTS; k++) {
        double middle = (low + high) / 2;
        if (balance(between, at_angle(from, radius, middle)) > 0.0)
            high = middle;
        else
            low = middle;
    }
    *direction = (low + high) / 2;
    return true;
}

static double length_of(const bank *side)
{
    double sum = 0.0;
    for (size_t i = 1; i < side->count; i++)
        sum += hypot(side->points[i].x - side->points[i - 1].x,
                     side->points[i].y - side->points[i - 1].y);
    return sum;
}

/* Follow the middle from one end of the gap to the other. False when it is lost on the way. */
static bool follow(const gap *between, trail *middle)
{
    bm_xy at = between->right.points[0];
    bm_xy end = between->right.points[between->right.count - 1];
    double heading = atan2(end.y - at.y, end.x - at.x);
    /* No middle is longer than both banks. */
    double left_m = length_of(&between->right) + length_of(&between->left) + STEP_MAX_M;
    while (left_m > 0.0) {
        double width = distance(&between->right, at);
        double step = fmin(fmax(width * STEP_OF_WIDTH, STEP_MIN_M), STEP_MAX_M);
        if (hypot(end.x - at.x, end.y - at.y) <= 1.5 * step)
            return true;
        if (!find_direction(between, at, step, heading, &heading))
            return false;
        at = at_angle(at, step, heading);
        trail_append(middle, at);
        left_m -= step;
    }
    return false;
}

/* Round the corners that a middle has where a bank has one; its ends stay. */
static void smooth(bm_xy first, trail *middle, bm_xy last)
{
    for (int turn = 0; turn < SMOOTHINGS; turn++) {
        bm_xy before = first;
        for (size_t i = 0; i < middle->count; i++) {
            bm_xy here = middle->points[i];
            bm_xy after = i + 1 < middle->count ? middle->points[i + 1] : last;
            middle->points[i] = (bm_xy){(before.x + 2 * here.x + after.x) / 4,
                                        (before.y + 2 * here.y + after.y) / 4};
            before = here;
        }
    }
}

/* Twice the area that the banks enclose; positive when the right one is to the right. */
static double orientation(const gap *between)
{
    double sum = 0.0;
    bm_xy o = between->right.points[0];
    for (int side = 0; side < 2; side++) {
        const bank *shore = side == 0 ? &between->right : &between->left;
        double sign = side == 0 ? 1.0 : -1.0;
        for (size_t i = 1; i < shore->count; i++) {
            bm_xy a = shore->points[i - 1];
            bm_xy b = shore->points[i];
            sum += sign * ((a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y));
        }
    }
    return sum;
}

/* The middle of one gap, without its ends. Where the outlines overlap instead of leaving a gap, the
 * banks have changed sides. */
static void cross_gap(gap between, trail *line)
{
    if (orientation(&between) < 0.0) {
        bank swap = between.right;
        between.right = between.left;
        between.left = swap;
    }
    double apart =
        fmax(deviation(&between.right, &between.left), deviation(&between.left, &between.right));
    trail middle = {0};
    if (apart > SAME_M && follow(&between, &middle)) {
        smooth(between.right.points[0], &middle, between.right.points[between.right.count - 1]);
        for (size_t i = 0; i < middle.count; i++)
            trail_append(line, middle.points[i]);
    } else {
        /* Of two that are the same, the one with more detail; else the one with fewer detours. */
        bool by_left = apart <= SAME_M ? between.left.count > between.right.count
                                       : length_of(&between.left) < length_of(&between.right);
        const bank *side = by_left ? &between.left : &between.right;
        for (size_t i = 1; i + 1 < side->count; i++)
            trail_append(line, side->points[i]);
    }
    line->failed = line->failed || middle.failed;
    free(middle.points);
}

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
static bool next_crossing(const bank *right, size_t i, double after, const bank *left, size_t from,
                          double *along, size_t *segment)
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
static void cross_part(bm_xy start, const bank *right, size_t right_from, size_t right_to,
                       const bank *left, size_t left_from, size_t left_to, bm_xy end, trail *line)
{
    trail sides[2] = {{0}};
    for (int side = 0; side < 2; side++) {
        const bank *shore = side == 0 ? right : left;
        size_t to = side == 0 ? right_to : left_to;
        trail_append(&sides[side], start);
        for (size_t i = side == 0 ? right_from : left_from; i < to; i++)
            trail_append(&sides[side], shore->points[i]);
        trail_append(&sides[side], end);
    }
    if (sides[0].failed || sides[1].failed)
        line->failed = true;
    else
        cross_gap((gap){.right = {sides[0].points, sides[0].count},
                        .left = {sides[1].points, sides[1].count}},
                  line);
    free(sides[0].points);
    free(sides[1].points);
    trail_append(line, end);
}

/* Cut at the crossings of the banks, and take part by part. */
static void cross_parts(const bank *right, const bank *left, trail *line)
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

static bool to_plane(const bm_plane *plane, const bm_lonlat *points, size_t count, bank *side)
{
    side->points = malloc(count * sizeof *side->points);
    side->count = side->points ? count : 0;
    for (size_t i = 0; i < side->count; i++)
        side->points[i] = bm_plane_from(plane, points[i]);
    return side->points != NULL;
}

/* True when the ends are far apart and so are the banks: another country lies between. */
static bool is_break(const bank *right, const bank *left)
{
    bm_xy a = right->points[0];
    bm_xy b = right->points[right->count - 1];
    return hypot(b.x - a.x, b.y - a.y) > BM_BORDER_REACH_M &&
           fmax(deviation(right, left), deviation(left, right)) > BM_BORDER_REACH_M;
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
    bool joined = true;
    bm_plane plane = bm_plane_at(right[0]);
    trail path = {0};
    bank right_bank = {0};
    bank left_bank = {0};
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
