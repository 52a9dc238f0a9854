#include "render/lint/properties.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"

lint_properties lint_properties_initial(void)
{
    lint_properties made = {.group = LINT_NONE,
                            .clip = LINT_NONE,
                            .has_fill = true,
                            .fill = {0, 0, 0, 1},
                            .stroke = {0, 0, 0, 1},
                            .opacity = 1,
                            .stroke_width = 1,
                            .font_size = 16,
                            .family = "sans-serif"};
    cairo_matrix_init_identity(&made.matrix);
    return made;
}

size_t lint_numbers(const char *text, double *numbers, size_t capacity)
{
    size_t count = 0;
    while (count < capacity) {
        char word[40];
        text += strspn(text, " ,\t\r\n");
        size_t length = strcspn(text, " ,\t\r\n");
        if (length == 0 || length >= sizeof word)
            break;
        memcpy(word, text, length);
        word[length] = '\0';
        if (!bm_number_parse(word, &numbers[count]))
            break;
        count++;
        text += length;
    }
    return count;
}

double lint_length(const char *text, double fallback)
{
    static const struct {
        const char *unit;
        double px;
    } units[] = {{"px", 1},         {"pt", 96.0 / 72}, {"mm", 96 / 25.4},
                 {"cm", 96 / 2.54}, {"in", 96},        {"pc", 16}};
    char number[40];
    double value;
    size_t length = strlen(text);
    double factor = 1;
    for (size_t i = 0; i < sizeof units / sizeof *units && length > 2; i++) {
        if (strcmp(text + length - 2, units[i].unit) == 0) {
            factor = units[i].px;
            length -= 2;
            break;
        }
    }
    if (length >= sizeof number)
        return fallback;
    memcpy(number, text, length);
    number[length] = '\0';
    return bm_number_parse(number, &value) ? value * factor : fallback;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/** "#rgb", "#rrggbb", "rgb(r, g, b)" and the names that programs write. */
static bool read_color(const char *text, bm_color *color)
{
    static const struct {
        const char *name;
        unsigned value;
    } names[] = {{"black", 0},
                 {"white", 0xFFFFFF},
                 {"red", 0xFF0000},
                 {"gray", 0x808080},
                 {"grey", 0x808080}};
    size_t length = strlen(text);
    if (text[0] == '#' && (length == 4 || length == 7)) {
        double channels[3];
        for (size_t i = 0; i < 3; i++) {
            int high = hex_digit(length == 4 ? text[1 + i] : text[1 + 2 * i]);
            int low = hex_digit(length == 4 ? text[1 + i] : text[2 + 2 * i]);
            if (high < 0 || low < 0)
                return false;
            channels[i] = (16 * high + low) / 255.0;
        }
        *color = (bm_color){channels[0], channels[1], channels[2], color->alpha};
        return true;
    }
    if (strncmp(text, "rgb(", 4) == 0) {
        char inside[64];
        double channels[3];
        size_t end = strcspn(text + 4, ")");
        if (end >= sizeof inside)
            return false;
        memcpy(inside, text + 4, end);
        inside[end] = '\0';
        if (lint_numbers(inside, channels, 3) != 3)
            return false;
        *color =
            (bm_color){fmin(fmax(channels[0] / 255, 0), 1), fmin(fmax(channels[1] / 255, 0), 1),
                       fmin(fmax(channels[2] / 255, 0), 1), color->alpha};
        return true;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(text, names[i].name) == 0) {
            *color = (bm_color){(names[i].value >> 16) / 255.0, (names[i].value >> 8 & 255) / 255.0,
                                (names[i].value & 255) / 255.0, color->alpha};
            return true;
        }
    }
    return false;
}

static bool read_paint(const char *text, bool *shown, bm_color *color)
{
    if (strcmp(text, "none") == 0 || strcmp(text, "transparent") == 0) {
        *shown = false;
        return true;
    }
    *shown = true;
    return strcmp(text, "currentColor") == 0 || strcmp(text, "inherit") == 0 ||
           read_color(text, color);
}

/** The words of a transformation: name and numbers. */
static bool apply(cairo_matrix_t *matrix, const char *name, size_t length, const double *n,
                  size_t count)
{
    cairo_matrix_t next;
    cairo_matrix_init_identity(&next);
    const double pi = acos(-1);
    if (length == 6 && memcmp(name, "matrix", 6) == 0 && count == 6) {
        cairo_matrix_init(&next, n[0], n[1], n[2], n[3], n[4], n[5]);
    } else if (length == 9 && memcmp(name, "translate", 9) == 0 && count >= 1) {
        cairo_matrix_translate(&next, n[0], count > 1 ? n[1] : 0);
    } else if (length == 5 && memcmp(name, "scale", 5) == 0 && count >= 1) {
        cairo_matrix_scale(&next, n[0], count > 1 ? n[1] : n[0]);
    } else if (length == 6 && memcmp(name, "rotate", 6) == 0 && (count == 1 || count == 3)) {
        double x = count == 3 ? n[1] : 0, y = count == 3 ? n[2] : 0;
        cairo_matrix_translate(&next, x, y);
        cairo_matrix_rotate(&next, n[0] * pi / 180);
        cairo_matrix_translate(&next, -x, -y);
    } else {
        return false;
    }
    cairo_matrix_multiply(matrix, &next, matrix);
    return true;
}

static bool transform(lint_properties *properties, const char *text)
{
    while (*(text += strspn(text, " ,\t\r\n"))) {
        size_t length = strcspn(text, " (");
        const char *open = strchr(text, '(');
        const char *close = open ? strchr(open, ')') : NULL;
        char inside[200];
        double numbers[6];
        if (!close || (size_t)(close - open) >= sizeof inside)
            return false;
        memcpy(inside, open + 1, (size_t)(close - open - 1));
        inside[close - open - 1] = '\0';
        if (!apply(&properties->matrix, text, length, numbers, lint_numbers(inside, numbers, 6)))
            return false;
        text = close + 1;
    }
    return true;
}

static bool declare(lint_properties *properties, const char *text)
{
    bool ok = true;
    while (*text) {
        char name[40], value[200];
        size_t length = strcspn(text, ";"), colon = strcspn(text, ":");
        if (colon < length) {
            size_t from = strspn(text, " \t\r\n");
            size_t value_from = colon + 1 + strspn(text + colon + 1, " \t\r\n");
            size_t name_size = colon > from ? colon - from : 0;
            size_t value_size = length > value_from ? length - value_from : 0;
            if (name_size && name_size < sizeof name && value_size < sizeof value) {
                memcpy(name, text + from, name_size);
                name[name_size] = '\0';
                memcpy(value, text + value_from, value_size);
                value[value_size] = '\0';
                ok = lint_property_set(properties, name, value) && ok;
            }
        }
        text += length;
        text += *text == ';';
    }
    return ok;
}

static bool read_opacity(const char *value, double *opacity)
{
    double number;
    if (!bm_number_parse(value, &number))
        return false;
    *opacity = fmin(fmax(number, 0), 1);
    return true;
}

static void set_dashes(lint_properties *properties, const char *value)
{
    properties->dash_count = (int)lint_numbers(value, properties->dash, 8);
    for (int i = 0; i < properties->dash_count; i++) {
        if (!(properties->dash[i] > 0))
            properties->dash_count = 0;
    }
}

static bool set_type(lint_properties *properties, const char *name, const char *value)
{
    if (strcmp(name, "font-size") == 0) {
        properties->font_size = fmax(lint_length(value, properties->font_size), 0);
    } else if (strcmp(name, "font-family") == 0) {
        size_t length = bm_utf8_cut(value, sizeof properties->family - 1);
        memcpy(properties->family, value, length);
        properties->family[length] = '\0';
    } else if (strcmp(name, "font-weight") == 0) {
        double weight;
        properties->bold = strcmp(value, "bold") == 0 || strcmp(value, "bolder") == 0 ||
                           (bm_number_parse(value, &weight) && weight >= 600);
    } else if (strcmp(name, "font-style") == 0) {
        properties->italic = strcmp(value, "italic") == 0 || strcmp(value, "oblique") == 0;
    } else if (strcmp(name, "letter-spacing") == 0) {
        properties->letter_spacing = lint_length(value, 0);
    } else if (strcmp(name, "text-anchor") == 0) {
        properties->anchor = strcmp(value, "middle") == 0 ? 0.5 : strcmp(value, "end") == 0;
    }
    return true;
}

bool lint_property_set(lint_properties *properties, const char *name, const char *value)
{
    double opacity;
    if (strcmp(name, "style") == 0)
        return declare(properties, value);
    if (strcmp(name, "transform") == 0)
        return transform(properties, value);
    if (strcmp(name, "fill") == 0)
        return read_paint(value, &properties->has_fill, &properties->fill);
    if (strcmp(name, "stroke") == 0)
        return read_paint(value, &properties->has_stroke, &properties->stroke);
    if (strcmp(name, "fill-opacity") == 0)
        return read_opacity(value, &properties->fill.alpha);
    if (strcmp(name, "stroke-opacity") == 0)
        return read_opacity(value, &properties->stroke.alpha);
    if (strcmp(name, "opacity") == 0) {
        if (!read_opacity(value, &opacity))
            return false;
        properties->opacity *= opacity;
    } else if (strcmp(name, "fill-rule") == 0 || strcmp(name, "clip-rule") == 0) {
        properties->evenodd = strcmp(value, "evenodd") == 0;
    } else if (strcmp(name, "stroke-width") == 0) {
        properties->stroke_width = fmax(lint_length(value, properties->stroke_width), 0);
    } else if (strcmp(name, "stroke-dasharray") == 0) {
        set_dashes(properties, value);
    } else if (strcmp(name, "stroke-linecap") == 0) {
        properties->round_caps = strcmp(value, "round") == 0;
    } else if (strcmp(name, "mix-blend-mode") == 0) {
        properties->multiplies = properties->multiplies || strcmp(value, "multiply") == 0;
    } else if (strcmp(name, "display") == 0) {
        properties->hidden = properties->hidden || strcmp(value, "none") == 0;
    } else if (strcmp(name, "visibility") == 0) {
        properties->hidden = properties->hidden || strcmp(value, "hidden") == 0;
    } else if (strcmp(name, "filter") == 0 || strcmp(name, "mask") == 0) {
        return strcmp(value, "none") == 0;
    } else {
        return set_type(properties, name, value);
    }
    return true;
}
