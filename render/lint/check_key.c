#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/lint/labels.h"

/** A number, on the map or in the key. */
typedef struct numbered {
    const char *number;
    size_t group;
    bm_px_box box;
} numbered;

static int compare_numbers(const void *left, const void *right)
{
    return strcmp(((const numbered *)left)->number, ((const numbered *)right)->number);
}

static int by_number(const void *left, const void *right)
{
    const numbered *a = left, *b = right;
    int order = compare_numbers(left, right);
    return order ? order : (a->group > b->group) - (a->group < b->group);
}

/** Round the texts of a group. */
static bm_px_box box_of(const bm_lint *lint, const lint_group *group)
{
    bm_px_box box = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    for (size_t i = 0; i < lint->text_count; i++) {
        const lint_text *text = &lint->texts[i];
        size_t at = (size_t)(text->item - lint->drawing.items);
        if (at >= group->first_item && at < group->end_item)
            box = (bm_px_box){fmin(box.x0, text->box.x0), fmin(box.y0, text->box.y0),
                              fmax(box.x1, text->box.x1), fmax(box.y1, text->box.y1)};
    }
    return box;
}

static size_t find_rows(bm_lint *lint, numbered *rows)
{
    size_t count = 0;
    for (size_t i = 0; i < lint->drawing.group_count; i++) {
        const lint_group *group = &lint->drawing.groups[i];
        const char *number = lint_group_data(group, "number");
        if (number && lint_group_within(&lint->drawing, i, "key-row") == i)
            rows[count++] = (numbered){number, i, box_of(lint, group)};
    }
    qsort(rows, count, sizeof *rows, by_number);
    return count;
}

static size_t find_tags(bm_lint *lint, numbered *tags)
{
    lint_label *labels;
    size_t all = lint_find_labels(lint, &labels), count = 0;
    for (size_t i = 0; i < all; i++)
        if (labels[i].number)
            tags[count++] = (numbered){labels[i].number, labels[i].group, labels[i].box};
    qsort(tags, count, sizeof *tags, by_number);
    return count;
}

static bool is_among(const numbered *wanted, const numbered *list, size_t count)
{
    return count && bsearch(wanted, list, count, sizeof *list, compare_numbers);
}

/** Those of one list that the other does not have, or that are there twice. */
static void compare(bm_lint *lint, const numbered *list, size_t count, const numbered *other,
                    size_t other_count, bool is_map)
{
    for (size_t i = 0; i < count; i++) {
        if (i && strcmp(list[i].number, list[i - 1].number) == 0)
            lint_add(lint, "key", BM_SEVERITY_ERROR, &list[i].box, list[i].number, "twice", "once",
                     is_map ? "the number %.20s stands at two places of the map"
                            : "two rows of the key have the number %.20s",
                     list[i].number);
        if (!is_among(&list[i], other, other_count))
            lint_add(lint, "key", BM_SEVERITY_ERROR, &list[i].box, list[i].number, "missing",
                     is_map ? "in the key" : "on the map",
                     is_map ? "the number %.20s on the map has no row in the key"
                            : "row %.20s of the key has no number on the map",
                     list[i].number);
    }
}

void lint_check_key(bm_lint *lint)
{
    numbered *rows = bm_arena_array(&lint->arena, lint->drawing.group_count + 1, sizeof *rows);
    numbered *tags = bm_arena_array(&lint->arena, lint->text_count + 1, sizeof *tags);
    if (!rows || !tags) {
        lint->failed = true;
        return;
    }
    size_t row_count = find_rows(lint, rows), tag_count = find_tags(lint, tags);
    compare(lint, tags, tag_count, rows, row_count, true);
    compare(lint, rows, row_count, tags, tag_count, false);
}
