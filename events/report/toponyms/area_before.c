/* Areas that are told before a name: "20 km west of Brest", "the northern outskirts of Kyiv",
 * «у 20 км на північ від Києва», «под Харьковом». */
#include "events/report/toponyms/area_phrase.h"
#include "events/report/toponyms/cyrillic.h"

#include <stdlib.h>
#include <string.h>

enum { KINDS_MAX = 4 };

static void set(bm_area_phrase *area, bm_area_kind kind, uint32_t first, double azimuth_deg,
                double distance_km)
{
    area->kind = kind;
    area->first = first;
    area->azimuth_deg = azimuth_deg;
    area->distance_km = distance_km;
}

double bm_area_azimuth(const bm_phrase *direction)
{
    return direction && *direction->value ? (double)strtol(direction->value, NULL, 10) : -1.0;
}

uint32_t bm_area_skip_article(const bm_context *context, uint32_t word)
{
    return bm_context_joined(context, word) &&
                   bm_context_is(context, word - 1, BM_SECTION_ARTICLE, NULL)
               ? word - 1
               : word;
}

/* The word before which stands what is said of the place: "north of | the Ukrainian city of X". */
static uint32_t skip_kind(const bm_context *context, uint32_t first)
{
    uint32_t at = first;
    bool kind = false;
    char country[3];
    size_t owner = bm_context_name_before(context, first);
    /* "near Ukraine's X" */
    if (owner != SIZE_MAX && bm_context_joined(context, first) &&
        bm_context_word(context, first - 1)->flags & BM_WORD_POSSESSIVE)
        return context->toponyms->items[owner].first;
    for (int i = 0; i < KINDS_MAX && bm_context_joined(context, at); i++) {
        uint32_t before = at - 1;
        if (bm_context_is(context, before, BM_SECTION_KIND, NULL))
            kind = true;
        else if (!(i == 0 && bm_context_is(context, before, BM_SECTION_OF, NULL)) &&
                 !(kind && bm_context_is(context, before, BM_SECTION_KIND_ADJECTIVE, NULL)) &&
                 !(kind && bm_context_country_of(context, before, country)))
            break;
        at = before;
    }
    return bm_area_skip_article(context, kind ? at : first);
}

static const bm_phrase *direction_before(const bm_context *context, uint32_t word)
{
    const bm_phrase *found = bm_context_before(context, word, BM_SECTION_DIRECTION);
    return found ? found : bm_context_before(context, word, BM_SECTION_DIRECTION_ADJECTIVE);
}

static uint32_t skip_phrase(const bm_context *context, uint32_t word, bm_place_section section)
{
    const bm_phrase *found = bm_context_before(context, word, section);
    return found ? found->first : word;
}

/* "in the north of Ukraine" is part of it; "(20 km) to the north of Kyiv" is not. */
static void take_direction(const bm_context *context, const bm_phrase *direction,
                           bm_area_phrase *area)
{
    bm_area_distance distance = {.km = -1.0};
    double azimuth = bm_area_azimuth(direction);
    const bm_phrase *within = bm_context_before(context, direction->first, BM_SECTION_AREA_WITHIN);
    const bm_phrase *towards =
        bm_context_before(context, direction->first, BM_SECTION_AREA_TOWARDS);
    if (within && !towards) {
        set(area, BM_AREA_PART, direction->first, azimuth, -1.0);
        return;
    }
    uint32_t first = towards ? towards->first : direction->first;
    if (bm_area_distance_before(context, first, &distance))
        first = distance.first;
    set(area, BM_AREA_DIRECTION, first, azimuth, distance.km);
}

/* "the northern outskirts", with what names the place after it. */
static bool take_part(const bm_context *context, uint32_t word, bm_area_phrase *area)
{
    const bm_phrase *part = bm_context_before(context, word, BM_SECTION_AREA_PART);
    if (!part)
        return false;
    const bm_phrase *direction = direction_before(context, part->first);
    if (!direction && strcmp(part->value, "directed") == 0)
        return false;
    set(area, BM_AREA_PART, direction ? direction->first : part->first, bm_area_azimuth(direction),
        -1.0);
    return true;
}

/* "(20 km from) the (northern) border", with what names the country after it. */
static bool take_border(const bm_context *context, uint32_t word, bm_area_phrase *area)
{
    bm_area_distance distance = {.km = -1.0};
    char country[3];
    const bm_phrase *border = bm_context_before(context, word, BM_SECTION_AREA_BORDER);
    if (!border || strcmp(border->value, "none") == 0)
        return false;
    const bm_phrase *direction = direction_before(context, border->first);
    uint32_t first = direction ? direction->first : border->first;
    if (bm_context_joined(context, first) && bm_context_country_of(context, first - 1, country))
        first--;
    uint32_t from =
        skip_phrase(context, bm_area_skip_article(context, first), BM_SECTION_AREA_FROM);
    if (from < first) {
        /* «за 20 км на північ від кордону» */
        const bm_phrase *way = bm_context_before(context, from, BM_SECTION_DIRECTION);
        if (way)
            from = skip_phrase(context, way->first, BM_SECTION_AREA_TOWARDS);
        if (bm_area_distance_before(context, from, &distance))
            first = distance.first;
    }
    set(area, BM_AREA_BORDER, first, bm_area_azimuth(direction), distance.km);
    return true;
}

/* What stands before "of" or "from". */
static bool take_from(const bm_context *context, uint32_t start, bm_area_phrase *area)
{
    bm_area_distance distance;
    const bm_phrase *from = bm_context_before(context, start, BM_SECTION_AREA_FROM);
    if (!from)
        return false;
    const bm_phrase *direction = bm_context_before(context, from->first, BM_SECTION_DIRECTION);
    if (direction) {
        take_direction(context, direction, area);
        return true;
    }
    if (take_part(context, from->first, area) || take_border(context, from->first, area))
        return true;
    if (!bm_area_distance_before(context, from->first, &distance) ||
        (distance.km < 0.0 && *from->value))
        return false;
    set(area, BM_AREA_AROUND, distance.first, -1.0, distance.km);
    return true;
}

/* Whether a preposition stands with a name in the case that it asks for: «у Пятихаток», not «у
 * Криму». */
static bool suits(const bm_context *context, const bm_phrase *phrase, const bm_toponym *name)
{
    const char *value = "";
    unsigned cases = bm_context_cases(context, name);
    return phrase->count > 1 || cases == 0 ||
           !bm_context_is(context, phrase->first, BM_SECTION_PREPOSITION, &value) ||
           (bm_preposition_cases(value) & cases) != 0;
}

/* «в Бериславском районе Херсонской области»: the word belongs to the district's name. */
static bool is_of_unit(const bm_context *context, const bm_phrase *around)
{
    if (bm_context_name_before(context, around->first + around->count) != SIZE_MAX)
        return true;
    if (!bm_context_joined(context, around->first))
        return false;
    const bm_word *before = bm_context_word(context, around->first - 1);
    return (before->flags & BM_WORD_CAPITAL) &&
           bm_cyrillic_adjective_stem(context->reading->document.text + before->start,
                                      before->length) > 0;
}

static bool take_around(const bm_context *context, uint32_t start, const bm_toponym *name,
                        bm_area_phrase *area)
{
    bm_area_distance distance = {.km = -1.0};
    const bm_phrase *around = bm_context_before(context, start, BM_SECTION_AREA_AROUND);
    if (around && start == name->first && !suits(context, around, name))
        around = NULL;
    const bm_name_facts *facts = bm_context_facts(context->reading, name->name);
    if (around && *around->value && facts && (facts->country || facts->unit))
        return false;
    if (!around)
        around = bm_context_before(context, start, BM_SECTION_AREA_LAND);
    if (!around || is_of_unit(context, around))
        return false;
    uint32_t first = around->first;
    if (bm_area_distance_before(context, first, &distance))
        first = distance.first;
    set(area, BM_AREA_AROUND, first, -1.0, distance.km);
    return true;
}

static bool take_than(const bm_context *context, uint32_t start, bm_area_phrase *area)
{
    bm_area_distance distance = {.km = -1.0};
    const bm_phrase *than = bm_context_before(context, start, BM_SECTION_DIRECTION_THAN);
    if (!than)
        return false;
    uint32_t first = than->first;
    if (bm_area_distance_before(context, first, &distance))
        first = distance.first;
    set(area, BM_AREA_DIRECTION, first, bm_area_azimuth(than), distance.km);
    return true;
}

void bm_area_before(const bm_context *context, const bm_toponym *name, bm_area_phrase *area)
{
    uint32_t start = skip_kind(context, name->first);
    if (take_from(context, start, area) || take_around(context, start, name, area) ||
        take_than(context, start, area) || take_part(context, start, area))
        return;
    const bm_phrase *with = bm_context_before(context, start, BM_SECTION_AREA_BORDER_WITH);
    /* «граница Беларуси», but "borders Laos" */
    bool cyrillic = bm_context_word(context, name->first)->flags & BM_WORD_CYRILLIC;
    if ((with && take_border(context, with->first, area)) ||
        (cyrillic && take_border(context, start, area)))
        return;
    const bm_phrase *direction = bm_context_before(context, start, BM_SECTION_DIRECTION);
    if (!direction)
        direction = bm_context_before(context, name->first, BM_SECTION_DIRECTION_ADJECTIVE);
    if (direction)
        set(area, BM_AREA_PART, direction->first, bm_area_azimuth(direction), -1.0);
}
