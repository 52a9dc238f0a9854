/** @file feature_class.h
 *  GeoNames feature classes and codes (https://www.geonames.org/export/codes.html). Pure;
 *  thread-safe.
 */
#ifndef BM_GEO_GAZETTEER_SOURCES_FEATURE_CLASS_H
#define BM_GEO_GAZETTEER_SOURCES_FEATURE_CLASS_H

#include <bordermap/gazetteer.h>
#include <stdbool.h>

/** Whether `feature_class` is one of the nine letters. */
bool bm_feature_class_is_known(char feature_class);
/** What a place is. `code` may be "". */
bm_place_kind bm_feature_class_kind(char feature_class, const char *code);
/** How far such a feature commonly reaches about its point, kilometres: a river's name says less
 *  than a village's. 0 for settlements and built things, which are where their point is. */
double bm_feature_class_radius_km(char feature_class, const char *code);

#endif
