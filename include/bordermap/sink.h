/** @file sink.h
 *  The one way out: a file that appears whole or not at all.
 *
 *  A sink for a regular file writes to a temporary beside the target and renames it on commit. A
 *  sink for standard output, a FIFO or a device writes straight to it. Errors are sticky: after the
 *  first, writes do nothing and bm_sink_commit() reports it. A sink belongs to one thread.
 */
#ifndef BORDERMAP_SINK_H
#define BORDERMAP_SINK_H

#include <bordermap/status.h>
#include <stddef.h>

BM_BEGIN_DECLS

typedef struct bm_sink bm_sink;

/** Open a sink. `path` is "-" for standard output. Folders that the path names must exist.
 *  Temporaries that a killed run left beside the target are removed. */
BM_API BM_NODISCARD bm_status bm_sink_open(const char *path, bm_sink **sink, bm_error *error);
/** A sink that collects bytes in memory; read them with bm_sink_memory() after the commit. */
BM_API BM_NODISCARD bm_status bm_sink_open_memory(bm_sink **sink, bm_error *error);

/** Write `size` bytes. Returns the sticky status. */
BM_API bm_status bm_sink_write(bm_sink *sink, const void *bytes, size_t size);
BM_API bm_status bm_sink_puts(bm_sink *sink, const char *text);
/** printf without a locale: for integers and strings only; format real numbers with
 *  bm_format_number(). */
BM_API bm_status bm_sink_printf(bm_sink *sink, const char *format, ...) BM_PRINTF(2, 3);
/** Write out what is buffered, so that a full disk is noticed now. Returns the sticky status. */
BM_API bm_status bm_sink_flush(bm_sink *sink);
/** The first error so far, else ::BM_OK. */
BM_API bm_status bm_sink_status(const bm_sink *sink);

/** Flush, synchronise, close and rename. Whatever it returns, the sink takes no more bytes and is
 *  still to be freed. On failure the target is as it was before. */
BM_API BM_NODISCARD bm_status bm_sink_commit(bm_sink *sink, bm_error *error);
/** Bytes of a committed memory sink, valid until it is freed. */
BM_API const void *bm_sink_memory(const bm_sink *sink, size_t *size);
/** Free it; what was not committed is discarded. NULL is fine. */
BM_API void bm_sink_free(bm_sink *sink);
/** Remove what all open sinks of this process have written so far. For a signal handler that ends
 *  the process: it may interrupt anything, and no sink is to be used after it. */
BM_API void bm_sink_abandon_all(void);

/** Shortest decimal text of `value` with at most `decimals` (0…15) digits after the point, no
 *  exponent, no trailing zeros, "." whatever the locale; "null" when it is not finite.
 *  `text` has room for 64 bytes; |value| below 1e15. */
BM_API void bm_format_number(double value, int decimals, char text[64]);

BM_END_DECLS
#endif
