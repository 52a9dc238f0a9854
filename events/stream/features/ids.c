#include "events/stream/features/ids.h"

#include "base/arena.h"

#include <stdlib.h>

/* More than a few are kept as what is left of a number when 25 bits of it are told by where it is:
 * 28 bits, and in the other four by how much it is away from there, plus one. */
#define FEW_MAX ((size_t)1 << 21)
#define PLACE_BITS 25
#define PLACES ((size_t)1 << PLACE_BITS)
#define AWAY_MAX 14
#define ID_MASK ((INT64_C(1) << 53) - 1)

static bool grow(bm_number_set *set, size_t *capacity, size_t wanted)
{
    bm_number_set larger;
    if (!bm_number_set_init(&larger, wanted))
        return false;
    for (size_t i = 0; set->places && i <= set->mask; i++)
        if (set->places[i] >= 0)
            (void)bm_number_set_add(&larger, set->places[i]);
    bm_number_set_finish(set);
    *set = larger;
    *capacity = wanted;
    return true;
}

/* Put a number among the many: −1 when memory is short, 0 when it is there, 1 when it was not. */
static int add_to_many(bm_stream_ids *ids, int64_t id)
{
    size_t home = (size_t)id & (PLACES - 1);
    uint32_t rest = (uint32_t)((uint64_t)id >> PLACE_BITS) << 4;
    for (uint32_t away = 0; away <= AWAY_MAX; away++) {
        uint32_t *at = &ids->many[(home + away) & (PLACES - 1)];
        if (*at == (rest | (away + 1)))
            return 0;
        if (*at == 0) {
            *at = rest | (away + 1);
            return 1;
        }
    }
    if (ids->apart_count == ids->apart_capacity &&
        !grow(&ids->apart, &ids->apart_capacity,
              ids->apart_capacity ? 2 * ids->apart_capacity : 1024))
        return -1;
    bool is_new = bm_number_set_add(&ids->apart, id);
    ids->apart_count += is_new;
    return is_new;
}

static bool make_many(bm_stream_ids *ids)
{
    ids->many = calloc(PLACES, sizeof *ids->many);
    bool good = ids->many != NULL;
    for (size_t i = 0; good && i <= ids->few.mask; i++)
        good = ids->few.places[i] < 0 || add_to_many(ids, ids->few.places[i]) >= 0;
    bm_number_set_finish(&ids->few);
    return good;
}

static int add(bm_stream_ids *ids, int64_t id)
{
    if (ids->many)
        return add_to_many(ids, id);
    return bm_number_set_add(&ids->few, id);
}

static bool make_room(bm_stream_ids *ids)
{
    if (ids->many || ids->count < ids->few_capacity)
        return true;
    if (ids->count >= FEW_MAX)
        return make_many(ids);
    return grow(&ids->few, &ids->few_capacity, ids->few_capacity ? 2 * ids->few_capacity : 1024);
}

/* Where a hash that repeats is, or would be. */
static struct bm_stream_last_id *find_last(const bm_stream_ids *ids, int64_t hash)
{
    size_t at = (size_t)hash & (ids->last_size - 1);
    while (ids->last[at].hash >= 0 && ids->last[at].hash != hash)
        at = (at + 1) & (ids->last_size - 1);
    return &ids->last[at];
}

static bool grow_last(bm_stream_ids *ids)
{
    bm_stream_ids larger = {.last_size = ids->last_size ? 2 * ids->last_size : 64};
    larger.last = calloc(larger.last_size, sizeof *larger.last);
    if (!larger.last)
        return false;
    for (size_t i = 0; i < larger.last_size; i++)
        larger.last[i].hash = -1;
    for (size_t i = 0; i < ids->last_size; i++)
        if (ids->last[i].hash >= 0)
            *find_last(&larger, ids->last[i].hash) = ids->last[i];
    free(ids->last);
    ids->last = larger.last;
    ids->last_size = larger.last_size;
    return true;
}

/* The next free number after a hash that is taken. It begins where it ended last time, so that a
 * million rows of one id take no longer than others. */
static bool move(bm_stream_ids *ids, int64_t hash, int64_t *id)
{
    if (2 * (ids->last_count + 1) > ids->last_size && !grow_last(ids))
        return false;
    struct bm_stream_last_id *last = find_last(ids, hash);
    ids->last_count += last->hash < 0;
    *id = last->hash < 0 ? hash : last->id;
    int added = 0;
    while (added == 0) {
        *id = (*id + 1) & ID_MASK;
        added = add(ids, *id);
    }
    *last = (struct bm_stream_last_id){hash, *id};
    return added > 0;
}

bool bm_stream_ids_add(bm_stream_ids *ids, int64_t hash, bool *repeated)
{
    int64_t id = hash;
    *repeated = false;
    if (!make_room(ids))
        return false;
    int added = add(ids, hash);
    size_t row = ids->count++;
    if (added != 0)
        return added > 0;
    *repeated = true;
    bm_stream_moved_id *moved =
        bm_array_grow(ids->moved, ids->moved_count, &ids->moved_capacity, sizeof *moved);
    if (moved)
        ids->moved = moved;
    if (!moved || !move(ids, hash, &id))
        return false;
    moved[ids->moved_count++] = (bm_stream_moved_id){row, id};
    return true;
}

size_t bm_stream_ids_from(const bm_stream_ids *ids, size_t row)
{
    size_t low = 0, high = ids->moved_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ids->moved[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void bm_stream_ids_finish(bm_stream_ids *ids)
{
    bm_number_set_finish(&ids->few);
    bm_number_set_finish(&ids->apart);
    free(ids->many);
    free(ids->moved);
    free(ids->last);
    *ids = (bm_stream_ids){0};
}
