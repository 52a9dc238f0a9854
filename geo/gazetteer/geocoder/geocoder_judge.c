/* From ranked candidates to an answer. */
#include "geo/gazetteer/geocoder/geocoder_parts.h"
#include "geo/gazetteer/geocoder/score_weights.h"
#include "geo/gazetteer/keys/slot.h"

#include <string.h>

/* Candidates nearer to each other than this are one place that two files list. */
static const double same_place_km = 2.0;
/* And this much worse at most, because the lists differ in what they say of it. */
static const double same_place_sum = 0.10;
/* Reach of an area of which only the main town is known. */
static const double default_district_km = 35.0;
static const double default_region_km = 120.0;
/* Two entries of one town are no further apart. */
static const double same_town_km = 6.0;
static const int64_t town_population = 5000;
/* A town that everybody knows. */
static const int64_t known_population = 10000;

static bool is_town(const bm_place *place)
{
    return place->population >= town_population ||
           (place->rank > 0 && place->rank < BM_VILLAGE_RANK);
}

/* Lists put a town's middle some kilometres apart. */
static bool are_one_town(const bm_place *a, const bm_place *b)
{
    if (a->kind != BM_PLACE_SETTLEMENT || b->kind != BM_PLACE_SETTLEMENT ||
        (!is_town(a) && !is_town(b)) || strcmp(a->country, b->country) != 0)
        return false;
    return bm_unit_is_called(a->name, b->name) ||
           (*a->name_ru && strcmp(a->name_ru, b->name_ru) == 0);
}

bool bm_is_elsewhere(const bm_place *a, const bm_place *b)
{
    if (bm_is_area(a) != bm_is_area(b))
        return true;
    double km = bm_unit_distance_km(a->position, b->position);
    return km > same_place_km && (km > same_town_km || !are_one_town(a, b));
}

static void move_to(bm_gathering *all, size_t from, size_t to)
{
    bm_ranked moved = all->ranked[from];
    for (size_t i = from; i > to; i--)
        all->ranked[i] = all->ranked[i - 1];
    all->ranked[to] = moved;
}

/* Best first; equals stay in their order. */
static void sort(bm_gathering *all)
{
    for (size_t i = 1; i < all->count; i++) {
        size_t at = i;
        while (at > 0 && all->ranked[at - 1].sum < all->ranked[i].sum)
            at--;
        move_to(all, i, at);
    }
}

/* What the hints rule out is no rival of what they allow, however well it is known: "Mexico,
 * Missouri". Returns how many they allow. */
static size_t put_ruled_out_last(bm_gathering *all)
{
    size_t allowed = 0;
    for (size_t i = 0; i < all->count; i++)
        if (all->ranked[i].contradiction != BM_CONTRADICTION_FULL)
            move_to(all, i, allowed++);
    return allowed;
}

/* Of several entries of one place the first in the gazetteer stands for it, so that every spelling
 * has the same answer. */
static void prefer_first_entry(bm_gathering *all)
{
    const bm_ranked *best = &all->ranked[0];
    size_t chosen = 0;
    for (size_t i = 1; i < all->count && all->ranked[i].sum > best->sum - same_place_sum; i++) {
        const bm_place *place = all->ranked[i].place;
        if (place->kind == best->place->kind && place < all->ranked[chosen].place &&
            !bm_is_elsewhere(best->place, place))
            chosen = i;
    }
    move_to(all, chosen, 0);
}

/* "Samar" is a town of Ukraine before it is a spelling of Samara. */
static void prefer_namesakes(bm_gathering *all)
{
    int quality = 0;
    for (size_t i = 0; i < all->count; i++) {
        int one = bm_score_namesake(all->context, &all->ranked[i]);
        quality = one > quality ? one : quality;
    }
    if (quality == 0)
        return;
    for (size_t i = 0; i < all->count; i++)
        bm_score_prefer_namesake(all->context, quality, &all->ranked[i]);
    sort(all);
}

static void reach(bm_location *location, double radius_km)
{
    location->radius_km = radius_km;
    for (size_t i = 0; i < location->candidate_count; i++)
        location->candidates[i].match = BM_MATCH_AREA;
}

static bool is_point(const bm_location *location)
{
    return location->status == BM_LOCATION_LOCATED || location->status == BM_LOCATION_AMBIGUOUS;
}

/* "Stolin district" where the gazetteer has the town alone: the area is about it. */
static void make_area(const bm_gathering *all, bm_location *location)
{
    if (!is_point(location))
        return;
    if (!all->doubtful && location->status == BM_LOCATION_LOCATED)
        location->status = BM_LOCATION_AREA;
    reach(location,
          all->context->kind == BM_PLACE_DISTRICT ? default_district_km : default_region_km);
}

/* "Brest crossing" where no crossing is called so: somewhere about the town, or not there at all.
 */
static void make_guess(const bm_gathering *all, bm_location *location)
{
    if (all->whole || !is_point(location) ||
        !bm_score_lacks_kind(all->context, all->ranked[0].place))
        return;
    location->status = BM_LOCATION_AMBIGUOUS;
    location->kind_missing = true;
    reach(location, BM_OUTSKIRTS_KM);
}

/* The strict keys of what was asked. */
typedef struct asked_keys {
    char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    size_t count;
} asked_keys;

static bool is_spelt(const asked_keys *asked, const char *name, unsigned edits)
{
    char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    bm_edits found;
    size_t count = *name ? bm_fold_strict(name, keys) : 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < asked->count; k++)
            if (strcmp(keys[i], asked->keys[k]) == 0 ||
                (edits > 0 && bm_edits_between(keys[i], strlen(keys[i]), asked->keys[k],
                                               strlen(asked->keys[k]), edits, &found)))
                return true;
    return false;
}

/* Whether what was asked is a place's own name in some language, as nearly as it was met. */
static bool is_own(asked_keys *asked, const bm_ranked *one)
{
    const bm_place *place = one->place;
    unsigned edits = one->level == BM_LEVEL_FUZZY ? one->edits.count : 0;
    return is_spelt(asked, place->name, edits) ||
           bm_slot_is_shared(asked->keys, asked->count, place->name) ||
           is_spelt(asked, place->name_uk, edits) || is_spelt(asked, place->name_be, edits) ||
           is_spelt(asked, place->name_ru, edits);
}

/* Names in the languages may be those of former times; the name to print is not. */
static bool is_called_so_today(const asked_keys *asked, const bm_ranked *one)
{
    unsigned edits = one->level == BM_LEVEL_FUZZY ? one->edits.count : 0;
    return one->place->population >= known_population || is_spelt(asked, one->place->name, edits);
}

/* Cities have borne many names, and lists lend them those of others: one that is only another name
 * of it counts less where a settlement has it as its own. */
static void prefer_own_names(bm_gathering *all)
{
    const bm_ranked *best = &all->ranked[0];
    bool level = best->level == BM_LEVEL_NAME || best->level == BM_LEVEL_FUZZY;
    if (all->count < 2 || !level || best->place->kind != BM_PLACE_SETTLEMENT ||
        best->matched == best->place->name || !*all->name)
        return;
    asked_keys asked;
    asked.count = bm_fold_strict(all->name, asked.keys);
    if (asked.count == 0 || is_own(&asked, best))
        return;
    bool own[BM_CANDIDATES_MAX] = {false};
    bool found = false;
    for (size_t i = 1; i < all->count; i++) {
        const bm_ranked *one = &all->ranked[i];
        own[i] = is_own(&asked, one);
        found = found || (own[i] && is_called_so_today(&asked, one) &&
                          one->place->kind == BM_PLACE_SETTLEMENT &&
                          one->contradiction == best->contradiction &&
                          strcmp(one->place->country, best->place->country) == 0 &&
                          bm_is_elsewhere(best->place, one->place));
    }
    if (!found)
        return;
    for (size_t i = 0; i < all->count; i++) {
        all->ranked[i].borrowed = !own[i];
        all->ranked[i].sum += own[i] ? 0.0 : BM_WEIGHT(MATCH_BORROWED);
    }
    sort(all);
}

static unsigned count_hints(unsigned flags)
{
    return (flags & 1U) + (flags >> 1 & 1U) + (flags >> 2 & 1U);
}

static double relaxed_sum(const bm_ranked *one)
{
    return one->sum + BM_WEIGHT(RELAXED) * count_hints(one->contradicted);
}

/* When every place of the name is ruled out, one wrong hint may be to blame: the best place is the
 * guess when only one speaks against it. */
static bool relax(bm_gathering *all, bm_location *location)
{
    size_t best = 0;
    if (bm_gathering_will_do(all) || all->count == 0)
        return false;
    for (size_t i = 1; i < all->count; i++)
        if (relaxed_sum(&all->ranked[i]) > relaxed_sum(&all->ranked[best]))
            best = i;
    if (count_hints(all->ranked[best].contradicted) != 1 ||
        all->ranked[best].level > BM_LEVEL_INFLECTED || bm_is_area(all->ranked[best].place))
        return false;
    location->ruled_out = true;
    for (size_t i = 0; i < all->count; i++) {
        all->ranked[i].sum = relaxed_sum(&all->ranked[i]);
        all->ranked[i].relaxed = count_hints(all->ranked[i].contradicted);
    }
    sort(all);
    return true;
}

/* What is only nearly called so, while another is called just so against the hints: either the name
 * is misspelt or a hint is wrong. */
static bool is_hint_or_name(const bm_gathering *all)
{
    if (all->ranked[0].level < BM_LEVEL_VOWELS)
        return false;
    for (size_t i = 1; i < all->count; i++)
        if (all->ranked[i].level == BM_LEVEL_NAME &&
            !bm_score_lacks_kind(all->context, all->ranked[i].place))
            return true;
    return false;
}

static bm_location_status status_of(bm_gathering *all, bool relaxed, bm_location *location)
{
    const bm_ranked *best = &all->ranked[0];
    all->doubtful = relaxed || best->contradiction == BM_CONTRADICTION_HALF;
    if (!relaxed && best->contradiction == BM_CONTRADICTION_FULL)
        return BM_LOCATION_NONE;
    if (all->doubtful)
        location->relaxed |= best->contradicted;
    if (relaxed || is_hint_or_name(all))
        return BM_LOCATION_AMBIGUOUS;
    if (bm_is_area(best->place)) {
        location->radius_km = best->place->radius_km;
        return BM_LOCATION_AREA;
    }
    return location->margin < BM_MARGIN_MIN || all->doubtful ? BM_LOCATION_AMBIGUOUS
                                                             : BM_LOCATION_LOCATED;
}

static bool is_of_border(const bm_gathering *all, const bm_place *place)
{
    const bm_border *border = all->context->geocoder->border;
    return border && (strcmp(place->country, bm_border_country(border, 0)) == 0 ||
                      strcmp(place->country, bm_border_country(border, 1)) == 0);
}

/* "Ivanava" in Ukraine: what is a doubtful likeness of the name there is no answer when a place of
 * the border's other country is called just so. Nothing was found then, and that place is told. */
static bool put_neighbour_first(bm_gathering *all)
{
    const bm_ranked *best = &all->ranked[0];
    if (best->match == BM_MATCH_EXACT || bm_is_area(best->place) ||
        best->contradiction != BM_CONTRADICTION_NONE || !is_of_border(all, best->place))
        return false;
    for (size_t i = 1; i < all->count; i++) {
        const bm_ranked *one = &all->ranked[i];
        if (one->match != BM_MATCH_EXACT || one->contradicted != BM_RELAXED_COUNTRY ||
            one->place->kind != BM_PLACE_SETTLEMENT || !is_of_border(all, one->place))
            continue;
        move_to(all, i, 0);
        return true;
    }
    return false;
}

void bm_judge(bm_gathering *all, bool reasons, bm_location *location)
{
    location->candidate_total = all->total;
    location->candidate_count = all->count;
    if (all->count == 0)
        return;
    prefer_namesakes(all);
    prefer_own_names(all);
    bool relaxed = relax(all, location);
    size_t allowed = relaxed ? 0 : put_ruled_out_last(all);
    prefer_first_entry(all);
    location->margin = 1.0;
    for (size_t i = 1; i < (allowed ? allowed : all->count); i++) {
        if (!bm_is_elsewhere(all->ranked[0].place, all->ranked[i].place))
            continue;
        location->margin = all->ranked[0].sum - all->ranked[i].sum;
        break;
    }
    location->status = status_of(all, relaxed, location);
    if (location->status == BM_LOCATION_AMBIGUOUS && !relaxed && put_neighbour_first(all))
        location->status = BM_LOCATION_NONE;
    for (size_t i = 0; i < all->count; i++)
        bm_score_tell(all->context, &all->ranked[i], reasons, &location->candidates[i]);
    if (all->context->has_kind && all->context->kind >= BM_PLACE_DISTRICT)
        make_area(all, location);
    else
        make_guess(all, location);
}
