/* What stands after a name: "X, Brest region, Belarus", "X (Brest region)", "X in the Stolin
 * district", «X Овруцького району Житомирської області», «X под Харьковом». */
#include "events/report/toponyms/hints.h"
#include "events/report/toponyms/judge.h"

#include "geo/gazetteer/words/inflect.h"

enum { BETWEEN_MAX = 6, CHAIN_MAX = 4, APPOSITION_MAX = 10 };

/* How one name is led to by another. */
typedef enum link_kind {
    LINK_NONE,
    LINK_COMMA,
    LINK_BRACKET,
    LINK_GENITIVE,
    LINK_IN,
    LINK_NEAR
} link_kind;

static bool is_passed(const bm_context *context, uint32_t word)
{
    return bm_context_is(context, word, BM_SECTION_ARTICLE, NULL) ||
           bm_context_is(context, word, BM_SECTION_DIRECTION, NULL) ||
           bm_context_is(context, word, BM_SECTION_DIRECTION_ADJECTIVE, NULL) ||
           bm_context_is(context, word, BM_SECTION_KIND_ADJECTIVE, NULL);
}

static bool is_bare_preposition(const bm_context *context, uint32_t word)
{
    const bm_phrase *in = bm_context_from(context, word, BM_SECTION_IN);
    return (bm_context_word(context, word)->flags & BM_WORD_CYRILLIC) && in && in->count == 1;
}

/* The relation that the words from `from` up to the next name say; they must say nothing else. */
static link_kind link_of_words(const bm_context *context, uint32_t from, uint32_t to, bool chain)
{
    link_kind found = LINK_NONE;
    for (uint32_t at = from; at < to;) {
        uint16_t gap = bm_context_word(context, at)->gap & BM_GAP_BREAKS;
        /* "Kopani, in the Stolin district"; but «у Харкові, у Донецькій області» are two. */
        bool comma = at == from && gap == BM_GAP_COMMA;
        if ((gap && !comma) || (comma && is_bare_preposition(context, at)))
            return LINK_NONE;
        const bm_phrase *in = bm_context_from(context, at, BM_SECTION_IN);
        const bm_phrase *near = bm_context_from(context, at, BM_SECTION_NEAR);
        const bm_phrase *of = chain ? bm_context_from(context, at, BM_SECTION_OF) : NULL;
        const bm_phrase *relation = near ? near : in ? in : of;
        if (relation && found == LINK_NONE) {
            found = near ? LINK_NEAR : LINK_IN;
            at += relation->count;
        } else if (found != LINK_NONE && is_passed(context, at)) {
            at++;
        } else {
            return LINK_NONE;
        }
    }
    uint16_t last = to < context->end ? bm_context_word(context, to)->gap & BM_GAP_BREAKS : 0;
    return last ? LINK_NONE : found;
}

/* "Chernihiv, a city of 280,000 in northern Ukraine". */
static link_kind link_of_apposition(const bm_context *context, uint32_t from, uint32_t to)
{
    bool kind = false;
    if (bm_context_word(context, from)->gap != BM_GAP_COMMA)
        return LINK_NONE;
    for (uint32_t at = from; at < to && at < from + APPOSITION_MAX; at++) {
        if (at > from && (bm_context_word(context, at)->gap & BM_GAP_BREAKS))
            return LINK_NONE;
        if (at == from && !bm_context_is(context, at, BM_SECTION_ARTICLE, NULL) &&
            !bm_context_is(context, at, BM_SECTION_KIND, NULL))
            return LINK_NONE;
        kind |= bm_context_is(context, at, BM_SECTION_KIND, NULL);
        if (kind && bm_context_from(context, at, BM_SECTION_IN))
            return link_of_words(context, at, to, false);
    }
    return LINK_NONE;
}

static link_kind link_between(const bm_context *context, const bm_toponym *name,
                              const bm_toponym *next, bool chain)
{
    uint32_t from = name->first + name->count;
    uint16_t gap = bm_context_word(context, from)->gap;
    if (bm_context_word(context, from - 1)->flags & BM_WORD_POSSESSIVE)
        return LINK_NONE;
    if (next->first > from) {
        if (next->first - from <= BETWEEN_MAX) {
            link_kind found = link_of_words(context, from, next->first, chain);
            if (found)
                return found;
        }
        return next->first - from <= APPOSITION_MAX ? link_of_apposition(context, from, next->first)
                                                    : LINK_NONE;
    }
    if (gap & BM_GAP_HYPHEN)
        return LINK_NONE;
    /* "Kopani, Ukraine's Air Force said": what owns something begins the next thing. */
    bool owner =
        bm_context_word(context, next->first + next->count - 1)->flags & BM_WORD_POSSESSIVE;
    switch (gap & BM_GAP_BREAKS) {
    case 0:
        return LINK_GENITIVE;
    case BM_GAP_COMMA:
        return owner ? LINK_NONE : LINK_COMMA;
    case BM_GAP_OPEN:
        return LINK_BRACKET;
    default:
        return LINK_NONE;
    }
}

/* Whether a name ends what is said of the place: a comma, a bracket, the end. */
static bool is_closed(const bm_context *context, const bm_toponym *outer)
{
    uint32_t end = outer->first + outer->count;
    if (bm_context_from(context, end, BM_SECTION_KIND_UNIT))
        end++;
    return end >= context->end || (bm_context_word(context, end)->gap & BM_GAP_BREAKS);
}

/* "from Poland, Brest, Belarus and Russia": one of a list says nothing of its neighbour. */
static bool is_listed(bm_context *context, size_t inner, size_t outer)
{
    const bm_toponym *items = context->toponyms->items;
    uint32_t end = items[outer].first + items[outer].count;
    const bm_word *first = bm_context_word(context, items[inner].first);
    if ((first->gap & BM_GAP_COMMA) &&
        bm_context_name_before(context, items[inner].first) != SIZE_MAX)
        return true;
    if (end < context->end && bm_context_is(context, end, BM_SECTION_CONJUNCTION, NULL))
        return bm_context_name_at(context, end + 1) != SIZE_MAX;
    size_t next = bm_context_name_at(context, end);
    return next != SIZE_MAX && (bm_context_word(context, end)->gap & BM_GAP_COMMA) &&
           bm_hints_container(context, &items[next]) <= bm_hints_container(context, &items[outer]);
}

static bm_hint_trust trust_of(bm_context *context, size_t inner, size_t outer, link_kind found)
{
    const bm_toponym *items = context->toponyms->items;
    if (found == LINK_BRACKET || found == LINK_GENITIVE)
        return BM_HINT_SAID;
    if (found == LINK_COMMA)
        return is_closed(context, &items[outer]) && !is_listed(context, inner, outer)
                   ? BM_HINT_SAID
                   : BM_HINT_FITTING;
    return bm_hints_well_known(context, &items[inner]) ? BM_HINT_FITTING : BM_HINT_SAID;
}

static void take_near(bm_context *context, size_t inner, size_t outer)
{
    bm_toponym *name = &context->toponyms->items[inner];
    bm_toponym *by = &context->toponyms->items[outer];
    if (name->near || bm_hints_well_known(context, name) ||
        bm_hints_container(context, name) > BM_CONTAINER_TOWN ||
        bm_hints_container(context, by) != BM_CONTAINER_TOWN)
        return;
    name->near = by->name;
    by->role = BM_ROLE_CONTEXT;
}

/* «X Києва» is no place in Kyiv; «X Київської області» is one in the oblast. */
static bool is_genitive_unit(bm_context *context, const bm_toponym *next)
{
    bm_container container = bm_hints_container(context, next);
    return container == BM_CONTAINER_DISTRICT || container == BM_CONTAINER_REGION;
}

/* "Bucha and Irpin in the Kyiv region": what is said of the last holds for the others, where it
 * fits.
 */
static void share_with_list(bm_context *context, size_t toponym, link_kind found)
{
    bm_toponym *items = context->toponyms->items;
    const bm_toponym *last = &items[toponym];
    if (!bm_context_joined(context, last->first) ||
        !bm_context_is(context, last->first - 1, BM_SECTION_CONJUNCTION, NULL))
        return;
    size_t other = bm_context_name_before(context, last->first - 1);
    if (other == SIZE_MAX || items[other].country || items[other].admin || items[other].near ||
        bm_hints_well_known(context, &items[other]) ||
        bm_hints_container(context, &items[other]) > BM_CONTAINER_TOWN)
        return;
    if (last->country && !bm_context_lies_in(context->reading, items[other].name, last->country))
        return;
    /* «Чугуїв та X Миколаївської області»: the genitive may be of the last alone. */
    const bm_name_facts *facts = bm_context_facts(context->reading, items[other].name);
    const bm_place *unit = last->admin ? bm_unit_find(context->reading, last->admin, NULL) : NULL;
    if (found == LINK_GENITIVE && facts && facts->city && unit &&
        !bm_place_is_within(facts->city, unit))
        return;
    items[other].country = last->country;
    items[other].admin = last->admin;
}

bm_status bm_hints_after(bm_context *context, size_t toponym, bm_error *error)
{
    const bm_toponym *items = context->toponyms->items;
    size_t from = toponym;
    bm_status status = BM_OK;
    for (int i = 0; i < CHAIN_MAX && !status; i++) {
        uint32_t end = items[from].first + items[from].count;
        if (bm_context_from(context, end, BM_SECTION_KIND_UNIT) && i > 0)
            end++;
        size_t next = from + 1;
        while (next < context->end_toponym && items[next].rejected)
            next++;
        if (next >= context->end_toponym || items[next].role == BM_ROLE_CONTEXT)
            return BM_OK;
        bm_toponym until = items[from];
        until.count = end - until.first;
        link_kind found = link_between(context, &until, &items[next], i > 0);
        bool taken = false;
        /* «в окупованому Росією Криму»: who did it is no place. */
        if (found == LINK_IN && bm_context_cases(context, &items[next]) == BM_CASE_INSTRUMENTAL)
            return BM_OK;
        if (found == LINK_NONE ||
            (found == LINK_GENITIVE && !is_genitive_unit(context, &items[next])))
            return BM_OK;
        if (found == LINK_NEAR) {
            if (i == 0)
                take_near(context, toponym, next);
            return BM_OK;
        }
        if (i > 0 &&
            bm_hints_container(context, &items[next]) <= bm_hints_container(context, &items[from]))
            return BM_OK;
        status = bm_hints_contain(context, toponym, next, trust_of(context, toponym, next, found),
                                  &taken, error);
        if (!taken)
            return status;
        /* The district of the oblast that is said, not its namesake. */
        if (i > 0 && !status)
            status = bm_hints_contain(context, from, next, BM_HINT_SAID, &taken, error);
        if (i == 0)
            share_with_list(context, toponym, found);
        from = next;
    }
    return status;
}
