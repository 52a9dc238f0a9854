/* Names by their beginning. */
#include "geo/gazetteer/index/index.h"

#include <string.h>

/* The part's next key that begins with the prefix. */
typedef struct cursor {
    const bm_gazetteer_part *part;
    uint32_t key;
    const char *text; /* NULL at the end */
    uint64_t budget;  /* of postings: a crafted index may list one under many keys */
} cursor;

static const char *key_text(const bm_gazetteer_part *part, uint32_t key)
{
    return bm_image_text(&part->image, SECTION_KEY_TEXTS,
                         bm_image_u32(&part->image, SECTION_EXACT_KEYS, key));
}

static void settle(cursor *at, const char *prefix, size_t length)
{
    at->text = NULL;
    if (at->key >= bm_image_count(&at->part->image, SECTION_EXACT_KEYS))
        return;
    const char *text = key_text(at->part, at->key);
    if (strncmp(text, prefix, length) == 0)
        at->text = text;
}

static void find_first(cursor *at, const char *prefix, size_t length)
{
    uint32_t low = 0;
    uint32_t high = (uint32_t)bm_image_count(&at->part->image, SECTION_EXACT_KEYS);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (strcmp(key_text(at->part, middle), prefix) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    at->key = low;
    settle(at, prefix, length);
}

/* One that an earlier part has is shown there, when it has this name there. */
static bool is_shown_earlier(const bm_gazetteer *gazetteer, const cursor *at, const bm_place *place,
                             uint32_t number)
{
    uint32_t canonical = bm_gazetteer_number(gazetteer, place);
    if (canonical == number)
        return false;
    const bm_gazetteer_part *part = bm_gazetteer_part_of(gazetteer, canonical);
    return bm_gazetteer_leads_to(part, &bm_exact_table, at->text, BM_NAME_TOPONYM,
                                 canonical - part->base);
}

/* Show the places of one key of one part. */
static bool show(const bm_gazetteer *gazetteer, cursor *at, bm_place_visitor visit, void *context)
{
    uint32_t posting = 0;
    uint32_t end = bm_gazetteer_postings(at->part, &bm_exact_table, at->key, &posting);
    for (; posting < end && at->budget > 0; posting++, at->budget--) {
        const bm_name_record *name = bm_gazetteer_posting(at->part, &bm_exact_table, posting);
        uint32_t local = bm_name_place(name);
        if (bm_name_use_of(name) != BM_NAME_TOPONYM || local >= at->part->count)
            continue;
        const bm_place *place = bm_gazetteer_unpack(gazetteer, at->part->base + local);
        if (is_shown_earlier(gazetteer, at, place, at->part->base + local))
            continue;
        const char *matched = bm_image_text(&at->part->image, SECTION_TEXTS, name->text);
        if (!visit(place, BM_MATCH_EXACT, matched, context))
            return false;
    }
    return true;
}

void bm_gazetteer_complete(const bm_gazetteer *gazetteer, const char *prefix,
                           bm_place_visitor visit, void *context)
{
    enum { PARTS_MAX = 64 };
    cursor cursors[PARTS_MAX];
    char folded[BM_FOLD_KEY_SIZE];
    if (!bm_fold_exact(prefix, folded))
        return;
    size_t length = strlen(folded);
    size_t count = gazetteer->part_count < PARTS_MAX ? gazetteer->part_count : PARTS_MAX;
    for (size_t i = 0; i < count; i++) {
        cursors[i].part = &gazetteer->parts[i];
        cursors[i].budget = bm_image_count(&cursors[i].part->image, SECTION_EXACT_NAMES);
        find_first(&cursors[i], folded, length);
    }
    for (;;) {
        const char *least = NULL;
        for (size_t i = 0; i < count; i++)
            if (cursors[i].text && (!least || strcmp(cursors[i].text, least) < 0))
                least = cursors[i].text;
        if (!least)
            return;
        for (size_t i = 0; i < count; i++) {
            if (!cursors[i].text || strcmp(cursors[i].text, least) != 0)
                continue;
            if (!show(gazetteer, &cursors[i], visit, context))
                return;
        }
        char shown[BM_FOLD_KEY_SIZE];
        strncpy(shown, least, sizeof shown - 1);
        shown[sizeof shown - 1] = '\0';
        for (size_t i = 0; i < count; i++) {
            if (!cursors[i].text || strcmp(cursors[i].text, shown) != 0)
                continue;
            cursors[i].key++;
            settle(&cursors[i], folded, length);
        }
    }
}
