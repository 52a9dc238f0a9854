/** @file cyrillic.h
 *  How a Cyrillic word of a report is led back to a name of the gazetteer: what is known of the
 *  letters alone, which is remembered, and what the words beside it say.
 */
#ifndef BM_EVENTS_REPORT_TOPONYMS_CYRILLIC_H
#define BM_EVENTS_REPORT_TOPONYMS_CYRILLIC_H

#include "events/report/toponyms/context.h"

/** Longest text that may be a name, terminator included. */
#define BM_CYRILLIC_SIZE 128
/** Readings that are kept of one case form. */
#define BM_CYRILLIC_FORMS_MAX 6

/** How easily a name is believed, by the greatest place that it names. */
typedef enum bm_name_strength {
    BM_NAME_UNKNOWN,
    BM_NAME_VILLAGE, /**< of less than 5,000 inhabitants; crossings, airfields and the like */
    BM_NAME_TOWN,    /**< larger, or the seat of a district */
    BM_NAME_CITY,    /**< 100,000 inhabitants and more, seats of regions */
    BM_NAME_AREA     /**< district, region, country */
} bm_name_strength;

/** A name of the gazetteer that letters may stand for. */
typedef struct bm_cyrillic_form {
    const char *name; /**< nominative; lives in the report's arena */
    bm_name_strength strength;
    unsigned cases; /**< bits of ::bm_inflect_case that the letters would be; 0: the nominative */
    double plausibility;
} bm_cyrillic_form;

/** What is known of a sequence of letters, whatever stands beside it. */
typedef struct bm_cyrillic_known {
    const char *text;
    size_t length;
    bool exact;              /**< `itself` was met letter by letter, else in another spelling */
    bool country_word;       /**< adjective of a country, people of one: no place by itself */
    bool adjective;          /**< has the form of an adjective in -ский, -цький, … */
    bool surname;            /**< has the form of a surname, or of a case of one */
    const char *land;        /**< region or district that a name in -щина stands for, or NULL */
    bm_cyrillic_form itself; /**< strength ::BM_NAME_UNKNOWN when it is no name as it stands */
    bm_cyrillic_form forms[BM_CYRILLIC_FORMS_MAX]; /**< likeliest first */
    size_t form_count;
} bm_cyrillic_known;

/** What has been asked in one report. Lives in its arena. */
typedef struct bm_cyrillic_memory bm_cyrillic_memory;

/** What is known of a text, written in a language; asked once in a report. All zero when that is
 *  nothing; NULL when memory is short. */
const bm_cyrillic_known *bm_cyrillic_know(bm_reading *reading, bm_language language,
                                          const char *text, size_t length);

/** What the words beside a sequence of words say of it. */
typedef struct bm_surroundings {
    bool told; /**< a class word stands before it: «у селі X», «г. X» */
    bool part; /**< joined to another capitalised word: «Сергей X», «X-Север» */
    bool no_capital; /**< its capital says nothing */
    bool followed;   /**< by another capitalised word: «Нової Кам'янки» */
    bool half;       /**< after an adjective with a capital: «Вечірній Бровари» */
    bool begins; /**< it is such an adjective, before a capital: «Стара Рафалівка» */
    bool quoted; /**< it stands in quotation marks by itself */
    bool noun;   /**< no adjective could stand there: «за словами X», «X.» */
    bool in_unit; /**< a unit that it may lie in follows: «X Луганської області» */
    unsigned cases;       /**< that the preposition before it asks for; 0 without one */
    unsigned place_cases; /**< of these, those in which it stands before places */
    const char
        *unit;    /**< value of the word for units after it, "region" or "district"; else NULL */
    bool of_town; /**< that unit is a town's: «Печерском районе Киева» */
} bm_surroundings;

/** Look at some words to each side of a sequence, never out of the sentence. */
void bm_surroundings_read(const bm_context *context, uint32_t first, uint32_t count,
                          bm_surroundings *found);

/** The stem of an adjective in -ск-, -цк-, -зк- («Киевск» of «Киевской», «Брэсцк» of «Брэсцкай»),
 *  as a length; 0 when it is none. */
size_t bm_cyrillic_adjective_stem(const char *text, size_t length);
/** Whether letters look like a surname in any case. Family names in -ов are villages, too. */
bool bm_cyrillic_is_surname(const char *text, size_t length);
/** The name of a unit, «Киевская область», from any form of its adjective. `kind` is "region" or
 *  "district"; false when the text is no adjective, or too long. */
bool bm_cyrillic_unit(const char *adjective, size_t length, bm_language language, const char *kind,
                      char name[BM_CYRILLIC_SIZE]);
/** The region or district that a name in -щина, -шчына stands for, in any case; NULL when none is
 *  known. Lives in the report's arena. */
const char *bm_cyrillic_land(bm_reading *reading, bm_language language, const char *text,
                             size_t length);

#endif
