#define _GNU_SOURCE /* MAP_ANONYMOUS */
/* Workers leave their frames in shared memory: as many as there are workers and a few more, each
 * drawn anew when the one before has been visited. */
#include "render/series/animation_frames.h"

#include <stdatomic.h>
#include <sys/mman.h>
#include <time.h>

#include "render/map/private.h"
#include "render/series/workers.h"

/** Frames that wait to be visited, besides one a worker. */
#define SPARE_FRAMES 2
/** What all of them may take. */
#define SHARED_BYTES_MAX ((size_t)256 << 20)

typedef struct drawing {
    bm_map *map;
    const bm_series_plan *plan;
    size_t frame_pixels, slots;
    _Atomic size_t *visited; /**< shared: frames that are done with */
    uint32_t *pixels;        /**< shared: the slots */
    bm_frame_visitor visit;
    void *context;
    const char *path; /**< of the animation */
    bm_status status;
    bm_error error;
} drawing;

static uint32_t *slot_of(const drawing *all, size_t index)
{
    return all->pixels + index % all->slots * all->frame_pixels;
}

/* The frame that was in the slot goes first. The earliest frame of all never waits. */
static void wait_for_slot(const drawing *all, size_t index)
{
    const struct timespec moment = {.tv_nsec = 500000};
    while (index >= atomic_load(all->visited) + all->slots)
        (void)nanosleep(&moment, NULL);
}

static void draw(bm_frame_result *result, void *context)
{
    drawing *all = context;
    const bm_series_plan_frame *at = &all->plan->frames[result->index];
    bm_canvas *canvas = NULL;
    bm_animation_frame frame = {0};
    all->map->period = at->period;
    result->status = bm_map_paint(all->map, &at->window, &canvas, &result->report, &result->error);
    all->map->period = NULL;
    if (!result->status && !(frame.pixels = bm_canvas_pixels(canvas, &frame.stride)))
        result->status = bm_error_set(&result->error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    if (!result->status) {
        wait_for_slot(all, result->index);
        bm_animation_keep(frame, all->map->width_px, all->map->height_px,
                          slot_of(all, result->index));
    }
    bm_canvas_free(canvas);
}

static void forget(size_t index, void *context)
{
    (void)index;
    (void)context;
}

static bool take(bm_frame_result *result, void *context)
{
    drawing *all = context;
    if (result->status) {
        all->status =
            bm_error_set(&all->error, BM_ERROR_IO, all->path, 0, "cannot draw map %zu of '%s': %s",
                         result->index + 1, all->path, result->error.message);
        return false;
    }
    const bm_animation_frame frame = {.pixels = slot_of(all, result->index),
                                      .stride = (size_t)all->map->width_px};
    bool go_on = all->visit(result->index, frame, &result->report, all->context);
    atomic_store(all->visited, result->index + 1);
    return go_on;
}

size_t bm_animation_workers(const bm_map *map, const bm_series_options *options, size_t count)
{
    size_t bytes = (size_t)map->width_px * (size_t)map->height_px * sizeof(uint32_t);
    size_t slots = SHARED_BYTES_MAX / bytes;
    size_t most = slots > SPARE_FRAMES ? slots - SPARE_FRAMES : 0;
    size_t workers = options->jobs < count ? options->jobs : count;
    return workers < most ? workers : most;
}

bm_status bm_animation_draw(bm_map *map, const bm_series_plan *plan, size_t workers,
                            const bm_series_options *options, bm_frame_visitor visit, void *context,
                            bm_error *error)
{
    drawing all = {.map = map,
                   .plan = plan,
                   .frame_pixels = (size_t)map->width_px * (size_t)map->height_px,
                   .slots = workers + SPARE_FRAMES,
                   .visit = visit,
                   .path = options->animation,
                   .context = context};
    /* The counter has a page of its own. */
    const size_t head = 4096, size = head + all.slots * all.frame_pixels * sizeof(uint32_t);
    unsigned char *shared =
        mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    all.visited = (void *)shared;
    all.pixels = (void *)(shared + head);
    atomic_init(all.visited, 0);
    const bm_workers_job job = {.count = plan->count,
                                .workers = workers,
                                .work = draw,
                                .lost = forget,
                                .done = take,
                                .stop = options->stop,
                                .context = &all};
    bm_status status = bm_workers_run(&job, error);
    if (!status && all.status) {
        status = all.status;
        if (error)
            *error = all.error;
    }
    (void)munmap(shared, size);
    return status;
}
