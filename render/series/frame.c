#include "render/series/frame.h"

#include "base/digest.h"
#include "base/strbuf.h"
#include "base/temporary.h"
#include "render/map/private.h"
#include "render/series/pattern.h"

_Static_assert(BM_SERIES_DIGEST_SIZE == BM_DIGEST_SIZE, "a digest fits its place");

void bm_frame_draw(bm_map *map, const bm_series_plan_frame *at, const bm_series_options *options,
                   bm_frame_result *result)
{
    bm_sink *sink = NULL;
    bm_error *error = &result->error;
    map->period = at->period;
    bm_status status = bm_pattern_make_folders(at->path, error);
    if (!status)
        status = bm_sink_open(at->path, &sink, error);
    if (!status)
        status = bm_map_write(map, &at->window, options->format, sink, &result->report, error);
    if (!status)
        status = bm_sink_commit(sink, error);
    if (!status && options->alt_text)
        status = bm_map_write_alt_text(map, at->path, error);
    if (!status && options->digests)
        status = bm_digest_files(&at->path, 1, result->digest, error);
    bm_sink_free(sink);
    if (status)
        result->report = (bm_map_report){0};
    result->status = status;
}

void bm_frame_sweep(const bm_series_plan_frame *at, const bm_series_options *options)
{
    bm_temporary_sweep(at->path);
    if (!options->alt_text)
        return;
    bm_strbuf words = {0};
    bm_strbuf_printf(&words, "%s" BM_ALT_TEXT_ENDING, at->path);
    if (!words.failed)
        bm_temporary_sweep(bm_strbuf_text(&words));
    bm_strbuf_finish(&words);
}
