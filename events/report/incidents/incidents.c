/* From the sentences of a report to what happened. */
#include "events/report/incidents/incidents.h"

#include <stdlib.h>
#include <string.h>

enum { LEAD_SENTENCES = 3, WEAPON_WORDS = 24 };

typedef struct finder {
    view of;
    tellings all;
    size_t phrase;
    size_t date;
    size_t mention;
    unsigned body_sentences;
} finder;

/* The weapon nearest to a trigger that leaves open what it was. */
static const char *category_of(const view *of, const trigger *met)
{
    enum { AROUND = 3 };
    const char *best = *met->phrase->value ? met->phrase->value : met->use->category;
    uint32_t best_distance = WEAPON_WORDS;
    if (!*met->phrase->value)
        return best;
    size_t low = 0;
    size_t high = of->weapon_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (of->weapons[middle].word < met->first)
            low = middle + 1;
        else
            high = middle;
    }
    size_t first = low > AROUND ? low - AROUND : 0;
    for (size_t i = first; i < of->weapon_count && i < low + AROUND; i++) {
        uint32_t at = of->weapons[i].word;
        uint32_t distance = at > met->first ? at - met->first : met->first - at;
        if (*of->weapons[i].category && distance < best_distance) {
            best = of->weapons[i].category;
            best_distance = distance;
        }
    }
    return best;
}

static bool is_definite(const view *of, const trigger *met)
{
    enum { BEFORE = 2 };
    for (uint32_t back = 0; back <= BEFORE && back <= met->first; back++)
        if (of->marks[met->first - back] & MARK_DEFINITE)
            return true;
    return false;
}

static bm_status tell(finder *find, const trigger *met, bool planned, bm_error *error)
{
    view *of = &find->of;
    const bm_word *last = &of->word[met->end - 1];
    telling told = {.sentence = of->index,
                    .block = of->sentence->block,
                    .lead = of->lead,
                    .planned = planned,
                    .heading = of->block->kind == BM_BLOCK_HEADING,
                    .caption = of->block->kind == BM_BLOCK_CAPTION,
                    .definite = is_definite(of, met)};
    told.incident = (bm_incident){.category = met->category,
                                  .trigger_span = {of->word[met->first].start, bm_word_end(last)},
                                  .rule = bm_phrase_pattern(met->phrase),
                                  .date_rule = "",
                                  .speaker = ""};
    told.family = bm_incident_family(met->category);
    told.incident.mention = bm_trigger_place(of, met, &told.own_place);
    bm_status status = bm_trigger_date(of, met, &told, error);
    if (!status)
        status = bm_trigger_claim(of, met, &told, error);
    size_t places = 1;
    if (told.own_place)
        places = bm_places_in_row(of, told.incident.mention, &told.incident.mention);
    for (size_t i = 0; !status && i < places; i++, told.incident.mention++)
        status = bm_tellings_add(of->reading, &find->all, &told, error);
    return status;
}

/* What a clause says besides of what it tells: a mine explodes, a column that crosses the border
 * moves. */
static bool is_told_besides(const view *of, const trigger *met)
{
    enum { NEAR = 10 };
    static const struct {
        const char *told;
        const char *besides;
    } pairs[] = {
        {"border-crossing", "troop-movement"}, {"invasion", "troop-movement"},
        {"mine-or-barrier", "explosion"},      {"mine-or-barrier", "accident"},
        {"sabotage", "border-crossing"},
    };
    for (size_t i = 0; i < of->trigger_count; i++) {
        const trigger *other = &of->triggers[i];
        uint32_t apart =
            other->first > met->first ? other->first - met->first : met->first - other->first;
        if (other == met || apart > NEAR ||
            of->clause_of[other->first] != of->clause_of[met->first])
            continue;
        for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++)
            if (strcmp(other->use->category, pairs[k].told) == 0 &&
                strcmp(met->category, pairs[k].besides) == 0)
                return true;
    }
    return false;
}

static bm_status take(finder *find, trigger *met, bm_error *error)
{
    view *of = &find->of;
    bool planned = false;
    met->category = category_of(of, met);
    const char *refusal = bm_trigger_refusal(of, met, &planned);
    if (!refusal && is_told_besides(of, met))
        refusal = "part of what the clause tells otherwise";
    if (!refusal)
        return tell(find, met, planned, error);
    const bm_word *last = &of->word[met->end - 1];
    return bm_reading_reject(of->reading, of->word[met->first].start, bm_word_end(last), "incident",
                             refusal, error);
}

static bool ends_with_question(const view *of)
{
    enum { TAIL = 8 };
    const char *text = of->reading->document.text;
    uint32_t end = of->sentence->end;
    for (uint32_t i = 0; i < TAIL && end > of->sentence->start; i++)
        if (text[--end] == '?')
            return true;
    return false;
}

/* What of the reading lies in the sentence; all are in order. */
static void look_at(finder *find, uint32_t index)
{
    view *of = &find->of;
    const bm_reading *reading = of->reading;
    const bm_sentence *sentence = &reading->words.sentences[index];
    uint32_t end = sentence->first_word + sentence->word_count;
    of->sentence = sentence;
    of->index = index;
    of->block = bm_reading_block(reading, sentence);
    of->word = &reading->words.words[sentence->first_word];
    of->word_count = sentence->word_count;
    while (find->phrase < reading->phrase_count &&
           reading->phrases[find->phrase].first < sentence->first_word)
        find->phrase++;
    size_t first = find->phrase;
    while (find->phrase < reading->phrase_count && reading->phrases[find->phrase].first < end)
        find->phrase++;
    of->phrases = reading->phrase_count > 0 ? reading->phrases + first : NULL;
    of->phrase_count = find->phrase - first;
    of->date_first = find->date;
    while (find->date < reading->date_count && reading->dates[find->date].sentence <= index)
        find->date++;
    of->date_end = find->date;
    of->mention_first = find->mention;
    while (find->mention < reading->mention_count &&
           reading->mentions[find->mention].sentence <= index)
        find->mention++;
    of->mention_end = find->mention;
    of->question = ends_with_question(of);
    bool body = of->block->kind == BM_BLOCK_BODY;
    find->body_sentences += body;
    of->lead =
        of->block->kind == BM_BLOCK_HEADING || (body && find->body_sentences <= LEAD_SENTENCES);
}

static bm_status read_sentence(finder *find, bm_error *error)
{
    view *of = &find->of;
    bm_status status = bm_view_mark(of, error);
    if (status || (of->trigger_count == 0 && of->claim_count == 0))
        return status;
    status = bm_view_part(of, error);
    if (!status)
        status = bm_view_hindsight(of, &find->all, error);
    for (size_t i = 0; !status && i < of->trigger_count; i++)
        status = take(find, &of->triggers[i], error);
    return status;
}

bm_status bm_reading_find_incidents(bm_reading *reading, bm_error *error)
{
    finder *find = calloc(1, sizeof *find);
    if (!find)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    bm_status status = BM_OK;
    find->of.reading = reading;
    for (size_t i = 0; !status && i < reading->words.sentence_count; i++) {
        look_at(find, (uint32_t)i);
        bm_language language = find->of.block->language;
        find->of.words =
            language < BM_LANGUAGE_COUNT ? reading->reader->incident_words[language] : NULL;
        if (find->of.words && find->of.word_count > 0)
            status = read_sentence(find, error);
    }
    if (!status)
        status = bm_tellings_close(reading, &find->all, error);
    bm_view_finish(&find->of);
    free(find->all.items);
    free(find);
    return status;
}
