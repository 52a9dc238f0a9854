#include "render/style/value.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "render/style/palettes.h"

#define LENGTH_MAX_PT 200

static int hex_digit(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

static const char *parse_color(const char *text, bm_color *color)
{
    static const char accepted[] = "a colour is #rrggbb or #rrggbbaa";
    double channels[4] = {0, 0, 0, 1};
    size_t length = strlen(text);
    if (text[0] != '#' || (length != 7 && length != 9))
        return accepted;
    for (size_t i = 0; 2 * i + 1 < length; i++) {
        int high = hex_digit(text[2 * i + 1]), low = hex_digit(text[2 * i + 2]);
        if (high < 0 || low < 0)
            return accepted;
        channels[i] = (16 * high + low) / 255.0;
    }
    *color = (bm_color){channels[0], channels[1], channels[2], channels[3]};
    return NULL;
}

static const char *parse_length(const char *text, double *length_pt)
{
    double value;
    if (!bm_number_parse(text, &value) || !(value >= 0 && value <= LENGTH_MAX_PT))
        return "a length is a number of points from 0 to 200";
    *length_pt = value;
    return NULL;
}

static const char *parse_dash(const char *text, double dash_pt[4])
{
    static const char accepted[] = "a dash is 'solid', or two or four lengths above 0 in points";
    double lengths[4] = {0};
    size_t count = 0;
    if (strcmp(text, "solid") != 0) {
        for (const char *at = text + strspn(text, " "); *at; at += strspn(at, " ")) {
            char word[16];
            size_t length = strcspn(at, " ");
            if (count == 4 || length >= sizeof word)
                return accepted;
            memcpy(word, at, length);
            word[length] = '\0';
            if (parse_length(word, &lengths[count]) || lengths[count] <= 0)
                return accepted;
            count++;
            at += length;
        }
        if (count != 2 && count != 4)
            return accepted;
    }
    memcpy(dash_pt, lengths, sizeof lengths);
    return NULL;
}

static const char *parse_flag(const char *text, const char *yes, const char *no,
                              const char *accepted, bool *flag)
{
    if (strcmp(text, yes) != 0 && strcmp(text, no) != 0)
        return accepted;
    *flag = strcmp(text, yes) == 0;
    return NULL;
}

static const char *parse_shape(const char *text, bm_shape *shape)
{
    for (int i = 0; i < BM_SHAPES; i++)
        if (strcmp(text, bm_shape_name((bm_shape)i)) == 0) {
            *shape = (bm_shape)i;
            return NULL;
        }
    return "a shape is circle, square, diamond, triangle, triangle-down, pentagon, hexagon, star "
           "or cross";
}

static const char *parse_text(const char *text, size_t size, const char *accepted, char *out)
{
    size_t length = strlen(text);
    if (length == 0 || length >= size)
        return accepted;
    bm_utf8_strip_controls(text, out);
    return NULL;
}

const char *bm_style_value_parse(bm_style_type type, const char *text, void *target)
{
    switch (type) {
    case BM_STYLE_COLOR:
        return parse_color(text, target);
    case BM_STYLE_LENGTH:
        return parse_length(text, target);
    case BM_STYLE_DASH:
        return parse_dash(text, target);
    case BM_STYLE_FAMILY:
        return parse_text(text, BM_FAMILY_SIZE,
                          "a family is one or more font names with commas, at most 127 bytes",
                          target);
    case BM_STYLE_BOLD:
        return parse_flag(text, "bold", "normal", "a weight is normal or bold", target);
    case BM_STYLE_ITALIC:
        return parse_flag(text, "italic", "normal", "a slant is normal or italic", target);
    case BM_STYLE_BARE:
        return parse_flag(text, "none", "ring", "a frame is ring or none", target);
    case BM_STYLE_FILE:
        return parse_text(text, sizeof((bm_category_style *)0)->symbol_file,
                          "a symbol is the name of an SVG file, at most 255 bytes", target);
    case BM_STYLE_SHAPE:
        return parse_shape(text, target);
    case BM_STYLE_AMOUNTS: {
        const bm_palette *palette = bm_palette_find(text);
        if (!palette || palette->kind != BM_PALETTE_SEQUENTIAL)
            return "docs/style.md lists the sequential palettes";
        *(const bm_palette **)target = palette;
        return NULL;
    }
    case BM_STYLE_LABEL:
        return parse_text(text, sizeof((bm_category_style *)0)->label,
                          "a label is a text of at most 47 bytes", target);
    }
    return "this version cannot read it";
}
