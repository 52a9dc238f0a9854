/** @file stripe_memo.h
 *  Compressed stripes of images that are painted over one ground, as the maps of a series are: most
 *  of what is on one is on the next, and need not be painted and compressed again.
 */
#ifndef BM_RENDER_STRIPE_MEMO_H
#define BM_RENDER_STRIPE_MEMO_H

#include "render/canvas/batch_print.h"

/** For one thread. */
typedef struct bm_stripe_memo bm_stripe_memo;

/** A stripe of an image as it is in its file. */
typedef struct bm_packed_stripe {
    unsigned char *bytes;
    size_t size;
    uint32_t sum; /**< Adler-32 before compression */
} bm_packed_stripe;

/** For images of one size; NULL when memory is short. */
bm_stripe_memo *bm_stripe_memo_new(size_t stripe_count);
/** NULL is fine. */
void bm_stripe_memo_free(bm_stripe_memo *memo);

/** The stripe that was painted so; NULL when none is kept. Borrowed until the next is added. */
const bm_packed_stripe *bm_stripe_memo_find(bm_stripe_memo *memo, size_t index,
                                            bm_fingerprint print);
/** Keep one, whose bytes are the memo's from here on; one that was not asked for longest may go. */
void bm_stripe_memo_add(bm_stripe_memo *memo, size_t index, bm_fingerprint print,
                        bm_packed_stripe packed);

#endif
