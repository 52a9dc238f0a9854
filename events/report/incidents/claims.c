/* How sure it is said to be, and by whom. */
#include "events/report/incidents/incidents.h"

#include <string.h>

static int rank(bm_claim_status status)
{
    switch (status) {
    case BM_STATUS_DENIED:
        return 5;
    case BM_STATUS_ALLEGED:
        return 4;
    case BM_STATUS_SATELLITE_IMAGE:
        return 3;
    case BM_STATUS_CONFIRMED:
        return 2;
    case BM_STATUS_SAID:
        return 1;
    default:
        return 0;
    }
}

static bool names_speaker(const claim *by)
{
    return strcmp(by->value, "subject") == 0 || strcmp(by->value, "follows") == 0;
}

/* A claim holds for what follows it; one that stands last in its part, for what stands before. */
static bool holds(const view *of, const claim *by, const trigger *met)
{
    enum { FAR = 4 };
    uint32_t its = of->clause_of[by->first];
    uint32_t mine = of->clause_of[met->first];
    if (by->status == BM_STATUS_ALLEGED && !*by->value)
        return its == mine;
    if (by->status == BM_STATUS_DENIED)
        return by->first <= met->first && mine - its <= 1;
    return its == mine || (by->first < met->first ? mine - its <= FAR : its - mine <= FAR);
}

/* The first claim that begins at or after a word. */
static size_t claim_after(const view *of, uint32_t word)
{
    size_t low = 0;
    size_t high = of->claim_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (of->claims[middle].first < word)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bm_status set_speaker(const view *of, const claim *by, telling *told, bm_error *error)
{
    const char *speaker = bm_claim_speaker(of, by);
    if (!speaker)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    told->incident.speaker = speaker;
    told->told = *speaker != '\0';
    return BM_OK;
}

/* Headings name their source behind a dash. */
static bm_status set_source(const view *of, telling *told, bm_error *error)
{
    const char *source = bm_view_source(of);
    if (!source)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    told->incident.speaker = source;
    told->told = *source != '\0';
    if (told->told)
        told->incident.status = BM_STATUS_SAID;
    return BM_OK;
}

bm_status bm_trigger_claim(const view *of, const trigger *met, telling *told, bm_error *error)
{
    enum { BEFORE = 4, AFTER = 2 };
    size_t middle = claim_after(of, met->first);
    size_t first = middle > BEFORE ? middle - BEFORE : 0;
    size_t end = middle + AFTER < of->claim_count ? middle + AFTER : of->claim_count;
    const claim *who = NULL;
    for (size_t i = first; i < end; i++) {
        const claim *by = &of->claims[i];
        if (!holds(of, by, met))
            continue;
        if (rank(by->status) > rank(told->incident.status))
            told->incident.status = by->status;
    }
    /* The nearest before, else the nearest after, but rather one that says how sure it is. */
    for (size_t i = middle; i-- > first && !who;)
        if (names_speaker(&of->claims[i]) && holds(of, &of->claims[i], met))
            who = &of->claims[i];
    for (size_t i = middle; i < end && !who; i++)
        if (names_speaker(&of->claims[i]) && holds(of, &of->claims[i], met))
            who = &of->claims[i];
    told->incident.speaker = "";
    if (!who && told->incident.status == BM_STATUS_UNSTATED)
        return set_source(of, told, error);
    return who ? set_speaker(of, who, told, error) : BM_OK;
}

bm_status bm_view_hindsight(const view *of, tellings *all, bm_error *error)
{
    enum { MOST = 8, FAR = 2 };
    const claim *by = NULL;
    for (size_t i = 0; i < of->claim_count && i < MOST && !by; i++)
        if (strcmp(of->claims[i].value, "before") == 0)
            by = &of->claims[i];
    if (!by || (of->trigger_count > 0 && of->triggers[0].first < by->first))
        return BM_OK;
    bm_status status = BM_OK;
    for (size_t i = all->count; !status && i > 0 && all->count - i < MOST; i--) {
        telling *told = &all->items[i - 1];
        if (told->sentence + FAR < of->index || told->sentence >= of->index ||
            (told->sentence + 1 < of->index && told->block + 1 < of->sentence->block))
            break;
        bm_claim_status before = told->incident.status;
        if (before == BM_STATUS_UNSTATED ||
            (before == BM_STATUS_SAID && by->status != BM_STATUS_SAID))
            told->incident.status = by->status;
        if (!*told->incident.speaker && by->status != BM_STATUS_ALLEGED)
            status = set_speaker(of, by, told, error);
    }
    return status;
}
