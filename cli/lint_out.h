/** @file lint_out.h
 *  What is wrong with a map, as a table and as JSON.
 */
#ifndef BM_CLI_LINT_OUT_H
#define BM_CLI_LINT_OUT_H

#include <bordermap/bordermap.h>

/** True when there is at least a warning. */
bool cli_lint_has_findings(const bm_lint *lint);
/** A line a finding on standard output, below a line of headings; nothing when there are none. */
bm_status cli_lint_print(const bm_lint *lint, bm_error *error);
/** An array of objects. */
void cli_lint_json(bm_json *json, const bm_lint *lint);

#endif
