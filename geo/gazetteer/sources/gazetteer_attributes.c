/* Which column of a stranger's file says what. */
#include "geo/gazetteer/sources/attributes.h"

#include <string.h>

enum { SYNONYMS_MAX = 16 };

typedef struct synonyms {
    size_t offset; /* of the member of bm_gazetteer_columns */
    const char *names[SYNONYMS_MAX];
} synonyms;

#define MEMBER(member) offsetof(bm_gazetteer_columns, member)

/* A DBF field name has ten bytes, so longer ones appear cut. The first that a file has wins. */
static const synonyms members[] = {
    {MEMBER(id),
     {"PLACE_ID", "GEONAMEID", "GEONAME_ID", "GEONAMESID", "GN_ID", "GID", "OSM_ID", "WOF_ID", "ID",
      "FID", "OBJECTID"}},
    {MEMBER(name),
     {"NAME", "NAME_EN", "NAMEEN", "NAMEASCII", "ASCIINAME", "TOPONYM", "PLACE", "PLACENAME",
      "FULL_NAME", "INT_NAME", "LABEL", "TITLE"}},
    {MEMBER(name_be), {"NAME_BE", "NAMEBE", "NAME_BEL", "NAME:BE"}},
    {MEMBER(name_uk), {"NAME_UK", "NAMEUK", "NAME_UKR", "NAME_UA", "NAME:UK"}},
    {MEMBER(name_ru), {"NAME_RU", "NAMERU", "NAME_RUS", "NAME:RU"}},
    {MEMBER(country),
     {"ISO_A2", "ISO2", "CC", "COUNTRY_CO", "COUNTRYCOD", "CNTRY", "CTRY", "ADM0_A3", "ISO_A3",
      "ISO3", "SOV_A3", "COUNTRY", "ADM0NAME", "ADMIN0"}},
    {MEMBER(admin1),
     {"ADMIN1", "ADM1NAME", "ADM1_NAME", "ADMIN1NAME", "ADMIN1_NAM", "ADM1_EN", "OBLAST",
      "PROVINCE", "REGION", "STATE", "ADM1", "ADMIN1_COD", "ADMIN1CODE"}},
    {MEMBER(admin2),
     {"ADMIN2", "ADM2NAME", "ADM2_NAME", "ADMIN2NAME", "ADMIN2_NAM", "ADM2_EN", "RAION", "RAYON",
      "DISTRICT", "COUNTY", "ADM2", "ADMIN2_COD", "ADMIN2CODE"}},
    {MEMBER(feature_code), {"FCODE", "FEATURE_CO", "FEATURECOD", "FEAT_CODE", "DSG"}},
    {MEMBER(kind),
     {"KIND", "FEATURECLA", "FEATURE_CL", "PLACETYPE", "PLACE_TYPE", "FCLASS", "TYPE", "CLASS"}},
    {MEMBER(population), {"POPULATION", "POP", "POP_MAX", "POPMAX", "POP_EST", "PEOPLE"}},
    {MEMBER(rank), {"RANK"}},
    {MEMBER(radius_km), {"RADIUS_KM"}},
    {MEMBER(partner), {"PARTNER"}},
};

/* Every one of these is read: more names of the place. */
static const char *const alternates[] = {
    "ALTNAMES",   "ALTERNATEN", "ALT_NAMES", "ALT_NAME", "ALTNAME",    "NAMEALT",  "NAME_ALT",
    "NAMEPAR",    "OTHER_NAME", "OLD_NAME",  "OFFICIAL", "OFFICIAL_N", "NAME_CYR", "NAME_LOCAL",
    "LOCAL_NAME", "NAMEASCII",  "ASCIINAME", "NAME_EN",  "INT_NAME",   "NAME_PL",
};

void bm_gazetteer_map_columns(bm_column_finder find, const void *table,
                              bm_gazetteer_columns *columns)
{
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        int field = -1;
        for (size_t j = 0; j < SYNONYMS_MAX && members[i].names[j] && field < 0; j++)
            field = find(table, members[i].names[j]);
        memcpy((char *)columns + members[i].offset, &field, sizeof field);
    }
    columns->alternate_count = 0;
    for (size_t i = 0; i < sizeof alternates / sizeof alternates[0]; i++) {
        int field = find(table, alternates[i]);
        if (field >= 0 && field != columns->name &&
            columns->alternate_count < BM_ALTERNATE_COLUMNS_MAX)
            columns->alternates[columns->alternate_count++] = field;
    }
}

typedef struct kind_word {
    const char *word;
    bm_place_kind kind;
} kind_word;

/* GeoNames feature codes by their beginning, the longer first where one begins another. */
static const kind_word code_kinds[] = {
    {"PPL", BM_PLACE_SETTLEMENT}, {"STLMT", BM_PLACE_SETTLEMENT}, {"PSTB", BM_PLACE_CROSSING},
    {"PSTC", BM_PLACE_CROSSING},  {"AIR", BM_PLACE_AIRFIELD},     {"PCL", BM_PLACE_COUNTRY},
    {"TERR", BM_PLACE_COUNTRY},   {"ADM1", BM_PLACE_REGION},      {"RGN", BM_PLACE_REGION},
    {"ADM", BM_PLACE_DISTRICT},   {"PRSH", BM_PLACE_DISTRICT},    {"ZN", BM_PLACE_DISTRICT},
    {"STM", BM_PLACE_NATURAL},    {"LK", BM_PLACE_NATURAL},       {"LGN", BM_PLACE_NATURAL},
    {"RSV", BM_PLACE_NATURAL},    {"PND", BM_PLACE_NATURAL},      {"MT", BM_PLACE_NATURAL},
    {"PK", BM_PLACE_NATURAL},     {"HLL", BM_PLACE_NATURAL},      {"UPLD", BM_PLACE_NATURAL},
    {"RDGE", BM_PLACE_NATURAL},   {"VAL", BM_PLACE_NATURAL},      {"RVN", BM_PLACE_NATURAL},
    {"PLN", BM_PLACE_NATURAL},    {"FRST", BM_PLACE_NATURAL},     {"GRVC", BM_PLACE_NATURAL},
    {"SWMP", BM_PLACE_NATURAL},   {"MRSH", BM_PLACE_NATURAL},     {"BOG", BM_PLACE_NATURAL},
    {"WTLD", BM_PLACE_NATURAL},   {"ISL", BM_PLACE_NATURAL},      {"CNL", BM_PLACE_NATURAL},
    {"BAY", BM_PLACE_NATURAL},    {"GULF", BM_PLACE_NATURAL},     {"SEA", BM_PLACE_NATURAL},
    {"CAPE", BM_PLACE_NATURAL},   {"SPIT", BM_PLACE_NATURAL},     {"PEN", BM_PLACE_NATURAL},
    {"BCH", BM_PLACE_NATURAL},    {"AREA", BM_PLACE_NATURAL},     {"LCTY", BM_PLACE_NATURAL},
    {"RESN", BM_PLACE_NATURAL},   {"PRK", BM_PLACE_NATURAL},      {"CHN", BM_PLACE_NATURAL},
    {"DPR", BM_PLACE_NATURAL},    {"CLF", BM_PLACE_NATURAL},      {"SPNG", BM_PLACE_NATURAL},
};

/* Words within a column that tells the kind; the first that is found decides, so that "admin-1
 * capital" is a settlement. */
static const kind_word words[] = {
    {"capital", BM_PLACE_SETTLEMENT},    {"populated", BM_PLACE_SETTLEMENT},
    {"city", BM_PLACE_SETTLEMENT},       {"town", BM_PLACE_SETTLEMENT},
    {"village", BM_PLACE_SETTLEMENT},    {"hamlet", BM_PLACE_SETTLEMENT},
    {"settlement", BM_PLACE_SETTLEMENT}, {"locality", BM_PLACE_SETTLEMENT},
    {"crossing", BM_PLACE_CROSSING},     {"checkpoint", BM_PLACE_CROSSING},
    {"border", BM_PLACE_CROSSING},       {"air", BM_PLACE_AIRFIELD},
    {"aero", BM_PLACE_AIRFIELD},         {"heliport", BM_PLACE_AIRFIELD},
    {"country", BM_PLACE_COUNTRY},       {"sovereign", BM_PLACE_COUNTRY},
    {"oblast", BM_PLACE_REGION},         {"region", BM_PLACE_REGION},
    {"province", BM_PLACE_REGION},       {"admin-1", BM_PLACE_REGION},
    {"district", BM_PLACE_DISTRICT},     {"raion", BM_PLACE_DISTRICT},
    {"rayon", BM_PLACE_DISTRICT},        {"county", BM_PLACE_DISTRICT},
    {"river", BM_PLACE_NATURAL},         {"lake", BM_PLACE_NATURAL},
    {"mountain", BM_PLACE_NATURAL},      {"forest", BM_PLACE_NATURAL},
    {"natural", BM_PLACE_NATURAL},       {"island", BM_PLACE_NATURAL},
    {"station", BM_PLACE_SITE},          {"base", BM_PLACE_SITE},
    {"training", BM_PLACE_SITE},         {"site", BM_PLACE_SITE},
    {"ground", BM_PLACE_SITE},           {"plant", BM_PLACE_SITE},
};

/* ASCII only: the words are. */
static void lower(const char *text, char *out, size_t size)
{
    size_t used = 0;
    for (; *text && used + 1 < size; text++)
        out[used++] = *text >= 'A' && *text <= 'Z' ? (char)(*text + ('a' - 'A')) : *text;
    out[used] = '\0';
}

bm_place_kind bm_gazetteer_kind(const char *feature_code, const char *kind)
{
    char folded[64];
    lower(kind, folded, sizeof folded);
    if (*feature_code) {
        for (size_t i = 0; i < sizeof code_kinds / sizeof code_kinds[0]; i++)
            if (strncmp(feature_code, code_kinds[i].word, strlen(code_kinds[i].word)) == 0)
                return code_kinds[i].kind;
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strstr(folded, words[i].word))
            return words[i].kind;
    return *feature_code ? BM_PLACE_SITE : BM_PLACE_SETTLEMENT;
}

int bm_gazetteer_rank(const char *feature_code, bm_place_kind kind, int64_t population)
{
    static const int64_t limits[] = {250000, 100000, 50000, 20000, 10000, 5000};
    if (kind != BM_PLACE_SETTLEMENT)
        return 0;
    if (strcmp(feature_code, "PPLC") == 0)
        return 1;
    int rank = 2;
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
        rank += population <= limits[i];
    return rank;
}
