/* ISO 3166-1: each three-letter code, then its two letters, sorted. */
#include "geo/gazetteer/words/country_code.h"

#include "base/utf8.h"
#include "geo/gazetteer/keys/edits.h"
#include <bordermap/gazetteer.h>

#include <string.h>

enum { ROW = 5 };
static const char codes[] =
    "ABWAWAFGAFAGOAOAIAAIALAAXALBALANDADAREAEARGARARMAMASMASATAAQATFTFATGAGAUSAU"
    "AUTATAZEAZBDIBIBELBEBENBJBESBQBFABFBGDBDBGRBGBHRBHBHSBSBIHBABLMBLBLRBYBLZBZ"
    "BMUBMBOLBOBRABRBRBBBBRNBNBTNBTBVTBVBWABWCAFCFCANCACCKCCCHECHCHLCLCHNCNCIVCI"
    "CMRCMCODCDCOGCGCOKCKCOLCOCOMKMCPVCVCRICRCUBCUCUWCWCXRCXCYMKYCYPCYCZECZDEUDE"
    "DJIDJDMADMDNKDKDOMDODZADZECUECEGYEGERIERESHEHESPESESTEEETHETFINFIFJIFJFLKFK"
    "FRAFRFROFOFSMFMGABGAGBRGBGEOGEGGYGGGHAGHGIBGIGINGNGLPGPGMBGMGNBGWGNQGQGRCGR"
    "GRDGDGRLGLGTMGTGUFGFGUMGUGUYGYHKGHKHMDHMHNDHNHRVHRHTIHTHUNHUIDNIDIMNIMINDIN"
    "IOTIOIRLIEIRNIRIRQIQISLISISRILITAITJAMJMJEYJEJORJOJPNJPKAZKZKENKEKGZKGKHMKH"
    "KIRKIKNAKNKORKRKWTKWLAOLALBNLBLBRLRLBYLYLCALCLIELILKALKLSOLSLTULTLUXLULVALV"
    "MACMOMAFMFMARMAMCOMCMDAMDMDGMGMDVMVMEXMXMHLMHMKDMKMLIMLMLTMTMMRMMMNEMEMNGMN"
    "MNPMPMOZMZMRTMRMSRMSMTQMQMUSMUMWIMWMYSMYMYTYTNAMNANCLNCNERNENFKNFNGANGNICNI"
    "NIUNUNLDNLNORNONPLNPNRUNRNZLNZOMNOMPAKPKPANPAPCNPNPERPEPHLPHPLWPWPNGPGPOLPL"
    "PRIPRPRKKPPRTPTPRYPYPSEPSPYFPFQATQAREUREROURORUSRURWARWSAUSASDNSDSENSNSGPSG"
    "SGSGSSHNSHSJMSJSLBSBSLESLSLVSVSMRSMSOMSOSPMPMSRBRSSSDSSSTPSTSURSRSVKSKSVNSI"
    "SWESESWZSZSXMSXSYCSCSYRSYTCATCTCDTDTGOTGTHATHTJKTJTKLTKTKMTMTLSTLTONTOTTOTT"
    "TUNTNTURTRTUVTVTWNTWTZATZUGAUGUKRUAUMIUMURYUYUSAUSUZBUZVATVAVCTVCVENVEVGBVG"
    "VIRVIVNMVNVUTVUWLFWFWSMWSYEMYEZAFZAZMBZMZWEZW";
enum { CODE_COUNT = (sizeof codes - 1) / ROW };

static void upper(const char *text, size_t length, char *out)
{
    for (size_t i = 0; i < length; i++)
        out[i] = text[i] >= 'a' && text[i] <= 'z' ? (char)(text[i] - ('a' - 'A')) : text[i];
}

bool bm_country_code(const char *text, char code[3])
{
    size_t length = strlen(text);
    char wanted[3];
    code[0] = '\0';
    if (length != 2 && length != 3)
        return false;
    upper(text, length, wanted);
    for (size_t i = 0; i < CODE_COUNT; i++) {
        const char *row = codes + i * ROW;
        if (memcmp(length == 3 ? row : row + 3, wanted, length) != 0)
            continue;
        memcpy(code, row + 3, 2);
        code[2] = '\0';
        return true;
    }
    return false;
}

/* What the desks write and no standard has; and names for a gazetteer without countries. */
static const struct {
    const char *text;
    const char *code;
} known_countries[] = {
    {"RB", "BY"},      {"РБ", "BY"},       {"RF", "RU"},       {"РФ", "RU"},
    {"Belarus", "BY"}, {"Беларусь", "BY"}, {"Білорусь", "BY"}, {"Белоруссия", "BY"},
    {"Ukraine", "UA"}, {"Україна", "UA"},  {"Украина", "UA"},  {"Украіна", "UA"},
    {"Russia", "RU"},  {"Россия", "RU"},   {"Росія", "RU"},    {"Расія", "RU"},
    {"Poland", "PL"},  {"Польша", "PL"},   {"Польща", "PL"},   {"Lithuania", "LT"},
    {"Latvia", "LV"},  {"Moldova", "MD"},
};

bool bm_country_known(const char *text, char code[3])
{
    char key[BM_FOLD_KEY_SIZE];
    char known[BM_FOLD_KEY_SIZE];
    code[0] = '\0';
    if (!bm_fold_exact(text, key))
        return false;
    for (size_t i = 0; i < sizeof known_countries / sizeof known_countries[0]; i++) {
        if (!bm_fold_exact(known_countries[i].text, known) || strcmp(key, known) != 0)
            continue;
        memcpy(code, known_countries[i].code, 3);
        return true;
    }
    return false;
}

/* Shorter names are too easily other ones. */
enum { SHORTEST_NEARLY = 6 };

bool bm_country_nearly(const char *text, char code[3])
{
    char key[BM_FOLD_KEY_SIZE];
    char known[BM_FOLD_KEY_SIZE];
    const char *found = NULL;
    code[0] = '\0';
    if (!bm_fold_exact(text, key) || bm_utf8_count(key) < SHORTEST_NEARLY)
        return false;
    for (size_t i = 0; i < sizeof known_countries / sizeof known_countries[0]; i++) {
        bm_edits edits;
        /* Edits are of bytes, and Cyrillic letters have two: such a one is found by its strict key.
         */
        if (!bm_fold_exact(known_countries[i].text, known) ||
            !bm_edits_between(key, strlen(key), known, strlen(known), 1, &edits))
            continue;
        if (found && strcmp(found, known_countries[i].code) != 0)
            return false;
        found = known_countries[i].code;
    }
    if (found)
        memcpy(code, found, 3);
    return found != NULL;
}
