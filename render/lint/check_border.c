#include <math.h>
#include <string.h>

#include "render/lint/lint.h"

/** The border's own line is the last of its group; a light casing may be below it. */
void lint_check_border(bm_lint *lint)
{
    const lint_drawing *drawing = &lint->drawing;
    double border_px = 0, other_px = 0;
    const char *other = "";
    for (size_t i = 0; i < drawing->item_count; i++) {
        const lint_item *item = &drawing->items[i];
        if (item->kind != LINT_SHAPE || !(item->stroke.alpha > 0) ||
            lint_group_within(drawing, item->group, "base") == LINT_NONE)
            continue;
        /* Short dashes of a wide line are ticks across it, as those of a railway. */
        if (item->dash_count && item->dash_px[0] < item->stroke_px / 2)
            continue;
        size_t named = item->group;
        while (!*drawing->groups[named].id && drawing->groups[named].parent != LINT_NONE)
            named = drawing->groups[named].parent;
        const char *id = drawing->groups[named].id;
        if (lint_group_within(drawing, item->group, "border") != LINT_NONE) {
            border_px = item->stroke_px;
        } else if (item->stroke_px > other_px) {
            other_px = item->stroke_px;
            other = id;
        }
    }
    if (border_px > 0 && other_px >= border_px)
        lint_add(lint, "border", BM_SEVERITY_ERROR, NULL, "border",
                 lint_number(lint, border_px / drawing->px_per_pt, " pt"),
                 lint_number(lint, other_px / drawing->px_per_pt, " pt and more"),
                 "the border is no heavier than the lines of '%.60s'", other);
}
