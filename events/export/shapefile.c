/* What a shapefile cannot hold is mapped, and said: names above ten bytes, texts above 254, truths
 * and times of day. */
#include "events/export/shapefile.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <bordermap/sink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NAME_MAX_BYTES = 10, TEXT_MAX_BYTES = 254, TEXT_SIZE = 256, INTEGER_DIGITS = 18 };

struct bm_shapefile_layer {
    const bm_output_layer *from;
    bm_arena arena;
    bm_output_column *columns;
    bm_value *values;
    char (*texts)[TEXT_SIZE];
    bm_output_layer output;
};

/* The longest beginning of `text` of at most `most` bytes that ends between two characters. */
static size_t cut_length(const char *text, size_t most)
{
    size_t length = strnlen(text, most + 1);
    if (length <= most)
        return length;
    length = most;
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    return length;
}

static bool is_taken(const bm_output_column *columns, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(columns[i].name, name) == 0)
            return true;
    return false;
}

/* Letters and digits stay, of whatever script; anything else becomes "_". Names of one beginning
 * get a number. */
static const char *short_name(bm_shapefile_layer *layer, size_t column, const char *name)
{
    char made[NAME_MAX_BYTES + 1];
    char base[NAME_MAX_BYTES + 1];
    size_t length = cut_length(name, NAME_MAX_BYTES);
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)name[i];
        bool stays = byte >= 0x80 || (byte >= '0' && byte <= '9') ||
                     ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
        base[i] = (char)(stays ? byte : '_');
    }
    base[length] = '\0';
    strcpy(made, base);
    for (unsigned n = 2; is_taken(layer->columns, column, made); n++) {
        char number[16];
        int digits = snprintf(number, sizeof number, "_%u", n);
        size_t kept = cut_length(base, (size_t)(NAME_MAX_BYTES - digits));
        memcpy(made, base, kept);
        strcpy(made + kept, number);
    }
    return bm_arena_strdup(&layer->arena, made);
}

/* How wide the numbers and texts of a column are; texts that have to be cut are told. */
static void measure(const bm_output_layer *from, const bm_output_column *columns,
                    bm_output_column *measured, bm_findings *findings)
{
    char number[64];
    for (size_t i = 0; i < from->feature_count; i++) {
        bm_output_feature feature;
        from->read(from->context, i, &feature);
        for (size_t k = 0; k < from->column_count; k++) {
            const bm_value *value = &feature.values[k];
            bm_output_column *to = &measured[k];
            if (!value->known)
                continue;
            if (columns[k].type == BM_VALUE_REAL) {
                bm_format_number(value->real, value->decimals, number);
                const char *point = strchr(number, '.');
                int whole = (int)(point ? (size_t)(point - number) : strlen(number));
                int decimals = point ? (int)strlen(point + 1) : 0;
                to->width = whole > to->width ? whole : to->width;
                to->decimals = decimals > to->decimals ? decimals : to->decimals;
            } else if (columns[k].type == BM_VALUE_TEXT) {
                size_t length = cut_length(value->text, TEXT_MAX_BYTES);
                to->width = (int)length > to->width ? (int)length : to->width;
                if (value->text[length])
                    bm_findings_add(findings, BM_SEVERITY_WARNING, "shapefile-cut", NULL, 0,
                                    columns[k].name, value->text,
                                    "a shapefile's text has at most %d bytes: of '%s' of event "
                                    "'%.60s' the first %zu of %zu are kept",
                                    TEXT_MAX_BYTES, columns[k].name,
                                    feature.values[0].known ? feature.values[0].text : "", length,
                                    strlen(value->text));
            }
        }
    }
}

/* Whole digits were counted in the width; a DBF counts the point and the decimals, too. */
static void settle_column(bm_output_column *column, bm_value_type type)
{
    switch (type) {
    case BM_VALUE_TEXT:
        column->type = BM_VALUE_TEXT;
        column->width = column->width > 0 ? column->width : 1;
        break;
    case BM_VALUE_INSTANT:
        column->type = BM_VALUE_TEXT;
        column->width = sizeof "2022-03-11T10:30:00Z" - 1;
        break;
    case BM_VALUE_REAL:
        column->type = BM_VALUE_REAL;
        column->width =
            (column->width > 0 ? column->width : 1) + column->decimals + (column->decimals > 0);
        break;
    case BM_VALUE_INTEGER:
        column->type = BM_VALUE_INTEGER;
        column->width = INTEGER_DIGITS;
        break;
    case BM_VALUE_BOOLEAN:
        column->type = BM_VALUE_INTEGER;
        column->width = 1;
        break;
    case BM_VALUE_DAY:
        column->type = BM_VALUE_DAY;
        break;
    }
}

static void read_feature(void *context, size_t index, bm_output_feature *feature)
{
    bm_shapefile_layer *layer = context;
    const bm_output_layer *from = layer->from;
    from->read(from->context, index, feature);
    for (size_t i = 0; i < from->column_count; i++) {
        bm_value *value = &layer->values[i];
        char *text = layer->texts[i];
        *value = feature->values[i];
        /* GDAL writes the sign of -0, for which the column may have no room. */
        if (value->known && from->columns[i].type == BM_VALUE_REAL && value->real == 0)
            value->real = 0;
        if (!value->known || layer->columns[i].type != BM_VALUE_TEXT)
            continue;
        if (from->columns[i].type == BM_VALUE_INSTANT) {
            bm_output_format_time(BM_VALUE_INSTANT, value->integer, text);
        } else {
            size_t length = cut_length(value->text, TEXT_MAX_BYTES);
            memcpy(text, value->text, length);
            text[length] = '\0';
        }
        value->text = text;
    }
    feature->values = layer->values;
}

static bm_status fill(bm_shapefile_layer *layer, bm_findings *findings, bm_error *error)
{
    const bm_output_layer *from = layer->from;
    size_t count = from->column_count;
    layer->columns = calloc(count + 1, sizeof *layer->columns);
    layer->values = calloc(count + 1, sizeof *layer->values);
    layer->texts = calloc(count + 1, sizeof *layer->texts);
    if (!layer->columns || !layer->values || !layer->texts)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    for (size_t i = 0; i < count; i++) {
        const char *name = from->columns[i].name;
        const char *made = short_name(layer, i, name);
        if (!made)
            return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
        layer->columns[i].name = made;
        if (strcmp(made, name) != 0)
            bm_findings_add(findings, BM_SEVERITY_NOTE, "shapefile-name", NULL, 0, name, made,
                            "'%s' is '%s' in the shapefile", name, made);
    }
    measure(from, from->columns, layer->columns, findings);
    for (size_t i = 0; i < count; i++)
        settle_column(&layer->columns[i], from->columns[i].type);
    layer->output = *from;
    layer->output.columns = layer->columns;
    layer->output.read = read_feature;
    layer->output.context = layer;
    return BM_OK;
}

bm_status bm_shapefile_layer_new(const bm_output_layer *from, bm_findings *findings,
                                 bm_shapefile_layer **layer, bm_error *error)
{
    *layer = calloc(1, sizeof **layer);
    if (!*layer)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    (*layer)->from = from;
    bm_status status = fill(*layer, findings, error);
    if (status) {
        bm_shapefile_layer_free(*layer);
        *layer = NULL;
    }
    return status;
}

const bm_output_layer *bm_shapefile_layer_output(const bm_shapefile_layer *layer)
{
    return &layer->output;
}

void bm_shapefile_layer_free(bm_shapefile_layer *layer)
{
    if (!layer)
        return;
    free(layer->texts);
    free(layer->values);
    free(layer->columns);
    bm_arena_finish(&layer->arena);
    free(layer);
}
