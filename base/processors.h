/** @file processors.h
 *  How many processors this process may use. Thread-safe.
 */
#ifndef BM_BASE_PROCESSORS_H
#define BM_BASE_PROCESSORS_H

#include <stddef.h>

/** Those that its affinity leaves it, and no more than the quota of its control group, when that
 * is told, pays for; at least 1. */
size_t bm_processor_count(void);
/** Without a look at control groups, which takes longer. */
size_t bm_affinity_count(void);

#endif
