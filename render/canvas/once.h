/** @file once.h
 *  Something that several threads need and the first of them makes.
 */
#ifndef BM_RENDER_ONCE_H
#define BM_RENDER_ONCE_H

#include <stdatomic.h>
#include <stdbool.h>

/** Zero-initialise it. */
typedef struct bm_once {
    atomic_int state;
} bm_once;

/** True when the caller is to make it, and to tell bm_once_end(). Else it is made, by a thread that
 * is waited for when it is still about it: use it for what takes less than that thread's slice. */
bool bm_once_begin(bm_once *once);
void bm_once_end(bm_once *once);

#endif
