/* Names of rivers, along the line: a parabola is fitted to each stretch that is long enough, so
 * that a name bends at most once, and the name stands on it a little above or below the line. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "render/labels/parts.h"

enum { POINTS_MAX = 4000, STRETCHES_MAX = 12, SECTIONS_MAX = 6 };

/** All stretches of one river inside the frame, cut into equal steps. */
typedef struct course {
    bm_px_box map;
    bm_px *points;
    size_t count, capacity;
    size_t starts[64]; /**< of the runs; the next one's start ends a run */
    size_t run_count;
    double step_px;
    bool failed;
} course;

static bool is_inside(bm_px_box box, bm_px at)
{
    return at.x > box.x0 && at.x < box.x1 && at.y > box.y0 && at.y < box.y1;
}

static void append(course *river, bm_px at)
{
    bm_px *grown = bm_array_grow(river->points, river->count, &river->capacity, sizeof *grown);
    if (!grown) {
        river->failed = true;
        return;
    }
    river->points = grown;
    if (river->count < POINTS_MAX)
        river->points[river->count++] = at;
}

/** Walk along a line in equal steps and keep what is inside the map. */
static void keep_inside(const bm_px *points, size_t count, void *context)
{
    course *river = context;
    bm_px_box map = river->map;
    bool running = false;
    double left = 0;
    for (size_t i = 1; i < count && !river->failed; i++) {
        bm_px a = points[i - 1], b = points[i];
        double length = hypot(b.x - a.x, b.y - a.y), at = left;
        // Outside nothing can be seen, and no river runs straight for a million pixels.
        if (length > 1e6 || !bm_px_box_overlaps((bm_px_box){fmin(a.x, b.x) - 1, fmin(a.y, b.y) - 1,
                                                            fmax(a.x, b.x) + 1, fmax(a.y, b.y) + 1},
                                                map)) {
            running = false;
            left = 0;
            continue;
        }
        while (at < length) {
            bm_px here = {a.x + (b.x - a.x) * at / length, a.y + (b.y - a.y) * at / length};
            bool inside = is_inside(map, here);
            if (inside && !running) {
                if (river->run_count + 1 == sizeof river->starts / sizeof *river->starts)
                    return;
                river->starts[river->run_count++] = river->count;
            }
            running = inside;
            if (inside)
                append(river, here);
            at += river->step_px;
        }
        left = at - length;
    }
}

/** A stretch of the river with the curve that its name follows. */
typedef struct stretch {
    bm_px origin;        /**< of the chord */
    double cosine, sine; /**< of the chord's direction, left to right */
    double length_px;
    double a, b, c; /**< the curve, above (< 0) or below the chord: a + b x + c x² */
    double cost;
} stretch;

/** Least squares over points that are evenly spread over the chord. */
static bool fit(const bm_px *points, size_t count, stretch *found, double *rise, double *fall)
{
    bm_px first = points[0], last = points[count - 1];
    bool flip = last.x < first.x;
    if (flip) {
        bm_px swap = first;
        first = last;
        last = swap;
    }
    double chord = hypot(last.x - first.x, last.y - first.y);
    if (chord < 1)
        return false;
    *found = (stretch){.origin = first,
                       .cosine = (last.x - first.x) / chord,
                       .sine = (last.y - first.y) / chord,
                       .length_px = chord};
    double s[5] = {0}, t[3] = {0};
    for (size_t i = 0; i < count; i++) {
        double dx = points[i].x - first.x, dy = points[i].y - first.y;
        double x = (dx * found->cosine + dy * found->sine) / chord;
        double y = -dx * found->sine + dy * found->cosine;
        double power = 1;
        for (int k = 0; k < 5; k++) {
            s[k] += power;
            if (k < 3)
                t[k] += power * y;
            power *= x;
        }
    }
    double det = s[0] * (s[2] * s[4] - s[3] * s[3]) - s[1] * (s[1] * s[4] - s[2] * s[3]) +
                 s[2] * (s[1] * s[3] - s[2] * s[2]);
    if (fabs(det) < 1e-9)
        return false;
    found->a = (t[0] * (s[2] * s[4] - s[3] * s[3]) - s[1] * (t[1] * s[4] - t[2] * s[3]) +
                s[2] * (t[1] * s[3] - t[2] * s[2])) /
               det;
    found->b = (s[0] * (t[1] * s[4] - t[2] * s[3]) - t[0] * (s[1] * s[4] - s[2] * s[3]) +
                s[2] * (s[1] * t[2] - s[2] * t[1])) /
               det / chord;
    found->c = (s[0] * (s[2] * t[2] - s[3] * t[1]) - s[1] * (s[1] * t[2] - s[2] * t[1]) +
                t[0] * (s[1] * s[3] - s[2] * s[2])) /
               det / (chord * chord);
    *rise = *fall = 0;
    for (size_t i = 0; i < count; i++) {
        double dx = points[i].x - first.x, dy = points[i].y - first.y;
        double x = dx * found->cosine + dy * found->sine;
        double y = -dx * found->sine + dy * found->cosine;
        double off = y - (found->a + found->b * x + found->c * x * x);
        *rise = fmax(*rise, -off);
        *fall = fmax(*fall, off);
    }
    return true;
}

/** A river's name, ready to be laid along curves. */
typedef struct river_name {
    const char *text;
    const bm_text_style *style;
    size_t letter_count;
    const char *letters[LABEL_GLYPHS_MAX];
    double starts_px[LABEL_GLYPHS_MAX + 1]; /**< of the letters; the last is the width */
    double size_px;
} river_name;

static bool measure_name(label_work *work, river_name *name, const char *text,
                         const bm_text_style *style)
{
    *name = (river_name){.text = text, .style = style, .size_px = style->size_pt * work->pt};
    const char *at = text;
    while (*at) {
        const char *next = at;
        bm_utf8_next(&next);
        if (name->letter_count == LABEL_GLYPHS_MAX || next == at)
            return false;
        // Widths of beginnings, so that kerning is kept.
        char *prefix = bm_arena_strndup(&work->labels->arena, text, (size_t)(next - text));
        const char *letter = bm_arena_strndup(&work->labels->arena, at, (size_t)(next - at));
        if (!prefix || !letter) {
            work->labels->failed = true;
            return false;
        }
        name->letters[name->letter_count++] = letter;
        name->starts_px[name->letter_count] = bm_canvas_measure(work->canvas, style, prefix).width;
        // Letter-spacing stands before the next letter, not after the last.
        if (*next)
            name->starts_px[name->letter_count] += style->spacing_pt * work->pt;
        at = next;
    }
    return name->letter_count > 0;
}

static bm_px on_page(const stretch *along, double x, double y)
{
    return (bm_px){along->origin.x + x * along->cosine - y * along->sine,
                   along->origin.y + x * along->sine + y * along->cosine};
}

static double curve_at(const stretch *along, double x)
{
    return along->a + along->b * x + along->c * x * x;
}

static double slope_deg(const stretch *along, double x)
{
    const double degrees = 180 / acos(-1);
    return atan2(along->sine, along->cosine) * degrees +
           atan(along->b + 2 * along->c * x) * degrees;
}

/** Box, halo included, of letters from `from` to `to` along a straight baseline from `glyph`. */
static bm_px_box letters_box(const river_name *name, const label_glyph *glyph, double from,
                             double to, double halo_px)
{
    const double radians = acos(-1) / 180, size = name->size_px;
    double cosine = cos(glyph->angle_deg * radians), sine = sin(glyph->angle_deg * radians);
    bm_px_box box = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    for (int corner = 0; corner < 4; corner++) {
        // Slanted letters lean over their width.
        double x = corner & 1 ? to + (corner & 2 ? 0 : 0.08 * size) : from;
        double y = (corner & 2 ? 0.22 : -0.76) * size;
        bm_px at = {glyph->baseline.x + x * cosine - y * sine,
                    glyph->baseline.y + x * sine + y * cosine};
        box.x0 = fmin(box.x0, at.x - halo_px);
        box.y0 = fmin(box.y0, at.y - halo_px);
        box.x1 = fmax(box.x1, at.x + halo_px);
        box.y1 = fmax(box.y1, at.y + halo_px);
    }
    return box;
}

/** Lay the name along a stretch with its baseline `shift` below the curve. */
static void add_name(label_work *work, const river_name *name, const stretch *along, double shift,
                     double cost)
{
    double width = name->starts_px[name->letter_count];
    double start = (along->length_px - width) / 2, halo = name->style->halo_pt * work->pt;
    label_glyph *glyphs = bm_arena_array(&work->labels->arena, name->letter_count, sizeof *glyphs);
    if (!glyphs) {
        work->labels->failed = true;
        return;
    }
    bm_px_box boxes[LABEL_GLYPHS_MAX];
    // The arc between both ends, over which a straight word would miss the curve.
    double sag = fabs(along->c) * width * width / 4;
    size_t count = name->letter_count;
    if (sag < 0.16 * name->size_px) {
        stretch chord = *along;
        double y0 = curve_at(along, start), y1 = curve_at(along, start + width);
        double middle = curve_at(along, start + width / 2), half = (y0 + y1) / 2;
        double lift = (middle - half) / 2;
        double angle = atan2(chord.sine, chord.cosine) + atan2(y1 - y0, width);
        glyphs[0] = (label_glyph){.text = name->text,
                                  .baseline = on_page(along, start, y0 + shift + lift),
                                  .angle_deg = angle * 180 / acos(-1)};
        for (size_t i = 0; i < count; i++)
            boxes[i] =
                letters_box(name, &glyphs[0], name->starts_px[i], name->starts_px[i + 1], halo);
        label_add_glyphs(work, name->style, glyphs, 1, boxes, count, cost);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        double x = start + name->starts_px[i];
        double middle = x + (name->starts_px[i + 1] - name->starts_px[i]) / 2;
        glyphs[i] = (label_glyph){.text = name->letters[i],
                                  .baseline = on_page(along, x, curve_at(along, x) + shift),
                                  .angle_deg = slope_deg(along, middle)};
        boxes[i] =
            letters_box(name, &glyphs[i], 0, name->starts_px[i + 1] - name->starts_px[i], halo);
    }
    label_add_glyphs(work, name->style, glyphs, count, boxes, count, cost + 0.5);
}

/** How well a name stands on points `from`…`to`; false when it cannot. */
static bool judge(const course *river, size_t from, size_t to, const river_name *name,
                  stretch *found, double *rise, double *fall)
{
    if (!fit(river->points + from, to - from, found, rise, fall))
        return false;
    double width = name->starts_px[name->letter_count];
    double bend = fabs(found->c) * found->length_px * found->length_px / 4;
    double steep = fabs(atan2(found->sine, found->cosine)) * 180 / acos(-1);
    if (found->length_px < width || bend > 0.25 * width || steep > 72 ||
        fmax(*rise, *fall) > 1.1 * name->size_px)
        return false;
    found->cost = 5 * fmax(*rise, *fall) / name->size_px + 10 * bend / width + steep / 30 +
                  fmax(steep - 40, 0) / 8;
    return true;
}

/** A stretch with its shifts for the name above and below. */
typedef struct stretch_choice {
    stretch along;
    double above, below;
} stretch_choice;

static void keep_stretch(stretch_choice *kept, size_t *count, stretch_choice found, double apart_px)
{
    size_t worst = 0;
    bm_px middle = on_page(&found.along, found.along.length_px / 2, 0);
    for (size_t i = 0; i < *count; i++) {
        bm_px other = on_page(&kept[i].along, kept[i].along.length_px / 2, 0);
        if (hypot(middle.x - other.x, middle.y - other.y) < apart_px) {
            if (found.along.cost < kept[i].along.cost)
                kept[i] = found;
            return;
        }
        if (kept[i].along.cost > kept[worst].along.cost)
            worst = i;
    }
    if (*count < STRETCHES_MAX)
        kept[(*count)++] = found;
    else if (found.along.cost < kept[worst].along.cost)
        kept[worst] = found;
}

/** One label for the part of a river between points `low` and `high`. */
static void add_section(label_work *work, const course *river, size_t low, size_t high,
                        const river_name *name, int priority)
{
    stretch_choice kept[STRETCHES_MAX];
    size_t kept_count = 0;
    double width = name->starts_px[name->letter_count];
    size_t needed = (size_t)ceil(width * 1.04 / river->step_px) + 1;
    double gap = 1.6 * work->pt + name->style->halo_pt * work->pt * 0.5;
    for (size_t run = 0; run < river->run_count; run++) {
        size_t from = river->starts[run] > low ? river->starts[run] : low;
        size_t end = run + 1 < river->run_count ? river->starts[run + 1] : river->count;
        end = end < high ? end : high;
        for (size_t at = from; at + needed <= end; at += 2) {
            stretch_choice found = {0};
            double rise, fall;
            // A winding line is longer than its chord: take as much as the name needs.
            for (size_t more = 0; more < 4; more++) {
                size_t to = at + needed + more * needed / 6;
                if (to > end)
                    break;
                if (!judge(river, at, to, name, &found.along, &rise, &fall))
                    continue;
                found.above = -rise - gap - 0.04 * name->size_px;
                found.below = fall + gap + 0.74 * name->size_px;
                keep_stretch(kept, &kept_count, found, 1.5 * name->size_px);
                break;
            }
        }
    }
    if (kept_count == 0 || !label_begin(work, name->text, LABEL_RIVER, priority, 24, 0))
        return;
    for (size_t i = 0; i < kept_count; i++) {
        add_name(work, name, &kept[i].along, kept[i].above, kept[i].along.cost);
        add_name(work, name, &kept[i].along, kept[i].below, kept[i].along.cost + 0.8);
    }
}

/** Lesser rivers, and one that is named again, come after towns: one knows a map by its towns. */
static int priority_of(int rank, bool is_repeated)
{
    const int lesser_from = 3;
    return rank >= lesser_from || is_repeated ? LABEL_PRIORITY_LESSER_RIVER - rank
                                              : LABEL_PRIORITY_RIVER - 100 * rank;
}

static bool named_before(const bm_layer *layer, size_t index, int name)
{
    const char *text = bm_layer_text(layer, index, name);
    for (size_t i = 0; i < index; i++) {
        if (strcmp(bm_layer_text(layer, i, name), text) == 0)
            return true;
    }
    return false;
}

static void add_river(label_work *work, const bm_layer *layer, size_t index, int name, int rank)
{
    const char *text = bm_layer_text(layer, index, name);
    const bm_text_style *style = label_style_on_ground(work, &work->style->water_label);
    course river = {.map = work->frame->map, .step_px = style->size_pt * work->pt * 0.4};
    river_name measured;
    int importance = (int)bm_layer_number(layer, index, rank, 5);
    int accuracy = bm_layer_field(layer, "ACCURACY_M");
    for (size_t i = index; i < bm_layer_count(layer); i++) {
        if (strcmp(bm_layer_text(layer, i, name), text) == 0 &&
            bm_frame_bears(work->frame, bm_layer_number(layer, i, accuracy, 0)))
            river.failed |= !label_visit_parts(work->frame, bm_layer_feature(layer, i),
                                               river.step_px, keep_inside, &river);
    }
    work->labels->failed |= river.failed;
    double length = (double)river.count * river.step_px;
    size_t sections = 1 + (size_t)(length / (330 * work->pt));
    sections = sections < SECTIONS_MAX ? sections : SECTIONS_MAX;
    for (size_t i = 0; i < sections && river.count > 4 && !work->labels->failed; i++) {
        size_t low = i * river.count / sections, high = (i + 1) * river.count / sections;
        bm_lonlat middle = bm_frame_to_lonlat(work->frame, river.points[(low + high) / 2]);
        bm_names names = label_names_on_ground(work, layer, index, middle);
        if (measure_name(work, &measured, label_join_names(work, names), style))
            add_section(work, &river, low, high, &measured,
                        priority_of(importance, i != sections / 2));
    }
    free(river.points);
}

void label_collect_rivers(label_work *work)
{
    const bm_layer *layer = work->basemap->rivers;
    if (!layer)
        return;
    int name = bm_layer_field(layer, "NAME"), rank = bm_layer_field(layer, "RANK");
    for (size_t i = 0; i < bm_layer_count(layer) && !work->labels->failed; i++) {
        if (*bm_layer_text(layer, i, name) && !named_before(layer, i, name))
            add_river(work, layer, i, name, rank);
    }
}
