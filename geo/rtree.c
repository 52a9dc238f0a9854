#include "geo/rtree.h"

#include <math.h>
#include <stdlib.h>

#include "geo/hilbert.h"

enum { FANOUT = 16, LEVELS_MAX = 9 };

/* Level 0 has a node a box, along the curve; a node of level n + 1 covers FANOUT of level n. */
struct bm_rtree {
    bm_lonlat_box *boxes;
    uint32_t *items;
    size_t level_start[LEVELS_MAX + 1];
    int levels;
};

typedef struct keyed {
    uint32_t key;
    uint32_t index;
} keyed;

static int compare_keys(const void *left, const void *right)
{
    const keyed *a = left;
    const keyed *b = right;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* The boxes that are not empty, by place on the curve. */
static size_t order(const bm_lonlat_box *boxes, size_t count, keyed *keys)
{
    bm_lonlat_box all = bm_lonlat_box_empty();
    for (size_t i = 0; i < count; i++)
        all = bm_lonlat_box_join(all, boxes[i]);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (bm_lonlat_box_is_empty(boxes[i]))
            continue;
        uint32_t x = bm_hilbert_cell((boxes[i].west + boxes[i].east) / 2, all.west, all.east);
        uint32_t y = bm_hilbert_cell((boxes[i].south + boxes[i].north) / 2, all.south, all.north);
        keys[kept++] = (keyed){.key = bm_hilbert_distance(x, y), .index = (uint32_t)i};
    }
    qsort(keys, kept, sizeof *keys, compare_keys);
    return kept;
}

static void fill_levels(bm_rtree *tree, size_t count)
{
    tree->level_start[0] = 0;
    tree->levels = 1;
    size_t below = count;
    size_t end = count;
    while (below > FANOUT && tree->levels < LEVELS_MAX) {
        size_t start = tree->level_start[tree->levels - 1];
        size_t here = (below + FANOUT - 1) / FANOUT;
        for (size_t i = 0; i < here; i++) {
            bm_lonlat_box box = bm_lonlat_box_empty();
            for (size_t j = i * FANOUT; j < below && j < (i + 1) * FANOUT; j++)
                box = bm_lonlat_box_join(box, tree->boxes[start + j]);
            tree->boxes[end + i] = box;
        }
        tree->level_start[tree->levels++] = end;
        end += here;
        below = here;
    }
    tree->level_start[tree->levels] = end;
}

bm_rtree *bm_rtree_new(bm_arena *arena, const bm_lonlat_box *boxes, size_t count)
{
    if (count >= UINT32_MAX)
        return NULL;
    bm_rtree *tree = bm_arena_alloc(arena, sizeof *tree);
    keyed *keys = count ? malloc(count * sizeof *keys) : NULL;
    if (!tree || (count && !keys))
        goto fail;
    if (count) {
        count = order(boxes, count, keys);
        /* All upper levels together are below 1/15 of the lowest, and each is rounded up. */
        tree->boxes = bm_arena_array(arena, count + count / 15 + LEVELS_MAX + 1, sizeof *boxes);
        tree->items = bm_arena_array(arena, count + 1, sizeof *tree->items);
        if (!tree->boxes || !tree->items)
            goto fail;
    }
    for (size_t i = 0; i < count; i++) {
        tree->items[i] = keys[i].index;
        tree->boxes[i] = boxes[keys[i].index];
    }
    fill_levels(tree, count);
    free(keys);
    return tree;
fail:
    free(keys);
    return NULL;
}

void bm_rtree_query(const bm_rtree *tree, bm_lonlat_box box, bm_rtree_visitor visit, void *context)
{
    /* Where the walk stands on each level. */
    size_t at[LEVELS_MAX];
    size_t end[LEVELS_MAX];
    int level = tree->levels - 1;
    at[level] = tree->level_start[level];
    end[level] = tree->level_start[level + 1];
    while (level < tree->levels) {
        if (at[level] == end[level]) {
            level++;
            continue;
        }
        size_t node = at[level]++;
        if (!bm_lonlat_box_overlaps(tree->boxes[node], box))
            continue;
        if (level == 0) {
            if (!visit(tree->items[node], context))
                return;
            continue;
        }
        size_t child = (node - tree->level_start[level]) * FANOUT;
        level--;
        at[level] = tree->level_start[level] + child;
        end[level] = at[level] + FANOUT;
        if (end[level] > tree->level_start[level + 1])
            end[level] = tree->level_start[level + 1];
    }
}
