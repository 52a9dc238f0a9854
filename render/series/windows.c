#include "render/series/windows.h"

#include <stdlib.h>

#include "base/arena.h"

static bm_status append(bm_windows *windows, bm_interval step, bm_error *error)
{
    if (windows->count == BM_SERIES_FRAMES_MAX)
        return bm_error_set(error, BM_ERROR_LIMIT, NULL, 0,
                            "the series has more than %d maps; take a longer step",
                            BM_SERIES_FRAMES_MAX);
    bm_window *grown =
        bm_array_grow(windows->items, windows->count, &windows->capacity, sizeof *grown);
    if (!grown)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    windows->items = grown;
    windows->items[windows->count++] = (bm_window){.step = step, .shown = step};
    return BM_OK;
}

bm_status bm_windows_make(bm_windows *windows, bm_interval span, const bm_series_options *options,
                          bm_error *error)
{
    bm_status status = BM_OK;
    if (span.end_s <= span.start_s)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "the series ends before it starts");
    for (int64_t at = span.start_s; at < span.end_s && !status;) {
        bm_interval step = bm_step_window(options->step, span.start_s, at);
        if (step.end_s <= at)
            return bm_error_set(error, BM_ERROR_INTERNAL, NULL, 0,
                                "a window of the series is empty");
        status = append(windows, step, error);
        at = step.end_s;
    }
    return status;
}

void bm_windows_finish(bm_windows *windows)
{
    free(windows->items);
    *windows = (bm_windows){0};
}
