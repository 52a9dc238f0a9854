#include "base/date_parse.h"

#include "base/calendar.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* No date that is accepted is longer. */
enum { TEXT_SIZE = 96, QUOTE_SIZE = 48 };

/* What one date says; month and day are 0 when it does not name them. */
typedef struct parts {
    bm_day day;
    bool has_clock;
    bm_clock clock;
    bool approximate;
} parts;

typedef struct reader {
    const char *at;
    bm_date_order order;
    const bm_zone *zone;     /* NULL for UTC */
    char quoted[QUOTE_SIZE]; /* the whole text, for messages */
    bm_error *error;
} reader;

static bm_status refuse(const reader *in)
{
    return bm_error_set(in->error, BM_ERROR_FORMAT, NULL, 0,
                        "cannot read '%s' as a date: write it like 2022-03-11, 2022-03, 2022 or 11 "
                        "March 2022",
                        in->quoted);
}

/* Refuse a month or day that the calendar does not have. */
static bm_status check_day(const reader *in, bm_day day)
{
    if (day.year < BM_YEAR_MIN || day.year > BM_YEAR_MAX)
        return bm_error_set(in->error, BM_ERROR_FORMAT, NULL, 0,
                            "year of '%s' is out of range: %d to %d", in->quoted, BM_YEAR_MIN,
                            BM_YEAR_MAX);
    if (day.month < 1 || day.month > 12)
        return bm_error_set(in->error, BM_ERROR_FORMAT, NULL, 0,
                            "no such month '%s': there is no month %d", in->quoted, day.month);
    if (day.day < 1 || day.day > bm_month_days(day.year, day.month))
        return bm_error_set(in->error, BM_ERROR_FORMAT, NULL, 0,
                            "no such day '%s': %s %d has %d days", in->quoted,
                            bm_month_name(day.month), day.year, bm_month_days(day.year, day.month));
    return BM_OK;
}

/* A month or day of one or two digits, or the EDTF mark XX for one that is not stated (0). */
static bool scan_part(reader *in, int *value)
{
    if (in->at[0] == 'X' && in->at[1] == 'X') {
        *value = 0;
        in->at += 2;
        return true;
    }
    int digits = bm_scan_digits(&in->at, value);
    return digits == 1 || digits == 2;
}

/* After "2022": nothing, or a month, or a month and a day, parted by - or / or a point. */
static bm_status read_year_first(reader *in, int year, bm_day *day)
{
    *day = (bm_day){.year = year};
    char separator = *in->at;
    if (separator != '-' && separator != '/' && separator != '.')
        return check_day(in, (bm_day){year, 1, 1});
    in->at++;
    const char *month_at = in->at;
    if (!scan_part(in, &day->month))
        return refuse(in);
    bool month_stated = *month_at != 'X';
    if (*in->at != separator)
        return check_day(in, (bm_day){year, month_stated ? day->month : 1, 1});
    in->at++;
    const char *day_at = in->at;
    if (!scan_part(in, &day->day))
        return refuse(in);
    bool day_stated = *day_at != 'X';
    if (day_stated && !month_stated)
        return refuse(in);
    return check_day(in, (bm_day){year, month_stated ? day->month : 1, day_stated ? day->day : 1});
}

static bm_status refuse_ambiguous(const reader *in, int first, int second, int year)
{
    return bm_error_set(in->error, BM_ERROR_ARGUMENT, NULL, 0,
                        "ambiguous date '%s': %d %s %d or %s %d, %d; choose with --date-order dmy "
                        "or mdy",
                        in->quoted, first, bm_month_name(second), year, bm_month_name(first),
                        second, year);
}

/* 25/12/2022, with the first two numbers in either order. */
static bm_status settle_order(const reader *in, int first, int second, int year, bm_day *day)
{
    bm_day day_first = {year, second, first};
    bm_day month_first = {year, first, second};
    bm_date_order order = in->order;
    if (order != BM_DATE_ORDER_DMY && order != BM_DATE_ORDER_MDY) {
        bool either = first >= 1 && first <= 12 && second >= 1 && second <= 12;
        if (either && first != second)
            return refuse_ambiguous(in, first, second, year);
        order = second > 12 && first <= 12 ? BM_DATE_ORDER_MDY : BM_DATE_ORDER_DMY;
    } else if ((order == BM_DATE_ORDER_DMY ? second : first) > 12 &&
               (order == BM_DATE_ORDER_DMY ? first : second) <= 12) {
        return bm_error_set(in->error, BM_ERROR_FORMAT, NULL, 0,
                            "no such day '%s' when the %s comes first: there is no month %d",
                            in->quoted, order == BM_DATE_ORDER_DMY ? "day" : "month",
                            order == BM_DATE_ORDER_DMY ? second : first);
    }
    *day = order == BM_DATE_ORDER_DMY ? day_first : month_first;
    return check_day(in, *day);
}

static int scan_month_name(reader *in)
{
    size_t length = 0;
    while ((in->at[length] | 0x20) >= 'a' && (in->at[length] | 0x20) <= 'z')
        length++;
    int month = bm_month_find(in->at, length);
    if (month) {
        in->at += length;
        if (length <= 4 && month != 5 && *in->at == '.')
            in->at++;
    }
    return month;
}

static void skip_blanks(reader *in)
{
    while (*in->at == ' ')
        in->at++;
}

static bool scan_year(reader *in, int *year)
{
    return bm_scan_digits(&in->at, year) == 4;
}

/* After "11": the rest of 11.03.2022, 11/03/2022, 11-03-2022, 11 March 2022 or 11-Mar-2022. */
static bm_status read_day_first(reader *in, int first, bm_day *day)
{
    char separator = *in->at;
    if (separator == ' ' || separator == '-') {
        const char *after = in->at;
        in->at++;
        skip_blanks(in);
        int month = scan_month_name(in);
        if (month) {
            *day = (bm_day){0, month, first};
            if (*in->at == separator || *in->at == ',' || *in->at == ' ')
                in->at++;
            skip_blanks(in);
            return scan_year(in, &day->year) ? check_day(in, *day) : refuse(in);
        }
        in->at = after;
    }
    if (separator != '.' && separator != '/' && separator != '-')
        return refuse(in);
    in->at++;
    int second = 0;
    int year = 0;
    int digits = bm_scan_digits(&in->at, &second);
    if (digits < 1 || digits > 2 || *in->at != separator)
        return refuse(in);
    in->at++;
    digits = bm_scan_digits(&in->at, &year);
    if (digits == 2)
        return bm_error_set(in->error, BM_ERROR_FORMAT, NULL, 0,
                            "year of '%s' has two digits: write all four", in->quoted);
    if (digits != 4)
        return refuse(in);
    if (separator != '.')
        return settle_order(in, first, second, year, day);
    *day = (bm_day){year, second, first};
    return check_day(in, *day);
}

/* March 2022 or March 11, 2022. */
static bm_status read_month_first(reader *in, bm_day *day)
{
    int month = scan_month_name(in);
    if (month == 0)
        return refuse(in);
    *day = (bm_day){.month = month};
    if (*in->at == '-')
        in->at++;
    skip_blanks(in);
    int number = 0;
    int digits = bm_scan_digits(&in->at, &number);
    if (digits == 4) {
        day->year = number;
        return check_day(in, (bm_day){number, month, 1});
    }
    if (digits != 1 && digits != 2)
        return refuse(in);
    day->day = number;
    if (*in->at == ',' || *in->at == '-')
        in->at++;
    skip_blanks(in);
    return scan_year(in, &day->year) ? check_day(in, *day) : refuse(in);
}

static bm_status read_day(reader *in, bm_day *day)
{
    int number = 0;
    const char *start = in->at;
    switch (bm_scan_digits(&in->at, &number)) {
    case 8:
        *day = (bm_day){number / 10000, number / 100 % 100, number % 100};
        return check_day(in, *day);
    case 4:
        return read_year_first(in, number, day);
    case 1:
    case 2:
        return read_day_first(in, number, day);
    case 0:
        return *start >= '0' && *start <= '9' ? refuse(in) : read_month_first(in, day);
    default:
        return refuse(in);
    }
}

/* "about 2013" and its kind. */
static bool skip_about(reader *in)
{
    static const char *const words[] = {"about ", "around ", "circa ", "ca. ", "c. "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncasecmp(in->at, words[i], strlen(words[i])) == 0) {
            in->at += strlen(words[i]);
            skip_blanks(in);
            return true;
        }
    return false;
}

static bm_status read_parts(reader *in, parts *out)
{
    *out = (parts){.approximate = skip_about(in)};
    bm_status status = read_day(in, &out->day);
    if (status)
        return status;
    if (out->day.day != 0 && *in->at && strchr("Tt ,", *in->at)) {
        in->at++;
        skip_blanks(in);
        if (!bm_scan_clock(&in->at, &out->clock))
            return bm_error_set(in->error, BM_ERROR_FORMAT, NULL, 0,
                                "cannot read the time of day of '%s': write it like 10:30 or "
                                "10:30+02:00",
                                in->quoted);
        out->has_clock = true;
    }
    if (*in->at && strchr("~?%", *in->at)) {
        out->approximate = true;
        in->at++;
    }
    return *in->at == '\0' ? BM_OK : refuse(in);
}

/* On the clocks of the zone: a time with an offset becomes theirs, one without is theirs. */
static void set_minute(bm_interval *interval, const bm_clock *clock, const bm_zone *zone)
{
    int64_t local_s = interval->start_s + clock->minute * INT64_C(60);
    int64_t instant_s = local_s - clock->zone_minute * INT64_C(60);
    if (zone) {
        if (!clock->has_zone)
            instant_s = bm_zone_instant(zone, local_s);
        int64_t offset_min = bm_floor_divide(bm_zone_offset_s(zone, instant_s), 60);
        if (clock->has_zone)
            local_s = instant_s + offset_min * 60;
        interval->start_offset_min = interval->end_offset_min = (int16_t)offset_min;
    } else {
        local_s = instant_s;
    }
    interval->precision = BM_DATE_MINUTE;
    interval->start_s = local_s;
    interval->end_s = local_s + 60;
}

static bm_interval interval_of(const parts *in, const bm_zone *zone)
{
    bm_day first = in->day;
    bm_day next = first;
    bm_interval interval = {.precision = BM_DATE_DAY, .approximate = in->approximate};
    if (first.month == 0) {
        interval.precision = BM_DATE_YEAR;
        first.month = first.day = 1;
        next = (bm_day){first.year + 1, 1, 1};
    } else if (first.day == 0) {
        interval.precision = BM_DATE_MONTH;
        first.day = 1;
        next = (bm_day){first.year, first.month + 1, 1};
    } else {
        next.day++;
    }
    interval.start_s = bm_day_start_s(first);
    interval.end_s = bm_day_start_s(next);
    /* Spreadsheets and databases write a day as midnight; nobody stated that hour. */
    if (!in->has_clock || in->clock.is_bare_midnight)
        return interval;
    set_minute(&interval, &in->clock, zone);
    return interval;
}

/* The one slash of an interval; d/m/Y has two. */
static char *interval_slash(char *text)
{
    char *slash = strchr(text, '/');
    return slash && !strchr(slash + 1, '/') ? slash : NULL;
}

/* 2022-03-11 and nothing else, as most tables write their days; it is read some times faster. */
static bool parse_plain_day(const char *text, bm_interval *interval)
{
    int digits[10];
    for (int i = 0; i < 10; i++) {
        bool is_dash = i == 4 || i == 7;
        if (is_dash ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return false;
        digits[i] = text[i] - '0';
    }
    bm_day day = {digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3],
                  digits[5] * 10 + digits[6], digits[8] * 10 + digits[9]};
    if (text[10] || day.year < BM_YEAR_MIN || day.year > BM_YEAR_MAX || day.month < 1 ||
        day.month > 12 || day.day < 1 || day.day > bm_month_days(day.year, day.month))
        return false;
    int64_t start_s = bm_day_start_s(day);
    *interval = (bm_interval){
        .start_s = start_s, .end_s = start_s + BM_SECONDS_A_DAY, .precision = BM_DATE_DAY};
    return true;
}

bm_status bm_interval_parse(const char *text, bm_date_order order, bm_interval *interval,
                            bm_error *error)
{
    return bm_interval_parse_in(text, order, NULL, interval, error);
}

bm_status bm_interval_parse_in(const char *text, bm_date_order order, const bm_zone *zone,
                               bm_interval *interval, bm_error *error)
{
    static const char blanks[] = " \t\r\n";
    if (parse_plain_day(text, interval))
        return BM_OK;
    reader in = {.order = order, .zone = zone, .error = error};
    text += strspn(text, blanks);
    size_t length = strlen(text);
    while (length > 0 && strchr(blanks, text[length - 1]))
        length--;
    char copy[TEXT_SIZE];
    snprintf(copy, sizeof copy, "%.*s", (int)(length < sizeof copy ? length : sizeof copy), text);
    bm_utf8_escape(copy, in.quoted, sizeof in.quoted);
    if (length == 0)
        return bm_error_set(error, BM_ERROR_FORMAT, NULL, 0, "date is empty");
    if (length >= sizeof copy)
        return refuse(&in);

    in.at = copy;
    char *slash = interval_slash(copy);
    if (slash)
        *slash = '\0';
    parts first;
    bm_status status = read_parts(&in, &first);
    if (status)
        return status;
    bm_interval result = interval_of(&first, in.zone);
    if (slash) {
        parts last;
        in.at = slash + 1;
        status = read_parts(&in, &last);
        if (status)
            return status;
        /* There the ends are arguments; here they are one text, which is wrong. */
        bm_error reversed = {0};
        if (bm_interval_span(&result, interval_of(&last, in.zone), &reversed))
            return bm_error_set(error, BM_ERROR_FORMAT, NULL, 0, "%s", reversed.message);
    }
    *interval = result;
    return BM_OK;
}
