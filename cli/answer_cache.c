#include "cli/answer_cache.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* With the largest gazetteer all of it stays under 64 MiB. */
enum { PLACES = 1 << 14, FULL = PLACES / 8 * 5, BYTES_MAX = 3 << 19 };

typedef struct entry {
    uint32_t hash; /* 0: free */
    uint32_t at;   /* of the question in `bytes`; the answer follows it */
    uint32_t question_size;
    uint32_t answer_size;
    int status;
} entry;

struct cli_answer_cache {
    entry entries[PLACES]; /* open addressing */
    size_t count;
    size_t used;
    char bytes[BYTES_MAX];
};

cli_answer_cache *cli_answer_cache_new(void)
{
    return calloc(1, sizeof(cli_answer_cache));
}

void cli_answer_cache_free(cli_answer_cache *cache)
{
    free(cache);
}

/* FNV-1a, 32 bit (G. Fowler, L. C. Noll and K.-P. Vo). */
static uint32_t hash_of(const char *bytes, size_t size)
{
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 16777619U;
    return hash ? hash : 1;
}

static size_t find(const cli_answer_cache *cache, const char *question, size_t size, uint32_t hash)
{
    size_t at = hash % PLACES;
    for (;; at = (at + 1) % PLACES) {
        const entry *one = &cache->entries[at];
        if (one->hash == 0 || (one->hash == hash && one->question_size == size &&
                               memcmp(cache->bytes + one->at, question, size) == 0))
            return at;
    }
}

bool cli_answer_cache_get(const cli_answer_cache *cache, const char *question, size_t size,
                          cli_cached_answer *answer)
{
    const entry *one = &cache->entries[find(cache, question, size, hash_of(question, size))];
    if (one->hash == 0)
        return false;
    *answer = (cli_cached_answer){cache->bytes + one->at + one->question_size, one->answer_size,
                                  one->status};
    return true;
}

void cli_answer_cache_put(cli_answer_cache *cache, const char *question, size_t size,
                          const cli_cached_answer *answer)
{
    if (size > BYTES_MAX / 16 || answer->size > BYTES_MAX / 16)
        return;
    if (cache->count >= FULL || cache->used + size + answer->size > BYTES_MAX) {
        memset(cache->entries, 0, sizeof cache->entries);
        cache->count = cache->used = 0;
    }
    uint32_t hash = hash_of(question, size);
    entry *one = &cache->entries[find(cache, question, size, hash)];
    *one = (entry){hash, (uint32_t)cache->used, (uint32_t)size, (uint32_t)answer->size,
                   answer->status};
    memcpy(cache->bytes + cache->used, question, size);
    memcpy(cache->bytes + cache->used + size, answer->text, answer->size);
    cache->used += size + answer->size;
    cache->count++;
}
