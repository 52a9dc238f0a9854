#include "render/canvas/batch.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "render/canvas/blend.h"

/** No page has rows beyond this. */
#define ROW_MAX 40000.0

void bm_batch_add_point(bm_batch *batch, bm_fixed_point point)
{
    bm_fixed_point *points =
        bm_array_grow(batch->points, batch->point_count, &batch->point_capacity, sizeof *points);
    if (points) {
        batch->points = points;
        points[batch->point_count++] = point;
    } else {
        batch->failed = true;
    }
}

void bm_batch_add_piece(bm_batch *batch, bm_line_piece piece)
{
    bm_line_piece *lines =
        bm_array_grow(batch->lines, batch->line_count, &batch->line_capacity, sizeof *lines);
    if (lines) {
        batch->lines = lines;
        lines[batch->line_count++] = piece;
    } else {
        batch->failed = true;
    }
}

static int row_of(double y)
{
    return (int)floor(fmin(fmax(y, -ROW_MAX), ROW_MAX));
}

void bm_batch_add_run(bm_batch *batch, size_t first, size_t count, double top, double bottom)
{
    bm_batch_run *runs =
        bm_array_grow(batch->runs, batch->run_count, &batch->run_capacity, sizeof *runs);
    if (runs) {
        batch->runs = runs;
        runs[batch->run_count++] = (bm_batch_run){first, count, row_of(top), row_of(bottom) + 1};
    } else {
        batch->failed = true;
    }
}

static void add_clip(bm_batch *batch, bm_batch_clip clip)
{
    bm_batch_clip *clips =
        bm_array_grow(batch->clips, batch->clip_count, &batch->clip_capacity, sizeof *clips);
    if (clips) {
        batch->clips = clips;
        clips[batch->clip_count] = clip;
        batch->clip = (int)batch->clip_count++;
    } else {
        batch->failed = true;
    }
}

bool bm_batch_add_job(bm_batch *batch, bm_batch_job job)
{
    job.clip = batch->clip;
    bm_batch_job *jobs =
        bm_array_grow(batch->jobs, batch->job_count, &batch->job_capacity, sizeof *jobs);
    if (jobs) {
        batch->jobs = jobs;
        jobs[batch->job_count++] = job;
    } else {
        batch->failed = true;
    }
    return jobs != NULL;
}

void bm_batch_add_runs(bm_batch *batch, size_t first_run, double half_width, bm_color color)
{
    bm_batch_job job = {.kind = half_width > 0 ? BM_BATCH_LINES : BM_BATCH_AREA,
                        .first = first_run,
                        .end = batch->run_count,
                        .half_width = (float)half_width,
                        .pixel = bm_blend_pixel(color)};
    if (job.first == job.end || batch->failed)
        return;
    job.top = batch->runs[first_run].top;
    job.bottom = batch->runs[first_run].bottom;
    for (size_t i = first_run + 1; i < job.end; i++) {
        if (batch->runs[i].top < job.top)
            job.top = batch->runs[i].top;
        if (batch->runs[i].bottom > job.bottom)
            job.bottom = batch->runs[i].bottom;
    }
    (void)bm_batch_add_job(batch, job);
}

bool bm_batch_begin(bm_batch *batch, bm_pixel_box box)
{
    add_clip(batch, (bm_batch_clip){.box = box, .outer = -1});
    return !batch->failed;
}

void bm_batch_clear(bm_batch *batch)
{
    for (size_t i = 0; i < batch->job_count; i++)
        bm_sprite_release(batch->jobs[i].image);
    for (size_t i = 0; i < batch->piece_count; i++)
        bm_mask_release(batch->pieces[i].mask);
    batch->job_count = 0;
    batch->piece_count = 0;
    // Clips that are in force have their runs.
    if (batch->clip == 0 && batch->clip_count > 0)
        batch->clip_count = 1;
    if (batch->clip == 0)
        batch->point_count = batch->line_count = batch->run_count = 0;
}

void bm_batch_finish(bm_batch *batch)
{
    bm_batch_clear(batch);
    free(batch->pieces);
    free(batch->points);
    free(batch->lines);
    free(batch->runs);
    free(batch->clips);
    free(batch->jobs);
    *batch = (bm_batch){0};
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

/* A path of one box of whole pixels within `outer`: no mask is needed for it. */
static bool take_box(const bm_batch *batch, size_t first_run, bm_pixel_box outer, bm_pixel_box *box)
{
    const bm_batch_run *run = &batch->runs[first_run];
    if (first_run + 1 != batch->run_count || run->count != 4)
        return false;
    const bm_fixed_point *at = batch->points + run->first;
    for (int i = 0; i < 4; i++)
        if (at[i].x % BM_FIXED_ONE || at[i].y % BM_FIXED_ONE ||
            (at[i].x != at[i + 1].x && at[i].y != at[i + 1].y))
            return false;
    bm_fixed_point a = at[0], b = at[2];
    *box = (bm_pixel_box){larger(outer.x0, smaller(a.x, b.x) / BM_FIXED_ONE),
                          larger(outer.y0, smaller(a.y, b.y) / BM_FIXED_ONE),
                          smaller(outer.x1, larger(a.x, b.x) / BM_FIXED_ONE),
                          smaller(outer.y1, larger(a.y, b.y) / BM_FIXED_ONE)};
    return true;
}

/* What of a box the path from a run on can reach: a mask need not be larger. */
static bm_pixel_box reach_of(const bm_batch *batch, size_t first_run, bm_pixel_box box)
{
    int32_t left = INT32_MAX, right = INT32_MIN, top = INT32_MAX, bottom = INT32_MIN;
    for (size_t i = first_run; i < batch->run_count; i++) {
        const bm_batch_run *run = &batch->runs[i];
        top = smaller(top, run->top);
        bottom = larger(bottom, run->bottom);
        for (size_t k = run->first; k <= run->first + run->count; k++) {
            left = smaller(left, batch->points[k].x);
            right = larger(right, batch->points[k].x);
        }
    }
    box.x0 = larger(box.x0, left / BM_FIXED_ONE - 1);
    box.x1 = smaller(box.x1, right / BM_FIXED_ONE + 1);
    box.y0 = larger(box.y0, top);
    box.y1 = smaller(box.y1, bottom);
    return box;
}

void bm_batch_begin_clip(bm_batch *batch, cairo_t *cairo)
{
    size_t first_run = bm_batch_take_area(batch, cairo);
    bm_batch_clip clip = {.box = batch->clips[batch->clip].box, .outer = batch->clip};
    if (first_run == batch->run_count) {
        clip.box.x1 = clip.box.x0;
    } else if (!take_box(batch, first_run, clip.box, &clip.box)) {
        clip.box = reach_of(batch, first_run, clip.box);
        clip.first_run = first_run;
        clip.end_run = batch->run_count;
    }
    add_clip(batch, clip);
}

void bm_batch_end_clip(bm_batch *batch)
{
    if (batch->clips[batch->clip].outer >= 0)
        batch->clip = batch->clips[batch->clip].outer;
}
