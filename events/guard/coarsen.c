/* Positions become those of cells, and what tells more goes. */
#include "events/guard/private.h"

#include <math.h>
#include <string.h>

/* Half of a cell's diagonal, for its side. */
static const double HALF_DIAGONAL = 0.70710678118654752;

/* What the gazetteer knows no better than a cell tells. Numbers of a table are always better. */
static bool is_wide_enough(const bm_guard *guard, const bm_event *event)
{
    const bm_event_location *location = &event->location;
    return !event->has_position && location->precision > BM_PLACE_PRECISION_CELL &&
           location->radius_m >= HALF_DIAGONAL * guard->options.precision_m;
}

static void forget_text(const char **text, bm_lonlat position, bm_guard_tally *tally)
{
    if (!bm_guard_text_tells(*text, position))
        return;
    *text = "";
    tally->counts.texts++;
}

/* The texts that are kept may have a link with the coordinates in it. */
static void forget_texts(bm_event *event, bm_guard_tally *tally)
{
    forget_text(&event->title, event->location.position, tally);
    forget_text(&event->description, event->location.position, tally);
    forget_text(&event->source, event->location.position, tally);
    forget_text(&event->url, event->location.position, tally);
}

static bool is_of_place(bm_column_role role, bool keeps_admin)
{
    switch (role) {
    case BM_COLUMN_ADMIN:
        return !keeps_admin;
    case BM_COLUMN_PLACE:
    case BM_COLUMN_DISTRICT:
    case BM_COLUMN_LON:
    case BM_COLUMN_LAT:
    case BM_COLUMN_PLACE_PRECISION:
    case BM_COLUMN_RADIUS:
    case BM_COLUMN_FROM:
    case BM_COLUMN_TO:
    case BM_COLUMN_FROM_LON:
    case BM_COLUMN_FROM_LAT:
    case BM_COLUMN_TO_LON:
    case BM_COLUMN_TO_LAT:
        return true;
    default:
        return false;
    }
}

/* The row without what it says of the place. */
static bm_status forget_cells(bm_events *events, bm_event *event, bool keeps_admin, bm_error *error)
{
    const char **cells = bm_arena_array(&events->arena, events->column_count + 1, sizeof *cells);
    if (!cells)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    for (size_t i = 0; i < events->column_count; i++)
        cells[i] = is_of_place(events->columns[i].role, keeps_admin) ? "" : event->cells[i];
    event->cells = cells;
    return BM_OK;
}

/* All that the place was called and found by. */
static void forget_place(bm_event *event)
{
    bm_event_location *location = &event->location;
    location->coarsened = true;
    location->ambiguous = false;
    location->name = location->place_id = "";
    location->match = BM_MATCH_NONE;
    location->score = location->margin = 0;
    location->candidate_count = 0;
    event->place = event->district = "";
    event->taken = NULL;
}

static bm_place_precision coarser(bm_place_precision precision)
{
    /* A district would be looked for on the map about a position that is not in it. */
    return precision > BM_PLACE_PRECISION_DISTRICT ? precision : BM_PLACE_PRECISION_CELL;
}

static bm_status coarsen_position(bm_guard *guard, bm_event *event, bm_guard_tally *tally,
                                  bool *keeps_admin, bm_error *error)
{
    bm_event_location *location = &event->location;
    bm_grid_cell cell = bm_grid_find(guard->options.precision_m, location->position);
    bool has_admin = *location->admin1 || *event->admin;
    bm_settled settled;
    if (!bm_settle(&guard->settling, &cell, location->country, location->border.country, has_admin,
                   &settled))
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    if (!settled.is_found) {
        location->located = false;
        tally->counts.hidden++;
        return BM_OK;
    }
    char country[sizeof location->border.country], side[sizeof location->border.side] = "";
    memcpy(country, location->border.country, sizeof country);
    for (int i = 0; i < 2; i++)
        if (strcmp(location->country, bm_border_country(guard->settling.border, i)) == 0)
            memcpy(side, location->country, sizeof side);
    location->radius_m =
        bm_grid_radius_m(guard->options.precision_m, &cell, settled.position, location->radius_m);
    location->precision = coarser(location->precision);
    location->position = event->position = settled.position;
    location->border = settled.border;
    if (!*location->country || !*country)
        memcpy(location->border.country, country, sizeof country);
    memcpy(location->border.side, side, sizeof side);
    *keeps_admin = has_admin && *settled.admin1 &&
                   (!*location->admin1 || strcmp(location->admin1, settled.admin1) == 0);
    if (!*keeps_admin)
        location->admin1 = "";
    tally->counts.coarsened++;
    return BM_OK;
}

static bm_status coarsen_end(bm_guard *guard, bm_movement_end *end, bm_error *error)
{
    bm_border_relation border;
    end->place = end->name = end->place_id = "";
    end->has_position = false;
    if (!end->located)
        return BM_OK;
    end->located = false;
    if (bm_border_relate(guard->settling.border, end->position, &border, NULL))
        return BM_OK;
    bm_grid_cell cell = bm_grid_find(guard->options.precision_m, end->position);
    bm_settled settled;
    if (!bm_settle(&guard->settling, &cell, border.country, border.country, false, &settled))
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    end->located = settled.is_found;
    end->position = settled.is_found ? settled.position : (bm_lonlat){0, 0};
    return BM_OK;
}

static bm_status coarsen_movement(bm_guard *guard, bm_movement *movement, bm_error *error)
{
    bm_status status = coarsen_end(guard, &movement->from, error);
    if (!status)
        status = coarsen_end(guard, &movement->to, error);
    /* Within one cell there is nothing to be seen of it. */
    if (movement->from.position.lon == movement->to.position.lon &&
        movement->from.position.lat == movement->to.position.lat)
        movement->from.located = movement->to.located = false;
    return status;
}

static bm_status coarsen_event(bm_guard *guard, bm_events *events, bm_event *event,
                               bm_guard_tally *tally, bm_error *error)
{
    bm_event_location *location = &event->location;
    bool is_located = location->located, keeps_admin = false;
    bm_status status = BM_OK;
    if (event->movement)
        status = coarsen_movement(guard, event->movement, error);
    if (status)
        return status;
    if (is_located && is_wide_enough(guard, event)) {
        tally->counts.areas_kept++;
        return BM_OK;
    }
    if (tally->columns)
        bm_guard_count_names(events, event, tally);
    if (is_located) {
        forget_texts(event, tally);
        status = coarsen_position(guard, event, tally, &keeps_admin, error);
    }
    tally->counts.unnamed += !is_located && (*event->place || *location->name);
    forget_place(event);
    if (!location->located) {
        location->country = location->admin1 = "";
        location->precision = BM_PLACE_PRECISION_UNKNOWN;
        location->radius_m = 0;
        location->position = event->position = (bm_lonlat){0, 0};
        location->border = (bm_border_relation){
            .crossing = "", .crossing_partner = "", .border_km = NAN, .crossing_km = NAN};
    }
    if (!keeps_admin)
        event->admin = "";
    event->has_position = false;
    event->radius_km = 0;
    event->place_precision = location->precision;
    return status ? status : forget_cells(events, event, keeps_admin, error);
}

bm_status bm_guard_coarsen(bm_guard *guard, bm_events *part, bm_guard_tally *tally, bm_error *error)
{
    bm_status status = BM_OK;
    for (size_t i = 0; i < part->count && !status; i++)
        status = coarsen_event(guard, part, &part->items[i], tally, error);
    return status;
}
