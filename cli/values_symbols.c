/* Readers of the options that say how events are shown. */
#include "cli/text.h"
#include "cli/values.h"

#include <string.h>

static bm_status refuse(bm_error *error, const char *value, const char *why)
{
    return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "'%s': %s", value, why);
}

bm_status cli_read_colocated(const char *value, void *slot, bm_error *error)
{
    static const char *const names[] = {[BM_COLOCATED_COUNT] = "count",
                                        [BM_COLOCATED_SPREAD] = "spread",
                                        [BM_COLOCATED_LIST] = "list"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(value, names[i]) == 0) {
            *(bm_colocated *)slot = (bm_colocated)i;
            return BM_OK;
        }
    }
    return refuse(error, value, "write count, spread or list");
}

bm_status cli_read_fade(const char *value, void *slot, bm_error *error)
{
    bm_symbol_options *symbols = slot;
    symbols->fade = true;
    return value ? bm_step_parse(value, &symbols->fade_step, error) : BM_OK;
}

bm_status cli_read_zone(const char *value, void *slot, bm_error *error)
{
    static const char form[] = "write a distance of 0.5 to 500 km and, after a colon, a country's "
                               "code: 30km, 30km:BY";
    bm_symbol_options *symbols = slot;
    bm_border_strip zone = {0};
    double width_km = 0;
    const char *end = value;
    if (!cli_number_read(value, &width_km, &end) || strncmp(end, "km", 2) != 0 ||
        !(width_km >= 0.5 && width_km <= 500))
        return refuse(error, value, form);
    end += 2;
    zone.width_m = width_km * 1000;
    if (*end == ':') {
        for (int i = 0; i < 2; i++) {
            char letter = end[1 + i];
            if (letter >= 'a' && letter <= 'z')
                letter = (char)(letter - 'a' + 'A');
            if (letter < 'A' || letter > 'Z')
                return refuse(error, value, form);
            zone.country[i] = letter;
        }
        end += 3;
    }
    if (*end)
        return refuse(error, value, form);
    if (symbols->zone_count == BM_ZONES_MAX)
        return refuse(error, value, "there may be four zones");
    symbols->zones[symbols->zone_count++] = zone;
    return BM_OK;
}

bm_status cli_read_symbol(const char *value, void *slot, bm_error *error)
{
    const char *equals = strchr(value, '=');
    if (!equals || equals == value || !equals[1])
        return refuse(error, value, "write CATEGORY=FILE, such as strike=burst.svg");
    return cli_read_list(value, slot, error);
}
