/* Names that the report also has in small letters are likelier words than names. */
#include "events/report/toponyms/judge.h"

#include <stdlib.h>

enum { SLOTS = 512, WATCHED_MAX = 256, FILTER_BITS = 4096 };

typedef struct watched {
    bm_known_name *known;
    const char *text; /* in the report's text, with its capital */
    uint32_t length;
} watched;

typedef struct watch {
    watched slots[SLOTS]; /* open addressing */
    size_t count;
    uint64_t filter[FILTER_BITS / 64];
} watch;

/* Letters of the alphabet only differ by a bit. */
static uint32_t hash_of(const char *text, uint32_t length)
{
    uint32_t hash = 2166136261U;
    for (uint32_t i = 0; i < length; i++)
        hash = (hash ^ ((unsigned char)text[i] | 0x20U)) * 16777619U;
    return hash;
}

static uint32_t sketch_of(const char *text, uint32_t length)
{
    uint32_t first = (unsigned char)text[0] | 0x20U;
    uint32_t middle = (unsigned char)text[length / 2] | 0x20U;
    return (first * 31 + middle * 7 + length * 131) % FILTER_BITS;
}

static bool is_alike(const watched *one, const char *text, uint32_t length)
{
    if (one->length != length)
        return false;
    for (uint32_t i = 0; i < length; i++)
        if (((unsigned char)one->text[i] | 0x20) != ((unsigned char)text[i] | 0x20))
            return false;
    return true;
}

static watched *slot_of(watch *all, const char *text, uint32_t length)
{
    uint32_t at = hash_of(text, length) % SLOTS;
    while (all->slots[at].known && !is_alike(&all->slots[at], text, length))
        at = (at + 1) % SLOTS;
    return &all->slots[at];
}

static void watch_names(watch *all, const bm_reading *reading, const bm_toponyms *toponyms)
{
    for (size_t i = 0; i < toponyms->count && all->count < WATCHED_MAX; i++) {
        const bm_toponym *toponym = &toponyms->items[i];
        if (!toponym->known || toponym->count > 1 || toponym->told)
            continue;
        const bm_word *word = &reading->words.words[toponym->first];
        const char *text = reading->document.text + word->start;
        watched *slot = slot_of(all, text, word->length);
        if (slot->known)
            continue;
        *slot = (watched){(bm_known_name *)(uintptr_t)toponym->known, text, word->length};
        uint32_t sketch = sketch_of(text, word->length);
        all->filter[sketch / 64] |= 1ULL << sketch % 64;
        all->count++;
    }
}

bm_status bm_judge_small_letters(bm_reading *reading, const bm_toponyms *toponyms, bm_error *error)
{
    watch *all = calloc(1, sizeof *all);
    if (!all)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    watch_names(all, reading, toponyms);
    for (size_t i = 0; all->count > 0 && i < reading->words.word_count; i++) {
        const bm_word *word = &reading->words.words[i];
        if ((word->flags & BM_WORD_CAPITAL) || word->length == 0)
            continue;
        const char *text = reading->document.text + word->start;
        uint32_t sketch = sketch_of(text, word->length);
        if (!(all->filter[sketch / 64] & 1ULL << sketch % 64))
            continue;
        watched *slot = slot_of(all, text, word->length);
        if (slot->known)
            slot->known->in_small_letters = true;
    }
    free(all);
    return BM_OK;
}
