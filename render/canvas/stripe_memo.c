#include "render/canvas/stripe_memo.h"

#include <stdlib.h>

/** Of each place in the image. A name that comes and goes makes two of a stripe; what changes each
 * time never comes again. */
#define KEPT_MAX 4

typedef struct kept_stripe {
    bm_fingerprint print;
    bm_packed_stripe packed; /**< no bytes: none */
    unsigned long asked_at;
} kept_stripe;

struct bm_stripe_memo {
    size_t count;
    unsigned long now;
    kept_stripe (*stripes)[KEPT_MAX];
};

bm_stripe_memo *bm_stripe_memo_new(size_t stripe_count)
{
    bm_stripe_memo *made = calloc(1, sizeof *made);
    if (!made)
        return NULL;
    made->count = stripe_count;
    made->stripes = calloc(stripe_count, sizeof *made->stripes);
    if (made->stripes)
        return made;
    free(made);
    return NULL;
}

void bm_stripe_memo_free(bm_stripe_memo *memo)
{
    if (!memo)
        return;
    for (size_t i = 0; i < memo->count; i++)
        for (size_t k = 0; k < KEPT_MAX; k++)
            free(memo->stripes[i][k].packed.bytes);
    free(memo->stripes);
    free(memo);
}

const bm_packed_stripe *bm_stripe_memo_find(bm_stripe_memo *memo, size_t index,
                                            bm_fingerprint print)
{
    for (size_t k = 0; index < memo->count && k < KEPT_MAX; k++) {
        kept_stripe *at = &memo->stripes[index][k];
        if (!at->packed.bytes || at->print.high != print.high || at->print.low != print.low)
            continue;
        at->asked_at = ++memo->now;
        return &at->packed;
    }
    return NULL;
}

void bm_stripe_memo_add(bm_stripe_memo *memo, size_t index, bm_fingerprint print,
                        bm_packed_stripe packed)
{
    if (index >= memo->count) {
        free(packed.bytes);
        return;
    }
    kept_stripe *oldest = memo->stripes[index];
    for (size_t k = 1; k < KEPT_MAX; k++)
        if (memo->stripes[index][k].asked_at < oldest->asked_at)
            oldest = &memo->stripes[index][k];
    free(oldest->packed.bytes);
    *oldest = (kept_stripe){print, packed, ++memo->now};
}
