/* The events of one place as lines of its label. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "render/labels/groups.h"
#include "render/labels/key.h"
#include "render/map/text.h"

enum { LISTED_MAX = 64 };

/* Newest first; then as in the table. */
static int compare_by_date(const void *left, const void *right)
{
    const bm_event *a = *(const bm_event *const *)left, *b = *(const bm_event *const *)right;
    if (a->when.start_s != b->when.start_s)
        return a->when.start_s > b->when.start_s ? -1 : 1;
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

/* Keep the newest in `events`, which has room for LISTED_MAX, in order. */
static size_t collect(const label_work *work, const label_group *at, const bm_event **events)
{
    size_t count = 0;
    for (size_t i = 0; i < work->marks->count; i++) {
        const bm_mark *mark = &work->marks->items[i];
        if (!mark->first || !label_group_has(at, mark))
            continue;
        for (size_t j = 0; j < mark->count; j++) {
            const bm_event *event = mark->events[j];
            if (count == LISTED_MAX && compare_by_date(&event, &events[count - 1]) > 0)
                continue;
            size_t place = count < LISTED_MAX ? count++ : count - 1;
            for (; place > 0 && compare_by_date(&event, &events[place - 1]) < 0; place--)
                events[place] = events[place - 1];
            events[place] = event;
        }
    }
    return count;
}

const char *label_claim_words(bm_claim claim)
{
    return claim == BM_CLAIM_CLAIMED    ? " (claimed)"
           : claim == BM_CLAIM_ASSESSED ? " (assessed)"
                                        : "";
}

enum { LINE_SIZE = BM_KEY_EVENT_SIZE };

/* "11 Mar 2022 · Aircraft fire at village (claimed)". */
void bm_key_event_text(const bm_marks *marks, const bm_event *event, char text[BM_KEY_EVENT_SIZE])
{
    char date[BM_DATE_TEXT_SIZE];
    const char *title = label_title(event);
    label_short_date(&event->when, date, sizeof date);
    if (!*title)
        title = marks->entries[bm_marks_entry_of(marks, event)].label;
    snprintf(text, LINE_SIZE, "%s · %.*s%s", date, (int)bm_utf8_cut(title, 160), title,
             label_claim_words(event->claim));
}

static void write_line(const label_work *work, const bm_event *event, char text[LINE_SIZE])
{
    bm_key_event_text(work->marks, event, text);
}

void label_sort_by_date(const bm_event **events, size_t count)
{
    if (count)
        qsort(events, count, sizeof(const bm_event *), compare_by_date);
}

label_form *label_event_list(label_work *work, const label_group *at, const bm_text_style *heading,
                             const bm_text_style *line, const char *name, size_t lines_max,
                             double width_px)
{
    const bm_event *events[LISTED_MAX] = {NULL};
    char text[LINE_SIZE], next[LINE_SIZE];
    size_t count = collect(work, at, events), shown = 0;
    label_form *form = label_form_new(work);
    label_form_add(work, form, heading, name);
    for (size_t lines = 0; lines < lines_max && shown < count; lines++) {
        /* What is told in the same words is one line. */
        size_t same = 0;
        write_line(work, events[shown], text);
        do {
            shown++;
            same++;
            if (shown < count)
                write_line(work, events[shown], next);
        } while (shown < count && strcmp(text, next) == 0);
        size_t length = strlen(text);
        if (same > 1)
            snprintf(text + length, sizeof text - length, " (%zu)", same);
        label_form_add_wrapped(work, form, line, text, width_px, 1);
    }
    if (at->events > shown) {
        char number[BM_MAP_COUNT_SIZE];
        bm_map_format_count(at->events - shown, number);
        snprintf(text, sizeof text, "and %s earlier", number);
        label_form_add(work, form, line, text);
    }
    return form;
}
