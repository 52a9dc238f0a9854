#include "label_checks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "render/labels/parts.h"
#include "render/placement/state.h"

bm_label_job shipped_job(const shipped *data, const shipped_page *page, const bm_obstacles *walls)
{
    return (bm_label_job){.basemap = &data->basemap,
                          .style = data->style,
                          .frame = &page->frame,
                          .marks = page->marks,
                          .obstacles = walls,
                          .canvas = page->canvas};
}

static void assert_free_of_marks(const bm_labels *labels, const bm_marks *marks, size_t index)
{
    size_t count;
    const bm_px_box *boxes = bm_labels_boxes(labels, index, &count);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < marks->count; j++) {
            bm_px at = marks->items[j].center;
            double x = fmin(fmax(at.x, boxes[i].x0), boxes[i].x1);
            double y = fmin(fmax(at.y, boxes[i].y0), boxes[i].y1);
            if (hypot(x - at.x, y - at.y) < marks->items[j].radius_px - 1e-6)
                fail_msg("'%s' lies on an event", bm_labels_placed_name(labels, index));
        }
    }
}

static void assert_apart(const bm_labels *labels, size_t a, size_t b)
{
    size_t count_a, count_b;
    const bm_px_box *boxes_a = bm_labels_boxes(labels, a, &count_a);
    const bm_px_box *boxes_b = bm_labels_boxes(labels, b, &count_b);
    for (size_t i = 0; i < count_a; i++) {
        for (size_t j = 0; j < count_b; j++) {
            if (bm_px_box_overlaps(boxes_a[i], boxes_b[j]))
                fail_msg("'%s' lies on '%s'", bm_labels_placed_name(labels, a),
                         bm_labels_placed_name(labels, b));
        }
    }
}

/** The leader of a placed label; false when it has none. */
static bool leader_of(const bm_labels *labels, size_t index, bm_px leader[2])
{
    const label_item *item = &labels->items[labels->placed[index]];
    return bm_placement_leader(labels->placement,
                               bm_placement_chosen(labels->placement, item->label), leader);
}

static void assert_leader_is_clear(const bm_labels *labels, size_t index, const bm_px *leader)
{
    for (size_t i = 0; i < bm_labels_placed(labels); i++) {
        size_t count;
        const bm_px_box *boxes = bm_labels_boxes(labels, i, &count);
        bm_px other[2];
        if (i == index)
            continue;
        if (leader_of(labels, i, other) &&
            placement_segments_cross(leader[0], leader[1], other[0], other[1]))
            fail_msg("the leaders of '%s' and '%s' cross", bm_labels_placed_name(labels, index),
                     bm_labels_placed_name(labels, i));
        for (size_t j = 0; j < count; j++) {
            if (placement_length_inside(leader[0], leader[1], boxes[j]) > 0)
                fail_msg("the leader of '%s' crosses '%s'", bm_labels_placed_name(labels, index),
                         bm_labels_placed_name(labels, i));
        }
    }
}

void shipped_assert_no_overlaps(const bm_labels *labels, const shipped_page *page,
                                const bm_obstacles *walls)
{
    bm_px_box map = page->frame.map;
    for (size_t i = 0; i < bm_labels_placed(labels); i++) {
        bm_px_box box = bm_labels_box(labels, i);
        assert_true(box.x0 >= map.x0 && box.y0 >= map.y0 && box.x1 <= map.x1 && box.y1 <= map.y1);
        size_t count;
        const bm_px_box *boxes = bm_labels_boxes(labels, i, &count);
        assert_true(count > 0);
        for (size_t k = 0; k < count; k++) {
            for (size_t j = 0; walls && j < walls->count; j++)
                assert_false(bm_px_box_overlaps(boxes[k], walls->boxes[j]));
        }
        assert_free_of_marks(labels, page->marks, i);
        bm_px leader[2];
        if (leader_of(labels, i, leader))
            assert_leader_is_clear(labels, i, leader);
        for (size_t j = 0; j < i; j++)
            assert_apart(labels, i, j);
    }
}
