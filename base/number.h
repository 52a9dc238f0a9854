/** @file number.h
 *  Numbers from text, strictly and without a locale. Pure; thread-safe.
 */
#ifndef BM_BASE_NUMBER_H
#define BM_BASE_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/** Read a decimal number: optional sign, digits with at most one ".", optional exponent; blanks
 * around it are ignored, anything else makes it fail, and so do "nan", "inf", hexadecimal and a
 * decimal comma. Correctly rounded for up to 15 significant digits. */
bool bm_number_parse(const char *text, double *value);
/** Read a decimal integer in `low`…`high`. */
bool bm_integer_parse(const char *text, int64_t low, int64_t high, int64_t *value);

#endif
