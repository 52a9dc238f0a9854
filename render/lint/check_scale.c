#include <bordermap/geodesic.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "render/lint/lint.h"

#define ERROR_MOST 0.01

/** Metres of "100 km"; 0 when it says no length. */
static double metres_of(const char *text)
{
    static const struct {
        const char *unit;
        double metres;
    } units[] = {{" km", 1000}, {" m", 1}, {" mi", 1609.344}, {" ft", 0.3048}};
    char number[32];
    size_t length = 0;
    for (; *text && strchr("0123456789.,", *text) && length + 1 < sizeof number; text++)
        if (*text != ',')
            number[length++] = *text;
    number[length] = '\0';
    double value;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(text, units[i].unit) == 0 && bm_number_parse(number, &value))
            return value * units[i].metres;
    return 0;
}

static bool is_round(double metres)
{
    double power = pow(10, floor(log10(metres) + 1e-9)), first = metres / power;
    return fabs(first - 1) < 1e-6 || fabs(first - 2) < 1e-6 || fabs(first - 5) < 1e-6;
}

/** A level stretch where the bar is; beside the map, in its middle. */
static double metres_along(const bm_lint *lint, bm_px from, double length_px)
{
    bm_px_box frame = lint->frame;
    bool beside = from.x < frame.x0 || from.x + length_px > frame.x1 || from.y < frame.y0 ||
                  from.y > frame.y1;
    if (beside)
        from = (bm_px){(frame.x0 + frame.x1 - length_px) / 2, (frame.y0 + frame.y1) / 2};
    return bm_geodesic_distance_m(lint_position(lint, from),
                                  lint_position(lint, (bm_px){from.x + length_px, from.y}));
}

/* A map whose scale differs much from place to place (of half the world) has no use for a bar. */
static bool is_even(const bm_lint *lint)
{
    const double ratio_max = 1.25;
    bm_px_box map = lint->frame;
    double width = map.x1 - map.x0, height = map.y1 - map.y0, least = HUGE_VAL, most = 0;
    for (int i = 0; i < 9; i++) {
        bm_px at = {map.x0 + width * (0.1 + 0.375 * (i % 3)),
                    map.y0 + height * (0.1 + 0.4 * (i / 3))};
        double metres = metres_along(lint, at, width / 20);
        if (!(metres > 0) || !isfinite(metres))
            return false;
        least = fmin(least, metres);
        most = fmax(most, metres);
    }
    return most <= ratio_max * least;
}

static void check_bar(bm_lint *lint, size_t group)
{
    const lint_group *at = &lint->drawing.groups[group];
    bm_px_box bar = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    double longest = 0;
    const char *words = "";
    for (size_t i = at->first_item; i < at->end_item; i++) {
        const lint_item *item = &lint->drawing.items[i];
        if (item->kind == LINT_TEXT && metres_of(item->text) > longest) {
            longest = metres_of(item->text);
            words = item->text;
        } else if (item->kind == LINT_SHAPE) {
            bar =
                (bm_px_box){fmin(bar.x0, item->outline.box.x0), fmin(bar.y0, item->outline.box.y0),
                            fmax(bar.x1, item->outline.box.x1), fmax(bar.y1, item->outline.box.y1)};
        }
    }
    if (!(longest > 0) || !(bar.x1 > bar.x0)) {
        lint_add(lint, "scale-bar", BM_SEVERITY_ERROR, NULL, "", "", "a bar and a length",
                 "the scale bar has no %s", longest > 0 ? "line" : "length");
        return;
    }
    if (!is_round(longest))
        lint_add(lint, "scale-bar", BM_SEVERITY_WARNING, &bar, words, words, "1, 2 or 5 × 10ⁿ",
                 "the scale bar is of '%.30s', not a round length", words);
    double true_m = metres_along(lint, (bm_px){bar.x0, bar.y1}, bar.x1 - bar.x0);
    if (!isfinite(true_m) || !(true_m > 0))
        return;
    double wrong = longest / true_m - 1;
    if (fabs(wrong) > ERROR_MOST)
        lint_add(lint, "scale-bar", BM_SEVERITY_ERROR, &bar, words,
                 lint_number(lint, wrong * 100, " %"), "within 1 %",
                 "the scale bar says '%.30s' and spans %s there", words,
                 lint_number(lint, true_m / 1000, " km"));
}

void lint_check_scale(bm_lint *lint)
{
    bool found = false;
    if (!lint->is_ours)
        return;
    for (size_t i = 0; i < lint->drawing.group_count; i++) {
        if (strcmp(lint->drawing.groups[i].id, "scale-bar") != 0)
            continue;
        found = true;
        check_bar(lint, i);
    }
    if (!found && is_even(lint))
        lint_add(lint, "scale-bar", BM_SEVERITY_ERROR, NULL, "", "missing", "a scale bar",
                 "the map has no scale bar");
}
