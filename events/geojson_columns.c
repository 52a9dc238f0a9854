#include "events/geojson.h"

#include "base/number.h"
#include "base/strbuf.h"

#include <stdlib.h>
#include <string.h>

enum { DIGITS_MAX = 15 };

static bool is_carried(bm_column_role role)
{
    switch (role) {
    case BM_COLUMN_OTHER:
    case BM_COLUMN_DATE_PRECISION:
    case BM_COLUMN_COUNTRY:
    case BM_COLUMN_ADMIN:
    case BM_COLUMN_DISTRICT:
    case BM_COLUMN_PLACE_PRECISION:
    case BM_COLUMN_CATEGORY:
    case BM_COLUMN_CLAIM:
        return true;
    default:
        return false;
    }
}

/* A number that JSON would write the same way, and that a double holds: no plus sign, no leading
 * zeros (007 is a code), no exponent, at most 15 digits. Sets the digits after the point. */
static bool is_plain_number(const char *text, int *decimals)
{
    const char *at = text + (*text == '-');
    const char *digits = at;
    *decimals = 0;
    if (*at == '0' && at[1] >= '0' && at[1] <= '9')
        return false;
    while (*at >= '0' && *at <= '9')
        at++;
    if (at == digits)
        return false;
    ptrdiff_t count = at - digits;
    if (*at == '.') {
        const char *fraction = ++at;
        while (*at >= '0' && *at <= '9')
            at++;
        if (at == fraction)
            return false;
        *decimals = (int)(at - fraction > DIGITS_MAX ? DIGITS_MAX + 1 : at - fraction);
        count += at - fraction;
    }
    return *at == '\0' && count <= DIGITS_MAX;
}

static bool is_numeric(const bm_events *events, size_t column)
{
    bool any = false;
    for (size_t i = 0; i < events->count; i++) {
        const char *cell = events->items[i].cells[column];
        int decimals;
        if (*cell && !is_plain_number(cell, &decimals))
            return false;
        any = any || *cell;
    }
    return any;
}

static bool is_taken(const bm_carried_column *columns, size_t count, const char *key)
{
    if (bm_geojson_is_own_key(key))
        return true;
    for (size_t i = 0; i < count; i++)
        if (strcmp(columns[i].key, key) == 0)
            return true;
    return false;
}

/* The header, or the header with `_source` when it is one of our keys, then with a number. */
static const char *make_key(const bm_events *events, size_t column,
                            const bm_carried_column *columns, size_t count, bm_arena *arena)
{
    bm_strbuf base = {0};
    const char *name = events->columns[column].name;
    if (*name)
        bm_strbuf_append(&base, name);
    else
        bm_strbuf_printf(&base, "column_%zu", column + 1);
    if (bm_geojson_is_own_key(bm_strbuf_text(&base)))
        bm_strbuf_append(&base, "_source");
    size_t length = base.length;
    for (size_t n = 2; !base.failed && is_taken(columns, count, bm_strbuf_text(&base)); n++) {
        base.text[length] = '\0';
        base.length = length;
        bm_strbuf_printf(&base, "_%zu", n);
    }
    const char *key = base.failed ? NULL : bm_arena_strdup(arena, bm_strbuf_text(&base));
    bm_strbuf_finish(&base);
    return key;
}

bm_status bm_carried_columns_new(const bm_events *events, bm_arena *arena,
                                 bm_carried_column **columns, size_t *count, bm_error *error)
{
    size_t room = events->column_count ? events->column_count : 1;
    *count = 0;
    *columns = calloc(room, sizeof **columns);
    for (size_t i = 0; *columns && i < events->column_count; i++) {
        if (!is_carried(events->columns[i].role))
            continue;
        const char *key = make_key(events, i, *columns, *count, arena);
        if (!key) {
            free(*columns);
            *columns = NULL;
            break;
        }
        (*columns)[(*count)++] =
            (bm_carried_column){.column = i, .key = key, .numeric = is_numeric(events, i)};
    }
    return *columns ? BM_OK : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
}

void bm_carried_cell_write(bm_json *json, const bm_carried_column *column, const char *cell)
{
    double value;
    int decimals;
    bm_json_key(json, column->key);
    if (!*cell)
        bm_json_null(json);
    else if (column->numeric && is_plain_number(cell, &decimals) && bm_number_parse(cell, &value))
        bm_json_number(json, value, decimals);
    else
        bm_json_string(json, cell);
}
