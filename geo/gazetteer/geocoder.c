#include "base/utf8.h"
#include "geo/gazetteer/hints.h"
#include "geo/gazetteer/index.h"
#include "geo/gazetteer/score.h"

#include <bordermap/geocoder.h>
#include <bordermap/geodesic.h>
#include <stdlib.h>
#include <string.h>

/* Candidates nearer to each other than this are one place that two files list. */
static const double same_place_km = 2.0;
/* And this much worse at most, because the lists differ in what they say of it. */
static const double same_place_sum = 0.10;
/* Reach of an area of which only the main town is known. */
static const double default_district_km = 35.0;
static const double default_region_km = 120.0;
/* A crossing or airfield that is called by its town is hardly further from it. */
static const double outskirts_km = 15.0;

struct bm_geocoder {
    const bm_gazetteer *gazetteer;
    const bm_border *border;
};

const char *bm_location_status_name(bm_location_status status)
{
    static const char *const names[] = {"none", "located", "ambiguous", "area"};
    return (size_t)status < sizeof names / sizeof names[0] ? names[status] : "unknown";
}

bm_status bm_geocoder_new(const bm_gazetteer *gazetteer, const bm_border *border,
                          bm_geocoder **geocoder, bm_error *error)
{
    *geocoder = NULL;
    if (!gazetteer)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "the geocoder needs a gazetteer");
    bm_geocoder *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    made->gazetteer = gazetteer;
    made->border = border;
    *geocoder = made;
    return BM_OK;
}

void bm_geocoder_free(bm_geocoder *geocoder)
{
    free(geocoder);
}

/* Candidates while they are gathered; sums[] are their scores before clamping. */
typedef struct gathering {
    bm_score_context *context;
    bm_location *location;
    double sums[BM_CANDIDATES_MAX];
    bool areas_only;
    bool later;    /* a second form of the name: places met before are not counted again */
    bool whole;    /* the whole text is the name of something that may be meant */
    bool doubtful; /* the best one and the hints do not agree */
} gathering;

static bool is_area(const bm_place *place)
{
    return place->kind >= BM_PLACE_DISTRICT;
}

static bool gather(const bm_place *place, bm_match match, const char *matched, void *context)
{
    gathering *all = context;
    bm_location *location = all->location;
    if (all->areas_only && !is_area(place))
        return true;
    if (all->later)
        for (size_t i = 0; i < location->candidate_count; i++)
            if (location->candidates[i].place == place)
                return true;
    location->candidate_total++;
    bm_candidate candidate = {.place = place, .match = match, .matched = matched};
    double sum = bm_score_candidate(all->context, &candidate);
    if (!all->later && !is_area(place) &&
        bm_score_contradicts(all->context, place) != BM_CONTRADICTION_FULL)
        all->whole = true;
    if (is_area(place))
        candidate.match = BM_MATCH_AREA;
    size_t at = location->candidate_count;
    /* Equals stay in the order of the gazetteer. */
    while (at > 0 && all->sums[at - 1] < sum)
        at--;
    if (at == BM_CANDIDATES_MAX)
        return true;
    if (location->candidate_count < BM_CANDIDATES_MAX)
        location->candidate_count++;
    for (size_t i = location->candidate_count - 1; i > at; i--) {
        location->candidates[i] = location->candidates[i - 1];
        all->sums[i] = all->sums[i - 1];
    }
    location->candidates[at] = candidate;
    all->sums[at] = sum;
    return true;
}

/* Two files may list one place under two ids. */
static bool is_elsewhere(const bm_place *a, const bm_place *b)
{
    if (is_area(a) != is_area(b))
        return true;
    return bm_geodesic_distance_m(a->position, b->position) > 1000.0 * same_place_km;
}

/* Of several entries of one place the first in the gazetteer stands for it, so that every spelling
 * has the same answer. */
static void prefer_first_entry(gathering *all)
{
    bm_location *location = all->location;
    size_t chosen = 0;
    for (size_t i = 1; i < location->candidate_count; i++) {
        const bm_place *place = location->candidates[i].place;
        if (all->sums[i] > all->sums[0] - same_place_sum &&
            place->kind == location->candidates[0].place->kind &&
            place < location->candidates[chosen].place &&
            !is_elsewhere(location->candidates[0].place, place))
            chosen = i;
    }
    bm_candidate candidate = location->candidates[chosen];
    double sum = all->sums[chosen];
    for (size_t i = chosen; i > 0; i--) {
        location->candidates[i] = location->candidates[i - 1];
        all->sums[i] = all->sums[i - 1];
    }
    location->candidates[0] = candidate;
    all->sums[0] = sum;
}

/* "Samar" is a town of Ukraine before it is a spelling of Samara. */
static void prefer_namesakes(gathering *all)
{
    bm_location *location = all->location;
    int quality = 0;
    for (size_t i = 0; i < location->candidate_count; i++) {
        int one = bm_score_namesake(all->context, &location->candidates[i]);
        quality = one > quality ? one : quality;
    }
    for (size_t i = 0; i < location->candidate_count; i++)
        all->sums[i] =
            bm_score_prefer_namesake(all->context, quality, all->sums[i], &location->candidates[i]);
    for (size_t i = 1; i < location->candidate_count; i++) {
        bm_candidate candidate = location->candidates[i];
        double sum = all->sums[i];
        size_t at = i;
        for (; at > 0 && all->sums[at - 1] < sum; at--) {
            location->candidates[at] = location->candidates[at - 1];
            all->sums[at] = all->sums[at - 1];
        }
        location->candidates[at] = candidate;
        all->sums[at] = sum;
    }
}

static void judge(gathering *all)
{
    bm_location *location = all->location;
    location->margin = 1.0;
    if (location->candidate_count == 0) {
        location->status = BM_LOCATION_NONE;
        location->margin = 0.0;
        return;
    }
    prefer_namesakes(all);
    prefer_first_entry(all);
    const bm_place *best = location->candidates[0].place;
    for (size_t i = 1; i < location->candidate_count; i++) {
        if (!is_elsewhere(best, location->candidates[i].place))
            continue;
        location->margin = all->sums[0] - all->sums[i];
        break;
    }
    bm_contradiction contradiction = bm_score_contradicts(all->context, best);
    all->doubtful = contradiction == BM_CONTRADICTION_HALF;
    if (contradiction == BM_CONTRADICTION_FULL)
        location->status = BM_LOCATION_NONE;
    else if (is_area(best)) {
        location->status = BM_LOCATION_AREA;
        location->radius_km = best->radius_km;
    } else
        location->status = location->margin < BM_MARGIN_MIN || all->doubtful ? BM_LOCATION_AMBIGUOUS
                                                                             : BM_LOCATION_LOCATED;
}

static void reach(bm_location *location, double radius_km)
{
    location->radius_km = radius_km;
    for (size_t i = 0; i < location->candidate_count; i++)
        location->candidates[i].match = BM_MATCH_AREA;
}

/* "Stolin district" where the gazetteer has the town alone: the area is about it. */
static void make_area(gathering *all)
{
    bm_location *location = all->location;
    if (location->status != BM_LOCATION_LOCATED && location->status != BM_LOCATION_AMBIGUOUS)
        return;
    if (!all->doubtful)
        location->status = BM_LOCATION_AREA;
    reach(location,
          all->context->kind == BM_PLACE_DISTRICT ? default_district_km : default_region_km);
}

/* "Brest crossing" where no crossing is called so: somewhere about the town, or not there at all.
 */
static void make_guess(gathering *all)
{
    bm_location *location = all->location;
    if (all->whole || location->candidate_count == 0 ||
        !bm_score_lacks_kind(all->context, location->candidates[0].place) ||
        (location->status != BM_LOCATION_LOCATED && location->status != BM_LOCATION_AMBIGUOUS))
        return;
    location->status = BM_LOCATION_AMBIGUOUS;
    location->kind_missing = true;
    reach(location, outskirts_km);
}

/* An area of which the admin hint knows only an adjective or a stem: "Брестская область". */
static void gather_admin(const bm_gazetteer *gazetteer, const char *name, gathering *all)
{
    bm_hints hints = {0};
    memcpy(hints.country, all->context->hints->country, sizeof hints.country);
    if (!bm_hints_admin(gazetteer, name, false, &hints))
        return;
    for (size_t i = 0; i < hints.admin_count; i++) {
        const bm_place *place = hints.admin[i].place;
        all->later = true;
        gather(place, BM_MATCH_VARIANT, place->name, all);
    }
}

/* The parts of "Kopani (Stolin district), Belarus": the name, then hints. Returns false when there
 * is only one part. */
static bool split_parts(const bm_gazetteer *gazetteer, const char *text, char *name, size_t size,
                        bm_hints *hints)
{
    static const char separators[] = ",;()[]";
    bool first = true;
    bool more = false;
    while (*text) {
        size_t length = strcspn(text, separators);
        const char *start = text;
        const char *end = text + length;
        while (start < end && *start == ' ')
            start++;
        while (end > start && end[-1] == ' ')
            end--;
        char part[BM_CLASS_TEXT_SIZE];
        if (end > start && (size_t)(end - start) < sizeof part && (size_t)(end - start) < size) {
            memcpy(part, start, (size_t)(end - start));
            part[end - start] = '\0';
            if (first)
                memcpy(name, part, (size_t)(end - start) + 1);
            else {
                bm_hints_part(gazetteer, part, hints);
                more = true;
            }
            first = false;
        }
        text += length + (text[length] != '\0');
    }
    return more;
}

/* Everything the name may mean, as a whole and without class words. */
static void gather_name(const bm_geocoder *geocoder, const char *name, bm_score_context *context,
                        gathering *all)
{
    const bm_gazetteer *gazetteer = geocoder->gazetteer;
    if (bm_class_words_is_filler(name))
        return;
    bm_class_words parsed;
    bm_class_words_strip(name, &parsed);
    context->has_kind = parsed.has_kind;
    context->kind = parsed.kind;
    bool area = parsed.has_kind && parsed.kind >= BM_PLACE_DISTRICT;
    const char *bare = bm_class_words_after_article(name);
    context->core = all->later = false;
    bm_gazetteer_lookup(gazetteer, name, gather, all);
    if (bare != name && all->location->candidate_count == 0) {
        name = bare;
        bm_gazetteer_lookup(gazetteer, name, gather, all);
    }
    if (!parsed.stripped)
        return;
    context->core = all->later = true;
    if (area) {
        all->areas_only = true;
        if (all->location->candidate_count == 0)
            gather_admin(gazetteer, name, all);
        all->areas_only = false;
        if (all->location->candidate_count == 0)
            gather_admin(gazetteer, name, all);
    } else if (!all->whole) {
        bm_gazetteer_lookup(gazetteer, parsed.core, gather, all);
    }
}

/* A hint that nothing is known by: an error, or left out and named. */
static bm_status miss_hint(const bm_geocoder_query *query, bm_relaxed which, bm_location *location,
                           bm_error *error)
{
    char quoted[96];
    if (query->lenient) {
        location->relaxed |= (unsigned)which;
        return BM_OK;
    }
    switch (which) {
    case BM_RELAXED_COUNTRY:
        bm_utf8_escape(query->country, quoted, sizeof quoted);
        return bm_error_set(error, BM_ERROR_NOT_FOUND, NULL, 0,
                            "country '%s' is not known: use an ISO 3166-1 code such as BY", quoted);
    case BM_RELAXED_ADMIN:
        bm_utf8_escape(query->admin, quoted, sizeof quoted);
        return bm_error_set(error, BM_ERROR_NOT_FOUND, NULL, 0,
                            "oblast or district '%s' is not in the gazetteer", quoted);
    default:
        bm_utf8_escape(query->near, quoted, sizeof quoted);
        return bm_error_set(error, BM_ERROR_NOT_FOUND, NULL, 0,
                            "the place '%s' to be near to is not in the gazetteer", quoted);
    }
}

static bm_status resolve_hints(const bm_gazetteer *gazetteer, const bm_geocoder_query *query,
                               bm_hints *hints, bm_location *location, bm_error *error)
{
    bm_status status = BM_OK;
    if (query->country && *query->country &&
        !bm_hints_country(gazetteer, query->country, hints->country))
        status = miss_hint(query, BM_RELAXED_COUNTRY, location, error);
    if (!status && query->admin && *query->admin &&
        !bm_hints_admin(gazetteer, query->admin, false, hints))
        status = miss_hint(query, BM_RELAXED_ADMIN, location, error);
    if (!status && query->near && *query->near && !bm_hints_near(gazetteer, query->near, hints))
        status = miss_hint(query, BM_RELAXED_NEAR, location, error);
    return status;
}

bm_status bm_geocoder_locate(const bm_geocoder *geocoder, const bm_geocoder_query *query,
                             bm_location *location, bm_error *error)
{
    *location = (bm_location){0};
    const char *name = query->name ? query->name : "";
    bm_hints hints = {0};
    bm_status status = resolve_hints(geocoder->gazetteer, query, &hints, location, error);
    if (status)
        return status;
    bm_score_context context = {.border = geocoder->border, .hints = &hints};
    gathering all = {.context = &context, .location = location};
    gather_name(geocoder, name, &context, &all);
    if (location->candidate_count == 0 && strlen(name) < BM_CLASS_TEXT_SIZE) {
        char first[BM_CLASS_TEXT_SIZE] = "";
        if (split_parts(geocoder->gazetteer, name, first, sizeof first, &hints))
            gather_name(geocoder, first, &context, &all);
    }
    judge(&all);
    if (context.has_kind && context.kind >= BM_PLACE_DISTRICT)
        make_area(&all);
    else
        make_guess(&all);
    return BM_OK;
}
