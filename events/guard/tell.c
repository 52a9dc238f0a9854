/* What was kept back, in words and for programs. */
#include "events/guard/private.h"

#include "geo/output.h"

#include <inttypes.h>
#include <math.h>

enum { HOUR_S = 3600, DAY_S = 86400 };

static void count_member(bm_json *json, const char *key, size_t count)
{
    bm_json_key(json, key);
    bm_json_integer(json, (int64_t)count);
}

static void list_member(bm_json *json, const char *key, const char *const *items, size_t count)
{
    bm_json_key(json, key);
    bm_json_begin_compact_array(json);
    for (size_t i = 0; i < count; i++)
        bm_json_string(json, items[i]);
    bm_json_end_array(json);
}

static void precision_members(const bm_guard *guard, bm_json *json)
{
    bm_json_key(json, "precision_m");
    bm_json_number(json, guard->options.precision_m, 3);
    bm_json_key(json, "grid");
    bm_json_string(json, "integerised sinusoidal");
    count_member(json, "coarsened", guard->counts.coarsened);
    count_member(json, "areas_kept", guard->counts.areas_kept);
    count_member(json, "hidden", guard->counts.hidden);
    count_member(json, "unnamed", guard->counts.unnamed);
    count_member(json, "texts_dropped", guard->counts.texts);
    list_member(json, "columns_dropped", guard->dropped, guard->dropped_count);
}

static void delay_members(const bm_guard *guard, bm_json *json)
{
    static const char *const origins[] = {[BM_AS_OF_NEWEST] = "newest event",
                                          [BM_AS_OF_GIVEN] = "--as-of",
                                          [BM_AS_OF_SOURCE_DATE] = "SOURCE_DATE_EPOCH"};
    char text[BM_OUTPUT_TIME_SIZE];
    bm_output_format_time(BM_VALUE_INSTANT, guard->counts.as_of_s, text);
    bm_json_key(json, "delay_s");
    bm_json_integer(json, guard->options.delay_s);
    bm_json_key(json, "as_of");
    bm_json_string(json, text);
    bm_json_key(json, "as_of_is");
    bm_json_string(json, origins[guard->options.as_of]);
    count_member(json, "withheld", guard->counts.withheld);
}

void bm_guard_write_json(const bm_guard *guard, bm_json *json)
{
    bm_json_begin_object(json);
    if (guard->options.precision_m > 0)
        precision_members(guard, json);
    if (guard->options.delay_s > 0)
        delay_members(guard, json);
    if (guard->redacted_count > 0)
        list_member(json, "redacted", guard->redacted, guard->redacted_count);
    bm_json_end_object(json);
}

/* "5 km", "500 m". */
static void append_length(bm_strbuf *words, double length_m)
{
    int64_t metres = (int64_t)llround(length_m);
    if (metres % 1000 == 0)
        bm_strbuf_printf(words, "%" PRId64 " km", metres / 1000);
    else if (metres > 1000 && metres % 100 == 0)
        bm_strbuf_printf(words, "%" PRId64 ".%" PRId64 " km", metres / 1000, metres % 1000 / 100);
    else
        bm_strbuf_printf(words, "%" PRId64 " m", metres);
}

static void append_time(bm_strbuf *words, int64_t time_s)
{
    if (time_s % DAY_S == 0 && time_s > 3 * DAY_S)
        bm_strbuf_printf(words, "%" PRId64 " days", time_s / DAY_S);
    else
        bm_strbuf_printf(words, "%" PRId64 " h", time_s / HOUR_S);
}

bool bm_guard_make_words(bm_guard *guard)
{
    bm_strbuf *words = &guard->words;
    size_t withheld = guard->counts.withheld;
    bm_strbuf_clear(words);
    if (guard->options.precision_m > 0) {
        bm_strbuf_append(words, "positions to ");
        append_length(words, guard->options.precision_m);
    }
    if (guard->options.delay_s > 0) {
        bm_strbuf_printf(words, "%s%zu event%s of the last ", words->length ? "; " : "", withheld,
                         withheld == 1 ? "" : "s");
        append_time(words, guard->options.delay_s);
        bm_strbuf_append(words, " withheld");
    }
    for (size_t i = 0; i < guard->redacted_count; i++)
        bm_strbuf_printf(words, "%s%s",
                         i > 0           ? ", "
                         : words->length ? "; left out: "
                                         : "left out: ",
                         guard->redacted[i]);
    return !words->failed;
}

const char *bm_guard_words(const bm_guard *guard)
{
    return bm_strbuf_text(&guard->words);
}
