#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "render/canvas/batch_mask.h"
#include "render/canvas/blend.h"

/** What one thread needs, kept for its next band. */
typedef struct easel {
    struct easel *next;
    bm_coverage band;
    bm_batch_mask mask;
    int clip; /**< that the mask is of; -1 for none */
} easel;

typedef struct painting {
    const bm_batch *batch;
    unsigned char *pixels;
    size_t stride;
    bm_pixel_box page;
    pthread_mutex_t lock; /**< of what follows */
    easel *easels;
    bool failed;
} painting;

static easel *take_easel(painting *all)
{
    (void)pthread_mutex_lock(&all->lock);
    easel *taken = all->easels;
    if (taken)
        all->easels = taken->next;
    (void)pthread_mutex_unlock(&all->lock);
    return taken ? taken : calloc(1, sizeof *taken);
}

static void give_back(painting *all, easel *taken, bool failed)
{
    (void)pthread_mutex_lock(&all->lock);
    if (taken) {
        taken->next = all->easels;
        all->easels = taken;
    }
    all->failed = all->failed || failed;
    (void)pthread_mutex_unlock(&all->lock);
}

/** Where a job's pixels go. */
typedef struct target {
    const painting *all;
    int x0, y0; /**< of the band */
    uint32_t pixel;
    const bm_batch_mask *mask;
} target;

/* Pixels that the clip cuts. */
static void put_masked(const target *at, uint32_t *pixels, int count, const uint8_t *values,
                       uint8_t value, const uint8_t *mask)
{
    for (int i = 0; i < count; i++) {
        uint32_t cover = values ? values[i] : value;
        bm_blend_all(&pixels[i], 1, at->pixel, (uint8_t)bm_blend_share(cover, mask[i]));
    }
}

static void put(void *context, int row, int x, int count, const uint8_t *values, uint8_t value)
{
    const target *at = context;
    uint32_t *pixels =
        (uint32_t *)(void *)(at->all->pixels + (size_t)(at->y0 + row) * at->all->stride) + at->x0;
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
    for (size_t i = job->first_run; i < job->end_run; i++) {
        const bm_batch_run *run = &batch->runs[i];
        if (run->top >= band->y0 + band->rows || run->bottom <= band->y0)
            continue;
        for (size_t k = 0; k < run->count; k++)
            bm_coverage_add_line(band, &batch->lines[run->first + k], job->half_width);
    }
}

static bool paint_job(const painting *all, easel *on, const bm_batch_job *job, int top, int bottom)
{
    const bm_pixel_box box = all->batch->clips[job->clip].box;
    int y0 = top > box.y0 ? top : box.y0, y1 = bottom < box.y1 ? bottom : box.y1;
    if (job->top >= y1 || job->bottom <= y0 || y0 >= y1 || box.x0 >= box.x1)
        return true;
    if (!bm_coverage_begin(&on->band, box.x0, y0, box.x1 - box.x0, y1 - y0))
        return false;
    if (on->clip != job->clip && !bm_batch_mask_make(&on->mask, all->batch, job->clip, &on->band))
        return false;
    on->clip = job->clip;
    target to = {all, box.x0, y0, job->pixel, &on->mask};
    if (on->mask.is_empty)
        return true;
    if (job->half_width > 0) {
        add_pieces(all->batch, job, &on->band);
        bm_coverage_sweep_lines(&on->band, put, &to);
    } else {
        bm_batch_add_edges(all->batch, job->first_run, job->end_run, &on->band);
        bm_coverage_sweep_areas(&on->band, put, &to);
    }
    return true;
}

static void paint_band(size_t index, void *context)
{
    painting *all = context;
    easel *on = take_easel(all);
    bool fine = on != NULL;
    int top = all->page.y0 + (int)index * BM_COVERAGE_ROWS, bottom = top + BM_COVERAGE_ROWS;
    if (bottom > all->page.y1)
        bottom = all->page.y1;
    if (on)
        on->clip = -1;
    for (size_t i = 0; i < all->batch->job_count && fine; i++)
        fine = paint_job(all, on, &all->batch->jobs[i], top, bottom);
    give_back(all, on, !fine);
}

void bm_batch_paint(bm_batch *batch, cairo_surface_t *surface)
{
    if (batch->failed || batch->job_count == 0)
        return;
    painting all = {.batch = batch, .page = batch->clips[0].box, .lock = PTHREAD_MUTEX_INITIALIZER};
    cairo_surface_flush(surface);
    all.pixels = cairo_image_surface_get_data(surface);
    all.stride = (size_t)cairo_image_surface_get_stride(surface);
    int rows = all.page.y1 - all.page.y0;
    if (all.pixels && rows > 0)
        bm_parallel_for((size_t)(rows + BM_COVERAGE_ROWS - 1) / BM_COVERAGE_ROWS, paint_band, &all);
    cairo_surface_mark_dirty(surface);
    batch->failed = all.failed || !all.pixels;
    batch->job_count = 0;
    for (easel *next, *at = all.easels; at; at = next) {
        next = at->next;
        bm_coverage_finish(&at->band);
        bm_batch_mask_finish(&at->mask);
        free(at);
    }
    (void)pthread_mutex_destroy(&all.lock);
}
