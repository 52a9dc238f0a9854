#include <math.h>

#include "render/density/private.h"

/* The nearest of 1, 2 and 5 × 10ⁿ, by ratio. */
static double round_125(double value)
{
    static const double steps[] = {1, 2, 5, 10};
    double decade = pow(10, floor(log10(value)));
    double best = decade, nearest = HUGE_VAL;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        double away = fabs(log(value / (decade * steps[i])));
        if (away < nearest) {
            nearest = away;
            best = decade * steps[i];
        }
    }
    return best;
}

bm_classes bm_classes_make(double low, double high, size_t wanted)
{
    bm_classes classes = {.count = 1, .bounds = {low}};
    if (!(low > 0) || !(high > low))
        return classes;
    low = classes.bounds[0] = round_125(low);
    for (size_t i = 1; i < wanted; i++) {
        double bound = round_125(low * pow(high / low, (double)i / (double)wanted));
        /* No class without a value that could be in it. */
        if (bound > classes.bounds[classes.count - 1] && bound <= high)
            classes.bounds[classes.count++] = bound;
    }
    return classes;
}

void bm_classes_drop(bm_classes *classes, double low, double high)
{
    size_t kept = 1;
    for (size_t i = 1; i < classes->count; i++)
        if (classes->bounds[i] < low || classes->bounds[i] > high)
            classes->bounds[kept++] = classes->bounds[i];
    classes->count = kept;
}

size_t bm_classes_find(const bm_classes *classes, double value)
{
    size_t index = classes->count - 1;
    while (index > 0 && value < classes->bounds[index])
        index--;
    return index;
}
