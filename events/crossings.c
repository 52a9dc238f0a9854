#include <bordermap/crossings.h>

#include "base/arena.h"
#include "base/blank.h"
#include "events/table.h"

#include <bordermap/date.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct entry {
    const char *place_id; /**< the gazetteer's */
    bm_crossing_state state;
    int64_t from_s, to_s;
    bool implied; /**< said of the post on the other side */
} entry;

struct bm_crossings {
    entry *items;
    size_t count, capacity;
};

static const char *const states[] = {[BM_CROSSING_UNKNOWN] = "unknown",
                                     [BM_CROSSING_OPEN] = "open",
                                     [BM_CROSSING_RESTRICTED] = "restricted",
                                     [BM_CROSSING_CLOSED] = "closed"};

const char *bm_crossing_state_name(bm_crossing_state state)
{
    return (int)state >= 0 && state <= BM_CROSSING_CLOSED ? states[state] : "unknown";
}

/** Columns of the table. */
enum { COLUMN_NAME, COLUMN_ID, COLUMN_STATUS, COLUMN_FROM, COLUMN_TO, COLUMNS };

typedef struct reading {
    bm_table table;
    const bm_gazetteer *gazetteer;
    bm_crossings *made;
    int columns[COLUMNS];
    bool failed; /**< memory is short */
} reading;

static const char *cell(const reading *work, const bm_record *record, int column)
{
    int index = work->columns[column];
    return index >= 0 && (size_t)index < record->cell_count ? record->cells[index] : "";
}

static void report(reading *work, const bm_record *record, int column, const char *code,
                   const char *why)
{
    static const char *const names[] = {"name", "place_id", "status", "from", "to"};
    const char *value = cell(work, record, column);
    bm_findings_add(work->table.findings, BM_SEVERITY_WARNING, code, work->table.path, record->line,
                    names[column], value, "'%s' %s; the row is left out", value, why);
}

static bm_status find_columns(reading *work, bm_error *error)
{
    static const char *const keys[COLUMNS][6] = {
        {"name", "crossing", "place", "checkpoint", "post"},
        {"place_id", "id", "geonameid"},
        {"status", "state"},
        {"from", "start", "since", "date"},
        {"to", "end", "until"}};
    const bm_record *header = &work->table.records[0];
    for (int column = 0; column < COLUMNS; column++) {
        work->columns[column] = -1;
        for (int k = 0; k < 6 && keys[column][k] && work->columns[column] < 0; k++)
            for (size_t i = 0; i < header->cell_count && work->columns[column] < 0; i++) {
                char key[96];
                if (bm_table_normalize(header->cells[i], key, sizeof key) &&
                    strcmp(key, keys[column][k]) == 0)
                    work->columns[column] = (int)i;
            }
    }
    if (work->columns[COLUMN_STATUS] >= 0 &&
        (work->columns[COLUMN_NAME] >= 0 || work->columns[COLUMN_ID] >= 0))
        return BM_OK;
    return bm_error_set(error, BM_ERROR_FORMAT, work->table.path, header->line,
                        "'%s' has no column '%s'; a table of crossings has name or place_id, "
                        "status and, if need be, from and to",
                        bm_table_shown(work->table.path),
                        work->columns[COLUMN_STATUS] < 0 ? "status" : "name");
}

static bool read_state(const char *text, bm_crossing_state *state)
{
    static const struct {
        const char *word;
        bm_crossing_state state;
    } others[] = {{"limited", BM_CROSSING_RESTRICTED},
                  {"partial", BM_CROSSING_RESTRICTED},
                  {"partly_open", BM_CROSSING_RESTRICTED},
                  {"suspended", BM_CROSSING_CLOSED},
                  {"shut", BM_CROSSING_CLOSED}};
    char key[32];
    if (!bm_table_normalize(text, key, sizeof key))
        return false;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (strcmp(key, states[i]) == 0) {
            *state = (bm_crossing_state)i;
            return true;
        }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(key, others[i].word) == 0) {
            *state = others[i].state;
            return true;
        }
    return false;
}

/* False, with a finding, when a date cannot be read. */
static bool read_dates(reading *work, const bm_record *record, entry *made)
{
    made->from_s = INT64_MIN;
    made->to_s = INT64_MAX;
    for (int column = COLUMN_FROM; column <= COLUMN_TO; column++) {
        bm_interval when;
        const char *text = cell(work, record, column);
        if (bm_is_blank(text))
            continue;
        if (bm_interval_parse(text, BM_DATE_ORDER_UNKNOWN, &when, NULL)) {
            report(work, record, column, "crossing-date", "is no date; write it like 2022-02-24");
            return false;
        }
        if (column == COLUMN_FROM)
            made->from_s = when.start_s;
        else
            made->to_s = when.end_s;
    }
    if (made->from_s < made->to_s)
        return true;
    report(work, record, COLUMN_TO, "crossing-date", "is before the row's beginning");
    return false;
}

static void add(reading *work, const bm_place *place, entry what)
{
    bm_crossings *made = work->made;
    entry *grown = bm_array_grow(made->items, made->count, &made->capacity, sizeof *grown);
    if (!grown) {
        work->failed = true;
        return;
    }
    made->items = grown;
    what.place_id = place->id;
    made->items[made->count++] = what;
}

/** A name's crossings. */
typedef struct search {
    const bm_place *places[8];
    size_t count;
} search;

static bool meet(const bm_place *place, bm_match match, const char *matched, void *context)
{
    search *found = context;
    (void)matched;
    if (place->kind != BM_PLACE_CROSSING || (match != BM_MATCH_EXACT && match != BM_MATCH_VARIANT))
        return true;
    for (size_t i = 0; i < found->count; i++)
        if (strcmp(found->places[i]->id, place->id) == 0)
            return true;
    if (found->count < sizeof found->places / sizeof *found->places)
        found->places[found->count++] = place;
    return true;
}

static void find_named(const reading *work, const char *name, search *found)
{
    static const char *const endings[] = {"", " crossing", " rail crossing"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings && !found->count; i++) {
        char text[256];
        int length = snprintf(text, sizeof text, "%s%s", name, endings[i]);
        if (length > 0 && (size_t)length < sizeof text)
            bm_gazetteer_lookup(work->gazetteer, text, meet, found);
    }
}

static void add_crossing(reading *work, const bm_place *place, entry what)
{
    add(work, place, what);
    search other = {0};
    if (place->partner && *place->partner)
        find_named(work, place->partner, &other);
    what.implied = true;
    for (size_t i = 0; i < other.count; i++)
        add(work, other.places[i], what);
}

static void read_row(reading *work, const bm_record *record)
{
    const char *id = cell(work, record, COLUMN_ID), *name = cell(work, record, COLUMN_NAME);
    entry what = {0};
    search found = {0};
    if (bm_is_blank(id) && bm_is_blank(name))
        return;
    if (!read_state(cell(work, record, COLUMN_STATUS), &what.state)) {
        report(work, record, COLUMN_STATUS, "crossing-status",
               "is no state of a crossing; write open, closed, restricted or unknown");
        return;
    }
    if (!read_dates(work, record, &what))
        return;
    if (!bm_is_blank(id)) {
        const bm_place *place = bm_gazetteer_find_id(work->gazetteer, id);
        if (place && place->kind == BM_PLACE_CROSSING)
            found = (search){{place}, 1};
    } else {
        find_named(work, name, &found);
    }
    if (found.count == 0)
        report(work, record, bm_is_blank(id) ? COLUMN_NAME : COLUMN_ID, "crossing-unknown",
               "is no crossing of the gazetteer");
    for (size_t i = 0; i < found.count; i++)
        add_crossing(work, found.places[i], what);
}

static bm_status read_records(reading *work, const char *bytes, size_t size, bm_error *error)
{
    bm_table *table = &work->table;
    long line = 1;
    bm_status status = bm_table_check_text(table->path, &bytes, &size, error);
    if (status)
        return status;
    char delimiter = bm_table_find_delimiter(NULL, &bytes, &size, &line);
    status = bm_table_split(table, bytes, size, line, delimiter, error);
    if (!status && table->record_count == 0)
        status = bm_error_set(error, BM_ERROR_FORMAT, table->path, 0, "'%s' has no header line",
                              bm_table_shown(table->path));
    if (!status)
        status = find_columns(work, error);
    for (size_t i = 1; !status && i < table->record_count; i++)
        read_row(work, &table->records[i]);
    if (!status && work->failed)
        status = bm_error_set(error, BM_ERROR_MEMORY, table->path, 0, "out of memory");
    return status;
}

bm_status bm_crossings_read(const char *path, const bm_gazetteer *gazetteer, bm_findings *findings,
                            bm_crossings **crossings, bm_error *error)
{
    *crossings = NULL;
    char *bytes = NULL;
    size_t size = 0;
    bm_events *texts = calloc(1, sizeof *texts); /* whose arena the records lie in */
    reading work = {.table = {.path = path, .name = path, .findings = findings, .events = texts},
                    .gazetteer = gazetteer,
                    .made = calloc(1, sizeof *work.made)};
    bm_status status = BM_OK;
    if (!texts || !work.made)
        status = bm_error_set(error, BM_ERROR_MEMORY, path, 0, "out of memory");
    if (!status)
        status = bm_table_load(path, NULL, &bytes, &size, error);
    if (!status)
        status = read_records(&work, bytes, size, error);
    free(bytes);
    free(work.table.records);
    bm_events_free(texts);
    if (status)
        bm_crossings_free(work.made);
    else
        *crossings = work.made;
    return status;
}

void bm_crossings_free(bm_crossings *crossings)
{
    if (!crossings)
        return;
    free(crossings->items);
    free(crossings);
}

bm_crossing_state bm_crossings_at(const bm_crossings *crossings, const char *place_id,
                                  int64_t instant_s)
{
    const entry *best = NULL;
    for (size_t i = 0; crossings && i < crossings->count; i++) {
        const entry *at = &crossings->items[i];
        if (strcmp(at->place_id, place_id) != 0 || instant_s < at->from_s || instant_s >= at->to_s)
            continue;
        if (!best || (at->implied != best->implied ? best->implied : at->from_s >= best->from_s))
            best = at;
    }
    return best ? best->state : BM_CROSSING_UNKNOWN;
}

unsigned bm_crossings_states(const bm_crossings *crossings, const char *place_id)
{
    unsigned bits = 0;
    bool is_explicit = false;
    for (size_t i = 0; crossings && i < crossings->count; i++)
        is_explicit |=
            !crossings->items[i].implied && strcmp(crossings->items[i].place_id, place_id) == 0;
    for (size_t i = 0; crossings && i < crossings->count; i++) {
        const entry *at = &crossings->items[i];
        if (strcmp(at->place_id, place_id) == 0 && !(is_explicit && at->implied))
            bits |= 1U << at->state;
    }
    return bits ? bits : 1U << BM_CROSSING_UNKNOWN;
}
