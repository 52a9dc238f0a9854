/** @file raster.h
 *  A raster for the backdrop of a map: a hillshade or imagery, from a GeoTIFF, or a PNG or JPEG
 * with a world file, through GDAL.
 */
#ifndef BORDERMAP_RASTER_H
#define BORDERMAP_RASTER_H

#include <bordermap/geometry.h>
#include <bordermap/status.h>
#include <stddef.h>
#include <stdint.h>

BM_BEGIN_DECLS

/** An open raster. Use it from one thread at a time. */
typedef struct bm_raster bm_raster;

/** Open a raster of 8 bits a band: one (grey, or with a palette), three or four. Its system counts
 * by its EPSG code; without one its coordinates are degrees. Nothing but its head is read.
 *  @param raster  free it with bm_raster_free()
 *  @return ::BM_ERROR_FORMAT for one that cannot be used, with what to do about it;
 *          ::BM_ERROR_UNSUPPORTED without the GDAL module */
BM_API BM_NODISCARD bm_status bm_raster_open(const char *path, bm_raster **raster, bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_raster_free(bm_raster *raster);
BM_API const char *bm_raster_path(const bm_raster *raster);
/** True for one grey band: light and shade, no colours. */
BM_API bool bm_raster_is_grey(const bm_raster *raster);

/** Say which positions `count` points of a picture have; NaN for none. */
typedef void (*bm_raster_locator)(void *context, const bm_px *points, bm_lonlat *positions,
                                  size_t count);
/** Fill a picture with what the raster has at its pixels: 0xAARRGGBB, premultiplied by the opacity;
 * 0 where it has nothing. `locate` is asked about the corners of squares of 16 pixels, (0, 0) being
 * the upper left corner of the picture. */
BM_API BM_NODISCARD bm_status bm_raster_sample(bm_raster *raster, int width_px, int height_px,
                                               bm_raster_locator locate, void *context,
                                               uint32_t *pixels, bm_error *error);

BM_END_DECLS
#endif
