#include "render/marks/record.h"

#include <stdio.h>
#include <string.h>

/** Events of one mark that are told. */
#define EVENTS_MAX 100
#define SOURCES_MAX 10

/* True when the list has this item. */
static bool has_item(const bm_strbuf *list, const char *item, const char *separator)
{
    size_t length = strlen(item), gap = strlen(separator);
    const char *text = bm_strbuf_text(list);
    for (const char *at = strstr(text, item); at; at = strstr(at + 1, item)) {
        bool begins =
            at == text || ((size_t)(at - text) >= gap && memcmp(at - gap, separator, gap) == 0);
        if (begins && (!at[length] || strncmp(at + length, separator, gap) == 0))
            return true;
    }
    return false;
}

static bool add_item(bm_strbuf *list, const char *item, const char *separator)
{
    if (!item || !*item || has_item(list, item, separator))
        return false;
    if (list->length)
        bm_strbuf_append(list, separator);
    bm_strbuf_append(list, item);
    return true;
}

/* Blanks part the ids of a list. */
static void add_id(bm_strbuf *list, const char *id)
{
    if (list->length)
        bm_strbuf_append_char(list, ' ');
    for (const char *at = id; *at; at++)
        bm_strbuf_append_char(list, *at == ' ' ? '_' : *at);
}

void bm_mark_record_fill(bm_mark_record *record, const bm_marks *marks, const bm_mark *mark)
{
    char start[BM_DATE_TEXT_SIZE], end[BM_DATE_TEXT_SIZE];
    bm_interval_format_start(mark->span, start);
    bm_interval_format_end(mark->span, end);
    snprintf(record->dates, sizeof record->dates, "%s%s%s", start,
             strcmp(start, end) == 0 ? "" : "/", strcmp(start, end) == 0 ? "" : end);
    bm_strbuf_clear(&record->places);
    bm_strbuf_clear(&record->events);
    bm_strbuf_clear(&record->sources);
    size_t sources = 0, claims[BM_CLAIM_CLAIMED + 1] = {0};
    for (size_t i = 0; i < mark->count; i++)
        if (mark->events[i]->claim <= BM_CLAIM_CLAIMED &&
            !bm_marks_is_imprecise(marks, mark->events[i]))
            claims[mark->events[i]->claim]++;
    snprintf(record->claims, sizeof record->claims, "%zu %zu %zu", claims[BM_CLAIM_CONFIRMED],
             claims[BM_CLAIM_ASSESSED], claims[BM_CLAIM_CLAIMED]);
    for (size_t i = 0; i < mark->count && i < EVENTS_MAX; i++) {
        const bm_event *event = mark->events[i];
        add_id(&record->events, event->id);
        (void)add_item(&record->places, event->location.place_id, " ");
        if (sources < SOURCES_MAX)
            sources += add_item(&record->sources,
                                event->source && *event->source ? event->source : event->url, "; ");
    }
}

void bm_mark_record_finish(bm_mark_record *record)
{
    bm_strbuf_finish(&record->places);
    bm_strbuf_finish(&record->events);
    bm_strbuf_finish(&record->sources);
}

const char *bm_mark_record_text(const bm_strbuf *text)
{
    return text->length ? bm_strbuf_text(text) : NULL;
}
