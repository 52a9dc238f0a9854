/** @file data.h
 *  Where the files that come with bordermap are, and where those that only save time may be.
 */
#ifndef BORDERMAP_DATA_H
#define BORDERMAP_DATA_H

#include <bordermap/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

BM_BEGIN_DECLS

/** Path of a shipped file, such as "shapefiles/countries.shp" or "styles/light.ini".
 *
 *  Looked for below the folder named by the environment variable BORDERMAP_DATA, then in the data
 *  folder beside the loaded library, or beside the program that the static one is linked into
 *  (`../share/bordermap`, in the build tree too), then in that of the configured installation.
 *  @param path  room for `size` bytes
 *  @return ::BM_ERROR_NOT_FOUND with the folders that were tried
 */
BM_API BM_NODISCARD bm_status bm_data_path(const char *name, char *path, size_t size,
                                           bm_error *error);

/** Folder of the user's where what takes time to make may be kept for the next run: the environment
 *  variable BORDERMAP_CACHE, or else `bordermap` in XDG_CACHE_HOME, or else `.cache/bordermap` in
 *  HOME. It need not be there yet.
 *  @param path  room for `size` bytes; "" when there is none
 *  @return false when there is none: BORDERMAP_CACHE is empty, none of the three is set, or the
 * path is too long */
BM_API bool bm_cache_folder(char *path, size_t size);

/** Room for a SHA-256 in hexadecimal, terminator included. */
#define BM_FILE_HASH_SIZE 65

/** The SHA-256 of a file, and how many bytes it has. ::BM_ERROR_ARGUMENT for a device or a pipe,
 *  which is not opened. */
BM_API BM_NODISCARD bm_status bm_file_hash(const char *path, char sha256[BM_FILE_HASH_SIZE],
                                           int64_t *bytes, bm_error *error);

/** Make standard input one that can be read again: what comes through a pipe, or is left of a file
 *  that was read from, becomes a temporary without a name, of its size, and stands at its
 *  beginning; a file that is redirected stays. Changes the descriptor 0 of the process, which no
 *  other thread may use meanwhile. */
BM_API BM_NODISCARD bm_status bm_standard_input_keep(bm_error *error);
/** The SHA-256 of standard input, and how many bytes it has, once it is kept. It is read from its
 *  beginning and not moved: another thread may read it at the same time. */
BM_API BM_NODISCARD bm_status bm_standard_input_hash(char sha256[BM_FILE_HASH_SIZE], int64_t *bytes,
                                                     bm_error *error);

BM_END_DECLS
#endif
