/* Rasters: hillshades and imagery, sampled at the pixels of a map. */
#include "geo/gdal/dataset.h"
#include "geo/gdal/names.h"
#include "geo/gdal/spatial_reference.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal_frmts.h>

/* Pixels between the positions that are projected; between them the way is straight enough. */
enum { STEP = 16, BANDS = 4 };
/* Of a buffer, of a block of the file, and of the blocks that GDAL keeps. */
static const double BUFFER_PIXELS_MAX = 1e8;
static const double BLOCK_PIXELS_MAX = 6.4e7;
static const GIntBig CACHE_BYTES = (GIntBig)64 << 20;

static const char *const raster_drivers[] = {"GTiff", "PNG", "JPEG", NULL};

typedef struct raster {
    GDALDatasetH dataset;
    OGRCoordinateTransformationH from_wgs84; /* NULL when it is in degrees */
    double to_pixel[6];
    int bands;
    GDALColorTableH palette;
} raster;

static void begin_quiet(void)
{
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLErrorReset();
    /* A side file may name other files. */
    CPLSetThreadLocalConfigOption("GDAL_PAM_ENABLED", "NO");
}

static void end_quiet(void)
{
    CPLSetThreadLocalConfigOption("GDAL_PAM_ENABLED", NULL);
    CPLPopErrorHandler();
}

static bm_status refuse(char message[BM_ERROR_MESSAGE_SIZE], const char *path, const char *why)
{
    snprintf(message, BM_ERROR_MESSAGE_SIZE, "cannot use '%.90s' as a backdrop: %.130s", path, why);
    return BM_ERROR_FORMAT;
}

/* Bytes, in one, three or four bands. */
static bm_status check_bands(raster *in, const char *path, char message[BM_ERROR_MESSAGE_SIZE])
{
    int count = GDALGetRasterCount(in->dataset);
    if (count == 0)
        return refuse(message, path, "it has no bands");
    GDALRasterBandH first = GDALGetRasterBand(in->dataset, 1);
    GDALDataType type = GDALGetRasterDataType(first);
    if (type != GDT_Byte && count == 1)
        return refuse(message, path,
                      "it seems to hold elevations; shade it first: gdaldem hillshade IN.tif "
                      "OUT.tif");
    if (type != GDT_Byte)
        return refuse(message, path,
                      "it has more than 8 bits a band: gdal_translate -ot Byte -scale IN.tif "
                      "OUT.tif");
    in->bands = count >= 3 ? 3 : 1;
    if (count == 1)
        in->palette = GDALGetRasterColorTable(first);
    for (int i = 1; i <= in->bands; i++) {
        int width = 0, height = 0;
        GDALRasterBandH band = GDALGetRasterBand(in->dataset, i);
        GDALGetBlockSize(band, &width, &height);
        if (GDALGetRasterDataType(band) != GDT_Byte || (double)width * height > BLOCK_PIXELS_MAX)
            return refuse(message, path,
                          "its blocks are too large: gdal_translate -co TILED=YES "
                          "IN.tif OUT.tif");
    }
    return BM_OK;
}

static bm_status check_place(raster *in, const char *path, char message[BM_ERROR_MESSAGE_SIZE])
{
    double from_pixel[6];
    if (GDALGetGeoTransform(in->dataset, from_pixel) != CE_None ||
        !GDALInvGeoTransform(from_pixel, in->to_pixel))
        return refuse(
            message, path,
            "it does not say where it lies: gdal_translate -a_srs EPSG:4326 -a_ullr W N E "
            "S IN OUT.tif");
    for (int i = 0; i < 6; i++)
        if (!isfinite(in->to_pixel[i]) || !isfinite(from_pixel[i]))
            return refuse(message, path, "its position has no meaning");
    OGRSpatialReferenceH system = GDALGetSpatialRef(in->dataset);
    if (!system) {
        double east = from_pixel[0] + from_pixel[1] * GDALGetRasterXSize(in->dataset);
        double south = from_pixel[3] + from_pixel[5] * GDALGetRasterYSize(in->dataset);
        if (fabs(from_pixel[0]) > 181 || fabs(east) > 181 || fabs(from_pixel[3]) > 91 ||
            fabs(south) > 91)
            return refuse(message, path,
                          "it does not say in which system its coordinates are: gdal_translate "
                          "-a_srs EPSG:32635 IN OUT.tif");
        return BM_OK;
    }
    OGRCoordinateTransformationH way = NULL;
    bm_status status = bm_gdal_way_to_wgs84(system, path, &way, message);
    if (status || !way)
        return status;
    in->from_wgs84 = OCTGetInverse(way);
    OCTDestroyCoordinateTransformation(way);
    return in->from_wgs84 ? BM_OK
                          : refuse(message, path, "its system cannot be reached from WGS 84");
}

void bm_gdal_close_raster(void *opened)
{
    raster *in = opened;
    if (!in)
        return;
    begin_quiet();
    if (in->from_wgs84)
        OCTDestroyCoordinateTransformation(in->from_wgs84);
    if (in->dataset)
        GDALClose(in->dataset);
    end_quiet();
    free(in);
}

bm_status bm_gdal_open_raster(const char *path, void **opened, bool *is_grey,
                              char message[BM_ERROR_MESSAGE_SIZE])
{
    *opened = NULL;
    message[0] = '\0';
    if (bm_gdal_is_database(path))
        return refuse(message, path, "only files are read");
    bm_status status = bm_gdal_check_name(path, message);
    if (status)
        return status;
    raster *in = calloc(1, sizeof *in);
    if (!in)
        return BM_ERROR_MEMORY;
    begin_quiet();
    GDALRegister_GTiff();
    GDALRegister_PNG();
    GDALRegister_JPEG();
    OSRSetPROJEnableNetwork(0);
    GDALSetCacheMax64(CACHE_BYTES);
    in->dataset = GDALOpenEx(path, GDAL_OF_RASTER | GDAL_OF_READONLY, raster_drivers, NULL, NULL);
    if (!in->dataset)
        status = refuse(message, path, "it is no GeoTIFF, PNG or JPEG that can be read");
    if (!status)
        status = check_bands(in, path, message);
    if (!status)
        status = check_place(in, path, message);
    end_quiet();
    if (status) {
        bm_gdal_close_raster(in);
        return status;
    }
    *is_grey = in->bands == 1 && !in->palette;
    *opened = in;
    return BM_OK;
}

/* Where the nodes of a net over the map lie in the raster, and what of it is read. */
typedef struct net {
    int columns;
    int rows;
    double *x; /* of the nodes, in pixels of the raster; NaN where there is nothing */
    double *y;
    int left, top, width, height; /* of the raster: what is read */
    int buffer_width, buffer_height;
    unsigned char *bytes[BANDS]; /* bands, then the mask */
} net;

static void net_finish(net *over)
{
    free(over->x);
    free(over->y);
    for (int i = 0; i < BANDS; i++)
        free(over->bytes[i]);
}

static bool net_make(const raster *in, const bm_gdal_sampling *job, net *over)
{
    over->columns = (job->width_px + STEP - 1) / STEP + 1;
    over->rows = (job->height_px + STEP - 1) / STEP + 1;
    size_t count = (size_t)over->columns * (size_t)over->rows;
    over->x = malloc(count * sizeof *over->x);
    over->y = malloc(count * sizeof *over->y);
    if (!over->x || !over->y)
        return false;
    for (size_t i = 0; i < count; i++) {
        over->x[i] = (double)(i % (size_t)over->columns) * STEP;
        over->y[i] = (double)(i / (size_t)over->columns) * STEP;
    }
    job->locate(job->context, over->x, over->y, count);
    for (size_t i = 0; i < count; i++) {
        double x = over->x[i], y = over->y[i];
        if (!isfinite(x) || !isfinite(y) ||
            (in->from_wgs84 && !OCTTransform(in->from_wgs84, 1, &x, &y, NULL)))
            x = y = NAN;
        const double *to = in->to_pixel;
        over->x[i] = to[0] + to[1] * x + to[2] * y;
        over->y[i] = to[3] + to[4] * x + to[5] * y;
    }
    return true;
}

/* What of the raster the map shows; false when that is nothing. */
static bool find_window(const raster *in, net *over)
{
    double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;
    size_t count = (size_t)over->columns * (size_t)over->rows;
    for (size_t i = 0; i < count; i++)
        if (isfinite(over->x[i]) && isfinite(over->y[i])) {
            x0 = fmin(x0, over->x[i]);
            y0 = fmin(y0, over->y[i]);
            x1 = fmax(x1, over->x[i]);
            y1 = fmax(y1, over->y[i]);
        }
    x0 = fmax(floor(x0) - 1, 0);
    y0 = fmax(floor(y0) - 1, 0);
    x1 = fmin(ceil(x1) + 1, GDALGetRasterXSize(in->dataset));
    y1 = fmin(ceil(y1) + 1, GDALGetRasterYSize(in->dataset));
    if (!(x1 > x0) || !(y1 > y0))
        return false;
    over->left = (int)x0;
    over->top = (int)y0;
    over->width = (int)(x1 - x0);
    over->height = (int)(y1 - y0);
    return true;
}

/* Pixels of the raster to one of the map, along a row and a column of the net, in the mean. */
static double mean_step(const net *over)
{
    double sum = 0;
    size_t count = 0;
    for (int row = 0; row < over->rows; row++)
        for (int column = 1; column < over->columns; column++) {
            size_t i = (size_t)row * (size_t)over->columns + (size_t)column;
            double step = hypot(over->x[i] - over->x[i - 1], over->y[i] - over->y[i - 1]) / STEP;
            if (isfinite(step)) {
                sum += step;
                count++;
            }
        }
    return count ? sum / (double)count : 1;
}

static bool read_band(GDALRasterBandH band, const net *over, bool exact, unsigned char *bytes)
{
    GDALRasterIOExtraArg extra;
    INIT_RASTERIO_EXTRA_ARG(extra);
    extra.eResampleAlg = exact ? GRIORA_NearestNeighbour : GRIORA_Average;
    return GDALRasterIOEx(band, GF_Read, over->left, over->top, over->width, over->height, bytes,
                          over->buffer_width, over->buffer_height, GDT_Byte, 0, 0,
                          &extra) == CE_None;
}

/* Read the window at about the map's resolution. */
static bm_status read_window(const raster *in, net *over, char message[BM_ERROR_MESSAGE_SIZE])
{
    double step = fmax(mean_step(over), 1);
    double least = sqrt((double)over->width * over->height / BUFFER_PIXELS_MAX);
    step = fmax(step, least);
    over->buffer_width = (int)fmax(ceil(over->width / step), 1);
    over->buffer_height = (int)fmax(ceil(over->height / step), 1);
    size_t size = (size_t)over->buffer_width * (size_t)over->buffer_height;
    for (int i = 0; i < BANDS; i++) {
        if (i >= in->bands && i + 1 < BANDS)
            continue;
        over->bytes[i] = malloc(size);
        if (!over->bytes[i]) {
            snprintf(message, BM_ERROR_MESSAGE_SIZE, "not enough memory");
            return BM_ERROR_MEMORY;
        }
        GDALRasterBandH band = GDALGetRasterBand(in->dataset, i < in->bands ? i + 1 : 1);
        if (!read_band(i < in->bands ? band : GDALGetMaskBand(band), over, in->palette != NULL,
                       over->bytes[i])) {
            snprintf(message, BM_ERROR_MESSAGE_SIZE, "the raster is damaged: %.180s",
                     CPLGetLastErrorMsg());
            return BM_ERROR_FORMAT;
        }
    }
    return BM_OK;
}

/* Colour and opacity of a pixel of the buffer; nothing beyond it. */
static void pixel_at(const raster *in, const net *over, int x, int y, double out[4])
{
    memset(out, 0, 4 * sizeof *out);
    if (x < 0 || y < 0 || x >= over->buffer_width || y >= over->buffer_height)
        return;
    size_t at = (size_t)y * (size_t)over->buffer_width + (size_t)x;
    double alpha = over->bytes[BANDS - 1][at] / 255.0;
    for (int i = 0; i < 3; i++)
        out[i] = over->bytes[in->bands == 3 ? i : 0][at] / 255.0;
    if (in->palette) {
        GDALColorEntry color = {0, 0, 0, 0};
        (void)GDALGetColorEntryAsRGB(in->palette, over->bytes[0][at], &color);
        out[0] = color.c1 / 255.0;
        out[1] = color.c2 / 255.0;
        out[2] = color.c3 / 255.0;
        alpha *= color.c4 / 255.0;
    }
    for (int i = 0; i < 3; i++)
        out[i] *= alpha;
    out[3] = alpha;
}

static uint32_t sample(const raster *in, const net *over, double x, double y)
{
    double column = (x - over->left) / over->width * over->buffer_width - 0.5;
    double row = (y - over->top) / over->height * over->buffer_height - 0.5;
    if (!(column > -1 && column < over->buffer_width && row > -1 && row < over->buffer_height))
        return 0;
    int left = (int)floor(column), top = (int)floor(row);
    double sum[4] = {0};
    for (int k = 0; k < 4; k++) {
        double weight =
            (k % 2 ? column - left : 1 - (column - left)) * (k / 2 ? row - top : 1 - (row - top));
        double color[4];
        pixel_at(in, over, left + k % 2, top + k / 2, color);
        for (int i = 0; i < 4; i++)
            sum[i] += weight * color[i];
    }
    uint32_t pixel = 0;
    static const int order[] = {3, 0, 1, 2};
    for (int i = 0; i < 4; i++)
        pixel = pixel << 8 | (uint32_t)(fmin(fmax(sum[order[i]], 0), 1) * 255 + 0.5);
    return pixel;
}

static void fill(const raster *in, const bm_gdal_sampling *job, const net *over)
{
    for (int y = 0; y < job->height_px; y++)
        for (int x = 0; x < job->width_px; x++) {
            size_t node = (size_t)(y / STEP) * (size_t)over->columns + (size_t)(x / STEP);
            size_t below = node + (size_t)over->columns;
            double u = (x % STEP + 0.5) / STEP, v = (y % STEP + 0.5) / STEP;
            double at_x = (1 - v) * ((1 - u) * over->x[node] + u * over->x[node + 1]) +
                          v * ((1 - u) * over->x[below] + u * over->x[below + 1]);
            double at_y = (1 - v) * ((1 - u) * over->y[node] + u * over->y[node + 1]) +
                          v * ((1 - u) * over->y[below] + u * over->y[below + 1]);
            job->pixels[(size_t)y * (size_t)job->width_px + (size_t)x] =
                sample(in, over, at_x, at_y);
        }
}

bm_status bm_gdal_sample_raster(void *opened, const bm_gdal_sampling *job,
                                char message[BM_ERROR_MESSAGE_SIZE])
{
    const raster *in = opened;
    net over = {0};
    bm_status status = BM_OK;
    message[0] = '\0';
    begin_quiet();
    memset(job->pixels, 0, (size_t)job->width_px * (size_t)job->height_px * sizeof *job->pixels);
    if (!net_make(in, job, &over)) {
        snprintf(message, BM_ERROR_MESSAGE_SIZE, "not enough memory");
        status = BM_ERROR_MEMORY;
    } else if (find_window(in, &over)) {
        status = read_window(in, &over, message);
        if (!status)
            fill(in, job, &over);
    }
    net_finish(&over);
    end_quiet();
    return status;
}
