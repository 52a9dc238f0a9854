/* Who says so: the words beside a verb of saying. */
#include "events/report/incidents/incidents.h"

#include <string.h>

enum {
    NAME_WORDS = 8,
    SKIPPED = 8,     /* words between a speaker and the verb */
    APPOSITION = 16, /* words of what stands between commas after a name */
    NO_NAME_WORDS = 4,
    /* Gaps that no speaker reaches over. */
    ENDS = BM_GAP_COMMA | BM_GAP_COLON | BM_GAP_DASH | BM_GAP_OPEN | BM_GAP_CLOSE | BM_GAP_PERIOD |
           BM_GAP_QUOTE
};

static bool ends_name(const view *of, uint32_t word)
{
    bool joins_names = of->marks[word] & MARK_LIST && word > 0 && word + 1 < of->word_count &&
                       (of->word[word - 1].flags & of->word[word + 1].flags & BM_WORD_CAPITAL);
    return !joins_names && (of->marks[word] & (MARK_NOBODY | MARK_CLAIM)) != 0;
}

/* Slavic languages put the speaker after the verb as easily as before it. */
static bool is_slavic(const view *of, const claim *by)
{
    return (of->word[by->first].flags & BM_WORD_CYRILLIC) != 0;
}

static const char *text_of(const view *of, uint32_t first, uint32_t end)
{
    if (first >= end)
        return "";
    const bm_word *last = &of->word[end - 1];
    return bm_reading_text(of->reading, of->word[first].start, bm_word_end(last));
}

static bool starts_clause(const view *of, uint32_t word)
{
    return of->clauses[of->clause_of[word]].first == word && word > 0;
}

/* The words up to `end` that name somebody; returns the first, `end` when there are none. */
static uint32_t name_before(const view *of, uint32_t end, bool slavic)
{
    uint32_t first = end;
    while (first > 0 && end - first < NAME_WORDS) {
        uint32_t word = first - 1;
        if (ends_name(of, word) || of->marks[word] & MARK_START ||
            (of->word[word].flags & BM_WORD_IN_DATE))
            break;
        first = word;
        if (of->word[word].gap & ENDS || (slavic && of->marks[word] & MARK_AT))
            break;
    }
    while (first < end && (of->marks[first] & (MARK_SKIP | MARK_AT)) &&
           !(of->marks[first] & MARK_NOBODY))
        first++;
    return first;
}

static bool is_capital(const view *of, uint32_t word)
{
    return (of->word[word].flags & BM_WORD_CAPITAL) != 0;
}

/* Of "the spokesman, Ivan Ivanov, said" the name; of "Ivan Ivanov, the spokesman, said" too. */
static const char *from_apposition(const view *of, uint32_t end, bool slavic)
{
    enum { NAME_MOST = 4 };
    uint32_t start = end;
    bool name = true;
    for (unsigned words = 0; words < APPOSITION; words++) {
        if (start == 0)
            return "";
        start--;
        name = name && is_capital(of, start);
        if (of->word[start].gap & (BM_GAP_COLON | BM_GAP_PERIOD | BM_GAP_QUOTE | BM_GAP_DASH))
            return "";
        if (of->word[start].gap & BM_GAP_COMMA)
            break;
    }
    if (start == 0 || !(of->word[start].gap & BM_GAP_COMMA))
        return "";
    if (name && end - start <= NAME_MOST)
        return text_of(of, start, end);
    return text_of(of, name_before(of, start, slavic), start);
}

static bool is_skipped(const view *of, uint32_t word)
{
    bool before_date = word + 1 < of->word_count && (of->marks[word] & MARK_AT) &&
                       (of->word[word + 1].flags & BM_WORD_IN_DATE);
    return before_date || (of->marks[word] & MARK_SKIP) || (of->word[word].flags & BM_WORD_IN_DATE);
}

static const char *name_after(const view *of, uint32_t first);

static const char *from_subject(const view *of, const claim *by)
{
    bool slavic = is_slavic(of, by);
    uint32_t end = by->first;
    unsigned gap = of->word[end].gap;
    for (unsigned skipped = 0; skipped < SKIPPED && end > 0; skipped++) {
        if (gap & BM_GAP_COMMA || !is_skipped(of, end - 1))
            break;
        end--;
        gap = of->word[end].gap;
    }
    /* "Command, on March 11, alleged" */
    if (gap & BM_GAP_COMMA && !(gap & BM_GAP_QUOTE) && end > 0 && is_skipped(of, end - 1)) {
        while (end > 0 && is_skipped(of, end - 1) && by->first - end < SKIPPED)
            end--;
        return text_of(of, name_before(of, end, slavic), end);
    }
    if (end == 0 && !slavic)
        return "";
    if (end == 0 || gap & (BM_GAP_QUOTE | BM_GAP_DASH | BM_GAP_COLON))
        return name_after(of, by->end);
    bool goes_on =
        by->end < of->word_count && !(of->word[by->end].gap & ENDS) && !starts_clause(of, by->end);
    if (gap & BM_GAP_COMMA && slavic && goes_on)
        return name_after(of, by->end);
    if (gap & BM_GAP_COMMA) {
        const char *found = from_apposition(of, end, slavic);
        return !found || *found ? found : name_after(of, by->end);
    }
    /* «підозрюють у підготовці»: of what, not who. */
    goes_on = goes_on && !(by->status == BM_STATUS_ALLEGED && of->marks[by->end] & MARK_AT);
    if (ends_name(of, end - 1) || of->marks[end - 1] & MARK_START)
        return slavic && goes_on ? name_after(of, by->end) : "";
    uint32_t first = name_before(of, end, slavic);
    return text_of(of, first, end);
}

/* "according to the ministry of defence, …": up to a comma, else up to the last capital. */
static const char *name_after(const view *of, uint32_t first)
{
    while (first + 1 < of->word_count && (is_skipped(of, first) || of->marks[first] & MARK_AT) &&
           !(of->word[first + 1].gap & ENDS))
        first++;
    uint32_t end = first;
    uint32_t named = first;
    bool closed = false;
    while (end < of->word_count && end - first < NAME_WORDS) {
        if (end > first && of->word[end].gap & ENDS) {
            closed = true;
            break;
        }
        if (of->marks[end] & (MARK_CLAIM | MARK_TRIGGER) || of->word[end].flags & BM_WORD_IN_DATE ||
            (end == first && of->marks[end] & MARK_NOBODY && !is_capital(of, end)) ||
            (starts_clause(of, end) && end > first)) {
            closed = named == first;
            break;
        }
        if (is_capital(of, end) && end - named <= 3)
            named = end + 1;
        end++;
    }
    closed = closed || (end == of->word_count && end - first < NAME_WORDS);
    if (!closed)
        end = named > first ? named : end > first + NO_NAME_WORDS ? first + NO_NAME_WORDS : end;
    return text_of(of, first, end);
}

const char *bm_claim_speaker(const view *of, const claim *by)
{
    if (strcmp(by->value, "follows") == 0 || strcmp(by->value, "before") == 0)
        return name_after(of, by->end);
    return from_subject(of, by);
}
