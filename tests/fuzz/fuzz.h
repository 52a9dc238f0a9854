/** @file fuzz.h
 *  What the fuzzers share. Each has one LLVMFuzzerTestOneInput(); libFuzzer drives it, or replay.c
 *  with the committed corpus.
 */
#ifndef BM_TESTS_FUZZ_H
#define BM_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** Abort, so that the fuzzer keeps the input, unless `condition` holds. */
#define FUZZ_REQUIRE(condition)                                                                    \
    do {                                                                                           \
        if (!(condition))                                                                          \
            abort();                                                                               \
    } while (0)

/** The input as a terminated text; free() it. */
char *fuzz_text(const uint8_t *data, size_t size);
/** The input as a file in memory, with a path that can be opened. Close it with fuzz_file_close().
 */
typedef struct fuzz_file {
    int descriptor;
    char path[40];
} fuzz_file;
fuzz_file fuzz_file_open(const uint8_t *data, size_t size);
void fuzz_file_close(fuzz_file file);

#endif
