#include "render/map/describe.h"
#include "render/map/text.h"

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

void bm_describe_counts(bm_strbuf *text, const char *lead, const size_t *counts,
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

static void append_rest(bm_strbuf *text, const char *lead, size_t count)
{
    if (!count)
        return;
    bm_strbuf_append(text, lead);
    bm_map_append_events(text, count);
    bm_strbuf_append(text, ".");
}

static void append_claims(bm_strbuf *text, const bm_marks *marks)
{
    static const char *const words[] = {"confirmed", "assessed as likely",
                                        "claimed by a party and not verified",
                                        "of no stated certainty"};
    const size_t *by_claim = marks->claim_counts;
    const size_t counts[] = {by_claim[BM_CLAIM_CONFIRMED], by_claim[BM_CLAIM_ASSESSED],
                             by_claim[BM_CLAIM_CLAIMED], by_claim[BM_CLAIM_UNSTATED]};
    bool any_stated = by_claim[BM_CLAIM_UNSTATED] < marks->events_drawn;
    bm_describe_counts(text, " Of these events, ", counts, words, any_stated ? 4 : 3);
}

void bm_map_describe(const bm_map *map, const bm_marks *marks, const bm_labels *labels,
                     const bm_interval *window, size_t blank, bm_strbuf *text)
{
    bm_strbuf_append(text, "Map ");
    if (*map->subject)
        bm_strbuf_printf(text, "of %s ", map->subject);
    bm_strbuf_append(text, "with ");
    bm_map_append_events(text, marks->events_drawn);
    if (window || marks->events_drawn) {
        bm_strbuf_append(text, ", ");
        bm_map_append_dates(text, marks, window, map->period);
    }
    append_kinds(text, marks);
    append_rest(text, " With a date that is less exact than the map's, marked with a tilde: ",
                marks->events_imprecise);
    bm_describe_places(map, marks, text);
    append_claims(text, marks);
    if (marks->area_count + marks->shaded_count > 0)
        bm_strbuf_append(text, " Some are known only to a district or an oblast, which is shaded "
                               "or ringed.");
    bm_describe_signs(map, marks, labels, text);
    if (blank) {
        bm_strbuf_append(text, " There is no map data where ");
        bm_map_append_count(text, blank);
        bm_strbuf_append(text, blank == 1 ? " of these events is." : " of these events are.");
    }
    append_rest(text, " Beyond the map: ", marks->events_outside);
    append_rest(text, " Known only to a country and not drawn: ", marks->events_national);
    append_rest(text, " Without a known place: ", marks->events_unlocated);
}

void bm_map_keywords(const bm_marks *marks, const char *const country_names[2], bm_strbuf *text)
{
    bm_strbuf_printf(text, "map, border, %s, %s", country_names[0], country_names[1]);
    for (size_t i = 0; i < marks->entry_count; i++)
        if (marks->entries[i].count)
            bm_strbuf_printf(text, ", %s", marks->entries[i].label);
}
