#include "render/svg_symbol/svg_symbol.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/module.h"
#include "render/canvas/picture.h"
#include "render/svg_symbol/module.h"

struct bm_svg_symbol {
    const bm_svg_module *module;
    void *picture; /**< the module's */
    double aspect;
    char *bytes;
    size_t size;
    char key[32]; /**< tells it from others on a canvas */
};

static bm_status read_file(const char *path, bm_svg_symbol *symbol, bm_error *error)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat facts;
    if (file < 0 || fstat(file, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        int why = file < 0 ? errno : 0;
        if (file >= 0)
            close(file);
        return bm_error_set(error, BM_ERROR_IO, path, 0, "cannot open '%s': %s", path,
                            why ? strerror(why) : "it is not a regular file");
    }
    bm_status status = BM_OK;
    symbol->bytes = malloc(BM_SVG_SYMBOL_BYTES_MAX + 2);
    while (symbol->bytes && symbol->size <= BM_SVG_SYMBOL_BYTES_MAX) {
        ssize_t got =
            read(file, symbol->bytes + symbol->size, BM_SVG_SYMBOL_BYTES_MAX + 1 - symbol->size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            status = bm_error_set(error, BM_ERROR_IO, path, 0, "cannot read '%s': %s", path,
                                  strerror(errno));
        if (got <= 0)
            break;
        symbol->size += (size_t)got;
    }
    (void)close(file);
    if (!symbol->bytes)
        return bm_error_set(error, BM_ERROR_MEMORY, path, 0, "out of memory");
    symbol->bytes[symbol->size] = '\0';
    return status;
}

static bm_status open_module(const char *path, const bm_svg_module **module, bm_error *error)
{
    const void *found;
    bm_status status = bm_module_load(BM_SVG_MODULE_FILE, BM_SVG_MODULE_SYMBOL, &found, error);
    if (status == BM_ERROR_NOT_FOUND)
        return bm_error_set(error, BM_ERROR_UNSUPPORTED, path, 0,
                            "cannot draw '%s': this bordermap was built without librsvg; install "
                            "librsvg2-dev and build again",
                            path);
    if (status)
        return status;
    *module = found;
    if ((*module)->version != BM_SVG_MODULE_VERSION)
        return bm_error_set(error, BM_ERROR_UNSUPPORTED, path, 0,
                            "'%s' is of another version of bordermap: install both anew",
                            BM_SVG_MODULE_FILE);
    return BM_OK;
}

/* FNV-1a, so that equal files are one picture and the same input makes the same ids. */
static void make_key(bm_svg_symbol *symbol)
{
    uint64_t hash = 14695981039346656037U;
    for (size_t i = 0; i < symbol->size; i++)
        hash = (hash ^ (unsigned char)symbol->bytes[i]) * 1099511628211U;
    snprintf(symbol->key, sizeof symbol->key, "svg %016llx", (unsigned long long)hash);
}

bm_status bm_svg_symbol_open(const char *path, bm_svg_symbol **symbol, bm_error *error)
{
    char message[BM_ERROR_MESSAGE_SIZE] = "";
    *symbol = NULL;
    bm_svg_symbol *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, path, 0, "out of memory");
    bm_status status = read_file(path, made, error);
    if (!status) {
        const char *objection = bm_svg_symbol_objection(made->bytes, made->size);
        bool is_large = made->size > BM_SVG_SYMBOL_BYTES_MAX;
        if (objection)
            status = bm_error_set(error, is_large ? BM_ERROR_LIMIT : BM_ERROR_FORMAT, path, 0,
                                  "cannot use '%s' as a picture: %s", path, objection);
    }
    if (!status)
        status = open_module(path, &made->module, error);
    if (!status) {
        made->picture = made->module->open(made->bytes, made->size, &made->aspect, message);
        if (!made->picture)
            status = bm_error_set(error, BM_ERROR_FORMAT, path, 0,
                                  "cannot use '%s' as a picture: %s", path, message);
        make_key(made);
    }
    if (status)
        bm_svg_symbol_free(made);
    else
        *symbol = made;
    return status;
}

void bm_svg_symbol_free(bm_svg_symbol *symbol)
{
    if (!symbol)
        return;
    if (symbol->picture)
        symbol->module->close(symbol->picture);
    free(symbol->bytes);
    free(symbol);
}

double bm_svg_symbol_aspect(const bm_svg_symbol *symbol)
{
    return symbol->aspect;
}

static bool paint(cairo_t *cairo, bm_px_box box, const void *context)
{
    const bm_svg_symbol *symbol = context;
    return symbol->module->draw(symbol->picture, cairo, box);
}

void bm_svg_symbol_draw(const bm_svg_symbol *symbol, bm_canvas *canvas, bm_px_box box)
{
    double width = box.x1 - box.x0, height = box.y1 - box.y0;
    if (!(width > 0 && height > 0) || !isfinite(width + height + box.x0 + box.y0))
        return;
    double wide = fmin(width, height * symbol->aspect), high = wide / symbol->aspect;
    bm_px middle = {(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2};
    bm_px_box fitted = {middle.x - wide / 2, middle.y - high / 2, middle.x + wide / 2,
                        middle.y + high / 2};
    const bm_picture picture = {.key = symbol->key,
                                .media_type = "image/svg+xml",
                                .bytes = symbol->bytes,
                                .size = symbol->size,
                                .paint = paint,
                                .context = symbol};
    bm_canvas_picture(canvas, &picture, fitted);
}
