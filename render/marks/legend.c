#include <stdlib.h>
#include <string.h>

#include "render/marks/private.h"

/** Categories told apart while they are counted; a table with more puts the rest under "other". */
#define KEYS_MAX 256

typedef struct key_count {
    const char *key;
    const char *label;              /**< as the first event of the category spells it; may be "" */
    const bm_category_style *style; /**< NULL when the style has none of this name */
    size_t style_order;
    size_t count;
} key_count;

static key_count *count_key(key_count *keys, size_t *key_count_total, const bm_style *style,
                            const bm_event *event)
{
    const char *key = event->category;
    for (size_t i = 0; i < *key_count_total; i++)
        if (strcmp(keys[i].key, key) == 0)
            return &keys[i];
    if (*key_count_total == KEYS_MAX)
        return NULL;
    key_count *added = &keys[(*key_count_total)++];
    *added = (key_count){
        .key = key, .label = event->category_label, .style_order = style->category_count};
    for (size_t i = 0; i < style->category_count; i++)
        if (strcmp(style->categories[i].key, key) == 0) {
            added->style = &style->categories[i];
            added->style_order = i;
        }
    return added;
}

/* Most frequent first; the style's order, then the alphabet, decide between equals. */
static int compare_counts(const void *left, const void *right)
{
    const key_count *a = left, *b = right;
    if (a->count != b->count)
        return a->count < b->count ? 1 : -1;
    if (a->style_order != b->style_order)
        return a->style_order < b->style_order ? -1 : 1;
    return strcmp(a->key, b->key);
}

static bool is_used(const bm_marks *marks, const bm_category_style *style)
{
    for (size_t i = 0; i < marks->entry_count; i++)
        if (marks->entries[i].style->shape == style->shape)
            return true;
    return false;
}

/* A category of the user's own gets a look that no other has on this map. */
static const bm_category_style *borrow_style(bm_marks *marks, const bm_style *style,
                                             const key_count *keys, size_t count, const char *key)
{
    for (size_t i = style->category_count; i-- > 0;) {
        const bm_category_style *lender = &style->categories[i];
        bool taken = is_used(marks, lender);
        for (size_t k = 0; k < count && k < BM_CATEGORIES_MAX; k++)
            taken = taken || keys[k].style == lender;
        if (taken || strlen(key) >= BM_CATEGORY_KEY_SIZE)
            continue;
        bm_category_style *own = &marks->borrowed[marks->entry_count];
        *own = *lender;
        memcpy(own->key, key, strlen(key) + 1);
        memcpy(own->label, key, strlen(key) + 1);
        if (own->label[0] >= 'a' && own->label[0] <= 'z')
            own->label[0] = (char)(own->label[0] - 'a' + 'A');
        for (char *at = own->label; *at; at++)
            if (*at == '_' || *at == '-')
                *at = ' ';
        return own;
    }
    return NULL;
}

static void add_entry(bm_marks *marks, const bm_category_style *style)
{
    marks->entries[marks->entry_count++] = (bm_legend_entry){style, style->label, 0};
}

/* The style lists its categories by severity. A table's own come after them, as they are. */
static void order_by_severity(bm_marks *marks, const bm_style *style)
{
    size_t done = 0;
    for (size_t k = 0; k < style->category_count; k++)
        for (size_t i = done; i < marks->entry_count; i++) {
            bm_legend_entry entry = marks->entries[i];
            if (entry.style != &style->categories[k])
                continue;
            memmove(&marks->entries[done + 1], &marks->entries[done],
                    (i - done) * sizeof *marks->entries);
            marks->entries[done++] = entry;
            break;
        }
}

static size_t weight_of(const bm_mark_item *item)
{
    return item->weight ? item->weight : 1;
}

static void choose_entries(bm_marks *marks, const bm_style *style, const bm_mark_item *items,
                           size_t count)
{
    key_count keys[KEYS_MAX];
    size_t total = 0, named = 0, all = 0;
    for (size_t i = 0; i < count; i++) {
        key_count *key = count_key(keys, &total, style, items[i].event);
        if (key)
            key->count += weight_of(&items[i]);
        all += weight_of(&items[i]);
    }
    qsort(keys, total, sizeof *keys, compare_counts);
    for (size_t i = 0; i < total && marks->entry_count < BM_CATEGORIES_MAX; i++) {
        const bm_category_style *look = keys[i].style;
        if (strcmp(keys[i].key, style->other.key) == 0)
            continue;
        if (!look)
            look = borrow_style(marks, style, keys, total, keys[i].key);
        if (!look)
            continue;
        add_entry(marks, look);
        /* The table's own words are better than those made from the key. */
        if (!keys[i].style && keys[i].label && *keys[i].label)
            marks->entries[marks->entry_count - 1].label = keys[i].label;
        named += keys[i].count;
    }
    order_by_severity(marks, style);
    if (named < all)
        add_entry(marks, &style->other);
}

static size_t entry_of(const bm_marks *marks, const char *key)
{
    for (size_t i = 0; i < marks->entry_count; i++)
        if (strcmp(marks->entries[i].style->key, key) == 0)
            return i;
    return marks->entry_count - 1; /* "other" is the last when there is one */
}

size_t bm_marks_entry_of(const bm_marks *marks, const bm_event *event)
{
    return entry_of(marks, event->category);
}

void bm_marks_settle_legend(bm_marks *marks, const bm_marks *ground, const bm_style *style,
                            bm_mark_item *items, size_t count)
{
    if (ground) {
        marks->entry_count = ground->entry_count;
        memcpy(marks->entries, ground->entries, sizeof marks->entries);
        for (size_t i = 0; i < marks->entry_count; i++)
            marks->entries[i].count = 0;
    } else {
        choose_entries(marks, style, items, count);
    }
    for (size_t i = 0; i < count; i++) {
        items[i].category = entry_of(marks, items[i].event->category);
        if (!items[i].is_imprecise)
            marks->entries[items[i].category].count += weight_of(&items[i]);
    }
}
