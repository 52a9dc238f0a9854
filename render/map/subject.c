/* What a map is of, in words: its title, when the caller gives none, and its description. */
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "render/map/private.h"
#include "render/map/text.h"

/** On a wider map no one town stands for what is shown. */
#define TOWN_MAP_WIDTH_M 1000000.0

/** What is common to all events of a map. */
typedef struct common_area {
    const char *country, *admin1; /**< "" when they differ; NULL before the first event */
} common_area;

static void meet(const char **common, const char *next)
{
    if (!*common)
        *common = next;
    else if (strcmp(*common, next) != 0)
        *common = "";
}

static common_area find_common(const bm_marks *marks)
{
    common_area all = {0};
    for (size_t i = 0; i < marks->count; i++) {
        for (size_t k = 0; k < marks->items[i].count && marks->items[i].events; k++) {
            const bm_event *event = marks->items[i].events[k];
            meet(&all.country, bm_event_country(event));
            meet(&all.admin1, event->location.admin1 ? event->location.admin1 : "");
        }
    }
    return all;
}

/* The oblast of that short name, or the country when it is "". */
static const bm_place *find_area(const bm_gazetteer *gazetteer, const char *country,
                                 const char *admin1)
{
    bm_place_kind kind = *admin1 ? BM_PLACE_REGION : BM_PLACE_COUNTRY;
    for (size_t i = 0; gazetteer && i < bm_gazetteer_count(gazetteer); i++) {
        const bm_place *place = bm_gazetteer_place(gazetteer, i);
        if (place && place->kind == kind && strcmp(place->country, country) == 0 &&
            strcmp(place->admin1, admin1) == 0)
            return place;
    }
    return NULL;
}

static bool is_greater(const bm_place *place, const bm_place *other)
{
    if (!other || place->rank != other->rank)
        return !other || place->rank < other->rank;
    return place->population > other->population;
}

/* Within the middle part of the map that is `share` of either side. */
static const bm_place *find_greatest_town(const bm_map *map, double share)
{
    const bm_gazetteer *gazetteer = map->basemap.gazetteer;
    const bm_px_box box = map->frame.map;
    bm_px middle = {(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2};
    const bm_place *found = NULL;
    for (size_t i = 0; gazetteer && i < bm_gazetteer_count(gazetteer); i++) {
        const bm_place *place = bm_gazetteer_place(gazetteer, i);
        if (!place || place->kind != BM_PLACE_SETTLEMENT || !place->rank ||
            !bm_lonlat_box_contains(map->frame.lonlat, place->position) ||
            !is_greater(place, found))
            continue;
        bm_px at = bm_frame_to_px(&map->frame, place->position);
        if (fabs(at.x - middle.x) <= share * (box.x1 - box.x0) / 2 &&
            fabs(at.y - middle.y) <= share * (box.y1 - box.y0) / 2)
            found = place;
    }
    return found;
}

/* Some names are no sentence without it. */
static const char *article(const char *name)
{
    static const char *const ends[] = {"Islands", "Netherlands", "Philippines", "Republic"};
    if (strncmp(name, "United ", 7) == 0)
        return "the ";
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t end = strlen(ends[i]);
        if (length > end && strcmp(name + length - end, ends[i]) == 0)
            return "the ";
    }
    return "";
}

/* "around Kyiv", "in Odesa Oblast": what follows "Incidents", and what the map is of. */
static void name_area(const bm_map *map, bm_strbuf *title, bm_strbuf *subject)
{
    const bm_place *area = NULL, *town = NULL;
    const common_area all = find_common(map->ground);
    const bm_gazetteer *gazetteer = map->basemap.gazetteer;
    bool has_place = map->place && *map->place;
    bool is_wide = map->frame.extent.x_max - map->frame.extent.x_min > TOWN_MAP_WIDTH_M;
    if (!has_place && all.country && *all.country) {
        area = *all.admin1 ? find_area(gazetteer, all.country, all.admin1) : NULL;
        area = area ? area : find_area(gazetteer, all.country, "");
    }
    if (!has_place && !area && !is_wide)
        town = find_greatest_town(map, 0.5);
    if (!has_place && !area && !is_wide && !town)
        town = find_greatest_town(map, 1);
    if (area) {
        bm_strbuf_printf(title, " in %s%s", article(area->name), area->name);
        bm_strbuf_printf(subject, "%s%s", article(area->name), area->name);
    } else if (has_place || town) {
        const char *name = has_place ? map->place : town->name;
        bm_strbuf_printf(title, " around %s", name);
        bm_strbuf_printf(subject, "the area around %s", name);
    }
}

void bm_map_name_subject(bm_map *map)
{
    const char *const *names = map->content.country_names;
    bm_strbuf title = {0}, subject = {0};
    bm_strbuf_append(&title, "Incidents");
    if (!map->content.hide_border) {
        bm_strbuf_printf(&title, " at the %s–%s border", names[0], names[1]);
        bm_strbuf_printf(&subject, "the %s–%s border", names[0], names[1]);
    } else {
        name_area(map, &title, &subject);
    }
    const char *kept = bm_map_keep(map, bm_strbuf_text(&subject));
    map->subject = kept && !subject.failed ? kept : "";
    // The header has the room of the title that it was measured with.
    if (map->has_default_title && bm_utf8_count(bm_strbuf_text(&title)) > map->title_length_max) {
        bm_strbuf_clear(&title);
        bm_strbuf_append(&title, "Incidents");
    }
    kept = map->has_default_title ? bm_map_keep(map, bm_strbuf_text(&title)) : NULL;
    if (kept && !title.failed) {
        map->title = kept;
        map->content.title = map->no_title ? "" : kept;
    }
    bm_strbuf_finish(&title);
    bm_strbuf_finish(&subject);
}

static bool is_blank(const bm_map *map, bm_lonlat position)
{
    return !bm_lonlat_box_contains(bm_layer_box(map->basemap.countries), position);
}

size_t bm_map_count_blank(const bm_map *map, const bm_marks *marks)
{
    size_t count = 0;
    for (size_t i = 0; i < marks->count; i++) {
        for (size_t k = 0; k < marks->items[i].count && marks->items[i].events; k++)
            count += is_blank(map, marks->items[i].events[k]->location.position);
    }
    bm_point_walk walk = {.points = map->points};
    while (map->points && bm_point_walk_next(&walk))
        for (size_t i = 0; i < walk.count; i++) {
            bm_lonlat at = bm_point_position(&walk.items[i]);
            count += bm_lonlat_box_contains(map->frame.lonlat, at) && is_blank(map, at);
        }
    return count;
}
