#include <bordermap/atlas.h>
#include <bordermap/series.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "render/map/private.h"
#include "render/series/pattern.h"

/** A map to be made. */
typedef struct frame {
    bm_interval window;
    size_t event_count;
    const char *path;
} frame;

typedef struct plan {
    bm_arena arena; /**< of the paths */
    frame *frames;
    size_t count;
    size_t capacity;
} plan;

static size_t count_events(const bm_map *map, const bm_events *events, bm_interval window)
{
    size_t count = 0;
    if (!events)
        return bm_map_count(map, window);
    for (size_t i = 0; i < bm_events_count(events); i++)
        count += bm_interval_overlaps(bm_events_get(events, i)->when, window);
    return count;
}

static bool find_span(const bm_map *map, const bm_events *events, bm_interval *span)
{
    return events ? bm_events_span(events, span) : bm_map_span(map, span);
}

static bm_status plan_windows(plan *made, const bm_map *map, const bm_events *events,
                              const bm_series_options *options, bm_error *error)
{
    bm_interval span = {.start_s = options->from_s, .end_s = options->to_s};
    if (options->from_s == 0 && options->to_s == 0 && !find_span(map, events, &span))
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "there are no events to take the dates of the series from; say from "
                            "when to when");
    if (span.end_s <= span.start_s)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "the series ends before it starts");
    size_t windows = 0;
    for (int64_t at = span.start_s; at < span.end_s;) {
        bm_interval window = bm_step_window(options->step, span.start_s, at);
        if (window.end_s <= at)
            return bm_error_set(error, BM_ERROR_INTERNAL, NULL, 0,
                                "a window of the series is empty");
        if (++windows > BM_SERIES_FRAMES_MAX)
            return bm_error_set(error, BM_ERROR_LIMIT, NULL, 0,
                                "the series has more than %d maps; take a longer step",
                                BM_SERIES_FRAMES_MAX);
        at = window.end_s;
        size_t count = count_events(map, events, window);
        if (count == 0 && options->skip_empty)
            continue;
        frame *grown = bm_array_grow(made->frames, made->count, &made->capacity, sizeof *grown);
        if (!grown)
            return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
        made->frames = grown;
        made->frames[made->count++] = (frame){.window = window, .event_count = count};
    }
    return BM_OK;
}

static int compare_paths(const void *left, const void *right)
{
    const frame *a = *(const frame *const *)left, *b = *(const frame *const *)right;
    return strcmp(a->path, b->path);
}

static bm_status refuse_collisions(const plan *made, bm_error *error)
{
    bm_status status = BM_OK;
    const frame **sorted = malloc((made->count ? made->count : 1) * sizeof *sorted);
    if (!sorted)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    for (size_t i = 0; i < made->count; i++)
        sorted[i] = &made->frames[i];
    qsort(sorted, made->count, sizeof(const frame *), compare_paths);
    for (size_t i = 1; i < made->count && !status; i++)
        if (strcmp(sorted[i]->path, sorted[i - 1]->path) == 0)
            status = bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                  "the file name pattern gives two maps one name, '%s'; put "
                                  "{start} or {n} in it",
                                  sorted[i]->path);
    free(sorted);
    return status;
}

/* "ATLAS#page=N" is where a map is that has no file of its own. */
static bm_status plan_path(const char *atlas, const char *pattern, const bm_pattern_values *values,
                           bm_strbuf *path, bm_error *error)
{
    if (pattern)
        return bm_pattern_expand(pattern, values, path, error);
    bm_strbuf_printf(path, "%s#page=%zu", atlas, values->number);
    return BM_OK;
}

static bm_status plan_paths(plan *made, const char *atlas, const char *pattern, bm_error *error)
{
    bm_status status = BM_OK;
    bm_strbuf path = {0};
    for (size_t i = 0; i < made->count && !status; i++) {
        frame *at = &made->frames[i];
        bm_pattern_values values = {at->window, i + 1, made->count, at->event_count};
        bm_strbuf_clear(&path);
        status = plan_path(atlas, pattern, &values, &path, error);
        if (status)
            break;
        at->path = bm_arena_strdup(&made->arena, bm_strbuf_text(&path));
        if (!at->path)
            status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    }
    bm_strbuf_finish(&path);
    return status ? status : refuse_collisions(made, error);
}

static bm_status draw(bm_map *map, const frame *at, const bm_series_options *options,
                      bm_map_report *report, bm_error *error)
{
    bm_sink *sink = NULL;
    bm_status status = bm_pattern_make_folders(at->path, error);
    if (!status)
        status = bm_sink_open(at->path, &sink, error);
    if (!status)
        status = bm_map_write(map, &at->window, options->format, sink, report, error);
    if (!status)
        status = bm_sink_commit(sink, error);
    if (!status && options->alt_text)
        status = bm_map_write_alt_text(map, at->path, error);
    bm_sink_free(sink);
    return status;
}

/** The atlas while it is made. */
typedef struct binding {
    bm_sink *sink;
    bm_atlas *atlas;
    bool is_broken; /**< a page is missing: there will be no atlas */
} binding;

static bm_status begin_binding(binding *book, bm_map *map, const bm_series_options *options,
                               bm_error *error)
{
    if (!options->atlas)
        return BM_OK;
    bm_status status = bm_pattern_make_folders(options->atlas, error);
    if (!status)
        status = bm_sink_open(options->atlas, &book->sink, error);
    if (!status)
        status = bm_atlas_new(map, book->sink, &book->atlas, error);
    return status;
}

/* Draw a map into its file, into the atlas, or both. */
static bm_status bind(binding *book, bm_map *map, const frame *at, const bm_series_options *options,
                      bm_map_report *report, bm_error *error)
{
    bm_status status = BM_OK;
    if (options->pattern)
        status = draw(map, at, options, report, error);
    if (book->atlas && !book->is_broken) {
        bm_status bound = status ? status : bm_atlas_add(book->atlas, &at->window, report, error);
        book->is_broken = bound != BM_OK;
        status = bound;
    }
    return status;
}

static bm_status end_binding(binding *book, bm_status status, bm_error *error)
{
    if (book->atlas && !book->is_broken && !status)
        status = bm_atlas_finish(book->atlas, error);
    if (book->atlas && !book->is_broken && !status)
        status = bm_sink_commit(book->sink, error);
    bm_atlas_free(book->atlas);
    bm_sink_free(book->sink);
    return status;
}

bm_status bm_series_run(bm_map *map, const bm_events *events, const bm_series_options *options,
                        bm_series_observer observe, void *context, bm_error *error)
{
    plan made = {0};
    bm_status status = plan_windows(&made, map, events, options, error);
    if (!status)
        status = plan_paths(&made, options->atlas, options->pattern, error);
    binding book = {0};
    if (!status)
        status = begin_binding(&book, map, options, error);
    bool go_on = !status;
    for (size_t i = 0; i < made.count && go_on; i++) {
        bm_error own = {0};
        const frame *at = &made.frames[i];
        bm_map_report report = {0};
        bm_status drawn = bind(&book, map, at, options, &report, &own);
        if (drawn && !status) {
            status = drawn;
            if (error)
                *error = own;
        }
        if (observe) {
            bm_series_frame seen = {.number = i + 1,
                                    .total = made.count,
                                    .window = at->window,
                                    .event_count = at->event_count,
                                    .path = at->path,
                                    .events_drawn = report.events_drawn,
                                    .events_outside = report.events_outside,
                                    .covered = report.covered,
                                    .status = drawn,
                                    .error = drawn ? &own : NULL};
            go_on = observe(&seen, context);
        }
        book.is_broken = book.is_broken || !go_on;
        go_on = go_on && !(book.is_broken && !options->pattern);
    }
    status = end_binding(&book, status, error);
    free(made.frames);
    bm_arena_finish(&made.arena);
    return status;
}
