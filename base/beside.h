/** @file beside.h
 *  What is installed beside this code. Thread-safe.
 */
#ifndef BM_BASE_BESIDE_H
#define BM_BASE_BESIDE_H

#include <stddef.h>

/** A folder given from the folder of the loaded library, or from that of the program that the code
 *  is linked into, so that an installed tree may be moved. Empty when their own file is not known
 *  or the path does not fit `size` bytes. */
void bm_beside_code(const char *from_library, const char *from_program, char *folder, size_t size);

#endif
