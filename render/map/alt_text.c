#include "render/map/private.h"

const char *bm_map_alt_text(const bm_map *map)
{
    return bm_strbuf_text(&map->alt_text);
}

bm_status bm_map_write_alt_text(const bm_map *map, const char *path, bm_error *error)
{
    bm_sink *sink = NULL;
    bm_strbuf beside = {0};
    bm_strbuf_append(&beside, path);
    bm_strbuf_append(&beside, BM_ALT_TEXT_ENDING);
    bm_status status = BM_OK;
    if (beside.failed)
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    if (!status)
        status = bm_sink_open(bm_strbuf_text(&beside), &sink, error);
    if (!status) {
        bm_sink_puts(sink, bm_map_alt_text(map));
        status = bm_sink_commit(sink, error);
    }
    bm_sink_free(sink);
    bm_strbuf_finish(&beside);
    return status;
}
