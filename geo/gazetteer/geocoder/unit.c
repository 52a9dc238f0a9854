#include "geo/gazetteer/geocoder/unit.h"

#include "geo/gazetteer/words/adjective.h"

#include <math.h>
#include <string.h>

/* A degree of a meridian and of the equator, about as long here as anywhere in Europe. */
static const double degree_km = 111.25;
static const double equator_km = 111.53;

double bm_unit_distance_km(bm_lonlat a, bm_lonlat b)
{
    double middle = (a.lat + b.lat) * (0.5 * 3.14159265358979323846 / 180.0);
    double lon = fabs(a.lon - b.lon);
    double east = (lon > 180.0 ? 360.0 - lon : lon) * equator_km * cos(middle);
    double north = (a.lat - b.lat) * degree_km;
    return sqrt(east * east + north * north);
}

typedef struct keys {
    char exact[BM_FOLD_KEY_SIZE];
    bool has_exact;
    char strict[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    size_t count;
} keys;

static void fold(const char *text, keys *made)
{
    made->has_exact = bm_fold_exact(text, made->exact);
    made->count = bm_fold_strict(text, made->strict);
}

static bool share_key(const keys *a, const keys *b)
{
    if (a->has_exact && b->has_exact && strcmp(a->exact, b->exact) == 0)
        return true;
    for (size_t i = 0; i < a->count; i++)
        for (size_t j = 0; j < b->count; j++)
            if (strcmp(a->strict[i], b->strict[j]) == 0)
                return true;
    return false;
}

typedef struct stem_search {
    const keys *wanted;
    bool found;
} stem_search;

static void meet_stem(const char *key, void *context)
{
    stem_search *search = context;
    for (size_t i = 0; i < search->wanted->count && !search->found; i++)
        search->found = strcmp(key, search->wanted->strict[i]) == 0;
}

/* "Luhanska" is an adjective of Luhansk. */
static bool is_adjective_of(const char *text, const keys *wanted)
{
    stem_search search = {wanted, false};
    bm_adjective_stems(text, meet_stem, &search);
    return search.found;
}

static bool is_same(const char *a, const char *b)
{
    keys keys_a;
    keys keys_b;
    fold(a, &keys_a);
    fold(b, &keys_b);
    if (share_key(&keys_a, &keys_b))
        return true;
    bm_class_words core_a;
    bm_class_words core_b;
    bm_class_words_strip(a, &core_a);
    bm_class_words_strip(b, &core_b);
    if (!core_a.stripped && !core_b.stripped)
        return false;
    fold(core_a.core, &keys_a);
    fold(core_b.core, &keys_b);
    return share_key(&keys_a, &keys_b) ||
           (core_a.stripped && is_adjective_of(core_a.core, &keys_b)) ||
           (core_b.stripped && is_adjective_of(core_b.core, &keys_a));
}

bool bm_unit_is_called(const char *unit, const char *name)
{
    return is_same(unit, name);
}

/* Whether two texts name one unit: "Moscow" and "Moscow Oblast". Texts must outlive the memo. */
static bool is_same_unit(bm_unit_memo *memo, const char *a, const char *b)
{
    if (a == b)
        return true;
    uintptr_t mixed = ((uintptr_t)a >> 1) * 31 + ((uintptr_t)b >> 1);
    size_t at = (mixed ^ mixed >> 9) % BM_UNIT_MEMO_SIZE;
    if (memo->entries[at].a != a || memo->entries[at].b != b) {
        memo->entries[at].same = is_same(a, b);
        memo->entries[at].a = a;
        memo->entries[at].b = b;
    }
    return memo->entries[at].same;
}

/* "01" says nothing without a table of codes. */
static bool is_code(const char *text)
{
    return text[strspn(text, "0123456789")] == '\0';
}

/* How well a place lies in one reading. */
static double judge(bm_unit_memo *memo, const bm_admin_reading *reading, const bm_place *place,
                    double km)
{
    if (*reading->country && *place->country && strcmp(reading->country, place->country) != 0)
        return -1.0;
    if (reading->place->kind == BM_PLACE_COUNTRY)
        return *place->country ? 1.0 : 0.0;
    bool district = *reading->admin2 != '\0';
    const char *wanted = district ? reading->admin2 : reading->admin1;
    const char *has = district ? place->admin2 : place->admin1;
    if (!reading->former && !is_code(wanted) && !is_code(has)) {
        bool same_region = !district || is_code(reading->admin1) || is_code(place->admin1) ||
                           is_same_unit(memo, reading->admin1, place->admin1);
        if (same_region && is_same_unit(memo, wanted, has))
            return 1.0;
        /* Units are redrawn and coded in several ways, so what is near is not ruled out. */
        return km < 0.5 * reading->radius_km ? 0.3 : km < reading->radius_km ? 0.0 : -1.0;
    }
    if (km <= reading->radius_km)
        return 0.7;
    return km <= 1.5 * reading->radius_km ? 0.0 : -1.0;
}

const bm_admin_reading *bm_unit_fit(bm_unit_memo *memo, const bm_hints *hints,
                                    const bm_place *place, double *fit)
{
    const bm_admin_reading *best = NULL;
    double best_km = INFINITY;
    *fit = -2.0;
    for (size_t i = 0; i < hints->admin_count; i++) {
        const bm_admin_reading *reading = &hints->admin[i];
        double km = bm_unit_distance_km(reading->place->position, place->position);
        double one = judge(memo, reading, place, km);
        if (one < *fit || (one == *fit && !(km < best_km)))
            continue;
        *fit = one;
        best_km = km;
        best = reading;
    }
    return best;
}
