#include <stdio.h>

#include "base/calendar.h"
#include "render/series/windows.h"

/* "28 days to 27 March 2022". */
static void append_sliding(const bm_window *window, bm_step length, bm_strbuf *text)
{
    static const char *const units[] = {"day", "week", "month", "quarter", "year"};
    char last[BM_DATE_TEXT_SIZE];
    bm_interval day = {.start_s = window->shown.end_s - BM_SECONDS_A_DAY,
                       .end_s = window->shown.end_s,
                       .precision = BM_DATE_DAY};
    bm_interval_format_human(day, last);
    if (length.count > 1)
        bm_strbuf_printf(text, "%d %ss to %s", length.count, units[length.unit], last);
    else
        bm_strbuf_printf(text, "%s to %s", units[length.unit], last);
}

void bm_window_append_name(const bm_window *window, const bm_series_options *options,
                           bm_strbuf *text)
{
    char dates[BM_DATE_TEXT_SIZE];
    int week_year;
    bm_step step = options->step;
    bm_day first = bm_day_at(window->shown.start_s);
    bool is_plain = !options->cumulative && options->period_count == 0 && step.count == 1;
    bm_interval_format_human(window->shown, dates);
    if (window->title)
        bm_strbuf_printf(text, "%s, ", window->title);
    if (options->window.count > 0 && !options->cumulative)
        append_sliding(window, options->window, text);
    else if (is_plain && step.unit == BM_STEP_WEEK)
        bm_strbuf_printf(text, "week %d, %s", bm_day_iso_week(first, &week_year), dates);
    else if (is_plain && step.unit == BM_STEP_QUARTER)
        bm_strbuf_printf(text, "Q%d %d", (first.month + 2) / 3, first.year);
    else
        bm_strbuf_append(text, dates);
}
