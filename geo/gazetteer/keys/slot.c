#include "geo/gazetteer/keys/slot.h"

#include "geo/gazetteer/keys/fold.h"

#include <string.h>

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_consonant(char c)
{
    return c && c != ' ' && !is_vowel(c) && !is_digit(c);
}

/* Before these Ukrainian writes з where Russian has с: Розкішне, Роскошное. */
static bool is_voiceless(char c)
{
    return c && strchr("kptsfXCHSQ", c);
}

/* One sound of a word, as the language that is furthest from the others has it. */
static char common_sound(const char *at, bool first, size_t *length)
{
    *length = 1;
    switch (*at) {
    case 'X': /* х and г: Latin h is both */
        return 'g';
    case 'C': /* be ц for т before a soft vowel */
    case 't':
        *length = at[1] == 's' && at[2] != 'H' ? 2 : 1;
        return 't';
    case 'd': /* be дз for д */
        *length = at[1] == 'z' && at[2] != 'H' ? 2 : 1;
        return 'd';
    case 's':
    case 'z': /* сч and зч are щ */
        *length = at[1] == 'H' ? 2 : 1;
        if (*length == 2)
            return 'S';
        return *at == 'z' && is_voiceless(at[1]) ? 's' : *at;
    case 'Q':
        return 'S';
    case 'u': /* be Уселюб for Вселюб */
        return first && is_consonant(at[1]) ? 'v' : 'a';
    default:
        return is_vowel(*at) ? 'a' : *at;
    }
}

bool bm_fold_slot(const char *strict_key, char slot[BM_FOLD_KEY_SIZE])
{
    size_t used = 0;
    int consonants = 0;
    bool first = true;
    slot[0] = '\0';
    if (strnlen(strict_key, BM_FOLD_KEY_SIZE) >= BM_FOLD_KEY_SIZE)
        return false;
    for (const char *at = strict_key; *at;) {
        size_t length = 1;
        char sound = common_sound(at, first, &length);
        first = *at == ' ';
        at += length;
        if (used > 0 && slot[used - 1] == sound && !is_digit(sound))
            continue;
        consonants += is_consonant(sound);
        slot[used++] = sound;
    }
    slot[consonants >= BM_SLOT_CONSONANTS_MIN ? used : 0] = '\0';
    return consonants >= BM_SLOT_CONSONANTS_MIN;
}

bool bm_slot_is_shared(char strict_keys[][BM_FOLD_KEY_SIZE], size_t count, const char *name)
{
    char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    char slot[BM_FOLD_KEY_SIZE];
    char other[BM_FOLD_KEY_SIZE];
    size_t key_count = *name ? bm_fold_strict(name, keys) : 0;
    for (size_t i = 0; i < key_count; i++)
        for (size_t k = 0; k < count; k++)
            if (bm_fold_slot(keys[i], slot) && bm_fold_slot(strict_keys[k], other) &&
                strcmp(slot, other) == 0)
                return true;
    return false;
}

size_t bm_slot_hashes(const char *strict_key, uint64_t *hashes)
{
    char slot[BM_FOLD_KEY_SIZE];
    if (!bm_fold_slot(strict_key, slot))
        return 0;
    hashes[0] = bm_fold_hash(slot);
    return 1;
}

typedef struct search {
    const bm_keyset *keys;
    const char *slot;
    bool (*visit)(void *context, uint32_t key);
    void *context;
    uint32_t next; /* a key is visited once, even by a damaged table */
} search;

static bool try_key(void *context, uint32_t key)
{
    search *asked = context;
    char slot[BM_FOLD_KEY_SIZE];
    if (key < asked->next || !bm_fold_slot(bm_keyset_text(asked->keys, key), slot) ||
        strcmp(slot, asked->slot) != 0)
        return true;
    asked->next = key + 1;
    return asked->visit(asked->context, key);
}

void bm_slot_search(const bm_keyset *keys, const bm_near_sections *sections, const char *strict_key,
                    bool (*visit)(void *context, uint32_t key), void *context)
{
    char slot[BM_FOLD_KEY_SIZE];
    bm_near near = bm_near_start(keys, sections);
    if (near.key_count == 0 || !bm_fold_slot(strict_key, slot))
        return;
    uint64_t spread = bm_near_spread(bm_fold_hash(slot));
    search asked = {keys, slot, visit, context, 0};
    if (bm_near_may_have(&near, spread))
        bm_near_visit(&near, spread, try_key, &asked);
}
