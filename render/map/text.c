#include "render/map/text.h"

#include <bordermap/version.h>
#include <stdio.h>
#include <string.h>

#define DAY_S 86400

const char *bm_map_country_name(const bm_layer *countries, const char *iso_a2)
{
    int code = bm_layer_field(countries, "ISO_A2"), name = bm_layer_field(countries, "NAME");
    for (size_t i = 0; i < bm_layer_count(countries); i++)
        if (strcmp(bm_layer_text(countries, i, code), iso_a2) == 0 &&
            *bm_layer_text(countries, i, name))
            return bm_layer_text(countries, i, name);
    return iso_a2;
}

void bm_map_format_count(size_t count, char text[BM_MAP_COUNT_SIZE])
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%zu", count);
    size_t written = 0;
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            text[written++] = ',';
        text[written++] = digits[i];
    }
    text[written] = '\0';
}

void bm_map_append_count(bm_strbuf *text, size_t count)
{
    char number[BM_MAP_COUNT_SIZE];
    bm_map_format_count(count, number);
    bm_strbuf_append(text, number);
}

void bm_map_append_events(bm_strbuf *text, size_t count)
{
    bm_map_append_count(text, count);
    bm_strbuf_append(text, count == 1 ? " event" : " events");
}

void bm_map_append_dates(bm_strbuf *text, const bm_marks *marks, const bm_interval *window,
                         const char *period)
{
    char dates[BM_DATE_TEXT_SIZE];
    if (period) {
        bm_strbuf_append(text, period);
        return;
    }
    if (!window && marks->events_drawn == 0)
        return;
    bm_interval_format_human(window ? *window : marks->span, dates);
    bm_strbuf_append(text, dates);
}

void bm_map_subtitle(const bm_marks *marks, const bm_interval *window, const char *period,
                     bm_strbuf *text)
{
    bm_map_append_dates(text, marks, window, period);
    if (text->length)
        bm_strbuf_append(text, " · ");
    if (marks->events_drawn == 0)
        bm_strbuf_append(text, "no events");
    else
        bm_map_append_events(text, marks->events_drawn);
    if (marks->events_imprecise) {
        bm_strbuf_append(text, " · ");
        bm_map_append_count(text, marks->events_imprecise);
        bm_strbuf_append(text, marks->events_drawn ? " more with a less exact date"
                                                   : " with a less exact date");
    }
    if (marks->events_outside) {
        bm_strbuf_append(text, " · ");
        bm_map_append_count(text, marks->events_outside);
        bm_strbuf_append(text,
                         marks->events_drawn ? " more outside this map" : " outside this map");
    }
    if (marks->events_national) {
        bm_strbuf_append(text, " · ");
        bm_map_append_count(text, marks->events_national);
        bm_strbuf_append(text, marks->events_drawn ? " more known only to a country"
                                                   : " known only to a country");
    }
    if (marks->events_unlocated) {
        bm_strbuf_append(text, " · ");
        bm_map_append_count(text, marks->events_unlocated);
        bm_strbuf_append(text, " at unknown places");
    }
}

static void append_part(bm_strbuf *text, const char *prefix, const char *part, const char *suffix)
{
    if (!part || !*part)
        return;
    if (text->length)
        bm_strbuf_append(text, " · ");
    bm_strbuf_printf(text, "%s%s%s", prefix, part, suffix);
}

/* The last day before `end_s`, which is not part of the span. */
static bm_interval day_before(int64_t end_s)
{
    int64_t day = (end_s - 1) / DAY_S - ((end_s - 1) % DAY_S < 0);
    return (bm_interval){
        .start_s = day * DAY_S, .end_s = (day + 1) * DAY_S, .precision = BM_DATE_DAY};
}

void bm_map_credit(const bm_basemap *basemap, const bm_map_options *options,
                   const bm_projection *projection, const char *sources,
                   const bm_interval *data_span, int64_t made_at_s, bm_strbuf *text)
{
    char date[BM_DATE_TEXT_SIZE];
    append_part(text, "Map data: ", basemap->credit, "");
    append_part(text, "Boundaries: ",
                options->ground.view == BM_VIEW_DISPUTED
                    ? "internationally recognised, disputed areas shown as such"
                    : "internationally recognised",
                "");
    append_part(text, "Events: ", options->furniture.data_note, "");
    append_part(text, "Sources of the events: ", sources, "");
    if (data_span) {
        bm_interval_format_human(day_before(data_span->end_s), date);
        append_part(text, "Data to ", date, "");
        bm_strbuf_printf(text, " (%s)",
                         options->furniture.zone_name ? options->furniture.zone_name : "UTC");
    }
    append_part(text, "", bm_projection_description(projection), "");
    if (options->made_at_s) {
        bm_interval_format_human(day_before(made_at_s + 1), date);
        append_part(text, "Made ", date, "");
    }
    append_part(text, "bordermap ", bm_version(), "");
}
