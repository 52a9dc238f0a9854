#include "cli/decide.h"

#include "cli/describe.h"
#include "cli/report.h"

bm_status cli_decide(const cli_inputs *inputs, const cli_settings *settings, const char *name,
                     const bm_location *location, bm_error *error)
{
    const bm_place *place = NULL;
    char description[CLI_DESCRIPTION_SIZE];
    bool changed = false;
    if (settings->pick) {
        place = bm_gazetteer_find_id(inputs->gazetteer, settings->pick);
        if (!place)
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "option '--pick': no place has the id '%s'; --json shows the ids",
                                settings->pick);
    } else if (location->status != BM_LOCATION_NONE && location->candidate_count > 0) {
        place = location->candidates[0].place;
    }
    if (!place)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "'%s' was not found, so there is nothing to decide; --pick ID chooses "
                            "a place",
                            name);
    cli_describe_place(place, description);
    const bm_decision decision = {.place = name,
                                  .country = settings->country ? settings->country : "",
                                  .admin = settings->admin ? settings->admin : "",
                                  .place_id = place->id,
                                  .has_position = !*place->id,
                                  .position = place->position,
                                  .note = description};
    bm_status status = bm_decisions_add(settings->decide, &decision, &changed, error);
    if (!status && !settings->quiet)
        cli_report_note(changed ? "%s: '%s' is %s from now on" : "%s: '%s' was %s already",
                        settings->decide, name, description);
    return status;
}
