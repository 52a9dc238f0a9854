#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "render/lint/drawing.h"

/** Positions beyond this would only upset cairo. */
#define REACH_PX 1e7

/** Path data, and what was read of it. */
typedef struct pen {
    const char *at;
    bm_px here, start;
    bm_px control; /**< of the curve before, for those that go on smoothly */
    char before;
    const cairo_matrix_t *matrix;
    lint_segment *segments;
    size_t count, capacity;
    bm_px_box box;
    bool failed;
} pen;

static void skip_separators(pen *at)
{
    while (*at->at == ' ' || *at->at == ',' || *at->at == '\n' || *at->at == '\t' ||
           *at->at == '\r')
        at->at++;
}

static bool read_number(pen *at, double *value)
{
    char text[40];
    size_t length = 0;
    bool point = false, exponent = false;
    skip_separators(at);
    for (const char *c = at->at; length + 1 < sizeof text; c++) {
        bool sign = (*c == '-' || *c == '+') &&
                    (length == 0 || text[length - 1] == 'e' || text[length - 1] == 'E');
        bool dot = *c == '.' && !point && !exponent;
        bool power = (*c == 'e' || *c == 'E') && length > 0 && !exponent;
        if (!sign && !dot && !power && (*c < '0' || *c > '9'))
            break;
        point = point || dot;
        exponent = exponent || power;
        text[length++] = *c;
    }
    text[length] = '\0';
    if (length == 0 || !bm_number_parse(text, value) || fabs(*value) > REACH_PX)
        return false;
    at->at += length;
    return true;
}

/** Flags of arcs may stand without anything between. */
static bool read_flag(pen *at, bool *flag)
{
    skip_separators(at);
    if (*at->at != '0' && *at->at != '1')
        return false;
    *flag = *at->at++ == '1';
    return true;
}

static bm_px moved(pen *at, bm_px to)
{
    cairo_matrix_transform_point(at->matrix, &to.x, &to.y);
    to.x = fmin(fmax(to.x, -REACH_PX), REACH_PX);
    to.y = fmin(fmax(to.y, -REACH_PX), REACH_PX);
    at->box.x0 = fmin(at->box.x0, to.x);
    at->box.y0 = fmin(at->box.y0, to.y);
    at->box.x1 = fmax(at->box.x1, to.x);
    at->box.y1 = fmax(at->box.y1, to.y);
    return to;
}

static void add(pen *at, char kind, const bm_px *to, int count)
{
    lint_segment *segments =
        bm_array_grow(at->segments, at->count, &at->capacity, sizeof *segments);
    if (!segments) {
        at->failed = true;
        return;
    }
    at->segments = segments;
    lint_segment *added = &segments[at->count++];
    *added = (lint_segment){.kind = kind};
    for (int i = 0; i < count; i++)
        added->to[i] = moved(at, to[i]);
    if (count > 0)
        at->here = to[count - 1];
}

/** An elliptical arc as curves (SVG 1.1, appendix F.6), a quarter turn each at most. */
static void add_arc(pen *at, double rx, double ry, double turn_deg, bool large, bool sweep,
                    bm_px to)
{
    const double pi = acos(-1);
    bm_px from = at->here;
    rx = fabs(rx);
    ry = fabs(ry);
    if (rx == 0 || ry == 0 || (from.x == to.x && from.y == to.y)) {
        add(at, 'L', &to, 1);
        return;
    }
    double turn = turn_deg * pi / 180, c = cos(turn), s = sin(turn);
    double dx = (from.x - to.x) / 2, dy = (from.y - to.y) / 2;
    double x = c * dx + s * dy, y = -s * dx + c * dy;
    double excess = x * x / (rx * rx) + y * y / (ry * ry);
    if (excess > 1) {
        rx *= sqrt(excess);
        ry *= sqrt(excess);
    }
    double rest = rx * rx * ry * ry - rx * rx * y * y - ry * ry * x * x;
    double factor = sqrt(fmax(rest, 0) / (rx * rx * y * y + ry * ry * x * x));
    factor = large == sweep ? -factor : factor;
    double mx = factor * rx * y / ry, my = -factor * ry * x / rx;
    bm_px middle = {c * mx - s * my + (from.x + to.x) / 2, s * mx + c * my + (from.y + to.y) / 2};
    double begin = atan2((y - my) / ry, (x - mx) / rx);
    double span = atan2((-y - my) / ry, (-x - mx) / rx) - begin;
    if (sweep && span < 0)
        span += 2 * pi;
    if (!sweep && span > 0)
        span -= 2 * pi;
    int parts = (int)ceil(fabs(span) / (pi / 2) - 1e-9);
    for (int i = 0; i < parts; i++) {
        double a = begin + span * i / parts, b = begin + span * (i + 1) / parts;
        double reach = 4.0 / 3.0 * tan((b - a) / 4);
        const double unit[3][2] = {{cos(a) - reach * sin(a), sin(a) + reach * cos(a)},
                                   {cos(b) + reach * sin(b), sin(b) - reach * cos(b)},
                                   {cos(b), sin(b)}};
        bm_px points[3];
        for (int k = 0; k < 3; k++)
            points[k] = (bm_px){middle.x + c * rx * unit[k][0] - s * ry * unit[k][1],
                                middle.y + s * rx * unit[k][0] + c * ry * unit[k][1]};
        if (i == parts - 1)
            points[2] = to;
        add(at, 'C', points, 3);
    }
}

static bool read_point(pen *at, bool relative, bm_px *point)
{
    if (!read_number(at, &point->x) || !read_number(at, &point->y))
        return false;
    if (relative) {
        point->x += at->here.x;
        point->y += at->here.y;
    }
    return true;
}

/** A point of a level or upright line. */
static bool read_line(pen *at, char command, bool relative)
{
    bm_px to = at->here;
    double value;
    if (command == 'L') {
        if (!read_point(at, relative, &to))
            return false;
    } else {
        if (!read_number(at, &value))
            return false;
        double *moving = command == 'H' ? &to.x : &to.y;
        *moving = relative ? *moving + value : value;
    }
    add(at, 'L', &to, 1);
    return true;
}

static bool read_cubic(pen *at, bool relative, bool smooth)
{
    bm_px points[3] = {at->here};
    if (smooth && (at->before == 'C' || at->before == 'S'))
        points[0] = (bm_px){2 * at->here.x - at->control.x, 2 * at->here.y - at->control.y};
    if ((!smooth && !read_point(at, relative, &points[0])) ||
        !read_point(at, relative, &points[1]) || !read_point(at, relative, &points[2]))
        return false;
    at->control = points[1];
    add(at, 'C', points, 3);
    return true;
}

static bool read_quadratic(pen *at, bool relative, bool smooth)
{
    bm_px from = at->here, control = from, to;
    if (smooth && (at->before == 'Q' || at->before == 'T'))
        control = (bm_px){2 * from.x - at->control.x, 2 * from.y - at->control.y};
    if ((!smooth && !read_point(at, relative, &control)) || !read_point(at, relative, &to))
        return false;
    const bm_px points[] = {
        {from.x + (control.x - from.x) * 2 / 3, from.y + (control.y - from.y) * 2 / 3},
        {to.x + (control.x - to.x) * 2 / 3, to.y + (control.y - to.y) * 2 / 3},
        to};
    at->control = control;
    add(at, 'C', points, 3);
    return true;
}

static bool read_arc(pen *at, bool relative)
{
    double rx, ry, turn;
    bool large, sweep;
    bm_px to;
    if (!read_number(at, &rx) || !read_number(at, &ry) || !read_number(at, &turn) ||
        !read_flag(at, &large) || !read_flag(at, &sweep) || !read_point(at, relative, &to))
        return false;
    add_arc(at, rx, ry, turn, large, sweep, to);
    return true;
}

/** One set of numbers after a command. */
static bool read_set(pen *at, char command, bool relative, bool first)
{
    bm_px to;
    switch (command) {
    case 'M':
        if (!read_point(at, relative, &to))
            return false;
        add(at, first ? 'M' : 'L', &to, 1);
        if (first)
            at->start = to;
        return true;
    case 'L':
    case 'H':
    case 'V':
        return read_line(at, command, relative);
    case 'C':
    case 'S':
        return read_cubic(at, relative, command == 'S');
    case 'Q':
    case 'T':
        return read_quadratic(at, relative, command == 'T');
    case 'A':
        return read_arc(at, relative);
    default:
        return false;
    }
}

static bool keep(pen *at, bm_arena *arena, lint_outline *outline)
{
    lint_segment *kept = bm_arena_array(arena, at->count + 1, sizeof *kept);
    bool ok = kept && !at->failed;
    if (ok && at->count)
        memcpy(kept, at->segments, at->count * sizeof *kept);
    *outline = (lint_outline){kept, ok ? at->count : 0, at->box};
    free(at->segments);
    return ok;
}

bool lint_outline_read(bm_arena *arena, const char *data, const cairo_matrix_t *matrix,
                       lint_outline *outline)
{
    pen at = {.at = data, .matrix = matrix, .box = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL}};
    for (bool ok = true; ok && !at.failed;) {
        skip_separators(&at);
        char letter = *at.at;
        bool relative = letter >= 'a' && letter <= 'z';
        char command = relative ? (char)(letter - 'a' + 'A') : letter;
        if (!letter || (at.count == 0 && command != 'M'))
            break;
        at.at++;
        if (command == 'Z') {
            add(&at, 'Z', NULL, 0);
            at.here = at.start;
        } else {
            for (bool first = true; ok; first = false) {
                ok = read_set(&at, command, relative, first);
                at.before = command;
                skip_separators(&at);
                if (!ok || !strchr("0123456789+-.", *at.at) || !*at.at)
                    break;
            }
        }
        at.before = command;
    }
    return keep(&at, arena, outline);
}

bool lint_outline_of(bm_arena *arena, const bm_px *points, size_t count, bool closed,
                     const cairo_matrix_t *matrix, lint_outline *outline)
{
    pen at = {.at = "", .matrix = matrix, .box = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL}};
    for (size_t i = 0; i < count; i++)
        add(&at, i ? 'L' : 'M', &points[i], 1);
    if (closed && count)
        add(&at, 'Z', NULL, 0);
    return keep(&at, arena, outline);
}

void lint_outline_add(const lint_outline *outline, cairo_t *cairo)
{
    for (size_t i = 0; i < outline->count; i++) {
        const lint_segment *at = &outline->segments[i];
        switch (at->kind) {
        case 'M':
            cairo_move_to(cairo, at->to[0].x, at->to[0].y);
            break;
        case 'L':
            cairo_line_to(cairo, at->to[0].x, at->to[0].y);
            break;
        case 'C':
            cairo_curve_to(cairo, at->to[0].x, at->to[0].y, at->to[1].x, at->to[1].y, at->to[2].x,
                           at->to[2].y);
            break;
        default:
            cairo_close_path(cairo);
        }
    }
}
