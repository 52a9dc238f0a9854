/** @file country_code.h
 *  ISO 3166-1 codes. Pure; thread-safe.
 */
#ifndef BM_GEO_GAZETTEER_WORDS_COUNTRY_CODE_H
#define BM_GEO_GAZETTEER_WORDS_COUNTRY_CODE_H

#include <stdbool.h>

/** The alpha-2 code for an alpha-2 or alpha-3 code in any case; false and "" when it is neither. */
bool bm_country_code(const char *text, char code[3]);
/** The alpha-2 code for a name of Belarus or a country about it, in English, Belarusian, Ukrainian
 *  or Russian, or an abbreviation that desks use; false and "" when it is none. */
bool bm_country_known(const char *text, char code[3]);

/** The country of a name of bm_country_known() that is misspelt by one letter, where there is only
 *  one. */
bool bm_country_nearly(const char *text, char code[3]);

#endif
