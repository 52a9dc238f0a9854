/* What the sections of a lexicon are used for. */
#include "events/report/incidents/incidents.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *section;
    phrase_use use;
    bm_claim_status status;
} uses[] = {
    {"incident.none", USE_NO_INCIDENT, BM_STATUS_UNSTATED},
    {"claim.said", USE_CLAIM, BM_STATUS_SAID},
    {"claim.alleged", USE_CLAIM, BM_STATUS_ALLEGED},
    {"claim.denied", USE_CLAIM, BM_STATUS_DENIED},
    {"claim.confirmed", USE_CLAIM, BM_STATUS_CONFIRMED},
    {"claim.satellite-image", USE_CLAIM, BM_STATUS_SATELLITE_IMAGE},
    {"clause.start", USE_START, BM_STATUS_UNSTATED},
    {"clause.unreal", USE_UNREAL, BM_STATUS_UNSTATED},
    {"clause.real", USE_REAL, BM_STATUS_UNSTATED},
    {"clause.negation", USE_NEGATION, BM_STATUS_UNSTATED},
    {"clause.past", USE_PAST, BM_STATUS_UNSTATED},
    {"clause.vague", USE_VAGUE, BM_STATUS_UNSTATED},
    {"clause.topic", USE_TOPIC, BM_STATUS_UNSTATED},
    {"clause.weapon", USE_WEAPON, BM_STATUS_UNSTATED},
    {"clause.at", USE_AT, BM_STATUS_UNSTATED},
    {"clause.by", USE_BY, BM_STATUS_UNSTATED},
    {"clause.people", USE_PEOPLE, BM_STATUS_UNSTATED},
    {"clause.other", USE_OTHER, BM_STATUS_UNSTATED},
    {"clause.to", USE_TO, BM_STATUS_UNSTATED},
    {"clause.from", USE_FROM, BM_STATUS_UNSTATED},
    {"clause.list", USE_LIST, BM_STATUS_UNSTATED},
    {"clause.definite", USE_DEFINITE, BM_STATUS_UNSTATED},
    {"speaker.skip", USE_SPEAKER_SKIP, BM_STATUS_UNSTATED},
    {"speaker.none", USE_SPEAKER_NONE, BM_STATUS_UNSTATED},
    {"speaker.office", USE_SPEAKER_OFFICE, BM_STATUS_UNSTATED},
};

incident_family bm_incident_family(const char *category)
{
    static const struct {
        const char *category;
        incident_family family;
    } families[] = {
        {"attack", FAMILY_FIRE},  {"airstrike", FAMILY_FIRE},  {"shelling", FAMILY_FIRE},
        {"missile", FAMILY_FIRE}, {"drone", FAMILY_FIRE},      {"explosion", FAMILY_FIRE},
        {"fire", FAMILY_FIRE},    {"invasion", FAMILY_GROUND}, {"border-crossing", FAMILY_GROUND},
    };
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (strcmp(category, families[i].category) == 0)
            return families[i].family;
    return FAMILY_OTHER;
}

static section_use use_of(const char *name)
{
    static const char incident[] = "incident.";
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++)
        if (strcmp(name, uses[i].section) == 0)
            return (section_use){uses[i].use, uses[i].status, FAMILY_OTHER, NULL};
    if (strncmp(name, incident, sizeof incident - 1) != 0 || !name[sizeof incident - 1])
        return (section_use){USE_NONE, BM_STATUS_UNSTATED, FAMILY_OTHER, NULL};
    const char *category = name + sizeof incident - 1;
    return (section_use){USE_INCIDENT, BM_STATUS_UNSTATED, bm_incident_family(category), category};
}

bm_status bm_incident_words_new(const bm_lexicon *lexicon, struct bm_incident_words **words,
                                bm_error *error)
{
    *words = NULL;
    if (!lexicon)
        return BM_OK;
    uint32_t count = bm_lexicon_section_count(lexicon);
    struct bm_incident_words *made = malloc(sizeof *made + count * sizeof made->sections[0]);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    made->section_count = count;
    for (uint32_t i = 0; i < count; i++)
        made->sections[i] = use_of(bm_lexicon_section_name(lexicon, i));
    *words = made;
    return BM_OK;
}

void bm_incident_words_free(struct bm_incident_words *words)
{
    free(words);
}
