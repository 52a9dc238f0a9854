#include "events/guard/private.h"

#include <stdlib.h>
#include <string.h>

enum { MINUTE_S = 60 };

bool bm_guard_is_wanted(const bm_guard_options *options)
{
    return options->precision_m > 0 || options->delay_s > 0 || options->redacted_count > 0;
}

bm_status bm_guard_new(const bm_guard_options *options, bm_guard **guard, bm_error *error)
{
    *guard = NULL;
    if (options->precision_m != 0 && !(options->precision_m >= BM_GUARD_PRECISION_MIN_M &&
                                       options->precision_m <= BM_GUARD_PRECISION_MAX_M))
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "positions are coarsened to between 100 m and 200 km");
    if (options->delay_s < 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "a delay cannot be negative");
    bm_guard *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    made->options = *options;
    made->options.redacted = NULL;
    if (!bm_settling_begin(&made->settling)) {
        free(made);
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    }
    made->redacted =
        bm_arena_array(&made->arena, options->redacted_count + 1, sizeof *made->redacted);
    bool good = made->redacted != NULL;
    for (size_t i = 0; good && i < options->redacted_count; i++) {
        const char *copy = bm_arena_strdup(&made->arena, options->redacted[i]);
        made->redacted[made->redacted_count++] = copy;
        good = copy != NULL;
    }
    if (good) {
        *guard = made;
        return BM_OK;
    }
    bm_guard_free(made);
    return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
}

void bm_guard_free(bm_guard *guard)
{
    if (!guard)
        return;
    bm_settling_finish(&guard->settling);
    bm_strbuf_finish(&guard->words);
    bm_arena_finish(&guard->arena);
    free(guard);
}

int64_t bm_guard_end_of(const bm_event *event)
{
    return event->when.end_s - (int64_t)event->when.end_offset_min * MINUTE_S;
}

void bm_guard_newest_add(bm_guard_newest *newest, int64_t end_s)
{
    const bm_guard_newest one = {.newest_s = end_s, .before_s = end_s, .seen = 1};
    bm_guard_newest_join(newest, &one);
}

void bm_guard_newest_join(bm_guard_newest *newest, const bm_guard_newest *more)
{
    if (newest->seen == 0 || more->seen == 0) {
        *newest = more->seen == 0 ? *newest : *more;
        return;
    }
    bool is_later = more->newest_s > newest->newest_s;
    const bm_guard_newest *first = is_later ? more : newest, *second = is_later ? newest : more;
    int64_t before_s = second->newest_s;
    if (first->seen > 1 && first->before_s > before_s)
        before_s = first->before_s;
    *newest = (bm_guard_newest){first->newest_s, before_s, newest->seen + more->seen};
}

void bm_guard_look_at(bm_guard *guard, const bm_guard_newest *newest)
{
    bm_guard_newest_join(&guard->newest, newest);
}

void bm_guard_look(bm_guard *guard, const bm_events *events)
{
    for (size_t i = 0; i < events->count; i++)
        bm_guard_newest_add(&guard->newest, bm_guard_end_of(&events->items[i]));
}

bool bm_guard_tally_begin(bm_guard_tally *tally, size_t column_count)
{
    *tally = (bm_guard_tally){.columns = calloc(column_count + 1, sizeof *tally->columns)};
    return tally->columns != NULL;
}

void bm_guard_tally_join(bm_guard_tally *tally, const bm_guard_tally *more, size_t column_count)
{
    tally->counts.coarsened += more->counts.coarsened;
    tally->counts.areas_kept += more->counts.areas_kept;
    tally->counts.hidden += more->counts.hidden;
    tally->counts.unnamed += more->counts.unnamed;
    tally->counts.texts += more->counts.texts;
    tally->counts.withheld += more->counts.withheld;
    for (size_t i = 0; i < column_count; i++) {
        tally->columns[i].tells = tally->columns[i].tells || more->columns[i].tells;
        tally->columns[i].numbers += more->columns[i].numbers;
        tally->columns[i].hits += more->columns[i].hits;
        tally->columns[i].named += more->columns[i].named;
    }
    for (size_t i = 0; i < BM_GUARD_TEXTS; i++)
        tally->named[i] += more->named[i];
}

void bm_guard_tally_finish(bm_guard_tally *tally)
{
    free(tally->columns);
    *tally = (bm_guard_tally){0};
}

static size_t withhold(const bm_guard *guard, bm_events *events)
{
    size_t kept = 0, count = events->count;
    for (size_t i = 0; i < count; i++)
        if (bm_guard_end_of(&events->items[i]) <= guard->counts.as_of_s - guard->options.delay_s)
            events->items[kept++] = events->items[i];
    events->count = kept;
    return count - kept;
}

bm_status bm_guard_begin(bm_guard *guard, const bm_events *header, const bm_gazetteer *gazetteer,
                         const bm_border *border, bm_error *error)
{
    bool is_found = guard->options.as_of == BM_AS_OF_NEWEST;
    if (guard->options.delay_s > 0) {
        guard->counts.as_of_s = is_found ? guard->newest.newest_s : guard->options.as_of_s;
        guard->counts.as_of_gap_s = is_found ? guard->newest.newest_s - guard->newest.before_s : 0;
    }
    guard->settling.size_m = guard->options.precision_m;
    guard->settling.border = border;
    guard->settling.gazetteer = gazetteer;
    guard->is_withheld =
        bm_arena_array(&guard->arena, header->column_count + 1, sizeof *guard->is_withheld);
    if (!guard->is_withheld)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    return bm_guard_find_redacted(guard, header, error);
}

bm_status bm_guard_take(bm_guard *guard, bm_events *part, bm_guard_tally *tally, bm_error *error)
{
    bm_guard_tally unwanted = {0};
    bm_guard_tally *to = tally ? tally : &unwanted;
    bm_status status = BM_OK;
    if (guard->options.delay_s > 0)
        to->counts.withheld += withhold(guard, part);
    if (guard->options.precision_m > 0) {
        if (tally)
            bm_guard_look_at_columns(part, tally);
        status = bm_guard_coarsen(guard, part, to, error);
    }
    if (!status)
        bm_guard_redact(guard, part);
    return status;
}

bm_status bm_guard_conclude(bm_guard *guard, const bm_guard_tally *tally, const bm_events *header,
                            bm_error *error)
{
    int64_t as_of_s = guard->counts.as_of_s, gap_s = guard->counts.as_of_gap_s;
    guard->counts = tally->counts;
    guard->counts.as_of_s = as_of_s;
    guard->counts.as_of_gap_s = gap_s;
    bm_status status = BM_OK;
    if (guard->options.precision_m > 0)
        status = bm_guard_drop_columns(guard, header, tally, error);
    bm_guard_redact_columns(guard, header);
    if (!status)
        status = bm_guard_find_naming(guard, header, tally, error);
    if (!status && !bm_guard_make_words(guard))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    return status;
}

void bm_guard_mark(const bm_guard *guard, bm_events *header)
{
    for (size_t i = 0; i < header->column_count; i++)
        header->columns[i].is_withheld = guard->is_withheld[i];
    header->redacted = guard->own;
}

bm_status bm_guard_apply(bm_guard *guard, bm_events *events, const bm_gazetteer *gazetteer,
                         const bm_border *border, bm_error *error)
{
    bm_guard_tally tally;
    if (guard->newest.seen == 0)
        bm_guard_look(guard, events);
    if (!bm_guard_tally_begin(&tally, events->column_count))
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    bm_status status = bm_guard_begin(guard, events, gazetteer, border, error);
    if (!status)
        status = bm_guard_take(guard, events, &tally, error);
    if (!status)
        status = bm_guard_conclude(guard, &tally, events, error);
    if (!status) {
        bm_guard_mark(guard, events);
        status = bm_guard_number(guard, events, 0, error);
    }
    bm_guard_tally_finish(&tally);
    return status;
}

bm_guard_counts bm_guard_count(const bm_guard *guard)
{
    return guard->counts;
}

size_t bm_guard_dropped_count(const bm_guard *guard)
{
    return guard->dropped_count;
}

const char *bm_guard_dropped_at(const bm_guard *guard, size_t index)
{
    return index < guard->dropped_count ? guard->dropped[index] : NULL;
}
