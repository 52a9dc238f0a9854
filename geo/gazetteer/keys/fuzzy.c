#include "geo/gazetteer/keys/fuzzy.h"

#include <string.h>

/* A key hashes to the sum of its letters times powers of `BASE`, modulo 2⁶⁴, so that the hash of a
 * changed key follows from sums. `INVERSE` moves letters back by one place. */
#define BASE UINT64_C(0x9E3779B97F4A7C15)
#define INVERSE UINT64_C(0xF1DE83E19937733D)
_Static_assert(BASE *INVERSE == 1, "INVERSE undoes BASE");

/* Everything that a strict key is made of and that may be edited. */
static const char alphabet[] = " abdefgiklmnoprstuvzCHJQSX";

enum { SEEN_SLOTS = 4 * BM_FUZZY_MATCHES_MAX, FEW_KEYS = 200 };

/* The sums of one key. */
typedef struct sums {
    const char *key;
    size_t length;
    uint64_t power[BM_FOLD_KEY_SIZE];  /* of BASE, by position */
    uint64_t before[BM_FOLD_KEY_SIZE]; /* the letters before a position; the last is all */
    uint64_t without[BM_FOLD_KEY_SIZE];
} sums;

typedef struct search {
    bm_near near;
    sums asked;
    unsigned edits;
    size_t count;
    bm_fuzzy_match matches[BM_FUZZY_MATCHES_MAX];
    uint16_t seen[SEEN_SLOTS]; /* 1 + index into `matches`, by key number; open addressing */
} search;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static unsigned letter_count(const char *key)
{
    unsigned count = 0;
    for (; *key; key++)
        count += *key != ' ' && !is_digit(*key);
    return count;
}

unsigned bm_fuzzy_edits(const char *strict_key)
{
    unsigned letters = letter_count(strict_key);
    return letters >= BM_FUZZY_LETTERS_TWO ? 2 : letters >= BM_FUZZY_LETTERS_ONE ? 1 : 0;
}

static uint64_t value(char letter)
{
    return (unsigned char)letter;
}

static void add_up(const char *key, size_t length, sums *result)
{
    result->key = key;
    result->length = length;
    uint64_t power = 1;
    uint64_t sum = 0;
    for (size_t i = 0; i < length; i++) {
        result->power[i] = power;
        result->before[i] = sum;
        sum += value(key[i]) * power;
        power *= BASE;
    }
    result->power[length] = power;
    result->before[length] = sum;
    for (size_t i = 0; i < length; i++)
        result->without[i] = result->before[i] + (sum - result->before[i + 1]) * INVERSE;
}

size_t bm_fuzzy_hashes(const char *strict_key, uint64_t *hashes)
{
    size_t length = strnlen(strict_key, BM_FOLD_KEY_SIZE);
    if (length >= BM_FOLD_KEY_SIZE || letter_count(strict_key) < BM_FUZZY_LETTERS_ONE - 1)
        return 0;
    sums all;
    add_up(strict_key, length, &all);
    size_t count = 0;
    hashes[count++] = all.before[length];
    for (size_t i = 0; i < length; i++)
        /* without either of two equal neighbours the same is left */
        if (!is_digit(strict_key[i]) && strict_key[i] != strict_key[i + 1])
            hashes[count++] = all.without[i];
    return count;
}

/* Where the number of a key stands in `seen`, or would. */
static uint16_t *find_seen(search *asked, uint32_t key)
{
    for (uint32_t slot = key * UINT32_C(2654435761) % SEEN_SLOTS;; slot = (slot + 1) % SEEN_SLOTS) {
        uint16_t *at = &asked->seen[slot];
        if (*at == 0 || asked->matches[*at - 1].key_index == key)
            return at;
    }
}

static bool try_key(void *context, uint32_t key)
{
    search *asked = context;
    uint16_t *seen = find_seen(asked, key);
    if (*seen)
        return true;
    const char *text = bm_keyset_text(&asked->near.keys, key);
    size_t length = strnlen(text, BM_FOLD_KEY_SIZE);
    bm_fuzzy_match *match = &asked->matches[asked->count];
    if (length == 0 || length >= BM_FOLD_KEY_SIZE ||
        !bm_edits_between(asked->asked.key, asked->asked.length, text, length, asked->edits,
                          &match->edits))
        return true;
    match->key_index = key;
    *seen = (uint16_t)++asked->count;
    return asked->count < BM_FUZZY_MATCHES_MAX;
}

/* False when the search is over. */
static inline bool probe(search *asked, uint64_t hash)
{
    uint64_t spread = bm_near_spread(hash);
    return !bm_near_may_have(&asked->near, spread) ||
           bm_near_visit(&asked->near, spread, try_key, asked);
}

static bool may_edit(const sums *key, size_t at)
{
    return at < key->length && !is_digit(key->key[at]);
}

static bool search_one_edit(search *asked)
{
    const sums *key = &asked->asked;
    if (!probe(asked, key->before[key->length]))
        return false;
    for (size_t i = 0; i < key->length; i++)
        if (may_edit(key, i) && !probe(asked, key->without[i]))
            return false;
    return true;
}

/* The changed key and what is left of it without each letter from position `from`, which is where
 * the first edit ends: the second lies behind it. A hash of the key asked becomes that of the
 * changed one as `sum + (hash − before) · factor`, `before` being what stands before the edit. */
static bool probe_changed(search *asked, size_t from, uint64_t before, uint64_t factor,
                          uint64_t sum)
{
    const sums *key = &asked->asked;
    if (!probe(asked, sum + (key->before[key->length] - before) * factor))
        return false;
    for (size_t i = from; i < key->length; i++)
        if (may_edit(key, i) && !probe(asked, sum + (key->without[i] - before) * factor))
            return false;
    return true;
}

static bool search_exchanged(search *asked, size_t at)
{
    const sums *key = &asked->asked;
    for (const char *letter = alphabet; *letter; letter++)
        if (*letter != key->key[at] &&
            !probe_changed(asked, at + 1, 0, 1,
                           (value(*letter) - value(key->key[at])) * key->power[at]))
            return false;
    return true;
}

static bool search_put_in(search *asked, size_t at)
{
    const sums *key = &asked->asked;
    for (const char *letter = alphabet; *letter; letter++)
        if (!probe_changed(asked, at, key->before[at], BASE,
                           key->before[at] + value(*letter) * key->power[at]))
            return false;
    return true;
}

static bool search_left_out(search *asked, size_t at)
{
    const sums *key = &asked->asked;
    return probe_changed(asked, at + 1, key->before[at + 1], INVERSE, key->before[at]);
}

static bool search_swapped(search *asked, size_t at)
{
    const sums *key = &asked->asked;
    uint64_t difference = value(key->key[at + 1]) - value(key->key[at]);
    return probe_changed(asked, at + 2, 0, 1,
                         difference * key->power[at] - difference * key->power[at + 1]);
}

/* Of the sorted keys from `low` to `high`: where those with the same first `length` letters as the
 * key asked begin, or, with `end`, where they end. */
static uint32_t bound(const search *asked, uint32_t low, uint32_t high, size_t length, bool end)
{
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strncmp(bm_keyset_text(&asked->near.keys, middle), asked->asked.key, length);
        if (order < 0 || (end && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A key whose first edit is at a letter has all letters before it; when few keys have them, looking
 * at each is cheaper than making more edits. */
static void search_two_edits(search *asked)
{
    const sums *key = &asked->asked;
    uint32_t low = 0;
    uint32_t high = asked->near.key_count;
    for (size_t at = 0; at <= key->length; at++) {
        low = bound(asked, low, high, at, false);
        high = bound(asked, low, high, at, true);
        if (high - low <= FEW_KEYS) {
            while (low < high && try_key(asked, low))
                low++;
            return;
        }
        if (!search_put_in(asked, at))
            return;
        if (!may_edit(key, at))
            continue;
        if (!search_exchanged(asked, at) || !search_left_out(asked, at) ||
            (may_edit(key, at + 1) && !search_swapped(asked, at)))
            return;
    }
}

static bool comes_before(const bm_fuzzy_match *one, const bm_fuzzy_match *other)
{
    if (one->edits.count != other->edits.count)
        return one->edits.count < other->edits.count;
    return one->key_index < other->key_index;
}

/* By insertion: there are few. */
static void sort(bm_fuzzy_match *matches, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        bm_fuzzy_match moved = matches[i];
        size_t to = i;
        for (; to > 0 && comes_before(&moved, &matches[to - 1]); to--)
            matches[to] = matches[to - 1];
        matches[to] = moved;
    }
}

void bm_fuzzy_search(const bm_keyset *keys, const bm_near_sections *sections,
                     const char *strict_key, unsigned edits,
                     bool (*visit)(void *context, const bm_fuzzy_match *match), void *context)
{
    size_t length = strnlen(strict_key, BM_FOLD_KEY_SIZE);
    search asked;
    asked.near = bm_near_start(keys, sections);
    asked.count = 0;
    if (asked.near.key_count == 0 || length >= BM_FOLD_KEY_SIZE)
        return;
    unsigned most = bm_fuzzy_edits(strict_key);
    asked.edits = edits < most ? edits : most;
    memset(asked.seen, 0, sizeof asked.seen);
    add_up(strict_key, length, &asked.asked);
    if (asked.edits == 0)
        return;
    /* one edit first: when there are too many matches, the nearest stay */
    unsigned wanted = asked.edits;
    asked.edits = 1;
    if (search_one_edit(&asked) && wanted == 2) {
        asked.edits = 2;
        search_two_edits(&asked);
    }
    sort(asked.matches, asked.count);
    for (size_t i = 0; i < asked.count; i++)
        if (!visit(context, &asked.matches[i]))
            return;
}
