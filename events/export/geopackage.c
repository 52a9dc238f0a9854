/* GDAL makes a GeoPackage without rows in memory; that is the beginning of the file, to which the
 * rows are added on the disk. What cannot be read again, such as a pipe, gets a copy. */
#include "base/sink_file.h"
#include "events/export/files.h"
#include "events/export/gdal_output.h"
#include "events/export/pieces.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COPY_SIZE = 1 << 16 };

/* Where the file is made that is then copied. */
static const char elsewhere[] = "/tmp/bordermap.gpkg";

typedef struct geopackage {
    const bm_output_layer *layers[1];
    bm_output_layer shell; /* without features */
    const char *path;
    bm_sink *sink;
    bm_sink *apart; /* never committed; NULL when the sink has a temporary itself */
    bm_gdal_description room;
    bm_gdal_output output;
    const bm_gdal_module *module;
    bm_gdal_rows *rows;
} geopackage;

static bm_sink *working_sink(const geopackage *file)
{
    return file->apart ? file->apart : file->sink;
}

static bm_status fail(const geopackage *file, bm_status status, const char *message,
                      bm_error *error)
{
    return bm_error_set(error, status, file->path, 0, "cannot write '%s': %s", file->path, message);
}

static bool take_file(void *context, const char *name, const void *bytes, size_t size)
{
    (void)name;
    return !bm_sink_write(working_sink(context), bytes, size);
}

static bm_status begin(const bm_output_layer *shape, const bm_export_options *options,
                       const char *path, bm_sink *sink, void **made, bm_error *error)
{
    char message[BM_ERROR_MESSAGE_SIZE] = "";
    geopackage *file = *made = calloc(1, sizeof *file);
    if (!file)
        return bm_error_set(error, BM_ERROR_MEMORY, path, 0, "out of memory");
    file->path = path;
    file->sink = sink;
    file->shell = *shape;
    file->shell.feature_count = 0;
    file->layers[0] = &file->shell;
    bm_status status = bm_gdal_writer_open(path, &file->module, error);
    if (!status && !bm_sink_temporary(sink))
        status = bm_sink_open(elsewhere, &file->apart, error);
    if (status)
        return status;
    file->output = bm_gdal_describe("GPKG", "events.gpkg", file->layers, 1, options, &file->room);
    file->output.is_open_ended = true;
    file->output.file = take_file;
    file->output.context = file;
    status = file->module->write(&file->output, message);
    if (!status)
        status = bm_sink_flush(working_sink(file));
    const char *temporary = bm_sink_temporary(working_sink(file));
    if (!status)
        status = file->module->open_rows(temporary, &file->output, &file->rows, message);
    return status ? fail(file, status, message, error) : BM_OK;
}

static bm_status take(void *made, const bm_output_layer *part, const bm_strbuf *bytes,
                      bm_error *error)
{
    char message[BM_ERROR_MESSAGE_SIZE] = "";
    const geopackage *file = made;
    (void)bytes;
    bm_status status = file->module->add_rows(file->rows, part, message);
    return status ? fail(file, status, message, error) : BM_OK;
}

static bm_status copy(const geopackage *file, bm_error *error)
{
    char bytes[COPY_SIZE];
    ssize_t got = -1;
    int from = open(bm_sink_temporary(file->apart), O_RDONLY | O_CLOEXEC);
    while (from >= 0 && (got = read(from, bytes, sizeof bytes)) != 0)
        if (got < 0 ? errno != EINTR : bm_sink_write(file->sink, bytes, (size_t)got) != BM_OK)
            break;
    bm_status status = got < 0 ? fail(file, BM_ERROR_IO, strerror(errno), error) : BM_OK;
    if (from >= 0)
        (void)close(from);
    return status;
}

static bm_status end(void *made, bm_findings *findings, bm_error *error)
{
    char message[BM_ERROR_MESSAGE_SIZE] = "";
    geopackage *file = made;
    size_t count = 0;
    (void)findings;
    bm_status status = file->module->close_rows(file->rows, true, &count, message);
    file->rows = NULL;
    if (status)
        return fail(file, status, message, error);
    status = bm_gdal_check_file(file->module, "GPKG", file->shell.name,
                                bm_sink_temporary(working_sink(file)), count, file->path, error);
    if (status)
        return status;
    return file->apart ? copy(file, error)
                       : bm_file_remove_beside(bm_sink_target(file->sink), error);
}

static void finish(void *made)
{
    char message[BM_ERROR_MESSAGE_SIZE];
    size_t count;
    geopackage *file = made;
    if (!file)
        return;
    if (file->rows)
        (void)file->module->close_rows(file->rows, false, &count, message);
    bm_sink_free(file->apart);
    free(file);
}

const bm_piece_writer bm_geopackage_writer = {
    .begin = begin, .take = take, .end = end, .free = finish};
