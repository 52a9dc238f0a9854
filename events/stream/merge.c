#include "events/stream/stream.h"

#include <stdlib.h>
#include <string.h>

static bool map_categories(bm_event_points *points, const bm_stream_result *result, uint16_t *map)
{
    for (size_t i = 0; i < result->category_cells.count && i <= UINT16_MAX; i++)
        if (!bm_event_points_category(points, result->categories[i].key,
                                      result->categories[i].label, &map[i]))
            return false;
    return true;
}

static bool map_places(bm_event_points *points, uint32_t file, const bm_stream_result *result,
                       uint32_t *map)
{
    bm_point_places *all = &points->places;
    for (size_t i = 0; i < result->place_keys.count; i++) {
        bool is_new = false;
        const bm_stream_place *place = &result->places[i];
        if (!bm_intern_find(&all->keys, result->place_keys.texts[i], &map[i], &is_new))
            return false;
        if (is_new) {
            bm_point_place *grown =
                bm_array_grow(all->items, map[i], &all->capacity, sizeof *all->items);
            const char *key = bm_arena_strdup(&points->arena, result->place_keys.texts[i]);
            if (!grown || !key)
                return false;
            all->items = grown;
            all->keys.texts[map[i]] = key;
            bm_point_place *added = &all->items[map[i]];
            *added = (bm_point_place){.line = place->line, .file = file};
            for (int t = 0; t < 4; t++)
                if (!(added->texts[t] = bm_arena_strdup(&points->arena, place->texts[t])))
                    return false;
        }
    }
    return true;
}

void bm_stream_add_to_sum(bm_stream_sum *sum, const bm_date_column surveys[2],
                          const bm_findings *findings, size_t rows, size_t left_out)
{
    for (int i = 0; i < 2; i++) {
        bm_date_column *all = &sum->surveys[i];
        const bm_date_column *seen = &surveys[i];
        all->index = seen->index;
        all->times += seen->times;
        all->midnights += seen->midnights;
        all->day_first += seen->day_first;
        all->month_first += seen->month_first;
        all->all_midnight = all->times > 0 && all->times == all->midnights;
    }
    bm_findings_append(sum->findings, findings);
    sum->rows += rows;
    sum->left_out += left_out;
}

bm_status bm_stream_merge(bm_event_points *points, uint32_t file, const bm_stream_result *result,
                          bm_stream_sum *sum, bm_error *error)
{
    uint16_t *categories = calloc(result->category_cells.count + 1, sizeof *categories);
    uint32_t *places = calloc(result->place_keys.count + 1, sizeof *places);
    bool good = categories && places && map_categories(points, result, categories) &&
                map_places(points, file, result, places);
    for (size_t i = 0; good && i < result->count; i++) {
        bm_packed_point point = result->points[i];
        point.category = categories[point.category];
        if (point.lon == BM_POINT_NOWHERE)
            point.lat = (int32_t)places[point.lat];
        good = bm_event_points_add(points, &point, result->times[i]);
    }
    free(categories);
    free(places);
    if (!good)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    bm_stream_add_to_sum(sum, result->surveys, result->findings, result->rows, result->left_out);
    return BM_OK;
}

void bm_stream_give_findings(const bm_stream_sum *sum, const bm_events *header,
                             bm_findings *findings)
{
    const bm_findings *own = sum->findings;
    for (size_t i = 0; i < bm_findings_size(own); i++) {
        const bm_finding *finding = bm_findings_get(own, i);
        const bm_date_column *column = NULL;
        for (int k = 0; k < 2; k++) {
            int index = sum->surveys[k].index;
            if (strcmp(finding->code, "date-ambiguous") == 0 && index >= 0 &&
                strcmp(header->columns[index].name, finding->column) == 0)
                column = &sum->surveys[k];
        }
        char others[96] = "";
        if (column)
            bm_table_format_others(column, others, sizeof others);
        bm_findings_add(findings, finding->severity, finding->code, finding->file, finding->line,
                        finding->column, finding->value, "%s%s", finding->message, others);
    }
    bm_findings_count_more(findings, own);
}
