#include "render/lint/shapes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/lint/properties.h"

const char *lint_attribute(const bm_xml_attribute *attributes, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(attributes[i].name, name) == 0)
            return attributes[i].value;
    return NULL;
}

double lint_attribute_length(const bm_xml_attribute *attributes, size_t count, const char *name)
{
    const char *text = lint_attribute(attributes, count, name);
    return text ? lint_length(text, 0) : 0;
}

/** Ellipses as paths, written as one would by hand. */
static bool add_ellipse(bm_arena *arena, const cairo_matrix_t *matrix, bm_px middle, double rx,
                        double ry, lint_outline *outline)
{
    const double k = 0.5522847498;
    lint_segment *segments = bm_arena_array(arena, 6, sizeof *segments);
    if (!segments)
        return false;
    const double unit[4][3][2] = {{{1, k}, {k, 1}, {0, 1}},
                                  {{-k, 1}, {-1, k}, {-1, 0}},
                                  {{-1, -k}, {-k, -1}, {0, -1}},
                                  {{k, -1}, {1, -k}, {1, 0}}};
    *outline = (lint_outline){segments, 6, {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL}};
    segments[0] = (lint_segment){.kind = 'M', .to = {{middle.x + rx, middle.y}}};
    cairo_matrix_transform_point(matrix, &segments[0].to[0].x, &segments[0].to[0].y);
    for (int i = 0; i < 4; i++) {
        segments[i + 1].kind = 'C';
        for (int j = 0; j < 3; j++) {
            bm_px at = {middle.x + rx * unit[i][j][0], middle.y + ry * unit[i][j][1]};
            cairo_matrix_transform_point(matrix, &at.x, &at.y);
            segments[i + 1].to[j] = at;
            outline->box = (bm_px_box){fmin(outline->box.x0, at.x), fmin(outline->box.y0, at.y),
                                       fmax(outline->box.x1, at.x), fmax(outline->box.y1, at.y)};
        }
    }
    segments[5].kind = 'Z';
    return true;
}

static bool add_polygon(bm_arena *arena, const cairo_matrix_t *matrix, const char *text,
                        bool closed, lint_outline *outline)
{
    size_t capacity = strlen(text) / 2 + 1;
    double *numbers = calloc(capacity, sizeof *numbers);
    bm_px *points = calloc(capacity, sizeof *points);
    bool ok = numbers && points;
    if (ok) {
        size_t count = lint_numbers(text, numbers, capacity) / 2;
        for (size_t i = 0; i < count; i++)
            points[i] = (bm_px){numbers[2 * i], numbers[2 * i + 1]};
        ok = lint_outline_of(arena, points, count, closed, matrix, outline);
    }
    free(numbers);
    free(points);
    return ok;
}

bool lint_shape_read(bm_arena *arena, const cairo_matrix_t *matrix, const char *name,
                     const bm_xml_attribute *attributes, size_t count, lint_outline *outline,
                     bool *ok)
{
    double x = lint_attribute_length(attributes, count, "x"),
           y = lint_attribute_length(attributes, count, "y");
    if (strcmp(name, "path") == 0) {
        const char *data = lint_attribute(attributes, count, "d");
        *ok = lint_outline_read(arena, data ? data : "", matrix, outline);
    } else if (strcmp(name, "rect") == 0) {
        double width = lint_attribute_length(attributes, count, "width");
        double height = lint_attribute_length(attributes, count, "height");
        const bm_px corners[] = {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}};
        *ok = lint_outline_of(arena, corners, 4, true, matrix, outline);
    } else if (strcmp(name, "circle") == 0 || strcmp(name, "ellipse") == 0) {
        double r = lint_attribute_length(attributes, count, "r");
        bm_px middle = {lint_attribute_length(attributes, count, "cx"),
                        lint_attribute_length(attributes, count, "cy")};
        bool is_circle = name[0] == 'c';
        *ok = add_ellipse(arena, matrix, middle,
                          is_circle ? r : lint_attribute_length(attributes, count, "rx"),
                          is_circle ? r : lint_attribute_length(attributes, count, "ry"), outline);
    } else if (strcmp(name, "line") == 0) {
        const bm_px ends[] = {{lint_attribute_length(attributes, count, "x1"),
                               lint_attribute_length(attributes, count, "y1")},
                              {lint_attribute_length(attributes, count, "x2"),
                               lint_attribute_length(attributes, count, "y2")}};
        *ok = lint_outline_of(arena, ends, 2, false, matrix, outline);
    } else if (strcmp(name, "polygon") == 0 || strcmp(name, "polyline") == 0) {
        const char *points = lint_attribute(attributes, count, "points");
        *ok = add_polygon(arena, matrix, points ? points : "", name[4] == 'g', outline);
    } else {
        return false;
    }
    return true;
}
