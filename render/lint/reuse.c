#include "render/lint/reuse.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool lint_reusables_take(lint_reusables *reusables, lint_drawing *drawing, size_t first,
                         const char *id)
{
    size_t count = drawing->item_count - first;
    lint_item *kept = bm_arena_array(&drawing->arena, count + 1, sizeof *kept);
    lint_reused *known =
        bm_array_grow(reusables->known, reusables->count, &reusables->capacity, sizeof *known);
    if (known)
        reusables->known = known;
    if (!kept || !known)
        return false;
    if (count)
        memcpy(kept, drawing->items + first, count * sizeof *kept);
    drawing->item_count = first;
    known[reusables->count++] = (lint_reused){id, kept, count};
    return true;
}

const lint_reused *lint_reusables_find(const lint_reusables *reusables, const char *reference)
{
    for (size_t i = 0; reference[0] == '#' && i < reusables->count; i++)
        if (strcmp(reusables->known[i].id, reference + 1) == 0)
            return &reusables->known[i];
    return NULL;
}

static bool move_outline(lint_outline *outline, bm_arena *arena, const cairo_matrix_t *matrix)
{
    lint_segment *moved = bm_arena_array(arena, outline->count + 1, sizeof *moved);
    bm_px_box box = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    if (!moved)
        return false;
    for (size_t i = 0; i < outline->count; i++) {
        moved[i] = outline->segments[i];
        int points = moved[i].kind == 'Z' ? 0 : moved[i].kind == 'C' ? 3 : 1;
        for (int k = 0; k < points; k++) {
            bm_px *at = &moved[i].to[k];
            cairo_matrix_transform_point(matrix, &at->x, &at->y);
            box = (bm_px_box){fmin(box.x0, at->x), fmin(box.y0, at->y), fmax(box.x1, at->x),
                              fmax(box.y1, at->y)};
        }
    }
    outline->segments = moved;
    outline->box = box;
    return true;
}

/** The clips of a group, moved, within the clip round the reference; ::LINT_NONE when memory is
 *  short. */
static size_t move_clip(lint_drawing *drawing, size_t clip, const cairo_matrix_t *matrix,
                        size_t around)
{
    if (clip == LINT_NONE)
        return around;
    size_t parent = move_clip(drawing, drawing->clips[clip].parent, matrix, around);
    lint_clip *clips =
        bm_array_grow(drawing->clips, drawing->clip_count, &drawing->clip_capacity, sizeof *clips);
    if (!clips)
        return LINT_NONE;
    drawing->clips = clips;
    lint_clip *made = &clips[drawing->clip_count];
    *made = clips[clip];
    made->parent = parent;
    if (!move_outline(&made->outline, &drawing->arena, matrix))
        return LINT_NONE;
    return drawing->clip_count++;
}

static void move_text(lint_item *item, const cairo_matrix_t *matrix, double scale)
{
    cairo_matrix_transform_point(matrix, &item->baseline.x, &item->baseline.y);
    item->angle_deg += atan2(matrix->yx, matrix->xx) * 180 / acos(-1);
    item->type.size_pt *= scale;
    item->type.spacing_pt *= scale;
    item->type.halo_pt *= scale;
}

bool lint_reused_draw(const lint_reused *reused, lint_drawing *drawing,
                      const cairo_matrix_t *matrix, size_t group, size_t clip, double opacity)
{
    double scale = hypot(matrix->xx, matrix->yx);
    size_t from = LINT_NONE, moved_clip = clip;
    for (size_t i = 0; i < reused->count; i++) {
        lint_item *items = bm_array_grow(drawing->items, drawing->item_count,
                                         &drawing->item_capacity, sizeof *items);
        if (!items)
            return false;
        drawing->items = items;
        lint_item *item = &items[drawing->item_count];
        *item = reused->items[i];
        if (i == 0 || item->clip != from) {
            from = item->clip;
            moved_clip = move_clip(drawing, from, matrix, clip);
            if (moved_clip == LINT_NONE && from != LINT_NONE)
                return false;
        }
        item->clip = moved_clip;
        item->group = group;
        item->fill.alpha *= opacity;
        item->stroke.alpha *= opacity;
        item->stroke_px *= scale;
        for (int k = 0; k < item->dash_count; k++)
            item->dash_px[k] *= scale;
        if (item->kind == LINT_TEXT)
            move_text(item, matrix, scale);
        if (item->kind == LINT_IMAGE) {
            cairo_surface_reference(item->picture);
            cairo_matrix_multiply(&item->placing, &item->placing, matrix);
        }
        drawing->item_count++;
        if (!move_outline(&item->outline, &drawing->arena, matrix))
            return false;
    }
    return true;
}

void lint_reusables_finish(lint_reusables *reusables)
{
    for (size_t i = 0; i < reusables->count; i++)
        for (size_t k = 0; k < reusables->known[i].count; k++)
            cairo_surface_destroy(reusables->known[i].items[k].picture);
    free(reusables->known);
    *reusables = (lint_reusables){0};
}
