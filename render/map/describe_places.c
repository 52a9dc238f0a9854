/* Where the events of a map are, in sentences. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "render/labels/near_place.h"
#include "render/map/describe.h"
#include "render/map/text.h"

/** Places and events that are named; more would be a table. */
#define PLACES_MAX 5
#define NEAREST_MAX 3
/** What is farther is not near. */
#define NEAR_KM 1000

/** Events at one place. */
typedef struct place {
    const char *name;
    size_t count;
} place;

/** What the description counts among the events that are drawn. */
typedef struct tally {
    size_t sides[2];
    size_t uncertain; /**< nearer to the line than it is accurate */
    size_t elsewhere; /**< in another country */
    const bm_event *nearest[NEAREST_MAX];
    size_t nearest_count;
    place *places;
    size_t place_count;
} tally;

static const char *name_of(const bm_event *event)
{
    const char *name = event->location.name;
    return name && *name ? name : event->place ? event->place : "";
}

static bool is_same_place(const bm_event *a, const bm_event *b)
{
    if (*name_of(a) || *name_of(b))
        return strcmp(name_of(a), name_of(b)) == 0;
    return a->location.position.lon == b->location.position.lon &&
           a->location.position.lat == b->location.position.lat;
}

/* The distance of a single place; an area has none, and on another continent it says nothing. */
static double distance_km(const bm_event *event)
{
    const bm_event_location *at = &event->location;
    if (at->precision > BM_PLACE_PRECISION_SETTLEMENT || !(at->border.border_km <= NEAR_KM))
        return INFINITY;
    return at->border.border_km;
}

static void note_nearest(tally *made, const bm_event *event)
{
    double distance = distance_km(event);
    if (!isfinite(distance))
        return;
    size_t at = made->nearest_count;
    while (at > 0 && distance < distance_km(made->nearest[at - 1]))
        at--;
    /* One event a place. */
    for (size_t i = 0; i < made->nearest_count; i++)
        if (is_same_place(made->nearest[i], event)) {
            if (i < at)
                return;
            memmove(&made->nearest[i], &made->nearest[i + 1],
                    (made->nearest_count - i - 1) * sizeof(const bm_event *));
            made->nearest_count--;
            break;
        }
    if (at >= NEAREST_MAX)
        return;
    if (made->nearest_count < NEAREST_MAX)
        made->nearest_count++;
    memmove(&made->nearest[at + 1], &made->nearest[at],
            (made->nearest_count - at - 1) * sizeof(const bm_event *));
    made->nearest[at] = event;
}

static void note_side(tally *made, const bm_event *event, const char *const codes[2])
{
    const bm_border_relation *border = &event->location.border;
    if (border->uncertain && event->location.precision < BM_PLACE_PRECISION_DISTRICT)
        made->uncertain++;
    else if (strcmp(border->side, codes[0]) == 0)
        made->sides[0]++;
    else if (strcmp(border->side, codes[1]) == 0)
        made->sides[1]++;
    else
        made->elsewhere++;
}

static int compare_names(const void *left, const void *right)
{
    return strcmp(((const place *)left)->name, ((const place *)right)->name);
}

static int compare_counts(const void *left, const void *right)
{
    const place *a = left, *b = right;
    if (a->count != b->count)
        return a->count < b->count ? 1 : -1;
    return strcmp(a->name, b->name);
}

/* Equal names become one place, most events first. */
static void merge_places(tally *made)
{
    size_t count = 0;
    qsort(made->places, made->place_count, sizeof *made->places, compare_names);
    for (size_t i = 0; i < made->place_count; i++) {
        if (count && strcmp(made->places[count - 1].name, made->places[i].name) == 0)
            made->places[count - 1].count++;
        else
            made->places[count++] = made->places[i];
    }
    qsort(made->places, count, sizeof *made->places, compare_counts);
    made->place_count = count;
}

/* Without memory the places go unsaid. */
static void take_stock(tally *made, const bm_marks *marks, const char *const codes[2])
{
    size_t total = 0;
    for (size_t i = 0; i < marks->count; i++)
        total += marks->items[i].count;
    made->places = total ? malloc(total * sizeof *made->places) : NULL;
    for (size_t i = 0; i < marks->count; i++) {
        const bm_mark *mark = &marks->items[i];
        for (size_t k = 0; k < mark->count && mark->events; k++) {
            const bm_event *event = mark->events[k];
            note_side(made, event, codes);
            note_nearest(made, event);
            if (made->places && *name_of(event))
                made->places[made->place_count++] = (place){name_of(event), 1};
        }
    }
    if (made->places)
        merge_places(made);
}

static void append_sides(bm_strbuf *text, const tally *made, const char *const names[2])
{
    char words[2][96];
    for (int side = 0; side < 2; side++)
        snprintf(words[side], sizeof words[side], "in %.80s", names[side]);
    const size_t counts[] = {made->sides[0], made->sides[1], made->elsewhere, made->uncertain};
    const char *const all[] = {words[0], words[1], "in other countries",
                               "too near the border to tell the side"};
    bm_describe_counts(text, " By place, ", counts, all, 4);
}

/* A picture that stands for a word: it has no letters, and readers of the text spell out its name.
 */
static bool is_picture(int32_t c)
{
    return (c >= 0x2600 && c <= 0x27BF) || (c >= 0x2B00 && c <= 0x2BFF) ||
           (c >= 0x1F000 && c <= 0x1FAFF) || c == 0x20E3 || c == 0x200D ||
           (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c <= 0xE007F);
}

/* The words of a title after `separator`, without its pictures; nothing when it has no words. */
static void append_title(bm_strbuf *text, const char *separator, const char *title)
{
    while (title && *title) {
        const char *start = title;
        int32_t c = bm_utf8_next(&title);
        if (c < 0 || is_picture(c))
            continue;
        if (c == ' ' || c == '\t' || c == '\n') {
            if (*separator == '\0')
                separator = " ";
            continue;
        }
        bm_strbuf_append(text, separator);
        bm_strbuf_append_n(text, start, (size_t)(title - start));
        separator = "";
    }
}

/* How many of the places come before the rest: a list that breaks off among equals says nothing. */
static size_t count_leaders(const tally *made)
{
    size_t count = 0;
    while (count < made->place_count && made->places[count].count >= 2)
        count++;
    if (count > PLACES_MAX) {
        size_t beyond = made->places[PLACES_MAX].count;
        count = PLACES_MAX;
        while (count > 0 && made->places[count - 1].count == beyond)
            count--;
    }
    bool all_equal =
        made->place_count > 1 && made->places[0].count == made->places[made->place_count - 1].count;
    return all_equal ? 0 : count;
}

static void append_places(bm_strbuf *text, const tally *made)
{
    size_t leaders = count_leaders(made);
    for (size_t i = 0; i < leaders; i++) {
        bm_strbuf_printf(text, "%s%s ", i ? ", " : " Most events: ", made->places[i].name);
        bm_map_append_count(text, made->places[i].count);
    }
    if (leaders)
        bm_strbuf_append(text, ".");
}

/* "Kopani", "near Kopani" or "a place", as the key of the map has it. */
static void append_name(const bm_map *map, bm_strbuf *text, const bm_event *event)
{
    const bm_event_location *at = &event->location;
    const bm_place *near = NULL;
    if (!*name_of(event))
        near = bm_place_near(map->basemap.gazetteer, at->position, at->country);
    if (near)
        bm_strbuf_printf(text, "near %s", near->name);
    else
        bm_strbuf_append(text, *name_of(event) ? name_of(event) : "a place");
}

static void append_nearest(const bm_map *map, bm_strbuf *text, const tally *made)
{
    /* A claim that is told without that word is taken for a fact. */
    static const char *const claims[] = {[BM_CLAIM_UNSTATED] = "",
                                         [BM_CLAIM_CONFIRMED] = "",
                                         [BM_CLAIM_ASSESSED] = ", assessed as likely",
                                         [BM_CLAIM_CLAIMED] = ", claimed and not verified"};
    char distance[64], date[BM_DATE_TEXT_SIZE];
    for (size_t i = 0; i < made->nearest_count; i++) {
        const bm_event *event = made->nearest[i];
        double km = distance_km(event);
        bm_format_number(km, km < 10 ? 1 : 0, distance);
        bm_interval_format_human(event->when, date);
        bm_strbuf_append(text, i ? "; " : " Nearest to the border: ");
        append_name(map, text, event);
        bm_strbuf_printf(text, " at %s km (%s", distance, date);
        append_title(text, ", ", event->title);
        bm_strbuf_printf(text, "%s)", claims[event->claim]);
    }
    if (made->nearest_count)
        bm_strbuf_append(text, ".");
}

void bm_describe_places(const bm_map *map, const bm_marks *marks, bm_strbuf *text)
{
    const char *const codes[2] = {bm_border_country(map->basemap.border, 0),
                                  bm_border_country(map->basemap.border, 1)};
    tally made = {0};
    take_stock(&made, marks, codes);
    append_sides(text, &made, map->content.country_names);
    append_places(text, &made);
    append_nearest(map, text, &made);
    free(made.places);
}
