#include "events/movement.h"

#include "base/blank.h"

#include <string.h>

static const char *column_of(const bm_locating *run, bm_column_role role)
{
    for (size_t i = 0; i < run->events->column_count; i++)
        if (run->events->columns[i].role == role)
            return run->events->columns[i].name;
    return NULL;
}

static void report(bm_locating *run, const bm_event *event, const bm_movement_end *end,
                   const char *why)
{
    bool is_from = end == &event->movement->from;
    bm_findings_add(run->findings, BM_SEVERITY_WARNING, "movement-unlocated",
                    bm_events_file(run->events, event->file), event->line,
                    column_of(run, is_from ? BM_COLUMN_FROM : BM_COLUMN_TO), end->place,
                    "'%s' %s; the movement has no arrow", end->place, why);
}

/* `around`: where the event is, which decides among namesakes; NULL when it is not known. */
static bm_status locate_end(bm_locating *run, const bm_event *event, bm_movement_end *end,
                            const bm_lonlat *around, bm_error *error)
{
    const bm_event_location *own = &event->location;
    end->located = end->has_position;
    end->name = end->place;
    end->place_id = "";
    if (end->has_position || bm_is_blank(end->place))
        return BM_OK;
    if (strcmp(end->place, event->place) == 0 && own->located) {
        end->located = own->precision < BM_PLACE_PRECISION_COUNTRY;
        end->position = own->position;
        end->name = own->name;
        end->place_id = own->place_id;
        return BM_OK;
    }
    bm_place_question question = {.place = end->place, .country = "", .admin = "", .district = ""};
    bm_place_answer answer = {0};
    bm_status status = bm_place_cache_ask(run->cache, &question, &answer, error);
    if (!status && answer.status == BM_LOCATION_AMBIGUOUS && around)
        status = bm_place_cache_ask_around(run->cache, &question, around, 1, &answer, error);
    if (status)
        return status;
    if (answer.status == BM_LOCATION_NONE || !answer.best)
        report(run, event, end, "is not in the gazetteer");
    else if (answer.status == BM_LOCATION_AMBIGUOUS && run->policy != BM_AMBIGUOUS_BEST)
        report(run, event, end, "may be several places");
    else if (bm_place_precision_of(answer.best, answer.radius_km) >= BM_PLACE_PRECISION_COUNTRY)
        report(run, event, end, "is a whole country");
    else {
        end->located = true;
        end->position = answer.best->position;
        end->name = answer.best->name;
        end->place_id = answer.best->id;
    }
    return BM_OK;
}

static void report_standstill(bm_locating *run, const bm_event *event)
{
    const bm_movement_end *from = &event->movement->from, *to = &event->movement->to;
    if (!from->located || !to->located || from->position.lon != to->position.lon ||
        from->position.lat != to->position.lat)
        return;
    bm_findings_add(run->findings, BM_SEVERITY_WARNING, "movement-nowhere",
                    bm_events_file(run->events, event->file), event->line,
                    column_of(run, BM_COLUMN_FROM), from->place,
                    "'%s' is where the movement begins and ends: it moves nowhere and has no arrow",
                    from->name);
}

bm_status bm_locating_find_movement(bm_locating *run, bm_event *event, bm_error *error)
{
    if (!event->movement)
        return BM_OK;
    const bm_lonlat *around = event->location.located ? &event->location.position : NULL;
    bm_status status = locate_end(run, event, &event->movement->to, around, error);
    if (!around && event->movement->to.located)
        around = &event->movement->to.position;
    if (!status)
        status = locate_end(run, event, &event->movement->from, around, error);
    if (!status)
        report_standstill(run, event);
    return status;
}
