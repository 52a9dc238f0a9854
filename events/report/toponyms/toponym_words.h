/** @file toponym_words.h
 *  What the lexicon says of single words beside and within names of places.
 */
#ifndef BM_EVENTS_REPORT_TOPONYMS_TOPONYM_WORDS_H
#define BM_EVENTS_REPORT_TOPONYMS_TOPONYM_WORDS_H

#include "events/report/reading.h"

/** What a word may be; flags. */
enum {
    BM_SAYS_TITLE = 1 << 0,     /**< "President" */
    BM_SAYS_JOB = 1 << 1,       /**< "singer" */
    BM_SAYS_PERSON = 1 << 2,    /**< "himself", after a name */
    BM_SAYS_GIVEN = 1 << 3,     /**< a given name */
    BM_SAYS_SURNAME = 1 << 4,   /**< a family name */
    BM_SAYS_BODY = 1 << 5,      /**< "University" */
    BM_SAYS_MEDIA = 1 << 6,     /**< "Times" */
    BM_SAYS_TEAM = 1 << 7,      /**< "Tigers" */
    BM_SAYS_EVENT = 1 << 8,     /**< "Agreement" */
    BM_SAYS_STREET = 1 << 9,    /**< "Avenue" */
    BM_SAYS_ROLE = 1 << 10,     /**< "Mayor", "residents", after a name */
    BM_SAYS_IN = 1 << 11,       /**< "in" */
    BM_SAYS_AT = 1 << 12,       /**< "from" */
    BM_SAYS_KIND = 1 << 13,     /**< "village", before "of" */
    BM_SAYS_PART = 1 << 14,     /**< "northern" */
    BM_SAYS_START = 1 << 15,    /**< "The": a word of small letters */
    BM_SAYS_COMMON = 1 << 16,   /**< "Union" */
    BM_SAYS_BEFORE = 1 << 17,   /**< "Lake", of a name's form */
    BM_SAYS_AFTER = 1 << 18,    /**< "River" */
    BM_SAYS_FORM_OF = 1 << 19,  /**< "Gulf", before "of" */
    BM_SAYS_SHORT = 1 << 20,    /**< "U.S."; has a value */
    BM_SAYS_STATE = 1 << 21,    /**< "Calif."; has a value */
    BM_SAYS_NOBLE = 1 << 22,    /**< "Duke", before "of" */
    BM_SAYS_PEOPLE = 1 << 23,   /**< "French" */
    BM_SAYS_BESIDE = 1 << 24,   /**< "Province": after a name, and no part of it */
    BM_SAYS_TOWN = 1 << 25,     /**< "village": what follows "of" is a place */
    BM_SAYS_COMPASS = 1 << 26,  /**< "South" */
    BM_SAYS_SITE = 1 << 27,     /**< "Airport" */
    BM_SAYS_CROSSED = 1 << 28,  /**< "across": what follows with an article is a river */
    BM_SAYS_RIVER = 1 << 29,    /**< «Днепр»: a river that bears a town's name */
    BM_SAYS_NATIONAL = 1 << 30, /**< "president", after a country's possessive */
};
enum { BM_SAYS_COUNT = 31 };

struct bm_toponym_words {
    const bm_lexicon *lexicon;
    uint32_t sections[BM_SAYS_COUNT]; /**< by bit */
};

enum { BM_SAYINGS_SIZE = 512 };

/** What was worked out for words of a report. Zero-initialise it. */
typedef struct bm_sayings {
    struct {
        uint64_t key; /* language, terms and letter case; 0 for none */
        uint32_t flags;
    } slots[BM_SAYINGS_SIZE];
} bm_sayings;

/** Flags of a word of a sentence's language. */
uint32_t bm_sayings_of(bm_sayings *sayings, const bm_reading *reading, bm_language language,
                       const bm_word *word);
/** What a short form stands for; NULL when it is none of this section (a flag). */
const char *bm_sayings_value(const bm_reading *reading, bm_language language, const bm_word *word,
                             uint32_t flag);

#endif
