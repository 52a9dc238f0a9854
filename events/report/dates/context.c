/* What the dates of a report are counted from, while it is read. */
#include "events/report/dates/context.h"

#include "base/calendar.h"

enum { SENTENCES_BACK = 6, YEAR_WORDS = 4, LONGEST_BEFORE = 31 };

void bm_date_context_start(bm_date_context *context, const bm_report_source *source)
{
    *context = (bm_date_context){.apart_block = UINT32_MAX};
    context->has_published = source->has_published && source->published.precision <= BM_DATE_DAY;
    if (context->has_published)
        context->published = bm_interval_first(source->published);
}

static bm_date_memory *memory_of(bm_date_context *context, const bm_reading *reading,
                                 size_t sentence)
{
    uint32_t number = reading->words.sentences[sentence].block;
    bm_block_kind kind = reading->document.blocks[number].kind;
    if (kind != BM_BLOCK_CAPTION && kind != BM_BLOCK_FURNITURE)
        return &context->body;
    if (context->apart_block != number) {
        context->apart = (bm_date_memory){0};
        context->apart_block = number;
    }
    return &context->apart;
}

bm_date_reference bm_date_context_reference(bm_date_context *context, const bm_reading *reading,
                                            size_t sentence, const bm_date_found *found)
{
    const bm_date_memory *memory = memory_of(context, reading, sentence);
    uint32_t block = reading->words.sentences[sentence].block;
    bm_date_reference reference = {
        .has_published = context->has_published,
        .published = context->published,
        .has_before = memory->has_before && sentence - memory->before_sentence <= SENTENCES_BACK,
        .before = memory->before,
        .is_eve = memory->is_eve,
        .is_night = memory->is_night,
        .has_year = memory->has_year && sentence - memory->year_sentence <= SENTENCES_BACK,
        .year = memory->year,
        .has_near = memory->has_near && memory->near_block == block &&
                    sentence - memory->near_sentence <= SENTENCES_BACK,
        .near = memory->near,
        .has_report = memory->has_report,
        .report = memory->report};
    if (memory->near_year_word > reading->words.sentences[sentence].first_word &&
        found->first >= memory->near_year_word &&
        found->first - memory->near_year_word < YEAR_WORDS && found->said.month > 0) {
        reference.has_near = true;
        /* Whichever day of the year it is, it is not far behind this one. */
        reference.near = bm_day_to_number((bm_day){memory->near_year, found->said.month, 1});
    }
    return reference;
}

static bool is_whole(const bm_said *said)
{
    return said->year != 0 && said->part == BM_PART_WHOLE && said->kind <= BM_SAID_SEASON;
}

void bm_date_context_note(bm_date_context *context, const bm_reading *reading, size_t sentence,
                          const bm_date_found *found, const bm_date_meaning *meaning, bool is_edge)
{
    bm_date_memory *memory = memory_of(context, reading, sentence);
    const bm_sentence *at = &reading->words.sentences[sentence];
    if (!meaning->resolved || is_edge)
        return;
    int64_t first = bm_interval_first(meaning->when);
    int64_t last = bm_interval_last(meaning->when);
    if (last - first < LONGEST_BEFORE && found->said.kind != BM_SAID_STRETCH) {
        memory->has_before = true;
        memory->before = meaning->when;
        memory->before_sentence = sentence;
        memory->is_eve = found->said.is_eve;
        memory->is_night = found->said.is_night || found->said.kind == BM_SAID_NIGHT;
        memory->has_year = false;
    } else if (meaning->when.precision == BM_DATE_YEAR) {
        memory->has_year = true;
        memory->year = meaning->when;
        memory->year_sentence = sentence;
    }
    const bm_said *said = found->is_range ? &found->to : &found->said;
    bool is_year =
        said->kind == BM_SAID_YEAR || (said->kind == BM_SAID_PERIOD && said->unit == BM_UNIT_YEAR);
    if (is_year && !found->is_range && meaning->when.precision == BM_DATE_YEAR) {
        memory->near_year_word = found->end;
        memory->near_year = bm_day_at(meaning->when.start_s).year;
    }
    if (!is_whole(said))
        return;
    memory->has_near = true;
    memory->near = first;
    if (said->kind != BM_SAID_SEASON) {
        memory->has_report = true;
        memory->report = first;
    }
    memory->near_block = at->block;
    memory->near_sentence = sentence;
    bool dateline = reading->document.blocks[at->block].kind == BM_BLOCK_DATELINE;
    if (dateline && !context->has_published && said->kind == BM_SAID_DAY) {
        context->has_published = true;
        context->published = last;
    }
}
