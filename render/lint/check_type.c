#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "render/lint/lint.h"

#define LEAST_PT 6.0
#define LEAST_PX 11.0
#define SIZES_MAX 5
/** Sizes that the eye does not tell apart: each at most this much larger than the one before. */
#define SAME_SIZE 1.1
#define HALO_LEAST_PT 0.75
#define HALO_MOST_PT 1.5
#define HALO_SHARE 0.2
/** Files hold hundredths of a pixel. */
#define ROUNDING 0.02

static int by_value(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

/** Sizes of one kind of text that are told apart, the names in `listed`. */
static void count_sizes(bm_lint *lint, lint_role role, const char *where)
{
    double *sizes = bm_arena_array(&lint->arena, lint->text_count + 1, sizeof *sizes);
    size_t count = 0, different = 0;
    char listed[128] = "";
    if (!sizes) {
        lint->failed = true;
        return;
    }
    for (size_t i = 0; i < lint->text_count; i++)
        if (lint->texts[i].role == role)
            sizes[count++] = lint->texts[i].item->type.size_pt / lint->drawing.px_per_pt;
    qsort(sizes, count, sizeof *sizes, by_value);
    double first = 0;
    int length = 0;
    for (size_t i = 0; i < count; i++) {
        if (different && sizes[i] <= first * SAME_SIZE)
            continue;
        first = sizes[i];
        char number[64];
        bm_format_number(first, 1, number);
        if (length >= 0 && length < (int)sizeof listed)
            length += snprintf(listed + length, sizeof listed - (size_t)length, "%s%s",
                               different ? ", " : "", number);
        different++;
    }
    if (different <= SIZES_MAX)
        return;
    char value[32];
    snprintf(value, sizeof value, "%zu", different);
    lint_add(lint, "type-size", BM_SEVERITY_WARNING, NULL, "", value, "at most 5",
             "%s has type of %zu sizes (%s pt): make them fewer", where, different, listed);
}

void lint_check_type(bm_lint *lint)
{
    for (size_t i = 0; i < lint->text_count; i++) {
        const lint_text *text = &lint->texts[i];
        double size = text->item->type.size_pt, px = size / lint->drawing.px_per_screen_px;
        double pt = size / lint->drawing.px_per_pt;
        if (pt >= LEAST_PT - ROUNDING && px >= LEAST_PX - ROUNDING)
            continue;
        bool in_pt = pt < LEAST_PT - ROUNDING;
        lint_add(lint, "type-size", BM_SEVERITY_ERROR, &text->box,
                 lint_label_text(lint, text->owner),
                 lint_number(lint, in_pt ? pt : px, in_pt ? " pt" : " px"),
                 in_pt ? "at least 6 pt" : "at least 11 px", "'%.60s' is too small to read",
                 text->item->text);
    }
    count_sizes(lint, LINT_ROLE_LABEL, "the map");
    count_sizes(lint, LINT_ROLE_FURNITURE, "the furniture");
}

void lint_check_halos(bm_lint *lint)
{
    size_t reported = LINT_NONE;
    for (size_t i = 0; i < lint->text_count; i++) {
        const lint_text *text = &lint->texts[i];
        const bm_text_style *type = &text->item->type;
        double halo = type->halo_pt / lint->drawing.px_per_pt;
        if (type->halo_pt <= 0 || text->owner == reported)
            continue;
        bool wide = halo > HALO_MOST_PT + ROUNDING;
        bool share = type->halo_pt > HALO_SHARE * type->size_pt + ROUNDING;
        bool narrow = halo < HALO_LEAST_PT - ROUNDING;
        if (!wide && !share && !narrow)
            continue;
        reported = text->owner;
        lint_add(lint, "halo", BM_SEVERITY_WARNING, &text->box, lint_label_text(lint, text->owner),
                 lint_number(lint, halo, " pt"),
                 wide     ? "at most 1.5 pt"
                 : narrow ? "at least 0.75 pt"
                          : "at most a fifth of the type",
                 "the halo of '%.60s' is too %s", text->item->text, narrow ? "narrow" : "wide");
    }
}
