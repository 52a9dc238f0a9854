/** @file measure.h
 *  Where the texts, symbols and furniture of a drawing lie.
 */
#ifndef BM_RENDER_LINT_MEASURE_H
#define BM_RENDER_LINT_MEASURE_H

#include "render/lint/lint.h"

/** Fill in texts, events and furniture of the list; false when memory is short. */
bool lint_measure(bm_lint *lint);

#endif
