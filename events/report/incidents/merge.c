/* Tellings of one event made one. */
#include "events/report/incidents/incidents.h"

#include <bordermap/geodesic.h>
#include <string.h>

enum {
    WINDOW = 32,        /* tellings that a new one is compared with */
    NEAR_SENTENCES = 4, /* for tellings that lack a place or a date */
    REFERRED_SENTENCES = 12
};

static const bm_mention *mention_of(const bm_reading *reading, const telling *told)
{
    return told->incident.mention == SIZE_MAX ? NULL : &reading->mentions[told->incident.mention];
}

static bool is_country(const bm_mention *mention)
{
    return mention->precision == BM_PLACE_PRECISION_COUNTRY;
}

static bool is_same_place(const bm_mention *a, const bm_mention *b)
{
    if (a == b)
        return true;
    if (a->place && b->place)
        return a->place == b->place || strcmp(a->place->id, b->place->id) == 0;
    return !a->place && !b->place && strcmp(a->text, b->text) == 0;
}

static bool holds(const bm_mention *area, const bm_mention *within)
{
    if (!area->place || !within->place)
        return false;
    if (is_country(area))
        return strcmp(area->place->country, within->place->country) == 0;
    return area->precision == BM_PLACE_PRECISION_REGION &&
           within->precision < BM_PLACE_PRECISION_REGION && *area->place->admin1 &&
           strcmp(area->place->country, within->place->country) == 0 &&
           strcmp(area->place->admin1, within->place->admin1) == 0;
}

/* A heading names the town, the text below it the village. */
static bool is_beside(const bm_mention *a, const bm_mention *b)
{
    const double near_m = 40e3;
    return a->place && b->place && !is_country(a) && !is_country(b) &&
           strcmp(a->place->country, b->place->country) == 0 &&
           bm_geodesic_distance_m(a->position, b->position) < near_m;
}

static bool is_kin(const telling *a, const telling *b)
{
    const char *x = a->incident.category;
    const char *y = b->incident.category;
    if (strcmp(x, y) == 0)
        return true;
    if (a->family == FAMILY_OTHER || a->family != b->family)
        return false;
    if (a->family == FAMILY_GROUND || a->sentence == b->sentence)
        return true;
    const char *const any[] = {"attack", "explosion", "airstrike", "fire"};
    for (size_t i = 0; i < sizeof any / sizeof *any; i++)
        if (strcmp(x, any[i]) == 0 || strcmp(y, any[i]) == 0)
            return true;
    return false;
}

static bool is_one_event(const bm_reading *reading, const telling *a, const telling *b)
{
    if (a->caption != b->caption || a->planned != b->planned || a->history != b->history ||
        !is_kin(a, b))
        return false;
    const bm_mention *x = mention_of(reading, a);
    const bm_mention *y = mention_of(reading, b);
    bool same_place = x && y && is_same_place(x, y);
    bool within = x && y && !same_place && (holds(x, y) || holds(y, x));
    /* A heading sums up what is told below it. */
    bool summed = a->heading && !a->own_date &&
                  (!x || is_country(x) || within || (y && is_beside(x, y))) &&
                  strcmp(a->incident.category, b->incident.category) == 0;
    /* Villages of a region are told one by one. */
    if (within && !summed && !b->definite && b->sentence - a->sentence > 2 &&
        !(is_country(x) || is_country(y)))
        return false;
    /* "Roads were mined. On Monday a truck hit a mine near X." */
    if (!x && !a->own_date && !a->heading && y && b->own_date && !b->definite &&
        a->sentence != b->sentence)
        return false;
    if (x && y && !same_place && !within && !summed)
        return false;
    bool both_dated = a->own_date && b->own_date;
    if (both_dated && !bm_interval_overlaps(a->incident.when, b->incident.when))
        return false;
    if ((a->no_date && b->own_date) || (b->no_date && a->own_date))
        return a->sentence == b->sentence && same_place;
    uint32_t apart = b->sentence - a->sentence;
    bool exact = strcmp(a->incident.category, b->incident.category) == 0;
    if (!(x && y) && !both_dated && !exact && !b->definite && apart > 1)
        return false;
    if (same_place && a->own_date == b->own_date)
        return true;
    if (apart <= NEAR_SENTENCES)
        return true;
    bool refers = summed || b->definite || b->incident.status == BM_STATUS_DENIED;
    return apart <= REFERRED_SENTENCES && (both_dated || refers || same_place);
}

/* An attack is any of its kind; explosions and fires are what comes of one. */
static bool is_generic(const telling *told)
{
    const char *const generic[] = {"attack", "explosion", "fire"};
    for (size_t i = 0; i < sizeof generic / sizeof *generic; i++)
        if (strcmp(told->incident.category, generic[i]) == 0)
            return true;
    return false;
}

static int fullness(const bm_reading *reading, const telling *told)
{
    const bm_mention *mention = mention_of(reading, told);
    int full = 0;
    if (mention)
        full += mention->precision == BM_PLACE_PRECISION_COUNTRY  ? 4
                : mention->precision == BM_PLACE_PRECISION_REGION ? 6
                                                                  : 8;
    full += told->own_date ? 2 : 0;
    full += told->own_date && told->incident.when.precision <= BM_DATE_DAY ? 1 : 0;
    full +=
        told->incident.status != BM_STATUS_UNSTATED && told->incident.status != BM_STATUS_DENIED;
    full += 2 * !is_generic(told);
    return full;
}

static bool is_finer(const telling *a, const telling *b)
{
    return a->own_date && (!b->own_date || a->incident.when.precision < b->incident.when.precision);
}

static int weight(bm_claim_status status)
{
    switch (status) {
    case BM_STATUS_CONFIRMED:
    case BM_STATUS_SATELLITE_IMAGE:
        return 3;
    case BM_STATUS_ALLEGED:
        return 2;
    case BM_STATUS_SAID:
        return 1;
    default:
        return 0;
    }
}

/* What the one lacks, the other may have. */
static void fill(const bm_reading *reading, telling *kept, const telling *other)
{
    const bm_mention *mine = mention_of(reading, kept);
    const bm_mention *its = mention_of(reading, other);
    bool finer = its && (!mine || (!is_same_place(mine, its) &&
                                   (holds(mine, its) || (kept->heading && is_country(mine)))));
    if (finer) {
        kept->incident.mention = other->incident.mention;
        kept->own_place = other->own_place;
    }
    if (is_finer(other, kept)) {
        kept->incident.has_date = true;
        kept->incident.when = other->incident.when;
        kept->incident.date_rule = other->incident.date_rule;
        kept->own_date = true;
        kept->no_date = false;
    }
    /* A heading says less of who says it than the text below it. */
    if (other->heading && kept->incident.status != BM_STATUS_UNSTATED) {
        kept->lead = true;
        return;
    }
    bool surer = weight(other->incident.status) > weight(kept->incident.status) &&
                 kept->incident.status != BM_STATUS_DENIED;
    if (surer ||
        (kept->incident.status == BM_STATUS_DENIED && weight(other->incident.status) > 0)) {
        kept->incident.status = other->incident.status;
        if (other->told)
            kept->incident.speaker = other->incident.speaker;
    }
    if (!*kept->incident.speaker)
        kept->incident.speaker = other->incident.speaker;
    kept->told = kept->told || other->told;
    kept->lead = kept->lead || other->lead;
}

static void merge(const bm_reading *reading, telling *kept, const telling *one)
{
    size_t times = kept->incident.merged + (one->sentence != kept->sentence);
    bool summed = kept->heading && !one->heading;
    if (summed || fullness(reading, one) > fullness(reading, kept)) {
        telling other = *kept;
        *kept = *one;
        fill(reading, kept, &other);
    } else {
        fill(reading, kept, one);
    }
    kept->incident.merged = times;
}

bm_status bm_tellings_add(bm_reading *reading, tellings *all, const telling *one, bm_error *error)
{
    for (size_t i = all->count; i > 0 && all->count - i < WINDOW; i--)
        if (is_one_event(reading, &all->items[i - 1], one)) {
            merge(reading, &all->items[i - 1], one);
            return BM_OK;
        }
    telling *grown = bm_array_grow(all->items, all->count, &all->capacity, sizeof *grown);
    if (!grown)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    all->items = grown;
    all->items[all->count++] = *one;
    return BM_OK;
}
