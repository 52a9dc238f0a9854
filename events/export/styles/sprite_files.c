#include "events/export/styles/sprite_files.h"

#include "events/export/styles/sprite.h"

#include <bordermap/export.h>

/* MapLibre puts "@2x" and the endings behind the address of the sprite. */
static const struct {
    const char *part;
    const char *name;
    int ratio;
} files_of[BM_EXPORT_SPRITE_FILES] = {{"sprite", "sprite.json", 1},
                                      {"sprite", "sprite.png", 1},
                                      {"sprite@2x", "sprite.json", 2},
                                      {"sprite@2x", "sprite.png", 2}};

char *bm_export_sprite_path(const char *style, size_t index)
{
    if (index >= BM_EXPORT_SPRITE_FILES)
        return NULL;
    bool is_main = false;
    const bm_file_set files = {.path = style, .part = files_of[index].part};
    return bm_file_set_path(&files, files_of[index].name, &is_main);
}

bm_status bm_sprite_files_add(bm_file_set *files, const bm_style_categories *categories,
                              bm_error *error)
{
    const bm_zip_module *zip = NULL;
    bm_status status = bm_zip_module_open(files->path, &zip, error);
    for (size_t i = 0; i < BM_EXPORT_SPRITE_FILES && !status; i += 2) {
        bm_strbuf png = {0}, index = {0};
        files->part = files_of[i].part;
        if (!bm_sprite_put(categories, files_of[i].ratio, zip, &png, &index))
            status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
        if (!status)
            status = bm_file_set_add(files, files_of[i].name, index.text, index.length, error);
        if (!status)
            status = bm_file_set_add(files, files_of[i + 1].name, png.text, png.length, error);
        bm_strbuf_finish(&png);
        bm_strbuf_finish(&index);
    }
    return status;
}
