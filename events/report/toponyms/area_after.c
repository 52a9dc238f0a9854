/* Areas that are told after a name: "Kyiv's northwest outskirts", "the Brest area", "the
 * Belarus-Ukraine border", "X, 20 km from the border". */
#include "events/report/toponyms/area_phrase.h"

#include <string.h>

enum { BORDER_WORDS_MAX = 10, LEAD_WORDS_MAX = 3 };

static void set(bm_area_phrase *area, bm_area_kind kind, uint32_t end, double azimuth_deg)
{
    area->kind = kind;
    area->end = end;
    area->azimuth_deg = azimuth_deg;
}

/* "border"; not "border guards". */
static const bm_phrase *border_from(const bm_context *context, uint32_t word)
{
    const bm_phrase *border = bm_context_from(context, word, BM_SECTION_AREA_BORDER);
    if (!border || strcmp(border->value, "none") == 0)
        return NULL;
    /* "State Border Committee" */
    uint32_t next = border->first + border->count;
    bool named = (bm_context_word(context, next - 1)->flags & BM_WORD_CAPITAL) &&
                 bm_context_joined(context, next) &&
                 (bm_context_word(context, next)->flags & BM_WORD_CAPITAL);
    return named ? NULL : border;
}

static const bm_phrase *direction_from(const bm_context *context, uint32_t word)
{
    const bm_phrase *found = bm_context_from(context, word, BM_SECTION_DIRECTION);
    return found ? found : bm_context_from(context, word, BM_SECTION_DIRECTION_ADJECTIVE);
}

/* "X's northwest outskirts", "X's southwest border", "X's north". */
static void after_possessive(const bm_context *context, uint32_t end, bm_area_phrase *area)
{
    if (end >= context->end || (bm_context_word(context, end)->gap & BM_GAP_BREAKS))
        return;
    const bm_phrase *direction = direction_from(context, end);
    uint32_t at = direction ? end + direction->count : end;
    const bm_phrase *part = bm_context_from(context, at, BM_SECTION_AREA_PART);
    const bm_phrase *border = border_from(context, at);
    double azimuth = bm_area_azimuth(direction);
    if (part && (direction || strcmp(part->value, "directed") != 0))
        set(area, BM_AREA_PART, at + part->count, azimuth);
    else if (border)
        set(area, BM_AREA_BORDER, at + border->count, azimuth);
    else if (direction && bm_context_from(context, end, BM_SECTION_DIRECTION) &&
             !(bm_context_joined(context, at) &&
               bm_context_word(context, at)->flags & BM_WORD_CAPITAL))
        set(area, BM_AREA_PART, at, azimuth);
}

/* "X-Y border". */
static const bm_phrase *border_of_two(const bm_context *context, uint32_t end)
{
    size_t other = bm_context_name_at(context, end);
    if (other == SIZE_MAX || !(bm_context_word(context, end)->gap & BM_GAP_HYPHEN))
        return NULL;
    const bm_toponym *second = &context->toponyms->items[other];
    uint32_t after = second->first + second->count;
    return bm_context_joined(context, after)
               ? bm_context_from(context, after, BM_SECTION_AREA_BORDER)
               : NULL;
}

bool bm_area_border_of_two(const bm_context *context, const bm_toponym *name, bm_area_phrase *area)
{
    uint32_t end = name->first + name->count;
    const bm_phrase *border = border_of_two(context, end);
    if (border)
        set(area, BM_AREA_BORDER, border->first + border->count, -1.0);
    return border != NULL;
}

void bm_area_after(const bm_context *context, const bm_toponym *name, bm_area_phrase *area)
{
    uint32_t end = name->first + name->count;
    if (bm_context_word(context, end - 1)->flags & BM_WORD_POSSESSIVE) {
        after_possessive(context, end, area);
        return;
    }
    if (!bm_context_joined(context, end))
        return;
    const bm_phrase *border = border_from(context, end);
    if (border && *border->value)
        border = NULL;
    const bm_phrase *part = bm_context_from(context, end, BM_SECTION_AREA_PART);
    const bm_phrase *land = bm_context_from(context, end, BM_SECTION_AREA_LAND);
    if (border)
        set(area, BM_AREA_BORDER, border->first + border->count, -1.0);
    else if (part && strcmp(part->value, "directed") != 0 &&
             !bm_context_is(context, end + part->count, BM_SECTION_OF, NULL))
        set(area, BM_AREA_PART, end + part->count, -1.0);
    else if (land)
        set(area, BM_AREA_AROUND, end + land->count, -1.0);
}

void bm_area_border_after(const bm_context *context, const bm_toponym *name, bm_area_phrase *area)
{
    uint32_t end = name->first + name->count;
    for (uint32_t at = end + 1; at < context->end && at < end + BORDER_WORDS_MAX; at++) {
        const bm_phrase *border = border_from(context, at);
        bm_area_distance distance;
        char country[3];
        if (!border)
            continue;
        uint32_t start = at;
        if (bm_context_joined(context, start) && bm_context_country_of(context, start - 1, country))
            start--;
        start = bm_area_skip_article(context, start);
        const bm_phrase *from = bm_context_before(context, start, BM_SECTION_AREA_FROM);
        if (!from || !bm_area_distance_before(context, from->first, &distance) ||
            distance.first < end || distance.first > end + LEAD_WORDS_MAX)
            return;
        set(area, BM_AREA_BORDER, at + border->count, -1.0);
        area->distance_km = distance.km;
        return;
    }
}
