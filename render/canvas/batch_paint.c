#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/parallel.h"
#include "render/canvas/batch_easel.h"
#include "render/canvas/blend.h"

/** Threads that paint ahead; one processor is left to who draws on. */
#define THREADS_AHEAD 3

struct bm_painting {
    const bm_batch *batch;
    cairo_surface_t *surface;
    bm_pixel_rows rows; /**< of the surface */
    int height;
    bm_task task;           /**< that paints ahead */
    atomic_bool is_stopped; /**< it should paint no more bands */
    atomic_size_t next_band;
    bool *is_done;        /**< of each band; NULL when none is painted ahead */
    pthread_mutex_t lock; /**< of what follows */
    bm_easel *easels;     /**< that no thread has now */
    bool failed;
};

static bm_easel *take_easel(bm_painting *all)
{
    (void)pthread_mutex_lock(&all->lock);
    bm_easel *taken = all->easels;
    if (taken)
        all->easels = taken->next;
    (void)pthread_mutex_unlock(&all->lock);
    return taken ? taken : calloc(1, sizeof *taken);
}

static void give_back(bm_painting *all, bm_easel *taken, bool failed)
{
    (void)pthread_mutex_lock(&all->lock);
    if (taken) {
        taken->next = all->easels;
        all->easels = taken;
    }
    all->failed = all->failed || failed;
    (void)pthread_mutex_unlock(&all->lock);
}

void bm_easel_finish(bm_easel *easel)
{
    bm_coverage_finish(&easel->band);
    bm_batch_mask_finish(&easel->mask);
    bm_outline_filler_free(easel->filler);
    free(easel->letters);
}

/* Pixels that the clip cuts. */
static void put_masked(const bm_batch_target *at, uint32_t *pixels, int count,
                       const uint8_t *values, uint8_t value, const uint8_t *mask)
{
    for (int i = 0; i < count; i++) {
        uint32_t cover = values ? values[i] : value;
        bm_blend_all(&pixels[i], 1, at->pixel, (uint8_t)bm_blend_share(cover, mask[i]));
    }
}

void bm_batch_put(void *target, int row, int x, int count, const uint8_t *values, uint8_t value)
{
    const bm_batch_target *at = target;
    uint32_t *pixels = bm_target_row(at, at->box.y0 + row) + at->box.x0;
    int from = x, to = x + count;
    if (!at->mask->is_full) {
        const uint8_t *mask = at->mask->values + (size_t)row * at->mask->stride;
        const int *solid = at->mask->solid[row];
        from = solid[0] < x ? x : solid[0] > to ? to : solid[0];
        to = solid[1] < from ? from : solid[1] > to ? to : solid[1];
        put_masked(at, pixels + x, from - x, values, value, mask + x);
        put_masked(at, pixels + to, x + count - to, values ? values + to - x : NULL, value,
                   mask + to);
    }
    if (values)
        bm_blend_row(pixels + from, values + from - x, to - from, at->pixel);
    else
        bm_blend_all(pixels + from, to - from, at->pixel, value);
}

void bm_batch_add_edges(const bm_batch *batch, size_t first_run, size_t end_run, bm_coverage *band)
{
    for (size_t i = first_run; i < end_run; i++) {
        const bm_batch_run *run = &batch->runs[i];
        const bm_fixed_point *points = batch->points + run->first;
        if (run->top >= band->y0 + band->rows || run->bottom <= band->y0)
            continue;
        for (size_t k = 0; k < run->count; k++)
            bm_coverage_add_edge(band, points[k], points[k + 1]);
    }
}

static void add_pieces(const bm_batch *batch, const bm_batch_job *job, bm_coverage *band)
{
    for (size_t i = job->first; i < job->end; i++) {
        const bm_batch_run *run = &batch->runs[i];
        if (run->top >= band->y0 + band->rows || run->bottom <= band->y0)
            continue;
        for (size_t k = 0; k < run->count; k++)
            bm_coverage_add_line(band, &batch->lines[run->first + k], job->half_width);
    }
}

/* `box` is that of the clip, and the rows. */
static bool paint_job(const bm_batch *batch, bm_easel *on, const bm_batch_job *job,
                      bm_batch_target *to)
{
    bm_pixel_box box = to->box;
    if (job->top >= box.y1 || job->bottom <= box.y0 || box.y0 >= box.y1 || box.x0 >= box.x1)
        return true;
    if (!bm_coverage_begin(&on->band, box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0))
        return false;
    if (on->clip != job->clip && !bm_batch_mask_make(&on->mask, batch, job->clip, &on->band))
        return false;
    on->clip = job->clip;
    to->pixel = job->pixel;
    to->mask = &on->mask;
    if (on->mask.is_empty)
        return true;
    switch (job->kind) {
    case BM_BATCH_AREA:
        bm_batch_add_edges(batch, job->first, job->end, &on->band);
        bm_coverage_sweep_areas(&on->band, bm_batch_put, to);
        break;
    case BM_BATCH_LINES:
        add_pieces(batch, job, &on->band);
        bm_coverage_sweep_lines(&on->band, bm_batch_put, to);
        break;
    case BM_BATCH_TEXT:
        return bm_batch_paint_text(batch, job, on, to);
    case BM_BATCH_IMAGE:
        return bm_batch_paint_image(job, to);
    }
    return true;
}

static bool paint_band(bm_easel *on, const bm_batch *batch, bm_batch_target *to, int top,
                       int bottom)
{
    bool fine = true;
    on->clip = -1;
    for (size_t i = 0; i < batch->job_count && fine; i++) {
        const bm_batch_job *job = &batch->jobs[i];
        to->box = batch->clips[job->clip].box;
        to->box.y0 = top > to->box.y0 ? top : to->box.y0;
        to->box.y1 = bottom < to->box.y1 ? bottom : to->box.y1;
        fine = paint_job(batch, on, job, to);
    }
    return fine;
}

bool bm_easel_paint_rows(bm_easel *on, const bm_batch *batch, const bm_pixel_rows *rows, int top,
                         int bottom)
{
    bm_batch_target to = {.rows = rows};
    bool fine = rows->pixels != NULL;
    for (int end; top < bottom && fine; top = end) {
        end = top + BM_COVERAGE_ROWS < bottom ? top + BM_COVERAGE_ROWS : bottom;
        fine = paint_band(on, batch, &to, top, end);
    }
    return fine;
}

bm_painting *bm_batch_begin_painting(bm_batch *batch, cairo_surface_t *surface)
{
    if (batch->failed || batch->job_count == 0)
        return NULL;
    bm_painting *all = calloc(1, sizeof *all);
    batch->failed = !all;
    if (!all)
        return NULL;
    cairo_surface_flush(surface);
    *all = (bm_painting){.batch = batch,
                         .surface = surface,
                         .rows = {.pixels = cairo_image_surface_get_data(surface),
                                  .stride = (size_t)cairo_image_surface_get_stride(surface)},
                         .height = cairo_image_surface_get_height(surface),
                         .lock = PTHREAD_MUTEX_INITIALIZER};
    return all;
}

static size_t count_bands(const bm_painting *all)
{
    return ((size_t)all->height + BM_COVERAGE_ROWS - 1) / BM_COVERAGE_ROWS;
}

static void paint_rows(bm_painting *all, const bm_pixel_rows *rows, int top, int bottom)
{
    bm_easel *on = take_easel(all);
    bool fine = on && bm_easel_paint_rows(on, all->batch, rows, top, bottom);
    give_back(all, on, !fine);
}

static void paint_ahead(size_t index, void *context)
{
    bm_painting *all = context;
    (void)index;
    while (!atomic_load(&all->is_stopped)) {
        size_t band = atomic_fetch_add(&all->next_band, 1);
        if (band >= count_bands(all))
            return;
        int top = (int)band * BM_COVERAGE_ROWS, bottom = top + BM_COVERAGE_ROWS;
        paint_rows(all, &all->rows, top, bottom < all->height ? bottom : all->height);
        all->is_done[band] = true;
    }
}

static void work_ahead(void *context)
{
    bm_parallel_for(THREADS_AHEAD, paint_ahead, context);
}

bm_painting *bm_batch_begin_painting_ahead(bm_batch *batch, cairo_surface_t *surface)
{
    bm_painting *all = bm_batch_begin_painting(batch, surface);
    if (!all)
        return NULL;
    all->is_done = calloc(count_bands(all), sizeof *all->is_done);
    if (!all->is_done) {
        batch->failed = true;
        bm_batch_end_painting(batch, all);
        return NULL;
    }
    bm_task_begin(&all->task, work_ahead, all);
    return all;
}

void bm_painting_stop(bm_painting *painting)
{
    if (!painting)
        return;
    atomic_store(&painting->is_stopped, true);
    bm_task_join(&painting->task);
}

void bm_painting_rows(bm_painting *painting, const bm_pixel_rows *on, int top, int bottom)
{
    for (int end; painting && top < bottom; top = end) {
        int band = top / BM_COVERAGE_ROWS;
        end = (band + 1) * BM_COVERAGE_ROWS < bottom ? (band + 1) * BM_COVERAGE_ROWS : bottom;
        if (!painting->is_done || !painting->is_done[band])
            paint_rows(painting, on, top, end);
    }
}

void bm_batch_end_painting(bm_batch *batch, bm_painting *painting)
{
    bm_painting_stop(painting);
    bm_batch_clear(batch);
    if (!painting)
        return;
    cairo_surface_mark_dirty(painting->surface);
    batch->failed = batch->failed || painting->failed;
    for (bm_easel *next, *at = painting->easels; at; at = next) {
        next = at->next;
        bm_easel_finish(at);
        free(at);
    }
    (void)pthread_mutex_destroy(&painting->lock);
    free(painting->is_done);
    free(painting);
}

static void paint_band_of(size_t index, void *context)
{
    bm_painting *all = context;
    int top = (int)index * BM_COVERAGE_ROWS, bottom = top + BM_COVERAGE_ROWS;
    bm_painting_rows(all, &all->rows, top, bottom < all->height ? bottom : all->height);
}

void bm_painting_finish(bm_painting *painting)
{
    bm_painting_stop(painting);
    if (painting)
        bm_parallel_for(count_bands(painting), paint_band_of, painting);
}

void bm_batch_paint(bm_batch *batch, cairo_surface_t *surface)
{
    bm_painting *painting = bm_batch_begin_painting(batch, surface);
    bm_painting_finish(painting);
    bm_batch_end_painting(batch, painting);
}
