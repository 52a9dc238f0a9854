#include <bordermap/periods.h>

#include "base/blank.h"
#include "base/utf8.h"
#include "events/table.h"

#include <stdlib.h>
#include <string.h>

struct bm_periods {
    bm_events *texts; /**< whose arena the titles lie in */
    bm_period *items;
    size_t count, capacity;
};

/** Longest title in characters: it shares a line with the dates and the number of events. */
#define TITLE_CHARACTERS_MAX 80

/** The rows of a table while they become periods. */
typedef struct reading {
    bm_table table;
    bm_date_order order;
    bm_periods *made;
    bm_interval last; /**< the boundary of the row before */
    long last_line;   /**< 0: there is none yet */
    bool has_ends;    /**< rows have starts and ends, else they are boundaries */
} reading;

static const char *cell(const bm_record *record, size_t index)
{
    return index < record->cell_count ? record->cells[index] : "";
}

static bool is_header(const bm_record *record)
{
    static const char *const words[] = {"start", "from", "date", "start_date", "begin", "day"};
    char key[32];
    if (!bm_table_normalize(cell(record, 0), key, sizeof key))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(key, words[i]) == 0)
            return true;
    return false;
}

static bm_status read_day(const reading *work, const bm_record *record, size_t column,
                          bm_interval *day, bm_error *error)
{
    static const char *const names[] = {"start", "end"};
    bm_error why = {0};
    bm_status status = bm_interval_parse(cell(record, column), work->order, day, &why);
    if (!status && day->precision == BM_DATE_MINUTE)
        status = bm_error_set(&why, BM_ERROR_FORMAT, NULL, 0,
                              "'%.60s' has a time of day: a period has whole days, such as "
                              "2022-03-11",
                              cell(record, column));
    if (!status && day->approximate)
        status = bm_error_set(&why, BM_ERROR_FORMAT, NULL, 0,
                              "'%.60s' is no certain day: write it like 2022-03-11",
                              cell(record, column));
    if (status)
        return bm_error_set(error, BM_ERROR_FORMAT, work->table.path, record->line,
                            "column '%s': %s", names[column], why.message);
    return BM_OK;
}

static bm_status add(reading *work, bm_interval when, const char *title, bm_error *error)
{
    bm_periods *made = work->made;
    bm_period *grown = bm_array_grow(made->items, made->count, &made->capacity, sizeof *grown);
    if (!grown)
        return bm_error_set(error, BM_ERROR_MEMORY, work->table.path, 0, "out of memory");
    made->items = grown;
    title += strspn(title, " \t");
    made->items[made->count++] = (bm_period){when, *title ? title : NULL};
    return BM_OK;
}

static bm_status check_title(const reading *work, const bm_record *record, bm_error *error)
{
    const char *at = cell(record, 2);
    size_t characters = 0;
    bool has_control = false;
    while (*at && characters <= TITLE_CHARACTERS_MAX) {
        has_control = has_control || (unsigned char)*at < ' ' || *at == '\x7f';
        (void)bm_utf8_next(&at);
        characters++;
    }
    if (!has_control && characters <= TITLE_CHARACTERS_MAX)
        return BM_OK;
    char shown[64];
    bm_utf8_escape(cell(record, 2), shown, sizeof shown);
    return bm_error_set(error, BM_ERROR_FORMAT, work->table.path, record->line,
                        "column 'title': '%s' %s", shown,
                        has_control ? "has a line break or another control character: leave it out"
                                    : "is longer than 80 characters: shorten it");
}

static bm_status read_ends(reading *work, const bm_record *record, bm_error *error)
{
    bm_interval when, last;
    bm_error why = {0};
    bm_status status = read_day(work, record, 0, &when, error);
    if (!status)
        status = read_day(work, record, 1, &last, error);
    if (!status && bm_interval_span(&when, last, &why))
        status = bm_error_set(error, BM_ERROR_FORMAT, work->table.path, record->line,
                              "column 'end': %s", why.message);
    if (!status)
        status = check_title(work, record, error);
    return status ? status : add(work, when, cell(record, 2), error);
}

static bm_status read_boundary(reading *work, const bm_record *record, bm_error *error)
{
    bm_interval next;
    bm_status status = read_day(work, record, 0, &next, error);
    if (status)
        return status;
    if (work->last_line > 0 && next.start_s <= work->last.start_s)
        return bm_error_set(error, BM_ERROR_FORMAT, work->table.path, record->line,
                            "column 'start': '%.60s' is not after the boundary of line %ld: put "
                            "them in order",
                            cell(record, 0), work->last_line);
    if (work->last_line > 0) {
        bm_interval when = work->last;
        bool is_day = next.start_s - when.start_s == INT64_C(86400);
        when.end_s = next.start_s;
        when.precision = is_day ? BM_DATE_DAY : BM_DATE_RANGE;
        status = add(work, when, "", error);
    }
    work->last = next;
    work->last_line = record->line;
    return status;
}

static bm_status read_row(reading *work, const bm_record *record, bm_error *error)
{
    bool has_end = !bm_is_blank(cell(record, 1));
    if (work->last_line == 0 && work->made->count == 0)
        work->has_ends = has_end;
    if (has_end != work->has_ends)
        return bm_error_set(error, BM_ERROR_FORMAT, work->table.path, record->line,
                            "column 'end': %s; write START,END on every line, or a boundary on "
                            "every line",
                            has_end ? "the lines before have none" : "it is empty here");
    if (record->cell_count > 3)
        return bm_error_set(error, BM_ERROR_FORMAT, work->table.path, record->line,
                            "column 4: '%.60s' is one cell too many: write START,END,TITLE, a "
                            "title with a comma in \"quotes\"",
                            cell(record, 3));
    return has_end ? read_ends(work, record, error) : read_boundary(work, record, error);
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
    const bm_finding *stray = bm_findings_get(table->findings, 0);
    if (!status && stray)
        status =
            bm_error_set(error, BM_ERROR_FORMAT, table->path, stray->line, "%s", stray->message);
    for (size_t i = 0; !status && i < table->record_count; i++) {
        const bm_record *record = &table->records[i];
        if ((i > 0 || !is_header(record)) && !bm_table_is_blank(record) && *cell(record, 0) != '#')
            status = read_row(work, record, error);
    }
    if (!status && work->made->count == 0)
        status = bm_error_set(error, BM_ERROR_FORMAT, table->path, 0,
                              "'%s' has no window: write START,END on each line, or two "
                              "boundaries",
                              bm_table_shown(table->path));
    return status;
}

bm_status bm_periods_read(const char *path, bm_date_order order, bm_periods **periods,
                          bm_error *error)
{
    *periods = NULL;
    char *bytes = NULL;
    size_t size = 0;
    bm_findings *findings = bm_findings_new();
    bm_periods *made = calloc(1, sizeof *made);
    bm_status status = BM_OK;
    if (made)
        made->texts = calloc(1, sizeof *made->texts);
    if (!made || !made->texts || !findings)
        status = bm_error_set(error, BM_ERROR_MEMORY, path, 0, "out of memory");
    reading work = {.order = order, .made = made};
    work.table = (bm_table){.path = path, .name = path, .findings = findings};
    work.table.events = made ? made->texts : NULL;
    if (!status)
        status = bm_table_load(path, NULL, &bytes, &size, error);
    if (!status)
        status = read_records(&work, bytes, size, error);
    free(bytes);
    free(work.table.records);
    bm_findings_free(findings);
    if (status)
        bm_periods_free(made);
    else
        *periods = made;
    return status;
}

void bm_periods_free(bm_periods *periods)
{
    if (!periods)
        return;
    bm_events_free(periods->texts);
    free(periods->items);
    free(periods);
}

const bm_period *bm_periods_items(const bm_periods *periods, size_t *count)
{
    *count = periods->count;
    return periods->items;
}

bm_interval bm_periods_span(const bm_periods *periods)
{
    bm_interval span = periods->items[0].when;
    for (size_t i = 1; i < periods->count; i++) {
        const bm_interval *when = &periods->items[i].when;
        span.start_s = when->start_s < span.start_s ? when->start_s : span.start_s;
        span.end_s = when->end_s > span.end_s ? when->end_s : span.end_s;
        span.precision = BM_DATE_RANGE;
    }
    return span;
}
