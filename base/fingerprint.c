#define XXH_INLINE_ALL
#include "base/fingerprint.h"

#include <xxhash.h>

_Static_assert(sizeof(XXH3_state_t) <= BM_FINGERPRINT_STATE_SIZE, "the sum has room");

static XXH3_state_t *state_of(bm_fingerprint_sum *sum)
{
    return (XXH3_state_t *)(void *)sum->state;
}

void bm_fingerprint_begin(bm_fingerprint_sum *sum)
{
    XXH3_INITSTATE(state_of(sum));
    (void)XXH3_128bits_reset(state_of(sum));
}

void bm_fingerprint_add(bm_fingerprint_sum *sum, const void *bytes, size_t size)
{
    (void)XXH3_128bits_update(state_of(sum), bytes, size);
}

bm_fingerprint bm_fingerprint_end(const bm_fingerprint_sum *sum)
{
    XXH128_hash_t hash = XXH3_128bits_digest((const XXH3_state_t *)(const void *)sum->state);
    return (bm_fingerprint){hash.high64, hash.low64};
}
