#include "render/map/private.h"

bm_status bm_map_write_label_report(bm_map *map, const bm_interval *window,
                                    bm_label_report_format format, bm_sink *sink, bm_error *error)
{
    bm_marks *marks = NULL;
    bm_labels *labels = NULL;
    bm_status status = bm_marks_new(map->events, window, map->style, &map->frame, &map->symbols,
                                    map->basemap.border, map->ground, &marks, error);
    if (!status)
        bm_marks_find_areas(marks, map->basemap.oblasts, map->basemap.raions);
    if (!status)
        status = bm_map_choose_labels(map, marks, &labels, error);
    if (!status && bm_labels_write_report(labels, &map->frame, format, sink) != BM_OK)
        status = bm_error_set(error, bm_sink_status(sink), NULL, 0,
                              "cannot write the report of the labels");
    bm_labels_free(labels);
    bm_marks_free(marks);
    return status;
}
