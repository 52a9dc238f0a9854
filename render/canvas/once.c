#include "render/canvas/once.h"

#include <sched.h>

enum { NOT_BEGUN, BEGUN, DONE };

bool bm_once_begin(bm_once *once)
{
    int state = atomic_load_explicit(&once->state, memory_order_acquire);
    if (state == NOT_BEGUN && atomic_compare_exchange_strong(&once->state, &state, BEGUN))
        return true;
    while (atomic_load_explicit(&once->state, memory_order_acquire) != DONE)
        (void)sched_yield();
    return false;
}

void bm_once_end(bm_once *once)
{
    atomic_store_explicit(&once->state, DONE, memory_order_release);
}
