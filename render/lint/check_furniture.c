#include <bordermap/geodesic.h>
#include <math.h>
#include <string.h>

#include "render/lint/symbols.h"

/** North may lean by this before an arrow is needed. */
#define LEAN_MOST_DEG 5.0

static size_t find_part(const bm_lint *lint, const char *id)
{
    for (size_t i = 0; i < lint->drawing.group_count; i++) {
        const lint_group *group = &lint->drawing.groups[i];
        if (strcmp(group->id, id) == 0 && group->end_item > group->first_item)
            return i;
    }
    return LINT_NONE;
}

/** True when a part of the furniture has a year in it. */
static bool has_year(const bm_lint *lint, const char *id)
{
    size_t group = find_part(lint, id);
    for (size_t n = 0; group != LINT_NONE; n++) {
        const char *text = lint_text_within(lint, group, n);
        if (!*text)
            return false;
        for (const char *at = text; *at; at++)
            if (strspn(at, "0123456789") == 4 && (*at == '1' || *at == '2') &&
                (at == text || at[-1] < '0' || at[-1] > '9'))
                return true;
    }
    return false;
}

/** How far north is from straight up at a point of the page. */
static double lean_deg(const bm_lint *lint, bm_px at)
{
    double step = 20;
    bm_lonlat here = lint_position(lint, at);
    bm_lonlat above = lint_position(lint, (bm_px){at.x, at.y - step});
    double azimuth = bm_geodesic_azimuth_deg(here, above);
    return azimuth > 180 ? azimuth - 360 : azimuth;
}

void lint_check_furniture(bm_lint *lint)
{
    static const struct {
        const char *id;
        const char *what;
    } needed[] = {{"title", "title"},
                  {"credit", "credit: sources with their licences"},
                  {"disclaimer", "disclaimer on borders and names"}};
    if (!lint->is_ours)
        return;
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (find_part(lint, needed[i].id) == LINT_NONE)
            lint_add(lint, "furniture", BM_SEVERITY_ERROR, NULL, needed[i].id, "missing",
                     "on the map", "the map has no %s", needed[i].what);
    bool has_events = lint->event_count > 0 || find_part(lint, "density") != LINT_NONE;
    if (has_events && !has_year(lint, "title") && !has_year(lint, "subtitle"))
        lint_add(lint, "furniture", BM_SEVERITY_ERROR, NULL, "subtitle", "missing", "on the map",
                 "neither title nor subtitle says when it was");
    bm_px_box frame = lint->frame;
    double lean = lean_deg(lint, (bm_px){(frame.x0 + frame.x1) / 2, (frame.y0 + frame.y1) / 2});
    if (fabs(lean) > LEAN_MOST_DEG && find_part(lint, "north-arrow") == LINT_NONE)
        lint_add(lint, "furniture", BM_SEVERITY_ERROR, NULL, "north-arrow",
                 lint_number(lint, fabs(lean), "°"), "at most 5° without an arrow",
                 "north is not up and no arrow shows it");
}
