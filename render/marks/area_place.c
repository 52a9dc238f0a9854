/* The symbols of events that are known only to an oblast or a district stand in the middle of its
 * shade, but not beside a town's dot, where they would tell of that town. */
#include <math.h>
#include <stdlib.h>

#include "render/marks/private.h"

#define PI 3.14159265358979323846
/** A town's dot stays so far from the symbols' outlines, in a symbol's radii. */
#define CLEAR_RADII 1.2
/** So many steps in so many directions are tried, of so many radii. */
#define STEP_RADII 0.5
#define STEPS 10
#define DIRECTIONS 16
/** Towns with fewer inhabitants than this for a pixel of so many metres are not on the map. */
#define INHABITANTS_A_METRE 15.0
#define TOWNS_MAX 2048

/** One area on its way. */
typedef struct area_way {
    bm_marks *marks;
    const bm_frame *frame;
    const bm_mark *area;
    bm_px *towns;
    size_t town_count;
} area_way;

static bool is_of_area(const bm_mark *mark, const bm_mark *area)
{
    return mark->area == area->area && mark->anchor.x == area->anchor.x &&
           mark->anchor.y == area->anchor.y;
}

/* Would symbols of the area be on something else, moved so far? */
static bool is_free(const area_way *way, bm_px by)
{
    const bm_px_box *map = &way->frame->map;
    for (size_t i = 0; i < way->marks->count; i++) {
        const bm_mark *mark = &way->marks->items[i];
        bm_px at = {mark->center.x + by.x, mark->center.y + by.y};
        double reach = 1.2 * mark->radius_px;
        if (!is_of_area(mark, way->area))
            continue;
        if (at.x < map->x0 + reach || at.x > map->x1 - reach || at.y < map->y0 + reach ||
            at.y > map->y1 - reach ||
            !bm_area_contains(mark->area, bm_frame_to_lonlat(way->frame, at)))
            return false;
        for (size_t t = 0; t < way->town_count; t++)
            if (hypot(way->towns[t].x - at.x, way->towns[t].y - at.y) <
                (1 + CLEAR_RADII) * mark->radius_px)
                return false;
        for (size_t k = 0; k < way->marks->count && (by.x != 0 || by.y != 0); k++) {
            const bm_mark *other = &way->marks->items[k];
            if (!is_of_area(other, way->area) &&
                hypot(other->center.x - at.x, other->center.y - at.y) <
                    1.25 * (other->radius_px + mark->radius_px))
                return false;
        }
    }
    return true;
}

static void find_towns(area_way *way, const bm_gazetteer *gazetteer, bm_nearby *nearby)
{
    bm_px at = way->area->anchor;
    double metres = bm_frame_metres_per_px(way->frame, at);
    double range_px = (STEPS * STEP_RADII + CLEAR_RADII + 4) * way->area->radius_px;
    double limit_km = fmin(range_px * metres / 1000, 500);
    size_t count = bm_gazetteer_nearest(gazetteer, bm_frame_to_lonlat(way->frame, at), limit_km,
                                        nearby, TOWNS_MAX);
    way->town_count = 0;
    for (size_t i = 0; i < count; i++) {
        const bm_place *place = nearby[i].place;
        if (place->kind == BM_PLACE_SETTLEMENT &&
            (double)place->population >= INHABITANTS_A_METRE * metres)
            way->towns[way->town_count++] = bm_frame_to_px(way->frame, place->position);
    }
}

static bm_px find_way(const area_way *way)
{
    for (int step = 0; step <= STEPS; step++)
        for (int turn = 0; turn < (step ? DIRECTIONS : 1); turn++) {
            double angle = 2 * PI * turn / DIRECTIONS;
            double length = step * STEP_RADII * way->area->radius_px;
            bm_px by = {length * cos(angle), length * sin(angle)};
            if (is_free(way, by))
                return by;
        }
    return (bm_px){0, 0};
}

static void move_area(const area_way *way, bm_px by)
{
    const bm_mark area = *way->area;
    for (size_t i = 0; i < way->marks->count; i++) {
        bm_mark *mark = &way->marks->items[i];
        if (!is_of_area(mark, &area))
            continue;
        mark->center = (bm_px){mark->center.x + by.x, mark->center.y + by.y};
        mark->anchor = (bm_px){mark->anchor.x + by.x, mark->anchor.y + by.y};
    }
}

bool bm_marks_place_areas(bm_marks *marks, const bm_gazetteer *gazetteer, const bm_frame *frame)
{
    if (!marks->shaded_count || !gazetteer)
        return true;
    bm_nearby *nearby = calloc(TOWNS_MAX, sizeof *nearby);
    bm_px *towns = calloc(TOWNS_MAX, sizeof *towns);
    bool fine = nearby && towns;
    for (size_t i = 0; fine && i < marks->count; i++) {
        area_way way = {.marks = marks, .frame = frame, .area = &marks->items[i], .towns = towns};
        bool is_new = marks->items[i].area != NULL;
        for (size_t k = 0; k < i && is_new; k++)
            is_new = !is_of_area(&marks->items[k], &marks->items[i]);
        if (!is_new)
            continue;
        find_towns(&way, gazetteer, nearby);
        bm_px by = find_way(&way);
        if (by.x != 0 || by.y != 0)
            move_area(&way, by);
    }
    free(nearby);
    free(towns);
    return fine;
}
