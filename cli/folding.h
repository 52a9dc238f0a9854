/** @file folding.h
 *  Findings that say the same of many rows, as one each.
 */
#ifndef BM_CLI_FOLDING_H
#define BM_CLI_FOLDING_H

#include <bordermap/findings.h>

typedef struct cli_folded {
    const bm_finding *finding; /**< the first of its like */
    size_t index;              /**< its place in the list */
    size_t rows;               /**< how many findings have this code, column and value */
} cli_folded;

/** Findings of at least a warning, those of one code, column and value folded into the first of
 *  them; errors first, then in the order of the list. To be freed with free(); NULL when memory is
 *  short. */
cli_folded *cli_findings_fold(const bm_findings *findings, size_t *count);

#endif
