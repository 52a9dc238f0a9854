#include <bordermap/raster.h>

#include "geo/gdal/module.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct bm_raster {
    const bm_gdal_module *module;
    void *handle;
    char *path;
    bool is_grey;
};

bm_status bm_raster_open(const char *path, bm_raster **raster, bm_error *error)
{
    char message[BM_ERROR_MESSAGE_SIZE] = "";
    *raster = NULL;
    bm_raster *made = calloc(1, sizeof *made);
    if (!made || !(made->path = strdup(path))) {
        free(made);
        return bm_error_set(error, BM_ERROR_MEMORY, path, 0, "not enough memory for '%s'", path);
    }
    bm_status status = bm_gdal_module_open(path, &made->module, error);
    if (!status) {
        status = made->module->open_raster(path, &made->handle, &made->is_grey, message);
        if (status)
            bm_error_set(error, status, path, 0, "%s", *message ? message : "not enough memory");
    }
    if (status)
        bm_raster_free(made);
    else
        *raster = made;
    return status;
}

void bm_raster_free(bm_raster *raster)
{
    if (!raster)
        return;
    if (raster->handle)
        raster->module->close_raster(raster->handle);
    free(raster->path);
    free(raster);
}

const char *bm_raster_path(const bm_raster *raster)
{
    return raster->path;
}

bool bm_raster_is_grey(const bm_raster *raster)
{
    return raster->is_grey;
}

/* Between the module's plain numbers and positions. */
typedef struct locating {
    bm_raster_locator locate;
    void *context;
} locating;

static void locate_points(void *context, double *x, double *y, size_t count)
{
    enum { BATCH = 256 };
    const locating *in = context;
    bm_px points[BATCH];
    bm_lonlat positions[BATCH];
    for (size_t start = 0; start < count; start += BATCH) {
        size_t length = count - start < BATCH ? count - start : BATCH;
        for (size_t i = 0; i < length; i++)
            points[i] = (bm_px){x[start + i], y[start + i]};
        in->locate(in->context, points, positions, length);
        for (size_t i = 0; i < length; i++) {
            x[start + i] = bm_lonlat_is_valid(positions[i]) ? positions[i].lon : (double)NAN;
            y[start + i] = positions[i].lat;
        }
    }
}

bm_status bm_raster_sample(bm_raster *raster, int width_px, int height_px, bm_raster_locator locate,
                           void *context, uint32_t *pixels, bm_error *error)
{
    char message[BM_ERROR_MESSAGE_SIZE] = "";
    locating in = {locate, context};
    const bm_gdal_sampling job = {width_px, height_px, locate_points, &in, pixels};
    if (width_px < 1 || height_px < 1)
        return bm_error_set(error, BM_ERROR_ARGUMENT, raster->path, 0, "the picture has no pixels");
    bm_status status = raster->module->sample_raster(raster->handle, &job, message);
    if (status)
        bm_error_set(error, status, raster->path, 0, "'%s': %s", raster->path, message);
    return status;
}
