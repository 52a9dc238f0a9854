#include "render/series/animation.h"

#include <bordermap/version.h>
#include <string.h>

#include "render/map/text.h"
#include "render/series/animation_frames.h"
#include "render/series/animator.h"
#include "render/series/pattern.h"

/** Maps that the palette of a GIF is made from, besides the one with most events. */
#define SAMPLES 8
#define FRAME_MS 500

typedef struct animation {
    bm_map *map;
    const bm_series_plan *plan;
    bm_series_teller tell;
    void *context;
    bm_animator *writer;
    bm_status status; /**< of the first frame that could not be added */
    bm_error error;
} animation;

typedef bm_status (*frame_taker)(bm_animator *writer, bm_animation_frame frame, bm_error *error);

static bm_status draw(const animation *made, size_t index, frame_taker take, bm_map_report *report,
                      bm_error *error)
{
    const bm_series_plan_frame *at = &made->plan->frames[index];
    bm_canvas *canvas = NULL;
    made->map->period = at->period;
    bm_status status = bm_map_paint(made->map, &at->window, &canvas, report, error);
    made->map->period = NULL;
    if (status)
        return status;
    bm_animation_frame frame = {0};
    frame.pixels = bm_canvas_pixels(canvas, &frame.stride);
    status = frame.pixels ? take(made->writer, frame, error)
                          : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    bm_canvas_free(canvas);
    return status;
}

static size_t busiest(const bm_series_plan *plan)
{
    size_t best = 0;
    for (size_t i = 1; i < plan->count; i++)
        if (plan->frames[i].event_count > plan->frames[best].event_count)
            best = i;
    return best;
}

/* Maps from all of the series, and the one with most on it. */
static bm_status show_samples(const animation *made, bm_error *error)
{
    bm_map_report report;
    size_t last = made->plan->count - 1, count = last < SAMPLES ? last + 1 : SAMPLES;
    bm_status status = draw(made, busiest(made->plan), made->writer->sample, &report, error);
    for (size_t i = 0; i < count && !status; i++)
        status = draw(made, count > 1 ? i * last / (count - 1) : 0, made->writer->sample, &report,
                      error);
    return status;
}

/* A frame that workers have drawn. */
static bool add_drawn(size_t index, bm_animation_frame frame, const bm_map_report *report,
                      void *context)
{
    animation *made = context;
    made->status = made->writer->add(made->writer, frame, &made->error);
    if (!made->status && !made->tell(index, report, made->context))
        made->status = bm_error_set(&made->error, BM_ERROR_ARGUMENT, NULL, 0, "stopped");
    return !made->status;
}

static bm_status add_from_workers(animation *made, const bm_series_options *options, size_t workers,
                                  bm_error *error)
{
    bm_status status = bm_map_prepare_windows(made->map, BM_MAP_PNG, error);
    if (!status)
        status = bm_animation_draw(made->map, made->plan, workers, options, add_drawn, made, error);
    if (!status && made->status) {
        status = made->status;
        if (error)
            *error = made->error;
    }
    if (!status && options->stop && *options->stop)
        status = bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "stopped");
    return status;
}

static bm_status add_frames(animation *made, const bm_series_options *options, bm_error *error)
{
    size_t workers = bm_animation_workers(made->map, options, made->plan->count);
    bm_status status = BM_OK;
    if (workers > 1)
        return add_from_workers(made, options, workers, error);
    for (size_t i = 0; i < made->plan->count && !status; i++) {
        bm_map_report report = {0};
        status = draw(made, i, made->writer->add, &report, error);
        if (!status && !made->tell(i, &report, made->context))
            status = bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "stopped");
    }
    return status;
}

static bool ends_in(const char *path, const char *ending)
{
    size_t length = strlen(path), wanted = strlen(ending);
    return length > wanted && strcmp(path + length - wanted, ending) == 0;
}

static bm_status begin(const bm_animation_job *job, const char *path, bm_animator **writer,
                       bm_error *error)
{
    if ((long long)job->width * job->height > BM_ANIMATION_PIXELS_MAX)
        return bm_error_set(error, BM_ERROR_LIMIT, NULL, 0,
                            "frames of %dx%d pixels are over the limit of %d megapixels",
                            job->width, job->height, BM_ANIMATION_PIXELS_MAX / 1000000);
    if (ends_in(path, ".gif"))
        return bm_gif_begin(job, writer, error);
    if (ends_in(path, ".apng"))
        return bm_apng_begin(job, writer, error);
    if (ends_in(path, ".mp4"))
        return bm_mp4_begin(job, writer, error);
    return bm_error_set(error, BM_ERROR_UNSUPPORTED, NULL, 0,
                        "cannot tell the kind of animation from '%s'; end it in .gif, .apng or "
                        ".mp4",
                        path);
}

/* "52 maps of the Belarus–Ukraine border, 1 January – 31 December 2022, one after the other." */
static void describe(const bm_map *map, const bm_series_plan *plan, bm_strbuf *text)
{
    char dates[BM_DATE_TEXT_SIZE];
    bm_interval_format_human(bm_series_plan_span(plan), dates);
    bm_map_append_count(text, plan->count);
    bm_strbuf_printf(text, " map%s%s%s, %s, one after the other.", plan->count == 1 ? "" : "s",
                     *map->subject ? " of " : "", map->subject, dates);
}

static bm_status write_file(animation *made, const bm_series_options *options, bm_sink *sink,
                            bm_error *error)
{
    bm_map *map = made->map;
    bm_strbuf description = {0};
    describe(map, made->plan, &description);
    const bm_canvas_info info = {.title = map->title,
                                 .description = bm_strbuf_text(&description),
                                 .credit = map->credit,
                                 .author = map->file.author ? map->file.author : "",
                                 .software = "bordermap " BM_VERSION,
                                 .made_at_s = map->made_at_s};
    const bm_animation_job job = {.width = map->width_px,
                                  .height = map->height_px,
                                  .dpi = map->dpi,
                                  .frame_count = made->plan->count,
                                  .frame_ms = options->frame_ms > 0 ? options->frame_ms : FRAME_MS,
                                  .info = &info,
                                  .compression = map->compression,
                                  .sink = sink};
    bm_status status = begin(&job, options->animation, &made->writer, error);
    if (!status && made->writer->sample)
        status = show_samples(made, error);
    if (!status)
        status = add_frames(made, options, error);
    if (!status)
        status = made->writer->finish(made->writer, error);
    if (made->writer)
        made->writer->discard(made->writer);
    bm_strbuf_clear(&map->alt_text);
    bm_strbuf_printf(&map->alt_text, "%s\n\n%s\n", map->title, bm_strbuf_text(&description));
    if (!status && (description.failed || map->alt_text.failed))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    bm_strbuf_finish(&description);
    return status;
}

bm_status bm_animation_make(bm_map *map, const bm_series_plan *plan,
                            const bm_series_options *options, bm_series_teller tell, void *context,
                            bm_error *error)
{
    if (plan->count == 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "an animation needs at least one map");
    animation made = {.map = map, .plan = plan, .tell = tell, .context = context};
    bm_sink *sink = NULL;
    bm_status status = bm_pattern_make_folders(options->animation, error);
    if (!status)
        status = bm_sink_open(options->animation, &sink, error);
    if (!status)
        status = write_file(&made, options, sink, error);
    if (!status)
        status = bm_sink_commit(sink, error);
    if (!status && options->alt_text)
        status = bm_map_write_alt_text(map, options->animation, error);
    bm_sink_free(sink);
    return status;
}
