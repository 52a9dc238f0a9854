/** @file border_image.h
 *  A border as an image (base/image.h): finding the line and indexing the outlines takes tens of
 *  milliseconds, mapping what was found takes less than one.
 */
#ifndef BM_GEO_BORDER_IMAGE_H
#define BM_GEO_BORDER_IMAGE_H

#include "geo/border.h"

/** Of the tables and of how they are computed. Raise it when either changes. */
enum { BM_BORDER_IMAGE_VERSION = 2 };

/** Fill `border` from the image at `path`, and check all of it: that no byte has changed since it
 *  was written, and that no index leads out of its table, whoever wrote it. On failure the image
 *  is closed and `border` is as it was.
 *  @param codes  what that it must be of */
BM_NODISCARD bm_status bm_border_image_open(const char *path, const bm_border_codes *codes,
                                            bm_border *border, bm_error *error);

/** Write the tables of a border. Same border, same bytes. */
BM_NODISCARD bm_status bm_border_image_write(const bm_border *border, bm_sink *sink,
                                             bm_error *error);

#endif
