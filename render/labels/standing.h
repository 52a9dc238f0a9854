/** @file standing.h
 *  The names of the base in a series: each stands at the same place on every map that has room for
 *  it there.
 *
 *  They are chosen once, without events, clear of where symbols will be on any map as far as that
 *  can be had (::BM_LABELS_BASE). Each map has them as they were chosen, or not at all; only
 *  capitals, oblast centres and the names of countries may step aside.
 */
#ifndef BM_RENDER_LABELS_STANDING_H
#define BM_RENDER_LABELS_STANDING_H

#include "render/labels/parts.h"

/** Choose the names of the base, `work->marks` being those of all maps. */
void label_collect_base(label_work *work);
/** Gather a map of a series: its events, and the names that `work->standing` has. */
void label_collect_on_standing(label_work *work);

/** The lines that all maps have, and those of the marks. */
void label_collect_standing_lines(label_work *work);
/** Lines through the middles of symbols, which are light obstacles. */
void label_add_symbols_softly(const label_work *work);
/** The words of events had better not lie over a name of `work->standing` that has this candidate.
 */
void label_want_standing(label_work *work, uint32_t chosen);

#endif
