/* How prominent a place is by one of its names: what a report means by it when it says no more. */
#include "events/report/toponyms/name_memory.h"

#include <string.h>

/* "Medellin" is the name of Medellín, written with plain letters. */
static bool is_plainly(const char *matched, const char *name)
{
    while (*matched && *name) {
        unsigned char a = (unsigned char)*matched++;
        unsigned char b = (unsigned char)*name++;
        if (b >= 0x80 || a >= 0x80) {
            while (((unsigned char)*name & 0xC0) == 0x80)
                name++;
            while (((unsigned char)*matched & 0xC0) == 0x80)
                matched++;
            continue;
        }
        bool same = a == b || ((a | 0x20) == (b | 0x20) && (a | 0x20) >= 'a' && (a | 0x20) <= 'z');
        if (!same && !(strchr("-' ", a) && strchr("-' ", b)))
            return false;
    }
    return !*matched && !*name;
}

bool bm_name_is_own(const bm_place *place, const char *matched)
{
    return is_plainly(matched, place->name) || strcmp(matched, place->name_be) == 0 ||
           strcmp(matched, place->name_uk) == 0 || strcmp(matched, place->name_ru) == 0;
}

/* Lists of names have codes of airports and the like; what else is so short says little, but for
 * "Rio". */
bool bm_name_is_code(const bm_place *place, const char *matched)
{
    size_t length = strlen(matched);
    bool capitals = true;
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)matched[i] >= 0x80)
            return false;
        capitals = capitals && matched[i] >= 'A' && matched[i] <= 'Z';
    }
    return length <= 3 && (capitals || place->population < 1000000);
}

/* Towns that people abroad speak of have names there: Bruges, Turin. Villages do not. */
static float other_name_costs(int64_t population)
{
    return population >= 300000  ? 0.4f
           : population >= 50000 ? 0.8f
           : population >= 10000 ? 1.6f
                                 : 2.5f;
}

static float settlement_prominence(const bm_place *place, bool own)
{
    static const struct {
        int64_t population;
        float value;
    } steps[] = {{3000000, 3.0f}, {1000000, 2.6f}, {300000, 2.1f}, {100000, 1.5f}, {30000, 0.8f},
                 {10000, 0.2f},   {3000, -0.4f},   {1, -0.9f},     {0, -0.7f}};
    size_t i = 0;
    while (place->population < steps[i].population)
        i++;
    float value = steps[i].value;
    if (strcmp(place->feature_code, "PPLC") == 0)
        value += 1.0f;
    if (!own)
        value -= other_name_costs(place->population);
    return value;
}

float bm_name_prominence(const bm_place *place, bool own, uint32_t word_count)
{
    float value = 0.0f;
    switch (place->kind) {
    case BM_PLACE_COUNTRY:
        value = own ? 4.5f : 3.5f;
        break;
    case BM_PLACE_REGION:
        value = own ? 2.6f : 1.8f;
        break;
    case BM_PLACE_DISTRICT:
        value = own ? 1.0f : 0.0f;
        break;
    case BM_PLACE_NATURAL:
        value = own ? 1.5f : 0.5f;
        break;
    case BM_PLACE_SETTLEMENT:
        value = settlement_prominence(place, own);
        break;
    default:
        value = own ? -0.5f : -1.5f;
    }
    return word_count > 1 ? value + 1.2f : value;
}

bool bm_name_is_of_cyrillic(const bm_place *place)
{
    static const char codes[] = "BY UA RU BG RS MK KZ KG MN ME BA TJ";
    return strlen(place->country) == 2 && strstr(codes, place->country) != NULL;
}
