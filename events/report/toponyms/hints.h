/** @file hints.h
 *  What of a report's names say where another of them is.
 */
#ifndef BM_EVENTS_REPORT_TOPONYMS_HINTS_H
#define BM_EVENTS_REPORT_TOPONYMS_HINTS_H

#include "events/report/toponyms/context.h"

/** What a name may contain others as. */
typedef enum bm_container {
    BM_CONTAINER_NONE,
    BM_CONTAINER_TOWN,
    BM_CONTAINER_DISTRICT,
    BM_CONTAINER_REGION,
    BM_CONTAINER_COUNTRY
} bm_container;

/** How sure the words are that one name lies in another. */
typedef enum bm_hint_trust {
    BM_HINT_SAID,   /**< taken as it stands: "X, Ukraine." */
    BM_HINT_FITTING /**< only when the gazetteer has an X there: "from Kyiv in Belarus" */
} bm_hint_trust;

/** What a name of the report contains. */
bm_container bm_hints_container(bm_context *context, const bm_toponym *name);
/** Say that `inner` lies in `outer`, and make that its context. Takes what is more specific than
 *  what is known already. `*taken` tells whether it is believed. */
bm_status bm_hints_contain(bm_context *context, size_t inner, size_t outer, bm_hint_trust trust,
                           bool *taken, bm_error *error);
/** Say that `inner` lies in a country. */
bm_status bm_hints_country_is(bm_context *context, size_t inner, const char country[3],
                              bm_hint_trust trust, bm_error *error);
/** The place that a name means without explanation: a country, capital, large town or region; NULL
 *  for others. */
const bm_place *bm_hints_well_known(bm_context *context, const bm_toponym *name);

/** Whether words right after a name, which ends before `end`, say that it lies in a unit. */
bool bm_hints_is_in_unit(const bm_context *context, uint32_t end);

/** Both sides of a name. */
bm_status bm_hints_before(bm_context *context, size_t toponym, bm_error *error);
bm_status bm_hints_after(bm_context *context, size_t toponym, bm_error *error);

#endif
