/** @file class_words.h
 *  Words beside a name that say what it names: "Stolin district", "с. Копані". Pure; thread-safe.
 */
#ifndef BM_GEO_GAZETTEER_WORDS_CLASS_WORDS_H
#define BM_GEO_GAZETTEER_WORDS_CLASS_WORDS_H

#include <bordermap/gazetteer.h>

/** Longest text that is looked at; longer ones are kept as they are. */
#define BM_CLASS_TEXT_SIZE 256

typedef struct bm_class_words {
    char core[BM_CLASS_TEXT_SIZE]; /**< the name without them */
    bool stripped;                 /**< some were there */
    bool near;                     /**< "near", "под", … stood before the name */
    bool has_kind;
    bm_place_kind kind; /**< what they say, when has_kind */
} bm_class_words;

/** Take the class words from both ends of `text`. A text of nothing else stays whole. */
void bm_class_words_strip(const char *text, bm_class_words *result);

/** The text after "the", "in the" and the like at its start; `text` itself when there is none or
 *  nothing else. */
const char *bm_class_words_after_article(const char *text);

/** Whether `text` is only a word like "the" or "in", which names nothing. */
bool bm_class_words_is_filler(const char *text);

#endif
