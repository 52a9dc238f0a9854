/* Marks stay in the country of their events: on a map of a border no symbol may change sides. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "render/marks/private.h"

/** How far the middles of symbols that are moved stay from the border, in radii of one event's. */
#define BORDER_MARGIN 0.5
/** Symbols are hardly moved further than this, in the same. */
#define NEAR_BORDER_RADII 8.0

const char *bm_event_country(const bm_event *event)
{
    const char *stated = event->location.country;
    return stated && strlen(stated) == 2 ? stated : event->location.border.country;
}

void bm_marks_set_country(bm_mark_item *item, const bm_frame *frame, double unit_px)
{
    const bm_border_relation *border = &item->event->location.border;
    double near_px = NEAR_BORDER_RADII * unit_px;
    snprintf(item->country, sizeof item->country, "%s", bm_event_country(item->event));
    item->border = (bm_px){NAN, NAN};
    if (!*border->side || strcmp(border->side, item->country) != 0 || border->uncertain ||
        !(border->border_km * 1000 < near_px * bm_frame_metres_per_px(frame, item->at)))
        return;
    item->border = bm_frame_to_px(frame, border->nearest);
}

double bm_marks_room_to_border(const bm_mark_cluster *home, double unit_px, bm_px *towards)
{
    double dx = home->border.x - home->anchor.x, dy = home->border.y - home->anchor.y;
    double away = sqrt(dx * dx + dy * dy);
    if (!(away > 0) || !isfinite(away))
        return HUGE_VAL;
    *towards = (bm_px){dx / away, dy / away};
    double spread = home->reach_px - home->outer_px;
    if (home->count < 2 || !(spread > 0))
        return fmax(away - BORDER_MARGIN * unit_px, 0);
    return away - spread - BORDER_MARGIN * unit_px;
}
