/* Marks stay in the country of their events: on a map of a border no symbol may change sides. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "geo/border.h"
#include "render/marks/private.h"

/** How far the middles of symbols that are moved stay from the border, in radii of one event's. */
#define BORDER_MARGIN 0.5
/** Symbols, and fans of them, reach hardly further than this, in the same. */
#define NEAR_BORDER_RADII 11.0

const char *bm_event_country(const bm_event *event)
{
    const char *stated = event->location.country;
    return stated && strlen(stated) == 2 ? stated : event->location.border.country;
}

void bm_marks_set_country(bm_mark_item *item)
{
    snprintf(item->country, sizeof item->country, "%s", bm_event_country(item->event));
}

/* The border's two countries are parted by its line, which is drawn; others by their outlines. */
static void find_walls(const bm_sides *sides, bm_mark_site *site)
{
    const bm_event_location *location = &sides->items[site->first].event->location;
    const bm_border_relation *line = &location->border;
    double near_m = NEAR_BORDER_RADII * sides->unit_px / sides->frame->px_per_m;
    bm_lonlat lands[BM_WALLS_MAX];
    size_t count = 0;
    site->has_walls = true;
    if (!*site->country)
        return;
    bool is_known = *line->side && strcmp(line->side, site->country) == 0 && !line->uncertain;
    if (is_known && line->border_km * 1000 < near_m)
        lands[count++] = line->nearest;
    if (sides->border)
        count += bm_border_find_foreign(sides->border, site->country, is_known, location->position,
                                        near_m, lands + count, BM_WALLS_MAX - count);
    for (size_t i = 0; i < count; i++)
        site->walls[i] = bm_frame_to_px(sides->frame, lands[i]);
    site->wall_count = (uint8_t)count;
}

void bm_marks_set_walls(const bm_sides *sides, const bm_mark_cluster *home, bm_body *body)
{
    bm_mark_site *site = home->site;
    double spread = home->reach_px - home->outer_px;
    if (!site->has_walls)
        find_walls(sides, site);
    for (unsigned i = 0; i < site->wall_count; i++) {
        double dx = site->walls[i].x - home->anchor.x, dy = site->walls[i].y - home->anchor.y;
        double away = sqrt(dx * dx + dy * dy), room = away - BORDER_MARGIN * sides->unit_px;
        if (!(away > 0) || !isfinite(away))
            continue;
        if (home->count > 1 && spread > 0)
            room -= spread;
        else
            room = fmax(room, 0);
        body->walls[body->wall_count++] = (bm_wall){{dx / away, dy / away}, room};
    }
}
