/** @file spelling.h
 *  What a misspelt word was meant to be, for messages: "did you mean 'halo_color'?". Pure;
 * thread-safe.
 */
#ifndef BORDERMAP_SPELLING_H
#define BORDERMAP_SPELLING_H

#include <bordermap/api.h>

BM_BEGIN_DECLS

/** The search for one word. Texts are borrowed. */
typedef struct bm_nearest {
    const char *wanted;
    const char *word; /**< the nearest so far; NULL when none is near enough */
    int distance;     /**< insertions, deletions, changes and swaps of neighbours */
} bm_nearest;

/** Begin to look for `wanted`. */
BM_API bm_nearest bm_nearest_to(const char *wanted);
/** Keep `candidate` when it is near enough to be meant, and nearer than those before. Words above
 *  31 bytes are near to none. */
BM_API void bm_nearest_consider(bm_nearest *nearest, const char *candidate);

BM_END_DECLS
#endif
