#include "render/labels/key.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "render/labels/groups.h"
#include "render/labels/near_place.h"
#include "render/labels/spots.h"
#include "render/map/text.h"

/** The number of one spot. */
typedef struct callout {
    label_event_spot at;
    uint32_t number;
} callout;

struct bm_callouts {
    callout *items; /**< by spot */
    size_t count;
    uint32_t highest;
};

static int compare_callouts(const void *left, const void *right)
{
    const callout *a = left, *b = right;
    int order = label_event_spots_compare(a->at, b->at);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

/** 0 when there is none. */
static uint32_t find_number(const bm_callouts *callouts, label_event_spot wanted)
{
    size_t low = 0, high = callouts->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (label_event_spots_compare(callouts->items[middle].at, wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found =
        low < callouts->count && label_event_spots_compare(callouts->items[low].at, wanted) == 0;
    return found ? callouts->items[low].number : 0;
}

/** The lowest number that a spot among the group's events has: no other group shares it. */
static uint32_t number_of_group(const label_group *at, const bm_callouts *callouts)
{
    uint32_t lowest = UINT32_MAX;
    for (size_t i = 0; i < at->mark_count; i++) {
        const bm_mark *mark = at->marks[i];
        for (size_t j = 0; j < mark->count; j++) {
            uint32_t number = find_number(callouts, label_event_spot_of(mark->events[j]));
            lowest = number && number < lowest ? number : lowest;
        }
    }
    return lowest;
}

static const char *keep(label_work *work, const char *text)
{
    const char *copy = bm_arena_strdup(&work->labels->arena, text);
    work->labels->failed |= !copy;
    return copy ? copy : "";
}

static const char *name_of(label_work *work, const label_group *at)
{
    char text[192];
    const char *name = at->full_name, *before = "", *after = at->is_merged ? " and around" : "";
    const bm_place *near = NULL;
    if (!*name && !at->is_wide)
        near = bm_place_near(work->basemap->gazetteer, at->first->location.position,
                             at->marks[0]->country);
    if (near) {
        name = near->name;
        before = "near ";
        after = "";
    }
    snprintf(text, sizeof text, "%s%.*s%s", before, (int)bm_utf8_cut(name, 160), name, after);
    return *name ? keep(work, text) : "";
}

/** Room for a title. */
enum { WHAT_SIZE = 400 };

/** Up to this many events their gravest speaks for all. */
enum { TITLED_MAX = 6 };

/** Titles may be in signs that no font has; then the category says what it was. */
static const char *title_of(label_work *work, const label_group *at)
{
    char known[BM_CANVAS_TEXT_MAX + 1];
    const char *title = label_title(at->first);
    bool is_whole = bm_canvas_keep_known(work->canvas, &work->style->legend_text, title, known);
    return is_whole                       ? title
           : bm_text_count_letters(known) ? keep(work, known)
                                          : work->marks->entries[at->category].label;
}

/** Kinds that are named; the others are "more". */
enum { KINDS_MAX = 3 };

/** "Strike or shelling 60, Clash 3 and 7 more": what several events were, the most frequent first.
 */
static const char *kinds_of(label_work *work, const label_group *at)
{
    size_t counts[BM_CATEGORIES_MAX + 1] = {0}, rest = at->events;
    bm_strbuf text = {0};
    char number[BM_MAP_COUNT_SIZE];
    for (size_t i = 0; i < at->mark_count; i++)
        for (size_t j = 0; j < at->marks[i]->count; j++)
            counts[bm_marks_entry_of(work->marks, at->marks[i]->events[j])]++;
    for (int kinds = 0; kinds < KINDS_MAX && rest > 0; kinds++) {
        size_t most = 0;
        for (size_t i = 1; i < work->marks->entry_count; i++)
            most = counts[i] > counts[most] ? i : most;
        bm_map_format_count(counts[most], number);
        bm_strbuf_printf(&text, "%s%s", kinds ? ", " : "", work->marks->entries[most].label);
        if (counts[most] < at->events)
            bm_strbuf_printf(&text, " %s", number);
        rest -= counts[most];
        counts[most] = 0;
    }
    bm_map_format_count(rest, number);
    if (rest > 0)
        bm_strbuf_printf(&text, " and %s more", number);
    work->labels->failed |= text.failed;
    const char *kept = keep(work, bm_strbuf_text(&text));
    bm_strbuf_finish(&text);
    return kept;
}

static const char *what_of(label_work *work, const label_group *at)
{
    char text[WHAT_SIZE];
    const char *title = at->events <= TITLED_MAX ? title_of(work, at) : "";
    if (!*title && at->events > 1)
        return kinds_of(work, at);
    if (!*title)
        title = work->marks->entries[at->category].label;
    snprintf(text, sizeof text, "%.*s%s", (int)bm_utf8_cut(title, WHAT_SIZE - 80), title,
             label_claim_words(at->first->claim));
    return keep(work, text);
}

/** When; and of several events, how many: there it is not lost when the words on them are cut, and
 * not drawn into a title that runs from right to left. */
static const char *when_of(label_work *work, const label_group *at, const bm_interval *span)
{
    char date[BM_DATE_TEXT_SIZE], count[LABEL_COUNT_SIZE];
    char text[BM_DATE_TEXT_SIZE + LABEL_COUNT_SIZE + 16];
    label_short_date(at->events == 1 ? &at->first->when : span, date, sizeof date);
    label_count_events(at, count);
    if (at->events == 1)
        return keep(work, date);
    snprintf(text, sizeof text, "%s · %s", date, count);
    return keep(work, text);
}

static int compare_marks(const void *left, const void *right)
{
    const bm_mark *a = *(const bm_mark *const *)left, *b = *(const bm_mark *const *)right;
    if (a->category != b->category)
        return a->category < b->category ? -1 : 1;
    return (int)a->claim - (int)b->claim;
}

/** An event at the group's anchor, if the mark has one. */
static const bm_event *find_home(const label_work *work, const label_group *at, const bm_mark *mark)
{
    for (size_t i = 0; i < mark->count; i++) {
        bm_px here = bm_frame_to_px(work->frame, mark->events[i]->location.position);
        if (hypot(here.x - at->anchor.x, here.y - at->anchor.y) < 0.01)
            return mark->events[i];
    }
    return NULL;
}

static void fill_row(label_work *work, const label_group *at, bm_key_row *row)
{
    const bm_mark **own = bm_arena_array(&work->labels->arena, at->mark_count, sizeof *own);
    const bm_event **events = bm_arena_array(&work->labels->arena, at->events, sizeof *events);
    size_t event_count = 0;
    bm_interval span = {0};
    const char *what = what_of(work, at);
    *row = (bm_key_row){.name = name_of(work, at),
                        .what = what,
                        .marks = own,
                        .events = events,
                        .first = at->first,
                        .home = at->first,
                        .event_count = at->events,
                        .anchor = at->anchor};
    if (!own || !events) {
        work->labels->failed = true;
        return;
    }
    for (size_t i = 0; i < at->mark_count; i++) {
        const bm_mark *mark = at->marks[i];
        own[row->mark_count++] = mark;
        for (size_t j = 0; j < mark->count && event_count < at->events; j++)
            events[event_count++] = mark->events[j];
        const bm_event *home = find_home(work, at, mark);
        row->home = home ? home : row->home;
        if (row->mark_count == 1) {
            span = mark->span;
        } else {
            span.precision = BM_DATE_RANGE;
            span.start_s = mark->span.start_s < span.start_s ? mark->span.start_s : span.start_s;
            span.end_s = mark->span.end_s > span.end_s ? mark->span.end_s : span.end_s;
        }
    }
    label_sort_by_date(events, event_count);
    qsort(own, row->mark_count, sizeof(*own), compare_marks);
    row->date = when_of(work, at, &span);
}

/** A row, and where it comes in reading order. */
typedef struct numbered {
    bm_key_row row;
    const label_group *group;
    long band;
} numbered;

static int compare_reading(const void *left, const void *right)
{
    const numbered *a = left, *b = right;
    if (a->band != b->band)
        return a->band < b->band ? -1 : 1;
    if (a->row.anchor.x != b->row.anchor.x)
        return a->row.anchor.x < b->row.anchor.x ? -1 : 1;
    return (a->row.anchor.y > b->row.anchor.y) - (a->row.anchor.y < b->row.anchor.y);
}

static int compare_numbers(const void *left, const void *right)
{
    const bm_key_row *a = left, *b = right;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return (a->rank > b->rank) - (a->rank < b->rank);
}

/** Bands of the map that hold about as many places as there are bands. */
static long band_of(const label_work *work, bm_px anchor, size_t count)
{
    bm_px_box map = work->frame->map;
    double bands = fmin(fmax(round(sqrt((double)count)), 1), 8);
    double share = (anchor.y - map.y0) / (map.y1 - map.y0);
    return isfinite(share) ? (long)floor(share * bands) : 0;
}

/** What was chosen for a group; NULL for nothing. */
static const label_choice *choice_of(const bm_labels *labels, const label_group *at)
{
    if (at->item == BM_PLACEMENT_NONE)
        return NULL;
    uint32_t chosen = bm_placement_chosen(labels->placement, labels->items[at->item].label);
    return chosen == BM_PLACEMENT_NONE ? NULL : &labels->choices[chosen];
}

static void leave_out(bm_labels *labels, const label_group *at)
{
    labels->left_out++;
    labels->left_out_events += at->events;
    if (at->item != BM_PLACEMENT_NONE) {
        labels->items[at->item].is_left_out = choice_of(labels, at) != NULL;
        labels->items[at->item].callout = 0;
    }
}

/** The groups that need a row, as many as the key has, the gravest first. */
static size_t find_rows(label_work *work, numbered *found)
{
    bm_labels *labels = work->labels;
    size_t count = 0;
    for (size_t i = 0; i < labels->group_count; i++) {
        label_group *at = &labels->groups[i];
        const label_choice *choice = choice_of(labels, at);
        if (choice && !choice->form->is_tag)
            continue;
        // A row whose number is not on the map would tell of nothing.
        bool has_number = choice || work->stage == BM_LABELS_KEY;
        if (!has_number || count == work->rows_max || work->options->callouts == BM_CALLOUTS_NONE) {
            leave_out(labels, at);
            continue;
        }
        found[count].group = at;
        fill_row(work, at, &found[count].row);
        found[count].row.rank = i;
        count++;
    }
    return count;
}

/* A place of all events may be two on the map of a part of them: the graver one keeps the number.
 */
static void number_apart(bm_labels *labels, uint32_t highest)
{
    size_t last = 0;
    uint32_t number = highest;
    for (size_t i = 1; i < labels->row_count; i++) {
        bm_key_row *row = &labels->rows[i];
        if (row->number != labels->rows[last].number) {
            last = i;
            continue;
        }
        row->number = ++number;
        labels->items[labels->groups[row->rank].item].callout = row->number;
    }
    if (number > highest)
        qsort(labels->rows, labels->row_count, sizeof *labels->rows, compare_numbers);
}

void label_make_key(label_work *work)
{
    bm_labels *labels = work->labels;
    numbered *found = calloc(labels->group_count + 1, sizeof *found);
    labels->rows = calloc(labels->group_count + 1, sizeof *labels->rows);
    if (!found || !labels->rows) {
        labels->failed = true;
        free(found);
        return;
    }
    size_t count = find_rows(work, found);
    for (size_t i = 0; i < count; i++)
        found[i].band = band_of(work, found[i].row.anchor, count);
    if (count)
        qsort(found, count, sizeof *found, compare_reading);
    for (size_t i = 0; i < count; i++) {
        const label_group *at = found[i].group;
        uint32_t number = work->callouts ? number_of_group(at, work->callouts) : (uint32_t)i + 1;
        labels->rows[i] = found[i].row;
        labels->rows[i].number = number;
        if (at->item != BM_PLACEMENT_NONE)
            labels->items[at->item].callout = number;
    }
    labels->row_count = count;
    if (count)
        qsort(labels->rows, count, sizeof *labels->rows, compare_numbers);
    if (work->callouts)
        number_apart(labels, work->callouts->highest);
    free(found);
}

static int compare_ranks(const void *left, const void *right)
{
    const bm_key_row *a = left, *b = right;
    return (a->rank > b->rank) - (a->rank < b->rank);
}

void bm_labels_limit_key(bm_labels *labels, size_t rows_max, bool renumber)
{
    if (labels->row_count <= rows_max)
        return;
    qsort(labels->rows, labels->row_count, sizeof *labels->rows, compare_ranks);
    for (size_t i = rows_max; i < labels->row_count; i++)
        leave_out(labels, &labels->groups[labels->rows[i].rank]);
    labels->row_count = rows_max;
    if (rows_max)
        qsort(labels->rows, rows_max, sizeof *labels->rows, compare_numbers);
    for (size_t i = 0; i < rows_max && renumber; i++) {
        labels->rows[i].number = (uint32_t)i + 1;
        labels->items[labels->groups[labels->rows[i].rank].item].callout = (uint32_t)i + 1;
    }
    label_sort_out(labels);
}

size_t bm_labels_key_left_out(const bm_labels *labels, size_t *events)
{
    if (events)
        *events = labels->left_out_events;
    return labels->left_out;
}

size_t bm_labels_key_count(const bm_labels *labels)
{
    return labels->row_count;
}

const bm_key_row *bm_labels_key_row(const bm_labels *labels, size_t index)
{
    return index < labels->row_count ? &labels->rows[index] : NULL;
}

void bm_callouts_free(bm_callouts *callouts)
{
    if (!callouts)
        return;
    free(callouts->items);
    free(callouts);
}

uint32_t bm_callouts_highest(const bm_callouts *callouts)
{
    return callouts->highest;
}

/** Keep one entry a spot, the one with the lowest number. */
static size_t keep_lowest(callout *items, size_t count)
{
    size_t kept = 0;
    qsort(items, count, sizeof *items, compare_callouts);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || label_event_spots_compare(items[kept - 1].at, items[i].at) != 0)
            items[kept++] = items[i];
    }
    return kept;
}

/* The rows have the first numbers. A map of fewer events may call out other places: they have the
 * numbers after those, the gravest first. All spots of a place have its number. */
bm_status bm_callouts_new(const bm_labels *ground, bm_callouts **callouts, bm_error *error)
{
    size_t total = 0, count = 0;
    uint32_t number = (uint32_t)ground->row_count;
    for (size_t i = 0; i < ground->group_count; i++)
        total += ground->groups[i].events;
    bm_callouts *made = calloc(1, sizeof *made);
    *callouts = NULL;
    if (made)
        made->items = calloc(total + 1, sizeof *made->items);
    if (!made || !made->items) {
        bm_callouts_free(made);
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    }
    for (size_t i = 0; i < ground->group_count; i++) {
        const label_group *at = &ground->groups[i];
        bool is_numbered = at->item != BM_PLACEMENT_NONE && ground->items[at->item].callout > 0;
        uint32_t own = is_numbered ? ground->items[at->item].callout : ++number;
        for (size_t j = 0; j < at->mark_count; j++)
            for (size_t k = 0; k < at->marks[j]->count; k++)
                made->items[count++] = (callout){label_event_spot_of(at->marks[j]->events[k]), own};
    }
    if (count)
        count = keep_lowest(made->items, count);
    if (count)
        qsort(made->items, count, sizeof *made->items, compare_callouts);
    made->count = count;
    made->highest = number;
    *callouts = made;
    return BM_OK;
}
