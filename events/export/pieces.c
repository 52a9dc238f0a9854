#include "events/export/pieces.h"

/* Features that are gathered before they are written. */
enum { BLOCK = 1024 };

const bm_piece_writer *bm_piece_writer_of(bm_export_format format)
{
    return format == BM_EXPORT_GPKG  ? &bm_geopackage_writer
           : format == BM_EXPORT_FGB ? &bm_flatgeobuf_writer
                                     : NULL;
}

/* A part of a layer. */
typedef struct slice {
    const bm_output_layer *layer;
    size_t first;
} slice;

static void read_slice(void *context, size_t index, bm_output_feature *feature)
{
    const slice *part = context;
    part->layer->read(part->layer->context, part->first + index, feature);
}

bm_status bm_pieces_write(const bm_piece_writer *writer, const bm_output_layer *layer,
                          const bm_export_options *options, const char *path, bm_sink *sink,
                          bm_findings *findings, bm_error *error)
{
    void *made = NULL;
    bm_strbuf bytes = {0};
    slice from = {.layer = layer};
    bm_output_layer part = *layer;
    part.read = read_slice;
    part.context = &from;
    bm_status status = writer->begin(layer, options, path, sink, &made, error);
    for (; !status && from.first < layer->feature_count; from.first += BLOCK) {
        size_t rest = layer->feature_count - from.first;
        part.feature_count = rest < BLOCK ? rest : BLOCK;
        bm_strbuf_clear(&bytes);
        if (writer->put)
            writer->put(&part, &bytes);
        status = bytes.failed ? bm_error_set(error, BM_ERROR_MEMORY, path, 0, "out of memory")
                              : writer->take(made, &part, &bytes, error);
    }
    bm_strbuf_finish(&bytes);
    if (!status)
        status = writer->end(made, findings, error);
    writer->free(made);
    return status;
}
