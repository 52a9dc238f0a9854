#include "events/taken.h"

#include "base/blank.h"
#include "base/number.h"

#include <stdio.h>
#include <string.h>

enum { DAY_S = 86400 };

/* One or two digits and a slash; −1 when something else stands there. */
static int scan_part(const char **at)
{
    int value = 0;
    int digits = 0;
    for (; **at >= '0' && **at <= '9' && digits < 3; digits++)
        value = value * 10 + (*(*at)++ - '0');
    return digits >= 1 && digits <= 2 && *(*at)++ == '/' ? value : -1;
}

/* 24/02/2022 or 02/24/2022: which of the first two numbers can only be the day? */
static void count_order(const char *cell, bm_date_column *column)
{
    const char *at = cell + strspn(cell, " \t\r\n");
    int first = scan_part(&at);
    int second = first < 0 ? -1 : scan_part(&at);
    if (first < 1 || second < 1)
        return;
    column->day_first += first > 12 && first <= 31 && second <= 12;
    column->month_first += second > 12 && second <= 31 && first <= 12;
}

/* Whether a cell has a time of day, and whether that is midnight in digits. */
static bool has_time(const char *cell, bool *midnight)
{
    const char *colon = strchr(cell, ':');
    if (!colon || colon - cell < 3)
        return false;
    *midnight = strspn(colon - 2, "0:.Z") == strlen(colon - 2);
    return true;
}

bm_date_column bm_table_survey_dates(const bm_table *table, int column)
{
    bm_date_column survey = {.index = column};
    for (size_t i = 1; column >= 0 && i < table->record_count; i++) {
        const bm_record *record = &table->records[i];
        if ((size_t)column >= record->cell_count)
            continue;
        const char *cell = record->cells[column];
        bool midnight = false;
        count_order(cell, &survey);
        if (has_time(cell, &midnight)) {
            survey.times++;
            survey.midnights += midnight;
        }
    }
    /* What an export of ours tells with a time of day is no day. */
    survey.all_midnight = !table->is_export && survey.times > 0 && survey.times == survey.midnights;
    return survey;
}

void bm_table_format_others(const bm_date_column *column, char *text, size_t size)
{
    size_t others = column->day_first + column->month_first;
    text[0] = '\0';
    if ((column->day_first > 0) != (column->month_first > 0))
        snprintf(text, size, "; %zu other row%s can only be %s first", others,
                 others == 1 ? "" : "s", column->day_first ? "day" : "month");
}

static void report_date(const bm_table *table, const bm_record *record,
                        const bm_date_column *column, const char *cell, bm_status status,
                        const bm_error *why)
{
    const char *header = table->events->columns[column->index].name;
    bool ambiguous = status == BM_ERROR_ARGUMENT;
    char others[96] = "";
    if (ambiguous)
        bm_table_format_others(column, others, sizeof others);
    bm_findings_add(table->findings, BM_SEVERITY_ERROR,
                    ambiguous ? "date-ambiguous" : "date-invalid", table->path, record->line,
                    header, cell, "%s%s", why->message, others);
}

static bool parse_cell(const bm_table *table, const bm_record *record, const bm_date_column *column,
                       const char *cell, bm_interval *when)
{
    bm_error error = {0};
    /* Midnights in all rows are no times of day: the days are those that are written. */
    const bm_zone *zone = column->all_midnight ? NULL : table->options.zone;
    bm_status status = bm_interval_parse_in(cell, table->options.date_order, zone, when, &error);
    if (status) {
        report_date(table, record, column, cell, status, &error);
        return false;
    }
    if (when->precision == BM_DATE_MINUTE && column->all_midnight) {
        when->precision = BM_DATE_DAY;
        when->end_s = when->start_s + DAY_S;
    }
    return true;
}

/* Year, month and day in columns of their own; the month and the day may be missing. */
static bool parse_parts(const bm_table *table, const bm_record *record, bm_interval *when)
{
    static const bm_column_role roles[] = {BM_COLUMN_YEAR, BM_COLUMN_MONTH, BM_COLUMN_DAY};
    static const int64_t high[] = {2999, 12, 31};
    int64_t values[3] = {0};
    int given = 0;
    bool ended = false;
    for (int i = 0; i < 3; i++) {
        const char *cell = bm_table_cell(table, record, roles[i]);
        if (bm_is_blank(cell)) {
            ended = true;
            continue;
        }
        if (ended || !bm_integer_parse(cell, i == 0 ? 1000 : 1, high[i], &values[i])) {
            bm_findings_add(table->findings, BM_SEVERITY_ERROR, "date-invalid", table->path,
                            record->line, bm_table_column_name(table, roles[i]), cell,
                            ended ? "the part of the date before '%s' is empty"
                                  : "'%s' is not a number that this part of a date can be",
                            cell);
            return false;
        }
        given++;
    }
    if (given == 0) {
        bm_findings_add(table->findings, BM_SEVERITY_ERROR, "date-missing", table->path,
                        record->line, bm_table_column_name(table, BM_COLUMN_YEAR), NULL,
                        "the date is empty");
        return false;
    }
    char text[BM_DATE_TEXT_SIZE];
    int length = snprintf(text, sizeof text, "%04d", (int)values[0]);
    if (given > 1)
        length += snprintf(text + length, sizeof text - (size_t)length, "-%02d", (int)values[1]);
    if (given > 2)
        snprintf(text + length, sizeof text - (size_t)length, "-%02d", (int)values[2]);
    bm_date_column column = {.index = table->column_of[BM_COLUMN_YEAR]};
    return parse_cell(table, record, &column, text, when);
}

static bool parse_start(const bm_table *table, const bm_record *record, bm_interval *when)
{
    if (table->column_of[BM_COLUMN_START] < 0)
        return parse_parts(table, record, when);
    const char *cell = bm_table_cell(table, record, BM_COLUMN_START);
    if (!bm_is_blank(cell))
        return parse_cell(table, record, &table->start, cell, when);
    bm_findings_add(table->findings, BM_SEVERITY_ERROR, "date-missing", table->path, record->line,
                    bm_table_column_name(table, BM_COLUMN_START), NULL, "the date is empty");
    return false;
}

/* In an export of ours the EDTF text says it, unless the days beside it were changed since. */
static bool parse_export(const bm_table *table, const bm_record *record, bm_interval *when)
{
    bool is_mended = false;
    const char *cell = bm_table_cell(table, record, BM_COLUMN_START);
    bool is_read =
        !bm_is_blank(cell) && bm_interval_parse_in(cell, table->options.date_order,
                                                   table->options.zone, when, NULL) == BM_OK;
    bm_taken_mend_days(table, record, is_read, when, &is_mended);
    return is_read || is_mended || parse_start(table, record, when);
}

bool bm_table_read_when(const bm_table *table, const bm_record *record, bm_interval *when)
{
    if (!(table->is_export ? parse_export : parse_start)(table, record, when))
        return false;
    const char *cell = bm_table_cell(table, record, BM_COLUMN_END);
    if (!bm_is_blank(cell)) {
        bm_interval last;
        if (!parse_cell(table, record, &table->end, cell, &last))
            return false;
        bm_error error = {0};
        if (bm_interval_span(when, last, &error)) {
            bm_findings_add(table->findings, BM_SEVERITY_ERROR, "date-reversed", table->path,
                            record->line, bm_table_column_name(table, BM_COLUMN_END), cell, "%s",
                            error.message);
            return false;
        }
    }
    cell = bm_table_cell(table, record, BM_COLUMN_DATE_PRECISION);
    if (!bm_date_precision_apply(cell, table->date_scheme, when))
        bm_findings_add(table->findings, BM_SEVERITY_WARNING, "precision-unknown", table->path,
                        record->line, bm_table_column_name(table, BM_COLUMN_DATE_PRECISION), cell,
                        "'%s' is no precision of a date that is known; it is ignored", cell);
    return true;
}
