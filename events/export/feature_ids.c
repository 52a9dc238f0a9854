#include "events/export/event_layer.h"
#include "events/hash.h"
#include "events/stream/features/ids.h"

#include <stdlib.h>

/* JavaScript holds integers up to this exactly; GIS programs keep them in 64 bits. */
#define ID_MASK ((UINT64_C(1) << 53) - 1)

int64_t bm_feature_id_of(const char *id)
{
    uint64_t hash = bm_hash_text(id);
    return (int64_t)((hash ^ (hash >> 53)) & ID_MASK);
}

bm_status bm_feature_ids_new(const bm_events *events, int64_t **ids, bm_error *error)
{
    bm_stream_ids given = {0};
    *ids = calloc(events->count ? events->count : 1, sizeof **ids);
    bool good = *ids != NULL;
    for (size_t i = 0; good && i < events->count; i++) {
        bool repeated;
        (*ids)[i] = bm_feature_id_of(events->items[i].id);
        good = bm_stream_ids_add(&given, (*ids)[i], &repeated);
    }
    for (size_t i = 0; good && i < given.moved_count; i++)
        (*ids)[given.moved[i].row] = given.moved[i].id;
    bm_stream_ids_finish(&given);
    if (good)
        return BM_OK;
    free(*ids);
    *ids = NULL;
    return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
}
