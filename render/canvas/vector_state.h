/** @file vector_state.h
 *  What must be done after functions of ISA-L.
 */
#ifndef BM_RENDER_VECTOR_STATE_H
#define BM_RENDER_VECTOR_STATE_H

#if defined(__x86_64__)
__attribute__((target("avx"))) static inline void bm_clear_upper_halves(void)
{
    __builtin_ia32_vzeroupper();
}
#endif

/** ISA-L leaves the upper halves of the vector registers in use, after which every instruction of
 * the older kind, as the C library's, takes several times as long. */
static inline void bm_clear_vector_state(void)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx"))
        bm_clear_upper_halves();
#endif
}

#endif
