#include <math.h>
#include <stdio.h>
#include <string.h>

#include "render/lint/symbols.h"
#include "render/style/contrast.h"
#include "render/style/vision.h"

/** Colours below the symbols that are looked at. */
#define GROUNDS_MAX 16
#define CATEGORIES_DRAWN_MAX 8
/** CIEDE2000 that colours of two categories are apart at least, and as colour-blind eyes see them.
 *  Shapes differ as well, and carry the difference in grey. */
#define DIFFERENCE_LEAST 10.0
#define DIFFERENCE_BLIND_LEAST 5.0
/** Outlines of the same form and size differ by less than this part of their size. */
#define SAME_FORM 0.12

typedef struct ground {
    bm_color color;
    const char *name;
} ground;

static bool is_same(bm_color a, bm_color b)
{
    return a.red == b.red && a.green == b.green && a.blue == b.blue;
}

/** Opaque fills of land and water. */
static size_t find_grounds(const bm_lint *lint, ground grounds[GROUNDS_MAX])
{
    const lint_drawing *drawing = &lint->drawing;
    size_t count = 0;
    for (size_t i = 0; i < drawing->item_count && count < GROUNDS_MAX; i++) {
        const lint_item *item = &drawing->items[i];
        bool land = lint_group_within(drawing, item->group, "countries") != LINT_NONE;
        bool water = lint_group_within(drawing, item->group, "lakes") != LINT_NONE;
        if (item->kind != LINT_SHAPE || item->fill.alpha < 1 || (!land && !water))
            continue;
        bool known = false;
        for (size_t j = 0; j < count; j++)
            known = known || is_same(grounds[j].color, item->fill);
        if (known)
            continue;
        /* The sea is the first that is painted, under the countries. */
        grounds[count] = (ground){item->fill, water || count == 0 ? "water" : "land"};
        count++;
    }
    return count;
}

/** The best contrast of the parts of a symbol with a ground. */
static double best_contrast(const bm_lint *lint, size_t symbol, bm_color below)
{
    const lint_group *group = &lint->drawing.groups[symbol];
    double best = 1;
    for (size_t i = group->first_item; i < group->end_item; i++) {
        const lint_item *item = &lint->drawing.items[i];
        if (item->kind != LINT_SHAPE)
            continue;
        if (item->fill.alpha > 0)
            best = fmax(best, bm_contrast_ratio(item->fill, below));
        if (item->stroke.alpha > 0)
            best = fmax(best, bm_contrast_ratio(item->stroke, below));
    }
    return best;
}

void lint_check_symbols(bm_lint *lint)
{
    ground grounds[GROUNDS_MAX];
    size_t count = find_grounds(lint, grounds);
    /* One look is told once. */
    const char *told[LINT_CATEGORIES_MAX];
    size_t told_count = 0;
    for (size_t i = 0; i < lint->event_count; i++) {
        const lint_group *group = &lint->drawing.groups[lint->events[i].group];
        const char *label = lint_group_data(group, "label");
        label = label ? label : lint_group_data(group, "category");
        bool is_told = false;
        for (size_t j = 0; j < told_count; j++)
            is_told = is_told || strcmp(told[j], label) == 0;
        for (size_t j = 0; j < count && !is_told; j++) {
            double contrast = best_contrast(lint, lint->events[i].group, grounds[j].color);
            if (contrast >= BM_CONTRAST_GRAPHICS)
                continue;
            is_told = true;
            if (told_count < LINT_CATEGORIES_MAX)
                told[told_count++] = label;
            lint_add(lint, "symbol-contrast", BM_SEVERITY_ERROR, &lint->events[i].box, label,
                     lint_number(lint, contrast, ""), "at least 3",
                     "the symbols of '%.60s' hardly stand out from %s: give them another outline",
                     label, grounds[j].name);
        }
    }
}

/** True when two outlines have the same form, whatever their size. */
static bool is_same_form(const lint_item *a, const lint_item *b)
{
    const lint_outline *outlines[] = {&a->outline, &b->outline};
    if (a->outline.count != b->outline.count)
        return false;
    bm_px middle[2];
    double size[2];
    for (int i = 0; i < 2; i++) {
        bm_px_box box = outlines[i]->box;
        middle[i] = (bm_px){(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2};
        size[i] = fmax(fmax(box.x1 - box.x0, box.y1 - box.y0), 1e-9);
    }
    for (size_t k = 0; k < a->outline.count; k++) {
        const lint_segment *s = &a->outline.segments[k], *t = &b->outline.segments[k];
        if (s->kind != t->kind)
            return false;
        bm_px p = s->to[s->kind == 'C' ? 2 : 0], q = t->to[s->kind == 'C' ? 2 : 0];
        if (s->kind != 'Z' &&
            hypot((p.x - middle[0].x) / size[0] - (q.x - middle[1].x) / size[1],
                  (p.y - middle[0].y) / size[0] - (q.y - middle[1].y) / size[1]) > SAME_FORM)
            return false;
    }
    return true;
}

static void compare(bm_lint *lint, const lint_category *a, const lint_category *b)
{
    if (!a->look || !b->look)
        return;
    if (is_same_form(a->look, b->look))
        lint_add(lint, "category", BM_SEVERITY_ERROR, NULL, a->label, "", "one shape each",
                 "'%.60s' and '%.60s' have the same shape", a->label, b->label);
    for (int eye = BM_VISION_FULL; eye < BM_VISION_GREY; eye++) {
        double difference = bm_color_difference((bm_vision)eye, a->look->fill, b->look->fill);
        double least = eye == BM_VISION_FULL ? DIFFERENCE_LEAST : DIFFERENCE_BLIND_LEAST;
        if (difference >= least)
            continue;
        lint_add(lint, "category", BM_SEVERITY_ERROR, NULL, a->label,
                 lint_number(lint, difference, ""),
                 eye == BM_VISION_FULL ? "at least 10" : "at least 5",
                 "the colours of '%.60s' and '%.60s' are too close for %s", a->label, b->label,
                 bm_vision_name((bm_vision)eye));
    }
}

void lint_check_categories(bm_lint *lint)
{
    lint_category found[LINT_CATEGORIES_MAX];
    size_t count = lint_find_categories(lint, found), own = 0;
    for (size_t i = 0; i < count; i++)
        own += strcmp(found[i].key, "other") != 0;
    if (own > CATEGORIES_DRAWN_MAX) {
        char value[32];
        snprintf(value, sizeof value, "%zu", own);
        lint_add(lint, "category", BM_SEVERITY_ERROR, NULL, "", value, "at most 8",
                 "%zu categories are more than a reader keeps apart: join some as \"other\"", own);
    }
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++)
            compare(lint, &found[i], &found[j]);
}
