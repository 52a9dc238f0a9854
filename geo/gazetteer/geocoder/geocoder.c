#include "geo/gazetteer/geocoder/geocoder_parts.h"
#include "geo/gazetteer/index/index.h"
#include "geo/gazetteer/keys/fold.h"

#include "base/utf8.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

const char *bm_location_status_name(bm_location_status status)
{
    static const char *const names[] = {"none", "located", "ambiguous", "area"};
    return (size_t)status < sizeof names / sizeof names[0] ? names[status] : "unknown";
}

bm_status bm_geocoder_new(const bm_gazetteer *gazetteer, const bm_border *border,
                          const bm_aliases *aliases, bm_geocoder **geocoder, bm_error *error)
{
    *geocoder = NULL;
    if (!gazetteer)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "the geocoder needs a gazetteer");
    bm_geocoder *made = calloc(1, sizeof *made);
    if (made) {
        made->gazetteer = gazetteer;
        made->border = border;
        made->aliases = aliases;
        made->border_km = calloc(bm_gazetteer_count(gazetteer) + 1, sizeof *made->border_km);
    }
    if (!made || !made->border_km) {
        free(made);
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    }
    *geocoder = made;
    return BM_OK;
}

const bm_gazetteer *bm_geocoder_gazetteer(const bm_geocoder *geocoder)
{
    return geocoder->gazetteer;
}

void bm_geocoder_free(bm_geocoder *geocoder)
{
    if (!geocoder)
        return;
    free(geocoder->border_km);
    free(geocoder);
}

double bm_geocoder_border_km(const bm_geocoder *geocoder, const bm_place *place)
{
    if (!geocoder->border)
        return (double)NAN;
    _Atomic float *kept = &geocoder->border_km[bm_gazetteer_number(geocoder->gazetteer, place)];
    float known = atomic_load_explicit(kept, memory_order_relaxed);
    if (known == 0.0F) {
        known = 1.0F + (float)bm_border_distance_km(geocoder->border, place->position);
        atomic_store_explicit(kept, known, memory_order_relaxed);
    }
    return (double)known - 1.0;
}

/* A hint that nothing is known by: an error, or left out and named. */
static bm_status miss_hint(const bm_geocoder_query *query, unsigned unknown, bm_error *error)
{
    char quoted[96];
    if (unknown & BM_RELAXED_COUNTRY) {
        bm_utf8_escape(query->country, quoted, sizeof quoted);
        return bm_error_set(error, BM_ERROR_NOT_FOUND, NULL, 0,
                            "country '%s' is not known: use an ISO 3166-1 code such as BY", quoted);
    }
    if (unknown & BM_RELAXED_ADMIN) {
        bm_utf8_escape(query->admin, quoted, sizeof quoted);
        return bm_error_set(error, BM_ERROR_NOT_FOUND, NULL, 0,
                            "oblast or district '%s' is not in the gazetteer", quoted);
    }
    bm_utf8_escape(query->near, quoted, sizeof quoted);
    return bm_error_set(error, BM_ERROR_NOT_FOUND, NULL, 0,
                        "the place '%s' to be near to is not in the gazetteer", quoted);
}

static void understand(const bm_gazetteer *gazetteer, const bm_geocoder_query *query,
                       bm_hints *hints)
{
    *hints = (bm_hints){0};
    if (query->country && *query->country &&
        !bm_hints_country(gazetteer, query->country, hints->country) &&
        !bm_hints_mend_country(gazetteer, query->country, hints))
        hints->missed |= BM_RELAXED_COUNTRY;
    if (query->admin && *query->admin && !bm_hints_admin(gazetteer, query->admin, false, hints) &&
        !bm_hints_mend_admin(gazetteer, query->admin, hints))
        hints->missed |= BM_RELAXED_ADMIN;
    if (query->near && *query->near && !bm_hints_near(gazetteer, query->near, hints))
        hints->missed |= BM_RELAXED_NEAR;
}

static bm_status locate(const bm_geocoder *geocoder, const bm_geocoder_query *query,
                        const bm_hints *hints, bm_unit_memo *memo, bm_location *location,
                        bm_error *error)
{
    memset(location, 0, offsetof(bm_location, candidates));
    if (hints->missed && !query->lenient)
        return miss_hint(query, hints->missed, error);
    location->relaxed = location->unknown = hints->missed;
    location->mended = hints->mended;
    bm_score_context context = {.geocoder = geocoder,
                                .hints = hints,
                                .memo = memo,
                                .around = query->around,
                                .around_count = query->around_count};
    bm_gathering all;
    all.context = &context;
    all.count = all.total = all.suggestion_count = 0;
    all.areas_only = all.later = all.whole = all.doubtful = false;
    bm_gather_query(geocoder, query->name ? query->name : "", &all);
    bm_judge(&all, query->why, location);
    if (location->status == BM_LOCATION_NONE && all.count == 0) {
        location->suggestion_count = all.suggestion_count;
        memcpy(location->suggestions, all.suggestions, sizeof all.suggestions);
    }
    return bm_gazetteer_check(geocoder->gazetteer, error);
}

bm_status bm_geocoder_locate(const bm_geocoder *geocoder, const bm_geocoder_query *query,
                             bm_location *location, bm_error *error)
{
    bm_hints hints;
    bm_unit_memo memo = {0};
    understand(geocoder->gazetteer, query, &hints);
    return locate(geocoder, query, &hints, &memo, location, error);
}

enum { REMEMBERED_HINTS = 64, HINT_TEXT_SIZE = 192 };

/* Hints and what they were understood as; "" for none at all. */
typedef struct remembered {
    char text[HINT_TEXT_SIZE];
    bm_hints hints;
} remembered;

struct bm_geocoder_session {
    const bm_geocoder *geocoder;
    bm_unit_memo memo;
    bm_hints hints; /* those too long to be remembered */
    remembered slots[REMEMBERED_HINTS];
};

bm_status bm_geocoder_session_new(const bm_geocoder *geocoder, bm_geocoder_session **session,
                                  bm_error *error)
{
    *session = calloc(1, sizeof **session);
    if (!*session)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    (*session)->geocoder = geocoder;
    return BM_OK;
}

void bm_geocoder_session_free(bm_geocoder_session *session)
{
    free(session);
}

/* The hints of a query in one text; false when they are too long. */
static bool join_hints(const bm_geocoder_query *query, char text[HINT_TEXT_SIZE])
{
    const char *const parts[] = {query->country, query->admin, query->near};
    size_t used = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t length = parts[i] ? strlen(parts[i]) : 0;
        if (length >= HINT_TEXT_SIZE - used - 1)
            return false;
        memcpy(text + used, length ? parts[i] : "", length);
        used += length;
        /* Unit separators cannot stand in a name that means anything. */
        text[used++] = '\x1F';
    }
    text[used] = '\0';
    return true;
}

static const bm_hints *recall(bm_geocoder_session *session, const bm_geocoder_query *query)
{
    char text[HINT_TEXT_SIZE];
    const bm_gazetteer *gazetteer = session->geocoder->gazetteer;
    if (!join_hints(query, text)) {
        understand(gazetteer, query, &session->hints);
        return &session->hints;
    }
    remembered *slot = &session->slots[bm_fold_hash(text) % REMEMBERED_HINTS];
    if (strcmp(slot->text, text) != 0) {
        understand(gazetteer, query, &slot->hints);
        memcpy(slot->text, text, sizeof text);
    }
    return &slot->hints;
}

bm_status bm_geocoder_session_locate(bm_geocoder_session *session, const bm_geocoder_query *query,
                                     bm_location *location, bm_error *error)
{
    return locate(session->geocoder, query, recall(session, query), &session->memo, location,
                  error);
}
