#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/map/text.h"

/** Places and events that are named; more would be a table. */
#define PLACES_MAX 5
#define NEAREST_MAX 3

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

/* The distance of a single place; an area has none. */
static double distance_km(const bm_event *event)
{
    const bm_event_location *at = &event->location;
    if (at->precision >= BM_PLACE_PRECISION_DISTRICT || !(at->border.border_km >= 0))
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
        if (strcmp(name_of(made->nearest[i]), name_of(event)) == 0) {
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

static void append_kinds(bm_strbuf *text, const bm_marks *marks)
{
    const char *separator = ": ";
    for (size_t i = 0; i < marks->entry_count; i++) {
        if (marks->entries[i].count == 0)
            continue;
        bm_strbuf_printf(text, "%s%s ", separator, marks->entries[i].label);
        bm_map_append_count(text, marks->entries[i].count);
        separator = ", ";
    }
    bm_strbuf_append(text, ".");
}

/* "separator first, second." of whatever counts are not 0. */
static void append_list(bm_strbuf *text, const char *lead, const size_t *counts,
                        const char *const *words, size_t count)
{
    const char *separator = lead;
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        if (counts[i] == 0)
            continue;
        bm_strbuf_append(text, separator);
        bm_map_append_count(text, counts[i]);
        bm_strbuf_printf(text, " %s", words[i]);
        separator = ", ";
        any = true;
    }
    if (any)
        bm_strbuf_append(text, ".");
}

static void append_sides(bm_strbuf *text, const tally *made, const char *const names[2])
{
    char words[2][96];
    for (int side = 0; side < 2; side++)
        snprintf(words[side], sizeof words[side], "in %.80s", names[side]);
    const size_t counts[] = {made->sides[0], made->sides[1], made->elsewhere, made->uncertain};
    const char *const all[] = {words[0], words[1], "in other countries",
                               "too near the border to tell the side"};
    append_list(text, " By place, ", counts, all, 4);
}

static void append_places(bm_strbuf *text, const tally *made)
{
    const char *separator = " Most events: ";
    size_t named = 0;
    for (size_t i = 0; i < made->place_count && named < PLACES_MAX; i++) {
        if (made->places[i].count < 2)
            break;
        bm_strbuf_printf(text, "%s%s ", separator, made->places[i].name);
        bm_map_append_count(text, made->places[i].count);
        separator = ", ";
        named++;
    }
    if (named)
        bm_strbuf_append(text, ".");
}

static void append_nearest(bm_strbuf *text, const tally *made)
{
    char distance[64], date[BM_DATE_TEXT_SIZE];
    const char *separator = " Nearest to the border: ";
    for (size_t i = 0; i < made->nearest_count; i++) {
        const bm_event *event = made->nearest[i];
        double km = distance_km(event);
        bm_format_number(km, km < 10 ? 1 : 0, distance);
        bm_interval_format_human(event->when, date);
        bm_strbuf_printf(text, "%s%s at %s km (%s%s%s)", separator, name_of(event), distance, date,
                         event->title && *event->title ? ", " : "",
                         event->title ? event->title : "");
        separator = "; ";
    }
    if (made->nearest_count)
        bm_strbuf_append(text, ".");
}

void bm_map_description(const bm_marks *marks, const char *const country_names[2],
                        const char *const country_codes[2], const bm_interval *window,
                        bm_strbuf *text)
{
    static const char *const claims[] = {"confirmed", "assessed as likely",
                                         "claimed by a party and not verified",
                                         "of no stated certainty"};
    const size_t *by_claim = marks->claim_counts;
    const size_t certain[] = {by_claim[BM_CLAIM_CONFIRMED], by_claim[BM_CLAIM_ASSESSED],
                              by_claim[BM_CLAIM_CLAIMED], by_claim[BM_CLAIM_UNSTATED]};
    bool any_stated = by_claim[BM_CLAIM_UNSTATED] < marks->events_drawn;
    tally made = {0};
    take_stock(&made, marks, country_codes);
    bm_strbuf_printf(text, "Map of the %s–%s border with ", country_names[0], country_names[1]);
    bm_map_append_events(text, marks->events_drawn);
    if (window || marks->events_drawn) {
        bm_strbuf_append(text, ", ");
        bm_map_append_dates(text, marks, window);
    }
    append_kinds(text, marks);
    append_sides(text, &made, country_names);
    append_places(text, &made);
    append_nearest(text, &made);
    append_list(text, " Of these events, ", certain, claims, any_stated ? 4 : 3);
    if (marks->area_count + marks->shaded_count > 0)
        bm_strbuf_append(text, " Some are known only to a district, an oblast or a country, which "
                               "is shaded or ringed.");
    if (marks->events_outside) {
        bm_strbuf_append(text, " Beyond the map: ");
        bm_map_append_events(text, marks->events_outside);
        bm_strbuf_append(text, ".");
    }
    if (marks->events_national) {
        bm_strbuf_append(text, " Known only to a country and not drawn: ");
        bm_map_append_events(text, marks->events_national);
        bm_strbuf_append(text, ".");
    }
    if (marks->events_unlocated) {
        bm_strbuf_append(text, " Without a known place: ");
        bm_map_append_events(text, marks->events_unlocated);
        bm_strbuf_append(text, ".");
    }
    free(made.places);
}

void bm_map_keywords(const bm_marks *marks, const char *const country_names[2], bm_strbuf *text)
{
    bm_strbuf_printf(text, "map, border, %s, %s", country_names[0], country_names[1]);
    for (size_t i = 0; i < marks->entry_count; i++)
        if (marks->entries[i].count)
            bm_strbuf_printf(text, ", %s", marks->entries[i].label);
}
