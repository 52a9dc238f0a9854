/* Columns that are left out by name. */
#include "events/export/event_layer.h"
#include "events/guard/private.h"

#include <bordermap/spelling.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What goes together: each of these tells the others. Roles are bits. */
typedef struct group {
    const char *own[7];
    uint64_t roles;
} group;

#define ROLE(role) (UINT64_C(1) << BM_COLUMN_##role)
static const group groups[] = {
    {{"event_id"}, ROLE(ID)},
    {{"start", "end", "start_time", "end_time", "edtf", "start_epoch", "end_epoch"},
     ROLE(START) | ROLE(END) | ROLE(YEAR) | ROLE(MONTH) | ROLE(DAY) | ROLE(DATE_PRECISION)},
    {{"place", "name", "place_id"}, ROLE(PLACE)},
    {{"country", "side"}, ROLE(COUNTRY)},
    {{"admin1"}, ROLE(ADMIN)},
    {{NULL}, ROLE(DISTRICT)},
    {{"category", "marker-color", "marker-symbol"}, ROLE(CATEGORY)},
    {{"claim"}, ROLE(CLAIM)},
    {{"title"}, ROLE(TITLE)},
    {{"description"}, ROLE(DESCRIPTION)},
    {{"source"}, ROLE(SOURCE)},
    {{"url"}, ROLE(URL)},
    {{"precision", "marker-size"}, ROLE(PLACE_PRECISION)},
    {{"radius_m"}, ROLE(RADIUS)},
    {{"from_name", "from_lon", "from_lat", "to_name", "to_lon", "to_lat"},
     ROLE(FROM) | ROLE(TO) | ROLE(FROM_LON) | ROLE(FROM_LAT) | ROLE(TO_LON) | ROLE(TO_LAT)},
    {{NULL}, ROLE(LON) | ROLE(LAT)},
};
enum { GROUP_COUNT = sizeof groups / sizeof *groups };

static bool has_own(const group *at, const char *name)
{
    for (size_t i = 0; i < sizeof at->own / sizeof *at->own && at->own[i]; i++)
        if (strcmp(at->own[i], name) == 0)
            return true;
    return false;
}

static void add_group(const group *at, uint64_t *own, uint64_t *roles)
{
    for (size_t i = 0; i < sizeof at->own / sizeof *at->own && at->own[i]; i++)
        *own |= UINT64_C(1) << bm_event_layer_own(at->own[i]);
    *roles |= at->roles;
}

/* Ours, and what belongs to it. */
static bool redact_own(const char *name, uint64_t *own, uint64_t *roles)
{
    int number = bm_event_layer_own(name);
    if (number < 0)
        return false;
    *own |= UINT64_C(1) << number;
    for (int i = 0; i < GROUP_COUNT; i++)
        if (has_own(&groups[i], name))
            add_group(&groups[i], own, roles);
    return true;
}

/* The table's, and what we made of it. */
static bool redact_header(bm_events *events, const char *name, uint64_t *own, uint64_t *roles)
{
    int found = bm_table_find_header(events, name);
    if (found < 0)
        return false;
    /* Every column of that header. */
    for (size_t i = 0; i < events->column_count; i++) {
        bm_event_column *column = &events->columns[i];
        if (strcmp(column->name, events->columns[found].name) != 0)
            continue;
        column->is_withheld = true;
        for (int k = 0; k < GROUP_COUNT && column->role != BM_COLUMN_OTHER; k++)
            if (groups[k].roles >> column->role & 1)
                add_group(&groups[k], own, roles);
    }
    return true;
}

static bm_status refuse(const bm_events *events, const char *name, bm_error *error)
{
    bm_nearest nearest = bm_nearest_to(name);
    const char *own;
    for (size_t i = 0; (own = bm_event_layer_own_name(i)) != NULL; i++)
        bm_nearest_consider(&nearest, own);
    for (size_t i = 0; i < events->column_count; i++)
        bm_nearest_consider(&nearest, events->columns[i].name);
    if (nearest.word)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "option '--redact': no column '%.60s'; did you mean '%s'?", name,
                            nearest.word);
    char list[160];
    bm_table_list_columns(events, list, sizeof list);
    return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                        "option '--redact': no column '%.60s'; the table has %s", name, list);
}

static bool is_redacted(uint64_t own, const char *name)
{
    return own >> bm_event_layer_own(name) & 1;
}

static void forget_position(bm_event_location *location)
{
    location->located = false;
    location->position = (bm_lonlat){0, 0};
    location->border = (bm_border_relation){
        .crossing = "", .crossing_partner = "", .border_km = NAN, .crossing_km = NAN};
}

/* What a map would draw or write of them. */
static void redact_event(bm_event *event, uint64_t own, uint64_t roles)
{
    bm_event_location *location = &event->location;
    if (is_redacted(own, "place"))
        event->place = location->name = location->place_id = "";
    if (is_redacted(own, "country"))
        event->country = location->country = "";
    if (is_redacted(own, "admin1"))
        event->admin = location->admin1 = "";
    if (is_redacted(own, "category")) {
        event->category = "event";
        event->category_label = "";
    }
    if (is_redacted(own, "claim"))
        event->claim = BM_CLAIM_UNSTATED;
    if (is_redacted(own, "title"))
        event->title = "";
    if (is_redacted(own, "description"))
        event->description = "";
    if (is_redacted(own, "source"))
        event->source = "";
    if (is_redacted(own, "url"))
        event->url = "";
    if (is_redacted(own, "from_name"))
        event->movement = NULL;
    if (roles & ROLE(LON))
        forget_position(location);
}

/* Ids that say nothing, and are still unlike. */
static bm_status number_events(bm_events *events, bm_error *error)
{
    for (size_t i = 0; i < events->count; i++) {
        char number[32];
        (void)snprintf(number, sizeof number, "%zu", i + 1);
        events->items[i].id = bm_arena_strdup(&events->arena, number);
        if (!events->items[i].id)
            return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    }
    return BM_OK;
}

bm_status bm_guard_redact(bm_guard *guard, bm_events *events, bm_error *error)
{
    uint64_t own = 0, roles = 0;
    for (size_t i = 0; i < guard->redacted_count; i++) {
        const char *name = guard->redacted[i];
        bool is_own = redact_own(name, &own, &roles);
        if (!redact_header(events, name, &own, &roles) && !is_own)
            return refuse(events, name, error);
    }
    for (size_t i = 0; i < events->column_count; i++)
        if (events->columns[i].role != BM_COLUMN_OTHER && roles >> events->columns[i].role & 1)
            events->columns[i].is_withheld = true;
    for (size_t i = 0; i < events->count && (own || roles); i++)
        redact_event(&events->items[i], own, roles);
    events->redacted |= own;
    guard->hides_days = is_redacted(own, "start");
    return is_redacted(own, "event_id") ? number_events(events, error) : BM_OK;
}
