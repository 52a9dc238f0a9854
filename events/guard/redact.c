/* Columns that are left out by name. */
#include "events/export/event_layer.h"
#include "events/guard/private.h"

#include <bordermap/spelling.h>

#include <math.h>
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
static bool redact_header(const bm_events *header, const char *name, bool *marked, uint64_t *own,
                          uint64_t *roles)
{
    int found = bm_table_find_header(header, name);
    if (found < 0)
        return false;
    /* Every column of that header. */
    for (size_t i = 0; i < header->column_count; i++) {
        const bm_event_column *column = &header->columns[i];
        if (strcmp(column->name, header->columns[found].name) != 0)
            continue;
        marked[i] = true;
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

bm_status bm_guard_find_redacted(bm_guard *guard, const bm_events *header, bm_error *error)
{
    guard->is_redacted =
        bm_arena_array(&guard->arena, header->column_count + 1, sizeof *guard->is_redacted);
    if (!guard->is_redacted)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    for (size_t i = 0; i < guard->redacted_count; i++) {
        const char *name = guard->redacted[i];
        bool is_own = redact_own(name, &guard->own, &guard->roles);
        if (!redact_header(header, name, guard->is_redacted, &guard->own, &guard->roles) && !is_own)
            return refuse(header, name, error);
    }
    for (size_t i = 0; i < header->column_count; i++)
        if (header->columns[i].role != BM_COLUMN_OTHER &&
            guard->roles >> header->columns[i].role & 1)
            guard->is_redacted[i] = true;
    return BM_OK;
}

void bm_guard_redact_columns(bm_guard *guard, const bm_events *header)
{
    for (size_t i = 0; i < header->column_count; i++)
        guard->is_withheld[i] = guard->is_withheld[i] || guard->is_redacted[i];
}

void bm_guard_redact(const bm_guard *guard, bm_events *part)
{
    for (size_t i = 0; i < part->count && (guard->own || guard->roles); i++)
        redact_event(&part->items[i], guard->own, guard->roles);
    part->redacted |= guard->own;
}

bool bm_guard_hides_days(const bm_guard *guard)
{
    return is_redacted(guard->own, "start");
}
