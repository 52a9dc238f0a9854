/* Which phrase makes an area of a name. */
#include "events/report/toponyms/area_phrase.h"

#include "events/report/toponyms/cyrillic.h"

#include <stdio.h>
#include <string.h>

/* "near Brest and Kobryn", "the border of Belarus and Ukraine": what is said of the first holds for
 * the second. */
static bool shares_area(const bm_context *context, size_t toponym)
{
    bm_toponym *name = &context->toponyms->items[toponym];
    if (!bm_context_joined(context, name->first) ||
        !bm_context_is(context, name->first - 1, BM_SECTION_CONJUNCTION, NULL) ||
        !bm_context_joined(context, name->first - 1))
        return false;
    size_t before = bm_context_name_before(context, name->first - 1);
    if (before == SIZE_MAX)
        return false;
    const bm_area *area = &context->toponyms->items[before].area;
    if (area->kind != BM_AREA_AROUND && area->kind != BM_AREA_BORDER)
        return false;
    name->area = *area;
    name->area.span.end = name->end;
    return true;
}

/* "the Belarus-Ukraine border" is told of both. */
static bool shares_border(const bm_context *context, size_t toponym)
{
    bm_toponym *name = &context->toponyms->items[toponym];
    if (!(bm_context_word(context, name->first)->gap & BM_GAP_HYPHEN))
        return false;
    size_t before = bm_context_name_before(context, name->first);
    if (before == SIZE_MAX || context->toponyms->items[before].area.kind != BM_AREA_BORDER)
        return false;
    name->area = context->toponyms->items[before].area;
    return true;
}

/* "the Moscow region": the region, when one is known, or the land about the town. */
static bm_status take_region(bm_context *context, bm_toponym *name, bm_area_phrase *area,
                             bm_error *error)
{
    uint32_t end = name->first + name->count;
    char text[BM_CYRILLIC_SIZE];
    if (name->source == BM_TOPONYM_AREA || !bm_context_joined(context, end) ||
        (bm_context_word(context, end - 1)->flags & BM_WORD_POSSESSIVE))
        return BM_OK;
    const bm_phrase *unit = bm_context_from(context, end, BM_SECTION_KIND_UNIT);
    const bm_name_facts *facts = bm_context_facts(context->reading, name->name);
    if (!unit || !facts || facts->country)
        return BM_OK;
    int length = snprintf(text, sizeof text, "%s %s", name->name, unit->value);
    const bm_place *known = length > 0 && (size_t)length < sizeof text
                                ? bm_unit_find(context->reading, text, NULL)
                                : NULL;
    if (!known)
        return BM_OK;
    name->source = BM_TOPONYM_AREA;
    name->known = NULL;
    name->name = bm_arena_strdup(context->reading->arena, text);
    if (!name->name)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    if (known->kind == BM_PLACE_SETTLEMENT) {
        area->kind = BM_AREA_REGION;
        area->end = end + unit->count;
    }
    return BM_OK;
}

bm_status bm_area_find(bm_context *context, size_t toponym, bm_error *error)
{
    bm_toponym *name = &context->toponyms->items[toponym];
    if (shares_border(context, toponym))
        return BM_OK;
    bm_area_phrase area = {BM_AREA_NONE, name->first, name->first + name->count, -1.0, -1.0};
    bm_status status = take_region(context, name, &area, error);
    bm_area_phrase told = area;
    told.kind = BM_AREA_NONE;
    /* What only says where another is has no area of its own. */
    if (name->role != BM_ROLE_CONTEXT && !bm_area_border_of_two(context, name, &told)) {
        bm_area_before(context, name, &told);
        if (told.kind == BM_AREA_NONE)
            bm_area_after(context, name, &told);
    }
    if (told.kind != BM_AREA_NONE)
        area = told;
    if (area.kind == BM_AREA_NONE && name->role != BM_ROLE_CONTEXT)
        bm_area_border_after(context, name, &area);
    if (area.kind == BM_AREA_NONE) {
        name->area = (bm_area){.azimuth_deg = -1.0, .distance_km = -1.0};
        (void)shares_area(context, toponym);
        return status;
    }
    name->area = (bm_area){
        .kind = area.kind,
        .span = {bm_context_word(context, area.first)->start,
                 bm_word_end(bm_context_word(context, area.end - 1))},
        .azimuth_deg = area.azimuth_deg,
        .distance_km = area.distance_km,
    };
    return status;
}
