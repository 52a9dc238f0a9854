#include "geo/border.h"

#include "geo/border_line.h"

#include <bordermap/geodesic.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What is taken for an outline that does not say. */
static const double ACCURACY_UNSTATED_M = 1000.0;
/* A crossing farther than this from the line is one of another border. */
static const double CROSSING_REACH_KM = 10.0;

/* Two letters, in capitals. */
static bool take_iso(const char *text, char iso[3])
{
    for (int i = 0; i < 2; i++) {
        char c = text[i] >= 'a' && text[i] <= 'z' ? (char)(text[i] - 'a' + 'A') : text[i];
        if (c < 'A' || c > 'Z')
            return false;
        iso[i] = c;
    }
    iso[2] = '\0';
    return text[2] == '\0';
}

static bm_status out_of_memory(const bm_border *border, bm_error *error)
{
    return bm_error_set(error, BM_ERROR_MEMORY, bm_layer_path(border->countries), 0,
                        "not enough memory for the border '%s'-'%s'", border->iso[0],
                        border->iso[1]);
}

/* The worse of the two outlines. */
static double stated_accuracy(const bm_border *border)
{
    int field = bm_layer_field(border->countries, "ACCURACY_M");
    double worst = 0.0;
    for (size_t i = 0; i < bm_layer_count(border->countries); i++) {
        const char *iso = bm_layer_text(border->countries, i, border->iso_field);
        if (strcmp(iso, border->iso[0]) != 0 && strcmp(iso, border->iso[1]) != 0)
            continue;
        double stated = bm_layer_number(border->countries, i, field, ACCURACY_UNSTATED_M);
        worst = fmax(worst, stated > 0.0 ? stated : ACCURACY_UNSTATED_M);
    }
    return worst;
}

/* Keep the crossings of a layer that are at this line. */
static bm_status take_crossings(bm_border *border, const bm_layer *layer, bm_error *error)
{
    int kind = bm_layer_field(layer, "KIND");
    int code = bm_layer_field(layer, "FCODE");
    int name = bm_layer_field(layer, "NAME");
    int partner = bm_layer_field(layer, "PARTNER");
    size_t count = bm_layer_count(layer);
    border->crossings = bm_arena_array(&border->arena, count + 1, sizeof *border->crossings);
    if (!border->crossings)
        return out_of_memory(border, error);
    for (size_t i = 0; i < count; i++) {
        const bm_feature *feature = bm_layer_feature(layer, i);
        if (feature->kind != BM_GEOMETRY_POINT ||
            (strcmp(bm_layer_text(layer, i, kind), "crossing") != 0 &&
             strcmp(bm_layer_text(layer, i, code), "PSTB") != 0) ||
            bm_border_distance_km(border, feature->points[0]) > CROSSING_REACH_KM)
            continue;
        border->crossings[border->crossing_count++] =
            (bm_border_crossing){.position = feature->points[0],
                                 .at = bm_xyz_from(feature->points[0]),
                                 .name = bm_layer_text(layer, i, name),
                                 .partner = bm_layer_text(layer, i, partner)};
    }
    return BM_OK;
}

bm_status bm_border_new(const bm_layer *countries, const bm_layer *crossings, const char *iso_a,
                        const char *iso_b, bm_border **border, bm_error *error)
{
    *border = NULL;
    const char *path = bm_layer_path(countries);
    bm_border *made = calloc(1, sizeof *made);
    bm_status status = BM_OK;
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, path, 0, "not enough memory for the border");
    made->countries = countries;
    made->iso_field = bm_layer_field(countries, "ISO_A2");
    if (!take_iso(iso_a, made->iso[0]) || !take_iso(iso_b, made->iso[1]) ||
        strcmp(made->iso[0], made->iso[1]) == 0)
        status = bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                              "'%s-%s' is no border: write two different ISO 3166 codes, 'BY-UA'",
                              iso_a, iso_b);
    else if (made->iso_field < 0)
        status = bm_error_set(error, BM_ERROR_NOT_FOUND, path, 0,
                              "'%s' has no field ISO_A2 with the country codes", path);
    if (!status)
        status = bm_border_find_line(countries, made->iso[0], made->iso[1], &made->arena,
                                     &made->line, error);
    if (status)
        goto done;
    made->accuracy_m = stated_accuracy(made);
    made->segments = bm_segments_new(&made->arena, &made->line);
    made->outlines = bm_outlines_new(&made->arena, countries);
    if (!made->segments || !made->outlines)
        status = out_of_memory(made, error);
    if (status)
        goto done;
    made->length_km = bm_segments_length_m(made->segments) / 1000.0;
    if (crossings)
        status = take_crossings(made, crossings, error);
done:
    if (status) {
        bm_border_free(made);
        return status;
    }
    *border = made;
    return BM_OK;
}

void bm_border_free(bm_border *border)
{
    if (!border)
        return;
    bm_arena_finish(&border->arena);
    free(border);
}

const char *bm_border_country(const bm_border *border, int which)
{
    return border->iso[which == 0 ? 0 : 1];
}

double bm_border_accuracy_m(const bm_border *border)
{
    return border->accuracy_m;
}

double bm_border_length_km(const bm_border *border)
{
    return border->length_km;
}

const bm_feature *bm_border_line(const bm_border *border)
{
    return &border->line;
}
