/* From names to mentions: each name is asked once, all of the report are ranked together. */
#include "events/report/toponyms/resolve.h"

#include "events/table.h"

#include <stdlib.h>
#include <string.h>

static bm_status no_memory(bm_error *error)
{
    return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
}

static bool is_same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static uint64_t mix(uint64_t hash, const char *text)
{
    for (; text && *text; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211ULL;
    return (hash ^ 0x1F) * 1099511628211ULL;
}

static bool is_same_ask(const bm_ask *ask, const bm_toponym *toponym, const bm_known_name *outer)
{
    const bm_toponym *first = ask->toponym;
    return ask->outer == outer && is_same_text(first->name, toponym->name) &&
           is_same_text(first->country, toponym->country) &&
           is_same_text(first->admin, toponym->admin) && is_same_text(first->near, toponym->near);
}

/* "Texas" of "Paris, Texas". */
static const bm_known_name *outer_of(const bm_resolving *resolving, size_t index)
{
    const bm_toponyms *toponyms = resolving->toponyms;
    const bm_toponym *inner = &toponyms->items[index];
    if (index + 1 >= toponyms->count || !inner->known)
        return NULL;
    const bm_toponym *outer = inner + 1;
    const bm_word *word = &resolving->reading->words.words[outer->first];
    bool beside = outer->sentence == inner->sentence &&
                  outer->first == inner->first + inner->count && !outer->rejected &&
                  ((word->gap & (BM_GAP_COMMA | BM_GAP_OPEN)) || !(word->gap & BM_GAP_BREAKS));
    if (!beside || !outer->known || !bm_names_contain(inner->known, outer->known))
        return NULL;
    /* "Kopani, Ukraine's Air Force said", "the Belarusian village of Kopani, Ukraine said" */
    const bm_word *last = &resolving->reading->words.words[outer->first + outer->count - 1];
    if ((last->flags & BM_WORD_POSSESSIVE) || outer->role == BM_ROLE_ACTOR)
        return NULL;
    const bm_place *area = outer->known->places[0].place;
    if (inner->country && strcmp(inner->country, area->country) != 0)
        return NULL;
    /* "Canada, Mexico" are two countries, although there is a Cañada in Mexico. */
    bool countries = inner->known->places[0].place->kind == BM_PLACE_COUNTRY &&
                     outer->known->places[0].place->kind == BM_PLACE_COUNTRY;
    return countries ? NULL : outer->known;
}

/* Toponyms that ask the same are one ask. */
static bm_status gather_asks(bm_resolving *resolving, bm_error *error)
{
    const bm_toponyms *toponyms = resolving->toponyms;
    size_t slots = 16;
    while (slots < 2 * toponyms->count)
        slots *= 2;
    uint32_t *table = calloc(slots, sizeof *table);
    resolving->asks = calloc(toponyms->count + 1, sizeof *resolving->asks);
    resolving->ask_of = calloc(toponyms->count + 1, sizeof *resolving->ask_of);
    if (!table || !resolving->asks || !resolving->ask_of) {
        free(table);
        return no_memory(error);
    }
    for (size_t i = 0; i < toponyms->count; i++) {
        const bm_toponym *toponym = &toponyms->items[i];
        if (toponym->rejected)
            continue;
        const bm_known_name *outer = outer_of(resolving, i);
        uint64_t hash = mix(14695981039346656037ULL, toponym->name);
        hash = mix(mix(mix(hash, toponym->country), toponym->admin), toponym->near);
        hash = mix(hash, outer ? outer->text : NULL);
        size_t at = (size_t)(hash ^ hash >> 32) & (slots - 1);
        while (table[at] && !is_same_ask(&resolving->asks[table[at] - 1], toponym, outer))
            at = (at + 1) & (slots - 1);
        if (!table[at]) {
            resolving->asks[resolving->ask_count++] = (bm_ask){.toponym = toponym, .outer = outer};
            table[at] = (uint32_t)resolving->ask_count;
        }
        resolving->ask_of[i] = table[at] - 1;
        resolving->asks[table[at] - 1].mentions++;
    }
    free(table);
    return BM_OK;
}

static bm_mention *add_mention(bm_reading *reading, const bm_toponym *toponym)
{
    size_t capacity = reading->mention_capacity;
    bm_mention *grown = bm_array_grow(reading->mentions, reading->mention_count,
                                      &reading->mention_capacity, sizeof *grown);
    if (!grown)
        return NULL;
    reading->mentions = grown;
    if (capacity != reading->mention_capacity || !reading->mention_words) {
        bm_mention_words *words =
            realloc(reading->mention_words, reading->mention_capacity * sizeof *words);
        if (!words)
            return NULL;
        reading->mention_words = words;
    }
    reading->mention_words[reading->mention_count] =
        (bm_mention_words){toponym->first, toponym->count};
    return &grown[reading->mention_count++];
}

static bm_status make_mention(const bm_resolving *resolving, size_t index, bm_error *error)
{
    bm_reading *reading = resolving->reading;
    const bm_toponym *toponym = &resolving->toponyms->items[index];
    const bm_ask *ask = &resolving->asks[resolving->ask_of[index]];
    bm_mention *mention = add_mention(reading, toponym);
    const char *text = mention ? bm_reading_text(reading, toponym->start, toponym->end) : NULL;
    if (!text)
        return no_memory(error);
    *mention = (bm_mention){.span = {toponym->start, toponym->end},
                            .text = text,
                            .status = ask->status,
                            .name = "",
                            .role = toponym->role,
                            .area = toponym->area,
                            .sentence = toponym->sentence};
    for (uint32_t i = 0; i < toponym->count; i++)
        reading->words.words[toponym->first + i].flags |= BM_WORD_IN_MENTION;
    if (ask->choice_count == 0) {
        mention->doubtful = true;
        return BM_OK;
    }
    const bm_choice *best = &ask->choices[0];
    mention->place = best->place;
    mention->name = best->place->name;
    mention->position = best->place->position;
    mention->precision = bm_place_precision_of(best->place, ask->radius_km);
    mention->radius_km = ask->radius_km > 0.0 ? ask->radius_km : best->place->radius_km;
    mention->match = best->match;
    /* The geocoder was asked for the nominative. */
    bool spelt = best->match == BM_MATCH_EXACT || best->match == BM_MATCH_VARIANT;
    if (toponym->source == BM_TOPONYM_INFLECTED && spelt)
        mention->match = BM_MATCH_INFLECTED;
    mention->score = ask->score;
    mention->margin = ask->margin;
    if (mention->area.kind != BM_AREA_NONE)
        bm_toponyms_place_area(reading, mention);
    return BM_OK;
}

bm_status bm_toponyms_resolve(bm_reading *reading, const bm_toponyms *toponyms, bm_error *error)
{
    bm_resolving resolving = {.reading = reading, .toponyms = toponyms};
    bm_status status = gather_asks(&resolving, error);
    if (!status)
        status = bm_resolve_gather(&resolving, error);
    if (!status)
        status = bm_resolve_rank(&resolving, error);
    for (size_t i = 0; !status && i < toponyms->count; i++)
        if (!toponyms->items[i].rejected)
            status = make_mention(&resolving, i, error);
    free(resolving.ask_of);
    free(resolving.asks);
    return status;
}
