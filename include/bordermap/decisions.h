/** @file decisions.h
 *  What a person decided: for a name, where it is. A small table that is obeyed on every run.
 */
#ifndef BORDERMAP_DECISIONS_H
#define BORDERMAP_DECISIONS_H

#include <bordermap/batch.h>
#include <bordermap/border.h>
#include <bordermap/findings.h>

BM_BEGIN_DECLS

/** One row. Texts are UTF-8, "" when the cell is empty. */
typedef struct bm_decision {
    long line;           /**< of its file, from 1 */
    const char *place;   /**< the name as rows write it, in any spelling of it */
    const char *country; /**< only for rows that say this country, in any form; "": for all */
    const char *admin;   /**< only for rows that say this oblast or district; "": for all */
    const char *place_id;
    bool has_position; /**< instead of a place_id */
    bm_lonlat position;
    const char *note;
    const bm_place *answer; /**< the place it leads to, of the gazetteer or, with a position, made
                                 for it; NULL when the gazetteer has no such id */
} bm_decision;

/** Immutable; any number of threads may use one. */
typedef struct bm_decisions bm_decisions;

/** Read a table of decisions (CSV as events are): columns place, country, admin, place_id, lon,
 *  lat, note, of which place and either place_id or lon and lat are needed.
 *
 *  A bad row is left out with a finding. A row whose place_id the gazetteer does not have is of no
 *  use any more: a warning "decision-stale". A warning "decision-contradicted" tells of an answer
 *  in another country, oblast or district than the row says, or of one that is not known;
 *  "decision-swapped" of a longitude and latitude that are likely the other way round,
 *  "decision-far" of a position more than 20 km from every place of that name, "decision-repeated"
 *  of a row for the same name, country and admin as one before that chose another place; such rows
 *  are obeyed all the same. Of two rows for the same question the later one counts.
 *  @param gazetteer  must outlive the decisions
 *  @param border     tells in which country a position is; may be NULL
 *  @param findings   may be NULL
 *  @param decisions  free it with bm_decisions_free() */
BM_API BM_NODISCARD bm_status bm_decisions_read(const char *path, const bm_gazetteer *gazetteer,
                                                const bm_border *border, bm_findings *findings,
                                                bm_decisions **decisions, bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_decisions_free(bm_decisions *decisions);

/** How many rows can be obeyed; 0 for NULL. */
BM_API size_t bm_decisions_count(const bm_decisions *decisions);
/** Borrowed; NULL when out of range. */
BM_API const bm_decision *bm_decisions_get(const bm_decisions *decisions, size_t index);

/** The index of the decision for a row, the most particular one; SIZE_MAX when there is none. What
 *  a decision says of country and admin, the row must say too. Names meet as they are written or
 *  else by any spelling of the same letters. `decisions` may be NULL. */
BM_API size_t bm_decisions_find(const bm_decisions *decisions, const bm_place_row *row);

/** bm_place_row_locate() with decisions. What is decided has the match BM_MATCH_DECIDED, score and
 *  margin 1, and the other candidates behind it.
 *  @param decisions  may be NULL
 *  @param used       a flag for each decision, set for the one that was met; may be NULL */
BM_API BM_NODISCARD bm_status bm_decisions_locate(const bm_decisions *decisions,
                                                  bm_geocoder_session *session,
                                                  const bm_place_row *row, bm_location *location,
                                                  bool *used, bm_error *error);

/** A note "decision-unused" for each decision that no row met. */
BM_API void bm_decisions_report_unused(const bm_decisions *decisions, const bool *used,
                                       bm_findings *findings);

/** Add a row to a table of decisions, which is made when there is none, and replaced whole or not
 *  at all. A row for the same question (place, country and admin as they are written) is replaced;
 *  the other rows and their cells stay. `decision->line` and `answer` do not matter.
 *  @param changed  false when the table says so already; may be NULL */
BM_API BM_NODISCARD bm_status bm_decisions_add(const char *path, const bm_decision *decision,
                                               bool *changed, bm_error *error);

BM_END_DECLS
#endif
