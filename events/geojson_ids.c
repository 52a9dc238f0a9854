#include "events/geojson.h"

#include <stdlib.h>
#include <string.h>

/* JavaScript holds integers up to this exactly; GIS programs keep them in 64 bits. */
#define ID_MASK ((UINT64_C(1) << 53) - 1)

/* FNV-1a, 64 bit (Fowler, Noll and Vo; IETF draft-eastlake-fnv), folded to 53. */
static int64_t hash_text(const char *text)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return (int64_t)((hash ^ (hash >> 53)) & ID_MASK);
}

/* Put `id` into an open-addressed set; false when it is there already. Free places hold −1. */
static bool add_to_set(int64_t *set, size_t mask, int64_t id)
{
    size_t at = (size_t)id & mask;
    while (set[at] >= 0) {
        if (set[at] == id)
            return false;
        at = (at + 1) & mask;
    }
    set[at] = id;
    return true;
}

bm_status bm_feature_ids_new(const bm_events *events, int64_t **ids, bm_error *error)
{
    size_t places = 16;
    while (places / 2 < events->count)
        places *= 2;
    int64_t *set = calloc(places, sizeof *set);
    *ids = calloc(events->count ? events->count : 1, sizeof **ids);
    if (!set || !*ids) {
        free(set);
        free(*ids);
        *ids = NULL;
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    }
    for (size_t i = 0; i < places; i++)
        set[i] = -1;
    for (size_t i = 0; i < events->count; i++) {
        int64_t id = hash_text(events->items[i].id);
        while (!add_to_set(set, places - 1, id))
            id = (id + 1) & (int64_t)ID_MASK;
        (*ids)[i] = id;
    }
    free(set);
    return BM_OK;
}
