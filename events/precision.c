#include "events/table.h"

#include "base/blank.h"

#include "base/number.h"

#include <string.h>

enum { DAY_S = 86400 };

/* An area about a town that reaches no further is a district, and else a region. */
static const double district_km = 60;

const char *bm_place_precision_name(bm_place_precision precision)
{
    switch (precision) {
    case BM_PLACE_PRECISION_UNKNOWN:
        return "unknown";
    case BM_PLACE_PRECISION_EXACT:
        return "exact";
    case BM_PLACE_PRECISION_SETTLEMENT:
        return "settlement";
    case BM_PLACE_PRECISION_CELL:
        return "cell";
    case BM_PLACE_PRECISION_DISTRICT:
        return "district";
    case BM_PLACE_PRECISION_REGION:
        return "region";
    case BM_PLACE_PRECISION_COUNTRY:
        return "country";
    }
    return "unknown";
}

double bm_place_precision_radius_m(bm_place_precision precision)
{
    switch (precision) {
    case BM_PLACE_PRECISION_UNKNOWN:
    case BM_PLACE_PRECISION_EXACT:
        return 0;
    case BM_PLACE_PRECISION_SETTLEMENT:
        return 2000;
    case BM_PLACE_PRECISION_CELL:
        return 5000;
    case BM_PLACE_PRECISION_DISTRICT:
        return 25000; /* UCDP GED's where_prec 2 says "about 25 km" */
    case BM_PLACE_PRECISION_REGION:
        return 80000;
    case BM_PLACE_PRECISION_COUNTRY:
        return 250000;
    }
    return 0;
}

static bm_place_precision precision_of_kind(bm_place_kind kind)
{
    switch (kind) {
    case BM_PLACE_SETTLEMENT:
        return BM_PLACE_PRECISION_SETTLEMENT;
    case BM_PLACE_CROSSING:
    case BM_PLACE_AIRFIELD:
    case BM_PLACE_SITE:
        return BM_PLACE_PRECISION_EXACT;
    case BM_PLACE_NATURAL: /* a river, a forest: somewhere along it */
    case BM_PLACE_DISTRICT:
        return BM_PLACE_PRECISION_DISTRICT;
    case BM_PLACE_REGION:
        return BM_PLACE_PRECISION_REGION;
    case BM_PLACE_COUNTRY:
        return BM_PLACE_PRECISION_COUNTRY;
    }
    return BM_PLACE_PRECISION_UNKNOWN;
}

bm_place_precision bm_place_precision_of(const bm_place *place, double radius_km)
{
    bm_place_precision precision = precision_of_kind(place->kind);
    if (radius_km <= 0 || precision > BM_PLACE_PRECISION_SETTLEMENT)
        return precision;
    return radius_km <= district_km ? BM_PLACE_PRECISION_DISTRICT : BM_PLACE_PRECISION_REGION;
}

static const struct {
    const char *word;
    bm_place_precision precision;
} place_words[] = {
    {"exact", BM_PLACE_PRECISION_EXACT},           {"point", BM_PLACE_PRECISION_EXACT},
    {"building", BM_PLACE_PRECISION_EXACT},        {"site", BM_PLACE_PRECISION_EXACT},
    {"settlement", BM_PLACE_PRECISION_SETTLEMENT}, {"town", BM_PLACE_PRECISION_SETTLEMENT},
    {"city", BM_PLACE_PRECISION_SETTLEMENT},       {"village", BM_PLACE_PRECISION_SETTLEMENT},
    {"place", BM_PLACE_PRECISION_SETTLEMENT},      {"cell", BM_PLACE_PRECISION_CELL},
    {"district", BM_PLACE_PRECISION_DISTRICT},     {"raion", BM_PLACE_PRECISION_DISTRICT},
    {"rayon", BM_PLACE_PRECISION_DISTRICT},        {"county", BM_PLACE_PRECISION_DISTRICT},
    {"area", BM_PLACE_PRECISION_DISTRICT},         {"near", BM_PLACE_PRECISION_DISTRICT},
    {"region", BM_PLACE_PRECISION_REGION},         {"oblast", BM_PLACE_PRECISION_REGION},
    {"province", BM_PLACE_PRECISION_REGION},       {"country", BM_PLACE_PRECISION_COUNTRY},
    {"nation", BM_PLACE_PRECISION_COUNTRY},        {"unknown", BM_PLACE_PRECISION_UNKNOWN},
};

/* ACLED geo_precision: 1 the town itself, 2 part of a region near it, 3 a larger region.
 * UCDP GED where_prec: 1 the place itself, 2 within about 25 km of it, 3 second-level unit,
 * 4 first-level unit, 5 part of a country or a line, 6 the country, 7 air or water beyond it. */
static const bm_place_precision acled_places[] = {
    BM_PLACE_PRECISION_SETTLEMENT, BM_PLACE_PRECISION_DISTRICT, BM_PLACE_PRECISION_REGION};
static const bm_place_precision ucdp_places[] = {
    BM_PLACE_PRECISION_SETTLEMENT, BM_PLACE_PRECISION_DISTRICT, BM_PLACE_PRECISION_DISTRICT,
    BM_PLACE_PRECISION_REGION,     BM_PLACE_PRECISION_REGION,   BM_PLACE_PRECISION_COUNTRY,
    BM_PLACE_PRECISION_COUNTRY};

bool bm_place_precision_from_text(const char *text, bm_precision_scheme scheme,
                                  bm_place_precision *precision)
{
    *precision = BM_PLACE_PRECISION_UNKNOWN;
    if (bm_is_blank(text))
        return true;
    int64_t code;
    if (scheme == BM_PRECISION_ACLED && bm_integer_parse(text, 1, 3, &code)) {
        *precision = acled_places[code - 1];
        return true;
    }
    if (scheme == BM_PRECISION_UCDP && bm_integer_parse(text, 1, 7, &code)) {
        *precision = ucdp_places[code - 1];
        return true;
    }
    char key[64];
    if (!bm_table_normalize(text, key, sizeof key))
        return false;
    for (size_t i = 0; i < sizeof place_words / sizeof *place_words; i++)
        if (strcmp(key, place_words[i].word) == 0) {
            *precision = place_words[i].precision;
            return true;
        }
    return false;
}

/* Widen one day to the week, month or year it lies in. An interval that is wider already says more
 * than the code does, and stays. */
static void widen(bm_interval *when, bm_step_unit unit)
{
    when->approximate = true;
    if (when->end_s - when->start_s > DAY_S)
        return;
    bm_interval window = bm_step_window((bm_step){unit, 1}, when->start_s, when->start_s);
    when->start_s = window.start_s;
    when->end_s = window.end_s;
    when->precision = unit == BM_STEP_WEEK    ? BM_DATE_RANGE
                      : unit == BM_STEP_MONTH ? BM_DATE_MONTH
                                              : BM_DATE_YEAR;
    when->approximate = unit == BM_STEP_WEEK;
}

bool bm_date_precision_apply(const char *text, bm_precision_scheme scheme, bm_interval *when)
{
    static const bm_step_unit acled[] = {BM_STEP_DAY, BM_STEP_WEEK, BM_STEP_MONTH};
    static const bm_step_unit ucdp[] = {BM_STEP_DAY, BM_STEP_WEEK, BM_STEP_WEEK, BM_STEP_MONTH,
                                        BM_STEP_YEAR};
    static const struct {
        const char *word;
        bm_step_unit unit;
    } words[] = {{"exact", BM_STEP_DAY},   {"day", BM_STEP_DAY},   {"minute", BM_STEP_DAY},
                 {"hour", BM_STEP_DAY},    {"range", BM_STEP_DAY}, {"week", BM_STEP_WEEK},
                 {"month", BM_STEP_MONTH}, {"year", BM_STEP_YEAR}};
    if (bm_is_blank(text))
        return true;
    int64_t code;
    bm_step_unit unit = BM_STEP_DAY;
    char key[64];
    if (scheme == BM_PRECISION_ACLED && bm_integer_parse(text, 1, 3, &code))
        unit = acled[code - 1];
    else if (scheme == BM_PRECISION_UCDP && bm_integer_parse(text, 1, 5, &code))
        unit = ucdp[code - 1];
    else {
        if (!bm_table_normalize(text, key, sizeof key))
            return false;
        if (strcmp(key, "approximate") == 0 || strcmp(key, "about") == 0 ||
            strcmp(key, "circa") == 0) {
            when->approximate = true;
            return true;
        }
        size_t i = 0;
        while (i < sizeof words / sizeof *words && strcmp(key, words[i].word) != 0)
            i++;
        if (i == sizeof words / sizeof *words)
            return false;
        unit = words[i].unit;
    }
    if (unit != BM_STEP_DAY)
        widen(when, unit);
    return true;
}
