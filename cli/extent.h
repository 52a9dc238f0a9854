/** @file extent.h
 *  `--extent place:NAME,DISTANCE`: from a name to a box.
 */
#ifndef BM_CLI_EXTENT_H
#define BM_CLI_EXTENT_H

#include "cli/settings.h"

/** The box that holds everything within `extent->radius_m` of the place. An unknown or ambiguous
 *  place is ::BM_ERROR_ARGUMENT.
 *  @param name  what the place is called; belongs to the gazetteer */
bm_status cli_extent_locate(const cli_extent *extent, const bm_geocoder *geocoder,
                            bm_lonlat_box *box, const char **name, bm_error *error);

#endif
