#include <math.h>
#include <string.h>

#include "render/lint/labels.h"

static double cross(bm_px o, bm_px a, bm_px b)
{
    return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

/** True when they cross within both; touching at an end is fine. */
static bool is_crossing(bm_px a, bm_px b, bm_px c, bm_px d)
{
    double length = hypot(b.x - a.x, b.y - a.y), other = hypot(d.x - c.x, d.y - c.y);
    /* Less than half a pixel beyond the line is a touch. */
    double c_off = cross(a, b, c) / fmax(length, 1e-9), d_off = cross(a, b, d) / fmax(length, 1e-9);
    double a_off = cross(c, d, a) / fmax(other, 1e-9), b_off = cross(c, d, b) / fmax(other, 1e-9);
    return fmin(c_off, d_off) < -0.5 && fmax(c_off, d_off) > 0.5 && fmin(a_off, b_off) < -0.5 &&
           fmax(a_off, b_off) > 0.5;
}

static bm_px_box box_of(const lint_leader *line)
{
    return (bm_px_box){fmin(line->a.x, line->b.x), fmin(line->a.y, line->b.y),
                       fmax(line->a.x, line->b.x), fmax(line->a.y, line->b.y)};
}

static bool crosses_text(const lint_leader *line, const lint_text *text)
{
    bm_px_box box = box_of(line);
    if (box.x0 > text->box.x1 || box.x1 < text->box.x0 || box.y0 > text->box.y1 ||
        box.y1 < text->box.y0)
        return false;
    for (int i = 0; i < 4; i++)
        if (is_crossing(line->a, line->b, text->corners[i], text->corners[(i + 1) % 4]))
            return true;
    return false;
}

static void check_texts(bm_lint *lint, const lint_leader *line)
{
    for (size_t i = 0; i < lint->text_count; i++) {
        const lint_text *text = &lint->texts[i];
        if (text->role != LINT_ROLE_LABEL || (text->owner == line->owner && line->is_name) ||
            !crosses_text(line, text))
            continue;
        bm_px_box box = box_of(line);
        lint_add(lint, "leader", BM_SEVERITY_ERROR, &box, lint_label_text(lint, text->owner), "",
                 "none", "a leader crosses '%.60s'", text->item->text);
    }
}

void lint_check_leaders(bm_lint *lint)
{
    lint_leader *lines;
    size_t count = lint_find_leaders(lint, &lines);
    for (size_t i = 0; i < count; i++) {
        check_texts(lint, &lines[i]);
        for (size_t j = 0; j < i; j++) {
            if (!is_crossing(lines[i].a, lines[i].b, lines[j].a, lines[j].b))
                continue;
            bm_px_box box = box_of(&lines[i]);
            lint_add(lint, "leader", BM_SEVERITY_ERROR, &box, "", "", "none",
                     "two leaders cross each other");
        }
    }
}
