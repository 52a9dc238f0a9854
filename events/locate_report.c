#include "events/locate_report.h"

#include "base/blank.h"
#include "base/strbuf.h"

#include <bordermap/sink.h>

#include <stdio.h>
#include <string.h>

enum { LABEL_SIZE = 160 };

const char *bm_locating_keep(bm_locating *run, const char *text)
{
    if (!*text)
        return "";
    if (!run->last_country || strcmp(run->last_country, text) != 0)
        run->last_country = bm_arena_strdup(&run->events->arena, text);
    return run->last_country;
}

/* The header that `text` of this row stands under; after joining, several columns have a role. */
static const char *column_name(const bm_locating *run, const bm_event *event, bm_column_role role,
                               const char *text)
{
    const bm_events *events = run->events;
    for (size_t i = 0; i < events->column_count; i++)
        if (events->columns[i].role == role && strcmp(event->cells[i], text) == 0)
            return events->columns[i].name;
    return "";
}

static bool has_column(const bm_locating *run, bm_column_role role)
{
    for (size_t i = 0; i < run->events->column_count; i++)
        if (run->events->columns[i].role == role)
            return true;
    return false;
}

static const char *file_of(const bm_locating *run, const bm_event *event)
{
    return bm_events_file(run->events, event->file);
}

bm_status bm_locating_compare_country(bm_locating *run, const bm_event *event, bm_error *error)
{
    const bm_border_relation *border = &event->location.border;
    char said[3];
    if (bm_is_blank(event->country))
        return BM_OK;
    bm_status status = bm_place_cache_country(run->cache, event->country, said, error);
    if (status)
        return status;
    const char *column = column_name(run, event, BM_COLUMN_COUNTRY, event->country);
    if (!*said) {
        bm_findings_add(run->findings, BM_SEVERITY_WARNING, "country-unknown", file_of(run, event),
                        event->line, column, event->country, "no country is called '%s'",
                        event->country);
        return BM_OK;
    }
    if (!*border->country || border->uncertain || strcmp(said, border->country) == 0)
        return BM_OK;
    char distance[64];
    bm_format_number(border->border_km, 1, distance);
    bm_findings_add(run->findings, BM_SEVERITY_WARNING, "country-mismatch", file_of(run, event),
                    event->line, column, event->country,
                    "the row says %s, but its position is in %s, %s km from the %s-%s border", said,
                    border->country, distance, bm_border_country(run->border, 0),
                    bm_border_country(run->border, 1));
    return BM_OK;
}

/* "Dyvin (Kobryn, BY)" */
static void label(const bm_place *place, char text[LABEL_SIZE])
{
    const char *unit = *place->admin2 ? place->admin2 : place->admin1;
    if (*unit && strcmp(unit, place->name) != 0)
        snprintf(text, LABEL_SIZE, "%.60s (%.40s, %.3s)", place->name, unit, place->country);
    else
        snprintf(text, LABEL_SIZE, "%.60s (%.3s)", place->name, place->country);
}

/* " at 47.05, 31.9", for two places of one name in one district. */
static void add_position(const bm_place *place, char text[LABEL_SIZE])
{
    char lat[64];
    char lon[64];
    bm_format_number(place->position.lat, 2, lat);
    bm_format_number(place->position.lon, 2, lon);
    size_t length = strlen(text);
    snprintf(text + length, LABEL_SIZE - length, " at %.12s, %.12s", lat, lon);
}

void bm_locating_report_far(bm_locating *run, const bm_event *event, const bm_place *place,
                            double distance_m)
{
    char text[LABEL_SIZE];
    char distance[64];
    label(place, text);
    bm_format_number(distance_m / 1000, 0, distance);
    bm_findings_add(run->findings, BM_SEVERITY_WARNING, "position-far", file_of(run, event),
                    event->line, column_name(run, event, BM_COLUMN_PLACE, event->place),
                    event->place, "the given position is %s km from %s; the position was used",
                    distance, text);
}

void bm_locating_report_swapped(bm_locating *run, const bm_event *event)
{
    char distance[64];
    char lon[64];
    char lat[64];
    bm_format_number(event->location.border.border_km, 0, distance);
    bm_format_number(event->position.lon, 6, lon);
    bm_format_number(event->position.lat, 6, lat);
    bm_findings_add(run->findings, BM_SEVERITY_WARNING, "position-swapped", file_of(run, event),
                    event->line, NULL, NULL,
                    "longitude %s and latitude %s are %s km from the border; are they swapped?",
                    lon, lat, distance);
}

void bm_locating_report_hints(bm_locating *run, const bm_event *event,
                              const bm_place_answer *answer)
{
    if (answer->country_unknown)
        bm_findings_add(run->findings, BM_SEVERITY_WARNING, "country-unknown", file_of(run, event),
                        event->line, column_name(run, event, BM_COLUMN_COUNTRY, event->country),
                        event->country, "no country is called '%s'; located without it",
                        event->country);
    if (answer->admin_unknown)
        bm_findings_add(run->findings, BM_SEVERITY_WARNING, "admin-unknown", file_of(run, event),
                        event->line, column_name(run, event, BM_COLUMN_ADMIN, event->admin),
                        event->admin, "no oblast is called '%s'; located without it", event->admin);
    if (answer->country_misspelt)
        bm_findings_add(
            run->findings, BM_SEVERITY_WARNING, "country-misspelt", file_of(run, event),
            event->line, column_name(run, event, BM_COLUMN_COUNTRY, event->country), event->country,
            "no country is called '%s'; the one that is spelt nearly so was taken", event->country);
    if (answer->admin_misspelt)
        bm_findings_add(
            run->findings, BM_SEVERITY_WARNING, "admin-misspelt", file_of(run, event), event->line,
            column_name(run, event, BM_COLUMN_ADMIN, event->admin), event->admin,
            "no oblast is called '%s'; the one that is spelt nearly so was taken", event->admin);
}

/* "in Kherson, UA": where the row says that the place is; "there" when only its name does. */
static void append_where(bm_strbuf *text, const bm_event *event)
{
    const char *const units[] = {event->district, event->admin, event->country};
    const char *separator = "in ";
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (bm_is_blank(units[i]))
            continue;
        bm_strbuf_printf(text, "%s%s", separator, units[i]);
        separator = ", ";
    }
    if (!*bm_strbuf_text(text))
        bm_strbuf_append(text, "there");
}

void bm_locating_report_unknown(bm_locating *run, const bm_event *event,
                                const bm_place_answer *answer)
{
    bool empty = bm_is_blank(event->place);
    const char *column = column_name(run, event, BM_COLUMN_PLACE, event->place);
    if (!empty && answer->best) {
        char known[LABEL_SIZE];
        bm_strbuf where = {0};
        label(answer->best, known);
        append_where(&where, event);
        bm_findings_add(run->findings, BM_SEVERITY_WARNING, "place-unknown", file_of(run, event),
                        event->line, column, event->place,
                        "'%s' was not found %s; known is %s: correct the row, or give lon and lat",
                        event->place, bm_strbuf_text(&where), known);
        bm_strbuf_finish(&where);
        return;
    }
    bm_findings_add(run->findings, BM_SEVERITY_WARNING, empty ? "place-missing" : "place-unknown",
                    file_of(run, event), event->line, column, event->place,
                    empty ? "the row names no place and no area that is known; give lon and lat"
                          : "no place is called '%s'; try another spelling, a larger gazetteer, or "
                            "give lon and lat",
                    event->place);
}

/* The row says one of the border's two countries, and the place is just inside the other. False
 * when that is not so. */
static bool report_across(bm_locating *run, const bm_event *event, const bm_place_answer *answer,
                          bm_severity severity)
{
    char said[3];
    const bm_place *place = answer->best;
    if (answer->country_unknown || !*event->country || !*place->country ||
        bm_place_cache_country(run->cache, event->country, said, NULL) || !*said ||
        strcmp(said, place->country) == 0)
        return false;
    char known[LABEL_SIZE];
    char distance[64];
    label(place, known);
    bm_format_number(bm_border_distance_km(run->border, place->position), 1, distance);
    bm_findings_add(run->findings, severity, "place-ambiguous", file_of(run, event), event->line,
                    column_name(run, event, BM_COLUMN_PLACE, event->place), event->place,
                    "the row says %s; known is %s, %s km from the border: correct the country, or "
                    "give lon and lat%s",
                    said, known, distance, run->policy == BM_AMBIGUOUS_BEST ? "; it was used" : "");
    return true;
}

/* What would settle it: the first thing in which the two differ and that the row leaves open. */
static const char *advice(const bm_locating *run, const bm_event *event, const bm_place *a,
                          const bm_place *b)
{
    if (!*event->country && strcmp(a->country, b->country) != 0)
        return has_column(run, BM_COLUMN_COUNTRY) ? "fill in the country" : "add a country column";
    if (!*event->admin && strcmp(a->admin1, b->admin1) != 0)
        return has_column(run, BM_COLUMN_ADMIN) ? "fill in the oblast" : "add an admin column";
    if (!*event->district && strcmp(a->admin2, b->admin2) != 0)
        return has_column(run, BM_COLUMN_DISTRICT) ? "fill in the district"
                                                   : "add a district column";
    return "give lon and lat";
}

void bm_locating_report_ambiguous(bm_locating *run, const bm_event *event,
                                  const bm_place_answer *answer)
{
    bool failing = run->policy == BM_AMBIGUOUS_FAIL;
    const char *column = column_name(run, event, BM_COLUMN_PLACE, event->place);
    const char *done = run->policy == BM_AMBIGUOUS_BEST ? "; the first was used" : "";
    bm_severity severity = failing ? BM_SEVERITY_ERROR : BM_SEVERITY_WARNING;
    char first[LABEL_SIZE];
    char second[LABEL_SIZE];
    if (report_across(run, event, answer, severity))
        return;
    label(answer->best, first);
    if (answer->kind_missing) {
        bm_findings_add(run->findings, severity, "place-ambiguous", file_of(run, event),
                        event->line, column, event->place,
                        "no place is called '%s', but %s is known; give lon and lat%s",
                        event->place, first,
                        run->policy == BM_AMBIGUOUS_BEST ? "; the area around it was used" : "");
        return;
    }
    if (!answer->runner_up) {
        /* One place of that name, and a hint that speaks against it. */
        bm_findings_add(run->findings, severity, "place-ambiguous", file_of(run, event),
                        event->line, column, event->place,
                        "'%s' is only known as %s, which does not fit the rest of the row; give "
                        "lon and lat%s",
                        event->place, first,
                        run->policy == BM_AMBIGUOUS_BEST ? "; it was used" : "");
        return;
    }
    label(answer->runner_up, second);
    if (strcmp(first, second) == 0) {
        add_position(answer->best, first);
        add_position(answer->runner_up, second);
    }
    bm_findings_add(run->findings, severity, "place-ambiguous", file_of(run, event), event->line,
                    column, event->place, "'%s' may be %s or %s: %s%s", event->place, first, second,
                    advice(run, event, answer->best, answer->runner_up), done);
}
