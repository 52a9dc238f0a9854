/** @file bench.h
 *  Timing for the bench programs.
 */
#ifndef BM_BENCH_BENCH_H
#define BM_BENCH_BENCH_H

#include <time.h>

/** Seconds of processor time of this process. */
static inline double bench_now_s(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) != 0)
        return 0;
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

#endif
