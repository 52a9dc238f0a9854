/** @file spool.h
 *  What comes through a pipe, kept so that it can be read again.
 */
#ifndef BM_BASE_SPOOL_H
#define BM_BASE_SPOOL_H

#include <bordermap/status.h>

/** Copy all that is left of `from` to a temporary without a name, in the system's folder for them.
 *  @param shown  what `from` is called in errors
 *  @param kept   open for reading and writing, at its beginning; the caller's to close */
BM_NODISCARD bm_status bm_spool(int from, const char *shown, int *kept, bm_error *error);

#endif
