#include "render/map/private.h"

bm_status bm_map_write_label_report(bm_map *map, const bm_interval *window,
                                    bm_label_report_format format, bm_sink *sink, bm_error *error)
{
    bm_map_window own = {0};
    // Those of all events are there already.
    bm_status status = window ? bm_map_choose(map, window, &own, error) : BM_OK;
    const bm_labels *shown = window ? own.labels : map->labels;
    if (!status && bm_labels_write_report(shown, &map->frame, format, sink) != BM_OK)
        status = bm_error_set(error, bm_sink_status(sink), NULL, 0,
                              "cannot write the report of the labels");
    bm_map_window_finish(&own);
    return status;
}
