#include "events/table.h"

#include <stdlib.h>
#include <string.h>

/* The column that an event's id was read from; NULL when the id was made from its place. */
static const char *id_column(const bm_events *events, const bm_event *event)
{
    for (size_t i = 0; i < events->column_count; i++)
        if (events->columns[i].role == BM_COLUMN_ID && event->cells[i][0] &&
            strcmp(event->cells[i], event->id) == 0)
            return events->columns[i].name;
    return NULL;
}

static int compare_ids(const void *a, const void *b)
{
    const bm_event *const *left = a;
    const bm_event *const *right = b;
    int order = strcmp((*left)->id, (*right)->id);
    return order ? order : (*left > *right) - (*left < *right);
}

static int compare_places(const void *a, const void *b)
{
    const bm_event *const *left = a;
    const bm_event *const *right = b;
    return (*left > *right) - (*left < *right);
}

bm_status bm_events_check_shared_ids(const bm_events *events, bm_findings *findings,
                                     bm_error *error)
{
    if (events->file_count < 2 || events->count < 2 || !findings)
        return BM_OK;
    const bm_event **sorted = calloc(events->count, sizeof *sorted);
    const bm_event **repeated = calloc(events->count, sizeof *repeated);
    uint32_t *first_file = calloc(events->count, sizeof *first_file);
    bm_status status = BM_OK;
    if (!sorted || !repeated || !first_file) {
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
        goto done;
    }
    size_t count = 0;
    for (size_t i = 0; i < events->count; i++)
        if (id_column(events, &events->items[i]))
            sorted[count++] = &events->items[i];
    qsort(sorted, count, sizeof *sorted, compare_ids);
    size_t repeats = 0;
    for (size_t i = 1, first = 0; i < count; i++) {
        if (strcmp(sorted[first]->id, sorted[i]->id) != 0) {
            first = i;
        } else if (sorted[first]->file != sorted[i]->file) {
            first_file[sorted[i] - events->items] = sorted[first]->file;
            repeated[repeats++] = sorted[i];
        }
    }
    qsort(repeated, repeats, sizeof *repeated, compare_places);
    for (size_t i = 0; i < repeats; i++) {
        const bm_event *event = repeated[i];
        const char *earlier = events->files[first_file[event - events->items]];
        bm_findings_add(findings, BM_SEVERITY_WARNING, "id-duplicate", events->files[event->file],
                        event->line, id_column(events, event), event->id,
                        "an event of '%s' has the id '%s' too; both are used",
                        bm_table_shown(earlier), event->id);
    }
done:
    free(sorted);
    free(repeated);
    free(first_file);
    return status;
}
