/* What can only be done when every row is there. */
#include "geo/gazetteer/keys/fold.h"
#include "geo/gazetteer/sources/source.h"

#include <stdlib.h>
#include <string.h>

/* Names in order of their places, those of one place as they came. */
static bool sort_names(bm_builder *builder, uint64_t **hashes)
{
    size_t *starts = calloc(builder->count + 1, sizeof *starts);
    bm_builder_name *sorted = malloc((builder->name_count + 1) * sizeof *sorted);
    uint64_t *sorted_hashes = malloc((builder->name_count + 1) * sizeof *sorted_hashes);
    bool done = starts && sorted && sorted_hashes;
    if (done) {
        for (size_t i = 0; i < builder->name_count; i++)
            starts[builder->names[i].place + 1]++;
        for (size_t i = 0; i < builder->count; i++)
            starts[i + 1] += starts[i];
        for (size_t i = 0; i < builder->name_count; i++) {
            size_t at = starts[builder->names[i].place]++;
            sorted[at] = builder->names[i];
            sorted_hashes[at] = (*hashes)[i];
        }
        free(*hashes);
        *hashes = sorted_hashes;
        sorted_hashes = NULL;
        free(builder->names);
        builder->names = sorted;
        builder->name_capacity = builder->name_count + 1;
        sorted = NULL;
    }
    free(sorted);
    free(sorted_hashes);
    free(starts);
    return done;
}

/* A name's key while those of one place are compared. */
typedef struct seen_key {
    uint64_t hash;
    size_t name;
} seen_key;

static int by_seen(const void *left, const void *right)
{
    const seen_key *a = left;
    const seen_key *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->name > b->name) - (a->name < b->name);
}

/* Mark the repeated names of one place by an empty text. */
static void mark_repeated(bm_builder_name *names, const uint64_t *hashes, size_t count,
                          seen_key *seen)
{
    for (size_t i = 0; i < count; i++)
        seen[i] = (seen_key){hashes[i] ^ (names[i].use == BM_NAME_WORD), i};
    qsort(seen, count, sizeof *seen, by_seen);
    for (size_t i = 1; i < count; i++) {
        if (seen[i].hash != seen[i - 1].hash)
            continue;
        bm_builder_name *first = &names[seen[i - 1].name];
        bm_builder_name *other = &names[seen[i].name];
        if (!*first->language)
            first->language = other->language;
        other->text = "";
        seen[i].name = seen[i - 1].name;
    }
}

/* Put the names in order of their places and drop the repeated ones. */
static bool settle_names(bm_builder *builder, uint64_t **name_hashes)
{
    if (!sort_names(builder, name_hashes) || !bm_source_settle_copied(builder, *name_hashes))
        return false;
    seen_key *seen = malloc((builder->name_count + 1) * sizeof *seen);
    if (!seen)
        return false;
    const uint64_t *hashes = *name_hashes;
    size_t kept = 0;
    for (size_t start = 0; start < builder->name_count;) {
        size_t end = start;
        while (end < builder->name_count &&
               builder->names[end].place == builder->names[start].place)
            end++;
        mark_repeated(builder->names + start, hashes + start, end - start, seen);
        for (size_t i = start; i < end; i++)
            if (*builder->names[i].text)
                builder->names[kept++] = builder->names[i];
        start = end;
    }
    builder->name_count = kept;
    free(seen);
    return true;
}

/* Texts without a key, too long or not UTF-8, are compared as they are. */
static uint64_t *hash_names(const bm_builder *builder)
{
    uint64_t *hashes = malloc((builder->name_count + 1) * sizeof *hashes);
    char key[BM_FOLD_KEY_SIZE];
    for (size_t i = 0; hashes && i < builder->name_count; i++) {
        const char *text = builder->names[i].text;
        hashes[i] = bm_fold_hash(bm_fold_exact(text, key) ? key : text) & ~UINT64_C(1);
    }
    return hashes;
}

bool bm_source_settle(bm_builder *builder)
{
    if (!bm_source_settle_countries(builder) || !bm_source_settle_admin(builder))
        return false;
    uint64_t *hashes = hash_names(builder);
    bool done = hashes && bm_source_merge(builder, hashes) && settle_names(builder, &hashes);
    free(hashes);
    bm_source_drop_codes(builder);
    return done && !builder->failed;
}
