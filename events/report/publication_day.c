#include "events/report/publication_day.h"

#include <string.h>

enum { ISO_LENGTH = 10 };

/* "2022-03-11T" and the like. */
static bool is_iso_time(const char *text)
{
    for (size_t i = 0; i < ISO_LENGTH; i++)
        if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return false;
    const char *time = text + ISO_LENGTH + 1;
    return (time[-1] == 'T' || time[-1] == ' ') && time[0] >= '0' && time[0] <= '2';
}

bm_status bm_publication_day_parse(const char *text, bm_interval *day, bm_error *error)
{
    char iso[ISO_LENGTH + 1];
    while (*text == ' ' || *text == '\t' || *text == '\n' || *text == '\r')
        text++;
    if (is_iso_time(text)) {
        memcpy(iso, text, ISO_LENGTH);
        iso[ISO_LENGTH] = '\0';
        text = iso;
    }
    bm_status status = bm_interval_parse(text, BM_DATE_ORDER_UNKNOWN, day, error);
    if (status)
        return status;
    if (day->precision == BM_DATE_MINUTE) {
        day->start_s -= ((day->start_s % 86400) + 86400) % 86400;
        day->end_s = day->start_s + 86400;
        day->precision = BM_DATE_DAY;
    }
    if (day->precision != BM_DATE_DAY || day->approximate)
        return bm_error_set(error, BM_ERROR_FORMAT, NULL, 0, "'%.60s' is not one day", text);
    return BM_OK;
}
