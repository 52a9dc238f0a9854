#include "geo/gdal/dataset.h"

#include <ogr_api.h>

bm_status bm_gdal_visit_layers(const char *path, void (*visit)(void *context, const char *name),
                               void *context, char message[BM_ERROR_MESSAGE_SIZE])
{
    bm_gdal_dataset in;
    bm_status status = bm_gdal_open(path, &in, message);
    for (int i = 0; !status && i < GDALDatasetGetLayerCount(in.dataset); i++) {
        OGRLayerH layer = GDALDatasetGetLayer(in.dataset, i);
        if (layer)
            visit(context, OGR_L_GetName(layer));
    }
    bm_gdal_close(&in);
    return status;
}
