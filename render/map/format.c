#include <bordermap/map.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *name;
    bm_map_format format;
} formats[] = {{"png", BM_MAP_PNG}, {"svg", BM_MAP_SVG}, {"pdf", BM_MAP_PDF}};

bm_status bm_map_format_from_name(const char *name, bm_map_format *format, bm_error *error)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcasecmp(name, formats[i].name) == 0) {
            *format = formats[i].format;
            return BM_OK;
        }
    return bm_error_set(error, BM_ERROR_UNSUPPORTED, NULL, 0,
                        "unknown map format '%.40s'; there are png, svg and pdf", name);
}

bm_status bm_map_format_from_path(const char *path, bm_map_format *format, bm_error *error)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash : path, '.');
    if (dot && dot[1] && !bm_map_format_from_name(dot + 1, format, NULL))
        return BM_OK;
    return bm_error_set(error, BM_ERROR_UNSUPPORTED, path, 0,
                        "cannot tell the map format from '%.80s'; end it in .png, .svg or .pdf",
                        path);
}
