/** @file area_model.h
 *  How far places reach, and where countries end: what areas are made with.
 */
#ifndef BM_EVENTS_REPORT_TOPONYMS_AREA_MODEL_H
#define BM_EVENTS_REPORT_TOPONYMS_AREA_MODEL_H

#include "events/report/toponyms/toponyms.h"

/** How far a mention's place reaches from its middle. */
double bm_area_reach_km(const bm_mention *mention);
/** Position and radius of the part of a wide place that lies in the azimuth of an area. */
void bm_area_part_of(const bm_reading *reading, const bm_place *place, bm_area *area);
/** Position and radius of the border that is told of a mention. */
void bm_area_place_border(const bm_reading *reading, bm_mention *mention);

#endif
