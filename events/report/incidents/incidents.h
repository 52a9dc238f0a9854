/** @file incidents.h
 *  What is said to have happened, from phrases, dates and mentions to incidents.
 *
 *  words → view of a sentence → clauses → triggers → tellings → merged incidents. A trigger is a
 *  phrase of a section `incident.…`; a telling is one that is said to have happened, with its
 * place, its date and who says so. All look-around is bounded by constants.
 */
#ifndef BM_EVENTS_REPORT_INCIDENTS_INCIDENTS_H
#define BM_EVENTS_REPORT_INCIDENTS_INCIDENTS_H

#include "events/report/reading.h"

/** What a section of the lexicon is used for here. */
typedef enum phrase_use {
    USE_NONE,
    USE_INCIDENT,
    USE_NO_INCIDENT,
    USE_CLAIM,
    USE_START,
    USE_UNREAL,
    USE_REAL,
    USE_NEGATION,
    USE_PAST,
    USE_VAGUE,
    USE_TOPIC,
    USE_WEAPON,
    USE_AT,
    USE_TO,
    USE_BY,
    USE_PEOPLE,
    USE_OTHER,
    USE_FROM,
    USE_LIST,
    USE_DEFINITE,
    USE_SPEAKER_SKIP,
    USE_SPEAKER_NONE,
    USE_SPEAKER_OFFICE
} phrase_use;

/** Categories that may tell of one event in different words. */
typedef enum incident_family {
    FAMILY_OTHER, /**< only the category itself */
    FAMILY_FIRE,  /**< attack, airstrike, shelling, missile, drone, explosion, fire */
    FAMILY_GROUND /**< invasion, border crossing */
} incident_family;

typedef struct section_use {
    phrase_use use;
    bm_claim_status status; /**< of USE_CLAIM */
    incident_family family; /**< of USE_INCIDENT */
    const char *category;   /**< of USE_INCIDENT; belongs to the lexicon */
} section_use;

struct bm_incident_words {
    uint32_t section_count;
    section_use sections[];
};

/** The family of a category. */
incident_family bm_incident_family(const char *category);

/** What words of a sentence are, from the phrases they stand in; flags. */
enum {
    MARK_AT = 1 << 0,     /**< a preposition of place ends here, */
    MARK_TO = 1 << 1,     /**< one that says where to, */
    MARK_FROM = 1 << 2,   /**< one that says from where */
    MARK_LIST = 1 << 3,   /**< joins the members of a list */
    MARK_SKIP = 1 << 4,   /**< may stand between a speaker and the verb */
    MARK_NOBODY = 1 << 5, /**< is no speaker */
    MARK_CLAIM = 1 << 6,  /**< within a claim */
    MARK_REAL = 1 << 7,   /**< within what is real against appearance, or a claim of doubt */
    MARK_NONE = 1 << 8,   /**< within what only looks like an incident */
    MARK_UNREAL = 1 << 9, /**< something begins that keeps a clause from having happened */
    MARK_NOT = 1 << 10,   /**< a negation begins */
    MARK_DEFINITE = 1 << 11,
    MARK_TRIGGER = 1 << 12, /**< within a trigger, but not its first word */
    MARK_BY = 1 << 13,      /**< a preposition of anything but a place ends here */
    MARK_OFFICE = 1 << 15,  /**< names somebody though it has no capital: "mayor" */
    MARK_START = 1 << 14,   /**< a word that begins another clause, */
    MARK_WHERE = 1 << 16,   /**< and that clause happens where the words before it say */
    MARK_PEOPLE = 1 << 17,  /**< what follows says where people are of: "residents of" */
    MARK_BEHIND = 1 << 18,  /**< denies what stands before it: "were false", «не було» */
    MARK_OTHER = 1 << 19    /**< another place than any that was named: "all other crossings" */
};

/** Why a clause need not have happened; flags. */
enum {
    UNREAL_FUTURE = 1 << 0,
    UNREAL_POSSIBLE = 1 << 1,
    UNREAL_CONDITION = 1 << 2,
    UNREAL_FEAR = 1 << 3,
    UNREAL_WISH = 1 << 4
};

/** No word, clause or the like. */
#define NOWHERE UINT32_MAX

/** A part of a sentence with one verb of its own, more or less. Words count from the sentence's
 *  first. */
typedef struct clause {
    uint32_t first;
    uint32_t end;
    uint32_t time; /**< clauses of one number happen at one time; a date holds for no other */
    bool apart;    /**< a time of its own, told by another event: "since …" */
    bool recent;   /**< and that not long before: "after …" */
    bool past;
    bool memory; /**< of long ago, whatever day it is told of */
    bool vague;
    unsigned unreal;
    uint32_t unreal_first; /**< word; NOWHERE without one, as the next two */
    uint32_t unreal_last;
    uint32_t topic;
    size_t date_first; /**< of the report's */
    size_t date_end;
    size_t mention_first;
    size_t mention_end;
} clause;

typedef struct claim {
    uint32_t first; /**< word of the sentence */
    uint32_t end;
    bm_claim_status status;
    const char *value;
    bool negated;
} claim;

typedef struct trigger {
    const bm_phrase *phrase;
    uint32_t first; /**< word of the sentence */
    uint32_t end;
    const section_use *use;
    const char *category;
} trigger;

typedef struct weapon {
    uint32_t word;
    const char *category;
} weapon;

enum { TRIGGERS_MAX = 64 };

/** One sentence, while its incidents are sought. Arrays are used again for the next one. */
typedef struct view {
    bm_reading *reading;
    const struct bm_incident_words *words;
    const bm_sentence *sentence;
    uint32_t index; /**< of the sentence */
    const bm_block *block;
    const bm_word *word; /**< of the sentence */
    uint32_t word_count;
    const bm_phrase *phrases;
    size_t phrase_count;
    size_t date_first;
    size_t date_end;
    size_t mention_first;
    size_t mention_end;
    bool question;
    bool topic;          /**< it only talks about what happened at some time: a trial */
    uint32_t topic_time; /**< of its clause */
    bool lead;           /**< heading, or among the first sentences of the report */

    uint32_t *marks;     /**< one a word, as the next two */
    uint32_t *clause_of; /**< index of its clause */
    uint32_t *triggers_before;
    size_t word_capacity;
    clause *clauses;
    size_t clause_count;
    size_t clause_capacity;
    claim *claims;
    size_t claim_count;
    size_t claim_capacity;
    weapon *weapons;
    size_t weapon_count;
    size_t weapon_capacity;
    trigger triggers[TRIGGERS_MAX];
    size_t trigger_count;
} view;

/** Something told once. */
typedef struct telling {
    bm_incident incident;
    incident_family family;
    uint32_t sentence;
    uint32_t block;
    bool own_date;  /**< said in its clause, sentence or paragraph */
    bool no_date;   /**< the text says that its time is another than the report's */
    bool history;   /**< its sentence is set in a time long gone */
    bool own_place; /**< in its sentence */
    bool lead;
    bool planned;
    bool caption;
    bool definite; /**< "the attack": it was told before */
    bool heading;
    bool told; /**< somebody is named who says so */
} telling;

typedef struct tellings {
    telling *items;
    size_t count;
    size_t capacity;
} tellings;

/** Fill marks, claims, weapons and triggers from the sentence's phrases. */
BM_NODISCARD bm_status bm_view_mark(view *of, bm_error *error);
/** Part the sentence into clauses. */
BM_NODISCARD bm_status bm_view_part(view *of, bm_error *error);
void bm_view_finish(view *of);
/** Word of the sentence that a byte of the text stands in or before. */
uint32_t bm_view_word_at(const view *of, uint32_t byte);

/** Why a trigger is no incident (static storage); NULL when it is one. `planned` tells of a meeting
 *  or the like that is to be. */
const char *bm_trigger_refusal(const view *of, const trigger *met, bool *planned);
/** The mention that says where; SIZE_MAX when none does. `own` when it is in the sentence. */
size_t bm_trigger_place(const view *of, const trigger *met, bool *own);
/** The list that a mention stands in: "Sumy, Kharkiv and Chernihiv". Returns how many there are,
 *  one after the other from `first` on; 1 when it stands alone. */
size_t bm_places_in_row(const view *of, size_t mention, size_t *first);
/** Fills date, rule of the date, `own_date`, `no_date` and `history`. */
BM_NODISCARD bm_status bm_trigger_date(const view *of, const trigger *met, telling *told,
                                       bm_error *error);
/** Whether a time lies before the year before the publication's. */
bool bm_is_history(const bm_reading *reading, const bm_interval *when);
/** Fills status and speaker. */
BM_NODISCARD bm_status bm_trigger_claim(const view *of, const trigger *met, telling *told,
                                        bm_error *error);
/** What the sentence says of the one before it: "could not be verified", «про це повідомили в …».
 */
BM_NODISCARD bm_status bm_view_hindsight(const view *of, tellings *all, bm_error *error);
/** Who says so, as written, for a claim of a sentence; "" when nobody is named, NULL when memory is
 *  short. */
const char *bm_claim_speaker(const view *of, const claim *by);

/** Who stands behind the last dash of a heading: "Missiles hit Sarny — mayor"; "" when nobody does,
 *  NULL when memory is short. */
const char *bm_view_source(const view *of);

/** Add a telling, or merge it into an earlier one of the same event. */
BM_NODISCARD bm_status bm_tellings_add(bm_reading *reading, tellings *all, const telling *one,
                                       bm_error *error);
/** Make them incidents; what has too little to be one is rejected. */
BM_NODISCARD bm_status bm_tellings_close(bm_reading *reading, tellings *all, bm_error *error);

#endif
