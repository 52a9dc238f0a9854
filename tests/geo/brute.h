/* Answers about a border by trying everything, with PROJ's geodesics alone. */
#ifndef TEST_GEO_BRUTE_H
#define TEST_GEO_BRUTE_H

#include <bordermap/border.h>

/* Metres from a position to the nearest place of any segment, by sampling each of them. */
double brute_distance_m(const bm_feature *line, bm_lonlat position);

#endif
