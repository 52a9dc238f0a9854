#include "events/export/out.h"

#include "base/utf8.h"

#include <bordermap/date.h>
#include <bordermap/sink.h>

#include <math.h>
#include <stdbool.h>

enum { DAY_S = 86400, DECIMALS_MAX = 6 };

/* What stands in a JSON string as it is. */
static bool is_plain(char byte)
{
    unsigned char c = (unsigned char)byte;
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

static void put_escaped(bm_strbuf *out, int32_t code_point)
{
    switch (code_point) {
    case '"':
        BM_OUT(out, "\\\"");
        return;
    case '\\':
        BM_OUT(out, "\\\\");
        return;
    case '\n':
        BM_OUT(out, "\\n");
        return;
    case '\t':
        BM_OUT(out, "\\t");
        return;
    case '\r':
        BM_OUT(out, "\\r");
        return;
    default:
        bm_strbuf_printf(out, "\\u%04x", (unsigned)code_point);
    }
}

void bm_out_text(bm_strbuf *out, const char *text)
{
    BM_OUT(out, "\"");
    while (*text) {
        const char *run = text;
        while (is_plain(*text))
            text++;
        bm_out_bytes(out, run, (size_t)(text - run));
        if (!*text)
            break;
        run = text;
        int32_t code_point = bm_utf8_next(&text);
        if (code_point < 0)
            BM_OUT(out, "\xEF\xBF\xBD");
        else if (code_point >= 0x80)
            bm_out_bytes(out, run, (size_t)(text - run));
        else
            put_escaped(out, code_point);
    }
    BM_OUT(out, "\"");
}

/* The decimal digits of a number, at least `least` of them, before `end`; where they begin. */
static char *put_digits(char *end, uint64_t value, int least)
{
    char *at = end;
    for (; value > 0 || least > 0; value /= 10, least--)
        *--at = (char)('0' + value % 10);
    return at;
}

void bm_out_integer(bm_strbuf *out, int64_t value)
{
    char digits[24];
    char *end = digits + sizeof digits;
    char *at = put_digits(end, value < 0 ? 0 - (uint64_t)value : (uint64_t)value, 1);
    if (value < 0)
        *--at = '-';
    bm_out_bytes(out, at, (size_t)(end - at));
}

/* The same bytes as bm_format_number() for the numbers that a map has; false for others. */
static bool put_number(bm_strbuf *out, double value, int decimals)
{
    static const uint32_t scales[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    double magnitude = fabs(value);
    if (!(magnitude < 1e9) || decimals < 0 || decimals > DECIMALS_MAX)
        return false;
    uint64_t integer = (uint64_t)magnitude;
    uint64_t scale = scales[decimals];
    uint64_t fraction = (uint64_t)llround((magnitude - (double)integer) * (double)scale);
    if (fraction >= scale) {
        fraction = 0;
        integer++;
    }
    char digits[40];
    char *end = digits + sizeof digits, *at = end;
    if (fraction > 0) {
        for (; fraction % 10 == 0; fraction /= 10)
            decimals--;
        at = put_digits(at, fraction, decimals);
        *--at = '.';
    }
    at = put_digits(at, integer, 1);
    if (value < 0 && (integer > 0 || fraction > 0))
        *--at = '-';
    bm_out_bytes(out, at, (size_t)(end - at));
    return true;
}

void bm_out_number(bm_strbuf *out, double value, int decimals)
{
    if (put_number(out, value, decimals))
        return;
    char text[64];
    bm_format_number(value, decimals, text);
    bm_out_bytes(out, text, strlen(text));
}

/* "2022-03-11" into ten bytes; false for a year of other than four digits. */
static bool put_day(char *text, bm_day day)
{
    if (day.year < 0 || day.year > 9999)
        return false;
    (void)put_digits(text + 4, (uint64_t)day.year, 4);
    text[4] = '-';
    (void)put_digits(text + 7, (uint64_t)day.month, 2);
    text[7] = '-';
    (void)put_digits(text + 10, (uint64_t)day.day, 2);
    return true;
}

void bm_out_time(bm_strbuf *out, bm_value_type type, int64_t time)
{
    int64_t number = type == BM_VALUE_DAY ? time : time / DAY_S - (time % DAY_S < 0);
    char text[BM_OUTPUT_TIME_SIZE] = "0000-00-00T00:00:00Z";
    if (!put_day(text, bm_day_from_number(number))) {
        bm_output_format_time(type, time, text);
        bm_out_bytes(out, text, strlen(text));
        return;
    }
    if (type == BM_VALUE_DAY) {
        bm_out_bytes(out, text, sizeof "0000-00-00" - 1);
        return;
    }
    int second = (int)(time - number * DAY_S);
    (void)put_digits(text + 13, (uint64_t)(second / 3600), 2);
    (void)put_digits(text + 16, (uint64_t)(second / 60 % 60), 2);
    (void)put_digits(text + 19, (uint64_t)(second % 60), 2);
    bm_out_bytes(out, text, sizeof "0000-00-00T00:00:00Z" - 1);
}
