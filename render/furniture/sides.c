#include "render/furniture/sides.h"

#include <math.h>

/** Width to height of what most maps show: the border and what lies around it. */
#define USUAL_ASPECT 1.5
/** A map whose width makes for land that is so low, against its height, is tall. */
#define TALL_SHARE 0.8
/** What the whole of the map counts, against the land that it is about. */
#define AROUND_WEIGHT 0.2

bool bm_sides_is_side(bm_spot spot)
{
    return spot >= BM_SPOT_LEFT;
}

double bm_sides_gap(const bm_furniture *furniture, const bm_canvas *canvas)
{
    return bm_canvas_px(canvas, 6 * furniture->type_scale);
}

bm_px_box bm_sides_cut(bm_px_box map, bm_spot side, double width_px, double height_px,
                       double gap_px, bm_px_box *box)
{
    double width = ceil(width_px), height = ceil(height_px);
    bm_px corner = {map.x0, map.y0};
    if (side == BM_SPOT_RIGHT)
        corner.x = map.x1 - width;
    if (side == BM_SPOT_BOTTOM)
        corner.y = map.y1 - height;
    *box = (bm_px_box){corner.x, corner.y, corner.x + width, corner.y + height};
    if (side == BM_SPOT_RIGHT)
        map.x1 = floor(corner.x - gap_px);
    else if (side == BM_SPOT_LEFT)
        map.x0 = ceil(box->x1 + gap_px);
    else if (side == BM_SPOT_BOTTOM)
        map.y1 = floor(corner.y - gap_px);
    else
        map.y0 = ceil(box->y1 + gap_px);
    return map;
}

bool bm_sides_is_tall(bm_px_box map)
{
    return (map.x1 - map.x0) / USUAL_ASPECT < TALL_SHARE * (map.y1 - map.y0);
}

double bm_sides_scale(double width_px, double height_px)
{
    double around = sqrt(fmax(width_px, 0) * fmax(height_px, 0) / USUAL_ASPECT);
    return (1 - AROUND_WEIGHT) * fmin(width_px / USUAL_ASPECT, height_px) + AROUND_WEIGHT * around;
}
