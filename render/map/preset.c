#include <bordermap/map_options.h>
#include <math.h>
#include <string.h>

#define DEFAULT_WIDTH_PX 1600
#define DEFAULT_HEIGHT_PX 1200
#define DEFAULT_DPI 144
#define SIDE_MAX_PX 32767
#define MM_PER_INCH 25.4

/* A story and a square are looked at on a telephone, some 390 points wide there: three pixels of
 * theirs are one of the reader's. A slide is read from afar. */
static const struct {
    const char *name;
    bm_page page;
} presets[] = {
    {"web", {.width_px = 1600, .height_px = 1200, .dpi = 144}},
    {"a4", {.width_mm = 210, .height_mm = 297, .dpi = 300}},
    {"a4-landscape", {.width_mm = 297, .height_mm = 210, .dpi = 300}},
    {"slide", {.width_px = 1920, .height_px = 1080, .dpi = 160, .type_scale = 1.15}},
    {"square", {.width_px = 1080, .height_px = 1080, .dpi = 180}},
    {"story", {.width_px = 1080, .height_px = 1920, .dpi = 200, .type_scale = 1.1}},
};

bm_status bm_page_preset(const char *name, bm_page *page, bm_error *error)
{
    for (size_t i = 0; i < sizeof presets / sizeof *presets; i++)
        if (strcmp(name, presets[i].name) == 0) {
            *page = presets[i].page;
            return BM_OK;
        }
    return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                        "'%s': write web, a4, a4-landscape, slide, square or story", name);
}

static bool is_side(double side_px)
{
    return side_px >= 1 && side_px <= SIDE_MAX_PX;
}

bm_status bm_page_resolve(bm_page *page, bm_error *error)
{
    if (page->dpi == 0) // not given
        page->dpi = DEFAULT_DPI;
    if (!(page->dpi >= 36 && page->dpi <= 1200))
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "resolution is out of range; it is 36 to 1200 dpi");
    if (page->width_mm != 0 || page->height_mm != 0) {
        double width = round(page->width_mm / MM_PER_INCH * page->dpi);
        double height = round(page->height_mm / MM_PER_INCH * page->dpi);
        if (!is_side(width) || !is_side(height))
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "a page of %.6g x %.6g mm at %.6g dpi is out of range; each side "
                                "is 1 to %d pixels",
                                page->width_mm, page->height_mm, page->dpi, SIDE_MAX_PX);
        page->width_px = (int)width;
        page->height_px = (int)height;
    }
    if (!page->width_px)
        page->width_px = DEFAULT_WIDTH_PX;
    if (!page->height_px)
        page->height_px = DEFAULT_HEIGHT_PX;
    if (!is_side(page->width_px) || !is_side(page->height_px))
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "size %dx%d is out of range; each side is 1 to %d pixels",
                            page->width_px, page->height_px, SIDE_MAX_PX);
    return BM_OK;
}
