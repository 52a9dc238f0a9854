#include "render/series/binding.h"

#include "render/map/private.h"
#include "render/series/pattern.h"

bm_status bm_binding_begin(bm_binding *book, bm_map *map, const bm_series_options *options,
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

void bm_binding_add(bm_binding *book, bm_map *map, const bm_series_plan_frame *at,
                    bm_frame_result *result)
{
    if (!book->atlas || book->is_broken)
        return;
    map->period = at->period;
    if (!result->status)
        result->status = bm_atlas_add(book->atlas, &at->window, &result->report, &result->error);
    book->is_broken = result->status != BM_OK;
}

bm_status bm_binding_end(bm_binding *book, bm_status status, bm_error *error)
{
    if (book->atlas && !book->is_broken && !status)
        status = bm_atlas_finish(book->atlas, error);
    if (book->atlas && !book->is_broken && !status)
        status = bm_sink_commit(book->sink, error);
    bm_atlas_free(book->atlas);
    bm_sink_free(book->sink);
    *book = (bm_binding){0};
    return status;
}
