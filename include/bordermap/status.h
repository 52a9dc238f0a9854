/** @file status.h
 *  How a function says that it failed.
 *
 *  Every function that can fail returns a ::bm_status and takes an optional ::bm_error, which the
 *  caller owns. There is no thread-local or global state: one error belongs to one call.
 */
#ifndef BORDERMAP_STATUS_H
#define BORDERMAP_STATUS_H

#include <bordermap/api.h>

BM_BEGIN_DECLS

/** Outcome of a call. Zero is success, so `if (status)` reads as "if it failed". */
typedef enum bm_status {
    BM_OK = 0,
    BM_ERROR_ARGUMENT,    /**< the caller's value is out of its documented range */
    BM_ERROR_MEMORY,      /**< an allocation failed, or a size would overflow */
    BM_ERROR_IO,          /**< a file cannot be opened, read, written or renamed */
    BM_ERROR_FORMAT,      /**< a file is not what it says it is, or is damaged */
    BM_ERROR_LIMIT,       /**< a count or size is over its budget */
    BM_ERROR_NOT_FOUND,   /**< what was asked for by name is not there */
    BM_ERROR_UNSUPPORTED, /**< valid, but this version cannot do it */
    BM_ERROR_PROJECTION,  /**< PROJ refused the definition or the coordinates */
    BM_ERROR_INTERNAL     /**< a bug in bordermap */
} bm_status;

/** Longest message in bytes, terminator included. Longer ones are cut at a character. */
#define BM_ERROR_MESSAGE_SIZE 256
/** Longest file name kept in an error, terminator included. Longer ones keep their end. */
#define BM_ERROR_FILE_SIZE 256

/** What went wrong, for a person. Zero-initialise it, or leave it to the failing call to fill. */
typedef struct bm_error {
    bm_status status;
    long line;                           /**< line or record number from 1; 0 when none applies */
    char file[BM_ERROR_FILE_SIZE];       /**< input or output concerned; "" when none */
    char message[BM_ERROR_MESSAGE_SIZE]; /**< lower case, no full stop, offending value quoted */
} bm_error;

/** Fill `error` (which may be NULL) and return `status`, so that a failing function can end with
 *  `return bm_error_set(error, …)`. `file` may be NULL. Never allocates. */
BM_API bm_status bm_error_set(bm_error *error, bm_status status, const char *file, long line,
                              const char *format, ...) BM_PRINTF(5, 6);

/** The name of a status in lower case, such as "format". Static storage. */
BM_API const char *bm_status_name(bm_status status);

BM_END_DECLS
#endif
