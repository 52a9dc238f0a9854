/* The look of an arrow: a tapered shaft and a head, broken into dashes by its claim. */
#include <math.h>

#include "render/marks/private.h"

/** Of an arrow that stands for one movement. */
#define HEAD_LENGTH_PT 7.5
#define HEAD_HALF_PT 3.7
#define NECK_HALF_PT 1.35
#define TAIL_HALF_PT 0.55
/** A dash and the gap after it. */
#define ASSESSED_DASH_PT 8
#define CLAIMED_DASH_PT 2.8
#define DASH_GAP_PT 3.2
#define DASHES_MAX 400
/** Points along one side of a piece of the shaft. */
#define SIDE_POINTS BM_ARROW_POINTS
/** The white amid the head of a claimed movement. */
#define HOLLOW 0.5

/** The middle of an arrow, by the way along it. */
typedef struct course {
    const bm_px *line;
    double along[BM_ARROW_POINTS];
    size_t count;
    double neck; /**< where the shaft ends */
    double tail_half, neck_half;
} course;

/* The point at `way` and the unit vector to its left. */
static bm_px point_at(const course *at, double way, bm_px *left)
{
    size_t k = 1;
    while (k + 1 < at->count && at->along[k] < way)
        k++;
    double length = at->along[k] - at->along[k - 1];
    double share = length > 0 ? (way - at->along[k - 1]) / length : 0;
    bm_px a = at->line[k - 1], b = at->line[k];
    /* Across a bend the direction turns evenly. */
    bm_px before = at->line[k > 1 ? k - 2 : 0], after = at->line[k + 1 < at->count ? k + 1 : k];
    double dx = (1 - share) * (b.x - before.x) + share * (after.x - a.x);
    double dy = (1 - share) * (b.y - before.y) + share * (after.y - a.y);
    double size = hypot(dx, dy);
    *left = size > 0 ? (bm_px){dy / size, -dx / size} : (bm_px){0, 0};
    return (bm_px){a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
}

static void add_piece(bm_canvas *canvas, const course *at, double from, double to)
{
    bm_px outline[2 * SIDE_POINTS];
    double step = (to - from) / (SIDE_POINTS - 1);
    size_t points = SIDE_POINTS;
    if (at->count > 1 && to - from < at->neck / 4) {
        points = 4;
        step = (to - from) / 3;
    }
    for (size_t i = 0; i < points; i++) {
        double way = from + step * (double)i;
        bm_px left, middle = point_at(at, way, &left);
        double half = at->tail_half + (at->neck_half - at->tail_half) * way / at->neck;
        outline[i] = (bm_px){middle.x + half * left.x, middle.y + half * left.y};
        outline[2 * points - 1 - i] = (bm_px){middle.x - half * left.x, middle.y - half * left.y};
    }
    bm_canvas_add_points(canvas, outline, 2 * points, true);
}

static void add_shaft(bm_canvas *canvas, const course *at, bm_claim claim, double scale)
{
    double dash = bm_canvas_px(
        canvas, scale * (claim == BM_CLAIM_ASSESSED ? ASSESSED_DASH_PT : CLAIMED_DASH_PT));
    double gap = bm_canvas_px(canvas, scale * DASH_GAP_PT);
    if (claim != BM_CLAIM_ASSESSED && claim != BM_CLAIM_CLAIMED) {
        add_piece(canvas, at, 0, at->neck);
        return;
    }
    /* Whole dashes, with a gap before the head. */
    double number = fmin(fmax(round(at->neck / (dash + gap)), 1), DASHES_MAX);
    double pitch = at->neck / number;
    for (double i = 0; i < number; i++)
        add_piece(canvas, at, i * pitch, i * pitch + pitch * dash / (dash + gap));
}

void bm_arrow_draw(bm_canvas *canvas, const bm_style *style, bm_color fill, bm_claim claim,
                   const bm_px *line, size_t count, double scale)
{
    if (count < 3 || count > BM_ARROW_POINTS)
        return;
    course at = {.line = line, .count = count};
    for (size_t i = 1; i < count; i++)
        at.along[i] = at.along[i - 1] + hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
    double length = at.along[count - 1], full = bm_canvas_px(canvas, HEAD_LENGTH_PT * scale);
    double head = fmin(full, 0.6 * length);
    if (!(head > 0))
        return;
    at.neck = length - head;
    at.tail_half = bm_canvas_px(canvas, TAIL_HALF_PT * scale);
    at.neck_half = bm_canvas_px(canvas, NECK_HALF_PT * scale) * fmax(head / full, 0.5);
    double half = bm_canvas_px(canvas, HEAD_HALF_PT * scale) * head / full;
    bm_px left, tip = line[count - 1], back = point_at(&at, at.neck, &left);
    left = (bm_px){(tip.y - back.y) / head, -(tip.x - back.x) / head};
    const bm_px corners[] = {{back.x + half * left.x, back.y + half * left.y},
                             tip,
                             {back.x - half * left.x, back.y - half * left.y}};
    /* The casing below, so that the arrow's width is that of its colour. */
    bm_line_style casing = {.color = style->symbol_outline,
                            .width_pt = 1.5 * style->symbol_outline_pt};
    for (int pass = 0; pass < 2; pass++) {
        add_shaft(canvas, &at, claim, scale);
        if (pass == 0)
            bm_canvas_stroke(canvas, &casing);
        else
            bm_canvas_fill(canvas, fill);
        /* Apart from the shaft: where the two overlap there would be a line or a hole. */
        bm_canvas_add_points(canvas, corners, 3, true);
        if (pass == 0)
            bm_canvas_stroke(canvas, &casing);
        else
            bm_canvas_fill(canvas, fill);
    }
    if (claim != BM_CLAIM_CLAIMED)
        return;
    bm_px middle = {(corners[0].x + tip.x + corners[2].x) / 3,
                    (corners[0].y + tip.y + corners[2].y) / 3};
    bm_px inner[3];
    for (int i = 0; i < 3; i++)
        inner[i] = (bm_px){middle.x + HOLLOW * (corners[i].x - middle.x),
                           middle.y + HOLLOW * (corners[i].y - middle.y)};
    bm_canvas_add_points(canvas, inner, 3, true);
    bm_canvas_fill(canvas, (bm_color){1, 1, 1, 1});
}
