#include <stdatomic.h>
#include <stdlib.h>

#include "base/parallel.h"
#include "render/canvas/batch_easel.h"

/** Threads that work ahead; one processor is left to who goes on to draw. */
#define PARTS 3

struct bm_batch_ahead {
    bm_task task;
    bm_mask **masks;
    size_t mask_count;
    bm_sprite **sprites;
    size_t sprite_count;
    atomic_bool failed; /**< memory was short */
};

static void work_part(size_t index, void *context)
{
    bm_batch_ahead *ahead = context;
    bool fine = true;
    bm_easel on = {.filler = bm_outline_filler_new()};
    for (size_t i = index; on.filler && i < ahead->mask_count; i += PARTS)
        bm_mask_paint(ahead->masks[i], on.filler);
    for (size_t i = index; i < ahead->sprite_count; i += PARTS)
        fine = bm_sprite_paint(ahead->sprites[i], &on) && fine;
    if (!fine || !on.filler)
        atomic_store(&ahead->failed, true);
    bm_easel_finish(&on);
}

static void work(void *context)
{
    bm_parallel_for(PARTS, work_part, context);
}

void bm_batch_prepare(bm_batch *batch)
{
    bm_batch_end_ahead(batch);
    bm_batch_ahead *ahead = calloc(1, sizeof *ahead);
    batch->failed = batch->failed || !ahead;
    if (!ahead)
        return;
    ahead->masks = malloc((batch->piece_count + 1) * sizeof(bm_mask *));
    ahead->sprites = malloc((batch->job_count + 1) * sizeof(bm_sprite *));
    atomic_init(&ahead->failed, !ahead->masks || !ahead->sprites);
    for (size_t i = 0; ahead->masks && i < batch->piece_count; i++)
        if (!bm_mask_is_begun(batch->pieces[i].mask))
            ahead->masks[ahead->mask_count++] = batch->pieces[i].mask;
    for (size_t i = 0; ahead->sprites && i < batch->job_count; i++)
        if (batch->jobs[i].image)
            ahead->sprites[ahead->sprite_count++] = batch->jobs[i].image;
    batch->ahead = ahead;
    bm_task_begin(&ahead->task, work, ahead);
}

void bm_batch_end_ahead(bm_batch *batch)
{
    bm_batch_ahead *ahead = batch->ahead;
    if (!ahead)
        return;
    bm_task_join(&ahead->task);
    batch->failed = batch->failed || atomic_load(&ahead->failed);
    free(ahead->masks);
    free(ahead->sprites);
    free(ahead);
    batch->ahead = NULL;
}
