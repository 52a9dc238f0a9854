/** @file json_out.h
 *  Results as JSON: every key on every object, null for what is not known.
 */
#ifndef BM_CLI_JSON_OUT_H
#define BM_CLI_JSON_OUT_H

#include <bordermap/bordermap.h>

/** Begin an answer on standard output: an object whose members the caller adds. */
BM_NODISCARD bm_status cli_json_begin_answer(bm_json *json, bm_sink **sink, bm_error *error);
/** End it, and print it. The sink stays the caller's to free. */
BM_NODISCARD bm_status cli_json_end_answer(bm_json *json, bm_sink *sink, bm_error *error);
/** A key with a text, null for "" and NULL. */
void cli_json_text(bm_json *json, const char *key, const char *text);
/** A key with a number of at most so many decimals, null when it is not finite. */
void cli_json_real(bm_json *json, const char *key, double value, int decimals);
/** A key with a count. */
void cli_json_count(bm_json *json, const char *key, size_t count);
/** An object for one name that was looked for. */
void cli_json_location(bm_json *json, const char *query, const bm_location *location,
                       bm_ambiguous_policy policy, const bm_border *border);
/** The members of that object. */
void cli_json_location_members(bm_json *json, const char *query, const bm_location *location,
                               bm_ambiguous_policy policy, const bm_border *border);
/** The same members for what was not asked. */
void cli_json_no_location_members(bm_json *json, const char *query, const char *status,
                                  const char *note);
/** An object with the key `error`. */
void cli_json_error(bm_json *json, const bm_error *error);
/** An object for one finding. */
void cli_json_finding(bm_json *json, const bm_finding *finding);
/** The members `total` … `unlocated` of an object that is open. */
void cli_json_counts(bm_json *json, const bm_locating_counts *counts);
/** A key `findings` with the array. */
void cli_json_findings(bm_json *json, const bm_findings *findings);

#endif
