/* Who says so: the words beside a verb of saying. */
#include "events/report/incidents/incidents.h"

#include <string.h>

enum {
    NAME_WORDS = 8,
    SKIPPED = 8,       /* words between a speaker and the verb */
    APPOSITION = 16,   /* words of what stands between commas after a name */
    APPOSED_NAME = 4,  /* words of a name that stands there itself */
    UNNAMED_WORDS = 4, /* of a speaker without a capital */
    SMALL_WORDS = 3,   /* without a capital between words of a name with them */
    /* Gaps that no speaker reaches over. */
    ENDS = BM_GAP_COMMA | BM_GAP_COLON | BM_GAP_DASH | BM_GAP_OPEN | BM_GAP_CLOSE | BM_GAP_PERIOD |
           BM_GAP_QUOTE
};

/* Words of the sentence; none when both are the same. */
typedef struct name {
    uint32_t first;
    uint32_t end;
} name;

static bool is_capital(const view *of, uint32_t word)
{
    return (of->word[word].flags & BM_WORD_CAPITAL) != 0;
}

static bool is_in_date(const view *of, uint32_t word)
{
    return (of->word[word].flags & BM_WORD_IN_DATE) != 0;
}

/* «командувач … у Києві»: the name ends before the preposition. */
static bool is_slavic_at(const view *of, uint32_t word)
{
    return (of->marks[word] & MARK_AT) && (of->word[word].flags & BM_WORD_CYRILLIC);
}

static bool is_nobody(const view *of, uint32_t word)
{
    bool joins_names = of->marks[word] & MARK_LIST && word > 0 && word + 1 < of->word_count &&
                       is_capital(of, word - 1) && is_capital(of, word + 1);
    return !joins_names && (of->marks[word] & (MARK_NOBODY | MARK_CLAIM)) != 0;
}

static bool starts_clause(const view *of, uint32_t word)
{
    return of->clauses[of->clause_of[word]].first == word && word > 0;
}

static bool is_skipped(const view *of, uint32_t word)
{
    bool before_date =
        word + 1 < of->word_count && (of->marks[word] & MARK_AT) && is_in_date(of, word + 1);
    return before_date || (of->marks[word] & MARK_SKIP) || is_in_date(of, word);
}

/* What tells of an incident is no name. */
static bool tells(const view *of, name who)
{
    for (uint32_t i = who.first; i < who.end; i++)
        if (of->triggers_before[i] > (i > 0 ? of->triggers_before[i - 1] : 0))
            return true;
    return false;
}

/* The words up to `end` that name somebody. */
static name name_before(const view *of, uint32_t end)
{
    name who = {end, end};
    /* «група "Назва" повідомляє»: a name in quotes ends it. */
    bool quoted = end < of->word_count && (of->word[end].gap & BM_GAP_QUOTE);
    while (who.first > 0 && end - who.first < NAME_WORDS) {
        uint32_t word = who.first - 1;
        if (is_nobody(of, word) || of->marks[word] & MARK_START || is_in_date(of, word))
            break;
        who.first = word;
        unsigned gap = of->word[word].gap & ENDS;
        if (quoted && gap == BM_GAP_QUOTE) {
            quoted = false;
            continue;
        }
        if (gap || is_slavic_at(of, word))
            break;
    }
    while (who.first < end && (of->marks[who.first] & (MARK_SKIP | MARK_AT)) &&
           !(of->marks[who.first] & MARK_NOBODY))
        who.first++;
    return who;
}

/* "according to the ministry of defence, …": up to a comma, else up to the last capital. */
static name name_after(const view *of, uint32_t first)
{
    while (first + 1 < of->word_count && (is_skipped(of, first) || of->marks[first] & MARK_AT) &&
           !(of->word[first + 1].gap & ENDS))
        first++;
    /* «эшелон, как утверждают жители, видели» */
    bool within = first > 0 && (of->marks[first - 1] & MARK_TRIGGER);
    name who = {first, first};
    uint32_t named = first;
    bool quoted = false;
    bool whole = false;
    for (; who.end < of->word_count && who.end - first < NAME_WORDS; who.end++) {
        uint32_t word = who.end;
        bool begun = word > first;
        /* «повідомили в ОК «Захід»»: a name in quotes is part of what it stands beside. */
        unsigned ends = of->word[word].gap & ENDS;
        if (begun && ends == BM_GAP_QUOTE && !quoted && is_capital(of, word) &&
            is_capital(of, word - 1)) {
            quoted = true;
            ends = 0;
        }
        whole = begun && (ends || is_slavic_at(of, word));
        bool verb = of->marks[word] & (within ? MARK_CLAIM : MARK_CLAIM | MARK_TRIGGER) ||
                    is_in_date(of, word) || (begun && starts_clause(of, word));
        if (whole || verb || (!begun && of->marks[word] & MARK_NOBODY && !is_capital(of, word)))
            break;
        if (is_capital(of, word) && word - named <= SMALL_WORDS)
            named = word + 1;
    }
    whole = whole || (who.end == of->word_count && who.end - first < NAME_WORDS);
    if (!whole && named > first)
        who.end = named;
    else if (!whole && who.end - first > UNNAMED_WORDS)
        who.end = first + UNNAMED_WORDS;
    return who;
}

/* Of "the spokesman, Ivan Ivanov, said" the name; of "Ivan Ivanov, the spokesman, said" too. */
static name name_of_apposition(const view *of, uint32_t end)
{
    const name nobody = {end, end};
    uint32_t start = end;
    bool capitals = true;
    do {
        if (start == 0 || end - start == APPOSITION)
            return nobody;
        start--;
        capitals = capitals && is_capital(of, start);
        if (of->word[start].gap & (ENDS & ~BM_GAP_COMMA))
            return nobody;
    } while (!(of->word[start].gap & BM_GAP_COMMA));
    if (start == 0)
        return nobody;
    return capitals && end - start <= APPOSED_NAME ? (name){start, end} : name_before(of, start);
}

/* Where the name ends that "Command, on March 11, alleged" begins with: before the date; `end` when
 * there is none. */
static uint32_t before_date(const view *of, uint32_t end)
{
    uint32_t at = end;
    while (at > 0 && end - at < SKIPPED && is_skipped(of, at - 1))
        at--;
    return at < end && of->word[at].gap & BM_GAP_COMMA ? at : end;
}

/* «Міністэрства ў Мінску заявіла»: not the town; «у Мінску заявілі»: the town. */
static name name_of_agent(const view *of, uint32_t end)
{
    name who = name_before(of, end);
    if (who.first < 2 || who.first >= end || !is_slavic_at(of, who.first - 1) ||
        (of->word[who.first - 1].gap & ENDS))
        return who;
    for (uint32_t i = who.first; i < end; i++)
        if (!(of->word[i].flags & BM_WORD_IN_MENTION))
            return who;
    name before = name_before(of, who.first - 1);
    return before.first < before.end ? before : who;
}

static name name_of_subject(const view *of, const claim *by)
{
    /* Slavic languages put the speaker after the verb as easily as before it. */
    bool slavic = (of->word[by->first].flags & BM_WORD_CYRILLIC) != 0;
    uint32_t end = by->first;
    for (unsigned words = 0; words < SKIPPED && end > 0; words++, end--)
        if (of->word[end].gap & BM_GAP_COMMA || !is_skipped(of, end - 1))
            break;
    unsigned gap = of->word[end].gap;
    if (end == 0)
        return slavic ? name_after(of, by->end) : (name){0, 0};
    bool comma = gap & BM_GAP_COMMA;
    if (gap & (BM_GAP_DASH | BM_GAP_COLON | BM_GAP_PERIOD) || (comma && gap & BM_GAP_QUOTE))
        return name_after(of, by->end);
    if (comma && before_date(of, end) < end)
        return name_before(of, before_date(of, end));
    bool goes_on =
        by->end < of->word_count && !(of->word[by->end].gap & ENDS) && !starts_clause(of, by->end);
    if (comma && slavic && goes_on)
        return name_after(of, by->end);
    if (comma) {
        name who = name_of_apposition(of, end);
        return who.first == who.end || tells(of, who) ? name_after(of, by->end) : who;
    }
    if (!is_nobody(of, end - 1) && !(of->marks[end - 1] & MARK_START))
        return name_of_agent(of, end);
    /* «підозрюють у підготовці»: of what, not who. */
    bool object = by->status == BM_STATUS_ALLEGED && goes_on && of->marks[by->end] & MARK_AT;
    return slavic && goes_on && !object ? name_after(of, by->end) : (name){0, 0};
}

/* The bytes after a name up to the quotation mark that closes one which is opened in it. */
static uint32_t with_quote(const view *of, uint32_t start, uint32_t end)
{
    static const char *const pairs[][2] = {{"«", "»"}, {"“", "”"}, {"„", "“"}};
    const char *text = of->reading->document.text;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        size_t opens = strlen(pairs[i][0]);
        size_t closes = strlen(pairs[i][1]);
        bool open = false;
        for (uint32_t at = start; at < end; at++) {
            if (end - at >= opens && memcmp(text + at, pairs[i][0], opens) == 0)
                open = true;
            else if (end - at >= closes && memcmp(text + at, pairs[i][1], closes) == 0)
                open = false;
        }
        if (open && of->reading->document.length - end >= closes &&
            memcmp(text + end, pairs[i][1], closes) == 0)
            return end + (uint32_t)closes;
    }
    return end;
}

const char *bm_claim_speaker(const view *of, const claim *by)
{
    bool after = strcmp(by->value, "follows") == 0 || strcmp(by->value, "before") == 0;
    name who = after ? name_after(of, by->end) : name_of_subject(of, by);
    if (who.first >= who.end || tells(of, who))
        return "";
    uint32_t start = of->word[who.first].start;
    return bm_reading_text(of->reading, start,
                           with_quote(of, start, bm_word_end(&of->word[who.end - 1])));
}

static bool is_capital_city(const view *of, uint32_t word)
{
    enum { LAST = 4 };
    const bm_reading *reading = of->reading;
    for (size_t i = of->mention_end; i > of->mention_first && of->mention_end - i < LAST; i--)
        if (reading->mention_words[i - 1].first == of->sentence->first_word + word)
            return reading->mentions[i - 1].place && reading->mentions[i - 1].place->rank == 1;
    return false;
}

const char *bm_view_source(const view *of)
{
    enum { MOST = 6 };
    uint32_t end = of->word_count;
    uint32_t first = end;
    bool known = false;
    bool place = true;
    do {
        if (first == 0 || end - first == MOST)
            return "";
        first--;
        if (is_nobody(of, first) || of->marks[first] & (MARK_AT | MARK_FROM | MARK_TO | MARK_NOT) ||
            is_in_date(of, first) || of->word[first].flags & BM_WORD_NUMBER)
            return "";
        place = place && of->word[first].flags & BM_WORD_IN_MENTION;
        known = known || is_capital(of, first) || of->marks[first] & MARK_OFFICE;
    } while (!(of->word[first].gap & BM_GAP_DASH));
    name who = {first, end};
    /* "The road Pinsk — Luninets": only a capital speaks. */
    bool pair = of->block->kind != BM_BLOCK_HEADING && end - first == 1 && first > 0 &&
                is_capital(of, first) && is_capital(of, first - 1);
    if (pair || (place && !is_capital_city(of, first)))
        return "";
    if (!known || first == 0 || tells(of, who))
        return "";
    return bm_reading_text(of->reading, of->word[first].start, bm_word_end(&of->word[end - 1]));
}
