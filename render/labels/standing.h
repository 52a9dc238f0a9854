/** @file standing.h
 *  The names of the base in a series: each stands at the same place on every map that has room for
 *  it there.
 *
 *  They are chosen once, without events, clear of where symbols will be on any map as far as that
 *  can be had (bm_label_job.only_base). Each map has them as they were chosen, or not at all; only
 *  capitals, oblast centres and the names of countries may step aside.
 */
#ifndef BM_RENDER_LABELS_STANDING_H
#define BM_RENDER_LABELS_STANDING_H

#include "render/labels/parts.h"

/** Choose the names of the base, `work->marks` being those of all maps. */
void label_collect_base(label_work *work);
/** Enter the names that `work->standing` has. After the events. */
void label_collect_standing(label_work *work);
/** Enter the lines that it has, in place of label_collect_lines(), and those of the marks. */
bool label_collect_standing_lines(const label_work *work);

#endif
