#include "cli/describe.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void cli_describe_place(const bm_place *place, char text[CLI_DESCRIPTION_SIZE])
{
    const char *kind = "";
    if (place->kind != BM_PLACE_SETTLEMENT && place->kind != BM_PLACE_COUNTRY)
        kind = bm_place_kind_name(place->kind);
    /* A region or a town is not said to be in itself: "Minsk, Minsk City". */
    size_t length = strlen(place->name);
    bool is_region = strncmp(place->admin1, place->name, length) == 0 &&
                     (place->admin1[length] == '\0' || place->admin1[length] == ' ');
    bool in_region = *place->admin1 && !is_region && place->kind != BM_PLACE_REGION &&
                     place->kind != BM_PLACE_COUNTRY;
    bool in_district = *place->admin2 && strcmp(place->admin2, place->name) != 0 &&
                       place->kind != BM_PLACE_DISTRICT;
    bool in_country = *place->country && place->kind != BM_PLACE_COUNTRY;
    (void)snprintf(text, CLI_DESCRIPTION_SIZE, "%s%s%s%s%s%s%s%s%s%s%s", place->name,
                   *kind ? " (" : "", kind, *kind ? ")" : "", in_district ? ", " : "",
                   in_district ? place->admin2 : "", in_district ? " district" : "",
                   in_region ? ", " : "", in_region ? place->admin1 : "", in_country ? ", " : "",
                   in_country ? place->country : "");
}

/* Exactly `decimals` places, unlike bm_format_number(), so that columns stand under each other. */
static void format_fixed(double value, int decimals, char text[CLI_NUMBER_SIZE])
{
    bm_format_number(value, decimals, text);
    if (!isfinite(value) || decimals == 0)
        return;
    char *point = strchr(text, '.');
    size_t length = strlen(text);
    if (!point) {
        point = text + length;
        text[length++] = '.';
    }
    while (length < (size_t)(point - text) + 1 + (size_t)decimals)
        text[length++] = '0';
    text[length] = '\0';
}

void cli_describe_position(bm_lonlat position, char text[CLI_NUMBER_SIZE])
{
    char lat[CLI_NUMBER_SIZE];
    char lon[CLI_NUMBER_SIZE];
    format_fixed(position.lat, 4, lat);
    format_fixed(position.lon, 4, lon);
    (void)snprintf(text, CLI_NUMBER_SIZE, "%.20s %.20s", lat, lon);
}

const char *cli_side(const bm_border_relation *relation)
{
    if (relation->uncertain)
        return "uncertain";
    return *relation->side ? relation->side : NULL;
}

void cli_describe_border(const bm_border_relation *relation, char text[CLI_DESCRIPTION_SIZE])
{
    char distance[CLI_NUMBER_SIZE];
    double km = relation->border_km;
    if (km < 0.095)
        format_fixed(km, 2, distance);
    else
        format_fixed(km, km < 9.95 ? 1 : 0, distance);
    char where[32] = "";
    if (relation->uncertain)
        (void)snprintf(where, sizeof where, ", side uncertain");
    else if (*relation->side)
        (void)snprintf(where, sizeof where, ", %s side", relation->side);
    else if (*relation->country)
        (void)snprintf(where, sizeof where, ", in %s", relation->country);
    (void)snprintf(text, CLI_DESCRIPTION_SIZE, "%s km from the border%s", distance, where);
}

void cli_describe_score(double score, bool with_sign, char text[CLI_NUMBER_SIZE])
{
    char digits[CLI_NUMBER_SIZE];
    format_fixed(fabs(score), 2, digits);
    const char *shown = digits[0] == '0' ? digits + 1 : digits;
    bool zero = strcmp(digits, "0.00") == 0;
    const char *sign = zero ? "" : score < 0 ? "-" : with_sign ? "+" : "";
    (void)snprintf(text, CLI_NUMBER_SIZE, "%s%.60s", sign, shown);
}
