/* What a person decided about a name goes before what was found out. */
#include "events/report/toponyms/toponyms.h"

#include <bordermap/decisions.h>

static const bm_decision *decision_for(const bm_decisions *decisions, const char *name,
                                       const bm_place *place)
{
    const bm_place_row row = {.name = name,
                              .country = place ? place->country : "",
                              .admin = place ? place->admin1 : "",
                              .district = "",
                              .near = ""};
    size_t index = bm_decisions_find(decisions, &row);
    return index == SIZE_MAX ? NULL : bm_decisions_get(decisions, index);
}

void bm_toponyms_obey(bm_reading *reading)
{
    const bm_decisions *decisions = reading->reader->decisions;
    for (size_t i = 0; decisions && i < reading->mention_count; i++) {
        bm_mention *mention = &reading->mentions[i];
        const bm_decision *decision = decision_for(decisions, mention->text, mention->place);
        /* A case form is decided under the name it is a form of. */
        if (!decision && *mention->name)
            decision = decision_for(decisions, mention->name, mention->place);
        if (!decision || !decision->answer)
            continue;
        mention->status = decision->answer->radius_km > 0 ? BM_LOCATION_AREA : BM_LOCATION_LOCATED;
        mention->place = decision->answer;
        mention->name = decision->answer->name;
        mention->position = decision->answer->position;
        mention->radius_km = decision->answer->radius_km;
        mention->match = BM_MATCH_DECIDED;
        mention->score = mention->margin = 1;
        mention->doubtful = false;
        if (mention->area.kind != BM_AREA_NONE)
            bm_toponyms_place_area(reading, mention);
    }
}
