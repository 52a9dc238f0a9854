#include "geo/gdal/write_features.h"

#include "base/parallel.h"
#include "geo/gdal/fill_feature.h"

#include <stdio.h>
#include <stdlib.h>

#include <cpl_error.h>

enum { BATCH_COUNT = 1024 };

bm_status bm_gdal_fail(const char *what, char message[BM_ERROR_MESSAGE_SIZE])
{
    const char *why = CPLGetLastErrorMsg();
    snprintf(message, BM_ERROR_MESSAGE_SIZE, "GDAL cannot %s: %.180s", what,
             *why ? why : "no reason is given");
    return BM_ERROR_IO;
}

static bool is_left_out(const bm_gdal_output *output, const bm_output_layer *layer,
                        const bm_output_feature *feature)
{
    return !output->has_nowhere && layer->shape != BM_OUTPUT_NOTHING &&
           feature->shape == BM_OUTPUT_NOTHING;
}

/* Features that are made while those before them are written. */
typedef struct batch {
    const bm_gdal_output *output;
    const bm_output_layer *from;
    size_t next; /* the first feature of the layer that is not in it yet */
    OGRFeatureH *features;
    size_t count;
} batch;

static void fill_batch(void *context)
{
    batch *made = context;
    made->count = 0;
    while (made->count < BATCH_COUNT && made->next < made->from->feature_count) {
        bm_output_feature read;
        made->from->read(made->from->context, made->next++, &read);
        if (!is_left_out(made->output, made->from, &read))
            bm_gdal_fill_feature(made->features[made->count++], made->from->columns,
                                 made->from->column_count, &read);
    }
}

static bm_status write_batch(OGRLayerH layer, const batch *made, bm_packed_index *index,
                             char message[BM_ERROR_MESSAGE_SIZE])
{
    for (size_t i = 0; i < made->count; i++) {
        OGRFeatureH feature = made->features[i];
        if (OGR_L_CreateFeature(layer, feature) || CPLGetLastErrorType() >= CE_Warning)
            return bm_gdal_fail("write a feature", message);
        if (index && !bm_packed_index_add(index, feature))
            return BM_ERROR_MEMORY;
    }
    return BM_OK;
}

static bm_status write_batches(OGRLayerH layer, batch batches[2], bm_packed_index *index,
                               GIntBig *count, char message[BM_ERROR_MESSAGE_SIZE])
{
    bm_task making = {0};
    bm_status status = BM_OK;
    batch *written = &batches[0], *made = &batches[1];
    fill_batch(written);
    while (written->count > 0 && !status) {
        made->next = written->next;
        bm_task_begin(&making, fill_batch, made);
        status = write_batch(layer, written, index, message);
        bm_task_join(&making);
        *count += (GIntBig)written->count;
        batch *swapped = written;
        written = made;
        made = swapped;
    }
    return status;
}

bm_status bm_gdal_write_features(OGRLayerH layer, const bm_gdal_output *output,
                                 const bm_output_layer *from, bm_packed_index *index,
                                 GIntBig *written, char message[BM_ERROR_MESSAGE_SIZE])
{
    size_t count = from->feature_count < BATCH_COUNT ? from->feature_count : BATCH_COUNT;
    OGRFeatureH *features = calloc(2 * count + 1, sizeof(OGRFeatureH));
    bm_status status = features ? BM_OK : BM_ERROR_MEMORY;
    for (size_t i = 0; i < 2 * count && !status; i++) {
        features[i] = OGR_F_Create(OGR_L_GetLayerDefn(layer));
        status = features[i] ? BM_OK : BM_ERROR_MEMORY;
    }
    if (!status) {
        batch batches[2] = {{.output = output, .from = from, .features = features},
                            {.output = output, .from = from, .features = features + count}};
        status = write_batches(layer, batches, index, written, message);
    }
    for (size_t i = 0; features && i < 2 * count; i++)
        OGR_F_Destroy(features[i]);
    free(features);
    return status;
}
