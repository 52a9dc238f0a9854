#include "render/marks/fade.h"

#include <math.h>

#include "base/calendar.h"
#include "render/style/contrast.h"

/** A little more than 3:1, for the rounding of colours in files. */
#define CONTRAST_KEPT (BM_CONTRAST_GRAPHICS + 0.1)

/* The class that events up to `end_s` belong to: 0 for the latest. */
static unsigned class_of(const bm_marks *marks, int64_t end_s)
{
    unsigned fade = 0;
    while (fade + 1 < BM_FADE_CLASSES && end_s <= marks->fade_since_s[fade])
        fade++;
    return fade;
}

void bm_marks_fade(bm_marks *marks, const bm_symbol_options *options, const bm_interval *window)
{
    bm_interval span = window ? *window : marks->span;
    marks->is_faded = options->fade;
    marks->has_all_ages = options->fade_all;
    marks->is_of_several = options->of_several;
    if (!marks->is_faded)
        return;
    marks->fade_until_s = span.end_s;
    for (int i = 0; i < BM_FADE_CLASSES - 1; i++) {
        int64_t since = options->fade_step.count > 0
                            ? bm_step_back(options->fade_step, span.end_s, i + 1)
                            : span.end_s - (span.end_s - span.start_s) * (i + 1) / BM_FADE_CLASSES;
        /* Whole days, as the legend has them. */
        marks->fade_since_s[i] = bm_floor_divide(since, BM_SECONDS_A_DAY) * BM_SECONDS_A_DAY;
    }
    for (size_t i = 0; i < marks->arrow_count; i++)
        marks->arrows[i].fade = class_of(marks, marks->arrows[i].first->when.end_s);
    for (size_t i = 0; i < marks->count; i++) {
        bm_mark *mark = &marks->items[i];
        mark->fade = class_of(marks, mark->span.end_s);
        for (size_t j = 0; j < mark->count; j++)
            if (!bm_marks_is_imprecise(marks, mark->events[j]))
                marks->fade_counts[class_of(marks, mark->events[j]->when.end_s)]++;
    }
}

static bm_color mix(bm_color color, bm_color ground, double share)
{
    color.alpha *= share;
    return bm_color_over(color, ground);
}

bm_color bm_fade_fill(const bm_style *style, bm_color fill, unsigned fade)
{
    /* On a dark ground the same steps are harder to tell. */
    /* The oldest keep so much of their colour that none looks like the white of a claim. */
    static const double shares[2][BM_FADE_CLASSES] = {{1, 0.78, 0.6, 0.44}, {1, 0.8, 0.62, 0.46}};
    bool is_dark = bm_color_luminance(style->focus[1]) < 0.2;
    return fade && fade < BM_FADE_CLASSES ? mix(fill, style->focus[1], shares[is_dark][fade])
                                          : fill;
}

static double least_contrast(const bm_style *style, bm_color color)
{
    const bm_color grounds[] = {style->focus[0], style->focus[1], style->land, style->background,
                                style->water};
    double least = 21;
    for (size_t i = 0; i < sizeof grounds / sizeof *grounds; i++)
        least = fmin(least, bm_contrast_ratio(color, grounds[i]));
    return least;
}

bm_color bm_fade_outline(const bm_style *style, unsigned fade)
{
    static const double shares[BM_FADE_CLASSES] = {1, 0.86, 0.74, 0.64};
    double share = fade < BM_FADE_CLASSES ? shares[fade] : 1;
    bm_color outline = style->symbol_outline;
    for (; fade && share < 1; share += 0.02) {
        outline = mix(style->symbol_outline, style->focus[1], share);
        if (least_contrast(style, outline) >= CONTRAST_KEPT)
            return outline;
    }
    return style->symbol_outline;
}
