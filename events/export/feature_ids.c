#include "events/export/event_layer.h"
#include "events/hash.h"

#include <stdlib.h>

/* JavaScript holds integers up to this exactly; GIS programs keep them in 64 bits. */
#define ID_MASK ((UINT64_C(1) << 53) - 1)

static int64_t hash_id(const char *id)
{
    uint64_t hash = bm_hash_text(id);
    return (int64_t)((hash ^ (hash >> 53)) & ID_MASK);
}

bm_status bm_feature_ids_new(const bm_events *events, int64_t **ids, bm_error *error)
{
    bm_number_set set = {0};
    *ids = calloc(events->count ? events->count : 1, sizeof **ids);
    if (!*ids || !bm_number_set_init(&set, events->count)) {
        free(*ids);
        *ids = NULL;
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    }
    for (size_t i = 0; i < events->count; i++) {
        int64_t id = hash_id(events->items[i].id);
        while (!bm_number_set_add(&set, id))
            id = (id + 1) & (int64_t)ID_MASK;
        (*ids)[i] = id;
    }
    bm_number_set_finish(&set);
    return BM_OK;
}
