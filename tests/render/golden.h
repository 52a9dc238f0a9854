/** @file golden.h
 *  Comparing what a test drew with a picture that someone has looked at.
 *
 *  With BORDERMAP_UPDATE_GOLDEN=1 in the environment the golden file is written instead: look at it
 *  before committing.
 */
#ifndef BM_TESTS_RENDER_GOLDEN_H
#define BM_TESTS_RENDER_GOLDEN_H

#include <stddef.h>

/** Fails the test unless at least 99.5 % of the pixels are within 8 of the golden PNG's, channel by
 *  channel. On failure NAME.png, and NAME.diff.png with the differences in red, are left in the
 * working folder. */
void golden_png(const char *name, const void *bytes, size_t size);

/** Fails the test unless the text equals the golden one, numbers to within 0.05. */
void golden_text(const char *name, const void *bytes, size_t size);

#endif
