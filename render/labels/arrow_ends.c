/* Where arrows come from that begin beyond the map, and where those go that end there: a few words
 * at the map's edge. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "render/labels/groups.h"

/** How far from the edge the words' end of an arrow is looked for. */
static const double inside_pt = 7;

static bool is_inside(const label_work *work, bm_px at, double edge_px)
{
    bm_px_box map = work->frame->map;
    return at.x > map.x0 + edge_px && at.x < map.x1 - edge_px && at.y > map.y0 + edge_px &&
           at.y < map.y1 - edge_px;
}

static const char *name_of(label_work *work, const bm_movement_end *end)
{
    const bm_gazetteer *gazetteer = work->basemap->gazetteer;
    const bm_place *place =
        gazetteer && *end->place_id ? bm_gazetteer_find_id(gazetteer, end->place_id) : NULL;
    if (place)
        return bm_names_of_place(&work->languages, place).first;
    return *end->name ? end->name : end->place;
}

/** The words stand where the arrow comes onto the map, or a little further along it. */
static void add_end(label_work *work, const bm_arrow *arrow, bool at_start)
{
    enum { SPOTS = 3 };
    const bm_movement *movement = arrow->first->movement;
    const char *name = name_of(work, at_start ? &movement->from : &movement->to);
    bm_px line[BM_ARROW_POINTS];
    size_t count = bm_marks_arrow_line(work->marks, arrow, work->frame, line), spots = 0;
    char words[160];
    if (!*name || count == 0)
        return;
    snprintf(words, sizeof words, "%s %.140s", at_start ? "from" : "to", name);
    if (!label_begin(work, words, LABEL_EVENT, LABEL_PRIORITY_ARROW_END, 40, 0))
        return;
    bm_text_style *style = label_style_copy(work, &work->style->event_label);
    label_form *form = label_form_new(work);
    if (!style || !form)
        return;
    style->bold = false;
    label_form_add_name(work, form, style, words);
    for (size_t i = 0; i < count && spots < SPOTS; i++) {
        bm_px at = line[at_start ? i : count - 1 - i];
        if (is_inside(work, at, inside_pt * work->pt))
            label_add_around(work, form, at, 3 * work->pt, 3 * (double)spots++);
    }
}

/** True when an arrow between the same places has the words already. */
static bool is_said(const bm_marks *marks, size_t index, bool at_start)
{
    const bm_arrow *arrow = &marks->arrows[index];
    for (size_t i = 0; i < index; i++) {
        const bm_arrow *other = &marks->arrows[i];
        bm_px a = at_start ? arrow->from : arrow->to, b = at_start ? other->from : other->to;
        bm_px c = at_start ? arrow->to : arrow->from, d = at_start ? other->to : other->from;
        if (hypot(a.x - b.x, a.y - b.y) < 0.5 && hypot(c.x - d.x, c.y - d.y) < 0.5)
            return true;
    }
    return false;
}

void label_collect_arrow_ends(label_work *work)
{
    const bm_marks *marks = work->marks;
    for (size_t i = 0; i < marks->arrow_count && !work->labels->failed; i++) {
        const bm_arrow *arrow = &marks->arrows[i];
        if (!is_inside(work, arrow->from, 0) && !is_said(marks, i, true))
            add_end(work, arrow, true);
        if (!is_inside(work, arrow->to, 0) && !is_said(marks, i, false))
            add_end(work, arrow, false);
    }
}
