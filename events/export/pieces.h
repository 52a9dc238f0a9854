/** @file pieces.h
 *  Binary files of one layer of points that are put together from pieces, however long the layer
 *  is: the features are not kept in memory.
 */
#ifndef BM_EVENTS_EXPORT_PIECES_H
#define BM_EVENTS_EXPORT_PIECES_H

#include "base/strbuf.h"
#include "geo/output.h"

#include <bordermap/export.h>

/** How such a file is written. The same features give the same bytes, whatever the pieces. */
typedef struct bm_piece_writer {
    /** @param shape  the columns; borrowed until the end
     *  @param path   for messages; borrowed
     *  @param made   to be freed, whatever is returned */
    bm_status (*begin)(const bm_output_layer *shape, const bm_export_options *options,
                       const char *path, bm_sink *sink, void **made, bm_error *error);
    /** Make bytes of a part of the layer; several threads may do so at once. NULL for nothing. */
    void (*put)(const bm_output_layer *part, bm_strbuf *bytes);
    /** Take a part, in the order of the layer, and the bytes made of it. */
    bm_status (*take)(void *made, const bm_output_layer *part, const bm_strbuf *bytes,
                      bm_error *error);
    /** Write what is not written, into the sink, and see whether GDAL finds in it all that was
     *  taken. */
    bm_status (*end)(void *made, bm_findings *findings, bm_error *error);
    void (*free)(void *made); /**< NULL is fine */
} bm_piece_writer;

extern const bm_piece_writer bm_geopackage_writer;
/** Features that are near to each other, by a Hilbert curve, stand together; those at one place in
 *  the order of the layer. */
extern const bm_piece_writer bm_flatgeobuf_writer;

/** The writer of a format; NULL for one that is not written so. */
const bm_piece_writer *bm_piece_writer_of(bm_export_format format);

/** A whole layer. What went wrong with the sink is said by bm_sink_commit(). */
BM_NODISCARD bm_status bm_pieces_write(const bm_piece_writer *writer, const bm_output_layer *layer,
                                       const bm_export_options *options, const char *path,
                                       bm_sink *sink, bm_findings *findings, bm_error *error);

#endif
