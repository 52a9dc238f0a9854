/* Borders wind: what was moved past a bend, or stands round a place in one, may be in another
 * country all the same, and is moved once more. So is what found no room beside another country's.
 */
#include <math.h>

#include "geo/border.h"
#include "render/marks/settle.h"

#define PI 3.14159265358979323846
/** It is tried so many steps in so many directions, in radii of one event's symbol. */
#define STEP_RADII 0.5
#define STEPS 10
#define DIRECTIONS 16
/** Clusters may come so near to each other, as a share of their reaches. */
#define REACH_KEPT 0.92

static bool is_at_home(const bm_settling *work, const bm_mark_cluster *home, bm_px center)
{
    for (size_t i = 0; i < home->count; i++) {
        bm_px at = work->marks->items[home->first + i].center;
        at.x += center.x;
        at.y += center.y;
        if (bm_border_is_foreign(work->sides.border, home->country,
                                 bm_frame_to_lonlat(work->sides.frame, at)))
            return false;
    }
    return true;
}

static bool is_free(const bm_settling *work, const bm_mark_cluster *home, bm_px center)
{
    for (size_t c = 0; c < work->cluster_count; c++) {
        const bm_mark_cluster *other = &work->clusters[c];
        double dx = other->center.x - center.x, dy = other->center.y - center.y;
        double wanted = REACH_KEPT * (home->reach_px + other->reach_px);
        if (other != home && dx * dx + dy * dy < wanted * wanted)
            return false;
    }
    return true;
}

static bool is_on_map(const bm_settling *work, const bm_mark_cluster *home, bm_px center)
{
    const bm_px_box *map = &work->room.map;
    double reach = home->reach_px;
    return center.x >= map->x0 + reach && center.x <= map->x1 - reach &&
           center.y >= map->y0 + reach && center.y <= map->y1 - reach;
}

/* The nearest centre at which all marks are at home: where nothing else is, better still. */
static bm_px find_home(const bm_settling *work, const bm_mark_cluster *home)
{
    bm_px found = home->center;
    bool any = is_at_home(work, home, found);
    for (int step = 1; step <= STEPS; step++)
        for (int turn = 0; turn < DIRECTIONS; turn++) {
            double angle = 2 * PI * turn / DIRECTIONS, length = step * STEP_RADII * work->unit_px;
            bm_px at = {home->center.x + length * cos(angle), home->center.y + length * sin(angle)};
            bool clear = is_free(work, home, at);
            if ((any && !clear) || !is_on_map(work, home, at) || !is_at_home(work, home, at))
                continue;
            if (clear)
                return at;
            found = at;
            any = true;
        }
    return found;
}

/* No land of another country is nearer than the walls. */
bool bm_marks_may_stray(const bm_mark_cluster *home)
{
    double dx = home->center.x - home->anchor.x, dy = home->center.y - home->anchor.y;
    double spread = home->count > 1 ? home->reach_px : 0, moved = sqrt(dx * dx + dy * dy);
    for (unsigned i = 0; i < home->site->wall_count && spread + moved > 0; i++) {
        double x = home->site->walls[i].x - home->anchor.x;
        double y = home->site->walls[i].y - home->anchor.y;
        if (!(x * x + y * y > (spread + moved) * (spread + moved)))
            return true;
    }
    return false;
}

void bm_marks_bring_home(const bm_settling *work)
{
    for (size_t c = 0; c < work->cluster_count && work->sides.border; c++) {
        bm_mark_cluster *home = &work->clusters[c];
        bool is_covered =
            (home->is_hemmed || home->is_crowded) && !is_free(work, home, home->center);
        if (is_covered || (bm_marks_may_stray(home) && !is_at_home(work, home, home->center)))
            home->center = find_home(work, home);
    }
}
