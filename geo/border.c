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
static bool take_iso(const char *text, char iso[4])
{
    for (int i = 0; i < 2; i++) {
        char c = text[i] >= 'a' && text[i] <= 'z' ? (char)(text[i] - 'a' + 'A') : text[i];
        if (c < 'A' || c > 'Z')
            return false;
        iso[i] = c;
    }
    iso[2] = '\0';
    iso[3] = '\0';
    return text[2] == '\0';
}

bm_status bm_border_take_codes(const char *iso_a, const char *iso_b, bm_border_codes *codes,
                               bm_error *error)
{
    if (take_iso(iso_a, codes->iso[0]) && take_iso(iso_b, codes->iso[1]) &&
        strcmp(codes->iso[0], codes->iso[1]) != 0)
        return BM_OK;
    return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                        "'%s-%s' is no border: write two different ISO 3166 codes, 'BY-UA'", iso_a,
                        iso_b);
}

static bm_status out_of_memory(const bm_border *border, const bm_layer *layer, bm_error *error)
{
    return bm_error_set(error, BM_ERROR_MEMORY, bm_layer_path(layer), 0,
                        "not enough memory for the border '%s'-'%s'", border->facts.codes.iso[0],
                        border->facts.codes.iso[1]);
}

/* The worse of the two outlines. */
static double stated_accuracy(const bm_border *border, const bm_layer *countries, int iso_field)
{
    int field = bm_layer_field(countries, "ACCURACY_M");
    double worst = 0.0;
    for (size_t i = 0; i < bm_layer_count(countries); i++) {
        const char *iso = bm_layer_text(countries, i, iso_field);
        if (strcmp(iso, border->facts.codes.iso[0]) != 0 &&
            strcmp(iso, border->facts.codes.iso[1]) != 0)
            continue;
        double stated = bm_layer_number(countries, i, field, ACCURACY_UNSTATED_M);
        worst = fmax(worst, stated > 0.0 ? stated : ACCURACY_UNSTATED_M);
    }
    return worst;
}

/* Texts that are being gathered, as an image has them: the first is "". */
typedef struct texts {
    char *bytes;
    size_t used;
} texts;

/* Where a text begins; room was made for it. */
static uint32_t add_text(texts *all, const char *text)
{
    size_t length = strlen(text);
    if (length == 0)
        return 0;
    size_t at = (size_t)bm_image_text_offset(all->used, length);
    memcpy(all->bytes + at, text, length + 1);
    all->used = at + length + 1;
    return (uint32_t)at;
}

static bool is_crossing(const bm_border *border, const bm_layer *layer, size_t index, int kind,
                        int code)
{
    const bm_feature *feature = bm_layer_feature(layer, index);
    return feature->kind == BM_GEOMETRY_POINT &&
           (strcmp(bm_layer_text(layer, index, kind), "crossing") == 0 ||
            strcmp(bm_layer_text(layer, index, code), "PSTB") == 0) &&
           bm_border_distance_km(border, feature->points[0]) <= CROSSING_REACH_KM;
}

/* Keep the crossings of a layer that are at this line. */
static bm_status take_crossings(bm_border *border, const bm_layer *layer, bm_error *error)
{
    int kind = bm_layer_field(layer, "KIND");
    int code = bm_layer_field(layer, "FCODE");
    int fields[] = {bm_layer_field(layer, "NAME"), bm_layer_field(layer, "PARTNER")};
    size_t count = 0;
    /* A text that is moved to the next block leaves less of a gap than it is long. */
    size_t room = 1;
    for (size_t i = 0; i < bm_layer_count(layer); i++) {
        if (!is_crossing(border, layer, i, kind, code))
            continue;
        count++;
        for (int k = 0; k < 2; k++)
            room += 2 * (strlen(bm_layer_text(layer, i, fields[k])) + 1);
    }
    bm_border_crossing *crossings = bm_arena_array(&border->arena, count + 1, sizeof *crossings);
    texts all = {.bytes = bm_arena_alloc(&border->arena, room), .used = 1};
    if (!crossings || !all.bytes)
        return out_of_memory(border, layer, error);
    count = 0;
    for (size_t i = 0; i < bm_layer_count(layer); i++) {
        if (!is_crossing(border, layer, i, kind, code))
            continue;
        bm_lonlat position = bm_layer_feature(layer, i)->points[0];
        crossings[count++] =
            (bm_border_crossing){.position = position,
                                 .at = bm_xyz_from(position),
                                 .name = add_text(&all, bm_layer_text(layer, i, fields[0])),
                                 .partner = add_text(&all, bm_layer_text(layer, i, fields[1]))};
    }
    border->crossings = crossings;
    border->crossing_count = count;
    border->texts = all.bytes;
    border->text_size = all.used;
    return BM_OK;
}

static bm_status make(bm_border *border, const bm_layer *countries, const bm_layer *crossings,
                      bm_error *error)
{
    static const bm_border_crossing no_crossings[1];
    const char *path = bm_layer_path(countries);
    bm_border_facts *facts = &border->facts;
    int iso_field = bm_layer_field(countries, "ISO_A2");
    if (iso_field < 0)
        return bm_error_set(error, BM_ERROR_NOT_FOUND, path, 0,
                            "'%s' has no field ISO_A2 with the country codes", path);
    bm_status status = bm_border_find_line(countries, facts->codes.iso[0], facts->codes.iso[1],
                                           &border->arena, &border->line, error);
    if (status)
        return status;
    facts->line_box = border->line.box;
    facts->accuracy_m = stated_accuracy(border, countries, iso_field);
    if (!bm_segments_make(&border->arena, &border->line, &border->segments) ||
        !bm_outlines_make(&border->arena, countries, iso_field, &border->outlines))
        return out_of_memory(border, countries, error);
    facts->length_km = bm_segments_length_m(&border->segments) / 1000.0;
    border->crossings = no_crossings;
    border->texts = "";
    border->text_size = 1;
    return crossings ? take_crossings(border, crossings, error) : BM_OK;
}

bm_status bm_border_new(const bm_layer *countries, const bm_layer *crossings, const char *iso_a,
                        const char *iso_b, bm_border **border, bm_error *error)
{
    *border = NULL;
    bm_border *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, bm_layer_path(countries), 0,
                            "not enough memory for the border");
    bm_status status = bm_border_take_codes(iso_a, iso_b, &made->facts.codes, error);
    if (!status)
        status = make(made, countries, crossings, error);
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
    bm_image_close(&border->image);
    bm_arena_finish(&border->arena);
    free(border);
}

const char *bm_border_country(const bm_border *border, int which)
{
    return border->facts.codes.iso[which == 0 ? 0 : 1];
}

double bm_border_accuracy_m(const bm_border *border)
{
    return border->facts.accuracy_m;
}

double bm_border_length_km(const bm_border *border)
{
    return border->facts.length_km;
}

const bm_feature *bm_border_line(const bm_border *border)
{
    return &border->line;
}
