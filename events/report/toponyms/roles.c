/* Whether a name is a place in its sentence, or a government that acts: "Kyiv has closed the
 * crossings", «за словами Києва». Only capitals and countries do. */
#include "events/report/toponyms/context.h"

#include "geo/gazetteer/words/inflect.h"

#include <string.h>

/* Adverbs and auxiliaries between a subject and its verb; words between an owner and what it has.
 */
enum { BETWEEN_MAX = 5, OWNED_MAX = 4 };

/* "Kyiv attacked" may be what was done to it, unless it follows what it was done to. */
static bool has_object(const bm_context *context, uint32_t at)
{
    return bm_context_joined(context, at + 1) &&
           !bm_context_is(context, at + 1, BM_SECTION_PREPOSITION, NULL) &&
           !bm_context_is(context, at + 1, BM_SECTION_ACTOR_ADVERB, NULL) &&
           !bm_context_is(context, at + 1, BM_SECTION_CONJUNCTION, NULL) &&
           !(bm_context_word(context, at + 1)->flags & BM_WORD_IN_DATE);
}

static bool ends_with(const bm_context *context, uint32_t at, const char *ending)
{
    const bm_word *word = bm_context_word(context, at);
    size_t size = strlen(ending);
    return word->length > size &&
           memcmp(context->reading->document.text + bm_word_end(word) - size, ending, size) == 0;
}

/* «масовано», «рашуча» is not told from a verb. */
static bool is_slavic_adverb(const bm_context *context, uint32_t at)
{
    const bm_word *word = bm_context_word(context, at);
    return (word->flags & (BM_WORD_CYRILLIC | BM_WORD_CAPITAL)) == BM_WORD_CYRILLIC &&
           ends_with(context, at, "о") && !ends_with(context, at, "ло");
}

/* "Minsk has since claimed", "Moscow could use", «Киев снова заявил». */
static bool acts(const bm_context *context, uint32_t from)
{
    bool auxiliary = false;
    bool be = false;
    bool have = false;
    for (uint32_t at = from; at < context->end && at < from + BETWEEN_MAX; at++) {
        const char *value = "";
        const bm_word *word = bm_context_word(context, at);
        if (word->gap & (at == from ? BM_GAP_BREAKS | BM_GAP_HYPHEN : BM_GAP_BREAKS) ||
            word->flags & BM_WORD_NUMBER)
            return false;
        const bm_phrase *verb = bm_context_from(context, at, BM_SECTION_ACTOR_VERB);
        if (verb)
            return be ? ends_with(context, at, "ing")
                      : auxiliary || !*verb->value || has_object(context, at);
        if (bm_context_is(context, at, BM_SECTION_ACTOR_STATE, NULL))
            return false;
        if (bm_context_is(context, at, BM_SECTION_ACTOR_AUXILIARY, &value)) {
            be |= strcmp(value, "be") == 0;
            have |= strcmp(value, "have") == 0;
            auxiliary = true;
        } else if (!bm_context_is(context, at, BM_SECTION_ACTOR_ADVERB, NULL) &&
                   !is_slavic_adverb(context, at)) {
            return auxiliary && !be && (!have || ends_with(context, at, "ed"));
        }
    }
    return false;
}

/* Whether a name is the subject: nothing before it in its clause asks for another case. */
static bool may_be_subject(const bm_context *context, uint32_t start)
{
    static const bm_place_section sections[] = {BM_SECTION_PREPOSITION, BM_SECTION_IN,
                                                BM_SECTION_NEAR,        BM_SECTION_OF,
                                                BM_SECTION_KIND,        BM_SECTION_AREA_FROM};
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (bm_context_before(context, start, sections[i]))
            return false;
    return true;
}

/* "Moscow's demands", "Russia's failed northern offensive". */
static bool has_of_its_own(const bm_context *context, uint32_t from, bool possessive)
{
    for (uint32_t at = from; at < context->end && at < from + OWNED_MAX; at++) {
        const char *value = "";
        if (bm_context_word(context, at)->gap & BM_GAP_BREAKS)
            return false;
        if (bm_context_is(context, at, BM_SECTION_ACTOR_HAS, &value))
            return possessive || !*value;
        /* "Belarus Defence Minister", but "Belarus shares its plans" */
        if (!possessive && !(bm_context_word(context, at)->flags & BM_WORD_CAPITAL))
            return false;
        if (bm_context_is(context, at, BM_SECTION_PREPOSITION, NULL) ||
            bm_context_is(context, at, BM_SECTION_AREA_PART, NULL) ||
            bm_context_is(context, at, BM_SECTION_KIND, NULL))
            return false;
    }
    return false;
}

static uint32_t skip_back_article(const bm_context *context, uint32_t word)
{
    return bm_context_joined(context, word) &&
                   bm_context_is(context, word - 1, BM_SECTION_ARTICLE, NULL)
               ? word - 1
               : word;
}

/* Who does something stands in the instrumental, «окупований Росією», or with «з», «с»: «розмова з
 * Москвою». */
static bool is_agent(const bm_context *context, const bm_toponym *name)
{
    const char *value = "";
    if (bm_context_cases(context, name) != BM_CASE_INSTRUMENTAL || name->first == context->first)
        return false;
    uint32_t before = name->first - 1;
    if (!bm_context_joined(context, name->first) ||
        bm_context_is(context, before, BM_SECTION_CONJUNCTION, NULL))
        return false;
    if (!bm_context_is(context, before, BM_SECTION_PREPOSITION, &value))
        return true;
    return strpbrk(value, "gG") && strpbrk(value, "iI");
}

/* "Relations between Kyiv and Minsk": what stands before the first holds for the second. */
static uint32_t start_of_pair(const bm_context *context, uint32_t first)
{
    if (!bm_context_joined(context, first) ||
        !bm_context_is(context, first - 1, BM_SECTION_CONJUNCTION, NULL) ||
        !bm_context_joined(context, first - 1))
        return first;
    size_t other = bm_context_name_before(context, first - 1);
    return other == SIZE_MAX ? first : context->toponyms->items[other].first;
}

/* "Warsaw and Vilnius have": where the second ends. */
static uint32_t end_of_pair(const bm_context *context, uint32_t end)
{
    if (!bm_context_joined(context, end) ||
        !bm_context_is(context, end, BM_SECTION_CONJUNCTION, NULL))
        return end;
    size_t other = bm_context_name_at(context, end + 1);
    return other == SIZE_MAX
               ? end
               : context->toponyms->items[other].first + context->toponyms->items[other].count;
}

static bool is_actor(const bm_context *context, const bm_toponym *name)
{
    uint32_t end = end_of_pair(context, name->first + name->count);
    uint32_t start = skip_back_article(context, start_of_pair(context, name->first));
    if (end < context->end && bm_context_word(context, end)->gap & BM_GAP_HYPHEN)
        return bm_context_is(context, end, BM_SECTION_ACTOR_HYPHEN, NULL);
    if (is_agent(context, name) || bm_context_before(context, start, BM_SECTION_ACTOR_BEFORE) ||
        bm_context_before(context, start, BM_SECTION_ACTOR_OF))
        return true;
    if (bm_context_word(context, end - 1)->flags & BM_WORD_POSSESSIVE)
        return has_of_its_own(context, end, true);
    if (end >= context->end)
        return false;
    const bm_name_facts *facts = bm_context_facts(context->reading, name->name);
    if (facts && facts->country && has_of_its_own(context, end, false))
        return true;
    /* «В Киеве заявили». */
    if (bm_context_before(context, start, BM_SECTION_IN) && bm_context_joined(context, end) &&
        bm_context_is(context, end, BM_SECTION_ACTOR_SPEECH, NULL))
        return true;
    /* "Minsk, which has denied it" */
    bool relative = (bm_context_word(context, end)->gap & BM_GAP_BREAKS) == BM_GAP_COMMA &&
                    bm_context_is(context, end, BM_SECTION_ACTOR_RELATIVE, NULL);
    return may_be_subject(context, start) && acts(context, relative ? end + 1 : end);
}

static bool is_government(bm_context *context, const bm_toponym *name)
{
    const bm_name_facts *facts = bm_context_facts(context->reading, name->name);
    return facts && (facts->country || facts->capital);
}

void bm_roles_find(bm_context *context, size_t toponym)
{
    bm_toponym *name = &context->toponyms->items[toponym];
    const bm_block *block = bm_reading_block(context->reading, context->sentence);
    if (block->kind == BM_BLOCK_CAPTION || block->kind == BM_BLOCK_FURNITURE) {
        name->role = BM_ROLE_CAPTION;
    } else if (name->role != BM_ROLE_CONTEXT) {
        if (name->first < context->first + context->dateline)
            name->role = BM_ROLE_DATELINE;
        else if (name->area.kind == BM_AREA_NONE && is_government(context, name) &&
                 is_actor(context, name))
            name->role = BM_ROLE_ACTOR;
    }
}
