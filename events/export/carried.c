#include "events/export/event_layer.h"
#include "events/hash.h"

#include "base/number.h"
#include "base/strbuf.h"

#include <bordermap/date.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

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
    case BM_COLUMN_RADIUS:
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

/* A day as we write it ourselves, so that the text comes out as it came in. */
static bool is_plain_day(const char *text, int64_t *number)
{
    int64_t year = 0, month = 0, day = 0;
    char written[BM_OUTPUT_TIME_SIZE];
    char part[5] = "";
    if (strlen(text) != sizeof "2022-03-11" - 1 || text[4] != '-' || text[7] != '-')
        return false;
    bool good = bm_integer_parse(memcpy(part, text, 4), 1000, 2999, &year) &&
                bm_integer_parse(text + 8, 1, 31, &day);
    memcpy(part, text + 5, 2);
    part[2] = '\0';
    if (!good || !bm_integer_parse(part, 1, 12, &month))
        return false;
    *number = bm_day_to_number((bm_day){(int)year, (int)month, (int)day});
    bm_output_format_time(BM_VALUE_DAY, *number, written);
    return strcmp(written, text) == 0;
}

static bool is_boolean(const char *text)
{
    return strcmp(text, "true") == 0 || strcmp(text, "false") == 0;
}

static bm_value_type type_of_cell(const char *cell)
{
    int decimals;
    int64_t day;
    if (is_plain_number(cell, &decimals))
        return decimals > 0 || strcmp(cell, "-0") == 0 ? BM_VALUE_REAL : BM_VALUE_INTEGER;
    if (is_plain_day(cell, &day))
        return BM_VALUE_DAY;
    return is_boolean(cell) ? BM_VALUE_BOOLEAN : BM_VALUE_TEXT;
}

static bool is_number_type(bm_value_type type)
{
    return type == BM_VALUE_INTEGER || type == BM_VALUE_REAL;
}

void bm_cells_type_join(bm_cells_type *seen, bm_cells_type more)
{
    if (!more.any)
        return;
    if (!seen->any)
        *seen = more;
    else if (seen->type != more.type)
        seen->type =
            is_number_type(seen->type) && is_number_type(more.type) ? BM_VALUE_REAL : BM_VALUE_TEXT;
}

void bm_cells_type_add(bm_cells_type *seen, const char *cell)
{
    if (*cell && !(seen->any && seen->type == BM_VALUE_TEXT))
        bm_cells_type_join(seen, (bm_cells_type){.any = true, .type = type_of_cell(cell)});
}

bm_value_type bm_carried_type(bm_column_type said, bm_cells_type seen)
{
    bool is_days = seen.any && seen.type == BM_VALUE_DAY;
    if (said == BM_COLUMN_TYPE_TEXT || (said == BM_COLUMN_TYPE_STRING && !is_days))
        return BM_VALUE_TEXT;
    bool is_whole = said == BM_COLUMN_TYPE_REAL && seen.any && seen.type == BM_VALUE_INTEGER;
    return is_whole ? BM_VALUE_REAL : seen.type;
}

static bm_value_type type_of_column(const bm_events *events, size_t column)
{
    bm_cells_type seen = {.type = BM_VALUE_TEXT};
    for (size_t i = 0; i < events->count; i++)
        bm_cells_type_add(&seen, events->items[i].cells[column]);
    return bm_carried_type(events->columns[column].type, seen);
}

/* Whether a format has it already: SQL tells no case apart, and a GeoPackage has its own number and
 * geometry. */
static bool is_reserved(const char *key)
{
    const char *own;
    for (size_t i = 0; (own = bm_event_layer_own_name(i)) != NULL; i++)
        if (strcasecmp(own, key) == 0)
            return true;
    return strcasecmp(key, "id") == 0 || strcasecmp(key, "fid") == 0 ||
           strcasecmp(key, "geom") == 0;
}

/* Keys are told apart by their hashes: two texts of one hash only cost a needless number. */
static bool take_key(bm_number_set *taken, const bm_strbuf *key)
{
    bm_strbuf folded = {0};
    for (size_t i = 0; i < key->length; i++) {
        char byte = key->text[i];
        bm_strbuf_append_char(&folded, (char)(byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte));
    }
    bool is_new = !is_reserved(bm_strbuf_text(key)) &&
                  bm_number_set_add(taken, (int64_t)(bm_hash_text(bm_strbuf_text(&folded)) >> 1));
    bm_strbuf_finish(&folded);
    return is_new;
}

/* The header, or the header with `_source` when it is one of our keys, then with a number. */
static const char *make_key(const bm_events *events, size_t column, bm_number_set *taken,
                            bm_arena *arena)
{
    bm_strbuf key = {0};
    const char *name = events->columns[column].name;
    if (*name)
        bm_strbuf_append(&key, name);
    else
        bm_strbuf_printf(&key, "column_%zu", column + 1);
    if (is_reserved(bm_strbuf_text(&key)))
        bm_strbuf_append(&key, "_source");
    size_t length = key.length;
    /* The n-th column of one header tries n first, so that many of them take few tries. */
    size_t n = 1;
    for (size_t i = 0; i < column; i++)
        n += strcmp(events->columns[i].name, name) == 0;
    for (n = n < 2 ? 2 : n; !key.failed && !take_key(taken, &key); n++) {
        key.text[length] = '\0';
        key.length = length;
        bm_strbuf_printf(&key, "_%zu", n);
    }
    const char *copy = key.failed ? NULL : bm_arena_strdup(arena, bm_strbuf_text(&key));
    bm_strbuf_finish(&key);
    return copy;
}

bm_status bm_carried_columns_new(const bm_events *events, bm_arena *arena,
                                 bm_carried_column **columns, size_t *count, bm_error *error)
{
    bm_number_set taken = {0};
    *count = 0;
    *columns = calloc(events->column_count ? events->column_count : 1, sizeof **columns);
    bool good = *columns && bm_number_set_init(&taken, events->column_count);
    for (size_t i = 0; good && i < events->column_count; i++) {
        if (events->columns[i].is_own || events->columns[i].is_withheld ||
            !is_carried(events->columns[i].role))
            continue;
        bm_carried_column carried = {.column = i, .type = type_of_column(events, i)};
        carried.key = make_key(events, i, &taken, arena);
        good = carried.key != NULL;
        (*columns)[(*count)++] = carried;
    }
    bm_number_set_finish(&taken);
    if (good)
        return BM_OK;
    free(*columns);
    *columns = NULL;
    return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
}

void bm_carried_cell_read(const bm_carried_column *column, const char *cell, bm_value *value)
{
    int decimals = 0;
    *value = (bm_value){.known = *cell != '\0', .text = cell};
    if (!value->known)
        return;
    switch (column->type) {
    case BM_VALUE_INTEGER:
    case BM_VALUE_REAL:
        value->known = is_plain_number(cell, &decimals) && bm_number_parse(cell, &value->real);
        value->integer = (int64_t)value->real;
        value->decimals = (int8_t)decimals;
        break;
    case BM_VALUE_DAY:
        value->known = is_plain_day(cell, &value->integer);
        break;
    case BM_VALUE_BOOLEAN:
        value->integer = *cell == 't';
        break;
    default:
        break;
    }
}
