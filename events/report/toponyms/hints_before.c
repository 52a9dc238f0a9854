/* What stands before a name: "the Belarusian village of X", "Ukraine's X", «в столице Беларуси X»,
 * «в Гомельской области в деревне X». */
#include "events/report/toponyms/hints.h"

#include <string.h>

enum { WORDS_MAX = 8 };

/* What was met on the way back from a name. */
typedef struct way {
    uint32_t word; /* the way's end: what stands before it was not passed */
    bool kind;     /* a word of a kind of place */
    bool border;   /* what is not in a country, but at it */
    bool comma;    /* between kind and name: "the capital, X" */
    bool broken;   /* a hyphen or other mark: "Russian-occupied" */
} way;

/* A capitalised word between names only an adjective could explain. */
static way go_back(const bm_context *context, uint32_t first)
{
    way passed = {.word = first};
    for (int i = 0; i < WORDS_MAX && passed.word > context->first; i++) {
        const bm_word *word = bm_context_word(context, passed.word);
        uint16_t gap = word->gap & BM_GAP_BREAKS;
        if (word->gap & BM_GAP_HYPHEN || (gap && !(gap == BM_GAP_COMMA && i == 0))) {
            passed.broken = true;
            return passed;
        }
        passed.comma |= gap == BM_GAP_COMMA;
        uint32_t before = passed.word - 1;
        bool adjective = bm_context_is(context, before, BM_SECTION_KIND_ADJECTIVE, NULL) ||
                         bm_context_is(context, before, BM_SECTION_DIRECTION_ADJECTIVE, NULL) ||
                         bm_context_is(context, before, BM_SECTION_DIRECTION, NULL);
        bool kind = bm_context_is(context, before, BM_SECTION_KIND, NULL);
        if (kind)
            passed.kind = true;
        else if (!adjective && (i > 0 || !bm_context_is(context, before, BM_SECTION_OF, NULL)))
            break;
        if (adjective && bm_context_is(context, before, BM_SECTION_AREA_BORDER, NULL))
            passed.border = true;
        passed.word--;
    }
    uint16_t gap = passed.word > context->first ? bm_context_word(context, passed.word)->gap : 0;
    passed.broken |= (gap & (BM_GAP_BREAKS | BM_GAP_HYPHEN)) != 0;
    return passed;
}

/* "Belarusian-Ukrainian border town": of which of the two it is nobody says. */
static bool follows_hyphen(const bm_context *context, uint32_t word)
{
    return word > context->first && (bm_context_word(context, word)->gap & BM_GAP_HYPHEN);
}

static bm_status take_name(bm_context *context, size_t toponym, size_t outer, const way *passed,
                           bm_error *error)
{
    const bm_toponym *by = &context->toponyms->items[outer];
    uint32_t last = by->first + by->count - 1;
    bool possessive = bm_context_word(context, last)->flags & BM_WORD_POSSESSIVE;
    bool genitive = passed->word == context->toponyms->items[toponym].first &&
                    bm_context_is(context, by->first - 1, BM_SECTION_KIND, NULL);
    bool cyrillic = bm_context_word(context, last)->flags & BM_WORD_CYRILLIC;
    bool taken = false;
    if (possessive)
        return bm_hints_contain(context, toponym, outer,
                                passed->kind && !passed->border ? BM_HINT_SAID : BM_HINT_FITTING,
                                &taken, error);
    if (cyrillic && genitive)
        return bm_hints_contain(context, toponym, outer, BM_HINT_FITTING, &taken, error);
    if (!cyrillic && passed->kind && !passed->border)
        return bm_hints_contain(context, toponym, outer, BM_HINT_FITTING, &taken, error);
    return BM_OK;
}

/* «в Гомельской области в деревне X», "Brest region: the village of X", "Brest region, X". */
static bm_status take_unit_before(bm_context *context, size_t toponym, uint32_t word,
                                  bm_error *error)
{
    bool taken = false;
    for (int i = 0; i < 3 && word > context->first; i++) {
        const uint16_t allowed = BM_GAP_COMMA | BM_GAP_COLON | BM_GAP_DASH;
        if (bm_context_word(context, word)->gap & BM_GAP_BREAKS & ~allowed)
            return BM_OK;
        size_t outer = bm_context_name_before(context, word);
        if (outer != SIZE_MAX) {
            bm_container container = bm_hints_container(context, &context->toponyms->items[outer]);
            if (container != BM_CONTAINER_REGION && container != BM_CONTAINER_DISTRICT)
                return BM_OK;
            return bm_hints_contain(context, toponym, outer, BM_HINT_FITTING, &taken, error);
        }
        if (!bm_context_is(context, word - 1, BM_SECTION_IN, NULL) &&
            !bm_context_is(context, word - 1, BM_SECTION_ARTICLE, NULL))
            return BM_OK;
        word--;
    }
    return BM_OK;
}

bm_status bm_hints_before(bm_context *context, size_t toponym, bm_error *error)
{
    bm_toponym *name = &context->toponyms->items[toponym];
    way passed = go_back(context, name->first);
    char country[3];
    if (passed.kind && !passed.comma)
        name->told = true;
    if (name->told && passed.word > context->first) {
        bm_status status = take_unit_before(context, toponym, passed.word, error);
        if (status || name->admin)
            return status;
    }
    if (passed.broken || passed.word == context->first)
        return BM_OK;
    uint32_t before = passed.word - 1;
    size_t outer = bm_context_name_before(context, passed.word);
    if (outer != SIZE_MAX && (!passed.comma || passed.kind))
        return take_name(context, toponym, outer, &passed, error);
    if (follows_hyphen(context, before) || (passed.comma && !passed.kind) ||
        !bm_context_country_of(context, before, country))
        return BM_OK;
    bool said = passed.kind && !passed.border && !passed.comma;
    return bm_hints_country_is(context, toponym, country, said ? BM_HINT_SAID : BM_HINT_FITTING,
                               error);
}
