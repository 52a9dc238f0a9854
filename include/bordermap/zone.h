/** @file zone.h
 *  Time zones of the system's tz database: which calendar day an instant falls on somewhere.
 *
 *  The files are read directly. Nothing here touches the process's own zone, TZ or the clock.
 */
#ifndef BORDERMAP_ZONE_H
#define BORDERMAP_ZONE_H

#include <bordermap/status.h>
#include <stdint.h>

BM_BEGIN_DECLS

/** A time zone with its past and coming changes of the clock. Immutable: any number of threads may
 *  ask it. */
typedef struct bm_zone bm_zone;

/** Open "UTC", an offset such as "+02:00", or a name of the tz database such as "Europe/Kyiv"
 * (found in the folder that TZDIR names, else in /usr/share/zoneinfo).
 *  @param zone  free it with bm_zone_free()
 *  @return ::BM_ERROR_NOT_FOUND for a name that there is not, with the nearest one;
 * ::BM_ERROR_FORMAT for a damaged file */
BM_API BM_NODISCARD bm_status bm_zone_open(const char *name, bm_zone **zone, bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_zone_free(bm_zone *zone);

/** As it was opened: "Europe/Kyiv". */
BM_API const char *bm_zone_name(const bm_zone *zone);
/** Seconds that its clocks are ahead of UTC at an instant, in Unix seconds. */
BM_API int64_t bm_zone_offset_s(const bm_zone *zone, int64_t instant_s);
/** The instant at which its clocks first show `local_s`, which counts as Unix seconds do but on
 *  these clocks; a time that is skipped is the end of the gap. A day from one midnight to the next
 *  may have 23 or 25 hours. */
BM_API int64_t bm_zone_instant(const bm_zone *zone, int64_t local_s);

BM_END_DECLS
#endif
