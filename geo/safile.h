/** @file safile.h
 *  How files are read here, by shapelib whole, into memory, regular files only, and silently.
 */
#ifndef BM_GEO_SAFILE_H
#define BM_GEO_SAFILE_H

#include <bordermap/status.h>
#include <shapefil.h>
#include <stddef.h>

/** Largest file that is read, bytes. */
#define BM_SAFILE_BYTES_MAX 4294967296.0

/** Hooks that never write and never print. */
SAHooks bm_safile_hooks(void);

/** Read up to `limit` bytes of a regular file from its beginning, and its whole size. Anything but
 * a regular file is refused.
 *  @param bytes  room for `limit` bytes
 *  @param got    how many were read */
bm_status bm_safile_head(const char *path, void *bytes, size_t limit, size_t *got, size_t *size,
                         bm_error *error);

/** Open a regular file for reading; −1 and an error when that is not possible. Close it. */
int bm_safile_open(const char *path, bm_error *error);
/** Bytes of an open file from `offset` on, as many as there are up to `size`. */
size_t bm_safile_read_at(int file, void *bytes, size_t size, size_t offset);

#endif
