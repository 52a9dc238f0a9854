#include <math.h>
#include <string.h>

#include "render/labels/parts.h"

/** Lakes that look smaller than this on the page have no name. */
static const double least_side_pt = 11;

static bm_px_box box_on_page(const label_work *work, const bm_feature *lake)
{
    const bm_lonlat corners[] = {{lake->box.west, lake->box.south},
                                 {lake->box.west, lake->box.north},
                                 {lake->box.east, lake->box.south},
                                 {lake->box.east, lake->box.north}};
    bm_px_box box = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    for (int i = 0; i < 4; i++) {
        bm_px at = bm_frame_to_px(work->frame, corners[i]);
        if (!isfinite(at.x) || !isfinite(at.y))
            return (bm_px_box){0};
        box = (bm_px_box){fmin(box.x0, at.x), fmin(box.y0, at.y), fmax(box.x1, at.x),
                          fmax(box.y1, at.y)};
    }
    return box;
}

/** True when the corners and edge middles of a block in this place are in the water. */
static bool is_in_water(const label_work *work, const bm_feature *lake, bm_px middle,
                        const label_form *form)
{
    double half_x = form->width_px / 2 + form->halo_px,
           half_y = form->height_px / 2 + form->halo_px;
    for (int i = -1; i <= 1; i++) {
        for (int j = -1; j <= 1; j++) {
            bm_px at = {middle.x + i * half_x, middle.y + j * half_y};
            if (!bm_feature_contains(lake, bm_frame_to_lonlat(work->frame, at)))
                return false;
        }
    }
    return true;
}

/** Beside the shore: at points all along it, on the side away from the middle. */
static void add_beside(label_work *work, const bm_feature *lake, const label_form *form,
                       bm_px middle)
{
    enum { SHORE_POINTS = 16 };
    size_t end = lake->part_count ? lake->part_start[1] : 0;
    for (size_t i = 0; i < SHORE_POINTS && end > 0; i++) {
        bm_px shore = bm_frame_to_px(work->frame, lake->points[i * end / SHORE_POINTS]);
        double dx = shore.x - middle.x, dy = shore.y - middle.y, away = hypot(dx, dy);
        if (!(away > 0) || !isfinite(away))
            continue;
        double gap = form->halo_px + 1.2 * work->pt;
        double part_x = dx / away > 0.4 ? 0 : dx / away < -0.4 ? 1 : 0.5;
        double part_y = fabs(dx) > fabs(dy) * 2 ? 0.6 : dy > 0 ? 0 : 1;
        label_spot spot = {
            .origin = {shore.x + gap * dx / away - part_x * form->width_px,
                       shore.y + gap * dy / away - part_y * form->height_px},
            .align = part_x,
            .cost = 3 + 2 * away / (away + form->width_px) - 0.5 * dx / away,
        };
        label_add_block(work, form, &spot);
    }
}

static void add_lake(label_work *work, const bm_feature *lake, bm_names names, bm_px_box box)
{
    double width = box.x1 - box.x0, height = box.y1 - box.y0;
    bm_px middle = {(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2};
    int priority = LABEL_PRIORITY_LAKE + (int)fmin(hypot(width, height) / work->pt, 900);
    if (!label_begin(work, names.first, LABEL_LAKE, priority, 20, 0))
        return;
    label_form *form = label_form_new(work);
    label_form_add_names(work, form, label_style_on_ground(work, &work->style->water_label), names);
    if (!form)
        return;
    for (int row = -2; row <= 2; row++) {
        for (int column = -2; column <= 2; column++) {
            bm_px at = {middle.x + column * width / 8, middle.y + row * height / 8};
            if (is_in_water(work, lake, at, form))
                label_add_centred(work, form, at, 0.3 * (row * row + column * column));
        }
    }
    add_beside(work, lake, form, middle);
}

void label_collect_lakes(label_work *work)
{
    const bm_layer *layer = work->basemap->lakes;
    if (!layer)
        return;
    bm_lonlat_box known = bm_layer_box(work->basemap->countries);
    int name = bm_layer_field(layer, "NAME"), status = bm_layer_field(layer, "STATUS");
    for (size_t i = 0; i < bm_layer_count(layer) && !work->labels->failed; i++) {
        const bm_feature *lake = bm_layer_feature(layer, i);
        const char *text = bm_layer_text(layer, i, name);
        bool drained = strncmp(bm_layer_text(layer, i, status), "drained", 7) == 0;
        bm_lonlat middle = {(lake->box.west + lake->box.east) / 2,
                            (lake->box.south + lake->box.north) / 2};
        if (!*text || drained || !bm_lonlat_box_overlaps(lake->box, work->frame->lonlat) ||
            !bm_lonlat_box_contains(known, middle))
            continue;
        bm_px_box box = box_on_page(work, lake);
        double least = least_side_pt * work->pt;
        if (box.x1 - box.x0 >= least || box.y1 - box.y0 >= least)
            add_lake(work, lake, label_names_on_ground(work, layer, i, middle), box);
    }
}
