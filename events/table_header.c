#include "events/movement.h"
#include "events/table.h"

#include "base/strbuf.h"
#include "base/utf8.h"
#include "events/csv_cell.h"
#include "events/taken.h"
#include "events/vector/vector.h"

#include <stdlib.h>
#include <string.h>

enum { KEY_SIZE = 96 };

/* What tables call a column, the likelier name first. Keys as bm_table_normalize() makes them. */
typedef struct synonyms {
    bm_column_role role;
    const char *keys[20];
} synonyms;

static const synonyms known[] = {
    {BM_COLUMN_ID,
     {"id", "event_id", "event_id_cnty", "event_id_1pd", "entry", "incident_id", "uid", "data_id",
      "eventid", "номер"}},
    {BM_COLUMN_START,
     {"start", "start_date", "date_start", "event_date", "date", "date_of_event", "incident_date",
      "begin", "from", "when", "datetime", "timestamp", "day_date", "дата", "дата_пачатку",
      "дата_початку", "дата_начала"}},
    {BM_COLUMN_END,
     {"end", "end_date", "date_end", "to", "until", "дата_канца", "дата_кінця", "дата_окончания"}},
    {BM_COLUMN_YEAR, {"year", "год", "рік"}},
    {BM_COLUMN_MONTH, {"month", "месяц", "місяць", "месяц"}},
    {BM_COLUMN_DAY, {"day", "день", "дзень"}},
    {BM_COLUMN_DATE_PRECISION, {"date_precision", "time_precision", "date_prec"}},
    {BM_COLUMN_PLACE,
     {"place", "place_name", "location", "location_name", "town_city", "where_coordinates", "town",
      "city", "village", "settlement", "locality", "toponym", "asciiname", "where", "месца",
      "місце", "место", "населений_пункт", "населенный_пункт"}},
    {BM_COLUMN_COUNTRY,
     {"country", "country_name", "country_code", "iso_a2", "iso2", "iso3", "iso_a3", "краіна",
      "країна", "страна"}},
    {BM_COLUMN_ADMIN,
     {"admin", "admin1", "adm_1", "adm1", "adm1_name", "admin1_name", "oblast", "voblast",
      "province", "region", "state", "вобласць", "область"}},
    {BM_COLUMN_DISTRICT,
     {"district", "admin2", "adm_2", "adm2", "adm2_name", "admin2_name", "raion", "rayon", "county",
      "раён", "район"}},
    {BM_COLUMN_LON,
     {"lon", "longitude", "lng", "long", "decimallongitude", "x", "даўгата", "довгота", "долгота"}},
    {BM_COLUMN_LAT, {"lat", "latitude", "decimallatitude", "y", "шырата", "широта"}},
    {BM_COLUMN_PLACE_PRECISION,
     {"place_precision", "precision", "geo_precision", "where_prec", "location_precision"}},
    {BM_COLUMN_RADIUS, {"radius_km"}},
    {BM_COLUMN_CATEGORY,
     {"category", "event_type", "type_of_violence", "event_category", "event_group", "type", "kind",
      "class", "катэгорыя", "категорія", "категория"}},
    {BM_COLUMN_CLAIM,
     {"claim", "claim_status", "verification", "status", "confidence", "certainty"}},
    {BM_COLUMN_TITLE,
     {"title", "headline", "event_title", "label", "source_headline", "назва", "название",
      "загаловак", "заголовок"}},
    {BM_COLUMN_DESCRIPTION,
     {"description", "brief_description", "notes", "summary", "details", "text",
      "representative_text", "апісанне", "опис", "описание"}},
    {BM_COLUMN_SOURCE,
     {"source", "sources", "publisher", "source_name", "source_article", "sources_matching",
      "крыніца", "джерело", "источник"}},
    {BM_COLUMN_URL, {"url", "link", "source_url", "source_urls", "href"}},
    {BM_COLUMN_FROM,
     {"from_place", "from_name", "origin", "origin_name", "moved_from", "departure", "адкуль",
      "звідки", "откуда"}},
    {BM_COLUMN_TO,
     {"to_place", "to_name", "destination", "destination_name", "moved_to", "arrival", "куды",
      "куди", "куда"}},
    {BM_COLUMN_FROM_LON, {"from_lon", "from_longitude", "from_lng", "origin_lon"}},
    {BM_COLUMN_FROM_LAT, {"from_lat", "from_latitude", "origin_lat"}},
    {BM_COLUMN_TO_LON, {"to_lon", "to_longitude", "to_lng", "destination_lon"}},
    {BM_COLUMN_TO_LAT, {"to_lat", "to_latitude", "destination_lat"}},
};

static const char *const role_names[BM_COLUMN_ROLE_COUNT] = {
    [BM_COLUMN_OTHER] = "other",
    [BM_COLUMN_ID] = "id",
    [BM_COLUMN_START] = "start",
    [BM_COLUMN_END] = "end",
    [BM_COLUMN_YEAR] = "year",
    [BM_COLUMN_MONTH] = "month",
    [BM_COLUMN_DAY] = "day",
    [BM_COLUMN_DATE_PRECISION] = "date-precision",
    [BM_COLUMN_PLACE] = "place",
    [BM_COLUMN_COUNTRY] = "country",
    [BM_COLUMN_ADMIN] = "admin",
    [BM_COLUMN_DISTRICT] = "district",
    [BM_COLUMN_LON] = "lon",
    [BM_COLUMN_LAT] = "lat",
    [BM_COLUMN_PLACE_PRECISION] = "place-precision",
    [BM_COLUMN_RADIUS] = "radius",
    [BM_COLUMN_CATEGORY] = "category",
    [BM_COLUMN_CLAIM] = "claim",
    [BM_COLUMN_TITLE] = "title",
    [BM_COLUMN_DESCRIPTION] = "description",
    [BM_COLUMN_SOURCE] = "source",
    [BM_COLUMN_URL] = "url",
    [BM_COLUMN_FROM] = "from",
    [BM_COLUMN_TO] = "to",
    [BM_COLUMN_FROM_LON] = "from-lon",
    [BM_COLUMN_FROM_LAT] = "from-lat",
    [BM_COLUMN_TO_LON] = "to-lon",
    [BM_COLUMN_TO_LAT] = "to-lat",
};

const char *bm_column_role_name(bm_column_role role)
{
    return (int)role >= 0 && role < BM_COLUMN_ROLE_COUNT ? role_names[role] : "other";
}

/* Lower case of what headers are written in: ASCII and Cyrillic. */
static int32_t to_lower(int32_t c)
{
    if (c >= 'A' && c <= 'Z')
        return c + 0x20;
    if (c >= 0x0410 && c <= 0x042F)
        return c + 0x20;
    if (c >= 0x0400 && c <= 0x040F)
        return c + 0x50;
    return c == 0x0490 ? 0x0491 : c;
}

bool bm_table_normalize(const char *name, char *key, size_t size)
{
    size_t used = 0;
    bool gap = false;
    for (int32_t c; (c = bm_utf8_next(&name)) != 0;) {
        c = to_lower(c < 0 ? '_' : c);
        bool punctuation = (c >= 0x2000 && c <= 0x206F) || c == 0xFEFF;
        bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 0xC0 && !punctuation);
        if (!word) {
            gap = used > 0;
            continue;
        }
        if (used + gap + 4 >= size)
            return false;
        if (gap)
            key[used++] = '_';
        used += bm_utf8_encode(c, key + used);
        gap = false;
    }
    key[used] = '\0';
    return used > 0;
}

int bm_table_find_key(const bm_events *events, const char *key)
{
    for (size_t i = 0; i < events->column_count; i++) {
        char own[KEY_SIZE];
        if (events->columns[i].role == BM_COLUMN_OTHER && !events->columns[i].is_own &&
            bm_table_normalize(events->columns[i].name, own, sizeof own) && strcmp(own, key) == 0)
            return (int)i;
    }
    return -1;
}

int bm_table_find_role(const bm_events *events, bm_column_role role)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (known[i].role != role)
            continue;
        size_t room = sizeof known[i].keys / sizeof *known[i].keys;
        for (size_t k = 0; k < room && known[i].keys[k]; k++) {
            int column = bm_table_find_key(events, known[i].keys[k]);
            if (column >= 0)
                return column;
        }
    }
    return -1;
}

int bm_table_find_header(const bm_events *events, const char *header)
{
    char key[KEY_SIZE];
    for (size_t i = 0; i < events->column_count; i++)
        if (strcmp(events->columns[i].name, header) == 0)
            return (int)i;
    return bm_table_normalize(header, key, sizeof key) ? bm_table_find_key(events, key) : -1;
}

static void assign(bm_table *table, bm_column_role role, int column)
{
    table->column_of[role] = column;
    if (column >= 0)
        table->events->columns[column].role = role;
}

void bm_table_list_columns(const bm_events *events, char *text, size_t size)
{
    bm_strbuf list = {0};
    for (size_t i = 0; i < events->column_count && list.length < size; i++) {
        bm_strbuf_append(&list, i ? ", " : "");
        bm_strbuf_append(&list, events->columns[i].name);
    }
    bm_utf8_escape(bm_strbuf_text(&list), text, size);
    bm_strbuf_finish(&list);
}

static int find_role(const char *name, size_t length)
{
    if (length == 4 && strncmp(name, "date", 4) == 0)
        return BM_COLUMN_START;
    for (int role = BM_COLUMN_ID; role < BM_COLUMN_ROLE_COUNT; role++) {
        const char *own = role_names[role];
        size_t i = 0;
        while (i < length && own[i] && (name[i] == own[i] || (name[i] == '_' && own[i] == '-')))
            i++;
        if (i == length && !own[i])
            return role;
    }
    return -1;
}

/* One `role=header` of the caller. */
static bm_status apply_override(bm_table *table, const char *pair, bm_error *error)
{
    bm_events *events = table->events;
    const char *equals = strchr(pair, '=');
    int role = equals ? find_role(pair, (size_t)(equals - pair)) : -1;
    if (role < 0)
        return bm_error_set(
            error, BM_ERROR_ARGUMENT, NULL, 0,
            "'%s' does not say what a column means; write ROLE=HEADER with one of "
            "id start end year month day date-precision place country admin "
            "district lon lat place-precision radius category claim title description "
            "source url from to from-lon from-lat to-lon to-lat",
            pair);
    const char *header = equals + 1;
    int column = bm_table_find_header(events, header);
    if (column < 0) {
        char columns[120];
        bm_table_list_columns(events, columns, sizeof columns);
        return bm_error_set(error, BM_ERROR_NOT_FOUND, table->path, 0,
                            "'%s' has no column '%s'; it has: %s", bm_table_shown(table->path),
                            header, columns);
    }
    assign(table, (bm_column_role)role, column);
    return BM_OK;
}

/* A table that was made of another format says of some columns what type they have. */
static bm_event_column make_column(const char *header)
{
    bm_column_type type = *header == BM_VECTOR_MARK_TEXT     ? BM_COLUMN_TYPE_TEXT
                          : *header == BM_VECTOR_MARK_STRING ? BM_COLUMN_TYPE_STRING
                          : *header == BM_VECTOR_MARK_REAL   ? BM_COLUMN_TYPE_REAL
                                                             : BM_COLUMN_TYPE_UNKNOWN;
    return (bm_event_column){.name = header + (type != BM_COLUMN_TYPE_UNKNOWN), .type = type};
}

/* Our own CSV begins so. Its headers may be defused as well. */
static void find_defused(bm_table *table)
{
    static const char *const first[] = {"event_id", "lon", "lat", "start"};
    bm_event_column *columns = table->events->columns;
    table->is_defused = table->is_export && table->events->column_count > 4;
    for (size_t i = 0; i < 4 && table->is_defused; i++)
        table->is_defused = strcmp(columns[i].name, first[i]) == 0;
    for (size_t i = 0; i < table->events->column_count && table->is_defused; i++)
        columns[i].name = bm_csv_restore(columns[i].name);
}

static bm_status copy_header(bm_table *table, bm_error *error)
{
    bm_events *events = table->events;
    const bm_record *header = &table->records[0];
    size_t count = header->cell_count;
    /* A delimiter at the end of the header line names no column. */
    while (count > 1 && !*header->cells[count - 1])
        count--;
    if (count > BM_TABLE_COLUMNS_MAX)
        return bm_error_set(error, BM_ERROR_LIMIT, table->path, header->line,
                            "'%s' has %zu columns, more than %d", bm_table_shown(table->path),
                            count, BM_TABLE_COLUMNS_MAX);
    events->columns = bm_arena_array(&events->arena, count, sizeof *events->columns);
    if (!events->columns)
        return bm_error_set(error, BM_ERROR_MEMORY, table->path, 0, "out of memory");
    for (size_t i = 0; i < count; i++)
        if (strlen(header->cells[i]) > BM_TABLE_HEADER_MAX)
            return bm_error_set(error, BM_ERROR_LIMIT, table->path, header->line,
                                "'%s' has a header longer than %d bytes; is it a table?",
                                bm_table_shown(table->path), BM_TABLE_HEADER_MAX);
    for (size_t i = 0; i < count; i++)
        events->columns[i] = make_column(header->cells[i]);
    events->column_count = count;
    return BM_OK;
}

static int compare_names(const void *a, const void *b)
{
    const bm_event_column *const *left = a;
    const bm_event_column *const *right = b;
    int order = strcmp((*left)->name, (*right)->name);
    return order ? order : *left < *right ? -1 : 1;
}

static bm_status report_duplicates(const bm_table *table, bm_error *error)
{
    const bm_events *events = table->events;
    size_t count = events->column_count;
    const bm_event_column **sorted = calloc(count, sizeof *sorted);
    if (!sorted)
        return bm_error_set(error, BM_ERROR_MEMORY, table->path, 0, "out of memory");
    for (size_t i = 0; i < count; i++)
        sorted[i] = &events->columns[i];
    qsort(sorted, count, sizeof *sorted, compare_names);
    for (size_t i = 1; i < count; i++)
        if (strcmp(sorted[i]->name, sorted[i - 1]->name) == 0)
            bm_findings_add(table->findings, BM_SEVERITY_WARNING, "header-duplicate", table->path,
                            table->records[0].line, sorted[i]->name, sorted[i]->name,
                            "two columns are called '%s'; the first is used", sorted[i]->name);
    free(sorted);
    return BM_OK;
}

static bm_precision_scheme scheme_of(const bm_table *table, bm_column_role role)
{
    char key[KEY_SIZE];
    if (table->column_of[role] < 0 ||
        !bm_table_normalize(table->events->columns[table->column_of[role]].name, key, sizeof key))
        return BM_PRECISION_WORDS;
    if (strcmp(key, "geo_precision") == 0 || strcmp(key, "time_precision") == 0)
        return BM_PRECISION_ACLED;
    if (strcmp(key, "where_prec") == 0 || strcmp(key, "date_prec") == 0)
        return BM_PRECISION_UCDP;
    return BM_PRECISION_WORDS;
}

static bm_status check_roles(const bm_table *table, bm_error *error)
{
    const int *column_of = table->column_of;
    bool has_date = column_of[BM_COLUMN_START] >= 0 || column_of[BM_COLUMN_YEAR] >= 0;
    bool has_position = column_of[BM_COLUMN_LON] >= 0 && column_of[BM_COLUMN_LAT] >= 0;
    bool has_place = has_position || column_of[BM_COLUMN_PLACE] >= 0 ||
                     column_of[BM_COLUMN_DISTRICT] >= 0 || column_of[BM_COLUMN_ADMIN] >= 0 ||
                     column_of[BM_COLUMN_COUNTRY] >= 0 || column_of[BM_COLUMN_TO] >= 0 ||
                     (column_of[BM_COLUMN_TO_LON] >= 0 && column_of[BM_COLUMN_TO_LAT] >= 0);
    if (has_date && has_place)
        return BM_OK;
    char columns[100];
    bm_table_list_columns(table->events, columns, sizeof columns);
    return bm_error_set(error, BM_ERROR_FORMAT, table->path, table->records[0].line,
                        "'%s' has no column for the %s; name one with '--column %s=HEADER'; it "
                        "has: %s",
                        bm_table_shown(table->path), has_date ? "place" : "date",
                        has_date ? "place" : "start", columns);
}

static void find_columns(bm_table *table)
{
    bm_table_find_movement(table);
    for (int role = BM_COLUMN_ID; role < BM_COLUMN_ROLE_COUNT; role++) {
        bool part = role == BM_COLUMN_YEAR || role == BM_COLUMN_MONTH || role == BM_COLUMN_DAY;
        /* Beside a whole date, its parts are only repetition. */
        if (table->column_of[role] < 0 && !(part && table->column_of[BM_COLUMN_START] >= 0))
            assign(table, (bm_column_role)role,
                   bm_table_find_role(table->events, (bm_column_role)role));
    }
}

bm_status bm_table_read_header(bm_table *table, bm_error *error)
{
    for (size_t role = 0; role < BM_COLUMN_ROLE_COUNT; role++)
        table->column_of[role] = -1;
    bm_status status = copy_header(table, error);
    for (size_t i = 0; !status && i < table->options.column_count; i++)
        status = apply_override(table, table->options.columns[i], error);
    if (status)
        return status;
    table->is_export = bm_taken_is_export(table->events);
    table->has_taken = table->is_export || bm_taken_is_reading(table->events);
    if (table->has_taken)
        bm_taken_find_places(table);
    find_defused(table);
    if (table->is_export)
        bm_taken_find_columns(table);
    else
        find_columns(table);
    table->date_scheme = scheme_of(table, BM_COLUMN_DATE_PRECISION);
    table->place_scheme = scheme_of(table, BM_COLUMN_PLACE_PRECISION);
    status = report_duplicates(table, error);
    return status ? status : check_roles(table, error);
}
