#include "geo/border_line.h"

#include <math.h>
#include <stdlib.h>

enum { PAIRS_EACH = 16 };

/* A vertex of b by its longitude. */
typedef struct entry {
    bm_lonlat point;
    uint32_t index;
} entry;

typedef struct pairs {
    bm_shared *items;
    size_t count;
    size_t capacity;
} pairs;

static int compare_entries(const void *left, const void *right)
{
    const entry *a = left;
    const entry *b = right;
    if (a->point.lon != b->point.lon)
        return a->point.lon < b->point.lon ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

static size_t first_from(const entry *entries, size_t count, double lon)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (entries[middle].point.lon < lon)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Every pair of vertices within the tolerance, by rising index in a. */
static bool find_pairs(const bm_path *a, const bm_path *b, double tolerance, pairs *found)
{
    entry *entries = malloc(b->count * sizeof *entries);
    if (!entries)
        return false;
    bm_lonlat_box box = bm_lonlat_box_empty();
    for (size_t i = 0; i < a->count; i++)
        box = bm_lonlat_box_grow(box, a->points[i]);
    box = (bm_lonlat_box){box.west - tolerance, box.south - tolerance, box.east + tolerance,
                          box.north + tolerance};
    size_t count = 0;
    for (size_t i = 0; i < b->count; i++)
        if (bm_lonlat_box_contains(box, b->points[i]))
            entries[count++] = (entry){.point = b->points[i], .index = (uint32_t)i};
    qsort(entries, count, sizeof *entries, compare_entries);
    bool enough = true;
    for (size_t i = 0; i < a->count && enough; i++) {
        bm_lonlat point = a->points[i];
        for (size_t at = first_from(entries, count, point.lon - tolerance);
             at < count && entries[at].point.lon <= point.lon + tolerance; at++) {
            if (fabs(entries[at].point.lat - point.lat) > tolerance)
                continue;
            /* Only outlines that run through one place again and again have so many. */
            if (found->count / PAIRS_EACH > a->count + b->count)
                break;
            bm_shared *moved =
                bm_array_grow(found->items, found->count, &found->capacity, sizeof *found->items);
            enough = moved != NULL;
            if (!enough)
                break;
            found->items = moved;
            found->items[found->count++] = (bm_shared){.a = (uint32_t)i, .b = entries[at].index};
        }
    }
    free(entries);
    return enough;
}

/* Where a ring is best cut open: behind the shared vertex that is followed by the longest way to
 * the next one. */
static uint32_t cut_of(const unsigned char *shared, const bm_path *ring)
{
    size_t count = ring->count;
    double longest = -1.0;
    size_t best = 0;
    size_t begin = SIZE_MAX;
    double way = 0.0;
    /* Twice around, so that every way is met whole. */
    for (size_t i = 0; i < 2 * count; i++) {
        bm_lonlat here = ring->points[i % count];
        bm_lonlat before = ring->points[(i + count - 1) % count];
        way += hypot(here.lon - before.lon, here.lat - before.lat);
        if (!shared[i % count])
            continue;
        if (begin != SIZE_MAX && way > longest) {
            longest = way;
            best = begin;
        }
        begin = i;
        way = 0.0;
    }
    return (uint32_t)(best % count);
}

/* Number the vertices from the cut, a forwards and b backwards. */
static bool unroll(pairs *found, const bm_path *a, const bm_path *b, uint32_t *cut_a,
                   uint32_t *cut_b)
{
    size_t count_a = a->count;
    size_t count_b = b->count;
    unsigned char *flags = calloc(count_a > count_b ? count_a : count_b, 1);
    if (!flags)
        return false;
    for (size_t i = 0; i < found->count; i++)
        flags[found->items[i].a] = 1;
    *cut_a = (cut_of(flags, a) + 1) % (uint32_t)count_a;
    for (size_t i = 0; i < count_a; i++)
        flags[i] = 0;
    for (size_t i = 0; i < found->count; i++)
        flags[found->items[i].b] = 1;
    *cut_b = cut_of(flags, b);
    free(flags);
    for (size_t i = 0; i < found->count; i++) {
        bm_shared *pair = &found->items[i];
        pair->a = (uint32_t)((pair->a + count_a - *cut_a) % count_a);
        pair->b = (uint32_t)((*cut_b + count_b - pair->b) % count_b);
    }
    return true;
}

/* By rising a; by falling b within one a, so that only one of them enters a rising row. */
static int compare_pairs(const void *left, const void *right)
{
    const bm_shared *p = left;
    const bm_shared *q = right;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    return p->b > q->b ? -1 : p->b < q->b;
}

/* The longest row that rises in b (C. Schensted, Canad. J. Math. 13, 1961), moved to the front. */
static bool longest_row(bm_shared *items, size_t *count)
{
    size_t n = *count;
    size_t *tails = malloc(n * sizeof *tails);
    size_t *before = malloc(n * sizeof *before);
    size_t length = 0;
    if (!tails || !before) {
        free(tails);
        free(before);
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        size_t low = 0;
        size_t high = length;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (items[tails[middle]].b < items[i].b)
                low = middle + 1;
            else
                high = middle;
        }
        before[i] = low ? tails[low - 1] : SIZE_MAX;
        tails[low] = i;
        if (low == length)
            length++;
    }
    /* Walk the row backwards; its indices fall, so they can be noted over `tails`. */
    size_t at = length ? tails[length - 1] : SIZE_MAX;
    for (size_t k = length; k-- > 0; at = before[at])
        tails[k] = at;
    for (size_t k = 0; k < length; k++)
        items[k] = items[tails[k]];
    free(tails);
    free(before);
    *count = length;
    return true;
}

bm_status bm_border_match(const bm_path *a, const bm_path *b, double tolerance_deg,
                          bm_shared **shared, size_t *count)
{
    pairs found = {0};
    uint32_t cut_a = 0;
    uint32_t cut_b = 0;
    *shared = NULL;
    *count = 0;
    bool enough = find_pairs(a, b, tolerance_deg, &found);
    if (enough && found.count > 0) {
        enough = unroll(&found, a, b, &cut_a, &cut_b);
        if (enough) {
            qsort(found.items, found.count, sizeof *found.items, compare_pairs);
            enough = longest_row(found.items, &found.count);
        }
    }
    if (!enough) {
        free(found.items);
        return BM_ERROR_MEMORY;
    }
    for (size_t i = 0; i < found.count; i++) {
        bm_shared *pair = &found.items[i];
        pair->a = (uint32_t)((pair->a + cut_a) % a->count);
        pair->b = (uint32_t)((cut_b + b->count - pair->b) % b->count);
    }
    *shared = found.items;
    *count = found.count;
    return BM_OK;
}
