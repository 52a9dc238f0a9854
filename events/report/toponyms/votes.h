/** @file votes.h
 *  What the places of a report say of where it happens: votes for countries, for their units and
 *  for squares of the map.
 */
#ifndef BM_EVENTS_REPORT_TOPONYMS_VOTES_H
#define BM_EVENTS_REPORT_TOPONYMS_VOTES_H

#include <bordermap/gazetteer.h>

enum {
    BM_VOTES_COUNTRIES = 26 * 26 + 1, /**< the last is for places without one */
    BM_VOTES_UNITS = 512,             /**< number 0 is for places without one */
    BM_VOTES_CELLS = 1024,            /**< number 0 is for what has no point */
};

typedef struct bm_votes {
    float countries[BM_VOTES_COUNTRIES];
    float units[BM_VOTES_UNITS];
    float cells[BM_VOTES_CELLS];
    const char *unit_names[BM_VOTES_UNITS];
    uint16_t unit_countries[BM_VOTES_UNITS];
    uint32_t cell_squares[BM_VOTES_CELLS]; /**< plus 1 */
} bm_votes;

/** Numbers of a place's country, unit and cell. Those for which there is no room have 0. */
uint16_t bm_votes_country(const bm_place *place);
uint16_t bm_votes_unit(bm_votes *votes, const bm_place *place);
uint16_t bm_votes_cell(bm_votes *votes, const bm_place *place);
/** Votes for a cell and, half as much, for those around it. */
float bm_votes_around(const bm_votes *votes, uint16_t cell);
/** Whether two cells are the same (1), neighbours (0.5) or apart (0). */
float bm_votes_nearness(const bm_votes *votes, uint16_t a, uint16_t b);
/** Forget the counts, keep the numbers. */
void bm_votes_clear(bm_votes *votes);

#endif
