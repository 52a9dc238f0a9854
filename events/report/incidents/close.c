/* What is left of the tellings in the end. */
#include "events/report/incidents/incidents.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_vague_place(const bm_reading *reading, const telling *told)
{
    size_t index = told->incident.mention;
    if (index == SIZE_MAX)
        return true;
    const bm_mention *mention = &reading->mentions[index];
    return mention->precision == BM_PLACE_PRECISION_COUNTRY && mention->area.kind == BM_AREA_NONE;
}

static bool is_after_publication(const bm_reading *reading, const telling *told)
{
    const bm_report_source *source = reading->source;
    return told->incident.has_date && source->has_published &&
           told->incident.when.start_s >= source->published.end_s;
}

/* Whether the report itself is of a time long before its publication: what its first sentences date
 * is. */
static bool is_of_history(const bm_reading *reading, const tellings *all)
{
    bool old = false;
    for (size_t i = 0; i < all->count; i++) {
        const telling *told = &all->items[i];
        if (told->caption || !told->lead || !told->incident.has_date)
            continue;
        if (!bm_is_history(reading, &told->incident.when))
            return false;
        old = old || told->incident.when.precision <= BM_DATE_MONTH;
    }
    return old;
}

static bool is_history(const bm_reading *reading, const telling *told)
{
    if (told->caption)
        return false;
    return told->history ||
           (told->incident.has_date && bm_is_history(reading, &told->incident.when));
}

static bool is_dated_news(const telling *told)
{
    return told->own_date && !told->history && !told->planned && !told->caption;
}

/* The one day that all dated tellings of a category have, one of them among the first sentences;
 * NULL when there is none. */
static const telling *main_telling(const tellings *all, const char *category)
{
    const telling *found = NULL;
    bool lead = false;
    for (size_t i = 0; i < all->count; i++) {
        const telling *told = &all->items[i];
        if (!is_dated_news(told) || strcmp(told->incident.category, category) != 0)
            continue;
        if (found && (found->incident.when.start_s != told->incident.when.start_s ||
                      found->incident.when.end_s != told->incident.when.end_s))
            return NULL;
        found = told;
        lead = lead || told->lead;
    }
    return lead && found->incident.when.precision <= BM_DATE_RANGE ? found : NULL;
}

/* What the report dates once is of that day wherever else it is told. */
static void set_report_date(const tellings *all, telling *told)
{
    const telling *main = told->incident.has_date && !told->own_date && !told->no_date &&
                                  !told->planned &&
                                  strncmp(told->incident.date_rule, "since", 5) != 0
                              ? main_telling(all, told->incident.category)
                              : NULL;
    if (!main)
        return;
    told->incident.when = main->incident.when;
    told->incident.date_rule = "date of the report's like events, same report";
}

/* Why a telling is too little to be an incident; NULL when it is one. */
static const char *want_of(const bm_reading *reading, const telling *told, bool of_history)
{
    bool placed = told->incident.mention != SIZE_MAX;
    bool statement = strcmp(told->incident.category, "official-statement") == 0;
    if (!told->planned && is_after_publication(reading, told))
        return "still to come";
    if (!of_history && is_history(reading, told))
        return "history, years before the report";
    if (!placed && !told->own_date &&
        !(told->told && !told->no_date && !told->heading && !statement))
        return "neither place nor date";
    if (!placed && statement)
        return "a statement without a place";
    if (told->incident.status == BM_STATUS_DENIED && !told->told)
        return "found to be untrue";
    if (placed && is_vague_place(reading, told) && !told->own_date && !told->lead)
        return "general: a country, and no date";
    return NULL;
}

/* The bytes of the sentence that are kept: all, or of one that is no prose a stretch that holds the
 * trigger; there are few of these however many triggers there are. */
static bm_span sentence_span(const bm_sentence *sentence, bm_span around)
{
    enum { STEP = 1000, MOST = 3 * STEP };
    bm_span span = {sentence->start, sentence->end};
    if (span.end - span.start <= MOST)
        return span;
    uint32_t steps = (around.start - span.start) / STEP;
    span.start += (steps > 0 ? steps - 1 : 0) * STEP;
    if (span.end - span.start > MOST)
        span.end = span.start + MOST;
    if (span.end < around.end)
        span.end = around.end;
    return span;
}

/* The pattern, and what else a person should know of how it was met. */
static const char *rule_of(bm_reading *reading, const telling *told)
{
    const char *pattern = told->incident.rule;
    if (!told->planned && !told->caption)
        return pattern;
    const char *what = told->planned ? "planned" : "caption";
    size_t size = strlen(pattern) + strlen(what) + sizeof " ()";
    char *rule = bm_arena_alloc(reading->arena, size);
    if (rule)
        (void)snprintf(rule, size, "%s (%s)", pattern, what);
    return rule;
}

/* `before` is the incident made last, which may be of the same sentence. */
static bm_status set_texts(bm_reading *reading, const telling *told, bm_incident *incident,
                           const bm_incident *before, bm_error *error)
{
    const bm_sentence *sentence = &reading->words.sentences[told->sentence];
    bm_span span = sentence_span(sentence, incident->trigger_span);
    bool same = before && before->sentence_span.start == span.start &&
                before->sentence_span.end == span.end;
    incident->sentence_span = span;
    incident->sentence = same ? before->sentence : bm_reading_text(reading, span.start, span.end);
    incident->trigger =
        bm_reading_text(reading, incident->trigger_span.start, incident->trigger_span.end);
    incident->rule = rule_of(reading, told);
    if (!incident->rule || !incident->trigger || !incident->sentence)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    return BM_OK;
}

static int by_place_in_text(const void *a, const void *b)
{
    const bm_incident *x = a;
    const bm_incident *y = b;
    if (x->trigger_span.start != y->trigger_span.start)
        return x->trigger_span.start < y->trigger_span.start ? -1 : 1;
    if (x->trigger_span.end != y->trigger_span.end)
        return x->trigger_span.end < y->trigger_span.end ? -1 : 1;
    int order = strcmp(x->category, y->category);
    return order ? order : (x->mention > y->mention) - (x->mention < y->mention);
}

bm_status bm_tellings_close(bm_reading *reading, tellings *all, bm_error *error)
{
    bm_status status = BM_OK;
    bool of_history = is_of_history(reading, all);
    enum { DATED = 256 };
    for (size_t i = 0; i < all->count && all->count <= DATED; i++)
        set_report_date(all, &all->items[i]);
    for (size_t i = 0; !status && i < all->count; i++) {
        const telling *told = &all->items[i];
        const char *want = want_of(reading, told, of_history);
        if (want) {
            status = bm_reading_reject(reading, told->incident.trigger_span.start,
                                       told->incident.trigger_span.end, "incident", want, error);
            continue;
        }
        bm_incident *grown = bm_array_grow(reading->incidents, reading->incident_count,
                                           &reading->incident_capacity, sizeof *grown);
        if (!grown)
            return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
        reading->incidents = grown;
        bm_incident *made = &reading->incidents[reading->incident_count];
        *made = told->incident;
        status =
            set_texts(reading, told, made, reading->incident_count > 0 ? made - 1 : NULL, error);
        reading->incident_count += !status;
    }
    if (reading->incident_count > 1)
        qsort(reading->incidents, reading->incident_count, sizeof *reading->incidents,
              by_place_in_text);
    return status;
}
