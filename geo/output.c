#include "geo/output.h"

#include <bordermap/date.h>
#include <stdio.h>
#include <string.h>

enum { DAY_S = 86400 };

void bm_output_format_time(bm_value_type type, int64_t time, char text[BM_OUTPUT_TIME_SIZE])
{
    int64_t number = type == BM_VALUE_DAY ? time : time / DAY_S - (time % DAY_S < 0);
    bm_day day = bm_day_from_number(number);
    int length =
        snprintf(text, BM_OUTPUT_TIME_SIZE, "%04d-%02d-%02d", day.year, day.month, day.day);
    if (type == BM_VALUE_DAY || length < 0 || length >= BM_OUTPUT_TIME_SIZE)
        return;
    int second = (int)(time - number * DAY_S);
    (void)snprintf(text + length, BM_OUTPUT_TIME_SIZE - (size_t)length, "T%02d:%02d:%02dZ",
                   second / 3600, second / 60 % 60, second % 60);
}

int bm_output_find_column(const bm_output_layer *layer, const char *name)
{
    for (size_t i = 0; i < layer->column_count; i++)
        if (strcmp(layer->columns[i].name, name) == 0)
            return (int)i;
    return -1;
}
