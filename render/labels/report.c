/* What became of every label: placed, moved or dropped, and why. */
#include <bordermap/batch.h>
#include <bordermap/json.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "render/labels/groups.h"

typedef enum label_state { STATE_PLACED, STATE_MOVED, STATE_DROPPED } label_state;

/** One row. Texts are borrowed. */
typedef struct report_row {
    const char *kind, *text;
    bm_lonlat position; /**< NaN when unknown */
    label_state state;
    size_t rank; /**< of the chosen candidate, from 1; 0 when dropped */
    size_t candidates;
    bm_px_box box;
    bool has_leader, fits;
    uint32_t callout;
    const char *reason; /**< what keeps it from its best place, or from any; "" when nothing does */
    const char *blocker; /**< the label that does */
} report_row;

static const char *kind_of(const label_item *item)
{
    static const char *const kinds[] = {
        [LABEL_COUNTRY] = "country", [LABEL_OBLAST] = "oblast", [LABEL_RIVER] = "river",
        [LABEL_LAKE] = "lake",       [LABEL_SEA] = "sea",       [LABEL_CROSSING] = "crossing",
        [LABEL_TOWN] = "town",       [LABEL_EVENT] = "event"};
    static const char *const dots[] = {[LABEL_DOT_CAPITAL] = "capital",
                                       [LABEL_DOT_CENTRE] = "centre",
                                       [LABEL_DOT_VILLAGE] = "village"};
    bool named = item->kind == LABEL_TOWN &&
                 (item->dot == LABEL_DOT_CAPITAL || item->dot == LABEL_DOT_CENTRE ||
                  item->dot == LABEL_DOT_VILLAGE);
    return named ? dots[item->dot] : kinds[item->kind];
}

static const label_item *item_of_label(const bm_labels *labels, uint32_t label)
{
    for (size_t i = 0; i < labels->item_count; i++) {
        if (labels->items[i].label == label)
            return &labels->items[i];
    }
    return NULL;
}

static void explain(const bm_labels *labels, uint32_t candidate, report_row *row)
{
    bm_obstruction found = bm_placement_obstruction(labels->placement, candidate);
    const label_item *other;
    switch (found.kind) {
    case BM_OBSTRUCTION_NONE:
        row->reason = bm_placement_cost(labels->placement, candidate) >
                              bm_placement_rank_cost(labels->placement, candidate)
                          ? "over lines"
                          : "room for others";
        break;
    case BM_OBSTRUCTION_FRAME:
        row->reason = "outside";
        break;
    case BM_OBSTRUCTION_OBSTACLE:
        row->reason = found.index < labels->furniture_end ? "furniture"
                      : found.index < labels->symbols_end ? "symbol"
                                                          : "crossing";
        break;
    case BM_OBSTRUCTION_COST:
        row->reason = "too much over lines";
        break;
    case BM_OBSTRUCTION_LABEL:
        row->reason = "label";
        other = item_of_label(labels, found.index);
        row->blocker = other ? other->name : "";
        break;
    }
}

/** The first candidate by rank: that of the least cost of its own. */
static uint32_t best_candidate(const bm_labels *labels, const label_item *item, size_t count)
{
    uint32_t best = item->first_choice;
    for (uint32_t i = 1; i < count; i++) {
        uint32_t at = item->first_choice + i;
        if (bm_placement_rank_cost(labels->placement, at) <
            bm_placement_rank_cost(labels->placement, best))
            best = at;
    }
    return best;
}

/** How many candidates come before one. */
static size_t rank_of(const bm_labels *labels, const label_item *item, size_t count,
                      uint32_t chosen)
{
    double cost = bm_placement_rank_cost(labels->placement, chosen);
    size_t rank = 1;
    for (uint32_t i = 0; i < count; i++) {
        double other = bm_placement_rank_cost(labels->placement, item->first_choice + i);
        rank += other < cost || (other <= cost && item->first_choice + i < chosen);
    }
    return rank;
}

static bm_px_box bounds_of(const bm_labels *labels, uint32_t candidate)
{
    size_t count;
    const bm_px_box *boxes = bm_placement_boxes(labels->placement, candidate, &count);
    bm_px_box all = count ? boxes[0] : (bm_px_box){NAN, NAN, NAN, NAN};
    // The dot that goes with a block of text is not part of the name.
    if (count && labels->choices[candidate].form)
        return all;
    for (size_t i = 1; i < count; i++) {
        all.x0 = fmin(all.x0, boxes[i].x0);
        all.y0 = fmin(all.y0, boxes[i].y0);
        all.x1 = fmax(all.x1, boxes[i].x1);
        all.y1 = fmax(all.y1, boxes[i].y1);
    }
    return all;
}

static void fill_row(const bm_labels *labels, const bm_frame *frame, size_t index, report_row *row)
{
    const label_item *item = &labels->items[index];
    size_t end = index + 1 < labels->item_count ? labels->items[index + 1].first_choice
                                                : labels->choice_count;
    size_t count = end - item->first_choice;
    uint32_t chosen = bm_placement_chosen(labels->placement, item->label);
    *row = (report_row){.kind = kind_of(item),
                        .text = item->name,
                        .state = STATE_DROPPED,
                        .candidates = count,
                        .box = {NAN, NAN, NAN, NAN},
                        .fits = bm_placement_fits(labels->placement, item->label),
                        .callout = item->callout,
                        .reason = "",
                        .blocker = ""};
    uint32_t best = count ? best_candidate(labels, item, count) : BM_PLACEMENT_NONE;
    bm_px at = item->dot == LABEL_DOT_NONE ? item->at : item->dot_center, leader[2];
    if (chosen != BM_PLACEMENT_NONE && !item->is_left_out) {
        row->rank = rank_of(labels, item, count, chosen);
        row->state = row->rank == 1 ? STATE_PLACED : STATE_MOVED;
        row->box = bounds_of(labels, chosen);
        row->has_leader = bm_placement_leader(labels->placement, chosen, leader);
    }
    if (!isfinite(at.x) && count) {
        bm_px_box box = bounds_of(labels, chosen != BM_PLACEMENT_NONE ? chosen : best);
        at = (bm_px){(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2};
    }
    row->position =
        isfinite(at.x) && isfinite(at.y) ? bm_frame_to_lonlat(frame, at) : (bm_lonlat){NAN, NAN};
    if (item->is_left_out)
        row->reason = "no row in the key";
    else if (bm_placement_is_said(labels->placement, item->label))
        row->reason = "named with its events";
    else if (count == 0)
        row->reason = item->repeats ? "repeated name" : "no place to stand";
    else if (row->rank != 1)
        explain(labels, best, row);
}

static const char *state_name(label_state state)
{
    static const char *const names[] = {"placed", "moved", "dropped"};
    return names[state];
}

static void put_number(bm_sink *sink, double value, int decimals)
{
    char text[64];
    bm_sink_puts(sink, ",");
    if (!isfinite(value))
        return;
    bm_format_number(value, decimals, text);
    bm_sink_puts(sink, text);
}

static void put_text(bm_sink *sink, const char *text)
{
    bm_sink_puts(sink, ",");
    bm_csv_write_cell(sink, text, ',', true);
}

static void put_csv(bm_sink *sink, const report_row *row)
{
    const double corners[] = {row->box.x0, row->box.y0, row->box.x1, row->box.y1};
    bm_sink_puts(sink, row->kind);
    put_text(sink, row->text);
    put_number(sink, row->position.lon, 5);
    put_number(sink, row->position.lat, 5);
    put_text(sink, state_name(row->state));
    put_number(sink, row->rank ? (double)row->rank : HUGE_VAL, 0);
    put_number(sink, (double)row->candidates, 0);
    for (int i = 0; i < 4; i++)
        put_number(sink, corners[i], 1);
    put_text(sink, row->has_leader ? "yes" : "no");
    put_number(sink, row->callout ? (double)row->callout : HUGE_VAL, 0);
    put_text(sink, row->fits ? "yes" : "no");
    put_text(sink, row->reason);
    put_text(sink, row->blocker);
    bm_sink_puts(sink, "\n");
}

static void put_json(bm_json *json, const report_row *row)
{
    const double corners[] = {row->box.x0, row->box.y0, row->box.x1, row->box.y1};
    bm_json_begin_compact_object(json);
    bm_json_key(json, "kind");
    bm_json_string(json, row->kind);
    bm_json_key(json, "text");
    bm_json_string(json, row->text);
    bm_json_key(json, "lon");
    bm_json_number(json, row->position.lon, 5);
    bm_json_key(json, "lat");
    bm_json_number(json, row->position.lat, 5);
    bm_json_key(json, "state");
    bm_json_string(json, state_name(row->state));
    bm_json_key(json, "rank");
    if (row->rank)
        bm_json_integer(json, (int64_t)row->rank);
    else
        bm_json_null(json);
    bm_json_key(json, "candidates");
    bm_json_integer(json, (int64_t)row->candidates);
    bm_json_key(json, "box");
    if (isfinite(row->box.x0)) {
        bm_json_begin_compact_array(json);
        for (int i = 0; i < 4; i++)
            bm_json_number(json, corners[i], 1);
        bm_json_end_array(json);
    } else {
        bm_json_null(json);
    }
    bm_json_key(json, "leader");
    bm_json_bool(json, row->has_leader);
    bm_json_key(json, "callout");
    if (row->callout)
        bm_json_integer(json, row->callout);
    else
        bm_json_null(json);
    bm_json_key(json, "fits");
    bm_json_bool(json, row->fits);
    bm_json_key(json, "reason");
    bm_json_string(json, row->reason);
    bm_json_key(json, "blocker");
    bm_json_string(json, row->blocker);
    bm_json_end_object(json);
}

bm_label_counts bm_labels_count(const bm_labels *labels)
{
    bm_label_counts counts = {.placed = labels->placed_count,
                              .dropped = labels->dropped_count,
                              .places_numbered = labels->row_count,
                              .places_unnamed = labels->left_out};
    for (size_t i = 0; i < labels->item_count; i++) {
        const label_item *item = &labels->items[i];
        if (item->kind != LABEL_TOWN || bm_placement_is_said(labels->placement, item->label) ||
            !bm_placement_fits(labels->placement, item->label))
            continue;
        counts.towns_fit++;
        counts.towns_placed +=
            bm_placement_chosen(labels->placement, item->label) != BM_PLACEMENT_NONE;
    }
    return counts;
}

static void put_counts(bm_json *json, const bm_labels *labels)
{
    bm_label_counts counts = bm_labels_count(labels);
    const struct {
        const char *key;
        size_t count;
    } members[] = {{"placed", counts.placed},
                   {"dropped", counts.dropped},
                   {"towns_fit", counts.towns_fit},
                   {"towns_placed", counts.towns_placed},
                   {"places_numbered", counts.places_numbered},
                   {"places_unnamed", counts.places_unnamed}};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        bm_json_key(json, members[i].key);
        bm_json_integer(json, (int64_t)members[i].count);
    }
}

bm_status bm_labels_write_report(const bm_labels *labels, const bm_frame *frame,
                                 bm_label_report_format format, bm_sink *sink)
{
    report_row row;
    if (format == BM_LABEL_REPORT_JSON) {
        bm_json json;
        bm_json_init(&json, sink, 2);
        bm_json_begin_object(&json);
        put_counts(&json, labels);
        bm_json_key(&json, "labels");
        bm_json_begin_array(&json);
        for (size_t i = 0; i < labels->item_count; i++) {
            fill_row(labels, frame, i, &row);
            put_json(&json, &row);
        }
        bm_json_end_array(&json);
        bm_json_end_object(&json);
        bm_sink_puts(sink, "\n");
    } else {
        bm_sink_puts(sink,
                     "kind,text,lon,lat,state,rank,candidates,x0,y0,x1,y1,leader,callout,fits,"
                     "reason,blocker\n");
        for (size_t i = 0; i < labels->item_count; i++) {
            fill_row(labels, frame, i, &row);
            put_csv(sink, &row);
        }
    }
    return bm_sink_status(sink);
}

void bm_labels_count_crossings(const bm_labels *labels, size_t counts[BM_CROSSING_CLOSED + 1])
{
    memset(counts, 0, (BM_CROSSING_CLOSED + 1) * sizeof *counts);
    for (size_t i = 0; i < labels->gate_count; i++)
        counts[labels->gates[i].state]++;
}
