#include "geo/border_middle.h"

#include "base/arena.h"
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

/* Two banks that begin and end together and do not cross in between. */
typedef struct gap {
    bm_bank right;
    bm_bank left;
} gap;

void bm_trail_append(bm_trail *path, bm_xy point)
{
    bm_xy *moved = bm_array_grow(path->points, path->count, &path->capacity, sizeof *path->points);
    path->failed = path->failed || !moved;
    if (!moved)
        return;
    path->points = moved;
    path->points[path->count++] = point;
}

static double distance(const bm_bank *side, bm_xy point)
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

double bm_bank_deviation(const bm_bank *from, const bm_bank *to)
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

static double length_of(const bm_bank *side)
{
    double sum = 0.0;
    for (size_t i = 1; i < side->count; i++)
        sum += hypot(side->points[i].x - side->points[i - 1].x,
                     side->points[i].y - side->points[i - 1].y);
    return sum;
}

/* Follow the middle from one end of the gap to the other. False when it is lost on the way. */
static bool follow(const gap *between, bm_trail *middle)
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
        bm_trail_append(middle, at);
        left_m -= step;
    }
    return false;
}

/* Round the corners that a middle has where a bank has one; its ends stay. */
static void smooth(bm_xy first, bm_trail *middle, bm_xy last)
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
        const bm_bank *shore = side == 0 ? &between->right : &between->left;
        double sign = side == 0 ? 1.0 : -1.0;
        for (size_t i = 1; i < shore->count; i++) {
            bm_xy a = shore->points[i - 1];
            bm_xy b = shore->points[i];
            sum += sign * ((a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y));
        }
    }
    return sum;
}

void bm_border_middle(bm_bank right, bm_bank left, bm_trail *line)
{
    gap between = {.right = right, .left = left};
    if (orientation(&between) < 0.0) {
        bm_bank swap = between.right;
        between.right = between.left;
        between.left = swap;
    }
    double apart = fmax(bm_bank_deviation(&between.right, &between.left),
                        bm_bank_deviation(&between.left, &between.right));
    bm_trail middle = {0};
    if (apart > SAME_M && follow(&between, &middle)) {
        smooth(between.right.points[0], &middle, between.right.points[between.right.count - 1]);
        for (size_t i = 0; i < middle.count; i++)
            bm_trail_append(line, middle.points[i]);
    } else {
        /* Of two that are the same, the one with more detail; else the one with fewer detours. */
        bool by_left = apart <= SAME_M ? between.left.count > between.right.count
                                       : length_of(&between.left) < length_of(&between.right);
        const bm_bank *side = by_left ? &between.left : &between.right;
        for (size_t i = 1; i + 1 < side->count; i++)
            bm_trail_append(line, side->points[i]);
    }
    line->failed = line->failed || middle.failed;
    free(middle.points);
}
