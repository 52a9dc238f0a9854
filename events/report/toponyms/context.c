/* Reads the words around the names, a sentence at a time. */
#include "events/report/toponyms/context.h"

#include <string.h>

/* «Киевской» has been understood with «области»: it belongs to the name. */
static void take_unit_word(const bm_context *context, bm_toponym *toponym)
{
    uint32_t next = toponym->first + toponym->count;
    bool cyrillic = bm_context_word(context, toponym->first)->flags & BM_WORD_CYRILLIC;
    if (!cyrillic || (toponym->source != BM_TOPONYM_AREA && toponym->source != BM_TOPONYM_FORM) ||
        !bm_context_joined(context, next))
        return;
    const bm_phrase *unit = bm_context_from(context, next, BM_SECTION_KIND_UNIT);
    if (!unit)
        return;
    toponym->told = true;
    if (!toponym->country)
        toponym->country = bm_unit_country(context->reading, toponym->name);
    toponym->count += unit->count;
    toponym->end = bm_word_end(bm_context_word(context, toponym->first + toponym->count - 1));
}

static bm_status read_sentence(bm_context *context, bm_error *error)
{
    bm_toponym *items = context->toponyms->items;
    bm_status status = BM_OK;
    for (size_t i = context->first_toponym; i < context->end_toponym; i++)
        if (!items[i].rejected)
            take_unit_word(context, &items[i]);
    for (size_t i = context->first_toponym; !status && i < context->end_toponym; i++)
        if (!items[i].rejected)
            status = bm_hints_find(context, i, error);
    for (size_t i = context->first_toponym; !status && i < context->end_toponym; i++)
        if (!items[i].rejected)
            status = bm_area_find(context, i, error);
    context->dateline = bm_roles_dateline(context);
    for (size_t i = context->first_toponym; !status && i < context->end_toponym; i++)
        if (!items[i].rejected)
            bm_roles_find(context, i);
    return status;
}

bm_status bm_toponyms_context(bm_reading *reading, bm_toponyms *toponyms, bm_error *error)
{
    bm_context context = {.toponyms = toponyms};
    bm_status status = BM_OK;
    for (size_t i = 0; !status && i < toponyms->count; i = context.end_toponym) {
        uint32_t sentence = toponyms->items[i].sentence;
        context.first_toponym = i;
        context.end_toponym = i;
        while (context.end_toponym < toponyms->count &&
               toponyms->items[context.end_toponym].sentence == sentence)
            context.end_toponym++;
        if (!bm_context_enter(&context, reading, &reading->words.sentences[sentence]))
            return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
        status = read_sentence(&context, error);
    }
    return status;
}
