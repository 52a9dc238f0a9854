#include "render/canvas/batch_print.h"

/** A job without what says where in the batch it is. */
typedef struct job_facts {
    int32_t kind;
    int32_t top, bottom, left, right;
    float half_width;
    uint32_t pixel, halo;
    bm_pixel_box box; /**< of its clip */
} job_facts;

/** A letter of a text. */
typedef struct piece_facts {
    uint64_t outline;
    double matrix[6];
    int32_t x, y, left, top, width, height;
} piece_facts;

static bool meets(const bm_batch_run *run, int top, int bottom)
{
    return run->top < bottom && run->bottom > top;
}

/* Runs that do not meet the rows paint nothing there. */
static void add_edges(bm_fingerprint_sum *sum, const bm_batch *batch, size_t first, size_t end,
                      int top, int bottom)
{
    for (size_t i = first; i < end; i++) {
        const bm_batch_run *run = &batch->runs[i];
        if (meets(run, top, bottom))
            bm_fingerprint_add(sum, batch->points + run->first,
                               (run->count + 1) * sizeof *batch->points);
    }
}

/* Field by field: between them are bytes that nobody has set. */
static void add_lines(bm_fingerprint_sum *sum, const bm_batch *batch, const bm_batch_job *job,
                      int top, int bottom)
{
    for (size_t i = job->first; i < job->end; i++) {
        const bm_batch_run *run = &batch->runs[i];
        for (size_t k = 0; meets(run, top, bottom) && k < run->count; k++) {
            const bm_line_piece *at = &batch->lines[run->first + k];
            const float facts[] = {
                at->x,  at->y,      at->ux,
                at->uy, at->length, (float)(2 * at->is_cut_at_start + at->is_cut_at_end)};
            bm_fingerprint_add(sum, facts, sizeof facts);
        }
    }
}

static void add_text(bm_fingerprint_sum *sum, const bm_batch *batch, const bm_batch_job *job)
{
    for (size_t i = job->first; i < job->end; i++) {
        const bm_batch_piece *at = &batch->pieces[i];
        const cairo_matrix_t *turn = &at->mask->matrix;
        const piece_facts facts = {
            .outline = bm_outline_print(at->mask->outline),
            .matrix = {turn->xx, turn->xy, turn->yx, turn->yy, turn->x0, turn->y0},
            .x = at->x,
            .y = at->y,
            .left = at->mask->left,
            .top = at->mask->top,
            .width = at->mask->width,
            .height = at->mask->height};
        bm_fingerprint_add(sum, &facts, sizeof facts);
    }
}

static void add_clip(bm_fingerprint_sum *sum, const bm_batch *batch, int clip, int top, int bottom)
{
    for (int at = clip; at >= 0; at = batch->clips[at].outer) {
        const bm_batch_clip *path = &batch->clips[at];
        const uint64_t runs = path->end_run - path->first_run;
        bm_fingerprint_add(sum, &runs, sizeof runs);
        add_edges(sum, batch, path->first_run, path->end_run, top, bottom);
    }
}

static bool add_job(bm_fingerprint_sum *sum, const bm_batch *batch, const bm_batch_job *job,
                    int top, int bottom)
{
    const job_facts facts = {.kind = (int32_t)job->kind,
                             .top = job->top,
                             .bottom = job->bottom,
                             .left = job->left,
                             .right = job->right,
                             .half_width = job->half_width,
                             .pixel = job->pixel,
                             .halo = job->halo,
                             .box = batch->clips[job->clip].box};
    bm_fingerprint image;
    bm_fingerprint_add(sum, &facts, sizeof facts);
    add_clip(sum, batch, job->clip, top, bottom);
    switch (job->kind) {
    case BM_BATCH_AREA:
        add_edges(sum, batch, job->first, job->end, top, bottom);
        break;
    case BM_BATCH_LINES:
        add_lines(sum, batch, job, top, bottom);
        break;
    case BM_BATCH_TEXT:
        add_text(sum, batch, job);
        break;
    case BM_BATCH_IMAGE:
        if (!bm_sprite_print(job->image, &image))
            return false;
        bm_fingerprint_add(sum, &image, sizeof image);
    }
    return true;
}

bool bm_batch_print(const bm_batch *batch, int top, int bottom, bm_fingerprint *print)
{
    bm_fingerprint_sum sum;
    bm_fingerprint_begin(&sum);
    bool fine = !batch->failed;
    for (size_t i = 0; i < batch->job_count && fine; i++) {
        const bm_batch_job *job = &batch->jobs[i];
        const bm_pixel_box *box = &batch->clips[job->clip].box;
        if (job->top < bottom && job->bottom > top && box->y0 < bottom && box->y1 > top)
            fine = add_job(&sum, batch, job, top, bottom);
    }
    *print = bm_fingerprint_end(&sum);
    return fine;
}
