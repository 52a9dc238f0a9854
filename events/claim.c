#include "events/table.h"

#include "base/blank.h"

#include <string.h>

const char *bm_claim_name(bm_claim claim)
{
    switch (claim) {
    case BM_CLAIM_UNSTATED:
        return "unstated";
    case BM_CLAIM_CONFIRMED:
        return "confirmed";
    case BM_CLAIM_ASSESSED:
        return "assessed";
    case BM_CLAIM_CLAIMED:
        return "claimed";
    }
    return "unstated";
}

static const struct {
    const char *word;
    bm_claim claim;
} words[] = {
    {"confirmed", BM_CLAIM_CONFIRMED},
    {"verified", BM_CLAIM_CONFIRMED},
    {"geolocated", BM_CLAIM_CONFIRMED},
    {"observed", BM_CLAIM_CONFIRMED},
    {"documented", BM_CLAIM_CONFIRMED},
    {"witnessed", BM_CLAIM_CONFIRMED},
    {"certain", BM_CLAIM_CONFIRMED},
    {"true", BM_CLAIM_CONFIRMED},
    {"yes", BM_CLAIM_CONFIRMED},
    {"пацверджана", BM_CLAIM_CONFIRMED},
    {"підтверджено", BM_CLAIM_CONFIRMED},
    {"подтверждено", BM_CLAIM_CONFIRMED},
    {"assessed", BM_CLAIM_ASSESSED},
    {"likely", BM_CLAIM_ASSESSED},
    {"probable", BM_CLAIM_ASSESSED},
    {"probably", BM_CLAIM_ASSESSED},
    {"possible", BM_CLAIM_ASSESSED},
    {"plausible", BM_CLAIM_ASSESSED},
    {"estimated", BM_CLAIM_ASSESSED},
    {"satellite_image", BM_CLAIM_ASSESSED},
    {"satellite_imagery", BM_CLAIM_ASSESSED},
    {"ймовірно", BM_CLAIM_ASSESSED},
    {"вероятно", BM_CLAIM_ASSESSED},
    {"claimed", BM_CLAIM_CLAIMED},
    {"claim", BM_CLAIM_CLAIMED},
    {"reported", BM_CLAIM_CLAIMED},
    {"said", BM_CLAIM_CLAIMED},
    {"alleged", BM_CLAIM_CLAIMED},
    {"unconfirmed", BM_CLAIM_CLAIMED},
    {"unverified", BM_CLAIM_CLAIMED},
    {"disputed", BM_CLAIM_CLAIMED},
    {"denied", BM_CLAIM_CLAIMED},
    {"rumour", BM_CLAIM_CLAIMED},
    {"rumor", BM_CLAIM_CLAIMED},
    {"false", BM_CLAIM_CLAIMED},
    {"no", BM_CLAIM_CLAIMED},
    {"заяўлена", BM_CLAIM_CLAIMED},
    {"заявлено", BM_CLAIM_CLAIMED},
    {"не_подтверждено", BM_CLAIM_CLAIMED},
    {"не_підтверджено", BM_CLAIM_CLAIMED},
    {"not_confirmed", BM_CLAIM_CLAIMED},
    {"not_verified", BM_CLAIM_CLAIMED},
    {"unstated", BM_CLAIM_UNSTATED},
    {"unknown", BM_CLAIM_UNSTATED},
};

bool bm_claim_from_text(const char *text, bm_claim *claim)
{
    char key[64];
    *claim = BM_CLAIM_UNSTATED;
    if (bm_is_blank(text))
        return true;
    if (!bm_table_normalize(text, key, sizeof key))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(key, words[i].word) == 0) {
            *claim = words[i].claim;
            return true;
        }
    return false;
}
