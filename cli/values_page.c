#include "cli/text.h"
#include "cli/values.h"

#include <string.h>

static bm_status refuse(bm_error *error, const char *value, const char *why)
{
    return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "'%s': %s", value, why);
}

/* Millimetres in the unit that a size ends with; 0 for pixels, negative for another word. */
static double unit_mm(const char *unit)
{
    static const struct {
        const char *name;
        double mm;
    } units[] = {{"", 0}, {"px", 0}, {"mm", 1}, {"cm", 10}, {"in", 25.4}};
    unit += strspn(unit, " ");
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(unit, units[i].name) == 0)
            return units[i].mm;
    return -1;
}

bm_status cli_read_size(const char *value, void *slot, bm_error *error)
{
    static const char why[] = "write WIDTHxHEIGHT in pixels, such as 1600x1200, each 100 to 32767, "
                              "or with mm, cm or in, such as 210x297mm";
    enum { SIDE_MIN = 100, SIDE_MAX = 32767, SIDE_MIN_MM = 20, SIDE_MAX_MM = 5000 };
    bm_page *page = slot;
    double width = 0;
    double height = 0;
    const char *end = value;
    if (!cli_number_read(value, &width, &end))
        return refuse(error, value, why);
    if (strncmp(end, "\xC3\x97", 2) == 0) /* × */
        end += 2;
    else if (*end == 'x' || *end == 'X')
        end++;
    else
        return refuse(error, value, why);
    if (!cli_number_read(end, &height, &end))
        return refuse(error, value, why);
    double mm = unit_mm(end);
    if (mm > 0) {
        width *= mm;
        height *= mm;
        if (!(width >= SIDE_MIN_MM && width <= SIDE_MAX_MM && height >= SIDE_MIN_MM &&
              height <= SIDE_MAX_MM))
            return refuse(error, value, "a side is 20 to 5000 mm");
        page->width_mm = width;
        page->height_mm = height;
        page->width_px = page->height_px = 0;
        return BM_OK;
    }
    bool fits = mm == 0 && width >= SIDE_MIN && width <= SIDE_MAX && height >= SIDE_MIN &&
                height <= SIDE_MAX;
    if (!fits || width != (int)width || height != (int)height)
        return refuse(error, value, why);
    page->width_px = (int)width;
    page->height_px = (int)height;
    page->width_mm = page->height_mm = 0;
    return BM_OK;
}

bm_status cli_read_preset(const char *value, void *slot, bm_error *error)
{
    return bm_page_preset(value, slot, error);
}

static const char *const spots[] = {
    [BM_SPOT_AUTO] = "auto",
    [BM_SPOT_NONE] = "none",
    [BM_SPOT_TOP_LEFT] = "top-left",
    [BM_SPOT_TOP_RIGHT] = "top-right",
    [BM_SPOT_BOTTOM_LEFT] = "bottom-left",
    [BM_SPOT_BOTTOM_RIGHT] = "bottom-right",
    [BM_SPOT_LEFT] = "left",
    [BM_SPOT_RIGHT] = "right",
    [BM_SPOT_TOP] = "top",
    [BM_SPOT_BOTTOM] = "bottom",
};

/* `allowed` has a bit for each spot that this piece of furniture may have. */
static bm_status read_spot(const char *value, unsigned allowed, const char *why, void *slot,
                           bm_error *error)
{
    for (size_t i = 0; i < sizeof spots / sizeof *spots; i++)
        if (allowed & 1U << i && strcmp(value, spots[i]) == 0) {
            *(bm_spot *)slot = (bm_spot)i;
            return BM_OK;
        }
    return refuse(error, value, why);
}

bm_status cli_read_spot(const char *value, void *slot, bm_error *error)
{
    return read_spot(value, ~0U,
                     "write auto, none, top-left, top-right, bottom-left, bottom-right, left, "
                     "right, top or bottom",
                     slot, error);
}

bm_status cli_read_corner(const char *value, void *slot, bm_error *error)
{
    return read_spot(value, (1U << BM_SPOT_LEFT) - 1,
                     "write auto, none, top-left, top-right, bottom-left or bottom-right", slot,
                     error);
}

bm_status cli_read_panel(const char *value, void *slot, bm_error *error)
{
    return read_spot(
        value, 1U << BM_SPOT_AUTO | 1U << BM_SPOT_NONE | 1U << BM_SPOT_RIGHT | 1U << BM_SPOT_BOTTOM,
        "write auto, none, right or bottom", slot, error);
}

bm_status cli_read_nowhere(const char *value, void *slot, bm_error *error)
{
    (void)value;
    (void)error;
    *(bm_spot *)slot = BM_SPOT_NONE;
    return BM_OK;
}

bm_status cli_read_north(const char *value, void *slot, bm_error *error)
{
    static const char *const names[] = {
        [BM_NORTH_AUTO] = "auto", [BM_NORTH_ALWAYS] = "always", [BM_NORTH_NONE] = "none"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(value, names[i]) == 0) {
            *(bm_north_arrow *)slot = (bm_north_arrow)i;
            return BM_OK;
        }
    return refuse(error, value, "write auto, always or none");
}

bm_status cli_read_sources(const char *value, void *slot, bm_error *error)
{
    if (strcmp(value, "auto") != 0 && strcmp(value, "none") != 0)
        return refuse(error, value, "write auto or none");
    *(bool *)slot = *value == 'n';
    return BM_OK;
}
