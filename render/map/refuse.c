/* What is said when a page has no room for what belongs on it. */
#include <math.h>

#include "base/utf8.h"
#include "render/map/private.h"
#include "render/map/text.h"

/** A page that holds the usual texts, at 144 dpi. */
#define ROOMY_WIDTH_PX 800.0
#define ROOMY_HEIGHT_PX 600.0

bm_status bm_map_refuse_page(const bm_map *map, bm_error *error)
{
    double scale = map->dpi / 144;
    int width = (int)lround(ROOMY_WIDTH_PX * scale), height = (int)lround(ROOMY_HEIGHT_PX * scale);
    if (map->width_px < width || map->height_px < height)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "%dx%d pixels at %.0f dpi are too small for the texts of a map: use "
                            "--size %dx%d or larger, a lower --dpi, or --no-legend and --no-credit",
                            map->width_px, map->height_px, map->dpi, width, height);
    // Title and subtitle are cut, these are not.
    const char *disclaimer = map->content.disclaimer, *credit = map->content.credit;
    size_t disclaimer_length = disclaimer ? bm_utf8_count(disclaimer) : 0;
    size_t credit_length = credit ? bm_utf8_count(credit) : 0;
    bool is_credit = credit_length > disclaimer_length;
    char length[BM_MAP_COUNT_SIZE];
    bm_map_format_count(is_credit ? credit_length : disclaimer_length, length);
    return bm_error_set(
        error, BM_ERROR_ARGUMENT, NULL, 0,
        "the %s has %s characters and leaves too little of %dx%d pixels at %.0f dpi "
        "for the map: %s",
        is_credit ? "credit" : "disclaimer", length, map->width_px, map->height_px, map->dpi,
        is_credit ? "use --sources none or --no-credit" : "make it shorter");
}

bm_status bm_map_refuse_legend(const bm_map *map, bm_error *error)
{
    return bm_error_set(
        error, BM_ERROR_ARGUMENT, NULL, 0,
        "%dx%d pixels at %.0f dpi have no room for the legend: use a larger --size, "
        "a lower --dpi, or --no-legend",
        map->width_px, map->height_px, map->dpi);
}
