/* What a map shows besides events, in sentences: movements, zones, crossings. */
#include "render/map/describe.h"
#include "render/map/text.h"

#include <bordermap/crossings.h>

/** Movements that are named; more would be a table. */
#define MOVEMENTS_MAX 5

static const char *end_name(const bm_movement_end *end)
{
    return end->name && *end->name ? end->name : end->place && *end->place ? end->place : "?";
}

static void append_movements(bm_strbuf *text, const bm_marks *marks)
{
    static const char *const claims[] = {
        [BM_CLAIM_ASSESSED] = "assessed as likely", [BM_CLAIM_CLAIMED] = "claimed"};
    for (size_t i = 0; i < marks->arrow_count && i < MOVEMENTS_MAX; i++) {
        const bm_arrow *arrow = &marks->arrows[i];
        const bm_movement *movement = arrow->first->movement;
        bm_strbuf_printf(text, "%s%s to %s",
                         i ? "; " : " Arrows show movements: ", end_name(&movement->from),
                         end_name(&movement->to));
        const char *claim = arrow->claim > BM_CLAIM_CONFIRMED ? claims[arrow->claim] : NULL;
        if (arrow->count > 1) {
            bm_strbuf_append(text, " (");
            bm_map_append_events(text, arrow->count);
            bm_strbuf_printf(text, "%s%s)", claim ? ", " : "", claim ? claim : "");
        } else if (claim) {
            bm_strbuf_printf(text, " (%s)", claim);
        }
    }
    if (marks->arrow_count > MOVEMENTS_MAX) {
        bm_strbuf_append(text, "; and ");
        bm_map_append_count(text, marks->arrow_count - MOVEMENTS_MAX);
        bm_strbuf_append(text, " more");
    }
    if (marks->arrow_count)
        bm_strbuf_append(text, ".");
}

static void append_crossings(bm_strbuf *text, const bm_labels *labels)
{
    size_t counts[BM_CROSSING_CLOSED + 1];
    bm_labels_count_crossings(labels, counts);
    const char *words[BM_CROSSING_CLOSED];
    for (int state = BM_CROSSING_OPEN; state <= BM_CROSSING_CLOSED; state++)
        words[state - 1] = bm_crossing_state_name((bm_crossing_state)state);
    bm_describe_counts(text, " Border crossings: ", counts + 1, words, BM_CROSSING_CLOSED);
}

void bm_describe_signs(const bm_map *map, const bm_marks *marks, const bm_labels *labels,
                       bm_strbuf *text)
{
    append_movements(text, marks);
    bm_zones_describe(map->zones, text);
    append_crossings(text, labels);
}
