/** @file context.h
 *  What stands beside a name, told by the sections "place.…" of a lexicon (docs/lexicon.md).
 */
#ifndef BM_EVENTS_REPORT_TOPONYMS_CONTEXT_H
#define BM_EVENTS_REPORT_TOPONYMS_CONTEXT_H

#include "events/report/toponyms/toponyms.h"

/** bm_place.rank of villages; towns have less. */
#define BM_RANK_VILLAGE 8

/** The sections that are asked. */
typedef enum bm_place_section {
    /* What kind of place a word says that a name is. */
    BM_SECTION_KIND,           /**< "village", «деревне», "capital" */
    BM_SECTION_KIND_UNIT,      /**< "region", «области»; value region, district or area */
    BM_SECTION_KIND_AFTER,     /**< «моря»: written small at the end of a name */
    BM_SECTION_KIND_ADJECTIVE, /**< "border", "small": between an adjective of a country and a kind
                                */
    BM_SECTION_START, /**< «После»: capital at a sentence's start, and no name there */
    /* Relations between names. */
    BM_SECTION_PREPOSITION, /**< of Slavic languages; value: its cases, see cyrillic_around.c */
    BM_SECTION_CONJUNCTION, /**< "and" */
    BM_SECTION_ARTICLE,
    BM_SECTION_IN,   /**< "in": what follows contains what stands before */
    BM_SECTION_NEAR, /**< "near": what follows is close to what stands before */
    BM_SECTION_OF,   /**< "of" */
    /* Areas. */
    BM_SECTION_DIRECTION,           /**< "north", «севере»; value: azimuth */
    BM_SECTION_DIRECTION_ADJECTIVE, /**< "northern"; value: azimuth */
    BM_SECTION_DIRECTION_THAN,      /**< «севернее»; value: azimuth */
    BM_SECTION_AREA_FROM,           /**< "of", "from", «от»: after a direction or distance */
    BM_SECTION_AREA_WITHIN,         /**< "in the", «на»: before a direction that is a part */
    BM_SECTION_AREA_TOWARDS,        /**< "to the", «к»: before a direction that leads away */
    BM_SECTION_AREA_PART,           /**< "outskirts" */
    BM_SECTION_AREA_AROUND,         /**< "near", "in the vicinity of" */
    BM_SECTION_AREA_LAND,           /**< "area", «районе»: the land about a place */
    BM_SECTION_AREA_BORDER,         /**< "border" */
    BM_SECTION_AREA_BORDER_WITH,    /**< "with", «с»: after "border" */
    BM_SECTION_AREA_UNIT,           /**< "km"; value: kilometres */
    BM_SECTION_AREA_NUMBER,         /**< "twenty"; value: the number */
    BM_SECTION_AREA_NAME, /**< «Берасцейшчына»; value: what the gazetteer calls it */
    /* Roles. */
    BM_SECTION_ACTOR_VERB, /**< "said", «заявил»: who stands before it acts */
    BM_SECTION_ACTOR_SPEECH, /**< «заявили»: who they say it in acts, «в Киеве заявили» */
    BM_SECTION_ACTOR_AUXILIARY, /**< "has", "would" */
    BM_SECTION_ACTOR_ADVERB,    /**< "repeatedly": between subject and verb */
    BM_SECTION_ACTOR_STATE,     /**< "been", "seen": what befalls a place, after an auxiliary */
    BM_SECTION_ACTOR_RELATIVE,  /**< "which": after a comma, what follows is told of the name */
    BM_SECTION_ACTOR_BEFORE,    /**< "according to", "accused": ends before who acts */
    BM_SECTION_ACTOR_HAS,       /**< "demands", "forces": "Moscow's demands" */
    BM_SECTION_ACTOR_HYPHEN,    /**< "backed": "Moscow-backed" */
    BM_SECTION_ACTOR_OF,        /**< «войска», "army of": ends before whose they are */
    BM_SECTION_COUNT
} bm_place_section;

/** What the gazetteer knows by a name, over all its places. */
typedef struct bm_name_facts {
    const char *name;
    const bm_place *country; /**< of that name; NULL when there is none */
    const bm_place *unit;    /**< region or district of that name */
    const bm_place *capital; /**< national capital of that name */
    const bm_place *city;    /**< the greatest settlement of that name */
    const bm_place *named;   /**< what bm_unit_find() says, when it `was_asked` */
    bool one_country;
    const char *home; /**< the only country with Cyrillic letters among those; or NULL */
    bool was_asked;
} bm_name_facts;

/** A sentence while its names are looked at. */
typedef struct bm_context {
    bm_reading *reading;
    bm_toponyms *toponyms;
    const bm_lexicon *lexicon;
    const uint32_t *sections; /**< numbers of the sections in `lexicon`, by ::bm_place_section */
    const bm_sentence *sentence;
    uint32_t first;      /**< word of the sentence */
    uint32_t end;        /**< the word after its last */
    size_t first_phrase; /**< of the sentence */
    size_t end_phrase;
    size_t first_toponym; /**< of the sentence; set by who walks over the names */
    size_t end_toponym;
    uint32_t dateline; /**< words at the beginning that are a dateline */
} bm_context;

/** Point a context at a sentence. Its `lexicon` is NULL when the language has none: then no section
 *  has a word. false when memory is short. */
bool bm_context_enter(bm_context *context, bm_reading *reading, const bm_sentence *sentence);

static inline const bm_word *bm_context_word(const bm_context *context, uint32_t word)
{
    return &context->reading->words.words[word];
}

/** Whether a word of the sentence, by itself, is an entry of a section. Words out of the sentence
 *  are not. `value` may be NULL. */
bool bm_context_is(const bm_context *context, uint32_t word, bm_place_section section,
                   const char **value);
/** The longest phrase of a section that ends before `word`, without a break (comma, dash, quote)
 *  between the two; NULL when there is none. */
const bm_phrase *bm_context_before(const bm_context *context, uint32_t word,
                                   bm_place_section section);
/** The longest phrase of a section that begins with `word`, which may be the sentence's end. */
const bm_phrase *bm_context_from(const bm_context *context, uint32_t word,
                                 bm_place_section section);
/** Whether nothing but blanks or a hyphen parts a word from the one before it. */
bool bm_context_joined(const bm_context *context, uint32_t word);
/** The kept name of the sentence that begins with a word, or ends before it; SIZE_MAX when there is
 *  none. */
size_t bm_context_name_at(const bm_context *context, uint32_t first);
size_t bm_context_name_before(const bm_context *context, uint32_t end);

/** What the gazetteer knows by a name, which must live as long as the report; asked once in a
 *  report. NULL when memory is short. */
const bm_name_facts *bm_context_facts(bm_reading *reading, const char *name);
/** Whether a name is known as a settlement of a country. */
bool bm_context_lies_in(const bm_reading *reading, const char *name, const char *country);
/** The region or district that the gazetteer knows by a name, or the town that it is called after;
 *  NULL when there is neither.
 *  @param one_country  whether all that it may be are in one country; may be NULL */
const bm_place *bm_unit_find(bm_reading *reading, const char *name, bool *one_country);
/** The one of Belarus, Ukraine and Russia that has a unit of this name, «Сакський район», when only
 *  one has; else NULL. */
const char *bm_unit_country(bm_reading *reading, const char *name);
/** The country of an adjective or demonym, "Belarusian", «беларускай»; false when it is none. */
bool bm_context_country_of(const bm_context *context, uint32_t word, char country[3]);

/** The cases that a value of the section of prepositions names, bits of ::bm_inflect_case. */
unsigned bm_preposition_cases(const char *value);
/** In which cases a Cyrillic name stands, bits of ::bm_inflect_case; 0 for the nominative and for
 *  names in other letters. */
unsigned bm_context_cases(const bm_context *context, const bm_toponym *name);

/** The parts of bm_toponyms_context(), one name each. */
bm_status bm_hints_find(bm_context *context, size_t toponym, bm_error *error);
void bm_roles_find(bm_context *context, size_t toponym);
bm_status bm_area_find(bm_context *context, size_t toponym, bm_error *error);
/** How many words at the beginning of the sentence are a dateline; 0 when it has none. */
uint32_t bm_roles_dateline(const bm_context *context);

/** A distance as a text gives it: "20 km", "5 miles (8 km)", «20 кіламетрах». */
typedef struct bm_area_distance {
    uint32_t first; /**< word */
    double km;
} bm_area_distance;
/** The distance that ends before `word`; false when there is none. */
bool bm_area_distance_before(const bm_context *context, uint32_t word, bm_area_distance *found);

#endif
