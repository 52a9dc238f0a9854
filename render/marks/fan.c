/* Several marks at one place: which stands where round it. */
#include <math.h>
#include <stdlib.h>

#include "render/marks/private.h"
#include "render/marks/symbols.h"

#define PI 3.14159265358979323846
/** How far a fan reaches beyond its outermost centre, in that mark's radii. */
#define CORNER_REACH 1.12
/** Room between the marks of a wide area and the sign round them, in radii of one event's. */
#define SIGN_MARGIN 0.5
/** From so many on, the largest stands in the middle. */
#define RING_MAX 6
/** Between rings, and between the marks of a ring, in radii of one event's. */
#define RING_PITCH 2.45

static int compare_by_size(const void *left, const void *right)
{
    const bm_mark *a = left, *b = right;
    if (a->radius_px != b->radius_px)
        return a->radius_px > b->radius_px ? -1 : 1;
    if (a->category != b->category)
        return a->category < b->category ? -1 : 1;
    if (a->claim != b->claim)
        return (int)a->claim - (int)b->claim;
    if (a->imprecise_count != b->imprecise_count)
        return a->imprecise_count < b->imprecise_count ? -1 : 1;
    if (a->first->file != b->first->file)
        return a->first->file < b->first->file ? -1 : 1;
    return (a->first->line > b->first->line) - (a->first->line < b->first->line);
}

/* How far the centres of two marks have to be from each other, if `b` is in the direction of the
 * vector from `a`. */
static double distance_wanted(const bm_marks *marks, const bm_mark *a, const bm_mark *b, double dx,
                              double dy, double length, double gap_px)
{
    dx /= length;
    dy /= length;
    return a->radius_px * bm_symbol_reach(marks->entries[a->category].style->shape, dx, dy) +
           b->radius_px * bm_symbol_reach(marks->entries[b->category].style->shape, -dx, -dy) +
           gap_px;
}

/* The radius that a ring of radius 1 round a mark in its middle has to get, so that no two
 * marks touch: their directions from each other do not depend on it. */
static double radius_wanted(const bm_marks *marks, const bm_mark *fan, size_t count, double gap_px)
{
    double radius = 0;
    for (size_t i = 1; i < count; i++)
        for (size_t j = 0; j < i; j++) {
            double dx = fan[j].center.x - fan[i].center.x;
            double dy = fan[j].center.y - fan[i].center.y;
            double length = sqrt(dx * dx + dy * dy);
            if (length > 0)
                radius =
                    fmax(radius,
                         distance_wanted(marks, &fan[i], &fan[j], dx, dy, length, gap_px) / length);
        }
    return radius;
}

/* Spread `ring` over a circle of radius 1, each with as much of it as its size asks for. */
static void set_ring(bm_mark *ring, size_t count)
{
    double total = 0;
    for (size_t i = 0; i < count; i++)
        total += ring[i].radius_px;
    double angle = count == 2 ? PI : -PI / 2;
    for (size_t i = 0; i < count; i++) {
        ring[i].center = (bm_px){cos(angle), sin(angle)};
        angle += PI * (ring[i].radius_px + ring[(i + 1) % count].radius_px) / total;
    }
}

double bm_marks_fan(const bm_marks *marks, bm_mark *fan, size_t count, double unit_px,
                    double gap_px)
{
    double margin = fan[0].area_is_bounded ? SIGN_MARGIN * unit_px : 0;
    qsort(fan, count, sizeof *fan, compare_by_size);
    fan[0].center = (bm_px){0, 0};
    if (count == 1)
        return CORNER_REACH * fan[0].radius_px + 2 * margin;
    size_t inner = count > RING_MAX ? 1 : 0;
    set_ring(fan + inner, count - inner);
    double radius = radius_wanted(marks, fan, count, gap_px);
    for (size_t i = inner; i < count; i++)
        fan[i].center = (bm_px){radius * fan[i].center.x, radius * fan[i].center.y};
    return radius + CORNER_REACH * fan[inner].radius_px + margin;
}

double bm_marks_ring(const bm_marks *marks, bm_mark *ring, size_t count, double unit_px,
                     double gap_px)
{
    if (count <= RING_MAX)
        return bm_marks_fan(marks, ring, count, unit_px, gap_px);
    double margin = ring[0].area_is_bounded ? SIGN_MARGIN * unit_px : 0;
    double pitch = RING_PITCH * unit_px + gap_px, radius = 0;
    for (size_t done = 0, number = 1; done < count; number++) {
        radius = pitch * (double)number;
        size_t room = (size_t)(2 * PI * (double)number);
        size_t here = count - done < room ? count - done : room;
        for (size_t i = 0; i < here; i++) {
            /* Every other ring is turned, so that its lines pass between those within. */
            double turn = (double)i + (number % 2 ? 0 : 0.5);
            double angle = -PI / 2 + 2 * PI * turn / (double)here;
            ring[done + i].center = (bm_px){radius * cos(angle), radius * sin(angle)};
        }
        done += here;
    }
    return radius + CORNER_REACH * unit_px + margin;
}
