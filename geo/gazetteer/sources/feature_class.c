#include "geo/gazetteer/sources/feature_class.h"

#include <stddef.h>
#include <string.h>

/* Codes by their beginning within a class; the first that fits decides, and "" ends a class. */
static const struct {
    char feature_class;
    const char *begins;
    bm_place_kind kind;
    double radius_km;
} classes[] = {
    {'P', "", BM_PLACE_SETTLEMENT, 0.0},    {'A', "PCL", BM_PLACE_COUNTRY, 400.0},
    {'A', "TERR", BM_PLACE_COUNTRY, 100.0}, {'A', "ADM1", BM_PLACE_REGION, 120.0},
    {'A', "ADM2", BM_PLACE_DISTRICT, 35.0}, {'A', "", BM_PLACE_DISTRICT, 12.0},
    {'S', "AIR", BM_PLACE_AIRFIELD, 0.0},   {'S', "PSTB", BM_PLACE_CROSSING, 0.0},
    {'S', "PSTC", BM_PLACE_CROSSING, 0.0},  {'S', "CSTM", BM_PLACE_CROSSING, 0.0},
    {'S', "", BM_PLACE_SITE, 0.0},          {'R', "RD", BM_PLACE_SITE, 15.0},
    {'R', "RR", BM_PLACE_SITE, 15.0},       {'R', "", BM_PLACE_SITE, 1.0},
    {'H', "STM", BM_PLACE_NATURAL, 15.0},   {'H', "CNL", BM_PLACE_NATURAL, 15.0},
    {'H', "SEA", BM_PLACE_NATURAL, 200.0},  {'H', "GULF", BM_PLACE_NATURAL, 30.0},
    {'H', "BAY", BM_PLACE_NATURAL, 10.0},   {'H', "RSV", BM_PLACE_NATURAL, 5.0},
    {'H', "SWMP", BM_PLACE_NATURAL, 5.0},   {'H', "MRSH", BM_PLACE_NATURAL, 5.0},
    {'H', "BOG", BM_PLACE_NATURAL, 5.0},    {'H', "WTLD", BM_PLACE_NATURAL, 5.0},
    {'H', "", BM_PLACE_NATURAL, 2.0},       {'T', "MTS", BM_PLACE_NATURAL, 30.0},
    {'T', "UPLD", BM_PLACE_NATURAL, 30.0},  {'T', "PLN", BM_PLACE_NATURAL, 30.0},
    {'T', "VAL", BM_PLACE_NATURAL, 15.0},   {'T', "RDGE", BM_PLACE_NATURAL, 15.0},
    {'T', "", BM_PLACE_NATURAL, 2.0},       {'V', "FRST", BM_PLACE_NATURAL, 5.0},
    {'V', "", BM_PLACE_NATURAL, 2.0},       {'U', "", BM_PLACE_NATURAL, 20.0},
    {'L', "CONT", BM_PLACE_REGION, 3000.0}, {'L', "RGN", BM_PLACE_REGION, 100.0},
    {'L', "RES", BM_PLACE_NATURAL, 10.0},   {'L', "PRK", BM_PLACE_NATURAL, 10.0},
    {'L', "MIL", BM_PLACE_SITE, 5.0},       {'L', "MVA", BM_PLACE_SITE, 5.0},
    {'L', "INDS", BM_PLACE_SITE, 2.0},      {'L', "PRT", BM_PLACE_SITE, 2.0},
    {'L', "", BM_PLACE_NATURAL, 2.0},
};
enum { CLASS_COUNT = sizeof classes / sizeof classes[0] };

static size_t find(char feature_class, const char *code)
{
    size_t i = 0;
    while (i < CLASS_COUNT && (classes[i].feature_class != feature_class ||
                               strncmp(code, classes[i].begins, strlen(classes[i].begins)) != 0))
        i++;
    return i;
}

bool bm_feature_class_is_known(char feature_class)
{
    return find(feature_class, "") < CLASS_COUNT;
}

bm_place_kind bm_feature_class_kind(char feature_class, const char *code)
{
    size_t i = find(feature_class, code);
    return i < CLASS_COUNT ? classes[i].kind : BM_PLACE_SITE;
}

double bm_feature_class_radius_km(char feature_class, const char *code)
{
    size_t i = find(feature_class, code);
    return i < CLASS_COUNT ? classes[i].radius_km : 0.0;
}
