/** @file lint.h
 *  What is wrong with a finished map: contrast, overlaps, type, legend, scale. docs/lint.md has the
 *  checks with their numbers.
 */
#ifndef BORDERMAP_LINT_H
#define BORDERMAP_LINT_H

#include <bordermap/findings.h>
#include <bordermap/geometry.h>
#include <bordermap/map.h>
#include <stdbool.h>
#include <stddef.h>

BM_BEGIN_DECLS

/** One finding. Texts live as long as the list. */
typedef struct bm_lint_finding {
    const char *check; /**< stable identifier such as "text-contrast"; never translated */
    bm_severity severity;
    bm_px_box box;       /**< where on the page; all NaN when it is about the whole map */
    bm_lonlat position;  /**< of the box's middle; NaN where it is not on the map */
    const char *text;    /**< the label or the part of the map that it is about; "" for none */
    const char *value;   /**< what was found: "2.31" */
    const char *limit;   /**< what is allowed: "at least 4.5" */
    const char *message; /**< lower case, no full stop */
} bm_lint_finding;

/** The findings of one map, in the order of the checks. Not thread-safe. */
typedef struct bm_lint bm_lint;

/** Check a map in SVG. One that bordermap made is checked in full; of others, what does not need
 * its groups and attributes.
 *  @param file  for messages
 *  @param lint  free it with bm_lint_free()
 *  @return ::BM_ERROR_FORMAT when the bytes are no SVG that can be read */
BM_API BM_NODISCARD bm_status bm_lint_svg(const char *file, const char *bytes, size_t size,
                                          bm_lint **lint, bm_error *error);
/** Draw the events of a window as bm_map_write() does and check that. */
BM_API BM_NODISCARD bm_status bm_lint_map(bm_map *map, const bm_interval *window, bm_lint **lint,
                                          bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_lint_free(bm_lint *lint);

/** How many findings there are. */
BM_API size_t bm_lint_count(const bm_lint *lint);
/** NULL when `index` is out of range. */
BM_API const bm_lint_finding *bm_lint_get(const bm_lint *lint, size_t index);
/** True when bordermap made the file, so that every check applied. */
BM_API bool bm_lint_is_complete(const bm_lint *lint);
/** True for a sheet of several maps: names and symbols are not held against the ground. */
BM_API bool bm_lint_is_sheet(const bm_lint *lint);
/** What in the file was not understood and may change the result; "" for nothing. */
BM_API const char *bm_lint_unread(const bm_lint *lint);

/** The checks there are: identifier and what it wants, in a few words. */
typedef struct bm_lint_check {
    const char *id;
    const char *wants;
} bm_lint_check;
/** The check at an index from 0. Static storage; NULL beyond the last. */
BM_API const bm_lint_check *bm_lint_check_at(size_t index);

BM_END_DECLS
#endif
