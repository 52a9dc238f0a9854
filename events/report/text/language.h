/** @file language.h
 *  Languages weighed by letters and frequent words.
 */
#ifndef BM_EVENTS_REPORT_TEXT_LANGUAGE_H
#define BM_EVENTS_REPORT_TEXT_LANGUAGE_H

#include <bordermap/report.h>

#include <stddef.h>

/** What was counted in texts. */
typedef struct bm_language_weights {
    uint32_t latin;     /**< letters */
    uint32_t accented;  /**< those of them beyond ASCII */
    uint32_t cyrillic;  /**< letters of Russian, Ukrainian and Belarusian */
    uint32_t other;     /**< of other Cyrillic alphabets, of no alphabet of the two */
    uint32_t words;     /**< Latin ones, */
    uint32_t english;   /**< frequent English ones among them, */
    uint32_t foreign;   /**< and those of other languages */
    uint32_t dotted_i;  /**< і */
    uint32_t i;         /**< и */
    uint32_t short_u;   /**< ў */
    uint32_t ukrainian; /**< ї є ґ */
    uint32_t hard;      /**< ы э, which Ukrainian has not */
    uint32_t yo;        /**< ё, which Russian mostly writes without its dots */
    uint32_t hard_sign; /**< ъ */
    uint32_t shch;      /**< щ, which Belarusian has not */
} bm_language_weights;

/** Add what a text has. */
void bm_language_weigh(const char *text, size_t length, bm_language_weights *weights);
/** The language that weights speak for.
 *  @param fallback  the language around them, for when they say too little
 *  @return ::BM_LANGUAGE_UNKNOWN for another language, or when nothing can be said */
bm_language bm_language_judge(const bm_language_weights *weights, bm_language fallback);
/** Whether a language is written in the script of most letters. */
bool bm_language_fits(const bm_language_weights *weights, bm_language language);

#endif
