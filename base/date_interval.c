#include <bordermap/date.h>

bm_status bm_interval_span(bm_interval *a, bm_interval b, bm_error *error)
{
    if (b.end_s <= a->start_s) {
        char start[BM_DATE_TEXT_SIZE];
        char end[BM_DATE_TEXT_SIZE];
        bm_interval_format_start(*a, start);
        bm_interval_format_end(b, end);
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "end '%s' is before start '%s'", end,
                            start);
    }
    if (a->start_s != b.start_s || a->end_s != b.end_s || a->precision != b.precision)
        a->precision = BM_DATE_RANGE;
    a->end_s = b.end_s;
    a->end_offset_min = b.end_offset_min;
    a->approximate = a->approximate || b.approximate;
    return BM_OK;
}

bool bm_interval_overlaps(bm_interval a, bm_interval b)
{
    return a.start_s < b.end_s && b.start_s < a.end_s;
}

bool bm_interval_is_imprecise_in(bm_interval when, bm_interval window)
{
    bool is_coarse = when.precision == BM_DATE_MONTH || when.precision == BM_DATE_YEAR;
    if (!(is_coarse || when.approximate) || !bm_interval_overlaps(when, window))
        return false;
    int64_t doubt_s = when.approximate ? when.end_s - when.start_s : 0;
    return when.start_s - doubt_s < window.start_s || when.end_s + doubt_s > window.end_s;
}
