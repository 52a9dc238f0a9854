/** @file batch_print.h
 *  A fingerprint for what a batch paints on some rows: where it is the same, so are the pixels.
 */
#ifndef BM_RENDER_BATCH_PRINT_H
#define BM_RENDER_BATCH_PRINT_H

#include "base/fingerprint.h"
#include "render/canvas/batch.h"

/** Of what the batch paints on the rows [`top`, `bottom`): all of that decides on it and nothing
 *  else, no address and no time. False when it cannot be told by looking, as of images that are
 * made by others. One thread: sprites keep theirs. */
bool bm_batch_print(const bm_batch *batch, int top, int bottom, bm_fingerprint *print);

/** The same of a sprite, kept for the next time. */
bool bm_sprite_print(bm_sprite *sprite, bm_fingerprint *print);

#endif
